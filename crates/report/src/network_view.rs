//! A shock to a network of firms and what came of it, as one serialisable value: the object that
//! `coercivity network --json` prints.
//!
//! Conventions: day 0 is the first day; a key is null where the answer does not exist, for
//! instance the day of recovery of a network that has not recovered by the last day. Values are in the unit of
//! the user's file, t or money.

use crate::data_table::{DataTable, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A shock as it was run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NetworkShockView {
    /// Site or sector, as in the files.
    pub name: String,
    /// site or sector.
    pub kind: String,
    /// Sites that are hit.
    pub sites: u32,
    /// Share of capacity lost.
    pub share: f64,
    /// First day.
    pub from: u32,
    /// First day of recovery; null = the shock lasts to the end.
    pub to: Option<u32>,
}

/// Constants of the model; assumptions unless the user set them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NetworkSettingsView {
    /// lowest-first or proportional.
    pub rationing: String,
    /// f32 or f64.
    pub precision: String,
    /// Stock that buyers aim at, in days of use.
    pub cover_days: f64,
    /// Time in which a gap of stock is to be closed, in days.
    pub adjustment_days: f64,
    /// Time on the way, in days, the same for all links.
    pub transit_days: u32,
    /// Most that can be made, over normal.
    pub overtime: f64,
    /// Time in which lost capacity returns after a shock, in days.
    pub recovery_days: f64,
}

/// What a site lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteLossView {
    /// Name as in the file.
    pub site: String,
    /// Sector; null without a file of sectors.
    pub sector: Option<String>,
    /// True when a shock hit it itself.
    pub hit: bool,
    /// Output lost, in days of normal output.
    pub lost_days: f64,
    /// Output lost, in the unit of the file.
    pub lost_output: f64,
}

/// What the sites of a sector lost together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SectorLossView {
    /// Name as in the file.
    pub sector: String,
    /// Its sites.
    pub sites: u32,
    /// Output lost, in days of the sector's normal output.
    pub lost_days: f64,
    /// Output lost, in the unit of the file.
    pub lost_output: f64,
}

/// A shock to a network of firms and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NetworkView {
    /// The answer in one sentence.
    pub headline: String,
    /// File of the links.
    pub file: String,
    /// Sites.
    pub sites: u32,
    /// Links; rows that share both ends are one.
    pub links: u32,
    /// Sectors; null without a file of sectors.
    pub sectors: Option<u32>,
    /// Days run.
    pub days: u32,
    /// Constants of the model.
    pub settings: NetworkSettingsView,
    /// Shocks.
    pub shocks: Vec<NetworkShockView>,
    /// Normal output of all sites, in the unit of the file per year.
    pub normal_output_per_year: f64,
    /// Least output of a day, as a share of normal.
    pub trough: f64,
    /// Day of the least output.
    pub trough_day: u32,
    /// First day from which output stays at 99.5 % of normal or more; null = not by the last day.
    pub recovered_day: Option<u32>,
    /// Output lost, in days of normal output.
    pub lost_days: f64,
    /// Output lost, in the unit of the file.
    pub lost_output: f64,
    /// Part of it lost at sites that no shock hit, in the unit of the file.
    pub lost_elsewhere: f64,
    /// Output by day, as a share of normal.
    pub daily: Vec<f64>,
    /// Sites that lost most, largest loss of output first.
    pub top: Vec<SiteLossView>,
    /// Sectors, largest loss of output first; empty without a file of sectors.
    pub by_sector: Vec<SectorLossView>,
    /// What was assumed.
    pub notes: Vec<String>,
    /// Fingerprint of the result.
    pub digest: String,
}

/// The tables of a result: output by day, sites that lost most, sectors.
#[must_use]
pub fn tables(view: &NetworkView) -> Vec<DataTable> {
    let mut daily = DataTable::new("daily", &["#day", "#output_share"]);
    for (day, share) in view.daily.iter().enumerate() {
        daily.row([(day as f64).into(), (*share).into()]);
    }
    let mut sites = DataTable::new("sites", &["site", "sector", "hit", "#lost_days", "#lost_output"]);
    for loss in &view.top {
        let hit = if loss.hit { "yes" } else { "no" };
        let sector = Value::Text(loss.sector.clone().unwrap_or_default());
        sites.row([loss.site.as_str().into(), sector, hit.into(), loss.lost_days.into(), loss.lost_output.into()]);
    }
    let mut sectors = DataTable::new("sectors", &["sector", "#sites", "#lost_days", "#lost_output"]);
    for loss in &view.by_sector {
        let count = f64::from(loss.sites);
        sectors.row([loss.sector.as_str().into(), count.into(), loss.lost_days.into(), loss.lost_output.into()]);
    }
    vec![daily, sites, sectors]
}
