//! From words to a shipment; every unknown word gets a hint.

use super::ControlsRequest;
use crate::elements;
use crate::error::AppError;
use coercivity_chain::{Chain, CountryId, Element, EndUseClass, Form, MassFraction};
use coercivity_control::query::{Content, Goods, Shipment};
use coercivity_data::problem::nearest;
use jiff::civil::Date;

/// A question whose words are all known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    pub(super) day: Date,
    pub(super) branch: Option<String>,
    pub(super) shipment: Shipment,
    /// Element named without its content.
    pub(super) element: Option<Element>,
    /// End use as asked.
    pub(super) end_use: Option<String>,
    /// Content was asked, not taken from the material.
    pub(super) content_asked: bool,
}

/// Reads a request.
pub(super) fn read(chain: &Chain, request: &ControlsRequest) -> Result<Question, AppError> {
    let day = request.on.as_deref().map_or(Ok(request.today), day)?;
    let branch = request.branch.as_deref().map(|name| branch(chain, name)).transpose()?;
    let element = request.element.as_deref().map(element).transpose()?;
    let mut shipment = Shipment {
        goods: goods(chain, request, element)?,
        from: request.from.as_deref().map(|code| country(chain, code)).transpose()?,
        to: request.to.as_deref().map(|code| country(chain, code)).transpose()?,
        class: request.end_use.as_deref().map(|word| class(chain, word)).transpose()?,
        value_share: request.value_share.map(|share| fraction("value-share", share)).transpose()?,
        technology: request.technology,
        re_export: request.re_export,
        owner_share: request.owner_share.map(|share| fraction("owner-share", share)).transpose()?,
        listed: request.listed,
    };
    if !shipment.is_open() {
        // Civil use unless somebody says otherwise; the answer names it.
        shipment.class = shipment.class.or(Some(EndUseClass::Civil));
    }
    let end_use = request.end_use.clone();
    Ok(Question { day, branch, shipment, element, end_use, content_asked: !request.content.is_empty() })
}

fn unknown(what: &'static str, name: &str, hint: impl Into<String>) -> AppError {
    AppError::Unknown { what, name: name.to_owned(), hint: hint.into() }
}

/// "did you mean", or else where to look.
fn hint<'a>(name: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(name, known).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

fn day(text: &str) -> Result<Date, AppError> {
    text.parse().map_err(|_| unknown("date", text, "write year, month and day, e.g. 2025-04-04"))
}

fn branch(chain: &Chain, name: &str) -> Result<String, AppError> {
    let mut known: Vec<&str> = chain.controls.iter().flat_map(|c| &c.branches).map(|b| b.key.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    let all = format!("one of: {}", known.join(", "));
    Err(unknown("branch", name, hint(name, known.iter().copied(), &all)))
}

/// A country or region by ISO 3166 alpha-3 or alpha-2, in any case.
fn country(chain: &Chain, code: &str) -> Result<CountryId, AppError> {
    let upper = code.to_uppercase();
    let by_alpha2 = || {
        let found = chain.countries.iter().find(|c| !c.alpha2.is_empty() && c.alpha2 == upper)?;
        chain.country(&found.iso3)
    };
    chain.country(&upper).or_else(by_alpha2).ok_or_else(|| {
        let name = code.to_lowercase();
        let named = chain.countries.iter().find(|c| c.name.to_lowercase() == name);
        let hint = named.map_or_else(
            || {
                let known = chain.countries.iter().map(|c| c.iso3.as_str());
                hint(&upper, known, "write ISO 3166-1 alpha-3 or alpha-2, e.g. CHN or CN, or EUU")
            },
            |country| format!("write its code, `{}`", country.iso3),
        );
        unknown("country", code, hint)
    })
}

fn element(word: &str) -> Result<Element, AppError> {
    elements::by_word(word).ok_or_else(|| {
        let hint = elements::nearest(word).map_or_else(
            || "write a symbol, e.g. Dy, or an English name".to_owned(),
            |e| format!("did you mean `{e}`?"),
        );
        unknown("element", word, hint)
    })
}

fn form(word: &str) -> Result<Form, AppError> {
    let known = Form::ALL.map(Form::word);
    Form::ALL.into_iter().find(|form| form.word() == word).ok_or_else(|| {
        let all = format!("one of: {}", known.join(", "));
        unknown("form", word, hint(word, known.into_iter(), &all))
    })
}

/// A class, or the class of an end use.
fn class(chain: &Chain, word: &str) -> Result<EndUseClass, AppError> {
    if let Some(class) = EndUseClass::ALL.into_iter().find(|class| class.word() == word) {
        return Ok(class);
    }
    chain.end_use(word).map(|id| chain.end_uses[id.index()].class).ok_or_else(|| {
        let mut known: Vec<&str> = chain.end_uses.iter().map(|e| e.key.as_str()).collect();
        known.extend(EndUseClass::ALL.map(EndUseClass::word));
        let otherwise = "write civil, dual, defence or medical; `coercivity data show end_uses` lists more";
        unknown("end use", word, hint(word, known.into_iter(), otherwise))
    })
}

/// A share from 0 to 1.
fn fraction(name: &'static str, value: f64) -> Result<f64, AppError> {
    if (0.0..=1.0).contains(&value) {
        return Ok(value);
    }
    Err(AppError::OutOfBounds { name, value: value.to_string(), hint: "write a share from 0 to 1".to_owned() })
}

/// What is sent, from material or element and form, content and customs code.
fn goods(chain: &Chain, request: &ControlsRequest, element: Option<Element>) -> Result<Goods, AppError> {
    let form = request.form.as_deref().map(form).transpose()?;
    let content = content(&request.content)?;
    let mut goods = Goods { form, hs: request.hs.as_deref().map(customs_code).transpose()?, ..Goods::default() };
    if let Some(name) = &request.material {
        of_material(chain, name, element, &mut goods)?;
    } else if let Some(element) = element {
        goods.content = Content::Holds(element);
    }
    if content.is_empty() {
        return Ok(goods);
    }
    if let Some(element) = element.filter(|element| content.iter().all(|(known, _)| known != element)) {
        return Err(AppError::Contradiction {
            what: format!("the element {element} is not in the content"),
            hint: format!("add --content {element}=..., or leave --element out"),
        });
    }
    goods.content = Content::Of(content);
    Ok(goods)
}

/// Fills in form, content and customs code of a material.
fn of_material(chain: &Chain, name: &str, element: Option<Element>, goods: &mut Goods) -> Result<(), AppError> {
    let id = chain.material(name).ok_or_else(|| {
        let otherwise = elements::by_word(name).map_or_else(
            || "`coercivity data show materials` lists them".to_owned(),
            |element| format!("for an element write --element {element} --form metal"),
        );
        unknown("material", name, hint(name, chain.materials.iter().map(|m| m.key.as_str()), &otherwise))
    })?;
    let material = &chain.materials[id.index()];
    if let Some(element) = element {
        return Err(AppError::Contradiction {
            what: format!("both the material {name} and the element {element} are named"),
            hint: "name a material, or an element and a form; --content changes what a material holds".to_owned(),
        });
    }
    if let Some(form) = goods.form.filter(|form| *form != material.form) {
        return Err(AppError::Contradiction {
            what: format!("the form of {name} is {}, not {}", material.form.word(), form.word()),
            hint: "leave --form out, or name an element instead of a material".to_owned(),
        });
    }
    goods.material = Some(id);
    goods.form = Some(material.form);
    goods.content = Content::Of(material.composition.clone());
    goods.customs_hs.clone_from(&material.customs_hs);
    Ok(())
}

/// 4 to 10 digits; dots and blanks between them are taken out.
fn customs_code(text: &str) -> Result<String, AppError> {
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    if (4..=10).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit()) {
        return Ok(digits);
    }
    Err(unknown("customs code", text, "write 4 to 10 digits, e.g. 850511"))
}

/// Mass fractions from `Dy=0.0004`, each element once, 1 at most in all.
fn content(parts: &[String]) -> Result<Vec<(Element, MassFraction)>, AppError> {
    let mut content: Vec<(Element, MassFraction)> = Vec::new();
    for part in parts.iter().flat_map(|part| part.split(',')).filter(|part| !part.trim().is_empty()) {
        let example = "write element=fraction, e.g. Dy=0.0004 for 0.04 %";
        let (name, number) = part.split_once('=').ok_or_else(|| unknown("content", part, example))?;
        let element = element(name.trim())?;
        let number: f64 = number.trim().parse().map_err(|_| unknown("content", part, example))?;
        if !(0.0..=1.0).contains(&number) {
            let hint = "a mass fraction is 0 to 1: 0.0004 for 0.04 %".to_owned();
            return Err(AppError::OutOfBounds { name: "content", value: part.trim().to_owned(), hint });
        }
        if content.iter().any(|(known, _)| *known == element) {
            return Err(AppError::Contradiction {
                what: format!("the content of {element} is given twice"),
                hint: "give each element once".to_owned(),
            });
        }
        content.push((element, MassFraction(number)));
    }
    let sum: f64 = content.iter().map(|(_, fraction)| fraction.value()).sum();
    if sum > 1.0 + 1e-9 {
        let hint = "mass fractions are at most 1 together".to_owned();
        return Err(AppError::OutOfBounds { name: "the sum of the contents", value: sum.to_string(), hint });
    }
    Ok(content)
}

impl Question {
    /// Goods, way and use in a few words.
    pub(super) fn words(&self, chain: &Chain) -> String {
        let shipment = &self.shipment;
        let code = |id: Option<CountryId>| id.map_or("anywhere", |id| chain.countries[id.index()].iso3.as_str());
        let mut words = format!("{} from {} to {}", self.goods(chain), code(shipment.from), code(shipment.to));
        if let Some(class) = shipment.class {
            words += &format!(" for {} use", class.word());
        }
        if let Some(share) = shipment.value_share {
            words += &format!(", {} % of the value controlled material", percent(share));
        }
        for (said, text) in [
            (shipment.technology, ", made with technology of the issuer"),
            (shipment.re_export, ", sent on from abroad"),
            (shipment.listed, ", buyer on a list"),
        ] {
            words += if said { text } else { "" };
        }
        if let Some(share) = shipment.owner_share {
            words += &format!(", buyer owned {} % by a listed party", percent(share));
        }
        words
    }

    fn goods(&self, chain: &Chain) -> String {
        let goods = &self.shipment.goods;
        let form = goods.form.map_or("goods", Form::word);
        let name = match (goods.material, &goods.content) {
            (Some(id), _) => chain.materials[id.index()].key.clone(),
            (None, Content::Holds(element)) => format!("{element} {form}"),
            (None, Content::Any) if goods.form.is_none() => {
                return goods
                    .hs
                    .as_ref()
                    .map_or_else(|| "any goods".to_owned(), |hs| format!("goods under customs code {hs}"));
            }
            (None, _) => form.to_owned(),
        };
        let hs = goods.hs.as_ref().map_or_else(String::new, |hs| format!(" under customs code {hs}"));
        match &goods.content {
            Content::Of(content) if self.content_asked => {
                let part = |(element, fraction): &(Element, MassFraction)| {
                    format!("{} % {element}", percent(fraction.value()))
                };
                let parts: Vec<String> = content.iter().map(part).collect();
                format!("{name} with {}{hs}", parts.join(" and "))
            }
            _ => format!("{name}{hs}"),
        }
    }
}

/// Per cent, with as many digits as it takes.
fn percent(share: f64) -> f64 {
    (share * 1e7).round() / 1e5
}
