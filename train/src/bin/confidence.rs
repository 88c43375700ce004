//! Learns the confidence of propositions: `confidence WORDS.conllu GOLD.tsv OUT.tsv [--folds FILE]`.
//!
//! The words of the CoNLL-U file are annotated by the embedded model, whose probabilities are
//! among the features; its own annotation is not read. Every proposition's n-ary row is compared with the gold tuples of its sentence as CaRB
//! does (Bhardwaj et al. 2019): its share of matching words, pairing one to one, is what a
//! logistic regression learns to predict. With `--folds`, the rows are also written with
//! the confidence that five-fold cross-validation over sentences gives them, and the
//! calibration error of these is printed.

use anyhow::{Context, bail};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, ENGLISH, Tree, conllu};
use tercet::extract::{Style, confidence, propositions, render};
use tercet_train::logistic::{self, predict};

const FOLDS: usize = 5;
const STEPS: usize = 400;
const PENALTY: f64 = 0.004;

struct Example {
    sentence: usize,
    line: String,
    learnt: logistic::Example,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [parsed, gold, out, rest @ ..] = arguments.as_slice() else {
        bail!("usage: confidence WORDS.conllu GOLD.tsv OUT.tsv [--folds FILE]");
    };
    let folds = match rest {
        [] => None,
        [flag, file] if flag == "--folds" => Some(file),
        _ => bail!("unknown arguments {rest:?}"),
    };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let examples = examples(parsed, &read_gold(gold)?, &mut names)?;
    println!("{} propositions, {} features", examples.len(), names.len());
    if let Some(file) = folds {
        cross_validate(&examples, names.len(), file)?;
    }
    let all: Vec<&Example> = examples.iter().collect();
    let weights = train(&all, names.len());
    let mut table = String::from(
        "# Weights of the confidence model: feature, weight. Written by `tercet-train`'s `confidence`.\n",
    );
    for (name, &index) in &names {
        if weights[index].abs() >= 0.005 {
            writeln!(table, "{name}\t{:.3}", weights[index])?;
        }
    }
    std::fs::write(out, table).with_context(|| out.clone())
}

type Bag = HashMap<String, usize>;
type Gold = HashMap<String, Vec<[Bag; 3]>>;

fn bag(text: &str) -> Bag {
    let mut bag = Bag::new();
    for word in text.split_whitespace() {
        *bag.entry(word.to_owned()).or_default() += 1;
    }
    bag
}

/// Sentences are compared without spaces and ASCII punctuation.
fn key(sentence: &str) -> String {
    let plain = sentence.replace("-LRB-", "(").replace("-RRB-", ")");
    plain.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_punctuation()).collect()
}

fn read_gold(path: &str) -> anyhow::Result<Gold> {
    let mut gold = Gold::new();
    for line in std::fs::read_to_string(path).with_context(|| path.to_owned())?.lines() {
        if let [sentence, relation, subject, rest @ ..] = line.split('\t').collect::<Vec<_>>().as_slice() {
            gold.entry(key(sentence)).or_default().push([bag(relation), bag(subject), bag(&rest.join(" "))]);
        }
    }
    Ok(gold)
}

fn shared(a: &Bag, b: &Bag) -> usize {
    a.iter().map(|(word, &count)| count.min(b.get(word).copied().unwrap_or(0))).sum()
}

/// Share of the predicted words that the gold tuple has; nothing where the relations share none.
fn precision(gold: &[Bag; 3], row: &[Bag; 3]) -> f64 {
    let mut hits = shared(&gold[0], &row[0]);
    let be = ["be", "is", "am", "are", "was", "were", "been", "being"];
    if row[0].contains_key("be") && !gold[0].contains_key("be") && be.iter().any(|b| gold[0].contains_key(*b))
    {
        hits += 1;
    }
    if hits == 0 {
        return 0.0;
    }
    hits += shared(&gold[1], &row[1]) + shared(&gold[2], &row[2]);
    let words: usize = row.iter().flat_map(|b| b.values()).sum();
    hits as f64 / words as f64
}

fn examples(path: &str, gold: &Gold, names: &mut BTreeMap<String, usize>) -> anyhow::Result<Vec<Example>> {
    let input = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let mut file = conllu::read(&input)?;
    Annotator::from_bytes(ENGLISH)?.annotate(&mut file.sentences, &file.text, &mut Scratch::default());
    let mut found = Vec::new();
    for (number, sentence) in file.sentences.iter().enumerate() {
        let line = sentence.span.of(&file.text);
        let Some(facts) = gold.get(&key(line)) else { continue };
        let tree = Tree::new(sentence, &file.text);
        let first = found.len();
        let mut bags = Vec::new();
        for proposition in propositions(&tree) {
            for row in render(&tree, &proposition, Style::Nary) {
                let mut features = Vec::new();
                confidence::features(&tree, &proposition, &mut |name| {
                    let next = names.len();
                    features.push(*names.entry(name.to_owned()).or_insert(next));
                });
                let arguments = [std::slice::from_ref(&row.object), &row.args].concat();
                bags.push([bag(&row.relation), bag(&row.subject), bag(&arguments.join(" "))]);
                let columns = [row.subject, row.relation, arguments.join("\t")].join("\t");
                found.push(Example {
                    sentence: number,
                    line: format!("{line}\t{{}}\t{columns}"),
                    learnt: logistic::Example { features, label: 0.0 },
                });
            }
        }
        pair(facts, &bags, &mut found[first..]);
    }
    Ok(found)
}

/// Pairs rows and gold tuples one to one, best match first.
fn pair(gold: &[[Bag; 3]], rows: &[[Bag; 3]], examples: &mut [Example]) {
    let mut matches = Vec::new();
    for (i, fact) in gold.iter().enumerate() {
        for (j, row) in rows.iter().enumerate() {
            matches.push((precision(fact, row), i, j));
        }
    }
    matches.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_gold, mut used_row) = (vec![false; gold.len()], vec![false; rows.len()]);
    for (score, i, j) in matches {
        if score > 0.0 && !used_gold[i] && !used_row[j] {
            used_gold[i] = true;
            used_row[j] = true;
            examples[j].learnt.label = score;
        }
    }
}

fn train(examples: &[&Example], features: usize) -> Vec<f64> {
    let learnt: Vec<&logistic::Example> = examples.iter().map(|e| &e.learnt).collect();
    logistic::train(&learnt, features, STEPS, PENALTY)
}

fn cross_validate(examples: &[Example], features: usize, file: &str) -> anyhow::Result<()> {
    let mut rows = String::new();
    let mut bins = vec![(0usize, 0.0, 0.0); 10];
    for fold in 0..FOLDS {
        let (held, rest): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|e| e.sentence % FOLDS == fold);
        let weights = train(&rest, features);
        for example in held {
            let value = predict(&weights, &example.learnt);
            let bin = &mut bins[((value * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + value, bin.2 + example.learnt.label);
            writeln!(rows, "{}", example.line.replacen("{}", &format!("{value:.4}"), 1))?;
        }
    }
    let error: f64 = bins.iter().map(|(_, predicted, right)| (predicted - right).abs()).sum();
    println!("calibration error {:.4}", error / examples.len() as f64);
    std::fs::write(file, rows).with_context(|| file.to_owned())
}
