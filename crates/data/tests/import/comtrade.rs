//! UN Comtrade, CSV and JSON.

use crate::common::{accounted, flow, goods, import, lays_over, sound};
use coercivity_data::import::Publisher;
use serde_json::{Map, Value, json};

pub(crate) const HEADER: &str = "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,\
flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,\
classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,\
motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,\
isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate\n";

/// Fields of a record that matter; the rest is as in a file of a year.
#[derive(Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) year: &'a str,
    pub(crate) reporter: &'a str,
    pub(crate) flow: &'a str,
    pub(crate) partner: &'a str,
    pub(crate) partner2: &'a str,
    pub(crate) code: &'a str,
    pub(crate) customs: &'a str,
    pub(crate) transport: &'a str,
    pub(crate) net: &'a str,
    pub(crate) value: &'a str,
}

pub(crate) const RECORD: Record<'static> = Record {
    year: "2024",
    reporter: "392",
    flow: "M",
    partner: "156",
    partner2: "0",
    code: "284610",
    customs: "C00",
    transport: "0",
    net: "3000",
    value: "15000",
};

impl Record<'_> {
    fn get(&self, field: &str) -> &str {
        match field {
            "typeCode" => "C",
            "freqCode" => "A",
            "refYear" | "period" => self.year,
            "refMonth" => "52",
            "reporterCode" => self.reporter,
            "flowCode" => self.flow,
            "partnerCode" => self.partner,
            "partner2Code" => self.partner2,
            "cmdCode" => self.code,
            "customsCode" => self.customs,
            "motCode" => self.transport,
            "qtyUnitCode" => "8",
            "qty" | "netWgt" => self.net,
            "primaryValue" => self.value,
            _ => "",
        }
    }

    pub(crate) fn csv(&self) -> String {
        let cells: Vec<&str> = HEADER.trim().split(',').map(|field| self.get(field)).collect();
        cells.join(",") + "\n"
    }

    pub(crate) fn json(&self) -> Value {
        let mut object = Map::new();
        for field in HEADER.trim().split(',') {
            let text = self.get(field);
            let value = match text.parse::<f64>() {
                Ok(number) if field != "cmdCode" && field != "period" => {
                    if number.fract() == 0.0 {
                        json!(number as i64)
                    } else {
                        json!(number)
                    }
                }
                _ if text.is_empty() => Value::Null,
                _ => json!(text),
            };
            object.insert(field.to_owned(), value);
        }
        Value::Object(object)
    }
}

fn file(records: &[Record<'_>]) -> String {
    HEADER.to_owned() + &records.iter().map(Record::csv).collect::<String>()
}

#[test]
fn a_record_is_worked_by_hand_in_both_formats() {
    let from_csv = sound(Publisher::Comtrade, &file(&[RECORD]));
    accounted(&from_csv);
    let each = flow(&from_csv, "CHN", "JPN");
    assert_eq!((each.year, each.months, each.counted), (2024, 12, "import"));
    assert!((each.tally.t - 3.0).abs() < 1e-12 && (each.tally.value - 15_000.0).abs() < 1e-9);
    assert_eq!(goods(&from_csv, "CHN", "JPN"), "ce-oxide");
    let object = json!({"elapsedTime": "0.1 secs", "count": 1, "data": [RECORD.json()], "error": ""});
    assert_eq!(sound(Publisher::Comtrade, &object.to_string()), from_csv);
    assert_eq!(sound(Publisher::Comtrade, &json!([RECORD.json()]).to_string()), from_csv);
    lays_over(&from_csv);
}

#[test]
fn codes_that_are_not_iso() {
    for (code, want) in [
        ("842", "USA"),
        ("699", "IND"),
        ("757", "CHE"),
        ("251", "FRA"),
        ("579", "NOR"),
        ("490", "TWN"),
        ("899", "XRW"),
        ("276", "DEU"),
    ] {
        let imported = sound(Publisher::Comtrade, &file(&[Record { partner: code, ..RECORD }]));
        assert_eq!(flow(&imported, want, "JPN").from, want, "{code}");
        assert_eq!(imported.successors.rows, u64::from(code == "490"));
    }
    // A code is read by the year: Belgium-Luxembourg ended with 1998.
    let luxembourg = Record { partner: "58", year: "1998", ..RECORD };
    assert_eq!(flow(&sound(Publisher::Comtrade, &file(&[luxembourg])), "BEL", "JPN").year, 1998);
    let late = sound(Publisher::Comtrade, &file(&[Record { year: "1999", ..luxembourg }]));
    assert_eq!((late.unknown.rows, late.unknown_countries[0].name.as_str()), (1, "58"));
}

#[test]
fn what_would_be_counted_twice_is_left_out_and_counted() {
    let records = [
        RECORD,
        Record { partner: "0", ..RECORD },
        Record { partner2: "251", ..RECORD },
        Record { transport: "2100", ..RECORD },
        Record { customs: "C04", ..RECORD },
        Record { flow: "DX", ..RECORD },
        Record { flow: "RX", ..RECORD },
        Record { code: "TOTAL", ..RECORD },
        Record { code: "28", ..RECORD },
        Record { code: "2846", ..RECORD },
        Record { code: "2846", partner: "276", ..RECORD },
    ];
    let imported = sound(Publisher::Comtrade, &file(&records));
    accounted(&imported);
    let counted: Vec<(&str, &str, &str)> =
        imported.flows.iter().map(|flow| (flow.from.as_str(), flow.code.as_str(), flow.counted)).collect();
    // The heading goes where its sub-headings are there, and stays where they are not.
    assert_eq!(counted, [("CHN", "284610", "import"), ("DEU", "2846", "import"), ("JPN", "284610", "re-export")]);
    assert_eq!(imported.dropped.len(), 7, "{:#?}", imported.dropped);
    assert!(imported.dropped.iter().any(|each| each.name.contains("headings") && each.tally.rows == 1));
}

#[test]
fn a_separator_at_the_end_of_rows_and_other_alphabets_are_no_defect() {
    let row = RECORD.csv().trim_end().to_owned() + ",\n";
    assert_eq!(sound(Publisher::Comtrade, &(HEADER.to_owned() + &row)).used.rows, 1);
    let mut bytes = HEADER.as_bytes().to_vec();
    let mut cells: Vec<Vec<u8>> = RECORD.csv().trim().split(',').map(|cell| cell.as_bytes().to_vec()).collect();
    cells[13] = b"C\xf4te d'Ivoire".to_vec();
    bytes.extend(cells.join(&b','));
    assert_eq!(import(Publisher::Comtrade, &[("latin.csv", &bytes)]).unwrap().used.rows, 1);
}

#[test]
fn masses_come_from_net_weight_or_else_from_kilograms() {
    let without = sound(Publisher::Comtrade, &file(&[Record { net: "0", ..RECORD }]));
    assert_eq!(without.without_mass.rows, 1);
    let blank_net = file(&[RECORD]).replace(",,,,,3000,,,,,,15000", ",,,,,,,,,,,15000");
    assert!((flow(&sound(Publisher::Comtrade, &blank_net), "CHN", "JPN").tally.t - 3.0).abs() < 1e-12);
}
