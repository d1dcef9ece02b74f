//! Packages whose rows are sound and whose whole is not.

use crate::common::{append, base, expect, line_of, only, refused, set};
use coercivity_data::package::Files;
use coercivity_data::{Package, check};

const SITES: &str = "tables/sites.csv";
const LINKS: &str = "tables/links.csv";
const DEMAND: &str = "tables/demand.csv";
const PROCESSES: &str = "tables/processes.csv";

#[test]
fn a_composition_that_sums_to_less_than_one_is_refused() {
    let mut files = base();
    // Tb is 0.0036 of the heavy magnet or less: take the iron instead.
    set(&mut files, "tables/composition.csv", &["dy-metal", "Dy"], "mass_fraction", "0.99");
    let mut problems = refused(&files);
    problems.retain(|p| p.code == "E013");
    let row = line_of(&files, "tables/materials.csv", &["dy-metal"]);
    let problem = only(problems);
    expect(&problem, "E013", "tables/materials.csv", row, ("material", "dy-metal"), "they sum to 1 (0.1 %)");
    assert_eq!(problem.message, "mass fractions sum to 0.99000");
}

#[test]
fn a_composition_that_sums_to_more_than_one_is_refused_in_any_form() {
    let mut files = base();
    set(&mut files, "tables/composition.csv", &["dy-oxide", "Dy"], "mass_fraction", "1");
    append(&mut files, "tables/composition.csv", "dy-oxide,La,0.002,,own-balance,2024,derived,,");
    let problems = refused(&files);
    let problem = problems.iter().find(|p| p.code == "E013").unwrap();
    assert_eq!(problem.value.as_deref(), Some("dy-oxide"));
    assert_eq!(problem.message, "mass fractions sum to 1.00200");
    assert!(problem.hint.contains("at most 1"));
}

#[test]
fn a_broken_mass_balance_is_refused() {
    let mut files = base();
    let key = ["separation-bayan-obo", "La"];
    set(&mut files, "tables/process_losses.csv", &key, "t_per_activity", "0.14");
    let row = line_of(&files, PROCESSES, &["separation-bayan-obo"]);
    let problem = only(refused(&files));
    let cell = ("process", "separation-bayan-obo");
    expect(&problem, "E014", PROCESSES, row, cell, "in = out + lost within 0.1 %");
    assert!(problem.message.starts_with("La: "), "{problem}");
}

#[test]
fn a_loss_of_an_element_that_never_came_in_is_refused() {
    let mut files = base();
    append(&mut files, "tables/process_losses.csv", "metal-dy,Cu,0.5,slag,,own-balance,2024,assumed,,");
    let problem = only(refused(&files));
    assert_eq!((problem.code, problem.value.as_deref()), ("E014", Some("metal-dy")));
    assert_eq!(problem.message, "Cu: 0.000000 t in, 0.000000 t out, 0.500000 t lost per unit of activity");
}

#[test]
fn a_site_without_link_and_demand_is_refused() {
    let mut files = base();
    let row =
        append(&mut files, SITES, "mine-idle,Idle mine,mine-bayan-obo,CHN,0,1,30,,,,own-assumption,2024,assumed,,");
    let problem = only(refused(&files));
    expect(&problem, "E015", SITES, row, ("site", "mine-idle"), "join it or remove it");
}

/// Moves one flow by a share and returns its link's line, supplier and buyer.
fn move_first_flow(files: &mut Files, by: f64) -> [String; 3] {
    let key: Vec<String> = crate::common::records(files, LINKS)[1][..3].to_vec();
    let key: [String; 3] = key.try_into().unwrap();
    let refs: Vec<&str> = key.iter().map(String::as_str).collect();
    let flow: f64 = crate::common::records(files, LINKS)[1][3].parse().unwrap();
    set(files, LINKS, &refs, "t_per_year", &format!("{}", flow * (1.0 + by)));
    key
}

#[test]
fn flows_that_do_not_close_within_a_thousandth_are_refused() {
    let mut files = base();
    let [supplier, buyer, material] = move_first_flow(&mut files, 0.002);
    let problems = refused(&files);
    // What leaves the supplier is too much, and so is what arrives at the buyer.
    assert_eq!(problems.len(), 2, "{problems:#?}");
    for (site, side) in [(supplier, "leave"), (buyer, "arrive")] {
        let row = line_of(&files, SITES, &[&site]);
        let problem = problems.iter().find(|p| p.value.as_deref() == Some(&site)).unwrap();
        expect(problem, "E016", SITES, row, ("site", &site), "activity x t_per_activity within 0.1 %");
        assert!(problem.message.contains(&format!("of {material} {side}, activity needs")), "{problem}");
    }
}

#[test]
fn flows_that_close_within_a_thousandth_are_accepted_and_measured() {
    let mut files = base();
    move_first_flow(&mut files, 0.0005);
    let package = Package::read(&files, &Files::new()).unwrap();
    let worst = check::closures(&package.chain).iter().map(check::Closure::relative).fold(0.0, f64::max);
    assert!((0.0004..0.0006).contains(&worst), "{worst}");
}

#[test]
fn a_driving_material_that_is_no_output_is_refused() {
    let mut files = base();
    let row = set(&mut files, PROCESSES, &["metal-dy"], "driving", "tb-metal");
    let problems = refused(&files);
    expect(&problems[0], "E025", PROCESSES, row, ("driving", "tb-metal"), "add it to process_flows as output");
}

#[test]
fn a_unit_of_activity_other_than_one_tonne_is_refused() {
    let mut files = base();
    set(&mut files, "tables/process_flows.csv", &["mine-loparite", "concentrate-loparite"], "low", "");
    let key = ["mine-loparite", "concentrate-loparite"];
    set(&mut files, "tables/process_flows.csv", &key, "high", "");
    set(&mut files, "tables/process_flows.csv", &key, "t_per_activity", "2");
    let row = line_of(&files, PROCESSES, &["mine-loparite"]);
    let problems = refused(&files);
    expect(&problems[0], "E025", PROCESSES, row, ("driving", "concentrate-loparite"), "the unit of activity: 1");
}

#[test]
fn links_of_goods_not_made_not_used_or_to_oneself_are_refused() {
    let tail = "1,,,,own-balance,2024,derived,,";
    for (supplier, buyer, material, column, hint) in [
        ("metal-dy-CHN", "alloy-ndfeb-heavy-CHN", "tb-metal", "supplier", "whose process has it as output"),
        ("metal-dy-CHN", "magnet-ndfeb-heavy-CHN", "dy-metal", "buyer", "whose process has it as input"),
        ("magnet-ndfeb-heavy-CHN", "magnet-ndfeb-heavy-CHN", "alloy-ndfeb-heavy", "buyer", "return scrap inside"),
    ] {
        let mut files = base();
        let row = append(&mut files, LINKS, &format!("{supplier},{buyer},{material},{tail}"));
        let problems = refused(&files);
        let value = if column == "supplier" { supplier } else { buyer };
        expect(&problems[0], "E026", LINKS, row, (column, value), hint);
    }
}

#[test]
fn demand_for_what_a_site_does_not_make_is_refused() {
    let mut files = base();
    let line = "odd,metal-dy-CHN,tb-metal,CHN,other,1,,own-balance,2024,derived,,";
    let row = append(&mut files, DEMAND, line);
    let problem = only(refused(&files));
    expect(&problem, "E027", DEMAND, row, ("site", "metal-dy-CHN"), "whose process has it as output");
    assert_eq!(problem.message, "does not make tb-metal");
}

#[test]
fn an_activity_above_capacity_is_refused() {
    let mut files = base();
    let row = set(&mut files, SITES, &["metal-dy-CHN"], "capacity_t_per_year", "1");
    let problem = only(refused(&files));
    expect(&problem, "E028", SITES, row, ("site", "metal-dy-CHN"), "activity <= capacity");
}

#[test]
fn a_link_without_a_route_and_an_input_without_a_cover_name_their_own_rows() {
    let mut files = base();
    let text = crate::common::text(&files, "tables/routes.csv");
    let routes: String = text.lines().filter(|l| !l.starts_with("*,*,")).map(|l| format!("{l}\n")).collect();
    files.insert("tables/routes.csv".to_owned(), routes.into_bytes());
    let problems = refused(&files);
    let problem = problems.iter().find(|p| p.code == "E009").unwrap();
    let buyer = &crate::common::records(&files, LINKS)[problem.row.unwrap() as usize - 1][1];
    assert_eq!((problem.file.as_str(), problem.value.as_ref()), (LINKS, Some(buyer)));
    assert!(problem.hint.contains("tables/routes.csv"));

    let mut files = base();
    let text = crate::common::text(&files, "tables/covers.csv");
    files.insert("tables/covers.csv".to_owned(), format!("{}\n", text.lines().next().unwrap()).into_bytes());
    let problems = refused(&files);
    let problem = &problems[0];
    let site = &crate::common::records(&files, SITES)[problem.row.unwrap() as usize - 1][0];
    assert_eq!((problem.file.as_str(), problem.value.as_ref()), (SITES, Some(site)));
    assert!(problem.hint.contains("tables/covers.csv"));
}
