//! Whatever the bytes: an answer or problems, never a panic.

use super::{loaded, package, read, settings};
use coercivity_data::bom::{self, Mapping};
use proptest::prelude::*;

const CELLS: &[&str] = &[
    "0",
    "1",
    "2",
    ".1",
    "..2",
    "1.1",
    "99",
    "-1",
    "",
    "Level",
    "Part number",
    "Parent",
    "Qty",
    "Unit",
    "Share",
    "Country",
    "Weight (g)",
    "motor",
    "rotor",
    "ndfeb-heavy",
    "smco",
    "Magnet N42SH",
    "kg",
    "EA",
    "1,5",
    "1.234",
    "1e308",
    "1e-300",
    "93%",
    "nan",
    "inf",
    "CN",
    "Deutschland",
    "\"",
    "\u{0}",
    "ä",
    "Traction motor 150 kW",
    "14 MW",
    "\u{feff}",
    "𝄞",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("f", &bytes);
    }

    #[test]
    fn any_cells_are_answered(rows in prop::collection::vec(prop::collection::vec(prop::sample::select(CELLS), 1..9), 1..12)) {
        let body: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
        let _ = read("f", body.join("\n").as_bytes());
        let text = format!("Level;Part number;Qty;Unit;Supplier;Country;Share;Weight (g)\n{}\n", body.join("\n"));
        if let Ok(study) = read("f", text.as_bytes()) {
            // What is accepted is a study that is accepted.
            loaded(&study);
        }
    }

    #[test]
    fn a_damaged_workbook_is_answered(at in 0usize..6000, byte in any::<u8>(), length in 0usize..6000) {
        let mut bytes = workbook().to_vec();
        let place = at % bytes.len();
        bytes[place] = byte;
        let _ = read("f.xlsx", &bytes);
        bytes.truncate(length);
        let _ = read("f.xlsx", &bytes);
    }

    #[test]
    fn any_mapping_is_answered(text in "[a-z\\[\\]=\" .,\n]{0,80}") {
        if let Ok(mapping) = Mapping::read("m.toml", text.as_bytes()) {
            let _ = bom::study(package(), "f", b"Level,Part number\n0,a\n1,smco\n", None, &mapping, &settings());
        }
    }

    #[test]
    fn mass_does_not_depend_on_the_order_of_siblings(grams in prop::collection::vec(1u32..5000, 1..6)) {
        let row = |(n, g): (usize, &u32)| format!("1,m{n} NdFeB N42SH,{g},g\n");
        let head = "Level,Part number,Qty,Unit\n0,motor,1,EA\n";
        let there: String = grams.iter().enumerate().map(row).collect();
        let back: String = grams.iter().enumerate().rev().map(row).collect();
        let kg = |text: &str| read("f", format!("{head}{text}").as_bytes()).map(|study| study.lines[0].followed_kg).unwrap();
        let total = f64::from(grams.iter().sum::<u32>()) / 1000.0;
        prop_assert!((kg(&there) - total).abs() < 1e-9 && (kg(&back) - total).abs() < 1e-9);
    }
}

fn workbook() -> &'static [u8] {
    static BYTES: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    BYTES.get_or_init(|| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in
            (0u32..).zip([["Level", "Part number", "Qty"], ["0", "motor", "1"], ["1", "ndfeb-heavy", "1 kg"]])
        {
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    })
}
