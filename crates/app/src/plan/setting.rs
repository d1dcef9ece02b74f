//! What a plan is made in: study, scenario, model, money and time.

use coercivity_chain::{Chain, Lever, MaterialId, Study};
use coercivity_data::package::Package;
use coercivity_data::study_file::LoadedStudy;
use coercivity_sim::model::Model;
use coercivity_sim::model::network::NONE;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::error::AppError;

/// The surroundings of all offers.
pub(crate) struct Setting<'a> {
    pub(crate) chain: &'a Chain,
    pub(crate) study: &'a Study,
    /// The model of the scenario as published.
    pub(crate) model: &'a Model,
    /// Days of the horizon.
    pub(crate) days: usize,
    /// Days before day 0 at which the plan is begun.
    pub(crate) ahead_days: f64,
    pub(crate) currency: String,
    pub(crate) price_year: u16,
    /// USD for one unit of the currency.
    pub(crate) usd_per_unit: f64,
    /// Rate of each line's own currency against the plan's.
    pub(crate) line_rates: Vec<f64>,
    /// Levers that may be used; empty = all.
    pub(crate) levers: Vec<String>,
    /// What each line stands for, as a multiple of itself.
    pub(crate) scale: Vec<f64>,
    /// Does a government plan?
    pub(crate) public: bool,
}

impl Setting<'_> {
    /// Value added of a day's plan \[currency\].
    pub(crate) fn value_per_day(&self, line: usize) -> f64 {
        let of = &self.study.lines[line];
        of.units_per_day * self.value_per_unit(line)
    }

    /// Value added of a unit \[currency\], for all that the line stands for.
    pub(crate) fn value_per_unit(&self, line: usize) -> f64 {
        self.study.lines[line].value_added_per_unit * self.line_rates[line] * self.scale[line]
    }

    /// May a lever be used?
    pub(crate) fn may_use(&self, lever: &Lever) -> bool {
        lever.kind.is_public() == self.public && (self.levers.is_empty() || self.levers.contains(&lever.key))
    }

    pub(crate) fn line_rate(&self, line: usize) -> f64 {
        self.line_rates[line]
    }

    /// Does an input need licences under a control of the scenario, from some supplier, or is it frozen?
    pub(crate) fn is_controlled(&self, line: usize, leaf: usize) -> bool {
        let net = &self.model.network;
        let slot = net.lines[line].leaves[leaf].slot;
        let (from, to) = net.in_links[slot as usize];
        let frozen = |link: u32| {
            self.model.schedule.0.iter().any(|(_, action)| match action {
                coercivity_sim::model::Action::Freeze(links, stops) => *stops && links.contains(&link),
                _ => false,
            })
        };
        (from..to).any(|link| {
            let l = link as usize;
            (net.link_regime[l] != NONE && !net.link_inspected[l])
                || net.link_gates[l].0 < net.link_gates[l].1
                || frozen(link)
        })
    }

    /// First day on which there are general licences for what a line buys.
    pub(crate) fn first_general(&self, line: usize) -> Option<usize> {
        let net = &self.model.network;
        let slots = net.lines[line].leaves.iter().map(|leaf| leaf.slot as usize);
        let links = slots.flat_map(|slot| net.in_links[slot].0..net.in_links[slot].1).map(|l| l as usize);
        let regimes =
            links.filter(|l| net.link_regime[*l] != NONE && !net.link_inspected[*l]).map(|l| net.link_regime[l]);
        regimes.filter_map(|regime| self.model.regimes[regime as usize].general.iter().position(|valid| *valid)).min()
    }

    /// Last day of the horizon.
    pub(crate) fn last_day(&self) -> Date {
        self.model.start.saturating_add((self.days as i64).days())
    }

    /// Chain material of an input; `None` for a part.
    pub(crate) fn material(&self, line: usize, leaf: usize) -> Option<MaterialId> {
        let net = &self.model.network;
        let good = net.in_good[net.lines[line].leaves[leaf].slot as usize];
        ((good as usize) < self.chain.materials.len()).then_some(MaterialId(good))
    }

    /// In slots of the parts that hold what a line buys, nearest to the line first.
    pub(crate) fn parts(&self, line: usize) -> Vec<u32> {
        let mut parts: Vec<u32> =
            self.model.network.lines[line].leaves.iter().flat_map(|leaf| leaf.above.iter().copied()).collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }
}

/// The surroundings of a study under a model.
pub(crate) fn setting<'a>(
    loaded: &'a LoadedStudy,
    model: &'a Model,
    days: usize,
    ahead_days: f64,
    levers: &[String],
) -> Result<Setting<'a>, AppError> {
    let (study, package) = (&loaded.study, &loaded.package);
    let first = study.lines.first();
    let (currency, price_year) =
        first.map_or(("USD".to_owned(), 2024), |line| (line.currency.clone(), line.price_year));
    let ours = usd_per_unit(package, &currency, price_year)?;
    let rate = |line: &coercivity_chain::Line| Ok(usd_per_unit(package, &line.currency, line.price_year)? / ours);
    Ok(Setting {
        chain: &package.chain,
        study,
        model,
        days,
        ahead_days,
        line_rates: study.lines.iter().map(rate).collect::<Result<_, AppError>>()?,
        currency,
        price_year,
        usd_per_unit: ours,
        levers: levers.to_vec(),
        scale: vec![1.0; study.lines.len()],
        public: false,
    })
}

/// USD for a unit of a currency, mean of a year.
pub(crate) fn usd_per_unit(package: &Package, currency: &str, year: u16) -> Result<f64, AppError> {
    if currency == "USD" {
        return Ok(1.0);
    }
    let rate = package.table("exchange_rates").and_then(|table| {
        let row = table
            .rows
            .iter()
            .find(|row| table.text(row, "currency") == currency && table.text(row, "rate_year") == year.to_string())?;
        table.number(row, "usd")
    });
    rate.ok_or_else(|| AppError::Unknown {
        what: "exchange rate for",
        name: format!("{currency} {year}"),
        hint: "lines are priced in a currency and year of exchange_rates.csv, or in USD; lay your own rows over it"
            .to_owned(),
    })
}
