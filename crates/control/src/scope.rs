//! Does a control bite on these goods going there? By form and element, never by "rare earths".

use coercivity_chain::{Chain, Control, CountryId, EndUseClass, Material, Measure, Outcome};
use jiff::civil::Date;

/// What a control means for goods while it is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// Outside.
    Free,
    /// Outside, but held for inspection under the same customs code.
    Inspected,
    /// Inside: a licence is needed, or nothing leaves.
    Covered,
}

/// Coverage of a material made in `origin` and sent to `destination`.
///
/// Goods are inside when their form is listed and the listed elements together
/// exceed the threshold mass fraction. Goods that stay in the issuing country
/// are free.
#[must_use]
pub fn coverage(
    chain: &Chain,
    control: &Control,
    material: &Material,
    origin: CountryId,
    destination: CountryId,
) -> Coverage {
    let scope = &control.scope;
    let bound_for =
        scope.destinations.is_empty() || scope.destinations.iter().any(|region| chain.is_within(destination, *region));
    if origin != control.country || destination == control.country || !bound_for {
        return Coverage::Free;
    }
    if chain.material(&material.key).is_some_and(|id| scope.items.iter().any(|item| item.materials.contains(&id)))
        || exceeds(scope.listed_fraction(material), scope.threshold.value)
    {
        let held = matches!(control.measure, Measure::Inspection);
        return if held { Coverage::Inspected } else { Coverage::Covered };
    }
    let code = material.customs_hs.as_ref();
    let same_code = control
        .inspection
        .as_ref()
        .is_some_and(|inspection| code.is_some_and(|code| inspection.customs_hs.contains(code)));
    if same_code { Coverage::Inspected } else { Coverage::Free }
}

/// Room for the rounding of a sum of mass fractions: 0.0004 and 0.0006 are no more than 0.001.
const ROUNDING: f64 = 1e-12;

/// True when a mass fraction is above a threshold.
#[must_use]
pub fn exceeds(fraction: f64, threshold: f64) -> bool {
    fraction > threshold + ROUNDING
}

/// The outcome rows for a destination and class in date order, the most
/// specific destination only: a country before a region before all.
#[must_use]
pub fn outcome_rows(chain: &Chain, outcomes: &[Outcome], destination: CountryId, class: EndUseClass) -> Vec<usize> {
    let rank = |row: usize| {
        let regions = &outcomes[row].destinations;
        if regions.contains(&destination) {
            Some(2)
        } else if regions.iter().any(|region| chain.is_within(destination, *region)) {
            Some(1)
        } else {
            regions.is_empty().then_some(0)
        }
    };
    let of_class: Vec<usize> = (0..outcomes.len()).filter(|row| outcomes[*row].class == class).collect();
    let best = of_class.iter().filter_map(|row| rank(*row)).max();
    of_class.into_iter().filter(|row| best.is_some() && rank(*row) == best).collect()
}

/// The row in force on a day, among rows in date order.
#[must_use]
pub fn in_force<T>(rows: &[T], from: impl Fn(&T) -> Date, day: Date) -> Option<usize> {
    rows.iter().rposition(|row| from(row) <= day)
}
