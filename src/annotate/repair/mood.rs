//! Conditions, complements and the words that introduce them.

use super::{Change, behind_comma, finite, first, has_subject, is_subject};
use crate::annotate::{Deprel, Tree, Upos, Xpos};

fn lower(tree: &Tree, word: usize) -> String {
    tree.form(word).to_lowercase()
}

/// "*Dahl* had earlier refused": what a parser hangs on an auxiliary belongs to its verb.
pub(super) fn dependent_of_auxiliary(tree: &Tree, word: usize) -> Vec<Change> {
    let relations =
        [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj, Deprel::Obl, Deprel::Advmod, Deprel::Advcl];
    let auxiliary = tree.head(word).filter(|&h| {
        matches!(tree.word(h).deprel, Deprel::Aux | Deprel::AuxPass)
            && relations.contains(&tree.word(word).deprel)
    });
    match auxiliary.and_then(|a| tree.head(a)).filter(|&verb| verb != word) {
        Some(verb) => vec![Change::attach(word, verb, tree.word(word).deprel)],
        None => Vec::new(),
    }
}

/// "*The* firm cut prices": an article belongs to a noun before the next verb.
pub(super) fn determiner_across_verb(tree: &Tree, article: usize) -> Vec<Change> {
    let Some(head) = tree.head(article).filter(|_| tree.word(article).deprel == Deprel::Det) else {
        return Vec::new();
    };
    let Some(verb) = tree.head(head).filter(|&v| v > article && v < head) else { return Vec::new() };
    let noun = (article + 1..verb).find(|&n| {
        let nominal = matches!(tree.word(n).upos, Upos::Noun | Upos::Propn);
        tree.head(n) == Some(verb) && (nominal || is_subject(tree, n))
    });
    let Some(noun) = noun else { return Vec::new() };
    let mut changes = vec![Change::attach(article, noun, Deprel::Det)];
    if tree.word(noun).upos == Upos::Adj {
        changes.push(Change::retag(noun, Upos::Noun, Xpos::Nn));
    }
    changes
}

/// "walked instead of *driving*": a bare form in -ing behind "instead of" or "without" is a verb.
pub(super) fn gerund_taken_for_noun(tree: &Tree, word: usize) -> Vec<Change> {
    let bare = matches!(tree.word(word).xpos, Xpos::Nn | Xpos::Vbg)
        && tree.form(word).ends_with("ing")
        && tree.children(word).all(|c| matches!(tree.word(c).deprel, Deprel::Case | Deprel::Punct));
    let case =
        tree.child(word, Deprel::Case).filter(|&c| matches!(lower(tree, c).as_str(), "instead" | "without"));
    let governed = tree.head(word).is_some_and(|v| tree.word(v).upos == Upos::Verb);
    match case {
        Some(case) if bare && governed && tree.word(word).deprel == Deprel::Obl => vec![
            Change::retag(word, Upos::Verb, Xpos::Vbg),
            Change::label(word, Deprel::Advcl),
            Change::label(case, Deprel::Mark),
        ],
        _ => Vec::new(),
    }
}

/// "Rather than *close* the school": what has an object and a conjunction is no preposition, nor
/// an adjective.
pub(super) fn verb_taken_for_preposition(tree: &Tree, word: usize) -> Vec<Change> {
    let conjunction = tree.children_by(word, &[Deprel::Mark, Deprel::Cc]).find(|&c| c < word);
    let clause = matches!(tree.word(word).upos, Upos::Adp | Upos::Adj)
        && tree.word(word).deprel == Deprel::Advcl
        && tree.child(word, Deprel::Obj).is_some();
    match conjunction {
        Some(conjunction) if clause => {
            vec![Change::retag(word, Upos::Verb, Xpos::Vb), Change::label(conjunction, Deprel::Mark)]
        }
        _ => Vec::new(),
    }
}

/// "did not sing or *dance*": what "or" joins to a bare infinitive is one, unless an article
/// or the like makes it a noun.
pub(super) fn verb_taken_for_noun(tree: &Tree, word: usize) -> Vec<Change> {
    let Some(verb) = tree.head(word).filter(|_| tree.word(word).deprel == Deprel::Conj) else {
        return Vec::new();
    };
    let bare = tree.word(word).xpos == Xpos::Nn
        && tree.children(word).all(|c| matches!(tree.word(c).deprel, Deprel::Cc | Deprel::Punct));
    let joined = word == verb + 2 && tree.child(word, Deprel::Cc).is_some_and(|cc| lower(tree, cc) == "or");
    let infinitive = tree.word(verb).xpos == Xpos::Vb && tree.child(verb, Deprel::Aux).is_some();
    if bare && joined && infinitive { vec![Change::retag(word, Upos::Verb, Xpos::Vb)] } else { Vec::new() }
}

/// "Nowhere did the report *mention* it": an auxiliary has no object, but a verb.
pub(super) fn verb_taken_for_object(tree: &Tree, verb: usize) -> Vec<Change> {
    let auxiliary = tree.head(verb).filter(|&a| {
        a < verb
            && tree.word(verb).deprel == Deprel::Obj
            && tree.word(verb).upos == Upos::Noun
            && tree.word(a).upos == Upos::Aux
            && tree.lemma(a) == "do"
    });
    let subject = tree.children_by(verb, &[Deprel::Compound]).find(|&s| s < verb);
    let (Some(auxiliary), Some(subject)) = (auxiliary, subject) else { return Vec::new() };
    let mut changes = vec![
        Change::instead(tree, verb, auxiliary),
        Change::retag(verb, Upos::Verb, Xpos::Vb),
        Change::attach(auxiliary, verb, Deprel::Aux),
        Change::attach(subject, verb, Deprel::Nsubj),
    ];
    let rest = tree.children(auxiliary).filter(|&c| c != verb);
    changes.extend(rest.map(|c| Change::attach(c, verb, tree.word(c).deprel)));
    let before = tree.children(verb).filter(|&c| c < subject);
    changes.extend(before.map(|c| Change::attach(c, subject, tree.word(c).deprel)));
    changes
}

/// "*No doubt* the dam held": two words that only comment on the sentence.
pub(super) fn no_doubt(tree: &Tree, noun: usize) -> Vec<Change> {
    let opens = noun == 1 && lower(tree, 0) == "no" && tree.lemma(noun) == "doubt";
    if !opens || tree.head(noun).is_some() || tree.head(0) != Some(noun) {
        return Vec::new();
    }
    let clause = tree.children(noun).find(|&c| c > noun && finite(tree, c) && has_subject(tree, c));
    let Some(clause) = clause.filter(|&c| tree.child(c, Deprel::Mark).is_none()) else { return Vec::new() };
    let mut changes = vec![
        Change { word: clause, head: Some(None), deprel: Some(Deprel::Root), tags: None },
        Change::attach(noun, clause, Deprel::Discourse),
    ];
    let rest = tree.children(noun).filter(|&c| c > noun && c != clause);
    changes.extend(rest.map(|c| Change::attach(c, clause, tree.word(c).deprel)));
    changes
}

/// "*Had* the crew known the route, the ship would have survived": an auxiliary that opens the
/// sentence goes with the participle before the comma.
pub(super) fn fronted_condition(tree: &Tree, auxiliary: usize) -> Vec<Change> {
    if auxiliary != 0 || !matches!(lower(tree, 0).as_str(), "had" | "were" | "should") {
        return Vec::new();
    }
    let Some(comma) = (1..tree.len()).find(|&i| tree.word(i).xpos == Xpos::Comma) else { return Vec::new() };
    let Some(main) = tree.head(auxiliary).filter(|&m| m > comma) else { return Vec::new() };
    let clause = tree
        .children_by(main, &[Deprel::Advcl])
        .find(|&v| v < comma && has_subject(tree, v) && tree.child(v, Deprel::Aux).is_none());
    if let Some(clause) = clause {
        return vec![Change::attach(auxiliary, clause, Deprel::Aux)];
    }
    let subject = (1..comma).find(|&n| matches!(tree.head(n), Some(h) if h == auxiliary || h == main));
    let verb = subject.and_then(|s| {
        tree.children(s).find(|&v| v > s && v < comma && matches!(tree.word(v).xpos, Xpos::Vbn | Xpos::Vb))
    });
    match (subject, verb) {
        (Some(subject), Some(verb)) => vec![
            Change::attach(verb, main, Deprel::Advcl),
            Change::attach(subject, verb, Deprel::Nsubj),
            Change::attach(auxiliary, verb, Deprel::Aux),
        ],
        _ => Vec::new(),
    }
}

/// "was short-*lived*", "is state-*owned*": a participle that a hyphen ties to the word before is an
/// adjective.
pub(super) fn compound_adjective(tree: &Tree, word: usize) -> Vec<Change> {
    let hyphen = word
        .checked_sub(2)
        .is_some_and(|before| tree.word(word - 1).xpos == Xpos::Hyph && tree.head(before) == Some(word));
    let participle = matches!(tree.word(word).xpos, Xpos::Vbn | Xpos::Vbd);
    let Some(auxiliary) = tree.child(word, Deprel::AuxPass).filter(|&a| tree.lemma(a) == "be") else {
        return Vec::new();
    };
    if !hyphen || !participle || tree.child(word, Deprel::OblAgent).is_some() {
        return Vec::new();
    }
    let subjects = tree.children_by(word, &[Deprel::NsubjPass]).map(|s| Change::label(s, Deprel::Nsubj));
    [Change::retag(word, Upos::Adj, Xpos::Jj), Change::label(auxiliary, Deprel::Cop)]
        .into_iter()
        .chain(subjects)
        .collect()
}

/// "washed, *peeled* and sliced": what is coordinated with an active past form, and has no
/// auxiliary, is one.
pub(super) fn past_taken_for_participle(tree: &Tree, verb: usize) -> Vec<Change> {
    let active = |v: usize| tree.word(v).xpos == Xpos::Vbd && tree.child(v, Deprel::AuxPass).is_none();
    let joined = tree.word(verb).deprel == Deprel::Conj && tree.head(verb).is_some_and(active);
    let told = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop, Deprel::OblAgent, Deprel::NsubjPass];
    let bare = tree.word(verb).xpos == Xpos::Vbn
        && tree.word(verb).upos == Upos::Verb
        && tree.children_by(verb, &told).next().is_none();
    if joined && bare { vec![Change::retag(verb, Upos::Verb, Xpos::Vbd)] } else { Vec::new() }
}

/// "will agree *provided* that wages rise": the participle is a conjunction before a clause.
pub(super) fn provided(tree: &Tree, word: usize) -> Vec<Change> {
    if !matches!(lower(tree, word).as_str(), "provided" | "providing")
        || !matches!(tree.word(word).deprel, Deprel::Acl | Deprel::Advcl)
        || has_subject(tree, word)
    {
        return Vec::new();
    }
    let below = tree.child(word, Deprel::Ccomp).filter(|&c| c > word && finite(tree, c));
    // the clause may hang beside the participle
    let beside = || {
        let mut clauses = tree.children_by(tree.head(word)?, &[Deprel::Acl, Deprel::Advcl]);
        clauses.find(|&c| c > word && finite(tree, c) && super::first(tree, c) == word + 1)
    };
    let Some(clause) = below.or_else(beside) else { return Vec::new() };
    let Some(mut verb) = tree.head(word) else { return Vec::new() };
    if tree.word(word).deprel == Deprel::Acl {
        let Some(above) = tree.head(verb) else { return Vec::new() };
        verb = above;
    }
    let mut changes = vec![
        Change::retag(word, Upos::Sconj, Xpos::In),
        Change::attach(clause, verb, Deprel::Advcl),
        Change::attach(word, clause, Deprel::Mark),
    ];
    if lower(tree, word + 1) == "that" {
        changes.push(Change::attach(word + 1, word, Deprel::Fixed));
        changes.push(Change::retag(word + 1, Upos::Sconj, Xpos::In));
    }
    changes
}

/// "The court is *due* to hear the case": the adjective between copula and infinitive is the
/// predicate.
pub(super) fn adjective_before_infinitive(tree: &Tree, verb: usize) -> Vec<Change> {
    let Some(copula) = tree.child(verb, Deprel::Cop) else { return Vec::new() };
    let infinitive = |to: usize| to < verb && tree.word(to).xpos == Xpos::To;
    let predicate = |&a: &usize| {
        a > copula
            && tree.word(a).upos == Upos::Adj
            && tree.word(a).deprel != Deprel::Amod
            && infinitive(a + 1)
    };
    let adjective = tree.children(verb).find(predicate);
    let Some(adjective) = adjective.filter(|_| tree.word(verb).upos == Upos::Verb) else { return Vec::new() };
    let mut changes = vec![
        Change::instead(tree, adjective, verb),
        Change::attach(verb, adjective, Deprel::Xcomp),
        Change::attach(adjective + 1, verb, Deprel::Mark),
    ];
    for child in tree.children(verb).filter(|&c| c < adjective) {
        let relation = match tree.word(child).deprel {
            Deprel::NsubjOuter => Deprel::Nsubj,
            other => other,
        };
        changes.push(Change::attach(child, adjective, relation));
    }
    changes
}

/// "came to Oslo *to* close plants": a base form behind "to" is an infinitive, no attribute.
pub(super) fn infinitive_taken_for_attribute(tree: &Tree, verb: usize) -> Vec<Change> {
    let attribute = tree.word(verb).xpos == Xpos::Vb && tree.word(verb).deprel == Deprel::Amod;
    let Some(object) = tree.head(verb).filter(|&o| attribute && o > verb) else { return Vec::new() };
    let to = verb.checked_sub(1).filter(|&t| {
        lower(tree, t) == "to" && tree.head(t) == Some(object) && tree.word(t).deprel == Deprel::Case
    });
    match (to, tree.head(object)) {
        (Some(to), Some(head)) if head < to => vec![
            Change::attach(verb, head, Deprel::Advcl),
            Change::attach(object, verb, Deprel::Obj),
            Change::attach(to, verb, Deprel::Mark),
            Change::retag(to, Upos::Part, Xpos::To),
        ],
        _ => Vec::new(),
    }
}

/// "the incumbent *lost* by 61 votes": a finite passive has an auxiliary.
pub(super) fn passive_without_auxiliary(tree: &Tree, verb: usize) -> Vec<Change> {
    let auxiliaries = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop, Deprel::Mark];
    if tree.word(verb).xpos != Xpos::Vbn
        || !matches!(tree.word(verb).deprel, Deprel::Root | Deprel::AclRelcl | Deprel::Ccomp)
        || tree.children_by(verb, &auxiliaries).next().is_some()
    {
        return Vec::new();
    }
    // A headline leaves the auxiliary out: "Man held by police".
    let article = |s: usize| tree.child(s, Deprel::Det).is_some() || tree.word(s).upos == Upos::Pron;
    let Some(subject) = tree.child(verb, Deprel::NsubjPass).filter(|&s| s < verb && article(s)) else {
        return Vec::new();
    };
    let mut changes = vec![Change::label(subject, Deprel::Nsubj), Change::retag(verb, Upos::Verb, Xpos::Vbd)];
    changes.extend(tree.children_by(verb, &[Deprel::OblAgent]).map(|o| Change::label(o, Deprel::Obl)));
    changes
}

/// "shook the town, *flattening* houses": a participle that begins a phrase behind a comma and has no article
/// before it is what somebody or something does.
pub(super) fn participle_behind_comma(tree: &Tree, verb: usize) -> Vec<Change> {
    let noun = tree.head(verb).filter(|&n| {
        let attribute = tree.word(verb).deprel == Deprel::Amod && tree.word(verb).xpos == Xpos::Vbg;
        attribute && tree.word(n).deprel == Deprel::Appos && first(tree, n) == verb && behind_comma(tree, n)
    });
    let Some(noun) = noun else { return Vec::new() };
    let mut above = std::iter::successors(tree.head(noun), |&w| tree.head(w));
    let main = above.find(|&w| tree.word(w).upos == Upos::Verb && w < verb && has_subject(tree, w));
    main.map_or(Vec::new(), |main| {
        vec![
            Change::attach(verb, main, Deprel::Advcl),
            Change::attach(noun, verb, Deprel::Obj),
            Change::retag(verb, Upos::Verb, Xpos::Vbg),
        ]
    })
}

/// "*Awarded* the medal, she gave it away": a finite verb in front has a subject.
pub(super) fn fronted_participle(tree: &Tree, verb: usize) -> Vec<Change> {
    let fronted = tree.word(verb).deprel == Deprel::Advcl && tree.word(verb).xpos == Xpos::Vbd && verb == 0;
    let Some(main) = tree.head(verb).filter(|&m| fronted && m > verb && has_subject(tree, m)) else {
        return Vec::new();
    };
    let bare = tree.children(verb).all(|c| c > verb) && !has_subject(tree, verb);
    let comma = (verb..main).any(|i| tree.word(i).xpos == Xpos::Comma);
    if bare && comma { vec![Change::retag(verb, Upos::Verb, Xpos::Vbn)] } else { Vec::new() }
}
