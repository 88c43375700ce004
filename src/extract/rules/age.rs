//! **Ages.** A bare number between commas or in brackets behind a person's name is an age.
//!
//! > Ann Lee, 52, spoke. — (Ann Lee; is aged; 52)
//!
//! Not a year ("Ann Lee, 2019") and not behind other names. Known misses: "aged 52" and
//! "52-year-old", which the rules of participles and titles read.

use super::role;
use crate::annotate::Upos;
use crate::extract::clause::Clauses;
use crate::extract::phrase;
use crate::extract::proposition::{Argument, ArgumentKind, Proposition};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for number in (0..tree.len()).filter(|&w| phrase::is_age(tree, w)) {
        let Some(person) = tree.head(number) else { continue };
        let mut subject = phrase::argument(tree, person);
        subject.words.retain(|&w| w < number && tree.word(w).upos != Upos::Punct);
        let age =
            Argument { head: number, words: vec![number], marker: Vec::new(), kind: ArgumentKind::Phrase };
        let mut aged = role::is(subject, age, "age");
        aged.relation.before = "is aged";
        aged.relation.lemma = "be aged".to_owned();
        found.push(aged);
    }
}
