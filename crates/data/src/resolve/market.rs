//! Prices, responses, and what was observed.

use super::{Cells, Context};
use coercivity_chain::{
    AppliesTo, Backtest, Behaviour, Chain, Counted, CountryId, EndUseId, Lever, LeverKind, LeverParameter, MagnetValue,
    MaterialId, Observation, ObservedSeries, Parameter, Price, Response,
};
use jiff::civil::Date;

/// Pounds per tonne.
const POUNDS_PER_TONNE: f64 = 2_204.622_621_8;

impl Cells<'_, '_> {
    /// A date; the schema has checked it.
    fn date(&self, column: &str) -> Option<Date> {
        self.text(column).parse().ok()
    }

    /// First and last day of two columns.
    fn days(&self, from: &str, until: &str) -> Option<(Date, Date)> {
        self.date(from).zip(self.date(until))
    }

    fn materials(&self, column: &str) -> Vec<MaterialId> {
        let text = self.text(column);
        let keys = text.split(';').map(str::trim).filter(|key| !key.is_empty());
        keys.map(|key| MaterialId(self.context.ids.of("materials", key))).collect()
    }
}

/// Adds the tables of the market to the chain.
pub(super) fn add(context: &Context<'_>, chain: &mut Chain) {
    let xrw = chain.country("XRW").unwrap_or(CountryId(0));
    chain.prices = context
        .each("prices", |c| {
            let per_t = match c.text("unit").as_str() {
                "kg" => 1000.0,
                "t" => 1.0,
                "lb" => POUNDS_PER_TONNE,
                _ => return None,
            };
            (c.text("currency") == "USD").then(|| Price {
                material: MaterialId(c.id("materials", "material")),
                area: chain.country(&c.text("area")).unwrap_or(xrw),
                usd_per_t: c.number("price") * per_t,
                kind: c.text("price_kind"),
                evidence: c.evidence(),
            })
        })
        .into_iter()
        .flatten()
        .collect();
    chain.behaviours = context.each("behaviour", |c| Behaviour {
        response: c.word("response", Response::RestockDays),
        material: c.id_or_any("materials", "material").map(MaterialId),
        value: Parameter {
            value: c.number("value"),
            unit: c.text("unit"),
            note: c.text("note"),
            evidence: c.evidence(),
        },
    });
    for (key, title, kind, applies_to, parameter) in context.each("levers", |c| {
        let value =
            Parameter { value: c.number("value"), unit: c.text("unit"), note: c.text("note"), evidence: c.evidence() };
        let parameter = (c.word("parameter", LeverParameter::Lead), value);
        let kind = c.word("kind", LeverKind::Stock);
        (c.text("lever"), c.text("title"), kind, c.word("applies_to", AppliesTo::Any), parameter)
    }) {
        match chain.levers.iter_mut().find(|lever| lever.key == key) {
            Some(lever) => lever.parameters.push(parameter),
            None => chain.levers.push(Lever { key, title, kind, applies_to, parameters: vec![parameter] }),
        }
    }
    chain.magnet_values = context.each("magnet_values", |c| MagnetValue {
        end_use: EndUseId(c.id("end_uses", "end_use")),
        value_added: Parameter {
            value: c.number("value_added"),
            unit: "USD per kg of magnets".to_owned(),
            note: c.text("note"),
            evidence: c.evidence(),
        },
    });
    chain.series = context.each("series", |c| ObservedSeries {
        key: c.text("series"),
        title: c.text("title"),
        counted: c.word("counted", Counted::Exports),
        from: c.id_or_any("countries", "from_country").map(CountryId),
        to: c.id_or_any("countries", "to_country").map(CountryId),
        goods: c.materials("goods"),
        unit: c.text("unit"),
        growth: c.number("growth"),
        noise: c.number("noise"),
        discrepancy: c.number("discrepancy"),
        evidence: c.evidence(),
        note: c.text("note"),
    });
    chain.observations = context
        .each("observed", |c| {
            let (from, until) = c.days("from", "until")?;
            Some(Observation {
                series: c.id("series", "series") as usize,
                from,
                until,
                value: c.number("value"),
                evidence: c.evidence(),
                note: c.text("note"),
            })
        })
        .into_iter()
        .flatten()
        .collect();
    chain.backtests = context
        .each("backtests", |c| {
            let (from, until) = c.days("from", "until")?;
            Some(Backtest {
                key: c.text("backtest"),
                title: c.text("title"),
                scenario: c.text("scenario"),
                series: c.id("series", "series") as usize,
                from,
                until,
                base: c.days("base_from", "base_until"),
                fitted: c.days("fitted_from", "fitted_until"),
                note: c.text("note"),
            })
        })
        .into_iter()
        .flatten()
        .collect();
}
