//! The chain under construction: sites, links and demand rows, and what they need and give.

use std::collections::BTreeMap;

use super::evidence::Evidence;
use super::inputs::{BalanceInputs, Coefficient};

/// All plants of a country that run one process.
#[derive(Debug, Clone)]
pub struct Site {
    /// Process, possibly a variant of the base in the name.
    pub process: String,
    /// Country.
    pub country: String,
    /// Units of activity a year, t of the first driving output.
    pub activity: f64,
    /// Where the activity comes from.
    pub evidence: Evidence,
}

/// A material from one site to another.
#[derive(Debug, Clone)]
pub struct Link {
    /// Supplier site.
    pub supplier: String,
    /// Buyer site.
    pub buyer: String,
    /// Material.
    pub material: String,
    /// t/yr.
    pub t_per_year: f64,
    /// Where the flow comes from.
    pub evidence: Evidence,
}

/// A sink: a product that is used, or a closing row.
#[derive(Debug, Clone)]
pub struct Demand {
    /// Site that serves it.
    pub site: String,
    /// Material.
    pub material: String,
    /// Country of use.
    pub country: String,
    /// End use.
    pub end_use: String,
    /// t/yr.
    pub t_per_year: f64,
    /// Where the figure comes from.
    pub evidence: Evidence,
}

/// What a site needs of a material.
#[derive(Debug, Clone)]
pub(super) struct Need {
    /// Buyer site.
    pub(super) site: String,
    /// Its country.
    pub(super) country: String,
    /// Material.
    pub(super) material: String,
    /// t/yr.
    pub(super) t: f64,
}

/// Sites by name, links by supplier, buyer and material, demand rows in order of creation.
#[derive(Debug, Clone)]
pub struct Network {
    /// Sites by name.
    pub sites: BTreeMap<String, Site>,
    /// Links.
    pub links: BTreeMap<(String, String, String), Link>,
    /// Demand rows.
    pub demand: Vec<Demand>,
    coefficients: BTreeMap<String, Vec<Coefficient>>,
    variants: BTreeMap<(String, String), String>,
}

impl Network {
    /// An empty network that knows the coefficients.
    pub(super) fn new(inputs: &BalanceInputs) -> Self {
        Self {
            sites: BTreeMap::new(),
            links: BTreeMap::new(),
            demand: Vec::new(),
            coefficients: inputs.coefficients.clone(),
            variants: inputs.plants.iter().map(|(key, plant)| (key.clone(), plant.process.clone())).collect(),
        }
    }

    /// An empty network without coefficients, for a caller that works out needs itself.
    pub(super) fn bare() -> Self {
        Self {
            sites: BTreeMap::new(),
            links: BTreeMap::new(),
            demand: Vec::new(),
            coefficients: BTreeMap::new(),
            variants: BTreeMap::new(),
        }
    }

    /// Adds a site, or activity to a site that exists, and returns its name.
    pub(super) fn add_site(&mut self, base: &str, country: &str, activity: f64, evidence: Evidence) -> String {
        let name = format!("{base}-{country}");
        let variant = self.variants.get(&(base.to_owned(), country.to_owned()));
        let process = variant.cloned().unwrap_or_else(|| base.to_owned());
        let fresh = Site { process, country: country.to_owned(), activity: 0.0, evidence };
        self.sites.entry(name.clone()).or_insert(fresh).activity += activity;
        name
    }

    /// Adds a link; nothing for a flow of zero.
    pub(super) fn add_link(&mut self, supplier: &str, buyer: &str, material: &str, t: f64, evidence: Evidence) {
        if t <= 0.0 {
            return;
        }
        let key = (supplier.to_owned(), buyer.to_owned(), material.to_owned());
        let link = self.links.entry(key).or_insert_with(|| Link {
            supplier: supplier.to_owned(),
            buyer: buyer.to_owned(),
            material: material.to_owned(),
            t_per_year: 0.0,
            evidence,
        });
        link.t_per_year += t;
    }

    /// Adds a demand row; nothing for a flow of zero.
    pub(super) fn add_demand(&mut self, site: &str, material: &str, sink: (&str, &str), t: f64, evidence: Evidence) {
        if t > 0.0 {
            self.demand.push(Demand {
                site: site.to_owned(),
                material: material.to_owned(),
                country: sink.0.to_owned(),
                end_use: sink.1.to_owned(),
                t_per_year: t,
                evidence,
            });
        }
    }

    /// t of a material per unit of activity of a process; 0 when it does not occur.
    pub(super) fn coefficient(&self, process: &str, material: &str, direction: &str) -> f64 {
        let rows = self.coefficients.get(process).map_or(&[][..], Vec::as_slice);
        rows.iter().filter(|c| c.material == material && c.direction == direction).map(|c| c.t_per_activity).sum()
    }

    /// Needs of all sites for a material, by site name.
    pub(super) fn needs(&self, material: &str) -> Vec<Need> {
        self.flows(material, "input")
    }

    /// What all sites give of a material, by site name.
    pub(super) fn gives(&self, material: &str) -> Vec<Need> {
        self.flows(material, "output")
    }

    fn flows(&self, material: &str, direction: &str) -> Vec<Need> {
        let mut found = Vec::new();
        for (name, site) in &self.sites {
            let t = site.activity * self.coefficient(&site.process, material, direction);
            if t > 0.0 {
                found.push(Need {
                    site: name.clone(),
                    country: site.country.clone(),
                    material: material.to_owned(),
                    t,
                });
            }
        }
        found
    }

    /// Coefficient rows of a process.
    pub(super) fn rows(&self, process: &str) -> &[Coefficient] {
        self.coefficients.get(process).map_or(&[], Vec::as_slice)
    }

    /// Outflow of a material from a site, links and demand together.
    #[must_use]
    pub fn outflow(&self, site: &str, material: &str) -> f64 {
        let links: f64 =
            self.links.values().filter(|l| l.supplier == site && l.material == material).map(|l| l.t_per_year).sum();
        let demand: f64 =
            self.demand.iter().filter(|d| d.site == site && d.material == material).map(|d| d.t_per_year).sum();
        links + demand
    }
}
