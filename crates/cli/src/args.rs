//! Arguments as typed.

use crate::serve::ServeArgs;
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
    /// Coercivity map: how long a squeeze of which severity each line bears, and how it comes back
    Curve(CurveArgs),
    /// Find the cheapest mix of stock, second sources, recycling, substitutes and licences that keeps lines running
    Plan(PlanArgs),
    /// Find the control that would do these lines most damage for least of the issuer's own exports
    Squeeze(SqueezeArgs),
    /// Which export controls apply to a shipment on a day, what is needed, how long it takes
    Controls(ControlsArgs),
    /// Which dated rules a study keeps, breaks or leaves open: origin, shares, masses, disclosure
    Rules(RulesArgs),
    /// Where each stage of what the lines need is done, through all tiers
    Trace(TraceArgs),
    /// Write a company's risk assessment: board paper, tables, Parquet
    Assess(AssessArgs),
    /// How critical materials are, by the methods others publish: GeoPolRisk, the Commission's, EU benchmarks
    Criticality(CriticalityArgs),
    /// Which firms of a network an economy hangs on: the economic systemic risk index of every firm
    Systemic(SystemicArgs),
    /// What a physical shortage costs whole economies, by region and sector
    Economy(EconomyArgs),
    /// Describe the data: tables, vintages, sources, residuals
    Data {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        #[command(subcommand)]
        command: Option<DataCommand>,
    },
    /// Read trade or production as others publish it: tables for a study, and a count of every row
    Import(ImportArgs),
    /// What a loss of capacity does to a network of firms, by the day
    Network(NetworkArgs),
    /// Write a commented study to start from, or make one of a bill of materials
    Init(InitArgs),
    /// Write forms for suppliers, or read their answers into a study
    Questionnaire(QuestionnaireArgs),
    /// Open the page in a browser: verdict, chain, scenarios, results, your own product
    Serve(ServeArgs),
    /// Print the JSON Schema of `run --json`, or of another command's
    Schema {
        /// Command
        #[arg(value_enum, default_value_t)]
        name: SchemaName,
    },
    /// Print a completion script for a shell
    Completions {
        /// Shell
        shell: clap_complete::Shell,
    },
}

/// A command that prints JSON with a published schema.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum SchemaName {
    #[default]
    Run,
    Controls,
    Backtest,
    Curve,
    Plan,
    Squeeze,
    Assess,
    Rules,
    Trace,
    Bom,
    Questionnaire,
    Criticality,
    Systemic,
    Economy,
    Import,
    Network,
    /// The HTTP interface of `serve`, as an OpenAPI document
    Openapi,
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
    /// Branch of the scenario: how it goes on [default: as published; the others are shown beside it]
    #[arg(long, value_name = "NAME")]
    pub(crate) branch: Option<String>,
    /// Cover of the study's sites beyond that of the study, in days, to see what more stock would do
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    pub(crate) extra_cover: Option<f64>,
    /// Leave the back-tests and the coercivity map out of the report
    #[arg(long)]
    pub(crate) quick: bool,
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
    /// Input-output table: what the lines' losses cost whole economies
    #[arg(long, value_name = "MRIO_DIR")]
    pub(crate) economy: Option<PathBuf>,
    /// Which industry of the table each line belongs to [default: mapping.csv beside the table]
    #[arg(long, value_name = "FILE", requires = "economy")]
    pub(crate) economy_mapping: Option<PathBuf>,
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
pub(crate) struct CurveArgs {
    /// Worked study or the folder of your own [default: ev-motor]
    pub(crate) study: Option<String>,
    /// Control whose goods are squeezed [default: the first that licenses in the study's scenario]
    #[arg(long, value_name = "CONTROL")]
    pub(crate) control: Option<String>,
    /// Runs, rounded up to a multiple of 8 [default: 64]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) runs: Option<i64>,
    /// Seed [default: as the study says]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Threads; the result does not depend on it [default: all cores]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) threads: Option<i64>,
    /// Longest squeeze tried, in days [default: 365]
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    pub(crate) longest: Option<i64>,
    /// File that keeps finished parts: an interrupted call goes on from it [default: in the temporary folder]
    #[arg(long, value_name = "FILE")]
    pub(crate) parts: Option<PathBuf>,
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

#[derive(Debug, Default, clap::Args)]
pub(crate) struct PlanArgs {
    /// Worked study or the folder of your own [default: ev-motor]
    pub(crate) study: Option<String>,
    /// Scenario by name or file [default: as the study says]
    #[arg(long, value_name = "SCENARIO")]
    pub(crate) scenario: Option<String>,
    /// Most that may be spent, in the currency of the first line
    #[arg(long, value_name = "MONEY", allow_negative_numbers = true)]
    pub(crate) budget: Option<f64>,
    /// Weight of the worst twentieth of losses against the mean, 0 to 1 [default: 0.5]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub(crate) risk_aversion: Option<f64>,
    /// Levers that may be used, by key and comma [default: all]
    #[arg(long, value_name = "LEVER", value_delimiter = ',')]
    pub(crate) levers: Vec<String>,
    /// Rule that must be kept: us-dfars-7052 or eu-crma-5-65 (may be repeated)
    #[arg(long, value_name = "RULE")]
    pub(crate) require: Vec<String>,
    /// Plan for a government instead: a country (ISO alpha-3) or EUU, whose end uses of magnets stand in for lines
    #[arg(long = "for", value_name = "COUNTRY")]
    pub(crate) for_region: Option<String>,
    /// Magnet materials that such a plan is about, separated by commas [default: all]
    #[arg(long, value_name = "MATERIAL", value_delimiter = ',', requires = "for_region")]
    pub(crate) material: Vec<String>,
    /// Share of its plan that each line must make on average, 0 to 1
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub(crate) service: Option<f64>,
    /// Months before day 0 at which the plan is begun [default: 12]
    #[arg(long, value_name = "MONTHS", allow_negative_numbers = true)]
    pub(crate) ahead: Option<f64>,
    /// Chance that the scenario comes at all, 0 to 1 [default: 1]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub(crate) likelihood: Option<f64>,
    /// Weight of a branch of the scenario, as eased=0.5; those not named get none [default: all alike]
    #[arg(long, value_name = "BRANCH=WEIGHT")]
    pub(crate) weight: Vec<String>,
    /// Draws per branch, rounded up to a multiple of 8 [default: 64]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) runs: Option<i64>,
    /// Seed [default: as the study says]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Days per run [default: as the study says]
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    pub(crate) days: Option<i64>,
    /// Threads; the result does not depend on it [default: all cores]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) threads: Option<i64>,
    /// Write report, CSV, JSON, figures and the plan as a scenario to this folder
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
pub(crate) struct SqueezeArgs {
    /// Worked study or the folder of your own [default: ev-motor]
    pub(crate) study: Option<String>,
    /// Look at the end uses of magnets in a country (ISO alpha-3) or EUU in place of lines
    #[arg(long = "for", value_name = "COUNTRY")]
    pub(crate) for_region: Option<String>,
    /// Magnet materials that these use, separated by commas [default: all]
    #[arg(long, value_name = "MATERIAL", value_delimiter = ',', requires = "for_region")]
    pub(crate) material: Vec<String>,
    /// Country that controls, ISO alpha-3 [default: CHN]
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) issuer: Option<String>,
    /// Days that a control lasts [default: 180]
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    pub(crate) freeze_days: Option<i64>,
    /// Most controls at once, 1 to 4 [default: 2]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) most: Option<i64>,
    /// Weight of a USD of the issuer's own exports against a unit of damage [default: 0.01]
    #[arg(long, value_name = "WEIGHT", allow_negative_numbers = true)]
    pub(crate) weight: Option<f64>,
    /// Most that the lines may spend on their answer [default: no bound]
    #[arg(long, value_name = "MONEY", allow_negative_numbers = true)]
    pub(crate) budget: Option<f64>,
    /// Draws, rounded up to a multiple of 8 [default: 16]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) runs: Option<i64>,
    /// Seed [default: as the study says]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Days looked at [default: 420]
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    pub(crate) days: Option<i64>,
    /// Threads; the result does not depend on it [default: all cores]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) threads: Option<i64>,
    /// Write report, CSV, JSON and figures to this folder
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
pub(crate) struct ImportArgs {
    /// Whose files: baci, comtrade, comext, usgs or ec
    pub(crate) publisher: String,
    /// Files as published, unpacked
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Study whose tables trade_codes, country_codes, ... go over those of the package
    #[arg(long, value_name = "STUDY")]
    pub(crate) study: Option<String>,
    /// Write tables for a study, flat files and the count of rows to this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace files in an existing folder, for instance that of a study
    #[arg(long)]
    pub(crate) force: bool,
    /// Exit with 1 when a country is not known
    #[arg(long)]
    pub(crate) strict: bool,
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
    #[arg(long, default_value = "ev-motor", value_name = "STUDY", conflicts_with = "bom")]
    pub(crate) from: String,
    /// Bill of materials (CSV or .xlsx) to make a study of
    #[arg(long, value_name = "FILE")]
    pub(crate) bom: Option<PathBuf>,
    /// TOML file that says which column is which
    #[arg(long, value_name = "FILE", requires = "bom")]
    pub(crate) mapping: Option<PathBuf>,
    /// Sheet of the workbook [default: the first with a table]
    #[arg(long, value_name = "NAME", requires = "bom")]
    pub(crate) sheet: Option<String>,
    /// Country of the lines [default: that of the product in the file, else DEU]
    #[arg(long, value_name = "COUNTRY", requires = "bom")]
    pub(crate) country: Option<String>,
    /// End use of the products, e.g. ev-traction [default: by their names]
    #[arg(long, value_name = "USE", requires = "bom")]
    pub(crate) end_use: Option<String>,
    /// Output of each line [default: assumed, 100 or less]
    #[arg(long, value_name = "N", requires = "bom", allow_negative_numbers = true)]
    pub(crate) units_per_day: Option<f64>,
    /// Revenue per unit [default: 0, losses in units only]
    #[arg(long, value_name = "X", requires = "bom", allow_negative_numbers = true)]
    pub(crate) revenue_per_unit: Option<f64>,
    /// Value added per unit [default: 30 % of revenue]
    #[arg(long, value_name = "X", requires = "bom", allow_negative_numbers = true)]
    pub(crate) value_added_per_unit: Option<f64>,
    /// Currency of both [default: EUR]
    #[arg(long, value_name = "CODE", requires = "bom")]
    pub(crate) currency: Option<String>,
    /// Jobs on each line [default: 0]
    #[arg(long, value_name = "N", requires = "bom", allow_negative_numbers = true)]
    pub(crate) jobs: Option<f64>,
    /// Scenario run by default [default: april-2025]
    #[arg(long, value_name = "NAME", requires = "bom")]
    pub(crate) scenario: Option<String>,
    /// Replace files in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON object
    #[arg(long, requires = "bom")]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("direction").required(true))]
pub(crate) struct QuestionnaireArgs {
    /// Folder of the study
    pub(crate) study: String,
    /// Write a form per supplier to this folder
    #[arg(short, long, value_name = "DIR", group = "direction")]
    pub(crate) output: Option<PathBuf>,
    /// Write .xlsx beside .csv
    #[arg(long, requires = "output")]
    pub(crate) xlsx: bool,
    /// Read answers (CSV or .xlsx) into the study
    #[arg(long, value_name = "FILE", num_args = 1.., group = "direction")]
    pub(crate) read: Vec<PathBuf>,
    /// Day that goes into the log, e.g. 2026-03-31 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// Replace files in an existing folder
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// Worked study or the folder of your own [default: ev-motor]
    pub(crate) study: Option<String>,
    /// Day, e.g. 2027-01-01 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// Only this rule; `*` stands for any text; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) rule: Vec<String>,
    /// Leave out benchmarks and proposals
    #[arg(long)]
    pub(crate) binding: bool,
    /// How controls go on: reactivated, extended, replaced, ... [default: as published]
    #[arg(long, value_name = "NAME")]
    pub(crate) branch: Option<String>,
    /// Exit with 1 when a rule fails
    #[arg(long)]
    pub(crate) strict: bool,
    /// Show what does not apply as well
    #[arg(long)]
    pub(crate) all: bool,
    /// Write verdicts, disclosure form and stock table as CSV and JSON to this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace results in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ControlsArgs {
    /// Day, e.g. 2026-11-11 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// Material of the package, e.g. ndfeb-heavy
    #[arg(long, value_name = "MATERIAL")]
    pub(crate) material: Option<String>,
    /// Element by symbol or English name, where no material is named
    #[arg(long, value_name = "ELEMENT")]
    pub(crate) element: Option<String>,
    /// Form: concentrate, oxide, metal, alloy, magnet, component, product
    #[arg(long, value_name = "FORM")]
    pub(crate) form: Option<String>,
    /// Mass fraction of an element, e.g. Dy=0.0004; replaces those of the material; may be repeated
    #[arg(long, value_name = "EL=FRACTION")]
    pub(crate) content: Vec<String>,
    /// Customs code, 4 to 10 digits
    #[arg(long, value_name = "CODE")]
    pub(crate) hs: Option<String>,
    /// Country where the goods were made, ISO 3166
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) from: Option<String>,
    /// Destination, ISO 3166 or EUU [default: anywhere]
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) to: Option<String>,
    /// civil, dual, defence, medical, or an end use of the package [default: civil]
    #[arg(long, value_name = "USE")]
    pub(crate) end_use: Option<String>,
    /// Goods made abroad: share of their value that is controlled material of the issuing country
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub(crate) value_share: Option<f64>,
    /// Goods made abroad with know-how of the issuing country
    #[arg(long)]
    pub(crate) technology: bool,
    /// Goods of the issuing country, sent on from abroad
    #[arg(long)]
    pub(crate) re_export: bool,
    /// Share of the buyer owned by a listed party
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub(crate) owner_share: Option<f64>,
    /// The buyer is a listed party
    #[arg(long)]
    pub(crate) listed: bool,
    /// How controls go on: reactivated, extended, replaced, ... [default: as published]
    #[arg(long, value_name = "NAME")]
    pub(crate) branch: Option<String>,
    /// Show what does not apply as well
    #[arg(long)]
    pub(crate) all: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TraceArgs {
    /// Worked study or the folder of your own [default: ev-motor]
    #[arg(conflicts_with_all = ["country", "material"])]
    pub(crate) study: Option<String>,
    /// Only this line
    #[arg(long, value_name = "LINE", conflicts_with_all = ["country", "material"])]
    pub(crate) line: Option<String>,
    /// Without a study: what this country takes; ISO 3166, EUU, or `world`
    #[arg(long, value_name = "COUNTRY", requires = "material")]
    pub(crate) country: Option<String>,
    /// Without a study: material that is taken, e.g. ndfeb-heavy [by the world, where no country is named]
    #[arg(long, value_name = "MATERIAL")]
    pub(crate) material: Option<String>,
    /// Only this element, by symbol or English name
    #[arg(long, value_name = "ELEMENT")]
    pub(crate) element: Option<String>,
    /// What elements are weighed by where they are taken together
    #[arg(long, value_enum, default_value_t)]
    pub(crate) by: ByArg,
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

/// What elements are weighed by.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ByArg {
    #[default]
    Mass,
    Value,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AssessArgs {
    /// Worked study or the folder of your own [default: ev-motor]
    pub(crate) study: Option<String>,
    /// Write board paper, tables and results to this folder
    #[arg(short, long, value_name = "DIR", required_unless_present = "json")]
    pub(crate) output: Option<PathBuf>,
    /// Day, e.g. 2026-03-31 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// Scenario by name or TOML file [default: as the study says]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) scenario: Option<String>,
    /// Runs of the ensemble [default: as the study says]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) runs: Option<i64>,
    /// Seed [default: as the study says]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Threads; the result does not depend on it [default: all cores]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) threads: Option<i64>,
    /// Replace results in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// A published method.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum MethodName {
    /// Concentration of production times import risk, by country and year
    #[default]
    Geopolrisk,
    /// Supply risk and economic importance, beside the European Commission's of 2023
    Ec,
    /// Benchmarks of Article 5 of Regulation (EU) 2024/1252, by stage
    Crma,
}

/// Width of the numbers of a computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum WidthName {
    F32,
    F64,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SystemicArgs {
    /// Edge list: CSV or Parquet with columns supplier, buyer, value
    #[arg(value_name = "FILE")]
    pub(crate) links: PathBuf,
    /// Sectors of firms: CSV with columns site, sector and, if known, output (all that a firm sells)
    #[arg(long, value_name = "FILE")]
    pub(crate) sectors: PathBuf,
    /// What goods of one sector mean to another: CSV with columns supplier, buyer, need [default: every input is essential]
    #[arg(long, value_name = "FILE")]
    pub(crate) essential: Option<PathBuf>,
    /// Firms to show, by falling index
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) top: u64,
    /// Follow every firm's cascade, however many there are [default: up to 20,000 firms]
    #[arg(long, conflicts_with = "screen")]
    pub(crate) all: bool,
    /// Follow only cascades that can be among the highest
    #[arg(long)]
    pub(crate) screen: bool,
    /// Most cascades to follow when not all are
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub(crate) most: u64,
    /// A cascade ends when no firm's loss grows by more than this in a sweep
    #[arg(long, value_name = "SHARE", default_value_t = 0.01, allow_negative_numbers = true)]
    pub(crate) eps: f64,
    /// Width of the numbers [default: f64 up to 20,000 firms, else f32]
    #[arg(long, value_enum)]
    pub(crate) precision: Option<WidthName>,
    /// Threads; 0 = one per processor; no result depends on it
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: u64,
    /// Write CSV and JSON to this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace results in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct CriticalityArgs {
    /// Method
    #[arg(long, value_enum, default_value_t)]
    pub(crate) method: MethodName,
    /// Country by name or ISO code, EU, or all; may be repeated [default: twelve large economies]
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    pub(crate) country: Vec<String>,
    /// Year or span, such as 2018-2024; may be repeated [default: all there are]
    #[arg(long, value_name = "YEAR", value_delimiter = ',')]
    pub(crate) year: Vec<String>,
    /// Material; may be repeated [default: all]
    #[arg(long, value_name = "NAME")]
    pub(crate) material: Vec<String>,
    /// Trade files of BACI (t,i,j,k,v,q), for geopolrisk [default: the package]
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) trade: Vec<PathBuf>,
    /// Production by country and year, for geopolrisk
    #[arg(long, value_name = "FILE")]
    pub(crate) production: Option<PathBuf>,
    /// Political stability by country and year, scaled to 0 to 1, for geopolrisk
    #[arg(long, value_name = "FILE")]
    pub(crate) stability: Option<PathBuf>,
    /// Customs codes by material, for geopolrisk
    #[arg(long, value_name = "FILE")]
    pub(crate) codes: Option<PathBuf>,
    /// Write CSV and JSON to this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace results in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print CSV instead of tables
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EconomyArgs {
    /// Folder of an input-output table (Z.csv, Y.csv, x.csv, or as pymrio saves it), or a file of the OECD's ICIO
    #[arg(value_name = "MRIO_DIR")]
    pub(crate) table: PathBuf,
    /// What happens, as TOML
    #[arg(long, value_name = "FILE")]
    pub(crate) shock: PathBuf,
    /// Days to run
    #[arg(long, default_value_t = 365, value_name = "N")]
    pub(crate) days: u32,
    /// Rules of BoARIO 0.7.2, digit by digit, for comparison
    #[arg(long)]
    pub(crate) compat: bool,
    /// Write CSV and JSON to this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace results in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub(crate) json: bool,
}

/// Who is served first when a supplier is short.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum RationingName {
    /// Small wants, measured by what is normal for the client
    #[default]
    LowestFirst,
    /// Everybody by the same share of what is asked
    Proportional,
}

/// Numbers of the network.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Precision {
    /// Fast
    #[default]
    F32,
    /// Exact to 1e-9
    F64,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NetworkArgs {
    /// Links: supplier,buyer,value (t or money per year), CSV or .parquet
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Sectors of sites: site,sector and, where known, output [default: every site's product is unlike all others]
    #[arg(long, value_name = "FILE")]
    pub(crate) sectors: Option<PathBuf>,
    /// Loss of capacity of a site or sector, e.g. ACME=0.5@10..40; may be repeated
    #[arg(long, value_name = "NAME=SHARE[@FROM..TO]")]
    pub(crate) shock: Vec<String>,
    /// Days to run
    #[arg(long, value_name = "N", default_value_t = 365)]
    pub(crate) days: u32,
    /// Who is served first when a supplier is short
    #[arg(long, value_enum, default_value_t)]
    pub(crate) rationing: RationingName,
    /// Numbers of 4 or 8 bytes
    #[arg(long, value_enum, default_value_t)]
    pub(crate) precision: Precision,
    /// Stock that buyers aim at, in days of use
    #[arg(long, value_name = "DAYS", default_value_t = 15.0)]
    pub(crate) cover_days: f64,
    /// Time in which buyers close a gap, in days
    #[arg(long, value_name = "DAYS", default_value_t = 6.0)]
    pub(crate) adjustment_days: f64,
    /// Time on the way, in days
    #[arg(long, value_name = "DAYS", default_value_t = 2)]
    pub(crate) transit_days: u32,
    /// Most that a site can make, over normal
    #[arg(long, value_name = "TIMES", default_value_t = 1.1)]
    pub(crate) overtime: f64,
    /// Time in which lost capacity returns after a shock, in days
    #[arg(long, value_name = "DAYS", default_value_t = 30.0)]
    pub(crate) recovery_days: f64,
    /// Sites to list, largest loss first
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) top: u32,
    /// Write CSV and JSON to this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace results in an existing folder
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub(crate) json: bool,
}
