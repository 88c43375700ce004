//! **Tickers.** Capitals with an exchange in brackets behind a company's name are its symbol.
//!
//! > Acme Inc. (NASDAQ: ACM) rose. — (Acme Inc.; has ticker symbol; ACM)
//!
//! The exchange stands before a colon or behind a point ("ACM.OL"). Plain capitals in
//! brackets are a short name, an apposition.

use super::role;
use crate::annotate::{Deprel, Tree, Upos};
use crate::extract::clause::Clauses;
use crate::extract::phrase;
use crate::extract::proposition::{Argument, ArgumentKind, Proposition};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for opening in (0..tree.len()).filter(|&w| tree.form(w) == "(") {
        let Some(symbol) = symbol(tree, opening) else { continue };
        let Some(company) = opening.checked_sub(1).and_then(|w| name(tree, w)) else { continue };
        let mut subject = phrase::argument(tree, company);
        subject.words.retain(|&w| w < opening);
        let object =
            Argument { head: symbol, words: vec![symbol], marker: Vec::new(), kind: ArgumentKind::Phrase };
        let mut has = role::is(subject, object, "ticker");
        has.relation.before = "has ticker symbol";
        has.relation.lemma = "have ticker symbol".to_owned();
        found.push(has);
    }
}

/// The proper noun that heads the name ending at `last`.
fn name(tree: &Tree, last: usize) -> Option<usize> {
    let mut head = last;
    while matches!(tree.word(head).deprel, Deprel::Flat | Deprel::Compound) {
        head = tree.head(head)?;
    }
    (tree.word(head).upos == Upos::Propn && head <= last).then_some(head)
}

/// The symbol that the bracket opened at `opening` holds and nothing else.
pub(super) fn symbol(tree: &Tree, opening: usize) -> Option<usize> {
    let form = |w: usize| if w < tree.len() { tree.form(w) } else { "" };
    let capitals = |text: &str| {
        (1..=6).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && text.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let listed =
        |text: &str| text.split_once('.').is_some_and(|(s, e)| capitals(s) && capitals(e) && e.len() <= 2);
    let first = opening + 1;
    if form(first + 1) == ")" && listed(form(first)) {
        return Some(first);
    }
    // codes of airports and books are no shares
    let exchange = capitals(form(first))
        && form(first).len() >= 3
        && !matches!(form(first), "DOI" | "IATA" | "ICAO" | "ISBN" | "ISSN" | "ISIN");
    (exchange && form(first + 1) == ":" && capitals(form(first + 2)) && form(first + 3) == ")")
        .then_some(first + 2)
}

/// Whether `word` stands in a bracket that holds a symbol.
pub(super) fn holds(tree: &Tree, word: usize) -> bool {
    (word.saturating_sub(3)..word).any(|w| tree.form(w) == "(" && symbol(tree, w).is_some())
}
