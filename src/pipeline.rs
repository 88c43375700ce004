//! The order of the stages: a document in, its extraction out.

use crate::annotate::Sentence;
use crate::document::Document;
use crate::entity::{DocumentMeta, Extraction};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// What the user may choose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// One sentence a line.
    pub lines: bool,
    /// Tokens are what blanks separate.
    pub pretokenized: bool,
    /// Ontologies to use instead of the news ontology.
    pub ontology: Option<PathBuf>,
    /// Date of documents that give none.
    pub date: Option<jiff::civil::Date>,
}

/// How Open IE tuples are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Style {
    /// All arguments in one tuple.
    #[default]
    Nary,
    /// Subject, relation, object.
    Triples,
}

/// The stages, ready to run; shared between threads.
pub struct Pipeline {
    options: Options,
}

impl Pipeline {
    /// Loads what the stages need.
    pub fn new(options: Options) -> anyhow::Result<Self> {
        Ok(Pipeline { options })
    }

    /// Reads the files and folders; a file that cannot be read is an error of its own.
    pub fn documents(&self, inputs: &[PathBuf]) -> Vec<anyhow::Result<Document>> {
        inputs.iter().map(|path| self.document(path)).collect()
    }

    fn document(&self, path: &Path) -> anyhow::Result<Document> {
        use anyhow::Context;
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Document { id, text, date: self.options.date, ..Document::default() })
    }

    /// What identifies a document's content.
    pub fn content_hash(document: &Document) -> String {
        let mut hash = Sha256::new();
        for part in [Some(document.text.as_str()), document.title.as_deref(), document.url.as_deref()] {
            hash.update(part.unwrap_or_default());
            hash.update([0]);
        }
        hash.update(document.date.map(|d| d.to_string()).unwrap_or_default());
        hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
    }

    /// Sentences with words, trees and names.
    pub fn annotate(&self, _document: &Document) -> Vec<Sentence> {
        Vec::new()
    }

    /// Statements and entities.
    pub fn extract(&self, document: &Document) -> Extraction {
        let meta = DocumentMeta {
            id: document.id.clone(),
            title: document.title.clone(),
            date: document.date.map(|d| d.to_string()),
            url: document.url.clone(),
            hash: Self::content_hash(document),
        };
        let sentences = self.annotate(document).len() as u32;
        Extraction { document: meta, sentences, ..Extraction::default() }
    }

    /// Open IE tuples, one a line, of one document.
    pub fn openie(&self, _document: &Document, _style: Style) -> String {
        String::new()
    }
}
