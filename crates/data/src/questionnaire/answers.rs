//! Answers laid over a study: what is blank changes nothing, what changes is listed.

use super::forms::percent;
use super::{COLUMNS, Form, FormRow, RECYCLED, RECYCLED_FILE, UNKNOWN, csv_text, declared, optional};
use crate::LoadedStudy;
use crate::bom::countries::Countries;
use crate::grid::number::{self, Decimal, Reading};
use crate::grid::{self, Grid, GridRow};
use crate::package::Files;
use crate::problem::{Findings, Problem, Problems, nearest};
use crate::schema;
use std::collections::{BTreeMap, BTreeSet};

/// One cell that an answer changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Supplier.
    pub supplier: String,
    /// Item.
    pub item: String,
    /// Element.
    pub element: String,
    /// Stage, or `recycled`.
    pub stage: String,
    /// Column of the form.
    pub field: String,
    /// What stood there before; empty for a first answer.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

/// What came back from suppliers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// New text of `declarations.csv`.
    pub declarations: String,
    /// New text of `recycled.csv`.
    pub recycled: String,
    /// Cells that changed.
    pub changes: Vec<Change>,
    /// Supplier and item with at least one answer in the files, and the file.
    pub answered: BTreeMap<(String, String), String>,
    /// Supplier and item that were refused, with the reason and the file.
    pub refused: BTreeMap<(String, String), (String, String)>,
}

/// An answer as the study keeps it: country, share, firm, document, date.
type Kept = [String; 5];
/// Supplier, item, element and stage.
type Question = [String; 4];

const FIELDS: [&str; 5] = ["Country", "Share (%)", "Smelter or Facility Name", "Evidence Document", "Date"];

/// Reads answers from files, by name and content, and lays them over the study.
///
/// # Errors
/// Every problem of every file at once.
pub fn merge(
    loaded: &LoadedStudy,
    study: &Files,
    forms: &[Form],
    files: &[(String, Vec<u8>)],
) -> Result<Answers, Problems> {
    let mut found = Findings::default();
    // Answers by question, as known now; a free row of the form is an answer not yet given.
    let mut kept: BTreeMap<Question, Vec<Kept>> = BTreeMap::new();
    for row in forms.iter().flat_map(|form| &form.rows) {
        let answers = kept.entry(question(row)).or_default();
        if !row.country.is_empty() || !row.share.is_empty() {
            answers.push([&row.country, &row.share, &row.firm, &row.document, &row.date].map(String::clone));
        }
    }
    let mut answers = Answers::default();
    let countries = Countries::of(&loaded.package);
    for (file, bytes) in files {
        match grid::read(file, bytes, None) {
            Ok(grids) => read_file(file, &grids, &countries, &mut kept, &mut answers, &mut found),
            Err(problem) => found.push(*problem),
        }
    }
    whole(&kept, &mut found);
    let mut problems = Problems::default();
    found.append_to(&mut problems, "answers");
    problems.into_result()?;
    write(loaded, study, &kept, &mut answers)?;
    Ok(answers)
}

fn question(row: &FormRow) -> Question {
    [&row.supplier, &row.item, &row.element, &row.stage].map(String::clone)
}

/// Places of the columns of a form in a file.
struct Places([usize; COLUMNS.len()]);

impl Places {
    fn find(grid: &Grid) -> Result<(usize, Places), Box<Problem>> {
        let header = grid.rows.iter().take(20).position(|row| row.cells.iter().any(|cell| cell.text == COLUMNS[1]));
        let Some(header) = header else {
            let hint =
                format!("send back the form that `coercivity questionnaire` wrote; its header has `{}`", COLUMNS[1]);
            return Err(Problem::new("E003", &grid.file, "not a questionnaire: its header is missing", hint).into());
        };
        let row = &grid.rows[header];
        let mut places = [0; COLUMNS.len()];
        for (place, name) in places.iter_mut().zip(COLUMNS) {
            let mut at = row.cells.iter().enumerate().filter(|(_, cell)| cell.text == name).map(|(n, _)| n);
            let problem = |message: String, hint: String| Problem::new("E003", &grid.file, message, hint).row(row.line);
            *place = at.next().ok_or_else(|| {
                let near =
                    nearest(name, row.cells.iter().map(|cell| cell.text.as_str()).filter(|t| !COLUMNS.contains(t)));
                let hint = near.map_or_else(
                    || "copy the header from a fresh form".to_owned(),
                    |n| format!("is it `{n}`? Rename it"),
                );
                problem(format!("column `{name}` is missing"), hint)
            })?;
            if at.next().is_some() {
                return Err(problem(format!("column `{name}` is there twice"), "remove one of them".to_owned()).into());
            }
        }
        Ok((header, Places(places)))
    }

    fn text<'r>(&self, row: &'r GridRow, column: usize) -> &'r str {
        row.text(self.0[column])
    }
}

fn read_file(
    file: &str,
    grids: &[Grid],
    countries: &Countries,
    kept: &mut BTreeMap<Question, Vec<Kept>>,
    answers: &mut Answers,
    found: &mut Findings,
) {
    // A workbook may have sheets of its own beside the form.
    let read: Vec<_> = grids.iter().map(|grid| (grid, Places::find(grid))).collect();
    if read.iter().all(|(_, places)| places.is_err()) {
        found.push(match read.into_iter().find_map(|(_, places)| places.err()) {
            Some(problem) => *problem,
            None => Problem::new("E003", file, "the file is empty", "send back the form"),
        });
        return;
    }
    for (grid, places) in read {
        let Ok((header, places)) = places else { continue };
        let body = &grid.rows[header + 1..];
        let fractions = fractions(&places, body);
        let mut seen = BTreeSet::new();
        for row in body {
            let reader = Reader { grid, places: &places, row, countries };
            reader.row(kept, &fractions, &mut seen, answers, found);
        }
    }
}

/// Questions whose shares are all at most 1 and sum to at most 1: typed with a per-cent sign, a spreadsheet stores 0.55.
fn fractions(places: &Places, body: &[GridRow]) -> BTreeSet<Vec<String>> {
    let mut sums: BTreeMap<Vec<String>, (f64, bool)> = BTreeMap::new();
    for row in body {
        let key = [0, 1, 3, 4].map(|column| places.text(row, column).to_owned()).to_vec();
        let stored = row.cells.get(places.0[8]).and_then(|cell| cell.number);
        let (sum, all_stored) = sums.entry(key).or_insert((0.0, true));
        match stored {
            Some(number) => *sum += number,
            None => *all_stored &= places.text(row, 8).is_empty(),
        }
    }
    sums.into_iter()
        .filter(|(_, (sum, stored))| *stored && *sum > 0.0 && *sum <= 1.0 + 1e-9)
        .map(|(key, _)| key)
        .collect()
}

struct Reader<'a> {
    grid: &'a Grid,
    places: &'a Places,
    row: &'a GridRow,
    countries: &'a Countries,
}

impl Reader<'_> {
    fn text(&self, column: usize) -> &str {
        self.places.text(self.row, column)
    }

    fn problem(&self, column: usize, code: &'static str, message: impl Into<String>, hint: &str) -> Problem {
        Problem::new(code, &self.grid.file, message, hint).row(self.row.line).cell(COLUMNS[column], self.text(column))
    }

    fn row(
        &self,
        kept: &mut BTreeMap<Question, Vec<Kept>>,
        fractions: &BTreeSet<Vec<String>>,
        seen: &mut BTreeSet<(Question, usize)>,
        answers: &mut Answers,
        found: &mut Findings,
    ) {
        let question: Question = [0, 1, 3, 4].map(|column| self.text(column).to_owned());
        let Some(known) = kept.get_mut(&question) else {
            found.push(self.unknown(&question, kept));
            return;
        };
        let who = (question[0].clone(), question[1].clone());
        let reason = self.text(12);
        if !reason.is_empty() {
            answers.refused.insert(who.clone(), (reason.to_owned(), self.grid.file.clone()));
        }
        let cells = self.cells(&question, fractions, found);
        if cells.iter().all(String::is_empty) {
            return;
        }
        let slot = self.text(6).parse::<usize>().ok().filter(|slot| (1..=1000).contains(slot));
        let Some(slot) = slot else {
            found.push(self.problem(
                6,
                "E006",
                "not the number of a row",
                "leave the column Row as it was; number added rows on",
            ));
            return;
        };
        if !seen.insert((question.clone(), slot)) {
            found.push(self.problem(
                6,
                "E010",
                "this row of the question is there twice",
                "number added rows on: 2, 3, ...",
            ));
            return;
        }
        answers.answered.insert(who, self.grid.file.clone());
        // Rows that were added or left out do not shift those that stay.
        let at = (slot - 1).min(known.len());
        if at == known.len() {
            known.push(Kept::default());
        }
        for ((old, new), field) in known[at].iter_mut().zip(cells).zip(FIELDS) {
            if !new.is_empty() && *old != new {
                let [supplier, item, element, stage] = question.clone();
                let field = field.to_owned();
                let change = Change { supplier, item, element, stage, field, old: old.clone(), new: new.clone() };
                answers.changes.push(change);
                *old = new;
            }
        }
    }

    /// A row about something that the study does not have.
    fn unknown(&self, question: &Question, kept: &BTreeMap<Question, Vec<Kept>>) -> Problem {
        let columns = [0, 1, 3, 4];
        // The longest beginning that some question has; the next cell is the one that is wrong.
        let fits = (0..4).rev().find(|n| kept.keys().any(|known| known[..*n] == question[..*n])).unwrap_or(0);
        let column = columns[fits];
        let known: BTreeSet<&str> =
            kept.keys().filter(|known| known[..fits] == question[..fits]).map(|known| known[fits].as_str()).collect();
        let hint = nearest(&question[fits], known.iter().copied()).map_or_else(
            || format!("the study has {}", known.iter().take(12).copied().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.problem(column, "E009", "the study has no such question", &hint)
    }

    /// Answer cells, each as the study keeps it; empty where nothing is said.
    fn cells(&self, question: &Question, fractions: &BTreeSet<Vec<String>>, found: &mut Findings) -> Kept {
        let recycled = question[3] == RECYCLED;
        let mut country = String::new();
        let written = self.text(7);
        if recycled && !written.is_empty() {
            found.push(self.problem(7, "E024", "a recycled share has no country", "leave the cell blank"));
        } else if written.eq_ignore_ascii_case(UNKNOWN) {
            UNKNOWN.clone_into(&mut country);
        } else if !written.is_empty() {
            match self.countries.find(written) {
                Some(iso3) => country = iso3,
                None => {
                    let near = self.countries.suggest(written).map(|near| format!("did you mean `{near}`? "));
                    let hint = format!("{}Write ISO 3166-1 or the name, or `unknown`", near.unwrap_or_default());
                    found.push(self.problem(7, "E011", "no such country", &hint));
                }
            }
        }
        let share = self.share(fractions.contains(&question.to_vec()), recycled, found);
        let date = self.text(11);
        if !date.is_empty() && (date.len() != 10 || date.parse::<jiff::civil::Date>().is_err()) {
            found.push(self.problem(11, "E006", "not a date", "write year-month-day, e.g. 2026-03-31"));
        }
        [country, share, self.text(9).to_owned(), self.text(10).to_owned(), date.to_owned()]
    }

    fn share(&self, fraction: bool, recycled: bool, found: &mut Findings) -> String {
        let text = self.text(8).trim_end_matches('%').trim();
        if text.is_empty() {
            return String::new();
        }
        let stored = self.row.cells.get(self.places.0[8]).and_then(|cell| cell.number);
        let written = stored.or_else(|| match number::read(text, Decimal::Unknown) {
            Reading::Number(number) => Some(number),
            // Below 100 a mark before three digits cannot separate thousands.
            Reading::Ambiguous(mark) => text.replace(mark, ".").parse().ok(),
            Reading::None => None,
        });
        let Some(written) = written else {
            found.push(self.problem(8, "E006", "not a number", "write per cent, e.g. 55"));
            return String::new();
        };
        let share = if fraction { written } else { written / 100.0 };
        let lowest_is_open = !recycled && share <= 0.0;
        if !(0.0..=1.0 + 1e-9).contains(&share) || lowest_is_open {
            found.push(self.problem(
                8,
                "E007",
                "outside 0 to 100 %",
                "write per cent; leave the row out where it is none",
            ));
            return String::new();
        }
        percent(share.min(1.0))
    }
}

/// E005, E021: each answer has a country and a share, and those of one question sum to at most 100 %.
fn whole(kept: &BTreeMap<Question, Vec<Kept>>, found: &mut Findings) {
    for ([supplier, item, element, stage], answers) in kept {
        let place = format!("{supplier}: {item}, {element}, {stage}");
        let mut sum = 0.0;
        for answer in answers {
            let missing = if answer[1].is_empty() {
                Some(("Share (%)", "write per cent, e.g. 55"))
            } else if answer[0].is_empty() && stage != RECYCLED {
                Some(("Country", "write the country, or `unknown`"))
            } else {
                None
            };
            if let Some((column, hint)) = missing {
                found.push(Problem::new("E005", &place, format!("an answer without {column}"), hint).cell(column, ""));
            }
            sum += answer[1].parse::<f64>().unwrap_or(0.0);
        }
        if sum > 100.0 + 1e-7 {
            let total = ((sum * 1e6).round() / 1e6).to_string();
            let message = format!("the shares sum to {total} %");
            found.push(Problem::new("E021", &place, message, "they sum to at most 100 %").cell("Share (%)", &total));
        }
    }
}

/// The files of the study with the answers in them. Rows that no form asks about stay as they are.
fn write(
    loaded: &LoadedStudy,
    study: &Files,
    kept: &BTreeMap<Question, Vec<Kept>>,
    answers: &mut Answers,
) -> Result<(), Problems> {
    let changed: BTreeSet<Question> =
        answers.changes.iter().map(|c| [&c.supplier, &c.item, &c.element, &c.stage].map(String::clone)).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut used: BTreeMap<Question, usize> = BTreeMap::new();
    if let Some(table) = declared(loaded) {
        for row in &table.rows {
            let mut cells: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
            let key = ["supplier", "item", "element", "stage"].map(|column| table.text(row, column).to_owned());
            let slot = used.entry(key.clone()).or_default();
            if let Some(answer) = kept.get(&key).filter(|_| changed.contains(&key)).and_then(|known| known.get(*slot)) {
                lay_over(&mut cells, answer, table.number(row, "share"));
            }
            *slot += 1;
            rows.push(cells);
        }
    }
    for question in changed.iter().filter(|question| question[3] != RECYCLED) {
        let known = kept.get(question).map_or(&[][..], Vec::as_slice);
        for answer in known.iter().skip(used.get(question).copied().unwrap_or(0)) {
            let [supplier, item, element, stage] = question.clone();
            let mut cells = vec![item, supplier, element, stage];
            cells.resize(schema::DECLARATIONS.fields.len(), String::new());
            lay_over(&mut cells, answer, None);
            rows.push(cells);
        }
    }
    answers.declarations = csv_text(&schema::DECLARATIONS, rows.into_iter());
    answers.recycled = recycled_csv(study, kept, &changed)?;
    Ok(())
}

/// Puts an answer into a row of `declarations.csv`; a share that did not change keeps its digits.
fn lay_over(cells: &mut [String], answer: &Kept, old_share: Option<f64>) {
    let [country, share, firm, document, date] = answer;
    let new = if country == UNKNOWN { String::new() } else { country.clone() };
    let is_same = old_share.is_some_and(|old| percent(old) == *share);
    for (column, text) in [(4, &new), (6, firm), (8, date), (9, document)] {
        if let Some(cell) = cells.get_mut(column) {
            text.clone_into(cell);
        }
    }
    if !is_same && let Some(cell) = cells.get_mut(5) {
        *cell = fraction(share);
    }
    if let Some(cell) = cells.get_mut(7) {
        "declared".clone_into(cell);
    }
}

fn fraction(percent: &str) -> String {
    let share = percent.parse::<f64>().unwrap_or(0.0) / 100.0;
    ((share * 1e14).round() / 1e14).to_string()
}

fn recycled_csv(
    study: &Files,
    kept: &BTreeMap<Question, Vec<Kept>>,
    changed: &BTreeSet<Question>,
) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let table = optional(study, RECYCLED_FILE, &schema::RECYCLED, &mut problems);
    problems.into_result()?;
    let mut rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect();
    for question in changed.iter().filter(|question| question[3] == RECYCLED) {
        let Some([_, share, _, document, date]) = kept.get(question).and_then(|known| known.first()) else { continue };
        let [supplier, item, element, _] = question;
        let new =
            [item, supplier, element, &fraction(share), "declared", date, document].map(ToString::to_string).to_vec();
        match rows.iter_mut().find(|row| row[..3] == new[..3]) {
            Some(row) => *row = new,
            None => rows.push(new),
        }
    }
    Ok(csv_text(&schema::RECYCLED, rows.into_iter()))
}
