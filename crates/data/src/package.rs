//! A data package: a folder of tables, minerals, controls, calendars and scenarios.

pub(crate) mod layers;

use crate::check;
use crate::control_file::{self, Library};
use crate::problem::{Problem, Problems};
use crate::resolve;
use crate::rule_file;
use crate::scenario_file;
use crate::table::Table;
use coercivity_chain::{Chain, Rule, Scenario};
use std::collections::BTreeMap;
use std::path::Path;

/// Files of a package or study by path relative to its folder, with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

static EMBEDDED: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/package");

/// Base year of the default package.
const BASE_YEAR: u16 = 2024;

/// Most files that a folder given by a user may hold: a slip (`/`) must not be walked.
const MAX_FILES: usize = 2000;

/// The default package, embedded in the program.
#[must_use]
pub fn embedded() -> Files {
    let mut files = Files::new();
    collect_embedded(&EMBEDDED, &mut files);
    files
}

pub(crate) fn collect_embedded(dir: &include_dir::Dir<'_>, files: &mut Files) {
    for file in dir.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        files.insert(name, file.contents().to_vec());
    }
    for inner in dir.dirs() {
        collect_embedded(inner, files);
    }
}

/// Reads the CSV, TOML and JSON files of a folder, two levels deep; `minerals/` has a folder per mineral and the
/// `balance/` in it, so four.
///
/// # Errors
/// A problem when the folder or a file in it cannot be read.
pub fn read_folder(folder: &Path) -> Result<Files, Problems> {
    let mut files = Files::new();
    read_level(folder, "", 2, &mut files)?;
    Ok(files)
}

fn read_level(folder: &Path, prefix: &str, depth: u32, files: &mut Files) -> Result<(), Problems> {
    let failed = |path: &Path, error: &std::io::Error| {
        let message = format!("cannot be read ({error})");
        Problems(vec![Problem::new("E001", &path.display().to_string(), message, "name a folder that holds the files")])
    };
    let entries = std::fs::read_dir(folder).map_err(|e| failed(folder, &e))?;
    for entry in entries {
        let entry = entry.map_err(|e| failed(folder, &e))?;
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            if depth > 1 && !name.starts_with('.') {
                let deeper = if format!("{name}/") == layers::MINERALS { 3 } else { depth - 1 };
                read_level(&path, &format!("{name}/"), deeper, files)?;
            }
        } else if [".csv", ".toml", ".json"].iter().any(|end| name.ends_with(end)) {
            if files.len() >= MAX_FILES {
                return Err(Problems(vec![Problem::new(
                    "E001",
                    &folder.display().to_string(),
                    format!("more than {MAX_FILES} files"),
                    "name the folder of one package or study",
                )]));
            }
            files.insert(name, std::fs::read(&path).map_err(|e| failed(&path, &e))?);
        }
    }
    Ok(())
}

/// A package that passed every check.
#[derive(Debug, Clone)]
pub struct Package {
    /// Tables as read, in the order of [`crate::schema::PACKAGE`].
    pub tables: Vec<Table>,
    /// The chain, references resolved.
    pub chain: Chain,
    /// Scenarios by key.
    pub scenarios: BTreeMap<String, Scenario>,
}

impl Package {
    /// The default package.
    ///
    /// # Errors
    /// None unless the program was built from a broken package.
    pub fn default_package() -> Result<Package, Problems> {
        Package::read(&embedded(), &Files::new())
    }

    /// Reads and checks a package, with an overlay of rows and files laid over it.
    ///
    /// # Errors
    /// Every problem of every file at once.
    pub fn read(base: &Files, overlay: &Files) -> Result<Package, Problems> {
        let mut problems = Problems::default();
        let tables = layers::read_tables(base, overlay, &mut problems);
        // References into a table that failed would only repeat its problems.
        problems.clone().into_result()?;
        let mut chain = resolve::chain(&tables, BASE_YEAR, &mut problems);
        check::all(&tables, &chain, &mut problems);
        let library = read_library(base, overlay, &chain, &mut problems);
        for (file, bytes) in merged(base, overlay, "controls/") {
            chain.controls.extend(control_file::read_control(file, bytes, &library, &chain, &mut problems));
        }
        problems.clone().into_result()?;
        read_rules(base, overlay, &mut chain, &mut problems);
        let mut scenarios = BTreeMap::new();
        for (file, bytes) in merged(base, overlay, "scenarios/") {
            if let Some(scenario) = scenario_file::read_scenario(file, bytes, &chain, &mut problems)
                && let Some(twin) = scenarios.insert(scenario.key.clone(), scenario)
            {
                let message = "another scenario file has this id";
                problems.push(Problem::new("E010", file, message, "change one of the ids").cell("id", &twin.key));
            }
        }
        problems.into_result()?;
        Ok(Package { tables, chain, scenarios })
    }

    /// Reads one scenario file that does not belong to the package.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn read_scenario(&self, file: &str, bytes: &[u8]) -> Result<Scenario, Problems> {
        let mut problems = Problems::default();
        let scenario = scenario_file::read_scenario(file, bytes, &self.chain, &mut problems);
        problems.into_result()?;
        scenario.ok_or_else(Problems::default)
    }

    /// A table by name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.schema.name == name)
    }
}

/// Files below a folder, the overlay's in place of the base's.
fn merged<'a>(base: &'a Files, overlay: &'a Files, folder: &'a str) -> impl Iterator<Item = (&'a String, &'a Vec<u8>)> {
    let ours = |file: &&String| file.starts_with(folder) && file.ends_with(".toml");
    let mut files: BTreeMap<&String, &Vec<u8>> = base.iter().filter(|(f, _)| ours(f)).collect();
    files.extend(overlay.iter().filter(|(f, _)| ours(f)));
    files.into_iter()
}

/// Lists of raw materials, then the rules that name them, in order of key.
fn read_rules(base: &Files, overlay: &Files, chain: &mut Chain, problems: &mut Problems) {
    for (file, bytes) in merged(base, overlay, "lists/") {
        let list = rule_file::read_list(file, bytes, chain, problems);
        chain.raw_materials.extend(list);
    }
    // Rules that name a list that was refused would only repeat its problems.
    if !problems.is_empty() {
        return;
    }
    let mut rules = Vec::new();
    for (file, bytes) in merged(base, overlay, "rules/") {
        let Some(rule) = rule_file::read_rule(file, bytes, chain, problems) else { continue };
        if rules.iter().any(|(_, other): &(String, Rule)| other.key == rule.key) {
            let message = "another rule file has this id";
            problems.push(Problem::new("E010", file, message, "change one of the ids").cell("id", &rule.key));
        }
        rules.push((file.clone(), rule));
    }
    // A rule that was refused may be the one that another names.
    if problems.is_empty() {
        rule_file::check_references(&rules, problems);
    }
    chain.rules = rules.into_iter().map(|(_, rule)| rule).collect();
    chain.rules.sort_by(|a, b| a.key.cmp(&b.key));
}

/// Calendars and frameworks, by the name of their file.
fn read_library(base: &Files, overlay: &Files, chain: &Chain, problems: &mut Problems) -> Library {
    let mut library = Library::default();
    let name = |file: &str, folder: &str| file.trim_start_matches(folder).trim_end_matches(".toml").to_owned();
    for (file, bytes) in merged(base, overlay, "calendars/") {
        if let Some(calendar) = control_file::read_calendar(file, bytes, chain, problems) {
            library.calendars.insert(name(file, "calendars/"), calendar);
        }
    }
    for (file, bytes) in merged(base, overlay, "frameworks/") {
        if let Some(framework) = control_file::read_framework(file, bytes, chain, problems) {
            library.frameworks.insert(name(file, "frameworks/"), framework);
        }
    }
    library
}
