//! Clauses: predicates with their arguments, as the tree gives and implies them.

mod arguments;
mod predicate;
mod relative;
mod subject;

pub use arguments::Slot;
pub use predicate::Predicate;
pub use subject::{Source, Subject};

use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::{lexicon, mode};

/// What kind of word the predicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A verb.
    Verb,
    /// A noun, adjective or prepositional phrase after a form of "be".
    Copular,
}

/// One predicate with all that depends on it.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The predicate's word in the tree.
    pub head: usize,
    /// Verb or copular.
    pub kind: Kind,
    /// The relation: auxiliaries, negation, verbs, particle.
    pub predicate: Predicate,
    /// Subjects, one for each coordinated phrase.
    pub subjects: Vec<Subject>,
    /// Direct objects, one for each coordinated phrase.
    pub objects: Vec<Slot>,
    /// Indirect object.
    pub recipient: Option<Slot>,
    /// Nominal or adjectival complement: "became *a judge*", "made it *his home*".
    pub complement: Option<usize>,
    /// Prepositional and bare adverbial phrases, in order.
    pub obliques: Vec<Slot>,
    /// Clausal complement.
    pub content: Option<usize>,
    /// Infinitive beside an object: "asked him *to leave*".
    pub infinitive: Option<usize>,
    /// Adverbial clauses.
    pub adverbials: Vec<usize>,
    /// Adverbs that are not part of the predicate.
    pub adverbs: Vec<usize>,
    /// The word "there" of an existential clause.
    pub existential: Option<usize>,
}

/// The clauses of a sentence, in the order of their predicates.
pub struct Clauses<'t> {
    /// The sentence's tree.
    pub tree: &'t Tree<'t>,
    /// The clauses.
    pub all: Vec<Clause>,
}

impl<'t> Clauses<'t> {
    /// Reads the clauses of a tree.
    pub fn read(tree: &'t Tree<'t>) -> Self {
        let all = (0..tree.len())
            .filter_map(|head| Some((head, kind(tree, head)?)))
            .filter(|&(head, _)| !predicate::merged(tree, head))
            .map(|(head, kind)| read(tree, head, kind))
            .collect();
        Clauses { tree, all }
    }

    /// The clause whose predicate is `head`.
    pub fn at(&self, head: usize) -> Option<&Clause> {
        self.all.iter().find(|c| c.head == head)
    }
}

pub(super) use arguments::idiom;

/// Whether and how `word` is a predicate.
pub fn kind(tree: &Tree, word: usize) -> Option<Kind> {
    let here = tree.word(word);
    if tree.child(word, Deprel::Cop).is_some() && !outer(tree, word) {
        return Some(Kind::Copular);
    }
    let modifier = matches!(
        here.deprel,
        Deprel::Amod
            | Deprel::Compound
            | Deprel::Case
            | Deprel::Mark
            | Deprel::Fixed
            | Deprel::Aux
            | Deprel::AuxPass
            | Deprel::Cop
            | Deprel::Flat
            | Deprel::Nummod
            | Deprel::Discourse
            | Deprel::Cc
    );
    if here.upos == Upos::Verb && !modifier && !preposed(tree, word) {
        return Some(Kind::Verb);
    }
    // a subject without copula over a bare noun is a misparse; over a participle taken for an adjective it is a clause
    None
}

/// Whether a participle serves as a preposition or conjunction: "*owing* to the rain", "*given* that".
fn preposed(tree: &Tree, word: usize) -> bool {
    let participle = matches!(tree.word(word).xpos, Xpos::Vbg | Xpos::Vbn);
    participle
        && tree.word(word).deprel == Deprel::Advcl
        && lexicon::is_preposed(&tree.form(word).to_lowercase())
        && tree
            .children(word)
            .all(|c| !matches!(tree.word(c).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Mark) || c > word)
}

/// Whether a finite clause is the predicate of an outer one: "the problem is *that it rains*".
pub fn outer(tree: &Tree, word: usize) -> bool {
    tree.child(word, Deprel::NsubjOuter).is_some()
        && tree.children_by(word, &[Deprel::Nsubj, Deprel::NsubjPass]).next().is_some()
}

fn read(tree: &Tree, head: usize, kind: Kind) -> Clause {
    let predicate = predicate::read(tree, head, kind);
    let chain = predicate.chain.clone();
    let mut clause = Clause {
        head,
        kind,
        subjects: subject::of(tree, head),
        predicate,
        objects: Vec::new(),
        recipient: None,
        complement: None,
        obliques: Vec::new(),
        content: None,
        infinitive: None,
        adverbials: Vec::new(),
        adverbs: Vec::new(),
        existential: tree
            .children_by(head, &[Deprel::Expl])
            .find(|&e| tree.word(e).xpos == crate::annotate::Xpos::Ex),
    };
    for &verb in &chain {
        arguments::collect(tree, verb, &mut clause);
    }
    let told = clause.objects.is_empty() && clause.complement.is_none();
    if told && let Some(content) = mode::reported_beside(tree, head) {
        clause.content = clause.content.or(Some(content));
    }
    // "urged *the mayor* to act": whoever is asked is the only object.
    if told && clause.content.is_none() && clause.infinitive.is_some() {
        clause.objects.extend(clause.recipient.take());
    }
    relative::fill_gap(tree, &mut clause);
    arguments::share(tree, &mut clause);
    arguments::share_stranded(tree, &mut clause);
    arguments::share_front(tree, &mut clause);
    let subjects: Vec<usize> = clause.subjects.iter().map(|s| s.head).collect();
    clause.obliques.retain(|s| !s.marker.is_empty() || !subjects.contains(&s.head));
    clause.obliques.sort_by_key(|s| s.head);
    clause
}

/// Whether `word` is a subject of its head.
fn subject_relation(tree: &Tree, word: usize) -> bool {
    matches!(
        tree.word(word).deprel,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Csubj | Deprel::CsubjPass
    )
}
