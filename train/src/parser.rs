//! The training loop of the tagging and parsing network.

use crate::adam::Adam;
use crate::backprop::{Batch, Dropout, Gradients, Network};
use crate::checkpoint;
use crate::data::{self, Example, NAME_LABELS};
use crate::lexicon;
use crate::random::Random;
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tercet::annotate::network::features::{ROW_WIDTH, Vocabulary};
use tercet::annotate::network::file::{Header, Model};
use tercet::annotate::network::mst::best_tree;
use tercet::annotate::network::weights::{LOOKED_UP, Layer, Layout, Matrix, Rows, Sizes};
use tercet::annotate::{Deprel, NameType, Upos, Xpos};

/// What `parser` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Folder with ud/, silver/ and vectors/.
    #[arg(long)]
    data: PathBuf,
    /// Better tags and arcs of the silver trees: a table, zstd-compressed if its name ends in `.zst`.
    #[arg(long)]
    corrections: Option<PathBuf>,
    /// Where the training state is kept; an existing one is continued. The state at half of the
    /// steps is kept beside it: the model is the average of both.
    #[arg(long)]
    checkpoint: PathBuf,
    /// Where the model is written when the last step is done.
    #[arg(long)]
    output: PathBuf,
    /// Training steps altogether.
    #[arg(long, default_value_t = 30_000)]
    steps: usize,
    /// Words a step.
    #[arg(long, default_value_t = 2400)]
    words: usize,
    /// Learning rate at its height.
    #[arg(long, default_value_t = 1.6e-3)]
    rate: f32,
    /// Share of values dropped.
    #[arg(long, default_value_t = 0.18)]
    dropout: f32,
    /// Width of the encoder.
    #[arg(long, default_value_t = 192)]
    width: usize,
    /// Layers of the encoder, first to last: `cN` is a convolution of dilation N, `a` self-attention.
    #[arg(long, default_value = "c1,c2,c4,a,c1,a,c1", value_delimiter = ',', value_parser = layer)]
    layers: Vec<Layer>,
    /// How often the gold treebanks are read for each reading of the silver one.
    #[arg(long, default_value_t = 4)]
    gold: usize,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A batch is always cut in this many shards, so that the result does not depend on the threads.
const SHARDS: usize = 16;

/// Trains, logging the development scores.
///
/// # Errors
/// Unreadable data or an unwritable checkpoint.
pub fn train(options: &Options) -> Result<()> {
    let (vocabulary, vectors) = vectors(&options.data.join("vectors"))?;
    let file = |name: &str| data::read(&options.data.join(name));
    let gold_files = [file("ud/ewt-train.conllu")?, file("ud/gum-train.conllu")?];
    let sentences: Vec<_> = gold_files.iter().flat_map(|f| f.sentences.clone()).collect();
    let tags = data::joint_tags(&sentences, 8);
    let read = |file: &_, names| data::examples(file, &vocabulary, &tags, names);
    let gold: Vec<Example> = gold_files.iter().flat_map(|f| read(f, false)).collect();
    let mut silver = file("silver/silver.conllu.zst")?;
    if let Some(path) = &options.corrections {
        data::correct(&mut silver, &data::text(path)?).with_context(|| path.display().to_string())?;
    }
    let silver = read(&silver, true);
    let dev = [
        ("ewt-dev", read(&file("ud/ewt-dev.conllu")?, false)),
        ("gum-dev", read(&file("ud/gum-dev.conllu")?, false)),
    ];
    let sizes = sizes(options, &vocabulary, tags.len());
    let layout = Layout::new(&sizes);
    let mut weights = initial(&sizes, &layout, vectors, options.seed);
    let mut adam = Adam::new(&weights);
    if options.checkpoint.exists() {
        checkpoint::load(&options.checkpoint, &mut weights, &mut adam)?;
    }
    println!(
        "{} gold and {} silver sentences, {} tags, from step {}",
        gold.len(),
        silver.len(),
        tags.len(),
        adam.steps
    );
    let pool: Vec<&Example> =
        silver.iter().chain(std::iter::repeat_n(&gold, options.gold).flatten()).collect();
    let mut feed = Feed { pool: &pool, order: Vec::new(), epoch: 0, at: 0, seed: options.seed };
    for _ in 0..adam.steps {
        feed.next(options.words);
    }
    let (half, middle) = (options.checkpoint.with_extension("half"), (options.steps / 2).max(1));
    ensure!(
        adam.steps < middle || half.exists(),
        "{} is past step {middle} and {} is missing: ask for more --steps, or begin with a new --checkpoint",
        options.checkpoint.display(),
        half.display()
    );
    let started = Instant::now();
    let (mut loss, mut words) = (0.0, 0);
    while adam.steps < options.steps {
        let shards = feed.next(options.words);
        words += shards.iter().map(|b| b.rows.len()).sum::<usize>();
        let network = Network::new(&sizes, &layout, &weights);
        let drop = Dropout { values: options.dropout, words: 0.16 };
        let step_seed = options.seed.wrapping_mul(1_000_003).wrapping_add(adam.steps as u64);
        let results: Vec<(f32, Gradients)> = shards
            .par_iter()
            .enumerate()
            .map(|(i, shard)| {
                network.train(shard, Some(drop), &mut Random::new(step_seed ^ (i as u64) << 56))
            })
            .collect();
        loss += results.iter().map(|r| r.0).sum::<f32>() / SHARDS as f32;
        let shards: Vec<(Batch, Gradients)> =
            shards.into_iter().zip(results).map(|(b, (_, g))| (b, g)).collect();
        let progress = adam.steps as f32 / options.steps as f32;
        let rate = options.rate * (1.0f32).min((adam.steps + 1) as f32 / 100.0) * (1.0 - progress).max(0.01);
        adam.step(&mut weights, &layout, &shards, rate);
        if adam.steps.is_multiple_of(100) {
            let seconds = started.elapsed().as_secs_f32();
            println!(
                "step {} loss {:.3} {:.0} words/s {seconds:.0} s",
                adam.steps,
                loss / 100.0,
                words as f32 / seconds
            );
            loss = 0.0;
        }
        if adam.steps == middle {
            checkpoint::save(&half, &weights, &adam)?;
        }
        if adam.steps.is_multiple_of(500) || adam.steps == options.steps {
            checkpoint::save(&options.checkpoint, &weights, &adam)?;
            for (name, examples) in &dev {
                let scores = score(&Network::new(&sizes, &layout, &adam.mean), examples, &tags);
                println!(
                    "step {} {name} UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2}",
                    adam.steps, scores[0], scores[1], scores[2], scores[3]
                );
            }
        }
    }
    checkpoint::average(&half, &mut adam.mean)
        .with_context(|| format!("cannot average with {}", half.display()))?;
    let scores = dev.iter().map(|(name, examples)| {
        let [upos, xpos, uas, las] = score(&Network::new(&sizes, &layout, &adam.mean), examples, &tags);
        format!("{name}: UPOS {upos:.2} XPOS {xpos:.2} UAS {uas:.2} LAS {las:.2}")
    });
    let header = Header {
        name: "english".to_owned(),
        data: DATA.to_owned(),
        licence: LICENCE.to_owned(),
        scores: scores.collect::<Vec<_>>().join("; "),
        sizes: sizes.clone(),
        tags: tags.iter().map(|(upos, xpos)| format!("{upos}|{xpos}")).collect(),
        deprels: Deprel::ALL.iter().map(ToString::to_string).collect(),
        names: NameType::ALL.iter().map(ToString::to_string).collect(),
    };
    println!("{}", header.scores);
    let lexicon = lexicon::learn(&gold_files, |word| vocabulary.row(word).is_some())?;
    let (deprels, names) = (Deprel::ALL.to_vec(), NameType::ALL.to_vec());
    let mut weights = adam.mean;
    let tables = weights.drain(..LOOKED_UP).map(|matrix| Rows::from(&matrix)).collect();
    let model = Model { header, tables, weights, vocabulary, tags, deprels, names, lexicon };
    std::fs::write(&options.output, model.to_bytes()?)
        .with_context(|| format!("cannot write {}", options.output.display()))
}

const DATA: &str = "UD English EWT and GUM (train); 3.2 M words of OpenStax textbooks and Wikipedia leads with \
    automatic trees and names; word vectors of spaCy en_core_web_md";
const LICENCE: &str =
    "CC BY-SA 4.0, crediting UD English-EWT, GUM, OpenStax and Wikipedia; see models/README.md";

/// The words that have vectors, and the vectors.
fn vectors(folder: &Path) -> Result<(Vocabulary, Vec<f32>)> {
    let words = std::fs::read_to_string(folder.join("words.tsv")).context("cannot read words.tsv")?;
    let bytes = std::fs::read(folder.join("vectors64.f16")).context("cannot read vectors64.f16")?;
    let mut listed: Vec<(usize, &str)> = Vec::new();
    for line in words.lines() {
        let (word, row) = line.split_once('\t').context("words.tsv: expected word, tab, row")?;
        listed.push((row.parse()?, word));
    }
    Ok((
        Vocabulary::new(listed),
        bytes.chunks_exact(2).map(|b| half(u16::from_le_bytes([b[0], b[1]]))).collect(),
    ))
}

/// IEEE 754 half precision to single.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023) / 1024.0);
    if exponent == 0 {
        sign * fraction * 2f32.powi(-14)
    } else {
        sign * (1.0 + fraction) * 2f32.powi(exponent - 15)
    }
}

/// Reads one layer of `--layers`.
fn layer(text: &str) -> Result<Layer> {
    match text.split_at_checked(1) {
        Some(("a", "")) => Ok(Layer::Attention),
        Some(("c", dilation)) => Ok(Layer::Conv { dilation: dilation.parse()? }),
        _ => anyhow::bail!("{text:?} is no layer: write c1 for a convolution of dilation 1, a for attention"),
    }
}

fn sizes(options: &Options, vocabulary: &Vocabulary, tags: usize) -> Sizes {
    Sizes {
        width: options.width,
        arc: 96,
        label: 80,
        layers: options.layers.clone(),
        vectors: vocabulary.rows(),
        tags,
        names: NAME_LABELS,
        deprels: Deprel::ALL.len(),
    }
}

fn initial(sizes: &Sizes, layout: &Layout, vectors: Vec<f32>, seed: u64) -> Vec<Matrix> {
    let mut random = Random::new(seed ^ 0x5eed);
    let mut weights: Vec<Matrix> = sizes
        .shapes()
        .into_iter()
        .map(|(name, rows, columns)| {
            let mut matrix = Matrix::zeros(rows, columns);
            if name.starts_with("table.") {
                matrix.data.iter_mut().for_each(|v| *v = 0.3 * random.normal());
            } else if name.ends_with(".norm") {
                matrix.data[..columns].fill(1.0);
            } else if name == "root" || name == "arc.head" {
                matrix.data.iter_mut().for_each(|v| *v = 0.1 * random.normal());
            } else if rows > 1 && !name.ends_with(".distance") {
                let bound = 1.0 / (rows as f32).sqrt();
                matrix.data.iter_mut().for_each(|v| *v = (2.0 * random.unit() - 1.0) * bound);
            }
            matrix
        })
        .collect();
    let table = &mut weights[layout.vectors].data;
    table.fill(0.0);
    let count = vectors.len().min(table.len() - ROW_WIDTH);
    table[ROW_WIDTH..ROW_WIDTH + count].copy_from_slice(&vectors[..count]);
    weights
}

/// Hands out the pool in a new order each epoch.
struct Feed<'e> {
    pool: &'e [&'e Example],
    order: Vec<usize>,
    epoch: u64,
    at: usize,
    seed: u64,
}

impl Feed<'_> {
    fn next(&mut self, words: usize) -> Vec<Batch> {
        let mut shards = vec![Batch::default(); SHARDS];
        let mut random = Random::new(self.seed ^ self.epoch << 32 ^ self.at as u64);
        for shard in &mut shards {
            while shard.rows.len() < words / SHARDS {
                if self.at == self.order.len() {
                    self.epoch += 1;
                    self.at = 0;
                    self.order = (0..self.pool.len()).collect();
                    Random::new(self.seed.wrapping_add(self.epoch)).shuffle(&mut self.order);
                }
                let example = self.pool[self.order[self.at]];
                self.at += 1;
                let writing = match random.unit() {
                    ..0.02 => &example.capitals,
                    ..0.05 => &example.small,
                    _ => &example.rows,
                };
                data::push(shard, example, writing, random.unit() < 0.06);
            }
        }
        shards
    }
}

/// UPOS, XPOS, UAS and LAS in percent.
fn score(network: &Network, examples: &[Example], tags: &[(Upos, Xpos)]) -> [f64; 4] {
    let hits = |chunk: &[Example]| hits(network, chunk, tags);
    let add = |a: [usize; 5], b: [usize; 5]| std::array::from_fn(|i| a[i] + b[i]);
    let [all, right @ ..] = examples.par_chunks(64).map(hits).reduce(|| [0; 5], add);
    right.map(|r| 100.0 * r as f64 / all as f64)
}

/// Words, and how many of them have the right UPOS, XPOS, head, and head with relation.
fn hits(network: &Network, examples: &[Example], tags: &[(Upos, Xpos)]) -> [usize; 5] {
    let mut counts = [0; 5];
    let mut batch = Batch::default();
    examples.iter().for_each(|e| data::push(&mut batch, e, &e.rows, false));
    let scores = network.scores(&batch);
    let root = scores.sides.rows - 1;
    for (example, bounds) in examples.iter().zip(batch.starts.windows(2)) {
        let n = example.rows.len();
        let arcs = network.arcs(&scores, bounds[0], n);
        let heads = best_tree(&arcs.data, n);
        let mut inputs = Matrix::zeros(0, 0);
        for (i, &h) in heads.iter().enumerate() {
            let row = network.label_input(&scores, bounds[0] + i, if h == n { root } else { bounds[0] + h });
            inputs.columns = row.len();
            inputs.rows += 1;
            inputs.data.extend(row);
        }
        let labels = network.labels(&inputs);
        for i in 0..n {
            let (upos, xpos) = tags[argmax(&scores.outputs.row(bounds[0] + i)[..tags.len()])];
            let attached = heads[i] == example.heads[i];
            let labelled = attached && argmax(labels.row(i)) == example.deprels[i];
            let right = [true, upos == example.gold[i].0, xpos == example.gold[i].1, attached, labelled];
            counts.iter_mut().zip(right).for_each(|(count, hit)| *count += usize::from(hit));
        }
    }
    counts
}

fn argmax(values: &[f32]) -> usize {
    (0..values.len()).fold(0, |best, i| if values[i] > values[best] { i } else { best })
}
