//! Direct speech: text between quotation marks, over sentences and paragraphs, and its speaker.

use super::attribution::{speaker, verb_stance};
use super::cue::phrase;
use super::lexicon::Stance;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::text::Span;

/// A stretch of text in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening to the closing mark, both included.
    pub span: Span,
    /// Sentence and head word of the speaker.
    pub speaker: Option<(usize, usize)>,
    /// Sentence and index of the reporting verb.
    pub cue: Option<(usize, usize)>,
    /// What the speaker does with the content.
    pub stance: Stance,
    /// Whether it holds no finite clause: some words quoted inside a sentence.
    pub fragment: bool,
}

/// Longest quotation in single marks: more is an apostrophe misread.
const SINGLE: usize = 600;

/// The quotations of a document, in order, with their speakers.
pub fn quotations(trees: &[Tree]) -> Vec<Quotation> {
    let Some(text) = trees.first().map(|tree| tree.text) else { return Vec::new() };
    let spans = marked(text);
    let mut found: Vec<Quotation> = Vec::with_capacity(spans.len());
    for &span in &spans {
        let first = trees.partition_point(|t| t.sentence.span.end <= span.start);
        let end = trees.partition_point(|t| t.sentence.span.start < span.end);
        let fragment = !(first..end).any(|s| finite_within(&trees[s], span));
        let mut cue = nearest_cue(trees, first..end, span, &spans);
        let (mut previous, mut named) = (None, None);
        if cue.is_none() && !fragment {
            previous = found
                .iter()
                .rev()
                .find(|q| !q.fragment && q.cue.is_some())
                .filter(|q| continues(trees, text, q, first, span));
            if previous.is_none() {
                cue = introduced(trees, text, first, span, &spans)
                    .or_else(|| carried(trees, text, first, span, &spans));
            }
            if previous.is_none() && cue.is_none() {
                named = framed(trees, first..end, span).or_else(|| labelled(trees, first..end, span));
            }
        }
        let quotation = match (cue, previous) {
            (Some((sentence, verb)), _) => Quotation {
                span,
                speaker: speaker(&trees[sentence], verb).map(|word| (sentence, word)),
                cue,
                stance: verb_stance(&trees[sentence], verb).unwrap_or(Stance::Say),
                fragment,
            },
            (None, Some(previous)) => Quotation { span, fragment, ..previous.clone() },
            (None, None) if named.is_some() => {
                let (speaker, cue) = named.unzip();
                Quotation { span, speaker, cue, stance: Stance::Say, fragment }
            }
            (None, None) => Quotation { span, speaker: None, cue: None, stance: Stance::Say, fragment },
        };
        found.push(quotation);
    }
    found.extend(set_off(trees, text, &spans));
    found.sort_by_key(|q| (q.span.start, q.span.end));
    spoken_later(text, &mut found);
    for quotation in found.iter_mut().filter(|q| q.cue.is_none() && !q.fragment) {
        quotation.cue = unsaid(trees, text, quotation.span);
    }
    found
}

/// The opening mark of speech over several sentences whose speaker the text does not tell.
fn unsaid(trees: &[Tree], text: &str, span: Span) -> Option<(usize, usize)> {
    // Marks that reach over lines may not belong together.
    if span.of(text).contains('\n') {
        return None;
    }
    let first = trees.partition_point(|t| t.sentence.span.end <= span.start);
    let several = trees.get(first + 1).is_some_and(|next| next.sentence.span.start < span.end);
    let mark = trees.get(first)?.sentence.words.iter().position(|w| w.span.start >= span.start)?;
    several.then_some((first, mark))
}

/// Paragraphs without marks that a report ending in a colon sets off: "Berg decreed:", and the decree
/// below.
fn set_off(trees: &[Tree], text: &str, spans: &[Span]) -> Vec<Quotation> {
    let introduces = |&at: &usize| trees[at].sentence.span.of(text).trim_end().ends_with(':');
    let quoted = (0..trees.len().saturating_sub(1)).filter(introduces).filter_map(|at| {
        let (before, start) = (trees[at].sentence.span, trees[at + 1].sentence.span.start);
        let line = text.get(start as usize..)?.split('\n').next()?.trim_end();
        let span = Span::new(start as usize, start as usize + line.len());
        let apart = text.get(before.end as usize..start as usize)?.contains('\n');
        // A list has marks or short lines, speech has verbs.
        let item = line.starts_with(|c: char| !c.is_alphabetic() && c != '.' && c != '…');
        let told = (at + 1..trees.len()).take_while(|&s| trees[s].sentence.span.start < span.end);
        let speech = !item && told.clone().any(|s| finite_within(&trees[s], span));
        let marked = spans.iter().any(|s| s.start < span.end && span.start < s.end);
        if !apart || !speech || marked {
            return None;
        }
        let (sentence, verb) = nearest_cue(trees, at..at + 1, span, spans)?;
        Some(Quotation {
            span,
            speaker: speaker(&trees[sentence], verb).map(|word| (sentence, word)),
            cue: Some((sentence, verb)),
            stance: verb_stance(&trees[sentence], verb).unwrap_or(Stance::Say),
            fragment: false,
        })
    });
    quoted.collect()
}

/// Gives the paragraphs of a quotation that stay open the speaker of the one that closes it.
fn spoken_later(text: &str, quotations: &mut [Quotation]) {
    for index in (1..quotations.len()).rev() {
        let [.., first, next] = &mut quotations[..=index] else { continue };
        let open = !first.span.of(text).ends_with(['”', '"', '»', '’', '\''])
            && !first.span.of(text).ends_with("''");
        let between = text.get(first.span.end as usize..next.span.start as usize).unwrap_or("x");
        if open && first.cue.is_none() && between.trim().is_empty() {
            (first.speaker, first.cue, first.stance) = (next.speaker, next.cue, next.stance);
        }
    }
}

/// Whether a finite verb stands inside the span.
fn finite_within(tree: &Tree, span: Span) -> bool {
    tree.sentence.words.iter().any(|word| {
        matches!(word.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md) && span.contains(word.span)
    })
}

/// The reporting verb outside quotation marks nearest to the quotation, in its sentences.
fn nearest_cue(
    trees: &[Tree],
    sentences: std::ops::Range<usize>,
    span: Span,
    spans: &[Span],
) -> Option<(usize, usize)> {
    let mut best = None;
    for sentence in sentences {
        let tree = &trees[sentence];
        for verb in 0..tree.len() {
            let place = tree.word(verb).span;
            if verb_stance(tree, verb).is_none() || spans.iter().any(|s| s.contains(place)) {
                continue;
            }
            if speaker(tree, verb).is_none() {
                continue;
            }
            let distance = if place.end <= span.start {
                span.start - place.end
            } else {
                place.start.saturating_sub(span.end)
            };
            if best.is_none_or(|(nearest, _)| distance < nearest) {
                best = Some((distance, (sentence, verb)));
            }
        }
    }
    best.map(|(_, cue)| cue)
}

/// Whether a quotation without a cue goes on with what `previous` began: the
/// next sentence, or a new paragraph right after.
fn continues(trees: &[Tree], text: &str, previous: &Quotation, first: usize, span: Span) -> bool {
    let between = text.get(previous.span.end as usize..span.start as usize).unwrap_or("");
    if between.trim().is_empty() {
        return true;
    }
    let last = trees.partition_point(|t| t.sentence.span.start < previous.span.end).saturating_sub(1);
    let cue_sentence = previous.cue.map_or(last, |(sentence, _)| sentence.max(last));
    first <= cue_sentence + 1 && !between.contains("\n\n")
}

/// The cue of a sentence before that ends in a colon or comma: "Okafor said:".
fn introduced(
    trees: &[Tree],
    text: &str,
    first: usize,
    span: Span,
    spans: &[Span],
) -> Option<(usize, usize)> {
    let before = text.get(..span.start as usize)?.trim_end();
    let sentence = first.checked_sub(1).filter(|_| before.ends_with([':', ',']))?;
    nearest_cue(trees, sentence..sentence + 1, span, spans)
}

/// The cue of the sentence before, in the same paragraph, that reports in other words what the quotation
/// then gives: "Okafor recalled the flood. “The water rose all night.”"
fn carried(trees: &[Tree], text: &str, first: usize, span: Span, spans: &[Span]) -> Option<(usize, usize)> {
    let before = first.checked_sub(1)?;
    let (tree, own) = (&trees[before], &trees[first]);
    let between = text.get(tree.sentence.span.end as usize..span.start as usize)?;
    let opens = own.sentence.span.start == span.start;
    let cue = nearest_cue(trees, before..first, span, spans)?;
    let main = matches!(tree.word(cue.1).deprel, Deprel::Root)
        || tree
            .head(cue.1)
            .is_some_and(|h| tree.word(cue.1).deprel == Deprel::Conj && tree.word(h).deprel == Deprel::Root);
    (opens && main && !between.contains('\n')).then_some(cue)
}

/// A speaker and the mark that ties words to it: "Mayor*:* 'We will not pay'", "'We will not
/// pay' *–* mayor", as headlines write them.
type Label = ((usize, usize), (usize, usize));

/// The source of a phrase before a quotation: "in the words of *Dahl*, “it rained”".
fn framed(trees: &[Tree], sentences: std::ops::Range<usize>, span: Span) -> Option<Label> {
    sentences.into_iter().find_map(|sentence| {
        let tree = &trees[sentence];
        let mut before = (0..tree.len()).take_while(|&i| tree.word(i).span.end <= span.start);
        before.find_map(|noun| {
            let (source, cue, ..) = phrase(tree, noun)?;
            Some(((sentence, source?), (sentence, cue.start)))
        })
    })
}

/// The name or title that a colon before or a dash behind makes the speaker of a quotation.
fn labelled(trees: &[Tree], sentences: std::ops::Range<usize>, span: Span) -> Option<Label> {
    sentences.into_iter().find_map(|sentence| {
        let tree = &trees[sentence];
        let quote = |i: usize| matches!(tree.word(i).xpos, Xpos::Openquote | Xpos::Closequote);
        let before = (0..tree.len()).take_while(|&i| tree.word(i).span.end <= span.start).last();
        let after = (0..tree.len()).find(|&i| tree.word(i).span.start >= span.end);
        let colon = before.filter(|&i| tree.form(i) == ":").map(|colon| (0..colon, colon));
        let dash = after
            .filter(|&i| matches!(tree.form(i), "-" | "–" | "—" | "--"))
            .map(|dash| (dash + 1..tree.len(), dash));
        let (words, mark) = colon.or(dash)?;
        let verbal = |i: usize| matches!(tree.word(i).upos, Upos::Verb | Upos::Aux) || quote(i);
        if words.clone().any(verbal) {
            return None;
        }
        // The word that the others hang on.
        let nominal = |i: usize| matches!(tree.word(i).upos, Upos::Noun | Upos::Propn);
        let top = words.clone().find(|&i| nominal(i) && tree.head(i).is_none_or(|h| !words.contains(&h)))?;
        Some(((sentence, top), (sentence, mark)))
    })
}

/// The spans between quotation marks. A paragraph that leaves a quotation open is closed at
/// its end, since the next one opens with a mark of its own; where that one only closes, the
/// quotation runs on into it.
fn marked(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open = None;
    let mut offset = 0;
    for paragraph in text.split_inclusive("\n\n") {
        if let Some((_, close)) = open
            && only_closes(paragraph, close)
        {
            found.pop();
        } else {
            open = None;
        }
        open = in_paragraph(paragraph, offset, open, &mut found);
        offset += paragraph.len();
    }
    found
}

/// Whether the first mark of a paragraph closes what the one before has opened.
fn only_closes(paragraph: &str, close: &str) -> bool {
    let Some(first) = paragraph.find(close) else { return false };
    let behind_word = paragraph[..first].chars().next_back().is_some_and(|c| !c.is_whitespace());
    behind_word && !paragraph[..first].contains(['“', '„', '«', '"'])
}

/// Adds the spans of a paragraph, `open` from the one before, and returns what it leaves open.
fn in_paragraph(
    text: &str,
    offset: usize,
    mut open: Option<(usize, &'static str)>,
    found: &mut Vec<Span>,
) -> Option<(usize, &'static str)> {
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at..];
        let mut width = letter.len_utf8();
        match open {
            // An unpaired mark: one that can only open begins the quotation anew.
            Some((start, close)) if opens_anew(text, at, close) => {
                // At the head of a line it goes on with the speech of the line before.
                if text[..at].ends_with('\n') {
                    found.push(Span::new(start, offset + text[..at].trim_end().len()));
                }
                open = Some((offset + at, close));
            }
            Some((start, close)) if rest.starts_with(close) && closes(text, at, close) => {
                width = close.len();
                found.push(Span::new(start, offset + at + width));
                open = None;
            }
            Some(_) => {}
            None => {
                if let Some(close) = opens(text, at, rest) {
                    open = Some((offset + at, close));
                    width = if rest.starts_with("``") { 2 } else { width };
                }
            }
        }
        at += width;
    }
    let left = open.filter(|(_, close)| !matches!(*close, "'" | "’"));
    if let Some((start, _)) = left {
        found.push(Span::new(start, offset + text.trim_end().len()));
    }
    left
}

/// The closing mark that belongs to an opening mark at the start of `rest`.
fn opens(text: &str, at: usize, rest: &str) -> Option<&'static str> {
    let close = match rest.chars().next()? {
        '“' | '„' => "”",
        '«' => "»",
        '"' => "\"",
        '`' if rest.starts_with("``") => "''",
        '‘' => "’",
        '\'' => "'",
        _ => return None,
    };
    if matches!(close, "'" | "’") {
        // An apostrophe unless a word begins here and a closing mark follows.
        let before = text[..at].chars().next_back();
        let free = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—' | '–' | '[' | '"' | '“'));
        let width = rest.chars().next().map_or(1, char::len_utf8);
        let inner = rest.get(width..)?;
        let word = inner.chars().next().is_some_and(char::is_alphanumeric);
        let closed =
            inner.match_indices(close).take_while(|(i, _)| *i < SINGLE).any(|(i, _)| closes(inner, i, close));
        if !(free && word && closed) {
            return None;
        }
    }
    Some(close)
}

/// Whether a mark can only open inside an open quotation: a straight one after a blank, any at the head
/// of a line.
fn opens_anew(text: &str, at: usize, close: &str) -> bool {
    let head = text[..at].ends_with('\n');
    match close {
        "\"" => text[at..].starts_with('"') && only_opens(text, at),
        "”" => text[at..].starts_with('“') && head,
        _ => false,
    }
}

/// Whether a straight mark stands before a word and after a blank.
fn only_opens(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let next = text[at + 1..].chars().next();
    before.is_none_or(char::is_whitespace) && next.is_some_and(|c| !c.is_whitespace())
}

fn closes(text: &str, at: usize, close: &str) -> bool {
    if !matches!(close, "'" | "’") {
        return true;
    }
    let next = text[at + close.len()..].chars().next();
    let before = text[..at].chars().next_back();
    next.is_none_or(|c| !c.is_alphanumeric()) && before.is_some_and(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unpaired_mark_does_not_turn_text_into_speech() {
        let text = "A 5\" nail broke. She said \"it broke\" and left.";
        let spans: Vec<&str> = marked(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(spans, ["\"it broke\""]);
    }

    #[test]
    fn marks_pair_up_within_paragraphs() {
        let text = "He said \"yes\" and “no, it's ‘fine’”.\n\n\"A first part.\n\n\"A second part,\" she said. The workers' rights are 'at risk'.";
        let spans: Vec<&str> = marked(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(
            spans,
            ["\"yes\"", "“no, it's ‘fine’”", "\"A first part.", "\"A second part,\"", "'at risk'"]
        );
    }

    #[test]
    fn a_quotation_runs_on_into_a_paragraph_that_only_closes_it() {
        let text = "“We stay.\n\nWe will not sell,” she said. \"We wait.\n\nThen we vote,\" he said.\n\n\"Open.\n\nNo mark.";
        let spans: Vec<&str> = marked(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(spans, ["“We stay.\n\nWe will not sell,”", "\"We wait.\n\nThen we vote,\"", "\"Open."]);
    }

    #[test]
    fn a_mark_at_the_head_of_a_line_goes_on_with_what_stayed_open() {
        let text = "\"We stay.\n\"We will not sell,\" she said. “We wait.\n“Then we vote,” he said.";
        let spans: Vec<&str> = marked(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(spans, ["\"We stay.", "\"We will not sell,\"", "“We wait.", "“Then we vote,”"]);
    }
}
