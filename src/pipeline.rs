//! The order of the stages: a document in, its extraction out.

use crate::annotate::network::forward::Scratch;
use crate::annotate::{Annotator, AnnotatorError, ENGLISH, Sentence, Tree};
use crate::document::{Document, Mode, ReadError, read_sources};
use crate::entity::{DocumentMeta, Entity, Extraction};
use crate::extract::{self, propositions};
use crate::gazetteer::Gazetteer;
use crate::ontology::{NEWS, Ontology, OntologyError};
use crate::resolve::alias::AliasTable;
use crate::resolve::{self, Models, Resolution};
use crate::segment::segment;
use crate::statement::build;
use crate::text::CodePoints;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

pub use crate::extract::Style;

/// What the user may choose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// One sentence a line.
    pub lines: bool,
    /// Tokens are what blanks separate.
    pub pretokenized: bool,
    /// An ontology to use besides the news ontology.
    pub ontology: Option<PathBuf>,
    /// A model to use instead of the one that the program carries.
    pub model: Option<PathBuf>,
    /// The user's own names (TSV).
    pub aliases: Option<PathBuf>,
    /// Date of documents that give none.
    pub date: Option<jiff::civil::Date>,
}

/// Why the stages cannot be made ready.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// The model.
    #[error("{name} cannot be used")]
    Annotator {
        /// The model's file, or the one that the program carries.
        name: String,
        /// What is wrong with it.
        source: AnnotatorError,
    },
    /// A file that cannot be read.
    #[error("{path} cannot be read; check the path and its permissions")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The ontology.
    #[error(transparent)]
    Ontology(#[from] OntologyError),
    /// The gazetteers.
    #[error(transparent)]
    Gazetteer(#[from] crate::gazetteer::TableError),
    /// The models of resolution, which the program carries.
    #[error("the models of names and coreference in this program are damaged: install it again")]
    Models,
}

/// The stages, ready to run; shared between threads.
pub struct Pipeline {
    options: Options,
    annotator: Annotator,
    /// Read when the first name is looked up: words and trees need none.
    gazetteer: OnceLock<Gazetteer>,
    models: Models,
    ontology: Ontology,
    /// Digest of what documents are read with: program, model, ontology, names.
    equipment: Vec<u8>,
}

/// The checksum that a model ends with, which tells models apart.
fn checksum(model: &[u8]) -> &[u8] {
    model.get(model.len().saturating_sub(8)..).unwrap_or_default()
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Pipeline {
    /// Loads what the stages need.
    ///
    /// # Errors
    /// A model or an ontology that cannot be used.
    pub fn new(options: Options) -> Result<Self, PipelineError> {
        let mut equipment = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
        let mut with = |what: &str, content: &[u8]| {
            equipment.update(what);
            equipment.update(Sha256::digest(content));
        };
        let unreadable = |path: &PathBuf, source| PipelineError::Unreadable { path: path.clone(), source };
        let read = |path: &PathBuf| std::fs::read_to_string(path).map_err(|e| unreadable(path, e));
        let (name, annotator) = match &options.model {
            Some(path) => {
                let bytes = std::fs::read(path).map_err(|e| unreadable(path, e))?;
                with("model", checksum(&bytes));
                (path.display().to_string(), Annotator::from_bytes(&bytes))
            }
            None => {
                with("model", checksum(ENGLISH));
                ("the built-in model".to_owned(), Annotator::from_bytes(ENGLISH))
            }
        };
        let known = OnceLock::new();
        with("ontology", NEWS.as_bytes());
        if let Some(path) = &options.ontology {
            // What is wrong with the file is told where it is parsed.
            with("ontology", &std::fs::read(path).unwrap_or_default());
        }
        if let Some(path) = &options.aliases {
            let text = read(path)?;
            let mut gazetteer = Gazetteer::embedded()?;
            AliasTable::parse(&path.display().to_string(), &text)?.apply(&mut gazetteer);
            let _ = known.set(gazetteer);
            with("aliases", text.as_bytes());
        }
        Ok(Pipeline {
            equipment: equipment.finalize().to_vec(),
            gazetteer: known,
            annotator: annotator.map_err(|source| PipelineError::Annotator { name, source })?,
            models: Models::embedded().ok_or(PipelineError::Models)?,
            ontology: Ontology::with_files(options.ontology.as_slice())?,
            options,
        })
    }

    fn gazetteer(&self) -> &Gazetteer {
        // A test holds the tables in the program to be readable.
        self.gazetteer.get_or_init(|| Gazetteer::embedded().unwrap_or_default())
    }

    /// Reads files and folders; what cannot be read is an error of its own.
    pub fn documents(&self, inputs: &[PathBuf]) -> impl Iterator<Item = Result<Document, ReadError>> + use<> {
        let Options { lines, pretokenized, date, .. } = self.options;
        let mode = if lines || pretokenized { Mode::Lines { pretokenized } } else { Mode::Articles };
        read_sources(inputs, mode).map(move |document| {
            document.map(|document| Document { date: document.date.or(date), ..document })
        })
    }

    /// What identifies a document's content and what it is read with (program, model, ontology,
    /// names): a document with the same hash need not be read again.
    pub fn content_hash(&self, document: &Document) -> String {
        let mut hash = Sha256::new();
        for part in [Some(document.text.as_str()), document.title.as_deref(), document.url.as_deref()] {
            hash.update(part.unwrap_or_default());
            hash.update([0]);
        }
        hash.update(document.date.map(|d| d.to_string()).unwrap_or_default());
        hash.update([0]);
        hash.update(&self.equipment);
        hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
    }

    /// Sentences with words, trees and names.
    pub fn annotate(&self, document: &Document) -> Vec<Sentence> {
        let mut sentences = segment(document);
        self.annotate_words(&mut sentences, &document.text);
        sentences
    }

    /// Annotates sentences whose words are given; their spans count in `text`.
    pub fn annotate_words(&self, sentences: &mut [Sentence], text: &str) {
        SCRATCH.with_borrow_mut(|scratch| self.annotator.annotate(sentences, text, scratch));
    }

    /// Who is who in an annotated document.
    pub fn resolve(&self, document: &Document, sentences: &[Sentence]) -> Resolution {
        resolve::resolve(document, sentences, self.gazetteer(), &self.models)
    }

    /// Whom and what a document speaks of, with or without a name.
    pub fn entities(&self, document: &Document) -> Vec<Entity> {
        let sentences = self.annotate(document);
        build::resolved_entities(
            document,
            &self.resolve(document, &sentences),
            &CodePoints::new(&document.text),
        )
    }

    /// Statements and entities.
    pub fn extract(&self, document: &Document) -> Extraction {
        let (built, sentences) = self.build(document);
        Extraction {
            document: DocumentMeta {
                id: document.id.clone(),
                title: document.title.clone(),
                date: document.date.map(|d| d.to_string()),
                url: document.url.clone(),
                hash: self.content_hash(document),
            },
            sentences: sentences as u32,
            statements: built.statements,
            reflexive: built.reflexive,
            entities: built.entities,
            features: built.features,
        }
    }

    /// What `extract` gives with all that its confidence is made of, and the number of sentences.
    pub fn build(&self, document: &Document) -> (build::Built, usize) {
        let sentences = self.annotate(document);
        let resolution = self.resolve(document, &sentences);
        let built = build::build(document, &sentences, &resolution, self.gazetteer(), &self.ontology);
        (built, sentences.len())
    }

    /// Open IE tuples of one document, one a line: sentence, confidence, subject, relation,
    /// object, further arguments, separated by tabs.
    pub fn openie(&self, document: &Document, style: Style, least: f64) -> String {
        let mut out = String::new();
        for sentence in &self.annotate(document) {
            let tree = Tree::new(sentence, &document.text);
            let line = sentence.span.of(&document.text);
            for proposition in propositions(&tree).iter().filter(|p| f64::from(p.confidence) >= least) {
                for row in extract::render(&tree, proposition, style) {
                    // Writing to a string cannot fail.
                    let _ = write!(
                        out,
                        "{line}\t{:.4}\t{}\t{}\t{}",
                        row.confidence, row.subject, row.relation, row.object
                    );
                    row.args.iter().for_each(|arg| out.extend(["\t", arg]));
                    out.push('\n');
                }
            }
        }
        out
    }
}
