//! **Roles.** The noun of an apposition or title often is a relation: whose it is, or of
//! what, is its other end.
//!
//! > Ann Lee, head of the bank, met Norway's minister Bo Dahl.
//! > — (Ann Lee; is head of; the bank), (Bo Dahl; is minister of; Norway)
//!
//! Also for an adjective of place in front, "Danish minister", "Danish runner" (who is *from* Denmark), and for
//! what the noun before a leader or speaker names, "opposition leader" (`ontology/lexicon/bearers.tsv`). Does not apply to nouns of
//! quantity or kind ("one of", "a form of").

use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};
use crate::extract::clause::Clauses;
use crate::extract::proposition::{Argument, Proposition, Relation};
use crate::extract::{lexicon, phrase};

/// (subject; is; object).
pub(super) fn is(subject: Argument, object: Argument, rule: &'static str) -> Proposition {
    let head = object.head;
    Proposition {
        subject: Argument { marker: Vec::new(), ..subject },
        relation: Relation {
            words: Vec::new(),
            head,
            lemma: "be".to_owned(),
            preposition: 0,
            before: "is",
            after: "",
        },
        object: Some(Argument { marker: Vec::new(), ..object }),
        args: Vec::new(),
        rule,
        shape: "own",
        head,
        parent: None,
        confidence: 0.0,
    }
}

/// "`noun` is `preposition` `name`", where the name's phrase hangs on the noun.
pub(super) fn at(
    tree: &Tree,
    noun: usize,
    preposition: usize,
    name: usize,
    rule: &'static str,
) -> Proposition {
    let inside = tree.subtree(name, &|_| false);
    let mut subject = Argument { marker: Vec::new(), ..phrase::argument(tree, noun) };
    subject.words.retain(|w| !inside.contains(w) && *w < preposition);
    let relation = Relation {
        words: vec![preposition],
        preposition: 1,
        head: preposition,
        lemma: format!("be {}", tree.lemma(preposition)),
        before: "is",
        after: "",
    };
    Proposition { relation, head: name, ..is(subject, phrase::argument(tree, name), rule) }
}

/// Adds what the role noun `noun` of `subject` relates to.
pub(super) fn of(sentence: &Clauses, noun: usize, subject: &Argument, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    // "Berg's *The Harbour*" is a work: no noun has both an owner and an article.
    let work = tree.child(noun, Deprel::Det).is_some() && tree.child(noun, Deprel::NmodPoss).is_some();
    let name = tree.word(noun).upos == Upos::Propn
        && tree.sentence.name_at(noun).is_some_and(|name| {
            use NameType::{Event, Facility, Gpe, Organization, Person, Product, WorkOfArt};
            matches!(name.kind, Event | Facility | Gpe | Organization | Person | Product | WorkOfArt)
                && !name.words.contains(&subject.head)
        });
    if !matches!(tree.word(noun).upos, Upos::Noun | Upos::Propn) || work || name {
        return;
    }
    // "a Swedish maker *of batteries*", "a Swedish *battery* maker" makes batteries, and is no maker of Sweden
    let of = |c: usize| phrase::marker(tree, c).first().is_some_and(|&m| tree.lemma(m) == "of");
    let acts = tree.lemma(noun).ends_with("er") || tree.lemma(noun).ends_with("or");
    let filled = !lexicon::is_bearer(tree.lemma(noun))
        && (tree.children_by(noun, &[Deprel::Nmod]).any(|c| c > noun && of(c))
            || acts && tree.children_by(noun, &[Deprel::Compound]).any(|c| tree.word(c).upos == Upos::Noun));
    for child in tree.children(noun) {
        let (after, marker) = match tree.word(child).deprel {
            Deprel::NmodPoss => ("of", Vec::new()),
            Deprel::Amod | Deprel::Compound
                if child < noun && !filled && !is_named(tree, noun) && of_place(tree, child) =>
            {
                // "A Danish minister" is Denmark's, a Danish runner only comes from there.
                let title = tree.lemma(noun).to_lowercase();
                let office = lexicon::is_office(&title) || lexicon::is_bearer(&title);
                let comes = tree
                    .sentence
                    .name_at(subject.head)
                    .is_some_and(|name| matches!(name.kind, NameType::Person | NameType::Organization));
                (if comes && !office { "from" } else { "of" }, Vec::new())
            }
            Deprel::Compound if child < noun && led(tree, noun, child) => ("of", Vec::new()),
            Deprel::Nmod if child > noun => ("", phrase::marker(tree, child)),
            _ => continue,
        };
        if after.is_empty() && !marker.iter().all(|&m| matches!(tree.lemma(m), "of" | "to" | "for" | "at")) {
            continue;
        }
        for part in phrase::conjuncts(tree, child).into_iter().filter(|p| !subject.words.contains(p)) {
            let mut object = phrase::argument(tree, part);
            object.marker.clear();
            object
                .words
                .retain(|&w| w == part || tree.word(w).xpos != Xpos::Pos || tree.head(w) != Some(part));
            let mut words = phrase::core_and_phrases(tree, noun).0;
            words.retain(|w| !tree.subtree(child, &|_| false).contains(w) && !subject.words.contains(w));
            words.extend(&marker);
            // "his wife, *36*", "the film (*2009*)"
            let number = |w: usize| w > noun && tree.word(w).upos == Upos::Num;
            // "*the* German carmaker" is one of several of Germany.
            let article = |w: usize| !after.is_empty() && tree.word(w).deprel == Deprel::Det;
            words.retain(|&w| tree.word(w).upos != Upos::Punct && !number(w) && !article(w));
            let preposition = marker.last().map_or(after, |&m| tree.lemma(m));
            let lemma = format!("{} {preposition}", tree.lemma(noun));
            found.push(Proposition {
                relation: Relation {
                    words,
                    head: noun,
                    lemma,
                    preposition: marker.len(),
                    before: "is",
                    after,
                },
                ..is(subject.clone(), object, "role")
            });
        }
    }
}

/// Whether the noun is the end of a name with the attribute in front, no office: "Jiangsu *province*",
/// "the South Funen *Archipelago*".
fn is_named(tree: &Tree, noun: usize) -> bool {
    let place = matches!(
        tree.lemma(noun),
        "city" | "county" | "district" | "province" | "region" | "river" | "state"
    );
    let name = tree.word(noun).upos == Upos::Propn && tree.word(noun).deprel != Deprel::NmodDesc;
    place || name && tree.children_by(noun, &[Deprel::NmodPoss, Deprel::Nmod]).next().is_none()
}

/// Whether `part` names what the bearer of a role leads or speaks for: "*opposition* leader".
fn led(tree: &Tree, noun: usize, part: usize) -> bool {
    // "*first-time* director", "*disco* club owner"
    let alone = tree.children_by(noun, &[Deprel::Compound]).next() == Some(part)
        && tree.subtree(part, &|_| false).iter().all(|&w| tree.word(w).xpos != Xpos::Hyph);
    tree.word(part).upos == Upos::Noun
        && alone
        && lexicon::is_bearer(tree.lemma(noun))
        && !matches!(tree.lemma(part), "vice" | "deputy")
}

/// Whether an attribute names a place or its people.
fn of_place(tree: &Tree, word: usize) -> bool {
    match tree.sentence.name_at(word) {
        Some(name) => matches!(name.kind, NameType::Norp | NameType::Gpe | NameType::Location),
        None => tree.word(word).xpos == Xpos::Jj && tree.form(word).starts_with(char::is_uppercase),
    }
}
