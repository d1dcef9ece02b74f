//! What was found, as it is shown.

use super::files::Loaded;
use super::{Found, Systemic, SystemicRequest};
use coercivity_report::systemic_view::{SystemicFirmView, SystemicOpenView, SystemicSpreadView, SystemicView};
use coercivity_trace::systemic::{Cascade, Precision, Ranked, Settings};

/// Where the method is from.
const CITATION: &str = "Diem, Borsos, Reisch, Kertész & Thurner (2022), Quantifying firm-level economic systemic risk \
                        from nation-wide supply networks, Scientific Reports 12, 7719";

pub(super) fn view(request: &SystemicRequest, loaded: &Loaded, settings: &Settings, found: &Found) -> Systemic {
    let wanted = usize::try_from(request.top).unwrap_or(usize::MAX);
    let shares = loaded.network.weights();
    let row = |rank: usize, firm: usize, cascade: &Cascade| SystemicFirmView {
        rank: u32::try_from(rank + 1).unwrap_or(u32::MAX),
        site: loaded.sites[firm].clone(),
        sector: sector(loaded, firm),
        index: cascade.total,
        downstream: cascade.downstream,
        upstream: cascade.upstream,
        output_share: shares[firm],
        sweeps: cascade.sweeps,
    };
    let (all, top, open) = match found {
        Found::All(cascades) => {
            let mut order: Vec<usize> = (0..cascades.len()).collect();
            order.sort_by(|a, b| cascades[*b].total.total_cmp(&cascades[*a].total).then(a.cmp(b)));
            let all: Vec<SystemicFirmView> =
                order.iter().enumerate().map(|(rank, firm)| row(rank, *firm, &cascades[*firm])).collect();
            let top = all.iter().take(wanted).cloned().collect();
            (all, top, Vec::new())
        }
        Found::Highest(screened) => {
            let exact = |(rank, each): (usize, &Ranked)| Some(row(rank, each.firm as usize, each.exact.as_ref()?));
            let top: Vec<SystemicFirmView> = screened.top.iter().enumerate().filter_map(exact).collect();
            (Vec::new(), top, screened.open.clone())
        }
    };
    let (method, followed, rest) = match found {
        Found::All(cascades) => ("all", cascades.len(), None),
        Found::Highest(screened) => ("screened", screened.followed, Some(screened.rest_bounded_by)),
    };
    let view = SystemicView {
        method: method.to_owned(),
        firms: loaded.network.firms() as u64,
        links: loaded.network.links() as u64,
        sectors: loaded.sectors.len() as u64,
        eps: settings.eps,
        precision: if settings.precision == Precision::F64 { "f64" } else { "f32" }.to_owned(),
        followed: followed as u64,
        proven: open.is_empty(),
        rest_bounded_by: rest,
        top,
        open_firms: open.len() as u64,
        open: open.iter().take(wanted).map(|each| left_open(loaded, each)).collect(),
        spread: spread(&all),
        notes: notes(loaded, settings),
        citation: CITATION.to_owned(),
    };
    Systemic { view, all }
}

fn sector(loaded: &Loaded, firm: usize) -> String {
    loaded.sectors[loaded.network.sectors()[firm] as usize].clone()
}

fn left_open(loaded: &Loaded, each: &Ranked) -> SystemicOpenView {
    let firm = each.firm as usize;
    SystemicOpenView { site: loaded.sites[firm].clone(), sector: sector(loaded, firm), bounded_by: each.bounded_by }
}

/// Nearest ranks of firms by falling index.
fn spread(all: &[SystemicFirmView]) -> Option<SystemicSpreadView> {
    let at = |part: usize| all.get((all.len() - 1) * part / 100).map(|row| row.index);
    if all.is_empty() {
        return None;
    }
    Some(SystemicSpreadView { highest: at(0)?, top_1_percent: at(1)?, top_10_percent: at(10)?, median: at(50)? })
}

fn notes(loaded: &Loaded, settings: &Settings) -> Vec<String> {
    let mut notes = vec![
        "Nobody finds a new supplier or customer, holds stock or raises output: the index says how much hangs on a firm, \
         not what will be lost."
            .to_owned(),
        format!(
            "Cascades end when no firm's loss grows by more than {} in a sweep; losses below that do not spread further.",
            settings.eps
        ),
    ];
    notes.push(match loaded.needs_stated {
        None => {
            "No table of needs: every input counts as essential, which makes losses from suppliers as large as they \
                 can be."
                .to_owned()
        }
        Some(stated) => {
            format!("Needs of {stated} pairs of sectors are stated; inputs of other pairs are not essential.")
        }
    });
    if !loaded.with_output {
        notes.push(
            "Output is the sum of the sales listed: what a firm sells to those outside the list is not seen, and its loss \
             from customers is too large by that."
                .to_owned(),
        );
    }
    notes.extend(loaded.notes.iter().cloned());
    notes
}
