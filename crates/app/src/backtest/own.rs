//! A series of the user's own: a CSV file with the columns date, series, value
//! and, if it likes, unit and source.

use super::BacktestRequest;
use super::observed::{Case, Row, month_end, periods};
use crate::error::AppError;
use coercivity_chain::{Basis, Chain, Counted, CountryId, Evidence, Form, MaterialId, ObservedSeries, SourceId};
use coercivity_data::package::Package;
use coercivity_data::problem::{Problem, Problems};
use jiff::ToSpan;
use jiff::civil::Date;
use std::path::Path;

/// Scatter of a month where a file has too few months before the event to tell.
const SCATTER: f64 = 0.1;
/// What the model misses on a series that it has not seen, as for one country of several.
const DISCREPANCY: f64 = 0.13;
/// Fewest months before the event from which scatter is told.
const ENOUGH: usize = 4;
/// Months scored at most.
const LONGEST_MONTHS: i32 = 36;

/// The case of a file.
///
/// # Errors
/// When the file, the scenario or the series is not right.
pub(super) fn case(package: &Package, request: &BacktestRequest, file: &Path) -> Result<Case, AppError> {
    let chain = &package.chain;
    let missing = |name: &'static str, hint: &str| AppError::OutOfBounds {
        name,
        value: "missing".to_owned(),
        hint: hint.to_owned(),
    };
    let scenario = request.scenario.clone();
    let scenario = scenario.ok_or_else(|| missing("--scenario", "name the scenario that the series belongs to"))?;
    let wanted = request.series.clone();
    let wanted = wanted.ok_or_else(|| missing("--series", "name a value of the column `series` of the file"))?;
    let start = crate::load::scenario(package, &scenario)?.0.start;
    let (rows, unit) = read(file, &wanted)?;
    let flows = flows(chain, request, &wanted)?;
    let from = start.first_of_month();
    let last = from.saturating_add(LONGEST_MONTHS.months()).saturating_sub(1.day());
    let a_year_before = from.saturating_sub(1.year());
    let year_before = (a_year_before, from.saturating_sub(1.day()));
    let (periods, before) = periods(&rows, (from, last), Some(year_before)).map_err(|month| AppError::OutOfBounds {
        name: "--observed",
        value: format!("{}, {wanted}, {month}", file.display()),
        hint: "no month a year before it and none in the year before the scenario: add some to compare with".to_owned(),
    })?;
    if periods.is_empty() {
        return Err(AppError::OutOfBounds {
            name: "--observed",
            value: format!("{}, {wanted}", file.display()),
            hint: format!("no month from {from} on: the scenario starts on {start}"),
        });
    }
    let series = ObservedSeries {
        key: wanted.clone(),
        title: wanted.clone(),
        counted: if flows.imports { Counted::Imports } else { Counted::Exports },
        from: flows.from,
        to: flows.to,
        goods: flows.goods,
        unit,
        growth: 1.0,
        noise: scatter(&rows, year_before),
        discrepancy: DISCREPANCY,
        evidence: Evidence { source: SourceId(0), year: None, basis: Basis::Assumed, low: None, high: None },
        note: String::new(),
    };
    let goods: Vec<&str> = series.goods.iter().map(|good| chain.materials[good.index()].key.as_str()).collect();
    let country = |id: Option<CountryId>| id.map_or("anywhere", |id| chain.countries[id.index()].iso3.as_str());
    let note = format!(
        "{} of {} from {} to {}; demand taken as flat against the base",
        if flows.imports { "Imports" } else { "Exports" },
        goods.join(", "),
        country(series.from),
        country(series.to),
    );
    let fitted = fitted(chain, &scenario, &series);
    Ok(Case { key: wanted.clone(), title: wanted, scenario, series, periods, before, fitted, note })
}

/// Days to which parameters were fitted on the same flows, whoever brings the figures.
fn fitted(chain: &Chain, scenario: &str, own: &ObservedSeries) -> Option<(Date, Date)> {
    let goods = |series: &ObservedSeries| {
        let mut goods: Vec<u32> = series.goods.iter().map(|good| good.0).collect();
        goods.sort_unstable();
        goods
    };
    let same = |known: &ObservedSeries| {
        known.counted == own.counted && known.from == own.from && known.to == own.to && goods(known) == goods(own)
    };
    let known = chain.backtests.iter().filter(|case| case.scenario == scenario && same(&chain.series[case.series]));
    known.filter_map(|case| case.fitted).next()
}

/// Rows of one series.
fn read(file: &Path, wanted: &str) -> Result<(Vec<Row>, String), AppError> {
    let bytes = std::fs::read(file).map_err(AppError::io(file))?;
    let name = file.display().to_string();
    let mut problems = Problems::default();
    let (mut reader, decimal_comma) = coercivity_data::user_csv_reader(&bytes);
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_lowercase).collect(),
        Err(error) => return Err(unreadable(&name, 1, &error.to_string())),
    };
    let column = |wanted: &str| header.iter().position(|cell| cell == wanted);
    let place = |wanted: &str, problems: &mut Problems| {
        let found = column(wanted);
        if found.is_none() {
            let has = if header.is_empty() { "no header".to_owned() } else { header.join(", ") };
            let message = format!("no column `{wanted}`; the file has {has}");
            problems.push(Problem::new("E003", &name, message, "columns are date, series, value, unit"));
        }
        found.unwrap_or(usize::MAX)
    };
    let (date, series, value) =
        (place("date", &mut problems), place("series", &mut problems), place("value", &mut problems));
    problems.clone().into_result()?;
    let (mut rows, mut unit, mut known) = (Vec::new(), String::new(), Vec::new());
    for record in reader.records() {
        let line_of = |position: Option<&csv::Position>| position.map_or(0, csv::Position::line);
        let record = record.map_err(|error| unreadable(&name, line_of(error.position()), &error.to_string()))?;
        let line = line_of(record.position());
        let cell = |place: usize| record.get(place).unwrap_or("");
        if cell(series) != wanted {
            if !known.iter().any(|k| k == cell(series)) {
                known.push(cell(series).to_owned());
            }
            continue;
        }
        let mut wrong = |column: &str, text: &str, message: &str, hint: &str| {
            problems.push(Problem::new("E006", &name, message, hint).row(line).cell(column, text));
        };
        // `2010-01..08 mean` is the mean of those months.
        let (period, mean) = cell(date).strip_suffix(" mean").map_or((cell(date), false), |period| (period, true));
        let Some((from, until)) = days(period) else {
            wrong("date", cell(date), "neither month nor day", "write 2025-05, 2025-01..02, 2025 or 2025-05-06");
            continue;
        };
        let months = if mean { f64::from(until.month() - from.month() + 1) } else { 1.0 };
        let plain = if decimal_comma { cell(value).replace(',', ".") } else { cell(value).to_owned() };
        match plain.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => {
                let source = column("source").map_or(String::new(), |place| cell(place).to_owned());
                rows.push(Row { from, until, value: months * number, source });
            }
            _ => wrong("value", cell(value), "not a number of 0 or more", "write digits, e.g. 1234.5"),
        }
        if let Some(place) = column("unit") {
            cell(place).clone_into(&mut unit);
        }
    }
    problems.into_result()?;
    if rows.is_empty() {
        return Err(AppError::Unknown {
            what: "series",
            name: wanted.to_owned(),
            hint: format!("{name} has: {}", known.join(", ")),
        });
    }
    rows.sort_by_key(|row| (row.from, row.until));
    for pair in rows.windows(2) {
        if (pair[0].from, pair[0].until) == (pair[1].from, pair[1].until) {
            let message = format!("two rows for {}", pair[0].from);
            return Err(Problems(vec![Problem::new("E010", &name, message, "keep one").cell("series", wanted)]).into());
        }
    }
    Ok((rows, unit))
}

fn unreadable(name: &str, line: u64, error: &str) -> AppError {
    Problems(vec![Problem::new("E002", name, format!("cannot be read ({error})"), "save it as CSV in UTF-8").row(line)])
        .into()
}

/// First and last day of `2025-05`, `2025-01..02`, `2025-Q1`, `2025-H1`, `2025` or `2025-05-06`.
fn days(text: &str) -> Option<(Date, Date)> {
    if let Ok(day) = text.parse::<Date>() {
        return Some((day, day));
    }
    let year: i16 = text.get(..4)?.parse().ok()?;
    let month = |month: i8| Date::new(year, month, 1).ok();
    let rest = text.get(4..)?;
    let span = |first: i8, last: i8| Some((month(first)?, month_end(month(last)?)));
    match rest {
        "" => span(1, 12),
        "-Q1" => span(1, 3),
        "-Q2" => span(4, 6),
        "-Q3" => span(7, 9),
        "-Q4" => span(10, 12),
        "-H1" => span(1, 6),
        "-H2" => span(7, 12),
        _ => {
            let months = rest.strip_prefix('-')?;
            let (first, last) = months.split_once("..").unwrap_or((months, months));
            let (first, last): (i8, i8) = (first.parse().ok()?, last.parse().ok()?);
            (first <= last).then(|| span(first, last))?
        }
    }
}

/// Relative standard deviation of the months before the event.
fn scatter(rows: &[Row], (from, until): (Date, Date)) -> f64 {
    let values: Vec<f64> =
        rows.iter().filter(|r| r.from >= from && r.until <= until && r.from != r.until).map(|r| r.value).collect();
    if values.len() < ENOUGH {
        return SCATTER;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0);
    if mean > 0.0 { (variance.sqrt() / mean).clamp(0.01, 1.0) } else { SCATTER }
}

/// What a series counts.
struct Flows {
    goods: Vec<MaterialId>,
    from: Option<CountryId>,
    to: Option<CountryId>,
    imports: bool,
}

/// From the flags, else from a name such as `gallium_export_CN_to_US` or `JP_rare_earth_imports_from_CN`.
fn flows(chain: &Chain, request: &BacktestRequest, name: &str) -> Result<Flows, AppError> {
    let words: Vec<String> = name.split(['_', '-', ' ']).map(str::to_lowercase).collect();
    let imports = words.iter().any(|w| w.starts_with("import"));
    let flag = |text: &Option<String>| text.as_deref().map(|code| country(chain, code)).transpose();
    let after = |mark: &str| {
        let place = words.iter().position(|w| w == mark)?;
        words.get(place + 1).and_then(|code| code_of(chain, code))
    };
    let plain = words.iter().filter(|w| w.len() <= 4).find_map(|code| code_of(chain, code));
    let (named_from, named_to) =
        if imports { (after("from"), plain) } else { (after("export").or_else(|| after("exports")), after("to")) };
    let goods = match &request.material {
        Some(material) => goods_of(chain, material),
        None => words.iter().map(|word| goods_of(chain, word)).find(|goods| !goods.is_empty()).unwrap_or_default(),
    };
    if goods.is_empty() {
        return Err(AppError::Unknown {
            what: "material for the series",
            name: request.material.clone().unwrap_or_else(|| name.to_owned()),
            hint: "add --material with a material, an element or `magnets`, and --from and --to with countries"
                .to_owned(),
        });
    }
    let from = flag(&request.from)?.or(named_from).or_else(|| chain.country("CHN"));
    Ok(Flows { goods, from, to: flag(&request.to)?.or(named_to), imports })
}

fn country(chain: &Chain, code: &str) -> Result<CountryId, AppError> {
    code_of(chain, code).ok_or_else(|| AppError::Unknown {
        what: "country",
        name: code.to_owned(),
        hint: "write ISO 3166-1 alpha-3, e.g. CHN, or EUU".to_owned(),
    })
}

/// A country by alpha-3, alpha-2 or the usual names of the European Union.
fn code_of(chain: &Chain, code: &str) -> Option<CountryId> {
    let code = code.to_uppercase();
    if ["EU", "EU27"].contains(&code.as_str()) {
        return chain.country("EUU");
    }
    chain.country(&code).or_else(|| {
        let place = chain.countries.iter().position(|c| c.alpha2 == code && !code.is_empty())?;
        u32::try_from(place).ok().map(CountryId)
    })
}

/// Traded goods that a word means: a material, an element by symbol or English name, `magnets`, a first word of material keys.
fn goods_of(chain: &Chain, word: &str) -> Vec<MaterialId> {
    let word = word.to_lowercase();
    let all = |is_it: &dyn Fn(&coercivity_chain::Material) -> bool| -> Vec<MaterialId> {
        let found = (0u32..).zip(&chain.materials).filter(|(_, m)| is_it(m));
        found.map(|(n, _)| MaterialId(n)).collect()
    };
    let traded = |m: &coercivity_chain::Material| {
        !m.unconstrained && !matches!(m.form, Form::Component | Form::Product | Form::Auxiliary)
    };
    let exact = all(&|m| m.key == word);
    if !exact.is_empty() {
        return exact;
    }
    if word.starts_with("magnet") {
        return all(&|m| m.form == Form::Magnet);
    }
    let element = crate::elements::by_word(&word);
    let of_key = all(&|m| traded(m) && m.key.split('-').next() == Some(word.as_str()));
    if !of_key.is_empty() {
        return of_key;
    }
    element.map_or_else(Vec::new, |element| {
        all(&|m| {
            traded(m) && !matches!(m.form, Form::Alloy | Form::Magnet | Form::Concentrate) && m.fraction(element) > 0.3
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_read_as_people_write_them() {
        assert_eq!(days("2025-05"), Some((date(2025, 5, 1), date(2025, 5, 31))));
        assert_eq!(days("2025-01..02"), Some((date(2025, 1, 1), date(2025, 2, 28))));
        assert_eq!(days("2024"), Some((date(2024, 1, 1), date(2024, 12, 31))));
        assert_eq!(days("2024-Q4"), Some((date(2024, 10, 1), date(2024, 12, 31))));
        assert_eq!(days("2025-05-06"), Some((date(2025, 5, 6), date(2025, 5, 6))));
        for wrong in ["", "may", "2025-13", "2025-3..2", "20", "2025-05-40", "2010-01..08 mean"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
