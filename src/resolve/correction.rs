//! Corrections that a person made: two entities that are one, a mention that is another's.
//!
//! They are data beside the corpus and are applied after every reading, so that they
//! outlive a new extraction. Tab-separated lines:
//!
//! ```text
//! merge  ID  NAME  CLASS           the entity ID is the one called NAME
//! split  DOCUMENT  START-END  NAME  CLASS   the mention at these code points is NAME's
//! ```

use super::identity::entity_id;
use super::{Resolution, ResolvedEntity};
use crate::gazetteer::{Class, Gender, Row, TableError, UnknownClass, rows};
use crate::text::CodePoints;
use std::fmt;

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Correction {
    /// The entity with this id is the one with this name and class.
    Merge {
        /// Identifier of the entity that goes.
        id: String,
        /// Name of the one that stays.
        name: String,
        /// Its class.
        class: Class,
    },
    /// A mention belongs to another entity.
    Split {
        /// Id of the document.
        document: String,
        /// Where the mention stands, in code points.
        span: [u32; 2],
        /// Name of the entity it belongs to.
        name: String,
        /// Its class.
        class: Class,
    },
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Correction::Merge { id, name, class } => write!(f, "merge\t{id}\t{name}\t{class}"),
            Correction::Split { document, span, name, class } => {
                write!(f, "split\t{document}\t{}-{}\t{name}\t{class}", span[0], span[1])
            }
        }
    }
}

/// Corrections in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The corrections.
    pub list: Vec<Correction>,
}

impl Corrections {
    /// Reads a file of corrections.
    ///
    /// # Errors
    /// [`TableError`] with the line that cannot be read.
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        let list = rows(text).map(|row| correction(file, row)).collect::<Result<_, _>>()?;
        Ok(Corrections { list })
    }

    /// Corrects what was read of `document`.
    pub fn apply(&self, document: &str, text: &str, resolution: &mut Resolution) {
        let points = CodePoints::new(text);
        for correction in &self.list {
            match correction {
                Correction::Merge { id, name, class } => {
                    let Some(from) = resolution.entities.iter().position(|e| e.id == *id) else { continue };
                    let to = target(resolution, name, *class);
                    for mention in resolution.entities[from].mentions.clone() {
                        reassign(resolution, mention, to, "corrected: merged");
                    }
                    let names = resolution.entities[from].names.clone();
                    for name in names {
                        if !resolution.entities[to].names.contains(&name) {
                            resolution.entities[to].names.push(name);
                        }
                    }
                }
                Correction::Split { document: of, span, name, class } if of == document => {
                    let mention = resolution.mentions.iter().position(|m| points.span(m.span) == *span);
                    if let Some(mention) = mention {
                        let to = target(resolution, name, *class);
                        reassign(resolution, mention, to, "corrected: split");
                    }
                }
                Correction::Split { .. } => {}
            }
        }
    }
}

/// The entity of this name and class, made if there is none.
fn target(resolution: &mut Resolution, name: &str, class: Class) -> usize {
    let id = entity_id(name, class);
    if let Some(found) = resolution.entities.iter().position(|e| e.id == id) {
        return found;
    }
    resolution.entities.push(ResolvedEntity {
        id,
        name: name.to_owned(),
        class,
        names: vec![name.to_owned()],
        wikidata: None,
        wiki: None,
        iri: None,
        gender: Gender::Unknown,
        named: true,
        mentions: Vec::new(),
    });
    resolution.entities.len() - 1
}

fn reassign(resolution: &mut Resolution, mention: usize, to: usize, rule: &'static str) {
    let from = resolution.mentions[mention].entity;
    if from == to {
        return;
    }
    resolution.entities[from].mentions.retain(|&m| m != mention);
    let mentions = &mut resolution.entities[to].mentions;
    let at = mentions.partition_point(|&m| m < mention);
    mentions.insert(at, mention);
    let mention = &mut resolution.mentions[mention];
    mention.entity = to;
    mention.rule = rule;
    mention.score = 1.0;
}

fn correction(file: &str, row: Row<'_>) -> Result<Correction, TableError> {
    let class = |index: usize| {
        row.column(index).parse::<Class>().map_err(|e: UnknownClass| row.error(file, e.to_string()))
    };
    let filled = |index: usize, what: &str| match row.column(index) {
        "" => Err(row.error(file, format!("the {what} is missing"))),
        value => Ok(value.to_owned()),
    };
    match row.column(0) {
        "merge" => Ok(Correction::Merge { id: filled(1, "id")?, name: filled(2, "name")?, class: class(3)? }),
        "split" => {
            let span =
                row.column(2).split_once('-').and_then(|(s, e)| Some([s.parse().ok()?, e.parse().ok()?]));
            let span = span.ok_or_else(|| row.error(file, "the span is START-END in code points"))?;
            Ok(Correction::Split {
                document: filled(1, "document")?,
                span,
                name: filled(3, "name")?,
                class: class(4)?,
            })
        }
        other => Err(row.error(file, format!("expected merge or split, found {other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_written_as_they_are_read() {
        let text = "merge\t0123\tKim Jong-un\tPerson\nsplit\tdoc\t10-13\tKim Jong-il\tPerson\n";
        let read = Corrections::parse("corrections.tsv", text).unwrap_or_default();
        let written: String = read.list.iter().map(|c| format!("{c}\n")).collect();
        assert_eq!(written, text);
        let broken = Corrections::parse("corrections.tsv", "merge\t0123\tKim\tPerson\njoin\ta\n");
        assert_eq!(
            broken.map_err(|e| e.to_string()),
            Err("corrections.tsv, line 2: expected merge or split, found \"join\"".to_owned())
        );
    }
}
