//! A word form as rows of hashed tables: what the network sees of a word.

use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The tables, in the order in which a word's rows are listed, with their sizes.
/// Tables of one group are summed; the groups are concatenated.
pub const TABLES: [(&str, usize); TABLE_COUNT] = [
    ("word_a", 16_384),
    ("word_b", 16_384),
    ("suffix3", 4_096),
    ("suffix4", 4_096),
    ("suffix2_first", 2_048),
    ("prefix3", 4_096),
    ("shape", 1_024),
];

/// Number of hashed tables.
pub const TABLE_COUNT: usize = 7;

/// The part of the input that each hashed table is added to; the static vector is the last part.
pub const TABLE_PART: [usize; TABLE_COUNT] = [0, 0, 1, 1, 2, 2, 3];

/// Number of concatenated parts: four groups of tables and the static vector.
pub const PARTS: usize = 5;

/// Width of a table row and of a static vector.
pub const ROW_WIDTH: usize = 64;

/// The rows of one word form: one a table, and the static vector's row (0: unknown).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormRows {
    /// Row in each of [`TABLES`].
    pub tables: [u16; TABLE_COUNT],
    /// Row of the static vector.
    pub vector: u16,
}

/// The words that have a static vector: lower-cased word to row (from 1); words may share a row.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    text: String,
    /// Where each word ends in `text`, and its row; in alphabetical order.
    words: Vec<(u32, u16)>,
    /// Where in `words` the word with a hash stands: no allocation a word.
    by_hash: FxHashMap<u64, u32>,
    rows: usize,
}

impl Vocabulary {
    /// Takes words with the rows of their vectors, counted from 0.
    pub fn new(mut listed: Vec<(usize, &str)>) -> Self {
        listed.sort_by_key(|&(_, word)| word);
        let mut vocabulary = Vocabulary { rows: 1, ..Vocabulary::default() };
        vocabulary.by_hash.reserve(listed.len());
        for (index, (row, word)) in listed.into_iter().enumerate() {
            vocabulary.by_hash.insert(hash(0, word, ""), index as u32);
            vocabulary.text.push_str(word);
            vocabulary.words.push((vocabulary.text.len() as u32, row as u16 + 1));
            vocabulary.rows = vocabulary.rows.max(row + 2);
        }
        vocabulary
    }

    /// Number of rows, the unknown word's row 0 included.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The word at `index` and its row.
    fn word(&self, index: usize) -> (&str, u16) {
        let start = index.checked_sub(1).map_or(0, |before| self.words[before].0);
        let (end, row) = self.words[index];
        (&self.text[start as usize..end as usize], row)
    }

    /// The words in alphabetical order with their rows, counted from 0.
    pub fn words(&self) -> Vec<(usize, &str)> {
        (0..self.words.len()).map(|i| self.word(i)).map(|(word, row)| (usize::from(row) - 1, word)).collect()
    }

    /// The row of `word`, which is in lower case, if it has a vector.
    pub fn row(&self, word: &str) -> Option<u16> {
        let index = self.by_hash.get(&hash(0, word, ""))?;
        let (found, row) = self.word(*index as usize);
        (found == word).then_some(row)
    }

    /// Looks up the rows of `form`. Shape and affixes as in
    /// [spaCy's lexical attributes](https://spacy.io/api/lexeme#attributes).
    pub fn form_rows(&self, form: &str) -> FormRows {
        let form = &*plain(form);
        let lower = form.to_lowercase();
        let numeric = lower.chars().any(char::is_numeric) && !lower.chars().any(char::is_alphabetic);
        let word = if numeric { "\u{0}num" } else { lower.as_str() };
        let first = &lower[..boundary_after(&lower, 1)];
        let keys: [(&str, &str); TABLE_COUNT] = [
            (word, ""),
            (word, ""),
            (suffix(&lower, 3), ""),
            (suffix(&lower, 4), ""),
            (suffix(&lower, 2), first),
            (&lower[..boundary_after(&lower, 3)], ""),
            ("", ""),
        ];
        let mut tables = [0u16; TABLE_COUNT];
        for (table, (a, b)) in keys.into_iter().enumerate() {
            let hash = if table == 6 { shape_hash(form) } else { hash(table as u64, a, b) };
            tables[table] = (hash % TABLES[table].1 as u64) as u16;
        }
        FormRows { tables, vector: self.row(&lower).unwrap_or(0) }
    }
}

/// The form with typographic and Penn Treebank quotes and brackets as plain ones.
fn plain(form: &str) -> Cow<'_, str> {
    match form {
        "“" | "”" | "„" | "``" | "''" | "«" | "»" => "\"".into(),
        "‘" | "`" => "'".into(),
        "-LRB-" => "(".into(),
        "-RRB-" => ")".into(),
        "-LSB-" => "[".into(),
        "-RSB-" => "]".into(),
        form if form.contains('’') => form.replace('’', "'").into(),
        form => form.into(),
    }
}

/// Byte offset after the first `count` characters.
fn boundary_after(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(i, _)| i)
}

/// The last `count` characters.
fn suffix(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count - 1).map_or(0, |(i, _)| i);
    &text[start..]
}

const FNV_PRIME: u64 = 0x100_0000_01b3;
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// [FNV-1a](http://www.isthe.com/chongo/tech/comp/fnv/), 64 bits, folded so that
/// the low bits depend on all of it.
fn hash(table: u64, a: &str, b: &str) -> u64 {
    let mut state = (FNV_BASIS ^ table).wrapping_mul(FNV_PRIME);
    for byte in a.bytes().chain([0xff]).chain(b.bytes()) {
        state = (state ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
    }
    state ^ state >> 29
}

/// Hash of the form's shape: upper, lower, digit, other; runs cut at two, ten symbols at most.
fn shape_hash(form: &str) -> u64 {
    let mut state = FNV_BASIS;
    let (mut last, mut run, mut written) = ('\0', 0, 0);
    for c in form.chars() {
        let symbol = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        run = if symbol == last { run + 1 } else { 1 };
        last = symbol;
        if run <= 2 {
            state = (state ^ u64::from(u32::from(symbol))).wrapping_mul(FNV_PRIME);
            written += 1;
            if written == 10 {
                break;
            }
        }
    }
    state ^ state >> 29
}
