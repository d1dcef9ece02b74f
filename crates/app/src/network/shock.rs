//! Shocks as they are written: `NAME=SHARE` or `NAME=SHARE@FROM..TO`.

use super::{Files, NetworkRequest};
use crate::error::AppError;
use coercivity_data::problem::nearest;
use coercivity_sim::firms::network::Shock;

/// A shock with the sites it hits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) name: String,
    pub(super) is_sector: bool,
    pub(super) sites: Vec<u32>,
    pub(super) share: f64,
    pub(super) from: u32,
    /// First day of recovery; `None` = never.
    pub(super) to: Option<u32>,
}

impl Read {
    /// One shock for each site.
    pub(super) fn each(&self, days: u32) -> impl Iterator<Item = Shock> {
        let (share, from, to) = (self.share, self.from, self.to.unwrap_or(days));
        self.sites.iter().map(move |site| Shock { site: *site, share, from, to })
    }
}

/// What a shock says, before its name is looked up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written<'t> {
    pub(super) name: &'t str,
    pub(super) share: f64,
    pub(super) days: Option<(u32, u32)>,
}

/// Takes a shock apart. Names may hold `=` and `@`: the last `=` counts.
pub(super) fn parse(text: &str) -> Option<Written<'_>> {
    let (name, rest) = text.rsplit_once('=')?;
    let (share, days) = match rest.split_once('@') {
        Some((share, days)) => (share, Some(days)),
        None => (rest, None),
    };
    let share = match share.trim().strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok()? / 100.0,
        None => share.trim().parse().ok()?,
    };
    let days = match days {
        Some(days) => {
            let (from, to) = days.split_once("..")?;
            Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
        }
        None => None,
    };
    let sound = (0.0..=1.0).contains(&share) && days.is_none_or(|(from, to)| from < to) && !name.trim().is_empty();
    sound.then_some(Written { name: name.trim(), share, days })
}

/// Reads the shocks of a request.
pub(super) fn read(request: &NetworkRequest, files: &Files) -> Result<Vec<Read>, AppError> {
    request.shocks.iter().map(|text| one(text, request.days, files)).collect()
}

fn one(text: &str, days: u32, files: &Files) -> Result<Read, AppError> {
    let hint = "write NAME=SHARE or NAME=SHARE@FROM..TO, with a share from 0 to 1 (or 0 % to 100 %) and the last day after the first, e.g. ACME=0.5@10..40";
    let written = parse(text).ok_or_else(|| AppError::OutOfBounds {
        name: "--shock",
        value: text.to_owned(),
        hint: hint.to_owned(),
    })?;
    let (from, to) = written.days.map_or((0, None), |(from, to)| (from, Some(to)));
    if from >= days {
        let hint = format!("begin before the run ends, on day {} at the latest", days - 1);
        return Err(AppError::OutOfBounds { name: "--shock", value: text.to_owned(), hint });
    }
    let (is_sector, sites) = look_up(written.name, files)?;
    Ok(Read { name: written.name.to_owned(), is_sector, sites, share: written.share, from, to })
}

/// The sites that a name stands for, and whether it is a sector's. `site:` or `sector:` before it settles which.
fn look_up(name: &str, files: &Files) -> Result<(bool, Vec<u32>), AppError> {
    let (site_name, sector_name) = (name.strip_prefix("site:"), name.strip_prefix("sector:"));
    let names = files.sectors.as_ref().map_or(&[][..], |sectors| &sectors.names);
    let find =
        |list: &[String], name: &str| list.iter().position(|known| known == name).and_then(|at| u32::try_from(at).ok());
    let site = if sector_name.is_some() { None } else { find(&files.listed.sites, site_name.unwrap_or(name)) };
    let sector = if site_name.is_some() { None } else { find(names, sector_name.unwrap_or(name)) };
    match (site, sector) {
        (Some(_), Some(_)) => Err(AppError::Contradiction {
            what: format!("`{name}` is a site and a sector"),
            hint: format!("write site:{name} or sector:{name}"),
        }),
        (Some(site), None) => Ok((false, vec![site])),
        (None, Some(sector)) => {
            let of_site = files.edges.sector.iter().zip(0..);
            Ok((true, of_site.filter(|(own, _)| **own == sector).map(|(_, site)| site).collect()))
        }
        (None, None) => {
            let known = names.iter().chain(&files.listed.sites).map(String::as_str);
            let hint = nearest(name, known).map_or_else(
                || "name a site or a sector as it is written in the files".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(AppError::Unknown { what: "site or sector", name: name.to_owned(), hint })
        }
    }
}
