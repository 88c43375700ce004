//! Training sentences: CoNLL-U read into rows and label numbers.

use crate::backprop::Batch;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;
use tercet::annotate::network::features::{FormRows, Vocabulary};
use tercet::annotate::{NameType, Sentence, Upos, Xpos, conllu};

/// A sentence as the network trains on it.
#[derive(Clone, Debug)]
pub struct Example {
    /// Rows of its words.
    pub rows: Vec<FormRows>,
    /// Rows of its words in capitals, for headlines set that way.
    pub capitals: Vec<FormRows>,
    /// Rows of its words in small letters, for informal writing.
    pub small: Vec<FormRows>,
    /// Heads; the sentence's length stands for the root.
    pub heads: Vec<usize>,
    /// Relations.
    pub deprels: Vec<usize>,
    /// Joint tags where the network has them.
    pub tags: Vec<Option<usize>>,
    /// Name labels: 0 outside, then begin and inside of each type; empty where unknown.
    pub names: Vec<usize>,
    /// Gold tags, for scoring.
    pub gold: Vec<(Upos, Xpos)>,
    /// Whether the last word is punctuation that nothing depends on.
    pub final_point: bool,
}

/// Reads a CoNLL-U file, zstd-compressed if its name ends in `.zst`.
///
/// # Errors
/// An unreadable or malformed file.
pub fn read(path: &Path) -> Result<conllu::Conllu> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let bytes =
        if path.extension().is_some_and(|e| e == "zst") { zstd::decode_all(&bytes[..])? } else { bytes };
    let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))?;
    conllu::read(&text).with_context(|| path.display().to_string())
}

/// The joint tags seen at least `least` times, most frequent first.
pub fn joint_tags(sentences: &[Sentence], least: usize) -> Vec<(Upos, Xpos)> {
    let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        *counts.entry((word.upos, word.xpos)).or_default() += 1;
    }
    let mut tags: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= least).collect();
    tags.sort_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
    tags.into_iter().map(|(tag, _)| tag).collect()
}

/// Number of name labels: outside, and begin and inside of every type.
pub const NAME_LABELS: usize = 1 + 2 * NameType::ALL.len();

/// Turns sentences into examples.
pub fn examples(
    file: &conllu::Conllu,
    vocabulary: &Vocabulary,
    tags: &[(Upos, Xpos)],
    with_names: bool,
) -> Vec<Example> {
    let numbers: BTreeMap<_, _> = tags.iter().copied().zip(0..).collect();
    let example = |sentence: &Sentence| {
        let n = sentence.words.len();
        let forms = || (0..n).map(|i| sentence.form(i, &file.text));
        let mut names = vec![0; if with_names { n } else { 0 }];
        if with_names {
            for name in &sentence.names {
                for i in name.words.clone() {
                    names[i] = 1 + 2 * name.kind as usize + usize::from(i != name.words.start);
                }
            }
        }
        let last = n - 1;
        Example {
            rows: forms().map(|f| vocabulary.form_rows(f)).collect(),
            capitals: forms().map(|f| vocabulary.form_rows(&f.to_uppercase())).collect(),
            small: forms().map(|f| vocabulary.form_rows(&f.to_lowercase())).collect(),
            heads: sentence.words.iter().map(|w| w.head.map_or(n, |h| h as usize)).collect(),
            deprels: sentence.words.iter().map(|w| w.deprel as usize).collect(),
            tags: sentence.words.iter().map(|w| numbers.get(&(w.upos, w.xpos)).copied()).collect(),
            names,
            gold: sentence.words.iter().map(|w| (w.upos, w.xpos)).collect(),
            final_point: sentence.words[last].upos == Upos::Punct
                && sentence.words.iter().all(|w| w.head != Some(last as u32))
                && n > 2,
        }
    };
    file.sentences.iter().filter(|s| s.words.len() <= 150).map(example).collect()
}

/// Appends `example`, in one of its writings, to `batch`, without its final point on request.
pub fn push(batch: &mut Batch, example: &Example, writing: &[FormRows], pointless: bool) {
    if batch.starts.is_empty() {
        batch.starts.push(0);
    }
    let all = example.rows.len();
    let n = if pointless && example.final_point { all - 1 } else { all };
    batch.rows.extend_from_slice(&writing[..n]);
    batch.heads.extend(example.heads[..n].iter().map(|&h| if h == all { n } else { h }));
    batch.deprels.extend_from_slice(&example.deprels[..n]);
    batch.tags.extend_from_slice(&example.tags[..n]);
    match example.names.get(..n) {
        Some(names) => batch.names.extend(names.iter().map(|&name| Some(name))),
        None => batch.names.extend(std::iter::repeat_n(None, n)),
    }
    batch.starts.push(batch.rows.len());
}
