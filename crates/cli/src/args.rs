//! Arguments as typed.

use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// When do my lines stop? Export controls on critical minerals, simulated on real figures.
///
/// Without a command, the worked study of a European maker of electric motors
/// runs through the export controls of April 2025.
#[derive(Debug, Parser)]
#[command(name = "coercivity", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Simulate a study under a scenario: when each line stops, for how long, what is lost
    Run(RunArgs),
    /// Compare ensembles with what was observed: how far to trust a run
    Backtest(BacktestArgs),
    /// Describe the data: tables, vintages, sources, residuals
    Data {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        #[command(subcommand)]
        command: Option<DataCommand>,
    },
    /// Write a commented study to start from
    Init(InitArgs),
    /// Print the JSON Schema of `run --json`
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// Shell
        shell: clap_complete::Shell,
    },
}

impl Default for Command {
    fn default() -> Self {
        Command::Run(RunArgs::default())
    }
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct RunArgs {
    /// Worked study (ev-motor, offshore-turbine, guidance-actuator) or the folder of your own [default: ev-motor]
    pub(crate) study: Option<String>,
    /// Scenario by name, a TOML file, or `none` [default: as the study says]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) scenario: Option<String>,
    /// Runs of the ensemble [default: as the study says]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) runs: Option<i64>,
    /// Seed; the same study and seed give the same bits [default: as the study says]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Days per run [default: as the study says]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) days: Option<i64>,
    /// Threads; the result does not depend on it [default: all cores]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) threads: Option<i64>,
    /// Write CSV files, figures and an offline HTML report to this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace results in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct BacktestArgs {
    /// Cases [default: all of the package]
    pub(crate) cases: Vec<String>,
    /// CSV file with observations of your own: columns date, series, value, unit
    #[arg(long, value_name = "FILE", requires = "scenario", requires = "series", conflicts_with = "cases")]
    pub(crate) observed: Option<PathBuf>,
    /// Scenario for it
    #[arg(long, value_name = "NAME|FILE", requires = "observed")]
    pub(crate) scenario: Option<String>,
    /// Series in it
    #[arg(long, value_name = "NAME", requires = "observed")]
    pub(crate) series: Option<String>,
    /// What it counts, where its name does not say: a material, an element or `magnets`
    #[arg(long, value_name = "MATERIAL", requires = "observed")]
    pub(crate) material: Option<String>,
    /// Country of origin of what it counts
    #[arg(long, value_name = "COUNTRY", requires = "observed")]
    pub(crate) from: Option<String>,
    /// Country or region of destination of what it counts
    #[arg(long, value_name = "COUNTRY", requires = "observed")]
    pub(crate) to: Option<String>,
    /// Runs of each ensemble [default: 200]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) runs: Option<i64>,
    /// Seed [default: 1]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Threads; the result does not depend on it [default: all cores]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) threads: Option<i64>,
    /// Write CSV, JSON and figures to this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace results in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DataCommand {
    /// Check the default package, or a package or study folder
    Check(CheckArgs),
    /// Show the rows of a table
    Show(ShowArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Folder of a package or a study [default: the embedded package]
    pub(crate) folder: Option<PathBuf>,
    /// Exit with 1 when there is a problem
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// Table, e.g. sites, links, composition
    pub(crate) table: String,
    /// Only rows with this value; `*` stands for any text; may be repeated
    #[arg(long = "where", value_name = "COLUMN=VALUE")]
    pub(crate) conditions: Vec<String>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Folder to write
    pub(crate) folder: PathBuf,
    /// Worked study to start from
    #[arg(long, default_value = "ev-motor", value_name = "STUDY")]
    pub(crate) from: String,
    /// Replace files in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
}
