//! Relative clauses: what their pronoun stands for, and the gap where there is none.

use super::{Clause, Kind, Slot};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::lexicon;
use crate::extract::mode::is_report;

/// The noun that the relative pronoun `word` stands for.
pub(super) fn antecedent_of_pronoun(tree: &Tree, word: usize) -> Option<usize> {
    if !matches!(tree.word(word).xpos, Xpos::Wdt | Xpos::Wp)
        || matches!(tree.lemma(word), "what" | "whatever" | "whoever")
    {
        return None;
    }
    let mut at = word;
    for _ in 0..tree.len() {
        let up = tree.head(at)?;
        if matches!(tree.word(at).deprel, Deprel::AclRelcl | Deprel::Acl) {
            if detached(tree, up, word) {
                return None;
            }
            return Some(speaking(tree, at, word).unwrap_or(up));
        }
        if tree.word(at).deprel == Deprel::AdvclRelcl {
            return noun_before(tree, word);
        }
        if matches!(tree.word(at).deprel, Deprel::Ccomp | Deprel::Advcl) && tree.word(at).upos != Upos::Verb {
            return None;
        }
        at = up;
    }
    None
}

/// Whether words of the sentence stand between the noun and "which": "told the story openly, *which*
/// angered Lee" tells of the telling.
fn detached(tree: &Tree, noun: usize, pronoun: usize) -> bool {
    if tree.lemma(pronoun) != "which" || noun > pronoun {
        return false;
    }
    let phrase = tree.subtree(noun, &|_| false);
    (noun + 1..pronoun).any(|w| tree.word(w).upos != Upos::Punct && !phrase.contains(&w))
}

/// Who speaks in a relative clause is the name right before it, not the thing that the name
/// belongs to: "an answer from *Oslo*, which said …".
fn speaking(tree: &Tree, verb: usize, pronoun: usize) -> Option<usize> {
    let subject = tree.head(pronoun) == Some(verb) && super::subject_relation(tree, pronoun);
    let noun = noun_before(tree, pronoun).filter(|_| subject)?;
    let name = tree.word(noun).upos == Upos::Propn;
    (name && is_report(tree, verb)).then_some(noun)
}

/// The noun right before a comma and the relative pronoun: parsers take some relative
/// clauses for comments on the whole sentence.
fn noun_before(tree: &Tree, pronoun: usize) -> Option<usize> {
    let before = pronoun.checked_sub(2).filter(|_| tree.word(pronoun - 1).xpos == Xpos::Comma)?;
    let mut noun = before;
    while matches!(tree.word(noun).deprel, Deprel::Flat | Deprel::Compound) {
        noun = tree.head(noun)?;
    }
    (matches!(tree.word(noun).upos, Upos::Noun | Upos::Propn) && noun <= before).then_some(noun)
}

/// Whom a noun with the indefinite article describes as predicate or apposition; else the noun:
/// what is said of "a" thing that somebody is, is said of somebody.
pub(super) fn described(tree: &Tree, noun: usize) -> usize {
    let article = |c: usize| tree.word(c).deprel == Deprel::Det && matches!(tree.lemma(c), "a" | "an");
    if !tree.children(noun).any(article) {
        return noun;
    }
    if tree.word(noun).deprel == Deprel::Appos {
        // "bought Acme, *a deal* that doubled its debt"
        let event = lexicon::is_outcome(tree.lemma(noun));
        return tree.head(noun).filter(|_| !event).unwrap_or(noun);
    }
    let plain = tree.child(noun, Deprel::Cop).is_some()
        && tree.children(noun).all(|c| {
            tree.lemma(c) != "not" && !(tree.word(c).deprel == Deprel::Aux && tree.word(c).xpos == Xpos::Md)
        });
    let subjects = || tree.children_by(noun, &[Deprel::Nsubj]);
    match (plain, subjects().next(), subjects().nth(1)) {
        (true, Some(subject), None) => antecedent_of_pronoun(tree, subject).unwrap_or(subject),
        _ => noun,
    }
}

/// Whether the clause is opened by "where", "when" or "why", or by a phrase with a
/// relative pronoun: its noun is then not its subject.
pub(super) fn is_adverb_gap(tree: &Tree, head: usize) -> bool {
    tree.children(head).any(|c| {
        tree.word(c).xpos == Xpos::Wrb
            || (matches!(tree.word(c).xpos, Xpos::Wdt | Xpos::Wp) && !super::subject_relation(tree, c))
    })
}

/// Gives a relative clause without pronoun its noun as object: "the act *he wrote*".
pub(super) fn fill_gap(tree: &Tree, clause: &mut Clause) {
    let head = clause.head;
    let Some(noun) = tree.head(head).filter(|_| tree.word(head).deprel == Deprel::AclRelcl) else { return };
    let pronoun = tree
        .subtree(head, &|c| tree.word(c).deprel == Deprel::AclRelcl)
        .into_iter()
        .any(|w| matches!(tree.word(w).xpos, Xpos::Wdt | Xpos::Wp | Xpos::Wps | Xpos::Wrb) && w < head);
    let own_subject = clause.subjects.iter().any(|s| s.head != noun);
    // "the reason he left" is nothing that he left
    let adverbial = matches!(tree.lemma(noun), "reason" | "way" | "time" | "day" | "moment" | "extent");
    if pronoun || adverbial || !own_subject || clause.kind == Kind::Copular || clause.predicate.passive {
        return;
    }
    // a preposition at the end of the clause: "the city he lived in"
    let last = clause.predicate.lexical();
    let stranded = tree.children(last).find(|&c| {
        c > last
            && tree.word(c).upos == Upos::Adp
            && tree.children(c).next().is_none()
            && matches!(tree.word(c).deprel, Deprel::Obl | Deprel::Case | Deprel::Advmod)
    });
    if let Some(preposition) = stranded {
        clause.obliques.retain(|s| s.head != preposition);
        clause.obliques.push(Slot { head: noun, marker: vec![preposition] });
    } else if clause.objects.is_empty() && clause.content.is_none() && clause.complement.is_none() {
        clause.objects.push(Slot { head: noun, marker: Vec::new() });
    }
}
