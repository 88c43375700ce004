//! Two ways to write a proposition: one n-ary row, or triples.

use super::phrase;
use super::proposition::{Argument, ArgumentKind, Proposition};
use crate::annotate::Tree;
use crate::statement::Role;

/// How propositions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One row a proposition, with all its arguments.
    Nary,
    /// Subject, relation and object only; further arguments become triples whose relation
    /// takes in what stands before them: (Ann; sold the mill to; a brewer).
    Triples,
}

/// A proposition in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Subject.
    pub subject: String,
    /// Relation.
    pub relation: String,
    /// Object; empty for an intransitive verb alone.
    pub object: String,
    /// Further arguments with their prepositions.
    pub args: Vec<String>,
    /// Probability that it is right.
    pub confidence: f32,
}

/// Writes a proposition.
pub fn render(tree: &Tree, proposition: &Proposition, style: Style) -> Vec<Row> {
    match style {
        Style::Nary => vec![nary(tree, proposition)],
        Style::Triples => triples(tree, proposition),
    }
}

fn text(tree: &Tree, words: &[usize]) -> String {
    words.iter().map(|&w| tree.form(w)).collect::<Vec<_>>().join(" ")
}

fn relation(tree: &Tree, proposition: &Proposition, extra: &[usize], bare: bool) -> String {
    let relation = &proposition.relation;
    let count = relation.words.len() - if bare { relation.preposition } else { 0 };
    let mut parts = vec![relation.before.to_owned(), text(tree, &relation.words[..count]), relation.after.to_owned()];
    parts.push(text(tree, extra));
    parts.retain(|p| !p.is_empty());
    parts.join(" ")
}

fn nary(tree: &Tree, proposition: &Proposition) -> Row {
    let object = proposition.object.as_ref();
    let be = if crate::extract::tx("nobe") { false } else { bare_participle(tree, proposition) };
    let extra = object.map_or(&[][..], |o| o.marker.as_slice());
    let with_marker = |a: &Argument| text(tree, &[a.marker.as_slice(), a.words.as_slice()].concat());
    Row {
        subject: text(tree, &proposition.subject.words),
        relation: if be { format!("be {}", relation(tree, proposition, extra, false)) } else { relation(tree, proposition, extra, false) },
        object: object.map(|o| text(tree, &o.words)).unwrap_or_default(),
        args: proposition.args.iter().filter(|(_, a)| a.kind != ArgumentKind::Clause || (!crate::extract::tx("naryfin") && adverbial_triple(tree, a))).map(|(_, a)| with_marker(a)).collect(),
        confidence: proposition.confidence,
    }
}

/// Whether the relation is a participle alone.
fn bare_participle(tree: &Tree, proposition: &Proposition) -> bool {
    use crate::annotate::{Upos, Xpos};
    let relation = &proposition.relation;
    relation.words.first() == Some(&relation.head)
        && matches!(tree.word(relation.head).xpos, Xpos::Vbn)
        && !relation.words.iter().any(|&w| tree.word(w).upos == Upos::Aux)
        && matches!(proposition.shape, "participle" | "adverbial")
}

fn triples(tree: &Tree, proposition: &Proposition) -> Vec<Row> {
    let subject = text(tree, &proposition.subject.words);
    let mut rows = Vec::new();
    let mut push = |extra: &[usize], object: &[usize], confidence: f32, bare: bool| {
        let row = Row {
            subject: subject.clone(),
            relation: relation(tree, proposition, extra, bare),
            object: text(tree, object),
            args: Vec::new(),
            confidence,
        };
        if !rows.contains(&row) {
            rows.push(row);
        }
    };
    let confidence = proposition.confidence;
    let mut prefix = Vec::new();
    if let Some(object) = &proposition.object {
        let clausal = object.kind == ArgumentKind::Clause;
        if clausal {
            push(&prefix, &[object.marker.as_slice(), object.words.as_slice()].concat(), confidence, false);
        } else {
            prefix.extend(&object.marker);
            push(&prefix, &object.words, confidence, false);
        }
        if object.kind == ArgumentKind::Clause {
            prefix.clear();
        } else {
            if inside_counts(proposition) { nested(tree, object.head, &prefix, 0, &mut |extra, words| push(extra, words, confidence * 0.9, false)); }
            prefix.extend(phrase::short(tree, object.head));
        }
    }
    for (role, argument) in &proposition.args {
        if *role == Role::Manner {
            continue;
        }
        let bare = !takes_in(tree, proposition, argument);
        let mut extra = if bare { Vec::new() } else { prefix.clone() };
        if argument.kind == ArgumentKind::Clause {
            extra.extend(&argument.marker);
            if adverbial_triple(tree, argument) {
                push(&extra, &argument.words, confidence * 0.7, bare);
            }
            continue;
        }
        let stem = extra.clone();
        extra.extend(&argument.marker);
        for part in phrase::conjuncts(tree, argument.head) {
            let own = phrase::marker(tree, part);
            let marker = if part == argument.head || own.is_empty() { &argument.marker } else { &own };
            let relation = [stem.as_slice(), marker].concat();
            push(&relation, &phrase::noun_phrase(tree, part), confidence * 0.9, bare);
        }
        nested(tree, argument.head, &extra, 0, &mut |extra, words| push(extra, words, confidence * 0.8, bare));
    }
    rows
}

/// Whether the relation of a further argument takes in the object: always a direct one, and
/// a phrase that stands before it and does not tell the time.
fn takes_in(tree: &Tree, proposition: &Proposition, argument: &Argument) -> bool {
    let Some(object) = &proposition.object else { return false };
    let direct = proposition.relation.preposition == 0;
    let time = crate::extract::lexicon::is_time(tree.lemma(object.head))
        || tree.word(object.head).upos == crate::annotate::Upos::Num;
    direct || (!time && (object.head < argument.head || argument.head < proposition.head))
}

/// Whether the phrases inside the object make triples: not of an apposition, which is one already.
fn inside_counts(proposition: &Proposition) -> bool {
    crate::extract::tx("apnest") || !matches!(proposition.rule, "apposition" | "title" | "role" | "example" | "naming" | "located" | "nominal")
}

/// Whether a clause is written as the end of a triple: one that times, conditions or aims.
fn adverbial_triple(tree: &Tree, argument: &Argument) -> bool {
    let conjunction = argument.marker.first().map(|&m| tree.lemma(m));
    if let Some(c) = conjunction {
        return matches!(c, "after" | "before" | "until" | "by" | "for" | "to" | "that" | "from" | "without" | "of" | "in");
    }
    argument.words.first().is_some_and(|&w| tree.word(w).xpos == crate::annotate::Xpos::To)
}

/// The phrases inside a phrase: (S; sold the mill *of*; the town).
fn nested(
    tree: &Tree,
    head: usize,
    prefix: &[usize],
    depth: usize,
    push: &mut dyn FnMut(&[usize], &[usize]),
) {
    if depth > 2 {
        return;
    }
    let (core, phrases) = phrase::core_and_phrases(tree, head);
    for acl in tree.children_by(head, &[crate::annotate::Deprel::Acl]) {
        let mark: Vec<usize> = tree.children_by(acl, &[crate::annotate::Deprel::Mark]).collect();
        if mark.is_empty() || crate::extract::tx("noinf") {
            continue;
        }
        let mut extra = prefix.to_vec();
        extra.extend(phrase::short(tree, head));
        extra.extend(&mark);
        extra.push(acl);
        for object in tree.children_by(acl, &[crate::annotate::Deprel::Obj]) {
            for part in phrase::conjuncts(tree, object) {
                push(&extra, &phrase::noun_phrase(tree, part));
            }
            extra.extend(phrase::short(tree, object));
        }
        for oblique in tree.children_by(acl, &[crate::annotate::Deprel::Obl]) {
            let mut extra = extra.clone();
            extra.extend(phrase::marker(tree, oblique));
            push(&extra, &phrase::noun_phrase(tree, oblique));
        }
    }
    for phrase in phrases {
        if phrase::is_list(tree, phrase) {
            continue;
        }
        let mut extra = prefix.to_vec();
        extra.extend(&core);
        extra.extend(phrase::marker(tree, phrase));
        let measures = crate::extract::lexicon::is_partitive(tree.lemma(head));
        for part in phrase::conjuncts(tree, phrase) {
            if !measures {
                push(&extra, &phrase::noun_phrase(tree, part));
            }
            nested(tree, part, &extra, depth + 1, push);
        }
    }
}
