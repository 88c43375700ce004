//! The ontology: which classes and relations the graph knows, and which words express them.
//!
//! Everything comes from Turtle: the file `ontology/news.ttl`, built in, and files of
//! the user. No relation is named in the code.

mod mapping;
mod read;
mod shapes;

use std::path::PathBuf;

use rustc_hash::FxHashMap;

pub use mapping::minted_iri;

/// Namespace of the built-in ontology and of the annotation properties for forms.
pub const NAMESPACE: &str = "https://tercet.dev/ontology#";

/// The ontology that is built in, as Turtle.
pub const NEWS: &str = include_str!("../../ontology/news.ttl");

/// A class: a kind of entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Full IRI.
    pub iri: String,
    /// What follows the last `#` or `/` of the IRI; the type of an entity.
    pub local: String,
    /// English label.
    pub label: String,
    /// Definition.
    pub comment: String,
    /// Direct superclasses that the ontology defines, as indices of [`Ontology::classes`].
    pub parents: Vec<usize>,
    /// Whether its things may stand in the graph as words or a value instead of a node.
    pub literal: bool,
}

/// A relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Full IRI.
    pub iri: String,
    /// What follows the last `#` or `/` of the IRI.
    pub local: String,
    /// English label.
    pub label: String,
    /// Definition.
    pub comment: String,
    /// Class of its subjects, an index of [`Ontology::classes`]; none admits all.
    pub domain: Option<usize>,
    /// Class of its objects; none admits all.
    pub range: Option<usize>,
    /// IRI of its inverse.
    pub inverse: Option<String>,
    /// IRIs of the properties it specialises.
    pub broader: Vec<String>,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// Whether it carries on along a chain.
    pub transitive: bool,
    /// Whether a subject has at most one object.
    pub functional: bool,
    /// Verbs that express it.
    pub verb_forms: Vec<String>,
    /// Nouns that express it.
    pub noun_forms: Vec<String>,
    /// Words that express it from object to subject.
    pub inverse_forms: Vec<String>,
}

/// Classes and properties, in the order of their IRIs.
#[derive(Clone, Debug)]
pub struct Ontology {
    /// The classes.
    pub classes: Vec<Class>,
    /// The properties.
    pub properties: Vec<Property>,
    /// What is odd but usable, for the user to read.
    pub warnings: Vec<String>,
    class_index: FxHashMap<String, usize>,
    /// `ancestors[a][b]`: a is b, or below it.
    ancestors: Vec<Vec<bool>>,
    forms: FxHashMap<String, Vec<mapping::Entry>>,
}

/// Why an ontology cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OntologyError {
    /// The file cannot be read.
    #[error("{}: cannot be read ({source}); check the path and its permissions", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no Turtle.
    #[error(
        "{file}:{line}:{column}: broken Turtle: {message}; mend this line (often a missing `.`, `;` or prefix)"
    )]
    Syntax {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What the parser says.
        message: String,
    },
    /// A property, or a class, names a class nobody defines.
    #[error(
        "{file}: <{subject}> has {predicate} <{class}>, which is not defined; declare it `a owl:Class` or mend the name"
    )]
    UnknownClass {
        /// The file.
        file: String,
        /// What names it.
        subject: String,
        /// `rdfs:domain` or `rdfs:range`.
        predicate: &'static str,
        /// The missing class.
        class: String,
    },
    /// A class is below itself.
    #[error(
        "class <{class}> is a subclass of itself by way of others; remove one rdfs:subClassOf of the circle"
    )]
    Cycle {
        /// One class of the circle.
        class: String,
    },
}

impl Ontology {
    /// The built-in ontology.
    pub fn news() -> Result<Self, OntologyError> {
        Self::with_files(&[])
    }

    /// The built-in ontology and files of the user, in any order.
    pub fn with_files(files: &[PathBuf]) -> Result<Self, OntologyError> {
        let mut sources = vec![("ontology/news.ttl".to_owned(), NEWS.to_owned())];
        sources.extend(read::read_files(files)?);
        Self::from_turtle(&sources)
    }

    /// Files of the user alone.
    pub fn from_files(files: &[PathBuf]) -> Result<Self, OntologyError> {
        Self::from_turtle(&read::read_files(files)?)
    }

    /// An ontology from pairs of file name and Turtle.
    pub fn from_turtle(sources: &[(String, String)]) -> Result<Self, OntologyError> {
        let facts = read::parse(sources)?;
        let (classes, properties, mut warnings) = read::model(&facts)?;
        let ancestors = ancestors(&classes)?;
        let class_index = classes.iter().enumerate().map(|(i, c)| (c.local.clone(), i)).collect();
        let forms = mapping::index(&properties, &mut warnings);
        Ok(Self { classes, properties, warnings, class_index, ancestors, forms })
    }

    /// The class of this local name: `Person`.
    pub fn class(&self, local: &str) -> Option<&Class> {
        self.class_index.get(local).and_then(|&i| self.classes.get(i))
    }

    /// The property of this local name: `met`.
    pub fn property(&self, local: &str) -> Option<&Property> {
        self.properties.iter().find(|p| p.local == local)
    }

    /// The property of this IRI.
    pub fn property_by_iri(&self, iri: &str) -> Option<&Property> {
        self.properties
            .binary_search_by(|p| p.iri.as_str().cmp(iri))
            .ok()
            .and_then(|i| self.properties.get(i))
    }

    /// Whether the first class, by local name, is the second or below it.
    pub fn is_subclass(&self, a: &str, b: &str) -> bool {
        match (self.class_index.get(a), self.class_index.get(b)) {
            (Some(&a), Some(&b)) => self.below(a, b),
            _ => false,
        }
    }

    /// Whether the first class, by index, is the second or below it.
    fn below(&self, a: usize, b: usize) -> bool {
        self.ancestors.get(a).and_then(|row| row.get(b)).copied().unwrap_or(false)
    }

    /// Whether something can be of both classes: some class is below both.
    fn compatible(&self, a: usize, b: usize) -> bool {
        self.ancestors.iter().any(|row| row.get(a) == Some(&true) && row.get(b) == Some(&true))
    }

    /// How many classes stand above this one: the more, the more specific it is.
    fn depth(&self, class: Option<usize>) -> i32 {
        class.and_then(|c| self.ancestors.get(c)).map_or(0, |row| row.iter().map(|&up| i32::from(up)).sum())
    }
}

/// The reflexive transitive closure of the superclasses.
fn ancestors(classes: &[Class]) -> Result<Vec<Vec<bool>>, OntologyError> {
    let mut closure = Vec::with_capacity(classes.len());
    for (start, class) in classes.iter().enumerate() {
        let mut seen = vec![false; classes.len()];
        let mut open = class.parents.clone();
        while let Some(next) = open.pop() {
            if next == start {
                return Err(OntologyError::Cycle { class: class.iri.clone() });
            }
            if let (Some(mark), Some(above)) = (seen.get_mut(next), classes.get(next))
                && !std::mem::replace(mark, true)
            {
                open.extend(&above.parents);
            }
        }
        if let Some(own) = seen.get_mut(start) {
            *own = true;
        }
        closure.push(seen);
    }
    Ok(closure)
}

#[cfg(test)]
mod tests;
