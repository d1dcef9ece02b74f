//! `controls`.

use crate::args::ControlsArgs;
use crate::print;
use crate::run::on_terminal;
use coercivity_app::clock::today;
use coercivity_app::controls::{ControlsRequest, controls as ask};
use coercivity_report::terminal;

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
