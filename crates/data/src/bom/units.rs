//! Units as bills of materials write them, brought to those of a study.

use super::synonyms::folded;

/// A unit of a study, and how many of it one of the written unit is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Unit {
    /// Unit of a study: `kg`, `piece`, `m`, `m2` or `l`.
    pub(crate) name: &'static str,
    /// Of that unit per one of the written unit.
    pub(crate) factor: f64,
}

impl Unit {
    /// One piece.
    pub(crate) const PIECE: Unit = Unit { name: "piece", factor: 1.0 };

    /// Kilograms per one of the written unit, if it is a mass.
    #[must_use]
    pub(crate) fn kilograms(self) -> Option<f64> {
        (self.name == "kg").then_some(self.factor)
    }
}

/// Written units by what they become. The pound and ounce are the avoirdupois ones.
const UNITS: &[(&str, f64, &[&str])] = &[
    ("kg", 1e-6, &["mg", "milligram", "milligrams", "milligramm"]),
    ("kg", 1e-3, &["g", "gr", "gram", "grams", "gramm", "gramme"]),
    ("kg", 1.0, &["kg", "kgs", "kgm", "kilo", "kilos", "kilogram", "kilograms", "kilogramm"]),
    ("kg", 1e3, &["t", "to", "ton", "tons", "tonne", "tonnes", "tonnen", "tne", "metric ton"]),
    ("kg", 0.453_592_37, &["lb", "lbs", "lbr", "pound", "pounds", "pfund lb"]),
    ("kg", 0.028_349_523_125, &["oz", "onz", "ounce", "ounces", "unze"]),
    (
        "piece",
        1.0,
        &[
            "piece", "pieces", "pc", "pcs", "pce", "pces", "ea", "each", "st", "stk", "stck", "stueck", "un", "unit",
            "units", "no", "nos", "c62", "h87", "set", "sets", "satz", "kit", "pza", "u", "x", "item", "items",
        ],
    ),
    ("piece", 2.0, &["pair", "pairs", "pr", "paar", "paa"]),
    ("piece", 12.0, &["dozen", "dz", "dzn", "dutzend"]),
    ("piece", 100.0, &["hundred", "cen", "100 pcs", "100 st"]),
    ("piece", 1000.0, &["thousand", "ts", "tsd", "1000 pcs", "1000 st", "kpcs"]),
    ("m", 1e-3, &["mm", "mmt", "millimetre", "millimeter"]),
    ("m", 1e-2, &["cm", "cmt", "centimetre", "centimeter", "zentimeter"]),
    ("m", 1.0, &["m", "mtr", "metre", "metres", "meter", "meters", "lfm", "lm"]),
    ("m", 0.3048, &["ft", "foot", "feet"]),
    ("m", 0.0254, &["in", "inch", "inches", "zoll"]),
    ("m2", 1e-4, &["cm2", "qcm"]),
    ("m2", 1.0, &["m2", "qm", "sqm", "mtk"]),
    ("l", 1e-3, &["ml", "mlt", "millilitre", "milliliter", "cm3", "ccm"]),
    ("l", 1.0, &["l", "ltr", "litre", "litres", "liter", "liters", "dm3"]),
    ("l", 1e3, &["m3", "cbm", "mtq"]),
];

/// What the units are called in a message.
pub(crate) const KNOWN: &str =
    "mg, g, kg, t, lb, oz; piece (PC, EA, ST, Stk, set), pair; mm, cm, m, ft, in; m2; ml, l, m3";

/// The unit that a text names.
#[must_use]
pub(crate) fn unit(text: &str) -> Option<Unit> {
    let plain = folded(text.trim().trim_end_matches('.'));
    UNITS
        .iter()
        .find(|(_, _, words)| words.contains(&plain.as_str()))
        .map(|(name, factor, _)| Unit { name, factor: *factor })
}

/// Every written unit, for suggestions.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    UNITS.iter().flat_map(|(_, _, words)| words.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_many_programs() {
        for (text, name, factor) in [
            ("G", "kg", 1e-3),
            ("MG", "kg", 1e-6),
            ("KG", "kg", 1.0),
            ("TO", "kg", 1e3),
            ("lbs.", "kg", 0.453_592_37),
            ("Stück", "piece", 1.0),
            ("Stk.", "piece", 1.0),
            ("EA", "piece", 1.0),
            ("mm", "m", 1e-3),
            ("m²", "m2", 1.0),
            ("L", "l", 1.0),
        ] {
            assert_eq!(unit(text), Some(Unit { name, factor }), "{text}");
        }
        for text in ["", "furlong", "kgg", "1"] {
            assert_eq!(unit(text), None, "{text}");
        }
        let mut all: Vec<&str> = words().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "a word stands for two units");
    }
}
