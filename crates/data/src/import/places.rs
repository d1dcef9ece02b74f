//! Country codes and names of publishers to countries of the package.

use crate::package::Package;
use std::collections::HashMap;

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A country of the package, by index.
    Country(u16),
    /// A country taken in the place of one that is gone or has no code of its own.
    Successor(u16),
    /// Not specified, or no single country: the rest of the world.
    Unspecified(u16),
    /// The world or a group: a total over other rows.
    Total,
    /// Nothing that is known.
    Unknown,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    from_year: u16,
    to_year: u16,
    place: Place,
}

/// The crosswalk of countries.
#[derive(Debug)]
pub(super) struct Places {
    numeric: HashMap<u16, Vec<Entry>>,
    alpha2: HashMap<String, Vec<Entry>>,
    names: HashMap<String, Vec<Entry>>,
}

impl Places {
    /// From the tables `countries` and `country_codes`; `iso3` are the countries by index.
    pub(super) fn new(package: &Package, iso3: &[String]) -> Self {
        let index: HashMap<&str, u16> = iso3.iter().map(String::as_str).zip(0..).collect();
        let mut places = Places { numeric: HashMap::new(), alpha2: HashMap::new(), names: HashMap::new() };
        if let Some(table) = package.table("country_codes") {
            for row in &table.rows {
                let country = index.get(table.text(row, "country")).copied();
                let place = match (table.text(row, "place"), country) {
                    ("total", _) | (_, None) => Place::Total,
                    ("unspecified", Some(country)) => Place::Unspecified(country),
                    ("successor", Some(country)) => Place::Successor(country),
                    (_, Some(country)) => Place::Country(country),
                };
                let year = |column: &str, blank: u16| table.text(row, column).parse().unwrap_or(blank);
                let entry = Entry { from_year: year("from_year", 0), to_year: year("to_year", u16::MAX), place };
                places.add(table.text(row, "scheme"), table.text(row, "code"), entry);
            }
        }
        // ISO comes after, so that a publisher's own use of a code goes before it.
        if let Some(table) = package.table("countries") {
            for row in &table.rows {
                let Some(country) = index.get(table.text(row, "iso3")) else { continue };
                let entry = Entry { from_year: 0, to_year: u16::MAX, place: Place::Country(*country) };
                places.add("numeric", table.text(row, "numeric"), entry);
                places.add("alpha2", table.text(row, "alpha2"), entry);
                places.add("name", table.text(row, "name"), entry);
            }
        }
        places
    }

    fn add(&mut self, scheme: &str, code: &str, entry: Entry) {
        match scheme {
            "numeric" => {
                if let Ok(number) = code.parse() {
                    self.numeric.entry(number).or_default().push(entry);
                }
            }
            "alpha2" if !code.is_empty() => self.alpha2.entry(code.to_owned()).or_default().push(entry),
            "name" => self.names.entry(folded(code)).or_default().push(entry),
            _ => {}
        }
    }

    /// By ISO 3166 number, M49 or BACI's own numbers.
    pub(super) fn numeric(&self, code: u16, year: u16) -> Place {
        pick(self.numeric.get(&code), year)
    }

    /// By two letters, as Eurostat writes them.
    pub(super) fn alpha2(&self, code: &str, year: u16) -> Place {
        pick(self.alpha2.get(code), year)
    }

    /// By name; words in brackets after a name and notes on rounding are no part of it.
    pub(super) fn name(&self, name: &str) -> Place {
        let whole = folded(name);
        let found = pick(self.names.get(&whole), u16::MAX);
        if found != Place::Unknown {
            return found;
        }
        let bare = whole.split(" (").next().unwrap_or_default();
        pick(self.names.get(bare), u16::MAX)
    }
}

fn pick(entries: Option<&Vec<Entry>>, year: u16) -> Place {
    let valid = |entry: &&Entry| (entry.from_year..=entry.to_year).contains(&year);
    entries.and_then(|entries| entries.iter().find(valid)).map_or(Place::Unknown, |entry| entry.place)
}

/// Lower case, without accents, with plain blanks and apostrophes.
pub(super) fn folded(name: &str) -> String {
    let plain = |c: char| match c {
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '’' | '‘' | '`' => '\'',
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        c => c,
    };
    let lower: String = name.trim().to_lowercase().chars().map(plain).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}
