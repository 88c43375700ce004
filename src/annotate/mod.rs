//! From sentences of words to tags, lemmas, dependency trees and names.
//!
//! [`Sentence`] is what every later stage reads: words in order, each with its
//! part of speech, lemma, features, head and relation, plus the names found.

mod agreement;
mod annotator;
pub mod conllu;
mod feats;
mod inflection;
mod labels;
mod lexicon;
pub mod network;
mod repair;
mod tree;

pub use annotator::{Annotator, AnnotatorError, ENGLISH};
pub use feats::Feats;
pub use labels::{Deprel, NameType, UnknownLabel, Upos, Xpos};
pub use lexicon::{LONGEST_SUFFIX, Lexicon, LexiconError};
pub use repair::takes;
pub use tree::Tree;

use crate::text::Span;
use std::ops::Range;

/// One syntactic word with its annotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Where the word stands in the document's text.
    pub span: Span,
    /// Whether the word belongs to the same surface token as the one before
    /// ("do" + "n't"): CoNLL-U writes such words as a multiword token.
    pub joined: bool,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn part of speech.
    pub xpos: Xpos,
    /// Morphological features.
    pub feats: Feats,
    /// Index of the head word in the sentence; `None` for the root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Probability that the parser gives to this head (1 for gold trees).
    pub head_probability: f32,
    lemma: (u32, u32),
}

/// A name: consecutive words of one type.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Indices of its words.
    pub words: Range<usize>,
    /// OntoNotes type.
    pub kind: NameType,
    /// Mean probability of its labels (1 for gold names).
    pub probability: f32,
}

/// A sentence of a document, annotated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// From the first to the last word.
    pub span: Span,
    /// The words in order.
    pub words: Vec<Word>,
    /// Names in order, not overlapping.
    pub names: Vec<Name>,
    lemmas: String,
}

impl Sentence {
    /// Appends a word that has a form but no annotation yet.
    pub fn push_word(&mut self, span: Span, joined: bool) {
        self.span = if self.words.is_empty() { span } else { self.span.cover(span) };
        self.words.push(Word {
            span,
            joined,
            upos: Upos::X,
            xpos: Xpos::Xx,
            feats: Feats::default(),
            head: None,
            deprel: Deprel::Dep,
            head_probability: 1.0,
            lemma: (0, 0),
        });
    }

    /// Sets the lemma of word `index`.
    pub fn set_lemma(&mut self, index: usize, lemma: &str) {
        let start = self.lemmas.len();
        self.lemmas.push_str(lemma);
        self.words[index].lemma = (start as u32, self.lemmas.len() as u32);
    }

    /// The lemma of word `index`; empty before annotation.
    pub fn lemma(&self, index: usize) -> &str {
        let (start, end) = self.words[index].lemma;
        &self.lemmas[start as usize..end as usize]
    }

    /// The form of word `index` as it stands in `text`, the document's text.
    pub fn form<'t>(&self, index: usize, text: &'t str) -> &'t str {
        self.words[index].span.of(text)
    }

    /// The name that word `index` belongs to.
    pub fn name_at(&self, index: usize) -> Option<&Name> {
        self.names.iter().find(|name| name.words.contains(&index))
    }
}
