//! The vocabulary of Coercivity.
//!
//! A [`Chain`] is a graph of [`Site`]s that run [`Process`]es and send
//! [`Material`]s to each other over [`Link`]s. [`Control`]s are dated measures
//! that bite on shipments, a [`Scenario`] is a list of dated events, a
//! [`Study`] is somebody's production lines attached to the chain.
//!
//! Everything here is plain data with dense ids and no look-up by name left:
//! reading and checking files is the business of `coercivity-data`.

mod chain;
mod control;
mod element;
mod evidence;
mod id;
mod lever;
mod material;
mod observed;
mod price;
mod quantity;
mod rule;
mod scenario;
mod site;
mod study;

pub use chain::Chain;
pub use control::{
    BanTerms, Branch, Control, ControlKind, EndUseRule, EndUseTreatment, Extraterritorial, Inspection, InspectionStep,
    Item, LicenceTerms, LicenceType, Licensing, Limb, LimbTest, Measure, Outcome, Paper, Phase, Procedure, Quota,
    QuotaPeriod, Scope, Statement, Status, StatusPeriod,
};
pub use element::Element;
pub use evidence::{Basis, Evidence, Parameter, Source};
pub use id::{ControlId, CountryId, DemandId, EndUseId, LinkId, MaterialId, ProcessId, SiteId, SourceId, StageId};
pub use lever::{AppliesTo, Lever, LeverKind, LeverParameter, MagnetValue};
pub use material::{Form, Material, Stage};
pub use observed::{Backtest, Counted, Observation, ObservedSeries};
pub use price::{Behaviour, Price, Response};
pub use quantity::{DAYS_PER_YEAR, Days, MassFraction, Share, Tonnes, TonnesPerDay, TonnesPerYear};
pub use rule::{
    Applies, CapacityShare, Commencement, Condition, ControlScope, CoveredGoods, Disclosure, DisclosureRow, Exception,
    FactKind, FactTest, FactValue, MassLimit, RawMaterial, RawMaterialList, Rule, RuleLevel, RuleTest, RuleVersion,
    RuleWho, ShareLimit, StageOriginTest, StockCover, StockReport, ValueShare, WhoMust, years_after,
};
pub use scenario::{Event, EventKind, Freeze, LineItem, Scenario, ScenarioBranch};
pub use site::{Bloc, Country, Demand, EndUse, EndUseClass, Fate, Flow, Link, Loss, Process, Route, Site};
pub use study::{BomItem, Declaration, Fact, ItemEvidence, Line, Study, StudySettings};
