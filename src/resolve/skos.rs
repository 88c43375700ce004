//! The user's own names in Turtle: concepts of [SKOS](https://www.w3.org/TR/skos-reference/),
//! each with `skos:prefLabel`, `skos:altLabel` and, if wanted, `rdf:type`.
//!
//! ```turtle
//! <https://example.org/apple> a tercet:Company ;
//!     skos:prefLabel "Apple Records" ; skos:altLabel "Apple" .
//! ```
//!
//! Other properties are left alone. The concept's IRI is the entity's.

use super::alias::{AliasTable, Builder};
use crate::gazetteer::TableError;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Term};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

/// A label with its language and the line where it stands.
struct Label {
    text: String,
    language: Option<String>,
    line: usize,
}

/// What the file says of a concept.
#[derive(Default)]
struct Concept {
    preferred: Vec<Label>,
    others: Vec<Label>,
    types: Vec<(String, usize)>,
    line: usize,
}

/// Hands out a line at a time and counts them, since the parser tells the place of its errors
/// alone.
struct Lines<'t> {
    rest: &'t [u8],
    count: &'t Cell<usize>,
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let line = self.rest.iter().position(|&b| b == b'\n').map_or(self.rest.len(), |at| at + 1);
        let length = line.min(buffer.len());
        let (now, rest) = self.rest.split_at(length);
        if let Some(place) = buffer.get_mut(..length) {
            place.copy_from_slice(now);
        }
        self.rest = rest;
        self.count.set(self.count.get() + usize::from(length == line && length > 0));
        Ok(length)
    }
}

/// Reads and checks the concepts of a file.
pub(super) fn parse(file: &str, text: &str) -> Result<AliasTable, TableError> {
    let error = |line: usize, problem: String| TableError { file: file.to_owned(), line, problem };
    let concepts = concepts(text).map_err(|(line, problem)| error(line, problem))?;
    if concepts.is_empty() {
        return Err(error(1, "no concept has a skos:prefLabel; give each the name it goes by".to_owned()));
    }
    let mut table = Builder::default();
    let names: BTreeSet<&str> = concepts.values().filter_map(|c| Some(c.name()?.text.as_str())).collect();
    for (iri, concept) in &concepts {
        let Some(name) = concept.name() else {
            let problem = format!("<{iri}> has no skos:prefLabel; give it the name it goes by");
            return Err(error(concept.line, problem));
        };
        let at = |line: usize| move |problem: String| error(line, problem);
        table.iri(&name.text, iri).map_err(at(name.line))?;
        for (class, line) in &concept.types {
            table.class(&name.text, class).map_err(at(*line))?;
        }
        for label in concept.preferred.iter().chain(&concept.others).filter(|l| l.text != name.text) {
            if names.contains(label.text.as_str()) {
                return Err(error(label.line, format!("{:?} is the name of another concept", label.text)));
            }
            table.alias(&name.text, &label.text).map_err(at(label.line))?;
        }
    }
    Ok(table.build())
}

impl Concept {
    /// The preferred label: in English, else of no language, else the first.
    fn name(&self) -> Option<&Label> {
        let english = |l: &&Label| l.language.as_deref().is_some_and(|l| l.starts_with("en"));
        let labels = || self.preferred.iter();
        labels().find(english).or_else(|| labels().find(|l| l.language.is_none())).or_else(|| labels().next())
    }
}

/// The concepts by their IRIs; an error is a line and what is wrong there.
fn concepts(text: &str) -> Result<BTreeMap<String, Concept>, (usize, String)> {
    let count = Cell::new(0);
    let lines = Lines { rest: text.as_bytes(), count: &count };
    let mut concepts: BTreeMap<String, Concept> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_reader(lines) {
        let line = count.get().max(1);
        let quad = quad.map_err(|error| (line, format!("not Turtle: {error}")))?;
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        let predicate = quad.predicate.as_str();
        let label = match &quad.object {
            Term::Literal(literal) => Some(Label {
                text: literal.value().trim().to_owned(),
                language: literal.language().map(str::to_owned),
                line,
            }),
            _ => None,
        };
        let concept = || Concept { line, ..Concept::default() };
        match (predicate.strip_prefix(SKOS), label, &quad.object) {
            (Some("prefLabel" | "altLabel"), Some(label), _) if label.text.is_empty() => {
                return Err((line, format!("a label of {subject} is empty")));
            }
            (Some("prefLabel"), Some(label), _) => {
                concepts.entry(subject.into_string()).or_insert_with(concept).preferred.push(label);
            }
            (Some("altLabel"), Some(label), _) => {
                concepts.entry(subject.into_string()).or_insert_with(concept).others.push(label);
            }
            (Some("prefLabel" | "altLabel"), None, _) => {
                return Err((line, format!("a label of {subject} is no text; write it in quotes")));
            }
            (_, _, Term::NamedNode(class))
                if predicate == rdf::TYPE.as_str() && !class.as_str().starts_with(SKOS) =>
            {
                let local = class.as_str().rsplit(['#', '/']).next().unwrap_or_default();
                let local = local.to_owned();
                concepts.entry(subject.into_string()).or_insert_with(concept).types.push((local, line));
            }
            _ => {}
        }
    }
    // A scheme and the like have a type of SKOS alone, or none that is read.
    concepts.retain(|_, c| !c.preferred.is_empty() || !c.others.is_empty());
    Ok(concepts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    const PREFIXES: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix t: <https://tercet.dev/ontology#> .\n@prefix e: <https://example.org/> .\n";

    fn problem(turtle: &str) -> String {
        let table = parse("names.ttl", &format!("{PREFIXES}{turtle}"));
        table.err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_concept_gives_names_a_type_and_an_iri() {
        let text = "e:apple a skos:Concept, t:Company ;\n  skos:prefLabel \"Pomme\"@fr, \"Apple Records\"@en ;\n  skos:altLabel \"Apple\" .\n";
        let table = parse("names.ttl", &format!("{PREFIXES}{text}"));
        let mut gazetteer = Gazetteer::embedded().unwrap_or_default();
        table.unwrap_or_default().apply(&mut gazetteer);
        for name in ["Apple", "Apple Records", "Pomme"] {
            let entry = gazetteer.find(name).map(|(e, _)| gazetteer.entries()[e].clone());
            let entry = entry.map(|e| (e.name.to_string(), e.class.to_string(), e.iri.to_string()));
            let known = ("Apple Records".into(), "Company".into(), "https://example.org/apple".into());
            assert_eq!(entry, Some(known), "{name}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let wrong = problem("e:a skos:prefLabel \"A\" ;\n  a t:Firm .\n");
        assert_eq!(wrong, "names.ttl, line 5: unknown class \"Firm\"");
        let wrong =
            problem("e:a skos:prefLabel \"A\" .\ne:b skos:prefLabel \"B\" ;\n skos:altLabel \"A\" .\n");
        assert_eq!(wrong, "names.ttl, line 6: \"A\" is the name of another concept");
        let wrong = problem("e:a skos:prefLabel \"A\" .\n\ne:b skos:prefLabel \"A\" .\n");
        assert_eq!(wrong, "names.ttl, line 6: \"A\" has another IRI on an earlier line");
        let wrong = problem("e:a skos:altLabel \"A\" .\n");
        assert_eq!(
            wrong,
            "names.ttl, line 4: <https://example.org/a> has no skos:prefLabel; give it the name it goes by"
        );
        assert!(problem("e:a skos:prefLabel \"A .\n").starts_with("names.ttl, line 4: not Turtle: "));
        assert!(problem("").contains("no concept has a skos:prefLabel"));
    }
}
