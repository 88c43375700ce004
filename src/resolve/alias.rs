//! The user's own names: a table that links a corpus to a house's identifiers.
//!
//! Tab-separated columns: name, alias, type, IRI. A name may be the alias of another
//! one; the last of the chain is canonical. Type and IRI may stand on any of a name's
//! lines, but must not differ between them.

use crate::gazetteer::{Class, Gazetteer, Row, TableError, UnknownClass, UserEntry, rows};
use std::collections::BTreeMap;

/// A table of aliases that has been checked as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AliasTable {
    entries: Vec<UserEntry>,
}

/// What the lines of a name say, with the line that said it.
#[derive(Default)]
struct Said<'t> {
    alias_of: Option<&'t str>,
    class: Option<Class>,
    iri: Option<&'t str>,
    line: Option<Row<'t>>,
}

impl AliasTable {
    /// Reads and checks a table.
    ///
    /// # Errors
    /// [`TableError`] with the line of a missing name, too many columns, an unknown
    /// class, an IRI that is none, a contradiction, or a cycle of aliases.
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        let mut said: BTreeMap<&str, Said<'_>> = BTreeMap::new();
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
            let entry = said.entry(name).or_default();
            entry.line = entry.line.or(Some(row));
            if !class.is_empty() {
                let class = class.parse().map_err(|e: UnknownClass| row.error(file, e.to_string()))?;
                if entry.class.is_some_and(|c| c != class) {
                    return Err(row.error(file, format!("{name:?} has another type on an earlier line")));
                }
                entry.class = Some(class);
            }
            if !iri.is_empty() {
                let absolute = iri.split_once(':').is_some_and(|(scheme, rest)| {
                    !rest.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
                });
                if !absolute || iri.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c)) {
                    return Err(row.error(file, format!("{iri:?} is not an absolute IRI")));
                }
                if entry.iri.is_some_and(|i| i != iri) {
                    return Err(row.error(file, format!("{name:?} has another IRI on an earlier line")));
                }
                entry.iri = Some(iri);
            }
            if alias.is_empty() {
                continue;
            }
            let alias_entry = said.entry(alias).or_default();
            if alias_entry.alias_of.is_some_and(|of| of != name) {
                return Err(
                    row.error(file, format!("{alias:?} is an alias of another name on an earlier line"))
                );
            }
            alias_entry.alias_of = Some(name);
            alias_entry.line = alias_entry.line.or(Some(row));
            if canonical(&said, alias).is_none() {
                return Err(row.error(file, format!("the aliases of {alias:?} form a cycle")));
            }
        }
        let mut entries: BTreeMap<&str, UserEntry> = BTreeMap::new();
        for name in said.keys() {
            let Some(root) = canonical(&said, name) else { continue };
            let entry = entries
                .entry(root)
                .or_insert_with(|| UserEntry { name: root.to_owned(), ..UserEntry::default() });
            if *name != root {
                entry.aliases.push((*name).to_owned());
            }
            let Some(said) = said.get(name) else { continue };
            entry.class = entry.class.or(said.class);
            if let Some(iri) = said.iri {
                entry.iri = iri.to_owned();
            }
        }
        Ok(AliasTable { entries: entries.into_values().collect() })
    }

    /// Adds the names to a gazetteer, where they count before its own.
    pub fn apply(&self, gazetteer: &mut Gazetteer) {
        for entry in &self.entries {
            gazetteer.add_user_entry(entry);
        }
    }
}

/// The last name of the chain of aliases; `None` for a cycle.
fn canonical<'t>(said: &BTreeMap<&'t str, Said<'t>>, name: &'t str) -> Option<&'t str> {
    let mut at = name;
    for _ in 0..=said.len() {
        match said.get(at).and_then(|s| s.alias_of) {
            Some(next) => at = next,
            None => return Some(at),
        }
    }
    None
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
