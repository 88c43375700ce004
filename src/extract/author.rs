//! Whose words a statement, letter or report are: what it says, its author says.

use super::mode::is_speech_noun;
use crate::annotate::{Deprel, Tree, Upos};

/// The head of whoever made the utterance that `noun` names: "a statement *by Ann Lee*",
/// "*the ministry's* report".
pub fn author(tree: &Tree, noun: usize) -> Option<usize> {
    if tree.word(noun).upos != Upos::Noun || !is_speech_noun(tree.lemma(noun)) {
        return None;
    }
    tree.children(noun).find(|&child| match tree.word(child).deprel {
        Deprel::NmodPoss => tree.word(child).upos == Upos::Propn,
        Deprel::Nmod => {
            tree.children_by(child, &[Deprel::Case]).any(|c| matches!(tree.lemma(c), "by" | "from"))
        }
        _ => false,
    })
}
