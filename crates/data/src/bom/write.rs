//! A read bill of materials as the files of a study.

use super::decide::{Decision, Expansion};
use super::defaults::{self, Cover, Market};
use super::tree::{Source, Tree, Use};
use super::{BomSettings, OWN_ASSUMPTION, OWN_SOURCE, Taken};
use crate::package::Package;
use crate::problem::{Findings, Problem, nearest};
use crate::table::is_key;
use coercivity_chain::{EndUseId, MaterialId};
use std::collections::{BTreeMap, BTreeSet};

/// A row of the study's `bom.csv`, without evidence of the cover.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BomLine {
    pub(crate) parent: String,
    pub(crate) child: String,
    pub(crate) quantity: f64,
    pub(crate) unit: &'static str,
    pub(crate) supplier: String,
    pub(crate) country: String,
    pub(crate) share: f64,
    pub(crate) cover: Cover,
    pub(crate) lead_days: f64,
    pub(crate) evidence: &'static str,
    pub(crate) note: String,
}

/// What the writer knows of the study.
pub(crate) struct Writer<'a> {
    pub(crate) file: &'a str,
    pub(crate) package: &'a Package,
    pub(crate) settings: &'a BomSettings,
    pub(crate) tree: &'a Tree,
    pub(crate) decisions: &'a [Decision],
    /// Key of each item in the study.
    pub(crate) keys: Vec<String>,
    /// End use and country of each product.
    pub(crate) lines: BTreeMap<usize, (EndUseId, String)>,
    /// Masses filled in from the component.
    pub(crate) filled: BTreeMap<usize, String>,
}

/// A supply of one material into one parent.
struct Supply<'a> {
    kg: f64,
    sources: Vec<Source>,
    cover_days: Option<f64>,
    expansion: Option<&'a Expansion>,
    notes: Vec<String>,
    lines: Vec<usize>,
}

/// What becomes of the file's rows.
pub(crate) struct Rows {
    /// Rows of `bom.csv`.
    pub(crate) bom: Vec<BomLine>,
    /// What was taken as which material.
    pub(crate) taken: Vec<Taken>,
    /// Uses whose material is known but not followed in their end use.
    pub(crate) left_out: BTreeSet<usize>,
}

impl Writer<'_> {
    /// Rows of `bom.csv`, and what was taken as which material.
    ///
    /// A material that the end use does not hold is left out and said so, as long as something else is followed.
    pub(crate) fn rows(&self, found: &mut Findings, notes: &mut BTreeSet<String>) -> Rows {
        let mut rows = Vec::new();
        let mut taken = Vec::new();
        let mut without_market: Vec<(Vec<usize>, Problem)> = Vec::new();
        let mut done = BTreeSet::new();
        for (top, (end_use, country)) in &self.lines {
            let mut open = vec![*top];
            while let Some(item) = open.pop() {
                if !done.insert(item) {
                    continue;
                }
                let mut supplies: BTreeMap<String, Supply<'_>> = BTreeMap::new();
                if let Decision::Expanded(expansion) = &self.decisions[item] {
                    supplies.insert(expansion.material.clone(), expanded(expansion));
                }
                for n in &self.tree.items[item].inputs {
                    let each = &self.tree.uses[*n];
                    match &self.decisions[each.child] {
                        Decision::Material(found) => self.add(&mut supplies, &found.material, *n, &found.how),
                        Decision::Assembly | Decision::Expanded(_) => {
                            rows.extend(self.assembly(item, each, country));
                            open.push(each.child);
                        }
                        Decision::Outside => {}
                    }
                }
                for (material, supply) in supplies {
                    let place = Place { item, end_use: *end_use, country };
                    let Some(id) = self.package.chain.material(&material) else { continue };
                    let Some(market) = defaults::market(self.package, id, *end_use, country) else {
                        let problem = self.no_market(&place, &material, id, &supply);
                        without_market.push((supply.lines, problem));
                        continue;
                    };
                    let lines = self.supplied(&place, &material, &supply, (id, &market), notes);
                    taken.extend(self.taken(item, &material, &supply, &lines));
                    rows.extend(lines);
                }
            }
        }
        let mut left_out = BTreeSet::new();
        for (lines, problem) in without_market {
            if taken.is_empty() {
                found.push(problem);
                continue;
            }
            let row = problem.row.map_or_else(String::new, |row| format!("Row {row}: "));
            notes.insert(format!("{row}{}; the part is left out. To follow it, {}.", problem.message, problem.hint));
            left_out.extend(lines);
        }
        Rows { bom: rows, taken, left_out }
    }

    fn add<'a>(&self, supplies: &mut BTreeMap<String, Supply<'a>>, material: &str, n: usize, how: &str) {
        let each = &self.tree.uses[n];
        let kg = each.mass_kg.unwrap_or(0.0);
        let supply = supplies.entry(material.to_owned()).or_insert_with(|| Supply {
            kg: 0.0,
            sources: Vec::new(),
            cover_days: None,
            expansion: None,
            notes: Vec::new(),
            lines: Vec::new(),
        });
        // Shares of each part weigh with its mass; they are divided by the whole once all are in.
        supply.sources.extend(each.sources.iter().map(|s| Source { share: s.share * kg, ..s.clone() }));
        supply.kg += kg;
        supply.cover_days = match (supply.cover_days, each.cover_days) {
            (Some(a), Some(b)) => Some(f64::min(a, b)),
            (a, b) => a.or(b),
        };
        supply.lines.push(n);
        let name = &self.tree.items[each.child].name;
        let mass =
            self.filled.get(&n).map_or_else(String::new, |words| format!("; mass assumed as usual in `{words}`"));
        supply.notes.push(format!("{name} (row {}): {how}{mass}", each.line));
    }

    /// Rows of an assembly that goes into an item.
    fn assembly(&self, parent: usize, each: &Use, line_country: &str) -> Vec<BomLine> {
        let stated = each.cover_days;
        let cover = stated.map_or_else(|| assumed_cover(1.0, 0.0, 3.0), stated_cover);
        let row = |source: &Source| {
            let from = source.country.as_deref().unwrap_or(line_country);
            BomLine {
                parent: self.keys[parent].clone(),
                child: self.keys[each.child].clone(),
                quantity: each.quantity,
                unit: each.unit,
                supplier: source.supplier.clone(),
                country: source.country.clone().unwrap_or_default(),
                share: source.share,
                cover: cover.clone(),
                lead_days: source
                    .lead_days
                    .unwrap_or_else(|| defaults::transit_days(self.package, from, line_country).max(1.0)),
                evidence: if source.country.is_some() { "declared" } else { "assumed" },
                note: format!("row {} of {}; a day of stock assumed where none is given", source.line, self.file),
            }
        };
        merged(each.sources.iter().map(row).collect())
    }

    /// Rows of a material that goes into an item: the file's suppliers, and the chain's mix where it names none.
    fn supplied(
        &self,
        place: &Place<'_>,
        material: &str,
        supply: &Supply<'_>,
        (id, market): (MaterialId, &Market),
        notes: &mut BTreeSet<String>,
    ) -> Vec<BomLine> {
        let cover = supply.cover_days.map_or_else(|| market.cover.clone(), stated_cover);
        let mut rows = Vec::new();
        for source in &supply.sources {
            let share = source.share / supply.kg;
            let known = source.country.as_deref().filter(|iso3| defaults::makes(&self.package.chain, iso3, id));
            if let (None, Some(iso3)) = (known, &source.country) {
                notes.insert(format!(
                    "Nobody in {iso3} makes {material} in the data package: taken as shipped from there, origin assumed."
                ));
            }
            for (iso3, part) in known.map_or_else(|| self.mix(market), |iso3| vec![(iso3.to_owned(), 1.0)]) {
                let supplier = if source.supplier.is_empty() {
                    format!("assumed supplier, {}", self.name_of(&iso3))
                } else {
                    source.supplier.clone()
                };
                let lead =
                    source.lead_days.unwrap_or_else(|| defaults::transit_days(self.package, &iso3, place.country));
                let origin =
                    if known.is_some() { "" } else { "; origin assumed as the import mix of the default chain" };
                rows.push(BomLine {
                    parent: self.keys[place.item].clone(),
                    child: material.to_owned(),
                    quantity: supply.kg,
                    unit: "kg",
                    supplier,
                    country: iso3,
                    share: share * part,
                    cover: cover.clone(),
                    lead_days: lead,
                    evidence: if known.is_some() { "declared" } else { "assumed" },
                    note: format!("{}{origin}", supply.notes.join("; ")),
                });
            }
        }
        merged(rows)
    }

    fn mix(&self, market: &Market) -> Vec<(String, f64)> {
        let countries = &self.package.chain.countries;
        market.mix.iter().map(|(country, share)| (countries[*country].iso3.clone(), *share)).collect()
    }

    fn name_of(&self, iso3: &str) -> String {
        let chain = &self.package.chain;
        chain.country(iso3).map_or_else(|| iso3.to_owned(), |country| chain.countries[country.index()].name.clone())
    }

    fn no_market(&self, place: &Place<'_>, material: &str, id: MaterialId, supply: &Supply<'_>) -> Problem {
        let end_use = &self.package.chain.end_uses[place.end_use.index()].key;
        let known = defaults::end_uses_of(self.package, id, place.country);
        let hint = if known.is_empty() {
            "it is not followed there; take the row out or name another country".to_owned()
        } else {
            format!("name one with --end-use: {}", known.join(", "))
        };
        let message = format!("the data package has no use of {material} for {end_use} in {}", place.country);
        let problem = Problem::new("E009", self.file, message, hint).cell("end_use", end_use);
        match supply.lines.first() {
            Some(n) => problem.row(self.tree.uses[*n].line),
            None => problem,
        }
    }

    fn taken(&self, parent: usize, material: &str, supply: &Supply<'_>, lines: &[BomLine]) -> Vec<Taken> {
        let suppliers: Vec<String> = lines
            .iter()
            .map(|line| format!("{} ({}) {} %", line.supplier, line.country, (line.share * 1e4).round() / 1e2))
            .collect();
        let origin_assumed = lines.iter().any(|line| line.evidence == "assumed");
        let base = |name: &str, description: &str| Taken {
            row: 0,
            item: name.to_owned(),
            description: description.to_owned(),
            parent: self.tree.items[parent].name.clone(),
            material: material.to_owned(),
            mass_kg: 0.0,
            mass_low_kg: None,
            mass_high_kg: None,
            how: String::new(),
            material_assumed: false,
            mass_assumed: false,
            origin_assumed,
            suppliers: suppliers.clone(),
        };
        let item = &self.tree.items[parent];
        let mut taken: Vec<Taken> = supply
            .expansion
            .iter()
            .map(|expansion| Taken {
                mass_kg: expansion.kg,
                mass_low_kg: Some(expansion.low_kg),
                mass_high_kg: Some(expansion.high_kg),
                how: format!(
                    "magnets of `{}`, not in the file ({}, {})",
                    expansion.words, expansion.source, expansion.basis
                ),
                material_assumed: true,
                mass_assumed: true,
                ..base(&item.name, &item.description)
            })
            .collect();
        for n in &supply.lines {
            let each = &self.tree.uses[*n];
            let child = &self.tree.items[each.child];
            let Decision::Material(found) = &self.decisions[each.child] else { continue };
            taken.push(Taken {
                row: each.line,
                mass_kg: each.mass_kg.unwrap_or(0.0),
                how: found.how.clone(),
                material_assumed: found.assumed,
                mass_assumed: self.filled.contains_key(n),
                ..base(&child.name, &child.description)
            });
        }
        taken
    }
}

/// An item of a product with its end use and country.
struct Place<'a> {
    item: usize,
    end_use: EndUseId,
    country: &'a str,
}

fn expanded(expansion: &Expansion) -> Supply<'_> {
    let anybody = Source { supplier: String::new(), country: None, share: expansion.kg, line: 0, lead_days: None };
    let note = format!(
        "{} kg ({} to {}) of magnets assumed as usual in `{}` ({} {})",
        expansion.kg, expansion.low_kg, expansion.high_kg, expansion.words, expansion.source, expansion.year
    );
    Supply {
        kg: expansion.kg,
        sources: vec![anybody],
        cover_days: None,
        expansion: Some(expansion),
        notes: vec![note],
        lines: Vec::new(),
    }
}

/// Rows of one supplier and country as one.
fn merged(rows: Vec<BomLine>) -> Vec<BomLine> {
    let mut kept: Vec<BomLine> = Vec::new();
    for row in rows {
        match kept.iter_mut().find(|known| known.supplier == row.supplier && known.country == row.country) {
            Some(known) => {
                known.share += row.share;
                // What is partly assumed counts as assumed.
                if row.evidence == "assumed" {
                    known.evidence = "assumed";
                }
            }
            None => kept.push(row),
        }
    }
    let total: f64 = kept.iter().map(|row| row.share).sum();
    for row in &mut kept {
        row.share = (row.share / total * 1e6).round() / 1e6;
    }
    kept.retain(|row| row.share > 0.0);
    let rest: f64 = 1.0 - kept.iter().map(|row| row.share).sum::<f64>();
    if let Some(largest) = kept.iter_mut().max_by(|a, b| a.share.total_cmp(&b.share)) {
        largest.share = ((largest.share + rest) * 1e6).round() / 1e6;
    }
    kept
}

fn stated_cover(days: f64) -> Cover {
    Cover { days, low: days, high: days, source: OWN_SOURCE.to_owned(), year: String::new(), basis: "reported" }
}

fn assumed_cover(days: f64, low: f64, high: f64) -> Cover {
    Cover { days, low, high, source: OWN_ASSUMPTION.to_owned(), year: String::new(), basis: "assumed" }
}

/// A key of the study for each item: its part number with what a key cannot hold replaced.
pub(crate) fn keys(tree: &Tree, decisions: &[Decision], package: &Package) -> Vec<String> {
    let materials: Vec<&str> = package.chain.materials.iter().map(|material| material.key.as_str()).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    tree.items
        .iter()
        .enumerate()
        .map(|(n, item)| {
            if decisions[n] == Decision::Outside && !tree.tops.contains(&n) {
                return String::new();
            }
            let plain: String = super::synonyms::folded(&item.name)
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() || c == '.' || c == '_' { c } else { '-' })
                .take(80)
                .collect();
            let plain = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
            let plain = if is_key(&plain) { plain } else { format!("item-{}", plain.trim_matches(['-', '.', '_'])) };
            // A name like that of a material would be taken for a slip of the hand.
            let mut key =
                if nearest(&plain, materials.iter().copied()).is_some() { format!("part-{plain}") } else { plain };
            key = key.trim_end_matches('-').to_owned();
            let mut number = 2;
            let first = key.clone();
            while !used.insert(key.clone()) {
                key = format!("{first}-{number}");
                number += 1;
            }
            key
        })
        .collect()
}
