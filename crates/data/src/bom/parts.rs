//! What a part is, by the words of its number, description, material and grade.

use super::synonyms::folded;
use crate::package::Package;
use crate::table::Table;

/// What words say a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A neodymium magnet; its grade decides between light and heavy.
    Magnet,
    /// The material of the row.
    Material,
    /// Nothing that the chain follows.
    Outside,
}

/// A row of `part_words`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartWord {
    pub(crate) words: String,
    pub(crate) kind: Kind,
    pub(crate) material: String,
}

/// A row of `intensities`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Intensity {
    pub(crate) component: String,
    pub(crate) material: String,
    pub(crate) end_use: String,
    pub(crate) kg: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Rated power in MW that `kg` is for; `None` for one piece.
    pub(crate) per_mw: bool,
    pub(crate) source: String,
    pub(crate) year: String,
    pub(crate) basis: String,
}

/// Phrases with what they stand for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Phrases<T>(Vec<(Vec<String>, T)>);

impl<T> Phrases<T> {
    /// The longest phrase that the words hold; of two of one length the earlier row.
    pub(crate) fn find(&self, words: &[String]) -> Option<&T> {
        let mut best: Option<(usize, &T)> = None;
        for (phrase, meaning) in &self.0 {
            let longer = best.is_none_or(|(length, _)| phrase.len() > length);
            if longer && words.windows(phrase.len()).any(|window| window == phrase.as_slice()) {
                best = Some((phrase.len(), meaning));
            }
        }
        best.map(|(_, meaning)| meaning)
    }
}

/// The words of the package's table.
pub(crate) fn part_words(package: &Package) -> Phrases<PartWord> {
    phrases(package.table("part_words"), |table, row| PartWord {
        words: table.text(row, "words").to_owned(),
        kind: match table.text(row, "meaning") {
            "ndfeb" => Kind::Magnet,
            "material" => Kind::Material,
            _ => Kind::Outside,
        },
        material: table.text(row, "material").to_owned(),
    })
}

/// The components of the package's table.
pub(crate) fn intensities(package: &Package) -> Phrases<Intensity> {
    phrases(package.table("intensities"), |table, row| {
        let kg = table.number(row, "kg").unwrap_or(0.0);
        Intensity {
            component: table.text(row, "words").to_owned(),
            material: table.text(row, "material").to_owned(),
            end_use: table.text(row, "end_use").to_owned(),
            kg,
            low: table.number(row, "low").unwrap_or(kg),
            high: table.number(row, "high").unwrap_or(kg),
            per_mw: table.text(row, "per") == "MW",
            source: table.text(row, "source").to_owned(),
            year: table.text(row, "year").to_owned(),
            basis: table.text(row, "basis").to_owned(),
        }
    })
}

fn phrases<T>(table: Option<&Table>, make: impl Fn(&Table, &crate::table::Row) -> T) -> Phrases<T> {
    let rows = table.map_or_else(Vec::new, |table| {
        table.rows.iter().map(|row| (words_of(table.text(row, "words")), make(table, row))).collect()
    });
    Phrases(rows.into_iter().filter(|(phrase, _)| !phrase.is_empty()).collect())
}

/// Words of a text: lower case, letters and digits.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    folded(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a magnet is heavy, as far as its words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grade {
    /// Dy or Tb is named, or a grade that needs them.
    Heavy,
    /// Named as free of them, or a grade below.
    Light,
    /// The words do not say.
    Unsaid,
}

/// Suffixes of grades for 150 degrees Celsius and more, which sintered magnets reach with Dy or Tb.
const HEAVY_GRADES: [&str; 6] = ["sh", "uh", "eh", "ah", "th", "vh"];
const LIGHT_GRADES: [&str; 3] = ["", "m", "h"];

/// The grade that words name.
pub(crate) fn grade(words: &[String]) -> Grade {
    let mut found = Grade::Unsaid;
    let heavy_element = ["dy", "tb", "dysprosium", "terbium", "hre", "hree"];
    for (n, word) in words.iter().enumerate() {
        let before = n.checked_sub(1).map_or("", |n| words[n].as_str());
        let after = words.get(n + 1).map_or("", String::as_str);
        let without = ["no", "non", "without", "ohne", "w"].contains(&before)
            || ["free", "frei", "freier", "freie"].contains(&after);
        if heavy_element.contains(&word.as_str()) {
            // What is said outright stands over a grade.
            return if without { Grade::Light } else { Grade::Heavy };
        }
        if ["dyfree", "dyfrei", "hrefree"].contains(&word.as_str()) {
            return Grade::Light;
        }
        match grade_suffix(word) {
            Some(suffix) if HEAVY_GRADES.contains(&suffix) => found = Grade::Heavy,
            Some(suffix) if LIGHT_GRADES.contains(&suffix) && found == Grade::Unsaid => found = Grade::Light,
            _ => {}
        }
    }
    found
}

/// `sh` of `n42sh`. Without the `N` it must have a suffix: `42` alone is any number.
fn grade_suffix(word: &str) -> Option<&str> {
    let (rest, named) = word.strip_prefix('n').map_or((word, false), |rest| (rest, true));
    let (digits, suffix) = rest.split_at_checked(2)?;
    let in_range = digits.parse::<u32>().is_ok_and(|energy| (26..=56).contains(&energy));
    (in_range && (named || suffix.len() == 2)).then_some(suffix)
}

/// True for a word that can only be the grade of a neodymium magnet: `n42sh`.
pub(crate) fn is_magnet_grade(word: &str) -> bool {
    word.starts_with('n') && grade_suffix(word).is_some_and(|suffix| HEAVY_GRADES.contains(&suffix))
}

/// Rated power that a text names [MW].
pub(crate) fn megawatts(text: &str) -> Option<f64> {
    let plain = text.to_lowercase();
    for (unit, factor) in [("mw", 1.0), ("kw", 1e-3)] {
        for (at, _) in plain.match_indices(unit) {
            let after = plain[at + unit.len()..].chars().next();
            let before = plain[..at].trim_end_matches([' ', '-', '\u{a0}']);
            let start = before
                .rfind(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
                .map_or(0, |n| n + before[n..].chars().next().map_or(1, char::len_utf8));
            let number = before[start..].replace(',', ".").parse::<f64>().ok().filter(|n| *n > 0.0 && n.is_finite());
            if let Some(number) = number.filter(|_| !after.is_some_and(char::is_alphanumeric)) {
                return Some(number * factor);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_of_magnets() {
        for (text, want) in [
            ("Magnet N42SH 20x10", Grade::Heavy),
            ("NdFeB 38EH", Grade::Heavy),
            ("N42 disc", Grade::Light),
            ("N45H segment", Grade::Light),
            ("NdFeB, 3 % Dy", Grade::Heavy),
            ("NdFeB Dy-free N42SH", Grade::Light),
            ("Magnet ohne Tb", Grade::Light),
            ("Magnet 42 x 10", Grade::Unsaid),
            ("NdFeB magnet", Grade::Unsaid),
        ] {
            assert_eq!(grade(&words_of(text)), want, "{text}");
        }
        assert!(is_magnet_grade("n38uh") && !is_magnet_grade("n42") && !is_magnet_grade("nuh"));
    }

    #[test]
    fn rated_power() {
        for (text, want) in [
            ("Turbine 14 MW", Some(14.0)),
            ("turbine 4,2MW offshore", Some(4.2)),
            ("motor 150 kW", Some(0.15)),
            ("motor", None),
            ("MW", None),
            ("ü14-MW", Some(14.0)),
        ] {
            assert_eq!(megawatts(text), want, "{text}");
        }
    }
}
