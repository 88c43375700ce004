//! What an entity is called, what it is, and the identifier that follows from both.

use super::context::Context;
use super::entity::Entity;
use super::mention::{Found, MentionKind};
use super::names::NameKey;
use super::{Mention, ResolvedEntity, town};
use crate::annotate::{Deprel, Xpos};
use crate::gazetteer::{Class, Entry, Form, Kind};
use sha2::{Digest, Sha256};

/// An "of …" or "to …" of more words describes more than it names.
const LONGEST: usize = 6;

/// The identifier of what has this canonical name and class: a short hash of the
/// folded name and the general class, so that every document and machine agrees.
pub fn entity_id(name: &str, class: Class) -> String {
    let mut hash = Sha256::new();
    hash.update(NameKey::new(name).joined());
    hash.update([0]);
    hash.update(class.broad().as_str());
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The finer class, where a list or a designator makes sure of it; makes the entry
/// agree with the class.
pub fn refine(context: &Context<'_>, found: &mut Found, class: Class) -> Class {
    let entries = context.gazetteer.entries();
    let form = context.form(found.sentence, &found.words);
    let fits = |entry: usize| entries[entry].class.compatible(class);
    if let Some((entry, _)) = found.entry
        && !fits(entry)
        && !entries[entry].user
    {
        let other = context.gazetteer.find_all(form).iter().find(|&&(e, _)| fits(e as usize));
        found.entry = other.map(|&(e, form)| (e as usize, form));
    }
    if class == Class::Person && found.entry.is_none() {
        found.entry = with_title(context, found);
    }
    found.entry = town::region(context, found);
    found.entry = town::city(context, found);
    let city = found.entry.is_some_and(|(entry, _)| entries[entry].class == Class::City);
    found.entry = town::meant(context, found);
    if city && found.entry.is_none() {
        return Class::City;
    }
    if let Some((entry, form)) = found.entry {
        if form == Form::Demonym {
            return if class == Class::Person { Class::Group } else { class };
        }
        return entries[entry].class;
    }
    let given = found.words.len() > 1 && context.classes(found.sentence, found.words.start).has(Kind::Given);
    let plural = context.trees[found.sentence].word(found.head).xpos == Xpos::Nnps && !given;
    if class == Class::Person && plural {
        return Class::Group;
    }
    let last = context.classes(found.sentence, found.words.end - 1);
    let head = context.classes(found.sentence, found.head);
    let finer = last.designates().chain(head.designates()).find(|c| c.broad() == class && *c != class);
    finer.unwrap_or(class)
}

/// Who is known by a title and this name: "Justice Scalia".
fn with_title(context: &Context<'_>, found: &Found) -> Option<(usize, Form)> {
    let entries = context.gazetteer.entries();
    let known = |words: usize| {
        let whole = found.words.start.checked_sub(words)?..found.words.end;
        let (entry, form) = context.gazetteer.find(context.form(found.sentence, &whole))?;
        (entries[entry].class == Class::Person).then_some((entry, form))
    };
    known(1).or_else(|| known(2))
}

/// An entity with its canonical name, class and identifier.
pub fn describe(context: &Context<'_>, mentions: &[Mention], entity: &Entity) -> ResolvedEntity {
    let form = |m: &Mention| context.form(m.sentence, &m.words);
    let mut names: Vec<String> = Vec::new();
    let named = |m: &&Mention| matches!(m.kind, MentionKind::Name | MentionKind::Citation);
    for mention in entity.mentions.iter().map(|&m| &mentions[m]).filter(named) {
        let name = tidy(form(mention));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let class = entity.class.unwrap_or(Class::Concept);
    let entry = entity
        .entry
        .map(|e| &context.gazetteer.entries()[e])
        .filter(|e| e.class.compatible(class) || e.class.broad() == class.broad());
    let longest = names.iter().max_by_key(|n| {
        let abbreviated = n.chars().all(|c| !c.is_lowercase());
        // "Emperor of the North" is what a person is, not the name.
        let title = class.broad() == Class::Person && n.split(' ').any(|w| matches!(w, "of" | "the"));
        (
            !abbreviated,
            !title,
            n.split(' ').count().min(5),
            std::cmp::Reverse(names.iter().position(|x| x == *n)),
        )
    });
    // "Elmsford, New York" is not any Elmsford.
    let region = || {
        let named = entity.mentions.iter().map(|&m| &mentions[m]).filter(|m| m.kind == MentionKind::Name);
        let mut told = named.filter_map(|m| Some((m, town::around(context, m.sentence, m.words.end)?)));
        let (mention, region) = told.find(|(_, around)| around.class == Class::Region)?;
        (class.broad() == Class::Place).then(|| format!("{}, {}", tidy(form(mention)), region.name))
    };
    let name = match (entry, longest) {
        (Some(entry), _) => entry.name.to_string(),
        (None, Some(name)) => titled(context, &names, class).or_else(region).unwrap_or_else(|| name.clone()),
        // "I" and "she" call nobody, "the founder" does.
        (None, None) => {
            let mut told = entity.mentions.iter().map(|&m| &mentions[m]);
            let first = told.clone().next();
            let noun = told.find(|m| m.kind != MentionKind::Pronoun);
            noun.or(first).map(|m| description(context, m)).unwrap_or_default()
        }
    };
    let known = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    // Georgia in the South is no Georgia in the Caucasus.
    let homonym = entry.filter(|own| {
        let first = context.gazetteer.find(&own.name).map(|(first, _)| &context.gazetteer.entries()[first]);
        let other = |first: &Entry| first.title != own.title && first.class.broad() == own.class.broad();
        !own.user && own.class.broad() == Class::Place && first.is_some_and(other)
    });
    ResolvedEntity {
        id: entity_id(homonym.map_or(&name, |own| &own.title), class),
        wikidata: entry.and_then(|e| known(&e.wikidata)),
        wiki: entry.and_then(|e| known(&e.title)),
        iri: entry.and_then(|e| known(&e.iri)),
        name,
        class,
        named: !names.is_empty(),
        names,
        gender: entity.gender,
        mentions: entity.mentions.clone(),
    }
}

/// Names what a relative pronoun owns after its owner: "Acme, *whose shares* fell".
pub fn name_owned(context: &Context<'_>, mentions: &[Mention], entities: &mut [ResolvedEntity]) {
    for at in 0..entities.len() {
        let Some(mention) = entities[at].mentions.first().map(|&m| &mentions[m]) else { continue };
        let tree = &context.trees[mention.sentence];
        if entities[at].named || tree.word(mention.words.start).xpos != Xpos::Wps {
            continue;
        }
        let mut above = std::iter::successors(Some(mention.head), |&w| tree.head(w)).take(tree.len());
        let clause = above.find(|&w| tree.word(w).deprel == Deprel::AclRelcl);
        let Some(owner) = clause.and_then(|clause| tree.head(clause)) else { continue };
        let known = mentions.iter().find(|m| (m.sentence, m.head) == (mention.sentence, owner));
        let owner = known.map_or(tree.form(owner), |m| &entities[m.entity].name);
        let name = format!("{owner}'s {}", entities[at].name);
        (entities[at].id, entities[at].name) = (entity_id(&name, entities[at].class), name);
    }
}

/// The name that the document has for its title: an article on "Zaha Hadid" tells her full names too.
fn titled(context: &Context<'_>, names: &[String], class: Class) -> Option<String> {
    let headline = context.title?;
    let title = NameKey::new(headline);
    let whole = names.iter().find(|name| NameKey::new(name) == title).cloned();
    // The text of an article on "Ada Lovelace" may say "Lovelace" alone.
    let given = |word: &str| {
        let classes = context.gazetteer.word_classes(word);
        [Kind::Given, Kind::Surname, Kind::Honorific, Kind::Rank].iter().any(|&kind| classes.has(kind))
    };
    let last = |name: &String| NameKey::new(name).words == title.words[title.words.len() - 1..];
    let personal = class == Class::Person
        && title.words.len() > 1
        && headline.split_whitespace().rev().skip(1).all(given)
        && names.iter().all(last);
    whole.or_else(|| (personal && !names.is_empty()).then(|| headline.to_owned()))
}

/// What stands for an entity without a name: its noun phrase with the "of" that makes it one
/// thing among others ("a form *of energy*") or the infinitive ("the right *to vote*"), without the
/// "whose" of a relative clause.
fn description(context: &Context<'_>, mention: &Mention) -> String {
    let tree = &context.trees[mention.sentence];
    let mut words = mention.words.clone();
    if words.len() > 1 && tree.word(words.start).xpos == Xpos::Wps {
        words.start += 1;
    }
    let telling = |&c: &usize| match tree.word(c).deprel {
        Deprel::Nmod => tree.child(c, Deprel::Case) == Some(words.end) && tree.lemma(words.end) == "of",
        Deprel::Acl => {
            let mark = tree.child(c, Deprel::Mark) == Some(words.end);
            mark && tree.word(words.end).xpos == Xpos::To
        }
        _ => false,
    };
    if words.end < tree.len()
        && let Some(top) = tree.children(mention.head).find(telling)
    {
        let phrase = tree.subtree(top, &|c| {
            use Deprel::{Acl, AclRelcl, Advcl, Appos, Conj, Parataxis, Punct};
            let apart = matches!(tree.word(c).deprel, Acl | AclRelcl | Advcl | Appos | Parataxis | Punct);
            apart || tree.word(c).deprel == Conj && tree.head(c) == Some(top)
        });
        let whole = phrase.windows(2).all(|w| w[1] == w[0] + 1) && phrase[0] == words.end;
        if whole && phrase.len() <= LONGEST {
            words.end += phrase.len();
        }
    }
    tidy(context.form(mention.sentence, &words))
}

/// The words on one line, without a possessive ending.
pub fn tidy(form: &str) -> String {
    let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
    form.strip_suffix("'s").or_else(|| form.strip_suffix("’s")).unwrap_or(&form).to_owned()
}
