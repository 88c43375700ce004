//! Verbs with their auxiliaries, and whose a clause or a phrase is.

use super::{Change, is_subject};
use crate::annotate::{Deprel, Tree, Upos, Xpos};

/// "would *have* cut prices": right before a participle that is none of its objects "have" is an
/// auxiliary.
pub(super) fn perfect_auxiliary(tree: &Tree, have: usize) -> Vec<Change> {
    let participle = have + 1;
    if tree.word(have).upos != Upos::Verb
        || tree.lemma(have) != "have"
        || participle >= tree.len()
        || !matches!(tree.word(participle).xpos, Xpos::Vbn | Xpos::Vbd)
        || tree.word(participle).upos != Upos::Verb
        || !matches!(tree.word(participle).deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Conj | Deprel::Acl)
    {
        return Vec::new();
    }
    let beside = tree.head(participle) == Some(have) || tree.head(participle) == tree.head(have);
    let modal = tree.children_by(have, &[Deprel::Aux]).any(|a| tree.word(a).xpos == Xpos::Md);
    if !beside || !modal {
        return Vec::new();
    }
    let mut changes =
        vec![Change::instead(tree, participle, have), Change::attach(have, participle, Deprel::Aux)];
    let others = tree.children(have).filter(|&c| c != participle);
    changes.extend(others.map(|c| Change::attach(c, participle, tree.word(c).deprel)));
    changes
}

/// "was accused by rivals *of taking bribes*": "of" and a gerund behind an agent belong to the verb.
pub(super) fn clause_of_agent(tree: &Tree, gerund: usize) -> Vec<Change> {
    let Some(agent) = tree.head(gerund).filter(|&a| a < gerund && tree.word(a).deprel == Deprel::OblAgent)
    else {
        return Vec::new();
    };
    let of = tree.child(gerund, Deprel::Mark).is_some_and(|m| tree.lemma(m) == "of");
    match tree.head(agent) {
        Some(verb)
            if of && tree.word(gerund).deprel == Deprel::Acl && tree.word(gerund).xpos == Xpos::Vbg =>
        {
            vec![Change::attach(gerund, verb, Deprel::Advcl)]
        }
        _ => Vec::new(),
    }
}

/// "said *on Friday* it would pay": a subject has no preposition, least of all a second one.
pub(super) fn subject_with_preposition(tree: &Tree, phrase: usize) -> Vec<Change> {
    let Some(verb) = tree.head(phrase).filter(|&v| v > phrase && is_subject(tree, phrase)) else {
        return Vec::new();
    };
    let preposition = |c: usize| {
        c < phrase
            && tree.word(c).upos == Upos::Adp
            && matches!(tree.lemma(c), "on" | "in" | "at" | "after" | "before" | "during" | "since" | "until")
    };
    let other = tree.children(verb).any(|c| c > phrase && is_subject(tree, c));
    if !other || !tree.children_by(phrase, &[Deprel::Case]).any(preposition) {
        return Vec::new();
    }
    match tree.head(verb) {
        Some(above) if above < phrase && tree.word(above).upos == Upos::Verb => {
            vec![Change::attach(phrase, above, Deprel::Obl)]
        }
        _ => vec![Change::label(phrase, Deprel::Obl)],
    }
}

/// "explain *how* it works": a question word right before a clause opens that clause.
pub(super) fn question_word(tree: &Tree, word: usize) -> Vec<Change> {
    let Some(verb) = tree.head(word).filter(|&v| v < word && tree.word(word).xpos == Xpos::Wrb) else {
        return Vec::new();
    };
    let opened =
        tree.children_by(verb, &[Deprel::Ccomp]).find(|&c| c > word && super::first(tree, c) == word + 1);
    match opened {
        Some(clause) if matches!(tree.word(word).deprel, Deprel::Obj | Deprel::Advmod | Deprel::Obl) => {
            vec![Change::attach(word, clause, Deprel::Advmod)]
        }
        _ => Vec::new(),
    }
}
