//! `coercivity`: when do my lines stop?
//!
//! `main` is one match that shows the whole program. Results go to stdout,
//! everything else to stderr. Exit codes: 0 done, 1 a check failed where asked
//! for (`--strict`), 2 wrong usage, 3 bad input.

mod args;
mod assess;
mod backtest;
mod bom;
mod controls;
mod criticality;
mod curve;
mod data;
mod economy;
mod import;
mod network;
mod plan;
mod progress;
mod rules;
mod run;
mod serve;
mod systemic;
mod trace;

use args::{Args, Command, DataCommand, SchemaName};
use clap::{CommandFactory, Parser};
use std::io::Write;
use std::process::ExitCode;

/// Exit code for a check that failed where asked for.
const CHECK_FAILED: u8 = 1;
/// Exit code for bad input.
const BAD_INPUT: u8 = 3;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command.unwrap_or_default() {
        Command::Run(run) => run::run(&run),
        Command::Data { json, command: None } => data::describe(json),
        Command::Data { command: Some(DataCommand::Check(check)), .. } => data::check(&check),
        Command::Data { command: Some(DataCommand::Show(show)), .. } => data::show(&show),
        Command::Backtest(request) => backtest::backtest(&request),
        Command::Curve(request) => curve::curve(&request),
        Command::Plan(request) => plan::plan(&request),
        Command::Squeeze(request) => plan::squeeze(&request),
        Command::Controls(question) => controls::controls(&question),
        Command::Rules(request) => rules::rules(&request),
        Command::Assess(request) => assess::assess(&request),
        Command::Trace(request) => trace::trace(&request),
        Command::Init(init) if init.bom.is_some() => bom::init(&init),
        Command::Criticality(request) => criticality::criticality(&request),
        Command::Systemic(request) => systemic::systemic(&request),
        Command::Economy(request) => economy::economy(&request),
        Command::Import(request) => import::import(&request),
        Command::Network(request) => network::network(&request),
        Command::Init(init) => run::init(&init),
        Command::Serve(request) => serve::serve(&request),
        Command::Questionnaire(request) => bom::questionnaire(&request),
        Command::Schema { name } => print(&schema(name)).map(|()| true),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "coercivity", &mut std::io::stdout());
            Ok(true)
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(CHECK_FAILED),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn schema(name: SchemaName) -> String {
    match name {
        SchemaName::Run => coercivity_app::schema::run(),
        SchemaName::Controls => coercivity_app::schema::controls(),
        SchemaName::Rules => coercivity_app::schema::rules(),
        SchemaName::Backtest => coercivity_app::schema::backtest(),
        SchemaName::Bom => coercivity_app::schema::bom(),
        SchemaName::Questionnaire => coercivity_app::schema::questionnaire(),
        SchemaName::Assess => coercivity_app::schema::assess(),
        SchemaName::Squeeze => coercivity_app::schema::squeeze(),
        SchemaName::Plan => coercivity_app::schema::plan(),
        SchemaName::Curve => coercivity_app::schema::curve(),
        SchemaName::Trace => coercivity_app::schema::trace(),
        SchemaName::Criticality => coercivity_app::schema::criticality(),
        SchemaName::Systemic => coercivity_app::schema::systemic(),
        SchemaName::Economy => coercivity_app::schema::economy(),
        SchemaName::Network => coercivity_app::schema::network(),
        SchemaName::Import => coercivity_app::schema::import(),
        SchemaName::Openapi => coercivity_server::openapi(),
    }
}

/// Prints to stdout; a reader that went away (`| head`) is no error.
fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
