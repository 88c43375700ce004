//! Lemmas and features from the form and its tag.
//!
//! Longest-suffix rules learned from a treebank, and a list of the forms that
//! they get wrong.

use super::inflection::{bases, calendar, irregular, is_verb};
use super::{Feats, Xpos};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The lemmatiser's tables.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    lemmas: Table<Box<str>>,
    /// By suffix: how many bytes to cut from the form, and what to add.
    rules: Table<(u8, Box<str>)>,
    feats: Table<Feats>,
}

/// Values by tag and form (or suffix) in lower case.
#[derive(Clone, Debug)]
struct Table<T>(FxHashMap<Xpos, FxHashMap<Box<str>, T>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table(FxHashMap::default())
    }
}

impl<T> Table<T> {
    fn insert(&mut self, xpos: Xpos, form: &str, value: T) {
        self.0.entry(xpos).or_default().insert(form.into(), value);
    }

    fn get(&self, xpos: Xpos, form: &str) -> Option<&T> {
        self.0.get(&xpos)?.get(form)
    }
}

/// `form` in lower case with plain apostrophes.
fn lower_case(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return form.into();
    }
    form.to_lowercase().replace('’', "'").into()
}

/// Suffixes up to this many characters have rules.
pub const LONGEST_SUFFIX: usize = 5;

/// A line of the tables that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("lexicon line {line}: {problem}")]
pub struct LexiconError {
    line: usize,
    problem: String,
}

impl Lexicon {
    /// Reads the tables: tab-separated lines of a kind (`form`, `rule` or `feats`), a
    /// Penn tag, a form or suffix in lower case, and its value: the lemma; the number
    /// of bytes to cut and, after a blank, what to add; features. `feats` with an
    /// empty form hold for the tag.
    ///
    /// # Errors
    /// The first line that is none of these.
    pub fn parse(tables: &str) -> Result<Self, LexiconError> {
        let mut lexicon = Lexicon::default();
        for (index, line) in tables.lines().enumerate() {
            let fail = |problem: &str| LexiconError { line: index + 1, problem: problem.to_owned() };
            let columns: Vec<&str> = line.split('\t').collect();
            let [kind, xpos, form, value] = columns[..] else { return Err(fail("expected four columns")) };
            let xpos: Xpos = xpos.parse().map_err(|_| fail("unknown tag"))?;
            match kind {
                "form" => {
                    lexicon.lemmas.insert(xpos, form, value.into());
                }
                "rule" => {
                    let (cut, add) =
                        value.split_once(' ').ok_or_else(|| fail("expected a number and a blank"))?;
                    let cut = cut.parse().map_err(|_| fail("expected a number"))?;
                    lexicon.rules.insert(xpos, form, (cut, add.into()));
                }
                "feats" => {
                    lexicon.feats.insert(xpos, form, Feats::parse(value));
                }
                _ => return Err(fail("unknown kind")),
            }
        }
        Ok(lexicon)
    }

    /// Writes the lemma of `form` tagged `xpos` to `lemma`. `initial`: the first word
    /// of a sentence, whose capital says nothing; `known`: whether there is such a word.
    pub fn lemma(
        &self,
        form: &str,
        xpos: Xpos,
        initial: bool,
        known: impl Fn(&str) -> bool,
        lemma: &mut String,
    ) {
        lemma.clear();
        if xpos == Xpos::Nnp || is_address_or_code(form) {
            lemma.push_str(calendar(form).filter(|_| xpos == Xpos::Nnp).unwrap_or(form));
            return;
        }
        if xpos == Xpos::Cd && has_thousands(form) {
            lemma.extend(form.chars().filter(|&c| c != ','));
            return;
        }
        let lower = lower_case(form);
        if let Some(listed) = self.lemmas.get(xpos, &lower) {
            lemma.push_str(listed);
            return;
        }
        if let Some(base) = irregular(&lower, xpos) {
            lemma.push_str(&base);
            return;
        }
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let origin = ["an", "ese", "ish", "i"].iter().any(|ending| lower.ends_with(ending));
        let cased =
            xpos == Xpos::Nnps || capital && !initial && origin && matches!(xpos, Xpos::Jj | Xpos::Nns);
        self.apply_rule(if cased { form } else { &lower }, &lower, xpos, lemma);
        if cased {
            return;
        }
        // Irregular verbs are listed; nouns and adjectives have irregular forms of their own.
        let bases = bases(&lower, xpos);
        let regular = matches!(xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg);
        let verb = |base: &str| (regular || xpos == Xpos::Vbz) && is_verb(base);
        if (verb(lemma) || known(lemma)) && (!regular || bases.contains(lemma)) {
            return;
        }
        let likelier = bases.iter().find(|base| verb(base)).or_else(|| bases.iter().find(|base| known(base)));
        if let Some(base) = likelier {
            lemma.clone_from(base);
        }
    }

    /// Writes `base` to `lemma` as the rule of the longest suffix of `lower` has it.
    fn apply_rule(&self, base: &str, lower: &str, xpos: Xpos, lemma: &mut String) {
        lemma.push_str(base);
        for length in (0..=LONGEST_SUFFIX).rev() {
            let start = lower.char_indices().rev().nth(length.wrapping_sub(1)).map_or(0, |(i, _)| i);
            let suffix = if length == 0 { "" } else { &lower[start..] };
            if let Some((cut, add)) = self.rules.get(xpos, suffix)
                && let Some(stem) = base.len().checked_sub(usize::from(*cut))
                && base.is_char_boundary(stem)
            {
                lemma.truncate(stem);
                lemma.push_str(add);
                return;
            }
        }
    }

    /// The features of `form` tagged `xpos`, as far as the tree does not matter.
    pub fn feats(&self, form: &str, xpos: Xpos) -> Feats {
        let listed = self.feats.get(xpos, &lower_case(form)).or_else(|| self.feats.get(xpos, ""));
        listed.copied().unwrap_or_default()
    }
}

/// Whether the capitals of `form` belong to it: a web or mail address, "R2D2".
fn is_address_or_code(form: &str) -> bool {
    let has = |test: fn(&u8) -> bool| form.as_bytes().iter().any(test);
    form.contains('@') || form.contains("://") || has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase)
}

/// Whether `form` is a whole number whose thousands are parted by commas.
fn has_thousands(form: &str) -> bool {
    let mut parts = form.split(',');
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()) && digits(part));
    first && form.contains(',') && parts.all(|part| part.len() == 3 && digits(part))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TABLES: &str = "form\tVBD\twent\tgo\nrule\tVBD\tied\t3 y\nrule\tVBD\ted\t2 \nfeats\tVBD\t\tTense=Past\n\
        feats\tPRP\the\tGender=Masc|Number=Sing\nrule\tNNS\ts\t1 \nrule\tNNPS\ts\t1 ";

    fn lemma(form: &str, xpos: Xpos) -> String {
        let mut lemma = String::new();
        let known = |word: &str| ["potato", "soon"].contains(&word);
        Lexicon::parse(TABLES).unwrap().lemma(form, xpos, false, known, &mut lemma);
        lemma
    }

    #[test]
    fn listed_forms_come_before_the_longest_suffix() {
        assert_eq!(lemma("went", Xpos::Vbd), "go");
        assert_eq!(lemma("Carried", Xpos::Vbd), "carry");
        assert_eq!(lemma("walked", Xpos::Vbd), "walk");
        assert_eq!(lemma("Alps", Xpos::Nnps), "Alp");
        assert_eq!(lemma("Kim", Xpos::Nnp), "Kim");
    }

    #[test]
    fn known_words_correct_the_rules_and_irregular_forms_are_listed() {
        for (form, verb) in [("blamed", "blame"), ("climbed", "climb"), ("stopped", "stop")] {
            assert_eq!(lemma(form, Xpos::Vbd), verb);
        }
        assert_eq!(lemma("potatoes", Xpos::Nns), "potato");
        assert_eq!(lemma("sooner", Xpos::Rbr), "soon");
        assert_eq!(lemma("cost", Xpos::Vbd), "cost");
        assert_eq!(lemma("fled", Xpos::Vbd), "flee");
    }

    #[test]
    fn addresses_and_codes_keep_their_capitals() {
        assert_eq!(lemma("Ann@Example.org", Xpos::Add), "Ann@Example.org");
        assert_eq!(lemma("S100", Xpos::Nn), "S100");
    }

    #[test]
    fn dates_and_numbers_are_written_out() {
        assert_eq!(lemma("Sept.", Xpos::Nnp), "September");
        assert_eq!(lemma("1,234,567", Xpos::Cd), "1234567");
        assert_eq!(lemma("1,23", Xpos::Cd), "1,23");
    }

    #[test]
    fn features_fall_back_to_those_of_the_tag() {
        let lexicon = Lexicon::parse(TABLES).unwrap();
        assert_eq!(lexicon.feats("He", Xpos::Prp).to_string(), "Gender=Masc|Number=Sing");
        assert_eq!(lexicon.feats("walked", Xpos::Vbd).to_string(), "Tense=Past");
    }

    #[test]
    fn broken_tables_name_the_line() {
        let error = Lexicon::parse("form\tVBD\twent\tgo\nrule\tVBD\ted\tx").unwrap_err();
        assert!(error.to_string().starts_with("lexicon line 2"));
    }
}
