//! Shows how the back-tests of April 2025 respond to parameters: `fit lag=10 held0=0.7 restock=300`.

use coercivity_app::backtest::{observed, run_cases};
use coercivity_chain::{Measure, Parameter, Response};
use coercivity_data::package::Package;
use coercivity_sim::ensemble::Settings;

fn set(parameter: &mut Parameter, value: f64) {
    let factor = if parameter.value > 0.0 { value / parameter.value } else { 1.0 };
    parameter.evidence.low = parameter.evidence.low.map(|low| low * factor);
    parameter.evidence.high = parameter.evidence.high.map(|high| high * factor);
    parameter.value = value;
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut package = Package::default_package()?;
    let (mut runs, mut seed) = (96, 1);
    let mut keys = Vec::new();
    for argument in std::env::args().skip(1) {
        let Some((name, value)) = argument.split_once('=') else {
            keys.push(argument);
            continue;
        };
        let value: f64 = value.parse()?;
        match name {
            "runs" => runs = value as usize,
            "seed" => seed = value as u64,
            "restock" => {
                for b in &mut package.chain.behaviours {
                    if b.response == Response::RestockDays {
                        set(&mut b.value, value);
                    }
                }
            }
            _ => {
                let number = package.chain.control("cn-2025-18").ok_or("no control")?.index();
                let control = &mut package.chain.controls[number];
                let Measure::Licence(licensing) = &mut control.measure else { continue };
                let inspection = control.inspection.as_mut().ok_or("no inspection")?;
                match name {
                    "lag" => set(&mut licensing.terms.enforcement_lag, value),
                    "pre" => set(&mut licensing.terms.pre_acceptance_median, value),
                    "wait" => set(&mut licensing.terms.expected_wait, value),
                    "need" => set(&mut licensing.terms.need_days, value),
                    "customs" => set(&mut licensing.terms.customs, value),
                    "first" => set(&mut licensing.terms.first_decision, value),
                    "lost" => set(inspection.lost.as_mut().ok_or("no lost")?, value),
                    "hold" => set(&mut inspection.hold, value),
                    "P1" | "P2" | "P3" => {
                        let phase = licensing.phases.iter_mut().find(|p| p.key == name).ok_or("no phase")?;
                        set(&mut phase.review_median, value);
                    }
                    "R1" => set(&mut licensing.phases[0].return_probability, value),
                    "R2" => set(&mut licensing.phases[1].return_probability, value),
                    "eu" => set(&mut licensing.outcomes[0].approve, value),
                    _ => {
                        let step: usize = name.trim_start_matches("held").parse()?;
                        set(&mut inspection.steps[step].share, value);
                    }
                }
            }
        }
    }
    let cases = observed::cases(&package.chain, &keys)?;
    let settings = Settings { runs, seed, threads: 0, keep_cases: true };
    for case in run_cases(&package, &cases, settings, &|_, _| true)? {
        println!(
            "{:28} wape {:?} mae {:.3} cover {:.2} width {:.2} crps {:.3} / {:?} / {:.3}",
            case.case,
            case.wape,
            case.mae_over_base,
            case.coverage_80,
            case.band_width,
            case.crps,
            case.crps_persistence,
            case.crps_trend
        );
        for p in &case.points {
            println!(
                "   {:12} observed {:.3} model {:.3} ({:.3}-{:.3})",
                p.month,
                p.observed / p.base,
                p.p50 / p.base,
                p.p10 / p.base,
                p.p90 / p.base
            );
        }
        println!("   not identified: {}", case.not_identified.len());
    }
    Ok(())
}
