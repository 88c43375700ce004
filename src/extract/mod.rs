//! From trees to propositions.

pub mod mode;
