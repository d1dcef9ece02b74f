//! Checks of a bill of materials as a whole.

use crate::problem::{Problem, Problems, nearest};
use crate::table::{Row, Table};
use coercivity_chain::Chain;
use std::collections::{BTreeMap, BTreeSet};

/// Largest difference of the shares of one input from 1.
const SHARES: f64 = 1e-6;
/// Deepest bill of materials. A car has about ten levels; the engine visits them one inside the other.
const MAX_DEPTH: u64 = 50;
/// Most parts of one product: an item that goes into several others is a part in each.
const MAX_PARTS: u64 = 5_000;

/// Runs every check.
pub(crate) fn all(lines: &Table, bom: &Table, chain: &Chain, problems: &mut Problems) {
    shares_sum(bom, problems);
    let before = problems.0.len();
    no_circle(bom, problems);
    if problems.0.len() == before {
        not_too_deep(lines, bom, problems);
    }
    lines_have_parts(lines, bom, problems);
    parents_are_used(lines, bom, problems);
    leaves_are_no_slips(bom, chain, problems);
}

/// E021: the shares of the suppliers of one input sum to 1, and its quantity and cover are the same in each row.
fn shares_sum(table: &Table, problems: &mut Problems) {
    let mut inputs: BTreeMap<(&str, &str), Vec<&Row>> = BTreeMap::new();
    for row in &table.rows {
        inputs.entry((table.text(row, "parent"), table.text(row, "child"))).or_default().push(row);
    }
    for ((parent, child), rows) in inputs {
        let first = rows[0];
        let sum: f64 = rows.iter().filter_map(|row| table.number(row, "share")).sum();
        if (sum - 1.0).abs() > SHARES {
            let message = format!("shares of {child} in {parent} sum to {} %", (sum * 1e6).round() / 1e4);
            problems.push(
                Problem::new("E021", &first.file, message, "they sum to 100 %")
                    .row(first.line)
                    .cell("share", table.text(first, "share")),
            );
        }
        for column in ["quantity", "unit", "cover_days"] {
            if let Some(row) = rows.iter().find(|row| table.text(row, column) != table.text(first, column)) {
                let message = format!("another `{column}` of {child} in {parent} than in row {}", first.line);
                problems.push(
                    Problem::new(
                        "E021",
                        &row.file,
                        message,
                        "rows of one input differ in supplier, country, share and lead only",
                    )
                    .row(row.line)
                    .cell(column, table.text(row, column)),
                );
            }
        }
    }
}

/// E020: nothing is made of itself.
fn no_circle(table: &Table, problems: &mut Problems) {
    let mut children: BTreeMap<&str, Vec<(&str, &Row)>> = BTreeMap::new();
    for row in &table.rows {
        children.entry(table.text(row, "parent")).or_default().push((table.text(row, "child"), row));
    }
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in children.keys() {
        // Depth-first with an explicit stack: a BOM may be deeper than the call stack.
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((item, next)) = path.last_mut() {
            let item = *item;
            let edge = children.get(item).filter(|_| !done.contains(item)).and_then(|c| c.get(*next));
            *next += 1;
            let Some((child, row)) = edge else {
                done.insert(item);
                path.pop();
                continue;
            };
            if let Some(at) = path.iter().position(|(seen, _)| seen == child) {
                let circle: Vec<&str> = path[at..].iter().map(|(seen, _)| *seen).chain([*child]).collect();
                problems.push(
                    Problem::new(
                        "E020",
                        &row.file,
                        format!("circular bill of materials: {}", circle.join(" > ")),
                        "an item cannot go into itself",
                    )
                    .row(row.line)
                    .cell("child", child),
                );
                return;
            }
            path.push((child, 0));
        }
    }
}

/// E020: the bill of materials stays within what the engine can unfold.
fn not_too_deep(lines: &Table, bom: &Table, problems: &mut Problems) {
    let mut children: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in &bom.rows {
        children.entry(bom.text(row, "parent")).or_default().insert(bom.text(row, "child"));
    }
    // Depth and number of parts of each item, from the leaves up; there is no circle.
    let mut sizes: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for row in &lines.rows {
        let product = lines.text(row, "product");
        let mut open = vec![product];
        while let Some(item) = open.last().copied() {
            let parts = || children.get(item).into_iter().flatten().copied();
            let unsized_parts: Vec<&str> = parts().filter(|part| !sizes.contains_key(part)).collect();
            if unsized_parts.is_empty() {
                let depth = parts().map(|part| sizes[part].0).max().unwrap_or(0);
                let count = parts().map(|part| sizes[part].1).fold(1, u64::saturating_add);
                sizes.insert(item, (depth + 1, count));
                open.pop();
            } else {
                open.extend(unsized_parts);
            }
        }
        let (depth, count) = sizes[product];
        if depth > MAX_DEPTH || count > MAX_PARTS {
            let message = format!("the bill of materials has {depth} levels and {count} parts");
            let hint = format!("at most {MAX_DEPTH} levels and {MAX_PARTS} parts of one product");
            problems.push(Problem::new("E020", &row.file, message, hint).row(row.line).cell("product", product));
        }
    }
}

/// E029: a line's product is a parent in the bill of materials.
fn lines_have_parts(lines: &Table, bom: &Table, problems: &mut Problems) {
    let parents: BTreeSet<&str> = bom.rows.iter().map(|row| bom.text(row, "parent")).collect();
    for row in &lines.rows {
        let product = lines.text(row, "product");
        if !parents.contains(product) {
            problems.push(
                Problem::new("E029", &row.file, "the product has no parts", "add rows to bom.csv with it as parent")
                    .row(row.line)
                    .cell("product", product),
            );
        }
    }
}

/// E015: what is made is a line's product or goes into something. A slip in a parent would
/// leave its child without parts, and so always at hand.
fn parents_are_used(lines: &Table, bom: &Table, problems: &mut Problems) {
    let products = lines.rows.iter().map(|row| lines.text(row, "product"));
    let used: BTreeSet<&str> = products.chain(bom.rows.iter().map(|row| bom.text(row, "child"))).collect();
    let mut named = BTreeSet::new();
    for row in &bom.rows {
        let parent = bom.text(row, "parent");
        if !used.contains(parent) && named.insert(parent) {
            let hint = nearest(parent, used.iter().copied()).map_or_else(
                || "name a line's product or an item that goes into one".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            problems.push(
                Problem::new("E015", &row.file, "nothing is made of this item", hint)
                    .row(row.line)
                    .cell("parent", parent),
            );
        }
    }
}

/// E009: an item without parts that reads like a material of the chain.
/// Taken as written it would always be at hand, and the input would vanish from the result.
fn leaves_are_no_slips(bom: &Table, chain: &Chain, problems: &mut Problems) {
    let parents: BTreeSet<&str> = bom.rows.iter().map(|row| bom.text(row, "parent")).collect();
    let mut named = BTreeSet::new();
    for row in &bom.rows {
        let child = bom.text(row, "child");
        if parents.contains(child) || chain.material(child).is_some() || !named.insert(child) {
            continue;
        }
        let materials = chain.materials.iter().map(|material| material.key.as_str());
        if let Some(near) = nearest(child, materials) {
            problems.push(
                Problem::new("E009", &row.file, "neither a material of the chain nor an item with parts", {
                    format!("did you mean `{near}`? If it is another thing, give it another name")
                })
                .row(row.line)
                .cell("child", child),
            );
        }
    }
}
