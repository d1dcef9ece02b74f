//! Files of a user to a network.

use super::SystemicRequest;
use crate::error::AppError;
use coercivity_data::edges::{self, Edges, InputNeed, Sectors};
use coercivity_trace::systemic::{FirmNetwork, Need, Needs, Sale};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Most sectors: the table of needs is a square of them.
const MOST_SECTORS: usize = 5000;

/// A network with the names of its parts.
pub(super) struct Loaded {
    pub(super) network: FirmNetwork,
    pub(super) sites: Vec<String>,
    pub(super) sectors: Vec<String>,
    /// True when the sectors file says what firms sell in all.
    pub(super) with_output: bool,
    /// Pairs of sectors whose need a file states, or `None` without a file.
    pub(super) needs_stated: Option<usize>,
    /// What was passed over, in words.
    pub(super) notes: Vec<String>,
}

pub(super) fn load(request: &SystemicRequest) -> Result<Loaded, AppError> {
    let links = links(&request.links)?;
    let sectors = edges::read_sectors(&name(&request.sectors), open(&request.sectors)?, &links)?;
    if sectors.names.len() > MOST_SECTORS {
        return Err(AppError::OutOfBounds {
            name: "sectors",
            value: sectors.names.len().to_string(),
            hint: format!("at most {MOST_SECTORS}; sum fine sectors up to coarser ones"),
        });
    }
    let mut notes = Vec::new();
    if sectors.without_links > 0 {
        notes.push(format!("{} sites have a sector and no link; they are left out.", sectors.without_links));
    }
    let (needs, needs_stated) = needs(request, &sectors, &mut notes)?;
    let with_output = sectors.output.is_some();
    let sales =
        links.edges.iter().map(|edge| Sale { supplier: edge.supplier, buyer: edge.buyer, value: edge.value }).collect();
    let network = FirmNetwork::new(sectors.of_site, sectors.output, sales, needs).map_err(|error| {
        AppError::Contradiction { what: error.to_string(), hint: "mend the edge list and the sectors file".to_owned() }
    })?;
    Ok(Loaded { network, sites: links.sites, sectors: sectors.names, with_output, needs_stated, notes })
}

fn needs(
    request: &SystemicRequest,
    sectors: &Sectors,
    notes: &mut Vec<String>,
) -> Result<(Needs, Option<usize>), AppError> {
    let Some(path) = &request.essential else {
        return Ok((Needs::all(sectors.names.len(), Need::Essential), None));
    };
    let (stated, foreign) = edges::read_needs(&name(path), open(path)?, &sectors.names)?;
    if foreign > 0 {
        notes.push(format!(
            "{foreign} rows of needs name a sector that the network does not have; they are passed over."
        ));
    }
    let mut needs = Needs::all(sectors.names.len(), Need::NonEssential);
    for ((supplier, buyer), need) in &stated {
        let need = match need {
            InputNeed::Negligible => Need::Negligible,
            InputNeed::NonEssential => Need::NonEssential,
            InputNeed::Essential => Need::Essential,
        };
        needs.set(*supplier as usize, *buyer as usize, need);
    }
    Ok((needs, Some(stated.len())))
}

fn links(path: &Path) -> Result<Edges, AppError> {
    let parquet = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"));
    let (name, file) = (name(path), open(path)?);
    Ok(if parquet { edges::read_parquet(&name, file)? } else { edges::read(&name, BufReader::new(file))? })
}

fn open(path: &Path) -> Result<File, AppError> {
    File::open(path).map_err(AppError::io(path))
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
