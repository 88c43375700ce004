//! **Verb clauses.** Subject, verb, objects and phrases become one proposition for each
//! coordinated subject and object.
//!
//! > The old mill was sold to a brewer in May.
//! > — (The old mill; was sold to; a brewer; in May)
//!
//! The object is the direct object; else the complement ("became *a judge*"), the
//! content of a verb of saying ("said *that …*"), the agent of a passive, or the first
//! phrase after the verb, whose preposition then ends the relation.
//!
//! Does not apply to a verb without any subject (imperatives, headlines' bare
//! participles), nor to verbs whose subject is a clause.
//!
//! Known misses: ellipsis ("Ann likes tea and Bob coffee").

use crate::annotate::{Deprel, Tree, Upos};
use crate::extract::clause::{Source, Clause, Clauses, Slot, Subject};
use crate::extract::lexicon;
use crate::extract::phrase;
use crate::extract::proposition::{Argument, ArgumentKind, Proposition, Relation};
use crate::statement::Role;

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    for clause in sentence.all.iter().filter(|c| verbal(sentence, c) && c.existential.is_none()) {
        for &subject in &clause.subjects {
            build(sentence, clause, subject, found);
        }
    }
}

/// Whether the last predicate of a clause's chain is a verb.
pub(super) fn verbal(sentence: &Clauses, clause: &Clause) -> bool {
    let tree = sentence.tree;
    let last = clause.predicate.lexical();
    let infinitive = || tree.children_by(last, &[Deprel::Mark]).any(|m| phrase::is_to(tree, m));
    tree.word(last).upos == Upos::Verb && (tree.child(last, Deprel::Cop).is_none() || infinitive())
}

fn build(sentence: &Clauses, clause: &Clause, subject: Subject, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    let lexical = clause.predicate.lexical();
    let taken = subject.head;
    let mut ends: Vec<(Vec<usize>, Option<Argument>)> = Vec::new();
    let mut chosen = None;
    if !clause.objects.is_empty() {
        for slot in &clause.objects {
            ends.push((Vec::new(), Some(phrase::argument(tree, slot.head))));
        }
    } else if let Some(complement) = clause.complement {
        for part in phrase::conjuncts(tree, complement) {
            let argument = phrase::argument(tree, part);
            ends.push((argument.marker.clone(), Some(argument)));
        }
    } else if let Some(content) = clause.content {
        for part in contents(sentence, content) {
            ends.push((Vec::new(), Some(content_argument(sentence, part))));
        }
    } else if let Some(slot) = first_phrase(sentence, clause) {
        chosen = Some(slot.head);
        for part in phrase::members(tree, slot.head) {
            let marker = if part == slot.head {
                slot.marker.clone()
            } else {
                own_or(list_free(tree, part), &slot.marker)
            };
            ends.push((marker, Some(phrase::argument(tree, part))));
        }
    } else {
        ends.push((Vec::new(), None));
    }
    let args = further(sentence, clause, chosen);
    for (marker, object) in ends {
        if object.as_ref().is_some_and(|o| o.head == taken || unresolved(sentence, o.head)) || unresolved(sentence, taken) {
            continue;
        }
        let mut words = clause.predicate.words.clone();
        words.extend(&marker);
        let object =
            object.map(|o| Argument { marker: if marker.is_empty() { o.marker } else { Vec::new() }, ..o });
        found.push(Proposition {
            subject: phrase::argument(tree, subject.head),
            relation: Relation {
                words,
                head: lexical,
                lemma: lemma(sentence, lexical, &marker),
                preposition: marker.len(), before: "", after: "",
            },
            object,
            args: args.clone(),
            rule: "verb",
            shape: subject.source.as_str(),
            head: clause.head,
            parent: None,
            confidence: 0.0,
        });
    }
}

/// The preposition of a coordinated phrase, unless it only introduces examples.
fn list_free(tree: &Tree, part: usize) -> Vec<usize> {
    if phrase::is_list(tree, part) { Vec::new() } else { phrase::marker(tree, part) }
}

fn own_or(own: Vec<usize>, shared: &[usize]) -> Vec<usize> {
    if own.is_empty() { shared.to_vec() } else { own }
}

/// Adverbs right after the verb and right before its phrase: "relies *heavily* on".
fn adjacent_adverbs(clause: &Clause, marker: &[usize], object: Option<&Argument>) -> Vec<usize> {
    let Some(&last) = clause.predicate.words.last() else { return Vec::new() };
    let next = marker.first().copied().or_else(|| object.and_then(|o| o.marker.first().or(o.words.first()).copied()));
    let mut end = last;
    let mut words = Vec::new();
    for &adverb in clause.adverbs.iter().filter(|&&a| a > last) {
        if adverb != end + 1 {
            break;
        }
        words.push(adverb);
        end = adverb;
    }
    match next {
        Some(next) if next == end + 1 => words,
        None => words,
        _ => Vec::new(),
    }
}

/// Lemma of the verb with particle and preposition.
fn lemma(sentence: &Clauses, verb: usize, marker: &[usize]) -> String {
    let tree = sentence.tree;
    let mut lemma = tree.lemma(verb).to_owned();
    for particle in tree.children_by(verb, &[Deprel::CompoundPrt]).chain(marker.iter().copied()) {
        lemma.push(' ');
        lemma.push_str(&tree.form(particle).to_lowercase());
    }
    lemma
}

/// The phrase that stands for the object of a verb without one.
fn first_phrase<'c>(sentence: &Clauses, clause: &'c Clause) -> Option<&'c Slot> {
    let tree = sentence.tree;
    let verb = clause.predicate.lexical();
    let agent = |s: &&Slot| {
        clause.predicate.passive && s.marker.len() == 1 && s.marker.iter().all(|&m| tree.lemma(m) == "by")
    };
    let measure = |s: &&Slot| {
        let first = phrase::noun_phrase(tree, s.head).first().copied();
        s.marker.is_empty() && s.head > verb && phrase::nominal(tree, s.head) && !lexicon::is_time(tree.lemma(s.head)) && first == Some(verb + 1)
    };
    let after = |s: &&Slot| !s.marker.is_empty() && (s.head > verb || s.marker.iter().any(|&m| m > verb));
    (clause.obliques.iter().find(agent))
        .or_else(|| clause.obliques.iter().find(measure))
        .or_else(|| clause.obliques.iter().find(after))

}

/// A content clause and those coordinated with it.
fn contents(sentence: &Clauses, content: usize) -> Vec<usize> {
    let tree = sentence.tree;
    let mut found = vec![content];
    let infinitive = |c: usize| tree.children_by(c, &[Deprel::Mark]).any(|m| phrase::is_to(tree, m));
    found.extend((tree.children_by(content, &[Deprel::Conj])).filter(|&c| sentence.at(c).is_some() && !infinitive(c)));
    found
}

pub(super) fn content_argument(sentence: &Clauses, content: usize) -> Argument {
    let tree = sentence.tree;
    let mut marker = Vec::new();
    for mark in tree.children_by(content, &[Deprel::Mark]).filter(|&m| !phrase::is_to(tree, m) && m < content) {
        marker.push(mark);
        marker.extend(tree.children_by(mark, &[Deprel::Fixed]));
    }
    let mut words: Vec<usize> = phrase::clause(tree, content).into_iter().filter(|w| !marker.contains(w)).collect();
    let shared = tree.word(content).deprel == Deprel::Conj;
    if shared && let Some(clause) = sentence.at(content) {
        for subject in clause.subjects.iter().filter(|s| s.source == Source::Shared) {
            words.extend(phrase::noun_phrase(tree, subject.head));
        }
        words.sort_unstable();
        words.dedup();
    }
    Argument { head: content, words, marker, kind: ArgumentKind::Clause }
}

/// Whether an adverb tells something: no connective, no question word, no focus particle.
fn wanted(sentence: &Clauses, clause: &Clause, adverb: usize) -> bool {
    let tree = sentence.tree;
    let word = tree.word(adverb);
    let adjacent = clause.predicate.words.last().is_some_and(|&l| adverb == l + 1);
    word.upos == Upos::Adv && word.xpos != crate::annotate::Xpos::Wrb && !adjacent
        && !lexicon::is_connective(tree.lemma(adverb))
}

/// Everything but the object.
pub(super) fn further(sentence: &Clauses, clause: &Clause, chosen: Option<usize>) -> Vec<(Role, Argument)> {
    let tree = sentence.tree;
    let mut args = Vec::new();
    if let Some(slot) = &clause.recipient {
        args.push((Role::Recipient, phrase::argument(tree, slot.head)));
    }
    if !clause.objects.is_empty() {
        if let Some(complement) = clause.complement {
            args.push((Role::Other, phrase::argument(tree, complement)));
        }
        if let Some(content) = clause.content {
            args.push((Role::Topic, content_argument(sentence, content)));
        }
    }
    if let Some(infinitive) = clause.infinitive {
        args.push((Role::Purpose, content_argument(sentence, infinitive)));
    }
    for slot in clause.obliques.iter().filter(|s| Some(s.head) != chosen) {
        let argument = Argument { marker: slot.marker.clone(), ..phrase::argument(tree, slot.head) };
        args.push((lexicon::role(tree, &argument), argument));
    }
    if !crate::extract::tx("noadvb") {
        for &adverb in &clause.adverbs {
            let words = phrase::noun_phrase(tree, adverb);
            let time = words.len() > 1;
            if wanted(sentence, clause, adverb) {
                let argument = Argument { head: adverb, words, marker: Vec::new(), kind: ArgumentKind::Phrase };
                args.push((if time { Role::Time } else { Role::Manner }, argument));
            }
        }
    }
    for &adverbial in &clause.adverbials {
        if crate::extract::tx("naryadv") {
            continue;
        }
        if tree.word(adverbial).upos == Upos::Verb {
            let argument = content_argument(sentence, adverbial);
            args.push((lexicon::role(tree, &argument), argument));
        }
    }
    args
}

/// Builds the propositions of a copular clause.
pub(super) fn copular(sentence: &Clauses, clause: &Clause, subject: Subject, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    let head = clause.predicate.lexical();
    let adjective = matches!(tree.word(head).upos, Upos::Adj | Upos::Verb | Upos::Adv);
    let chosen = if adjective { first_phrase(sentence, clause).filter(|s| s.head > head) } else { None };
    let mut words = clause.predicate.words.clone();
    let mut ends = Vec::new();
    if let Some(slot) = chosen {
        for part in phrase::members(tree, slot.head) {
            ends.push((slot.marker.clone(), phrase::argument(tree, part)));
        }
    } else {
        if adjective {
            let own = phrase::noun_phrase(tree, head);
            words.retain(|w| !own.contains(w));
        }
        let marker = phrase::marker(tree, head);
        for part in phrase::members(tree, head) {
            if part != head && sentence.at(part).is_some() {
                continue;
            }
            ends.push((marker.clone(), phrase::argument(tree, part)));
        }
    }
    let args = further(sentence, clause, chosen.map(|s| s.head));
    for (marker, object) in ends {
        let mut words = words.clone();
        words.extend(&marker);
        let lemma =
            if chosen.is_some() { lemma(sentence, head, &marker) } else { lemma_of_be(sentence, &marker) };
        found.push(Proposition {
            subject: phrase::argument(tree, subject.head),
            relation: Relation { words, head, lemma, preposition: marker.len(), before: "", after: "" },
            object: Some(Argument { marker: Vec::new(), ..object }),
            args: args.clone(),
            rule: "copula",
            shape: subject.source.as_str(),
            head: clause.head,
            parent: None,
            confidence: 0.0,
        });
    }
}

fn lemma_of_be(sentence: &Clauses, marker: &[usize]) -> String {
    let mut lemma = "be".to_owned();
    for &word in marker {
        lemma.push(' ');
        lemma.push_str(&sentence.tree.form(word).to_lowercase());
    }
    lemma
}

/// Whether a word is a relative or interrogative pronoun that stands for no noun.
pub(super) fn unresolved(sentence: &Clauses, word: usize) -> bool {
    use crate::annotate::Xpos;
    matches!(sentence.tree.word(word).xpos, Xpos::Wdt | Xpos::Wp | Xpos::Wrb | Xpos::Ex)
}
