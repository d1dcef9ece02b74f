//! Reads an input as an edge list, or as sectors of its sites, named by the first line.
#![no_main]
#![allow(dead_code, reason = "the functions are shared by all targets")]

#[path = "../../crates/data/tests/data/entry.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    entry::read_edges(input);
});
