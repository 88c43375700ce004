//! Names as the rest of the text has them: longer or shorter than their own sentence tells.

use super::context::Context;
use super::extent::is_capital;
use super::mention::{Found, MentionKind};
use super::names::NameKey;
use crate::annotate::{Deprel, Upos, Xpos};
use crate::gazetteer::{Class, Kind};
use rustc_hash::FxHashSet;

/// Joins adjacent names that the document elsewhere has as one: "Porto" and "Azul" of
/// "supporters of Porto Azul"; and gives a name the word before it that it elsewhere begins with,
/// which the capital of a sentence's first word does not tell.
pub(super) fn whole(context: &Context<'_>, found: Vec<Found>) -> Vec<Found> {
    let long = found.iter().filter(|f| f.kind == MentionKind::Name && f.words.len() > 1);
    let known: FxHashSet<&str> = long.map(|f| context.form(f.sentence, &f.words)).collect();
    let inside =
        found.iter().filter(|f| f.kind == MentionKind::Name && (f.words.start > 0 || f.words.len() == 1));
    let alone: FxHashSet<String> = inside.map(|f| context.form(f.sentence, &f.words).to_owned()).collect();
    let common = common_nouns(context);
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for mut next in found {
        // "Timber" in front, where the text has "timber": the capital is the sentence's.
        if next.kind == MentionKind::Name
            && next.words == (0..1)
            && next.entry.is_none()
            && is_common(context, next.sentence, &common)
        {
            next.kind = MentionKind::Nominal;
            joined.push(next);
            continue;
        }
        let rest = 1..next.words.end;
        let last = next.words.end - 1..next.words.end;
        let before = next.words.start.checked_sub(1).filter(|_| next.kind == MentionKind::Name);
        if next.kind == MentionKind::Name
            && next.words.start == 0
            && (alone.contains(context.form(next.sentence, &rest))
                || rest.len() > 1
                    && rest.clone().all(|w| is_capital(context.trees[next.sentence].form(w)))
                    && alone.contains(context.form(next.sentence, &last)))
            && is_description(context, next.sentence, 0)
        {
            // "Carmaker Volta", where the text has "Volta": the noun has its capital from the sentence.
            next.entry = context.entry(next.sentence, &rest);
            next.words = rest;
        } else if next.kind == MentionKind::Nominal && is_beginning(context, &next, &known) {
            // "Arle General" of a text that has the Arle General Hospital
            next.kind = MentionKind::Name;
            next.entry = context.entry(next.sentence, &next.words);
        } else if let Some(start) = before {
            let whole = start..next.words.end;
            if known.contains(context.form(next.sentence, &whole)) {
                next.entry = context.entry(next.sentence, &whole);
                next.words = whole;
            }
        }
        let Some(last) = joined.last_mut().filter(|l| {
            let both = l.words.start..next.words.end;
            l.sentence == next.sentence
                && (l.kind, next.kind) == (MentionKind::Name, MentionKind::Name)
                && l.words.end == next.words.start
                && known.contains(context.form(l.sentence, &both))
        }) else {
            joined.push(next);
            continue;
        };
        last.words.end = next.words.end;
        last.entry = context.entry(last.sentence, &last.words);
    }
    joined
}

/// Whether the first word of the sentence is one of these nouns and names nothing by itself.
fn is_common(context: &Context<'_>, sentence: usize, common: &FxHashSet<&str>) -> bool {
    let lower = context.trees[sentence].form(0).to_lowercase();
    common.contains(&*lower) && context.gazetteer.word_classes(&lower).designates().next().is_none()
}

/// Whether two or more capitalised words are what a longer name of the text begins with.
fn is_beginning(context: &Context<'_>, found: &Found, known: &FxHashSet<&str>) -> bool {
    let tree = &context.trees[found.sentence];
    let form = context.form(found.sentence, &found.words);
    let longer = |name: &&str| name.strip_prefix(form).is_some_and(|rest| rest.starts_with(' '));
    found.words.len() > 1 && found.words.clone().all(|w| is_capital(tree.form(w))) && known.iter().any(longer)
}

/// The nouns that the text writes in small letters.
fn common_nouns<'a>(context: &Context<'a>) -> FxHashSet<&'a str> {
    let small = |form: &str| form.starts_with(char::is_lowercase);
    let nouns = context.trees.iter().flat_map(|tree| {
        let noun = |&w: &usize| tree.word(w).upos == Upos::Noun && small(tree.form(w));
        (0..tree.len()).filter(noun).map(|w| tree.form(w))
    });
    nouns.collect()
}

/// Joins names that small words part and whose capitals the text has as an abbreviation: "the *United Paint and
/// Chemical Workers*" where it has the UPCW.
pub(super) fn expanded(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let names = || found.iter().filter(|f| f.kind == MentionKind::Name);
    let short =
        names().filter(|f| f.words.len() == 1).map(|f| NameKey::new(context.form(f.sentence, &f.words)));
    let acronyms: FxHashSet<String> = short.filter_map(|key| key.acronym).filter(|a| a.len() > 2).collect();
    if acronyms.is_empty() {
        return found;
    }
    let joined = |first: &Found, last: &Found| {
        let tree = &context.trees[first.sentence];
        let words = first.words.start..last.words.end;
        let small = |w: usize| matches!(tree.form(w), "and" | "of" | "for" | "&" | "the");
        let parted = first.sentence == last.sentence
            && first.words.end < last.words.start
            && words.clone().all(|w| is_capital(tree.form(w)) || small(w));
        let whole = || NameKey::new(context.form(first.sentence, &words)).initials;
        (parted && acronyms.contains(&whole())).then_some((first.sentence, words, first.head))
    };
    let pairs = names().zip(names().skip(1)).filter_map(|(first, last)| joined(first, last));
    for (sentence, words, head) in pairs.collect::<Vec<_>>() {
        let inside = |f: &Found| f.sentence == sentence && words.contains(&f.head);
        found.retain(|f| !inside(f) || f.head == head);
        let entry = context.entry(sentence, &words);
        for whole in found.iter_mut().filter(|f| inside(f)) {
            (whole.words, whole.entry) = (words.clone(), entry);
        }
    }
    found
}

/// Joins the name of a place to the small noun that belongs to it: "the *Runcu dam*", but "the Acme plant" where the
/// text has Acme besides.
pub(super) fn with_noun(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let noun = |name: &Found| {
        let tree = &context.trees[name.sentence];
        let noun = Some(name.words.end).filter(|&w| w < tree.len() && tree.head(name.head) == Some(w))?;
        let article = tree
            .child(noun, Deprel::Det)
            .is_some_and(|d| d + 1 == name.words.start && tree.lemma(d) == "the");
        let compound = tree.word(name.head).deprel == Deprel::Compound && tree.word(noun).xpos == Xpos::Nn;
        let mut kinds = context.gazetteer.word_classes(tree.lemma(noun)).designates().peekable();
        let place = kinds.peek().is_some() && kinds.all(|c| matches!(c, Class::Place | Class::Facility));
        (name.kind == MentionKind::Name && name.entry.is_none() && article && compound && place)
            .then_some(noun)
    };
    let form = |f: &Found| context.form(f.sentence, &f.words);
    let alone: FxHashSet<&str> =
        found.iter().filter(|f| f.kind == MentionKind::Name && noun(f).is_none()).map(form).collect();
    let joined: Vec<(usize, usize, usize)> = found
        .iter()
        .filter(|f| !alone.contains(form(f)))
        .filter_map(|f| Some((f.sentence, f.words.start, noun(f)?)))
        .collect();
    for (sentence, start, noun) in joined {
        found.retain(|f| f.sentence != sentence || f.words.start < start || f.words.end > noun);
        if let Ok(at) = found.binary_search_by_key(&(sentence, noun), |f| (f.sentence, f.head)) {
            let words = start..noun + 1;
            found[at].entry = context.entry(sentence, &words);
            (found[at].kind, found[at].words) = (MentionKind::Name, words);
        }
    }
    found
}

/// Whether a word, in small letters, says what somebody or something is.
fn is_description(context: &Context<'_>, sentence: usize, word: usize) -> bool {
    let lower = context.trees[sentence].form(word).to_lowercase();
    let classes = context.gazetteer.word_classes(&lower);
    let given = context.classes(sentence, word).has(Kind::Given);
    !given && classes.is_person_word() || classes.designates().any(|c| c == Class::Company)
}
