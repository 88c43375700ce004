//! What a user takes away.
pub mod file;
