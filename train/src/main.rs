//! Trains the English model that tercet embeds.
//!
//! ```text
//! cargo run --release -p tercet-train -- parser --data ../shared/train --checkpoint parser.ckpt --output models/english.tercet
//! ```

mod adam;
mod attention;
mod backprop;
mod checkpoint;
mod data;
mod layers;
mod lexicon;
mod parser;
mod random;

use clap::Parser;

/// Trains the models that tercet embeds.
#[derive(Parser)]
enum Command {
    /// Trains tagger, parser and name finder on CoNLL-U files.
    Parser(parser::Options),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Parser(options) => parser::train(&options),
    }
}
