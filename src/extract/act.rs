//! What somebody promises, plans, refuses or fails to do is an act beside its content.
//!
//! > Ann promised to build flats. — (Ann; promised; to build flats), which happened, and
//! > (Ann; build; flats), which is intended and hers to say.
//!
//! The rows of Open IE read a chain of verbs as one relation; a graph needs both, since the
//! two differ in mode. Which verbs say what they take, and which leave it open or exclude
//! it, stands in `ontology/lexicon/{reporting,complements}.tsv`.

use super::mode::{self, Complement, Outcome};
use super::proposition::{Argument, ArgumentKind, Proposition, Relation};
use super::{assemble, phrase};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::statement::{Modality, Role};

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

/// The plan, wish, refusal or failure whose content is a proposition that stays whole:
/// "planned to leave". Verbs of seeming and necessity are none.
pub fn attitude(tree: &Tree, whole: &Proposition) -> Option<Proposition> {
    let governor = whole.head;
    if tree.word(governor).upos != Upos::Verb || whole.relation.head == governor {
        return None;
    }
    let mut content = whole.relation.head;
    while tree.head(content)? != governor {
        content = tree.head(content)?;
    }
    let shape = match tree.children_by(content, &[Deprel::Mark]).any(|m| phrase::is_to(tree, m)) {
        true => Complement::Infinitive,
        false if tree.word(content).xpos == Xpos::Vbg => Complement::Gerund,
        false => return None,
    };
    let signature = mode::signature(tree, governor, shape)?;
    let open = matches!(signature.positive, Outcome::Open | Outcome::Raised)
        && matches!(signature.modality, Modality::Intended | Modality::Asked);
    // "*In 1892* she decided to leave": when is known of what stands before the content alone, for a time
    // behind it may be its own.
    let when = whole.args.iter().filter(|(role, a)| *role == Role::Time && a.head < content);
    let below = tree.subtree(content, &|_| false);
    let when = || when.filter(|(_, a)| !below.contains(&a.head)).cloned().collect();
    (open || signature.positive == Outcome::Fails).then(|| act(tree, whole, governor, content, when()))
}

fn parted(tree: &Tree, whole: &Proposition, index: usize) -> Option<(Proposition, Proposition)> {
    let (verb, inner) = performed(tree, whole)?;
    let to = tree.child(inner, Deprel::Mark)?;
    let below = tree.subtree(inner, &|_| false);
    let (ours, theirs) = whole.args.iter().cloned().partition(|(_, a)| below.contains(&a.head));
    let act = act(tree, whole, verb, inner, theirs);
    let words: Vec<usize> = whole.relation.words.iter().copied().filter(|&w| w > to).collect();
    let content = Proposition {
        relation: Relation { words, ..whole.relation.clone() },
        args: ours,
        head: inner,
        parent: Some(index),
        ..whole.clone()
    };
    (!act.relation.words.is_empty() && !content.relation.words.is_empty()).then_some((act, content))
}

/// What `verb` says of the clause under `content`, by whoever `whole` is about.
fn act(
    tree: &Tree,
    whole: &Proposition,
    verb: usize,
    content: usize,
    args: Vec<(Role, Argument)>,
) -> Proposition {
    let below = tree.subtree(content, &|_| false);
    let mut words: Vec<usize> = whole.relation.words.iter().copied().filter(|w| !below.contains(w)).collect();
    // "aims *at* selling"
    let preposition = phrase::conjunction(tree, content);
    words.extend(&preposition);
    let mut lemma = assemble::lemma(tree, verb);
    for &word in &preposition {
        lemma.push(' ');
        lemma.push_str(tree.lemma(word));
    }
    let words_of_content = phrase::clause(tree, content);
    Proposition {
        relation: Relation {
            words,
            preposition: preposition.len(),
            head: verb,
            lemma,
            before: "",
            after: "",
        },
        object: Some(Argument {
            head: content,
            words: words_of_content,
            marker: Vec::new(),
            kind: ArgumentKind::Clause,
        }),
        args,
        ..whole.clone()
    }
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
