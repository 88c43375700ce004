//! What is read: a document with its text and what is known about it.

mod encoding;
mod jsonl;
mod markdown;
mod source;
mod structure;

pub use source::{Mode, Problem, ReadError, read_source, read_sources};

use crate::text::Span;
use std::borrow::Cow;

/// A text to extract from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Identifier, unique in a corpus: the file stem or the `id` given.
    pub id: String,
    /// The text that every offset counts in.
    pub text: String,
    /// Headline.
    pub title: Option<String>,
    /// Publication date, against which "yesterday" is read.
    pub date: Option<jiff::civil::Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its parts in order, not overlapping; only blanks, markup and code lie between.
    pub blocks: Vec<Block>,
    /// Markup inside the blocks (`**`, link targets), in order: no words.
    pub markup: Vec<Span>,
}

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline: one sentence.
    Title,
    /// Running text.
    Paragraph,
    /// One sentence by itself: a heading, or a line in lines mode.
    Sentence,
    /// One sentence whose tokens blanks separate.
    Tokens,
    /// Share links, copyright lines, dates of publication: no sentences.
    Boilerplate,
}

impl Document {
    /// A document of plain text; finds title, date, paragraphs and boilerplate.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        let mut document = Document { id: id.into(), text: text.into(), ..Document::default() };
        structure::mark(&mut document);
        document
    }

    /// A document of Markdown; its offsets are those of the source.
    pub fn from_markdown(id: impl Into<String>, text: impl Into<String>) -> Self {
        let mut document = Document { id: id.into(), text: text.into(), ..Document::default() };
        markdown::mark(&mut document);
        document
    }

    /// A document of paragraphs alone, one a line: nothing is title or boilerplate.
    pub fn from_paragraphs(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self::from_blocks(id, text, BlockKind::Paragraph)
    }

    /// A document with one sentence a line; with `pretokenized`, blanks separate its tokens.
    pub fn from_lines(id: impl Into<String>, text: impl Into<String>, pretokenized: bool) -> Self {
        Self::from_blocks(id, text, if pretokenized { BlockKind::Tokens } else { BlockKind::Sentence })
    }

    fn from_blocks(id: impl Into<String>, text: impl Into<String>, kind: BlockKind) -> Self {
        let text = text.into();
        let blocks = structure::lines(&text).map(|span| Block { span, kind }).collect();
        Document { id: id.into(), text, blocks, ..Document::default() }
    }

    /// The text with markup blanked out, byte for byte.
    pub fn readable(&self) -> Cow<'_, str> {
        if self.markup.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for span in &self.markup {
            let (Some(before), Some(markup)) =
                (self.text.get(at..span.start as usize), self.text.get(span.range()))
            else {
                continue;
            };
            out.push_str(before);
            out.extend(std::iter::repeat_n(' ', markup.len()));
            at = span.end as usize;
        }
        out.push_str(self.text.get(at..).unwrap_or(""));
        Cow::Owned(out)
    }
}

#[cfg(test)]
mod tests;
