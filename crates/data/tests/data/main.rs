//! Black-box tests of the readers: what is broken is refused, where it is broken, with what would be right.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bom;
mod broken_cells;
mod broken_files;
mod broken_network;
mod broken_toml;
mod common;
mod declarations;
#[expect(dead_code, reason = "shared with the fuzz targets")]
mod entry;
mod formats;
mod fresh;
mod malformed;
mod minerals;
mod overlays;
mod properties;
mod rules;
mod sound;
