//! Chemical elements by symbol.

use std::fmt;
use std::str::FromStr;

/// All symbols by atomic number, 1 to 118 (IUPAC).
const SYMBOLS: [&str; 118] = [
    "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar", "K", "Ca",
    "Sc", "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y",
    "Zr", "Nb", "Mo", "Tc", "Ru", "Rh", "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Xe", "Cs", "Ba", "La", "Ce",
    "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hf", "Ta", "W", "Re", "Os", "Ir",
    "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Rn", "Fr", "Ra", "Ac", "Th", "Pa", "U", "Np", "Pu", "Am", "Cm",
    "Bk", "Cf", "Es", "Fm", "Md", "No", "Lr", "Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc",
    "Lv", "Ts", "Og",
];

/// A chemical element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Element(u8);

impl Element {
    /// Atomic number, 1 to 118.
    #[must_use]
    pub const fn atomic_number(self) -> u8 {
        self.0
    }

    /// Symbol, e.g. `Dy`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        SYMBOLS[usize::from(self.0) - 1]
    }
}

impl FromStr for Element {
    type Err = ();

    /// Reads a symbol exactly as written by IUPAC (`Dy`, not `DY`).
    fn from_str(symbol: &str) -> Result<Self, ()> {
        let position = SYMBOLS.iter().position(|known| *known == symbol).ok_or(())?;
        u8::try_from(position + 1).map(Self).map_err(|_| ())
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_and_numbers_agree() {
        for (symbol, number) in [("H", 1), ("Y", 39), ("Nd", 60), ("Dy", 66), ("Og", 118)] {
            let element: Element = symbol.parse().unwrap();
            assert_eq!(element.atomic_number(), number);
            assert_eq!(element.symbol(), symbol);
        }
        assert!("DY".parse::<Element>().is_err());
        assert!("".parse::<Element>().is_err());
    }
}
