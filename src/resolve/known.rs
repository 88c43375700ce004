//! What has been read of a document when a mention is about to be joined.

use super::context::Context;
use super::entity::Entity;
use super::mention::Found;
use rustc_hash::FxHashMap;

/// The mentions and entities up to now.
pub(super) struct Known<'k> {
    pub context: &'k Context<'k>,
    /// All mentions of the document.
    pub mentions: &'k [Found],
    /// The entities founded so far.
    pub entities: &'k [Entity],
    /// Sentence and head word → mention, of those read.
    pub heads: &'k FxHashMap<(usize, usize), usize>,
    /// The entity of each mention read.
    pub joined: Vec<Option<usize>>,
}

impl Known<'_> {
    /// The entity of the mention whose head is this word.
    pub fn at(&self, sentence: usize, word: usize) -> Option<usize> {
        self.heads.get(&(sentence, word)).and_then(|&mention| self.joined.get(mention).copied().flatten())
    }
}
