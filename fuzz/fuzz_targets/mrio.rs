//! Reads an input as the files of an input-output table and a shock, each with its name in its first line.
#![no_main]
#![allow(dead_code, reason = "the functions are shared by all targets")]

#[path = "../../crates/data/tests/data/entry.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    entry::read_mrio(input);
});
