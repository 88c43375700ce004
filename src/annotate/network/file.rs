//! The model file: a header anyone can read, int8 matrices, word lists, a checksum.
//!
//! Layout, little-endian: magic `TERCETM` and a version byte; length and JSON of
//! the [`Header`]; each matrix of [`Sizes::shapes`] in order (up to four rows: float32
//! values; more, or looked up by row: a float32 scale and int8 values a row); the vocabulary and the
//! lexicon, each a length and a zstd frame; the checksum of all before it.

use super::features::Vocabulary;
use super::weights::{LOOKED_UP, Matrix, Rows, Sizes};
use crate::annotate::{Deprel, NameType, Upos, Xpos};

const MAGIC: &[u8; 7] = b"TERCETM";
const VERSION: u8 = 1;
/// Word lists are far smaller than this; a larger claim is a damaged or hostile file.
const LARGEST_LIST: usize = 64 << 20;

/// Matrices of so few rows are biases and norms: small, and kept exactly.
const EXACT_ROWS: usize = 4;

/// What a model says of itself.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Header {
    /// Name of the model.
    pub name: String,
    /// What it was trained on.
    pub data: String,
    /// Terms under which it may be used.
    pub licence: String,
    /// Development scores when it was written.
    pub scores: String,
    /// The sizes of its network.
    pub sizes: Sizes,
    /// Joint tags `UPOS|XPOS`, in the order of their numbers.
    pub tags: Vec<String>,
    /// Relations in the order of their numbers.
    pub deprels: Vec<String>,
    /// Name types in the order of their numbers.
    pub names: Vec<String>,
}

/// A model as it is stored.
#[derive(Clone, Debug)]
pub struct Model {
    /// What it says of itself.
    pub header: Header,
    /// The first matrices of [`Sizes::shapes`]: hashed tables and vectors.
    pub tables: Vec<Rows>,
    /// The others in their order.
    pub weights: Vec<Matrix>,
    /// The words that have a vector.
    pub vocabulary: Vocabulary,
    /// Joint tags.
    pub tags: Vec<(Upos, Xpos)>,
    /// Relations.
    pub deprels: Vec<Deprel>,
    /// Name types.
    pub names: Vec<NameType>,
    /// The lemmatiser's tables, see [`Lexicon::parse`](crate::annotate::Lexicon::parse).
    pub lexicon: String,
}

/// Why a model file cannot be used; `at` counts bytes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Another kind of file.
    #[error("not a tercet model: it does not begin with {:?}", "TERCETM")]
    Foreign,
    /// Written for another version of this program.
    #[error("model format {found}, but this program reads {VERSION}: train it again or update tercet")]
    Version {
        /// The version found.
        found: u8,
    },
    /// It ends too early.
    #[error("the model ends at byte {at}, in the middle of its {part}: copy it again")]
    Truncated {
        /// Where.
        at: usize,
        /// In what.
        part: &'static str,
    },
    /// Its bytes are not those that were written.
    #[error("the model is damaged: {problem}")]
    Damaged {
        /// What does not fit.
        problem: String,
    },
}

fn damaged(problem: impl ToString) -> ModelError {
    ModelError::Damaged { problem: problem.to_string() }
}

/// The checksum at the end of a file: eight bytes at a time, multiplied and folded. Catches
/// damage, not malice.
pub fn checksum(bytes: &[u8]) -> u64 {
    let step = |state: u64, value: u64| {
        let mixed = (state ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    let state = chunks.iter().fold(bytes.len() as u64, |s, c| step(s, u64::from_le_bytes(*c)));
    rest.iter().fold(state, |s, b| step(s, u64::from(*b)))
}

impl Model {
    /// The matrix at `index` of [`Sizes::shapes`], which is not one looked up by row.
    pub fn matrix(&self, index: usize) -> &Matrix {
        &self.weights[index - LOOKED_UP]
    }

    /// The model as a file's bytes.
    ///
    /// # Errors
    /// A word list that cannot be compressed, or a header that cannot be written.
    pub fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut out = MAGIC.to_vec();
        out.push(VERSION);
        let header = serde_json::to_vec(&self.header)?;
        out.extend((header.len() as u32).to_le_bytes());
        out.extend(header);
        let write = |rows: &Rows, out: &mut Vec<u8>| {
            for (values, scale) in (0..rows.rows()).map(|row| rows.row(row)) {
                out.extend(scale.to_le_bytes());
                out.extend(values.iter().map(|&v| v as u8));
            }
        };
        self.tables.iter().for_each(|rows| write(rows, &mut out));
        for matrix in &self.weights {
            if matrix.rows <= EXACT_ROWS {
                matrix.data.iter().for_each(|v| out.extend(v.to_le_bytes()));
            } else {
                write(&Rows::from(matrix), &mut out);
            }
        }
        let words: String =
            self.vocabulary.words().iter().map(|(row, word)| format!("{row}\t{word}\n")).collect();
        for list in [&words, &self.lexicon] {
            let frame = zstd::bulk::compress(list.as_bytes(), 19)?;
            out.extend((list.len() as u32).to_le_bytes());
            out.extend((frame.len() as u32).to_le_bytes());
            out.extend(frame);
        }
        out.extend(checksum(&out).to_le_bytes());
        Ok(out)
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// [`ModelError`], for any bytes that [`Model::to_bytes`] did not write.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader { bytes, at: 0 };
        let magic = reader.take(MAGIC.len(), "magic").map_err(|_| ModelError::Foreign)?;
        if magic != MAGIC {
            return Err(ModelError::Foreign);
        }
        let version = reader.take(1, "version")?[0];
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let length = reader.number("header")?;
        let header: Header = serde_json::from_slice(reader.take(length, "header")?)
            .map_err(|e| damaged(format!("header: {e}")))?;
        let (tables, weights) = read_weights(&mut reader, &header.sizes)?;
        let words = reader.list("vocabulary")?;
        let lexicon = reader.list("lexicon")?;
        let body = &bytes[..reader.at];
        let stored = reader.take(8, "checksum")?;
        if checksum(body).to_le_bytes() != stored {
            return Err(damaged("the checksum does not match"));
        }
        let listed = words.lines().map(|line| {
            let (row, word) = line.split_once('\t').ok_or_else(|| damaged("vocabulary"))?;
            let row = row.parse().map_err(damaged)?;
            if row + 1 >= header.sizes.vectors { Err(damaged("vocabulary row")) } else { Ok((row, word)) }
        });
        let vocabulary = Vocabulary::new(listed.collect::<Result<Vec<_>, _>>()?);
        let tags = header.tags.iter().map(|tag| {
            let (upos, xpos) = tag.split_once('|').ok_or_else(|| damaged(tag))?;
            Ok((upos.parse().map_err(damaged)?, xpos.parse().map_err(damaged)?))
        });
        let model = Model {
            tags: tags.collect::<Result<_, ModelError>>()?,
            deprels: header.deprels.iter().map(|l| l.parse().map_err(damaged)).collect::<Result<_, _>>()?,
            names: header.names.iter().map(|l| l.parse().map_err(damaged)).collect::<Result<_, _>>()?,
            header,
            tables,
            weights,
            vocabulary,
            lexicon,
        };
        let sizes = &model.header.sizes;
        let counts = (model.tags.len(), model.deprels.len(), 1 + 2 * model.names.len());
        if counts != (sizes.tags, sizes.deprels, sizes.names) {
            return Err(damaged("the label sets do not fit the network"));
        }
        Ok(model)
    }
}

fn read_weights(reader: &mut Reader<'_>, sizes: &Sizes) -> Result<(Vec<Rows>, Vec<Matrix>), ModelError> {
    let Sizes { width: _, arc, label, layers: _, vectors, tags, names, deprels } = sizes;
    if [arc, label, vectors, tags, names, deprels].iter().any(|&&size| !(1..=1 << 16).contains(&size)) {
        return Err(damaged("impossible sizes"));
    }
    if sizes.width == 0 || !sizes.width.is_multiple_of(16) || sizes.width > 4096 || sizes.layers.len() > 64 {
        return Err(damaged("impossible sizes"));
    }
    let (mut tables, mut weights) = (Vec::new(), Vec::new());
    for (index, (_, rows, columns)) in sizes.shapes().into_iter().enumerate() {
        let values =
            rows.checked_mul(columns).filter(|&n| n <= LARGEST_LIST).ok_or_else(|| damaged("sizes"))?;
        if rows <= EXACT_ROWS && index >= LOOKED_UP {
            let bytes = reader.take(values * 4, "matrices")?;
            let data = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
            weights.push(Matrix { rows, columns, data });
            continue;
        }
        let mut read = Rows { columns, scales: Vec::with_capacity(rows), values: Vec::with_capacity(values) };
        for row in reader.take(values + 4 * rows, "matrices")?.chunks_exact(columns + 4) {
            let (scale, row) = row.split_at(4);
            read.scales.push(f32::from_le_bytes([scale[0], scale[1], scale[2], scale[3]]));
            read.values.extend(row.iter().map(|&b| b as i8));
        }
        if index < LOOKED_UP { tables.push(read) } else { weights.push(Matrix::from(&read)) }
    }
    Ok((tables, weights))
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize, part: &'static str) -> Result<&'b [u8], ModelError> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.bytes.len());
        let end = end.ok_or(ModelError::Truncated { at: self.bytes.len(), part })?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn number(&mut self, part: &'static str) -> Result<usize, ModelError> {
        let bytes = self.take(4, part)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    }

    fn list(&mut self, part: &'static str) -> Result<String, ModelError> {
        let length = self.number(part)?;
        let frame = self.number(part)?;
        let frame = self.take(frame, part)?;
        if length > LARGEST_LIST {
            return Err(damaged(part));
        }
        let bytes = zstd::bulk::decompress(frame, length).map_err(damaged)?;
        String::from_utf8(bytes).map_err(damaged)
    }
}
