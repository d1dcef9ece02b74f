//! Tables as a spreadsheet: the same bytes for the same tables, whatever the day.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, XlsxError};

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Name, at most 31 letters.
    pub name: String,
    /// Lines above the table.
    pub notes: Vec<String>,
    /// Header of the table.
    pub header: Vec<String>,
    /// Rows; a cell that reads as a plain decimal number in a column of `numbers` is stored as one.
    pub rows: Vec<Vec<String>>,
    /// Columns that hold numbers, from 0.
    pub numbers: Vec<usize>,
    /// First of the columns that a reader fills in, from 0; they are shaded.
    pub first_answer: Option<usize>,
}

/// A workbook that could not be written: too many rows, too long a text.
#[derive(Debug, thiserror::Error)]
#[error("the spreadsheet cannot be written: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// Widest column, in letters.
const WIDEST: usize = 60;

/// Sheets as the bytes of an .xlsx file.
///
/// # Errors
/// When a table does not fit a sheet.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    // The day of writing would make each file another.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        write(book.add_worksheet(), sheet)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write(page: &mut rust_xlsxwriter::Worksheet, sheet: &Sheet) -> Result<(), WorkbookError> {
    page.set_name(name(&sheet.name))?;
    let head = Format::new().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin);
    let answer = Format::new().set_background_color(Color::RGB(0x00FF_F6D6));
    let mut at: u32 = 0;
    for note in &sheet.notes {
        page.write_string(at, 0, note)?;
        at += 1;
    }
    for (column, text) in (0u16..).zip(&sheet.header) {
        page.write_string_with_format(at, column, text, &head)?;
        let texts = sheet.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = texts.map(|text| text.chars().count()).chain([text.chars().count()]).max().unwrap_or(0);
        page.set_column_width(column, widest.clamp(8, WIDEST) as f64 + 1.0)?;
    }
    page.set_freeze_panes(at + 1, 0)?;
    for row in &sheet.rows {
        at += 1;
        for (column, text) in (0u16..).zip(row) {
            let place = usize::from(column);
            let number = text.parse::<f64>().ok().filter(|n| sheet.numbers.contains(&place) && n.is_finite());
            let shaded = sheet.first_answer.is_some_and(|first| place >= first);
            match (number, shaded) {
                (Some(number), true) => page.write_number_with_format(at, column, number, &answer)?,
                (Some(number), false) => page.write_number(at, column, number)?,
                (None, true) if text.is_empty() => page.write_blank(at, column, &answer)?,
                (None, true) => page.write_string_with_format(at, column, text, &answer)?,
                (None, false) => page.write_string(at, column, text)?,
            };
        }
    }
    Ok(())
}

/// A name without the signs that a sheet's name cannot hold.
fn name(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).take(31).collect();
    let plain = plain.trim();
    if plain.is_empty() { "Sheet".to_owned() } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_tables_make_the_same_bytes() {
        let sheet = Sheet {
            name: "a/b".to_owned(),
            header: vec!["x".to_owned(), "y".to_owned()],
            rows: vec![vec!["1.5".to_owned(), "007".to_owned()]],
            numbers: vec![0],
            ..Sheet::default()
        };
        let first = workbook(std::slice::from_ref(&sheet)).ok();
        assert!(first.as_ref().is_some_and(|bytes| bytes.starts_with(b"PK")));
        assert_eq!(first, workbook(&[sheet]).ok());
    }
}
