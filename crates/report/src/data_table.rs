//! A table that can be written as CSV, as a sheet of a workbook, or as Parquet.

use crate::xlsx;
use parquet::basic::{ConvertedType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::sync::Arc;

/// Cells of a column; one that is not there is `None`.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Text.
    Text(Vec<Option<String>>),
    /// Numbers.
    Number(Vec<Option<f64>>),
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name, with its unit.
    pub name: &'static str,
    /// Cells.
    pub cells: Cells,
}

/// A table in columns of one length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DataTable {
    /// Name of the file, without ending.
    pub name: String,
    /// Columns.
    pub columns: Vec<Column>,
}

/// One cell on its way into a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text; empty = not there.
    Text(String),
    /// A number that may not be there.
    Number(Option<f64>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Text(text.clone())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Number(Some(number))
    }
}

impl From<Option<f64>> for Value {
    fn from(number: Option<f64>) -> Self {
        Value::Number(number)
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Value::Text(text.unwrap_or("").to_owned())
    }
}

impl DataTable {
    /// An empty table; columns whose name starts with `#` hold numbers.
    #[must_use]
    pub fn new(name: impl Into<String>, columns: &[&'static str]) -> Self {
        let column = |name: &&'static str| match name.strip_prefix('#') {
            Some(name) => Column { name, cells: Cells::Number(Vec::new()) },
            None => Column { name, cells: Cells::Text(Vec::new()) },
        };
        DataTable { name: name.into(), columns: columns.iter().map(column).collect() }
    }

    /// Adds a row; a value that does not suit its column, or is missing, leaves the cell empty.
    pub fn row(&mut self, values: impl IntoIterator<Item = Value>) {
        let mut values = values.into_iter();
        for column in &mut self.columns {
            match (&mut column.cells, values.next()) {
                (Cells::Text(cells), Some(Value::Text(text))) => cells.push(Some(text).filter(|text| !text.is_empty())),
                (Cells::Text(cells), Some(Value::Number(number))) => cells.push(number.map(|n| n.to_string())),
                (Cells::Number(cells), Some(Value::Number(number))) => cells.push(number.filter(|n| n.is_finite())),
                (Cells::Text(cells), None) => cells.push(None),
                (Cells::Number(cells), _) => cells.push(None),
            }
        }
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, |column| match &column.cells {
            Cells::Text(cells) => cells.len(),
            Cells::Number(cells) => cells.len(),
        })
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn text(&self, column: &Column, row: usize) -> String {
        match &column.cells {
            Cells::Text(cells) => cells[row].clone().unwrap_or_default(),
            Cells::Number(cells) => cells[row].map_or_else(String::new, |number| number.to_string()),
        }
    }

    /// The table as CSV (RFC 4180).
    #[must_use]
    pub fn csv(&self) -> String {
        let header: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let mut sheet = crate::csv::Sheet::new(&header.join(","));
        for row in 0..self.len() {
            sheet.row(|cells| {
                for column in &self.columns {
                    cells.text(&self.text(column, row));
                }
            });
        }
        sheet.finish()
    }

    /// The table as a sheet of a workbook.
    #[must_use]
    pub fn sheet(&self) -> xlsx::Sheet {
        let numeric = |column: &Column| matches!(column.cells, Cells::Number(_));
        xlsx::Sheet {
            name: self.name.clone(),
            notes: Vec::new(),
            header: self.columns.iter().map(|column| column.name.to_owned()).collect(),
            rows: (0..self.len())
                .map(|row| self.columns.iter().map(|column| self.text(column, row)).collect())
                .collect(),
            numbers: self.columns.iter().enumerate().filter(|(_, column)| numeric(column)).map(|(n, _)| n).collect(),
            first_answer: None,
        }
    }

    /// The table as a Parquet file: one row group, plain pages, every column optional.
    ///
    /// # Errors
    /// When the writer refuses, which only a table too large for its format makes it do.
    pub fn parquet(&self) -> Result<Vec<u8>, ParquetError> {
        let mut fields = Vec::new();
        for column in &self.columns {
            let (physical, converted) = match column.cells {
                Cells::Text(_) => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
                Cells::Number(_) => (Physical::DOUBLE, ConvertedType::NONE),
            };
            let field = Type::primitive_type_builder(column.name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_converted_type(converted)
                .build()?;
            fields.push(Arc::new(field));
        }
        let schema = Type::group_type_builder(&self.name).with_fields(fields).build()?;
        let properties = WriterProperties::builder().set_created_by("coercivity".to_owned()).build();
        let mut bytes = Vec::new();
        let mut file = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties))?;
        let mut group = file.next_row_group()?;
        for column in &self.columns {
            let Some(mut writer) = group.next_column()? else { break };
            write(&column.cells, writer.untyped())?;
            writer.close()?;
        }
        group.close()?;
        file.close()?;
        Ok(bytes)
    }
}

/// Writes the cells that are there, and which ones those are.
fn write(cells: &Cells, writer: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
    match (cells, writer) {
        (Cells::Text(cells), ColumnWriter::ByteArrayColumnWriter(writer)) => {
            let values: Vec<ByteArray> = cells.iter().flatten().map(|text| text.as_str().into()).collect();
            let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
            writer.write_batch(&values, Some(&levels), None)?;
        }
        (Cells::Number(cells), ColumnWriter::DoubleColumnWriter(writer)) => {
            let values: Vec<f64> = cells.iter().flatten().copied().collect();
            let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
            writer.write_batch(&values, Some(&levels), None)?;
        }
        _ => return Err(ParquetError::General("a column of another type than its schema says".to_owned())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    fn table() -> DataTable {
        let mut table = DataTable::new("small", &["line", "#loss_usd"]);
        table.row(["first, line".into(), 1.5.into()]);
        table.row(["second".into(), Value::Number(None)]);
        table.row([Value::Text(String::new()), f64::INFINITY.into()]);
        table
    }

    #[test]
    fn parquet_reads_back_as_written() {
        let bytes = table().parquet().unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].get_string(0).unwrap(), "first, line");
        assert!((rows[0].get_double(1).unwrap() - 1.5).abs() < f64::EPSILON);
        assert!(rows[1].get_double(1).is_err(), "nothing is there");
        assert!(rows[2].get_string(0).is_err());
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        assert_eq!(table().parquet().unwrap(), table().parquet().unwrap());
    }

    #[test]
    fn csv_quotes_and_leaves_empty_what_is_not_there() {
        assert_eq!(table().csv(), "line,loss_usd\r\n\"first, line\",1.5\r\nsecond,\r\n,\r\n");
        assert_eq!(table().sheet().numbers, [1]);
    }
}
