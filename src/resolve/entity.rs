//! An entity while a document is read: what its mentions have told so far.

use super::names::NameKey;
use super::person::FORMER;
use super::pronoun::Pronoun;
use crate::gazetteer::{Class, Gender};

/// Whether an entity is one or many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Number {
    #[default]
    Unknown,
    Singular,
    Plural,
}

/// What is known about an entity.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// Its class, if a name or a noun told it.
    pub class: Option<Class>,
    /// The gazetteer's entry.
    pub entry: Option<usize>,
    /// Its names, folded, without doubles, with how often each stands.
    pub names: Vec<(NameKey, usize)>,
    /// What common nouns called it: their lemmas, of an office with the word that says which.
    pub nouns: Vec<String>,
    /// The pronouns that stood for it.
    pub pronouns: Vec<Pronoun>,
    /// Years of a person.
    pub age: Option<u32>,
    /// Gender of a person.
    pub gender: Gender,
    /// One or many.
    pub number: Number,
    /// Indices of its mentions in text order.
    pub mentions: Vec<usize>,
}

impl Entity {
    /// Whether a name stands for it.
    pub fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether `noun` can mean it: whoever is "prime minister" is "minister", not the other way round, nor is
    /// the "former minister".
    pub fn is_called(&self, noun: &str) -> bool {
        let covers = |known: &String| {
            let (past, known) = former(known);
            let (once, noun) = former(noun);
            past == once
                && known.strip_suffix(noun).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        self.nouns.iter().any(covers)
    }

    /// Adds a name.
    pub fn add_name(&mut self, key: NameKey) {
        match self.names.iter_mut().find(|(k, _)| *k == key) {
            Some((_, count)) => *count += 1,
            None => self.names.push((key, 1)),
        }
    }

    /// Takes a gender over where none is known.
    pub fn learn_gender(&mut self, gender: Gender) {
        if self.gender == Gender::Unknown {
            self.gender = gender;
        }
    }
}

/// Whether a noun tells what somebody is no more, and the rest of it.
fn former(noun: &str) -> (bool, &str) {
    let rest = noun.strip_prefix(FORMER).and_then(|rest| rest.strip_prefix(' '));
    (rest.is_some(), rest.unwrap_or(noun))
}
