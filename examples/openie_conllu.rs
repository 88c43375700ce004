//! CoNLL-U in, Open IE rows out: `openie_conllu nary|triples FILE [annotate]`; with
//! `annotate` only the words of the file are used and the model's own trees are read.

use anyhow::{Context, bail};
use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, ENGLISH, Tree, conllu};
use tercet::extract::{Style, propositions, render};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let style = match arguments.next().as_deref() {
        Some("nary") => Style::Nary,
        Some("triples") => Style::Triples,
        _ => bail!("usage: openie_conllu nary|triples FILE"),
    };
    let path = arguments.next().context("usage: openie_conllu nary|triples FILE")?;
    let mut file = conllu::read(&std::fs::read_to_string(&path).with_context(|| path.clone())?)?;
    let probabilities = probabilities(&std::fs::read_to_string(&path)?);
    for (sentence, values) in file.sentences.iter_mut().zip(probabilities) {
        for (word, value) in sentence.words.iter_mut().zip(values) {
            word.head_probability = value;
        }
    }
    if arguments.next().as_deref() == Some("annotate") {
        Annotator::from_bytes(ENGLISH)?.annotate(&mut file.sentences, &file.text, &mut Scratch::default());
    }
    for sentence in &file.sentences {
        let tree = Tree::new(sentence, &file.text);
        let line = sentence.span.of(&file.text);
        for proposition in propositions(&tree) {
            for row in render(&tree, &proposition, style) {
                let mut columns = vec![row.subject, row.relation, row.object];
                columns.extend(row.args);
                if std::env::var("RULES").is_ok() {
                    columns.push(format!("@{}:{}", proposition.rule, proposition.shape));
                }
                println!("{line}\t{:.4}\t{}", row.confidence, columns.join("\t"));
            }
        }
    }
    Ok(())
}

/// `P=` of the MISC column: the parser's head probabilities, sentence by sentence.
fn probabilities(input: &str) -> Vec<Vec<f32>> {
    let mut sentences = vec![Vec::new()];
    for line in input.lines() {
        if line.is_empty() {
            sentences.push(Vec::new());
        } else if !line.starts_with('#')
            && let Some(last) = sentences.last_mut()
        {
            let misc = line.rsplit('\t').next().unwrap_or("");
            let value = misc.split('|').find_map(|m| m.strip_prefix("P=")).and_then(|p| p.parse().ok());
            last.push(value.unwrap_or(1.0));
        }
    }
    sentences
}
