//! A plausible result in code: three lines, 540 days from 4 April 2025.
//!
//! The numbers are made up in the likeness of a run; nothing here is evidence.

#[path = "fixture/trust.rs"]
mod trust;

use coercivity_report::plan_view::PlanView;
use coercivity_report::run_view::*;
use coercivity_report::squeeze_view::SqueezeView;
pub(crate) use trust::{backtest, curve};

pub(crate) const DAYS: u32 = 540;

const MINISTRY: &str = "Announcement 18 of 2025 (cn-2025-18), Ministry of Commerce of China.";

pub(crate) fn q(p10: f64, p50: f64, p90: f64) -> Quantiles {
    Quantiles { p10, p50, p90 }
}

pub(crate) fn eur(p10: f64, p50: f64, p90: f64) -> MoneyQuantiles {
    MoneyQuantiles { p10, p50, p90, currency: "EUR".to_owned(), price_year: 2024 }
}

fn first(p10: Option<u32>, p50: Option<u32>, p90: Option<u32>, share_of_runs: f64) -> DayQuantiles {
    DayQuantiles { p10, p50, p90, share_of_runs }
}

/// 1 until `fall`, down to `floor` within `ramp` days, back up from `rise` on, with a small weekly ripple.
fn trough(fall: f64, rise: f64, ramp: f64, floor: f64, top: f64) -> Vec<f64> {
    (0..DAYS)
        .map(|day| {
            let day = f64::from(day);
            let down = ((day - fall) / ramp).clamp(0.0, 1.0);
            let up = ((day - rise) / (3.0 * ramp)).clamp(0.0, 1.0);
            let ripple = 0.012 * (day * 0.9).sin() * (1.0 - down + up).clamp(0.0, 1.0);
            let level = 1.0 + (floor - 1.0) * down + (top - floor) * up;
            (level + ripple).clamp(0.0, top.max(1.0))
        })
        .collect()
}

/// Multiplies every value.
fn scaled(values: &[f64], factor: f64) -> Vec<f64> {
    values.iter().map(|value| value * factor).collect()
}

/// Cover sinks from `start` by one day a day until it is gone and comes back from `rise` on.
fn cover(name: &str, start: f64, rise: f64) -> Band {
    let path = |start: f64, rise: f64| -> Vec<f64> {
        (0..DAYS)
            .map(|day| {
                let day = f64::from(day);
                let left = (start - (day - 14.0).max(0.0)).max(0.0).min(start);
                left.max(((day - rise) * 0.12).clamp(0.0, start * 1.2))
            })
            .collect()
    };
    Band {
        name: name.to_owned(),
        unit: "days".to_owned(),
        p10: path(start * 0.6, rise + 90.0),
        p50: path(start, rise),
        p90: path(start * 1.7, rise - 60.0),
    }
}

fn output(name: &str, p10: Vec<f64>, p50: Vec<f64>, p90: Vec<f64>) -> Band {
    Band { name: name.to_owned(), unit: "share of normal".to_owned(), p10, p50, p90 }
}

fn step(day: i32, date: &str, text: &str) -> StoryStep {
    StoryStep { day, date: date.to_owned(), text: text.to_owned() }
}

fn driver(parameter: &str, rank_correlation: f64, low: f64, high: f64, unit: &str, basis: &str) -> Driver {
    Driver {
        parameter: parameter.to_owned(),
        rank_correlation,
        low,
        high,
        unit: unit.to_owned(),
        basis: basis.to_owned(),
    }
}

fn input(
    material: &str,
    title: &str,
    china: f64,
    controls: &[&str],
    cover: Quantiles,
    lead: Option<Quantiles>,
) -> InputView {
    InputView {
        material: material.to_owned(),
        title: title.to_owned(),
        suppliers: vec![("CHN".to_owned(), china), ("JPN".to_owned(), 1.0 - china)],
        controls: controls.iter().map(|id| (*id).to_owned()).collect(),
        held_for_inspection: controls.is_empty() && china > 0.5,
        cover_days_with_pipeline: q(cover.p10 + 9.0, cover.p50 + 17.0, cover.p90 + 24.0),
        cover_days: cover,
        licence_lead_days: lead,
    }
}

/// Losses that grow with the horizon as a share of the final ones.
fn horizons(units: Quantiles, price: f64, jobs: f64) -> Vec<HorizonLoss> {
    [(28, 0.01), (91, 0.22), (182, 0.68), (364, 0.94)]
        .into_iter()
        .map(|(days, share)| {
            let missing = q(units.p10 * share, units.p50 * share, units.p90 * share);
            HorizonLoss {
                days,
                units_missing: missing,
                revenue_missing: eur(missing.p10 * price, missing.p50 * price, missing.p90 * price),
                value_added_missing: eur(
                    missing.p10 * price * 0.3,
                    missing.p50 * price * 0.3,
                    missing.p90 * price * 0.3,
                ),
                person_days: q(missing.p10 * jobs, missing.p50 * jobs, missing.p90 * jobs),
            }
        })
        .collect()
}

fn traction_motors() -> LineView {
    let units = q(9_800.0, 41_700.0, 96_200.0);
    LineView {
        line: "motor-graz".to_owned(),
        title: "Traction motors, Graz".to_owned(),
        country: "AUT".to_owned(),
        end_use: "automotive".to_owned(),
        units_per_day: 900.0,
        binding_input: Some("ndfeb-heavy".to_owned()),
        binding_controller: Some(MINISTRY.to_owned()),
        first_stop: first(Some(36), Some(50), Some(90), 0.93),
        first_curtailed: first(Some(29), Some(41), Some(77), 0.97),
        days_stopped: q(12.0, 58.0, 131.0),
        units_lost: units,
        units_delayed: q(2_100.0, 8_400.0, 15_900.0),
        revenue_lost: eur(9.3e6, 39.6e6, 91.4e6),
        value_added_lost: eur(2.8e6, 11.9e6, 27.4e6),
        person_days_lost: q(4_400.0, 18_700.0, 43_200.0),
        cover_needed: CoverNeeded { p50: 84.0, p90: 147.0 },
        latest_safe_filing_date: Some("2025-01-11".to_owned()),
        latest_safe_filing_note: "83 days before the control began: with 21 days of cover only a licence that was already valid could have kept nine runs of ten going.".to_owned(),
        inputs: vec![
            input("ndfeb-heavy", "NdFeB magnets with dysprosium or terbium", 0.92, &["cn-2025-18"], q(14.0, 21.0, 31.0), Some(q(58.0, 92.0, 148.0))),
            input("ndfeb-light", "NdFeB magnets without heavy rare earths", 0.84, &[], q(16.0, 24.0, 35.0), None),
            input("electrical-steel", "Electrical steel", 0.18, &[], q(25.0, 30.0, 41.0), None),
        ],
        story: vec![
            step(0, "2025-04-04", "China requires licences for seven rare earths and the magnets that hold them; no licence exists on that day."),
            step(3, "2025-04-07", "The magnet maker files for its Austrian customer; the province takes 12 days to accept the case."),
            step(12, "2025-04-16", "The last magnets declared before the control leave port."),
            step(31, "2025-05-05", "The last goods in transit arrive in Graz; 21 days of cover remain."),
            step(41, "2025-05-15", "Output falls below 90 % as one of two magnet grades runs out."),
            step(50, "2025-05-24", "The line stops: no magnets with dysprosium are left."),
            step(96, "2025-07-09", "The licence is granted for 70 % of the quantity asked; customs release takes 9 days more."),
            step(121, "2025-08-03", "The line restarts with three days of magnets and makes up lost output at 110 %."),
        ],
        drivers: vec![
            driver("median review time at the ministry", 0.71, 35.0, 95.0, "calendar days", "estimated"),
            driver("cover of magnets on day 0", -0.48, 14.0, 31.0, "days", "assumed"),
            driver("share of cases returned for more papers", 0.33, 0.1, 0.5, "share", "reported"),
            driver("customs release after licence", 0.21, 4.0, 20.0, "days", "reported"),
        ],
        output: output(
            "Traction motors, Graz",
            trough(32.0, 180.0, 14.0, 0.0, 0.97),
            trough(40.0, 118.0, 12.0, 0.0, 1.02),
            trough(74.0, 92.0, 22.0, 0.31, 1.08),
        ),
        cover: cover("NdFeB magnets with dysprosium or terbium", 21.0, 112.0),
        loss_by_horizon: horizons(units, 950.0, 0.45),
        baseline_units_lost: 0.0,
        cost_index: q(1.02, 1.08, 1.3),
        extra_cost_usd: q(0.1e6, 0.4e6, 1.6e6),
    }
}

fn actuators() -> LineView {
    let units = q(4_100.0, 9_600.0, 14_800.0);
    LineView {
        line: "actuator-tucson".to_owned(),
        title: "Guidance actuators, Tucson".to_owned(),
        country: "USA".to_owned(),
        end_use: "defence".to_owned(),
        units_per_day: 40.0,
        binding_input: Some("smco".to_owned()),
        binding_controller: Some(MINISTRY.to_owned()),
        first_stop: first(Some(88), Some(171), None, 0.81),
        first_curtailed: first(Some(70), Some(149), None, 0.84),
        days_stopped: q(0.0, 240.0, 370.0),
        units_lost: units,
        units_delayed: q(300.0, 900.0, 1_700.0),
        revenue_lost: MoneyQuantiles { currency: "USD".to_owned(), ..eur(17.2e6, 40.3e6, 62.2e6) },
        value_added_lost: MoneyQuantiles { currency: "USD".to_owned(), ..eur(7.4e6, 17.3e6, 26.7e6) },
        person_days_lost: q(6_000.0, 14_200.0, 21_900.0),
        cover_needed: CoverNeeded { p50: 520.0, p90: 540.0 },
        latest_safe_filing_date: None,
        latest_safe_filing_note: "No date: military end use gets no licence under this control.".to_owned(),
        inputs: vec![input("smco", "Samarium-cobalt magnets", 0.71, &["cn-2025-18"], q(60.0, 120.0, 190.0), None)],
        story: vec![
            step(0, "2025-04-04", "Samarium and magnets made of it need a licence; military users get none."),
            step(149, "2025-08-31", "Output falls below 90 %: the Japanese source covers 29 % of need."),
            step(171, "2025-09-22", "The line stops."),
        ],
        drivers: vec![
            driver("cover of magnets on day 0", -0.82, 60.0, 190.0, "days", "assumed"),
            driver("growth of the second source", -0.35, 0.0, 0.4, "share a year", "estimated"),
        ],
        output: output(
            "Guidance actuators, Tucson",
            trough(75.0, 900.0, 14.0, 0.0, 0.0),
            trough(150.0, 900.0, 24.0, 0.0, 0.0),
            trough(300.0, 420.0, 60.0, 0.42, 0.6),
        ),
        cover: cover("Samarium-cobalt magnets", 120.0, 800.0),
        loss_by_horizon: horizons(units, 4_200.0, 1.5),
        baseline_units_lost: 110.0,
        cost_index: q(0.99, 1.21, 1.42),
        extra_cost_usd: q(-4_000.0, 31_000.0, 70_000.0),
    }
}

fn generators() -> LineView {
    let units = q(0.0, 14.0, 61.0);
    LineView {
        line: "generator-cuxhaven".to_owned(),
        title: "Offshore generators, Cuxhaven".to_owned(),
        country: "DEU".to_owned(),
        end_use: "wind".to_owned(),
        units_per_day: 1.2,
        binding_input: Some("ndfeb-heavy".to_owned()),
        binding_controller: Some(MINISTRY.to_owned()),
        first_stop: first(Some(112), None, None, 0.31),
        first_curtailed: first(Some(84), Some(131), None, 0.62),
        days_stopped: q(0.0, 0.0, 44.0),
        units_lost: units,
        units_delayed: q(3.0, 22.0, 70.0),
        revenue_lost: eur(0.0, 33.6e6, 146.4e6),
        value_added_lost: eur(0.0, 10.1e6, 43.9e6),
        person_days_lost: q(0.0, 5_100.0, 22_300.0),
        cover_needed: CoverNeeded { p50: 61.0, p90: 118.0 },
        latest_safe_filing_date: Some("2025-02-20".to_owned()),
        latest_safe_filing_note: "43 days before the control began.".to_owned(),
        inputs: vec![
            input(
                "ndfeb-heavy",
                "NdFeB magnets with dysprosium or terbium",
                0.96,
                &["cn-2025-18"],
                q(38.0, 56.0, 90.0),
                Some(q(58.0, 92.0, 148.0)),
            ),
            input("ndfeb-light", "NdFeB magnets without heavy rare earths", 0.88, &[], q(45.0, 60.0, 95.0), None),
        ],
        story: vec![
            step(0, "2025-04-04", "China requires licences for seven rare earths and the magnets that hold them."),
            step(131, "2025-08-13", "Output falls below 90 %: magnets for the outer rotor rows are short."),
        ],
        drivers: vec![driver("median review time at the ministry", 0.64, 35.0, 95.0, "calendar days", "estimated")],
        output: output(
            "Offshore generators, Cuxhaven",
            trough(96.0, 170.0, 18.0, 0.04, 0.98),
            trough(120.0, 160.0, 20.0, 0.58, 1.04),
            trough(120.0, 150.0, 20.0, 0.97, 1.06),
        ),
        cover: cover("NdFeB magnets with dysprosium or terbium", 56.0, 150.0),
        loss_by_horizon: horizons(units, 2.4e6, 365.0),
        baseline_units_lost: 0.0,
        cost_index: q(1.0, 1.004, 1.01),
        extra_cost_usd: q(0.0, 2_000.0, 9_000.0),
    }
}

fn backlog(name: &str, start: f64, peak: f64) -> Band {
    let p50: Vec<f64> = (0..DAYS)
        .map(|day| {
            let x = ((f64::from(day) - start) / 90.0).max(0.0);
            (peak * x * (1.6 - x).exp() * 0.55).round()
        })
        .collect();
    Band { name: name.to_owned(), unit: "cases".to_owned(), p10: scaled(&p50, 0.7), p90: scaled(&p50, 1.35), p50 }
}

fn controls() -> Vec<ControlView> {
    vec![
        ControlView {
            id: "cn-2025-18".to_owned(),
            title: "Seven medium and heavy rare earths".to_owned(),
            citation: "MOFCOM and GAC Announcement No. 18 of 2025".to_owned(),
            issuer: "Ministry of Commerce of China".to_owned(),
            country: "CHN".to_owned(),
            applications: q(3_900.0, 4_600.0, 5_400.0),
            approved: q(1_700.0, 2_500.0, 3_300.0),
            refused: q(20.0, 60.0, 140.0),
            pending: q(900.0, 1_700.0, 2_500.0),
            days_to_decision: Some(q(48.0, 73.0, 121.0)),
            weeks_to_decision: trust::weeks(31, 9.0),
            backlog: backlog("cn-2025-18", 3.0, 1_900.0),
        },
        ControlView {
            id: "cn-2025-57".to_owned(),
            title: "Five more rare earths (suspended)".to_owned(),
            citation: "MOFCOM and GAC Announcement No. 57 of 2025".to_owned(),
            issuer: "Ministry of Commerce of China".to_owned(),
            country: "CHN".to_owned(),
            applications: q(0.0, 0.0, 4.0),
            approved: q(0.0, 0.0, 0.0),
            refused: q(0.0, 0.0, 0.0),
            pending: q(0.0, 0.0, 4.0),
            days_to_decision: None,
            weeks_to_decision: Vec::new(),
            backlog: backlog("cn-2025-57", 220.0, 2.0),
        },
    ]
}

fn event(day: i32, date: &str, label: &str, source: &str) -> EventView {
    EventView { day, date: date.to_owned(), label: label.to_owned(), source: source.to_owned() }
}

fn stage(stage: &str, material: &str, shares: &[(&str, f64)], hhi: f64, evidenced: f64) -> StageView {
    StageView {
        stage: stage.to_owned(),
        material: material.to_owned(),
        shares: shares.iter().map(|(code, share)| ((*code).to_owned(), *share)).collect(),
        hhi,
        evidenced,
    }
}

fn stages() -> Vec<StageView> {
    vec![
        stage(
            "mine",
            "Ore and clay with heavy rare earths",
            &[("CHN", 0.42), ("MMR", 0.38), ("AUS", 0.08), ("USA", 0.05), ("XRW", 0.07)],
            3_360.0,
            0.74,
        ),
        stage("separation", "Dysprosium oxide", &[("CHN", 0.94), ("MYS", 0.03), ("XRW", 0.03)], 8_850.0, 0.91),
        stage(
            "metal",
            "Dysprosium metal",
            &[("CHN", 0.92), ("VNM", 0.04), ("JPN", 0.03), ("GBR", 0.01)],
            8_490.0,
            0.55,
        ),
        stage(
            "alloy",
            "NdFeB alloy with heavy rare earths",
            &[("CHN", 0.9), ("JPN", 0.09), ("DEU", 0.01)],
            8_180.0,
            0.48,
        ),
        stage(
            "magnet",
            "NdFeB magnets with dysprosium or terbium",
            &[("CHN", 0.89), ("JPN", 0.08), ("DEU", 0.02), ("USA", 0.01)],
            7_990.0,
            0.86,
        ),
        stage(
            "product",
            "Traction motors",
            &[("CHN", 0.61), ("EUU", 0.17), ("USA", 0.09), ("JPN", 0.07), ("XRW", 0.06)],
            4_170.0,
            0.6,
        ),
    ]
}

fn figure(
    table: &str,
    item: &str,
    value: f64,
    range: Option<(f64, f64)>,
    unit: &str,
    from: (&str, Option<u16>, &str),
) -> FigureView {
    let (source, year, basis) = from;
    FigureView {
        table: table.to_owned(),
        item: item.to_owned(),
        value,
        low: range.map(|(low, _)| low),
        high: range.map(|(_, high)| high),
        unit: unit.to_owned(),
        source: source.to_owned(),
        year,
        basis: basis.to_owned(),
    }
}

fn source(id: &str, title: &str, publisher: &str, url: &str) -> SourceView {
    SourceView {
        id: id.to_owned(),
        title: title.to_owned(),
        publisher: publisher.to_owned(),
        year: Some(2025),
        licence: "public domain".to_owned(),
        url: url.to_owned(),
    }
}

fn exports() -> Band {
    let share = trough(6.0, 60.0, 18.0, 0.24, 1.1);
    Band {
        name: "Rare-earth magnets".to_owned(),
        unit: "t a day".to_owned(),
        p10: scaled(&share, 128.0),
        p50: scaled(&share, 150.0),
        p90: scaled(&share, 171.0),
    }
}

/// A plan for the motors of a front axle.
pub(crate) fn plan() -> PlanView {
    serde_json::from_str(include_str!("plan.json")).unwrap()
}

/// A squeeze of the same lines.
pub(crate) fn squeeze() -> SqueezeView {
    serde_json::from_str(include_str!("squeeze.json")).unwrap()
}

/// The whole fixture.
pub(crate) fn view() -> RunView {
    let lines = vec![traction_motors(), actuators(), generators()];
    let controls = controls();
    RunView {
        program: ProgramView { name: "coercivity".to_owned(), version: "0.1.0".to_owned() },
        data_digest: "9b1c0c5d7f5a4b62a1f5f6b4f0f8c7e3d2a19b8e7c6d5f4a3b2c1d0e9f8a7b6c".to_owned(),
        study: "example".to_owned(),
        study_title: "Three makers that need magnets".to_owned(),
        scenario: "april-2025".to_owned(),
        scenario_title: "Export licences for rare earths, April 2025".to_owned(),
        start_date: "2025-04-04".to_owned(),
        seed: 20_250_404,
        runs: 400,
        days: DAYS,
        digest: "3f2a7c91d0be5a8846f1c3e2b7a9d5040f6e8b1c2d3a4f5e6b7c8d9e0f1a2b3c".to_owned(),
        base_year: 2024,
        verdict: "Traction motors, Graz stops first: about 24 May 2025 (10 May to 3 Jul 2025), in 93 % of runs, because magnets with dysprosium run out before the first licence is granted.".to_owned(),
        events: vec![
            event(0, "2025-04-04", "Announcement 18 in force", "MOFCOM Announcement No. 18 of 2025"),
            event(69, "2025-06-12", "Faster review agreed", "Joint statement, London"),
            event(188, "2025-10-09", "Announcements 55 to 58, 61, 62", "MOFCOM"),
            event(220, "2025-11-10", "Suspension, general licences", "MOFCOM Announcement No. 70 of 2025"),
        ],
        stages: stages(),
        series: SeriesView {
            output: lines.iter().map(|line| line.output.clone()).collect(),
            cover: lines.iter().map(|line| line.cover.clone()).collect(),
            backlog: controls.iter().map(|control| control.backlog.clone()).collect(),
            exports: vec![exports()],
        },
        prices: trust::prices(),
        branch: "as published".to_owned(),
        branches: trust::branches(&lines),
        backtests: trust::cases(),
        curve: Some(trust::curve()),
        plan: Some(plan()),
        lines,
        controls,
        economy: None,
        assumptions: vec![
            "Cover of each line is drawn between the low and high end given in the study, the same for all grades.".to_owned(),
            "Review times are not identified by the observed export totals; they keep their published range.".to_owned(),
            "Nobody leaves the queue within the first 60 days.".to_owned(),
        ],
        figures: vec![
            figure("controls/cn-2025-18", "nominal review", 45.0, None, "working days", ("mofcom-18", Some(2025), "reported")),
            figure("controls/cn-2025-18", "approval rate, civil end use", 0.55, Some((0.4, 0.7)), "share", ("euccc-2025", Some(2025), "estimated")),
            figure("sites", "magnet capacity of China", 284_000.0, Some((260_000.0, 310_000.0)), "t a year", ("iea-2025", Some(2024), "reported")),
            figure("study/bom", "cover of magnets, Graz", 21.0, Some((14.0, 31.0)), "days", ("study", None, "assumed")),
        ],
        sources: vec![
            source("mofcom-18", "Announcement No. 18 of 2025", "Ministry of Commerce of China", "https://www.mofcom.gov.cn/"),
            source("euccc-2025", "Flash survey on export controls", "EU Chamber of Commerce in China", "https://www.europeanchamber.com.cn/"),
            source("iea-2025", "Global Critical Minerals Outlook 2025", "International Energy Agency", "https://www.iea.org/"),
            source("study", "The study's own bill of materials", "The reader", ""),
        ],
    }
}
