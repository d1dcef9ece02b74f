//! Leaving out what cannot matter: parts of the chain that no flow joins to the
//! study, or, without a study, to anything that is controlled or counted.

use super::base::{Base, SiteKind};

/// Keeps the connected parts of the base that hold a line or a link that matters.
pub(super) fn keep_connected(base: &mut Base, matters: impl Fn(&Base, usize) -> bool) {
    let mut part: Vec<usize> = (0..base.sites.len()).collect();
    for link in &base.links {
        join(&mut part, link.supplier, link.buyer);
    }
    let mut kept = vec![false; base.sites.len()];
    for n in 0..base.sites.len() {
        if base.sites[n].kind != SiteKind::Chain {
            let root = root(&mut part, n);
            kept[root] = true;
        }
    }
    if base.lines.is_empty() {
        for l in (0..base.links.len()).filter(|l| matters(base, *l)) {
            let root = root(&mut part, base.links[l].supplier);
            kept[root] = true;
        }
    }
    if kept.iter().any(|kept| *kept) {
        let keep: Vec<bool> = (0..base.sites.len()).map(|n| kept[root(&mut part, n)]).collect();
        drop_others(base, &keep);
    }
}

/// Representative of a site's part (union-find with path halving, Tarjan & van Leeuwen 1984).
fn root(part: &mut [usize], mut n: usize) -> usize {
    while part[n] != n {
        part[n] = part[part[n]];
        n = part[n];
    }
    n
}

fn join(part: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(part, a), root(part, b));
    part[a.max(b)] = a.min(b);
}

/// Drops sites and all that hangs on them; the order of the rest stays.
fn drop_others(base: &mut Base, keep: &[bool]) {
    let mut number = Vec::with_capacity(keep.len());
    let mut next = 0;
    for kept in keep {
        number.push(next);
        next += usize::from(*kept);
    }
    let mut at = 0;
    base.sites.retain(|_| {
        at += 1;
        keep[at - 1]
    });
    base.links.retain(|link| keep[link.supplier] && keep[link.buyer]);
    for link in &mut base.links {
        (link.supplier, link.buyer) = (number[link.supplier], number[link.buyer]);
    }
    base.sinks.retain(|sink| keep[sink.site]);
    for sink in &mut base.sinks {
        sink.site = number[sink.site];
    }
    for line in &mut base.lines {
        line.site = number[line.site];
    }
}
