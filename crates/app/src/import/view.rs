//! An import as its view: tallies get their shares here.

use coercivity_data::import::{Imported, Listed, Publisher, Tally};
use coercivity_report::import_view::{
    FileView, GoodsView, ImportView, NamedTally, ReclassifiedView, TallyView, YearView,
};
use coercivity_report::run_view::ProgramView;
use std::collections::BTreeMap;

/// Shares of a whole.
struct Shares(Tally);

impl Shares {
    fn tally(&self, tally: &Tally) -> TallyView {
        let share = |part: f64, whole: f64| (whole > 0.0).then(|| (part / whole).min(1.0));
        TallyView {
            rows: tally.rows,
            t: tally.t,
            value: tally.value,
            share_of_rows: share(tally.rows as f64, self.0.rows as f64),
            share_of_mass: share(tally.t, self.0.t),
            share_of_value: share(tally.value, self.0.value),
        }
    }

    fn list(&self, list: &[Listed]) -> Vec<NamedTally> {
        let named =
            |each: &Listed| NamedTally { name: each.name.clone(), near: each.near, tally: self.tally(&each.tally) };
        list.iter().map(named).collect()
    }
}

pub(super) fn view(imported: &Imported, files: Vec<FileView>) -> ImportView {
    let (mut goods, mut used, mut unspecified) = (imported.goods_rows(), imported.used, imported.unspecified);
    let of_production = matches!(imported.publisher, Publisher::Usgs | Publisher::Ec);
    if of_production {
        // Tonnes of unlike minerals, of production and of reserves make no sum: shares of production are of figures only.
        for tally in [&mut goods, &mut used, &mut unspecified] {
            tally.t = 0.0;
        }
    }
    let shares = Shares(goods);
    // Totals are no part of the goods, so they have no share of them.
    let apart = Shares(Tally::default());
    ImportView {
        program: ProgramView { name: "coercivity".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        publisher: imported.publisher.word().to_owned(),
        files,
        currency: (!imported.currency.is_empty()).then(|| imported.currency.to_owned()),
        years: imported.years.iter().map(|(year, months)| YearView { year: *year, months: *months }).collect(),
        read: apart.tally(&imported.read),
        goods: shares.tally(&goods),
        used: shares.tally(&used),
        dropped: apart.list(&imported.dropped),
        unmapped: shares.tally(&imported.unmapped),
        unmapped_codes: shares.list(&imported.unmapped_codes),
        unmapped_unlisted: imported.unmapped_unlisted,
        unknown: shares.tally(&imported.unknown),
        unknown_countries: shares.list(&imported.unknown_countries),
        unspecified: shares.tally(&unspecified),
        successors: shares.tally(&imported.successors),
        without_mass: shares.tally(&imported.without_mass),
        reclassified: reclassified(imported, &shares),
        imported: if of_production { totals(imported) } else { flows(imported) },
        entries: (imported.flows.len() + imported.totals.len()) as u64,
        notes: notes(imported),
    }
}

fn reclassified(imported: &Imported, shares: &Shares) -> Vec<ReclassifiedView> {
    let mut of_code: BTreeMap<&str, Tally> = BTreeMap::new();
    for flow in &imported.flows {
        let sum = of_code.entry(&flow.code).or_default();
        sum.t += flow.tally.t;
        sum.value += flow.tally.value;
    }
    let each = imported.reclassified.iter();
    each.map(|moved| {
        let whole = Shares(of_code.get(moved.code.as_str()).copied().unwrap_or_default()).tally(&moved.tally);
        ReclassifiedView {
            code: moved.code.clone(),
            band: moved.band.clone(),
            into: moved.into.clone(),
            tally: shares.tally(&moved.tally),
            share_of_code_mass: whole.share_of_mass,
            share_of_code_value: whole.share_of_value,
        }
    })
    .collect()
}

type Goods = (String, String, String, String, String, String);

/// Sums by goods: (entries, gross, content, low, high, value).
fn summed(entries: impl Iterator<Item = (Goods, [f64; 5])>, traded: bool) -> Vec<GoodsView> {
    let mut sums: BTreeMap<Goods, (u64, [f64; 5])> = BTreeMap::new();
    for (key, amounts) in entries {
        let sum = sums.entry(key).or_default();
        sum.0 += 1;
        for (total, amount) in sum.1.iter_mut().zip(amounts) {
            *total += amount;
        }
    }
    let view = |(key, (entries, [gross, content, low, high, value])): (Goods, (u64, [f64; 5]))| {
        let (commodity, stage, material, counted, unit, content_of) = key;
        GoodsView {
            commodity,
            stage,
            material: (!material.is_empty()).then_some(material),
            counted,
            unit,
            content_of,
            entries,
            t_gross: traded.then_some(gross),
            content,
            low,
            high,
            value: traded.then_some(value),
        }
    };
    sums.into_iter().map(view).collect()
}

fn flows(imported: &Imported) -> Vec<GoodsView> {
    let entries = imported.flows.iter().filter_map(|flow| {
        let goods = imported.goods.get(flow.goods)?;
        let key = (
            goods.commodity.clone(),
            goods.stage.clone(),
            goods.material.clone(),
            flow.counted.to_owned(),
            "t".to_owned(),
            goods.content_of.clone(),
        );
        let t = flow.tally.t;
        Some((key, [t, t * goods.content, t * goods.low, t * goods.high, flow.tally.value]))
    });
    summed(entries, true)
}

fn totals(imported: &Imported) -> Vec<GoodsView> {
    let entries = imported.totals.iter().map(|total| {
        let key = (
            total.commodity.clone(),
            total.stage.clone(),
            total.material.clone(),
            format!("{} {}", total.measure, total.year),
            total.unit.to_owned(),
            total.counted_as.clone(),
        );
        let (low, high) = (total.low.unwrap_or(total.value), total.high.unwrap_or(total.value));
        (key, [0.0, total.value, low, high, 0.0])
    });
    summed(entries, false)
}

fn notes(imported: &Imported) -> Vec<String> {
    let mut notes = imported.notes.clone();
    if imported.used.rows == 0 {
        notes.push("Nothing of these files is about goods of the package: no flow or total was made.".to_owned());
    }
    let counted = |word: &str| imported.flows.iter().any(|flow| flow.counted == word);
    if counted("import") && counted("export") {
        notes.push(
            "Imports and exports of the same pair are the same goods counted twice: use one of them, never their sum."
                .to_owned(),
        );
    }
    if counted("re-export") || counted("re-import") {
        notes.push("Re-exports and re-imports are part of exports and imports; they are kept apart.".to_owned());
    }
    if imported.flows.iter().any(|flow| imported.goods.get(flow.goods).is_some_and(|goods| goods.low < goods.high)) {
        notes.push(
            "Content is gross weight times the content of the code in `trade_codes`: an assumption with a range, \
             not an assay."
                .to_owned(),
        );
    }
    notes
}
