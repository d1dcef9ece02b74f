//! What must hold in every network.

use crate::hand::{sale, settings};
use coercivity_trace::systemic::{
    Cascade, FirmNetwork, Need, Needs, Precision, Sale, Settings, indices, synthetic, top,
};
use proptest::prelude::*;

/// The definition, read aloud: dense, one firm at a time, without lanes, order or shortcuts.
fn plainly(sector: &[u32], sales: &[Sale], needs: &Needs, shocked: usize, eps: f64) -> Cascade {
    let n = sector.len();
    let mut w = vec![vec![0.0; n]; n];
    for sale in sales {
        w[sale.supplier as usize][sale.buyer as usize] += sale.value;
    }
    let out: Vec<f64> = w.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = out.iter().sum();
    let weight = |i: usize| if all > 0.0 { out[i] / all } else { 0.0 };
    let bought = |j: usize, k: Option<u32>| -> f64 {
        (0..n).filter(|i| k.is_none_or(|k| sector[*i] == k)).map(|i| w[i][j]).sum()
    };
    let of_sector = |k: u32| -> f64 { (0..n).filter(|i| sector[*i] == k).map(|i| out[i]).sum() };
    let (mut hd, mut hu) = (vec![1.0; n], vec![1.0; n]);
    (hd[shocked], hu[shocked]) = (0.0, 0.0);
    for sweeps in 1.. {
        let sigma = |i: usize| {
            let left: f64 = (0..n).filter(|o| sector[*o] == sector[i]).map(|o| hd[o] * out[o]).sum();
            if left <= 1e-10 * of_sector(sector[i]) { f64::from(out[i] > 0.0) } else { (out[i] / left).min(1.0) }
        };
        let lead = |j: usize| -> f64 {
            let mut worst = 0.0_f64;
            let mut rest = 0.0;
            for k in 0..u32::try_from(needs.sectors()).unwrap() {
                let need = needs.of(k, sector[j]);
                let whole = bought(j, (need == Need::Essential).then_some(k));
                let lost = |i: usize| if whole > 0.0 { w[i][j] / whole * sigma(i) * (1.0 - hd[i]) } else { 0.0 };
                let lost: f64 = (0..n).filter(|i| sector[*i] == k).map(lost).sum();
                match need {
                    Need::Essential => worst = worst.max(lost),
                    Need::NonEssential => rest += lost,
                    Need::Negligible => {}
                }
            }
            worst.max(rest)
        };
        let psi = |j: usize| f64::from(j == shocked);
        let new_hd: Vec<f64> = (0..n).map(|j| (1.0 - psi(j)).min(1.0 - lead(j)).max(0.0)).collect();
        let owed = |i: usize| -> f64 {
            (0..n).map(|j| if out[i] > 0.0 { w[i][j] / out[i] * (1.0 - hu[j]) } else { 0.0 }).sum()
        };
        let new_hu: Vec<f64> = (0..n).map(|i| (1.0 - psi(i)).min(1.0 - owed(i)).max(0.0)).collect();
        let change = (0..n).map(|i| (hd[i] - new_hd[i]).max(hu[i] - new_hu[i])).fold(0.0, f64::max);
        (hd, hu) = (new_hd, new_hu);
        if change <= eps {
            let lost = |of: &dyn Fn(usize) -> f64| (0..n).map(|i| weight(i) * (1.0 - of(i))).sum();
            return Cascade {
                total: lost(&|i| hd[i].min(hu[i])),
                downstream: lost(&|i| hd[i]),
                upstream: lost(&|i| hu[i]),
                sweeps,
            };
        }
    }
    unreachable!("every cascade ends")
}

prop_compose! {
    fn networks()(firms in 1..14_usize, sectors in 1..5_usize)(
        sector in prop::collection::vec(0..sectors as u32, firms),
        links in prop::collection::vec((0..firms as u32, 0..firms as u32, 1..40_u32), 0..60),
        needs in prop::collection::vec(0..3_u8, sectors * sectors),
        sectors in Just(sectors),
    ) -> (Vec<u32>, Vec<Sale>, Needs) {
        let mut table = Needs::all(sectors, Need::Essential);
        for (cell, need) in needs.iter().enumerate() {
            let need = [Need::Negligible, Need::NonEssential, Need::Essential][usize::from(*need)];
            table.set(cell / sectors, cell % sectors, need);
        }
        (sector, links.into_iter().map(|(s, d, v)| sale(s, d, f64::from(v))).collect(), table)
    }
}

proptest! {
    #[test]
    fn as_defined((sector, sales, needs) in networks(), eps in prop::sample::select(vec![0.1, 0.0123, 1e-4])) {
        let network = FirmNetwork::new(sector.clone(), None, sales.clone(), needs.clone()).unwrap();
        let firms: Vec<u32> = (0..sector.len() as u32).collect();
        let found = indices(&network, &firms, &settings(Precision::F64, eps), &|_| ());
        for (firm, cascade) in found.iter().enumerate() {
            let plain = plainly(&sector, &sales, &needs, firm, eps);
            // A change that is the threshold to the last bit may go either way.
            if plain.sweeps == cascade.sweeps {
                prop_assert!((plain.total - cascade.total).abs() < 1e-9, "{firm}: {cascade:?} {plain:?}");
                prop_assert!((plain.downstream - cascade.downstream).abs() < 1e-9, "{firm}: {cascade:?} {plain:?}");
                prop_assert!((plain.upstream - cascade.upstream).abs() < 1e-9, "{firm}: {cascade:?} {plain:?}");
            } else {
                prop_assert!(plain.sweeps.abs_diff(cascade.sweeps) == 1, "{firm}: {cascade:?} {plain:?}");
            }
        }
    }

    #[test]
    fn screening_finds_the_top((sector, sales, needs) in networks(), wanted in 1..6_usize) {
        let network = FirmNetwork::new(sector.clone(), None, sales, needs).unwrap();
        let firms: Vec<u32> = (0..sector.len() as u32).collect();
        let settings = settings(Precision::F64, 0.0123);
        let mut all: Vec<f64> = indices(&network, &firms, &settings, &|_| ()).iter().map(|c| c.total).collect();
        all.sort_by(|a, b| b.total_cmp(a));
        let screened = top(&network, wanted, usize::MAX, &settings, &|_| ());
        let found: Vec<f64> = screened.top.iter().map(|row| row.bounded_by).collect();
        prop_assert_eq!(&found[..], &all[..wanted.min(all.len())]);
        prop_assert!(screened.open.is_empty());
    }
}

#[test]
fn screening_a_drawn_network_finds_the_top_and_says_what_is_open() {
    let network = synthetic::network(3000, 5, 7).unwrap();
    let settings = Settings::default();
    let firms: Vec<u32> = (0..3000).collect();
    let all = indices(&network, &firms, &settings, &|_| ());
    let screened = top(&network, 25, usize::MAX, &settings, &|_| ());
    let mut sorted: Vec<f64> = all.iter().map(|cascade| cascade.total).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let found: Vec<f64> = screened.top.iter().map(|row| row.bounded_by).collect();
    assert_eq!(found, sorted[..25]);
    assert!(screened.followed < 3000, "some were ruled out");
    let short = top(&network, 25, 30, &settings, &|_| ());
    assert_eq!((short.top.len(), short.followed), (25, 30));
    assert!(!short.open.is_empty());
    for row in &short.open {
        assert!(all[row.firm as usize].total <= row.bounded_by, "a bound is a bound");
        assert!(row.exact.is_none() && row.bounded_by <= short.rest_bounded_by);
    }
}

#[test]
fn threads_and_company_do_not_matter() {
    let network = synthetic::network(2000, 5, 3).unwrap();
    let firms: Vec<u32> = (0..200).collect();
    let settings = Settings::default();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| (indices(&network, &firms, &settings, &|_| ()), top(&network, 10, 500, &settings, &|_| ())))
    };
    let (one, three) = (on(1), on(3));
    assert_eq!(one, three);
    let alone = indices(&network, &[17], &settings, &|_| ());
    assert_eq!(alone[0], one.0[17]);
}

#[test]
fn a_drawn_network_is_the_same_each_time() {
    let network = synthetic::network(500, 4, 1).unwrap();
    assert_eq!(network, synthetic::network(500, 4, 1).unwrap());
    assert_ne!(network, synthetic::network(500, 4, 2).unwrap());
    assert!(network.links() > 1900 && network.links() <= 2000);
}
