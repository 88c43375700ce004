//! The forward pass: words in, tags, heads, relations and names out.
//!
//! The input layer depends on nothing but the form, so its result is kept for
//! every distinct form, and so are a first convolution's products, which are then
//! only added up; the cache is emptied when full, which changes no result.

use super::features::{PARTS, ROW_WIDTH, TABLE_PART};
use super::file::Model;
use super::kernels::{Packed, Path, multiply, normalize, probability, softmax};
use super::mst::best_tree;
use super::quantized::{self, Inputs, Quantized, peak};
use super::weights::{HEADS, Layer, Layout, Matrix, REACH, Sizes, distance_bucket};
use rustc_hash::FxHashMap;

/// Forms whose input is kept; about 3 KiB each.
const CACHED_FORMS: usize = 4_096;

/// What the network says of one word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// Number of the joint tag.
    pub tag: u16,
    /// Head in the sentence; the sentence's length stands for the root.
    pub head: u32,
    /// Probability of that head among all.
    pub head_probability: f32,
    /// Number of the relation.
    pub deprel: u8,
    /// Number of the name label: 0 outside, then begin and inside of each type.
    pub name: u8,
    /// Probability of that label.
    pub name_probability: f32,
}

/// A model made ready to run.
#[derive(Debug)]
pub struct Network {
    model: Model,
    layout: Layout,
    quantized: FxHashMap<usize, Quantized>,
    input: Packed,
    /// The first layer's products with the word before, the word and the word after, side by
    /// side, where it is a convolution of neighbours.
    first: Option<Packed>,
    path: Path,
}

/// What one thread needs to run a [`Network`]: the forms seen and room to work in.
#[derive(Debug, Default)]
pub struct Scratch {
    numbers: FxHashMap<Box<str>, u32>,
    inputs: Vec<f32>,
    products: Vec<f32>,
    words: Vec<u32>,
    x: Vec<f32>,
    y: Vec<f32>,
    peaks: Vec<f32>,
    parts: Vec<f32>,
    quantized: Inputs,
    qkv: Vec<f32>,
    mixed: Vec<f32>,
    shares: Vec<f32>,
    outputs: Vec<f32>,
    sides: Vec<f32>,
    arcs: Vec<f32>,
    square: Vec<f32>,
    labels: Vec<f32>,
    packed: Packed,
}

impl Network {
    /// Packs the matrices of `model`.
    pub fn new(model: Model) -> Self {
        Network::on_path(model, Path::best())
    }

    /// As [`Network::new`], on a chosen compilation of the loops.
    pub fn on_path(model: Model, path: Path) -> Self {
        let sizes = &model.header.sizes;
        let layout = Layout::new(sizes);
        let mut multiplied = vec![layout.outputs, layout.sides, layout.label];
        for (layer, &at) in sizes.layers.iter().zip(&layout.layers) {
            multiplied.push(at);
            if *layer == Layer::Attention {
                multiplied.push(at + 3);
            }
        }
        let first = match sizes.layers.first() {
            Some(Layer::Conv { dilation: 1 }) => Some(side_by_side(model.matrix(layout.layers[0]))),
            _ => None,
        };
        let quantize = |m| (m, Quantized::new(model.matrix(m), &model.matrix(m + 1).data));
        let quantized = multiplied.into_iter().map(quantize).collect();
        let input = Packed::from(model.matrix(layout.input));
        Network { model, layout, quantized, input, first, path }
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    fn sizes(&self) -> &Sizes {
        &self.model.header.sizes
    }

    fn weights(&self, matrix: usize) -> &[f32] {
        &self.model.matrix(matrix).data
    }

    /// `y = x w + b` for all rows of `x`.
    fn linear(&self, x: &Inputs, weight: usize, y: &mut Vec<f32>) {
        quantized::multiply(self.path, x, &self.quantized[&weight], y);
    }

    /// Predicts for sentences laid end to end: `forms` of all words, `starts` of
    /// each sentence and the end of the last.
    pub fn predict<'f>(
        &self,
        forms: impl Iterator<Item = &'f str>,
        starts: &[usize],
        scratch: &mut Scratch,
    ) -> Vec<Prediction> {
        match self.path {
            Path::Portable => self.run(forms, starts, scratch),
            #[cfg(target_arch = "aarch64")]
            Path::Neon => self.run(forms, starts, scratch),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `Path::all` makes these paths only after it has asked the processor; the
            // function is otherwise safe code.
            Path::Avx2 | Path::Avx512 => unsafe { self.run_avx2(forms, starts, scratch) },
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn run_avx2<'f>(
        &self,
        forms: impl Iterator<Item = &'f str>,
        starts: &[usize],
        scratch: &mut Scratch,
    ) -> Vec<Prediction> {
        self.run(forms, starts, scratch)
    }

    #[inline(always)]
    fn run<'f>(
        &self,
        forms: impl Iterator<Item = &'f str>,
        starts: &[usize],
        scratch: &mut Scratch,
    ) -> Vec<Prediction> {
        self.look_up(forms, scratch);
        let d = self.sizes().width;
        scratch.x.clear();
        for &number in &scratch.words {
            scratch.x.extend_from_slice(&scratch.inputs[number as usize * d..][..d]);
        }
        let count = scratch.words.len();
        for (number, (layer, &at)) in self.sizes().layers.iter().zip(&self.layout.layers).enumerate() {
            let norm = match *layer {
                Layer::Conv { .. } if number == 0 && self.first.is_some() => {
                    self.add_products(at, starts, scratch);
                    at + 2
                }
                Layer::Conv { dilation } => {
                    self.window(dilation, starts, scratch);
                    self.linear(&scratch.quantized, at, &mut scratch.y);
                    at + 2
                }
                Layer::Attention => {
                    self.attend(at, starts, scratch);
                    at + 5
                }
            };
            let least = if *layer == Layer::Attention { f32::NEG_INFINITY } else { 0.0 };
            for (row, y) in scratch.x.chunks_exact_mut(d).zip(scratch.y.chunks_exact(d)) {
                row.iter_mut().zip(y).for_each(|(x, y)| *x += y.max(least));
                normalize(row, self.weights(norm));
            }
        }
        scratch.quantized.fill(&scratch.x, d);
        self.linear(&scratch.quantized, self.layout.outputs, &mut scratch.outputs);
        let root = self.weights(self.layout.root);
        scratch.quantized.push([root], peak(root));
        self.linear(&scratch.quantized, self.layout.sides, &mut scratch.sides);
        rectify(&mut scratch.sides);
        let mut predictions = self.read_outputs(count, scratch);
        for bounds in starts.windows(2) {
            self.read_tree(bounds[0], bounds[1] - bounds[0], count, scratch, &mut predictions);
        }
        self.read_labels(starts, scratch, &mut predictions);
        predictions
    }

    /// Fills `scratch.words` with the numbers of the forms, working out the input of new ones.
    #[inline(always)]
    fn look_up<'f>(&self, forms: impl Iterator<Item = &'f str>, scratch: &mut Scratch) {
        let d = self.sizes().width;
        if scratch.numbers.len() >= CACHED_FORMS {
            scratch.numbers.clear();
            scratch.inputs.clear();
            scratch.products.clear();
        }
        scratch.words.clear();
        scratch.parts.clear();
        let known = scratch.numbers.len();
        for form in forms {
            let number = match scratch.numbers.get(form) {
                Some(&number) => number,
                None => {
                    let number = scratch.numbers.len() as u32;
                    scratch.numbers.insert(form.into(), number);
                    self.push_input(form, &mut scratch.parts);
                    number
                }
            };
            scratch.words.push(number);
        }
        let new = scratch.numbers.len() - known;
        repeat(self.weights(self.layout.input + 1), d, new, &mut scratch.y);
        multiply(&scratch.parts, self.input.inputs, new, &self.input, &mut scratch.y);
        rectify(&mut scratch.y);
        for row in scratch.y.chunks_exact_mut(d) {
            normalize(row, self.weights(self.layout.input + 2));
        }
        // Room for all at once, with that of a last batch: growing by copies holds twice as much.
        let room = CACHED_FORMS + CACHED_FORMS / 4;
        scratch.inputs.reserve_exact((room * d).saturating_sub(scratch.inputs.len()));
        scratch.inputs.extend_from_slice(&scratch.y);
        if let Some(first) = &self.first {
            scratch.products.reserve_exact((room * first.outputs).saturating_sub(scratch.products.len()));
            let start = scratch.products.len();
            scratch.products.resize(start + new * first.outputs, 0.0);
            multiply(&scratch.y, d, new, first, &mut scratch.products[start..]);
        }
    }

    /// The first convolution, from the products kept for each form, into `scratch.y`.
    #[inline(always)]
    fn add_products(&self, at: usize, starts: &[usize], scratch: &mut Scratch) {
        let d = self.sizes().width;
        repeat(self.weights(at + 1), d, scratch.words.len(), &mut scratch.y);
        for bounds in starts.windows(2) {
            for t in bounds[0]..bounds[1] {
                let y = &mut scratch.y[t * d..][..d];
                let mut add = |word: u32, part: usize| {
                    let product = &scratch.products[(word as usize * 3 + part) * d..][..d];
                    y.iter_mut().zip(product).for_each(|(y, p)| *y += p);
                };
                if t > bounds[0] {
                    add(scratch.words[t - 1], 0);
                }
                add(scratch.words[t], 1);
                if t + 1 < bounds[1] {
                    add(scratch.words[t + 1], 2);
                }
            }
        }
    }

    /// Rows of the word `dilation` before, the word, and the word `dilation` after, into
    /// `scratch.quantized`; zeros past the sentence.
    #[inline(always)]
    fn window(&self, dilation: usize, starts: &[usize], scratch: &mut Scratch) {
        let d = self.sizes().width;
        let Scratch { x, peaks, quantized, .. } = scratch;
        quantized.clear(3 * d);
        peaks.clear();
        let row = |t: Option<usize>| t.map_or(&ZEROS[..d], |t| &x[t * d..][..d]);
        peaks.extend(x.chunks_exact(d).map(peak));
        for bounds in starts.windows(2) {
            for t in bounds[0]..bounds[1] {
                let before = t.checked_sub(dilation).filter(|&before| before >= bounds[0]);
                let after = t.checked_add(dilation).filter(|&after| after < bounds[1]);
                let parts = [before, Some(t), after];
                let peak = parts.into_iter().flatten().fold(0f32, |most, t| most.max(peaks[t]));
                quantized.push(parts.map(row), peak);
            }
        }
    }

    #[inline(always)]
    fn push_input(&self, form: &str, rows: &mut Vec<f32>) {
        let word = self.model.vocabulary.form_rows(form);
        let start = rows.len();
        rows.resize(start + PARTS * ROW_WIDTH, 0.0);
        let row = &mut rows[start..];
        for (t, &r) in word.tables.iter().enumerate() {
            self.model.tables[self.layout.tables + t]
                .add_row(usize::from(r), &mut row[TABLE_PART[t] * ROW_WIDTH..]);
        }
        let vectors = &self.model.tables[self.layout.vectors];
        vectors.add_row(usize::from(word.vector), &mut row[(PARTS - 1) * ROW_WIDTH..]);
    }

    /// Self-attention of every sentence, into `scratch.y`.
    #[inline(always)]
    fn attend(&self, at: usize, starts: &[usize], scratch: &mut Scratch) {
        let d = self.sizes().width;
        let count = scratch.x.len() / d;
        let size = d / HEADS;
        let factor = 1.0 / (size as f32).sqrt();
        scratch.quantized.fill(&scratch.x, d);
        self.linear(&scratch.quantized, at, &mut scratch.qkv);
        let bias = self.model.matrix(at + 2);
        scratch.mixed.clear();
        scratch.mixed.resize(count * d, 0.0);
        for bounds in starts.windows(2) {
            let (first, n) = (bounds[0], bounds[1] - bounds[0]);
            let qkv = &scratch.qkv[first * 3 * d..];
            for head in 0..HEADS {
                scratch.packed.pack_transposed(&qkv[d + head * size..], n, size, 3 * d);
                let wide = scratch.packed.outputs;
                scratch.shares.clear();
                scratch.shares.resize(n * wide, 0.0);
                multiply(&qkv[head * size..], 3 * d, n, &scratch.packed, &mut scratch.shares);
                let bias = bias.row(head);
                let reach = REACH as isize;
                for (i, row) in scratch.shares.chunks_exact_mut(wide).enumerate() {
                    for (j, s) in row[..n].iter_mut().enumerate() {
                        let distance = (i as isize - j as isize).clamp(-reach, reach);
                        *s = *s * factor + bias[(distance + reach) as usize];
                    }
                    softmax(&mut row[..n]);
                }
                scratch.packed.pack(&qkv[2 * d + head * size..], n, size, 3 * d);
                scratch.square.clear();
                scratch.square.resize(n * scratch.packed.outputs, 0.0);
                multiply(&scratch.shares, wide, n, &scratch.packed, &mut scratch.square);
                for (i, row) in scratch.square.chunks_exact(scratch.packed.outputs).enumerate() {
                    scratch.mixed[(first + i) * d + head * size..][..size].copy_from_slice(&row[..size]);
                }
            }
        }
        scratch.quantized.fill(&scratch.mixed, d);
        self.linear(&scratch.quantized, at + 3, &mut scratch.y);
    }

    #[inline(always)]
    fn read_outputs(&self, count: usize, scratch: &Scratch) -> Vec<Prediction> {
        let (tags, names) = (self.sizes().tags, self.sizes().names);
        let wide = self.quantized[&self.layout.outputs].outputs;
        let read = |row: &[f32]| {
            let tag = argmax(&row[..tags]);
            let name_scores = &row[tags..tags + names];
            let name = argmax(name_scores);
            let name_probability = probability(name_scores, name);
            Prediction {
                tag: tag as u16,
                head: 0,
                head_probability: 0.0,
                deprel: 0,
                name: name as u8,
                name_probability,
            }
        };
        scratch.outputs.chunks_exact(wide).take(count).map(read).collect()
    }

    #[inline(always)]
    fn read_tree(
        &self,
        first: usize,
        n: usize,
        root: usize,
        scratch: &mut Scratch,
        predictions: &mut [Prediction],
    ) {
        let arc = self.sizes().arc;
        let wide = self.quantized[&self.layout.sides].outputs;
        let outputs = self.quantized[&self.layout.outputs].outputs;
        let distances = self.sizes().tags + self.sizes().names;
        let side = |j: usize| &scratch.sides[if j == n { root } else { first + j } * wide..][..wide];
        let head_bias = self.weights(self.layout.arc_head);
        scratch.arcs.clear();
        for j in 0..=n {
            scratch.arcs.extend_from_slice(&side(j)[..arc]);
        }
        scratch.packed.pack_transposed(&scratch.arcs, n + 1, arc, arc);
        scratch.square.clear();
        scratch.square.resize(n * scratch.packed.outputs, 0.0);
        let dependents = &scratch.sides[first * wide + arc..];
        multiply(dependents, wide, n, &scratch.packed, &mut scratch.square);
        let preference: Vec<f32> =
            (0..=n).map(|j| side(j)[..arc].iter().zip(head_bias).map(|(x, y)| x * y).sum()).collect();
        scratch.arcs.clear();
        for (i, row) in scratch.square.chunks_exact(scratch.packed.outputs).enumerate() {
            let distance = &scratch.outputs[(first + i) * outputs + distances..];
            scratch.arcs.extend((0..=n).map(|j| {
                if i == j {
                    return -1e9;
                }
                row[j] * 0.125 + preference[j] + distance[distance_bucket(i, (j < n).then_some(j))]
            }));
        }
        let heads = best_tree(&scratch.arcs, n);
        for (i, (&head, row)) in heads.iter().zip(scratch.arcs.chunks_exact(n + 1)).enumerate() {
            predictions[first + i].head = head as u32;
            predictions[first + i].head_probability = probability(row, head);
        }
    }

    #[inline(always)]
    fn read_labels(&self, starts: &[usize], scratch: &mut Scratch, predictions: &mut [Prediction]) {
        let (arc, label) = (self.sizes().arc, self.sizes().label);
        let wide = self.quantized[&self.layout.sides].outputs;
        let count = predictions.len();
        scratch.labels.clear();
        for bounds in starts.windows(2) {
            let n = bounds[1] - bounds[0];
            for (i, prediction) in predictions.iter().enumerate().take(bounds[1]).skip(bounds[0]) {
                let head = prediction.head as usize;
                let head = if head == n { count } else { bounds[0] + head };
                let head = &scratch.sides[head * wide + 2 * arc..][..label];
                let dependent = &scratch.sides[i * wide + 2 * arc + label..][..label];
                scratch.labels.extend_from_slice(head);
                scratch.labels.extend_from_slice(dependent);
                scratch.labels.extend(head.iter().zip(dependent).map(|(x, y)| x * y));
            }
        }
        scratch.quantized.fill(&scratch.labels, 3 * label);
        self.linear(&scratch.quantized, self.layout.label, &mut scratch.y);
        let outputs = self.quantized[&self.layout.label].outputs;
        for (prediction, row) in predictions.iter_mut().zip(scratch.y.chunks_exact(outputs)) {
            prediction.deprel = argmax(&row[..self.sizes().deprels]) as u8;
        }
    }
}

/// No encoder is wider.
static ZEROS: [f32; 4096] = [0.0; 4096];

/// The three square matrices of a convolution, one below the other, as one of three times the columns.
fn side_by_side(matrix: &Matrix) -> Packed {
    let d = matrix.columns;
    let mut wide = Matrix::zeros(d, 3 * d);
    for (i, row) in matrix.data.chunks_exact(d).enumerate() {
        wide.data[i % d * 3 * d + i / d * d..][..d].copy_from_slice(row);
    }
    Packed::from(&wide)
}

/// Fills `y` with `rows` rows of `width` values that begin with `row`.
fn repeat(row: &[f32], width: usize, rows: usize, y: &mut Vec<f32>) {
    y.clear();
    for _ in 0..rows {
        y.extend_from_slice(row);
        y.resize(y.len() + width - row.len(), 0.0);
    }
}

#[inline(always)]
fn rectify(values: &mut [f32]) {
    values.iter_mut().for_each(|v| *v = v.max(0.0));
}

#[inline(always)]
fn argmax(values: &[f32]) -> usize {
    (0..values.len()).fold(0, |best, i| if values[i] > values[best] { i } else { best })
}
