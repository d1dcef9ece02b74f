//! `controls`.

use crate::args::ControlsArgs;
use crate::print;
use crate::run::on_terminal;
use coercivity_app::controls::{ControlsRequest, controls as ask};
use coercivity_report::terminal;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) fn controls(args: &ControlsArgs) -> anyhow::Result<bool> {
    let request = ControlsRequest {
        on: args.on.clone(),
        today: today(),
        material: args.material.clone(),
        element: args.element.clone(),
        form: args.form.clone(),
        content: args.content.clone(),
        hs: args.hs.clone(),
        from: args.from.clone(),
        to: args.to.clone(),
        end_use: args.end_use.clone(),
        value_share: args.value_share,
        technology: args.technology,
        re_export: args.re_export,
        owner_share: args.owner_share,
        listed: args.listed,
        branch: args.branch.clone(),
        all: args.all,
    };
    let view = ask(&request)?;
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::controls(&view, width, colour))?;
    }
    Ok(true)
}

/// Today in UTC: a day's difference to local time matters less than the same answer everywhere.
pub(crate) fn today() -> Date {
    const SECONDS_PER_DAY: u64 = 86_400;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i64::try_from(seconds / SECONDS_PER_DAY).unwrap_or(0);
    date(1970, 1, 1).saturating_add(days.days())
}
