//! Countries by code or by the name that people use.

use super::synonyms::compact;
use crate::package::Package;
use crate::problem::nearest;
use std::collections::BTreeMap;

/// Country codes by every name that is known.
#[derive(Debug, Clone)]
pub(crate) struct Countries(BTreeMap<String, String>);

impl Countries {
    /// Codes and names of the package, and its table of common names.
    pub(crate) fn of(package: &Package) -> Self {
        let mut names = BTreeMap::new();
        let rows = |name: &str, columns: &[&str], names: &mut BTreeMap<String, String>| {
            let Some(table) = package.table(name) else { return };
            for row in &table.rows {
                let iso3 = table.text(row, "iso3");
                for column in columns {
                    let name = compact(table.text(row, column));
                    if !name.is_empty() {
                        // Codes come first, so that a name cannot take one over.
                        names.entry(name).or_insert_with(|| iso3.to_owned());
                    }
                }
            }
        };
        rows("countries", &["iso3"], &mut names);
        rows("countries", &["alpha2", "name"], &mut names);
        rows("country_names", &["name"], &mut names);
        Countries(names)
    }

    /// Alpha-3 code of a country or region.
    pub(crate) fn find(&self, text: &str) -> Option<String> {
        let whole = compact(text);
        // "CN - China", "China (CN)": what stands before the mark is enough.
        let first = text.split(['-', '(', ',', '/']).next().map(compact).unwrap_or_default();
        [whole, first].iter().filter(|name| !name.is_empty()).find_map(|name| self.0.get(name)).cloned()
    }

    /// The known name nearest to one that is not known.
    pub(crate) fn suggest(&self, text: &str) -> Option<&str> {
        nearest(&compact(text), self.0.keys().map(String::as_str).filter(|name| name.len() > 3))
    }
}
