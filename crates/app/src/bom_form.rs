//! A bill of materials in a form: shown as a grid, its columns mapped and its cells mended
//! until it is a study. The readers are those of `init --bom`.

use crate::error::AppError;
use crate::init_bom;
use crate::library::{Library, StudyView, check_name};
use coercivity_data::bom::{self, BomSettings, BomStudy, Mapping};
use coercivity_data::package::{self, Files, Package};
use coercivity_data::{Problem, Problems, grid, study_file};
use coercivity_report::bom_view::BomView;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Most rows and columns that a form shows.
const MOST_ROWS: usize = 5_000;
const MOST_COLUMNS: usize = 100;

/// A file as cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GridView {
    /// File.
    pub filename: String,
    /// Sheets of a workbook; empty for CSV.
    pub sheets: Vec<String>,
    /// Sheet shown; empty for CSV.
    pub sheet: String,
    /// Rows as in the file, empty ones too, so that positions are its row numbers.
    pub rows: Vec<Vec<String>>,
}

/// What the file does not say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SettingsForm {
    /// Country of the lines.
    pub country: Option<String>,
    /// End use.
    pub end_use: Option<String>,
    /// Output of each line, in units per day.
    pub units_per_day: Option<f64>,
    /// Revenue per unit.
    pub revenue_per_unit: Option<f64>,
    /// Value added per unit.
    pub value_added_per_unit: Option<f64>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Jobs on each line.
    pub jobs: Option<f64>,
    /// Scenario run by default.
    pub scenario: Option<String>,
}

/// A grid with what its columns mean.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BomForm {
    /// File.
    pub filename: String,
    /// Rows; the header is one of the first.
    pub rows: Vec<Vec<String>>,
    /// Header by field.
    #[serde(default)]
    pub mapping: BTreeMap<String, String>,
    /// What the file does not say.
    #[serde(default)]
    pub settings: SettingsForm,
}

/// A column, and what it means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ColumnView {
    /// Header as written.
    pub header: String,
    /// Field that it holds; null = not read.
    pub field: Option<String>,
    /// mapping, header, looks like (a guess, not read), or empty.
    pub how: String,
}

/// What a column may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FieldView {
    /// Key.
    pub field: String,
    /// In words.
    pub title: String,
    /// True for the ones without which nothing can be read.
    pub needed: bool,
}

/// A defect of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProblemView {
    /// Code of the check.
    pub code: String,
    /// File.
    pub file: String,
    /// Row, from 1, if it has one.
    pub row: Option<u64>,
    /// Column by header, or setting, if it has one.
    pub column: Option<String>,
    /// Value as written.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

/// What the readers say of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BomCheckView {
    /// Columns.
    pub columns: Vec<ColumnView>,
    /// What columns may mean.
    pub fields: Vec<FieldView>,
    /// Defects; empty when it can be saved.
    pub problems: Vec<ProblemView>,
    /// What the study would hold; null while there are defects.
    pub bom: Option<BomView>,
}

impl From<&Problem> for ProblemView {
    fn from(problem: &Problem) -> Self {
        ProblemView {
            code: problem.code.to_owned(),
            file: problem.file.clone(),
            row: problem.row,
            column: problem.column.clone(),
            value: problem.value.clone(),
            message: problem.message.clone(),
            hint: problem.hint.clone(),
        }
    }
}

/// Reads a file into cells. Without a sheet, the first one that may hold a bill of materials.
///
/// # Errors
/// When it is no table, or larger than a form can show.
pub fn grid(filename: &str, bytes: &[u8], sheet: Option<&str>) -> Result<GridView, AppError> {
    let problem = |problem: Box<Problem>| AppError::Input(Problems(vec![*problem]));
    let all = grid::read(filename, bytes, None).map_err(problem)?;
    let sheets: Vec<String> = all.iter().map(|g| g.sheet.clone()).filter(|name| !name.is_empty()).collect();
    let grids = if sheet.is_some() { grid::read(filename, bytes, sheet).map_err(problem)? } else { all };
    let fuller = |g: &grid::Grid| {
        let guesses = bom::columns_of(g, &Mapping::default());
        guesses.iter().filter(|guess| guess.field.is_some()).count()
    };
    let mut chosen: Option<(usize, &grid::Grid)> = None;
    for grid in &grids {
        let known = fuller(grid);
        if chosen.is_none_or(|(best, _)| known > best) {
            chosen = Some((known, grid));
        }
    }
    let Some((_, grid)) = chosen else {
        let empty = Problem::new("E003", filename, "the file is empty", "save the table with its header");
        return Err(Problems(vec![empty]).into());
    };
    let width = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let height = grid.rows.last().map_or(0, |row| row.line as usize);
    if width > MOST_COLUMNS || height > MOST_ROWS {
        let message = format!("{height} rows and {width} columns are more than a form can show");
        let hint =
            format!("at most {MOST_ROWS} rows and {MOST_COLUMNS} columns; `coercivity init --bom` reads larger files");
        return Err(Problems(vec![Problem::new("E001", filename, message, hint)]).into());
    }
    let mut rows = vec![vec![String::new(); width]; height];
    for row in &grid.rows {
        for (cell, text) in rows[row.line as usize - 1].iter_mut().zip(&row.cells) {
            cell.clone_from(&text.text);
        }
    }
    Ok(GridView { filename: filename.to_owned(), sheets, sheet: grid.sheet.clone(), rows })
}

/// What the readers say: columns, defects, or what the study would hold.
///
/// # Errors
/// When the form is larger than it may be.
pub fn check(form: &BomForm) -> Result<BomCheckView, AppError> {
    let (file, bytes) = (name(form), csv(form)?);
    let columns = bom::columns(&file, &bytes, None, &mapping(form).unwrap_or_default()).unwrap_or_default();
    let column = |guess: bom::ColumnGuess| ColumnView {
        header: guess.header,
        field: guess.field.map(str::to_owned),
        how: guess.how.to_owned(),
    };
    let (problems, bom) = match study("preview", form, &file, &bytes) {
        Ok(study) => (Vec::new(), Some(init_bom::view(&file, Path::new(""), study))),
        Err(AppError::Input(problems)) => (problems.0.iter().map(ProblemView::from).collect(), None),
        Err(other) => return Err(other),
    };
    Ok(BomCheckView { columns: columns.into_iter().map(column).collect(), fields: fields(), problems, bom })
}

/// Saves the form as a study.
///
/// # Errors
/// Every defect at once; when the name is taken.
pub fn save(library: &Library, name: &str, form: &BomForm) -> Result<StudyView, AppError> {
    check_name("study", name)?;
    let study = study(name, form, &self::name(form), &csv(form)?)?;
    library.create(name, &study.files)
}

fn study(id: &str, form: &BomForm, file: &str, bytes: &[u8]) -> Result<BomStudy, AppError> {
    let base = package::embedded();
    let default = Package::read(&base, &Files::new())?;
    let given = form.settings.clone();
    let blank = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let settings = BomSettings {
        id: id.to_owned(),
        country: blank(given.country),
        end_use: blank(given.end_use),
        units_per_day: given.units_per_day,
        revenue_per_unit: given.revenue_per_unit,
        value_added_per_unit: given.value_added_per_unit,
        currency: blank(given.currency),
        jobs: given.jobs,
        scenario: blank(given.scenario),
    };
    let study = bom::study(&default, file, bytes, None, &mapping(form)?, &settings)?;
    // What is written must be accepted at once, so it is read back first.
    let files: Files = study.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let loaded = study_file::read(&base, &files)?;
    if let Some(scenario) = &settings.scenario
        && !loaded.package.scenarios.contains_key(scenario)
    {
        let known: Vec<&str> = loaded.package.scenarios.keys().map(String::as_str).collect();
        let hint = format!("one of: {}", known.join(", "));
        let problem = Problem::new("E009", "settings", "no such scenario", hint).cell("scenario", scenario);
        return Err(Problems(vec![problem]).into());
    }
    Ok(study)
}

/// The file's own name, without its folder.
fn name(form: &BomForm) -> String {
    let name: String = form.filename.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(80).collect();
    if name.is_empty() { "bom.csv".to_owned() } else { name }
}

fn csv(form: &BomForm) -> Result<Vec<u8>, AppError> {
    if form.rows.len() > MOST_ROWS || form.rows.iter().any(|row| row.len() > MOST_COLUMNS) {
        return Err(AppError::OutOfBounds {
            name: "rows",
            value: form.rows.len().to_string(),
            hint: format!("at most {MOST_ROWS} rows and {MOST_COLUMNS} columns"),
        });
    }
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let failed = |error: String| AppError::Contradiction { what: error, hint: "remove unusual characters".to_owned() };
    for row in &form.rows {
        // A line break in a cell would move the rows below it.
        let cells = row.iter().map(|cell| cell.replace(['\n', '\r'], " "));
        writer.write_record(cells).map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}

fn mapping(form: &BomForm) -> Result<Mapping, AppError> {
    let mut table = toml::Table::new();
    let columns = form.mapping.iter().filter(|(_, header)| !header.is_empty());
    table.insert(
        "columns".to_owned(),
        toml::Value::Table(columns.map(|(k, v)| (k.clone(), v.clone().into())).collect()),
    );
    if let Some(mark) = decimal_mark(&form.rows) {
        table.insert("decimal".to_owned(), mark.into());
    }
    let text = toml::to_string(&table).map_err(|error| AppError::Contradiction {
        what: format!("the mapping cannot be read ({error})"),
        hint: "map each field to the header of a column".to_owned(),
    })?;
    Ok(Mapping::read("mapping", text.as_bytes())?)
}

/// The decimal mark, where cells show one and none shows the other.
fn decimal_mark(rows: &[Vec<String>]) -> Option<&'static str> {
    let shows = |cell: &str, mark: char| {
        cell.split_once(mark).is_some_and(|(whole, part)| {
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            digits(whole.trim_start_matches('-')) && digits(part)
        })
    };
    let any = |mark| rows.iter().flatten().any(|cell| shows(cell, mark));
    match (any(','), any('.')) {
        (true, false) => Some(","),
        (false, true) => Some("."),
        _ => None,
    }
}

fn fields() -> Vec<FieldView> {
    let title = |field: &str| {
        match field {
            "level" => "Level (indented list)",
            "parent" => "Parent item",
            "item" => "Part number",
            "description" => "Description",
            "quantity" => "Quantity per parent",
            "unit" => "Unit of the quantity",
            "supplier" => "Supplier",
            "country" => "Country of manufacture",
            "share" => "Share from this supplier",
            "mass" => "Mass of one",
            "mass_unit" => "Unit of the mass",
            "material" => "Material",
            "grade" => "Magnet grade",
            "cover_days" => "Stock held, days",
            "lead_days" => "Delivery time, days",
            other => return other.to_owned(),
        }
        .to_owned()
    };
    let field =
        |field: &&'static str| FieldView { field: (*field).to_owned(), title: title(field), needed: *field == "item" };
    bom::fields().iter().map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(rows: &[&[&str]]) -> BomForm {
        BomForm {
            filename: "motor.csv".to_owned(),
            rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
            ..BomForm::default()
        }
    }

    #[test]
    fn a_defect_is_in_its_cell_and_mending_it_is_enough() {
        let rows: &[&[&str]] = &[
            &["Level", "Part", "Description", "Qty", "Unit", "Country"],
            &["0", "MOT-1", "Traction motor", "1", "pcs", "DE"],
            &["1", "MAG-1", "Magnet NdFeB N42SH", "1,5", "kgg", "CN"],
        ];
        let mut form = form(rows);
        let check_view = check(&form).unwrap();
        let problem = &check_view.problems[0];
        assert_eq!((problem.row, problem.value.as_deref()), (Some(3), Some("kgg")), "{check_view:?}");
        assert!(check_view.bom.is_none());
        form.rows[2][4] = "kg".to_owned();
        let check_view = check(&form).unwrap();
        assert!(check_view.problems.is_empty(), "{:?}", check_view.problems);
        assert!((check_view.bom.unwrap().taken[0].mass_kg - 1.5).abs() < 1e-12, "a decimal comma");
        let home = tempfile::tempdir().unwrap();
        let library = Library::new(home.path().join("studies"));
        let study = save(&library, "motor", &form).unwrap();
        assert!(!study.worked && study.lines.len() == 1);
        assert!(save(&library, "motor", &form).is_err(), "the name is taken");
        assert!(save(&library, "../motor", &form).is_err());
    }

    #[test]
    fn an_unknown_header_is_mapped() {
        let mut form = form(&[
            &["Tiefe", "Zahl", "Was", "Menge", "Einheit"],
            &["0", "M", "Traction motor", "1", "pcs"],
            &["1", "X", "Magnet NdFeB N42SH", "1", "kg"],
        ]);
        let first = check(&form).unwrap();
        assert!(!first.problems.is_empty());
        assert!(first.columns.iter().any(|column| column.field.is_none()), "{:?}", first.columns);
        for (field, header) in [("level", "Tiefe"), ("item", "Zahl"), ("description", "Was")] {
            form.mapping.insert(field.to_owned(), header.to_owned());
        }
        let second = check(&form).unwrap();
        assert!(second.problems.is_empty(), "{:?}", second.problems);
    }

    #[test]
    fn blank_rows_keep_their_numbers() {
        let grid = grid("x.csv", b"a;b\n\n;\nc;d\n", None).unwrap();
        assert_eq!(grid.rows.len(), 4);
        assert_eq!(grid.rows[3], ["c", "d"]);
    }
}
