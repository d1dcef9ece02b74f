//! Which parts are followed up the chain, as which material, and with what mass.

use super::parts::{self, Grade, Intensity, Kind, PartWord, Phrases, is_magnet_grade, megawatts, words_of};
use super::rows::ForeignRow;
use super::tree::{Item, Tree};
use crate::package::Package;
use crate::problem::{Findings, Problem};
use std::collections::BTreeMap;

/// What an item of a bill of materials is to the chain.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Decision {
    /// A material of the chain.
    Material(Match),
    /// A component whose magnets are not in the file.
    Expanded(Expansion),
    /// Made of items that are followed.
    Assembly,
    /// Nothing of it is followed.
    Outside,
}

/// How an item became a material.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match {
    /// Key of the material.
    pub(crate) material: String,
    /// How it was found, in words.
    pub(crate) how: String,
    /// True when kind or grade are ours and not the file's.
    pub(crate) assumed: bool,
}

/// Magnets that stand for those a file does not name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expansion {
    pub(crate) material: String,
    pub(crate) words: String,
    pub(crate) kg: f64,
    pub(crate) low_kg: f64,
    pub(crate) high_kg: f64,
    pub(crate) source: String,
    pub(crate) year: String,
    pub(crate) basis: String,
}

/// Tables and settings for deciding.
pub(crate) struct Decider<'a> {
    file: &'a str,
    package: &'a Package,
    rows: &'a [ForeignRow],
    words: Phrases<PartWord>,
    components: Phrases<Intensity>,
    /// Whether unsaid grades count as heavy, by top item.
    heavy: BTreeMap<usize, bool>,
}

impl<'a> Decider<'a> {
    pub(crate) fn new(file: &'a str, package: &'a Package, rows: &'a [ForeignRow]) -> Self {
        Decider {
            file,
            package,
            rows,
            words: parts::part_words(package),
            components: parts::intensities(package),
            heavy: BTreeMap::new(),
        }
    }

    /// End use of the component that the words of an item name.
    pub(crate) fn end_use_of(&self, item: &Item) -> Option<&str> {
        self.components.find(&words_of(&self.text(item))).map(|c| c.end_use.as_str()).filter(|key| !key.is_empty())
    }

    /// Everything the file says about what an item is.
    fn text(&self, item: &Item) -> String {
        let mut text = format!("{} {}", item.name, item.description);
        for row in item.rows.iter().take(20).map(|n| &self.rows[*n]) {
            for more in [&row.material, &row.grade] {
                if !more.is_empty() && !text.contains(more.as_str()) {
                    text.push(' ');
                    text.push_str(more);
                }
            }
        }
        text
    }

    /// Decides on each item; `heavy` says what an unsaid grade is in each product.
    pub(crate) fn decide(&mut self, tree: &Tree, heavy: BTreeMap<usize, bool>, found: &mut Findings) -> Vec<Decision> {
        self.heavy = heavy;
        let product = products(tree);
        let mut decisions = vec![Decision::Outside; tree.items.len()];
        for item in tree.parts_first() {
            let each = &tree.items[item];
            let inputs = || each.inputs.iter().map(|input| tree.uses[*input].child);
            let explicit = self.explicit(each);
            let below = inputs().any(|child| decisions[child] != Decision::Outside);
            let is_top = tree.tops.contains(&item);
            decisions[item] = if let Some(found) = explicit.filter(|_| !is_top) {
                Decision::Material(found)
            } else if below {
                Decision::Assembly
            } else {
                self.by_words(each, is_top, product.get(&item).copied(), found)
            };
        }
        decisions
    }

    /// A material named by its key, in the column of materials or as the part number.
    fn explicit(&self, item: &Item) -> Option<Match> {
        let key = |text: &str| {
            let key = text.trim().to_lowercase();
            self.package.chain.material(&key).map(|_| key)
        };
        let named = item.rows.iter().find_map(|n| key(&self.rows[*n].material));
        let (material, how) = match named {
            Some(material) => (material, "named in the column of materials"),
            None => (key(&item.name)?, "part number is a material of the data package"),
        };
        Some(Match { material, how: how.to_owned(), assumed: false })
    }

    fn by_words(&self, item: &Item, is_top: bool, product: Option<usize>, found: &mut Findings) -> Decision {
        let text = self.text(item);
        let words = words_of(&text);
        let component = self.components.find(&words);
        if !is_top && component.is_none() {
            let word = self.words.find(&words);
            let by_grade = words.iter().any(|word| is_magnet_grade(word));
            match word.map(|word| word.kind) {
                Some(Kind::Magnet) => return Decision::Material(self.graded(&words, word, product)),
                Some(Kind::Material) => {
                    let (material, words) = word.map_or(("", ""), |w| (w.material.as_str(), w.words.as_str()));
                    let how = format!("words `{words}`");
                    return Decision::Material(Match { material: material.to_owned(), how, assumed: false });
                }
                None if by_grade => return Decision::Material(self.graded(&words, None, product)),
                Some(Kind::Outside) | None => {}
            }
        }
        component.map_or(Decision::Outside, |component| self.expanded(item, &text, component, found))
    }

    fn graded(&self, words: &[String], word: Option<&PartWord>, product: Option<usize>) -> Match {
        let by = word.map_or_else(|| "its magnet grade".to_owned(), |word| format!("words `{}`", word.words));
        let heavy_by_use = product.and_then(|top| self.heavy.get(&top)).copied().unwrap_or(true);
        let (heavy, how, assumed) = match parts::grade(words) {
            Grade::Heavy => (true, "Dy or Tb by its grade or words", false),
            Grade::Light => (false, "without Dy and Tb by its grade or words", false),
            Grade::Unsaid if heavy_by_use => (true, "grade assumed heavy, as most magnets of this end use", true),
            Grade::Unsaid => (false, "grade assumed light, as most magnets of this end use", true),
        };
        let material = if heavy { "ndfeb-heavy" } else { "ndfeb-light" };
        Match { material: material.to_owned(), how: format!("{by}; {how}"), assumed }
    }

    fn expanded(&self, item: &Item, text: &str, component: &Intensity, found: &mut Findings) -> Decision {
        let factor = if component.per_mw {
            let Some(power) = megawatts(text) else {
                let line = item.rows.first().map_or(0, |n| self.rows[*n].line);
                let message =
                    format!("`{}` holds magnets, but neither they nor its rated power are given", component.component);
                let hint = "write the power into the description (e.g. 14 MW), or add the magnets with their mass";
                found.push(Problem::new("E043", self.file, message, hint).row(line).cell("item", &item.name));
                return Decision::Outside;
            };
            power
        } else {
            1.0
        };
        Decision::Expanded(Expansion {
            material: component.material.clone(),
            words: component.component.clone(),
            kg: component.kg * factor,
            low_kg: component.low * factor,
            high_kg: component.high * factor,
            source: component.source.clone(),
            year: component.year.clone(),
            basis: component.basis.clone(),
        })
    }

    /// Mass that the words of an item let expect of all its magnets [kg per piece].
    pub(crate) fn expected_kg(&self, item: &Item) -> Option<(f64, String)> {
        let text = self.text(item);
        let component = self.components.find(&words_of(&text))?;
        let factor = if component.per_mw { megawatts(&text)? } else { 1.0 };
        Some((component.kg * factor, component.component.clone()))
    }
}

/// The first product that each item goes into.
fn products(tree: &Tree) -> BTreeMap<usize, usize> {
    let mut product = BTreeMap::new();
    for top in &tree.tops {
        let mut open = vec![*top];
        while let Some(item) = open.pop() {
            if product.contains_key(&item) {
                continue;
            }
            product.insert(item, *top);
            open.extend(tree.items[item].inputs.iter().map(|input| tree.uses[*input].child));
        }
    }
    product
}

/// Fills in masses of followed materials that the file leaves out, from what their component usually holds.
/// Returns which uses were filled, with the component.
pub(crate) fn fill_masses(
    decider: &Decider<'_>,
    tree: &mut Tree,
    decisions: &[Decision],
    found: &mut Findings,
) -> BTreeMap<usize, String> {
    let open: Vec<usize> = (0..tree.uses.len())
        .filter(|n| matches!(decisions[tree.uses[*n].child], Decision::Material(_)) && tree.uses[*n].mass_kg.is_none())
        .collect();
    let mut above: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, each) in tree.uses.iter().enumerate() {
        above.entry(each.child).or_insert(n);
    }
    // Component, and how many pieces of the parent are in one of it.
    let mut of_component: BTreeMap<usize, Vec<(usize, f64, f64, String)>> = BTreeMap::new();
    for n in open {
        match component_above(decider, tree, &above, tree.uses[n].parent) {
            Some((component, pieces, kg, words)) => {
                of_component.entry(component).or_default().push((n, pieces, kg, words))
            }
            None => {
                let each = &tree.uses[n];
                let name = &tree.items[each.child].name;
                let message = format!("the mass of {name} is not known");
                let hint =
                    "give its quantity in g or kg, or add a column with the weight of one piece, e.g. Weight (g)";
                found.push(Problem::new("E043", decider.file, message, hint).row(each.line).cell("item", name));
            }
        }
    }
    let mut filled = BTreeMap::new();
    for uses in of_component.into_values() {
        let parts = uses.len() as f64;
        for (n, pieces, kg, words) in uses {
            tree.uses[n].mass_kg = Some(kg / parts / pieces);
            filled.insert(n, words);
        }
    }
    filled
}

/// The nearest item from `item` upwards whose words tell the mass of its magnets.
fn component_above(
    decider: &Decider<'_>,
    tree: &Tree,
    uses: &BTreeMap<usize, usize>,
    item: usize,
) -> Option<(usize, f64, f64, String)> {
    let (mut at, mut pieces) = (item, 1.0);
    for _ in 0..4 {
        if let Some((kg, words)) = decider.expected_kg(&tree.items[at]) {
            return Some((at, pieces, kg, words));
        }
        let above = &tree.uses[*uses.get(&at)?];
        pieces *= above.quantity;
        at = above.parent;
    }
    None
}
