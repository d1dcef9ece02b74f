//! `network`.

use crate::args::{NetworkArgs, Precision, RationingName};
use crate::print;
use crate::run::{on_terminal, refuse_existing};
use coercivity_app::network::{NetworkRequest, Rationing, Settings, network as ask};
use coercivity_app::output;
use coercivity_report::{network_view, terminal};

pub(crate) fn network(args: &NetworkArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request = NetworkRequest {
        file: args.file.clone(),
        sectors: args.sectors.clone(),
        shocks: args.shock.clone(),
        days: args.days,
        settings: Settings {
            cover_days: args.cover_days,
            adjustment_days: args.adjustment_days,
            overtime: args.overtime,
            recovery_days: args.recovery_days,
            rationing: match args.rationing {
                RationingName::LowestFirst => Rationing::LowestFirst,
                RationingName::Proportional => Rationing::Proportional,
            },
        },
        transit_days: args.transit_days,
        double: args.precision == Precision::F64,
        top: args.top,
    };
    let view = ask(&request)?;
    if let Some(folder) = &args.output {
        let tables = network_view::tables(&view);
        let mut files: Vec<_> = tables.iter().map(|table| (format!("{}.csv", table.name), table.csv())).collect();
        files.push(("network.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n"));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::network(&view, width, colour))?;
    }
    Ok(true)
}
