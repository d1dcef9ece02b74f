//! Materials and the stages at which they are made.

use crate::{Days, Element, MassFraction, StageId};
use serde::{Deserialize, Serialize};

/// A step of a mineral's way from ore to product. Stages are data, not code.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Key, e.g. `separation`.
    pub key: String,
    /// Place in the chain, 1 = furthest upstream.
    pub position: u32,
    /// In words.
    pub title: String,
}

/// Physical form, the word by which controls name goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Ore concentrate or mixed compound before separation.
    Concentrate,
    /// Separated oxide or compound.
    Oxide,
    /// Metal.
    Metal,
    /// Alloy or alloy powder.
    Alloy,
    /// Permanent magnet material, finished or not.
    Magnet,
    /// Assembly that holds the material, e.g. a rotor.
    Component,
    /// Finished product.
    Product,
    /// Bought-in material that is not followed upstream.
    Auxiliary,
}

impl Form {
    /// All forms, upstream first.
    pub const ALL: [Form; 8] = [
        Form::Concentrate,
        Form::Oxide,
        Form::Metal,
        Form::Alloy,
        Form::Magnet,
        Form::Component,
        Form::Product,
        Form::Auxiliary,
    ];

    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Form::Concentrate => "concentrate",
            Form::Oxide => "oxide",
            Form::Metal => "metal",
            Form::Alloy => "alloy",
            Form::Magnet => "magnet",
            Form::Component => "component",
            Form::Product => "product",
            Form::Auxiliary => "auxiliary",
        }
    }
}

/// Something that is made, shipped and used, measured in tonnes of its `mass_basis`.
#[derive(Debug, Clone, PartialEq)]
pub struct Material {
    /// Key, e.g. `ndfeb-heavy`.
    pub key: String,
    /// In words.
    pub title: String,
    /// Stage at which it is made.
    pub stage: StageId,
    /// Physical form.
    pub form: Form,
    /// What a tonne means: `REO`, `oxide`, `metal`, `gross`, `magnet-contained`.
    pub mass_basis: String,
    /// Harmonised System code, 6 digits, if any.
    pub hs: Option<String>,
    /// National customs code where one matters.
    pub customs_hs: Option<String>,
    /// Output stock beyond which a co-product leaves as surplus [days of base output].
    pub ceiling: Days,
    /// True when supply is unlimited and outside the chain.
    pub unconstrained: bool,
    /// Elements carried, with their mass fraction.
    pub composition: Vec<(Element, MassFraction)>,
}

impl Material {
    /// Mass fraction of an element, 0 where it is not carried.
    #[must_use]
    pub fn fraction(&self, element: Element) -> f64 {
        self.composition.iter().find(|(e, _)| *e == element).map_or(0.0, |(_, fraction)| fraction.value())
    }
}
