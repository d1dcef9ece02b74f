//! The tables of the assessment, for CSV, a workbook and Parquet.

use coercivity_report::assess_view::{AssessView, RangeView};
use coercivity_report::data_table::{DataTable, Value};

/// All tables, in the order of the paper.
#[must_use]
pub fn tables(view: &AssessView) -> Vec<DataTable> {
    vec![
        rules(view),
        items(view),
        origin(view),
        concentration(view),
        requests(view),
        factors(view),
        lines(view),
        cover(view),
        measures(view),
        daily(view),
        sources(view),
    ]
}

fn some(range: Option<&RangeView>, of: fn(&RangeView) -> f64) -> Value {
    Value::Number(range.map(of))
}

fn rules(view: &AssessView) -> DataTable {
    let mut table = DataTable::new(
        "rules",
        &[
            "rule",
            "subject",
            "verdict",
            "#measured",
            "#threshold",
            "unit",
            "path",
            "status",
            "status_until",
            "level",
            "citation",
            "why",
        ],
    );
    for v in &view.rules.verdicts {
        table.row([
            (&v.rule).into(),
            (&v.subject).into(),
            (&v.verdict).into(),
            v.measured.into(),
            v.threshold.into(),
            (&v.unit).into(),
            (&v.path).into(),
            (&v.status).into(),
            v.status_until.as_deref().into(),
            (&v.level).into(),
            (&v.citation).into(),
            (&v.why).into(),
        ]);
    }
    table
}

/// Mass and content of each followed item.
fn items(view: &AssessView) -> DataTable {
    let mut table = DataTable::new(
        "items",
        &["line", "parent", "item", "supplier", "country", "#kg_per_unit", "element", "#t_per_year", "evidence"],
    );
    for line in &view.trace.lines {
        for item in &line.items {
            for element in &item.elements {
                table.row([
                    (&line.line).into(),
                    (&item.parent).into(),
                    (&item.item).into(),
                    (&item.supplier).into(),
                    item.country.as_deref().into(),
                    item.kg_per_unit.into(),
                    (&element.element).into(),
                    element.amount_per_year.into(),
                    (&item.evidence).into(),
                ]);
            }
        }
    }
    table
}

fn origin(view: &AssessView) -> DataTable {
    let mut table = DataTable::new("origin", &["line", "element", "stage", "country", "#share", "#direct", "through"]);
    for line in &view.trace.lines {
        for element in std::iter::once(&line.all).chain(&line.elements) {
            for stage in &element.stages {
                for via in &stage.via {
                    let through: Vec<&str> = via.hidden.keys().map(String::as_str).collect();
                    table.row([
                        (&line.line).into(),
                        (&element.element).into(),
                        (&stage.stage).into(),
                        (&via.country).into(),
                        stage.shares.get(&via.country).copied().into(),
                        via.direct.into(),
                        through.join(";").as_str().into(),
                    ]);
                }
            }
        }
    }
    table
}

fn concentration(view: &AssessView) -> DataTable {
    let mut table = DataTable::new(
        "concentration",
        &[
            "line",
            "element",
            "stage",
            "top_country",
            "#top_share",
            "#hhi",
            "#hhi_high",
            "#top_three",
            "#without_top",
            "#sites",
            "single_site",
            "#unknown",
            "#declared",
            "#public",
            "#assumed",
        ],
    );
    for line in &view.trace.lines {
        for element in std::iter::once(&line.all).chain(&line.elements) {
            for stage in &element.stages {
                table.row([
                    (&line.line).into(),
                    (&element.element).into(),
                    (&stage.stage).into(),
                    stage.top_country.as_deref().into(),
                    stage.top_share.into(),
                    stage.hhi.into(),
                    stage.hhi_high.into(),
                    stage.top_three.into(),
                    stage.without_top.into(),
                    (stage.sites as f64).into(),
                    if stage.single_site { "true" } else { "false" }.into(),
                    stage.unknown.into(),
                    stage.evidence.declared.into(),
                    stage.evidence.public.into(),
                    stage.evidence.assumed.into(),
                ]);
            }
        }
    }
    table
}

fn requests(view: &AssessView) -> DataTable {
    let mut table = DataTable::new("requests", &["supplier", "item", "sent", "answered", "state", "reason"]);
    for r in &view.requests {
        table.row([
            (&r.supplier).into(),
            (&r.item).into(),
            r.sent.as_deref().into(),
            r.answered.as_deref().into(),
            (&r.state).into(),
            (&r.reason).into(),
        ]);
    }
    table
}

fn factors(view: &AssessView) -> DataTable {
    let mut table = DataTable::new(
        "factors",
        &[
            "control",
            "kind",
            "material",
            "from",
            "to",
            "verdict",
            "applies",
            "status",
            "status_until",
            "status_next",
            "#days_p10",
            "#days_p50",
            "#days_p90",
            "citation",
            "why",
        ],
    );
    for f in &view.factors {
        let days = |of: fn(&coercivity_report::controls_view::DaysView) -> Option<u32>| {
            Value::Number(f.days_to_licence.as_ref().and_then(of).map(f64::from))
        };
        table.row([
            (&f.control).into(),
            (&f.kind).into(),
            (&f.material).into(),
            (&f.from).into(),
            (&f.to).into(),
            (&f.verdict).into(),
            if f.applies { "true" } else { "false" }.into(),
            (&f.status).into(),
            f.status_until.as_deref().into(),
            f.status_next.as_deref().into(),
            days(|d| d.p10),
            days(|d| d.p50),
            days(|d| d.p90),
            (&f.citation).into(),
            (&f.why).into(),
        ]);
    }
    table
}

fn lines(view: &AssessView) -> DataTable {
    let mut table = DataTable::new(
        "lines",
        &[
            "line",
            "title",
            "country",
            "binding_input",
            "#first_stop_day_p10",
            "#first_stop_day_p50",
            "#first_stop_day_p90",
            "#share_of_runs",
            "#days_stopped_p10",
            "#days_stopped_p50",
            "#days_stopped_p90",
            "#units_lost_p10",
            "#units_lost_p50",
            "#units_lost_p90",
            "#revenue_lost_p10",
            "#revenue_lost_p50",
            "#revenue_lost_p90",
            "currency",
            "#person_days_lost_p50",
            "#cover_needed_days_p50",
            "#cover_needed_days_p90",
        ],
    );
    for l in &view.run.lines {
        let day = |day: Option<u32>| Value::Number(day.map(f64::from));
        table.row([
            (&l.line).into(),
            (&l.title).into(),
            (&l.country).into(),
            l.binding_input.as_deref().into(),
            day(l.first_stop.p10),
            day(l.first_stop.p50),
            day(l.first_stop.p90),
            l.first_stop.share_of_runs.into(),
            l.days_stopped.p10.into(),
            l.days_stopped.p50.into(),
            l.days_stopped.p90.into(),
            l.units_lost.p10.into(),
            l.units_lost.p50.into(),
            l.units_lost.p90.into(),
            l.revenue_lost.p10.into(),
            l.revenue_lost.p50.into(),
            l.revenue_lost.p90.into(),
            (&l.revenue_lost.currency).into(),
            l.person_days_lost.p50.into(),
            l.cover_needed.p50.into(),
            l.cover_needed.p90.into(),
        ]);
    }
    table
}

fn cover(view: &AssessView) -> DataTable {
    let mut table = DataTable::new(
        "cover",
        &[
            "line",
            "material",
            "#stock_t_p10",
            "#stock_t_p50",
            "#stock_t_p90",
            "#days_of_use_p10",
            "#days_of_use_p50",
            "#days_of_use_p90",
            "#days_with_pipeline_p50",
            "#needed_days_p50",
            "#needed_days_p90",
        ],
    );
    for c in &view.cover {
        table.row([
            (&c.line).into(),
            (&c.material).into(),
            c.stock_t.low.into(),
            c.stock_t.value.into(),
            c.stock_t.high.into(),
            c.days_of_use.low.into(),
            c.days_of_use.value.into(),
            c.days_of_use.high.into(),
            c.days_with_pipeline.value.into(),
            c.needed_p50.into(),
            c.needed_p90.into(),
        ]);
    }
    table
}

fn measures(view: &AssessView) -> DataTable {
    let mut table = DataTable::new(
        "measures",
        &[
            "line",
            "lever",
            "kind",
            "title",
            "quantity",
            "#lead_months_low",
            "#lead_months",
            "#lead_months_high",
            "#usd_per_year_low",
            "#usd_per_year",
            "#usd_per_year_high",
            "#usd_once_low",
            "#usd_once",
            "#usd_once_high",
            "in_time",
            "effect",
            "basis",
            "sources",
        ],
    );
    for m in &view.measures {
        let (lead, year, once) = (m.lead_months.as_ref(), m.usd_per_year.as_ref(), m.usd_once.as_ref());
        let in_time = m.in_time.map(|yes| if yes { "true" } else { "false" });
        table.row([
            (&m.line).into(),
            (&m.lever).into(),
            (&m.kind).into(),
            (&m.title).into(),
            (&m.quantity).into(),
            some(lead, |r| r.low),
            some(lead, |r| r.value),
            some(lead, |r| r.high),
            some(year, |r| r.low),
            some(year, |r| r.value),
            some(year, |r| r.high),
            some(once, |r| r.low),
            some(once, |r| r.value),
            some(once, |r| r.high),
            in_time.into(),
            (&m.effect).into(),
            (&m.basis).into(),
            m.sources.join(";").as_str().into(),
        ]);
    }
    table
}

/// Output and cover of each line, day by day.
fn daily(view: &AssessView) -> DataTable {
    let mut table = DataTable::new(
        "daily",
        &[
            "line",
            "#day",
            "#output_p10",
            "#output_p50",
            "#output_p90",
            "#cover_days_p10",
            "#cover_days_p50",
            "#cover_days_p90",
        ],
    );
    for l in &view.run.lines {
        for day in 0..l.output.p50.len() {
            let of = |series: &[f64]| Value::Number(series.get(day).copied());
            table.row([
                (&l.line).into(),
                (day as f64).into(),
                of(&l.output.p10),
                of(&l.output.p50),
                of(&l.output.p90),
                of(&l.cover.p10),
                of(&l.cover.p50),
                of(&l.cover.p90),
            ]);
        }
    }
    table
}

fn sources(view: &AssessView) -> DataTable {
    let mut table = DataTable::new("sources", &["source", "title", "publisher", "year", "url"]);
    for s in &view.run.sources {
        table.row([
            (&s.id).into(),
            (&s.title).into(),
            (&s.publisher).into(),
            Value::Text(s.year.map_or_else(String::new, |year| year.to_string())),
            (&s.url).into(),
        ]);
    }
    table
}
