//! Tercet reads English news and builds a knowledge graph: who did what to whom,
//! who says so, and the sentence it stands in.
//!
//! The modules are the pipeline, in order: a [`document`] is cut into sentences
//! and words, annotated ([`annotate`]), propositions are taken from its trees,
//! their arguments become entities, and relations properties of an ontology.

pub mod annotate;
pub mod document;
pub mod entity;
pub mod export;
pub mod graph;
pub mod statement;
pub mod store;
pub mod text;
