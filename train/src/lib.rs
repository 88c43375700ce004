//! What the programs that train models share.

pub mod logistic;
