//! What the reader should know of one score.

use coercivity_trace::criticality::geopolrisk::Risk;

/// Imports without weight are named from this share of their value on.
const UNWEIGHED_SHARE: f64 = 0.01;
/// Imports from exporters without a figure of stability are named from this share on.
const UNRATED_SHARE: f64 = 0.005;

/// Where a score comes from.
pub(super) struct Source<'a> {
    /// Under what the material is traded, in words.
    pub(super) products: &'a str,
    /// Calendar year.
    pub(super) year: u16,
    /// Production is given in a volume.
    pub(super) volume: bool,
}

/// The note; empty when there is nothing to say.
pub(super) fn note(risk: &Risk, source: &Source<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let year = source.year;
    let imports = &risk.imports;
    if risk.import_risk.is_none() {
        parts.push(format!(
            "no trade under {} in any country in {year}: no score, since 0 would read as safe",
            source.products
        ));
    } else if imports.quantity_t + risk.domestic_t <= 0.0 {
        parts.push("neither imports with a weight nor production: 0 as published, but nothing was measured".to_owned());
    } else if imports.quantity_t <= 0.0 {
        parts.push("no imports with a weight: all recorded supply is domestic".to_owned());
    }
    if risk.hhi.is_none() {
        parts.push(format!("no production figures for {year}"));
    }
    if imports.unrated_t > UNRATED_SHARE * imports.quantity_t {
        parts.push(format!(
            "{} of imports from exporters without a figure of stability, taken as 0.5",
            percent(imports.unrated_t / imports.quantity_t)
        ));
    }
    if imports.unweighed_kusd > UNWEIGHED_SHARE * imports.value_kusd {
        parts.push(format!(
            "{} of the value of imports has no weight: it is in the price, not in the risk",
            percent(imports.unweighed_kusd / imports.value_kusd)
        ));
    }
    if source.volume && risk.domestic_t > 0.0 {
        parts.push("production in million m3 stands beside imports in t, as published".to_owned());
    }
    parts.join("; ")
}

fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if percent < 10.0 { format!("{percent:.1} %") } else { format!("{percent:.0} %") }
}
