//! Reads an input as a foreign bill of materials, CSV or a workbook.
#![no_main]
#![allow(dead_code, reason = "the functions are shared by all targets")]

#[path = "../../crates/data/tests/data/entry.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    entry::read_bom(input);
});
