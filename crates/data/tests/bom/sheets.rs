//! Workbooks as spreadsheets write them.

use super::{loaded, package, read, settings, supply};
use coercivity_data::Problems;
use coercivity_data::bom::{self, Mapping};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

fn put(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (r, row) in (0u32..).zip(rows) {
        for (c, cell) in (0u16..).zip(*row) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(r, c, number).unwrap(),
                Err(_) if cell.is_empty() => continue,
                Err(_) => sheet.write_string(r, c, *cell).unwrap(),
            };
        }
    }
}

const ROWS: &[&[&str]] = &[
    &["Bill of materials of the motor"],
    &[],
    &[
        "Level",
        "Part Number",
        "Description",
        "Quantity",
        "Unit",
        "Supplier",
        "Country of Origin",
        "Weight (g)",
        "Share %",
    ],
    &["0", "4711", "Traction motor", "1", "EA"],
    &["1", "4712", "Rotor", "1", "EA"],
    &["2", "4720", "Magnet NdFeB N42SH", "48", "EA", "MagnetCo", "China", "33.5", "0.93"],
    &["2", "4720", "Magnet NdFeB N42SH", "48", "EA", "Hanau", "Germany", "33.5", "0.07"],
    &[],
    &["1", "4722", "Copper", "6.25", "kg"],
];

#[test]
fn a_table_below_a_title_on_the_second_sheet() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Cover").unwrap().write_string(0, 0, "For our customer").unwrap();
    put(book.add_worksheet().set_name("BOM").unwrap(), ROWS);
    let bytes = book.save_to_buffer().unwrap();
    let study = read("m.xlsx", &bytes).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(study.sheet, "BOM");
    let loaded = loaded(&study);
    let (kg, share) = supply(&loaded, "4712", "ndfeb-heavy", "CHN").unwrap();
    assert!((kg - 1.608).abs() < 1e-12 && (share - 0.93).abs() < 1e-12);
    // Named, misspelt, and one without a table.
    let with = |sheet: &str| bom::study(package(), "m.xlsx", &bytes, Some(sheet), &Mapping::default(), &settings());
    assert_eq!(with("BOM").unwrap(), study);
    let Err(Problems(problems)) = with("BON") else { panic!("accepted") };
    assert_eq!((problems[0].code, problems[0].hint.as_str()), ("E009", "did you mean `BOM`?"));
    assert_eq!(with("Cover").unwrap_err().0[0].code, "E040");
}

#[test]
fn formulas_merged_cells_and_levels_typed_with_a_point() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, &[&["Level", "Part Number", "Quantity", "Unit", "Supplier", "Country", "Share"]]);
    // Typed as .1 and .2, stored as 0.1 and 0.2.
    put_at(sheet, 1, &["0", "motor", "1", "EA"]);
    put_at(sheet, 2, &["0.1", "rotor", "1", "EA"]);
    for (row, supplier, country, share) in [(3, "A", "China", 0.5), (4, "B", "Japan", 0.5)] {
        sheet.write_number(row, 0, 0.2).unwrap();
        sheet.write_formula(row, 2, Formula::new("=3*0.5").set_result("1.5")).unwrap();
        sheet.write_string(row, 3, "kg").unwrap();
        sheet.write_string(row, 4, supplier).unwrap();
        sheet.write_string(row, 5, country).unwrap();
        sheet.write_number(row, 6, share).unwrap();
    }
    sheet.merge_range(3, 1, 4, 1, "ndfeb-heavy", &Format::new()).unwrap();
    let study = read("m.xlsx", &book.save_to_buffer().unwrap()).unwrap_or_else(|problems| panic!("{problems}"));
    let loaded = loaded(&study);
    assert_eq!(
        supply(&loaded, "rotor", "ndfeb-heavy", "CHN").map(|(kg, share)| ((kg * 1e9).round() / 1e9, share)),
        Some((1.5, 0.5))
    );
    assert_eq!(supply(&loaded, "rotor", "ndfeb-heavy", "JPN").unwrap().1, 0.5);
}

fn put_at(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0u16..).zip(cells) {
        match cell.parse::<f64>() {
            Ok(number) => sheet.write_number(row, column, number).unwrap(),
            Err(_) => sheet.write_string(row, column, *cell).unwrap(),
        };
    }
}

#[test]
fn workbooks_that_are_refused() {
    let book = |fill: &dyn Fn(&mut Worksheet)| {
        let mut book = Workbook::new();
        fill(book.add_worksheet().set_name("S").unwrap());
        book.save_to_buffer().unwrap()
    };
    let head = ["Level", "Part Number", "Quantity", "Unit"];
    let row = |cells: &'static [&'static str]| {
        book(&move |sheet: &mut Worksheet| {
            put_at(sheet, 0, &head);
            put_at(sheet, 1, &["0", "motor", "1", "EA"]);
            put_at(sheet, 2, cells);
        })
    };
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let cases: [(&str, Vec<u8>, &str, &str); 10] = [
        ("cut", cut(row(&["1", "ndfeb-heavy", "1", "kg"])), "E001", "save it"),
        ("empty", book(&|_| {}), "E040", "no table"),
        ("far cell", book(&|s| drop(s.write_string(0, 16_000, "x").map(|_| ()))), "E001", "columns"),
        ("only a title", book(&|s| put_at(s, 0, &["Title"])), "E040", "header"),
        ("header misspelt", book(&|s| put_at(s, 0, &["Stuffe", "Teil"])), "E040", "Stuffe"),
        ("unit", row(&["1", "ndfeb-heavy", "1", "furlong"]), "E017", "[S], row 3"),
        ("text for a number", row(&["1", "ndfeb-heavy", "many", "kg"]), "E006", "row 3"),
        ("error value", row(&["1", "ndfeb-heavy", "#N/A", "kg"]), "E006", "#N/A"),
        ("level", row(&["4", "ndfeb-heavy", "1", "kg"]), "E042", "level 4 follows level 0"),
        ("circle", row(&["1", "motor", "1", "EA"]), "E020", "motor > motor"),
    ];
    for (name, bytes, code, part) in cases {
        let Err(Problems(problems)) = read("m.xlsx", &bytes) else { panic!("{name} was accepted") };
        assert_eq!(problems.len(), 1, "{name}: {problems:#?}");
        assert_eq!(problems[0].code, code, "{name}: {}", problems[0]);
        assert!(problems[0].to_string().contains(part), "{name}: {}", problems[0]);
    }
}

#[test]
fn a_workbook_that_unpacks_to_gigabytes_is_refused_at_once() {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..201 {
        writer.write_all(&zeros).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 << 20);
    let Err(Problems(problems)) = read("bomb.xlsx", &bytes) else { panic!("accepted") };
    assert!(problems[0].to_string().contains("MB when unpacked"), "{}", problems[0]);
}
