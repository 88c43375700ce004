//! Trains the English model that tercet embeds.

fn main() {}
