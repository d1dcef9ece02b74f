//! The OECD's inter-country input-output tables: one CSV file, labels `AUS_01T02`.
//!
//! Columns are industries, then final demand by country and kind, then `OUT`; below the
//! industries stand taxes less subsidies and value added. China and Mexico come in two parts
//! where exporters are told apart (`CN1`, `MX2`): these are added up, as the final demand is
//! that of the country.

use super::labels::{Labels, Unknown};
use super::sheet::{Axis, Reading, Shape, columns};
use super::{Cell, Folder, Sink};
use crate::problem::{Problem, Problems};

/// Kinds of final demand, of all editions.
const USES: [&str; 11] =
    ["HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR", "HC", "CONS_ABR", "CONS_NONRES", "P33", "DISC"];

fn shape(name: &str) -> Shape<'_> {
    Shape { name, delimiter: b',', header_rows: 1, index_columns: 1 }
}

/// Country and the rest of a label; none for rows and columns of totals.
fn halves(label: &str) -> Option<(&str, &str)> {
    let (country, rest) = label.split_once('_')?;
    let code = country.len() == 3 && country.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let country = match country {
        "CN1" | "CN2" | "CN3" | "CN4" => "CHN",
        "MX1" | "MX2" | "MX3" => "MEX",
        other => other,
    };
    (code && !rest.is_empty() && country != "OUT" && country != "TLS").then_some((country, rest))
}

pub(super) fn labels(folder: &Folder, name: &str) -> Result<Labels, Box<Problem>> {
    let mut labels = Labels::default();
    for column in columns(folder, &shape(name))? {
        if let Some((country, rest)) = column.first().and_then(|label| halves(label))
            && !USES.contains(&rest)
        {
            labels.add(country, rest);
        }
    }
    if labels.industries() == 0 {
        let hint = "columns as AUS_01T02, then AUS_HFCE and so on; or a folder with Z.csv, Y.csv, x.csv";
        return Err(Problem::new("E003", name, "not a table of the OECD's ICIO", hint).row(1).into());
    }
    Ok(labels)
}

pub(super) fn read(folder: &Folder, name: &str, labels: &Labels, sink: &mut Sink<'_>, problems: &mut Problems) {
    let column = |label: &[&str]| {
        let label = label.first().copied().unwrap_or_default();
        match halves(label) {
            Some((country, rest)) if USES.contains(&rest) => labels.region(country).map(Axis::Users),
            Some((country, rest)) => labels.industry(country, rest).map(Axis::Industry),
            None if matches!(label, "OUT" | "TOTAL" | "OUTPUT") => Ok(Axis::Output),
            None => Ok(Axis::Skip),
        }
    };
    let row = |label: &[&str]| {
        let label = label.first().copied().unwrap_or_default();
        match label {
            "VA" | "VALU" => return Ok(Axis::Of(Cell::ValueAdded)),
            "TLS" | "OUT" | "OUTPUT" | "TOTAL" => return Ok(Axis::Skip),
            _ => {}
        }
        match halves(label) {
            Some((country, rest)) if labels.industry(country, rest).is_ok() => {
                labels.industry(country, rest).map(Axis::Industry)
            }
            // Taxes by country (AUS_TAXSUB) and the like.
            Some((_, rest)) if rest.ends_with("TAXSUB") || rest.ends_with("TLS") => Ok(Axis::Skip),
            _ => Err(Unknown {
                message: "neither an industry of the columns nor VA, TLS or OUT".to_owned(),
                hint: "rows as in the OECD's file: AUS_01T02, then TLS, VA, OUT".to_owned(),
                value: label.to_owned(),
            }),
        }
    };
    let reading = Reading { labels, column: &column, row: &row, scale: None, complete: true };
    reading.run(folder, &shape(name), sink, problems);
}
