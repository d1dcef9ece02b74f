//! Scenarios: dated events on the chain.

use crate::{ControlId, CountryId, EndUseId, MaterialId, SiteId, SourceId, Tonnes};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a freeze stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Freeze {
    /// No case is decided; valid licences still ship.
    Decisions,
    /// Nothing leaves.
    Exports,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    /// A control follows its published status from this day on.
    Control {
        /// Control.
        control: ControlId,
        /// Branch under which it goes on, by position; `None` = as published.
        branch: Option<usize>,
    },
    /// A freeze of decisions under a control, or of exports of materials from a country.
    Freeze {
        /// What is stopped.
        freeze: Freeze,
        /// Country whose goods are stopped.
        country: CountryId,
        /// Materials; empty = all.
        materials: Vec<MaterialId>,
        /// Countries or regions that get nothing; empty = all.
        to: Vec<CountryId>,
        /// First day on which it is over; `None` = it stays.
        until: Option<Date>,
    },
    /// The share of pairs refused under a control, whatever their outcome row says.
    Severity {
        /// Control.
        control: ControlId,
        /// Share of pairs refused, 0 to 1.
        refused: f64,
    },
    /// Review times of a control are multiplied.
    ReviewFactor {
        /// Control.
        control: ControlId,
        /// Factor on the review median.
        factor: f64,
    },
    /// A site runs at a part of its capacity.
    Outage {
        /// Site.
        site: SiteId,
        /// Availability left, 0 to 1 (above 1: expansion).
        availability: f64,
        /// First day on which it is over; `None` = it stays.
        until: Option<Date>,
    },
    /// Tonnes released to every buyer of a material in a country, by their use.
    Release {
        /// Country of the buyers.
        country: CountryId,
        /// Material.
        material: MaterialId,
        /// Total.
        quantity: Tonnes,
    },
    /// Final demand of an end use is multiplied.
    DemandFactor {
        /// End use.
        end_use: EndUseId,
        /// Country; `None` = all.
        country: Option<CountryId>,
        /// Factor on base demand.
        factor: f64,
    },
    /// Goods set aside for a line: drawn on when its stock on hand falls short.
    Reserve {
        /// What, and for whom.
        item: LineItem,
        /// Tonnes of a chain material, pieces of a part.
        quantity: f64,
        /// Most that can be drawn per day; `None` = no bound.
        per_day: Option<f64>,
    },
    /// Goods that reach a line every day beside its usual suppliers, who get as much less of its orders.
    Supply {
        /// What, and for whom.
        item: LineItem,
        /// Tonnes of a chain material, pieces of a part, per day.
        per_day: f64,
        /// First day on which it is over; `None` = it stays.
        until: Option<Date>,
    },
    /// A line can exceed its plan by another factor to make up what it owes.
    Overtime {
        /// Line; `None` = all.
        line: Option<String>,
        /// Factor on the plan, at least 1.
        factor: f64,
    },
    /// What lines buy under a control gets general licences, from the first day on which there are any.
    GeneralLicence {
        /// Control.
        control: ControlId,
        /// Line; `None` = all.
        line: Option<String>,
    },
    /// Something to remember on charts, without effect.
    Note,
}

/// Something that goes into lines of a study. Named, since a scenario is read without a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineItem {
    /// Chain material or part of the bill of materials.
    pub item: String,
    /// Line; `None` = all that use it, by their use.
    pub line: Option<String>,
}

/// A dated event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Day.
    pub date: Date,
    /// Short label.
    pub label: String,
    /// What happens.
    pub kind: EventKind,
    /// Source, if it is history.
    pub source: Option<SourceId>,
}

/// One way in which a scenario may go on. Policy, not chance: branches are shown
/// side by side, each with its own band.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioBranch {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// What it rests on.
    pub note: String,
    /// Branch of each control that differs, by position.
    pub controls: Vec<(ControlId, usize)>,
}

/// A list of dated events.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// What it is for, in a few sentences.
    pub description: String,
    /// Events in date order; the first date is day 0.
    pub events: Vec<Event>,
    /// Date of day 0 when there are no events.
    pub start: Date,
    /// Ways in which it may go on.
    pub branches: Vec<ScenarioBranch>,
}

impl Scenario {
    /// The scenario as it goes on under a branch.
    #[must_use]
    pub fn under(&self, branch: &ScenarioBranch) -> Scenario {
        let mut scenario = self.clone();
        for event in &mut scenario.events {
            if let EventKind::Control { control, branch: chosen } = &mut event.kind
                && let Some((_, number)) = branch.controls.iter().find(|(id, _)| id == control)
            {
                *chosen = Some(*number);
            }
        }
        scenario
    }
}
