//! Whom a pronoun or a definite noun phrase means: a ranking model over the entities
//! mentioned before (mention ranking after [Denis and Baldridge
//! 2008](https://aclanthology.org/D08-1069/), entities in place of mentions).
//!
//! The weights are learnt from GUM by `tercet-train` (`resolve antecedents`).

use super::binding::{bound, clause_mate, is_apart, is_other_argument, reflexive};
use super::context::Context;
use super::definite::{nominal_fits, noun_fits, postmodified};
use super::entity::{Entity, Number};
use super::linear::{Linear, row};
use super::mention::{Found, MentionKind};
use super::names::agree;
use super::person::called;
use super::pronoun::Pronoun;
use crate::annotate::{Deprel, NameType, Xpos};
use crate::gazetteer::{Class, Gender, Kind};
use std::fmt::Display;

/// The weights that come with the program.
const WEIGHTS: &[u8] = include_bytes!("../../models/antecedent.bin");

/// The trained ranker.
pub fn embedded() -> Option<Linear<1>> {
    Linear::read(WEIGHTS)
}

/// How many sentences back an antecedent may lie.
pub(super) const REACH: usize = 4;
/// How many sentences back anything lies that a noun phrase may take up.
pub(super) const FAR: usize = 12;

/// How much more than learnt the centre of attention counts for a pronoun: chosen on
/// `tests/data/articles`, since GUM, which the model learns from, has little news.
const CENTRE: f32 = 2.2;

/// What an anaphor could mean, with the rows of each choice's features.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The entities, the last mentioned first.
    pub entities: Vec<usize>,
    /// Features of each.
    pub rows: Vec<Vec<u32>>,
    /// Features of the choice that it means none of them.
    pub none: Vec<u32>,
    /// Whether it must mean one of them: "he" and "she" nearly always take up somebody.
    pub must: bool,
    /// The choice that the sentence or the one before is about.
    pub centre: Option<usize>,
}

/// The entities that `found` could mean; `recent` are those that the last sentences mention.
pub fn choices(
    context: &Context<'_>,
    mentions: &[Found],
    entities: &[Entity],
    recent: &[usize],
    found: &Found,
) -> Choices {
    let what = anaphor(context, found);
    let speech = context.pronoun(found.sentence, found.head).is_some_and(|p| p.is_speech());
    let gendered = context.pronoun(found.sentence, found.head).is_some_and(|p| p.gender() != Gender::Unknown);
    // A person of whom the text told is still "he" where nobody else has been named since.
    let known = |reach: usize| {
        recent.iter().any(|&e| {
            let last = entities[e].mentions.last().map_or(0, |&m| mentions[m].sentence);
            let person = entities[e].class == Some(Class::Person) && entities[e].is_named();
            person && last + reach >= found.sentence && possible(context, found, &entities[e])
        })
    };
    let reach = if gendered && !known(REACH) { FAR } else { REACH };
    // Who speaks stays before the mind.
    let all: Vec<usize> = if speech { (0..entities.len()).collect() } else { recent.to_vec() };
    let mut order: Vec<usize> = all
        .into_iter()
        .filter(|&e| {
            let entity = &entities[e];
            let Some(&last) = entity.mentions.last() else { return false };
            let distance = found.sentence - mentions[last].sentence;
            let near = distance <= reach;
            let spoken = speech
                && (entity.pronouns.iter().any(|p| p.is_speech())
                    || entity.is_named() && entity.class == Some(Class::Person));
            match found.kind {
                MentionKind::Nominal => {
                    let latest = entity.mentions.iter().rev().map(|&m| &mentions[m]);
                    let mut here = latest.take_while(|m| m.sentence == found.sentence);
                    nominal_fits(context, found, entity, distance)
                        && !here.any(|m| is_other_argument(context, m, found))
                }
                _ => {
                    let latest = entity.mentions.iter().rev().map(|&m| &mentions[m]);
                    let mut here = latest.take_while(|m| m.sentence == found.sentence);
                    let mut apart = || here.any(|m| is_apart(context, m, found));
                    let somebody = (distance == 0 || !is_none(context, mentions, entity))
                        && !is_amount(context, mentions, entity);
                    // Who is addressed has a name, or speaks.
                    let heard = !speech || spoken || entity.is_named();
                    (near && heard || spoken) && somebody && possible(context, found, entity) && !apart()
                }
            }
        })
        .collect();
    if let Some(own) = bound(context, found) {
        let is_own = |&m: &usize| (mentions[m].sentence, mentions[m].head) == (found.sentence, own);
        order.retain(|&e| entities[e].mentions.iter().any(is_own));
    }
    order.sort_by_key(|&e| std::cmp::Reverse(entities[e].mentions.last().copied()));
    let most = order
        .iter()
        .copied()
        .filter(|&e| entities[e].class == Some(Class::Person))
        .max_by_key(|&e| (entities[e].mentions.len(), std::cmp::Reverse(e)));
    let must = gendered && order.iter().any(|&e| entities[e].class == Some(Class::Person));
    // "She" is nothing that no word calls a person: "the money". Where nobody else is known, she may be
    // somebody whom no list has, "the canoeist".
    if gendered {
        order.retain(|&e| {
            let entity = &entities[e];
            let person = |p: &Pronoun| p.is_speech() || p.gender() != Gender::Unknown;
            entity.class.is_some()
                || entity.is_named()
                || entity.pronouns.iter().any(person)
                || !must && entity.nouns.iter().any(|noun| is_agentive(noun))
        });
    }
    let centre = centre(context, mentions, entities, &order, found);
    let mut choices = Choices { must, centre, ..Choices::default() };
    for (rank, &e) in order.iter().enumerate() {
        let mut rows = Vec::with_capacity(32);
        features(context, mentions, &entities[e], found, &what, rank, most == Some(e), &mut rows);
        choices.entities.push(e);
        choices.rows.push(rows);
    }
    let mut add = |template: &str, value: &dyn Display| choices.none.push(row(template, value));
    add("none", &what);
    add("none.count", &format_args!("{what} {}", order.len().min(3)));
    let tree = &context.trees[found.sentence];
    add("none.relation", &format_args!("{what} {}", tree.word(found.head).deprel.as_str()));
    add("none.quoted", &format_args!("{what} {}", context.quoted[found.sentence][found.head]));
    if found.kind == MentionKind::Nominal {
        let first = tree.form(found.words.start).to_lowercase();
        add("none.first", &first);
        add("none.noun", &tree.lemma(found.head));
        add("none.modified", &(found.words.len() > 2));
        add("none.postmodified", &postmodified(context, found));
    } else if let Some(parent) = tree.head(found.head) {
        add(
            "none.parent",
            &format_args!("{what} {} {}", tree.word(found.head).deprel.as_str(), tree.lemma(parent)),
        );
    }
    choices
}

/// The best choice and its probability; `None` for none of them.
pub fn choose(model: &Linear<1>, choices: &Choices) -> (Option<usize>, f32) {
    let none = if choices.must { f32::NEG_INFINITY } else { model.scores(&choices.none)[0] };
    let mut best = (None, none);
    let mut scores = vec![none];
    for (&entity, rows) in choices.entities.iter().zip(&choices.rows) {
        let score = model.scores(rows)[0] + if choices.centre == Some(entity) { CENTRE } else { 0.0 };
        scores.push(score);
        if score > best.1 {
            best = (Some(entity), score);
        }
    }
    let total: f32 = scores.iter().map(|s| (s - best.1).exp()).sum();
    (best.0, 1.0 / total)
}

/// The pronoun, or `nominal`.
fn anaphor(context: &Context<'_>, found: &Found) -> String {
    match context.pronoun(found.sentence, found.head) {
        Some(pronoun) => pronoun.as_str().to_owned(),
        None => "nominal".to_owned(),
    }
}

/// Whether all that is said of it is that there is none, or of every one: "no minister".
fn is_none(context: &Context<'_>, mentions: &[Found], entity: &Entity) -> bool {
    entity.mentions.iter().map(|&m| &mentions[m]).all(|m| {
        let first = context.trees[m.sentence].form(m.words.start).to_lowercase();
        m.kind == MentionKind::Nominal && matches!(first.as_str(), "any" | "each" | "every" | "no")
    })
}

/// Whether it only is so much of a measure: "500 miles".
fn is_amount(context: &Context<'_>, mentions: &[Found], entity: &Entity) -> bool {
    entity.mentions.iter().map(|&m| &mentions[m]).all(|m| {
        let tree = &context.trees[m.sentence];
        let name = tree.sentence.name_at(m.head).map(|name| name.kind);
        m.kind == MentionKind::Nominal
            && name == Some(NameType::Quantity)
            && tree.child(m.head, Deprel::Nummod).is_some()
    })
}

/// Whether a noun is made as those are that call somebody by what he does.
pub(super) fn is_agentive(noun: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ant", "eer", "er", "ian", "ist", "man", "or", "person"];
    ENDINGS.iter().any(|ending| noun.len() > ending.len() + 2 && noun.ends_with(ending))
}

/// Whether gender, number and kind allow it at all.
fn possible(context: &Context<'_>, found: &Found, entity: &Entity) -> bool {
    use super::pronoun::Pronoun::{He, I, It, She, They, We, You};
    let Some(pronoun) = context.pronoun(found.sentence, found.head) else { return true };
    let broad = entity.class.map(Class::broad);
    let addressed = !entity.is_named() && entity.pronouns.len() == entity.mentions.len();
    if addressed && pronoun != You && entity.pronouns.iter().all(|&p| p == You) {
        return false;
    }
    match pronoun {
        He | She => {
            agree(pronoun.gender(), entity.gender)
                && entity.number != Number::Plural
                && matches!(broad, None | Some(Class::Person))
        }
        I => {
            let somebody = broad == Some(Class::Person) || broad.is_none() && !entity.pronouns.is_empty();
            entity.number != Number::Plural && somebody
        }
        We => !(entity.number == Number::Singular && entity.is_named() && broad == Some(Class::Person)),
        It => entity.number != Number::Plural && broad != Some(Class::Person),
        They => !(entity.number == Number::Singular && entity.is_named() && broad == Some(Class::Person)),
        _ => true,
    }
}

/// The rows of one choice.
#[allow(clippy::too_many_arguments)]
fn features(
    context: &Context<'_>,
    mentions: &[Found],
    entity: &Entity,
    found: &Found,
    what: &str,
    rank: usize,
    most: bool,
    rows: &mut Vec<u32>,
) {
    let Some(&last) = entity.mentions.last() else { return };
    let latest = &mentions[last];
    let tree = &context.trees[found.sentence];
    let distance = (found.sentence - latest.sentence).min(5);
    let mut add =
        |template: &str, value: &dyn Display| rows.push(row(template, format_args!("{what} {value}")));
    let class = entity.class.map_or("?", |c| c.broad().as_str());
    let kind = match latest.kind {
        MentionKind::Name | MentionKind::Citation => "name",
        MentionKind::Pronoun => "pronoun",
        MentionKind::Nominal => "nominal",
        MentionKind::Adjective => "adjective",
    };
    let role = role(context.role(latest.sentence, latest.head));
    let own_role = self::role(tree.word(found.head).deprel);
    let named = if entity.is_named() { "named" } else { "unnamed" };
    add("bias", &"");
    add("distance", &distance);
    add("rank", &rank.min(6));
    add("rank.distance", &format_args!("{} {distance}", rank.min(3)));
    add("class", &class);
    add("class.named", &format_args!("{class} {named}"));
    add("kind", &kind);
    add("kind.distance", &format_args!("{kind} {distance}"));
    add("role", &format_args!("{role} {}", distance.min(2)));
    add("roles", &format_args!("{role} {own_role} {}", distance.min(2)));
    let gender = match entity.gender {
        Gender::Unknown => "?",
        _ => "known",
    };
    add("gender", &format_args!("{gender} {class}"));
    let number = match entity.number {
        Number::Unknown => "?",
        Number::Singular => "one",
        Number::Plural => "many",
    };
    add("number", &number);
    add("number.class", &format_args!("{number} {class}"));
    add("count", &entity.mentions.len().min(5));
    add("most", &most);
    add("named.count", &format_args!("{named} {}", entity.mentions.len().min(4)));
    if let Some(pronoun) = entity.pronouns.last() {
        add("pronoun", &pronoun.as_str());
        add("pronoun.distance", &format_args!("{} {}", pronoun.as_str(), distance.min(2)));
        let latest_pronoun = latest.kind == MentionKind::Pronoun;
        add(
            "pronoun.quoted",
            &format_args!(
                "{} {latest_pronoun} {}",
                pronoun.as_str(),
                context.quoted[found.sentence][found.head]
            ),
        );
    } else {
        add("pronoun", &"none");
    }
    let quoted = (context.quoted[found.sentence][found.head], context.quoted[latest.sentence][latest.head]);
    add("quoted", &format_args!("{} {}", quoted.0, quoted.1));
    add("speaker", &format_args!("{} {}", speaks(context, latest, found), quoted.0));
    if distance == 0 {
        add(
            "same",
            &format_args!("{} {}", clause_mate(context, latest, found), reflexive(tree.form(found.head))),
        );
        add("owner", &(tree.head(found.head) == Some(latest.head)));
        let within = latest.words.contains(&found.head) || tree.head(latest.head) == Some(found.head);
        add("within", &within);
    }
    // An article on a person calls her "she".
    let topic = context.topic.as_ref().is_some_and(|title| {
        entity.names.iter().any(|(name, _)| title.words.ends_with(&name.words) || name == title)
    });
    add("topic", &format_args!("{topic} {named}"));
    add("topic.distance", &format_args!("{topic} {}", distance.min(2)));
    add("kind.role", &format_args!("{kind} {role} {}", distance.min(2)));
    if entity.mentions.first() == Some(&0) || mentions[entity.mentions[0]].sentence == 0 {
        add("first", &class);
    }
    if found.kind == MentionKind::Nominal {
        let fits = noun_fits(context, found, entity);
        let same = entity.is_called(&called(context, found.sentence, found.head));
        add("noun", &format_args!("{same} {fits} {named}"));
        add("noun.distance", &format_args!("{same} {fits} {distance}"));
        let first = tree.form(found.words.start).to_lowercase();
        add("noun.first", &format_args!("{first} {same}"));
        add("noun.modified", &format_args!("{same} {}", found.words.len() > 2));
        add("noun.postmodified", &format_args!("{same} {}", postmodified(context, found)));
        let plural = tree.word(found.head).xpos == Xpos::Nns;
        add("noun.number", &format_args!("{plural} {number}"));
    }
    if context.classes(latest.sentence, latest.head).has(Kind::Demonym) {
        add("demonym", &"");
    }
}

fn role(relation: Deprel) -> &'static str {
    match relation.base() {
        "nsubj" if relation == Deprel::NsubjPass => "passive",
        "nsubj" => "subject",
        "obj" | "iobj" => "object",
        "obl" => "oblique",
        "nmod" if relation == Deprel::NmodPoss => "possessor",
        "nmod" => "modifier",
        "conj" => "conjunct",
        "appos" => "appositive",
        "root" => "root",
        _ => "other",
    }
}

/// Of the entities that a singular pronoun could mean, the one that is spoken of: the last
/// subject before it in its sentence, else the first of the sentence before (the preferred
/// centre of [Grosz, Joshi and Weinstein 1995](https://aclanthology.org/J95-2003/)).
fn centre(
    context: &Context<'_>,
    mentions: &[Found],
    entities: &[Entity],
    order: &[usize],
    found: &Found,
) -> Option<usize> {
    use super::pronoun::Pronoun::{He, It, She, They};
    let pronoun =
        context.pronoun(found.sentence, found.head).filter(|p| matches!(p, He | She | It | They))?;
    // "They" are several.
    let order = order.iter().copied().filter(|&e| pronoun != They || entities[e].number == Number::Plural);
    let quoted = context.quoted[found.sentence][found.head];
    let subjects = order.flat_map(|e| {
        let near = entities[e].mentions.iter().rev().map(|&m| &mentions[m]);
        let near = near.skip_while(|m| m.sentence > found.sentence);
        let near = near.take_while(|m| m.sentence + 1 >= found.sentence);
        let subject = |m: &&Found| {
            let role = context.role(m.sentence, m.head);
            let before = m.sentence < found.sentence || m.head < found.head;
            // Whoever says a quotation is not whom it speaks of.
            let heard = !quoted || context.quoted[m.sentence][m.head];
            before && heard && matches!(role, Deprel::Nsubj | Deprel::NsubjPass)
        };
        near.filter(subject).map(move |m| (m, e))
    });
    // What is told goes on from what was told, not from what somebody says.
    let told = |m: &Found| quoted || !context.quoted[m.sentence][m.head];
    let rank = |m: &Found| match m.sentence == found.sentence {
        true => (1, true, m.head as isize),
        false => (0, told(m), -(m.head as isize)),
    };
    subjects.max_by_key(|&(m, _)| rank(m)).map(|(_, e)| e)
}

/// Whether the earlier mention is the subject of a verb of speech in or beside the
/// sentence of the later one.
fn speaks(context: &Context<'_>, latest: &Found, found: &Found) -> bool {
    let tree = &context.trees[latest.sentence];
    let word = tree.word(latest.head);
    let verb = tree.head(latest.head).map_or("", |h| tree.lemma(h));
    let says = matches!(
        verb,
        "say"
            | "tell"
            | "add"
            | "ask"
            | "announce"
            | "explain"
            | "state"
            | "reply"
            | "write"
            | "claim"
            | "argue"
            | "warn"
            | "insist"
            | "declare"
            | "admit"
            | "note"
            | "recall"
            | "comment"
            | "answer"
            | "think"
            | "respond"
            | "continue"
            | "remark"
            | "report"
    );
    says && word.deprel == Deprel::Nsubj && found.sentence - latest.sentence <= 1
}
