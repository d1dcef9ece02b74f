//! Counter-measures, each assessed for each line: how much of it, when, at what cost, and what it does.

use coercivity_chain::{
    AppliesTo, Basis, Chain, Element, Form, Lever, LeverKind, LeverParameter, MaterialId, Parameter,
};
use coercivity_report::assess_view::{MeasureView, RangeView};
use coercivity_report::run_view::{InputView, LineView, RunView};
use coercivity_report::trace_view::{TraceLineView, TraceView};

/// Days in a month, on average.
const DAYS_PER_MONTH: f64 = 365.0 / 12.0;

/// What is said of levers whose worth depends on how much is taken.
const IN_PLAN: &str = "Weighed against the others by `coercivity plan`.";

/// Every lever of the package that applies to the input that stops each line first.
pub(super) fn measures(chain: &Chain, trace: &TraceView, run: &RunView) -> Vec<MeasureView> {
    let mut measures = Vec::new();
    for line in &run.lines {
        let binding = line.binding_input.as_deref();
        let input = line.inputs.iter().find(|input| Some(input.material.as_str()) == binding).or(line.inputs.first());
        let Some((input, material)) = input.and_then(|input| Some((input, chain.material(&input.material)?))) else {
            continue;
        };
        let traced = trace.lines.iter().find(|traced| traced.line == line.line);
        let case =
            Case { chain, line, input, material, tonnes_per_year: tonnes_per_year(line, traced, &input.material) };
        measures.extend(
            chain
                .levers
                .iter()
                .filter(|lever| !lever.kind.is_public() && case.suits(lever))
                .map(|lever| case.measure(lever)),
        );
    }
    measures
}

fn tonnes_per_year(line: &LineView, traced: Option<&TraceLineView>, material: &str) -> f64 {
    let items = traced.into_iter().flat_map(|line| &line.items).filter(|item| item.item == material);
    items.map(|item| item.kg_per_unit).sum::<f64>() / 1000.0 * line.units_per_day * 365.0
}

/// One line and the input that stops it first.
struct Case<'a> {
    chain: &'a Chain,
    line: &'a LineView,
    input: &'a InputView,
    material: MaterialId,
    tonnes_per_year: f64,
}

impl Case<'_> {
    fn suits(&self, lever: &Lever) -> bool {
        let material = &self.chain.materials[self.material.index()];
        let magnet = material.form == Form::Magnet;
        match lever.applies_to {
            AppliesTo::Any => true,
            AppliesTo::Magnet => magnet,
            AppliesTo::HeavyMagnet => magnet && self.heavy() > 0.0,
            AppliesTo::SubAssembly => magnet,
            AppliesTo::Licensed => !self.input.controls.is_empty(),
        }
    }

    /// Mass fraction of Dy and Tb.
    fn heavy(&self) -> f64 {
        let of = |symbol: &str| symbol.parse::<Element>().map_or(0.0, |e| self.fraction(e));
        of("Dy") + of("Tb")
    }

    fn fraction(&self, element: Element) -> f64 {
        self.chain.materials[self.material.index()].fraction(element)
    }

    /// Share of the input that comes from its largest supplying country.
    fn top(&self) -> (&str, f64) {
        self.input.suppliers.first().map_or(("", 0.0), |(country, share)| (country.as_str(), *share))
    }

    fn price(&self) -> Option<f64> {
        self.chain.prices.iter().find(|price| price.material == self.material).map(|price| price.usd_per_t)
    }

    fn measure(&self, lever: &Lever) -> MeasureView {
        let lead = lever.parameter(LeverParameter::Lead).map(range);
        let stop = self.line.first_stop.p50.map(f64::from);
        let (usd_per_year, quantity, effect) = self.assess(lever);
        let bases = lever.parameters.iter().map(|(_, p)| p.evidence.basis);
        let mut sources: Vec<String> =
            lever.parameters.iter().map(|(_, p)| self.chain.sources[p.evidence.source.index()].key.clone()).collect();
        sources.sort_unstable();
        sources.dedup();
        MeasureView {
            line: self.line.line.clone(),
            lever: lever.key.clone(),
            title: lever.title.clone(),
            kind: lever.kind.word().to_owned(),
            in_time: lead.as_ref().zip(stop).map(|(lead, stop)| lead.value * DAYS_PER_MONTH <= stop),
            lead_months: lead,
            usd_per_year,
            usd_once: lever.parameter(LeverParameter::OneOffCost).map(range),
            quantity,
            effect,
            basis: bases.max().unwrap_or(Basis::Assumed).word().to_owned(),
            sources,
        }
    }

    /// Yearly cost, quantity and effect by kind of lever.
    fn assess(&self, lever: &Lever) -> (Option<RangeView>, String, String) {
        match lever.kind {
            // What it takes depends on how much of it: left to the plan.
            _ if lever.parameter(LeverParameter::Delay).is_some() => (None, lever.title.clone(), IN_PLAN.to_owned()),
            LeverKind::Stock if lever.applies_to == AppliesTo::SubAssembly => {
                (None, lever.title.clone(), IN_PLAN.to_owned())
            }
            LeverKind::SubAssembly
            | LeverKind::CommonReserve
            | LeverKind::Licence
            | LeverKind::Overtime
            | LeverKind::Filing
            | LeverKind::PublicStock
            | LeverKind::PriceFloor
            | LeverKind::Project => (None, lever.title.clone(), IN_PLAN.to_owned()),
            LeverKind::Stock => self.stock(lever),
            LeverKind::Diversification => self.second_source(lever),
            LeverKind::Substitution => self.substitution(lever),
            LeverKind::Recycling => self.recycling(lever),
            LeverKind::Offtake => self.offtake(lever),
        }
    }

    fn stock(&self, lever: &Lever) -> (Option<RangeView>, String, String) {
        let needed = self.line.cover_needed.p90;
        let more_days = (needed - self.input.cover_days.p50).max(0.0);
        let tonnes = more_days * self.tonnes_per_year / 365.0;
        let value = self.price().map(|price| price * tonnes);
        let carrying = lever.parameter(LeverParameter::CarryingCost);
        let cost = value.zip(carrying).map(|(value, share)| times(share, value));
        let effect = if self.input.controls.is_empty() {
            "Carries the line through in nine runs of ten.".to_owned()
        } else {
            format!(
                "Carries the line through in nine runs of ten. While a control is in force licences from {} are held \
                 to current need: stock grows before it, from elsewhere, or as parts outside its scope.",
                self.top().0
            )
        };
        (cost, format!("{more_days:.0} days of use more than now, {tonnes:.0} t"), effect)
    }

    fn second_source(&self, lever: &Lever) -> (Option<RangeView>, String, String) {
        let (country, share) = self.top();
        let tonnes = share * self.tonnes_per_year;
        let premium = lever.parameter(LeverParameter::Premium);
        let cost = premium.map(|premium| times(premium, tonnes * 1000.0));
        let effect = format!(
            "Ends the dependence on {country} at this stage only: metal and oxide behind the new source may still \
             come from there, see the concentration by stage."
        );
        (cost, format!("all {tonnes:.0} t a year that come from {country} ({:.0} %)", 100.0 * share), effect)
    }

    fn substitution(&self, lever: &Lever) -> (Option<RangeView>, String, String) {
        if let Some(saved) = lever.parameter(LeverParameter::HeavySaved) {
            let tonnes = saved.value * self.heavy() * self.tonnes_per_year;
            let value = self.price().map(|price| price * self.tonnes_per_year);
            let premium = lever.parameter(LeverParameter::Premium);
            let cost = value.zip(premium).map(|(value, share)| times(share, value));
            let left = self.heavy() * (1.0 - saved.value);
            let effect = format!(
                "Leaves {:.2} % of Dy and Tb in the magnet: still within a control that asks for either, unless trade \
                 practice lets smaller contents pass.",
                100.0 * left
            );
            return (cost, format!("{tonnes:.1} t of Dy and Tb a year less"), effect);
        }
        let effect = if lever.applies_to == AppliesTo::HeavyMagnet {
            "Takes the part out of controls on Dy and Tb; magnets under the same customs code may still be held for \
             inspection."
        } else {
            "Ends the need for magnets; weight, efficiency and cost of the product change."
        };
        (None, format!("all {:.0} t of magnets a year", self.tonnes_per_year), effect.to_owned())
    }

    fn recycling(&self, lever: &Lever) -> (Option<RangeView>, String, String) {
        let price = lever.parameter(LeverParameter::Price);
        let cost = price.map(|price| times(price, self.tonnes_per_year * 1000.0));
        let out = lever.parameter(LeverParameter::Yield).map_or(1.0, |out| out.value);
        let scrap = self.tonnes_per_year / out.max(f64::MIN_POSITIVE);
        let effect = "Replaces new magnets as far as scrap can be had; the cost is in place of the magnet's price, \
                      without feed.";
        (cost, format!("{scrap:.0} t of old magnets a year for the whole need"), effect.to_owned())
    }

    fn offtake(&self, lever: &Lever) -> (Option<RangeView>, String, String) {
        let neodymium =
            ["Nd", "Pr"].iter().filter_map(|s| s.parse::<Element>().ok()).map(|e| self.fraction(e)).sum::<f64>();
        let oxide = self.chain.material("ndpr-oxide");
        let base = oxide.and_then(|oxide| self.chain.prices.iter().find(|p| p.material == oxide));
        let per_tonne = oxide.map(|oxide| {
            let composition = &self.chain.materials[oxide.index()].composition;
            composition.iter().map(|(_, fraction)| fraction.value()).sum::<f64>()
        });
        let tonnes = neodymium * self.tonnes_per_year / per_tonne.unwrap_or(1.0).max(f64::MIN_POSITIVE);
        let floor = lever.parameter(LeverParameter::Price);
        let cost = floor.zip(base).map(|(floor, base)| {
            let above = |price: f64| (price * 1000.0 - base.usd_per_t).max(0.0) * tonnes;
            RangeView { low: above(floor.low()), value: above(floor.value), high: above(floor.high()) }
        });
        let effect = "Makes mines and separation outside the controlling country bankable, mostly for Nd and Pr; Dy \
                      and Tb come as by-products where the ore holds them. The cost is the floor above the base price.";
        (cost, format!("{tonnes:.0} t of NdPr oxide a year"), effect.to_owned())
    }
}

fn range(parameter: &Parameter) -> RangeView {
    RangeView { low: parameter.low(), value: parameter.value, high: parameter.high() }
}

fn times(parameter: &Parameter, factor: f64) -> RangeView {
    let range = range(parameter);
    RangeView { low: range.low * factor, value: range.value * factor, high: range.high * factor }
}
