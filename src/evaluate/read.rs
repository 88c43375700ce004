//! A CoNLL-U file as the evaluation sees it: characters without blanks, and spans in them.

use super::EvaluateError;

/// One file.
#[derive(Default)]
pub(super) struct File<'f> {
    /// The characters of all tokens.
    pub characters: Vec<char>,
    /// Span of each surface token.
    pub tokens: Vec<(usize, usize)>,
    /// Span of each sentence.
    pub sentences: Vec<(usize, usize)>,
    /// The syntactic words.
    pub words: Vec<Word<'f>>,
}

/// One syntactic word.
pub(super) struct Word<'f> {
    /// Characters that its token covers.
    pub span: (usize, usize),
    /// Whether it is part of a multiword token.
    pub multiword: bool,
    /// The form in lower case.
    pub form: String,
    pub lemma: &'f str,
    pub upos: &'f str,
    pub xpos: &'f str,
    /// Universal features, sorted.
    pub feats: Vec<&'f str>,
    /// The head's index in the file; `None` for a root.
    pub head: Option<usize>,
    deprel: &'f str,
}

/// The features that UD calls universal (version 2, as the shared task counted them).
const FEATURES: [&str; 21] = [
    "Abbr", "Animacy", "Aspect", "Case", "Definite", "Degree", "Evident", "Foreign", "Gender", "Mood",
    "NumType", "Number", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex", "Tense", "VerbForm",
    "Voice",
];

/// The relations of content words; `case`, `aux`, `det`, `punct` and the like are left out.
const CONTENT: [&str; 29] = [
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "ccomp",
    "compound",
    "conj",
    "csubj",
    "dep",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
];

impl Word<'_> {
    /// The relation without its subtype.
    pub fn relation(&self) -> &str {
        self.deprel.split(':').next().unwrap_or("")
    }

    /// Whether CLAS counts the word.
    pub fn is_content(&self) -> bool {
        CONTENT.contains(&self.relation())
    }
}

/// Reads `input`; `file` names it in errors.
pub(super) fn read<'f>(input: &'f str, file: &'static str) -> Result<File<'f>, EvaluateError> {
    let mut out = File::default();
    // First word and first character of the open sentence; last word id of an open token.
    let (mut first, mut start, mut token_end) = (0, 0, 0);
    for (index, line) in input.trim_start_matches('\u{feff}').lines().chain([""]).enumerate() {
        let fail = |problem: String| EvaluateError::Format { file, line: index + 1, problem };
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            if out.words.len() > first {
                out.sentences.push((start, out.characters.len()));
                let size = out.words.len();
                if out.words[first..].iter().any(|w| w.head.is_some_and(|h| h >= size)) {
                    return Err(fail("a head of the sentence before lies outside it".to_owned()));
                }
            }
            (first, start, token_end) = (out.words.len(), out.characters.len(), 0);
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, feats, head, deprel, _, _] = columns.as_slice() else {
            return Err(fail(format!("expected 10 columns separated by tabs, found {}", columns.len())));
        };
        if id.contains('.') {
            continue;
        }
        let next = out.words.len() - first + 1;
        if let Some((from, to)) = id.split_once('-') {
            match (from.parse::<usize>(), to.parse::<usize>()) {
                (Ok(from), Ok(to)) if from == next && to >= from && token_end < from => token_end = to,
                _ => return Err(fail(format!("bad token range {id:?}"))),
            }
            out.push_token(form);
            continue;
        }
        if id.parse() != Ok(next) {
            return Err(fail(format!("expected word id {next}, found {id:?}")));
        }
        let multiword = next <= token_end;
        if !multiword {
            out.push_token(form);
        }
        let head = match head.parse::<usize>() {
            Ok(0) => None,
            Ok(head) => Some(first + head - 1),
            Err(_) if head == "_" => None,
            Err(_) => return Err(fail(format!("bad head {head:?}: a word id, or 0 for the root"))),
        };
        let universal = |f: &&str| f.split('=').next().is_some_and(|key| FEATURES.contains(&key));
        let mut feats: Vec<&str> = feats.split('|').filter(universal).collect();
        feats.sort_unstable();
        let span = out.tokens.last().copied().unwrap_or_default();
        let form = form.to_lowercase();
        out.words.push(Word { span, multiword, form, lemma, upos, xpos, feats, head, deprel });
    }
    Ok(out)
}

impl File<'_> {
    fn push_token(&mut self, form: &str) {
        let start = self.characters.len();
        self.characters.extend(form.chars().filter(|c| !c.is_whitespace()));
        self.tokens.push((start, self.characters.len()));
    }
}
