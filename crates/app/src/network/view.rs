//! Results of a run as the view that is printed.

use super::shock::Read;
use super::{DAYS_PER_YEAR, Files, NetworkRequest, Outcome, rationing_words};
use coercivity_report::network_view::{
    NetworkSettingsView, NetworkShockView, NetworkView, SectorLossView, SiteLossView,
};

/// Output is back when it is this share of normal.
const BACK: f64 = 0.995;

pub(super) fn view(request: &NetworkRequest, files: &Files, shocks: &[Read], outcome: &Outcome) -> NetworkView {
    let output = &files.edges.output;
    let normal: f64 = output.iter().sum();
    let share = |output: f64| if normal > 0.0 { output / normal } else { 1.0 };
    let daily: Vec<f64> = outcome.daily.iter().map(|output| share(*output)).collect();
    let (trough_day, trough) = daily
        .iter()
        .enumerate()
        .fold((0, f64::INFINITY), |best, (day, share)| if *share < best.1 { (day, *share) } else { best });
    let mut hit = vec![false; output.len()];
    shocks.iter().flat_map(|shock| &shock.sites).for_each(|site| hit[*site as usize] = true);
    let lost: Vec<f64> = outcome.lost.iter().zip(output).map(|(days, output)| days * output).collect();
    let elsewhere = lost.iter().zip(&hit).filter(|(_, hit)| !**hit).map(|(lost, _)| lost).sum();
    let mut view = NetworkView {
        headline: String::new(),
        file: request.file.display().to_string(),
        sites: count(output.len()),
        links: count(outcome.links),
        sectors: files.sectors.as_ref().map(|sectors| count(sectors.names.len())),
        days: request.days,
        settings: settings(request),
        shocks: shocks.iter().map(shock).collect(),
        normal_output_per_year: normal * DAYS_PER_YEAR,
        trough,
        trough_day: count(trough_day),
        recovered_day: recovered(&daily),
        lost_days: daily.iter().map(|share| 1.0 - share).sum(),
        lost_output: lost.iter().sum(),
        lost_elsewhere: elsewhere,
        daily,
        top: top(request, files, outcome, &lost, &hit),
        by_sector: by_sector(files, &lost),
        notes: notes(request, files),
        digest: outcome.digest.clone(),
    };
    view.headline = headline(&view);
    view
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn settings(request: &NetworkRequest) -> NetworkSettingsView {
    NetworkSettingsView {
        rationing: rationing_words(request.settings.rationing).to_owned(),
        precision: if request.double { "f64" } else { "f32" }.to_owned(),
        cover_days: request.settings.cover_days,
        adjustment_days: request.settings.adjustment_days,
        transit_days: request.transit_days,
        overtime: request.settings.overtime,
        recovery_days: request.settings.recovery_days,
    }
}

fn shock(shock: &Read) -> NetworkShockView {
    NetworkShockView {
        name: shock.name.clone(),
        kind: if shock.is_sector { "sector" } else { "site" }.to_owned(),
        sites: count(shock.sites.len()),
        share: shock.share,
        from: shock.from,
        to: shock.to,
    }
}

/// First day from which output stays back.
fn recovered(daily: &[f64]) -> Option<u32> {
    match daily.iter().rposition(|share| *share < BACK) {
        None => Some(0),
        Some(last) => (last + 1 < daily.len()).then(|| count(last + 1)),
    }
}

/// Sites by loss of output; equal losses in the order of the file.
fn top(request: &NetworkRequest, files: &Files, outcome: &Outcome, lost: &[f64], hit: &[bool]) -> Vec<SiteLossView> {
    let mut order: Vec<usize> = (0..lost.len()).filter(|site| lost[*site] > 0.0).collect();
    order.sort_by(|a, b| lost[*b].total_cmp(&lost[*a]).then(a.cmp(b)));
    let sector =
        |site: usize| files.sectors.as_ref().map(|sectors| sectors.names[sectors.of_site[site] as usize].clone());
    let one = |site: usize| SiteLossView {
        site: files.listed.sites[site].clone(),
        sector: sector(site),
        hit: hit[site],
        lost_days: outcome.lost[site],
        lost_output: lost[site],
    };
    order.into_iter().take(request.top as usize).map(one).collect()
}

/// Sectors by loss of output.
fn by_sector(files: &Files, lost: &[f64]) -> Vec<SectorLossView> {
    let Some(sectors) = &files.sectors else { return Vec::new() };
    let mut sums = vec![(0u32, 0.0, 0.0); sectors.names.len()];
    for ((sector, lost), output) in sectors.of_site.iter().zip(lost).zip(&files.edges.output) {
        let sum = &mut sums[*sector as usize];
        *sum = (sum.0 + 1, sum.1 + lost, sum.2 + output);
    }
    let one = |(name, (sites, lost, output)): (&String, &(u32, f64, f64))| SectorLossView {
        sector: name.clone(),
        sites: *sites,
        lost_days: if *output > 0.0 { lost / output } else { 0.0 },
        lost_output: *lost,
    };
    let mut views: Vec<SectorLossView> = sectors.names.iter().zip(&sums).map(one).collect();
    views.sort_by(|a, b| b.lost_output.total_cmp(&a.lost_output));
    views
}

fn headline(view: &NetworkView) -> String {
    if view.shocks.is_empty() {
        return format!(
            "Without a shock all {} sites go on as in normal times; --shock NAME=SHARE@FROM..TO hits a site or a sector.",
            view.sites
        );
    }
    let trough = format!("Output falls to {:.1} % of normal on day {}", 100.0 * view.trough, view.trough_day);
    let back = match view.recovered_day {
        Some(0) => "and never leaves 99.5 %".to_owned(),
        Some(day) => format!("and is back from day {day}"),
        None => format!("and is not back within {} days", view.days),
    };
    format!("{trough} {back}; {:.2} days of normal output are lost.", view.lost_days)
}

fn notes(request: &NetworkRequest, files: &Files) -> Vec<String> {
    let settings = &request.settings;
    let mut notes = Vec::new();
    match &files.sectors {
        None => notes.push(
            "Without --sectors no supplier can stand in for another: every site's product is taken as unlike all others."
                .to_owned(),
        ),
        Some(sectors) if sectors.without_links > 0 => notes.push(format!(
            "{} sites of the file of sectors have no link and are left out.",
            sectors.without_links
        )),
        Some(_) => {}
    }
    let assumed = files.edges.sites() - files.with_output;
    if assumed > 0 {
        notes.push(format!(
            "The output of {assumed} sites is taken as the greater of their sales and purchases; what they do not sell to sites goes to end users."
        ));
    }
    notes.push(format!(
        "Assumed for all: {} days of cover of every input, gaps closed over {} days, {} days on the way, output up to {} of normal, {} days until lost capacity is back.",
        settings.cover_days, settings.adjustment_days, request.transit_days, settings.overtime, settings.recovery_days
    ));
    notes.push(
        "Every input is critical: a site stops when its stock of the products of one sector is used up. What end users do not get is lost, not late."
            .to_owned(),
    );
    notes
}
