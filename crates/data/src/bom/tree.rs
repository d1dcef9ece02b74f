//! Rows of either layout -> items and what goes into what.

use super::rows::{ForeignRow, by_item};
use crate::problem::{Findings, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// Largest difference of the shares of one input from 1.
const SHARES: f64 = 1e-6;

/// One item, however often it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// Part number as written.
    pub(crate) name: String,
    /// First description.
    pub(crate) description: String,
    /// Rows that name it.
    pub(crate) rows: Vec<usize>,
    /// Positions of its uses of others.
    pub(crate) inputs: Vec<usize>,
}

/// One supplier of an input.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) supplier: String,
    pub(crate) country: Option<String>,
    pub(crate) share: f64,
    pub(crate) line: u64,
    pub(crate) lead_days: Option<f64>,
}

/// An item that goes into another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Use {
    pub(crate) parent: usize,
    pub(crate) child: usize,
    /// Per one of the parent.
    pub(crate) quantity: f64,
    pub(crate) unit: &'static str,
    /// Mass per one of the parent [kg], where known.
    pub(crate) mass_kg: Option<f64>,
    pub(crate) sources: Vec<Source>,
    pub(crate) cover_days: Option<f64>,
    pub(crate) line: u64,
}

/// A bill of materials without its file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Tree {
    pub(crate) items: Vec<Item>,
    pub(crate) uses: Vec<Use>,
    /// Products, in file order.
    pub(crate) tops: Vec<usize>,
    pub(crate) notes: Vec<String>,
}

/// Items, inputs and tops being found.
struct Builder<'a> {
    file: &'a str,
    rows: &'a [ForeignRow],
    places: BTreeMap<&'a str, usize>,
    items: Vec<Item>,
    /// Rows of each pair of parent and child.
    pairs: BTreeMap<(usize, usize), Vec<usize>>,
}

impl<'a> Builder<'a> {
    fn new(file: &'a str, rows: &'a [ForeignRow]) -> Self {
        let mut builder = Builder { file, rows, places: BTreeMap::new(), items: Vec::new(), pairs: BTreeMap::new() };
        let of_item = by_item(rows);
        for row in rows {
            let places = of_item.get(row.item.as_str()).map_or(&[][..], Vec::as_slice);
            builder.item(&row.item, &row.description, places);
        }
        builder
    }

    fn item(&mut self, name: &'a str, description: &str, rows: &[usize]) -> usize {
        if let Some(place) = self.places.get(name) {
            let known = &mut self.items[*place].description;
            if known.is_empty() {
                description.clone_into(known);
            }
            return *place;
        }
        let place = self.items.len();
        self.places.insert(name, place);
        self.items.push(Item {
            name: name.to_owned(),
            description: description.to_owned(),
            rows: rows.to_vec(),
            inputs: Vec::new(),
        });
        place
    }

    fn place(&self, name: &str) -> usize {
        self.places.get(name).copied().unwrap_or(0)
    }

    fn finish(mut self, tops: Vec<usize>, found: &mut Findings) -> Tree {
        let mut uses = Vec::new();
        for ((parent, child), rows) in std::mem::take(&mut self.pairs) {
            if let Some(made) = joined(self.file, self.rows, parent, child, &rows, found) {
                uses.push(made);
            }
        }
        uses.sort_by_key(|each| each.line);
        for (n, each) in uses.iter().enumerate() {
            self.items[each.parent].inputs.push(n);
        }
        let tree = Tree { items: self.items, uses, tops, notes: Vec::new() };
        circle(&tree, self.file, found);
        tree
    }
}

/// Rows with a parent item each.
pub(crate) fn from_parents(file: &str, rows: &[ForeignRow], found: &mut Findings) -> Tree {
    let mut builder = Builder::new(file, rows);
    let mut children = BTreeSet::new();
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| !row.parent.is_empty()) {
        let parent = builder.item(&row.parent, "", &[]);
        let child = builder.place(&row.item);
        children.insert(child);
        builder.pairs.entry((parent, child)).or_default().push(n);
    }
    let tops = (0..builder.items.len()).filter(|item| !children.contains(item)).collect();
    builder.finish(tops, found)
}

/// Rows with a level each. `head` names the product where the list holds only its parts.
pub(crate) fn from_levels(file: &str, rows: &[ForeignRow], head: &str, found: &mut Findings) -> Tree {
    let Some(first) = rows.first() else { return Tree::default() };
    let mut builder = Builder::new(file, rows);
    let parents = parents(file, rows, found);
    let has_parts: BTreeSet<usize> = parents.iter().flatten().copied().collect();
    let on_top: Vec<usize> = (0..rows.len()).filter(|n| rows[*n].level == first.level).collect();
    // Products have parts. Where some of the top rows have none, all of them are parts of one that is not listed.
    let headless = first.level == 1 && on_top.len() > 1 && on_top.iter().any(|n| !has_parts.contains(n));
    let mut notes = Vec::new();
    let mut tops = Vec::new();
    if headless {
        let top = builder.item(head, "", &[]);
        tops.push(top);
        for n in &on_top {
            let child = builder.place(&rows[*n].item);
            builder.pairs.entry((top, child)).or_default().push(*n);
        }
        notes.push(format!("The list holds the parts of one product that is not in it itself; it is called `{head}`."));
    } else {
        for n in &on_top {
            let top = builder.place(&rows[*n].item);
            if !tops.contains(&top) {
                tops.push(top);
            }
        }
    }
    for ((parent, child), places) in expansions(file, rows, &parents, &builder, found) {
        builder.pairs.entry((parent, child)).or_default().extend(places);
    }
    let mut tree = builder.finish(tops, found);
    tree.notes = notes;
    tree
}

/// The row above that each row goes into; problems where a level is left out or an item goes into itself.
fn parents(file: &str, rows: &[ForeignRow], found: &mut Findings) -> Vec<Option<usize>> {
    let mut above: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(rows.len());
    let base = rows.first().map_or(0, |row| row.level);
    let level_problem = |row: &ForeignRow, message: String, hint: &str| {
        Problem::new("E042", file, message, hint).row(row.line).cell("level", &row.level.to_string())
    };
    if let Some(first) = rows.first().filter(|row| row.level > 1) {
        let hint = "begin with the product at level 0 or 1";
        found.push(level_problem(first, format!("the list begins with level {}", base), hint));
    }
    for (n, row) in rows.iter().enumerate() {
        let depth = row.level.saturating_sub(base) as usize;
        if row.level < base {
            let hint = "the first row has the lowest level";
            found.push(level_problem(row, format!("level {} below the first row's {base}", row.level), hint));
        } else if depth > above.len() {
            let last = base as usize + above.len().saturating_sub(1);
            let hint = format!(
                "a row is at most one level below the one before it; write {} or add the missing row",
                last + 1
            );
            found.push(level_problem(row, format!("level {} follows level {last}", row.level), &hint));
        }
        above.truncate(depth);
        if let Some(at) = above.iter().position(|each| rows[*each].item == row.item) {
            let circle: Vec<&str> =
                above[at..].iter().map(|each| rows[*each].item.as_str()).chain([row.item.as_str()]).collect();
            found.push(circular(file, row.line, &circle));
        }
        parents.push(above.last().copied());
        above.push(n);
    }
    parents
}

/// The parts of each item, taken from the first place where it has some; other places must agree.
fn expansions(
    file: &str,
    rows: &[ForeignRow],
    parents: &[Option<usize>],
    builder: &Builder<'_>,
    found: &mut Findings,
) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            parts.entry(*parent).or_default().push(n);
        }
    }
    let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<usize, (usize, Vec<String>)> = BTreeMap::new();
    for (occurrence, places) in parts {
        let item = builder.place(&rows[occurrence].item);
        let mut signature: Vec<String> = places
            .iter()
            .map(|n| {
                format!("{}\u{1}{}\u{1}{}\u{1}{}", rows[*n].item, rows[*n].quantity, rows[*n].unit, rows[*n].supplier)
            })
            .collect();
        signature.sort();
        match seen.get(&item) {
            Some((_, known)) if *known == signature => {}
            Some((other, _)) => {
                let row = &rows[occurrence];
                let message = format!("{} has other parts here than in row {}", row.item, rows[*other].line);
                let hint = "an item is made in one way: make both places equal, or give one another number";
                found.push(Problem::new("E044", file, message, hint).row(row.line).cell("item", &row.item));
            }
            None => {
                for n in places {
                    pairs.entry((item, builder.place(&rows[n].item))).or_default().push(n);
                }
                seen.insert(item, (occurrence, signature));
            }
        }
    }
    pairs
}

/// The rows of one input joined: other suppliers with their shares, or the same part at several places.
fn joined(
    file: &str,
    rows: &[ForeignRow],
    parent: usize,
    child: usize,
    places: &[usize],
    found: &mut Findings,
) -> Option<Use> {
    let of: Vec<&ForeignRow> = places.iter().map(|n| &rows[*n]).collect();
    let first = *of.first()?;
    let differs = |row: &&&ForeignRow| row.unit != first.unit;
    if let Some(row) = of.iter().find(differs) {
        let message = format!("another unit of {} than in row {}", row.item, first.line);
        let hint = "write the same kind of unit (mass, piece, length) in each row of one input";
        found.push(Problem::new("E021", file, message, hint).row(row.line).cell("unit", row.unit));
        return None;
    }
    // The same part at two places, each wholly from its supplier, is no choice of suppliers.
    let with_shares = of.iter().any(|row| row.share.is_some_and(|share| share < 1.0));
    if with_shares {
        shares_fit(file, &of, found)?;
    }
    let total: f64 = of.iter().map(|row| row.quantity).sum();
    let mass: Option<f64> = of.iter().map(|row| row.mass_per_parent_kg()).sum();
    let sources = of
        .iter()
        .map(|row| Source {
            supplier: row.supplier.clone(),
            country: row.country.clone(),
            share: if with_shares { row.share.unwrap_or(0.0) } else { row.quantity / total },
            line: row.line,
            lead_days: row.lead_days,
        })
        .collect();
    Some(Use {
        parent,
        child,
        quantity: if with_shares { first.quantity } else { total },
        unit: first.unit,
        mass_kg: if with_shares { first.mass_per_parent_kg() } else { mass },
        sources,
        cover_days: of.iter().find_map(|row| row.cover_days),
        line: first.line,
    })
}

/// E021: shares of the suppliers of one input sum to 1, and each row has the whole quantity.
fn shares_fit(file: &str, of: &[&ForeignRow], found: &mut Findings) -> Option<()> {
    let first = of[0];
    let problem = |row: &ForeignRow, message: String, hint: &str, column: &str, value: &str| {
        Problem::new("E021", file, message, hint).row(row.line).cell(column, value)
    };
    if let Some(row) = of.iter().find(|row| row.share.is_none()) {
        let message = format!("a row of {} without a share beside others with one", row.item);
        found.push(problem(row, message, "give each supplier its share", "share", ""));
        return None;
    }
    if let Some(row) = of.iter().find(|row| (row.quantity - first.quantity).abs() > 1e-9 * first.quantity) {
        let message = format!("another quantity of {} than in row {}", row.item, first.line);
        let hint = "with shares each row has the whole quantity; the share says how much of it comes from the supplier";
        found.push(problem(row, message, hint, "quantity", &row.quantity.to_string()));
        return None;
    }
    let sum: f64 = of.iter().filter_map(|row| row.share).sum();
    if (sum - 1.0).abs() > SHARES {
        let percent = (sum * 1e6).round() / 1e4;
        let lines: Vec<String> = of.iter().take(20).map(|row| row.line.to_string()).collect();
        let message = format!("shares of {} sum to {percent} % (rows {})", first.item, lines.join(", "));
        let hint =
            "they sum to 100 %; add the missing supplier, or one without a name and country for what is not known";
        let share = first.share.map_or_else(String::new, |share| share.to_string());
        found.push(problem(first, message, hint, "share", &share));
        return None;
    }
    Some(())
}

fn circular(file: &str, line: u64, circle: &[&str]) -> Problem {
    let message = format!("circular bill of materials: {}", circle.join(" > "));
    Problem::new("E020", file, message, "an item cannot go into itself")
        .row(line)
        .cell("item", circle.last().copied().unwrap_or(""))
}

/// E020: nothing is made of itself.
fn circle(tree: &Tree, file: &str, found: &mut Findings) {
    let mut done = vec![false; tree.items.len()];
    for start in 0..tree.items.len() {
        // Depth-first with an explicit stack: a file may be deeper than the call stack.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((item, next)) = path.last_mut() {
            let item = *item;
            let input = tree.items[item].inputs.get(*next).filter(|_| !done[item]);
            *next += 1;
            let Some(input) = input else {
                done[item] = true;
                path.pop();
                continue;
            };
            let child = tree.uses[*input].child;
            if let Some(at) = path.iter().position(|(seen, _)| *seen == child) {
                let names: Vec<&str> =
                    path[at..].iter().map(|(n, _)| *n).chain([child]).map(|n| tree.items[n].name.as_str()).collect();
                found.push(circular(file, tree.uses[*input].line, &names));
                return;
            }
            if path.len() > super::MAX_LEVELS as usize {
                let message = format!("the bill of materials is deeper than {} levels", super::MAX_LEVELS);
                let hint = "join levels that only pass an item on";
                found.push(
                    Problem::new("E020", file, message, hint)
                        .row(tree.uses[*input].line)
                        .cell("item", &tree.items[child].name),
                );
                return;
            }
            path.push((child, 0));
        }
    }
}

impl Tree {
    /// Items with those that go into them first; the tree has no circle.
    pub(crate) fn parts_first(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.items.len());
        let mut done = vec![false; self.items.len()];
        for start in 0..self.items.len() {
            let mut path: Vec<(usize, usize)> = vec![(start, 0)];
            while let Some((item, next)) = path.last_mut() {
                let item = *item;
                let input = self.items[item].inputs.get(*next).filter(|_| !done[item]);
                *next += 1;
                match input {
                    Some(input) => path.push((self.uses[*input].child, 0)),
                    None => {
                        if !done[item] {
                            order.push(item);
                        }
                        done[item] = true;
                        path.pop();
                    }
                }
            }
        }
        order
    }
}
