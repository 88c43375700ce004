//! The user's own names: a table that links a corpus to a house's identifiers, as
//! tab-separated lines or in SKOS (the module `skos`).
//!
//! Tab-separated columns: name, alias, type, IRI. A name may be the alias of another
//! one; the last of the chain is canonical. Type and IRI may stand on any of a name's
//! lines, but must not differ between them.

use super::skos;
use crate::gazetteer::{Class, Gazetteer, TableError, UnknownClass, UserEntry, rows};
use std::collections::BTreeMap;

/// A table of aliases that has been checked as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AliasTable {
    entries: Vec<UserEntry>,
}

/// What the lines of a name say.
#[derive(Default)]
struct Said {
    alias_of: Option<String>,
    class: Option<Class>,
    iri: Option<String>,
}

/// A table being read; what is refused is told in words, for the reader to add the line.
#[derive(Default)]
pub(super) struct Builder {
    said: BTreeMap<String, Said>,
}

impl Builder {
    /// Says that `alias` is a name of what is called `name`.
    pub(super) fn alias(&mut self, name: &str, alias: &str) -> Result<(), String> {
        self.said.entry(name.to_owned()).or_default();
        let entry = self.said.entry(alias.to_owned()).or_default();
        if entry.alias_of.as_ref().is_some_and(|of| of != name) {
            return Err(format!("{alias:?} is an alias of another name on an earlier line"));
        }
        entry.alias_of = Some(name.to_owned());
        match self.canonical(alias) {
            Some(_) => Ok(()),
            None => Err(format!("the aliases of {alias:?} form a cycle")),
        }
    }

    /// Says what is called `name`.
    pub(super) fn class(&mut self, name: &str, class: &str) -> Result<(), String> {
        let class = class.parse().map_err(|e: UnknownClass| e.to_string())?;
        let entry = self.said.entry(name.to_owned()).or_default();
        match entry.class.replace(class) {
            Some(other) if other != class => Err(format!("{name:?} has another type on an earlier line")),
            _ => Ok(()),
        }
    }

    /// Says which identifier stands for what is called `name`.
    pub(super) fn iri(&mut self, name: &str, iri: &str) -> Result<(), String> {
        let absolute = iri.split_once(':').is_some_and(|(scheme, rest)| {
            !rest.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        });
        if !absolute || iri.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c)) {
            return Err(format!("{iri:?} is not an absolute IRI"));
        }
        let entry = self.said.entry(name.to_owned()).or_default();
        match entry.iri.replace(iri.to_owned()) {
            Some(other) if other != iri => Err(format!("{name:?} has another IRI on an earlier line")),
            _ => Ok(()),
        }
    }

    /// The last name of the chain of aliases; `None` for a cycle.
    fn canonical<'s>(&'s self, name: &'s str) -> Option<&'s str> {
        let mut at = name;
        for _ in 0..=self.said.len() {
            match self.said.get(at).and_then(|s| s.alias_of.as_deref()) {
                Some(next) => at = next,
                None => return Some(at),
            }
        }
        None
    }

    /// The table.
    pub(super) fn build(&self) -> AliasTable {
        let mut entries: BTreeMap<&str, UserEntry> = BTreeMap::new();
        for (name, said) in &self.said {
            let Some(root) = self.canonical(name) else { continue };
            let entry = entries
                .entry(root)
                .or_insert_with(|| UserEntry { name: root.to_owned(), ..UserEntry::default() });
            if name != root {
                entry.aliases.push(name.clone());
            }
            entry.class = entry.class.or(said.class);
            if let Some(iri) = &said.iri {
                entry.iri.clone_from(iri);
            }
        }
        AliasTable { entries: entries.into_values().collect() }
    }
}

impl AliasTable {
    /// Reads and checks a table: Turtle where the file is called `.ttl`, else tab-separated.
    ///
    /// # Errors
    /// [`TableError`] with the line of a missing name, too many columns, an unknown
    /// class, an IRI that is none, a contradiction, or a cycle of aliases.
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        if file.ends_with(".ttl") {
            return skos::parse(file, text);
        }
        let mut table = Builder::default();
        for row in rows(text) {
            let (name, alias, class, iri) = (row.column(0), row.column(1), row.column(2), row.column(3));
            if row.len() > 4 || row.len() < 2 {
                return Err(row.error(
                    file,
                    format!(
                        "expected name, alias, type and IRI separated by tabs, found {} columns",
                        row.len()
                    ),
                ));
            }
            if name.is_empty() {
                return Err(row.error(file, "the name is missing"));
            }
            let mut line = || {
                if !class.is_empty() {
                    table.class(name, class)?;
                }
                if !iri.is_empty() {
                    table.iri(name, iri)?;
                }
                if !alias.is_empty() {
                    table.alias(name, alias)?;
                }
                Ok(())
            };
            line().map_err(|problem: String| row.error(file, problem))?;
        }
        Ok(table.build())
    }

    /// Adds the names to a gazetteer, where they count before its own.
    pub fn apply(&self, gazetteer: &mut Gazetteer) {
        for entry in &self.entries {
            gazetteer.add_user_entry(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        AliasTable::parse("aliases.tsv", text).err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn broken_tables_are_refused_with_their_line() {
        assert_eq!(problem("A\tB\nB\tC\nC\tA\n"), "aliases.tsv, line 3: the aliases of \"A\" form a cycle");
        assert_eq!(problem("A\tA\n"), "aliases.tsv, line 1: the aliases of \"A\" form a cycle");
        assert_eq!(problem("# c\nA\tB\tFirm\n"), "aliases.tsv, line 2: unknown class \"Firm\"");
        assert_eq!(
            problem("A B\n"),
            "aliases.tsv, line 1: expected name, alias, type and IRI separated by tabs, found 1 columns"
        );
        assert_eq!(
            problem("A\tB\tPerson\tnot an iri\n"),
            "aliases.tsv, line 1: \"not an iri\" is not an absolute IRI"
        );
    }

    #[test]
    fn the_users_names_count_before_the_lists() {
        let table =
            AliasTable::parse("aliases.tsv", "Apple Records\tApple\tCompany\thttps://example.org/apple\n");
        let mut gazetteer = Gazetteer::embedded().unwrap_or_default();
        table.unwrap_or_default().apply(&mut gazetteer);
        let entry = gazetteer.find("Apple").map(|(e, _)| gazetteer.entries()[e].clone());
        assert_eq!(
            entry.map(|e| (e.name.to_string(), e.iri.to_string())),
            Some(("Apple Records".into(), "https://example.org/apple".into()))
        );
    }
}
