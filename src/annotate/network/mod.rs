//! The network that tags, parses and finds names: what it sees, its weights, its passes.

pub mod features;
pub mod mst;
pub mod weights;
