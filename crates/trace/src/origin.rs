//! Origin by stage: what a line needs, and where each stage of it is done.

mod result;

pub use result::{ElementOrigin, EvidenceShares, ItemOrigin, LineOrigin, Origin, StageOrigin, Via};
