//! What parts are taken for, and what is assumed.

use super::{accepted, loaded, package, settings, supply};
use coercivity_data::bom::{self, BomSettings, Mapping};

fn list(part: &str) -> String {
    format!(
        "Level,Part number,Description,Qty,Unit,Weight (g)\n0,P1,assembly,1,EA,\n1,X9,{part},10,EA,20\n1,M1,NdFeB N42SH,1,EA,1\n"
    )
}

#[test]
fn words_and_grades_tell_the_material() {
    for (part, material, assumed) in [
        ("NdFeB magnet N38UH", "ndfeb-heavy", false),
        ("Neodym-Magnet N45", "ndfeb-light", false),
        ("Neodymium magnet with 2 % Dy", "ndfeb-heavy", false),
        ("NdFeB N42SH Dy-free", "ndfeb-light", false),
        ("NdFeB block", "ndfeb-heavy", true),
        ("Dauermagnet 20x10", "ndfeb-heavy", true),
        ("N40EH segment", "ndfeb-heavy", false),
    ] {
        let read = accepted(&list(part));
        let taken =
            read.taken.iter().find(|taken| taken.item == "X9").unwrap_or_else(|| panic!("{part} is not followed"));
        assert_eq!((taken.material.as_str(), taken.material_assumed), (material, assumed), "{part}: {}", taken.how);
        assert!((taken.mass_kg - 0.2).abs() < 1e-12);
    }
    for part in
        ["Ferrite magnet Y30", "AlNiCo magnet", "Magnet wire 0.5", "Magnetventil", "magnetic sensor", "steel N42"]
    {
        let read = accepted(&list(part));
        assert!(read.taken.iter().all(|taken| taken.item != "X9"), "{part} is followed: {:?}", read.taken);
        assert_eq!(read.left_out.parts, 1, "{part}");
    }
}

#[test]
fn a_column_of_materials_stands_over_words() {
    let read = accepted(
        "Level,Part number,Description,Material,Qty,Unit\n0,P1,motor,,1,EA\n1,X9,Ferrite magnet,ndfeb-light,10,g\n",
    );
    assert_eq!(read.taken[0].material, "ndfeb-light");
    assert!(!read.taken[0].material_assumed);
}

#[test]
fn unknown_origin_is_the_import_mix_and_marked_assumed() {
    let read = accepted("Level,Part number,Qty,Unit,Supplier\n0,motor,1,EA,\n1,ndfeb-heavy,1,kg,MagnetCo\n");
    assert!(read.taken[0].origin_assumed);
    let study = loaded(&read);
    let rows: Vec<_> = study.study.bom.iter().filter(|row| row.child == "ndfeb-heavy").collect();
    assert!(rows.len() > 1, "several countries");
    assert!((rows.iter().map(|row| row.share.value()).sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(rows.iter().all(|row| row.supplier == "MagnetCo" && row.country.is_some()));
    let (_, china) = supply(&study, "motor", "ndfeb-heavy", "CHN").unwrap();
    assert!(china > 0.8, "{china}");
    // Without a supplier the name says that it is one of ours.
    let study = loaded(&accepted("Level,Part number,Qty,Unit\n0,motor,1,EA\n1,ndfeb-heavy,1,kg\n"));
    assert!(study.study.bom.iter().any(|row| row.supplier == "assumed supplier, China"));
    // A trader's country makes none.
    let read = accepted("Level,Part number,Qty,Unit,Country\n0,motor,1,EA,\n1,ndfeb-heavy,1,kg,Netherlands\n");
    assert!(read.taken[0].origin_assumed && read.notes.iter().any(|note| note.contains("Nobody in NLD")));
}

#[test]
fn components_without_magnets_are_expanded_and_marked() {
    let open = BomSettings { end_use: None, units_per_day: None, ..settings() };
    let text = "Level,Part number,Description,Qty,Unit\n0,A1,Axle,1,EA\n1,B7,Traction motor,2,EA\n1,C3,Screw,9,EA\n";
    let read = bom::study(package(), "axle.csv", text.as_bytes(), None, &Mapping::default(), &open).unwrap();
    // 1.6 kg (1.2 to 2.2) each.
    let taken = &read.taken[0];
    assert_eq!((taken.mass_kg, taken.mass_low_kg, taken.mass_high_kg), (1.6, Some(1.2), Some(2.2)));
    assert!(taken.mass_assumed && taken.material_assumed && taken.origin_assumed);
    assert!((read.lines[0].followed_kg - 3.2).abs() < 1e-12);
    assert!(read.lines[0].units_assumed && read.lines[0].units_per_day > 0.0);
    assert_eq!(loaded(&read).study.lines.len(), 1);
    // The magnets of the file stand over the default.
    let own = format!("{text}1,rotor,Rotor,1,EA\n2,ndfeb-heavy,,700,g\n").replace("1,C3", "2,ndfeb-heavy,,500,g\n1,C3");
    let read = bom::study(package(), "axle.csv", own.as_bytes(), None, &Mapping::default(), &open).unwrap();
    assert!(read.taken.iter().all(|taken| !taken.mass_assumed), "{:?}", read.taken);
    assert!((read.lines[0].followed_kg - 1.7).abs() < 1e-12);
    // By rated power.
    let wind = "Level,Part number,Description,Qty,Unit\n0,T1,Direct-drive wind turbine 14 MW,1,EA\n";
    let read = bom::study(package(), "t.csv", wind.as_bytes(), None, &Mapping::default(), &open).unwrap();
    assert!((read.taken[0].mass_kg - 8120.0).abs() < 1e-9);
    assert_eq!(read.lines[0].end_use, "wind-offshore");
}

#[test]
fn a_magnet_without_a_mass_takes_that_of_its_component_or_is_an_error() {
    let text =
        |what: &str| format!("Level,Part number,Description,Qty,Unit\n0,A1,{what},1,EA\n1,B7,Magnet N42SH,40,EA\n");
    let read = accepted(&text("Traction motor"));
    assert!((read.taken[0].mass_kg - 1.6).abs() < 1e-12 && read.taken[0].mass_assumed);
    let problem = super::only(&text("Gadget"));
    assert_eq!((problem.code, problem.row, problem.value.as_deref()), ("E043", Some(3), Some("B7")), "{problem}");
    assert!(problem.hint.contains("Weight (g)"));
}

#[test]
fn a_mapping_file_says_what_headers_do_not() {
    let text = "Tiefe im Baum,Was,Wieviel,Worin\n0,motor,1,Stk\n1,ndfeb-heavy,\"1,250\",kg\n";
    let mapping = Mapping::read(
        "map.toml",
        b"decimal = \",\"\n[columns]\nlevel = \"Tiefe im Baum\"\nitem = \"was\"\nquantity = \"Wieviel\"\nunit = \"Worin\"\n",
    )
    .unwrap();
    let read = bom::study(package(), "b.csv", text.as_bytes(), None, &mapping, &settings()).unwrap();
    assert!((read.taken[0].mass_kg - 1.25).abs() < 1e-12);
    for (text, code, part) in [
        ("[columns]\nlevle = \"x\"\n", "E023", "did you mean `level`"),
        ("decimal = \";\"\n", "E023", "decimal = "),
        ("mass_unit = \"piece\"\n", "E017", "mg, g, kg"),
        ("colums = 1\n", "E023", ""),
        ("[columns\n", "E023", ""),
    ] {
        let problems = Mapping::read("map.toml", text.as_bytes()).unwrap_err().0;
        assert_eq!(problems[0].code, code, "{problems:?}");
        assert!(problems[0].hint.contains(part), "{problems:?}");
    }
    let missing = Mapping::read("map.toml", b"[columns]\nlevel = \"Stuffe\"\n").unwrap();
    let problems = bom::study(package(), "b.csv", b"Stufe,Teil\n0,a\n", None, &missing, &settings()).unwrap_err().0;
    assert_eq!(problems[0].code, "E040");
}

#[test]
fn what_was_assumed_can_be_read_in_the_files() {
    let open = BomSettings { id: "x".to_owned(), ..BomSettings::default() };
    let text = "Level,Part number,Qty,Unit\n0,motor,1,EA\n1,ndfeb-heavy,1,kg\n1,steel,20,kg\n";
    let read = bom::study(package(), "m.csv", text.as_bytes(), None, &Mapping::default(), &open).unwrap();
    let file = |name: &str| &read.files.iter().find(|(file, _)| file == name).unwrap().1;
    assert!(file("bom_read.csv").contains("steel,,20,kg,20,,,,left out"), "{}", file("bom_read.csv"));
    assert!(file("bom_read.csv").contains("followed,ndfeb-heavy"));
    assert!(file("lines.csv").contains("output assumed; revenue not known"));
    for word in ["DEU is assumed", "industrial-motor is assumed", "units a day are assumed", "Revenue is not known"] {
        assert!(read.notes.iter().any(|note| note.contains(word)), "{word}: {:?}", read.notes);
    }
}
