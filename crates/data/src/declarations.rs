//! `declarations.csv`: where suppliers say that stages of their items are done.
//!
//! Shares of one item, supplier, element and stage sum to at most 1. What no row covers keeps the origin of the default
//! chain; a row without a country says that the supplier does not know, and is no blank to be filled in by others.

use crate::problem::{Findings, Problem, Problems, nearest};
use crate::schema;
use crate::study_file::item_evidence;
use crate::table::{self, Keys, Row, Table};
use coercivity_chain::{BomItem, Chain, Declaration, Element, MaterialId, Share, StageId};
use std::collections::{BTreeMap, BTreeSet};

/// Name of the file in a study.
pub(crate) const FILE: &str = "declarations.csv";
/// What shares may exceed 1 by: digits lost in writing.
const SLACK: f64 = 1e-9;

/// What a file states, and what its reader should know.
#[derive(Debug, Default)]
pub(crate) struct Stated {
    pub(crate) rows: Vec<Declaration>,
    pub(crate) notes: Vec<String>,
}

/// Reads the file against the bill of materials.
pub(crate) fn read(
    bytes: &[u8],
    keys: &Keys,
    bom: &[BomItem],
    chain: &Chain,
    problems: &mut Problems,
) -> (Stated, Table) {
    let mut table = table::read(FILE, bytes, &schema::DECLARATIONS, problems);
    keys.check(&mut table, problems);
    let items = Items::new(bom);
    let mut stated = Stated::default();
    let mut found = Findings::default();
    for row in &table.rows {
        let item = table.text(row, "item");
        items.known(&table, row, &mut found);
        let element = element(&table, row, &mut found);
        let Some(stage) = stage(chain, table.text(row, "stage")) else { continue };
        if let Some(material) = items.material(item) {
            not_below(&table, row, chain, stage, material, &mut found);
            if let Some(element) = element.filter(|e| chain.materials[material.index()].fraction(*e) <= 0.0) {
                stated.notes.push(format!(
                    "{FILE}, row {}: {item} holds no {element} in the data package, so the row changes nothing.",
                    row.line
                ));
            }
        }
        stated.rows.push(Declaration {
            item: item.to_owned(),
            supplier: table.text(row, "supplier").to_owned(),
            element,
            stage,
            country: chain.country(table.text(row, "country")),
            share: Share(table.number(row, "share").unwrap_or(0.0)),
            firm: table.text(row, "firm").to_owned(),
            evidence: item_evidence(table.text(row, "evidence")),
            date: table.text(row, "date").parse().ok(),
            note: table.text(row, "note").to_owned(),
        });
    }
    sums(&table, &mut stated.notes, &mut found);
    found.append_to(problems, FILE);
    (stated, table)
}

fn stage(chain: &Chain, key: &str) -> Option<StageId> {
    chain.stages.iter().position(|stage| stage.key == key).and_then(|n| u32::try_from(n).ok()).map(StageId)
}

/// Items of the bill of materials with their suppliers and material.
struct Items<'a>(BTreeMap<&'a str, (BTreeSet<&'a str>, Option<MaterialId>)>);

impl<'a> Items<'a> {
    fn new(bom: &'a [BomItem]) -> Self {
        let mut items: BTreeMap<&str, (BTreeSet<&str>, Option<MaterialId>)> = BTreeMap::new();
        for row in bom {
            let (suppliers, material) = items.entry(&row.child).or_default();
            suppliers.insert(&row.supplier);
            *material = row.material;
        }
        Items(items)
    }

    fn material(&self, item: &str) -> Option<MaterialId> {
        self.0.get(item).and_then(|(_, material)| *material)
    }

    /// E009: the item is in the bill of materials, and has the supplier.
    fn known(&self, table: &Table, row: &Row, found: &mut Findings) {
        let (item, supplier) = (table.text(row, "item"), table.text(row, "supplier"));
        let mut refuse = |column: &str, value: &str, message: &str, known: &dyn Fn() -> Vec<&'a str>| {
            found.push_with(|| {
                let known = known();
                let hint = nearest(value, known.iter().copied())
                    .map_or_else(|| format!("bom.csv has {}", some(&known)), |near| format!("did you mean `{near}`?"));
                Problem::new("E009", &row.file, message, hint).row(row.line).cell(column, value)
            });
        };
        match self.0.get(item) {
            None => refuse("item", item, "no such item in bom.csv", &|| self.0.keys().copied().collect()),
            Some((suppliers, _)) if !supplier.is_empty() && !suppliers.contains(supplier) => {
                refuse("supplier", supplier, "no such supplier of the item", &|| suppliers.iter().copied().collect());
            }
            Some(_) => {}
        }
    }
}

/// The first few of a list.
fn some(words: &[&str]) -> String {
    let shown = words.iter().take(8).copied().collect::<Vec<_>>().join(", ");
    if words.len() > 8 { format!("{shown} and {} more", words.len() - 8) } else { shown }
}

/// E008: an element, or `*` for all.
fn element(table: &Table, row: &Row, found: &mut Findings) -> Option<Element> {
    let text = table.text(row, "element");
    if text == "*" {
        return None;
    }
    let element = text.parse().ok();
    if element.is_none() {
        let hint = "write the IUPAC symbol, e.g. Dy, or * for all elements";
        found.push(Problem::new("E008", &row.file, "no such element", hint).row(row.line).cell("element", text));
    }
    element
}

/// E007: a material has no stage below its own.
fn not_below(table: &Table, row: &Row, chain: &Chain, stage: StageId, material: MaterialId, found: &mut Findings) {
    let own = &chain.stages[chain.materials[material.index()].stage.index()];
    if chain.stages[stage.index()].position > own.position {
        let message = format!("{} is made at stage {}, before this one", table.text(row, "item"), own.key);
        let upstream: Vec<&str> =
            chain.stages.iter().filter(|s| s.position <= own.position).map(|s| s.key.as_str()).collect();
        let hint = format!("write one of {}", upstream.join(", "));
        found
            .push(Problem::new("E007", &row.file, message, hint).row(row.line).cell("stage", table.text(row, "stage")));
    }
}

/// E021: shares of one item, supplier, element and stage exceed 1. Below 1 is a note: the rest is not stated.
fn sums(table: &Table, notes: &mut Vec<String>, found: &mut Findings) {
    let mut groups: BTreeMap<[&str; 4], (u64, f64)> = BTreeMap::new();
    for row in &table.rows {
        let key = ["item", "supplier", "element", "stage"].map(|column| table.text(row, column));
        let (_, sum) = groups.entry(key).or_insert((row.line, 0.0));
        *sum += table.number(row, "share").unwrap_or(0.0);
    }
    for ([item, supplier, element, stage], (line, sum)) in groups {
        let of = if supplier.is_empty() { String::new() } else { format!(" of {supplier}") };
        let what = format!("shares of {item}{of}, element {element}, stage {stage} sum to {} %", percent(sum));
        if sum > 1.0 + SLACK {
            let hint = "they sum to at most 100 %; one row without a country takes what is not known";
            found.push(Problem::new("E021", FILE, what, hint).row(line).cell("share", &percent(sum)));
        } else if sum < 1.0 - SLACK {
            let rest = percent(1.0 - sum);
            notes.push(format!(
                "{FILE}, row {line}: {what}; the other {rest} % keep the origin of the default chain (public data)."
            ));
        }
    }
}

/// A share in per cent with at most six digits behind the point.
fn percent(share: f64) -> String {
    format!("{}", (share * 1e8).round() / 1e6)
}
