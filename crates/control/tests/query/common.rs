//! Questions in few words.

use coercivity_chain::{Chain, CountryId, EndUseClass, Form, MassFraction};
use coercivity_control::query::{Answer, Content, Finding, Goods, Shipment, Verdict, ask};
use coercivity_data::Package;
use jiff::civil::Date;
use std::sync::LazyLock;

static PACKAGE: LazyLock<Package> = LazyLock::new(|| Package::default_package().expect("the package is sound"));

/// The default chain.
pub(crate) fn chain() -> &'static Chain {
    &PACKAGE.chain
}

pub(crate) fn day(iso: &str) -> Date {
    iso.parse().expect("a date")
}

pub(crate) fn country(iso3: &str) -> CountryId {
    chain().country(iso3).expect("a country")
}

/// An element in a form, for civil use.
pub(crate) fn element(symbol: &str, form: Form, from: &str, to: &str) -> Shipment {
    Shipment {
        goods: Goods { form: Some(form), content: Content::Holds(symbol.parse().unwrap()), ..Goods::default() },
        from: Some(country(from)),
        to: Some(country(to)),
        class: Some(EndUseClass::Civil),
        ..Shipment::default()
    }
}

/// A material of the package, for civil use.
pub(crate) fn material(key: &str, from: &str, to: &str) -> Shipment {
    let id = chain().material(key).expect("a material");
    let material = &chain().materials[id.index()];
    Shipment {
        goods: Goods {
            material: Some(id),
            form: Some(material.form),
            content: Content::Of(material.composition.clone()),
            hs: None,
            customs_hs: material.customs_hs.clone(),
            under_code: Vec::new(),
        },
        from: Some(country(from)),
        to: Some(country(to)),
        class: Some(EndUseClass::Civil),
        ..Shipment::default()
    }
}

/// Magnets of any make with so much Dy and Tb.
pub(crate) fn magnet(dy: f64, tb: f64) -> Shipment {
    let mut shipment = element("Dy", Form::Magnet, "CHN", "DEU");
    shipment.goods.content =
        Content::Of(vec![("Dy".parse().unwrap(), MassFraction(dy)), ("Tb".parse().unwrap(), MassFraction(tb))]);
    shipment
}

/// What a control means for a shipment.
pub(crate) fn finding(control: &str, shipment: &Shipment, on: &str, branch: Option<&str>) -> Finding {
    answer(control, shipment, on, branch).finding
}

pub(crate) fn answer(control: &str, shipment: &Shipment, on: &str, branch: Option<&str>) -> Answer {
    let answers = ask(chain(), shipment, day(on), branch);
    answers.into_iter().find(|answer| answer.control.key == control).expect("a control")
}

pub(crate) fn verdict(control: &str, shipment: &Shipment, on: &str) -> Verdict {
    finding(control, shipment, on, None).verdict
}
