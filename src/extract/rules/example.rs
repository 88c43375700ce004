//! **Examples and parts.** What "such as" lists is an instance of the noun before it; what
//! "including" lists is part of it. "Especially" and the like single an instance out.
//!
//! > Metals such as iron and zinc rust. — (iron; is; Metals), (zinc; is; Metals)
//! > The group, including Ann Lee, left. — (The group; including; Ann Lee)

use super::role;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::clause::Clauses;
use crate::extract::proposition::{Argument, Proposition, Relation};
use crate::extract::{lexicon, phrase};

/// The adverb by which an apposition is an instance of its plural noun: "plays, *especially* The Mill".
pub(super) fn singled_out(tree: &Tree, word: usize) -> Option<usize> {
    let plural = tree.head(word).is_some_and(|h| h < word && tree.word(h).xpos == Xpos::Nns);
    let adverb =
        tree.children_by(word, &[Deprel::Advmod]).find(|&a| a < word && lexicon::is_example(tree.lemma(a)));
    adverb.filter(|_| plural && tree.word(word).deprel == Deprel::Appos)
}

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for word in 0..tree.len() {
        let Some(head) = tree.head(word) else { continue };
        if let Some(adverb) = singled_out(tree, word) {
            let whole = phrase::argument(tree, head);
            let like = |part: &usize| tree.word(*part).upos == tree.word(word).upos;
            for part in phrase::conjuncts(tree, word).into_iter().filter(like) {
                let mut instance = phrase::argument(tree, part);
                instance.words.retain(|&w| w != adverb);
                found.push(role::is(instance, whole.clone(), "example"));
            }
            continue;
        }
        if tree.word(word).deprel.base() != "nmod"
            || !phrase::is_list(tree, word)
            || tree.word(head).upos == Upos::Verb
        {
            continue;
        }
        let marks: Vec<usize> =
            tree.children_by(word, &[Deprel::Case, Deprel::Mark]).filter(|&m| m < word).collect();
        let including = marks.iter().any(|&m| tree.form(m).eq_ignore_ascii_case("including"));
        // "is under construction, *including the hall*": what includes is the subject
        if including && tree.word(head).xpos == Xpos::Nn && phrase::bare(tree, head) {
            continue;
        }
        // "his plays and his *poems*, such as"
        let nearest = phrase::conjuncts(tree, head).into_iter().filter(|&c| c < word).max();
        let mut whole = phrase::argument(tree, nearest.unwrap_or(head));
        whole.marker.clear();
        for part in phrase::conjuncts(tree, word) {
            let mut instance = phrase::argument(tree, part);
            instance.marker.clear();
            found.push(if including {
                Proposition {
                    subject: whole.clone(),
                    relation: Relation {
                        words: marks.clone(),
                        head: word,
                        lemma: "include".to_owned(),
                        preposition: 0,
                        before: "",
                        after: "",
                    },
                    object: Some(Argument { ..instance }),
                    ..role::is(whole.clone(), whole.clone(), "example")
                }
            } else {
                role::is(instance, whole.clone(), "example")
            });
        }
    }
}
