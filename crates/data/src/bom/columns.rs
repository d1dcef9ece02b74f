//! Which column means what: by its header, or as a mapping file says.

use super::mapping::Mapping;
use super::synonyms::{Meaning, SYNONYMS, compact, folded, key_of};
use super::units::{Unit, unit};
use crate::grid::{Grid, GridRow};
use crate::problem::{Problem, nearest};
use std::collections::BTreeMap;

/// A column of a foreign table, for a form in which columns are mapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnGuess {
    /// Header as written.
    pub header: String,
    /// Key of what it means, where that is known.
    pub field: Option<&'static str>,
    /// How it is known: `mapping`, `header`, `looks like` (a guess that is not read), or empty.
    pub how: &'static str,
}

/// What each column of the likeliest header row means; empty when the table has none.
pub(crate) fn guesses(grid: &Grid, mapping: &Mapping) -> Vec<ColumnGuess> {
    let rows = grid.rows.iter().take(TITLES);
    let filled = |row: &GridRow| row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let Some(row) = rows.filter(|row| filled(row) >= 2).max_by_key(|row| {
        // The first of several equal ones, as when the header is looked for.
        let known = recognised(row, mapping);
        (enough(&known), known.len(), std::cmp::Reverse(row.line))
    }) else {
        return Vec::new();
    };
    let known = recognised(row, mapping);
    let guess = |(place, cell): (usize, &crate::grid::GridCell)| {
        let read = known.iter().find(|(_, column)| column.place == place).map(|(meaning, _)| *meaning);
        let near = || like(&cell.text).map(|(meaning, _)| meaning).filter(|meaning| !known.contains_key(meaning));
        let (meaning, how) = match read {
            Some(meaning) if mapping.meaning(&cell.text).is_some() => (Some(meaning), "mapping"),
            Some(meaning) => (Some(meaning), "header"),
            None => near().map_or((None, ""), |meaning| (Some(meaning), "looks like")),
        };
        ColumnGuess { header: cell.text.clone(), field: meaning.map(key_of), how }
    };
    row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()).map(guess).collect()
}

/// Rows above the header that may hold titles.
const TITLES: usize = 50;

/// A column with what its header says about it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    pub(crate) place: usize,
    pub(crate) name: String,
    /// Unit in the header: `Weight (g)`.
    pub(crate) unit: Option<Unit>,
    /// `Share (%)`.
    pub(crate) percent: bool,
}

/// The header of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Header {
    /// Position of the header among the rows of the grid.
    pub(crate) row: usize,
    pub(crate) columns: BTreeMap<Meaning, Column>,
    /// Columns that the header has; a cell beyond them belongs to none.
    pub(crate) width: usize,
    /// What a reader should know: columns that are not read.
    pub(crate) notes: Vec<String>,
}

impl Header {
    pub(crate) fn get(&self, meaning: Meaning) -> Option<&Column> {
        self.columns.get(&meaning)
    }
}

/// Finds the header among the first rows.
///
/// # Errors
/// One problem that says which column is not known, what it may be, and how to say so.
pub(crate) fn find(grid: &Grid, mapping: &Mapping) -> Result<Header, Box<Problem>> {
    let mut best: Option<(usize, usize)> = None;
    for (position, row) in grid.rows.iter().take(TITLES).enumerate() {
        let columns = recognised(row, mapping);
        if enough(&columns) {
            return finished(grid, position, columns, mapping);
        }
        let filled = row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
        // A title is one cell; a header has at least two.
        if filled >= 2 && best.is_none_or(|(count, _)| columns.len() > count) {
            best = Some((columns.len(), position));
        }
    }
    Err(not_found(grid, best.map(|(_, position)| position), mapping).into())
}

/// The columns of a row if it were the header.
fn recognised(row: &GridRow, mapping: &Mapping) -> BTreeMap<Meaning, Column> {
    let mut ranked: BTreeMap<Meaning, (usize, Column)> = BTreeMap::new();
    for (place, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
        let parts = Parts::of(&cell.text);
        let Some((meaning, rank)) = mapping.meaning(&cell.text).map(|m| (m, 0)).or_else(|| parts.meaning(mapping))
        else {
            continue;
        };
        let column = Column { place, name: cell.text.clone(), unit: parts.unit, percent: parts.percent };
        match ranked.get(&meaning) {
            Some((other, _)) if *other <= rank => {}
            _ => {
                ranked.insert(meaning, (rank, column));
            }
        }
    }
    let mut columns: BTreeMap<Meaning, Column> = ranked.into_iter().map(|(m, (_, column))| (m, column)).collect();
    // "Material" alone is the number of the part; beside a part number it is what the part is made of.
    if !columns.contains_key(&Meaning::Item)
        && let Some(column) = columns.remove(&Meaning::Material)
    {
        columns.insert(Meaning::Item, column);
    }
    columns
}

fn enough(columns: &BTreeMap<Meaning, Column>) -> bool {
    columns.contains_key(&Meaning::Item)
        && (columns.contains_key(&Meaning::Level) || columns.contains_key(&Meaning::Parent))
}

/// A header taken apart: `Weight [g]`, `Gewicht in kg`, `Share (%)`.
struct Parts {
    whole: String,
    name: String,
    unit: Option<Unit>,
    percent: bool,
}

impl Parts {
    fn of(text: &str) -> Parts {
        let percent = text.contains('%');
        let folded_text = folded(text);
        let (before, inside) = match folded_text.split_once(['(', '[']) {
            Some((before, rest)) => (before.to_owned(), rest.split([')', ']']).next().unwrap_or("").trim().to_owned()),
            None => (folded_text.clone(), String::new()),
        };
        let mut words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut found = unit(&inside);
        let is_mass = |u: &Unit| u.kilograms().is_some();
        // `weight_g`; but `componentunit` keeps its last word, so only masses and days are taken off.
        if words.len() > 1
            && let Some(last) = words.last()
            && (unit(last).is_some_and(|u| is_mass(&u)) || ["days", "tage", "tagen", "d"].contains(last))
        {
            found = found.or_else(|| unit(last).filter(is_mass));
            words.pop();
            if words.last() == Some(&"in") {
                words.pop();
            }
        }
        Parts { whole: compact(text), name: words.concat(), unit: found, percent }
    }

    /// The meaning, and how telling the header is for it (0 is best).
    fn meaning(&self, mapping: &Mapping) -> Option<(Meaning, usize)> {
        let look_up = |name: &str| {
            SYNONYMS
                .iter()
                .filter(|each| !mapping.has(each.meaning))
                .find_map(|each| Some((each.meaning, 1 + each.headers.iter().position(|header| *header == name)?)))
        };
        look_up(&self.whole).or_else(|| look_up(&self.name))
    }
}

/// The header, once no column of meaning stands there twice.
fn finished(
    grid: &Grid,
    position: usize,
    columns: BTreeMap<Meaning, Column>,
    mapping: &Mapping,
) -> Result<Header, Box<Problem>> {
    let row = &grid.rows[position];
    let names: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
    for column in columns.values() {
        if let Some(twin) = names.iter().enumerate().position(|(n, name)| *name == column.name && n != column.place) {
            let message = format!(
                "columns {} and {} have the same header",
                column.place.min(twin) + 1,
                column.place.max(twin) + 1
            );
            let hint = "rename or remove the one that is not meant";
            return Err(Problem::new("E003", &grid.file, message, hint)
                .row(row.line)
                .cell(&column.name, &column.name)
                .into());
        }
    }
    if let Some((meaning, name)) = mapping.columns.iter().find(|(meaning, _)| !columns.contains_key(meaning)) {
        return Err(unmapped(grid, row, *meaning, name).into());
    }
    let width = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    let read: Vec<usize> = columns.values().map(|column| column.place).collect();
    let mut notes = Vec::new();
    let mut unread = Vec::new();
    for (place, name) in names.iter().enumerate().filter(|(place, name)| !name.is_empty() && !read.contains(place)) {
        match like(name).filter(|(meaning, _)| !columns.contains_key(meaning)) {
            Some((meaning, header)) => notes.push(format!(
                "Column `{name}` is not read. It looks like `{header}`: if so, map it ({} = \"{name}\").",
                key_of(meaning)
            )),
            None => unread.push((place, *name)),
        }
    }
    if !unread.is_empty() {
        let list: Vec<&str> = unread.iter().map(|(_, name)| *name).collect();
        notes.push(format!("Columns that are not read: {}.", list.join(", ")));
    }
    Ok(Header { row: position, columns, width, notes })
}

/// The meaning that a misspelt header is near to, with the header that is known.
fn like(name: &str) -> Option<(Meaning, &'static str)> {
    let plain = compact(name);
    if plain.len() < 4 {
        return None;
    }
    let known = || SYNONYMS.iter().flat_map(|each| each.headers.iter().map(move |header| (each.meaning, *header)));
    let near = nearest(&plain, known().map(|(_, header)| header).filter(|header| header.len() >= 4))?;
    known().find(|(_, header)| *header == near)
}

/// A mapping that names a column which is not there.
fn unmapped(grid: &Grid, row: &GridRow, meaning: Meaning, name: &str) -> Problem {
    let names = || row.cells.iter().map(|cell| cell.text.as_str()).filter(|name| !name.is_empty());
    let hint = nearest(name, names())
        .map_or_else(|| format!("columns are {}", listed(names())), |near| format!("did you mean `{near}`?"));
    let message = format!("the mapping names a column for `{}` that the table does not have", key_of(meaning));
    Problem::new("E040", &grid.file, message, hint).row(row.line).cell(key_of(meaning), name)
}

/// The one problem of a table whose header is not known.
fn not_found(grid: &Grid, best: Option<usize>, mapping: &Mapping) -> Problem {
    let Some(row) = best.and_then(|position| grid.rows.get(position)) else {
        let hint = "a bill of materials has a header with a part number and a level or a parent";
        return Problem::new("E040", &grid.file, "no table with a header in the first 50 rows", hint);
    };
    let columns = recognised(row, mapping);
    let mut missing = Vec::new();
    if !columns.contains_key(&Meaning::Item) {
        missing.push((Meaning::Item, "the part number"));
    }
    if !columns.contains_key(&Meaning::Level) && !columns.contains_key(&Meaning::Parent) {
        missing.push((Meaning::Level, "the level (indented list) or the parent item"));
    }
    let names = || row.cells.iter().map(|cell| cell.text.as_str()).filter(|name| !name.is_empty());
    let mut guesses = Vec::new();
    let mut entries = Vec::new();
    for (meaning, _) in &missing {
        let near = names().find_map(|name| like(name).filter(|(m, _)| m == meaning).map(|(_, header)| (name, header)));
        if let Some((name, header)) = near {
            guesses.push(format!("`{name}` looks like `{header}`"));
        }
        let example = near.map_or("NAME OF YOUR COLUMN", |(name, _)| name);
        entries.push(format!("{} = {example:?}", key_of(*meaning)));
    }
    let what: Vec<&str> = missing.iter().map(|(_, what)| *what).collect();
    let guess = if guesses.is_empty() { String::new() } else { format!("{}; ", guesses.join(", ")) };
    let hint = format!(
        "{guess}columns are {}; say which is which in a file for --mapping: columns = {{ {} }}",
        listed(names()),
        entries.join(", ")
    );
    Problem::new("E040", &grid.file, format!("no column is known as {}", what.join(", nor one as ")), hint)
        .row(row.line)
}

/// Names up to a length that a terminal can show.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| name.chars().take(40).collect()).collect();
    let shown = names.iter().take(20).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > 20 { format!("{shown} and {} more", names.len() - 20) } else { shown }
}
