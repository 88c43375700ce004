//! **Nominal relations.** A possessor, its noun and a phrase of the noun state a relation
//! without a verb.
//!
//! > The bank's acquisition of Alpha pleased investors. — (The bank; has acquisition of; Alpha)
//! > Alpha's takeover by the bank pleased investors. — (the bank; has takeover of; Alpha)
//!
//! Does not apply to a noun that names a person or a name with its own title (see `role`),
//! to pronouns as possessor ("their"), but before a name ("its takeover of Alpha"), nor to phrases
//! of time. Known misses: "the acquisition of Alpha by the bank".

use super::role;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::clause::Clauses;
use crate::extract::proposition::{Argument, Proposition, Relation};
use crate::extract::{lexicon, phrase};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for noun in (0..tree.len()).filter(|&w| tree.word(w).upos == Upos::Noun) {
        let Some(possessor) = tree.child(noun, Deprel::NmodPoss) else { continue };
        if tree.word(noun).deprel == Deprel::Appos {
            continue;
        }
        let pronoun = tree.word(possessor).upos == Upos::Pron;
        let mut subject = phrase::argument(tree, possessor);
        subject.words.retain(|&w| tree.word(w).xpos != Xpos::Pos || tree.head(w) != Some(possessor));
        for child in tree.children_by(noun, &[Deprel::Nmod]).filter(|&c| c > noun) {
            let marker = phrase::marker(tree, child);
            let Some(&preposition) = marker.last() else { continue };
            // "Lee's brother-in-law"
            if preposition.checked_sub(1).is_some_and(|w| tree.word(w).xpos == Xpos::Hyph) {
                continue;
            }
            let beside = matches!(tree.lemma(preposition), "as" | "like" | "than")
                || lexicon::is_apart(tree.lemma(preposition));
            if beside || lexicon::is_time(tree, child) || phrase::is_list(tree, child) {
                continue;
            }
            for part in phrase::conjuncts(tree, child) {
                let of_name = tree.lemma(preposition) == "of" && tree.word(part).upos == Upos::Propn;
                if pronoun && !of_name {
                    continue;
                }
                if tree.lemma(preposition) == "by" {
                    found.push(undergone(tree, noun, &subject, part));
                    continue;
                }
                let mut words = phrase::core_and_phrases(tree, noun).0;
                let owned = tree.subtree(possessor, &|_| false);
                words.retain(|w| *w <= noun && !owned.contains(w));
                words.extend(&marker);
                let lemma = format!("{} {}", tree.lemma(noun), tree.lemma(preposition));
                let relation = Relation {
                    words,
                    preposition: marker.len(),
                    head: noun,
                    lemma,
                    before: "has",
                    after: "",
                };
                let object = phrase::argument(tree, part);
                found.push(Proposition {
                    relation,
                    head: noun,
                    ..role::is(subject.clone(), object, "nominal")
                });
            }
        }
    }
}

/// "Alpha's takeover *by the bank*": the bank has taken over Alpha.
fn undergone(tree: &Tree, noun: usize, possessor: &Argument, agent: usize) -> Proposition {
    let relation = Relation {
        words: vec![noun],
        preposition: 0,
        head: noun,
        lemma: format!("{} of", tree.lemma(noun)),
        before: "has",
        after: "of",
    };
    let mut subject = phrase::argument(tree, agent);
    subject.marker.clear();
    Proposition { relation, head: noun, ..role::is(subject, possessor.clone(), "nominal") }
}
