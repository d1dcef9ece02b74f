//! What leaves a country under one of its controls: by form and content, as shipped.

use super::evidence::all_of;
use super::standing::followed;
use super::verdict::{Found, Outcome};
use super::{Answers, Context};
use coercivity_chain::{BomItem, Control, ControlScope, Form, ItemEvidence, Line};
use coercivity_control::query::goods::Standing;
use coercivity_control::query::{Content, Finding, Goods, Shipment, Verdict as Meaning, find};

/// Deepest bill of materials that is followed; readers refuse deeper ones.
const MAX_DEPTH: usize = 60;

pub(super) fn test(context: &Context<'_>, test: &ControlScope, answers: &mut Answers) {
    let Some(control) = followed(context) else { return };
    for (line, _) in context.lines() {
        let mut items: Vec<(&str, Found)> = Vec::new();
        for row in rows(context, line) {
            let Some(found) = of_row(context, test, &control, line, row) else { continue };
            match items.iter_mut().find(|(item, _)| *item == row.child) {
                Some((_, known)) if found.outcome < known.outcome => *known = found,
                Some(_) => {}
                None => items.push((&row.child, found)),
            }
        }
        if items.is_empty() {
            let issuer = &context.chain().countries[control.country.index()].name;
            let found = Found::not_applicable(format!("nothing that is followed is shipped from {issuer}"));
            context.add(answers, &line.key, Some(line), found);
        }
        for (item, found) in items {
            context.add(answers, &format!("{}/{item}", line.key), Some(line), found);
        }
    }
}

/// Rows of the bill of materials of a line, top first.
fn rows<'a>(context: &Context<'a>, line: &Line) -> Vec<&'a BomItem> {
    let bom = &context.inputs.study.bom;
    let mut made = vec![line.product.as_str()];
    let (mut found, mut next): (Vec<&BomItem>, usize) = (Vec::new(), 0);
    while let Some(parent) = made.get(next).copied() {
        next += 1;
        for row in bom.iter().filter(|row| row.parent == parent) {
            found.push(row);
            if !made.contains(&row.child.as_str()) {
                made.push(&row.child);
            }
        }
    }
    found
}

/// True when something that is made of chain materials goes in, at any depth.
fn holds_materials(context: &Context<'_>, item: &str, depth: usize) -> bool {
    let parts = context.inputs.study.bom.iter().filter(|row| row.parent == item);
    depth < MAX_DEPTH
        && parts.into_iter().any(|row| row.material.is_some() || holds_materials(context, &row.child, depth + 1))
}

/// What the control means for one row; `None` where it is about other goods or another border.
fn of_row(context: &Context<'_>, test: &ControlScope, control: &Control, line: &Line, row: &BomItem) -> Option<Found> {
    let chain = context.chain();
    if row.material.is_none() && !holds_materials(context, &row.child, 0) {
        return None;
    }
    let supplier = if row.supplier.is_empty() { "supplier not named" } else { &row.supplier };
    let path = format!("{} › {} › {supplier}", line.key, row.child);
    let Some(from) = row.country else {
        let missing = vec![format!("country of {} from {supplier}", row.child)];
        return Some(Found { path, missing, ..Found::unknown("the country where it is made is not known") });
    };
    if !chain.is_within(from, control.country) {
        return None;
    }
    let shipment = Shipment {
        goods: goods(context, row),
        from: Some(from),
        to: Some(line.country),
        class: Some(chain.end_uses[line.end_use.index()].class),
        ..Shipment::default()
    };
    let finding = find(chain, control, &shipment, context.inputs.day);
    let mut found = judge(context, test, (line, row), &finding);
    // The sum of nothing is -0.
    found.measured = finding.touch.fraction.map(|fraction| fraction + 0.0);
    found.threshold = finding.touch.fraction.map(|_| control.scope.threshold.value);
    found.unit = "t/t of listed elements";
    found.path = format!("{path}: shipped from {} as {}", context.code(from), form(&shipment.goods));
    found.evidence = all_of(row.evidence);
    Some(found)
}

/// A chain material as it is; anything else that is made of some goes as a component.
fn goods(context: &Context<'_>, row: &BomItem) -> Goods {
    let Some(id) = row.material else { return Goods { form: Some(Form::Component), ..Goods::default() } };
    let material = &context.chain().materials[id.index()];
    Goods {
        material: Some(id),
        form: Some(material.form),
        content: Content::Of(material.composition.clone()),
        customs_hs: material.customs_hs.clone(),
        ..Goods::default()
    }
}

fn form(goods: &Goods) -> &'static str {
    goods.form.map_or("goods", Form::word)
}

fn judge(context: &Context<'_>, test: &ControlScope, (line, row): (&Line, &BomItem), finding: &Finding) -> Found {
    let why = finding.why.clone();
    if finding.exempt.is_some() || !finding.on_its_way {
        return Found::not_applicable(why);
    }
    match finding.touch.standing {
        Standing::Inside => {
            let subjects = [row.child.as_str(), line.key.as_str(), "company"];
            let held = context.facts.licence(&subjects, test.licence.as_ref());
            let outcome = match held {
                Some(true) if finding.verdict != Meaning::Refused => Outcome::Pass,
                None => Outcome::Unknown,
                Some(_) => Outcome::Fail,
            };
            let missing = test.licence.iter().filter(|_| outcome != Outcome::Pass).cloned().collect();
            Found { missing, ..Found::new(outcome, why) }
        }
        Standing::ByPractice => Found {
            missing: vec!["whether customs go by trade practice or by the text".to_owned()],
            ..Found::new(Outcome::Unknown, why)
        },
        Standing::Outside if row.evidence == ItemEvidence::Assumed => Found {
            missing: vec![format!("form, content and country of {}, declared by its supplier", row.child)],
            ..Found::new(Outcome::Unknown, format!("{why}, as far as is assumed"))
        },
        Standing::Outside => Found::new(Outcome::Pass, why),
    }
}
