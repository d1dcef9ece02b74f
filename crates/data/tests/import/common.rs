//! Helpers of the tests of importers.

use coercivity_data::import::{Flow, Imported, Importer, Publisher};
use coercivity_data::{Package, Problems};
use std::sync::LazyLock;

pub(crate) static PACKAGE: LazyLock<Package> =
    LazyLock::new(|| Package::default_package().expect("the package is sound"));

/// Imports files given as name and content.
pub(crate) fn import(publisher: Publisher, files: &[(&str, &[u8])]) -> Result<Imported, Problems> {
    let mut importer = Importer::new(publisher, &PACKAGE);
    for (name, content) in files {
        importer.read(name, *content);
    }
    importer.finish()
}

/// Imports one sound file.
pub(crate) fn sound(publisher: Publisher, content: &str) -> Imported {
    import(publisher, &[("file.csv", content.as_bytes())]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The problems of one file.
pub(crate) fn refused(publisher: Publisher, name: &str, content: &[u8]) -> String {
    match import(publisher, &[(name, content)]) {
        Ok(imported) => panic!("accepted: {:?}", imported.used),
        Err(problems) => problems.to_string(),
    }
}

/// The only flow from one country to another.
pub(crate) fn flow<'i>(imported: &'i Imported, from: &str, to: &str) -> &'i Flow {
    let found: Vec<&Flow> = imported.flows.iter().filter(|flow| flow.from == from && flow.to == to).collect();
    assert_eq!(found.len(), 1, "{from} to {to}: {:#?}", imported.flows);
    found[0]
}

/// Goods of a flow in words.
pub(crate) fn goods(imported: &Imported, from: &str, to: &str) -> String {
    imported.goods[flow(imported, from, to).goods].words()
}

/// Every row is accounted for, and no sum is negative or not finite.
pub(crate) fn accounted(imported: &Imported) {
    let dropped: u64 = imported.dropped.iter().map(|each| each.tally.rows).sum();
    let known = imported.used.rows + imported.unmapped.rows + imported.unknown.rows + dropped;
    assert_eq!(imported.read.rows, known, "{imported:#?}");
    let dropped: f64 = imported.dropped.iter().map(|each| each.tally.value).sum();
    let value = imported.goods_rows().value + dropped;
    assert!((imported.read.value - value).abs() <= 1e-9 * value.max(1.0), "{} {value}", imported.read.value);
    for tally in [imported.read, imported.used, imported.unmapped, imported.unknown, imported.without_mass] {
        assert!(tally.t >= 0.0 && tally.t.is_finite() && tally.value >= 0.0 && tally.value.is_finite());
    }
}

/// The overlay can be laid over the default package: every row passes its schema.
pub(crate) fn lays_over(imported: &Imported) -> Package {
    let overlay = coercivity_data::import::overlay_files(imported)
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect();
    Package::read(&coercivity_data::package::embedded(), &overlay).unwrap_or_else(|problems| panic!("{problems}"))
}
