//! The lemmatiser's tables, learned from gold lemmas and features.

use std::collections::BTreeMap;
use std::fmt::Write;
use tercet::annotate::conllu::Conllu;
use tercet::annotate::{LONGEST_SUFFIX, Lexicon, LexiconError, Upos, Xpos};

type Counts<K, V> = BTreeMap<K, BTreeMap<V, usize>>;

/// The most frequent value with its count; the last of equals.
fn most<V: Clone + Default>(counts: &BTreeMap<V, usize>) -> (V, usize) {
    let best = counts.iter().max_by_key(|(_, count)| **count);
    best.map(|(value, count)| (value.clone(), *count)).unwrap_or_default()
}

/// Learns suffix rules, then lists the forms that they get wrong; `known`: whether there is
/// such a word.
///
/// # Errors
/// Never for words that CoNLL-U can hold; the tables are read back to check.
pub fn learn(files: &[Conllu], known: impl Fn(&str) -> bool) -> Result<String, LexiconError> {
    let mut lemmas: Counts<(Xpos, String), String> = BTreeMap::new();
    let mut rules: Counts<(Xpos, String), (usize, String)> = BTreeMap::new();
    let mut feats: Counts<(Xpos, String), String> = BTreeMap::new();
    let mut tag_feats: Counts<Xpos, String> = BTreeMap::new();
    for (file, sentence) in files.iter().flat_map(|f| f.sentences.iter().map(move |s| (f, s))) {
        for (i, word) in sentence.words.iter().enumerate() {
            let form = sentence.form(i, &file.text).to_lowercase().replace('’', "'");
            let column = word.feats.without("Typo=Yes").without("Voice=Pass").to_string();
            *feats.entry((word.xpos, form.clone())).or_default().entry(column.clone()).or_default() += 1;
            *tag_feats.entry(word.xpos).or_default().entry(column).or_default() += 1;
            let lemma = sentence.lemma(i).to_owned();
            if word.upos == Upos::X || form.contains(char::is_whitespace) || lemma == "_" {
                continue;
            }
            let folded = lemma.to_lowercase();
            let shared = form
                .char_indices()
                .zip(folded.chars())
                .find(|((_, a), b)| a != b)
                .map_or(form.len().min(folded.len()), |((at, _), _)| at);
            let edit = (form.len() - shared, folded.get(shared..).unwrap_or("").to_owned());
            let chars = form.chars().count();
            for length in 0..=LONGEST_SUFFIX.min(chars) {
                let suffix: String = form.chars().skip(chars - length).collect();
                *rules.entry((word.xpos, suffix)).or_default().entry(edit.clone()).or_default() += 1;
            }
            *lemmas.entry((word.xpos, form)).or_default().entry(lemma).or_default() += 1;
        }
    }
    let mut tables = String::new();
    for ((xpos, suffix), counts) in &rules {
        let all: usize = counts.values().sum();
        let ((cut, add), _) = most(counts);
        let length = suffix.chars().count();
        let shorter: String = suffix.chars().skip(1).collect();
        let inherited =
            length > 0 && rules.get(&(*xpos, shorter)).is_some_and(|c| most(c).0 == (cut, add.clone()));
        if !inherited && all >= if length > 2 { 2 } else { 1 } {
            let _ = writeln!(tables, "rule\t{xpos}\t{suffix}\t{cut} {add}");
        }
    }
    for (xpos, counts) in &tag_feats {
        let _ = writeln!(tables, "feats\t{xpos}\t\t{}", most(counts).0);
    }
    for ((xpos, form), counts) in &feats {
        let (column, count) = most(counts);
        if count >= 2 && column != most(&tag_feats[xpos]).0 {
            let _ = writeln!(tables, "feats\t{xpos}\t{form}\t{column}");
        }
    }
    let ruled = Lexicon::parse(&tables)?;
    let mut found = String::new();
    let mut listed = String::new();
    for ((xpos, form), counts) in &lemmas {
        let (lemma, _) = most(counts);
        ruled.lemma(form, *xpos, false, &known, &mut found);
        if found != lemma && *xpos != Xpos::Nnp {
            let _ = writeln!(listed, "form\t{xpos}\t{form}\t{lemma}");
        }
    }
    tables.push_str(&listed);
    Lexicon::parse(&tables)?;
    Ok(tables)
}
