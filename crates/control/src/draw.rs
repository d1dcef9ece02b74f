//! Stateless random numbers.
//!
//! A draw is a pure function u(seed, run, kind, name, ordinal) in (0, 1), so
//! that lanes, threads, or an event added elsewhere cannot shift any other
//! draw. The mixer is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).

/// What a draw is for; keeps draws for different purposes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Kind {
    /// A parameter of a control or of the regime, once per run.
    Parameter = 1,
    /// Cover of a buyer, once per run.
    Cover,
    /// Transit time of a route, once per run.
    Transit,
    /// Speed of a pair, once per run.
    PairSpeed,
    /// Outcome quantile of a pair, once per run.
    PairOutcome,
    /// General licence of a pair, once per run.
    PairGeneral,
    /// Pre-acceptance of a case.
    PreAcceptance,
    /// Effort of a case.
    Effort,
    /// Return of a case.
    Return,
    /// Length of a return.
    ReturnDays,
    /// Customs clearance of a case.
    Customs,
    /// Explicit refusal of a case.
    Refusal,
    /// Inspection of a shipment.
    Inspection,
    /// Growth of demand against the year before, once per run and series.
    Growth,
    /// Ordinary scatter of a month.
    Scatter,
    /// What the model misses on a series, once per run.
    Discrepancy,
    /// Day of the month on which a pair's orders fall due, once per run.
    PairOrder,
    /// A made-up network of firms.
    Network,
}

#[inline]
const fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A stable 64-bit number for a name (FNV-1a, Fowler, Noll & Vo).
#[must_use]
pub fn name(text: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    text.bytes().fold(0xCBF2_9CE4_8422_2325, fold)
}

/// Uniform in the open interval (0, 1).
#[must_use]
pub fn uniform(seed: u64, run: u64, kind: Kind, name: u64, ordinal: u64) -> f64 {
    Stream::new(seed, run, kind).uniform(name, ordinal)
}

/// All draws of one kind in one run: what they have in common is mixed once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream(u64);

impl Stream {
    /// Draws of a kind in a run.
    #[must_use]
    pub const fn new(seed: u64, run: u64, kind: Kind) -> Self {
        Stream(mix(mix(mix(seed) ^ mix(run)) ^ mix(kind as u64)))
    }

    /// The draw of [`uniform`].
    #[inline]
    #[must_use]
    pub const fn uniform(self, name: u64, ordinal: u64) -> f64 {
        let hash = mix(mix(self.0 ^ mix(name)) ^ mix(ordinal));
        // 53 bits plus a half: never 0, never 1.
        ((hash >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_uniform_and_differ_in_every_argument() {
        let mean: f64 = (0..10_000).map(|n| uniform(1, 2, Kind::Effort, 3, n)).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        let base = uniform(1, 2, Kind::Effort, 3, 4);
        for other in [
            uniform(2, 2, Kind::Effort, 3, 4),
            uniform(1, 3, Kind::Effort, 3, 4),
            uniform(1, 2, Kind::Return, 3, 4),
            uniform(1, 2, Kind::Effort, 4, 4),
            uniform(1, 2, Kind::Effort, 3, 5),
        ] {
            assert_ne!(base, other);
        }
        assert_eq!(base, uniform(1, 2, Kind::Effort, 3, 4));
    }
}
