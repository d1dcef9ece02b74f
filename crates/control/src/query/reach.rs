//! Does the rule of a control reach a shipment, at the border or beyond it?

use super::Shipment;
use super::goods::is_in_words;
use super::standing::date_words;
use coercivity_chain::{Chain, Control, CountryId, Extraterritorial, Limb, LimbTest};
use jiff::civil::Date;

/// The way on which a control reaches a shipment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    /// Limb of the rule beyond the border; `None` = at the border of the issuing country.
    pub limb: Option<usize>,
    /// What the question left open and the rule asks for.
    pub conditions: Vec<String>,
}

/// The way on which a control reaches a shipment on a day.
///
/// # Errors
/// Why it does not, in words.
pub fn route(chain: &Chain, control: &Control, shipment: &Shipment, day: Date) -> Result<Route, String> {
    let mut route = Route::default();
    match (at_the_border(chain, control, shipment), &control.extraterritorial) {
        (Ok(condition), _) => route.conditions.extend(condition),
        (Err(why), None) => return Err(why),
        (Err(why), Some(rule)) => route.limb = Some(beyond(chain, control, rule, shipment, day, &why)?),
    }
    route.conditions.extend(destination(chain, control, shipment)?);
    route.conditions.extend(class(control, shipment)?);
    Ok(route)
}

/// True when the control is about goods abroad and stops nothing at its own border.
fn is_for_abroad(control: &Control) -> bool {
    control.extraterritorial.is_some() && is_in_words(&control.scope)
}

/// Goods of the issuing country that leave it; the condition that the question left open.
fn at_the_border(chain: &Chain, control: &Control, shipment: &Shipment) -> Result<Option<String>, String> {
    let name = |country: CountryId| chain.countries[country.index()].name.as_str();
    let issuer = &chain.countries[control.country.index()];
    if shipment.is_open() && is_for_abroad(control) {
        return Ok(Some("for goods made abroad".to_owned()));
    }
    match shipment.from {
        Some(from) if from != control.country && !chain.is_within(control.country, from) => {
            return Err(format!("the goods are made in {}, not in {}", name(from), issuer.name));
        }
        None if shipment.is_from_abroad() => return Err(format!("the goods are made outside {}", issuer.name)),
        _ if is_for_abroad(control) => return Err(format!("the rule is for goods sent from outside {}", issuer.name)),
        _ => {}
    }
    if shipment.to == Some(control.country) {
        return Err(format!("the goods stay in {}", issuer.name));
    }
    Ok((shipment.from != Some(control.country)).then(|| format!("from {}", issuer.iso3)))
}

/// The limb that catches goods made or sent on abroad: one in effect, else the first to come.
fn beyond(
    chain: &Chain,
    control: &Control,
    rule: &Extraterritorial,
    shipment: &Shipment,
    day: Date,
    why_not_direct: &str,
) -> Result<usize, String> {
    let issuer = &chain.countries[control.country.index()].name;
    if shipment.from == Some(control.country) || (shipment.from.is_none() && !shipment.is_from_abroad()) {
        return Err(why_not_direct.to_owned());
    }
    if shipment.to == Some(control.country) {
        return Err(format!("the goods go to {issuer}"));
    }
    if shipment.to.is_some() && shipment.to == shipment.from {
        return Err("the goods stay in the country where they are".to_owned());
    }
    let met = |limb: &(usize, &Limb)| is_met(limb.1, shipment);
    let caught = rule.limbs.iter().enumerate().filter(met).min_by_key(|(_, limb)| (limb.from > day, limb.from));
    caught.map(|(number, _)| number).ok_or_else(|| no_limb(rule, shipment))
}

/// True when a limb's test catches the shipment, whatever the day.
#[must_use]
pub fn is_met(limb: &Limb, shipment: &Shipment) -> bool {
    match limb.test {
        LimbTest::ValueShare(least) => shipment.value_share.is_some_and(|share| share >= least),
        LimbTest::Technology => shipment.technology,
        LimbTest::ReExport => shipment.re_export,
    }
}

/// Why no limb catches the shipment.
fn no_limb(rule: &Extraterritorial, shipment: &Shipment) -> String {
    let word = |limb: &Limb| {
        let test = match (limb.test, shipment.value_share) {
            (LimbTest::ValueShare(least), Some(share)) => {
                format!("{} of value is below {}", percent(share), percent(least))
            }
            (LimbTest::ValueShare(least), None) => {
                format!("{} of value or more is not said to be controlled material", percent(least))
            }
            (LimbTest::Technology, _) => "not made with its technology".to_owned(),
            (LimbTest::ReExport, _) => "not its goods sent on".to_owned(),
        };
        format!("limb {} (from {}): {test}", limb.key, date_words(limb.from))
    };
    let limbs: Vec<String> = rule.limbs.iter().map(word).collect();
    format!("no limb of its rule beyond the border is met: {}", limbs.join("; "))
}

fn percent(share: f64) -> String {
    format!("{} %", (share * 1e7).round() / 1e5)
}

/// The destination is meant; the condition that the question left open.
fn destination(chain: &Chain, control: &Control, shipment: &Shipment) -> Result<Option<String>, String> {
    let regions = &control.scope.destinations;
    if regions.is_empty() {
        return Ok(None);
    }
    let codes: Vec<&str> = regions.iter().map(|region| chain.countries[region.index()].iso3.as_str()).collect();
    let only = format!("to {}", codes.join(" or "));
    match shipment.to {
        None => Ok(Some(only)),
        Some(to) if regions.iter().any(|region| chain.is_within(to, *region)) => Ok(None),
        // A country of the region that was asked for.
        Some(to) if regions.iter().any(|region| chain.is_within(*region, to)) => Ok(Some(only)),
        Some(_) => Err(format!("it is for goods {only} only")),
    }
}

/// The class of the end use is meant; the condition that the question left open.
fn class(control: &Control, shipment: &Shipment) -> Result<Option<String>, String> {
    let classes = &control.scope.classes;
    if classes.is_empty() {
        return Ok(None);
    }
    let words: Vec<&str> = classes.iter().map(|class| class.word()).collect();
    let only = format!("for {} use", words.join(" or "));
    match shipment.class {
        None => Ok(Some(only)),
        Some(class) if classes.contains(&class) => Ok(None),
        Some(_) => Err(format!("it is {only} only")),
    }
}
