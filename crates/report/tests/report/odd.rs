//! Input that is legal and strange: every face has to say something sensible about it.

use crate::fixture::{self, eur, q};
use coercivity_report::backtest_view::BacktestView;
use coercivity_report::curve_view::CurveView;
use coercivity_report::run_view::{Band, DayQuantiles, RunView};
use coercivity_report::{csv, figure, html, terminal};

/// Runs every face and returns the terminal text.
fn all_faces(view: &RunView) -> String {
    let mut written = html::page(view);
    for (_, content) in csv::files(view).into_iter().chain(figure::files(view)) {
        written.push_str(&content);
    }
    legible(&written);
    for (width, colour) in [(120, true), (0, false)] {
        assert!(!terminal::verdict(view, width, colour).is_empty());
    }
    terminal::verdict(view, 80, false)
}

fn legible(written: &str) {
    assert!(!written.contains("NaN"));
    assert!(!written.contains("=\"inf"));
}

/// Faces of the two verbs; CSV files hold what was computed, odd or not.
fn faces_of_verbs(backtest: &BacktestView, curve: &CurveView) {
    let mut written = html::backtest_page(backtest) + &html::curve_page(curve);
    for (_, svg) in figure::backtest_files(backtest).into_iter().chain(figure::curve_files(curve)) {
        written.push_str(&svg);
    }
    legible(&written);
    for width in [0, 80] {
        assert!(!terminal::backtest(backtest, width, false).is_empty());
        assert!(!terminal::curve(curve, width, false).is_empty());
    }
}

fn empty_band() -> Band {
    Band { name: String::new(), unit: String::new(), p10: vec![], p50: vec![], p90: vec![] }
}

#[test]
fn no_lines() {
    let mut view = fixture::view();
    view.lines.clear();
    view.series.output.clear();
    view.series.cover.clear();
    view.verdict.clear();
    assert!(all_faces(&view).contains("nothing can stop"));
}

#[test]
fn nothing_at_all() {
    let mut view = fixture::view();
    view.lines.clear();
    view.controls.clear();
    view.events.clear();
    view.stages.clear();
    view.prices.clear();
    view.branches.clear();
    view.backtests.clear();
    view.curve = None;
    view.assumptions.clear();
    view.figures.clear();
    view.sources.clear();
    for bands in [&mut view.series.output, &mut view.series.cover, &mut view.series.backlog, &mut view.series.exports] {
        bands.clear();
    }
    for text in [
        &mut view.verdict,
        &mut view.study,
        &mut view.study_title,
        &mut view.scenario,
        &mut view.scenario_title,
        &mut view.start_date,
        &mut view.digest,
        &mut view.data_digest,
    ] {
        text.clear();
    }
    (view.days, view.runs) = (0, 0);
    all_faces(&view);
}

#[test]
fn zero_days() {
    let mut view = fixture::view();
    view.days = 0;
    for line in &mut view.lines {
        (line.output, line.cover) = (empty_band(), empty_band());
    }
    for control in &mut view.controls {
        control.backlog = empty_band();
        control.weeks_to_decision.clear();
    }
    for price in &mut view.prices {
        (price.marginal, price.contract) = (empty_band(), empty_band());
    }
    all_faces(&view);
}

#[test]
fn one_day_one_run() {
    let mut view = fixture::view();
    (view.days, view.runs) = (1, 1);
    for line in &mut view.lines {
        for band in [&mut line.output, &mut line.cover] {
            for values in [&mut band.p10, &mut band.p50, &mut band.p90] {
                values.truncate(1);
            }
        }
    }
    assert!(all_faces(&view).contains("1 day · 1 run"));
}

#[test]
fn a_line_that_nothing_binds() {
    let mut view = fixture::view();
    view.verdict.clear();
    let never = DayQuantiles { p10: None, p50: None, p90: None, share_of_runs: 0.0 };
    let none = q(0.0, 0.0, 0.0);
    for line in &mut view.lines {
        (line.binding_input, line.binding_controller) = (None, None);
        (line.first_stop, line.first_curtailed) = (never, never);
        (line.units_lost, line.units_delayed, line.days_stopped) = (none, none, none);
        line.inputs.clear();
        line.story.clear();
        line.drivers.clear();
        line.loss_by_horizon.clear();
    }
    let text = all_faces(&view);
    assert!(text.contains("No line stops within 540 days."), "{text}");
    assert!(text.contains("no input runs out"), "{text}");
}

#[test]
fn huge_and_zero_values() {
    for size in [0.0, 1e-300, 1e18, f64::MAX] {
        let mut view = fixture::view();
        let huge = q(0.0, size, size);
        for line in &mut view.lines {
            (line.units_lost, line.units_delayed, line.days_stopped) = (huge, huge, huge);
            line.revenue_lost = eur(0.0, size, size);
            line.units_per_day = size;
            for input in &mut line.inputs {
                (input.cover_days, input.cover_days_with_pipeline) = (huge, huge);
                input.licence_lead_days = input.licence_lead_days.map(|_| huge);
            }
            for loss in &mut line.loss_by_horizon {
                loss.units_missing = huge;
                loss.revenue_missing = eur(0.0, size, size);
            }
            for values in [&mut line.output.p50, &mut line.output.p90, &mut line.cover.p90] {
                values.fill(size);
            }
            for driver in &mut line.drivers {
                (driver.low, driver.high) = (-size, size);
            }
        }
        all_faces(&view);
    }
}

#[test]
fn bad_dates_and_days_beyond_the_calendar() {
    let mut view = fixture::view();
    view.start_date = "soon".to_owned();
    view.lines[0].first_stop.p90 = Some(u32::MAX);
    view.lines[0].latest_safe_filing_date = Some("never".to_owned());
    view.events[0].day = i32::MIN;
    assert!(all_faces(&view).contains("day 50"));
    view.start_date = "9999-12-30".to_owned();
    all_faces(&view);
    view.days = u32::MAX;
    all_faces(&view);
}

#[test]
fn bands_of_unequal_length_and_shares_above_one() {
    let mut view = fixture::view();
    view.lines[0].output.p10.truncate(3);
    view.lines[0].output.p90.clear();
    view.series.output[0].p50.clear();
    view.stages[0].shares = vec![("CHN".to_owned(), 1.7), ("".to_owned(), -0.3)];
    view.stages[0].evidenced = -1.0;
    all_faces(&view);
}

#[test]
fn many_lines_with_long_names() {
    let mut view = fixture::view();
    let mut line = view.lines[0].clone();
    line.title = "Incomprehensibilities of the electromechanical kind, plant ".repeat(6);
    let input = line.inputs[0].clone();
    line.inputs = (0..30).map(|_| input.clone()).collect();
    for index in 0..20 {
        line.line = format!("line-{index}");
        view.lines.push(line.clone());
    }
    all_faces(&view);
}

#[test]
fn odd_prices_and_waiting_times() {
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -3.0, 1e-300, f64::MAX] {
        let mut view = fixture::view();
        for price in &mut view.prices {
            price.base_usd_per_kg = odd;
            price.marginal.p50[3] = odd;
            price.marginal.p90.fill(odd);
            price.contract.p50.truncate(7);
        }
        for line in &mut view.lines {
            (line.cost_index, line.extra_cost_usd) = (q(odd, odd, odd), q(odd, odd, odd));
        }
        view.controls[0].weeks_to_decision = vec![odd; 300];
        view.controls[0].days_to_decision = Some(q(odd, odd, odd));
        view.branches[0].lines.truncate(1);
        view.branches[0].lines[0].days_stopped = q(odd, odd, odd);
        let mut written = html::page(&view);
        for (_, svg) in figure::files(&view) {
            written.push_str(&svg);
        }
        legible(&written);
        assert!(!terminal::verdict(&view, 80, false).is_empty());
    }
}

#[test]
fn odd_back_tests_and_curves() {
    for odd in [f64::NAN, f64::INFINITY, -2.0, 0.0, 1e-300, f64::MAX] {
        let (mut backtest, mut curve) = (fixture::backtest(), fixture::curve());
        for case in &mut backtest.cases {
            (case.wape, case.crps_trend, case.band_width, case.trough_ratio) = (Some(odd), odd, odd, odd);
            case.coverage_80 = odd;
            for point in &mut case.points {
                (point.observed, point.p90) = (odd, odd);
            }
            case.points[0].base = odd;
            case.points[0].month = "soon".to_owned();
        }
        backtest.pooled_coverage_80 = Some(odd);
        for line in &mut curve.lines {
            line.remanence = q(odd, odd, odd);
            line.map[0].share_of_runs = odd;
            line.map[1].severity = odd;
            line.contours[0].severity = odd;
            line.hysteresis[0].mean = odd;
            line.hysteresis[1].severity = odd;
        }
        faces_of_verbs(&backtest, &curve);
    }
}

#[test]
fn back_tests_and_curves_of_nothing() {
    let (mut backtest, mut curve) = (fixture::backtest(), fixture::curve());
    backtest.cases[0].points.clear();
    backtest.cases[1].not_identified.clear();
    curve.lines[0].map.clear();
    curve.lines[0].contours.clear();
    curve.lines[1].hysteresis.clear();
    curve.lines[1].map.truncate(1);
    curve.longest_days = 0;
    faces_of_verbs(&backtest, &curve);
    backtest.cases.clear();
    curve.lines.clear();
    faces_of_verbs(&backtest, &curve);
}

/// The parser of serde_json may miss the last bit of a float, so what is read is compared.
#[test]
fn a_result_read_back_from_json_reads_the_same() {
    let view = fixture::view();
    let text = serde_json::to_string(&view).unwrap();
    let back: RunView = serde_json::from_str(&text).unwrap();
    assert_eq!(html::page(&back), html::page(&view));
    assert_eq!(all_faces(&back), all_faces(&view));
}
