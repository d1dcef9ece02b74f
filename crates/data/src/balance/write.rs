//! Writes the balanced chain: `tables/sites.csv`, `tables/links.csv`, `tables/demand.csv`, `balance/residuals.csv`.

use std::path::Path;

use super::evidence::Evidence;
use super::inputs::BalanceInputs;
use super::network::Site;
use super::{BalanceError, Balanced};

impl Balanced {
    /// Writes the four files below the package folder.
    ///
    /// # Errors
    ///
    /// Returns [`BalanceError::File`] when a file cannot be written.
    pub fn write(&self, package: &Path, inputs: &BalanceInputs) -> Result<(), BalanceError> {
        for (name, text) in self.files(inputs)? {
            let path = package.join(name);
            std::fs::write(&path, text).map_err(|e| BalanceError::File { path, message: e.to_string() })?;
        }
        Ok(())
    }

    /// The four files as paths below the package folder and their text.
    ///
    /// # Errors
    ///
    /// Returns [`BalanceError::File`] when a row cannot be written as CSV.
    pub fn files(&self, inputs: &BalanceInputs) -> Result<[(&'static str, String); 4], BalanceError> {
        Ok([
            ("tables/sites.csv", table(SITES, self.site_rows(inputs))?),
            ("tables/links.csv", table(LINKS, self.link_rows())?),
            ("tables/demand.csv", table(DEMAND, self.demand_rows())?),
            ("balance/residuals.csv", table(RESIDUALS, self.residual_rows())?),
        ])
    }

    /// Sites in the order of the process table, then by name.
    fn site_rows(&self, inputs: &BalanceInputs) -> Vec<Vec<String>> {
        let position = |process: &str| inputs.processes.iter().position(|p| p.process == process);
        let mut sites: Vec<(&String, &Site)> = self.network.sites.iter().collect();
        sites.sort_by_key(|(name, site)| (position(&site.process), (*name).clone()));
        sites.into_iter().map(|(name, site)| site_row(inputs, name, site)).collect()
    }

    pub(super) fn link_rows(&self) -> Vec<Vec<String>> {
        let row = |l: &super::Link| {
            let mut row = vec![l.supplier.clone(), l.buyer.clone(), l.material.clone(), digits(l.t_per_year)];
            row.extend([String::new(), String::new()]);
            row.extend(tail(&l.evidence, l.t_per_year));
            row
        };
        self.network.links.values().map(row).collect()
    }

    fn demand_rows(&self) -> Vec<Vec<String>> {
        let mut rows: Vec<&super::Demand> = self.network.demand.iter().collect();
        rows.sort_by_key(|d| (d.site.clone(), d.material.clone(), d.end_use.clone(), d.country.clone()));
        let row = |d: &super::Demand| {
            let id = format!("{}-{}-{}-{}", d.material, d.end_use, d.country, d.site);
            let closing =
                matches!(d.end_use.as_str(), "non-magnet" | "stock-change") || !d.site.starts_with("product-");
            let id = if closing { id } else { d.site.clone() };
            let mut row = vec![id, d.site.clone(), d.material.clone(), d.country.clone(), d.end_use.clone()];
            row.push(digits(d.t_per_year));
            row.extend(tail(&d.evidence, d.t_per_year));
            row
        };
        rows.into_iter().map(row).collect()
    }

    pub(super) fn residual_rows(&self) -> Vec<Vec<String>> {
        let row = |r: &super::Residual| {
            vec![
                r.kind.clone(),
                r.item.clone(),
                round(r.published, 3),
                round(r.fitted, 3),
                r.unit.clone(),
                r.difference_percent().map_or_else(String::new, |d| round(d, 2)),
                r.used_in_fit.to_string(),
                r.note.clone(),
                r.source.clone(),
            ]
        };
        self.residuals.iter().map(row).collect()
    }
}

pub(super) const SITES: &str = "site,title,process,country,activity_t_per_year,capacity_t_per_year,out_cover_days,latitude,longitude,note,source,year,basis,low,high";
pub(super) const LINKS: &str = "supplier,buyer,material,t_per_year,transit_days,pairs,note,source,year,basis,low,high";
pub(super) const DEMAND: &str = "demand,site,material,country,end_use,t_per_year,note,source,year,basis,low,high";
pub(super) const RESIDUALS: &str = "kind,item,published,fitted,unit,difference_percent,used_in_fit,note,source";

/// One row of `sites.csv`.
fn site_row(inputs: &BalanceInputs, name: &str, site: &Site) -> Vec<String> {
    let base = name.trim_end_matches(&format!("-{}", site.country)).to_owned();
    let place = inputs.places.get(&site.country);
    let plant = inputs.plants.get(&(base.clone(), site.country.clone()));
    let title = inputs.processes.iter().find(|p| p.process == base).map_or(base.as_str(), |p| p.title.as_str());
    let setting = inputs.utilisation.iter().find(|u| name.starts_with(&u.prefix));
    let (used, cover) = setting.map_or((1.0, 30.0), |u| (u.utilisation, u.out_cover_days));
    let country = place.map_or(site.country.as_str(), |p| p.name.as_str());
    let (latitude, longitude) =
        plant.map(|p| (p.latitude, p.longitude)).or(place.map(|p| (p.latitude, p.longitude))).unwrap_or_default();
    let mut evidence = site.evidence.clone();
    if let Some(plant) = plant {
        evidence.note = [plant.note.as_str(), evidence.note.as_str()]
            .into_iter()
            .filter(|n| !n.is_empty())
            .collect::<Vec<_>>()
            .join("; ");
    }
    let mut row = vec![
        name.to_owned(),
        format!("{title}, {country}"),
        site.process.clone(),
        site.country.clone(),
        digits(site.activity),
        digits(round_up(site.activity / used)),
        digits(cover),
        round(latitude, 1),
        round(longitude, 1),
    ];
    row.extend(tail(&evidence, site.activity));
    row
}

/// Capacity to three significant digits, never below the activity that it was derived from.
pub(super) fn round_up(value: f64) -> f64 {
    let unit = 10f64.powi(value.abs().max(1e-9).log10().floor() as i32 - 2);
    (value / unit).ceil() * unit
}

/// The five closing columns of a quantity table.
pub(super) fn tail(evidence: &Evidence, value: f64) -> Vec<String> {
    vec![
        evidence.note.clone(),
        evidence.source.clone(),
        evidence.year.to_string(),
        evidence.basis.word().to_owned(),
        bound(value, evidence.low),
        bound(value, evidence.high),
    ]
}

/// One end of a range to six digits; in full where it coincides with the value, so that the range holds it.
fn bound(value: f64, ratio: f64) -> String {
    if (ratio - 1.0).abs() < 1e-5 { digits(value) } else { significant(value * ratio, 6) }
}

/// Twelve significant digits, enough for sums to hold within 1e-9.
pub(super) fn digits(value: f64) -> String {
    significant(value, 12)
}

/// A number with a given count of significant digits and no trailing zeros.
fn significant(value: f64, count: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let decimals = (count - 1 - value.abs().log10().floor() as i32).max(0) as usize;
    trim(format!("{value:.decimals$}"))
}

/// A number with a given count of decimals and no trailing zeros.
pub(super) fn round(value: f64, decimals: usize) -> String {
    let text = trim(format!("{value:.decimals$}"));
    if text == "-0" { "0".to_owned() } else { text }
}

fn trim(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// One table as CSV text.
pub(super) fn table(header: &str, rows: Vec<Vec<String>>) -> Result<String, BalanceError> {
    let fail = |message: String| BalanceError::File { path: header.into(), message };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.split(',')).map_err(|e| fail(e.to_string()))?;
    for row in rows {
        writer.write_record(&row).map_err(|e| fail(e.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|e| fail(e.to_string()))?;
    String::from_utf8(bytes).map_err(|e| fail(e.to_string()))
}
