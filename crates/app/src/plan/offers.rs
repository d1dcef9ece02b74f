//! What can be bought: levers of the data package, priced for each line and input.

use super::setting::Setting;
use coercivity_chain::{AppliesTo, Chain, Element, Form, Lever, LeverKind, LeverParameter, MaterialId};
use coercivity_plan::case::{self, Effect};
use coercivity_sim::model::network::Leaf;

/// Days in a month, on average.
pub(crate) const DAYS_PER_MONTH: f64 = 365.0 / 12.0;

/// Which end of a lever's ranges to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Low,
    High,
}

/// Numbers of levers as they stand, or some at an end of their range.
#[derive(Debug, Clone, Default)]
pub(crate) struct Look<'a> {
    /// Lever and parameters that are at that end; no lever = all.
    pub(crate) moved: Option<(Option<&'a str>, &'a [LeverParameter], End)>,
}

/// Parameters that make a lever dearer the higher they are.
pub(crate) const COSTS: [LeverParameter; 7] = [
    LeverParameter::Premium,
    LeverParameter::Price,
    LeverParameter::OneOffCost,
    LeverParameter::CarryingCost,
    LeverParameter::Fee,
    LeverParameter::Feed,
    LeverParameter::PriceShare,
];

impl Look<'_> {
    fn of(&self, lever: &Lever, parameter: LeverParameter) -> Option<f64> {
        let number = lever.parameter(parameter)?;
        let here =
            self.moved.filter(|(key, list, _)| key.is_none_or(|key| key == lever.key) && list.contains(&parameter));
        Some(match here {
            Some((_, _, End::Low)) => number.low(),
            Some((_, _, End::High)) => number.high(),
            None => number.value,
        })
    }
}

/// A lever for an input, a part or a line.
#[derive(Debug, Clone)]
pub(crate) struct Offer<'a> {
    pub(crate) lever: &'a Lever,
    pub(crate) line: usize,
    /// Material or part; empty for the line as a whole.
    pub(crate) item: String,
    /// The same in words.
    pub(crate) title: String,
    /// Tonnes or pieces per unit of the program; per day for a flow.
    pub(crate) per_unit: f64,
    /// Unit of quantities.
    pub(crate) unit: &'static str,
    /// Day from which it helps; negative before day 0.
    pub(crate) helps_from: f64,
    /// For the program.
    pub(crate) case: case::Lever,
    /// Why it cannot be had.
    pub(crate) refused: Option<String>,
}

/// Everything that may be bought for lines that lose something.
pub(crate) fn offers<'a>(setting: &Setting<'a>, look: &Look<'_>, hurt: &[bool]) -> Vec<Offer<'a>> {
    let mut offers = Vec::new();
    for line in (0..setting.model.network.lines.len()).filter(|line| hurt[*line]) {
        let maker = Maker { setting, look, line };
        for lever in setting.chain.levers.iter().filter(|lever| setting.may_use(lever)) {
            offers.extend(maker.offers(lever));
        }
    }
    offers
}

/// Makes offers for one line.
struct Maker<'a, 'b> {
    setting: &'b Setting<'a>,
    look: &'b Look<'b>,
    line: usize,
}

impl<'a> Maker<'a, '_> {
    fn offers(&self, lever: &'a Lever) -> Vec<Offer<'a>> {
        let leaves = &self.setting.model.network.lines[self.line].leaves;
        match (lever.kind, lever.applies_to) {
            (LeverKind::Overtime, _) => vec![self.overtime(lever)],
            (LeverKind::Licence, _) => self.licence(lever).into_iter().collect(),
            (LeverKind::Filing, _) => Vec::new(),
            (_, AppliesTo::SubAssembly) => {
                self.setting.parts(self.line).iter().map(|part| self.part(lever, *part)).collect()
            }
            _ => (0..leaves.len()).filter_map(|m| self.goods(lever, m, &leaves[m])).collect(),
        }
    }

    fn number(&self, lever: &Lever, parameter: LeverParameter) -> Option<f64> {
        self.look.of(lever, parameter)
    }

    /// Day from which a lever that is begun at once helps.
    fn ready(&self, lever: &Lever) -> f64 {
        self.number(lever, LeverParameter::Lead).unwrap_or(0.0) * DAYS_PER_MONTH - self.setting.ahead_days
    }

    /// Days from a day to the end of the horizon.
    fn left(&self, from: f64) -> f64 {
        (self.setting.days as f64 - from).max(0.0)
    }

    /// USD in the plan's currency.
    fn money(&self, usd: f64) -> f64 {
        usd / self.setting.usd_per_unit
    }

    fn offer(&self, lever: &'a Lever, item: &str, title: &str, helps_from: f64, effect: Effect) -> Offer<'a> {
        Offer {
            lever,
            line: self.line,
            item: item.to_owned(),
            title: title.to_owned(),
            per_unit: 1.0,
            unit: "",
            helps_from,
            case: case::Lever { unit_cost: 0.0, fixed_cost: 0.0, most: 0.0, whole: false, instead_of: None, effect },
            refused: (helps_from >= self.setting.days as f64).then(|| "It helps only after the horizon.".to_owned()),
        }
    }

    fn overtime(&self, lever: &'a Lever) -> Offer<'a> {
        let line = &self.setting.study.lines[self.line];
        let from = self.ready(lever);
        let effect = Effect::Overtime { line: self.line, from_day: from.max(0.0) };
        let mut offer = self.offer(lever, "", &line.title, from, effect);
        offer.unit = "share of plan";
        offer.case.most = self.number(lever, LeverParameter::Capacity).unwrap_or(0.0);
        let fee = self.number(lever, LeverParameter::Fee).unwrap_or(0.0);
        offer.case.unit_cost = fee * self.setting.value_per_day(self.line) * self.left(from);
        offer
    }

    /// One licence for all that the line buys under a control that issues general ones.
    fn licence(&self, lever: &'a Lever) -> Option<Offer<'a>> {
        let first = self.setting.first_general(self.line)?;
        let line = &self.setting.study.lines[self.line];
        let from = self.ready(lever).max(first as f64);
        let mut offer = self.offer(lever, "", &line.title, from, Effect::Licence { line: self.line });
        offer.unit = "licence";
        let value: f64 = (0..self.setting.model.network.lines[self.line].leaves.len())
            .filter_map(|m| Some(self.price(self.material(m)?)? * self.tonnes(m)))
            .sum();
        let premium = self.number(lever, LeverParameter::Premium).unwrap_or(0.0);
        let once = self.number(lever, LeverParameter::OneOffCost).unwrap_or(0.0);
        offer.case.fixed_cost = self.money(once + premium * value * self.left(from));
        (offer.case.most, offer.case.whole) = (1.0, true);
        if self.ready(lever) > first as f64 + 1.0 {
            offer.refused = Some("Begun too late for the day from which there are any.".to_owned());
        }
        Some(offer)
    }

    fn material(&self, m: usize) -> Option<MaterialId> {
        self.setting.material(self.line, m)
    }

    /// Use at plan of all that the line stands for \[t/day\].
    fn tonnes(&self, m: usize) -> f64 {
        let net = &self.setting.model.network;
        net.in_use[net.lines[self.line].leaves[m].slot as usize] * self.setting.scale[self.line]
    }

    /// Price where it is bought \[USD/t\].
    fn price(&self, material: MaterialId) -> Option<f64> {
        self.setting.chain.prices.iter().find(|price| price.material == material).map(|price| price.usd_per_t)
    }

    /// A lever for a chain material; `None` where it does not apply.
    fn goods(&self, lever: &'a Lever, m: usize, leaf: &Leaf) -> Option<Offer<'a>> {
        let material = self.material(m)?;
        let of = &self.setting.chain.materials[material.index()];
        let magnet = of.form == Form::Magnet;
        let heavy = of.fraction(element("Dy")?) + of.fraction(element("Tb")?);
        let suits = match lever.applies_to {
            AppliesTo::Any => true,
            AppliesTo::Magnet => magnet,
            AppliesTo::HeavyMagnet => magnet && heavy > 0.0,
            AppliesTo::SubAssembly | AppliesTo::Licensed => false,
        };
        if !suits {
            return None;
        }
        let usd_per_t = self.price(material);
        let goods = Goods { m, material, tonnes: self.tonnes(m), usd_per_t: usd_per_t.unwrap_or(0.0) };
        let mut offer = match lever.kind {
            LeverKind::Stock | LeverKind::CommonReserve | LeverKind::PublicStock => {
                self.stock(lever, &goods, &of.key, &of.title)
            }
            _ => self.flow(lever, &goods, &of.key, &of.title),
        };
        if usd_per_t.is_none() {
            offer.refused = Some(format!("There is no price for {} in the data.", of.title));
        }
        if lever.kind == LeverKind::Recycling && of.fraction(element("Nd")?) <= 0.0 {
            offer.refused = Some("The short loop and its price are those of NdFeB magnets.".to_owned());
        }
        if lever.parameter(LeverParameter::HeavySaved).is_some() {
            offer.case.effect = Effect::Nothing;
            offer.refused =
                Some("The magnet still holds Dy or Tb and stays controlled: no loss is avoided.".to_owned());
        }
        debug_assert_eq!(leaf.slot, self.setting.model.network.lines[self.line].leaves[m].slot);
        Some(offer)
    }

    /// Goods kept, here or elsewhere, as they are or in another form.
    fn stock(&self, lever: &'a Lever, goods: &Goods, item: &str, title: &str) -> Offer<'a> {
        let delay = self.number(lever, LeverParameter::Delay).map(|months| months * DAYS_PER_MONTH);
        let ready = self.ready(lever);
        // What must first be released or made is called on day 0 at the earliest.
        let from = delay.map_or(ready, |delay| ready.max(0.0) + delay);
        let held = self.number(lever, LeverParameter::Held).unwrap_or(1.0);
        let inputs = vec![goods.m];
        let effect = Effect::Stock { line: self.line, inputs, from_day: from.max(0.0), held };
        let mut offer = self.offer(lever, item, title, from, effect);
        (offer.unit, offer.per_unit) = ("t", goods.tonnes);
        offer.case.most = self.number(lever, LeverParameter::Capacity).unwrap_or(0.0);
        let years = self.left(ready) / 365.0;
        let value = goods.tonnes * goods.usd_per_t;
        let kept = match (delay, lever.parameter(LeverParameter::Yield)) {
            (Some(_), Some(_)) => goods.tonnes * self.contained(lever, goods.material),
            _ => value,
        };
        let carrying = self.number(lever, LeverParameter::CarryingCost).unwrap_or(0.0);
        let fee = self.number(lever, LeverParameter::Fee).unwrap_or(0.0);
        let premium = self.number(lever, LeverParameter::Premium).unwrap_or(0.0) * 1000.0 * goods.tonnes;
        offer.case.unit_cost = self.money((carrying * kept + fee * value) * years + premium);
        let elsewhere = lever.parameter(LeverParameter::Premium).is_some();
        if !elsewhere && self.setting.is_controlled(self.line, goods.m) && ready > 0.0 {
            offer.refused = Some(
                "It would be filled while the control is in force: licences are held to current need, so no stock grows."
                    .to_owned(),
            );
        }
        offer
    }

    /// What goes into a tonne of the good, as oxides or metals \[USD/t\].
    fn contained(&self, lever: &Lever, material: MaterialId) -> f64 {
        let form = if lever.key.ends_with("alloy") { Form::Metal } else { Form::Oxide };
        let out = self.number(lever, LeverParameter::Yield).unwrap_or(1.0).max(0.01);
        let parts = &self.setting.chain.materials[material.index()].composition;
        let cost = |(element, fraction): &(Element, coercivity_chain::MassFraction)| {
            fraction.value() / out * usd_per_t_of(self.setting.chain, *element, form)
        };
        parts.iter().map(cost).sum()
    }

    /// Goods that arrive every day from elsewhere, or a part that needs none.
    fn flow(&self, lever: &'a Lever, goods: &Goods, item: &str, title: &str) -> Offer<'a> {
        let from = self.ready(lever);
        let held = self.number(lever, LeverParameter::Held).unwrap_or(1.0);
        let effect = Effect::Flow { line: self.line, inputs: vec![goods.m], from_day: from.max(0.0), held };
        let mut offer = self.offer(lever, item, title, from, effect);
        (offer.unit, offer.per_unit) = ("t/yr", goods.tonnes * 365.0);
        offer.case.most = self.number(lever, LeverParameter::Capacity).unwrap_or(1.0);
        let usd_per_kg = match lever.kind {
            LeverKind::Substitution => {
                (offer.case.whole, offer.case.instead_of) = (true, Some(self.line * 100 + goods.m));
                self.number(lever, LeverParameter::Premium).unwrap_or(0.0) * goods.usd_per_t / 1000.0
            }
            LeverKind::Recycling => {
                let price = self.number(lever, LeverParameter::Price).unwrap_or(0.0);
                let feed = self.number(lever, LeverParameter::Feed).unwrap_or(0.0);
                // Recyclers sell at what magnets from elsewhere fetch, not at cost.
                let premium = self.number(lever, LeverParameter::Premium).unwrap_or(0.0);
                (price + feed - goods.usd_per_t / 1000.0).max(premium)
            }
            LeverKind::Offtake => self.floor_above_market(lever, goods.material),
            _ => self.number(lever, LeverParameter::Premium).unwrap_or(0.0),
        };
        offer.case.unit_cost = self.money(usd_per_kg * 1000.0 * goods.tonnes * self.left(from));
        offer.case.fixed_cost = self.money(self.number(lever, LeverParameter::OneOffCost).unwrap_or(0.0));
        offer
    }

    /// Floor above the market for the NdPr oxide in a kilogram \[USD/kg\].
    fn floor_above_market(&self, lever: &Lever, material: MaterialId) -> f64 {
        let chain = self.setting.chain;
        let of = |symbol| element(symbol).map_or(0.0, |e| chain.materials[material.index()].fraction(e));
        let Some(oxide) = chain.material("ndpr-oxide") else { return 0.0 };
        let content: f64 = chain.materials[oxide.index()].composition.iter().map(|(_, share)| share.value()).sum();
        let market = self.price(oxide).unwrap_or(0.0) / 1000.0;
        let floor = self.number(lever, LeverParameter::Price).unwrap_or(0.0);
        (floor - market).max(0.0) * (of("Nd") + of("Pr")) / content.max(0.1)
    }

    /// A lever for a part that holds goods of the chain.
    fn part(&self, lever: &'a Lever, slot: u32) -> Offer<'a> {
        let net = &self.setting.model.network;
        let line = &self.setting.study.lines[self.line];
        let item = net.good_key[net.in_good[slot as usize] as usize].as_str();
        let leaves = &net.lines[self.line].leaves;
        let inputs: Vec<usize> = (0..leaves.len()).filter(|m| leaves[*m].above.contains(&slot)).collect();
        let (from, pieces) = (self.ready(lever), net.in_use[slot as usize]);
        let worth = self.number(lever, LeverParameter::PriceShare).unwrap_or(0.0)
            * line.revenue_per_unit
            * line.units_per_day
            * self.setting.line_rate(self.line);
        let most = self.number(lever, LeverParameter::Capacity).unwrap_or(0.0);
        let stock = lever.kind == LeverKind::Stock;
        let from_day = from.max(0.0);
        let effect = if stock {
            Effect::Stock { line: self.line, inputs: inputs.clone(), from_day, held: 1.0 }
        } else {
            let held = self.number(lever, LeverParameter::Held).unwrap_or(1.0);
            Effect::Flow { line: self.line, inputs: inputs.clone(), from_day, held }
        };
        let mut offer = self.offer(lever, item, item, from, effect);
        offer.case.most = most;
        if stock {
            (offer.unit, offer.per_unit) = ("pieces", pieces);
            let carrying = self.number(lever, LeverParameter::CarryingCost).unwrap_or(0.0);
            offer.case.unit_cost = carrying * worth * self.left(from) / 365.0;
            if inputs.iter().any(|m| self.setting.is_controlled(self.line, *m)) && from > 0.0 {
                offer.refused = Some("It would be built while its magnets are short.".to_owned());
            }
        } else {
            (offer.unit, offer.per_unit) = ("pieces/yr", pieces * 365.0);
            let premium = self.number(lever, LeverParameter::Premium).unwrap_or(0.0);
            offer.case.unit_cost = premium * worth * self.left(from);
            offer.case.fixed_cost = self.money(self.number(lever, LeverParameter::OneOffCost).unwrap_or(0.0));
        }
        offer
    }
}

/// A chain material of a line.
struct Goods {
    m: usize,
    material: MaterialId,
    /// Use at plan \[t/day\].
    tonnes: f64,
    usd_per_t: f64,
}

fn element(symbol: &str) -> Option<Element> {
    symbol.parse().ok()
}

/// Price of an element in a form \[USD/t of the element\]: that of the priced material in that form, or
/// else the oxide, in which it stands out; 0 where none is priced.
pub(crate) fn usd_per_t_of(chain: &Chain, element: Element, form: Form) -> f64 {
    let of_form = |form: Form| {
        chain.prices.iter().find_map(|price| {
            let material = &chain.materials[price.material.index()];
            let all: f64 = material.composition.iter().map(|(_, share)| share.value()).sum();
            let main = material.composition.iter().map(|(_, share)| share.value()).fold(0.0, f64::max);
            let here = material.fraction(element);
            // Nd and Pr come together; an oxide in which the element is only a trace is not its price.
            (material.form == form && here > 0.2 * main).then(|| price.usd_per_t / all)
        })
    };
    of_form(form).or_else(|| of_form(Form::Oxide)).unwrap_or(0.0)
}
