//! [CoNLL-U](https://universaldependencies.org/format.html): reading and writing.
//!
//! The text of a file read is rebuilt from its forms and `SpaceAfter`, so that
//! `text[span]` is the form, always. Enhanced dependencies and empty nodes are
//! left out. MISC `NER=` holds names as IOB2 labels of OntoNotes types.

use super::{Deprel, Feats, Name, NameType, Sentence, Upos, Xpos};
use crate::text::Span;
use std::io;

/// What can be wrong with a CoNLL-U file; `line` counts from 1.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[error("line {line}: {problem}")]
pub struct ConlluError {
    /// Where the problem stands.
    pub line: usize,
    /// What it is and what was expected.
    pub problem: String,
}

/// A CoNLL-U document: its text rebuilt, its sentences, where its documents begin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conllu {
    /// All sentences' text, one sentence a line.
    pub text: String,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// `# newdoc id` with the index of the document's first sentence.
    pub documents: Vec<(String, usize)>,
}

/// Reads a CoNLL-U file.
///
/// # Errors
/// [`ConlluError`] for a wrong number of columns, ids out of order, an unknown
/// label, or heads that do not form a tree.
pub fn read(input: &str) -> Result<Conllu, ConlluError> {
    let mut reader = Reader::default();
    for (index, line) in input.lines().enumerate() {
        reader.line = index + 1;
        reader.read_line(line.trim_end_matches('\r'))?;
    }
    reader.end_sentence()?;
    Ok(reader.out)
}

#[derive(Default)]
struct Reader {
    line: usize,
    out: Conllu,
    sentence: Sentence,
    /// Last word of the multiword token that is open, and whether a space follows it.
    token: Option<(usize, bool)>,
    space: bool,
    name: Option<Name>,
}

impl Reader {
    fn fail<T>(&self, problem: String) -> Result<T, ConlluError> {
        Err(ConlluError { line: self.line, problem })
    }

    fn read_line(&mut self, line: &str) -> Result<(), ConlluError> {
        if line.trim().is_empty() {
            return self.end_sentence();
        }
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(id) = comment.trim().strip_prefix("newdoc id =") {
                let first = self.out.sentences.len();
                self.out.documents.push((id.trim().to_owned(), first));
            }
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, feats, head, deprel, _, misc] = columns.as_slice() else {
            return self.fail(format!("expected 10 columns separated by tabs, found {}", columns.len()));
        };
        let space = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else {
                return self.fail(format!("bad token range {id:?}"));
            };
            if first != self.sentence.words.len() + 1 || last < first {
                return self.fail(format!("token range {id} does not start at the next word"));
            }
            self.token = Some((last, space));
            return Ok(());
        }
        if id.contains('.') {
            return Ok(());
        }
        if id.parse() != Ok(self.sentence.words.len() + 1) {
            return self.fail(format!("expected word id {}, found {id:?}", self.sentence.words.len() + 1));
        }
        if form.is_empty() {
            return self.fail("the form is empty".to_owned());
        }
        self.push_form(form, space);
        self.annotate(lemma, upos, xpos, feats, head, deprel)?;
        self.read_name(misc)
    }

    fn push_form(&mut self, form: &str, space: bool) {
        let index = self.sentence.words.len() + 1;
        if self.space {
            self.out.text.push(' ');
        }
        let start = self.out.text.len();
        self.out.text.push_str(form);
        let joined = !self.space && index > 1 && self.token.is_some();
        self.sentence.push_word(Span::new(start, self.out.text.len()), joined);
        self.space = match self.token {
            Some((last, _)) if index < last => false,
            Some((_, space)) => {
                self.token = None;
                space
            }
            None => space,
        };
    }

    fn annotate(
        &mut self,
        lemma: &str,
        upos: &str,
        xpos: &str,
        feats: &str,
        head: &str,
        deprel: &str,
    ) -> Result<(), ConlluError> {
        let index = self.sentence.words.len() - 1;
        self.sentence.set_lemma(index, lemma);
        let line = self.line;
        let word = &mut self.sentence.words[index];
        let label = |e: super::UnknownLabel| ConlluError { line, problem: e.to_string() };
        if upos != "_" {
            word.upos = upos.parse::<Upos>().map_err(label)?;
        }
        if xpos != "_" {
            word.xpos = xpos.parse::<Xpos>().unwrap_or(Xpos::Xx);
        }
        word.feats = Feats::parse(feats);
        word.head = match head {
            "0" | "_" => None,
            head => match head.parse::<u32>() {
                Ok(head @ 1..) => Some(head - 1),
                _ => {
                    return Err(ConlluError {
                        line,
                        problem: format!("bad head {head:?}: a word id, or 0 for the root"),
                    });
                }
            },
        };
        if deprel != "_" {
            word.deprel = match deprel.parse::<Deprel>() {
                Ok(relation) => relation,
                Err(e) => deprel.split(':').next().unwrap_or("").parse().map_err(|_| label(e))?,
            };
        }
        Ok(())
    }

    fn read_name(&mut self, misc: &str) -> Result<(), ConlluError> {
        let index = self.sentence.words.len() - 1;
        let tag = misc.split('|').find_map(|m| m.strip_prefix("NER=")).unwrap_or("O");
        if let (Some(name), Some(kind)) = (&mut self.name, tag.strip_prefix("I-"))
            && name.kind.as_str() == kind
        {
            name.words.end = index + 1;
            return Ok(());
        }
        self.sentence.names.extend(self.name.take());
        if let Some(kind) = tag.strip_prefix("B-").or(tag.strip_prefix("I-")) {
            let Ok(kind) = kind.parse::<NameType>() else {
                return self.fail(format!("unknown name type {kind:?}"));
            };
            self.name = Some(Name { words: index..index + 1, kind, probability: 1.0 });
        }
        Ok(())
    }

    fn end_sentence(&mut self) -> Result<(), ConlluError> {
        self.sentence.names.extend(self.name.take());
        self.token = None;
        self.space = false;
        if self.sentence.words.is_empty() {
            return Ok(());
        }
        if let Some(problem) = tree_problem(&self.sentence) {
            return self.fail(problem);
        }
        self.out.text.push('\n');
        self.out.sentences.push(std::mem::take(&mut self.sentence));
        Ok(())
    }
}

/// Why the heads do not form a tree, if they do not. Unannotated sentences pass.
fn tree_problem(sentence: &Sentence) -> Option<String> {
    let words = &sentence.words;
    if words.iter().all(|w| w.head.is_none()) {
        return None;
    }
    for (index, word) in words.iter().enumerate() {
        let mut at = Some(index as u32);
        let mut steps = 0;
        while let Some(i) = at {
            if i as usize >= words.len() {
                return Some(format!("word {} has a head outside the sentence", index + 1));
            }
            if steps > words.len() {
                return Some(format!("the heads above word {} form a cycle", index + 1));
            }
            at = words[i as usize].head;
            steps += 1;
        }
        if word.head.is_none() && word.deprel != Deprel::Root {
            return Some(format!("word {} has no head but is not the root", index + 1));
        }
    }
    None
}

/// Writes `sentences`, whose spans count in `text`, as CoNLL-U.
///
/// # Errors
/// Those of the writer.
pub fn write<'s>(
    out: &mut impl io::Write,
    text: &str,
    sentences: impl IntoIterator<Item = &'s Sentence>,
    first_id: usize,
) -> io::Result<()> {
    for (number, sentence) in sentences.into_iter().enumerate() {
        writeln!(out, "# sent_id = {}", first_id + number)?;
        let line = sentence.span.of(text);
        writeln!(out, "# text = {}", line.split_whitespace().collect::<Vec<_>>().join(" "))?;
        for index in 0..sentence.words.len() {
            write_word(out, text, sentence, index)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_word(out: &mut impl io::Write, text: &str, sentence: &Sentence, index: usize) -> io::Result<()> {
    let words = &sentence.words;
    let word = &words[index];
    let next_joined = |i: usize| words.get(i + 1).is_some_and(|w| w.joined);
    let tight = |i: usize| words.get(i + 1).is_some_and(|w| w.span.start == words[i].span.end);
    let in_token = word.joined || next_joined(index);
    if !word.joined && next_joined(index) {
        let mut last = index;
        while next_joined(last) {
            last += 1;
        }
        let surface = word.span.cover(words[last].span).of(text);
        let misc = if tight(last) { "SpaceAfter=No" } else { "_" };
        writeln!(out, "{}-{}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t{misc}", index + 1, last + 1)?;
    }
    let lemma = match sentence.lemma(index) {
        "" => "_",
        lemma => lemma,
    };
    let head = word.head.map_or(0, |h| h + 1);
    write!(
        out,
        "{}\t{}\t{lemma}\t{}\t{}\t{}\t{head}\t{}\t_\t",
        index + 1,
        sentence.form(index, text),
        word.upos,
        word.xpos,
        word.feats,
        word.deprel
    )?;
    let name = sentence.name_at(index);
    let no_space = !in_token && tight(index);
    match name {
        None if no_space => writeln!(out, "SpaceAfter=No"),
        None => writeln!(out, "_"),
        Some(name) => {
            let position = if name.words.start == index { 'B' } else { 'I' };
            let space = if no_space { "|SpaceAfter=No" } else { "" };
            writeln!(out, "NER={position}-{}{space}", name.kind)
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
# sent_id = 1
# text = Ann didn't go.
1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tNER=B-PERSON
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

";

    #[test]
    fn what_was_read_is_written_back() {
        let file = read(SAMPLE).unwrap();
        assert_eq!(file.text, "Ann didn't go.\n");
        let mut out = Vec::new();
        write(&mut out, &file.text, &file.sentences, 1).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), SAMPLE);
    }

    #[test]
    fn broken_files_name_the_line() {
        let error = |input: &str| read(input).unwrap_err().to_string();
        assert!(error("1\ta\tb\n").starts_with("line 1: expected 10 columns"));
        assert!(error(&SAMPLE.replace("\n4\tgo", "\n7\tgo")).contains("expected word id 4"));
        assert!(error(&SAMPLE.replace("4\tnsubj", "40\tnsubj")).contains("outside the sentence"));
        assert!(error(&SAMPLE.replace("VB\tVerbForm=Inf\t0\troot", "VB\t_\t5\tdep")).contains("cycle"));
        assert!(error(&SAMPLE.replace("PROPN", "NAME")).contains("unknown Upos"));
    }
}
