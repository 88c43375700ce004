//! How far a name reaches: its parts, "of …" behind it, titles and verbs that do not belong to it.

use super::context::Context;
use super::mention::demonym;
use crate::annotate::{Deprel, NameType, Tree, Upos};
use crate::gazetteer::{Class, Form, Kind};
use std::ops::Range;

/// The name of a person up to the verb that a headline sets small between capitals: "Vasko *stuns*
/// Darrieux".
pub(super) fn without_verbs(tree: &Tree<'_>, head: usize, words: Range<usize>) -> Range<usize> {
    // "della" and other particles are no verbs, whatever their tag.
    let small = |&w: &usize| {
        let form = tree.form(w);
        let particle = form.len() < 4 || ["dal", "deg", "del"].iter().any(|start| form.starts_with(start));
        // "Jae-*sung*"
        let joined = w > 0 && tree.word(w - 1).span.end == tree.word(w).span.start;
        w != head && !particle && !joined && form.chars().all(char::is_lowercase)
    };
    let before = (words.start..head).rev().find(small).map_or(words.start, |w| w + 1);
    let after = (head..words.end).find(small).unwrap_or(words.end);
    before..after
}

/// The head with its adjacent compound and flat parts.
pub(super) fn name_words(context: &Context<'_>, sentence: usize, head: usize) -> Range<usize> {
    let tree = &context.trees[sentence];
    let belongs = |index: usize, range: &Range<usize>| {
        let word = tree.word(index);
        let form = tree.form(index);
        let apart = is_address(tree, index) || form.starts_with("etc") || form == "et";
        let Some(parent) = tree.head(index).filter(|_| !apart) else { return false };
        if !range.contains(&parent) && index + 1 != range.start {
            return false;
        }
        let inside = range.contains(&parent);
        match word.deprel {
            Deprel::Flat | Deprel::Goeswith => inside && !(word.upos == Upos::Num && is_range(tree, index)),
            Deprel::Compound => inside && (word.upos != Upos::Noun || is_capital(tree.form(index))),
            Deprel::Amod | Deprel::Nummod | Deprel::NmodUnmarked => {
                inside
                    && index < head
                    && matches!(word.upos, Upos::Propn | Upos::Adj)
                    && is_capital(tree.form(index))
                    && index > 0
                    && demonym(context, sentence, index).is_none()
            }
            _ => false,
        }
    };
    // "Jae-*sung*" is one given name, whatever the tree makes of it.
    let half = |first: usize, second: usize| {
        let [first, second] = [first, second].map(|w| (tree.word(w), tree.form(w)));
        first.0.upos == Upos::Propn
            && is_capital(first.1)
            && second.1.starts_with(char::is_lowercase)
            && second.0.span.start == first.0.span.end + 1
    };
    let mut range = head..head + 1;
    loop {
        let before = range.clone();
        if range.start > 0 && belongs(range.start - 1, &range) {
            range.start -= 1;
        } else if range.start > 1
            && is_joint(tree.form(range.start - 1))
            && (belongs(range.start - 2, &range) || half(range.start - 2, range.start))
        {
            range.start -= 2;
        }
        if let Some(first) = both(context, sentence, &range) {
            range.start = first;
        }
        if range.end < tree.len() && belongs(range.end, &range) {
            range.end += 1;
        } else if range.end + 1 < tree.len()
            && is_joint(tree.form(range.end))
            && belongs(range.end + 1, &range)
        {
            range.end += 2;
        }
        // "Apollo 11", "Boeing 737"
        if range.end < tree.len()
            && !is_range(tree, range.end)
            && tree.word(range.end).upos == Upos::Num
            && tree.word(range.end).deprel == Deprel::Nummod
            && tree.head(range.end).is_some_and(|h| range.contains(&h))
        {
            range.end += 1;
        }
        if range == before {
            return range;
        }
    }
}

/// Where the name of a body begins that has two parts before its head: "*Competition* and Markets Authority".
fn both(context: &Context<'_>, sentence: usize, range: &Range<usize>) -> Option<usize> {
    let tree = &context.trees[sentence];
    let second = range.start.checked_sub(1).filter(|&w| tree.word(w).deprel == Deprel::Conj)?;
    let first = tree.head(second).filter(|&w| tree.word(w).deprel == Deprel::Compound)?;
    let and = first + 2 == second && tree.word(first + 1).deprel == Deprel::Cc;
    let head = tree.head(first).filter(|h| and && range.contains(h))?;
    let body = context.classes(sentence, head).designates().any(|c| c.broad() == Class::Organization);
    let named = |w: usize| tree.word(w).upos == Upos::Propn && is_capital(tree.form(w));
    (body && named(first) && named(second) && named(head)).then_some(first)
}

/// Whether a number is the first of two: the score of "beat Valencia *2-0*" is no part of the name.
pub(super) fn is_range(tree: &Tree<'_>, at: usize) -> bool {
    at + 2 < tree.len() && matches!(tree.form(at + 1), "-" | "–") && tree.word(at + 2).upos == Upos::Num
}

/// Whether a word is an address of mail or the web, which is no part of the name beside it.
pub(super) fn is_address(tree: &Tree<'_>, at: usize) -> bool {
    let form = tree.form(at);
    form.contains('@') && form.len() > 1 || form.contains("://")
}

fn is_joint(form: &str) -> bool {
    matches!(form, "-" | "–" | "/" | "." | "'" | "’" | "&")
}

pub(super) fn is_capital(form: &str) -> bool {
    form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Where "of …" after a name that calls for it ends: "University of Oxford".
pub(super) fn of_phrase(context: &Context<'_>, sentence: usize, head: usize, end: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    if end + 1 >= tree.len() || !matches!(tree.form(end), "of" | "for") {
        return None;
    }
    let classes = context.classes(sentence, head);
    let office = classes.has(Kind::Office) && head + 1 == end;
    // "Diary of a Thief", but no "Smith of Harvard".
    let work = tree.sentence.name_at(head).is_none_or(|n| {
        matches!(n.kind, NameType::WorkOfArt | NameType::Event | NameType::Law | NameType::Product)
    });
    let unknown = work && tree.form(end) == "of" && head + 1 == end && classes == Default::default();
    let calls = classes.designates().next().is_some() || office || unknown;
    let top = tree.head(end).filter(|&h| h > end && tree.head(h) == Some(head))?;
    if !calls || tree.word(top).deprel != Deprel::Nmod {
        return None;
    }
    let under = tree.subtree(top, &|c| {
        use Deprel::{Acl, AclRelcl, Advcl, Appos, Parataxis};
        matches!(tree.word(c).deprel, Appos | Acl | AclRelcl | Advcl | Parataxis)
    });
    // "left Derwent University *for* the University of Arle": two bodies
    let body = |w: usize| {
        let classes = context.classes(sentence, w);
        is_capital(tree.form(w)) && classes.designates().any(|c| c.broad() == Class::Organization)
    };
    if tree.form(end) == "for" && body(top) {
        return None;
    }
    let mut last = end;
    for index in under {
        let form = tree.form(index);
        let small =
            matches!(form, "of" | "the" | "a" | "an" | "and" | "for" | "in" | "," | "&" | "on" | "to");
        if index < end || index != last && index != last + 1 || !small && !is_capital(form) {
            break;
        }
        last = index;
    }
    while last > end && !is_capital(tree.form(last)) {
        last -= 1;
    }
    (last > end).then_some(last + 1)
}

/// The name without the honorifics and offices before it, if something remains.
pub(super) fn without_titles(
    context: &Context<'_>,
    sentence: usize,
    head: usize,
    words: Range<usize>,
) -> Range<usize> {
    let mut start = words.start;
    // "In January Mr Kim": the parser may take the month into the name.
    let dated = |word: usize| {
        let classes = context.classes(sentence, word);
        let next = context.classes(sentence, word + 1);
        let titled = next.has(Kind::Honorific) || next.has(Kind::Rank) || next.has(Kind::Office);
        let date =
            |w| matches!(context.trees[sentence].sentence.name_at(w), Some(n) if n.kind == NameType::Date);
        (classes.has(Kind::Month) || classes.has(Kind::Weekday)) && (titled || date(word) && !date(head))
    };
    // "week" of "last week Police": small words before a name are no part of it, but particles are.
    let small = |word: usize| {
        let form = context.trees[sentence].form(word);
        let particle = matches!(
            form,
            "al" | "bin"
                | "da"
                | "das"
                | "de"
                | "del"
                | "den"
                | "der"
                | "di"
                | "dos"
                | "du"
                | "el"
                | "ibn"
                | "la"
                | "le"
                | "ten"
                | "ter"
                | "van"
                | "von"
                | "zu"
        );
        form.chars().all(char::is_lowercase) && !particle
    };
    while start < head && (dated(start) || small(start)) {
        start += 1;
    }
    while words.end - start > 1 {
        let classes = context.classes(sentence, start);
        // "the *Irishman* Bo Dahl"
        let form = context.trees[sentence].form(start);
        let people = || context.gazetteer.find_all(form).iter().any(|&(_, known)| known == Form::Demonym);
        let native = form.ends_with("man") && people();
        let title =
            native || classes.has(Kind::Honorific) || classes.has(Kind::Rank) || classes.has(Kind::Office);
        let next_is_name = context.trees[sentence].word(start + 1).upos == Upos::Propn;
        // "General Hospital" is a hospital, but "Mr Park" a man.
        let designates = head != start
            && !classes.has(Kind::Honorific)
            && context.classes(sentence, head).designates().next().is_some();
        if !title || !next_is_name || designates || classes.has(Kind::Given) {
            break;
        }
        start += 1;
    }
    start..words.end
}
