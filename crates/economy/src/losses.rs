//! What is lost against a run without events, which stays at its base.

use crate::model::{Model, ModelError};
use crate::{Event, Settings, Table};

/// Losses of a run. Below zero is a gain.
#[derive(Debug, Clone, PartialEq)]
pub struct Losses {
    /// Days run.
    pub days: u32,
    /// Output lost, by industry \[money\].
    pub output: Vec<f64>,
    /// Output lost by day, all industries \[money/day\].
    pub by_day: Vec<f64>,
    /// Output lost by day, then region \[money/day\].
    pub by_region: Vec<f64>,
    /// Output lost by day, then sector \[money/day\].
    pub by_sector: Vec<f64>,
    /// Value added lost by day, all industries \[money/day\].
    pub value_added_by_day: Vec<f64>,
    /// Final demand that was not met, by sector of the goods \[money\].
    pub unmet: Vec<f64>,
    /// Jobs without work on the worst day, in persons; none without jobs in the table.
    pub jobs_peak: Option<f64>,
    /// Pairs of buyer and input that held production back, summed over days.
    pub short: u64,
    /// Rebuilding that is still wanted at the end \[money\].
    pub rebuilding_left: f64,
}

/// Runs an economy for some days.
///
/// # Errors
/// When settings or events do not fit; `go_on` is asked each day and may stop the run early.
pub fn run(
    table: &Table,
    settings: Settings,
    events: Vec<Event>,
    days: u32,
    go_on: &dyn Fn(u32) -> bool,
) -> Result<Losses, ModelError> {
    let mut model = Model::new(table, settings, events)?;
    let mut losses = Losses {
        days: 0,
        output: vec![0.0; table.industries()],
        by_day: Vec::new(),
        by_region: Vec::new(),
        by_sector: Vec::new(),
        value_added_by_day: Vec::new(),
        unmet: vec![0.0; table.sectors.len()],
        jobs_peak: table.jobs.as_ref().map(|_| 0.0),
        short: 0,
        rebuilding_left: 0.0,
    };
    while losses.days < days && go_on(losses.days) {
        model.step();
        losses.add(table, &model);
    }
    losses.rebuilding_left = model.rebuilding_left();
    Ok(losses)
}

impl Losses {
    fn add(&mut self, table: &Table, model: &Model<'_>) {
        let (regions, sectors) = (table.regions.len(), table.sectors.len());
        let (mut by_region, mut by_sector) = (vec![0.0; regions], vec![0.0; sectors]);
        let (mut value_added, mut idle) = (0.0, 0.0);
        for industry in 0..table.industries() {
            let (base, made) = (model.base()[industry], model.production()[industry]);
            let lost = base - made;
            let (region, sector) = table.place(industry);
            self.output[industry] += lost;
            by_region[region] += lost;
            by_sector[sector] += lost;
            value_added += lost * table.value_added_share(industry);
            self.unmet[sector] += model.final_demand()[industry] * (1.0 - model.met()[industry]);
            if let Some(jobs) = &table.jobs
                && base > 0.0
            {
                idle += jobs[industry] * (lost / base);
            }
        }
        self.by_day.push(by_region.iter().sum());
        self.by_region.append(&mut by_region);
        self.by_sector.append(&mut by_sector);
        self.value_added_by_day.push(value_added);
        self.jobs_peak = self.jobs_peak.map(|peak| peak.max(idle));
        self.short += model.short();
        self.days += 1;
    }
}
