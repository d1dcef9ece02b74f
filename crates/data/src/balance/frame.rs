//! Sets up one flow as a reconciliation problem between countries and keeps the evidence of every cell.

use super::evidence::{Evidence, ratios};
use super::fit;
use super::inputs::{BalanceInputs, Cell, Flow};
use super::reconcile::{Estimate, Problem, reconcile};
use super::residuals::Residual;
use super::{BalanceError, SMALLEST_FLOW};

/// Base year.
const YEAR: i32 = 2024;

/// One side of a flow: a country, a part of it, or a sink.
#[derive(Debug, Clone)]
pub(super) struct Party {
    /// Country, or `end_use@country` of a sink.
    pub(super) name: String,
    /// `home`, `abroad` or blank.
    pub(super) scope: String,
    /// Published total or exact need.
    pub(super) total: Estimate,
    /// Source of the total, blank for a need that follows from below.
    pub(super) source: String,
}

impl Party {
    /// A need that must be met exactly.
    pub(super) fn need(country: &str, t: f64) -> Self {
        Self { name: country.to_owned(), scope: String::new(), total: Estimate::exact(t), source: String::new() }
    }

    fn is_sink(&self) -> bool {
        self.name.contains('@')
    }

    /// Whether this supplier's scope admits the user.
    fn reaches(&self, user: &Self) -> bool {
        match self.scope.as_str() {
            "home" => self.name == user.name,
            "abroad" => self.name != user.name,
            _ => true,
        }
    }
}

/// A fitted flow between countries.
#[derive(Debug, Clone)]
pub(super) struct Trade {
    /// Flow id.
    pub(super) flow: String,
    /// Supplier of every row; a country may have two rows.
    pub(super) suppliers: Vec<Party>,
    /// User of every column.
    pub(super) users: Vec<Party>,
    /// t/yr.
    pub(super) cells: Vec<Vec<f64>>,
    /// Evidence of every cell.
    pub(super) evidence: Vec<Vec<Evidence>>,
}

impl Trade {
    /// Sum of a column.
    pub(super) fn user_total(&self, j: usize) -> f64 {
        self.cells.iter().map(|row| row[j]).sum()
    }
}

/// Reconciles a flow of the magnet chain and records the residuals of its totals and known cells.
pub(super) fn trade(
    inputs: &BalanceInputs,
    flow: &Flow,
    suppliers: Vec<Party>,
    users: Vec<Party>,
    residuals: &mut Vec<Residual>,
) -> Result<Trade, BalanceError> {
    let habits = Habits { smallest: SMALLEST_FLOW, home: 1.0, minor: 0.0 };
    trade_of(&inputs.cells, flow, (suppliers, users), habits, residuals)
}

/// What is taken for granted of flows that nobody published.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Flows below this are dropped where another can take their place [t/yr].
    pub(super) smallest: f64,
    /// Weight of a sale at home over one abroad in the gravity prior.
    pub(super) home: f64,
    /// An unknown flow below this share of what its supplier and of what its user have left is dropped.
    pub(super) minor: f64,
}

/// The same for any table of cells.
pub(super) fn trade_of(
    cells: &[Cell],
    flow: &Flow,
    (suppliers, users): (Vec<Party>, Vec<Party>),
    habits: Habits,
    residuals: &mut Vec<Residual>,
) -> Result<Trade, BalanceError> {
    let listed = listed(cells, flow, &suppliers, &users);
    let known = |i: usize, j: usize| listed[i][j].filter(|c| c.value.is_some());
    let mut open = possible(flow, &suppliers, &users, &listed);
    let mut prior = gravity(&suppliers, &users, &listed, &open, habits.home);
    if close_minor(&prior, &mut open, habits.minor) {
        prior = gravity(&suppliers, &users, &listed, &open, habits.home);
    }
    let mut cells = vec![vec![None; users.len()]; suppliers.len()];
    let mut evidence = vec![vec![Evidence::gravity(YEAR); users.len()]; suppliers.len()];
    for i in 0..suppliers.len() {
        for j in 0..users.len() {
            cells[i][j] = match known(i, j) {
                Some(c) if c.high != Some(0.0) => Some(Estimate::ranged(c.value.unwrap_or(0.0), c.low, c.high)),
                Some(_) => None,
                None => prior[i][j].map(|value| Estimate { value, sigma: value.max(1e-3) }),
            };
            if let Some(c) = listed[i][j] {
                let range = c.value.map_or((0.85, 1.15), |v| ratios(v, c.low, c.high));
                evidence[i][j] = Evidence::fitted(&c.note, &c.source, c.year, &c.basis, range);
            }
        }
    }
    let problem = Problem {
        suppliers: suppliers.iter().map(|p| p.total).collect(),
        users: users.iter().map(|p| p.total).collect(),
        cells,
    };
    let mut fitted = reconcile(&problem, habits.smallest).map_err(|message| BalanceError::Infeasible {
        flow: flow.flow.clone(),
        message: format!("{message}; suppliers {}; users {}", names(&suppliers), names(&users)),
    })?;
    exact_columns(&mut fitted, &problem.users);
    let trade = Trade { flow: flow.flow.clone(), suppliers, users, cells: fitted, evidence };
    record(&trade, &listed, residuals);
    Ok(trade)
}

/// The row of the cell table for every pair that the scope of the supplier admits.
fn listed<'a>(cells: &'a [Cell], flow: &Flow, suppliers: &[Party], users: &[Party]) -> Vec<Vec<Option<&'a Cell>>> {
    let find = |s: &Party, u: &Party| {
        let row = |c: &&Cell| c.flow == flow.flow && c.supplier == s.name && c.buyer == u.name;
        cells.iter().find(row).filter(|_| s.reaches(u))
    };
    suppliers.iter().map(|s| users.iter().map(|u| find(s, u)).collect()).collect()
}

/// Which cells without a figure may exist: those listed blank and, in a gravity flow, all between countries.
fn possible(flow: &Flow, suppliers: &[Party], users: &[Party], listed: &[Vec<Option<&Cell>>]) -> Vec<Vec<bool>> {
    let gravity = flow.unknown_cells == "gravity";
    let open = |i: usize, j: usize| match listed[i][j] {
        Some(cell) => cell.value.is_none(),
        None => gravity && suppliers[i].reaches(&users[j]) && !users[j].is_sink(),
    };
    (0..suppliers.len()).map(|i| (0..users.len()).map(|j| open(i, j)).collect()).collect()
}

/// Names and totals of a side, for messages.
fn names(parties: &[Party]) -> String {
    parties.iter().map(|p| format!("{} {:.1}", p.name, p.total.value)).collect::<Vec<_>>().join(", ")
}

/// Removes the last rounding error from columns whose total is exact.
fn exact_columns(fitted: &mut [Vec<f64>], users: &[Estimate]) {
    for (j, user) in users.iter().enumerate().filter(|(_, u)| u.sigma == 0.0) {
        let sum: f64 = fitted.iter().map(|row| row[j]).sum();
        if sum > 0.0 {
            fitted.iter_mut().for_each(|row| row[j] *= user.value / sum);
        }
    }
}

/// Prior of the unknown cells: what known cells leave of each total, shared out by supplier x user and fitted to both.
/// `None` for cells that have a figure or cannot exist.
fn gravity(
    suppliers: &[Party],
    users: &[Party],
    known: &[Vec<Option<&Cell>>],
    possible: &[Vec<bool>],
    home: f64,
) -> Vec<Vec<Option<f64>>> {
    let value = |i: usize, j: usize| known[i][j].and_then(|c| c.value).unwrap_or(0.0);
    let left = |total: f64, taken: f64| (total - taken).max(0.02 * total);
    let (n, m) = (suppliers.len(), users.len());
    let rows: Vec<f64> = (0..n).map(|i| left(suppliers[i].total.value, (0..m).map(|j| value(i, j)).sum())).collect();
    let mut columns: Vec<f64> = (0..m).map(|j| left(users[j].total.value, (0..n).map(|i| value(i, j)).sum())).collect();
    let weight = |i: usize, j: usize| if suppliers[i].name == users[j].name { home } else { 1.0 };
    let start = |i: usize, j: usize| if possible[i][j] { rows[i] * columns[j] * weight(i, j) } else { 0.0 };
    let seed: Vec<Vec<f64>> = (0..n).map(|i| (0..m).map(|j| start(i, j)).collect()).collect();
    let wanted: f64 = (0..m).filter(|&j| seed.iter().any(|row| row[j] > 0.0)).map(|j| columns[j]).sum();
    let offered: f64 = (0..n).filter(|&i| seed[i].iter().any(|&c| c > 0.0)).map(|i| rows[i]).sum();
    if wanted > 0.0 {
        columns.iter_mut().for_each(|c| *c *= offered / wanted);
    }
    let fitted = fit::proportional(&seed, &rows, &columns, 300);
    (0..n).map(|i| (0..m).map(|j| possible[i][j].then_some(fitted[i][j])).collect()).collect()
}

/// Closes unknown cells that are minor for both sides, keeping the largest of every row and column. True if one closed.
fn close_minor(prior: &[Vec<Option<f64>>], open: &mut [Vec<bool>], minor: f64) -> bool {
    let size = |i: usize, j: usize| prior[i][j].unwrap_or(0.0);
    let sum_and_largest =
        |side: &mut dyn Iterator<Item = f64>| side.fold((0.0, 0.0f64), |(sum, most), x| (sum + x, most.max(x)));
    let mut closed = false;
    for (i, row) in open.iter_mut().enumerate() {
        for (j, cell) in row.iter_mut().enumerate().filter(|(_, cell)| **cell) {
            let supplier = sum_and_largest(&mut (0..prior[i].len()).map(|k| size(i, k)));
            let user = sum_and_largest(&mut (0..prior.len()).map(|k| size(k, j)));
            if [supplier, user].iter().all(|(sum, most)| size(i, j) < minor * sum && size(i, j) < *most) {
                *cell = false;
                closed = true;
            }
        }
    }
    closed
}

/// Records fitted against published for totals and known cells.
fn record(trade: &Trade, known: &[Vec<Option<&Cell>>], residuals: &mut Vec<Residual>) {
    for (s, row) in trade.suppliers.iter().zip(&trade.cells).filter(|(s, _)| !s.source.is_empty()) {
        let part = if s.scope.is_empty() { String::new() } else { format!(" ({})", s.scope) };
        let item = format!("{}: made in {}{part}", trade.flow, s.name);
        residuals.push(used("supplier total", item, (s.total.value, row.iter().sum()), &s.source, ""));
    }
    for (j, u) in trade.users.iter().enumerate().filter(|(_, u)| !u.source.is_empty()) {
        let kind = if u.is_sink() { "closing item" } else { "user total" };
        let item = format!("{}: used in {}", trade.flow, u.name);
        residuals.push(used(kind, item, (u.total.value, trade.user_total(j)), &u.source, ""));
    }
    for (i, s) in trade.suppliers.iter().enumerate() {
        for (j, u) in trade.users.iter().enumerate().filter(|(_, u)| !u.is_sink()) {
            if let Some((c, value)) = known[i][j].and_then(|c| c.value.filter(|v| *v > 0.0).map(|v| (c, v))) {
                let item = format!("{}: {} to {}", trade.flow, s.name, u.name);
                residuals.push(used("cell", item, (value, trade.cells[i][j]), &c.source, &c.note));
            }
        }
    }
}

/// A figure that the fit used, with its published and fitted value in t/yr.
fn used(kind: &str, item: String, (published, fitted): (f64, f64), source: &str, note: &str) -> Residual {
    Residual {
        kind: kind.to_owned(),
        item,
        published,
        fitted,
        unit: "t/yr".to_owned(),
        used_in_fit: true,
        note: note.to_owned(),
        source: source.to_owned(),
    }
}
