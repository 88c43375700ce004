//! The word lists that segmentation reads, compiled in.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What an abbreviation says about the words after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name or the like follows: no sentence ends here.
    Name,
    /// A number may follow as part of the same phrase.
    Number,
    /// May stand at the end of a sentence.
    End,
    /// An ordinary word with a period, unless a number follows: "no."
    Word,
}

/// The lists.
pub(super) struct Lexicon {
    abbreviations: FxHashMap<&'static str, Abbreviation>,
    prefixes: FxHashSet<&'static str>,
    emoticons: FxHashSet<&'static str>,
    beginnings: FxHashSet<&'static str>,
    units: FxHashSet<&'static str>,
}

/// The lists of English.
pub(super) static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    abbreviations: entries(include_str!("abbreviations.txt"))
        .filter_map(|line| {
            let (form, class) = line.split_once('\t')?;
            let class = match class {
                "name" => Abbreviation::Name,
                "number" => Abbreviation::Number,
                "word" => Abbreviation::Word,
                _ => Abbreviation::End,
            };
            Some((form, class))
        })
        .collect(),
    prefixes: entries(include_str!("prefixes.txt")).collect(),
    emoticons: entries(include_str!("emoticons.txt")).collect(),
    beginnings: entries(include_str!("beginnings.txt")).collect(),
    units: entries(include_str!("units.txt")).collect(),
});

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

impl Lexicon {
    /// The class of `form`, whose last character is its period.
    pub fn abbreviation(&self, form: &str) -> Option<Abbreviation> {
        lower(form, |form| self.abbreviations.get(form).copied())?
    }

    /// Whether `form` before a hyphen belongs to the word after it.
    pub fn is_prefix(&self, form: &str) -> bool {
        lower(form, |form| self.prefixes.contains(form)).unwrap_or(false)
    }

    /// Whether a sentence is likelier to begin with `form` than a name to go on with it.
    pub fn is_beginning(&self, form: &str) -> bool {
        self.beginnings.contains(form)
    }

    /// Whether `form` behind a number is a word of its own: "5km".
    pub fn is_unit(&self, form: &str) -> bool {
        lower(form, |form| self.units.contains(form)).unwrap_or(false)
    }

    /// Whether `form` is an emoticon.
    pub fn is_emoticon(&self, form: &str) -> bool {
        form.len() <= 4 && self.emoticons.contains(form)
    }
}

/// Looks up a short form in lower case, without allocating; `None` for a long one.
fn lower<T>(form: &str, look: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0; 12];
    let buffer = buffer.get_mut(..form.len())?;
    buffer.copy_from_slice(form.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok().map(look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_lower_case() {
        for list in
            [include_str!("abbreviations.txt"), include_str!("prefixes.txt"), include_str!("units.txt")]
        {
            let entries: Vec<_> = entries(list).collect();
            assert!(entries.is_sorted(), "unsorted");
            assert!(entries.iter().all(|e| e.to_lowercase() == *e && *e == e.trim()));
        }
        assert_eq!(ENGLISH.abbreviations.len(), entries(include_str!("abbreviations.txt")).count());
    }

    #[test]
    fn look_up_ignores_case() {
        assert_eq!(ENGLISH.abbreviation("Dr."), Some(Abbreviation::Name));
        assert_eq!(ENGLISH.abbreviation("SEPT."), Some(Abbreviation::Number));
        assert_eq!(ENGLISH.abbreviation("a-long-word-without-entry."), None);
        assert!(ENGLISH.is_prefix("Co") && !ENGLISH.is_prefix("well"));
        assert!(ENGLISH.is_emoticon(":-)"));
    }
}
