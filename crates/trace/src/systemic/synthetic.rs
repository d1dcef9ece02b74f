//! A network drawn from a seed, for timing and tests.

use crate::systemic::network::{FirmNetwork, Need, Needs, NetworkError, Sale};
use coercivity_control::draw::{Kind, name, uniform};

/// Sectors of a drawn network.
const SECTORS: usize = 60;

/// Firms with heavy-tailed numbers of suppliers and customers and heavy-tailed sales,
/// about `links_per_firm` links each.
///
/// A firm's pull is a Pareto number of exponent 1.2 as a customer and 1.6 as a supplier,
/// so that both degrees have the fat tails of networks of value-added tax.
///
/// # Errors
/// When there are more firms or links than a network can have.
pub fn network(firms: usize, links_per_firm: usize, seed: u64) -> Result<FirmNetwork, NetworkError> {
    let draw = |what: &str, at: usize| uniform(seed, 0, Kind::Parameter, name(what), at as u64);
    let pareto = |what: &str, at: usize, exponent: f64| draw(what, at).powf(-1.0 / exponent);
    let sellers = Table::new((0..firms).map(|firm| pareto("seller", firm, 1.4)).collect());
    let buyers = Table::new((0..firms).map(|firm| pareto("buyer", firm, 1.6)).collect());
    let mut sales = Vec::with_capacity(firms * links_per_firm);
    let mut link = |supplier: usize, buyer: usize| {
        let at = sales.len();
        if supplier != buyer {
            // Log-normal in shape: most sales are small, a few make up the most of the value.
            let size = (draw("size a", at) + draw("size b", at) + draw("size c", at) - 1.5) * 4.0;
            let value = size.exp() * (sellers.pull(supplier) * buyers.pull(buyer)).sqrt();
            sales.push(Sale { supplier: small(supplier), buyer: small(buyer), value });
        }
    };
    for firm in 0..firms {
        link(sellers.pick(draw("any seller", firm)), firm);
        link(firm, buyers.pick(draw("any buyer", firm)));
        for other in 2..links_per_firm {
            let at = firm * links_per_firm + other;
            link(sellers.pick(draw("pair seller", at)), buyers.pick(draw("pair buyer", at)));
        }
    }
    let sector = (0..firms).map(|firm| small((draw("sector", firm) * SECTORS as f64) as usize)).collect();
    let mut needs = Needs::all(SECTORS, Need::NonEssential);
    for cell in 0..SECTORS * SECTORS {
        let need = match draw("need", cell) {
            u if u < 0.2 => Need::Negligible,
            u if u < 0.6 => Need::NonEssential,
            _ => Need::Essential,
        };
        needs.set(cell / SECTORS, cell % SECTORS, need);
    }
    FirmNetwork::new(sector, None, sales, needs)
}

fn small(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Draws positions in proportion to their pull.
struct Table {
    pull: Vec<f64>,
    upto: Vec<f64>,
}

impl Table {
    fn new(pull: Vec<f64>) -> Self {
        let mut sum = 0.0;
        let upto = pull
            .iter()
            .map(|pull| {
                sum += pull;
                sum
            })
            .collect();
        Table { pull, upto }
    }

    fn pull(&self, at: usize) -> f64 {
        self.pull[at]
    }

    fn pick(&self, u: f64) -> usize {
        let wanted = u * self.upto.last().copied().unwrap_or(0.0);
        self.upto.partition_point(|upto| *upto < wanted).min(self.pull.len().saturating_sub(1))
    }
}
