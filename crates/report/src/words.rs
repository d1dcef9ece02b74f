//! Short texts that the terminal, the figures and the page share.

use crate::format::{Calendar, JOIN, NONE, capitalised, counted, factor, joined, money, percent};
use crate::run_view::{BranchLine, DayQuantiles, Driver, InputView, LineView, Quantiles, RunView};

/// The verdict of the run; written from the lines where the view brings none.
pub(crate) fn verdict(view: &RunView) -> String {
    if !view.verdict.trim().is_empty() {
        return view.verdict.trim().to_owned();
    }
    let calendar = Calendar::of(view);
    match view.lines.first() {
        None => "The study has no production lines, so nothing can stop.".to_owned(),
        Some(line) if line.first_stop.share_of_runs <= 0.0 => {
            format!("No line stops within {}.", counted(f64::from(view.days), "day"))
        }
        Some(line) => format!(
            "{} stops first: {}, in {} of runs.",
            line.title,
            first_day(calendar, &line.first_stop),
            percent(line.first_stop.share_of_runs)
        ),
    }
}

/// Median day in words. A median that is never reached says how often the day comes at all.
pub(crate) fn first_day(calendar: Calendar, days: &DayQuantiles) -> String {
    match days.p50 {
        Some(day) => calendar.day(day),
        None if days.share_of_runs > 0.0 => {
            format!("in {} of runs only", percent(days.share_of_runs))
        }
        None => "never".to_owned(),
    }
}

/// P10 to P90 of a day in words.
pub(crate) fn day_range(calendar: Calendar, days: &DayQuantiles) -> String {
    match (days.p10, days.p90) {
        (Some(from), Some(to)) => calendar.span(from, to),
        (Some(from), None) => format!("{} to never", calendar.day(from)),
        _ => NONE.to_owned(),
    }
}

/// The material that stops a line, in words.
pub(crate) fn binding_title(line: &LineView) -> Option<&str> {
    let material = line.binding_input.as_deref()?;
    let title =
        line.inputs.iter().find(|input| input.material == material).map_or(material, |input| input.title.as_str());
    Some(title)
}

/// What to find out first: the strongest driver that no report or derivation backs.
///
/// A number that only somebody's guess supports is the cheapest to improve;
/// where every driver is backed, the strongest one is named.
pub(crate) fn cheapest_knowledge(line: &LineView) -> Option<&Driver> {
    line.drivers.iter().find(|driver| is_guess(&driver.basis)).or(line.drivers.first())
}

/// True for a basis that is nobody's report.
pub(crate) fn is_guess(basis: &str) -> bool {
    matches!(basis, "assumed" | "estimated")
}

/// How a control touches an input, in a few words.
pub(crate) fn control_words(input: &InputView) -> String {
    match (input.controls.is_empty(), input.held_for_inspection) {
        (false, _) => input.controls.join(", "),
        (true, true) => "held for inspection".to_owned(),
        (true, false) => "no licence needed".to_owned(),
    }
}

/// The suppliers of an input, largest first: `China 92 %, Japan 8 %`.
pub(crate) fn suppliers(input: &InputView) -> String {
    let parts: Vec<String> =
        input.suppliers.iter().map(|(code, share)| format!("{}{JOIN}{}", country(code), percent(*share))).collect();
    if parts.is_empty() { NONE.to_owned() } else { parts.join(", ") }
}

/// What the priced inputs of a line cost; nothing where it is within a hundredth of base prices.
///
/// `What goes into it costs 1.08 times base prices, weighted by volume (1.02 to 1.3); $400,000 more ($0 to $1.2 m).`
pub(crate) fn cost_sentence(line: &LineView) -> Option<String> {
    let index = &line.cost_index;
    costs_otherwise(line).then(|| {
        format!(
            "What goes into it costs {} times base prices, weighted by volume ({}); {} ({}).",
            factor(index.p50),
            factor_range(index),
            extra_cost(line),
            usd_range(&line.extra_cost_usd),
        )
    })
}

/// The same in one line of a terminal, with the name of the line.
pub(crate) fn cost_in_short(line: &LineView) -> Option<String> {
    let index = &line.cost_index;
    costs_otherwise(line).then(|| {
        format!(
            "{}: inputs cost {} times base prices ({}), {}.",
            line.title,
            factor(index.p50),
            factor_range(index),
            extra_cost(line)
        )
    })
}

/// `$400,000 more`.
fn extra_cost(line: &LineView) -> String {
    let median = line.extra_cost_usd.p50;
    format!("{} {}", money(median.abs(), "USD"), if median < 0.0 { "less" } else { "more" })
}

/// True where the median cost of the inputs differs from base prices by more than a hundredth.
pub(crate) fn costs_otherwise(line: &LineView) -> bool {
    let index = line.cost_index.p50;
    index.is_finite() && (index - 1.0).abs() > 0.01
}

/// P10 to P90 of a multiple of one.
pub(crate) fn factor_range(quantiles: &Quantiles) -> String {
    joined(&factor(quantiles.p10), &factor(quantiles.p90))
}

/// P10 to P90 of dollars.
pub(crate) fn usd_range(quantiles: &Quantiles) -> String {
    joined(&money(quantiles.p10, "USD"), &money(quantiles.p90, "USD"))
}

/// How the run itself is called beside other branches: `As published`.
pub(crate) fn own_branch(view: &RunView) -> String {
    if view.branch.is_empty() { "As published".to_owned() } else { capitalised(&view.branch) }
}

/// The lines of a run as lines of a branch, so that both stand in one table.
pub(crate) fn own_lines(view: &RunView) -> impl Iterator<Item = BranchLine> + '_ {
    view.lines.iter().map(|line| BranchLine {
        line: line.line.clone(),
        title: line.title.clone(),
        first_stop: line.first_stop,
        days_stopped: line.days_stopped,
        units_lost: line.units_lost,
    })
}

/// Weeks where the horizon is a whole number of them, else days.
pub(crate) fn horizon(days: u32) -> String {
    if days > 0 && days.is_multiple_of(7) {
        counted(f64::from(days / 7), "week")
    } else {
        counted(f64::from(days), "day")
    }
}

/// A country in words; a code that is not in the list stays a code.
pub(crate) fn country(code: &str) -> &str {
    COUNTRIES
        .binary_search_by(|(key, _)| key.cmp(&code))
        .ok()
        .and_then(|index| COUNTRIES.get(index))
        .map_or(code, |(_, name)| name)
}

/// Countries that matter to critical minerals, by ISO alpha-3 code, in order of the code.
const COUNTRIES: [(&str, &str); 86] = [
    ("AGO", "Angola"),
    ("ALB", "Albania"),
    ("ARE", "United Arab Emirates"),
    ("ARG", "Argentina"),
    ("ARM", "Armenia"),
    ("AUS", "Australia"),
    ("AUT", "Austria"),
    ("BDI", "Burundi"),
    ("BEL", "Belgium"),
    ("BGR", "Bulgaria"),
    ("BOL", "Bolivia"),
    ("BRA", "Brazil"),
    ("BWA", "Botswana"),
    ("CAN", "Canada"),
    ("CHE", "Switzerland"),
    ("CHL", "Chile"),
    ("CHN", "China"),
    ("COD", "DR Congo"),
    ("CUB", "Cuba"),
    ("CYP", "Cyprus"),
    ("CZE", "Czechia"),
    ("DEU", "Germany"),
    ("DNK", "Denmark"),
    ("ESP", "Spain"),
    ("EST", "Estonia"),
    ("EUU", "European Union"),
    ("FIN", "Finland"),
    ("FRA", "France"),
    ("GAB", "Gabon"),
    ("GBR", "United Kingdom"),
    ("GHA", "Ghana"),
    ("GIN", "Guinea"),
    ("GRC", "Greece"),
    ("GRL", "Greenland"),
    ("HKG", "Hong Kong"),
    ("HRV", "Croatia"),
    ("HUN", "Hungary"),
    ("IDN", "Indonesia"),
    ("IND", "India"),
    ("IRL", "Ireland"),
    ("IRN", "Iran"),
    ("ISL", "Iceland"),
    ("ISR", "Israel"),
    ("ITA", "Italy"),
    ("JPN", "Japan"),
    ("KAZ", "Kazakhstan"),
    ("KGZ", "Kyrgyzstan"),
    ("KOR", "South Korea"),
    ("LAO", "Laos"),
    ("LTU", "Lithuania"),
    ("LUX", "Luxembourg"),
    ("LVA", "Latvia"),
    ("MAR", "Morocco"),
    ("MDG", "Madagascar"),
    ("MEX", "Mexico"),
    ("MLI", "Mali"),
    ("MMR", "Myanmar"),
    ("MNG", "Mongolia"),
    ("MOZ", "Mozambique"),
    ("MYS", "Malaysia"),
    ("NAM", "Namibia"),
    ("NCL", "New Caledonia"),
    ("NLD", "Netherlands"),
    ("NOR", "Norway"),
    ("NZL", "New Zealand"),
    ("PER", "Peru"),
    ("PHL", "Philippines"),
    ("PNG", "Papua New Guinea"),
    ("POL", "Poland"),
    ("PRT", "Portugal"),
    ("ROU", "Romania"),
    ("RUS", "Russia"),
    ("RWA", "Rwanda"),
    ("SGP", "Singapore"),
    ("SVK", "Slovakia"),
    ("SVN", "Slovenia"),
    ("SWE", "Sweden"),
    ("THA", "Thailand"),
    ("TUR", "Türkiye"),
    ("TWN", "Taiwan"),
    ("UKR", "Ukraine"),
    ("USA", "United States"),
    ("VNM", "Vietnam"),
    ("XRW", "Rest of world"),
    ("ZAF", "South Africa"),
    ("ZWE", "Zimbabwe"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_in_order_so_that_the_search_finds_all() {
        assert!(COUNTRIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(country("XRW"), "Rest of world");
        assert_eq!(country("QQQ"), "QQQ");
    }

    #[test]
    fn horizons_read_as_weeks() {
        assert_eq!(horizon(91), "13\u{a0}weeks");
        assert_eq!(horizon(7), "1\u{a0}week");
        assert_eq!(horizon(30), "30\u{a0}days");
    }
}
