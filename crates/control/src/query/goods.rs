//! Are these goods on the list of a control? By entry, element, form and customs code.

use super::{Content, Goods};
use crate::scope::exceeds;
use coercivity_chain::{Basis, Chain, Control, Element, Form, Item, Parameter, Scope};
use jiff::civil::Date;

/// Whether goods are on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not on it.
    Outside,
    /// On it by the text, taken as free by trade practice.
    ByPractice,
    /// On it.
    Inside,
}

/// What a list has to say of goods.
#[derive(Debug, Clone, PartialEq)]
pub struct Touch {
    /// On the list or not.
    pub standing: Standing,
    /// Entries that name the goods.
    pub items: Vec<usize>,
    /// Mass fraction of the listed elements together, where the content is known.
    pub fraction: Option<f64>,
    /// True when the list is in words only, so that nothing was compared.
    pub in_words: bool,
}

/// Compares goods with a list.
#[must_use]
pub fn touch(scope: &Scope, goods: &Goods) -> Touch {
    let all = 0..scope.items.len();
    if goods.is_any() {
        return Touch { standing: Standing::Inside, items: all.collect(), fraction: None, in_words: false };
    }
    let items: Vec<usize> = all.filter(|item| names(&scope.items[*item], goods)).collect();
    let whatever = items.iter().any(|item| by_name(&scope.items[*item], goods));
    let fraction = listed_fraction(scope, goods);
    let standing = match fraction {
        _ if items.is_empty() => Standing::Outside,
        _ if whatever => Standing::Inside,
        Some(fraction) if !exceeds(fraction, scope.threshold.value) => {
            let law = is_practice(scope) && exceeds(fraction, scope.threshold.low());
            if law { Standing::ByPractice } else { Standing::Outside }
        }
        _ => Standing::Inside,
    };
    Touch { standing, items, fraction, in_words: false }
}

/// Compares goods made abroad with a list. One that is in words only cannot be
/// compared: the goods are taken as meant by whoever says that a limb is met.
#[must_use]
pub fn touch_abroad(scope: &Scope, goods: &Goods) -> Touch {
    if !is_in_words(scope) {
        return touch(scope, goods);
    }
    let items = (0..scope.items.len()).collect();
    Touch { standing: Standing::Inside, items, fraction: None, in_words: true }
}

/// True when no entry names elements or materials.
#[must_use]
pub fn is_in_words(scope: &Scope) -> bool {
    scope.items.iter().all(|item| item.elements.is_empty() && item.materials.is_empty())
}

/// True when the threshold is trade practice, below which the text of the law still covers goods.
#[must_use]
pub fn is_practice(scope: &Scope) -> bool {
    let judged = matches!(scope.threshold.evidence.basis, Basis::Estimated | Basis::Assumed);
    judged && scope.threshold.low() < scope.threshold.value
}

/// True when one customs code is the beginning of the other.
#[must_use]
pub fn same_code(known: &str, asked: &str) -> bool {
    known.starts_with(asked) || asked.starts_with(known)
}

/// Share of a material above which an element names the goods under its customs code.
const MAIN_ELEMENT: f64 = 0.1;

/// Elements and forms that pass under a customs code: by the entries of all
/// controls that have the code, and by the materials of the chain.
#[must_use]
pub fn under_code(chain: &Chain, goods: &Goods) -> Vec<(Element, Form)> {
    let Some(code) = goods.hs.as_ref().filter(|_| !goods.is_described()) else { return Vec::new() };
    let mut found = Vec::new();
    let listed = chain.controls.iter().flat_map(|control| &control.scope.items);
    for item in listed.filter(|item| item.hs.iter().any(|known| same_code(known, code))) {
        let pairs = item.elements.iter().flat_map(|element| item.forms.iter().map(move |form| (*element, *form)));
        found.extend(pairs);
    }
    for material in &chain.materials {
        if [&material.hs, &material.customs_hs].into_iter().flatten().any(|known| same_code(known, code)) {
            let main = material.composition.iter().filter(|(_, fraction)| fraction.value() >= MAIN_ELEMENT);
            found.extend(main.map(|(element, _)| (*element, material.form)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// True when an entry names the goods.
fn names(item: &Item, goods: &Goods) -> bool {
    by_name(item, goods) || by_element(item, goods)
}

/// By material, or by customs code.
fn by_name(item: &Item, goods: &Goods) -> bool {
    goods.material.is_some_and(|material| item.materials.contains(&material)) || by_code(item, goods)
}

/// By customs code; an entry without codes by what passes under it. Beside goods
/// that are described, a code only finds entries that name no element: the
/// others go by element and form.
fn by_code(item: &Item, goods: &Goods) -> bool {
    let Some(code) = &goods.hs else { return false };
    let in_words = item.elements.is_empty() && item.materials.is_empty();
    if goods.is_described() && !in_words {
        return false;
    }
    let passes = |(element, form): &(Element, Form)| item.elements.contains(element) && item.forms.contains(form);
    item.hs.iter().any(|known| same_code(known, code)) || (item.hs.is_empty() && goods.under_code.iter().any(passes))
}

/// By element and form.
fn by_element(item: &Item, goods: &Goods) -> bool {
    let form = goods.form.is_none_or(|form| item.forms.contains(&form));
    let holds = |element: &Element| item.elements.contains(element);
    form && match &goods.content {
        Content::Any => goods.form.is_some() && !item.elements.is_empty(),
        Content::Holds(element) => holds(element),
        Content::Of(content) => content.iter().any(|(element, fraction)| fraction.value() > 0.0 && holds(element)),
    }
}

/// Mass fraction of the listed elements together; without a form, of those listed in any.
fn listed_fraction(scope: &Scope, goods: &Goods) -> Option<f64> {
    let Content::Of(content) = &goods.content else { return None };
    if let Some(form) = goods.form {
        return Some(scope.listed_in(form, content));
    }
    let listed = |element: &Element| scope.items.iter().any(|item| item.elements.contains(element));
    Some(content.iter().filter(|(element, _)| listed(element)).map(|(_, fraction)| fraction.value()).sum())
}

/// Why goods are on the list.
pub(super) fn why_inside(control: &Control, goods: &Goods, touch: &Touch) -> String {
    let scope = &control.scope;
    if touch.in_words {
        return "its entries are in words: see whether they name your goods".to_owned();
    }
    if goods.is_any() {
        let count = touch.items.len();
        return format!("for what it lists ({count} {})", if count == 1 { "entry" } else { "entries" });
    }
    let entries = entries(scope, &touch.items);
    let coded = goods.hs.is_some() && touch.items.iter().all(|item| by_name(&scope.items[*item], goods));
    if let (true, Some(code)) = (coded, &goods.hs) {
        return format!("goods under customs code {code} are listed: {entries}");
    }
    match touch.fraction {
        Some(fraction) if scope.threshold.value > 0.0 => {
            format!("listed: {entries}; {} listed elements", percent(fraction))
        }
        None if scope.threshold.value > 0.0 && goods.content != Content::Any => {
            format!("listed: {entries}; content not stated, taken as above {}", percent(scope.threshold.value))
        }
        _ => format!("listed: {entries}"),
    }
}

/// Why goods are off the list.
pub(super) fn why_outside(chain: &Chain, control: &Control, goods: &Goods, touch: &Touch, day: Date) -> String {
    let threshold = &control.scope.threshold;
    match (touch.standing, touch.fraction) {
        (Standing::ByPractice, Some(fraction)) => why_by_practice(chain, threshold, fraction, day),
        (_, Some(fraction)) if !touch.items.is_empty() => {
            let (found, limit) = (percent(fraction), percent(threshold.value));
            format!("{found} listed elements, at or below the threshold of {limit}")
        }
        _ if goods.hs.is_some() => "no entry of its list has the goods or the customs code".to_owned(),
        _ if goods.form.is_some() => "no entry of its list has the goods in this form".to_owned(),
        _ => "no entry of its list has the goods".to_owned(),
    }
}

/// Why goods that the text covers are taken as free, who says so, and since when.
fn why_by_practice(chain: &Chain, threshold: &Parameter, fraction: f64, day: Date) -> String {
    let evidence = &threshold.evidence;
    let source = &chain.sources[evidence.source.index()].key;
    let year = evidence.year.map_or_else(String::new, |year| format!(" {year}"));
    let text = if exceeds(threshold.low(), 0.0) {
        format!("content above {}", percent(threshold.low()))
    } else {
        "any content".to_owned()
    };
    let early = evidence.year.is_some_and(|year| i32::from(day.year()) < i32::from(year));
    format!(
        "free by trade practice, not by law: {} listed elements, at or below {} ({}{year}, {source}); the text covers {text}{}",
        percent(fraction),
        percent(threshold.value),
        evidence.basis,
        if early { ", and no earlier practice is on record" } else { "" }
    )
}

/// The first two entries in words, and how many more there are.
fn entries(scope: &Scope, items: &[usize]) -> String {
    let word = |item: &usize| {
        let item = &scope.items[*item];
        item.code.as_ref().map_or_else(|| item.what.clone(), |code| format!("{} ({code})", item.what))
    };
    let named: Vec<String> = items.iter().take(2).map(word).collect();
    let more = items.len().saturating_sub(2);
    if more == 0 { named.join("; ") } else { format!("{}; and {more} more", named.join("; ")) }
}

/// A mass fraction in per cent, with as many digits as it takes.
fn percent(fraction: f64) -> String {
    let rounded = (fraction * 1e7).round() / 1e5;
    format!("{rounded} %")
}
