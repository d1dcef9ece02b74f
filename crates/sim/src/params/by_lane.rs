//! Draws laid out as the daily step reads them: lane beside lane.

use super::RegimeDraw;
use crate::lanes::{LANES, Lane, Mask, reached};
use coercivity_control::draw::{Kind, Stream};

/// What the daily step reads of a regime, run by run.
#[derive(Debug, Clone)]
pub struct RegimeLanes {
    /// First day on which shipments are stopped.
    bites: [u16; LANES],
    /// Usual lot \[t\].
    pub lot: Lane,
    /// Most that one application covers \[days of use\].
    pub need_days: Lane,
    /// Share of uncontrolled goods held, by step.
    pub held: Vec<Lane>,
    /// How long they are held \[days\].
    pub hold: [u16; LANES],
    /// Share of them whose buyer gives up.
    pub lost: Lane,
}

impl RegimeLanes {
    pub(super) fn new(draws: &[RegimeDraw]) -> Self {
        let day16 = |day: usize| u16::try_from(day).unwrap_or(u16::MAX);
        let days = |of: &dyn Fn(&RegimeDraw) -> usize| std::array::from_fn(|lane| day16(of(&draws[lane])));
        let lane = |of: &dyn Fn(&RegimeDraw) -> f64| Lane(std::array::from_fn(|lane| of(&draws[lane])));
        RegimeLanes {
            bites: days(&|draw| draw.bites),
            lot: lane(&|draw| draw.lot),
            need_days: lane(&|draw| draw.need_days),
            held: (0..draws[0].held.len()).map(|step| lane(&|draw| draw.held[step])).collect(),
            hold: days(&|draw| draw.hold),
            lost: lane(&|draw| draw.lost),
        }
    }

    /// Where shipments are stopped on a day.
    #[inline(always)]
    pub(crate) fn bites_on(&self, day: usize) -> Mask {
        reached(&self.bites, day)
    }
}

/// Where the draws of cases come from, by lane.
#[derive(Debug, Clone)]
pub struct CaseStreams {
    /// Pre-acceptance.
    pub pre_acceptance: [Stream; LANES],
    /// Effort.
    pub effort: [Stream; LANES],
    /// Whether it comes back.
    pub returned: [Stream; LANES],
    /// Length of a return.
    pub return_days: [Stream; LANES],
    /// Customs.
    pub customs: [Stream; LANES],
    /// Refusal or silence.
    pub refusal: [Stream; LANES],
}

impl CaseStreams {
    pub(super) fn new(seed: u64, run: [u64; LANES]) -> Self {
        let of = |kind: Kind| run.map(|run| Stream::new(seed, run, kind));
        CaseStreams {
            pre_acceptance: of(Kind::PreAcceptance),
            effort: of(Kind::Effort),
            returned: of(Kind::Return),
            return_days: of(Kind::ReturnDays),
            customs: of(Kind::Customs),
            refusal: of(Kind::Refusal),
        }
    }
}

/// The different transits of each link, over the lanes.
pub(super) fn ways(transit: &[[u16; LANES]]) -> (Vec<(u32, u32)>, Vec<u16>) {
    let (mut ways, mut ranges) = (Vec::new(), Vec::new());
    for lanes in transit {
        let start = ways.len() as u32;
        let mut days = *lanes;
        days.sort_unstable();
        ways.extend(days.chunk_by(|a, b| a == b).filter_map(|same| same.first()));
        ranges.push((start, ways.len() as u32));
    }
    (ranges, ways)
}
