//! Checks of a package as a whole: one small function per rule, with a code.

use crate::problem::{Problem, Problems};
use crate::table::Table;
use coercivity_chain::{Chain, Element, Form, MaterialId, Process, SiteId};
use std::collections::{BTreeSet, HashMap};

/// Largest difference that base flows may leave open at a site (relative).
const CLOSURE: f64 = 1e-3;
/// Largest difference of a mass balance (relative to what goes in).
const BALANCE: f64 = 1e-3;

/// What is left open between an activity and the flows that should feed or drain it.
#[derive(Debug, Clone, PartialEq)]
pub struct Closure {
    /// Site.
    pub site: SiteId,
    /// Material.
    pub material: MaterialId,
    /// True for an input of the site.
    pub input: bool,
    /// Activity times coefficient [t/yr].
    pub wanted: f64,
    /// Sum of the flows [t/yr].
    pub found: f64,
}

impl Closure {
    /// Difference relative to what is wanted.
    #[must_use]
    pub fn relative(&self) -> f64 {
        (self.found - self.wanted).abs() / self.wanted.abs().max(f64::MIN_POSITIVE)
    }
}

/// Runs every check; a rule with nothing to say adds nothing.
pub(crate) fn all(tables: &[Table], chain: &Chain, problems: &mut Problems) {
    let rows = Rows::new(tables);
    compositions_sum(chain, &rows, problems);
    drivers_are_outputs(chain, &rows, problems);
    processes_balance(chain, &rows, problems);
    links_fit_processes(chain, &rows, problems);
    demand_fits_sites(chain, &rows, problems);
    no_orphan_sites(chain, &rows, problems);
    activity_within_capacity(chain, &rows, problems);
    if problems.is_empty() {
        flows_close(chain, &rows, problems);
    }
}

/// File and line of the n-th row of a table, for messages.
struct Rows<'a>(HashMap<&'static str, &'a Table>);

impl<'a> Rows<'a> {
    fn new(tables: &'a [Table]) -> Self {
        Rows(tables.iter().map(|table| (table.schema.name, table)).collect())
    }

    fn problem(
        &self,
        code: &'static str,
        (table, n): (&'static str, usize),
        (column, value): (&str, &str),
        message: String,
        hint: &str,
    ) -> Problem {
        match self.0.get(table).and_then(|table| table.rows.get(n)) {
            Some(row) => Problem::new(code, &row.file, message, hint).row(row.line).cell(column, value),
            None => Problem::new(code, table, message, hint).cell(column, value),
        }
    }
}

/// E013: mass fractions sum to 1 for metals, alloys and magnets, to at most 1 elsewhere.
fn compositions_sum(chain: &Chain, rows: &Rows<'_>, problems: &mut Problems) {
    for (n, material) in chain.materials.iter().enumerate() {
        let sum: f64 = material.composition.iter().map(|(_, fraction)| fraction.value()).sum();
        let whole = matches!(material.form, Form::Metal | Form::Alloy | Form::Magnet);
        if sum > 1.0 + 1e-3 || (whole && sum < 1.0 - 1e-3) {
            let want = if whole { "1" } else { "at most 1" };
            problems.push(rows.problem(
                "E013",
                ("materials", n),
                ("material", &material.key),
                format!("mass fractions sum to {sum:.5}"),
                &format!("they sum to {want} (0.1 %), see composition"),
            ));
        }
    }
}

/// E025: every driving material is an output, and the first one has coefficient 1.
fn drivers_are_outputs(chain: &Chain, rows: &Rows<'_>, problems: &mut Problems) {
    for (n, process) in chain.processes.iter().enumerate() {
        for (place, material) in process.driving.iter().enumerate() {
            let key = &chain.materials[material.index()].key;
            let coefficient = output_of(process, *material);
            if coefficient <= 0.0 {
                problems.push(rows.problem(
                    "E025",
                    ("processes", n),
                    ("driving", key),
                    "a driving material is no output".to_owned(),
                    "add it to process_flows as output",
                ));
            } else if place == 0 && (coefficient - 1.0).abs() > 1e-9 {
                problems.push(rows.problem(
                    "E025",
                    ("processes", n),
                    ("driving", key),
                    format!("the first driving output has {coefficient} t per activity"),
                    "it defines the unit of activity: 1",
                ));
            }
        }
    }
}

fn output_of(process: &Process, material: MaterialId) -> f64 {
    process.outputs.iter().filter(|flow| flow.material == material).map(|flow| flow.per_activity.value()).sum()
}

/// E014: inputs = outputs + losses, per element, within 0.1 %. Mines have no inputs and are left out.
fn processes_balance(chain: &Chain, rows: &Rows<'_>, problems: &mut Problems) {
    for (n, process) in chain.processes.iter().enumerate().filter(|(_, process)| !process.inputs.is_empty()) {
        let flows = process.inputs.iter().chain(&process.outputs);
        let elements: BTreeSet<Element> = flows
            .flat_map(|flow| chain.materials[flow.material.index()].composition.iter().map(|(element, _)| *element))
            // An element that is only lost comes from nowhere.
            .chain(process.losses.iter().map(|loss| loss.element))
            .collect();
        for element in elements {
            let mass = |flows: &[coercivity_chain::Flow]| -> f64 {
                flows
                    .iter()
                    .map(|flow| flow.per_activity.value() * chain.materials[flow.material.index()].fraction(element))
                    .sum()
            };
            let (input, output) = (mass(&process.inputs), mass(&process.outputs));
            let lost: f64 = process
                .losses
                .iter()
                .filter(|loss| loss.element == element)
                .map(|loss| loss.per_activity.value())
                .sum();
            if (input - output - lost).abs() > BALANCE * input.max(output) {
                let message =
                    format!("{element}: {input:.6} t in, {output:.6} t out, {lost:.6} t lost per unit of activity");
                problems.push(rows.problem(
                    "E014",
                    ("processes", n),
                    ("process", &process.key),
                    message,
                    "in = out + lost within 0.1 %, see process_flows, process_losses, composition",
                ));
            }
        }
    }
}

/// E026: the supplier makes the material, the buyer uses it, and they are not the same site.
fn links_fit_processes(chain: &Chain, rows: &Rows<'_>, problems: &mut Problems) {
    for (n, link) in chain.links.iter().enumerate() {
        let material = &chain.materials[link.material.index()].key;
        let (supplier, buyer) = (&chain.sites[link.supplier.index()], &chain.sites[link.buyer.index()]);
        if link.supplier == link.buyer {
            problems.push(rows.problem(
                "E026",
                ("links", n),
                ("buyer", &buyer.key),
                "a site supplies itself".to_owned(),
                "return scrap inside the process instead",
            ));
        }
        if output_of(&chain.processes[supplier.process.index()], link.material) <= 0.0 {
            problems.push(rows.problem(
                "E026",
                ("links", n),
                ("supplier", &supplier.key),
                format!("does not make {material}"),
                "name a site whose process has it as output",
            ));
        }
        if !chain.processes[buyer.process.index()].inputs.iter().any(|flow| flow.material == link.material) {
            problems.push(rows.problem(
                "E026",
                ("links", n),
                ("buyer", &buyer.key),
                format!("does not use {material}"),
                "name a site whose process has it as input",
            ));
        }
    }
}

/// E027: the site of a demand row makes the material.
fn demand_fits_sites(chain: &Chain, rows: &Rows<'_>, problems: &mut Problems) {
    for (n, demand) in chain.demand.iter().enumerate() {
        let site = &chain.sites[demand.site.index()];
        if output_of(&chain.processes[site.process.index()], demand.material) <= 0.0 {
            let material = &chain.materials[demand.material.index()].key;
            problems.push(rows.problem(
                "E027",
                ("demand", n),
                ("site", &site.key),
                format!("does not make {material}"),
                "name a site whose process has it as output",
            ));
        }
    }
}

/// E015: every site is joined to the chain.
fn no_orphan_sites(chain: &Chain, rows: &Rows<'_>, problems: &mut Problems) {
    let mut joined = vec![false; chain.sites.len()];
    for link in &chain.links {
        joined[link.supplier.index()] = true;
        joined[link.buyer.index()] = true;
    }
    for demand in &chain.demand {
        joined[demand.site.index()] = true;
    }
    for (n, site) in chain.sites.iter().enumerate().filter(|(n, _)| !joined[*n]) {
        problems.push(rows.problem(
            "E015",
            ("sites", n),
            ("site", &site.key),
            "the site has no link and no demand".to_owned(),
            "join it or remove it",
        ));
    }
}

/// E028: what is made is possible.
fn activity_within_capacity(chain: &Chain, rows: &Rows<'_>, problems: &mut Problems) {
    for (n, site) in chain.sites.iter().enumerate() {
        if site.activity.value() > site.capacity.value() * (1.0 + 1e-9) {
            let message =
                format!("activity {} t/yr is above capacity {} t/yr", site.activity.value(), site.capacity.value());
            problems.push(rows.problem("E028", ("sites", n), ("site", &site.key), message, "activity <= capacity"));
        }
    }
}

/// E016: flows and activities agree within 0.1 %.
fn flows_close(chain: &Chain, rows: &Rows<'_>, problems: &mut Problems) {
    for closure in closures(chain) {
        if closure.relative() > CLOSURE {
            let site = &chain.sites[closure.site.index()].key;
            let material = &chain.materials[closure.material.index()].key;
            let side = if closure.input { "arrive" } else { "leave" };
            let message =
                format!("{:.6} t/yr of {material} {side}, activity needs {:.6}", closure.found, closure.wanted);
            problems.push(rows.problem(
                "E016",
                ("sites", closure.site.index()),
                ("site", site),
                message,
                "links and demand sum to activity x t_per_activity within 0.1 %",
            ));
        }
    }
}

/// What base flows leave open, for inputs and for driving outputs; other outputs
/// count only when more leaves than is made (the rest is surplus).
#[must_use]
pub fn closures(chain: &Chain) -> Vec<Closure> {
    let mut arriving: HashMap<(SiteId, MaterialId), f64> = HashMap::new();
    let mut leaving: HashMap<(SiteId, MaterialId), f64> = HashMap::new();
    for link in &chain.links {
        *arriving.entry((link.buyer, link.material)).or_default() += link.flow.value();
        *leaving.entry((link.supplier, link.material)).or_default() += link.flow.value();
    }
    for demand in &chain.demand {
        *leaving.entry((demand.site, demand.material)).or_default() += demand.flow.value();
    }
    let mut closures = Vec::new();
    for (id, site) in (0u32..).zip(&chain.sites) {
        let process = &chain.processes[site.process.index()];
        for (input, flow) in process.inputs.iter().map(|f| (true, f)).chain(process.outputs.iter().map(|f| (false, f)))
        {
            let material = flow.material;
            if chain.materials[material.index()].unconstrained {
                continue;
            }
            let wanted = site.activity.value() * flow.per_activity.value();
            let sums = if input { &arriving } else { &leaving };
            let found = sums.get(&(SiteId(id), material)).copied().unwrap_or(0.0);
            // The first driving output must leave in full; every other may end as surplus.
            let surplus = !input && process.driving.first() != Some(&material) && found < wanted;
            if !surplus && found != wanted {
                closures.push(Closure { site: SiteId(id), material, input, wanted, found });
            }
        }
    }
    closures
}
