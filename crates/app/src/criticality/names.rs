//! Countries as people name them, against the numbers of trade files.

use super::files::LoadedFiles;
use crate::error::AppError;
use coercivity_data::problem::nearest;
use coercivity_trace::criticality::Country;
use coercivity_trace::criticality::geopolrisk::Unit;

/// Economies answered for when none is named: name, ISO code, number with BACI (which is not ISO's for four of them).
pub(super) const ECONOMIES: [(&str, &str, Country); 11] = [
    ("Japan", "JPN", 392),
    ("USA", "USA", 842),
    ("Rep. of Korea", "KOR", 410),
    ("India", "IND", 699),
    ("Germany", "DEU", 276),
    ("France", "FRA", 251),
    ("United Kingdom", "GBR", 826),
    ("China", "CHN", 156),
    ("Canada", "CAN", 124),
    ("Brazil", "BRA", 76),
    ("Australia", "AUS", 36),
];

/// Name of the Union in results.
pub(super) const EU: &str = "EU";

/// Members of the European Union since 2020, by their numbers with BACI.
const EU_MEMBERS: [Country; 27] = [
    40, 56, 100, 191, 196, 203, 208, 233, 246, 251, 276, 300, 348, 372, 380, 428, 440, 442, 470, 528, 616, 620, 642,
    703, 705, 724, 752,
];

/// A country asked for, with its name in results.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) unit: Unit,
}

/// Countries as asked; twelve large economies when none is named.
pub(super) fn countries(asked: &[String], loaded: &LoadedFiles) -> Result<Vec<Named>, AppError> {
    if asked.is_empty() {
        let eu = Named { name: EU.to_owned(), unit: Unit::new(EU_MEMBERS.to_vec()) };
        return Ok(std::iter::once(eu).chain(ECONOMIES.map(|(name, _, number)| single(name, number))).collect());
    }
    if asked.iter().any(|word| word.eq_ignore_ascii_case("all")) {
        let mut all: Vec<Named> =
            loaded.importers.iter().map(|number| single(&name(*number, loaded), *number)).collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        return Ok(all);
    }
    let mut found: Vec<Named> = Vec::new();
    for word in asked {
        let named = country(word.trim(), loaded)?;
        if !found.iter().any(|other| other.name == named.name) {
            found.push(named);
        }
    }
    Ok(found)
}

fn single(name: &str, number: Country) -> Named {
    Named { name: name.to_owned(), unit: Unit::new(vec![number]) }
}

/// Name of a number: that of the large economies, else as a file has it, else the number.
pub(super) fn name(number: Country, loaded: &LoadedFiles) -> String {
    let large = ECONOMIES.iter().find(|(_, _, other)| *other == number).map(|(name, _, _)| (*name).to_owned());
    large.or_else(|| loaded.names.get(&number).map(|(name, _)| name.clone())).unwrap_or_else(|| number.to_string())
}

fn country(word: &str, loaded: &LoadedFiles) -> Result<Named, AppError> {
    let is = |other: &str| word.eq_ignore_ascii_case(other);
    if is(EU) || is("EUU") || is("European Union") {
        return Ok(Named { name: EU.to_owned(), unit: Unit::new(EU_MEMBERS.to_vec()) });
    }
    if let Some((name, _, number)) = ECONOMIES.iter().find(|(name, iso3, _)| is(name) || is(iso3)) {
        return Ok(single(name, *number));
    }
    let by_name = loaded.names.iter().find(|(_, (name, iso3))| is(name) || is(iso3)).map(|(number, _)| *number);
    let by_number = word.parse::<Country>().ok().filter(|number| loaded.importers.contains(number));
    match by_name.or(by_number) {
        Some(number) => Ok(single(&name(number, loaded), number)),
        None => {
            let known = ECONOMIES.iter().flat_map(|(name, iso3, _)| [*name, *iso3]);
            let of_files = loaded.names.values().flat_map(|(name, iso3)| [name.as_str(), iso3.as_str()]);
            let hint = nearest(word, known.chain(of_files)).map_or_else(
                || "name it as the stability file does, by ISO code, by its number with BACI, EU, or all".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(AppError::Unknown { what: "country", name: word.to_owned(), hint })
        }
    }
}

/// Years as asked, of those there are; all of them when none is named.
pub(super) fn years(asked: &[String], known: &[u16]) -> Result<Vec<u16>, AppError> {
    if asked.is_empty() {
        return Ok(known.to_vec());
    }
    let mut years = Vec::new();
    for word in asked.iter().flat_map(|words| words.split(',')).map(str::trim) {
        let (from, to) = word.split_once('-').unwrap_or((word, word));
        let span = from.parse::<u16>().ok().zip(to.parse::<u16>().ok()).filter(|(from, to)| from <= to);
        let found: Vec<u16> = span.map_or_else(Vec::new, |(from, to)| {
            known.iter().copied().filter(|year| (from..=to).contains(year)).collect()
        });
        if found.is_empty() {
            let words: Vec<String> = known.iter().map(u16::to_string).collect();
            let hint = format!("give a year or a span such as 2018-2024; there is {}", words.join(", "));
            return Err(AppError::Unknown { what: "year", name: word.to_owned(), hint });
        }
        years.extend(found);
    }
    years.sort_unstable();
    years.dedup();
    Ok(years)
}

/// Positions of the materials asked for in a list of names; all of them when none is named.
pub(super) fn materials(asked: &[String], known: &[&str]) -> Result<Vec<usize>, AppError> {
    if asked.is_empty() {
        return Ok((0..known.len()).collect());
    }
    let mut places = Vec::new();
    for word in asked.iter().map(|word| word.trim()) {
        let Some(place) = known.iter().position(|name| name.eq_ignore_ascii_case(word)) else {
            let hint = nearest(word, known.iter().copied())
                .map_or_else(|| format!("one of {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
            return Err(AppError::Unknown { what: "material", name: word.to_owned(), hint });
        };
        places.push(place);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}
