//! Figures of a plan: what it costs, when it helps, what more would buy, what is regretted.

mod cost;
mod frontier;
mod regret;
mod timeline;

pub use cost::plan_cost;
pub use frontier::plan_frontier;
pub use regret::plan_regret;
pub use timeline::plan_timeline;
