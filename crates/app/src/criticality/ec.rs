//! Supply risk and economic importance from the shares of the Commission's study of 2023.

use super::commodity;
use super::{CriticalityRequest, Method, names};
use crate::error::AppError;
use coercivity_chain::CountryId;
use coercivity_data::Package;
use coercivity_data::table::{Row, Table};
use coercivity_report::criticality_view::{CriticalityView, EcRow, StageConcentrationView};
use coercivity_trace::criticality::concentration::concentration;
use coercivity_trace::criticality::ec::{self, Supply, Terms};
use coercivity_trace::criticality::stage::number;

/// Year of the study, and of the stability it could know.
const STUDY_YEAR: u16 = 2023;
const STABILITY_YEAR: &str = "2020";
/// Groups in which the study scores rare earths.
const GROUPS: [(&str, &[&str]); 2] = [
    ("LREEs", &["Cerium", "Lanthanum", "Neodymium", "Praseodymium", "Samarium"]),
    (
        "HREEs",
        &[
            "Dysprosium",
            "Erbium",
            "Europium",
            "Gadolinium",
            "Holmium",
            "Lutetium",
            "Terbium",
            "Thulium",
            "Ytterbium",
            "Yttrium",
        ],
    ),
];
/// Substitution indices, which the open data do not hold: 1 = no substitute.
const NO_SUBSTITUTE: f64 = 1.0;

/// Supply at one stage of one material.
struct Stage<'a> {
    word: &'a str,
    global: f64,
    union: Option<f64>,
    terms: Terms,
    risk: f64,
}

/// Scores of the materials asked for, beside the published ones.
pub(super) fn ec(package: &Package, request: &CriticalityRequest) -> Result<CriticalityView, AppError> {
    names::years(&request.years, &[STUDY_YEAR])?;
    let commodities = commodity::commodities(package, &request.materials)?;
    let mut wanted: Vec<&str> = commodities.iter().flat_map(|c| c.ec_materials.iter().map(String::as_str)).collect();
    for (group, members) in GROUPS {
        if members.iter().any(|member| wanted.contains(member)) {
            wanted.extend(members.iter().filter(|member| !wanted.contains(*member)).copied().collect::<Vec<_>>());
            wanted.push(group);
        }
    }
    let mut view = Method::Ec.empty("package");
    for material in wanted.iter().filter(|material| group(material).is_none()) {
        view.ec.extend(row(package, material));
        view.stages.extend(stages(package, material));
    }
    for (name, members) in GROUPS.iter().filter(|(name, _)| wanted.contains(name)) {
        view.ec.extend(group_row(package, name, members, &view.ec));
    }
    view.sources = ["ec-crm-2023", "scrreen-2023", "wgi-2025"].map(str::to_owned).to_vec();
    view.notes = notes();
    Ok(view)
}

fn notes() -> Vec<String> {
    [
        "Not in the open data of 2023, and taken: substitution indices as 1 (published ones lie below, so scores here are \
         too high by some per cent); import reliance as 1 less the share of members in the Union's sourcing (exports \
         neglected); end-of-life recycling rates from SCRREEN factsheets.",
        "Instability is one of six Worldwide Governance Indicators, political stability of 2020; the Commission takes the \
         mean of six. A country without a figure counts as 5 of 10.",
        "Published shares are rounded; shares below 0.1 % count as 0.05 %. Shares are of 2016-2020.",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn group(name: &str) -> Option<&'static [&'static str]> {
    GROUPS.iter().find(|(group, _)| *group == name).map(|(_, members)| *members)
}

/// Name under which scores and sourcing of a material are published.
fn published_as(material: &str) -> &str {
    GROUPS.iter().find(|(_, members)| members.contains(&material)).map_or(material, |(group, _)| group)
}

/// Rows of a table whose columns hold these texts.
fn rows<'a>(table: &'a Table, keys: &'a [(&'a str, &'a str)]) -> impl Iterator<Item = &'a Row> {
    table.rows.iter().filter(move |row| keys.iter().all(|(column, text)| table.text(row, column) == *text))
}

/// Instability of a country, 0 to 10.
fn instability(package: &Package, iso3: &str) -> f64 {
    let keys = [("country", iso3), ("year", STABILITY_YEAR)];
    let estimate = package
        .table("stability")
        .and_then(|table| rows(table, &keys).next().and_then(|row| table.number(row, "estimate")));
    estimate.map_or(ec::UNKNOWN_INSTABILITY, ec::instability)
}

/// Supply of a material, and the share of it from members of the Union; `None` when none is published.
fn supply(package: &Package, material: &str, stage: &str, scope: &str) -> Option<(Supply, f64)> {
    let table = package.table("ec_supply")?;
    let keys = [("material", material), ("stage", stage), ("scope", scope)];
    let (mut supply, mut inside) = (Supply::default(), 0.0);
    for row in rows(table, &keys) {
        let iso3 = table.text(row, "country");
        let country: Option<CountryId> = package.chain.country(iso3);
        let share = table.number(row, "share").unwrap_or(0.0);
        if country.is_some_and(|country| package.chain.countries[country.index()].eu_member) {
            inside += share;
        }
        supply.country.push(country.map_or(u16::MAX, number));
        supply.share.push(share);
        supply.trade_factor.push(table.number(row, "trade_factor").unwrap_or(1.0));
        supply.instability.push(instability(package, iso3));
    }
    (!supply.share.is_empty()).then_some((supply, inside))
}

fn stage<'a>(package: &Package, material: &str, word: &'a str, eol_rir: f64) -> Option<Stage<'a>> {
    let (global, _) = supply(package, material, word, "global")?;
    let sourcing = supply(package, published_as(material), word, "eu");
    let import_reliance = sourcing.as_ref().map_or(1.0, |(_, inside)| (1.0 - inside).clamp(0.0, 1.0));
    let terms = Terms { import_reliance, eol_rir, substitution: NO_SUBSTITUTE };
    let global = ec::weighted_concentration(&global);
    let union = sourcing.map(|(supply, _)| ec::weighted_concentration(&supply));
    Some(Stage { word, global, union, terms, risk: ec::supply_risk(global, union, &terms) })
}

fn published(package: &Package, name: &str, column: &str) -> Option<f64> {
    let table = package.table("ec_scores")?;
    let year = STUDY_YEAR.to_string();
    let keys = [("material", name), ("year", year.as_str())];
    rows(table, &keys).next().and_then(|row| table.number(row, column))
}

/// Economic importance; `None` where the open data hold no uses.
fn importance(package: &Package, material: &str) -> Option<f64> {
    let table = package.table("ec_uses")?;
    let keys = [("material", material)];
    let uses: Vec<(f64, f64)> = rows(table, &keys)
        .filter_map(|row| table.number(row, "share").zip(table.number(row, "value_added_meur")))
        .collect();
    (!uses.is_empty()).then(|| ec::economic_importance(&uses, NO_SUBSTITUTE))
}

fn row(package: &Package, material: &str) -> Option<EcRow> {
    let table = package.table("ec_parameters")?;
    let keys = [("material", material)];
    let eol_rir = rows(table, &keys).next().and_then(|row| table.number(row, "eol_rir"));
    let both = ["extraction", "processing"];
    let found = both.iter().filter_map(|word| stage(package, material, word, eol_rir.unwrap_or(0.0)));
    let highest = found.max_by(|a, b| a.risk.total_cmp(&b.risk))?;
    let name = published_as(material);
    let importance = importance(package, material);
    let mut note = Vec::new();
    if highest.union.is_none() {
        note.push("no sourcing of the Union published at this stage: world supply stands for both".to_owned());
    }
    if eol_rir.is_none() {
        note.push("no recycling rate at hand: taken as 0".to_owned());
    }
    if importance.is_none() {
        note.push("no end uses in the open data".to_owned());
    }
    let published_risk = published(package, name, "supply_risk");
    note.extend(published_risk.map(|theirs| difference(highest.risk, theirs, name != material)));
    Some(EcRow {
        material: material.to_owned(),
        stage: highest.word.to_owned(),
        supply_risk: highest.risk,
        published_supply_risk: published_risk,
        economic_importance: importance,
        published_economic_importance: published(package, name, "economic_importance"),
        published_as: (name != material).then(|| name.to_owned()),
        global_concentration: Some(highest.global),
        union_concentration: highest.union,
        import_reliance: Some(highest.terms.import_reliance),
        eol_rir,
        critical: critical(highest.risk, importance),
        note: note.join("; "),
    })
}

/// Why a score differs from the published one.
fn difference(ours: f64, theirs: f64, grouped: bool) -> String {
    let size = if theirs > 0.0 { 100.0 * (ours / theirs - 1.0) } else { 0.0 };
    let cause = match size {
        _ if grouped => "the published score is that of the group",
        size if size.abs() < 15.0 => "within what the missing indices explain",
        size if size > 0.0 => "substitution, sourcing or import reliance is probably more favourable in the study",
        _ => "governance beyond stability, or sourcing, is probably less favourable in the study",
    };
    format!("{size:+.0} % against the published score: {cause}")
}

fn critical(risk: f64, importance: Option<f64>) -> Option<bool> {
    importance.map(|importance| risk >= ec::SUPPLY_RISK && importance >= ec::ECONOMIC_IMPORTANCE)
}

/// A group's scores are the means of its members, as the study takes them.
fn group_row(package: &Package, name: &str, members: &[&str], rows: &[EcRow]) -> Option<EcRow> {
    let mine: Vec<&EcRow> = rows.iter().filter(|row| members.contains(&row.material.as_str())).collect();
    let mean = |values: Vec<f64>| {
        let count = values.len() as f64;
        Some(values.iter().sum::<f64>() / count).filter(|mean| mean.is_finite())
    };
    let risk = mean(mine.iter().map(|row| row.supply_risk).collect())?;
    let importance = mean(mine.iter().filter_map(|row| row.economic_importance).collect());
    let published_risk = published(package, name, "supply_risk");
    let mut note = vec![format!("mean of {} elements", mine.len())];
    note.extend(published_risk.map(|theirs| difference(risk, theirs, false)));
    Some(EcRow {
        material: name.to_owned(),
        stage: String::new(),
        supply_risk: risk,
        published_supply_risk: published_risk,
        economic_importance: importance,
        published_economic_importance: published(package, name, "economic_importance"),
        published_as: None,
        global_concentration: None,
        union_concentration: None,
        import_reliance: None,
        eol_rir: None,
        critical: critical(risk, importance),
        note: note.join("; "),
    })
}

/// How few countries supply the world and the Union, by the study's shares.
fn stages(package: &Package, material: &str) -> Vec<StageConcentrationView> {
    let mut found = Vec::new();
    let chain = &package.chain;
    for (scope, words, name) in [("global", "world", material), ("eu", "EU sourcing", published_as(material))] {
        for stage in ["extraction", "processing"] {
            let Some((supply, _)) = supply(package, name, stage, scope) else { continue };
            let Some(few) = concentration(supply.country.iter().copied().zip(supply.share.iter().copied())) else {
                continue;
            };
            found.push(StageConcentrationView {
                material: material.to_owned(),
                stage: format!("{stage}, {words}"),
                year: STUDY_YEAR,
                hhi: few.hhi,
                top_country: commodity::country_name(chain, CountryId(u32::from(few.top))),
                top_share: few.top_share,
                amount: None,
                unit: String::new(),
                note: if name == material { String::new() } else { format!("shares of {name}") },
            });
        }
    }
    found
}
