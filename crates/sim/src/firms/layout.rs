//! A network laid out for the two passes of a day.
//!
//! Sites are numbered anew, those with most clients first and, among equals, those with most
//! suppliers first. So what is asked for most often lies close together, and loops over clients and
//! suppliers run equally often at neighbours, which processors guess well.
//!
//! By buyer: links sorted by sector of the supplier; links of one sector are a *group*. A link is
//! one word (supplier, transit, whether it ends its group) and its share of the group's purchases.
//! By supplier: for each client the place of its want, and its share of the supplier's output.

use super::blocks::cuts;
use super::edges::{EdgeError, Edges, SITE_BITS};
use super::real::Real;
use std::cmp::Reverse;

/// Where a supplier finds the want of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// A want of every link.
    ByLink,
    /// A want of every group: clients want the same multiple from all suppliers of a sector.
    ByGroup,
}

/// Bit that ends a group.
const ENDS: u32 = 1 << 31;

/// One link, seen by its buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word(u32);

impl Word {
    fn new(supplier: u32, transit_days: u8, ends: bool) -> Word {
        Word(supplier | (u32::from(transit_days - 1) << SITE_BITS) | if ends { ENDS } else { 0 })
    }

    /// Place of the supplier.
    #[inline(always)]
    #[must_use]
    pub fn supplier(self) -> usize {
        (self.0 & ((1 << SITE_BITS) - 1)) as usize
    }

    /// Transit \[days\], from 1.
    #[inline(always)]
    #[must_use]
    pub fn transit_days(self) -> usize {
        ((self.0 >> SITE_BITS) & 15) as usize + 1
    }

    /// Whether it is the last link of its group.
    #[inline(always)]
    #[must_use]
    pub fn ends_group(self) -> bool {
        self.0 >= ENDS
    }
}

/// A network laid out; numbers of sites are places in this layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<T> {
    /// Site of the edges by place.
    pub site: Vec<u32>,
    /// Output in normal times by place \[unit/day\].
    pub output: Vec<f64>,
    /// Share of the output that end users take, by place.
    pub last: Vec<T>,
    /// First group by buyer, and the end.
    pub group_start: Vec<u32>,
    /// First link by buyer, and the end.
    pub link_start: Vec<u32>,
    /// Links by buyer and group.
    pub link: Vec<Word>,
    /// Share of the group's purchases by link.
    pub share: Vec<T>,
    /// First client by supplier, and the end.
    pub client_start: Vec<u32>,
    /// Place of the client's want, by supplier.
    pub client: Vec<u32>,
    /// Share of the supplier's output that the client buys in normal times, by supplier.
    pub client_share: Vec<T>,
    /// Longest transit \[days\].
    pub longest_transit_days: usize,
    pub(super) buyer_cuts: Vec<usize>,
    pub(super) supplier_cuts: Vec<usize>,
}

impl<T: Real> Layout<T> {
    /// Lays out.
    ///
    /// # Errors
    /// As [`Edges::check`].
    pub fn new(edges: &Edges, wants: Wants) -> Result<Self, EdgeError> {
        edges.check()?;
        let site = numbered(edges);
        let mut place = vec![0u32; site.len()];
        for (at, site) in site.iter().enumerate() {
            place[*site as usize] = at as u32;
        }
        let output: Vec<f64> = site.iter().map(|site| edges.output[*site as usize]).collect();
        let joined = joined(edges, &site, &place);
        let longest = joined.transit_days.iter().copied().max().unwrap_or(1);
        let mut layout = Layout {
            last: Vec::new(),
            group_start: Vec::with_capacity(site.len() + 1),
            link: Vec::with_capacity(joined.flow.len()),
            share: vec![T::ZERO; joined.flow.len()],
            client_start: Vec::new(),
            client: Vec::new(),
            client_share: Vec::new(),
            longest_transit_days: usize::from(longest),
            buyer_cuts: cuts(&joined.start),
            supplier_cuts: Vec::new(),
            link_start: Vec::new(),
            output,
            site,
        };
        let group = layout.lay_buyers(edges, &joined);
        layout.lay_suppliers(&joined, if wants == Wants::ByGroup { Some(&group) } else { None });
        layout.supplier_cuts = cuts(&layout.client_start);
        layout.link_start = joined.start;
        Ok(layout)
    }

    /// Sites.
    #[must_use]
    pub fn sites(&self) -> usize {
        self.site.len()
    }

    /// Links, those that shared both ends joined.
    #[must_use]
    pub fn links(&self) -> usize {
        self.link.len()
    }

    /// Groups of links: pairs of a buyer and a sector.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.group_start.last().map_or(0, |end| *end as usize)
    }

    /// Links by buyer and group; returns the group of each link.
    fn lay_buyers(&mut self, edges: &Edges, joined: &Joined) -> Vec<u32> {
        let sector = |link: usize| edges.sector[self.site[joined.supplier[link] as usize] as usize];
        let mut groups = Vec::with_capacity(joined.flow.len());
        let mut group = 0u32;
        self.group_start.push(0);
        for range in joined.start.windows(2) {
            let (mut from, end) = (range[0] as usize, range[1] as usize);
            while from < end {
                let kind = sector(from);
                let until = (from..end).find(|link| sector(*link) != kind).unwrap_or(end);
                let bought: f64 = joined.flow[from..until].iter().sum();
                for link in from..until {
                    let days = joined.transit_days[link];
                    self.link.push(Word::new(joined.supplier[link], days, link + 1 == until));
                    self.share[link] = T::of(joined.flow[link] / bought).swept();
                    groups.push(group);
                }
                group += 1;
                from = until;
            }
            self.group_start.push(group);
        }
        groups
    }

    /// Clients by supplier, in order of their place.
    fn lay_suppliers(&mut self, joined: &Joined, group: Option<&[u32]>) {
        let sites = self.site.len();
        self.client_start = starts(sites, joined.supplier.iter().copied());
        self.client = vec![0; joined.flow.len()];
        self.client_share = vec![T::ZERO; joined.flow.len()];
        let mut sold = vec![0.0; sites];
        let mut next = self.client_start.clone();
        for (link, (supplier, flow)) in joined.supplier.iter().zip(&joined.flow).enumerate() {
            let supplier = *supplier as usize;
            let at = next[supplier] as usize;
            next[supplier] += 1;
            self.client[at] = group.map_or(link as u32, |group| group[link]);
            self.client_share[at] = T::of(flow / self.output[supplier]).swept();
            sold[supplier] += flow;
        }
        // A site without output weighs nothing; an end user keeps it busy so that its purchases are normal.
        let last = |(output, sold): (&f64, &f64)| if *output > 0.0 { ((output - sold) / output).max(0.0) } else { 1.0 };
        self.last = self.output.iter().zip(&sold).map(|pair| T::of(last(pair))).collect();
    }
}

/// Sites in their new order.
fn numbered(edges: &Edges) -> Vec<u32> {
    let mut degree = vec![(0u32, 0u32); edges.sites()];
    for (supplier, buyer) in edges.supplier.iter().zip(&edges.buyer) {
        degree[*supplier as usize].0 += 1;
        degree[*buyer as usize].1 += 1;
    }
    let mut site: Vec<u32> = (0..edges.sites() as u32).collect();
    site.sort_unstable_by_key(|site| (Reverse(degree[*site as usize]), *site));
    site
}

/// Links by buyer, sorted by sector and supplier, with both ends by place.
pub(super) struct Joined {
    pub(super) start: Vec<u32>,
    pub(super) supplier: Vec<u32>,
    pub(super) flow: Vec<f64>,
    pub(super) transit_days: Vec<u8>,
}

/// Links without flow are left out, those that share both ends become one.
pub(super) fn joined(edges: &Edges, site: &[u32], place: &[u32]) -> Joined {
    let flows = || (0..edges.links()).filter(|link| edges.flow[*link] > 0.0);
    let start = starts(site.len(), flows().map(|link| place[edges.buyer[link] as usize]));
    let mut sorted = vec![0u32; start.last().map_or(0, |end| *end as usize)];
    let mut next = start.clone();
    for link in flows() {
        let at = &mut next[place[edges.buyer[link] as usize] as usize];
        sorted[*at as usize] = link as u32;
        *at += 1;
    }
    drop(next);
    let mut joined = Joined {
        start: vec![0],
        supplier: Vec::with_capacity(sorted.len()),
        flow: Vec::with_capacity(sorted.len()),
        transit_days: Vec::with_capacity(sorted.len()),
    };
    for range in start.windows(2) {
        let links = &mut sorted[range[0] as usize..range[1] as usize];
        let supplier = |link: u32| edges.supplier[link as usize] as usize;
        links.sort_unstable_by_key(|link| (edges.sector[supplier(*link)], place[supplier(*link)], *link));
        let first = joined.supplier.len();
        for link in links.iter() {
            let at = place[supplier(*link)];
            let flow = edges.flow[*link as usize];
            let known = joined.supplier.len();
            if known > first && joined.supplier[known - 1] == at {
                joined.flow[known - 1] += flow;
            } else {
                joined.supplier.push(at);
                joined.flow.push(flow);
                joined.transit_days.push(edges.transit(*link as usize));
            }
        }
        joined.start.push(joined.supplier.len() as u32);
    }
    joined
}

/// First entry of each site when entries are sorted by site, and the end.
pub(super) fn starts(sites: usize, of: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut start = vec![0u32; sites + 1];
    for site in of {
        start[site as usize + 1] += 1;
    }
    for site in 0..sites {
        start[site + 1] += start[site];
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 sells to 2 twice and to 3, 1 sells to 2; 0 and 1 are of one sector. Link 4 carries nothing.
    fn edges() -> Edges {
        Edges {
            sector: vec![7, 7, 1, 2],
            output: vec![10.0, 5.0, 4.0, 0.0],
            supplier: vec![0, 0, 1, 0, 2],
            buyer: vec![2, 3, 2, 2, 3],
            flow: vec![1.0, 2.0, 5.0, 4.0, 0.0],
            transit_days: vec![3, 1, 2, 3, 1],
        }
    }

    #[test]
    fn links_lie_by_buyer_and_by_supplier() {
        let layout = Layout::<f64>::new(&edges(), Wants::ByGroup).unwrap();
        assert_eq!(layout.site, [0, 2, 1, 3], "most clients first, then most suppliers");
        assert_eq!(layout.link_start, [0, 0, 2, 2, 3]);
        assert_eq!((layout.links(), layout.groups()), (3, 2));
        let words: Vec<_> =
            layout.link.iter().map(|word| (word.supplier(), word.transit_days(), word.ends_group())).collect();
        assert_eq!(words, [(0, 3, false), (2, 2, true), (0, 1, true)]);
        assert_eq!(layout.share, [0.5, 0.5, 1.0]);
        assert_eq!(layout.client_start, [0, 2, 2, 3, 3]);
        assert_eq!(layout.client, [0, 1, 0]);
        assert_eq!(layout.client_share, [0.5, 0.2, 1.0]);
        assert!((layout.last[0] - 0.3).abs() < 1e-15);
        assert_eq!(layout.last[1..], [1.0, 0.0, 1.0]);
        let by_link = Layout::<f64>::new(&edges(), Wants::ByLink).unwrap();
        assert_eq!(by_link.client, [0, 2, 1]);
    }
}
