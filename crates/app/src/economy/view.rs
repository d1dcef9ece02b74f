//! Losses of the model as the view.

use super::EconomyRequest;
use coercivity_data::mrio::Mrio;
use coercivity_data::mrio::shock::Shock;
use coercivity_economy::{Losses, Table};
use coercivity_report::economy_view::{EconomyDayView, EconomyView, IndustryLossView, LossView};
use jiff::civil::Date;

/// Days of a year, as the model counts them.
const YEAR: f64 = 365.0;
/// An industry that loses less than this share is not listed.
const LISTED: f64 = 1e-6;
/// Imbalance of a table above which it is said.
const UNBALANCED: f64 = 1e-3;

/// Sums of a group of industries.
#[derive(Default)]
struct Sum {
    output_lost: f64,
    output: f64,
    value_added_lost: f64,
    value_added: f64,
    job_years: f64,
}

pub(super) fn view(
    request: &EconomyRequest,
    names: &Mrio,
    shock: &Shock,
    table: &Table,
    losses: &Losses,
) -> EconomyView {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (regions, sectors) = (table.regions.len(), table.sectors.len());
    let mut all = Sum::default();
    let mut by_region: Vec<Sum> = (0..regions).map(|_| Sum::default()).collect();
    let mut by_sector: Vec<Sum> = (0..sectors).map(|_| Sum::default()).collect();
    for industry in 0..table.industries() {
        let (region, sector) = table.place(industry);
        for sum in [&mut all, &mut by_region[region], &mut by_sector[sector]] {
            sum.add(table, losses, industry);
        }
    }
    let paths =
        |path: &[f64], width: usize, at: usize| -> Vec<f64> { path.iter().skip(at).step_by(width).copied().collect() };
    let loss = |name: &str, sum: &Sum, path: &[f64]| sum.view(name, path, table, losses.days, shock.start);
    let largest_first = |mut list: Vec<LossView>| {
        list.sort_by(|a, b| b.value_added_lost.total_cmp(&a.value_added_lost));
        list
    };
    EconomyView {
        title: if shock.title.is_empty() { "Shock".to_owned() } else { shock.title.clone() },
        layout: names.layout().to_owned(),
        rules: if request.compat { "boario" } else { "own" }.to_owned(),
        regions: count(regions),
        sectors: count(sectors),
        start: shock.start.to_string(),
        days: losses.days,
        total: loss("all", &all, &losses.by_day),
        final_demand_unmet: losses.unmet.iter().sum(),
        jobs_idle_at_peak: losses.jobs_peak,
        rebuilding_left: losses.rebuilding_left,
        by_region: largest_first(
            (0..regions)
                .map(|at| loss(&table.regions[at], &by_region[at], &paths(&losses.by_region, regions, at)))
                .collect(),
        ),
        by_sector: largest_first(
            (0..sectors)
                .map(|at| loss(&table.sectors[at], &by_sector[at], &paths(&losses.by_sector, sectors, at)))
                .collect(),
        ),
        industries: industries(table, losses),
        by_day: (losses.by_day.iter().zip(&losses.value_added_by_day).enumerate())
            .map(|(day, (output, value_added))| EconomyDayView {
                date: date(shock.start, day),
                output_lost: *output,
                value_added_lost: *value_added,
            })
            .collect(),
        assumption: "An estimate by the adaptive regional input-output model: fixed recipes, no substitution between \
                     sectors, prices move nothing, stocks and overtime as the settings say. Value added falls in \
                     proportion to output, and so does work; a loss is against a year in which nothing happens."
            .to_owned(),
        notes: notes(table, losses),
    }
}

impl Sum {
    fn add(&mut self, table: &Table, losses: &Losses, industry: usize) {
        let days = f64::from(losses.days);
        let lost = losses.output[industry];
        let output = table.output[industry];
        self.output_lost += lost;
        self.output += output / YEAR * days;
        self.value_added_lost += lost * table.value_added_share(industry);
        self.value_added += table.value_added[industry] / YEAR * days;
        self.job_years += job_years(table, losses, industry).unwrap_or(0.0);
    }

    fn view(&self, name: &str, path: &[f64], table: &Table, days: u32, start: Date) -> LossView {
        let over = |lost: f64, whole: f64| (whole > 0.0).then(|| lost / whole);
        let peak = path.iter().copied().enumerate().fold(None, |peak: Option<(usize, f64)>, (day, lost)| match peak {
            Some((_, most)) if most >= lost => peak,
            _ => Some((day, lost)),
        });
        // Below this a loss is the last digits of sums.
        let a_day = self.output / f64::from(days.max(1));
        let peak = peak.filter(|(_, lost)| *lost > 1e-9 * a_day);
        LossView {
            name: name.to_owned(),
            output_lost: self.output_lost,
            output_lost_share: over(self.output_lost, self.output),
            value_added_lost: self.value_added_lost,
            value_added_lost_share: over(self.value_added_lost, self.value_added),
            job_years_lost: table.jobs.as_ref().map(|_| self.job_years),
            peak_date: peak.map(|(day, _)| date(start, day)),
            peak_share: peak.and_then(|(_, lost)| over(lost, a_day)),
        }
    }
}

/// Work goes with output.
fn job_years(table: &Table, losses: &Losses, industry: usize) -> Option<f64> {
    let jobs = table.jobs.as_ref()?[industry];
    let output = table.output[industry];
    Some(if output > 0.0 { jobs * losses.output[industry] / output } else { 0.0 })
}

fn industries(table: &Table, losses: &Losses) -> Vec<IndustryLossView> {
    let days = f64::from(losses.days);
    let mut list: Vec<IndustryLossView> = (0..table.industries())
        .filter_map(|industry| {
            let lost = losses.output[industry];
            let share = lost / (table.output[industry] / YEAR * days);
            let (region, sector) = table.place(industry);
            (share.is_finite() && share.abs() > LISTED).then(|| IndustryLossView {
                region: table.regions[region].clone(),
                sector: table.sectors[sector].clone(),
                output_lost: lost,
                output_lost_share: share,
                value_added_lost: lost * table.value_added_share(industry),
                job_years_lost: job_years(table, losses, industry),
            })
        })
        .collect();
    list.sort_by(|a, b| b.value_added_lost.total_cmp(&a.value_added_lost));
    list
}

fn notes(table: &Table, losses: &Losses) -> Vec<String> {
    let mut notes = Vec::new();
    if table.value_added_is_residual {
        notes.push("The table names no value added: it is output less inputs from industries.".to_owned());
    }
    if table.imbalance() > UNBALANCED {
        notes.push(format!(
            "Outputs differ from what is sold by {:.1} % of all output; the difference is kept as final demand.",
            100.0 * table.imbalance()
        ));
    }
    if table.negative_flows > 0 {
        notes.push(format!("{} flows below zero between industries were taken as zero.", table.negative_flows));
    }
    if table.jobs.is_none() {
        notes.push("No jobs: put `jobs.csv` (region,sector,jobs) beside the table to have work lost.".to_owned());
    }
    if losses.rebuilding_left > 0.0 {
        notes.push("Rebuilding is not done on the last day: run more days, or look at its priority.".to_owned());
    }
    notes
}

fn date(start: Date, day: usize) -> String {
    let days = i64::try_from(day).unwrap_or(0);
    start.checked_add(jiff::Span::new().days(days)).map_or_else(|_| String::new(), |date| date.to_string())
}
