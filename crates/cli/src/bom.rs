//! `init --bom` and `questionnaire`.

use crate::args::{InitArgs, QuestionnaireArgs};
use crate::print;
use crate::run::on_terminal;
use anyhow::Context;
use coercivity_app::clock::today;
use coercivity_app::init_bom::{BomRequest, BomSettings, init_bom};
use coercivity_app::questionnaire as verb;
use coercivity_report::terminal;

pub(crate) fn init(args: &InitArgs) -> anyhow::Result<bool> {
    let request = BomRequest {
        bom: args.bom.clone().unwrap_or_default(),
        mapping: args.mapping.clone(),
        sheet: args.sheet.clone(),
        settings: BomSettings {
            id: String::new(),
            country: args.country.clone(),
            end_use: args.end_use.clone(),
            units_per_day: args.units_per_day,
            revenue_per_unit: args.revenue_per_unit,
            value_added_per_unit: args.value_added_per_unit,
            currency: args.currency.clone(),
            jobs: args.jobs,
            scenario: args.scenario.clone(),
        },
        folder: args.folder.clone(),
        force: args.force,
    };
    let view = init_bom(&request)?;
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::bom(&view, width, colour))?;
    }
    Ok(true)
}

pub(crate) fn questionnaire(args: &QuestionnaireArgs) -> anyhow::Result<bool> {
    let on = match &args.on {
        Some(text) => text.parse().with_context(|| format!("--on {text}: write year-month-day, e.g. 2026-03-31"))?,
        None => today(),
    };
    let view = match &args.output {
        Some(folder) => verb::send(&args.study, folder, args.xlsx, on, args.force)?,
        None => verb::receive(&args.study, &args.read, on)?,
    };
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::questionnaire(&view, width, colour))?;
    }
    Ok(true)
}
