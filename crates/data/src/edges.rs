//! Networks of firms as users have them: an edge list, sectors of firms, what sectors need.
//!
//! Files are read row by row; what is kept is one number per name and three per link. Every defect
//! is named with row, column and value, up to a cap.

mod file;
mod needs;

mod parquet;

pub use self::parquet::read as read_parquet;
pub use needs::{InputNeed, NeedsOfSectors, read as read_needs};

use crate::problem::{Problem, Problems};
use file::{Names, Table};
use std::io::Read;

/// Most firms or links of a network.
const MOST: usize = (1 << 31) - 1;

/// One purchase of a buyer from a supplier, or all of them in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Position of the supplier in [`Edges::sites`].
    pub supplier: u32,
    /// Position of the buyer in [`Edges::sites`].
    pub buyer: u32,
    /// Value \[t/yr or money per year\].
    pub value: f64,
}

/// Who sells to whom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edges {
    /// Names of firms, in the order in which they first appear.
    pub sites: Vec<String>,
    /// Links in the order of the file; the same two firms may have several.
    pub edges: Vec<Edge>,
}

/// Sectors of firms.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sectors {
    /// Names of sectors, in the order in which they first appear.
    pub names: Vec<String>,
    /// Position in `names` of the sector of each firm of [`Edges::sites`].
    pub of_site: Vec<u32>,
    /// All that each firm sells in a year, where the file has that column; in the unit of the links.
    pub output: Option<Vec<f64>>,
    /// Firms that have a sector and no link: they are not in the network.
    pub without_links: usize,
}

/// Reads `supplier,buyer,value`; further columns are passed over.
///
/// # Errors
/// Every defect of the file.
pub fn read(name: &str, input: impl Read) -> Result<Edges, Problems> {
    let mut table = Table::open(name, input, &["supplier", "buyer", "value"], &[])?;
    let mut names = Names::default();
    let mut edges = Vec::new();
    while let Some(mut row) = table.next() {
        let (supplier, buyer, value) = (row.key(0), row.key(1), row.number(2));
        if let (Some(supplier), Some(buyer), Some(value)) = (supplier, buyer, value) {
            let (supplier, buyer) = (names.place(&supplier), names.place(&buyer));
            edges.push(Edge { supplier, buyer, value });
        }
        if edges.len() >= MOST || names.len() >= MOST {
            table.refuse(Problem::new("E007", name, "over two thousand million links or firms", "leave some out"));
            break;
        }
    }
    if edges.is_empty() {
        table.refuse(Problem::new("E005", name, "no link", "add rows of supplier, buyer and value"));
    }
    table.finish()?;
    Ok(Edges { sites: names.into_list(), edges })
}

/// Reads `site,sector` and, where there is one, `output`. Every firm of the links needs a sector.
///
/// # Errors
/// Every defect of the file.
pub fn read_sectors(name: &str, input: impl Read, edges: &Edges) -> Result<Sectors, Problems> {
    let mut table = Table::open(name, input, &["site", "sector"], &["output"])?;
    let sites = Names::of(&edges.sites);
    let mut sectors = Names::default();
    let mut of_site: Vec<Option<u32>> = vec![None; edges.sites.len()];
    let mut output = table.has(2).then(|| vec![0.0; edges.sites.len()]);
    let mut without_links = 0;
    while let Some(mut row) = table.next() {
        let (site, sector) = (row.key(0), row.key(1));
        let sold = if output.is_some() { row.number_or_blank(2) } else { None };
        let (Some(site), Some(sector)) = (site, sector) else { continue };
        let Some(place) = sites.find(&site) else {
            without_links += 1;
            continue;
        };
        let place = place as usize;
        if of_site[place].is_some() {
            row.defect(0, "E010", "this site has a row already", "keep one row per site");
            continue;
        }
        of_site[place] = Some(sectors.place(&sector));
        if let (Some(output), Some(sold)) = (&mut output, sold) {
            output[place] = sold;
        }
    }
    for (site, sector) in edges.sites.iter().zip(&of_site) {
        if sector.is_none() {
            let message = format!("no sector for site `{site}`, which has links");
            table.refuse(Problem::new("E005", name, message, "add a row with its sector"));
        }
    }
    table.finish()?;
    let of_site = of_site.into_iter().flatten().collect();
    Ok(Sectors { names: sectors.into_list(), of_site, output, without_links })
}
