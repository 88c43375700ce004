//! Phrases and clauses beside a clause that name its source: "according to Okafor", "…, she said".

use super::attribution::{CueKind, is_aside, speaker, verb_stance};
use super::lexicon::{self, ReportingKind, Stance};
use super::local::lower;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use std::ops::Range;

/// The source of "according to X" at an end of the sentence: it frames all of it,
/// wherever the tree hangs it.
pub(super) fn framing(tree: &Tree) -> Option<usize> {
    let punct = |i: usize| tree.word(i).upos == Upos::Punct;
    (0..tree.len()).filter(|&i| lower(tree, i) == "according").find_map(|case| {
        let noun = tree.head(case).filter(|&n| tree.word(case).deprel == Deprel::Case && n > case)?;
        let last = tree.subtree(noun, &|_| false).last().copied()?;
        let first = (0..case).all(punct);
        let end = (last + 1..tree.len()).all(punct) && tree.word(case.checked_sub(1)?).xpos == Xpos::Comma;
        (first || end).then_some(noun)
    })
}

/// Whether a semicolon parts what a source frames from the predicate.
pub(super) fn apart(tree: &Tree, noun: usize, predicate: usize) -> bool {
    (noun.min(predicate)..noun.max(predicate)).any(|i| tree.form(i) == ";")
}

/// Whose claim it is: "Okafor's claim", "a claim by Okafor", "Okafor made the claim".
pub(super) fn owner(tree: &Tree, noun: usize) -> Option<usize> {
    if let Some(possessor) = tree.child(noun, Deprel::NmodPoss) {
        return Some(possessor);
    }
    let by = tree.children_by(noun, &[Deprel::Nmod]).find(|&n| {
        tree.children_by(n, &[Deprel::Case]).any(|c| matches!(lower(tree, c).as_str(), "by" | "from" | "of"))
    });
    by.or_else(|| {
        let verb = tree.head(noun)?;
        let light =
            matches!(tree.lemma(verb), "make" | "issue" | "repeat" | "voice" | "express" | "give" | "have");
        (tree.word(noun).deprel == Deprel::Obj && light).then(|| speaker(tree, verb))?
    })
}

pub(super) type Aside = (Option<usize>, Range<usize>, Stance, CueKind);

/// The source that a dependent names for the clause that it hangs on.
pub(super) fn aside(tree: &Tree, child: usize) -> Option<Aside> {
    match tree.word(child).deprel {
        Deprel::Conj if is_aside(tree, child) => {
            Some((speaker(tree, child), child..child + 1, verb_stance(tree, child)?, CueKind::Aside))
        }
        Deprel::Parataxis => {
            let stance = verb_stance(tree, child)?;
            let source = speaker(tree, child)?;
            // "The firm is called Acme; *Lee spoke* of it": a semicolon ends what is reported.
            if tree.head(child).is_some_and(|beside| apart(tree, beside, child)) {
                return None;
            }
            let content =
                tree.children_by(child, &[Deprel::Ccomp, Deprel::Obj]).any(|c| c > child && c != source);
            if content {
                return None;
            }
            Some((Some(source), child..child + 1, stance, CueKind::Aside))
        }
        Deprel::Advcl => {
            // "as Okafor said", "as Okafor put it"
            let stance = verb_stance(tree, child).or((tree.lemma(child) == "put").then_some(Stance::Say))?;
            let marked =
                tree.children_by(child, &[Deprel::Mark, Deprel::Advmod]).any(|m| lower(tree, m) == "as");
            // "as Lee read out the verdict" tells when
            let mut content = tree.children_by(child, &[Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj]);
            let content = content.any(|c| tree.lemma(c) != "it");
            // "as both argued over who should pay" too
            let topic = |c: usize| matches!(tree.lemma(c), "about" | "against" | "over");
            let mut behind = tree.children_by(child, &[Deprel::Obl, Deprel::Advcl]);
            let content =
                content || behind.any(|b| tree.children_by(b, &[Deprel::Case, Deprel::Mark]).any(topic));
            let source = tree.child(child, Deprel::Nsubj);
            (marked && !content && source.is_some()).then_some((
                source,
                child..child + 1,
                stance,
                CueKind::Aside,
            ))
        }
        Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked => phrase(tree, child),
        Deprel::NsubjOuter => {
            // "Okafor's view is that …"
            let stance = lexicon::reporting(tree.lemma(child), ReportingKind::Noun)?;
            Some((owner(tree, child), child..child + 1, stance, CueKind::Noun))
        }
        Deprel::Advmod => {
            let stance = lexicon::reporting(&lower(tree, child), ReportingKind::Adverb)?;
            Some((None, child..child + 1, stance, CueKind::Adverb))
        }
        _ => None,
    }
}

/// "according to X", "per X", "in the words of X", "in X's view".
pub(super) fn phrase(tree: &Tree, noun: usize) -> Option<Aside> {
    let case = tree.child(noun, Deprel::Case)?;
    match lower(tree, case).as_str() {
        "according" => Some((Some(noun), case..(case + 2).min(noun), Stance::Say, CueKind::Phrase)),
        "per" if tree.word(noun).upos == Upos::Propn => {
            Some((Some(noun), case..case + 1, Stance::Say, CueKind::Phrase))
        }
        "in" | "by"
            if matches!(
                tree.lemma(noun),
                "word" | "view" | "opinion" | "account" | "telling" | "estimate"
            ) =>
        {
            let stance = match tree.lemma(noun) {
                "view" | "opinion" => Stance::Believe,
                _ => Stance::Say,
            };
            let source = owner(tree, noun)?;
            let (start, end) = (case.min(noun), case.max(noun) + 1);
            let cue = if source > start && source < end { noun..noun + 1 } else { start..end };
            Some((Some(source), cue, stance, CueKind::Phrase))
        }
        _ => None,
    }
}
