//! Numbers as people of many countries write them.

use super::Grid;

/// What a text means as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// One meaning.
    Number(f64),
    /// A thousand and more, or a few units and thousandths: `1,234`. The mark is in question.
    Ambiguous(char),
    /// No number.
    None,
}

/// Which mark stands before the decimals, as far as a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decimal {
    /// Nothing in the file shows it.
    #[default]
    Unknown,
    /// `1.5`.
    Point,
    /// `1,5`.
    Comma,
}

impl Decimal {
    const fn of(mark: char) -> Self {
        if mark == ',' { Decimal::Comma } else { Decimal::Point }
    }
}

/// Reads a number. Blanks and apostrophes between digits separate thousands.
#[must_use]
pub fn read(text: &str, decimal: Decimal) -> Reading {
    let Some((plain, mark)) = unmarked(text, decimal) else { return Reading::None };
    match mark {
        Mark::Open(mark) => Reading::Ambiguous(mark),
        Mark::Settled(_) | Mark::No => {
            // "1e5" and "-3.2" are numbers; "inf", "nan" and "0x10" are not.
            let sound = plain.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
            plain.parse::<f64>().ok().filter(|n| sound && n.is_finite()).map_or(Reading::None, Reading::Number)
        }
    }
}

/// The decimal mark that a text shows without doubt.
#[must_use]
pub fn evidence(text: &str) -> Option<Decimal> {
    match unmarked(text, Decimal::Unknown)? {
        (plain, Mark::Settled(mark)) if plain.parse::<f64>().is_ok() => Some(Decimal::of(mark)),
        _ => None,
    }
}

/// What the file itself settles: a comma between cells leaves the point for decimals.
#[must_use]
pub fn from_delimiter(grid: &Grid) -> Decimal {
    if grid.delimiter == Some(b',') { Decimal::Point } else { Decimal::Unknown }
}

/// The decimal mark of a text.
enum Mark {
    No,
    /// Without doubt.
    Settled(char),
    /// It may separate thousands.
    Open(char),
}

/// The text with a decimal point and no thousands; `None` when marks stand where none can.
fn unmarked(text: &str, decimal: Decimal) -> Option<(String, Mark)> {
    let text = ungrouped(text.trim())?;
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| matches!(c, ',' | '.')).collect();
    let Some((last_at, last)) = marks.last().copied() else { return Some((text, Mark::No)) };
    let firsts = &marks[..marks.len() - 1];
    if firsts.is_empty() {
        let before = text[..last_at].trim_start_matches(['-', '+']);
        let after = &text[last_at + 1..];
        let like_thousands = after.len() == 3
            && after.bytes().all(|b| b.is_ascii_digit())
            && (1..=3).contains(&before.len())
            && !before.starts_with('0');
        let is_decimal = decimal == Decimal::of(last);
        if like_thousands && decimal == Decimal::Unknown {
            return Some((text, Mark::Open(last)));
        }
        if like_thousands && !is_decimal {
            return Some((text.replace(last, ""), Mark::No));
        }
        if decimal != Decimal::Unknown && !is_decimal {
            return None;
        }
        return Some((text.replace(last, "."), Mark::Settled(last)));
    }
    // Several marks: all alike separate thousands; else the last one stands before the decimals.
    let alike = firsts.iter().all(|(_, mark)| *mark == last);
    let thousands = if alike { last } else { firsts[0].1 };
    if !alike && firsts.iter().any(|(_, mark)| *mark != thousands) {
        return None;
    }
    let decimals = if alike { thousands } else { last };
    if (decimal == Decimal::of(thousands))
        || (!alike && decimal != Decimal::Unknown && decimal != Decimal::of(decimals))
    {
        return None;
    }
    let whole = if alike { text.as_str() } else { &text[..last_at] };
    let mut groups = whole.trim_start_matches(['-', '+']).split(thousands);
    let first_fits = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    if !first_fits || !groups.all(|group| group.len() == 3) {
        return None;
    }
    let plain = if alike { text.replace(thousands, "") } else { text.replace(thousands, "").replace(decimals, ".") };
    // `1.234.567` shows that the other mark is the decimal one.
    let shown = if alike { if thousands == ',' { '.' } else { ',' } } else { decimals };
    Some((plain, Mark::Settled(shown)))
}

/// Without the blanks and apostrophes that stand between groups of three digits.
fn ungrouped(text: &str) -> Option<String> {
    let is_gap = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}');
    if !text.contains(is_gap) {
        return Some(text.to_owned());
    }
    let whole = text.split(['.', ',']).next().unwrap_or("");
    let mut groups = whole.split(is_gap);
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let fits = (1..=3).contains(&first.len()) && digits(first) && groups.all(|g| g.len() == 3 && digits(g));
    let rest_is_plain = !text[whole.len()..].contains(is_gap);
    (fits && rest_is_plain).then(|| text.chars().filter(|c| !is_gap(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_many_countries() {
        use Decimal::{Comma, Point, Unknown};
        for (text, decimal, want) in [
            ("12", Unknown, Reading::Number(12.0)),
            ("1.5", Unknown, Reading::Number(1.5)),
            ("1,5", Unknown, Reading::Number(1.5)),
            ("0,125", Unknown, Reading::Number(0.125)),
            ("0.125", Unknown, Reading::Number(0.125)),
            ("1,234", Unknown, Reading::Ambiguous(',')),
            ("1.234", Unknown, Reading::Ambiguous('.')),
            ("1,234", Comma, Reading::Number(1.234)),
            ("1,234", Point, Reading::Number(1234.0)),
            ("1.234", Comma, Reading::Number(1234.0)),
            ("1.234,5", Unknown, Reading::Number(1234.5)),
            ("1,234.5", Unknown, Reading::Number(1234.5)),
            ("1.234.567", Unknown, Reading::Number(1_234_567.0)),
            ("1 234 567,8", Unknown, Reading::Number(1_234_567.8)),
            ("1'234.5", Unknown, Reading::Number(1234.5)),
            ("-3.25", Unknown, Reading::Number(-3.25)),
            ("1e3", Unknown, Reading::Number(1000.0)),
            ("1,5", Point, Reading::None),
            ("1.5", Comma, Reading::None),
            ("1,23,4", Unknown, Reading::None),
            ("12 34", Unknown, Reading::None),
            ("1.2.3", Unknown, Reading::None),
            ("inf", Unknown, Reading::None),
            ("nan", Unknown, Reading::None),
            ("", Unknown, Reading::None),
            ("abc", Unknown, Reading::None),
            ("1e999", Unknown, Reading::None),
        ] {
            assert_eq!(read(text, decimal), want, "{text} with {decimal:?}");
        }
        assert_eq!(evidence("1,5"), Some(Comma));
        assert_eq!(evidence("1.234.567"), Some(Comma));
        assert_eq!(evidence("1,234"), None);
        assert_eq!(evidence("x,5"), None);
    }
}
