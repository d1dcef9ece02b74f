//! How the plants of one country share a flow of that country.

/// Site bases and what share of a flow each carries.
pub(super) type Shares = Vec<(String, f64)>;

/// The plants of one country that supply a material: who serves other sites and who serves the closing rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Plants {
    /// Shares of what goes to other sites.
    pub(super) users: Shares,
    /// Shares of what goes to closing rows.
    pub(super) sinks: Shares,
}

impl Plants {
    /// One plant that serves everybody.
    pub(super) fn single(base: &str) -> Self {
        let all = vec![(base.to_owned(), 1.0)];
        Self { users: all.clone(), sinks: all }
    }

    /// Plants with known supply, `closing` t of which goes to closing rows. Those hang on separation plants only, in
    /// proportion to their supply; what remains of every plant goes to the users.
    pub(super) fn shared(supply: &[(String, f64)], closing: f64) -> Self {
        let separation = |base: &str| base.starts_with("separation-");
        let pool: f64 = supply.iter().filter(|(base, _)| separation(base)).map(|(_, t)| t).sum();
        let total: f64 = supply.iter().map(|(_, t)| t).sum();
        let sink = |base: &str, t: f64| {
            if separation(base) && pool > 0.0 { t / pool } else { 0.0 }
        };
        Self {
            users: supply
                .iter()
                .map(|(base, t)| (base.clone(), (t - closing * sink(base, *t)) / (total - closing)))
                .collect(),
            sinks: supply.iter().map(|(base, t)| (base.clone(), sink(base, *t))).collect(),
        }
    }
}
