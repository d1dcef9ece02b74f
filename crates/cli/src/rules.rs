//! `rules`.

use crate::args::RulesArgs;
use crate::print;
use crate::run::on_terminal;
use coercivity_app::clock::today;
use coercivity_app::output;
use coercivity_app::rules::{RulesRequest, fails, rules as hold};
use coercivity_report::{csv, terminal};

pub(crate) fn rules(args: &RulesArgs) -> anyhow::Result<bool> {
    let request = RulesRequest {
        study: args.study.clone(),
        on: args.on.clone(),
        today: today(),
        rules: args.rule.clone(),
        binding: args.binding,
        branch: args.branch.clone(),
        all: args.all,
    };
    let view = hold(&request)?;
    let json = serde_json::to_string(&view)? + "\n";
    if let Some(folder) = &args.output {
        let mut files = csv::rules_files(&view);
        files.push(("rules.json".to_owned(), json.clone()));
        output::write_folder(folder, &files, args.force)?;
        eprintln!("wrote {}", folder.display());
    }
    if args.json {
        print(&json)?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::rules(&view, width, colour))?;
    }
    Ok(!(args.strict && fails(&view)))
}
