//! Words cut once more, at hyphens and between digits and letters: "18-year-old", "3.5bn".

use crate::annotate::Sentence;
use std::ops::Range;

/// A piece of a word, in lower case.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its letters in lower case, without the dots of an abbreviation.
    pub form: String,
    /// The word it belongs to.
    pub word: usize,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// The pieces of a sentence.
#[derive(Debug)]
pub struct Pieces<'s> {
    /// The sentence.
    pub sentence: &'s Sentence,
    /// Its pieces.
    pub pieces: Vec<Piece>,
}

impl<'s> Pieces<'s> {
    /// Cuts the words of a sentence.
    pub fn new(sentence: &'s Sentence, text: &str) -> Self {
        let mut pieces = Vec::with_capacity(sentence.words.len() + 8);
        for word in 0..sentence.words.len() {
            cut(sentence.form(word, text), word, &mut pieces);
        }
        Pieces { sentence, pieces }
    }

    /// The form of piece `at`; empty outside the sentence.
    pub fn form(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| &piece.form)
    }

    /// The form of the piece `back` before `at`; empty where there is none.
    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |i| self.form(i))
    }

    /// The words that the pieces `range` belong to.
    pub fn words(&self, range: Range<usize>) -> Range<usize> {
        let start = self.pieces.get(range.start).map_or(0, |piece| piece.word);
        let end = range
            .end
            .checked_sub(1)
            .and_then(|last| self.pieces.get(last))
            .map_or(start, |piece| piece.word + 1);
        start..end
    }
}

fn kind(c: char) -> u8 {
    match c {
        '0'..='9' => 0,
        c if c.is_alphabetic() => 1,
        _ => 2,
    }
}

fn push(form: &str, word: usize, pieces: &mut Vec<Piece>) {
    let capital = form.chars().next().is_some_and(char::is_uppercase);
    pieces.push(Piece { form: form.to_lowercase(), word, capital });
}

fn cut(form: &str, word: usize, pieces: &mut Vec<Piece>) {
    let abbreviation =
        form.ends_with('.') && form.chars().all(|c| c == '.' || c.is_alphabetic()) && form.len() > 1;
    let iso = super::point::Point::iso(form).is_some()
        || matches!(form.to_lowercase().as_str(), "o'clock" | "o’clock" | "us$" | "a$" | "c$" | "r$");
    if abbreviation {
        return push(&form.replace('.', ""), word, pieces);
    }
    if iso {
        return push(form, word, pieces);
    }
    let letters: Vec<(usize, char)> = form.char_indices().collect();
    let mut at = 0;
    while at < letters.len() {
        let start = at;
        let class = kind(letters[at].1);
        at += 1;
        while class != 2 && at < letters.len() {
            let next = letters[at].1;
            let number_goes_on = class == 0
                && matches!(next, ',' | '.' | ':' | '/')
                && letters.get(at + 1).is_some_and(|(_, c)| c.is_ascii_digit());
            if kind(next) != class && !number_goes_on {
                break;
            }
            at += 1;
        }
        // "1990s", "18th"
        if class == 0 {
            let tail: String = letters[at..].iter().map(|(_, c)| c.to_ascii_lowercase()).collect();
            if let Some(ending) = ["s", "th", "st", "nd", "rd"].iter().find(|e| **e == tail) {
                at += ending.len();
            }
        }
        let from = letters[start].0;
        let to = letters.get(at).map_or(form.len(), |(i, _)| *i);
        push(&form[from..to], word, pieces);
    }
}

/// Whether a form joins two ends of a range: a hyphen or a dash.
pub fn is_dash(form: &str) -> bool {
    matches!(form, "-" | "–" | "—" | "--")
}
