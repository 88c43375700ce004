//! Positions in text: byte spans inside, Unicode code points at the border.

use std::ops::Range;

/// A half-open range of bytes in a document's text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end` (bytes).
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    /// The same bytes as an index range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that the span covers; empty where the span lies outside `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Translates byte offsets of one text into code points, as the outputs count them.
///
/// Keeps one counter for every 64 bytes, so a lookup reads at most 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t [u8],
    before: Vec<u32>,
}

const BLOCK: usize = 64;

impl<'t> CodePoints<'t> {
    /// Counts the code points of `text`.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut before = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut count = 0u32;
        for block in bytes.chunks(BLOCK) {
            before.push(count);
            count += starts(block);
        }
        before.push(count);
        CodePoints { text: bytes, before }
    }

    /// How many code points lie before byte `offset` (offsets past the end count all).
    pub fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let block = offset / BLOCK;
        self.before[block] + starts(&self.text[block * BLOCK..offset])
    }

    /// The span in code points, as `[start, end)`.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// How many code points start in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| (b as i8) >= -0x40).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting_characters() {
        let text = "Zürich — “naïve” 日本語 🎉 and plain text that is longer than one block of bytes.";
        let points = CodePoints::new(text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte as u32), count as u32);
        }
        assert_eq!(points.at(text.len() as u32) as usize, text.chars().count());
        assert_eq!(points.at(9_999) as usize, text.chars().count());
    }
}
