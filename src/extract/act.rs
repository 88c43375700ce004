//! Saying what one will do is an act of its own: "promised to build flats" is a promise,
//! and flats that are meant to be built.

use super::assemble;
use super::mode;
use super::phrase;
use super::proposition::{Argument, ArgumentKind, Proposition, Relation};
use crate::annotate::{Deprel, Tree};

/// Parts each proposition whose verbs say something and what it is: the act keeps the
/// place, with the content as its object; the content comes at the end.
pub fn acts(tree: &Tree, mut found: Vec<Proposition>) -> Vec<Proposition> {
    for index in 0..found.len() {
        let Some((act, content)) = parted(tree, &found[index], index) else { continue };
        // What the merged proposition reported, its content reports.
        let place = found.len();
        for proposition in found.iter_mut().filter(|p| p.parent == Some(index)) {
            proposition.parent = Some(place);
        }
        found[index] = act;
        found.push(content);
    }
    found
}

fn parted(tree: &Tree, whole: &Proposition, index: usize) -> Option<(Proposition, Proposition)> {
    let (verb, inner) = performed(tree, whole)?;
    let to = tree.child(inner, Deprel::Mark)?;
    let words = |keep: &dyn Fn(usize) -> bool| -> Vec<usize> {
        whole.relation.words.iter().copied().filter(|&w| keep(w)).collect()
    };
    let below = tree.subtree(inner, &|_| false);
    let (ours, theirs) = whole.args.iter().cloned().partition(|(_, a)| below.contains(&a.head));
    let act = Proposition {
        relation: Relation {
            words: words(&|w| w < to),
            preposition: 0,
            head: verb,
            lemma: assemble::lemma(tree, verb),
            before: "",
            after: "",
        },
        object: Some(Argument {
            head: inner,
            words: phrase::clause(tree, inner),
            marker: Vec::new(),
            kind: ArgumentKind::Clause,
        }),
        args: theirs,
        ..whole.clone()
    };
    let content = Proposition {
        relation: Relation { words: words(&|w| w > to), ..whole.relation.clone() },
        args: ours,
        head: inner,
        parent: Some(index),
        ..whole.clone()
    };
    (!act.relation.words.is_empty() && !content.relation.words.is_empty()).then_some((act, content))
}

/// The outermost verb of the proposition's chain that performs what it says, and the verb below it.
fn performed(tree: &Tree, whole: &Proposition) -> Option<(usize, usize)> {
    let (mut at, mut outermost) = (whole.relation.head, None);
    while at != whole.head {
        let up = tree.head(at)?;
        if mode::performs(tree, up, at) {
            outermost = Some((up, at));
        }
        at = up;
    }
    outermost
}
