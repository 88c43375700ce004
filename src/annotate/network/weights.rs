//! The network's parameters: named matrices whose shapes follow from a few sizes.

use super::features::{PARTS, ROW_WIDTH, TABLES};

/// One encoder layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Layer {
    /// Convolution over three words, `dilation` apart.
    Conv {
        /// Distance between the words of the window.
        dilation: usize,
    },
    /// Self-attention with a learned bias by distance.
    Attention,
}

/// The sizes that determine every matrix.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sizes {
    /// Width of the encoder.
    pub width: usize,
    /// Width of the arc scorer's two sides.
    pub arc: usize,
    /// Width of the label scorer's two sides.
    pub label: usize,
    /// Encoder layers, first to last.
    pub layers: Vec<Layer>,
    /// Rows of static vectors, the unknown word's included.
    pub vectors: usize,
    /// Joint part-of-speech labels.
    pub tags: usize,
    /// Name labels (IOB).
    pub names: usize,
    /// Relations.
    pub deprels: usize,
}

/// Attention heads.
pub const HEADS: usize = 4;
/// Distances are clipped to this in attention.
pub const REACH: usize = 20;
/// Buckets of signed distance between dependent and head, the root's included.
pub const DISTANCES: usize = 33;

impl Sizes {
    /// Width of the linear layer that yields tags, names and distance preferences.
    pub fn outputs(&self) -> usize {
        self.tags + self.names + DISTANCES
    }

    /// Width of the rectified layer that yields both sides of arcs and labels.
    pub fn sides(&self) -> usize {
        2 * self.arc + 2 * self.label
    }

    /// Name, rows and columns of every matrix, in the order of the file.
    pub fn shapes(&self) -> Vec<(String, usize, usize)> {
        let d = self.width;
        let mut shapes: Vec<(String, usize, usize)> =
            TABLES.iter().map(|(name, rows)| (format!("table.{name}"), *rows, ROW_WIDTH)).collect();
        let mut add = |name: &str, rows, columns| shapes.push((name.to_owned(), rows, columns));
        add("vectors", self.vectors, ROW_WIDTH);
        add("input.weight", PARTS * ROW_WIDTH, d);
        add("input.bias", 1, d);
        add("input.norm", 2, d);
        for (i, layer) in self.layers.iter().enumerate() {
            match layer {
                Layer::Conv { .. } => {
                    add(&format!("layer{i}.conv"), 3 * d, d);
                    add(&format!("layer{i}.bias"), 1, d);
                }
                Layer::Attention => {
                    add(&format!("layer{i}.qkv"), d, 3 * d);
                    add(&format!("layer{i}.qkv_bias"), 1, 3 * d);
                    add(&format!("layer{i}.distance"), HEADS, 2 * REACH + 1);
                    add(&format!("layer{i}.output"), d, d);
                    add(&format!("layer{i}.bias"), 1, d);
                }
            }
            add(&format!("layer{i}.norm"), 2, d);
        }
        add("outputs.weight", d, self.outputs());
        add("outputs.bias", 1, self.outputs());
        add("root", 1, d);
        add("sides.weight", d, self.sides());
        add("sides.bias", 1, self.sides());
        add("arc.head", 1, self.arc);
        add("label.weight", 3 * self.label, self.deprels);
        add("label.bias", 1, self.deprels);
        shapes
    }
}

/// So many matrices come first that are looked up row by row: hashed tables and vectors.
pub const LOOKED_UP: usize = TABLES.len() + 1;

/// A matrix in row order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// The values, row after row.
    pub data: Vec<f32>,
}

impl Matrix {
    /// A matrix of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Matrix { rows, columns, data: vec![0.0; rows * columns] }
    }

    /// Row `index`.
    pub fn row(&self, index: usize) -> &[f32] {
        &self.data[index * self.columns..(index + 1) * self.columns]
    }
}

/// A matrix as files hold it: bytes, with a scale a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Number of columns.
    pub columns: usize,
    /// A scale a row.
    pub scales: Vec<f32>,
    /// The values, row after row.
    pub values: Vec<i8>,
}

impl Rows {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// The bytes of row `index`, and their scale.
    pub fn row(&self, index: usize) -> (&[i8], f32) {
        (&self.values[index * self.columns..][..self.columns], self.scales[index])
    }

    /// Adds row `index` to `sums`.
    pub fn add_row(&self, index: usize, sums: &mut [f32]) {
        let (values, scale) = self.row(index);
        sums.iter_mut().zip(values).for_each(|(sum, &v)| *sum += f32::from(v) * scale);
    }
}

impl From<&Matrix> for Rows {
    fn from(matrix: &Matrix) -> Self {
        let mut rows = Rows { columns: matrix.columns, ..Rows::default() };
        for row in matrix.data.chunks_exact(matrix.columns.max(1)) {
            let scale = row.iter().fold(0f32, |most, v| most.max(v.abs())) / 127.0;
            let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
            rows.scales.push(scale);
            rows.values.extend(row.iter().map(|v| (v * inverse).round() as i8));
        }
        rows
    }
}

impl From<&Rows> for Matrix {
    fn from(rows: &Rows) -> Self {
        let mut matrix = Matrix::zeros(rows.rows(), rows.columns);
        for (index, row) in matrix.data.chunks_exact_mut(rows.columns.max(1)).enumerate() {
            rows.add_row(index, row);
        }
        matrix
    }
}

/// Where each matrix stands in the list of [`Sizes::shapes`].
#[derive(Clone, Debug)]
pub struct Layout {
    /// First hashed table.
    pub tables: usize,
    /// Static vectors.
    pub vectors: usize,
    /// Input weight; bias and norm follow.
    pub input: usize,
    /// First matrix of each layer.
    pub layers: Vec<usize>,
    /// Output weight; bias follows.
    pub outputs: usize,
    /// The root's vector.
    pub root: usize,
    /// Sides' weight; bias follows.
    pub sides: usize,
    /// Preference for a head whatever the dependent.
    pub arc_head: usize,
    /// Label weight; bias follows.
    pub label: usize,
}

impl Layout {
    /// The layout that `sizes` leads to.
    pub fn new(sizes: &Sizes) -> Self {
        let vectors = TABLES.len();
        let input = vectors + 1;
        let mut next = input + 3;
        let mut layers = Vec::new();
        for layer in &sizes.layers {
            layers.push(next);
            next += match layer {
                Layer::Conv { .. } => 3,
                Layer::Attention => 6,
            };
        }
        Layout {
            tables: 0,
            vectors,
            input,
            layers,
            outputs: next,
            root: next + 2,
            sides: next + 3,
            arc_head: next + 5,
            label: next + 6,
        }
    }
}

/// The bucket of the signed distance from head `head` (`None`: the root) to `dependent`.
pub fn distance_bucket(dependent: usize, head: Option<usize>) -> usize {
    let Some(head) = head else { return DISTANCES - 1 };
    let distance = dependent as isize - head as isize;
    let size = match distance.unsigned_abs() {
        size @ ..=10 => size,
        11..=15 => 11,
        16..=25 => 12,
        _ => 13,
    } as isize;
    (16 + size * distance.signum()) as usize
}
