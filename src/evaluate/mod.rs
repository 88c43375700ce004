//! The CoNLL 2018 shared task's evaluation: how well a system's CoNLL-U agrees with gold.
//!
//! The definitions are those of
//! [`conll18_ud_eval`](https://universaldependencies.org/conll18/evaluation.html): both
//! files must hold the same characters, blanks apart; tokens, words and sentences are
//! compared by the characters they cover, the words of multiword tokens by their longest
//! common subsequence; tags, heads and relations count on aligned words.

mod align;
mod read;

use align::align;
use read::{File, Word};
use serde::Serialize;
use std::fmt;

/// Why two files cannot be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluateError {
    /// A file is not CoNLL-U.
    #[error("{file} file, line {line}: {problem}")]
    Format {
        /// "gold" or "system".
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// The files are not the same text.
    #[error(
        "the files hold different texts: after {at} characters (blanks apart) gold has {gold:?}, \
         the system {system:?}; annotate the very text of the gold file"
    )]
    Text {
        /// How many characters agree.
        at: usize,
        /// What gold has there.
        gold: String,
        /// What the system has there.
        system: String,
    },
}

/// Precision, recall and F1 of one measure, between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Score {
    /// Right ones of what the system gave.
    pub precision: f64,
    /// Right ones of what gold has.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Right ones of the aligned words; none for tokens, sentences and words.
    pub aligned: Option<f64>,
}

impl Score {
    fn new(gold: usize, system: usize, right: usize, aligned: Option<usize>) -> Self {
        let share = |total: usize| if total == 0 { 0.0 } else { right as f64 / total as f64 };
        let f1 = if gold + system == 0 { 0.0 } else { 2.0 * right as f64 / (gold + system) as f64 };
        Score { precision: share(system), recall: share(gold), f1, aligned: aligned.map(share) }
    }
}

/// All measures of one comparison.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Surface tokens.
    pub tokens: Score,
    /// Sentences.
    pub sentences: Score,
    /// Syntactic words.
    pub words: Score,
    /// Universal parts of speech.
    pub upos: Score,
    /// Penn parts of speech.
    pub xpos: Score,
    /// Universal features.
    pub ufeats: Score,
    /// Lemmas.
    pub lemmas: Score,
    /// Heads.
    pub uas: Score,
    /// Heads with universal relations.
    pub las: Score,
    /// The same on content words only.
    pub clas: Score,
}

impl Report {
    /// Every measure with its name, in the order of the table.
    pub fn measures(&self) -> [(&'static str, Score); 10] {
        [
            ("Tokens", self.tokens),
            ("Sentences", self.sentences),
            ("Words", self.words),
            ("UPOS", self.upos),
            ("XPOS", self.xpos),
            ("UFeats", self.ufeats),
            ("Lemmas", self.lemmas),
            ("UAS", self.uas),
            ("LAS", self.las),
            ("CLAS", self.clas),
        ]
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Measure    | Precision |    Recall |  F1 Score | AligndAcc")?;
        writeln!(f, "-----------+-----------+-----------+-----------+-----------")?;
        for (name, score) in self.measures() {
            let [p, r, f1] = [score.precision, score.recall, score.f1].map(|x| 100.0 * x);
            write!(f, "{name:<11}|{p:>10.2} |{r:>10.2} |{f1:>10.2} |")?;
            match score.aligned {
                Some(aligned) => writeln!(f, "{:>10.2}", 100.0 * aligned)?,
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

/// The raw text of a CoNLL-U file: the sentences' texts with blanks between, paragraphs and
/// documents with empty lines.
pub fn raw_text(conllu: &str) -> String {
    let mut text = String::new();
    let mut paragraph = false;
    for line in conllu.lines() {
        if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            paragraph = true;
        } else if let Some(sentence) = line.strip_prefix("# text = ") {
            if !text.is_empty() {
                text.push_str(if paragraph { "\n\n" } else { " " });
            }
            paragraph = false;
            text.push_str(sentence);
        }
    }
    text
}

/// Compares the CoNLL-U file `system` with `gold`.
///
/// # Errors
/// [`EvaluateError`] where a file is broken or the two are not the same text.
pub fn evaluate(gold: &str, system: &str) -> Result<Report, EvaluateError> {
    let gold = read::read(gold, "gold")?;
    let system = read::read(system, "system")?;
    same_text(&gold, &system)?;
    let pairs = align(&gold.words, &system.words);
    let mut partner = vec![None; system.words.len()];
    for &(g, s) in &pairs {
        partner[s] = Some(g);
    }
    let tags = |same: &dyn Fn(&Word, &Word) -> bool| {
        let right = pairs.iter().filter(|&&(g, s)| same(&gold.words[g], &system.words[s])).count();
        Score::new(gold.words.len(), system.words.len(), right, Some(pairs.len()))
    };
    // The system's head counts as the gold word that it is aligned with.
    let heads = |g: &Word, s: &Word| match (g.head, s.head) {
        (None, None) => true,
        (Some(g), Some(s)) => partner[s] == Some(g),
        _ => false,
    };
    let attached = |g: &Word, s: &Word| heads(g, s) && g.relation() == s.relation();
    let content: Vec<_> = pairs.iter().filter(|&&(g, _)| gold.words[g].is_content()).collect();
    let clas = Score::new(
        gold.words.iter().filter(|w| w.is_content()).count(),
        system.words.iter().filter(|w| w.is_content()).count(),
        content.iter().filter(|&&&(g, s)| attached(&gold.words[g], &system.words[s])).count(),
        Some(content.len()),
    );
    Ok(Report {
        tokens: spans(&gold.tokens, &system.tokens),
        sentences: spans(&gold.sentences, &system.sentences),
        words: Score::new(gold.words.len(), system.words.len(), pairs.len(), None),
        upos: tags(&|g, s| g.upos == s.upos),
        xpos: tags(&|g, s| g.xpos == s.xpos),
        ufeats: tags(&|g, s| g.feats == s.feats),
        lemmas: tags(&|g, s| g.lemma == "_" || g.lemma == s.lemma),
        uas: tags(&heads),
        las: tags(&attached),
        clas,
    })
}

fn same_text(gold: &File<'_>, system: &File<'_>) -> Result<(), EvaluateError> {
    let (g, s) = (&gold.characters, &system.characters);
    if g == s {
        return Ok(());
    }
    let at = g.iter().zip(s).take_while(|(a, b)| a == b).count();
    let excerpt = |all: &[char]| all.iter().skip(at).take(20).collect();
    Err(EvaluateError::Text { at, gold: excerpt(g), system: excerpt(s) })
}

/// Spans in both of two ascending lists.
fn spans(gold: &[(usize, usize)], system: &[(usize, usize)]) -> Score {
    let (mut g, mut s, mut right) = (0, 0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        right += usize::from(a == b);
        g += usize::from(a <= b);
        s += usize::from(b <= a);
    }
    Score::new(gold.len(), system.len(), right, None)
}

#[cfg(test)]
mod tests;
