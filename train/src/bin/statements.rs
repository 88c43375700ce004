//! Learns the confidence of statements: `statements DOCS.jsonl JUDGED.tsv OUT.tsv`.
//!
//! The documents are extracted again; a statement is an example where a judged one (columns as in
//! tests/data/judged) has the same spans, mode and names. A logistic regression learns to predict the
//! verdict; its five-fold cross-validation over documents is printed: the calibration error and, for
//! some thresholds, how many statements are left and how many of these are right.

use anyhow::{Context, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use tercet::document::{Mode, read_source};
use tercet::pipeline::{Options, Pipeline};
use tercet::statement::{Attribution, Node, Statement};
use tercet_train::logistic::{Example, predict, train};

const FOLDS: usize = 5;
const STEPS: usize = 600;
const PENALTY: f64 = 0.03;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, judged, out] = arguments.as_slice() else {
        bail!("usage: statements DOCS.jsonl JUDGED.tsv OUT.tsv");
    };
    let verdicts = verdicts(judged)?;
    let wanted: BTreeSet<&str> = verdicts.keys().map(|(document, _)| document.as_str()).collect();
    let pipeline = Pipeline::new(Options::default())?;
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut examples: Vec<(usize, Example)> = Vec::new();
    for (number, document) in read_source(Path::new(documents), Mode::Articles).enumerate() {
        let document = document?;
        if !wanted.contains(document.id.as_str()) {
            continue;
        }
        let (built, _) = pipeline.build(&document);
        for statement in &built.statements {
            let (Some(&right), Some(evidence)) =
                (verdicts.get(&(document.id.clone(), key(statement))), built.evidence.get(&statement.id))
            else {
                continue;
            };
            let mut index = |name: &String| {
                let next = names.len();
                *names.entry(name.clone()).or_insert(next)
            };
            let features = evidence.iter().map(&mut index).collect();
            examples.push((number, Example { features, label: f64::from(u8::from(right)) }));
        }
    }
    println!("{} of {} judged statements found, {} features", examples.len(), verdicts.len(), names.len());
    cross_validate(&examples, names.len());
    let all: Vec<&Example> = examples.iter().map(|(_, e)| e).collect();
    let weights = train(&all, names.len(), STEPS, PENALTY);
    let mut table = String::from(
        "# Weights of the confidence of statements: feature, weight. Written by `tercet-train`'s `statements`.\n",
    );
    for (name, &index) in &names {
        if weights[index].abs() >= 0.005 {
            writeln!(table, "{name}\t{:.3}", weights[index])?;
        }
    }
    std::fs::write(out, table).with_context(|| out.clone())
}

/// What is judged of a statement: all that tells it from any other reading of its sentence.
fn key(statement: &Statement) -> String {
    let cell = |[start, end]: [u32; 2]| format!("{start}-{end}");
    let object = statement.object.as_ref().map_or("-".to_owned(), |o| cell(o.span()));
    let ends = [cell(statement.subject.span()), cell(statement.relation.span), object];
    let spans: Vec<String> = ends.into_iter().chain(statement.args.iter().map(|a| cell(a.span))).collect();
    let polarity = format!("{:?}", statement.polarity).to_lowercase();
    let modality = format!("{:?}", statement.modality).to_lowercase();
    [
        spans.join(" ").as_str(),
        &statement.relation.phrase,
        name(Some(&statement.subject)),
        name(statement.object.as_ref()),
        &polarity,
        &modality,
        &source(statement.attribution.as_ref()),
    ]
    .join("\t")
}

/// The canonical name, where the words do not hold it.
fn name(node: Option<&Node>) -> &str {
    match node {
        Some(Node::Entity { name, mention, .. })
            if !mention.to_lowercase().contains(&name.to_lowercase()) =>
        {
            name
        }
        _ => "",
    }
}

/// Where the sources are mentioned.
fn source(attribution: Option<&Attribution>) -> String {
    let Some(source) = attribution else { return "-".to_owned() };
    let via = source.via.as_deref().map_or(String::new(), |via| format!("<{}", self::source(Some(via))));
    format!("{}{via}", source.span[0])
}

/// Whether each judged statement is right, by document and key.
fn verdicts(path: &str) -> anyhow::Result<BTreeMap<(String, String), bool>> {
    let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let mut lines = text.lines();
    let header: Vec<&str> =
        lines.next().and_then(|l| l.strip_prefix('#')).context("no header")?.split('\t').collect();
    let mut found = BTreeMap::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |column: &str| {
            let at = header.iter().position(|h| *h == column);
            let cell = at.and_then(|at| cells.get(at)).copied();
            cell.with_context(|| format!("{path}: no column {column} in {line}"))
        };
        let named = |column| cell(column).map(|c| c.split_once(" = ").map_or("", |(_, name)| name));
        let key = [
            cell("spans")?,
            cell("relation")?,
            named("subject")?,
            named("object")?,
            cell("polarity")?,
            cell("modality")?,
            cell("attribution")?,
        ];
        found.insert((cell("document")?.to_owned(), key.join("\t")), cell("verdict")? == "right");
    }
    Ok(found)
}

fn cross_validate(examples: &[(usize, Example)], features: usize) {
    let documents: BTreeSet<usize> = examples.iter().map(|(document, _)| *document).collect();
    let fold: BTreeMap<usize, usize> =
        documents.into_iter().enumerate().map(|(n, d)| (d, n % FOLDS)).collect();
    let mut told: Vec<(f64, f64)> = Vec::new();
    for held in 0..FOLDS {
        let rest: Vec<&Example> = examples.iter().filter(|(d, _)| fold[d] != held).map(|(_, e)| e).collect();
        let weights = train(&rest, features, STEPS, PENALTY);
        let ours = examples.iter().filter(|(d, _)| fold[d] == held);
        told.extend(ours.map(|(_, e)| (predict(&weights, e), e.label)));
    }
    let mut bins = [(0.0, 0.0); 10];
    for (value, label) in &told {
        let bin = &mut bins[((value * 10.0) as usize).min(9)];
        *bin = (bin.0 + value, bin.1 + label);
    }
    let error: f64 = bins.iter().map(|(value, label)| (value - label).abs()).sum();
    println!("calibration error {:.3}", error / told.len() as f64);
    for threshold in [0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] {
        let left: Vec<f64> = told.iter().filter(|(v, _)| *v >= threshold).map(|(_, l)| *l).collect();
        let right: f64 = left.iter().sum();
        println!(
            "from {threshold}: {:.3} of the statements, {:.3} of these right, {:.3} of the right ones",
            left.len() as f64 / told.len() as f64,
            right / left.len() as f64,
            right / told.iter().map(|(_, l)| l).sum::<f64>()
        );
    }
}
