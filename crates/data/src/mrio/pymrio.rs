//! Folders that pymrio saves: tab-separated text, described by `file_parameters.json`.

use super::labels::{Labels, Unknown};
use super::sheet::{Axis, Reading, Shape, columns};
use super::{Cell, Folder, Sink};
use crate::problem::{Problem, Problems};
use serde_json::Value;
use std::io::Read;

/// Largest description of a folder \[bytes\].
const MAX_JSON: u64 = 1 << 20;
const DESCRIPTION: &str = "file_parameters.json";

/// One file as described.
#[derive(Debug, Clone)]
struct File {
    name: String,
    header_rows: usize,
    index_columns: usize,
}

impl File {
    fn shape(&self) -> Shape<'_> {
        let (header_rows, index_columns) = (self.header_rows, self.index_columns);
        Shape { name: &self.name, delimiter: b'\t', header_rows, index_columns }
    }
}

/// Files of a saved system.
#[derive(Debug, Clone)]
pub(super) struct Files {
    flows: Option<File>,
    coefficients: Option<File>,
    demand: File,
    output: Option<File>,
}

impl Files {
    pub(super) fn described(folder: &Folder) -> Result<Self, Box<Problem>> {
        let mut text = String::new();
        let wrong =
            |why: String| Problem::new("E001", DESCRIPTION, why, "give a folder as pymrio's `save_all` writes it");
        folder
            .open(DESCRIPTION)?
            .take(MAX_JSON)
            .read_to_string(&mut text)
            .map_err(|error| wrong(format!("cannot be read ({error})")))?;
        let value: Value = serde_json::from_str(&text).map_err(|error| wrong(format!("not JSON: {error}")))?;
        let file = |key: &str| described(&value, key).filter(|file| folder.has(&file.name));
        let demand = file("Y").ok_or_else(|| wrong("names no file of final demand (`Y`) that is there".to_owned()))?;
        let files = Files { flows: file("Z"), coefficients: file("A"), demand, output: file("x") };
        if files.flows.is_none() && (files.coefficients.is_none() || files.output.is_none()) {
            return Err(wrong("names neither flows (`Z`) nor coefficients (`A`) with outputs (`x`)".to_owned()).into());
        }
        Ok(files)
    }

    /// Flows, or coefficients.
    fn main(&self) -> &File {
        self.flows.as_ref().or(self.coefficients.as_ref()).unwrap_or(&self.demand)
    }

    pub(super) fn labels(&self, folder: &Folder) -> Result<Labels, Box<Problem>> {
        let mut labels = Labels::default();
        for column in columns(folder, &self.main().shape())? {
            match column.as_slice() {
                [region, sector, ..] => labels.add(region, sector),
                _ => {
                    let hint = "two rows of labels: region, sector";
                    return Err(Problem::new("E003", &self.main().name, "one row of labels", hint).row(1).into());
                }
            }
        }
        Ok(labels)
    }

    fn read_cells(
        &self,
        folder: &Folder,
        labels: &Labels,
        (file, scale, complete): (&File, Option<&[f64]>, bool),
        column: &dyn Fn(&[&str]) -> Result<Axis, Unknown>,
        sink: &mut Sink<'_>,
        problems: &mut Problems,
    ) {
        let row = |label: &[&str]| industry(labels, label);
        Reading { labels, column, row: &row, scale, complete }.run(folder, &file.shape(), sink, problems);
    }

    pub(super) fn read(&self, folder: &Folder, labels: &Labels, sink: &mut Sink<'_>, problems: &mut Problems) {
        let mut outputs = vec![0.0; labels.industries()];
        if let Some(file) = &self.output {
            let mut keep = |cell: Cell, value: f64| {
                if let Cell::Output(industry) = cell {
                    outputs[industry] = value;
                }
                sink(cell, value);
            };
            self.read_cells(folder, labels, (file, None, false), &|_| Ok(Axis::Output), &mut keep, problems);
        }
        let users = |label: &[&str]| labels.region(label.first().copied().unwrap_or_default()).map(Axis::Users);
        self.read_cells(folder, labels, (&self.demand, None, true), &users, sink, problems);
        let flows = |label: &[&str]| industry(labels, label);
        // Coefficients are inputs per output of the buyer.
        let scale = self.flows.is_none().then_some(outputs.as_slice());
        self.read_cells(folder, labels, (self.main(), scale, true), &flows, sink, problems);
    }
}

fn industry(labels: &Labels, label: &[&str]) -> Result<Axis, Unknown> {
    let at = |n: usize| label.get(n).copied().unwrap_or_default();
    labels.industry(at(0), at(1)).map(Axis::Industry)
}

/// A file of the description; counts of labels are numbers or numbers in quotes.
fn described(value: &Value, key: &str) -> Option<File> {
    let file = value.get("files")?.get(key)?;
    let count = |name: &str, otherwise: usize| {
        let value = file.get(name);
        let count = value.and_then(|v| v.as_u64().or_else(|| v.as_str()?.trim().parse().ok()));
        count.and_then(|count| usize::try_from(count).ok()).unwrap_or(otherwise).clamp(1, 8)
    };
    let name = file.get("name")?.as_str()?;
    // A name is one file of the folder, never a way out of it.
    let safe = !name.is_empty() && !name.contains(['/', '\\']) && name != "..";
    safe.then(|| File {
        name: name.to_owned(),
        header_rows: count("nr_header", 2),
        index_columns: count("nr_index_col", 2),
    })
}
