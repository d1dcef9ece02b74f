//! Made-up networks, to time and to try.
//!
//! Scale-free by the static model of Goh, Kahng & Kim (2001): sites have ranks, and both ends
//! of a link are drawn by rank to a negative power, so that large sites have many clients and
//! many suppliers. With the powers used, the tail of the number of clients falls with exponent 2.4,
//! about what Inoue & Todo (2019) report for firms of Japan. Links, flows, sectors and transit are
//! draws by ordinal: the same for any number of threads.

use super::edges::{EdgeError, Edges, MOST_SITES};
use coercivity_control::draw::{Kind, name, uniform};
use rayon::prelude::*;

/// Power of the rank of a supplier, and of a buyer, who differ less.
const POWERS: (f64, f64) = (0.7, 0.5);
/// Largest flow of a link; the smallest is 1 \[unit/day\].
const LARGEST_FLOW: f64 = 100.0;
/// End users take at least this share of what a site sells to others.
const LAST: f64 = 0.1;

/// What to make up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Made {
    /// Sites.
    pub sites: usize,
    /// Links drawn per site; some join others and vanish.
    pub links_per_site: f64,
    /// Sectors.
    pub sectors: u32,
    /// Longest transit \[days\]; drawn from 1 to it.
    pub longest_transit_days: u8,
    /// Seed.
    pub seed: u64,
}

/// Makes up a network.
///
/// # Errors
/// When there are fewer than two sites, or more than fit.
pub fn made_up(made: &Made) -> Result<Edges, EdgeError> {
    let links = made.sites as f64 * made.links_per_site;
    if made.sites < 2 || !(0.0..=f64::from(u32::MAX)).contains(&links) || made.sites > MOST_SITES {
        return Err(EdgeError::TooMany { sites: made.sites, links: links as usize });
    }
    let draw = |what: u64, ordinal: usize| uniform(made.seed, 0, Kind::Network, what, ordinal as u64);
    let (first, second, size, way) = (name("supplier"), name("buyer"), name("flow"), name("transit"));
    let site = shuffled(made.sites, |at| draw(name("place"), at));
    let one = |link: usize| {
        let supplier = rank(draw(first, link), made.sites, POWERS.0);
        let buyer = rank(draw(second, link), made.sites, POWERS.1);
        // Nobody buys of itself: the next in rank does.
        let buyer = if buyer == supplier { (buyer + 1) % made.sites } else { buyer };
        let flow = (1.0 / libm::sqrt(draw(size, link))).min(LARGEST_FLOW);
        let days = 1 + (draw(way, link) * f64::from(made.longest_transit_days.max(1))) as u8;
        ((site[supplier], site[buyer]), (flow, days))
    };
    let ((supplier, buyer), (flow, transit_days)) = (0..links as usize).into_par_iter().map(one).unzip();
    let kind = name("sector");
    let sector = (0..made.sites).map(|at| (draw(kind, at) * f64::from(made.sectors.max(1))) as u32).collect();
    let mut edges = Edges { sector, output: Vec::new(), supplier, buyer, flow, transit_days };
    let output = |(sold, bought): (f64, f64)| (sold * (1.0 + LAST)).max(bought).max(1.0);
    edges.output = edges.sales().into_iter().zip(edges.purchases()).map(output).collect();
    Ok(edges)
}

/// Rank by inversion of the sum of rank^-power, taken as an integral.
fn rank(u: f64, sites: usize, power: f64) -> usize {
    let most = libm::pow(sites as f64 + 1.0, 1.0 - power);
    let rank = libm::pow(1.0 + u * (most - 1.0), 1.0 / (1.0 - power)) as usize;
    rank.clamp(1, sites) - 1
}

/// Sites in a drawn order (Fisher & Yates).
fn shuffled(sites: usize, draw: impl Fn(usize) -> f64) -> Vec<u32> {
    let mut site: Vec<u32> = (0..sites as u32).collect();
    for at in (1..sites).rev() {
        let other = (draw(at) * (at + 1) as f64) as usize;
        site.swap(at, other.min(at));
    }
    site
}

/// Sites drawn with a chance of `share` each.
#[must_use]
pub fn drawn_sites(sites: usize, share: f64, seed: u64) -> Vec<u32> {
    let hit = name("shock");
    (0..sites as u32).filter(|site| uniform(seed, 0, Kind::Network, hit, u64::from(*site)) < share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADE: Made = Made { sites: 20_000, links_per_site: 5.0, sectors: 50, longest_transit_days: 3, seed: 1 };

    #[test]
    fn a_network_is_its_seed() {
        let edges = made_up(&MADE).unwrap();
        assert_eq!(edges.check(), Ok(()));
        assert_eq!(edges.links(), 100_000);
        assert_eq!(edges, made_up(&MADE).unwrap());
        assert_ne!(edges, made_up(&Made { seed: 2, ..MADE }).unwrap());
        assert!(edges.supplier.iter().zip(&edges.buyer).all(|(supplier, buyer)| supplier != buyer));
        assert!(edges.transit_days.iter().all(|days| (1..=3).contains(days)));
    }

    #[test]
    fn the_largest_site_has_many_clients_and_most_have_few() {
        let edges = made_up(&MADE).unwrap();
        let mut clients = vec![0u32; MADE.sites];
        edges.supplier.iter().for_each(|site| clients[*site as usize] += 1);
        clients.sort_unstable();
        assert!(clients[MADE.sites - 1] > 1000, "{}", clients[MADE.sites - 1]);
        assert!(clients[MADE.sites / 2] <= 4, "{}", clients[MADE.sites / 2]);
    }

    #[test]
    fn too_few_and_too_many_are_refused() {
        for sites in [0, 1, MOST_SITES + 1] {
            assert!(made_up(&Made { sites, ..MADE }).is_err());
        }
        assert!(made_up(&Made { links_per_site: f64::NAN, ..MADE }).is_err());
        let hit = drawn_sites(20_000, 0.01, 3).len();
        assert!((150..250).contains(&hit), "{hit}");
    }
}
