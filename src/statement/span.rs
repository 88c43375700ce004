//! Where an argument's words stand, with their quotation marks.

use crate::annotate::Tree;
use crate::text::Span;

/// From the first to the last of the words; `None` for no words.
pub(super) fn cover(tree: &Tree, words: &[usize]) -> Option<Span> {
    let spans = words.iter().map(|&w| tree.word(w).span);
    spans.reduce(Span::cover)
}

/// The span with the quotation mark that would leave the other alone.
pub(super) fn balanced(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let plain = inside.matches('"').count() % 2 == 1;
    let opened = inside.matches('“').count() > inside.matches('”').count();
    let closed = inside.matches('”').count() > inside.matches('“').count();
    let after = text.get(span.end as usize..).and_then(|t| t.chars().next());
    let before = text.get(..span.start as usize).and_then(|t| t.chars().next_back());
    match (before, after) {
        (_, Some(mark)) if (plain && mark == '"') || (opened && mark == '”') => {
            Span { end: span.end + mark.len_utf8() as u32, ..span }
        }
        (Some(mark), _) if (plain && mark == '"') || (closed && mark == '“') => {
            Span { start: span.start - mark.len_utf8() as u32, ..span }
        }
        // the story "
        _ if plain && inside.ends_with('"') || opened && inside.ends_with('“') => {
            let kept = inside.trim_end_matches(['"', '“']).trim_end();
            Span { end: span.start + kept.len() as u32, ..span }
        }
        _ => span,
    }
}

/// The words between quotation marks, if the phrase is nothing else but an article.
pub(super) fn wholly_quoted(text: &str, span: Span) -> Option<Span> {
    let whole = span.of(text);
    let bare = ["a ", "an ", "the "].iter().find_map(|article| whole.strip_prefix(article)).unwrap_or(whole);
    let inner = bare.strip_prefix(['"', '“'])?.strip_suffix(['"', '”'])?;
    let end = span.end as usize - (bare.len() - bare.strip_suffix(['"', '”'])?.len());
    (!inner.contains(['"', '“', '”'])).then(|| Span::new(end - inner.len(), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap_or(0);
        Span::new(start, start + part.len())
    }

    #[test]
    fn a_lone_quotation_mark_gets_its_partner() {
        let text = "It called the plan a \"serious threat\" to peace.";
        assert_eq!(balanced(text, span(text, "a \"serious threat")).of(text), "a \"serious threat\"");
        assert_eq!(balanced(text, span(text, "serious threat\"")).of(text), "\"serious threat\"");
        assert_eq!(balanced(text, span(text, "the plan")).of(text), "the plan");
        assert_eq!(balanced(text, span(text, "the plan a \"")).of(text), "the plan a");
    }

    #[test]
    fn a_phrase_all_in_quotation_marks_gives_its_words() {
        let text = "He is “a “ fool” and a “big liar”.";
        let inner = wholly_quoted(text, span(text, "a “big liar”")).map(|s| s.of(text));
        assert_eq!(inner, Some("big liar"));
        assert_eq!(wholly_quoted(text, span(text, "He is")), None);
    }
}
