//! What holds for any origin: what is not known never helps.

use crate::common::{Case, country, element, stage};
use coercivity_chain::ItemEvidence;
use coercivity_trace::origin::StageOrigin;
use coercivity_trace::rules::{Outcome, RegionOrigin, Verdict};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const STAGES: [&str; 5] = ["mine", "separation", "metal", "alloy", "magnet"];
const COUNTRIES: [&str; 5] = ["CHN", "USA", "AUS", "RUS", "XRW"];

/// Shares of five stages by country, and who says so.
fn origins() -> impl Strategy<Value = (Vec<Vec<u8>>, Vec<u8>)> {
    let shares = prop::collection::vec(prop::collection::vec(0_u8..4, COUNTRIES.len()), STAGES.len());
    (shares, prop::collection::vec(0_u8..3, STAGES.len()))
}

fn said(word: u8) -> ItemEvidence {
    [ItemEvidence::Declared, ItemEvidence::Public, ItemEvidence::Assumed][usize::from(word)]
}

/// Stages with a part of each unknown, in tenths.
fn stages(shares: &[Vec<u8>], words: &[u8], unknown: f64) -> Vec<StageOrigin> {
    let of = |((key, parts), word): ((&&str, &Vec<u8>), &u8)| {
        let total: f64 = parts.iter().map(|part| f64::from(*part)).sum();
        let share = |(iso3, part): (&&'static str, &u8)| (*iso3, (1.0 - unknown) * f64::from(*part) / total);
        let named: Vec<(&str, f64)> = COUNTRIES.iter().zip(parts).filter(|(_, part)| **part > 0).map(share).collect();
        stage(key, if total > 0.0 { &named } else { &[] }, said(*word))
    };
    STAGES.iter().zip(shares).zip(words).map(of).collect()
}

fn verdicts(stages: &[StageOrigin], day: Date) -> Vec<Verdict> {
    let mut case = Case::new("USA", "defence").item("ndfeb-heavy", 0.3, "USA", ItemEvidence::Declared, stages);
    case.branch = Some("reactivated".to_owned());
    case.regions = vec![RegionOrigin {
        region: country("EUU"),
        list: "eu-strategic".to_owned(),
        material: "rare-earths-magnets".to_owned(),
        elements: vec![element("Nd", stages)],
    }];
    case.answers(day).verdicts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn unknown_mass_never_helps((shares, words) in origins(), tenths in 1_u8..=10, which in 0_usize..5) {
        for day in [date(2026, 12, 31), date(2027, 1, 1)] {
            let before = verdicts(&stages(&shares, &words, 0.0), day);
            let mut less = stages(&shares, &words, 0.0);
            less[which] = stages(&shares, &words, f64::from(tenths) / 10.0)[which].clone();
            for (before, after) in before.iter().zip(verdicts(&less, day)) {
                prop_assert_eq!(&before.subject, &after.subject);
                let got_better = after.outcome == Outcome::Pass && before.outcome != Outcome::Pass;
                prop_assert!(!got_better, "{:#?} became {:#?}", before, after);
            }
        }
    }

    #[test]
    fn what_passes_is_known_and_not_assumed((shares, words) in origins(), tenths in 0_u8..=10) {
        let stages = stages(&shares, &words, f64::from(tenths) / 10.0);
        for verdict in verdicts(&stages, date(2027, 1, 1)) {
            let origin_counts = verdict.unit == "share" && verdict.subject == "line";
            if verdict.outcome == Outcome::Pass && origin_counts {
                prop_assert!(stages.iter().all(|stage| stage.unknown < 1e-9 && stage.evidence.assumed < 1e-9));
                prop_assert_eq!(verdict.measured, Some(0.0));
            }
            prop_assert!(verdict.measured.is_none_or(f64::is_finite) && verdict.threshold.is_none_or(f64::is_finite));
            prop_assert!(verdict.outcome != Outcome::Unknown || !verdict.missing.is_empty() || !verdict.note.is_empty());
        }
    }
}
