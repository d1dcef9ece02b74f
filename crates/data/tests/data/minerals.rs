//! Minerals: a folder each, in the package or in a study, and no code.

use crate::common::{accepted, base, expect, line_of, only, refused, set, study, study_refused, text};
use crate::entry::tellurium;
use coercivity_data::balance::minerals;
use coercivity_data::package::{self, Files, Package};
use std::path::Path;

fn with_tellurium() -> Files {
    let mut files = study();
    files.extend(tellurium::folder());
    files
}

#[test]
fn a_mineral_is_added_by_data_alone() {
    let chain = accepted(&with_tellurium()).package.chain;
    let buyer = chain.site("use-tellurium-other-DEU").unwrap();
    let links: Vec<_> = chain.links.iter().filter(|link| link.buyer == buyer).collect();
    assert_eq!(links.len(), 2);
    // One pair per 54 t/yr, but at least one; transit by the routes table.
    assert_eq!(links.iter().map(|link| link.pairs).collect::<Vec<_>>(), [11, 1]);
    assert!(links.iter().all(|link| link.transit.value() > 2.0));
}

#[test]
fn a_mineral_can_be_part_of_the_package() {
    let mut files = base();
    files.extend(tellurium::folder());
    let package = Package::read(&files, &Files::new()).unwrap_or_else(|problems| panic!("{problems}"));
    let sites = package.table("sites").unwrap();
    let row = sites.rows.iter().find(|row| sites.key(row) == "use-tellurium-other-DEU").unwrap();
    assert_eq!((row.file.as_str(), row.line), ("minerals/tellurium/sites.csv", 4));
}

#[test]
fn a_defect_in_a_mineral_names_its_file_and_row() {
    let mut files = with_tellurium();
    let file = "minerals/tellurium/links.csv";
    let line = set(&mut files, file, &["refine-tellurium-JPN"], "t_per_year", "-25");
    let problem = only(study_refused(&files));
    expect(&problem, "E007", "study minerals/tellurium/links.csv", line, ("t_per_year", "-25"), "base flow");

    let mut files = with_tellurium();
    let line = set(&mut files, file, &["refine-tellurium-JPN"], "supplier", "refine-telurium-JPN");
    let problem = study_refused(&files).remove(0);
    let cell = ("supplier", "refine-telurium-JPN");
    expect(&problem, "E009", "study minerals/tellurium/links.csv", line, cell, "did you mean `refine-tellurium-JPN`?");

    let mut files = with_tellurium();
    let line = set(&mut files, file, &["refine-tellurium-JPN"], "t_per_year", "35");
    let problems = study_refused(&files);
    let site = ("study minerals/tellurium/sites.csv", Some(line));
    assert!(problems.iter().any(|p| p.code == "E016" && (p.file.as_str(), p.row) == site), "{problems:#?}");
}

#[test]
fn a_key_in_two_files_is_refused_with_both_named() {
    let mut files = base();
    let file = "minerals/tellurium/hs_codes.csv";
    let first = line_of(&files, "tables/hs_codes.csv", &["811292"]);
    files.insert(file.to_owned(), b"hs,title,from_year,to_year\n811292,Tellurium,1992,\n".to_vec());
    let problem = only(refused(&files));
    expect(&problem, "E010", file, 2, ("hs", "811292"), "keep one of the rows");
    assert_eq!(problem.message, format!("the key is already in row {first} of tables/hs_codes.csv"));
}

#[test]
fn a_study_replaces_a_row_of_a_mineral_by_its_key() {
    let mut files = study();
    let rows = "process,country,material,cover_days,note,source,year,basis,low,high\n\
                use-gallium,*,*,77,,own-assumption,2026,assumed,60,90\n";
    files.insert("minerals/gallium/covers.csv".to_owned(), rows.into());
    let package = accepted(&files).package;
    let covers = package.table("covers").unwrap();
    let found: Vec<_> = covers.rows.iter().filter(|row| covers.key(row) == "use-gallium / * / *").collect();
    assert_eq!(found.len(), 1);
    assert_eq!((covers.number(found[0], "cover_days"), found[0].line), (Some(77.0), 2));
    assert_eq!(found[0].file, "study minerals/gallium/covers.csv");
}

#[test]
fn a_file_that_nothing_reads_is_refused() {
    for (file, message, hint) in [
        ("minerals/tellurium/site.csv", "no such table", "did you mean `sites.csv`?"),
        ("minerals/tellurium/lines.csv", "no such table", "did you mean `links.csv`?"),
        ("minerals/tellurium/more/sites.csv", "no such table", "tables are sources"),
        ("minerals/tellurium/sites.toml", "no such table", "tables are sources"),
        ("minerals/sites.csv", "the file belongs to no mineral", "minerals/<mineral>/materials.csv"),
    ] {
        let mut files = study();
        files.insert(file.to_owned(), b"site\n".to_vec());
        let problem = only(study_refused(&files));
        assert_eq!((problem.code, problem.file.as_str(), problem.message.as_str()), ("E001", file, message));
        assert!(problem.hint.contains(hint), "{file}: {}", problem.hint);
    }
}

/// What a user authors, before anything is balanced.
fn authored(folder: &Path) {
    let balance = folder.join("minerals/tellurium/balance");
    std::fs::create_dir_all(&balance).unwrap();
    for (file, rows) in tellurium::folder() {
        if ["sites.csv", "links.csv", "demand.csv"].iter().all(|name| !file.ends_with(name)) {
            std::fs::write(folder.join(file), rows).unwrap();
        }
    }
    let end = "note,source,year,basis,low,high";
    let production = format!(
        "process,country,activity_t,capacity_t,{end}\n\
         refine-tellurium,CHN,600,900,,own-assumption,2024,reported,,\n\
         refine-tellurium,JPN,30,,,own-assumption,2024,estimated,20,40\n"
    );
    let trade =
        format!("material,from,to,t_per_year,{end}\ntellurium-metal,CHN,DEU,400,,own-assumption,2024,derived,,\n");
    let uses = format!(
        "process,country,end_use,t_per_year,{end}\n\
         use-tellurium,DEU,solar,330,,own-assumption,2024,estimated,300,360\n\
         use-tellurium,CHN,solar,160,,own-assumption,2024,assumed,60,260\n"
    );
    for (name, text) in [("production", production), ("trade", trade), ("use", uses)] {
        std::fs::write(balance.join(format!("{name}.csv")), text).unwrap();
    }
}

#[test]
fn what_is_authored_becomes_flows_that_close() {
    let folder = tempfile::tempdir().unwrap();
    authored(folder.path());
    for (name, text) in minerals::files(folder.path()).unwrap() {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let files = package::read_folder(folder.path()).unwrap();
    assert!(files.contains_key("minerals/tellurium/balance/residuals.csv"), "{:?}", files.keys());
    let mut study = study();
    study.extend(files);
    let package = accepted(&study).package;
    let site = |key: &str| &package.chain.sites[package.chain.site(key).unwrap().index()];
    // The published figure stands, the flow that is exact stands, and what is left stays at home.
    assert!((site("refine-tellurium-CHN").activity.value() - 600.0).abs() < 1e-6);
    let sites = package.table("sites").unwrap();
    let china = sites.rows.iter().find(|row| sites.key(row) == "refine-tellurium-CHN").unwrap();
    assert_eq!((sites.text(china, "basis"), sites.number(china, "capacity_t_per_year")), ("reported", Some(900.0)));
    let flow = |from: &str, to: &str| {
        let (from, to) = (package.chain.site(from), package.chain.site(to));
        let links = package.chain.links.iter().filter(|l| Some(l.supplier) == from && Some(l.buyer) == to);
        links.map(|l| l.flow.value()).sum::<f64>()
    };
    assert!((flow("refine-tellurium-CHN", "use-tellurium-solar-DEU") - 400.0).abs() < 1e-6);
    assert!((flow("refine-tellurium-CHN", "use-tellurium-solar-CHN") - 200.0).abs() < 1e-6);
    // 1.25 t of metal per tonne in use.
    assert!((site("use-tellurium-solar-CHN").activity.value() * 1.25 - 200.0).abs() < 30.0);
    for closure in coercivity_data::check::closures(&package.chain) {
        let name = &package.chain.sites[closure.site.index()].key;
        assert!(!name.contains("tellurium") || closure.relative() < 1e-9, "{name}: {closure:?}");
    }
}

#[test]
fn a_flow_that_nobody_can_send_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    authored(folder.path());
    let file = folder.path().join("minerals/tellurium/balance/trade.csv");
    let sound = std::fs::read_to_string(&file).unwrap();
    for (old, new, message) in [
        ("CHN,DEU", "KOR,DEU", "nobody in KOR makes tellurium-metal"),
        ("CHN,DEU", "CHN,KOR", "nobody in KOR uses tellurium-metal"),
        ("tellurium-metal,CHN", "tellurium-mettle,CHN", "nobody in CHN makes tellurium-mettle"),
    ] {
        std::fs::write(&file, sound.replace(old, new)).unwrap();
        let error = minerals::files(folder.path()).unwrap_err().to_string();
        assert_eq!(error, format!("minerals/tellurium/balance/trade.csv: {message}"));
    }
}

#[test]
fn every_mineral_of_the_package_is_wholly_there() {
    let files = base();
    let folders: std::collections::BTreeSet<&str> =
        files.keys().filter_map(|name| name.strip_prefix("minerals/")?.split('/').next()).collect();
    let nine = ["antimony", "cobalt", "gallium", "germanium", "graphite", "lithium", "magnesium", "nickel", "tungsten"];
    let of_one_episode = ["packaged-chips", "rare-earths-2009", "yttrium"];
    let known: std::collections::BTreeSet<&str> = nine.into_iter().chain(of_one_episode).collect();
    assert_eq!(folders, known);
    for mineral in folders {
        for table in ["materials", "processes", "sites", "links", "demand", "prices", "covers"] {
            let file = format!("minerals/{mineral}/{table}.csv");
            assert!(text(&files, &file).lines().count() > 1, "{file}");
        }
    }
}
