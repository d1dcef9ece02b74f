//! The tables the balancing reads: `balance/*.csv` and, for the coefficients, `tables/processes.csv`,
//! `tables/process_flows.csv` and `tables/countries.csv`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::BalanceError;

/// One flow to reconcile, in the order of the table (users first, mines last).
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Flow {
    /// Id.
    pub(super) flow: String,
    /// Materials it carries, `;` between them.
    pub(super) materials: String,
    /// `gravity`: cells that are not listed get a gravity prior; `none`: they cannot exist.
    pub(super) unknown_cells: String,
}

/// A published total of a flow.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Total {
    /// Flow id.
    pub(super) flow: String,
    /// `supplier`, `feed` (one process of a supplier), `user`, `sink` (a closing row), `world` or `rest`.
    pub(super) role: String,
    /// Country, or `end_use@country` of a sink.
    pub(super) party: String,
    /// `home` or `abroad` for a supplier known in two parts; the process of a feed; else blank.
    pub(super) scope: String,
    /// t/yr.
    pub(super) value: Option<f64>,
    /// Low end; blank with `high` = exact.
    pub(super) low: Option<f64>,
    /// High end.
    pub(super) high: Option<f64>,
    /// How it was obtained.
    pub(super) note: String,
    /// Source id.
    pub(super) source: String,
    /// Year.
    pub(super) year: i32,
    /// Basis.
    pub(super) basis: String,
}

/// A known, or at least possible, flow between two countries.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Cell {
    /// Flow id.
    pub(super) flow: String,
    /// Supplier country.
    pub(super) supplier: String,
    /// User country, or `end_use@country` of a sink.
    pub(super) buyer: String,
    /// t/yr; blank = possible, from the gravity prior; 0 to 0 = impossible.
    pub(super) value: Option<f64>,
    /// Low end.
    pub(super) low: Option<f64>,
    /// High end.
    pub(super) high: Option<f64>,
    /// How it was obtained.
    pub(super) note: String,
    /// Source id.
    pub(super) source: String,
    /// Year.
    pub(super) year: i32,
    /// Basis.
    pub(super) basis: String,
}

/// World share of an end use and its share of magnets with Dy or Tb.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct EndUse {
    /// `ndfeb` or `smco`.
    pub(super) kind: String,
    /// End use.
    pub(super) end_use: String,
    /// Share of world tonnes.
    pub(super) share: f64,
    /// Low end.
    pub(super) low: f64,
    /// High end.
    pub(super) high: f64,
    /// Share of the tonnes with Dy or Tb.
    pub(super) heavy_share: f64,
    /// Source id.
    pub(super) source: String,
    /// Year.
    pub(super) year: i32,
    /// Basis.
    pub(super) basis: String,
}

/// Proxy that spreads an end use over countries.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Seed {
    /// End use.
    pub(super) end_use: String,
    /// Country.
    pub(super) country: String,
    /// Any positive measure; only ratios within the end use matter.
    pub(super) proxy: f64,
}

/// A country's name in site titles and its centroid.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Place {
    /// Country.
    pub(super) country: String,
    /// Name used in titles.
    pub(super) name: String,
    /// Degrees north.
    pub(super) latitude: f64,
    /// Degrees east.
    pub(super) longitude: f64,
}

/// Process variant and place of an upstream site.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Plant {
    /// Site name without the country.
    pub(super) base: String,
    /// Country.
    pub(super) country: String,
    /// Process, a variant of the base where plants differ.
    pub(super) process: String,
    /// Degrees north.
    pub(super) latitude: f64,
    /// Degrees east.
    pub(super) longitude: f64,
    /// Main places or firms.
    pub(super) note: String,
}

/// Utilisation and stock target of all sites whose name starts with a prefix.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Utilisation {
    /// Start of the site name.
    pub(super) prefix: String,
    /// Activity over capacity.
    pub(super) utilisation: f64,
    /// Target of the output stock, days.
    pub(super) out_cover_days: f64,
}

/// A published share that the fit must not see.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct HeldBack {
    /// `mine` or `separation`.
    pub(super) stage: String,
    /// Country of origin.
    pub(super) country: String,
    /// Share of what the EU uses.
    pub(super) share: f64,
    /// Note.
    pub(super) note: String,
    /// Source id.
    pub(super) source: String,
}

/// A published total that is compared with the result.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Check {
    /// What.
    pub(super) item: String,
    /// Start of the site names summed.
    pub(super) site_prefix: String,
    /// Country, blank for the world.
    pub(super) country: String,
    /// Start of the material summed over outputs; `input:` before it sums inputs.
    pub(super) material: String,
    /// Published value.
    pub(super) value: f64,
    /// Unit.
    pub(super) unit: String,
    /// Note.
    pub(super) note: String,
    /// Source id.
    pub(super) source: String,
}

/// A process as the package states it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Process {
    /// Id.
    pub(super) process: String,
    /// Title.
    pub(super) title: String,
    /// Driving outputs, the unit of activity first.
    pub(super) driving: String,
}

/// One coefficient of a process.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Coefficient {
    /// Process.
    pub(super) process: String,
    /// Material.
    pub(super) material: String,
    /// `input` or `output`.
    pub(super) direction: String,
    /// t per unit of activity.
    pub(super) t_per_activity: f64,
}

/// A country and whether it belongs to the EU.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Country {
    /// Code.
    pub(super) iso3: String,
    /// EU member.
    pub(super) eu_member: bool,
}

/// Everything the balancing needs.
#[derive(Debug, Clone)]
pub struct BalanceInputs {
    pub(super) flows: Vec<Flow>,
    pub(super) totals: Vec<Total>,
    pub(super) cells: Vec<Cell>,
    pub(super) end_uses: Vec<EndUse>,
    pub(super) seeds: Vec<Seed>,
    pub(super) places: BTreeMap<String, Place>,
    pub(super) plants: BTreeMap<(String, String), Plant>,
    pub(super) utilisation: Vec<Utilisation>,
    pub(super) held_back: Vec<HeldBack>,
    pub(super) checks: Vec<Check>,
    pub(super) processes: Vec<Process>,
    pub(super) coefficients: BTreeMap<String, Vec<Coefficient>>,
    pub(super) countries: Vec<Country>,
}

impl BalanceInputs {
    /// Reads `balance/` and `tables/` below the package folder.
    ///
    /// # Errors
    ///
    /// Returns [`BalanceError::File`] for a file that is missing or has a field of the wrong type.
    pub fn read(package: &Path) -> Result<Self, BalanceError> {
        let balance = package.join("balance");
        let tables = package.join("tables");
        let places: Vec<Place> = read(&balance.join("places.csv"))?;
        let plants: Vec<Plant> = read(&balance.join("plants.csv"))?;
        let mut coefficients: BTreeMap<String, Vec<Coefficient>> = BTreeMap::new();
        for row in read::<Coefficient>(&tables.join("process_flows.csv"))? {
            coefficients.entry(row.process.clone()).or_default().push(row);
        }
        Ok(Self {
            flows: read(&balance.join("flows.csv"))?,
            totals: read(&balance.join("totals.csv"))?,
            cells: read(&balance.join("cells.csv"))?,
            end_uses: read(&balance.join("end_uses.csv"))?,
            seeds: read(&balance.join("seeds.csv"))?,
            places: places.into_iter().map(|p| (p.country.clone(), p)).collect(),
            plants: plants.into_iter().map(|p| ((p.base.clone(), p.country.clone()), p)).collect(),
            utilisation: read(&balance.join("utilisation.csv"))?,
            held_back: read(&balance.join("held_back.csv"))?,
            checks: read(&balance.join("checks.csv"))?,
            processes: read(&tables.join("processes.csv"))?,
            coefficients,
            countries: read(&tables.join("countries.csv"))?,
        })
    }

    /// Totals of a flow with a role.
    pub(super) fn totals<'a>(&'a self, flow: &'a str, role: &'a str) -> impl Iterator<Item = &'a Total> {
        self.totals.iter().filter(move |t| t.flow == flow && t.role == role)
    }

    /// The first process in the table whose unit of activity is the material: the base of the site name.
    pub(super) fn base_of(&self, material: &str) -> Option<&str> {
        let first = |p: &&Process| p.driving.split(';').next() == Some(material);
        self.processes.iter().find(first).map(|p| p.process.as_str())
    }
}

/// Reads one CSV file into rows.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, BalanceError> {
    let bytes =
        std::fs::read(path).map_err(|e| BalanceError::File { path: path.to_owned(), message: e.to_string() })?;
    parse(path, &bytes)
}

/// Reads the bytes of one CSV file into rows.
pub(super) fn parse<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<Vec<T>, BalanceError> {
    let rows = csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>();
    rows.map_err(|e| BalanceError::File { path: path.to_owned(), message: e.to_string() })
}
