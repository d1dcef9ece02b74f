//! Elements by the words that people use for them.

use coercivity_chain::Element;

/// English names of the elements that critical minerals are named after.
const NAMES: [(&str, &str); 32] = [
    ("lithium", "Li"),
    ("carbon", "C"),
    ("graphite", "C"),
    ("magnesium", "Mg"),
    ("scandium", "Sc"),
    ("cobalt", "Co"),
    ("nickel", "Ni"),
    ("copper", "Cu"),
    ("gallium", "Ga"),
    ("germanium", "Ge"),
    ("yttrium", "Y"),
    ("molybdenum", "Mo"),
    ("indium", "In"),
    ("antimony", "Sb"),
    ("tellurium", "Te"),
    ("lanthanum", "La"),
    ("cerium", "Ce"),
    ("praseodymium", "Pr"),
    ("neodymium", "Nd"),
    ("samarium", "Sm"),
    ("europium", "Eu"),
    ("gadolinium", "Gd"),
    ("terbium", "Tb"),
    ("dysprosium", "Dy"),
    ("holmium", "Ho"),
    ("erbium", "Er"),
    ("thulium", "Tm"),
    ("ytterbium", "Yb"),
    ("lutetium", "Lu"),
    ("tungsten", "W"),
    ("bismuth", "Bi"),
    ("silver", "Ag"),
];

/// An element by symbol in any case, or by English name.
#[must_use]
pub fn by_word(word: &str) -> Option<Element> {
    let word = word.to_lowercase();
    if let Some((_, symbol)) = NAMES.iter().find(|(name, _)| *name == word) {
        return symbol.parse().ok();
    }
    let mut letters = word.chars();
    let first = letters.next()?.to_ascii_uppercase();
    format!("{first}{}", letters.as_str()).parse().ok()
}

/// The element that a mistyped word may mean.
#[must_use]
pub fn nearest(word: &str) -> Option<Element> {
    coercivity_data::problem::nearest(word, NAMES.iter().map(|(name, _)| *name)).and_then(by_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_by_symbol_name_and_slip() {
        for (word, symbol) in [("Dy", "Dy"), ("GA", "Ga"), ("dysprosium", "Dy"), ("Graphite", "C")] {
            assert_eq!(by_word(word).map(Element::symbol), Some(symbol), "{word}");
        }
        assert_eq!(by_word("unobtainium"), None);
        assert_eq!(nearest("galium").map(Element::symbol), Some("Ga"));
        assert_eq!(nearest("unobtainium"), None);
    }
}
