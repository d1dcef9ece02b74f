//! Forms: what each supplier is asked, with what it said before.

use super::{RECYCLED, RECYCLED_FILE, UNKNOWN, declared, optional};
use crate::LoadedStudy;
use crate::package::Files;
use crate::problem::Problems;
use crate::schema;
use crate::table::Table;
use coercivity_chain::{Chain, Element, MaterialId, StageId};
use std::collections::{BTreeMap, BTreeSet};

/// Rows left free for countries not yet named, per stage.
const FREE_ROWS: usize = 1;

/// One row of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// Supplier as in `bom.csv`.
    pub supplier: String,
    /// Item as in `bom.csv`.
    pub item: String,
    /// Item in words.
    pub name: String,
    /// Symbol of the element.
    pub element: String,
    /// Key of the stage, or `recycled`.
    pub stage: String,
    /// What is asked.
    pub question: String,
    /// Number of the answer to this question, from 1.
    pub slot: usize,
    /// Country; `unknown` where the supplier said so.
    pub country: String,
    /// Share in per cent.
    pub share: String,
    /// Firm.
    pub firm: String,
    /// Document.
    pub document: String,
    /// Day of the answer.
    pub date: String,
}

impl FormRow {
    /// Cells in the order of [`super::COLUMNS`].
    #[must_use]
    pub fn cells(&self) -> Vec<String> {
        let slot = self.slot.to_string();
        let fixed = [&self.supplier, &self.item, &self.name, &self.element, &self.stage, &self.question, &slot];
        let answers = [&self.country, &self.share, &self.firm, &self.document, &self.date];
        fixed.into_iter().chain(answers).cloned().chain([String::new()]).collect()
    }
}

/// The form of one supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Supplier as in `bom.csv`.
    pub supplier: String,
    /// File without ending.
    pub stem: String,
    /// Items asked about.
    pub items: Vec<String>,
    /// Rows.
    pub rows: Vec<FormRow>,
}

/// A form for each supplier of a material of the chain, in the order of their names.
///
/// # Errors
/// Every problem of `recycled.csv`.
pub fn forms(loaded: &LoadedStudy, files: &Files) -> Result<Vec<Form>, Problems> {
    let mut problems = Problems::default();
    let recycled = optional(files, RECYCLED_FILE, &schema::RECYCLED, &mut problems);
    problems.into_result()?;
    let chain = &loaded.package.chain;
    let mut items: BTreeMap<&str, BTreeMap<&str, MaterialId>> = BTreeMap::new();
    for row in &loaded.study.bom {
        if let Some(material) = row.material.filter(|_| !row.supplier.is_empty()) {
            items.entry(&row.supplier).or_default().insert(&row.child, material);
        }
    }
    let mut stems = BTreeSet::new();
    Ok(items
        .into_iter()
        .map(|(supplier, items)| {
            let rows = items
                .iter()
                .flat_map(|(item, material)| rows_of(loaded, &recycled, supplier, item, chain, *material))
                .collect();
            Form {
                supplier: supplier.to_owned(),
                stem: stem(supplier, &mut stems),
                items: items.keys().map(|item| (*item).to_owned()).collect(),
                rows,
            }
        })
        .collect())
}

/// A file name that no other supplier has.
fn stem(supplier: &str, used: &mut BTreeSet<String>) -> String {
    let plain = crate::bom::synonyms::folded(supplier);
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first: String = words.join("-").chars().take(60).collect();
    let first = if first.is_empty() { "supplier".to_owned() } else { first };
    let mut name = first.clone();
    let mut number = 2;
    while !used.insert(name.clone()) {
        name = format!("{first}-{number}");
        number += 1;
    }
    name
}

fn rows_of(
    loaded: &LoadedStudy,
    recycled: &Table,
    supplier: &str,
    item: &str,
    chain: &Chain,
    material: MaterialId,
) -> Vec<FormRow> {
    let asked = asked(chain, material);
    let mut rows = Vec::new();
    let name = &chain.materials[material.index()].title;
    let blank = |element: Element, stage: &str, question: String, slot| FormRow {
        supplier: supplier.to_owned(),
        item: item.to_owned(),
        name: name.clone(),
        element: element.to_string(),
        stage: stage.to_owned(),
        question,
        slot,
        country: String::new(),
        share: String::new(),
        firm: String::new(),
        document: String::new(),
        date: String::new(),
    };
    for (element, stages) in &asked {
        for stage in stages {
            let stage = &chain.stages[stage.index()];
            let known = known(loaded, [item, supplier, element.symbol(), &stage.key]);
            for slot in 0..known.len() + FREE_ROWS {
                let mut row = blank(*element, &stage.key, question(&stage.key, &stage.title), slot + 1);
                if let Some(answer) = known.get(slot) {
                    [&mut row.country, &mut row.share, &mut row.firm, &mut row.document, &mut row.date]
                        .into_iter()
                        .zip(answer)
                        .for_each(|(cell, text)| text.clone_into(cell));
                }
                rows.push(row);
            }
        }
        let mut row = blank(*element, RECYCLED, "Share recovered from waste after use".to_owned(), 1);
        let stated = recycled.rows.iter().find(|each| {
            [("item", item), ("supplier", supplier), ("element", element.symbol())]
                .iter()
                .all(|(column, want)| recycled.text(each, column) == *want)
        });
        if let Some(stated) = stated {
            row.share = recycled.number(stated, "share").map_or_else(String::new, percent);
            recycled.text(stated, "note").clone_into(&mut row.document);
            recycled.text(stated, "date").clone_into(&mut row.date);
        }
        rows.push(row);
    }
    rows
}

/// Elements of a material that are mined or refined for it, with the stages through which they come, upstream first.
fn asked(chain: &Chain, material: MaterialId) -> BTreeMap<Element, BTreeSet<StageId>> {
    // Everything that may go into it, through all stages.
    let mut upstream: BTreeSet<MaterialId> = BTreeSet::from([material]);
    let mut open = vec![material];
    while let Some(made) = open.pop() {
        for process in chain.processes.iter().filter(|p| p.outputs.iter().any(|o| o.material == made)) {
            for input in process.inputs.iter().filter(|input| upstream.insert(input.material)) {
                open.push(input.material);
            }
        }
    }
    let own = &chain.materials[material.index()];
    let mut asked = BTreeMap::new();
    for (element, _) in &own.composition {
        let stages: BTreeSet<StageId> = upstream
            .iter()
            .map(|material| &chain.materials[material.index()])
            .filter(|each| each.fraction(*element) > 0.0 && !each.unconstrained)
            .map(|each| each.stage)
            .collect();
        let first = ["mine", "separation", "refining"];
        if stages.iter().any(|stage| first.contains(&chain.stages[stage.index()].key.as_str())) {
            asked.insert(*element, stages);
        }
    }
    asked
}

/// What is asked of a stage, with its row of the disclosure of the FY2023 NDAA, section 857.
fn question(stage: &str, title: &str) -> String {
    let row = match stage {
        "mine" => "s.857 (i): where mined",
        "separation" | "refining" => "s.857 (ii): where refined to oxide",
        "metal" => "s.857 (iii): where made into metal",
        "alloy" => "s.857 (iii): where made into alloy",
        "magnet" => "s.857 (iv): where sintered or bonded and magnetised",
        _ => return title.to_owned(),
    };
    format!("{title}; {row}")
}

/// Answers known for an item, supplier, element and stage, as cells of a form.
fn known(loaded: &LoadedStudy, key: [&str; 4]) -> Vec<[String; 5]> {
    let Some(table) = declared(loaded) else { return Vec::new() };
    let chain = &loaded.package.chain;
    let of = |row: &&crate::table::Row| {
        ["item", "supplier", "element", "stage"].map(|column| table.text(row, column)) == key
    };
    let cells = |row: &crate::table::Row| {
        let country = table.text(row, "country");
        let country = chain.country(country).map_or(UNKNOWN, |id| chain.countries[id.index()].iso3.as_str());
        let text = |column| table.text(row, column).to_owned();
        [
            country.to_owned(),
            table.number(row, "share").map_or_else(String::new, percent),
            text("firm"),
            text("note"),
            text("date"),
        ]
    };
    table.rows.iter().filter(of).map(cells).collect()
}

/// A share in per cent, with the digits that it has.
pub(super) fn percent(share: f64) -> String {
    ((share * 1e14).round() / 1e12).to_string()
}
