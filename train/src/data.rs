//! Training sentences: CoNLL-U read into rows and label numbers.

use crate::backprop::Batch;
use anyhow::{Context, Result, ensure};
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
    conllu::read(&text(path)?).with_context(|| path.display().to_string())
}

/// Reads a text, zstd-compressed if its name ends in `.zst`.
///
/// # Errors
/// An unreadable file.
pub fn text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let bytes =
        if path.extension().is_some_and(|e| e == "zst") { zstd::decode_all(&bytes[..])? } else { bytes };
    String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))
}

/// Puts other tags and arcs in place of those that `file` was read with.
///
/// Corrections are tab-separated, a line a word, in order: how many sentences after the line
/// before, number of the word, UPOS, XPOS, HEAD, DEPREL.
///
/// # Errors
/// A line that is none, or does not fit `file`.
pub fn correct(file: &mut conllu::Conllu, corrections: &str) -> Result<()> {
    let mut at = 0;
    for (number, line) in corrections.lines().enumerate() {
        let mut correct = || -> Result<()> {
            let columns: Vec<&str> = line.split('\t').collect();
            let [after, word, upos, xpos, head, deprel] = columns[..] else {
                anyhow::bail!("expected six columns")
            };
            at += after.parse::<usize>()?;
            let words = &mut file.sentences.get_mut(at).context("no such sentence")?.words;
            let (n, head) = (words.len(), head.parse::<usize>()?);
            ensure!(head <= n, "no such head");
            let word = word.parse::<usize>()?.checked_sub(1).and_then(|w| words.get_mut(w));
            let word = word.context("no such word")?;
            (word.upos, word.xpos, word.deprel) = (upos.parse()?, xpos.parse()?, deprel.parse()?);
            word.head = head.checked_sub(1).map(|h| h as u32);
            Ok(())
        };
        correct().with_context(|| format!("line {}", number + 1))?;
    }
    Ok(())
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SILVER: &str = "1\tBirds\t_\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tsing\t_\tVERB\tVBP\t_\t0\troot\t_\t_\n\n\
        1\tFish\t_\tVERB\tVB\t_\t0\troot\t_\t_\n2\tswim\t_\tNOUN\tNN\t_\t1\tobj\t_\t_\n\n";

    #[test]
    fn corrections_change_their_words_alone() {
        let mut file = conllu::read(SILVER).unwrap();
        correct(&mut file, "1\t1\tNOUN\tNN\t2\tnsubj\n0\t2\tVERB\tVBP\t0\troot\n").unwrap();
        let seen: Vec<_> = file
            .sentences
            .iter()
            .flat_map(|s| &s.words)
            .map(|w| (w.upos.to_string(), w.head, w.deprel.to_string()))
            .collect();
        let expected =
            [("NOUN", Some(1), "nsubj"), ("VERB", None, "root")].map(|(u, h, d)| (u.into(), h, d.into()));
        assert_eq!(seen, [expected.clone(), expected].concat());
    }

    #[test]
    fn corrections_of_another_file_are_refused_with_their_line() {
        let mut file = conllu::read(SILVER).unwrap();
        for wrong in
            ["0\t3\tNOUN\tNN\t1\tobj", "2\t1\tNOUN\tNN\t1\tobj", "0\t1\tNOUN\tNN\t3\tobj", "0\t1\tNOUN"]
        {
            let lines = format!("0\t2\tVERB\tVBP\t0\troot\n{wrong}\n");
            let error = correct(&mut file, &lines).unwrap_err();
            assert_eq!(error.to_string(), "line 2", "{wrong}");
        }
    }
}
