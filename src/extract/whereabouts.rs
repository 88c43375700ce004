//! The place that a relative clause leaves to "where": "Elmstead, *where* she stayed until May".

use super::proposition::{Argument, Proposition};
use super::{lexicon, phrase};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::statement::Role;

/// The noun before "where" as an argument of what the relative clause tells.
pub(super) fn of(tree: &Tree, proposition: &Proposition) -> Option<(Role, Argument)> {
    let clause = match tree.word(proposition.head).deprel {
        // "where she lived *and died*"
        Deprel::Conj => tree.head(proposition.head)?,
        _ => proposition.head,
    };
    let relative = tree.word(clause).deprel == Deprel::AclRelcl;
    let noun = tree.head(clause).filter(|_| relative && matches!(proposition.rule, "verb" | "copula"))?;
    let opened = |&w: &usize| noun < w && w < clause && tree.form(w) == "where";
    let word = tree.children_by(clause, &[Deprel::Advmod]).find(opened)?;
    let noun = named_before(tree, word).unwrap_or(noun);
    let place =
        matches!(tree.word(noun).upos, Upos::Noun | Upos::Propn) && !lexicon::is_shell(tree.lemma(noun));
    let known = |a: &Argument| a.head == noun || a.words.contains(&noun);
    let told = std::iter::once(&proposition.subject)
        .chain(&proposition.object)
        .chain(proposition.args.iter().map(|(_, a)| a))
        .any(known);
    // "at Elmstead, where": the preposition is of the clause before.
    (place && !told).then(|| (Role::Place, Argument { marker: Vec::new(), ..phrase::argument(tree, noun) }))
}

/// The name right before a comma and "where": "a plant in *Leeds*, where 300 people work".
fn named_before(tree: &Tree, word: usize) -> Option<usize> {
    let mut at = word.checked_sub(2).filter(|_| tree.word(word - 1).xpos == Xpos::Comma)?;
    while matches!(tree.word(at).deprel, Deprel::Flat | Deprel::Compound) {
        at = tree.head(at)?;
    }
    (tree.word(at).upos == Upos::Propn && at < word).then_some(at)
}
