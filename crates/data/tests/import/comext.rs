//! Comext, both layouts.

use crate::common::{accounted, flow, goods, import, lays_over, sound};
use coercivity_data::import::{Publisher, trade_csv};

pub(crate) const NEW: &str = "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,\
PRODUCT_BEC5,PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n";
pub(crate) const OLD: &str = "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA2002,\
PRODUCT_CPA2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,\
SUP_QUANTITY\n";

/// A row of the layout of today.
pub(crate) fn row(reporter: &str, partner: &str, code: &str, flow: &str, period: &str, eur: &str, kg: &str) -> String {
    format!("{reporter},{partner},E,{code},77812,27.90,27.90,530,21,16,{flow},1,,{period},{eur},{eur},{kg},\n")
}

fn file(rows: &[String]) -> String {
    NEW.to_owned() + &rows.concat()
}

#[test]
fn a_row_is_worked_by_hand() {
    // 2,000 kg for 100,000 EUR at 1.0824 USD/EUR: 54.12 USD/kg, so the heavy band of magnets.
    let imported = sound(Publisher::Comext, &file(&[row("DE", "CN", "85051190", "1", "202401", "100000", "2000")]));
    accounted(&imported);
    let each = flow(&imported, "CHN", "DEU");
    assert_eq!((each.year, each.months, each.counted), (2024, 1, "import"));
    assert!((each.tally.t - 2.0).abs() < 1e-12 && (each.tally.value - 1e5).abs() < 1e-9);
    assert_eq!(goods(&imported, "CHN", "DEU"), "ndfeb-heavy");
    assert_eq!(imported.reclassified.len(), 1);
    assert_eq!(imported.reclassified[0].into, "ndfeb-heavy");
    // A band reaches from its lower end up to, but not including, its upper end: 48 USD/kg.
    let at = |eur: f64| {
        let text = format!("{eur:.3}");
        let imported = sound(Publisher::Comext, &file(&[row("DE", "CN", "85051190", "1", "202401", &text, "1000000")]));
        goods(&imported, "CHN", "DEU")
    };
    assert_eq!(at(48e6 / 1.0824 - 1.0), "ndfeb-light");
    assert_eq!(at(48e6 / 1.0824 + 1.0), "ndfeb-heavy");
    assert_eq!(at(8e6 / 1.0824), "other, magnet, not told apart");
}

#[test]
fn exports_turn_the_way_round_and_months_add_up() {
    let rows = [
        row("DE", "US", "28461000", "2", "202401", "500", "100"),
        row("DE", "US", "28461000", "2", "202402", "700", "150"),
        row("DE", "US", "28461000", "1", "202402", "70", "15"),
    ];
    let imported = sound(Publisher::Comext, &file(&rows));
    accounted(&imported);
    let out = flow(&imported, "DEU", "USA");
    assert_eq!((out.months, out.counted, out.tally.rows), (2, "export", 2));
    assert!((out.tally.t - 0.25).abs() < 1e-12);
    assert_eq!(flow(&imported, "USA", "DEU").counted, "import");
    assert_eq!(imported.years, [(2024, 2)]);
}

#[test]
fn the_old_layout_gives_the_same() {
    let old = format!("{OLD}004,DE,0720,CN,E,28461000,52595,2413,2013,20.13,121,06,1,1,,201605,1200,300,0\n");
    let new = NEW.to_owned() + &row("DE", "CN", "28461000", "1", "201605", "1200", "300");
    assert_eq!(sound(Publisher::Comext, &old), sound(Publisher::Comext, &new));
}

#[test]
fn columns_may_change_places_and_edges_of_cells_are_blank() {
    let text = "PERIOD,REPORTER , PARTNER,TRADE_TYPE,product_nc,PRODUCT_SITC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,VALUE_EUR,\
                QUANTITY_KG,QUANTITY_SUPPL_UNIT,\r\n202401, DE,CN ,E,28461000,1,1,1,,1200,300,,\r\n\r\n";
    assert!((flow(&sound(Publisher::Comext, text), "CHN", "DEU").tally.t - 0.3).abs() < 1e-12);
    let semicolons = file(&[row("DE", "CN", "28461000", "1", "202401", "1200", "300")]).replace(',', ";");
    assert_eq!(sound(Publisher::Comext, &semicolons).used.rows, 1);
}

#[test]
fn countries_of_eurostat() {
    for (code, want) in
        [("EL", "GRC"), ("GR", "GRC"), ("XI", "GBR"), ("GB", "GBR"), ("XS", "SRB"), ("QZ", "XRW"), ("XK", "XRW")]
    {
        let imported = sound(Publisher::Comext, &file(&[row("DE", code, "28461000", "1", "202401", "1", "1")]));
        assert_eq!(flow(&imported, want, "DEU").from, want, "{code}");
        let unspecified = u64::from(want == "XRW");
        assert_eq!(imported.unspecified.rows, unspecified, "{code}");
    }
    let rows = [
        row("DE", "ZQ", "28461000", "1", "202401", "100", "10"),
        row("DE", "EU27_2020_EXTRA", "28461000", "1", "202401", "100", "10"),
        row("DE", "CN", "28461000", "1", "202401", "300", "10"),
    ];
    let imported = sound(Publisher::Comext, &file(&rows));
    accounted(&imported);
    assert_eq!(imported.unknown_countries[0].name, "ZQ");
    assert!((imported.unknown.value - 100.0).abs() < 1e-12 && (imported.goods_rows().value - 400.0).abs() < 1e-12);
    assert_eq!(imported.dropped[0].name, "totals over partners");
}

#[test]
fn nothing_is_dropped_without_a_count() {
    let rows = [
        row("DE", "CN", "TOTAL", "1", "202401", "900", "900"),
        row("DE", "CN", "2846", "1", "202401", "90", "90"),
        row("DE", "CN", "28SSS999", "1", "202401", "7", "2"),
        row("DE", "CN", "28461000", "1", "202401", "9", "0"),
        row("DE", "CN", "28461000", "1", "202401", "9", ""),
        row("DE", "CN", "01012100", "1", "202401", "5", "3"),
        row("DE", "CN", "28500020", "1", "202401", "5", "3"),
    ];
    let imported = sound(Publisher::Comext, &file(&rows));
    accounted(&imported);
    assert_eq!(imported.read.rows, 7);
    assert_eq!(imported.used.rows, 2);
    assert_eq!(imported.without_mass.rows, 2);
    let names: Vec<&str> = imported.unmapped_codes.iter().map(|code| code.name.as_str()).collect();
    assert_eq!(names, ["28SSS999", "01012100", "28500020"]);
    // A flow without mass has a value, but no tonnes to lay over a study.
    let flat = trade_csv(&imported);
    assert!(
        flat.contains(
            "2024,1,CHN,DEU,28461000,rare-earths,separation,ce-oxide,default,import,2,,,,,oxide,18,EUR,2,18\n"
        ),
        "{flat}"
    );
    assert!(lays_over(&imported).table("trade_flows").unwrap().rows.is_empty());
}

#[test]
fn a_period_must_not_come_twice() {
    let month = file(&[row("DE", "CN", "28461000", "1", "202401", "9", "1")]);
    let year = file(&[row("DE", "CN", "28461000", "1", "202452", "9", "1")]);
    let two = import(Publisher::Comext, &[("a.dat", month.as_bytes()), ("b.dat", month.as_bytes())]).unwrap_err();
    assert!(two.to_string().contains("2024-01 is in a.dat already"), "{two}");
    let both = import(Publisher::Comext, &[("a.dat", month.as_bytes()), ("b.dat", year.as_bytes())]).unwrap_err();
    assert!(both.to_string().contains("import either the months or the year"), "{both}");
}

#[test]
fn the_overlay_lies_over_the_package() {
    let rows = [
        row("DE", "CN", "85051110", "1", "202401", "100000", "2000"),
        row("DE", "CN", "85051110", "1", "202401", "100000", "9000"),
        row("DE", "MM", "28469090", "1", "202401", "100000", "4000"),
        row("DE", "CN", "28469090", "1", "202401", "100", "1"),
    ];
    let imported = sound(Publisher::Comext, &file(&rows));
    let package = lays_over(&imported);
    let table = package.table("trade_flows").unwrap();
    assert_eq!(table.rows.len(), imported.flows.len());
    let of = |from: &str| table.rows.iter().find(|row| table.text(row, "from_country") == from).unwrap();
    let clay = of("MMR");
    assert_eq!(table.text(clay, "material"), "concentrate-ionic-clay");
    assert_eq!(table.text(clay, "source"), "import-comext");
    assert!((table.number(clay, "t_content").unwrap() - 3.6).abs() < 1e-9, "gross weight is not REO");
    assert!(table.number(clay, "low").unwrap() < 3.6 && table.number(clay, "high").unwrap() > 3.6);
}
