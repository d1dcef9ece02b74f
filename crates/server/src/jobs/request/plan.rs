//! The questions whose answer is a choice: what to buy, and what the other side would do.

use super::{MOST_OTHER_RUNS, ScenarioChoice, bounds, chosen, json, placed};
use crate::problem::Failure;
use coercivity_app::library::Library;
use coercivity_app::plan::{self, PlanRequest};
use coercivity_app::scenario_form::Written;
use coercivity_app::squeeze::{self, SqueezeRequest};
use coercivity_app::{AppError, Progress};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest freeze of a squeeze \[days\].
const LONGEST_FREEZE: i64 = 420;
/// Most controls at once.
const MOST_MOVES: i64 = 4;
/// Most runs of a squeeze: it draws them anew for every control.
const MOST_SQUEEZE_RUNS: i64 = 400;

/// The cheapest way to keep running.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanBody {
    /// Study.
    pub(crate) study: String,
    /// Scenario; none = the study's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<ScenarioChoice>")]
    pub(crate) scenario: Option<Value>,
    /// Country or region whose end uses of magnets are planned for, in place of the study's lines.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub(crate) for_region: Option<String>,
    /// Magnet materials that such a plan is about; empty = all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) materials: Vec<String>,
    /// Most that may be spent, in the currency of the study; none = no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub(crate) budget: Option<f64>,
    /// Weight of the mean of the worst twentieth of losses against the mean of all, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub(crate) risk_aversion: Option<f64>,
    /// Months before day 0 at which the plan is begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub(crate) ahead_months: Option<f64>,
    /// Chance that the scenario comes at all, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub(crate) likelihood: Option<f64>,
    /// Levers that may be used; empty = all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) levers: Vec<String>,
    /// Rules that must be met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) require: Vec<String>,
    /// Weight of each branch of the scenario; empty = all alike.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) weights: BTreeMap<String, f64>,
    /// Share of the planned output that must be kept, 0 to 1; none = no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub(crate) service: Option<f64>,
    /// Draws per branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 2_000))]
    pub(crate) runs: Option<i64>,
    /// Seed; none = as the study says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
}

/// The control that does most damage for least of the issuer's own exports.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SqueezeBody {
    /// Study.
    pub(crate) study: String,
    /// Country or region whose end uses of magnets are hurt, in place of the study's lines.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub(crate) for_region: Option<String>,
    /// Magnet materials that these use; empty = all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) materials: Vec<String>,
    /// Country that controls, ISO alpha-3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) issuer: Option<String>,
    /// Days that the control lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 420))]
    pub(crate) freeze_days: Option<i64>,
    /// Most controls at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub(crate) most: Option<i64>,
    /// Weight of a USD of own exports against a unit of damage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub(crate) weight: Option<f64>,
    /// Most that the lines may spend on their answer, in the currency of the study; none = no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub(crate) budget: Option<f64>,
    /// Runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 400))]
    pub(crate) runs: Option<i64>,
    /// Seed; none = as the study says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
}

impl PlanBody {
    /// Its title, and all that the answer depends on.
    pub(super) fn check(&self, library: &Library) -> Result<(String, String), Failure> {
        bounds("runs", self.runs, MOST_OTHER_RUNS)?;
        let (request, written) = self.request(library)?;
        plan::check(&request).map_err(|error| match (&written, pointer(&error)) {
            (_, Some(pointer)) => pointed(error, pointer),
            (Some(written), None) => placed(error, Some(written)),
            (None, None) => Failure::from(error),
        })
    }

    pub(super) fn answer(&self, library: &Library, progress: &Progress<'_>) -> Result<Vec<u8>, Failure> {
        json(&plan::plan(&self.request(library)?.0, progress)?)
    }

    fn request(&self, library: &Library) -> Result<(PlanRequest, Option<Written>), Failure> {
        let (scenario, written) = chosen(library, &self.study, self.scenario.as_ref())?;
        let request = PlanRequest {
            study: Some(library.argument(&self.study)?),
            scenario,
            written: written.as_ref().map(|file| file.text.clone()),
            for_region: self.for_region.clone(),
            materials: self.materials.clone(),
            budget: self.budget,
            risk_aversion: self.risk_aversion,
            levers: self.levers.clone(),
            require: self.require.clone(),
            service: self.service,
            ahead_months: self.ahead_months,
            likelihood: self.likelihood,
            weights: self.weights.iter().map(|(branch, weight)| (branch.clone(), *weight)).collect(),
            runs: self.runs,
            seed: self.seed,
            ..PlanRequest::default()
        };
        Ok((request, written))
    }
}

/// Field of the body that an error is about, where it is about one.
fn pointer(error: &AppError) -> Option<&'static str> {
    match error {
        AppError::OutOfBounds { name, .. } => match *name {
            "budget" => Some("/budget"),
            "risk aversion" => Some("/risk_aversion"),
            "service" => Some("/service"),
            "months ahead" => Some("/ahead_months"),
            "likelihood" => Some("/likelihood"),
            "runs" => Some("/runs"),
            "weight of a branch" => Some("/weights"),
            "weight" => Some("/weight"),
            _ => None,
        },
        AppError::Unknown { what, .. } if *what == "country or region" => Some("/for"),
        AppError::Unknown { what, .. } if *what == "magnet material" => Some("/materials"),
        AppError::Unknown { what, .. } if *what == "country" => Some("/issuer"),
        AppError::Unknown { what, .. } if *what == "lever" => Some("/levers"),
        AppError::Unknown { what, .. } if what.starts_with("rule") => Some("/require"),
        AppError::Unknown { what, .. } if what.starts_with("branch") => Some("/weights"),
        _ => None,
    }
}

fn pointed(error: AppError, pointer: &str) -> Failure {
    match error {
        AppError::OutOfBounds { name, value, hint } => {
            Failure::field(Some(pointer.to_owned()), name, &value, "out of bounds", &hint)
        }
        AppError::Unknown { what, name, hint } => {
            Failure::field(Some(pointer.to_owned()), what, &name, "not known", &hint)
        }
        other => Failure::from(other),
    }
}

impl SqueezeBody {
    /// Its title, and all that the answer depends on.
    pub(super) fn check(&self, library: &Library) -> Result<(String, String), Failure> {
        bounds("runs", self.runs, MOST_SQUEEZE_RUNS)?;
        bounds("freeze_days", self.freeze_days, LONGEST_FREEZE)?;
        bounds("most", self.most, MOST_MOVES)?;
        squeeze::check(&self.request(library)?).map_err(|error| match pointer(&error) {
            Some(pointer) => pointed(error, pointer),
            None => Failure::from(error),
        })
    }

    pub(super) fn answer(&self, library: &Library, progress: &Progress<'_>) -> Result<Vec<u8>, Failure> {
        json(&squeeze::squeeze(&self.request(library)?, progress)?)
    }

    fn request(&self, library: &Library) -> Result<SqueezeRequest, Failure> {
        Ok(SqueezeRequest {
            study: Some(library.argument(&self.study)?),
            for_region: self.for_region.clone(),
            materials: self.materials.clone(),
            issuer: self.issuer.clone(),
            freeze_days: self.freeze_days,
            most: self.most,
            weight: self.weight,
            budget: self.budget,
            runs: self.runs,
            seed: self.seed,
            ..SqueezeRequest::default()
        })
    }
}
