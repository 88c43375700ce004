//! A sentence's dependency tree, read from the top as well as from the words.

use super::{Deprel, Sentence, Word};

/// A sentence with its text and the dependents of every word.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// The document's text, in which its spans count.
    pub text: &'a str,
    first: Vec<u32>,
    dependents: Vec<u32>,
}

impl<'a> Tree<'a> {
    /// Indexes the tree of `sentence`.
    pub fn new(sentence: &'a Sentence, text: &'a str) -> Self {
        let count = sentence.words.len();
        let mut first = vec![0u32; count + 1];
        for head in sentence.words.iter().filter_map(|w| w.head) {
            first[head as usize + 1] += 1;
        }
        for i in 0..count {
            first[i + 1] += first[i];
        }
        let mut next = first.clone();
        let mut dependents = vec![0u32; first[count] as usize];
        for (index, word) in sentence.words.iter().enumerate() {
            if let Some(head) = word.head {
                dependents[next[head as usize] as usize] = index as u32;
                next[head as usize] += 1;
            }
        }
        Tree { sentence, text, first, dependents }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.sentence.words.len()
    }

    /// Whether the sentence has no words.
    pub fn is_empty(&self) -> bool {
        self.sentence.words.is_empty()
    }

    /// Word `index`.
    pub fn word(&self, index: usize) -> &'a Word {
        &self.sentence.words[index]
    }

    /// The form of word `index`.
    pub fn form(&self, index: usize) -> &'a str {
        self.word(index).span.of(self.text)
    }

    /// The lemma of word `index`.
    pub fn lemma(&self, index: usize) -> &'a str {
        self.sentence.lemma(index)
    }

    /// The head of word `index`; `None` for the root.
    pub fn head(&self, index: usize) -> Option<usize> {
        self.word(index).head.map(|h| h as usize)
    }

    /// The dependents of word `index`, in the order of the words.
    pub fn children(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = self.first[index] as usize..self.first[index + 1] as usize;
        self.dependents[range].iter().map(|&i| i as usize)
    }

    /// The dependents of word `index` whose relation is one of `relations`.
    pub fn children_by<'t>(
        &'t self,
        index: usize,
        relations: &'t [Deprel],
    ) -> impl DoubleEndedIterator<Item = usize> + 't {
        self.children(index).filter(|&child| relations.contains(&self.word(child).deprel))
    }

    /// The first dependent of word `index` with the relation `relation`.
    pub fn child(&self, index: usize, relation: Deprel) -> Option<usize> {
        self.children(index).find(|&child| self.word(child).deprel == relation)
    }

    /// The words below and including `index`, in order, leaving out the subtrees
    /// whose top `skip` refuses.
    pub fn subtree(&self, index: usize, skip: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![index];
        let mut at = 0;
        while at < found.len() {
            let word = found[at];
            found.extend(self.children(word).filter(|&child| !skip(child)));
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// The root's index, if the sentence has one.
    pub fn root(&self) -> Option<usize> {
        (0..self.len()).find(|&i| self.head(i).is_none())
    }
}
