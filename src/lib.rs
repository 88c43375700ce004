//! Tercet reads English news and builds a knowledge graph: who did what to whom,
//! who says so, and the sentence it stands in.
//!
//! The modules are the pipeline, in order: a [`document`] is cut into sentences
//! and words ([`segment`]), annotated ([`annotate`]), its times and quantities
//! normalised ([`values`]); propositions are taken from its trees ([`extract`]),
//! their arguments become entities ([`resolve`]) and their relations properties of
//! an [`ontology`]; statements are kept in a [`store`], seen as a [`graph`],
//! queried ([`query`]) and exported ([`export`]). Only [`pipeline`] knows the order.

pub mod annotate;
pub mod cli;
pub mod document;
pub mod endpoint;
pub mod entity;
pub mod evaluate;
pub mod export;
pub mod extract;
pub mod gazetteer;
pub mod graph;
pub mod ontology;
pub mod pipeline;
pub mod query;
pub mod resolve;
pub mod segment;
pub mod shacl;
pub mod statement;
pub mod store;
pub mod text;
pub mod values;
