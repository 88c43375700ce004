//! Verbs with their auxiliaries, and whose a clause or a phrase is.

use super::{Change, finite, has_subject, is_subject};
use crate::annotate::inflection::is_verb;
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

/// "had earlier *refused* offers": an auxiliary has no object; the participle behind it has.
pub(super) fn participle_taken_for_attribute(tree: &Tree, participle: usize) -> Vec<Change> {
    let Some(object) = tree.head(participle).filter(|&o| o > participle) else { return Vec::new() };
    let Some(have) = tree.head(object).filter(|&h| h < participle) else { return Vec::new() };
    let between = (have + 1..participle).all(|w| tree.word(w).upos == Upos::Adv);
    // "had the frozen funds" owns them
    let bare = tree.children(object).all(|c| c >= participle);
    if tree.word(participle).deprel != Deprel::Amod
        || tree.word(participle).xpos != Xpos::Vbn
        || tree.word(object).deprel != Deprel::Obj
        || tree.word(have).upos != Upos::Aux
        || tree.lemma(have) != "have"
        || !between
        || !bare
    {
        return Vec::new();
    }
    let mut changes = vec![
        Change::instead(tree, participle, have),
        Change::attach(have, participle, Deprel::Aux),
        Change::attach(object, participle, Deprel::Obj),
    ];
    let others = tree.children(have).filter(|&c| c != object);
    changes.extend(others.map(|c| Change::attach(c, participle, tree.word(c).deprel)));
    changes
}

/// "will react and *concentrate* efforts": a bare verb form is no part of a compound.
pub(super) fn verb_taken_for_compound(tree: &Tree, verb: usize) -> Vec<Change> {
    let Some(noun) = tree.head(verb).filter(|&n| n > verb) else { return Vec::new() };
    let joined = tree.word(noun).deprel == Deprel::Conj
        && tree.head(noun).is_some_and(|above| tree.word(above).xpos == Xpos::Vb);
    let determined = tree
        .children(noun)
        .any(|c| c < verb && !matches!(tree.word(c).deprel, Deprel::Cc | Deprel::Punct | Deprel::Advmod));
    if tree.word(verb).xpos != Xpos::Vb || tree.word(verb).deprel != Deprel::Compound || !joined || determined
    {
        return Vec::new();
    }
    let mut changes = vec![Change::instead(tree, verb, noun), Change::attach(noun, verb, Deprel::Obj)];
    let before = tree.children(noun).filter(|&c| c < verb);
    changes.extend(before.map(|c| Change::attach(c, verb, tree.word(c).deprel)));
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

/// "is due to play but *may* rest": a finite verb is no second infinitive.
pub(super) fn finite_beside_infinitive(tree: &Tree, verb: usize) -> Vec<Change> {
    let Some(infinitive) = tree.head(verb).filter(|_| tree.word(verb).deprel == Deprel::Conj) else {
        return Vec::new();
    };
    let to = tree.children_by(infinitive, &[Deprel::Mark]).any(|m| tree.word(m).xpos == Xpos::To);
    let modal = |c: usize| tree.word(c).xpos == Xpos::Md && c > infinitive;
    let own = tree.children_by(verb, &[Deprel::Aux]).any(modal) && !has_subject(tree, verb);
    let above = tree.head(infinitive).filter(|&a| {
        let complement = matches!(tree.word(infinitive).deprel, Deprel::Xcomp | Deprel::Advcl);
        complement && a < infinitive && finite(tree, a)
    });
    match above {
        Some(above) if to && own && tree.word(infinitive).xpos == Xpos::Vb => {
            vec![Change::attach(verb, above, Deprel::Conj)]
        }
        _ => Vec::new(),
    }
}

/// "will cut jobs and *close* two plants": no adjective stands before a number, so that this is the
/// second verb.
pub(super) fn verb_taken_for_adjective(tree: &Tree, word: usize) -> Vec<Change> {
    let joined = |n: usize| tree.word(n).deprel == Deprel::Conj;
    let attribute = tree.word(word).deprel == Deprel::Amod && tree.word(word).xpos == Xpos::Jj;
    let Some(noun) = tree.head(word).filter(|&n| attribute && word < n && joined(n)) else {
        return Vec::new();
    };
    let cc = tree.child(noun, Deprel::Cc).filter(|&cc| cc + 1 == word);
    let counted = tree
        .children_by(noun, &[Deprel::Nummod, Deprel::Det])
        .any(|c| tree.subtree(c, &|_| false).first() == Some(&(word + 1)));
    let verb = tree.head(noun).filter(|&o| tree.word(o).deprel == Deprel::Obj).and_then(|o| tree.head(o));
    match (cc, verb) {
        (Some(cc), Some(verb))
            if counted && tree.word(verb).xpos == Xpos::Vb && is_verb(tree.lemma(word)) =>
        {
            vec![
                Change::retag(word, Upos::Verb, Xpos::Vb),
                Change::attach(word, verb, Deprel::Conj),
                Change::attach(cc, word, Deprel::Cc),
                Change::attach(noun, word, Deprel::Obj),
            ]
        }
        _ => Vec::new(),
    }
}

/// "a report, *which the paper printed*, said": a relative pronoun stands behind its noun, so that the noun behind
/// the pronoun is the subject of the clause, and the clause of the noun in front.
pub(super) fn pronoun_before_noun(tree: &Tree, verb: usize) -> Vec<Change> {
    let noun = tree.head(verb).filter(|&n| tree.word(verb).deprel == Deprel::AclRelcl && n < verb);
    let Some(noun) = noun.filter(|_| !has_subject(tree, verb)) else { return Vec::new() };
    let pronoun =
        tree.children(verb).find(|&p| p < noun && matches!(tree.word(p).xpos, Xpos::Wdt | Xpos::Wp));
    let Some((pronoun, above)) = pronoun.zip(tree.head(noun)) else { return Vec::new() };
    let front = tree.children_by(above, &[tree.word(noun).deprel]).rfind(|&c| c < pronoun);
    let Some(front) = front else { return Vec::new() };
    vec![Change::attach(noun, verb, Deprel::Nsubj), Change::attach(verb, front, Deprel::AclRelcl)]
}
