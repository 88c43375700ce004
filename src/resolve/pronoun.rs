//! Pronouns that stand for somebody or something.

use crate::gazetteer::Gender;

/// A personal pronoun in any of its forms: "he", "him", "his", "himself" are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Pronoun {
    I,
    You,
    We,
    He,
    She,
    It,
    They,
}

impl Pronoun {
    /// Reads a form; `None` for other pronouns.
    pub fn parse(form: &str) -> Option<Self> {
        Some(match form.to_lowercase().as_str() {
            "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
            "you" | "your" | "yours" | "yourself" | "yourselves" => Pronoun::You,
            "we" | "us" | "our" | "ours" | "ourselves" | "'s" | "’s" => Pronoun::We,
            "he" | "him" | "his" | "himself" => Pronoun::He,
            "she" | "her" | "hers" | "herself" => Pronoun::She,
            "it" | "its" | "itself" => Pronoun::It,
            "they" | "them" | "their" | "theirs" | "themselves" | "'em" => Pronoun::They,
            _ => return None,
        })
    }

    /// Its subject form.
    pub fn as_str(self) -> &'static str {
        match self {
            Pronoun::I => "I",
            Pronoun::You => "you",
            Pronoun::We => "we",
            Pronoun::He => "he",
            Pronoun::She => "she",
            Pronoun::It => "it",
            Pronoun::They => "they",
        }
    }

    /// The gender that it tells.
    pub fn gender(self) -> Gender {
        match self {
            Pronoun::He => Gender::Male,
            Pronoun::She => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// Whether it means those who speak and listen.
    pub fn is_speech(self) -> bool {
        matches!(self, Pronoun::I | Pronoun::You | Pronoun::We)
    }
}
