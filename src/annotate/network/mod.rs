//! The network that tags, parses and finds names.
//!
//! A convolutional encoder with one attention layer over hashed word features;
//! heads for joint part of speech, names, arcs and labels (after Dozat & Manning,
//! [2017](https://arxiv.org/abs/1611.01734)), small enough to run at the speed of
//! reading on one core.

pub mod features;
pub mod file;
pub mod forward;
pub mod kernels;
pub mod mst;
pub mod quantized;
pub mod weights;
