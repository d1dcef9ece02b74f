//! Other people's files: trade of BACI, UN Comtrade and Comext, production of the USGS and the European Commission.
//!
//! Rows are read one by one and added up at once, so that memory grows with the
//! countries and goods of a file and not with its length. Whatever is not used
//! is counted, with its mass and value.

mod comext;
mod comtrade;
mod ec;
mod goods;
mod header;
mod json;
mod ledger;
pub(crate) mod number;
mod outcome;
mod places;
mod production;
pub(crate) mod rows;
mod usgs;
mod write;

pub use goods::Goods;
pub use outcome::{Flow, Imported, Listed, Reclassified, Tally, Total};
pub use write::{overlay_files, production_csv, trade_csv};

use crate::package::Package;
use crate::problem::{Findings, Problem, Problems};
use crate::trade::baci;
use coercivity_chain::Country;
use ledger::{Counted, Ledger, Shipment};
use std::io::Read;

/// Whose files they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publisher {
    /// BACI of CEPII: reconciled trade by year.
    Baci,
    /// UN Comtrade: CSV with 47 columns, or JSON of its interface.
    Comtrade,
    /// Eurostat Comext: monthly or yearly bulk files, unpacked.
    Comext,
    /// US Geological Survey: world tables of Mineral Commodity Summaries.
    Usgs,
    /// European Commission: supply shares of the criticality study.
    Ec,
}

impl Publisher {
    /// Every publisher, in order of the command line.
    pub const ALL: [Publisher; 5] =
        [Publisher::Baci, Publisher::Comtrade, Publisher::Comext, Publisher::Usgs, Publisher::Ec];

    /// The word on the command line and in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Publisher::Baci => "baci",
            Publisher::Comtrade => "comtrade",
            Publisher::Comext => "comext",
            Publisher::Usgs => "usgs",
            Publisher::Ec => "ec",
        }
    }

    /// Currency of its values; empty where it has none.
    #[must_use]
    pub fn currency(self) -> &'static str {
        match self {
            Publisher::Baci | Publisher::Comtrade => "USD",
            Publisher::Comext => "EUR",
            Publisher::Usgs | Publisher::Ec => "",
        }
    }
}

/// An import in the making: files are read into it one after the other.
#[derive(Debug)]
pub struct Importer {
    publisher: Publisher,
    ledger: Ledger,
    production: production::Production,
    problems: Problems,
}

impl Importer {
    /// An empty one, with the crosswalks of a package.
    #[must_use]
    pub fn new(publisher: Publisher, package: &Package) -> Self {
        let iso3: Vec<String> = package.chain.countries.iter().map(|country: &Country| country.iso3.clone()).collect();
        Importer {
            publisher,
            ledger: Ledger::new(package, iso3.clone(), publisher.currency()),
            production: production::Production::new(package, iso3, publisher.word()),
            problems: Problems::default(),
        }
    }

    /// Reads one file; `name` is what messages call it. Defects are kept for [`Importer::finish`].
    pub fn read(&mut self, name: &str, input: impl Read) {
        let mut found = Findings::default();
        match self.publisher {
            Publisher::Baci => {
                if let Err(mut problems) = self.read_baci(name, input) {
                    self.problems.0.append(&mut problems.0);
                }
            }
            Publisher::Comtrade => comtrade::read(name, input, &mut self.ledger, &mut found),
            Publisher::Comext => comext::read(name, input, &mut self.ledger, &mut found),
            Publisher::Usgs => usgs::read(name, input, &mut self.production, &mut found),
            Publisher::Ec => ec::read(name, input, &mut self.production, &mut found),
        }
        self.ledger.file_read(name, &mut found);
        found.append_to(&mut self.problems, name);
    }

    fn read_baci(&mut self, name: &str, mut input: impl Read) -> Result<(), Problems> {
        let head = rows::head(name, &mut input).map_err(|problem| Problems(vec![*problem]))?;
        let input = std::io::Cursor::new(head).chain(input);
        let ledger = &mut self.ledger;
        baci::read(input, name, |row| {
            let from = ledger.places.numeric(row.exporter, row.year);
            let to = ledger.places.numeric(row.importer, row.year);
            ledger.add(&Shipment {
                year: row.year,
                month: None,
                from: (from, &row.exporter.to_string()),
                to: (to, &row.importer.to_string()),
                code: row.code.to_string().as_bytes(),
                tonnes: row.quantity_t,
                value: row.value_kusd * 1000.0,
                counted: Counted::Reconciled,
            });
        })
        .map(|_| ())
    }

    /// What was read.
    ///
    /// # Errors
    /// Every problem of every file at once.
    pub fn finish(mut self) -> Result<Imported, Problems> {
        if self.ledger.full() || self.production.full() {
            let hint = "import fewer years or countries at once";
            self.problems.push(Problem::new("E001", self.publisher.word(), "more flows than can be kept", hint));
        }
        self.problems.into_result()?;
        Ok(match self.publisher {
            Publisher::Usgs | Publisher::Ec => self.production.finish(self.publisher),
            _ => self.ledger.finish(self.publisher),
        })
    }
}
