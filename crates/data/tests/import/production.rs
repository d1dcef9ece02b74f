//! World tables of the USGS and supply shares of the European Commission.

use crate::common::{accounted, import, lays_over, sound};
use coercivity_data::import::{Imported, Publisher, Total};

pub(crate) const WIDE: &str = "\u{feff}SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,\
CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\n";
pub(crate) const LONG: &str = "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,\
Is critical mineral 2025,Other notes\n";
pub(crate) const SHARES: &str = "Material,Stage,Country,Share,t\n";

fn total<'i>(imported: &'i Imported, country: &str, measure: &str, year: u16) -> &'i Total {
    let mut found = imported.totals.iter().filter(|t| t.country == country && t.measure == measure && t.year == year);
    let first = found.next().unwrap_or_else(|| panic!("no {measure} of {country} in {year}: {:#?}", imported.totals));
    assert!(found.next().is_none());
    first
}

#[test]
fn the_wide_table() {
    let text = format!(
        "{WIDE}MCS2025,Rare earths,Burma,\"Mine production, REO\",metric tons,43000,31000,estimated,,,,NA,\n\
         MCS2025,Rare earths,Korea\\, North,x,metric tons,1,1,,,,,,\n\
         MCS2025,Gallium ,China ,Primary production,kilograms,\"600,000\",750000,,,1000000,,,\n\
         MCS2025,Gallium ,\"World total (rounded) 10\",Primary production,kilograms,610000,760000,,,,,,\n\
         MCS2025,Rare earths,Other countries (rounded),x,metric tons,5,<10,,,,,,\n\
         MCS2025,Helium,Qatar,x,million cubic meters,60,60,,,,,,\n"
    )
    .replace("Korea\\, North", "\"Korea, North\"");
    let imported = sound(Publisher::Usgs, &text);
    accounted(&imported);
    let burma = total(&imported, "MMR", "production", 2024);
    assert!((burma.value - 31_000.0).abs() < 1e-9 && burma.basis == "estimated" && burma.counted_as == "REO");
    assert!((total(&imported, "CHN", "production", 2024).value - 750.0).abs() < 1e-9, "kilograms to tonnes");
    assert_eq!(total(&imported, "CHN", "production", 2023).basis, "reported");
    assert!((total(&imported, "CHN", "capacity", 2024).value - 1000.0).abs() < 1e-9);
    assert!((total(&imported, "PRK", "production", 2023).value - 1.0).abs() < 1e-9);
    let rest = total(&imported, "XRW", "production", 2024);
    assert_eq!((rest.value, rest.low, rest.high), (5.0, Some(0.0), Some(10.0)));
    assert_eq!(imported.unmapped_codes[0].name, "helium");
    lays_over(&imported);
}

#[test]
fn capacities_printed_as_reserves_are_no_reserves() {
    let text = format!("{WIDE}M,Magnesium metal,Brazil,x,thousand metric tons,20,20,,,22,,22,\n");
    let imported = sound(Publisher::Usgs, &text);
    accounted(&imported);
    assert!(imported.totals.iter().all(|total| total.measure != "reserves"));
    assert!(imported.dropped.iter().any(|each| each.name.contains("repeat the capacity")));
}

#[test]
fn the_year_of_a_header_is_read_from_it() {
    let next = WIDE.replace("2024", "2026").replace("2023", "2025");
    let imported = sound(Publisher::Usgs, &format!("{next}MCS2027,Cobalt,Congo (Kinshasa),x,metric tons,7,8,,,,,9,\n"));
    assert!((total(&imported, "COD", "production", 2026).value - 8.0).abs() < 1e-12);
    assert!((total(&imported, "COD", "reserves", 2026).value - 9.0).abs() < 1e-12);
}

#[test]
fn the_long_table_in_windows_1252() {
    let rows = "RARE EARTHS,World Mine Production and Reserves,Rare Earths,China,Production,Mine production,metric tons,2024,\
                \"270,000\",Estimated. -- Quota.,Yes,\n\
                RARE EARTHS,World Mine Production and Reserves,Rare Earths,India,Reserves,Reserves,metric tons,2025,NA,,Yes,\n\
                COBALT,World Mine Production and Reserves,Cobalt,C\u{f4}te d\u{2019}Ivoire,Production,Mine production,metric tons,2025,\
                \u{2014},,Yes,\n\
                COBALT,Salient Statistics\u{2014}United States,Cobalt,United States,Production,Mine,metric tons,2021,\"10\",,Yes,\n";
    // 0x97 is the long dash, 0x92 the apostrophe and 0xf4 the circumflexed o.
    let bytes: Vec<u8> = (LONG.to_owned() + rows)
        .chars()
        .map(|c| match c {
            '\u{2014}' => 0x97,
            '\u{2019}' => 0x92,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let imported = import(Publisher::Usgs, &[("mcs.csv", &bytes)]).unwrap();
    accounted(&imported);
    assert!((total(&imported, "CHN", "production", 2024).value - 270_000.0).abs() < 1e-9);
    assert!(total(&imported, "CIV", "production", 2025).value.abs() < 1e-12);
    assert_eq!(imported.dropped.iter().map(|each| each.tally.rows).sum::<u64>(), 2);
    lays_over(&imported);
}

#[test]
fn shares_of_the_commission() {
    let text = format!(
        "{SHARES}Dysprosium,P,China,95.1%,1.0\nCobalt,E,\"Congo, D.R.\",<0.1%,1.1\nCobalt,E,Congo,3%,1.1\n\
         Cobalt,E,Brasil,1%,1\nCobalt,E,Brazil,2%,1\nGypsum,E,Spain,10%,1\nCobalt,P,T\u{fc}rkiye,4%,1\nCobalt,E,Atlantis,1%,1\n"
    );
    let world = import(Publisher::Ec, &[("fact_GlobalSupplyShares_t.csv", text.as_bytes())]).unwrap();
    accounted(&world);
    let dy = total(&world, "CHN", "production", 2020);
    assert_eq!(
        (dy.commodity.as_str(), dy.stage.as_str(), dy.material.as_str(), dy.unit),
        ("dysprosium", "separation", "dy-oxide", "share")
    );
    assert!((dy.value - 0.951).abs() < 1e-12);
    let congo = total(&world, "COD", "production", 2020);
    assert_eq!((congo.value, congo.low, congo.high), (0.0005, Some(0.0), Some(0.001)));
    let brazil = total(&world, "BRA", "production", 2020);
    assert!(
        (brazil.value - 0.03).abs() < 1e-12 && brazil.note == "2 rows: Brasil; Brazil",
        "two spellings, one country"
    );
    assert!((total(&world, "TUR", "production", 2020).value - 0.04).abs() < 1e-12);
    assert_eq!(world.unknown_countries[0].name, "Atlantis");
    let eu = import(Publisher::Ec, &[("x/fact_EUSupplyShares_t.csv", text.as_bytes())]).unwrap();
    assert_eq!(total(&eu, "CHN", "eu-sourcing", 2020).unit, "share");
    lays_over(&world);
}
