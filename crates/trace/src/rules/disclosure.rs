//! A form with the countries of each stage, and whether every cell is declared.

use super::evidence::{Joined, NOTHING, is_nowhere};
use super::verdict::{Found, Outcome};
use super::{Answers, Context};
use crate::origin::{EvidenceShares, ItemOrigin};
use coercivity_chain::{CountryId, Disclosure, DisclosureRow, Line, MaterialId};

/// One row of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Number in the text.
    pub row: String,
    /// In words.
    pub title: String,
    /// Countries with their share of the mass, largest first.
    pub countries: Vec<(CountryId, f64)>,
    /// Share whose country is not known.
    pub unknown: f64,
    /// What it rests on.
    pub evidence: EvidenceShares,
    /// True when suppliers declared all of it.
    pub complete: bool,
}

/// The form of one item from one supplier.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Position of the rule in the chain.
    pub rule: usize,
    /// Key of the line.
    pub line: String,
    /// Item.
    pub item: String,
    /// Item that it goes into.
    pub parent: String,
    /// Supplier in words, may be empty.
    pub supplier: String,
    /// Material.
    pub material: MaterialId,
    /// Mass in one unit of the line \[t\].
    pub tonnes_per_unit: f64,
    /// Rows.
    pub cells: Vec<Cell>,
}

pub(super) fn test(context: &Context<'_>, test: &Disclosure, answers: &mut Answers) {
    for (line, origin) in context.lines() {
        let concerned = context.concerns(line);
        let found = match origin {
            _ if concerned == Some(false) => Found::not_applicable("the rule does not concern the line"),
            None => Found::unknown("the origin of what the line needs was not traced"),
            Some(origin) => {
                let items = origin.items.iter().filter(|item| test.materials.contains(&item.material));
                let forms: Vec<Form> = items.map(|item| form(context, test, line, item)).collect();
                let found = of_forms(context, line, &forms);
                answers.forms.extend(forms);
                found
            }
        };
        context.add(answers, &line.key, Some(line), found);
    }
}

fn form(context: &Context<'_>, test: &Disclosure, line: &Line, item: &ItemOrigin) -> Form {
    Form {
        rule: context.number,
        line: line.key.clone(),
        item: item.item.clone(),
        parent: item.parent.clone(),
        supplier: item.supplier.clone(),
        material: item.material,
        tonnes_per_unit: item.tonnes_per_unit,
        cells: test.rows.iter().map(|row| cell(context, test, row, item)).collect(),
    }
}

/// One row of one item, over elements and the stages of the row by mass.
fn cell(context: &Context<'_>, test: &Disclosure, row: &DisclosureRow, item: &ItemOrigin) -> Cell {
    let chain = context.chain();
    let material = &chain.materials[item.material.index()];
    let mut countries: Vec<(CountryId, f64)> = Vec::new();
    let (mut total, mut unknown, mut complete, mut joined) = (0.0, 0.0, !row.stages.is_empty(), Joined::default());
    for element in test.elements.iter().filter(|element| material.fraction(**element) > 0.0) {
        let weight = material.fraction(*element);
        let traced = item.elements.iter().find(|traced| traced.element == Some(*element));
        for stage in &row.stages {
            total += weight;
            let Some(origin) = traced.and_then(|traced| traced.stages.iter().find(|origin| origin.stage == *stage))
            else {
                unknown += weight;
                complete = false;
                joined.add(&EvidenceShares { unknown: 1.0, ..EvidenceShares::default() }, weight);
                continue;
            };
            unknown += weight * origin.unknown;
            joined.add(&origin.evidence, weight);
            let declared = origin.evidence.declared >= 1.0 - NOTHING && origin.unknown <= NOTHING;
            complete &= declared && !origin.shares.iter().any(|(c, share)| *share > NOTHING && is_nowhere(chain, *c));
            for (country, share) in &origin.shares {
                match countries.iter_mut().find(|(known, _)| known == country) {
                    Some((_, sum)) => *sum += weight * share,
                    None => countries.push((*country, weight * share)),
                }
            }
        }
    }
    if total > 0.0 {
        countries.iter_mut().for_each(|(_, share)| *share /= total);
        unknown /= total;
    } else {
        (unknown, complete) = (1.0, false);
    }
    countries.retain(|(_, share)| *share > NOTHING);
    countries.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let evidence = joined.shares();
    Cell { row: row.key.clone(), title: row.title.clone(), countries, unknown, evidence, complete }
}

/// Complete, or the cells that are missing.
fn of_forms(context: &Context<'_>, line: &Line, forms: &[Form]) -> Found {
    if forms.is_empty() {
        return Found::not_applicable("no goods that the form is about in the bill of materials");
    }
    let cells = || forms.iter().flat_map(|form| form.cells.iter().map(move |cell| (form, cell)));
    let open: Vec<String> = cells()
        .filter(|(_, cell)| !cell.complete)
        .map(|(form, cell)| {
            let supplier = if form.supplier.is_empty() { "supplier not named" } else { &form.supplier };
            format!("{} › {supplier}: ({}) {}", form.item, cell.row, cell.title)
        })
        .collect();
    let count = cells().count();
    let mut joined = Joined::default();
    cells().for_each(|(_, cell)| joined.add(&cell.evidence, 1.0));
    let outcome = if open.is_empty() { Outcome::Pass } else { Outcome::Unknown };
    Found {
        measured: Some((count - open.len()) as f64 / count as f64),
        threshold: Some(1.0),
        unit: "share of cells declared",
        path: open.first().map_or_else(String::new, |first| format!("{} › {first}", line.key)),
        evidence: joined.shares(),
        missing: open,
        ..Found::new(outcome, context.version.text.clone())
    }
}
