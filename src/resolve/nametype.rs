//! Whether a proper noun heads a name, and of what type: a linear classifier.
//!
//! Features are the words of the name, the lists' and designators' classes, and
//! where the name stands in the tree. The weights are learnt from GUM by
//! `tercet-train` (`resolve types`).

use super::context::Context;
use super::linear::{Linear, row};
use super::mention::Found;
use crate::annotate::{Deprel, NameType};
use crate::gazetteer::{Class, Form, Kind};
use std::fmt::Display;

/// What the classifier tells apart; the first means "no name of its own".
pub const LABELS: [Option<Class>; 8] = [
    None,
    Some(Class::Person),
    Some(Class::Place),
    Some(Class::Organization),
    Some(Class::Event),
    Some(Class::Time),
    Some(Class::Product),
    Some(Class::Concept),
];

/// Number of labels.
pub const COUNT: usize = LABELS.len();

/// The weights that come with the program.
const WEIGHTS: &[u8] = include_bytes!("../../models/nametype.bin");

/// The trained classifier.
pub fn embedded() -> Option<Linear<COUNT>> {
    Linear::read(WEIGHTS)
}

/// The rows of a mention's features, those of the name itself apart from those of where it stands:
/// the first are the same for all mentions of a name, the second tell more with each.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Of the words of the name.
    pub name: Vec<u32>,
    /// Of the words around it.
    pub place: Vec<u32>,
}

/// Finds the rows of a mention's features.
pub fn features(context: &Context<'_>, found: &Found, rows: &mut Rows) {
    rows.name.clear();
    rows.place.clear();
    name_features(context, found, &mut rows.name);
    place_features(context, found, &mut rows.place);
}

fn name_features(context: &Context<'_>, found: &Found, rows: &mut Vec<u32>) {
    let sentence = found.sentence;
    let tree = &context.trees[sentence];
    let head = found.head;
    let mut add = |template: &str, value: &dyn Display| rows.push(row(template, value));
    add("bias", &"");
    let form = context.form(sentence, &found.words);
    add("name", &form);
    let head_form = tree.form(head);
    add("head", &head_form.to_lowercase());
    add("suffix3", &suffix(head_form, 3));
    add("suffix2", &suffix(head_form, 2));
    add("prefix3", &prefix(head_form, 3));
    add("shape", &shape(head_form));
    let length = found.words.len().min(5).to_string();
    add("length", &length);
    let last = tree.form(found.words.end - 1);
    add("last", &last.to_lowercase());
    add("last.suffix4", &suffix(last, 4));
    add("last.suffix3", &suffix(last, 3));
    add("last.suffix2", &suffix(last, 2));
    let first = tree.form(found.words.start);
    add("first", &first.to_lowercase());
    add("first.shape", &format_args!("{length} {}", shape(first)));
    let mut pattern = String::new();
    for index in found.words.clone() {
        let place = if index == head {
            "h"
        } else if index == found.words.start {
            "f"
        } else {
            "i"
        };
        let word = tree.form(index);
        if index != head {
            add("word", &word.to_lowercase());
        }
        let classes = context.classes(sentence, index);
        for kind in classes.kinds() {
            add(place, &kind_name(kind));
            if found.words.len() == 1 {
                add("single", &kind_name(kind));
            }
        }
        for class in classes.designates() {
            add(place, &class.as_str());
            add("designates", &class.broad().as_str());
        }
        if classes == Default::default() {
            add(place, &"?");
        }
        if index < found.words.start + 5 {
            let kind = classes.kinds().next().map(kind_name);
            let class = classes.designates().next().map(|c| c.as_str());
            pattern.push(' ');
            pattern.push_str(kind.or(class).unwrap_or(if is_lower(word) { "lower" } else { "?" }));
        }
    }
    add("pattern", &pattern);
    match found.entry {
        Some((entry, form)) => {
            let class = context.gazetteer.entries()[entry].class;
            add("known", &class.as_str());
            add("known.broad", &class.broad().as_str());
            add("known.length", &format_args!("{class} {length}"));
            if form == Form::Demonym {
                add("known", &"demonym");
            }
        }
        None => add("known", &"no"),
    }
    let about = context.about.map_or("", |class| class.as_str());
    add("about", &format_args!("{about} {}", found.entry.is_some()));
    add("about.length", &format_args!("{about} {length}"));
    add("xpos", &tree.word(head).xpos.as_str());
    if context.title.is_some_and(|title| title.contains(form)) {
        add("title", &if context.title == Some(form) { "whole" } else { "part" });
    }
}

fn place_features(context: &Context<'_>, found: &Found, rows: &mut Vec<u32>) {
    let sentence = found.sentence;
    let tree = &context.trees[sentence];
    let head = found.head;
    let mut add = |template: &str, value: &dyn Display| rows.push(row(template, value));
    let lower = |index: usize| tree.form(index).to_lowercase();
    let word = tree.word(head);
    let relation = word.deprel.as_str();
    add("relation", &relation);
    let case = tree.child(head, Deprel::Case).map_or("", |c| tree.form(c));
    let preposition = case.to_lowercase();
    add("case", &preposition);
    match tree.head(head) {
        Some(parent) => {
            let lemma = lower(parent);
            add("parent", &format_args!("{relation} {lemma}"));
            add("parent.case", &format_args!("{preposition} {lemma}"));
            add("parent.pos", &format_args!("{relation} {}", tree.word(parent).upos.as_str()));
            for kind in context.classes(sentence, parent).kinds() {
                add("parent.kind", &format_args!("{relation} {preposition} {}", kind_name(kind)));
            }
            for class in context.classes(sentence, parent).designates() {
                add("parent.kind", &format_args!("{relation} {preposition} {class}"));
            }
            if word.deprel == Deprel::Compound {
                let offset = if found.words.start < parent && parent - head == 1 { "next" } else { "far" };
                add("compound", &offset);
                for kind in context.classes(sentence, parent).kinds() {
                    add("compound.of", &kind_name(kind));
                }
                for class in context.classes(sentence, parent).designates() {
                    add("compound.of", &class.as_str());
                    add("compound.of.upos", &format_args!("{class} {}", tree.word(parent).upos.as_str()));
                }
                add(
                    "compound.known",
                    &format_args!("{} {}", found.entry.is_some(), tree.word(parent).upos.as_str()),
                );
            }
            if word.deprel == Deprel::Appos || word.deprel == Deprel::Conj {
                for kind in context.classes(sentence, parent).kinds() {
                    add("beside", &kind_name(kind));
                }
                // What stands in a list stands there as its first member does.
                if word.deprel == Deprel::Conj {
                    let case = tree.child(parent, Deprel::Case).map_or("", |c| tree.form(c));
                    add("conj.case", &case.to_lowercase());
                    if let Some(whole) = tree.head(parent) {
                        let relation = tree.word(parent).deprel.as_str();
                        add("conj.parent", &format_args!("{relation} {}", lower(whole)));
                    }
                }
            }
        }
        None => add("parent", &"root"),
    }
    for child in tree.children(head) {
        let relation = tree.word(child).deprel;
        let name = relation.as_str();
        match relation {
            Deprel::Appos
            | Deprel::NmodDesc
            | Deprel::Amod
            | Deprel::Compound
            | Deprel::Nmod
            | Deprel::Conj => {
                add("child", &format_args!("{name} {}", lower(child)));
                for kind in context.classes(sentence, child).kinds() {
                    add("child.kind", &format_args!("{name} {}", kind_name(kind)));
                }
            }
            Deprel::Det => {
                add("det", &lower(child));
                add("det.length", &format_args!("{} {}", lower(child), found.words.len().min(3)));
            }
            Deprel::Nsubj => {
                add("has", &name);
                add("subject", &lower(child));
            }
            Deprel::Punct => {}
            _ => add("has", &name),
        }
    }
    let around = |index: Option<usize>| index.filter(|&i| i < tree.len()).map(|i| tree.form(i));
    let before = around(found.words.start.checked_sub(1)).unwrap_or("^");
    let after = around(Some(found.words.end)).unwrap_or("$");
    add("before", &before.to_lowercase());
    add("after", &after.to_lowercase());
    add("around", &format_args!("{} {}", shape(before), shape(after)));
    let second = around(found.words.start.checked_sub(2)).unwrap_or("^");
    let next = around(Some(found.words.end + 1)).unwrap_or("$");
    add("before2", &format_args!("{} {}", second.to_lowercase(), before.to_lowercase()));
    add("after2", &format_args!("{} {}", after.to_lowercase(), shape(next)));
    // "(Tilley, 2009)", "Tilley (2009)" are works.
    let mut year = (found.words.end..tree.len().min(found.words.end + 6)).map(|i| tree.form(i));
    let cited = year.find(|f| !matches!(*f, "," | "(" | "and" | "&" | "et" | "al" | "al.") && !is_capital(f));
    if cited.is_some_and(|f| f.len() >= 4 && f.bytes().take(4).all(|b| b.is_ascii_digit())) {
        add("year", &format_args!("{} {after}", if before == "(" || before == ";" { before } else { "" }));
    }
    if let Some(&true) = context.quoted[sentence].get(head) {
        add("quoted", &relation);
    }
    if context.headline[sentence] {
        add("headline", &relation);
    }
}

fn is_lower(form: &str) -> bool {
    form.chars().all(char::is_lowercase)
}

fn is_capital(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

fn prefix(form: &str, count: usize) -> &str {
    let end = form.char_indices().nth(count).map_or(form.len(), |(i, _)| i);
    &form[..end]
}

fn suffix(form: &str, count: usize) -> &str {
    let start = form.char_indices().rev().nth(count - 1).map_or(0, |(i, _)| i);
    &form[start..]
}

fn shape(form: &str) -> String {
    let mut shape = String::new();
    for c in form.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        if !shape.ends_with(kind) || kind == 'X' && shape.len() < 3 {
            shape.push(kind);
        }
    }
    shape
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Given => "given",
        Kind::Surname => "surname",
        Kind::Honorific => "honorific",
        Kind::Rank => "rank",
        Kind::Office => "office",
        Kind::Kinship => "kinship",
        Kind::PersonNoun => "person",
        Kind::Demonym => "demonym",
        Kind::Country => "country",
        Kind::Region => "region",
        Kind::City => "city",
        Kind::OtherPlace => "place",
        Kind::Organization => "organization",
        Kind::Group => "group",
        Kind::Event => "event",
        Kind::Other => "other",
        Kind::Month => "month",
        Kind::Weekday => "weekday",
        Kind::Feast => "feast",
    }
}

/// The rows of what the tagger of names says of the mention. They are learnt apart from
/// [`features`], since silver names come from the tagger itself.
pub fn tagged(context: &Context<'_>, found: &Found, rows: &mut Vec<u32>) {
    let tree = &context.trees[found.sentence];
    let mut add = |template: &str, value: &dyn Display| rows.push(row(template, value));
    let known = match found.entry {
        Some((entry, _)) => context.gazetteer.entries()[entry].class.broad().as_str(),
        None => "unknown",
    };
    let Some(name) = tree.sentence.name_at(found.head) else {
        let near = (found.words.clone()).any(|w| tree.sentence.name_at(w).is_some());
        add("tag", &if near { "beside" } else { "none" });
        add("tag.known", &known);
        return;
    };
    let kind = name.kind.as_str();
    let sure = match name.probability {
        p if p < 0.6 => "low",
        p if p < 0.8 => "middle",
        p if p < 0.95 => "high",
        _ => "sure",
    };
    let outside = tree.head(found.head).is_none_or(|h| !name.words.contains(&h));
    add("tag", &kind);
    add("tag.sure", &format_args!("{kind} {sure}"));
    add("tag.top", &format_args!("{kind} {outside}"));
    add("tag.known", &format_args!("{kind} {known}"));
    add("tag.relation", &format_args!("{kind} {}", tree.word(found.head).deprel.as_str()));
}

/// What the words of a name and the place where it stands say for each label: their sums are
/// logarithms of probabilities but for a constant.
pub fn score(
    model: &Linear<COUNT>,
    context: &Context<'_>,
    found: &Found,
    rows: &mut Rows,
) -> [[f32; COUNT]; 2] {
    features(context, found, rows);
    tagged(context, found, &mut rows.place);
    [model.scores(&rows.name), model.scores(&rows.place)]
}

/// The class of an OntoNotes type.
pub fn class_of(kind: NameType) -> Class {
    match kind {
        NameType::Person => Class::Person,
        NameType::Norp => Class::Group,
        NameType::Facility => Class::Facility,
        NameType::Organization => Class::Organization,
        NameType::Gpe | NameType::Location => Class::Place,
        NameType::Product => Class::Product,
        NameType::Event => Class::Event,
        NameType::WorkOfArt => Class::Work,
        NameType::Law => Class::Law,
        NameType::Language => Class::Language,
        NameType::Date | NameType::Time => Class::Time,
        _ => Class::Concept,
    }
}
