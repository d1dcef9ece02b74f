//! Rows of somebody's CSV file, one at a time, in bounded memory.

use crate::problem::Problem;
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{Chain, Cursor, Read};
use std::rc::Rc;

/// Bytes looked at before reading, to tell what kind of file it is.
const HEAD: usize = 4096;
/// A row longer than this has a quote that is never closed \[bytes\].
const MAX_ROW: usize = 1 << 20;
/// Buffer between file and rows \[bytes\].
const BUFFER: usize = 1 << 17;

/// First bytes of files that are no text, and what to do with them.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first (7z x FILE) and name the .dat or .csv file in it"),
    (b"PK\x03\x04", "a zip archive or a spreadsheet", "unpack it first, or save the sheet as CSV UTF-8"),
    (b"\x1f\x8b", "a gzip file", "unpack it first (gunzip FILE)"),
    (b"BZh", "a bzip2 file", "unpack it first (bunzip2 FILE)"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first (unxz FILE)"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it first (unzstd FILE)"),
    (b"Rar!", "a rar archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet", "save the sheet as CSV UTF-8"),
    (b"PAR1", "a Parquet file", "write it as CSV"),
    (b"%PDF", "a PDF", "name the CSV file of the same release"),
    (b"<!DOCTYPE", "a web page", "download the data file itself; the server may have sent an error page"),
    (b"<html", "a web page", "download the data file itself; the server may have sent an error page"),
    (b"<?xml", "an XML file", "download it as CSV"),
];

/// Reads the first bytes of a file and refuses what is no text.
pub(crate) fn head(name: &str, input: &mut impl Read) -> Result<Vec<u8>, Box<Problem>> {
    let mut head = Vec::with_capacity(HEAD);
    input.take(HEAD as u64).read_to_end(&mut head).map_err(|error| unreadable(name, &error))?;
    for (magic, what, hint) in MAGIC {
        if head.len() >= magic.len() && head[..magic.len()].eq_ignore_ascii_case(magic) {
            return Err(Problem::new("E001", name, format!("this is {what}"), *hint).into());
        }
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(Problem::new("E002", name, "the file is UTF-16", "save it as UTF-8").into());
    }
    if head.contains(&0) {
        return Err(Problem::new("E002", name, "the file is no text", "name the CSV file as published").into());
    }
    if head.iter().all(u8::is_ascii_whitespace) {
        return Err(Problem::new("E003", name, "the file is empty", "download it again").into());
    }
    if head.starts_with(b"\xef\xbb\xbf") {
        head.drain(..3);
    }
    Ok(head)
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    let hint = "see that the file is there, whole, and may be read";
    Problem::new("E001", name, format!("cannot be read on ({error})"), hint)
}

/// Lets through a bounded number of bytes until it is told that a row has ended.
pub(crate) struct Gate<R> {
    input: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Gate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.left.get() == 0 {
            return Err(std::io::Error::other("a row of over 1 MB: a quote is not closed"));
        }
        let most = buffer.len().min(self.left.get());
        let read = self.input.read(&mut buffer[..most])?;
        self.left.set(self.left.get() - read);
        Ok(read)
    }
}

/// What a reader of bounded rows is fed from.
pub(crate) type Source<R> = Gate<Chain<Cursor<Vec<u8>>, R>>;

/// A gate over a file whose head was taken off, and its allowance, to be renewed after each row.
pub(crate) fn gate<R: Read>(head: Vec<u8>, input: R) -> (Source<R>, Allowance) {
    let left = Rc::new(Cell::new(MAX_ROW));
    (Gate { input: Cursor::new(head).chain(input), left: Rc::clone(&left) }, Allowance(left))
}

/// How many bytes may still pass.
pub(crate) struct Allowance(Rc<Cell<usize>>);

impl Allowance {
    /// A row has ended.
    pub(crate) fn renew(&self) {
        self.0.set(MAX_ROW);
    }
}

/// Rows of a file.
pub(crate) struct Rows<R: Read> {
    reader: csv::Reader<Source<R>>,
    record: csv::ByteRecord,
    allowance: Allowance,
    name: String,
    count: u64,
}

impl<R: Read> Rows<R> {
    /// Opens a file whose head was taken off.
    pub(crate) fn new(name: &str, head: Vec<u8>, input: R) -> Self {
        let delimiter = delimiter(&head);
        let (source, allowance) = gate(head, input);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(BUFFER)
            .from_reader(source);
        Rows { reader, record: csv::ByteRecord::new(), allowance, name: name.to_owned(), count: 0 }
    }

    /// The next row that is not blank, with its line.
    pub(crate) fn next(&mut self) -> Result<Option<(u64, &csv::ByteRecord)>, Box<Problem>> {
        loop {
            self.allowance.renew();
            let more = self.reader.read_byte_record(&mut self.record).map_err(|error| {
                let hint = "see that the file is whole; quote cells that hold quotes or separators";
                Problem::new("E004", &self.name, format!("not readable as CSV ({error})"), hint).row(self.count + 1)
            })?;
            if !more {
                return Ok(None);
            }
            self.count += 1;
            if !self.record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
                // The reader's own count is short after `\r\n`, ours after blank lines.
                let line = self.record.position().map_or(0, csv::Position::line).max(self.count);
                return Ok(Some((line, &self.record)));
            }
        }
    }
}

impl<R: Read> Rows<R> {
    /// The row that [`Rows::next`] gave last.
    pub(crate) fn last(&self) -> &csv::ByteRecord {
        &self.record
    }
}

/// The separator that the first line holds most of.
fn delimiter(head: &[u8]) -> u8 {
    let first = head.split(|b| *b == b'\n').find(|line| !line.iter().all(u8::is_ascii_whitespace)).unwrap_or(b"");
    let count = |mark: u8| first.iter().filter(|b| **b == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// Bytes as text: UTF-8, or else Windows-1252, which holds ISO 8859-1.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(
            bytes
                .iter()
                .map(|byte| match byte {
                    0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
                    _ => char::from(*byte),
                })
                .collect(),
        ),
    }
}
