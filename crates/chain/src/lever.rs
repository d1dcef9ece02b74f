//! What a buyer or a government can do against a squeeze, what that costs, and what is at stake.

use crate::{EndUseId, Parameter};
use serde::{Deserialize, Serialize};

/// Kind of counter-measure, as assessments name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeverKind {
    /// Goods on hand.
    Stock,
    /// Another country or firm.
    Diversification,
    /// Less of it, or something else in its place.
    Substitution,
    /// Scrap in place of new material.
    Recycling,
    /// A contract that makes a new source bankable.
    Offtake,
    /// A part bought ready-made instead of what goes into it.
    SubAssembly,
    /// A claim on goods held together with others.
    CommonReserve,
    /// A licence that needs no case per shipment.
    Licence,
    /// Making up sooner what was missed.
    Overtime,
    /// Papers filed sooner.
    Filing,
    /// Goods that a government keeps.
    PublicStock,
    /// A government's promise of a price to makers at home.
    PriceFloor,
    /// A plant at home that a government helps to build.
    Project,
}

impl LeverKind {
    /// Is it a government's, not a firm's?
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, LeverKind::PublicStock | LeverKind::PriceFloor | LeverKind::Project)
    }

    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            LeverKind::Stock => "stock",
            LeverKind::Diversification => "diversification",
            LeverKind::Substitution => "substitution",
            LeverKind::Recycling => "recycling",
            LeverKind::Offtake => "offtake",
            LeverKind::SubAssembly => "sub-assembly",
            LeverKind::CommonReserve => "common-reserve",
            LeverKind::Licence => "licence",
            LeverKind::Overtime => "overtime",
            LeverKind::Filing => "filing",
            LeverKind::PublicStock => "public-stock",
            LeverKind::PriceFloor => "price-floor",
            LeverKind::Project => "project",
        }
    }
}

/// Goods to which a lever applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppliesTo {
    /// Anything that is bought.
    Any,
    /// Permanent magnets.
    Magnet,
    /// Magnets that hold Dy or Tb.
    HeavyMagnet,
    /// Parts that hold magnets.
    SubAssembly,
    /// Goods that need a licence.
    Licensed,
}

/// What a number of a lever says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeverParameter {
    /// Time until it helps.
    Lead,
    /// What it costs on top of the usual price.
    Premium,
    /// What it costs in place of the usual price.
    Price,
    /// Paid once.
    OneOffCost,
    /// Yearly cost of holding, share of value.
    CarryingCost,
    /// Share of Dy and Tb saved.
    HeavySaved,
    /// Mass out per mass in.
    Yield,
    /// Most that can be had: days or share of use.
    Capacity,
    /// Share of what is contracted that comes in a squeeze.
    Held,
    /// Time from the call to the goods.
    Delay,
    /// Yearly cost of being ready, share of value.
    Fee,
    /// Cost of what goes in.
    Feed,
    /// What a part is worth, share of the price of its product.
    PriceShare,
}

/// What a kilogram of magnets holds up in an end use.
#[derive(Debug, Clone, PartialEq)]
pub struct MagnetValue {
    /// End use.
    pub end_use: EndUseId,
    /// Value added \[USD per kg of magnets\].
    pub value_added: Parameter,
}

/// A counter-measure with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Kind.
    pub kind: LeverKind,
    /// Goods to which it applies.
    pub applies_to: AppliesTo,
    /// Numbers, in file order.
    pub parameters: Vec<(LeverParameter, Parameter)>,
}

impl Lever {
    /// A number of the lever.
    #[must_use]
    pub fn parameter(&self, wanted: LeverParameter) -> Option<&Parameter> {
        self.parameters.iter().find(|(parameter, _)| *parameter == wanted).map(|(_, value)| value)
    }
}
