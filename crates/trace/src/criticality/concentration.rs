//! How few hands a supply is in.

use super::Country;

/// Concentration of amounts over countries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concentration {
    /// Herfindahl-Hirschman index, sum of squared shares, 0 to 1 (Hirschman 1945; Herfindahl 1950).
    pub hhi: f64,
    /// Country with the largest share.
    pub top: Country,
    /// Its share, 0 to 1.
    pub top_share: f64,
    /// Sum of the amounts, in their unit.
    pub total: f64,
}

/// Concentration of amounts; a country named twice counts once. `None` when they sum to nothing.
///
/// Of equal shares the country with the lowest number is the top one.
#[must_use]
pub fn concentration(amounts: impl IntoIterator<Item = (Country, f64)>) -> Option<Concentration> {
    let mut amounts: Vec<(Country, f64)> = amounts.into_iter().filter(|(_, amount)| *amount > 0.0).collect();
    amounts.sort_by_key(|(country, _)| *country);
    amounts.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    let total: f64 = amounts.iter().map(|(_, amount)| amount).sum();
    if total.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) || !total.is_finite() {
        return None;
    }
    let hhi = amounts.iter().map(|(_, amount)| (amount / total) * (amount / total)).sum();
    let (top, most) = amounts
        .iter()
        .fold((0, 0.0), |best, (country, amount)| if *amount > best.1 { (*country, *amount) } else { best });
    Some(Concentration { hhi, top, top_share: most / total, total })
}
