//! Numbers as publishers write them.

/// Largest mass, value or share that a cell may hold.
const MAX: f64 = 1e15;

/// What is wrong with a number: code, message, hint.
pub(crate) type Defect = (&'static str, &'static str, &'static str);

/// A number of zero or more with a decimal point; blank = `None`.
pub(crate) fn plain(cell: &[u8]) -> Result<Option<f64>, Defect> {
    if cell.is_empty() {
        return Ok(None);
    }
    let wrong = ("E006", "not a number", "write digits with a decimal point and no thousands separators");
    // "inf", "nan" and "0x10" are no numbers here.
    if !cell.iter().all(|b| b.is_ascii_digit() || b"+-.eE".contains(b)) {
        return Err(wrong);
    }
    let number = std::str::from_utf8(cell).ok().and_then(|text| text.parse::<f64>().ok()).ok_or(wrong)?;
    if (0.0..=MAX).contains(&number) {
        Ok(Some(number))
    } else {
        Err(("E007", "outside 0 to 1e15", "masses and values are not negative"))
    }
}

/// A whole number within bounds.
pub(super) fn whole(cell: &[u8], min: u32, max: u32) -> Option<u32> {
    if cell.is_empty() || cell.len() > 9 {
        return None;
    }
    let number =
        cell.iter().try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))?;
    (min..=max).contains(&number).then_some(number)
}

/// A figure with its range, as a table prints it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    /// Most likely.
    pub(super) value: f64,
    /// Range, where the table gives a bound or a range and no value.
    pub(super) range: Option<(f64, f64)>,
}

/// What a cell of a printed table says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Printed {
    /// A figure.
    Figure(Figure),
    /// Nothing: blank, or a sign that nothing is published.
    Nothing,
    /// Withheld, not available, or in words such as `Large`.
    Unpublished,
}

/// Thousands separators, `—` for nil, `NA`, `W`, `<0.1`, `>1,000`, `10 - 20`.
pub(super) fn printed(text: &str) -> Result<Printed, Defect> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Printed::Nothing);
    }
    if matches!(text, "—" | "–" | "-" | "--") {
        return Ok(Printed::Figure(Figure { value: 0.0, range: None }));
    }
    let words =
        ["na", "w", "xx", "s", "e", "n/a", ":", "large", "moderate", "small", "very small", "moderate to large"];
    if words.contains(&text.to_lowercase().as_str()) {
        return Ok(Printed::Unpublished);
    }
    if let Some(bound) = text.strip_prefix('<') {
        let most = grouped(bound)?;
        return Ok(Printed::Figure(Figure { value: most / 2.0, range: Some((0.0, most)) }));
    }
    if let Some(bound) = text.strip_prefix('>') {
        let least = grouped(bound)?;
        return Ok(Printed::Figure(Figure { value: least, range: Some((least, least)) }));
    }
    if let Some((low, high)) = text.split_once(" - ").or_else(|| text.split_once('–')) {
        let (low, high) = (grouped(low)?, grouped(high)?);
        if low > high {
            return Err(("E018", "the range runs backwards", "low - high"));
        }
        return Ok(Printed::Figure(Figure { value: f64::midpoint(low, high), range: Some((low, high)) }));
    }
    grouped(text).map(|value| Printed::Figure(Figure { value, range: None }))
}

/// `1,234,567.8`: commas only between groups of three.
fn grouped(text: &str) -> Result<f64, Defect> {
    let text = text.trim();
    let wrong = ("E006", "not a number", "write digits, with commas between thousands if any, e.g. 12,345");
    let whole = text.split('.').next().unwrap_or(text);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if whole.contains(',') && !((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)) {
        return Err(wrong);
    }
    plain(text.replace(',', "").as_bytes())?.ok_or(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_figures() {
        let figure = |value, range| Ok(Printed::Figure(Figure { value, range }));
        assert_eq!(printed("1,234,567"), figure(1_234_567.0, None));
        assert_eq!(printed("<0.1"), figure(0.05, Some((0.0, 0.1))));
        assert_eq!(printed(">85,000,000"), figure(85e6, Some((85e6, 85e6))));
        assert_eq!(printed("10,000 - 15,000"), figure(12_500.0, Some((10_000.0, 15_000.0))));
        assert_eq!(printed("—"), figure(0.0, None));
        assert_eq!(printed("NA"), Ok(Printed::Unpublished));
        for wrong in ["1,23", "1.2.3", "inf", "nan", "12 t", "1e400", "-5", ",", "<", "9 - 3"] {
            assert!(printed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn plain_numbers() {
        assert_eq!(plain(b"12.5"), Ok(Some(12.5)));
        assert_eq!(plain(b""), Ok(None));
        for wrong in [&b"1,5"[..], b"inf", b"-1", b"\xff", b"1e999"] {
            assert!(plain(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(whole(b"202401", 1, 999_999), Some(202_401));
        assert_eq!(whole(b"9999999999", 1, u32::MAX), None);
    }
}
