//! Sentences and words.
//!
//! Nothing is lost: the words of all sentences stand in order, do not overlap, and only
//! blanks (and what a document marks as markup or boilerplate) lie between them.

mod boundaries;
mod lexicon;
mod words;

use crate::annotate::Sentence;
use crate::document::{BlockKind, Document};
use crate::text::Span;
use words::Token;

/// Cuts a document into sentences of words that have forms but no annotation yet.
///
/// ```
/// use tercet::{document::Document, segment::segment};
///
/// let document = Document::from_text("greeting", "Mr. Smith didn't go. Why?");
/// let sentences = segment(&document);
/// let first = &sentences[0];
/// let words: Vec<_> = (0..first.words.len()).map(|i| first.form(i, &document.text)).collect();
/// assert_eq!(words, ["Mr.", "Smith", "did", "n't", "go", "."]);
/// assert_eq!(sentences.len(), 2);
/// ```
pub fn segment(document: &Document) -> Vec<Sentence> {
    let text = document.readable();
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    for block in &document.blocks {
        let part = block.span.of(&text);
        let base = block.span.start as usize;
        tokens.clear();
        match block.kind {
            BlockKind::Boilerplate => continue,
            BlockKind::Tokens => blank_separated(part, base, &mut tokens),
            _ => words::words(part, base, &mut tokens),
        }
        if matches!(block.kind, BlockKind::Paragraph) {
            let mut start = 0;
            while start < tokens.len() {
                let end = boundaries::sentence_end(&text, &tokens, start).max(start + 1);
                sentences.extend(sentence(&tokens[start..end]));
                start = end;
            }
        } else {
            sentences.extend(sentence(&tokens));
        }
    }
    sentences
}

fn sentence(tokens: &[Token]) -> Option<Sentence> {
    let mut sentence = Sentence::default();
    sentence.words.reserve_exact(tokens.len());
    for token in tokens {
        sentence.push_word(token.span, token.joined);
    }
    (!sentence.words.is_empty()).then_some(sentence)
}

/// Tokens that somebody else has cut: what blanks separate, as it stands.
fn blank_separated(text: &str, base: usize, out: &mut Vec<Token>) {
    let mut start = 0;
    for part in text.split(char::is_whitespace) {
        if !part.is_empty() {
            let span = Span::new(base + start, base + start + part.len());
            out.push(Token { span, joined: false });
        }
        start += part.len() + text[start + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
}

#[cfg(test)]
mod tests;
