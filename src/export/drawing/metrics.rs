//! How wide words are when drawn, without a font at hand.

/// Advance widths of ASCII from U+0020 on in thousandths of the size, from the metrics of
/// Helvetica, which Arial, Liberation Sans and most sans-serif faces share or come near.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a line of text at a font size.
pub fn width(text: &str, size: f64) -> f64 {
    let advance = |c: char| match u32::from(c) {
        code @ 0x20..=0x7e => WIDTHS.get(code as usize - 0x20).copied().unwrap_or(556),
        0x300..=0x36f | 0x200b..=0x200f | 0x202a..=0x202e => 0,
        // Ideographs, kana and hangul are square.
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xff00..=0xff60 => 1000,
        _ => 600,
    };
    text.chars().map(|c| f64::from(advance(c))).sum::<f64>() * size / 1000.0
}

/// The words in lines of about `limit` characters; a longer word has a line of its own.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A name on one line, or on two of about the same length.
pub fn halve(name: &str, limit: usize) -> Vec<String> {
    let length = name.chars().count();
    if length <= limit { wrap(name, limit) } else { wrap(name, (length / 2 + 4).max(limit / 2)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider() {
        assert!(width("WWW", 12.0) > 2.0 * width("iii", 12.0));
        assert_eq!(width("", 12.0), 0.0);
        assert_eq!(width("漢", 10.0), 10.0);
    }

    #[test]
    fn long_names_stand_on_two_lines() {
        assert_eq!(halve("Lisbon", 20), ["Lisbon"]);
        assert_eq!(halve("European Centre for Disease Control", 20).len(), 2);
    }
}
