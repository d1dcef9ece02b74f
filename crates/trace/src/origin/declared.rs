//! Statements of suppliers in place of what the default chain says.

use super::ask::AskItem;
use super::tally::{Tallies, Tally};
use coercivity_chain::{Chain, CountryId, Declaration, Element, ItemEvidence, StageId};
use std::collections::BTreeSet;

/// How closely a statement fits: one of supplier and element beats one for all.
fn rank(declaration: &Declaration) -> u8 {
    2 * u8::from(!declaration.supplier.is_empty()) + u8::from(declaration.element.is_some())
}

/// Replaces the shares of the stages about which somebody says something. What the
/// statements leave open stays as the default chain has it.
pub(crate) fn apply(
    chain: &Chain,
    declarations: &[Declaration],
    item: &AskItem,
    element: Element,
    home: Option<CountryId>,
    tallies: &mut Tallies,
) {
    let about = |d: &&Declaration| {
        d.item == item.item
            && (d.supplier.is_empty() || d.supplier == item.supplier)
            && d.element.is_none_or(|of| of == element)
    };
    let about: Vec<&Declaration> = declarations.iter().filter(about).collect();
    let stages: BTreeSet<StageId> = about.iter().map(|d| d.stage).collect();
    for stage in stages {
        let of_stage = about.iter().filter(|d| d.stage == stage);
        let best = of_stage.clone().map(|d| rank(d)).max().unwrap_or(0);
        let rows: Vec<&&Declaration> = of_stage.filter(|d| rank(d) == best).collect();
        let said: f64 = rows.iter().map(|d| d.share.value()).sum::<f64>().min(1.0);
        let tally = tallies.stages.entry(stage).or_default();
        let total = if tally.total() > 0.0 { tally.total() } else { tallies.mass };
        let mut replaced: Tally = tally.scaled(1.0 - said);
        for row in rows {
            let mass = total * row.share.value();
            let entry = item.country.filter(|c| home.is_some_and(|home| !chain.is_within(*c, home)));
            replaced.add(row.country, entry, mass, row.evidence);
            if !row.firm.is_empty() && row.evidence != ItemEvidence::Assumed {
                *replaced.firms.entry((row.firm.clone(), row.country)).or_default() += mass;
            }
        }
        *tally = replaced;
    }
}
