//! What depends on a predicate: objects, obliques, complements, clauses.

use super::{Clause, relative};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::{Argument, ArgumentKind, lexicon, phrase};
use crate::statement::Role;

/// The place of a phrase in a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Head word of the phrase.
    pub head: usize,
    /// The preposition before it.
    pub marker: Vec<usize>,
}

/// Adds the dependents of `verb`, a predicate of the clause's chain.
pub(super) fn collect(tree: &Tree, verb: usize, clause: &mut Clause) {
    let chain = clause.predicate.chain.clone();
    let part = |c: usize| phrase::is_hyphenated(tree, c) || phrase::measures(tree, c);
    for child in tree.children(verb).filter(|&c| !part(c)) {
        match tree.word(child).deprel {
            // a parser gives two objects to verbs of giving: "handed *the visitor* a map"
            Deprel::Obj if gives(tree, clause, child) => {
                clause.recipient = clause.objects.pop();
                objects(tree, child, clause);
            }
            Deprel::Obj if !clause.objects.is_empty() => {
                clause.obliques.push(Slot { head: child, marker: Vec::new() })
            }
            Deprel::Obj if conjunction(tree, child) => {}
            Deprel::Obj if idiom(tree, verb, child) => {
                clause.predicate.words.push(child);
                clause.predicate.words.sort_unstable();
                for phrase in tree.children_by(child, &[Deprel::Nmod]) {
                    oblique(tree, phrase, clause);
                }
            }
            Deprel::Obj => objects(tree, child, clause),
            Deprel::Iobj => {
                let head = relative::antecedent_of_pronoun(tree, child).unwrap_or(child);
                clause.recipient = Some(Slot { head, marker: Vec::new() });
            }
            Deprel::Obl | Deprel::OblAgent | Deprel::OblUnmarked => oblique(tree, child, clause),
            Deprel::Nmod
                if clause.kind == super::Kind::Copular
                    && (tree.word(verb).upos == Upos::Adj || child < verb) =>
            {
                oblique(tree, child, clause);
            }
            Deprel::Xcomp if !chain.contains(&child) => complement(tree, child, clause),
            Deprel::Ccomp => clause.content = clause.content.or(Some(child)),
            Deprel::Advcl if !chain.contains(&child) => clause.adverbials.push(child),
            Deprel::Advmod if !clause.predicate.words.contains(&child) => {
                clause.adverbs.push(child);
                if let Some(place) = directed(tree, clause, child) {
                    oblique(tree, place, clause);
                }
            }
            _ => {}
        }
    }
}

/// The phrase below an adverb right behind the verb: "lies south *of Oslo*", "went back *to the ship*".
fn directed(tree: &Tree, clause: &Clause, adverb: usize) -> Option<usize> {
    let behind = clause.predicate.words.last().is_some_and(|&last| last + 1 == adverb);
    let plain = tree.children_by(adverb, &[Deprel::Advmod, Deprel::OblUnmarked]).next().is_none()
        && !lexicon::is_frequency(tree.lemma(adverb));
    let phrases = tree.children_by(adverb, &[Deprel::Obl]);
    phrases.filter(|_| behind && plain).find(|&o| {
        let marker = phrase::marker(tree, o);
        marker.first().is_some_and(|&m| m == adverb + 1 && !matches!(tree.lemma(m), "a" | "as" | "than"))
    })
}

/// Whether verb and bare object are one predicate: "took *place*".
pub(in crate::extract) fn idiom(tree: &Tree, verb: usize, noun: usize) -> bool {
    let bare = tree.children(noun).all(|c| matches!(tree.word(c).deprel, Deprel::Nmod | Deprel::Punct));
    noun == verb + 1 && bare && lexicon::is_idiom(tree.lemma(verb), tree.lemma(noun))
}

/// Whether a parser took the conjunction "that" for an object.
fn conjunction(tree: &Tree, word: usize) -> bool {
    tree.word(word).upos == Upos::Sconj && tree.lemma(word) == "that"
}

/// Whether `second` directly follows the only object, which then receives it.
fn gives(tree: &Tree, clause: &Clause, second: usize) -> bool {
    let [first] = clause.objects.as_slice() else { return false };
    let beside = phrase::noun_phrase(tree, second).first() == Some(&(first.head + 1));
    beside
        && clause.recipient.is_none()
        && tree.word(second).upos == Upos::Noun
        && !lexicon::is_time(tree, second)
        && !lexicon::is_naming(tree.lemma(clause.predicate.lexical()))
}

fn objects(tree: &Tree, child: usize, clause: &mut Clause) {
    let head = relative::antecedent_of_pronoun(tree, child).unwrap_or(child);
    let parts = if head == child { phrase::members(tree, child) } else { vec![head] };
    for head in parts {
        clause.objects.push(Slot { head, marker: Vec::new() });
    }
}

fn oblique(tree: &Tree, child: usize, clause: &mut Clause) {
    if matches!(tree.word(child).upos, Upos::Adv | Upos::Adp) && phrase::marker(tree, child).is_empty() {
        return;
    }
    let marker = phrase::marker(tree, child);
    if let [first, ..] = marker[..]
        && lexicon::is_discourse(tree.lemma(first), tree.lemma(child))
        && tree
            .children_by(child, &[Deprel::Amod, Deprel::Nmod, Deprel::AclRelcl, Deprel::NmodPoss])
            .next()
            .is_none()
    {
        return;
    }
    if let Some(slot) = complex_preposition(tree, child, &marker) {
        clause.obliques.push(slot);
        return;
    }
    let head = relative::antecedent_of_pronoun(tree, child).unwrap_or(child);
    clause.obliques.push(Slot { head, marker });
}

/// "in honor of X": X with all three words as its preposition.
fn complex_preposition(tree: &Tree, noun: usize, marker: &[usize]) -> Option<Slot> {
    let &first = marker.first()?;
    let inner = tree.children_by(noun, &[Deprel::Nmod]).find(|&n| n > noun)?;
    let own = phrase::marker(tree, inner);
    let &last = own.first()?;
    if !lexicon::is_preposition(tree.lemma(first), tree.lemma(noun), tree.lemma(last)) {
        return None;
    }
    let words = (first..=last).collect();
    Some(Slot { head: inner, marker: words })
}

fn complement(tree: &Tree, child: usize, clause: &mut Clause) {
    let infinitive = tree.word(child).upos == Upos::Verb || tree.child(child, Deprel::Cop).is_some();
    if infinitive {
        clause.infinitive = clause.infinitive.or(Some(child));
    } else {
        clause.complement = clause.complement.or(Some(child));
    }
}

/// What stands before the first of coordinated predicates and its subject frames all of them:
/// "*In 1920* he was elected and moved"; a time or condition those with another subject too, and
/// the participles behind: "*in 1920* he moved, taking his tools".
pub(super) fn share_front(tree: &Tree, clause: &mut Clause) {
    let head = clause.head;
    let mut first = head;
    while (tree.word(first).deprel == Deprel::Conj || participle(tree, first))
        && let Some(up) = tree.head(first).filter(|&up| up < first && super::kind(tree, up).is_some())
    {
        first = up;
    }
    if first == head {
        return;
    }
    let own = tree.children_by(head, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).next().is_some()
        || participle(tree, head);
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl];
    let Some(subject) = tree.children_by(first, &subjects).next() else { return };
    let dated = clause.obliques.iter().map(|s| s.head).chain(clause.adverbs.iter().copied());
    let often = |w: usize| lexicon::is_frequency(&tree.lemma(w).to_lowercase());
    let dated = dated.into_iter().any(|w| lexicon::is_time(tree, w) && !often(w));
    // "came *in May*, bringing tools": the date holds for both
    if participle(tree, head) && !dated {
        let date = |&o: &usize| {
            let mut cases = tree.children_by(o, &[Deprel::Case]);
            o > first
                && o < head
                && cases.all(|c| matches!(tree.lemma(c), "in" | "on"))
                && lexicon::is_time(tree, o)
        };
        let dates: Vec<usize> =
            tree.children_by(first, &[Deprel::Obl, Deprel::OblUnmarked]).filter(date).collect();
        dates.into_iter().for_each(|date| oblique(tree, date, clause));
    }
    for front in tree.children(first).filter(|&front| front < subject) {
        match tree.word(front).deprel {
            // "*In 1810* she sang, and in 1812 was sent": each has its own
            Deprel::Obl | Deprel::OblUnmarked => {
                let time = lexicon::is_time(tree, front) || is_when(tree, front);
                if if time { !dated } else { !own } {
                    oblique(tree, front, clause);
                }
            }
            Deprel::Advmod if !own && !dated && lexicon::is_time(tree, front) => {
                clause.adverbs.push(front);
            }
            Deprel::Advcl => match frames(tree, front) {
                Some(Role::Time) if !dated => clause.adverbials.push(front),
                Some(Role::Condition) => clause.adverbials.push(front),
                _ => {}
            },
            _ => {}
        }
    }
}

/// "*During the war* the mill closed", "*after his studies* he left"
fn is_when(tree: &Tree, phrase: usize) -> bool {
    let when =
        |case: usize| matches!(tree.lemma(case), "after" | "before" | "during" | "following" | "since");
    tree.child(phrase, Deprel::Case).is_some_and(when)
}

/// Whether a clause is an adverbial participle without a conjunction.
fn participle(tree: &Tree, clause: usize) -> bool {
    tree.word(clause).deprel == Deprel::Advcl
        && matches!(tree.word(clause).xpos, Xpos::Vbg | Xpos::Vbn)
        && tree.children_by(clause, &[Deprel::Mark, Deprel::Case]).next().is_none()
}

/// When or under which condition a clause in front tells that something is.
fn frames(tree: &Tree, clause: usize) -> Option<Role> {
    let marker = phrase::conjunction(tree, clause);
    let argument = Argument { head: clause, words: Vec::new(), marker, kind: ArgumentKind::Clause };
    Some(lexicon::role(tree, &argument)).filter(|role| matches!(role, Role::Time | Role::Condition))
}

/// Coordinated verbs share what stands after the last of them: "designed and built *the house*".
pub(super) fn share(tree: &Tree, clause: &mut Clause) {
    let head = clause.head;
    // this is a later verb, the first one has the phrase after it
    if tree.word(head).deprel == Deprel::Conj
        && let Some(first) = tree.head(head).filter(|&f| tree.word(f).upos == Upos::Verb)
        && clause.objects.is_empty()
        && clause.content.is_none()
        && clause.complement.is_none()
        && !clause.predicate.passive
    {
        for object in tree.children_by(first, &[Deprel::Obj]).filter(|&o| o > head) {
            objects(tree, object, clause);
        }
        // "worked and slept *in the hall*"
        let behind = tree.children(head).any(|c| c > head && tree.word(c).upos != Upos::Punct);
        let phrases = tree.children_by(first, &[Deprel::Obl]).filter(|&o| !behind && o > head);
        phrases.for_each(|phrase| oblique(tree, phrase, clause));
    }
    // this is the first verb, bare before "and", and the later one has the object
    let next = tree.children_by(head, &[Deprel::Conj]).find(|&c| tree.word(c).upos == Upos::Verb);
    if let Some(later) = next
        && clause.kind == super::Kind::Verb
        && clause.objects.is_empty()
        && clause.obliques.iter().all(|o| o.head > later || o.head < head)
        && clause.content.is_none()
        && clause.complement.is_none()
        && clause.infinitive.is_none()
        && clause.adverbials.is_empty()
        && tree
            .children_by(later, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux, Deprel::AuxPass])
            .next()
            .is_none()
        && later <= clause.predicate.words.last().copied().unwrap_or(head) + 2
        && same_form(tree, head, later)
    {
        for child in tree.children(later).filter(|&c| c > later) {
            match tree.word(child).deprel {
                Deprel::Obj if conjunction(tree, child) => {}
                Deprel::Obj => objects(tree, child, clause),
                Deprel::Obl | Deprel::OblAgent if clause.predicate.passive => oblique(tree, child, clause),
                _ => {}
            }
        }
    }
}

/// Whether two verbs can be of one form: "has put or *hurt*", whose participle looks like the infinitive.
fn same_form(tree: &Tree, first: usize, later: usize) -> bool {
    let [first, later] = [first, later].map(|w| tree.word(w).xpos);
    first == later || later == Xpos::Vbn || (first, later) == (Xpos::Vbn, Xpos::Vb)
}

/// A preposition before "and" shares the object of what is coordinated with its clause:
/// "is open *to* and will explore talks".
pub(super) fn share_stranded(tree: &Tree, clause: &mut Clause) {
    let last = clause.predicate.lexical();
    let Some(later) = tree.children_by(clause.head, &[Deprel::Conj]).find(|&c| c > last) else { return };
    let before_conjunction = |p: usize| tree.children_by(later, &[Deprel::Cc]).any(|cc| cc == p + 1);
    let stranded = tree.children(last).find(|&p| {
        p > last
            && tree.word(p).upos == Upos::Adp
            && tree.children(p).next().is_none()
            && before_conjunction(p)
    });
    let (Some(preposition), Some(object)) = (stranded, tree.child(later, Deprel::Obj)) else { return };
    clause.predicate.words.retain(|&w| w != preposition);
    clause.adverbs.retain(|&w| w != preposition);
    clause.obliques.retain(|s| s.head != preposition);
    clause.obliques.push(Slot { head: object, marker: vec![preposition] });
}
