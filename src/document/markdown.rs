//! Markdown, as far as news texts use it ([CommonMark](https://spec.commonmark.org/)): headings,
//! paragraphs, lists, quotations, emphasis, links. Code, tables, rules, HTML and front matter
//! are skipped.

use super::structure::{is_boilerplate, lines, publication};
use super::{Block, BlockKind, Document};
use crate::text::Span;

/// Finds the blocks, the markup inside them, the title and the date.
pub(super) fn mark(document: &mut Document) {
    let text = std::mem::take(&mut document.text);
    let mut fence: Option<&str> = None;
    let mut front = false;
    let mut open: Option<Span> = None;
    let mut last_end = 0;
    for (index, line) in lines(&text).enumerate() {
        let form = line.of(&text);
        let indent = line.start as usize - text[..line.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let blank_before = text[last_end..line.start as usize].bytes().filter(|&b| b == b'\n').count() > 1;
        last_end = line.end as usize;
        if blank_before {
            end(document, &text, &mut open);
        }
        // Front matter and fenced code.
        if form == "---" && (index == 0 || front) {
            front = index == 0;
            continue;
        }
        if front {
            if let Some(date) = form.strip_prefix("date:") {
                document.date = publication(date.trim().trim_matches(['"', '\'']));
            }
            continue;
        }
        if let Some(mark) = fence {
            if form.starts_with(mark) {
                fence = None;
            }
            continue;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| form.starts_with(mark)) {
            end(document, &text, &mut open);
            fence = Some(mark);
            continue;
        }
        let rule = form.len() >= 3 && form.bytes().all(|b| matches!(b, b'-' | b'*' | b'_' | b'=' | b' '));
        if form.starts_with('|')
            || rule
            || form.starts_with('<') && form.ends_with('>')
            || (indent >= 4 && open.is_none())
        {
            end(document, &text, &mut open);
            continue;
        }
        let (prefix, heading) = line_prefix(form);
        let content = Span { start: line.start + prefix as u32, end: line.end };
        if content.is_empty() {
            end(document, &text, &mut open);
            continue;
        }
        if heading > 0 {
            end(document, &text, &mut open);
            let title = heading == 1 && document.title.is_none();
            push(document, &text, content, if title { BlockKind::Title } else { BlockKind::Sentence });
        } else if prefix > 0 && !form.starts_with('>') || open.is_none() {
            end(document, &text, &mut open);
            open = Some(content);
        } else if let Some(span) = &mut open {
            if prefix > 0 {
                document.markup.push(Span { start: line.start, end: content.start });
            }
            *span = span.cover(content);
        }
    }
    end(document, &text, &mut open);
    document.markup.sort();
    document.text = text;
}

/// Length of what marks the line: `## `, `- `, `1. `, `> `; and the heading's level.
fn line_prefix(line: &str) -> (usize, usize) {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return (hashes + 1, hashes);
    }
    if let Some(rest) = line.strip_prefix('>') {
        let blanks = rest.len() - rest.trim_start().len();
        return (1 + blanks, 0);
    }
    if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
        return (2, 0);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") ")) {
        return (digits + 2, 0);
    }
    (0, 0)
}

fn end(document: &mut Document, text: &str, open: &mut Option<Span>) {
    if let Some(span) = open.take() {
        push(document, text, span, BlockKind::Paragraph);
    }
}

fn push(document: &mut Document, text: &str, span: Span, kind: BlockKind) {
    let form = span.of(text);
    let bare = form.trim_matches(['*', '_', '#', ' ']);
    let date = publication(bare);
    document.date = document.date.or(date);
    if kind == BlockKind::Title {
        document.title = Some(bare.to_owned());
    }
    let line = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let whole = text.get(line..span.end as usize).unwrap_or(form);
    let kind = if is_boilerplate(whole) || date.is_some() { BlockKind::Boilerplate } else { kind };
    inline(form, span.start as usize, &mut document.markup);
    document.blocks.push(Block { span, kind });
}

/// Finds the markup inside a paragraph: emphasis, code marks, images, link targets, tags.
fn inline(text: &str, base: usize, out: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut mark = |start: usize, end: usize| out.push(Span::new(base + start, base + end));
    let word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|b| b.is_ascii_alphanumeric());
    // Brackets closed so far: every search for a closing one goes on from the last.
    let mut at = 0;
    let mut links = 0usize;
    while at < bytes.len() {
        let length = match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                mark(at, at + 1);
                at += 2;
                continue;
            }
            b'*' | b'`' => bytes[at..].iter().take_while(|&&b| b == bytes[at]).count(),
            b'_' => {
                let run = bytes[at..].iter().take_while(|&&b| b == b'_').count();
                if word(at.checked_sub(1)) && word(Some(at + run)) {
                    at += run;
                    continue;
                }
                run
            }
            b'!' if bytes.get(at + 1) == Some(&b'[') => 1,
            b'[' => match link_end(&bytes[at..]) {
                true => {
                    links += 1;
                    1
                }
                false => 0,
            },
            b']' if links > 0 && bytes.get(at + 1) == Some(&b'(') => {
                links -= 1;
                bytes[at..].iter().take(2000).position(|&b| b == b')').map_or(1, |end| end + 1)
            }
            _ => 0,
        };
        if length > 0 {
            mark(at, at + length);
        }
        at += length.max(1);
    }
}

/// Whether the bracket at the start of `rest` opens a link: `[text](target)`, within a bounded distance.
fn link_end(rest: &[u8]) -> bool {
    let near = &rest[..rest.len().min(400)];
    near.windows(2).position(|w| w == b"](").is_some_and(|at| !near[1..at].contains(&b'['))
}
