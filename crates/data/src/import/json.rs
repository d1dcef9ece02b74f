//! The JSON of UN Comtrade, record by record: `{"count": 2, "data": [{...}, {...}]}`.

use super::header::{Layout, Need};
use super::rows;
use crate::problem::{Findings, Problem, nearest};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use std::io::{BufReader, Read};

/// What takes the cells of a record, with its number, 1 = first.
type Take<'t> = &'t mut dyn FnMut(u64, &[&[u8]], &mut Findings);

/// Reads a file whose head was taken off; the first `cells` columns of the layout are handed on.
pub(super) fn read(
    name: &str,
    head: Vec<u8>,
    input: impl Read,
    layout: &Layout,
    cells: usize,
    take: Take<'_>,
    found: &mut Findings,
) {
    let (source, allowance) = rows::gate(head, input);
    let mut records = Records { name, layout, cells, take, found, renew: &|| allowance.renew(), count: 0 };
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(source));
    let outcome = File(&mut records).deserialize(&mut json).and_then(|()| json.end());
    if let Err(error) = outcome {
        let hint = "see that the file is whole: {\"count\": ..., \"data\": [ ... ]} as the interface sends it";
        found.push(Problem::new("E004", name, format!("not readable as JSON ({error})"), hint));
    }
}

struct Records<'r> {
    name: &'r str,
    layout: &'r Layout,
    cells: usize,
    take: Take<'r>,
    found: &'r mut Findings,
    renew: &'r dyn Fn(),
    count: u64,
}

impl Records<'_> {
    fn record(&mut self, object: &Map<String, Value>) {
        (self.renew)();
        self.count += 1;
        // The first record stands for the header: the interface writes the same fields in all.
        let unknown: Vec<&String> =
            object.keys().filter(|key| !self.layout.columns.iter().any(|column| column.name == *key)).collect();
        for key in &unknown {
            let near = nearest(key, self.layout.columns.iter().map(|column| column.name));
            let hint =
                near.map_or_else(|| "the interface has changed".to_owned(), |near| format!("did you mean `{near}`?"));
            let message = format!("unexpected field in {}", self.layout.name);
            self.found.push_with(|| Problem::new("E003", self.name, message, hint).row(self.count).cell(key, key));
        }
        let mut whole = unknown.is_empty();
        for column in self.layout.columns.iter().filter(|column| column.need != Need::Optional) {
            if !object.contains_key(column.name) {
                whole = false;
                let message = format!("field `{}` of {} is missing", column.name, self.layout.name);
                let hint = "ask for full records, with descriptions";
                self.found.push_with(|| Problem::new("E003", self.name, message, hint).row(self.count));
            }
        }
        if !whole {
            return;
        }
        let columns = self.layout.columns.iter().take(self.cells);
        let texts: Vec<String> = columns.map(|column| object.get(column.name).map(cell).unwrap_or_default()).collect();
        let cells: Vec<&[u8]> = texts.iter().map(String::as_bytes).collect();
        (self.take)(self.count, &cells, self.found);
    }

    fn complain(&mut self, message: String, hint: &str) {
        self.found.push(Problem::new("E004", self.name, message, hint));
    }
}

/// A value as a cell of a table would hold it.
fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// The outer object, or an array of records alone.
struct File<'f, 'r>(&'f mut Records<'r>);

impl<'de> DeserializeSeed<'de> for File<'_, '_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for File<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `data`, or an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        each(self.0, seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut announced, mut data) = (None, false);
        while let Some(key) = map.next_key::<String>()? {
            (self.0.renew)();
            match key.as_str() {
                "data" => {
                    data = true;
                    map.next_value_seed(Data(&mut *self.0))?;
                }
                "count" => announced = map.next_value::<Value>()?.as_u64(),
                "error" => {
                    let error = cell(&map.next_value::<Value>()?);
                    if !error.is_empty() {
                        self.0
                            .complain(format!("the interface answered `{error}`"), "ask again; the file holds no data");
                    }
                }
                "elapsedTime" => {
                    map.next_value::<IgnoredAny>()?;
                }
                other => {
                    let near = nearest(other, ["data", "count", "error", "elapsedTime"].into_iter());
                    let hint =
                        near.map_or_else(|| "as the interface sends it".to_owned(), |n| format!("did you mean `{n}`?"));
                    let problem = Problem::new("E003", self.0.name, "unexpected field", hint).cell(other, other);
                    self.0.found.push(problem);
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !data {
            self.0.complain(
                "there is no `data`".to_owned(),
                "{\"count\": ..., \"data\": [ ... ]} as the interface sends it",
            );
        } else if announced.is_some_and(|announced| announced != self.0.count) {
            let message = format!("{} records, `count` says {}", self.0.count, announced.unwrap_or_default());
            self.0.complain(message, "the file is cut: download it again");
        }
        Ok(())
    }
}

struct Data<'f, 'r>(&'f mut Records<'r>);

impl<'de> DeserializeSeed<'de> for Data<'_, '_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Data<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        each(self.0, seq)
    }
}

fn each<'de, A: SeqAccess<'de>>(records: &mut Records<'_>, mut seq: A) -> Result<(), A::Error> {
    while let Some(object) = seq.next_element::<Map<String, Value>>()? {
        records.record(&object);
    }
    Ok(())
}
