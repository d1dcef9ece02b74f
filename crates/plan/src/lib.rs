//! The cheapest way to keep running, and the control that would hurt most.
//!
//! * [`case`]: lines, levers and drawn scenarios as plain numbers.
//! * [`loss`]: what a line loses in a scenario, as the largest of affine
//!   functions of what is bought, so that every value comes with a cut.
//! * [`risk`]: mean and conditional value at risk of weighted losses.
//! * [`program`]: first-stage choices against mean and tail of loss, by cuts.
//! * [`constraints`]: one function per inequality of that program.
//! * [`conflict`]: which demands cannot be met together.
//! * [`squeeze`]: the other side's choice, a leader before a follower.
//! * [`linear`], [`solver`]: a linear program as data, and who solves it.
//!
//! No engine, no files, no words for people: what the numbers stand for is
//! the caller's business.

pub mod case;
pub mod conflict;
pub mod constraints;
pub mod linear;
pub mod loss;
pub mod program;
pub mod risk;
pub mod solver;
pub mod squeeze;
