//! Layouts, spellings and units that are read.

use super::{accepted, loaded, supply};

/// As SAP lists it in German: levels with points, decimal commas, shares per supplier.
const GERMAN: &str = "\
Stückliste Motor;;;;;;;;
Stufe;Komponente;Objektkurztext;Menge;ME;Lieferant;Ursprungsland;Gewicht (g);Anteil
0;4711;Traktionsmotor 150 kW;;ST;;;;
.1;4712;Rotor;1;ST;;DE;;
..2;4720;Magnet NdFeB N42SH;48;ST;MagnetCo;China;33,5;93%
..2;4720;Magnet NdFeB N42SH;48;ST;Hanau;Deutschland;33,5;7%
..2;4721;Welle;1;ST;;;2500;
.1;4722;Kupferdraht;6,25;KG;;Polen;;
";

#[test]
fn an_indented_list_becomes_a_study() {
    let read = accepted(GERMAN);
    assert_eq!((read.layout, read.rows, read.lines.len()), ("indented", 6, 1));
    let study = loaded(&read);
    // 48 magnets of 33.5 g are 1.608 kg; 93 % of them from China.
    let (kg, share) = supply(&study, "4712", "ndfeb-heavy", "CHN").unwrap();
    assert!((kg - 1.608).abs() < 1e-12 && (share - 0.93).abs() < 1e-12, "{kg} {share}");
    assert_eq!(supply(&study, "4712", "ndfeb-heavy", "DEU").unwrap().1, 0.07);
    assert_eq!(study.study.bom.len(), 3, "the rotor and two suppliers");
    // Shaft and copper are left out: 2.5 + 6.25 kg beside 1.608 kg that are followed.
    assert_eq!((read.left_out.parts, read.left_out.parts_without_mass), (2, 0));
    assert!((read.left_out.mass_kg - 8.75).abs() < 1e-12);
    assert!((read.left_out.followed_share.unwrap() - 1.608 / 10.358).abs() < 1e-12);
    assert!(!read.taken[0].material_assumed && !read.taken[0].origin_assumed && !read.taken[0].mass_assumed);
}

#[test]
fn the_same_list_reads_alike_in_every_encoding_and_separator() {
    let wanted = loaded(&accepted(GERMAN)).study.bom;
    let latin: Vec<u8> = GERMAN.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let marked = [b"\xef\xbb\xbf".as_slice(), GERMAN.as_bytes()].concat();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(GERMAN.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let tabs = GERMAN.replace(';', "\t").into_bytes();
    let windows = GERMAN.replace('\n', "\r\n").into_bytes();
    let points = GERMAN.replace("33,5", "33.5").replace("6,25", "6.25").replace(';', ",").into_bytes();
    for bytes in [latin, marked, wide, tabs, windows, points] {
        let read = super::read("parts.csv", &bytes).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(loaded(&read).study.bom, wanted);
    }
}

#[test]
fn parent_and_child_read_as_the_indented_list() {
    let read = accepted(
        "Parent,Component,Description,Qty,UoM,Supplier,Country of origin,Weight (g),Share\n\
         4711,4712,Rotor,1,EA,,DE,,\n\
         4712,4720,Magnet NdFeB N42SH,48,EA,MagnetCo,CN,33.5,0.93\n\
         4712,4720,Magnet NdFeB N42SH,48,EA,Hanau,Germany,33.5,0.07\n\
         4712,4721,Shaft,1,EA,,,2500,\n\
         4711,4722,Copper wire,6.25,kg,,Poland,,\n",
    );
    assert_eq!(read.layout, "parent-child");
    let wanted = loaded(&accepted(GERMAN)).study.bom;
    assert_eq!(loaded(&read).study.bom, wanted);
}

#[test]
fn levels_in_every_spelling() {
    for levels in [["0", "1", "2"], ["1", "2", "3"], ["0", ".1", "..2"], ["1", "1.1", "1.1.1"], ["L0", "L1", "L2"]] {
        let text = format!(
            "Level,Part number,Quantity,Unit\n{},motor,1,EA\n{},rotor,1,EA\n{},ndfeb-heavy,1.5,kg\n",
            levels[0], levels[1], levels[2]
        );
        let study = loaded(&accepted(&text));
        assert_eq!(study.study.lines[0].product, "motor", "{levels:?}");
        assert!((supply(&study, "rotor", "ndfeb-heavy", "CHN").unwrap().0 - 1.5).abs() < 1e-12, "{levels:?}");
    }
}

#[test]
fn a_list_of_parts_without_its_product_gets_one() {
    let read = accepted("Level,Part number,Quantity,Unit\n1,rotor,2,EA\n2,ndfeb-heavy,1.5,kg\n1,screw,4,EA\n");
    assert_eq!(loaded(&read).study.lines[0].product, "parts");
    assert!(read.notes.iter().any(|note| note.contains("called `parts`")), "{:?}", read.notes);
    // Two rotors hold three kilograms.
    assert!((read.lines[0].followed_kg - 3.0).abs() < 1e-12);
    // Where each of them has parts, they are products themselves.
    let two = "Level,Part number,Quantity,Unit\n1,a1,1,EA\n2,ndfeb-heavy,1.5,kg\n1,b1,1,EA\n2,smco,1,kg\n";
    // SmCo has no use in traction motors: left out and said, since the rest can be followed.
    let read = accepted(two);
    assert_eq!(read.lines.len(), 1);
    assert!(
        read.notes.iter().any(|note| note.contains("no use of smco") && note.contains("--end-use")),
        "{:?}",
        read.notes
    );
    assert!(read.left_out.mass_kg > 0.99, "its kilogram counts as left out: {:?}", read.left_out);
    let two = two.replace("smco", "ndfeb-light");
    assert_eq!(loaded(&accepted(&two)).study.lines.len(), 2);
}

#[test]
fn units_are_converted() {
    for (quantity, unit, kg) in [
        ("1500", "g", 1.5),
        ("2", "lb", 0.907_184_74),
        ("0.002", "t", 2.0),
        ("8", "oz", 0.226_796_185),
        ("900000", "mg", 0.9),
    ] {
        let text = format!("Level,Part number,Qty,Unit\n0,motor,1,EA\n1,ndfeb-heavy,{quantity},{unit}\n");
        let read = accepted(&text);
        assert!((read.taken[0].mass_kg - kg).abs() < 1e-9, "{quantity} {unit}: {}", read.taken[0].mass_kg);
    }
    // The unit may stand in the cell or the header.
    for text in [
        "Level,Part number,Qty\n0,motor,1\n1,ndfeb-heavy,1500 g\n",
        "Level,Part number,Qty (g)\n0,motor,\n1,ndfeb-heavy,1500\n",
        "Level,Part number,Qty,Weight [lb]\n0,motor,1,\n1,ndfeb-heavy,2,1.6534669638\n",
    ] {
        assert!((accepted(text).taken[0].mass_kg - 1.5).abs() < 1e-6, "{text}");
    }
}

#[test]
fn blank_lines_totals_and_repeated_headers_are_passed_over() {
    let read = accepted(
        "Level,Part number,Qty,Unit,Remark\n\n0,motor,1,EA,\n,,,,\nLevel,Part number,Qty,Unit,Remark\n1,ndfeb-heavy,1,kg,\n,,,,total 1 kg\n",
    );
    assert_eq!(read.rows, 2);
    assert!(read.notes.iter().any(|note| note.contains("not read: Remark")), "{:?}", read.notes);
}

#[test]
fn the_same_part_at_two_places_counts_twice() {
    let read = accepted(
        "Level,Part number,Qty,Unit,Weight (g)\n0,motor,1,EA,\n1,rotor,1,EA,\n2,N42SH magnet,4,EA,10\n2,N42SH magnet,6,EA,10\n",
    );
    let study = loaded(&read);
    assert!((read.lines[0].followed_kg - 0.1).abs() < 1e-12);
    let shares: f64 = study.study.bom.iter().filter(|r| r.child == "ndfeb-heavy").map(|r| r.share.value()).sum();
    assert!((shares - 1.0).abs() < 1e-9);
}

#[test]
fn equal_sub_assemblies_are_one_and_different_ones_an_error() {
    let list = |last: &str| {
        format!(
            "Level,Part number,Qty,Unit\n0,car,1,EA\n1,front,1,EA\n2,motor,1,EA\n3,ndfeb-heavy,1,kg\n1,rear,1,EA\n2,motor,2,EA\n3,ndfeb-heavy,{last},kg\n"
        )
    };
    assert!((accepted(&list("1")).lines[0].followed_kg - 3.0).abs() < 1e-12);
    let problem = super::only(&list("2"));
    assert_eq!((problem.code, problem.row), ("E044", Some(7)), "{problem}");
    assert!(problem.message.contains("row 4"), "{problem}");
}
