//! What quotation marks tell of the tree.

use super::lexicon;
use super::{Change, first, has_subject, is_subject};
use crate::annotate::{Deprel, Tree, Upos, Xpos};

/// "“This is right,” *Ann Lee* told reporters": who stands behind the closing quote and before a
/// verb of saying is no second subject of the quoted clause.
pub(super) fn speaker_taken_for_subject(tree: &Tree, speaker: usize) -> Vec<Change> {
    let Some(clause) = tree.head(speaker).filter(|&c| c < speaker && is_subject(tree, speaker)) else {
        return Vec::new();
    };
    let quoted = tree.children(clause).any(|c| c < clause && is_subject(tree, c));
    let closes = is_behind_quotation(tree, first(tree, speaker));
    let verb = (speaker + 1..tree.len()).find(|&v| {
        tree.head(v) == Some(clause)
            && tree.word(v).upos == Upos::Verb
            && !has_subject(tree, v)
            && lexicon::reports(tree.lemma(v))
    });
    match verb {
        Some(verb) if quoted && closes => vec![Change::attach(speaker, verb, Deprel::Nsubj)],
        _ => Vec::new(),
    }
}

/// "called the claim *“false and cheap”*": a quoted adjective behind its noun is what a verb of
/// naming says of it.
pub(super) fn quoted_complement(tree: &Tree, adjective: usize) -> Vec<Change> {
    let described = matches!(tree.word(adjective).deprel, Deprel::Amod | Deprel::Appos);
    let Some(object) = tree.head(adjective).filter(|&o| o < adjective && described) else {
        return Vec::new();
    };
    let Some(verb) = tree.head(object).filter(|_| tree.word(object).deprel == Deprel::Obj) else {
        return Vec::new();
    };
    let opens = first(tree, adjective).checked_sub(1).is_some_and(|q| {
        matches!(tree.word(q).xpos, Xpos::Openquote | Xpos::Closequote)
            || matches!(tree.form(q), "\"" | "“" | "``")
    });
    if opens && tree.word(adjective).upos == Upos::Adj && lexicon::names(tree.lemma(verb)) {
        return vec![Change::attach(adjective, verb, Deprel::Xcomp)];
    }
    Vec::new()
}

/// "“It rains,” said Bo, *showing* his hands": what stands behind whoever speaks tells of the speaking,
/// not of what is said.
pub(super) fn phrase_behind_speaker(tree: &Tree, phrase: usize) -> Vec<Change> {
    let free = matches!(tree.word(phrase).deprel, Deprel::Advcl | Deprel::Obl | Deprel::OblUnmarked);
    let Some(content) = tree.head(phrase).filter(|&c| free && c < phrase) else { return Vec::new() };
    let report = tree.head(content).filter(|&v| {
        tree.word(content).deprel == Deprel::Ccomp
            && content < v
            && v < first(tree, phrase)
            && lexicon::reports(tree.lemma(v))
    });
    let closes =
        |&q: &usize| tree.word(q).xpos == Xpos::Closequote || matches!(tree.form(q), "\"" | "”" | "''");
    match report {
        Some(report) if (content..report).any(|q| closes(&q)) && !(report..phrase).any(|q| closes(&q)) => {
            vec![Change::attach(phrase, report, tree.word(phrase).deprel)]
        }
        _ => Vec::new(),
    }
}

/// "Lee says “it may fail”, *but they will help*": what stands right behind a closing quote and hangs on
/// a word inside belongs to the verb of saying before.
pub(super) fn clause_behind_quotation(tree: &Tree, clause: usize) -> Vec<Change> {
    let free = matches!(tree.word(clause).deprel, Deprel::Advcl | Deprel::Conj | Deprel::Parataxis);
    let Some(inner) = tree.head(clause).filter(|&i| free && i < clause) else { return Vec::new() };
    let mark = |w: usize| {
        matches!(tree.word(w).xpos, Xpos::Openquote | Xpos::Closequote)
            || matches!(tree.form(w), "\"" | "“" | "”" | "``" | "''")
    };
    let start = first(tree, clause);
    let before =
        start.checked_sub(1).map(|w| if tree.word(w).xpos == Xpos::Comma { w.max(1) - 1 } else { w });
    let Some(close) = before.filter(|&w| mark(w) && w > inner) else { return Vec::new() };
    let marks = |range: std::ops::Range<usize>| range.filter(|&w| mark(w)).count();
    // One mark opens before the word inside and none closes between.
    if marks(0..inner) % 2 == 0 || marks(inner..close) > 0 || marks(start..tree.len()) > 0 {
        return Vec::new();
    }
    let mut above = std::iter::successors(Some(inner), |&w| tree.head(w)).take(tree.len());
    let content = above.find(|&w| matches!(tree.word(w).deprel, Deprel::Ccomp | Deprel::Parataxis));
    let report = content.and_then(|c| tree.head(c)).filter(|&v| v < inner && lexicon::reports(tree.lemma(v)));
    match report {
        Some(report) if marks(report..inner) == 1 => {
            vec![Change::attach(clause, report, tree.word(clause).deprel)]
        }
        _ => Vec::new(),
    }
}

/// "We left," *said* Bo: a verb of saying right behind a quotation and before its subject is no part of what
/// is said.
pub(super) fn report_behind_quotation(tree: &Tree, report: usize) -> Vec<Change> {
    let inside = matches!(tree.word(report).deprel, Deprel::Ccomp | Deprel::Conj | Deprel::Advcl);
    let content = tree.head(report).filter(|&c| inside && c < report);
    let closes = is_behind_quotation(tree, report);
    let speaker = tree.children(report).any(|s| s > report && is_subject(tree, s));
    match content {
        Some(_) if closes && speaker && lexicon::reports(tree.lemma(report)) => {
            vec![Change::label(report, Deprel::Parataxis)]
        }
        _ => Vec::new(),
    }
}

/// Whether a closing quotation mark stands right before a word.
fn is_behind_quotation(tree: &Tree, word: usize) -> bool {
    let closes =
        |q: usize| tree.word(q).xpos == Xpos::Closequote || matches!(tree.form(q), "\"" | "”" | "''");
    word.checked_sub(1).is_some_and(closes)
}
