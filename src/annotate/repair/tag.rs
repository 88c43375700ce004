//! Tags that the word's own place in the tree, or its own characters, contradict.

use super::Change;
use crate::annotate::{Deprel, Tree, Upos, Xpos};

/// "The only thing *that* they want": each relation has its parts of speech, and of two readings of a
/// function word the tree has chosen one.
pub(super) fn tag_of_relation(tree: &Tree, index: usize) -> Vec<Change> {
    let word = tree.word(index);
    let that = || tree.lemma(index) == "that";
    let (upos, xpos) = match (word.deprel, word.upos, word.xpos) {
        (Deprel::Mark, Upos::Adp, Xpos::In) => (Upos::Sconj, Xpos::In),
        (Deprel::Case, Upos::Part, Xpos::To) => (Upos::Adp, Xpos::In),
        (Deprel::Det, Upos::Sconj, Xpos::In) if that() => (Upos::Det, Xpos::Dt),
        (Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl, Upos::Sconj, Xpos::In) if that() => {
            let clause = tree.head(index).map(|h| tree.word(h).deprel);
            // "told reporters *that* talks had failed": here the tag is right.
            if clause == Some(Deprel::Ccomp) && matches!(word.deprel, Deprel::Obj | Deprel::Obl) {
                return vec![Change::label(index, Deprel::Mark)];
            }
            let relative = clause == Some(Deprel::AclRelcl);
            (Upos::Pron, if relative { Xpos::Wdt } else { Xpos::Dt })
        }
        (Deprel::Advmod, Upos::Adj, Xpos::Jjs) => (Upos::Adv, Xpos::Rbs),
        (Deprel::Cop | Deprel::AuxPass, Upos::Verb, xpos) => (Upos::Aux, xpos),
        (Deprel::Nummod, Upos::X, Xpos::Ls) => (Upos::Num, Xpos::Cd),
        _ => return Vec::new(),
    };
    vec![Change::retag(index, upos, xpos)]
}

/// "What *!???*": a word of marks that end or part sentences names nothing.
pub(super) fn marks_taken_for_word(tree: &Tree, index: usize) -> Vec<Change> {
    let word = tree.word(index);
    let marks = tree.form(index).chars().all(|c| matches!(c, '.' | '!' | '?' | ',' | ';' | ':' | '…'));
    if word.upos == Upos::Punct || !marks {
        return Vec::new();
    }
    vec![Change::retag(index, Upos::Punct, Xpos::Period)]
}
