//! Lemmas and features from the form and its tag.
//!
//! Longest-suffix rules learned from a treebank, and a list of the forms that
//! they get wrong.

use super::{Feats, Xpos};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The lemmatiser's tables.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    lemmas: FxHashMap<(Xpos, Box<str>), Box<str>>,
    /// By tag and suffix: how many bytes to cut from the form, and what to add.
    rules: FxHashMap<(Xpos, Box<str>), (u8, Box<str>)>,
    feats: FxHashMap<(Xpos, Box<str>), Feats>,
}

/// Suffixes up to this many characters have rules.
pub const LONGEST_SUFFIX: usize = 5;

static VERBS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("verbs.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect()
});

/// The known verb that a regular form in lower case can be made from.
fn known_base(form: &str) -> Option<String> {
    let stem =
        ["ied", "ies"].iter().find_map(|ending| form.strip_suffix(ending)).map(|stem| format!("{stem}y"));
    let cut = ["ed", "ing", "es", "s"].iter().filter_map(|ending| form.strip_suffix(ending));
    let candidates = cut.flat_map(|stem| {
        let mut letters = stem.chars().rev();
        let doubled = letters.next().is_some_and(|last| letters.next() == Some(last));
        let single = doubled.then(|| stem.chars().take(stem.chars().count() - 1).collect());
        [Some(stem.to_owned()), Some(format!("{stem}e")), single].into_iter().flatten()
    });
    stem.into_iter().chain(candidates).find(|candidate| VERBS.contains(candidate.as_str()))
}

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
            let key = (xpos, form.into());
            match kind {
                "form" => {
                    lexicon.lemmas.insert(key, value.into());
                }
                "rule" => {
                    let (cut, add) =
                        value.split_once(' ').ok_or_else(|| fail("expected a number and a blank"))?;
                    let cut = cut.parse().map_err(|_| fail("expected a number"))?;
                    lexicon.rules.insert(key, (cut, add.into()));
                }
                "feats" => {
                    lexicon.feats.insert(key, Feats::parse(value));
                }
                _ => return Err(fail("unknown kind")),
            }
        }
        Ok(lexicon)
    }

    /// Writes the lemma of `form` tagged `xpos` to `lemma`. `initial`: the first word
    /// of a sentence, whose capital says nothing.
    pub fn lemma(&self, form: &str, xpos: Xpos, initial: bool, lemma: &mut String) {
        lemma.clear();
        if matches!(xpos, Xpos::Nnp) {
            lemma.push_str(form);
            return;
        }
        let mut key = (xpos, form.to_lowercase().replace('’', "'").into_boxed_str());
        if let Some(known) = self.lemmas.get(&key) {
            lemma.push_str(known);
            return;
        }
        let lower = std::mem::take(&mut key.1);
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let origin = ["an", "ese", "ish", "i"].iter().any(|ending| lower.ends_with(ending));
        let cased =
            xpos == Xpos::Nnps || capital && !initial && origin && matches!(xpos, Xpos::Jj | Xpos::Nns);
        let base: &str = if cased { form } else { &lower };
        lemma.push_str(base);
        for length in (0..=LONGEST_SUFFIX).rev() {
            let start = lower.char_indices().rev().nth(length.wrapping_sub(1)).map_or(0, |(i, _)| i);
            let suffix = if length == 0 { "" } else { &lower[start..] };
            key.1 = suffix.into();
            if let Some((cut, add)) = self.rules.get(&key)
                && let Some(stem) = base.len().checked_sub(usize::from(*cut))
                && base.is_char_boundary(stem)
            {
                lemma.truncate(stem);
                lemma.push_str(add);
                break;
            }
        }
        if matches!(xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg | Xpos::Vbz)
            && !VERBS.contains(lemma.as_str())
            && let Some(verb) = known_base(&lower)
        {
            lemma.clear();
            lemma.push_str(&verb);
        }
    }

    /// The features of `form` tagged `xpos`, as far as the tree does not matter.
    pub fn feats(&self, form: &str, xpos: Xpos) -> Feats {
        let key = (xpos, form.to_lowercase().replace('’', "'").into_boxed_str());
        let default = || self.feats.get(&(xpos, "".into())).copied().unwrap_or_default();
        self.feats.get(&key).copied().unwrap_or_else(default)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TABLES: &str = "form\tVBD\twent\tgo\nrule\tVBD\tied\t3 y\nrule\tVBD\ted\t2 \nfeats\tVBD\t\tTense=Past\n\
        feats\tPRP\the\tGender=Masc|Number=Sing\nrule\tNNS\ts\t1 \nrule\tNNPS\ts\t1 ";

    fn lemma(form: &str, xpos: Xpos) -> String {
        let mut lemma = String::new();
        Lexicon::parse(TABLES).unwrap().lemma(form, xpos, false, &mut lemma);
        lemma
    }

    #[test]
    fn a_regular_form_has_a_known_base() {
        for (form, verb) in [("climbed", "climb"), ("defeated", "defeat"), ("created", "create")] {
            assert_eq!(lemma(form, Xpos::Vbd), verb);
        }
        assert_eq!(known_base("stopping").as_deref(), Some("stop"));
        assert_eq!(known_base("qwzxed"), None);
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
