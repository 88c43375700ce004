//! Where sentences end inside a paragraph.

use super::lexicon::{Abbreviation, ENGLISH};
use super::words::Token;

/// The end (exclusive) of the sentence that starts at token `start`.
pub(super) fn sentence_end(text: &str, tokens: &[Token], start: usize) -> usize {
    let view = View { text, tokens };
    let mut at = start;
    let mut depth = 0u32;
    while at < tokens.len() {
        let form = view.form(at);
        match form {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if at + 1 - start >= LONGEST {
            return at + 1;
        }
        if let Some(strength) = view.strength(start, at) {
            let end = view.closing(at + 1);
            if end >= tokens.len() || view.ends(start, at, end, strength, depth) {
                return end;
            }
        }
        at += 1;
    }
    tokens.len()
}

/// No sentence is longer: a text without punctuation must not become one endless tree.
const LONGEST: usize = 400;

/// So many closing marks at most belong to one end (which bounds the time).
const CLOSING: usize = 24;

/// How clearly a token ends a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// A period of its own.
    Period,
    /// "!" and "?".
    Mark,
    /// An ellipsis: may also be a pause.
    Pause,
    /// The period of an abbreviation that may end a sentence, or before a number.
    Abbreviation,
    /// The period of an initial or of letters: "U.S.", "p.m.", "J."
    Letters,
    /// An emoticon, or a mark that separates.
    Weak,
}

struct View<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl View<'_> {
    fn form(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| t.span.of(self.text))
    }

    /// Whether token `index` follows the one before without a blank.
    fn tight(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|i| self.tokens.get(i)), self.tokens.get(index)) {
            (Some(before), Some(token)) => before.span.end == token.span.start,
            _ => false,
        }
    }

    fn strength(&self, start: usize, at: usize) -> Option<Strength> {
        let form = self.form(at);
        let mut bytes = form.bytes();
        let last = form.chars().next_back()?;
        match last {
            '!' | '?' | '！' | '？' | '‽' => Some(Strength::Mark),
            '。' | '।' | '؟' => Some(Strength::Mark),
            '…' => Some(Strength::Pause),
            '.' if form.len() == 1 => {
                // "1." at the start is a list's number.
                let numeral = at == start + 1
                    && self.tight(at)
                    && self.form(start).len() <= 2
                    && (self.form(start).bytes().all(|b| b.is_ascii_digit()));
                (!numeral).then_some(Strength::Period)
            }
            '.' if bytes.all(|b| matches!(b, b'.' | b'!' | b'?')) => Some(Strength::Pause),
            '.' => match ENGLISH.abbreviation(form) {
                Some(Abbreviation::Name) => None,
                Some(_) => Some(Strength::Abbreviation),
                None => Some(Strength::Letters),
            },
            _ if form.len() > 1 && ENGLISH.is_emoticon(form) => Some(Strength::Weak),
            _ => None,
        }
    }

    /// Whether "[12]" or "[a]" stands at `at`.
    fn is_reference(&self, at: usize) -> bool {
        let form = self.form(at + 1);
        self.form(at + 2) == "]" && (form.bytes().all(|b| b.is_ascii_digit()) || form.len() == 1)
    }

    /// The first token from `at` on that does not close what stands before it.
    fn closing(&self, mut at: usize) -> usize {
        let limit = self.tokens.len().min(at + CLOSING);
        while at < limit {
            let form = self.form(at);
            // A reference, ".[12]", belongs to the sentence that it stands behind.
            if form == "[" && self.is_reference(at) {
                at += 3;
                continue;
            }
            let closes = matches!(form, ")" | "]" | "”" | "’’" | "''" | "»")
                || (self.tight(at) && matches!(form, "\"" | "'" | "’"))
                || form.bytes().all(|b| matches!(b, b'.' | b'!' | b'?'));
            if !closes {
                break;
            }
            at += 1;
        }
        at.min(self.tokens.len())
    }

    /// Whether a sentence that ends with the mark at `at` and what closes it, up to `end`, ends there.
    fn ends(&self, start: usize, at: usize, end: usize, strength: Strength, depth: u32) -> bool {
        let next = self.form(end);
        let glued = self.tight(end);
        // What the next word, behind an opening quote or bracket, begins with.
        let opening = matches!(next, "\"" | "“" | "‘" | "'" | "``" | "(" | "[" | "‘‘" | "«");
        let word = if opening { self.form(end + 1) } else { next };
        let Some(first) = word.chars().next() else { return true };
        let upper = first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase());
        let quoted = end > at + 1;
        let inside = depth > 0 && !quoted;
        match strength {
            Strength::Mark | Strength::Period if glued && !upper => false,
            Strength::Mark | Strength::Period if matches!(first, ',' | ';' | ':' | '-' | '—' | '–' | ')') => {
                false
            }
            Strength::Period if inside => upper && depth == 1 && !glued,
            Strength::Period => !first.is_lowercase() || (!quoted && !glued),
            Strength::Mark => !first.is_lowercase() || (!quoted && !inside && !speech(word)),
            Strength::Pause => upper && !glued && word != "I" || upper && quoted,
            Strength::Abbreviation => {
                let month_or_number = ENGLISH.abbreviation(self.form(at)) == Some(Abbreviation::Number);
                upper && !month_or_number && ENGLISH.is_beginning(word) || opening && upper && quoted
            }
            Strength::Letters => upper && at > start && self.form(at).len() > 2 && ENGLISH.is_beginning(word),
            Strength::Weak => upper || opening,
        }
    }
}

/// Verbs of saying after a quoted question or exclamation: the sentence goes on.
fn speech(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "said" | "says" | "asked" | "asks" | "wrote" | "cried" | "replied")
}
