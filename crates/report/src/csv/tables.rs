//! The columns of each file.

use super::write::{Row, Sheet};
use crate::format::Calendar;
use crate::run_view::{Band, DayQuantiles, RunView};

/// Days and dates of a day that may never come, and its share of runs.
pub(super) fn days(row: &mut Row, calendar: Calendar, days: &DayQuantiles) {
    for day in [days.p10, days.p50, days.p90] {
        row.maybe(day.map(f64::from));
    }
    for day in [days.p10, days.p50, days.p90] {
        row.text(&day.map_or_else(String::new, |day| calendar.iso(i64::from(day))));
    }
    row.number(days.share_of_runs);
}

pub(super) fn lines(view: &RunView) -> String {
    let calendar = Calendar::of(view);
    let mut sheet = Sheet::new(
        "line,title,country,end_use,units_per_day,binding_input,binding_controller,\
         first_stop_day_p10,first_stop_day_p50,first_stop_day_p90,\
         first_stop_date_p10,first_stop_date_p50,first_stop_date_p90,first_stop_share_of_runs,\
         first_curtailed_day_p10,first_curtailed_day_p50,first_curtailed_day_p90,\
         first_curtailed_date_p10,first_curtailed_date_p50,first_curtailed_date_p90,first_curtailed_share_of_runs,\
         days_stopped_p10,days_stopped_p50,days_stopped_p90,\
         units_lost_p10,units_lost_p50,units_lost_p90,baseline_units_lost_p50,\
         units_delayed_p10,units_delayed_p50,units_delayed_p90,\
         revenue_lost_p10,revenue_lost_p50,revenue_lost_p90,revenue_currency,revenue_price_year,\
         value_added_lost_p10,value_added_lost_p50,value_added_lost_p90,value_added_currency,value_added_price_year,\
         person_days_lost_p10,person_days_lost_p50,person_days_lost_p90,\
         cover_needed_days_p50,cover_needed_days_p90,latest_safe_filing_date,latest_safe_filing_note,\
         cost_index_p10,cost_index_p50,cost_index_p90,extra_cost_usd_p10,extra_cost_usd_p50,extra_cost_usd_p90",
    );
    for line in &view.lines {
        sheet.row(|row| {
            row.text(&line.line)
                .text(&line.title)
                .text(&line.country)
                .text(&line.end_use)
                .number(line.units_per_day)
                .text(line.binding_input.as_deref().unwrap_or_default())
                .text(line.binding_controller.as_deref().unwrap_or_default());
            days(row, calendar, &line.first_stop);
            days(row, calendar, &line.first_curtailed);
            row.quantiles(&line.days_stopped)
                .quantiles(&line.units_lost)
                .number(line.baseline_units_lost)
                .quantiles(&line.units_delayed)
                .money(&line.revenue_lost)
                .money(&line.value_added_lost)
                .quantiles(&line.person_days_lost)
                .number(line.cover_needed.p50)
                .number(line.cover_needed.p90)
                .text(line.latest_safe_filing_date.as_deref().unwrap_or_default())
                .text(&line.latest_safe_filing_note)
                .quantiles(&line.cost_index)
                .quantiles(&line.extra_cost_usd);
        });
    }
    sheet.finish()
}

pub(super) fn inputs(view: &RunView) -> String {
    let mut sheet = Sheet::new(
        "line,material,title,suppliers,controls,held_for_inspection,\
         cover_days_p10,cover_days_p50,cover_days_p90,\
         cover_days_with_pipeline_p10,cover_days_with_pipeline_p50,cover_days_with_pipeline_p90,\
         licence_lead_days_p10,licence_lead_days_p50,licence_lead_days_p90",
    );
    for line in &view.lines {
        for input in &line.inputs {
            let suppliers: Vec<String> =
                input.suppliers.iter().map(|(country, share)| format!("{country}:{share}")).collect();
            sheet.row(|row| {
                row.text(&line.line)
                    .text(&input.material)
                    .text(&input.title)
                    .text(&suppliers.join(" "))
                    .text(&input.controls.join(" "))
                    .text(&input.held_for_inspection.to_string())
                    .quantiles(&input.cover_days)
                    .quantiles(&input.cover_days_with_pipeline);
                let lead = input.licence_lead_days;
                row.maybe(lead.map(|lead| lead.p10)).maybe(lead.map(|lead| lead.p50)).maybe(lead.map(|lead| lead.p90));
            });
        }
    }
    sheet.finish()
}

/// Appends a band day by day.
///
/// A band whose three vectors differ in length is written as far as any
/// reaches; the missing fields stay empty.
fn band(sheet: &mut Sheet, calendar: Calendar, kind: &str, name: &str, band: &Band) {
    let length = band.p10.len().max(band.p50.len()).max(band.p90.len());
    for day in 0..length {
        let date = i64::try_from(day).map_or_else(|_| String::new(), |day| calendar.iso(day));
        sheet.row(|row| {
            row.text(&format!("{kind}:{name}"))
                .text(&band.unit)
                .text(&day.to_string())
                .text(&date)
                .maybe(band.p10.get(day).copied())
                .maybe(band.p50.get(day).copied())
                .maybe(band.p90.get(day).copied());
        });
    }
}

/// Tidy daily series: `output:LINE`, `cover:LINE`, `backlog:NAME` and `exports:NAME`.
pub(super) fn series(view: &RunView) -> String {
    let calendar = Calendar::of(view);
    let mut sheet = Sheet::new("series,unit,day,date,p10,p50,p90");
    let by_line = [("output", &view.series.output), ("cover", &view.series.cover)];
    for (kind, bands) in by_line {
        for (index, each) in bands.iter().enumerate() {
            // Ids are unique where titles need not be.
            let name = view.lines.get(index).map_or(&each.name, |line| &line.line);
            band(&mut sheet, calendar, kind, name, each);
        }
    }
    let named = [("backlog", &view.series.backlog), ("exports", &view.series.exports)];
    for (kind, bands) in named {
        for each in bands {
            band(&mut sheet, calendar, kind, &each.name, each);
        }
    }
    sheet.finish()
}

pub(super) fn controls(view: &RunView) -> String {
    let mut sheet = Sheet::new(
        "control,title,citation,issuer,country,\
         applications_p10,applications_p50,applications_p90,approved_p10,approved_p50,approved_p90,\
         refused_p10,refused_p50,refused_p90,pending_p10,pending_p50,pending_p90,\
         days_to_decision_p10,days_to_decision_p50,days_to_decision_p90",
    );
    for control in &view.controls {
        sheet.row(|row| {
            row.text(&control.id)
                .text(&control.title)
                .text(&control.citation)
                .text(&control.issuer)
                .text(&control.country)
                .quantiles(&control.applications)
                .quantiles(&control.approved)
                .quantiles(&control.refused)
                .quantiles(&control.pending);
            let decision = control.days_to_decision;
            row.maybe(decision.map(|days| days.p10))
                .maybe(decision.map(|days| days.p50))
                .maybe(decision.map(|days| days.p90));
        });
    }
    sheet.finish()
}

pub(super) fn story(view: &RunView) -> String {
    let mut sheet = Sheet::new("line,day,date,text");
    for line in &view.lines {
        for step in &line.story {
            sheet.row(|row| {
                row.text(&line.line).text(&step.day.to_string()).text(&step.date).text(&step.text);
            });
        }
    }
    sheet.finish()
}

pub(super) fn drivers(view: &RunView) -> String {
    let mut sheet = Sheet::new("line,rank,parameter,rank_correlation,low,high,unit,basis");
    for line in &view.lines {
        for (index, driver) in line.drivers.iter().enumerate() {
            sheet.row(|row| {
                row.text(&line.line)
                    .text(&(index + 1).to_string())
                    .text(&driver.parameter)
                    .number(driver.rank_correlation)
                    .number(driver.low)
                    .number(driver.high)
                    .text(&driver.unit)
                    .text(&driver.basis);
            });
        }
    }
    sheet.finish()
}

/// One row per stage and country; what belongs to the stage is repeated.
pub(super) fn stages(view: &RunView) -> String {
    let mut sheet = Sheet::new("stage,material,country,share,stage_hhi,stage_evidenced");
    for stage in &view.stages {
        for (country, share) in &stage.shares {
            sheet.row(|row| {
                row.text(&stage.stage)
                    .text(&stage.material)
                    .text(country)
                    .number(*share)
                    .number(stage.hhi)
                    .number(stage.evidenced);
            });
        }
    }
    sheet.finish()
}

pub(super) fn loss_by_horizon(view: &RunView) -> String {
    let mut sheet = Sheet::new(
        "line,days,units_missing_p10,units_missing_p50,units_missing_p90,\
         revenue_missing_p10,revenue_missing_p50,revenue_missing_p90,revenue_currency,revenue_price_year,\
         value_added_missing_p10,value_added_missing_p50,value_added_missing_p90,value_added_currency,value_added_price_year,\
         person_days_p10,person_days_p50,person_days_p90",
    );
    for line in &view.lines {
        for loss in &line.loss_by_horizon {
            sheet.row(|row| {
                row.text(&line.line)
                    .text(&loss.days.to_string())
                    .quantiles(&loss.units_missing)
                    .money(&loss.revenue_missing)
                    .money(&loss.value_added_missing)
                    .quantiles(&loss.person_days);
            });
        }
    }
    sheet.finish()
}

pub(super) fn figures(view: &RunView) -> String {
    let mut sheet = Sheet::new("table,item,value,low,high,unit,source,year,basis");
    for figure in &view.figures {
        sheet.row(|row| {
            row.text(&figure.table)
                .text(&figure.item)
                .number(figure.value)
                .maybe(figure.low)
                .maybe(figure.high)
                .text(&figure.unit)
                .text(&figure.source)
                .maybe(figure.year.map(f64::from))
                .text(&figure.basis);
        });
    }
    sheet.finish()
}

pub(super) fn sources(view: &RunView) -> String {
    let mut sheet = Sheet::new("id,title,publisher,year,licence,url");
    for source in &view.sources {
        sheet.row(|row| {
            row.text(&source.id)
                .text(&source.title)
                .text(&source.publisher)
                .maybe(source.year.map(f64::from))
                .text(&source.licence)
                .text(&source.url);
        });
    }
    sheet.finish()
}

pub(super) fn events(view: &RunView) -> String {
    let mut sheet = Sheet::new("day,date,label,source");
    for event in &view.events {
        sheet.row(|row| {
            row.text(&event.day.to_string()).text(&event.date).text(&event.label).text(&event.source);
        });
    }
    sheet.finish()
}
