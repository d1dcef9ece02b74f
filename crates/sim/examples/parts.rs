//! Throw-away.
use coercivity_chain::Measure;
use coercivity_data::package::Package;
use coercivity_sim::lanes::LANES;
use coercivity_sim::model::{Model, Options};
use coercivity_sim::params::Params;
use coercivity_sim::record::Silent;
use coercivity_sim::state::State;
fn main() {
    let mut package = Package::default_package().unwrap();
    let n = package.chain.control("cn-2025-18").unwrap().index();
    if let Measure::Licence(l) = &mut package.chain.controls[n].measure {
        for (k, v) in [(0usize, 25.0), (1, 8.0), (2, 28.0)] {
            let p = &mut l.phases[k].review_median; p.value = v; p.evidence.low = None; p.evidence.high = None;
        }
    }
    let scenario = &package.scenarios["april-2025"];
    let days = 271usize;
    let model = Model::new(&package.chain, None, scenario, &[], Options { days, extra_cover_days: 0.0 }).unwrap();
    let net = &model.network;
    let links: Vec<usize> = (0..net.link_flow.len()).filter(|l| net.link_regime[*l] != u32::MAX && !net.link_inspected[*l]).collect();
    let base: f64 = links.iter().map(|l| net.link_flow[*l]).sum();
    let params = Params::new(&model, 1, 0);
    let mut state = State::new(&model, &params);
    let mut slots: Vec<usize> = links.iter().map(|l| net.link_in[*l] as usize).collect(); slots.sort(); slots.dedup();
    let mut last = [0usize; 2];
    for day in 0..days {
        coercivity_sim::step::advance(&model, &params, &mut state, day, &mut Silent);
        if day % 15 == 14 {
            let f = |v: &dyn Fn(usize, usize) -> f64| -> f64 { links.iter().map(|l| (0..LANES).map(|k| v(*l, k)).sum::<f64>()).sum::<f64>() / 8.0 / base };
            let want = f(&|l, k| state.link_want[l][k]);
            let book = f(&|l, k| state.link_book[l][k]);
            let pair = |x: &Vec<[f64; 8]>| -> f64 { net.pair_link.iter().enumerate().filter(|(_, l)| !net.link_inspected[**l as usize]).map(|(p, _)| (0..8).map(|k| x[p][k]).sum::<f64>()).sum::<f64>() / 8.0 / base };
            let share = f(&|l, k| state.link_share[l][k] / net.link_share[l] * net.link_flow[l]);
            let stock: f64 = slots.iter().map(|s| (0..8).map(|k| (state.in_stock[*s][k] + state.in_transit[*s][k]) / 8.0).sum::<f64>()).sum();
            let target: f64 = slots.iter().map(|s| (0..8).map(|k| (params.cover[*s][k] + params.pipeline[*s][k]) * net.in_use[*s] / 8.0).sum::<f64>()).sum();
            let cases: usize = state.cases.iter().map(|c| c.all.len()).sum();
            let appr: usize = state.cases.iter().map(|c| c.all.iter().filter(|c| c.outcome == coercivity_sim::state::CaseOutcome::Approved).count()).sum();
            let ready: f64 = f(&|l, k| state.link_ready[l][k]);
            println!("day {day}: want {want:.1} book {book:.1} covered {:.1} licensed {:.1} share {share:.2} position {:.2} filed {} approved {} ready {ready:.2} outstock {:.1}", pair(&state.pair_covered), pair(&state.pair_licensed), stock/target, (cases-last[0])/8, (appr-last[1])/8,
              (0..net.out_site.len()).filter(|o| links.iter().any(|l| net.link_out[*l] as usize == *o)).map(|o| state.out_stock[o][0]).sum::<f64>() / base);
            last = [cases, appr];
        }
    }
}
