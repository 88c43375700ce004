//! What a sentence states: the model that every rule fills and every rendering reads.

use super::confidence;
use crate::annotate::Tree;
use crate::statement::Role;

/// One end of a proposition, or a further argument, as words of the sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// The word that the phrase depends on.
    pub head: usize,
    /// Its words, sorted; without the preposition or conjunction before it.
    pub words: Vec<usize>,
    /// The preposition or conjunction that introduces it: `in`, `because of`.
    pub marker: Vec<usize>,
    /// What kind of words they are.
    pub kind: ArgumentKind,
}

/// What an argument's words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// A phrase that may name an entity.
    Phrase,
    /// Words in quotation marks: what somebody called something.
    Quoted,
    /// A clause; its own proposition, where there is one, names this one as `parent`.
    Clause,
}

/// What links subject and object.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The words, in the order in which they are to be read; empty where the sentence
    /// implies the relation.
    pub words: Vec<usize>,
    /// How many of the last words are the object's preposition.
    pub preposition: usize,
    /// The word that carries the meaning.
    pub head: usize,
    /// Lemma of the head with its particle and preposition, or the noun: `leader of`.
    pub lemma: String,
    /// A word that the sentence leaves out before the words: `is` of an apposition.
    pub before: &'static str,
    /// A word that it leaves out after them: `of` in "North Korean leader".
    pub after: &'static str,
}

/// One fact as one clause or phrase states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposition {
    /// What it is about.
    pub subject: Argument,
    /// What links subject and object.
    pub relation: Relation,
    /// The other end.
    pub object: Option<Argument>,
    /// Further arguments with what they tell.
    pub args: Vec<(Role, Argument)>,
    /// Name of the rule that found it.
    pub rule: &'static str,
    /// How the subject came about: its shape, for the confidence.
    pub shape: &'static str,
    /// The word of the tree that the proposition stands for: the predicate, or the noun.
    pub head: usize,
    /// Index of the proposition whose content this one is: `said` of what was said.
    pub parent: Option<usize>,
    /// Probability that a reader would call it right.
    pub confidence: f32,
}

impl Proposition {
    /// All words of a proposition's parts.
    pub fn words(&self) -> impl Iterator<Item = usize> + '_ {
        let argument = |a: &'_ Argument| a.marker.iter().chain(&a.words).copied().collect::<Vec<_>>();
        (self.subject.words.iter().copied())
            .chain(self.relation.words.iter().copied())
            .chain(self.object.iter().flat_map(argument))
            .chain(self.args.iter().flat_map(move |(_, a)| argument(a)))
    }
}

/// Drops repetitions, orders the propositions, links content to what reports it, scores them.
pub(super) fn finish(tree: &Tree, mut found: Vec<Proposition>) -> Vec<Proposition> {
    found.sort_by_key(|p| p.head);
    let mut kept: Vec<Proposition> = Vec::with_capacity(found.len());
    for proposition in found {
        let same = |k: &Proposition| {
            k.subject.words == proposition.subject.words
                && k.relation.words == proposition.relation.words
                && k.relation.lemma == proposition.relation.lemma
                && k.object == proposition.object
                && k.args == proposition.args
        };
        if !kept.iter().any(same) {
            kept.push(proposition);
        }
    }
    for index in 0..kept.len() {
        let head = kept[index].head;
        let reports = |p: &Proposition, holds: &dyn Fn(usize) -> bool| {
            let arguments = || p.object.iter().chain(p.args.iter().map(|(_, a)| a));
            p.head != head && arguments().any(|a| a.kind == ArgumentKind::Clause && holds(a.head))
        };
        // "said that it rained and *that it snowed*" reports each
        let own = kept.iter().position(|p| reports(p, &|clause| clause == head));
        kept[index].parent =
            own.or_else(|| kept.iter().position(|p| reports(p, &|clause| shares(tree, head, clause))));
    }
    for proposition in &mut kept {
        proposition.confidence = confidence::of(tree, proposition);
    }
    kept
}

/// Whether `word` is `head` or coordinated with it.
fn shares(tree: &Tree, word: usize, head: usize) -> bool {
    let mut at = word;
    while at != head {
        match tree.head(at) {
            Some(up) if tree.word(at).deprel == crate::annotate::Deprel::Conj => at = up,
            _ => return false,
        }
    }
    true
}
