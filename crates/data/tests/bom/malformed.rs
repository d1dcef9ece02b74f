//! Files that are refused: each with one problem that says what, where and what would be right.

use super::{only, read, refused};
use coercivity_data::Problems;

const HEAD: &str = "Level,Part number,Qty,Unit,Supplier,Country,Share\n0,motor,1,EA,,,\n";

/// Code, row, value, a part of the message and of the hint.
type Wanted = (&'static str, Option<u64>, Option<&'static str>, &'static str, &'static str);

fn check(text: &str, (code, row, value, message, hint): Wanted) {
    let problem = only(text);
    assert_eq!((problem.code, problem.row, problem.value.as_deref()), (code, row, value), "{problem}\n{text}");
    assert!(problem.message.contains(message), "message: {problem}");
    assert!(problem.hint.contains(hint), "hint: {problem}");
}

#[test]
fn rows_that_are_wrong() {
    for (rows, wanted) in [
        ("1,m1,5,furlong,,,\n", ("E017", Some(3), Some("furlong"), "unknown unit", "known are mg, g, kg")),
        ("1,m1,5,grms,,,\n", ("E017", Some(3), Some("grms"), "unknown unit", "did you mean")),
        ("1,m1,five,kg,,,\n", ("E006", Some(3), Some("five"), "not a number", "1234.5")),
        ("1,m1,-5,kg,,,\n", ("E007", Some(3), Some("-5"), "out of bounds", "above 0")),
        ("1,m1,,kg,,,\n", ("E005", Some(3), Some(""), "quantity is missing", "parent")),
        ("1,,5,kg,,,\n", ("E005", Some(3), Some(""), "part number is missing", "fill it in")),
        ("3,m1,5,kg,,,\n", ("E042", Some(3), Some("3"), "level 3 follows level 0", "write 1")),
        ("x,m1,5,kg,,,\n", ("E042", Some(3), Some("x"), "not a level", "0, 1, 2")),
        ("99,m1,5,kg,,,\n", ("E042", Some(3), Some("99"), "too deep", "at most 50")),
        ("1,m1,5,kg,,Chnia,\n", ("E011", Some(3), Some("Chnia"), "no such country", "did you mean `china`")),
        ("1,m1,5,kg,,,150%\n", ("E007", Some(3), Some("150%"), "out of bounds", "100 %")),
        ("1,m1,5,kg,a,,60%\n1,m1,5,kg,b,,37%\n", ("E021", Some(3), Some("0.6"), "sum to 97 % (rows 3, 4)", "100 %")),
        ("1,m1,5,kg,a,,60%\n1,m1,5,kg,b,,\n", ("E021", Some(4), Some(""), "without a share", "each supplier")),
        ("1,m1,5,kg,a,,60%\n1,m1,4,kg,b,,40%\n", ("E021", Some(4), Some("4"), "another quantity", "whole quantity")),
        ("1,m1,5,kg,a,,\n1,m1,5,EA,a,,\n", ("E021", Some(4), Some("piece"), "another unit", "same kind")),
        ("1,m1,1,EA,,,\n2,motor,1,EA,,,\n", ("E020", Some(4), Some("motor"), "motor > m1 > motor", "into itself")),
        ("1,m1,1,kg,,,,,9\n", ("E004", Some(3), None, "9 cells, the header has 7", "decimal comma")),
        ("1,steel,1,kg,,,\n", ("E029", None, None, "no part is known", "ndfeb-heavy")),
        ("1,smco,1,kg,,,\n", ("E009", Some(3), Some("ev-traction"), "no use of smco", "--end-use: ")),
    ] {
        check(&format!("{HEAD}{rows}"), wanted);
    }
}

#[test]
fn headers_that_are_not_known_bring_one_problem_with_an_example() {
    for (text, wanted) in [
        ("Stuffe,Teil,Menge\n0,a,1\n", ("E040", Some(1), None, "the level", "`Stuffe` looks like `stufe`")),
        (
            "Level,Prat number,Qty\n0,a,1\n",
            ("E040", Some(1), None, "the part number", "columns = { item = \"Prat number\" }"),
        ),
        ("a,b,c\n1,2,3\n", ("E040", Some(1), None, "part number, nor one as the level", "NAME OF YOUR COLUMN")),
        (
            "Level,Part number,Part number,Qty\n0,a,b,1\n",
            ("E003", Some(1), Some("Part number"), "columns 2 and 3", "rename"),
        ),
        ("title only\n", ("E040", None, None, "no table with a header", "part number")),
        ("Level,Part number,Qty\n", ("E005", Some(1), None, "no rows", "below the header")),
        ("", ("E040", None, None, "no table", "part number")),
    ] {
        check(text, wanted);
    }
}

#[test]
fn numbers_that_may_mean_two_things() {
    let german = "Level;Part number;Qty;Unit\n0;motor;1;EA\n1;ndfeb-heavy;1,234;kg\n";
    check(german, ("E041", Some(3), Some("1,234"), "thousands or decimals", "decimal = "));
    // Any other number of the file that shows the mark settles it.
    let settled = format!("{german}1;steel;2,5;kg\n");
    assert!((super::accepted(&settled).taken[0].mass_kg - 1.234).abs() < 1e-12);
    let mixed = format!("{german}1;steel;2,5;kg\n1;glue;2.5;g\n");
    assert_eq!(refused(&mixed)[0].code, "E019");
    // Between commas a comma can only separate thousands.
    let english = "Level,Part number,Qty,Unit\n0,motor,1,EA\n1,ndfeb-heavy,\"1,234\",g\n";
    assert!((super::accepted(english).taken[0].mass_kg - 1.234).abs() < 1e-12);
}

#[test]
fn many_problems_come_at_once_each_with_its_row() {
    let problems = refused(&format!("{HEAD}1,m1,x,furlong,,Atlantis,\n1,m2,1,kg,,,\n1,m3,y,kg,,,\n"));
    let found: Vec<_> = problems.iter().map(|p| (p.code, p.row.unwrap())).collect();
    assert_eq!(found, [("E017", 3), ("E006", 3), ("E011", 3), ("E006", 5)], "{problems:#?}");
}

#[test]
fn parent_and_child_in_a_circle_or_too_deep() {
    check(
        "Parent,Part number,Qty\na1,b1,1\nb1,c1,1\nc1,a1,1\n",
        ("E020", Some(4), Some("a1"), "a1 > b1 > c1 > a1", "into itself"),
    );
    let deep: String = (0..60).map(|n| format!("p{n},p{},1\n", n + 1)).collect();
    let problem = only(&format!("Parent,Part number,Qty\n{deep}"));
    assert_eq!(problem.code, "E020");
    assert!(problem.message.contains("deeper than 50"), "{problem}");
}

#[test]
fn files_that_are_no_tables() {
    for (bytes, code, part) in [
        (&b"PK\x03\x04 not a workbook"[..], "E001", ".xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "E001", "save it as .xlsx"),
        (b"\x00\x01\x02\x03", "E001", "CSV (UTF-8)"),
        (b"%PDF-1.7\nxxx\n", "E040", "header"),
    ] {
        let Err(Problems(problems)) = read("f", bytes) else { panic!("accepted") };
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].code, code, "{}", problems[0]);
        assert!(problems[0].to_string().contains(part), "{}", problems[0]);
    }
}
