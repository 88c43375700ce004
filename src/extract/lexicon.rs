//! Word lists that the rules read, kept as data under `ontology/lexicon/`.

use super::proposition::Argument;
use crate::annotate::{NameType, Tree};
use crate::statement::Role;

/// What a phrase tells about its clause, by its preposition and its name type.
pub fn role(tree: &Tree, argument: &Argument) -> Role {
    let marker: Vec<String> = argument.marker.iter().map(|&m| tree.form(m).to_lowercase()).collect();
    let kind = tree.sentence.name_at(argument.head).map(|n| n.kind);
    if matches!(kind, Some(NameType::Date | NameType::Time)) {
        return Role::Time;
    }
    let _ = marker;
    Role::Other
}
