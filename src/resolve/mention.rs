//! Mentions: the words of a text that stand for somebody or something.
//!
//! Names are found by their head, a proper noun of the tree or the head of a name
//! that the tagger saw; their span grows over the adjacent parts of the name and,
//! where a list or a designator supports it, over "of …". Nested names stand on
//! their own ("Oxford" in "University of Oxford").

use super::citation;
use super::context::Context;
use super::extent::{is_address, is_capital, is_range, name_words, of_phrase, without_titles, without_verbs};
use super::regroup::{expanded, whole, with_noun};
use crate::annotate::{Deprel, Name, NameType, Tree, Upos, Xpos};
use crate::gazetteer::{Class, Form, Kind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What kind of words a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A proper name.
    Name,
    /// A work by its author and year: "Tilley (2009)".
    Citation,
    /// A personal, possessive or reflexive pronoun.
    Pronoun,
    /// A noun phrase headed by a common noun: "the company".
    Nominal,
    /// An adjective made from a name: "Finnish".
    Adjective,
}

/// A mention found, before it is known whom it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its words: of a name the name, of a nominal from the determiner to the head.
    pub words: Range<usize>,
    /// Index of the head word.
    pub head: usize,
    /// What it is.
    pub kind: MentionKind,
    /// The gazetteer's entry whose form the words are.
    pub entry: Option<(usize, Form)>,
    /// What the tagger of names says.
    pub tagged: Option<(NameType, f32)>,
}

/// Whether a name of this type is a thing, not a quantity.
pub fn is_entity(kind: NameType) -> bool {
    use NameType::{Cardinal, Money, Ordinal, Percent, Quantity};
    !matches!(kind, Percent | Money | Quantity | Ordinal | Cardinal)
}

/// All mentions of a document, in order of their heads.
pub fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in 0..context.trees.len() {
        for head in 0..context.trees[sentence].len() {
            found.extend(at(context, sentence, head));
        }
    }
    let mut found = with_noun(context, expanded(context, whole(context, found)));
    // "American" of "American College of Surgeons"
    let names = found.iter().filter(|f| f.kind == MentionKind::Name);
    let named: FxHashSet<(usize, usize)> =
        names.flat_map(|f| f.words.clone().map(|word| (f.sentence, word))).collect();
    found.retain(|f| f.kind != MentionKind::Adjective || !named.contains(&(f.sentence, f.head)));
    found
}

/// Adjectives that stand behind the noun of an office.
const POSTPOSED: [&str; 5] = ["designate", "elect", "emeritus", "general", "martial"];

fn at(context: &Context<'_>, sentence: usize, head: usize) -> Option<Found> {
    let tree = &context.trees[sentence];
    let word = tree.word(head);
    let make = |words, kind| Found { sentence, words, head, kind, entry: None, tagged: None };
    // "WHO" is no pronoun where a list knows it.
    let form = tree.form(head);
    let abbreviation = form.len() > 2 && form.chars().all(char::is_uppercase) && !context.headline[sentence];
    if abbreviation && context.matched(sentence, head).is_some_and(|m| m.words == (head..head + 1)) {
        return Some(name(context, sentence, head));
    }
    match word.upos {
        Upos::Pron if context.pronoun(sentence, head).is_some() => {
            Some(make(head..head + 1, MentionKind::Pronoun))
        }
        Upos::Propn | Upos::Noun if is_native(context, sentence, head) => {
            let first = tree.children(head).find(|&c| tree.word(c).deprel == Deprel::Det);
            Some(make(first.unwrap_or(head)..head + 1, MentionKind::Nominal))
        }
        Upos::Propn if is_name_head(context, sentence, head) => {
            let found = name(context, sentence, head);
            Some(if is_office(context, &found) { make(found.words, MentionKind::Nominal) } else { found })
        }
        Upos::Adj if word.deprel != Deprel::Root && demonym(context, sentence, head).is_some() => {
            let words = demonym(context, sentence, head)?;
            let entry = context.entry(sentence, &words);
            Some(Found { entry, ..make(words, MentionKind::Adjective) })
        }
        Upos::Noun | Upos::Adj if tagged_head(context, sentence, head) => Some(name(context, sentence, head)),
        Upos::Noun if context.abbreviates(sentence, head) => Some(name(context, sentence, head)),
        Upos::Noun
            if !matches!(word.deprel, Deprel::Compound | Deprel::Flat | Deprel::Fixed | Deprel::Goeswith) =>
        {
            let first = tree.children(head).take_while(|&c| c < head).find(|&c| {
                use Deprel::{Amod, Compound, Det, NmodPoss, Nummod};
                matches!(tree.word(c).deprel, Det | NmodPoss | Amod | Compound | Nummod)
            });
            // "the attorney *general*"
            let behind = |c: usize| c == head + 1 && POSTPOSED.contains(&tree.form(c));
            let end = head + 1 + usize::from(tree.children_by(head, &[Deprel::Amod]).any(behind));
            let mut start = first.unwrap_or(head);
            // "*steel*-framed windows"
            while start > 1
                && tree.form(start - 1) == "-"
                && tree.word(start - 1).span.end == tree.word(start).span.start
            {
                start -= 2;
            }
            Some(make(start..end, MentionKind::Nominal))
        }
        _ => None,
    }
}

/// Whether a word stands for somebody of a people: "a *Ukrainian*", "the *Frenchwoman*".
pub(super) fn is_native(context: &Context<'_>, sentence: usize, head: usize) -> bool {
    let tree = &context.trees[sentence];
    let article = tree.child(head, Deprel::Det).map(|d| tree.form(d).to_lowercase());
    let form = tree.form(head);
    // The tagger may take "Norwegian" for several.
    let singular = tree.word(head).xpos != Xpos::Nnps || !form.ends_with('s');
    let singular = singular && is_capital(form) && tree.word(head).xpos != Xpos::Nns;
    // "The Dutch", "the Japanese" are many.
    let many = ["ese", "sh", "ch"].iter().any(|end| form.ends_with(end));
    // "a *Republican*"
    let member = || {
        let known = context.matched(sentence, head).filter(|m| m.words == (head..head + 1));
        let group = known.map(|m| &context.gazetteer.entries()[m.entry]).filter(|e| e.class == Class::Group);
        // "The *Norwegian*" is one of the Norwegians, "the Taliban" are many.
        let one = |a: &str| a != "the" || group.is_some_and(|g| g.name.strip_suffix('s') == Some(form));
        group.is_some() && article.as_deref().is_some_and(one)
    };
    let people = || {
        if member() {
            return true;
        }
        let lemma = tree.lemma(head).to_lowercase();
        (lemma.ends_with("man") && context.gazetteer.word_classes(&lemma).is_person_word())
            || demonym(context, sentence, head).is_some()
    };
    // "the *New Zealander*"
    let words = demonym(context, sentence, head).unwrap_or(head..head + 1);
    let alone = tree.children_by(head, &[Deprel::Compound, Deprel::Flat]).all(|c| words.contains(&c));
    let named = |article: String| article == "a" || article == "an" || article == "the" && !many;
    let phrase = !matches!(tree.word(head).deprel, Deprel::Compound | Deprel::Flat | Deprel::Amod);
    singular && alone && phrase && article.clone().is_some_and(named) && people()
}

/// Whether a proper noun heads a name of its own.
fn is_name_head(context: &Context<'_>, sentence: usize, head: usize) -> bool {
    let tree = &context.trees[sentence];
    let word = tree.word(head);
    if citation::is_second(tree, head) {
        return true;
    }
    // A name known as a whole is no part of what the parser hangs it to.
    let apart =
        |whole: &Range<usize>| whole.len() > 1 && tree.head(head).is_some_and(|h| !whole.contains(&h));
    let whole = context.matched(sentence, head).filter(|m| m.form != Form::Demonym);
    if matches!(word.deprel, Deprel::Flat | Deprel::Goeswith | Deprel::Fixed)
        && !whole.is_some_and(|m| apart(&m.words))
    {
        return false;
    }
    // A title before a name: "President" of "President Kim".
    if word.deprel == Deprel::NmodDesc && tree.head(head).is_some_and(|h| h > head) {
        return false;
    }
    // A piece of a name that is known as a whole, or of a demonym: "North" of "North Korean".
    let known =
        |m: &&crate::gazetteer::Match| m.form != Form::Demonym && nested(context, sentence, head).is_none();
    if context.matched(sentence, head).is_some_and(|m| m.form == Form::Demonym && head + 1 < m.words.end) {
        return false;
    }
    if is_plural_owner(context, sentence, head) || is_unknown_part(context, sentence, head) {
        return false;
    }
    let matched = context.matched(sentence, head).filter(known).map(|m| &m.words);
    let tagged = tree.sentence.name_at(head).filter(|n| is_whole(tree, n)).map(|n| &n.words);
    let piece = |whole: Option<&Range<usize>>| {
        whole.is_some_and(|w| w.len() > 1 && top(context, sentence, w).is_some_and(|top| top != head))
    };
    !piece(matched) && !piece(tagged) && tree.form(head).chars().any(char::is_alphanumeric)
}

/// The known name inside a longer one that ends at `head`: "US" of "US Senate", "Michigan" of
/// "University of Michigan". Names of persons and places are of one piece: "San Francisco".
fn nested(context: &Context<'_>, sentence: usize, head: usize) -> Option<Range<usize>> {
    let whole = context.matched(sentence, head)?;
    let entries = context.gazetteer.entries();
    let class = entries[whole.entry].class;
    if class != Class::Facility && matches!(class.broad(), Class::Person | Class::Place) {
        return None;
    }
    let inside =
        (whole.words.start..=head).map(|start| start..head + 1).filter(|w| w.len() < whole.words.len());
    inside.into_iter().find(|words| {
        let part = context.entry(sentence, words).filter(|&(_, form)| form <= Form::Alias);
        part.is_some_and(|(entry, _)| {
            let part = entries[entry].class;
            part.broad() != class.broad() || matches!(part, Class::Country | Class::Region | Class::City)
        })
    })
}

/// Whether a proper noun denotes an office and no person: "US President", "Finance Minister".
fn is_office(context: &Context<'_>, found: &Found) -> bool {
    let office = |word: usize| {
        let classes = context.classes(found.sentence, word);
        classes.has(Kind::Office) && !classes.has(Kind::Surname) && !classes.has(Kind::Given)
    };
    // What the office is for, or whose it is.
    let field = |word: usize| {
        let classes = context.classes(found.sentence, word);
        classes.has(Kind::Country)
            || classes.has(Kind::Demonym)
            || !classes.has(Kind::Given) && !classes.has(Kind::Surname)
    };
    found.words.len() > 1
        && office(found.head)
        && found.entry.is_none()
        && found.head + 1 == found.words.end
        && found.words.clone().all(|w| office(w) || field(w))
}

/// Whether a capitalised plural owns the designator of an organisation: "Workers' Party".
fn is_plural_owner(context: &Context<'_>, sentence: usize, index: usize) -> bool {
    let tree = &context.trees[sentence];
    index + 2 < tree.len()
        && matches!(tree.word(index).xpos, Xpos::Nnps | Xpos::Nns)
        && is_capital(tree.form(index))
        && matches!(tree.form(index + 1), "'" | "’")
        && is_capital(tree.form(index + 2))
        && context.classes(sentence, index + 2).designates().any(|c| c.broad() == Class::Organization)
}

/// Whether a word is but a part of a longer name: neither the lists nor the tagger
/// know it for itself, "Lindgren" in "Lindgren Shipping".
fn is_unknown_part(context: &Context<'_>, sentence: usize, index: usize) -> bool {
    let tree = &context.trees[sentence];
    // "Markets" of "Competition and Markets Authority"
    let first = tree.head(index).filter(|&h| tree.word(index).deprel == Deprel::Conj && h < index);
    if let Some(whole) = first.and_then(|first| tree.head(first)).filter(|&h| h > index) {
        return name_words(context, sentence, whole).contains(&index);
    }
    let Some(whole) = tree.head(index).filter(|&h| h > index) else { return false };
    // "Lindgren" in "Lindgren Shipping" is no mention of anybody
    let tagged = tree.sentence.name_at(index).is_some_and(|n| {
        !n.words.contains(&whole) && !matches!(n.kind, NameType::Person | NameType::Organization)
    });
    tree.word(index).deprel == Deprel::Compound
        && tree.word(whole).upos == Upos::Propn
        && !tagged
        && context.entry(sentence, &name_words(context, sentence, index)).is_none()
        && name_words(context, sentence, whole).contains(&index)
}

/// Whether a name has no other names inside: persons, places, "Marks & Spencer".
fn is_whole(tree: &Tree<'_>, name: &Name) -> bool {
    matches!(name.kind, NameType::Person | NameType::Gpe) || name.words.clone().any(|w| tree.form(w) == "&")
}

/// The first proper noun among the words whose head lies outside them.
fn top(context: &Context<'_>, sentence: usize, words: &Range<usize>) -> Option<usize> {
    let tree = &context.trees[sentence];
    words
        .clone()
        .find(|&w| tree.word(w).upos == Upos::Propn && tree.head(w).is_none_or(|h| !words.contains(&h)))
}

/// The words without an article before, a possessive marker or a score behind or an address on either
/// side.
fn bare(context: &Context<'_>, sentence: usize, words: &Range<usize>) -> Range<usize> {
    let tree = &context.trees[sentence];
    let mut words = words.clone();
    while words.len() > 1
        && (is_address(tree, words.start) || matches!(tree.word(words.start).upos, Upos::Det | Upos::Punct))
    {
        words.start += 1;
    }
    while words.len() > 1
        && (is_address(tree, words.end - 1)
            || tree.word(words.end - 1).upos == Upos::Num && is_range(tree, words.end - 1)
            || matches!(tree.word(words.end - 1).upos, Upos::Part | Upos::Punct))
    {
        words.end -= 1;
    }
    words
}

/// Whether a common noun or adjective heads a name that the tagger saw.
fn tagged_head(context: &Context<'_>, sentence: usize, head: usize) -> bool {
    let tree = &context.trees[sentence];
    let Some(name) = tree.sentence.name_at(head) else { return false };
    let outside = tree.head(head).is_none_or(|h| !name.words.contains(&h));
    let capital = tree.form(head).starts_with(char::is_uppercase);
    let calendar = matches!(name.kind, NameType::Date | NameType::Time | NameType::Norp);
    outside && capital && is_entity(name.kind) && !calendar
}

/// The words of a demonym that ends at `index`.
pub(super) fn demonym(context: &Context<'_>, sentence: usize, index: usize) -> Option<Range<usize>> {
    let matched = context.matched(sentence, index)?;
    (matched.form == Form::Demonym && matched.words.end == index + 1).then(|| matched.words.clone())
}

fn name(context: &Context<'_>, sentence: usize, head: usize) -> Found {
    let tree = &context.trees[sentence];
    let tagged = tree.sentence.name_at(head).filter(|n| is_entity(n.kind)).map(|n| (n.kind, n.probability));
    let make = |words| {
        let entry = context.entry(sentence, &words);
        Found { sentence, head, kind: MentionKind::Name, entry, tagged, words }
    };
    if let Some(words) = nested(context, sentence, head) {
        return make(words);
    }
    let mut words = name_words(context, sentence, head);
    // A list or the tagger may know the whole of what the tree has in pieces.
    let known = context.matched(sentence, head).filter(|m| {
        let sure =
            m.words.len() > 1 && m.form != Form::Demonym || context.is_phrase(sentence, &m.words, head);
        let whole = top(context, sentence, &m.words).is_none_or(|t| t == head);
        sure && whole && m.words.start <= words.start && words.end <= m.words.end
    });
    if let Some(tagged) = tree.sentence.name_at(head).filter(|n| is_entity(n.kind)) {
        let inner = bare(context, sentence, &tagged.words);
        let clause = |w: usize| matches!(tree.word(w).deprel, Deprel::Acl | Deprel::AclRelcl | Deprel::Nsubj);
        let phrase =
            || context.is_phrase(sentence, &inner, head) && !inner.clone().any(|w| w != head && clause(w));
        let whole = is_whole(tree, tagged) || phrase();
        if whole && inner.start <= words.start && words.end <= inner.end {
            words = inner;
        }
    }
    if let Some(known) = known
        && known.words.len() >= words.len()
    {
        words = known.words.clone();
    } else if let Some(end) = of_phrase(context, sentence, head, words.end) {
        words.end = end;
    }
    if words.start > 1 && is_plural_owner(context, sentence, words.start - 2) {
        words.start -= 2;
    }
    // "(Martin & Clarke, 2017)" are two, "Marks & Spencer" is one.
    if citation::is_cited(tree, words.end)
        && let Some(joint) = words.clone().find(|&w| tree.form(w) == "&")
    {
        words = if head < joint { words.start..joint } else { joint + 1..words.end };
    }
    if tagged.is_some_and(|(kind, _)| kind == NameType::Person) {
        words = without_verbs(tree, head, words);
    }
    make(without_titles(context, sentence, head, words))
}
