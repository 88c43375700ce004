//! Who is who in a document: mentions, entities, and why they were joined.
//!
//! Names are found and typed ([`mention`], [`nametype`]), then every mention is read
//! in text order and joins an entity or founds one: names by ordered precise rules
//! ([`names`]; the multi-pass sieve of [Lee et al.
//! 2013](https://aclanthology.org/J13-4004/) in one pass), pronouns and definite noun
//! phrases by a ranking model ([`antecedent`]). Each join is recorded.

mod affiliation;
pub mod alias;
pub mod antecedent;
mod apposition;
mod bearer;
mod binding;
mod citation;
mod classify;
pub mod context;
mod definite;
mod document;
pub mod entity;
mod extent;
mod government;
mod homeland;
mod identity;
mod kinship;
mod known;
pub mod linear;
pub mod mention;
pub mod names;
pub mod nametype;
mod person;
pub mod pronoun;
mod regroup;
mod selection;
mod skos;
mod town;

pub use document::{Decide, Reader};
pub use identity::{entity_id, tidy};
pub use kinship::is_kin;
pub use mention::MentionKind;

use crate::annotate::Sentence;
use crate::document::Document;
use crate::gazetteer::{Class, Gazetteer, Gender};
use crate::text::Span;
use context::Context;
use std::ops::Range;

/// The rule of the mention that founded its entity.
pub const FIRST: &str = "first";
/// The rule of the pronouns that the ranking model joined.
pub const PRONOUN: &str = "pronoun";
/// The rule of what an entity is said to be: "she is *a writer*".
pub const PREDICATE: &str = "predicate";

/// A mention with the entity it stands for, and how it came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: usize,
    /// Indices of the words.
    pub words: Range<usize>,
    /// Index of the head word.
    pub head: usize,
    /// Where the words stand in the text.
    pub span: Span,
    /// What kind of words.
    pub kind: MentionKind,
    /// Index of the entity.
    pub entity: usize,
    /// The rule that joined the mention to its entity; [`FIRST`] for the founder.
    pub rule: &'static str,
    /// How sure the rule is.
    pub score: f32,
    /// The mention it was joined to.
    pub antecedent: Option<usize>,
}

/// Somebody or something that a document speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedEntity {
    /// Content-derived identifier: the same name and class give the same one anywhere.
    pub id: String,
    /// Canonical name; the words of the first mention, rather a noun than a pronoun, where no name stands for it.
    pub name: String,
    /// What it is.
    pub class: Class,
    /// Every name that stands for it, without doubles, in text order.
    pub names: Vec<String>,
    /// Wikidata item, if known.
    pub wikidata: Option<String>,
    /// Title of its article in the English Wikipedia, if known.
    pub wiki: Option<String>,
    /// The user's own identifier, if the alias table gives one.
    pub iri: Option<String>,
    /// Gender of a person, if told.
    pub gender: Gender,
    /// Whether a name stands for it.
    pub named: bool,
    /// Indices of its mentions.
    pub mentions: Vec<usize>,
}

/// The entities of a document and their mentions in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// The entities in the order of their first mentions, the outer before the inner.
    pub entities: Vec<ResolvedEntity>,
    /// The mentions in text order.
    pub mentions: Vec<Mention>,
}

impl Resolution {
    /// The entity of the mention whose head is this word.
    pub fn entity_at(&self, sentence: usize, head: usize) -> Option<usize> {
        self.mention_at(sentence, head).map(|m| self.mentions[m].entity)
    }

    /// The mention whose head is this word.
    pub fn mention_at(&self, sentence: usize, head: usize) -> Option<usize> {
        self.mentions.binary_search_by_key(&(sentence, head), |m| (m.sentence, m.head)).ok()
    }
}

/// The trained models that resolution needs.
#[derive(Clone, Debug)]
pub struct Models {
    /// Types of names.
    pub types: linear::Linear<{ nametype::COUNT }>,
    /// Antecedents of pronouns and noun phrases.
    pub antecedents: linear::Linear<1>,
}

impl Models {
    /// The models that come with the program.
    pub fn embedded() -> Option<Self> {
        Some(Models { types: nametype::embedded()?, antecedents: antecedent::embedded()? })
    }
}

/// Resolves the entities of a document.
pub fn resolve(
    document: &Document,
    sentences: &[Sentence],
    gazetteer: &Gazetteer,
    models: &Models,
) -> Resolution {
    let context = Context::new(document, sentences, gazetteer);
    let mut decide =
        |choices: &antecedent::Choices, _: &mention::Found, _: &dyn Fn(usize) -> Vec<mention::Found>| {
            antecedent::choose(&models.antecedents, choices)
        };
    let reader = Reader::new(&context, models);
    reader.read(&mut decide)
}
