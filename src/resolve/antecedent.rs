//! Whom a pronoun or a definite noun phrase means: a ranking model over the entities
//! mentioned before (mention ranking after [Denis and Baldridge
//! 2008](https://aclanthology.org/D08-1069/), entities in place of mentions).
//!
//! The weights are learnt from GUM by `tercet-train` (`resolve antecedents`).

use super::context::Context;
use super::entity::{Entity, Number};
use super::linear::{Linear, row};
use super::mention::{Found, MentionKind};
use super::names::agree;
use super::person::{called, is_person_noun};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::gazetteer::{Class, Gender, Kind};

/// The weights that come with the program.
const WEIGHTS: &[u8] = include_bytes!("../../models/antecedent.bin");

/// The trained ranker.
pub fn embedded() -> Option<Linear<1>> {
    Linear::read(WEIGHTS)
}

/// How many sentences back an antecedent may lie.
const REACH: usize = 4;
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
    // Who speaks stays before the mind.
    let all: Vec<usize> = if speech { (0..entities.len()).collect() } else { recent.to_vec() };
    let mut order: Vec<usize> = all
        .into_iter()
        .filter(|&e| {
            let entity = &entities[e];
            let Some(&last) = entity.mentions.last() else { return false };
            let distance = found.sentence - mentions[last].sentence;
            let near = distance <= REACH;
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
                    let somebody = distance == 0 || !is_none(context, mentions, entity);
                    // Who is addressed has a name, or speaks.
                    let heard = !speech || spoken || entity.is_named();
                    (near && heard || spoken) && somebody && possible(context, found, entity) && !apart()
                }
            }
        })
        .collect();
    order.sort_by_key(|&e| std::cmp::Reverse(entities[e].mentions.last().copied()));
    let most = order
        .iter()
        .copied()
        .filter(|&e| entities[e].class == Some(Class::Person))
        .max_by_key(|&e| (entities[e].mentions.len(), std::cmp::Reverse(e)));
    let must = context.pronoun(found.sentence, found.head).is_some_and(|p| p.gender() != Gender::Unknown)
        && order.iter().any(|&e| entities[e].class == Some(Class::Person));
    let centre = centre(context, mentions, entities, &order, found);
    let mut choices = Choices { must, centre, ..Choices::default() };
    for (rank, &e) in order.iter().enumerate() {
        let mut rows = Vec::with_capacity(32);
        features(context, mentions, &entities[e], found, &what, rank, most == Some(e), &mut rows);
        choices.entities.push(e);
        choices.rows.push(rows);
    }
    let mut add = |template: &str, value: &str| choices.none.push(row(template, value));
    add("none", &what);
    add("none.count", &format!("{what} {}", order.len().min(3)));
    let tree = &context.trees[found.sentence];
    add("none.relation", &format!("{what} {}", tree.word(found.head).deprel.as_str()));
    add("none.quoted", &format!("{what} {}", context.quoted[found.sentence][found.head]));
    if found.kind == MentionKind::Nominal {
        let first = tree.form(found.words.start).to_lowercase();
        add("none.first", &first);
        add("none.noun", tree.lemma(found.head));
        add("none.modified", &(found.words.len() > 2).to_string());
        add("none.postmodified", &postmodified(context, found).to_string());
    } else if let Some(parent) = tree.head(found.head) {
        add(
            "none.parent",
            &format!("{what} {} {}", tree.word(found.head).deprel.as_str(), tree.lemma(parent)),
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

fn postmodified(context: &Context<'_>, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    tree.children(found.head).any(|c| {
        c > found.head
            && matches!(tree.word(c).deprel, Deprel::Nmod | Deprel::Acl | Deprel::AclRelcl | Deprel::Appos)
    })
}

/// Whether all that is said of it is that there is none, or of every one: "no minister".
fn is_none(context: &Context<'_>, mentions: &[Found], entity: &Entity) -> bool {
    entity.mentions.iter().map(|&m| &mentions[m]).all(|m| {
        let first = context.trees[m.sentence].form(m.words.start).to_lowercase();
        m.kind == MentionKind::Nominal && matches!(first.as_str(), "any" | "each" | "every" | "no")
    })
}

/// Whether gender, number and kind allow it at all.
fn possible(context: &Context<'_>, found: &Found, entity: &Entity) -> bool {
    use super::pronoun::Pronoun::{He, I, It, She, They, You};
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
        I => entity.number != Number::Plural && matches!(broad, None | Some(Class::Person)),
        It => entity.number != Number::Plural && broad != Some(Class::Person),
        They => !(entity.number == Number::Singular && entity.is_named() && broad == Some(Class::Person)),
        _ => true,
    }
}

/// Whether a common noun can name the entity again: the same noun, or one of its class.
fn nominal_fits(context: &Context<'_>, found: &Found, entity: &Entity, distance: usize) -> bool {
    if entity.is_called(&called(context, found.sentence, found.head)) {
        return distance <= FAR;
    }
    distance <= 6 && entity.is_named() && noun_fits(context, found, entity) != "no"
}

/// The named entity of the last sentences that "the company", "the city" or "the Spanish team" can
/// mean: of several the one mentioned last, and of these the subject; "the designer" is the only
/// person named so far. `None` where that leaves two, or where the noun introduced something
/// without a name.
pub(super) fn only(
    context: &Context<'_>,
    mentions: &[Found],
    entities: &[Entity],
    recent: &[usize],
    found: &Found,
) -> Option<usize> {
    let tree = &context.trees[found.sentence];
    let between = found.words.start + 1..found.head;
    let tells_whose = |w: usize| {
        let classes = context.classes(found.sentence, w);
        classes.has(Kind::Demonym) || classes.has(Kind::Country) || tree.word(w).upos == Upos::Propn
    };
    let bare = matches!(tree.form(found.words.start).to_lowercase().as_str(), "the" | "this")
        && between.clone().all(tells_whose);
    if !bare || postmodified(context, found) {
        return None;
    }
    let noun = called(context, found.sentence, found.head);
    let fitting = |e: &usize| {
        let entity = &entities[*e];
        entity.is_called(&noun) || entity.is_named() && noun_fits(context, found, entity) == "class"
    };
    let last = |e: usize| {
        let latest = entities[e].mentions.iter().rev().map(|&m| &mentions[m]);
        let sentence = latest.clone().next().map_or(0, |m| m.sentence);
        let here = latest.take_while(|m| m.sentence == sentence);
        let subject =
            |m: &Found| matches!(context.role(m.sentence, m.head), Deprel::Nsubj | Deprel::NsubjPass);
        (sentence, here.into_iter().any(subject))
    };
    let near = |e: &usize| found.sentence - last(*e).0 <= REACH;
    let other = |e: usize| {
        let latest = entities[e].mentions.iter().rev().map(|&m| &mentions[m]);
        let mut here = latest.take_while(|m| m.sentence == found.sentence);
        here.any(|m| is_other_argument(context, m, found))
    };
    let recent: Vec<usize> = recent.iter().copied().filter(|&e| !other(e)).collect();
    // "The bank" is the Central Bank before any other lender.
    let mut by_name = recent.iter().copied().filter(|&e| {
        entities[e].is_named() && between.is_empty() && noun_fits(context, found, &entities[e]) == "name"
    });
    if let (Some(one), None) = (by_name.next(), by_name.next()) {
        return Some(one);
    }
    let mut fitting: Vec<usize> = recent.iter().copied().filter(near).filter(fitting).collect();
    fitting.sort_by_key(|&e| std::cmp::Reverse(last(e)));
    if let [first, rest @ ..] = &fitting[..] {
        let one = rest.first().is_none_or(|&next| last(next) < last(*first));
        return Some(*first).filter(|&e| one && entities[e].is_named());
    }
    let singular = tree.word(found.head).xpos == Xpos::Nn && between.is_empty();
    if !singular || !is_person_noun(context, found.sentence, found.head) {
        return None;
    }
    let person = |e: &usize| entities[*e].class == Some(Class::Person);
    let mut persons = (0..entities.len()).filter(person);
    let only = persons.next().filter(|&e| entities[e].is_named() && near(&e))?;
    (persons.next().is_none() && noun_fits(context, found, &entities[only]) == "person").then_some(only)
}

/// Whether a noun says what the entity's class says.
fn noun_fits(context: &Context<'_>, found: &Found, entity: &Entity) -> &'static str {
    let tree = &context.trees[found.sentence];
    let lemma = tree.lemma(found.head);
    let Some(class) = entity.class else { return "no" };
    let mut capital = lemma.to_owned();
    if let Some(first) = capital.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    if entity.names.iter().any(|(k, _)| k.head() == Some(lemma)) {
        return "name";
    }
    let classes = context.gazetteer.word_classes(lemma);
    if is_person_noun(context, found.sentence, found.head) {
        let fits = class == Class::Person && agree(classes.gender(), entity.gender);
        return if fits { "person" } else { "no" };
    }
    if otherwise_called(context, entity, lemma) {
        return "no";
    }
    let bare = found.words.len() == 2;
    let fits = match lemma {
        "country" | "nation" | "kingdom" | "republic" => matches!(class, Class::Country | Class::Place),
        "city" | "town" | "village" | "capital" => matches!(class, Class::City | Class::Place),
        "state" | "province" | "region" | "territory" | "county" => {
            matches!(class, Class::Region | Class::Place | Class::Country)
        }
        "island" | "area" | "place" | "site" => class.broad() == Class::Place,
        "company" | "firm" | "corporation" | "business" => {
            matches!(class, Class::Organization | Class::Company | Class::NewsMediaOrganization)
        }
        "party" => matches!(class, Class::Organization | Class::PoliticalParty),
        "team" | "band" | "club" | "side" => class == Class::Organization,
        // "The Danish government" is no other ministry.
        "government" => bare && class == Class::GovernmentOrganization,
        "organisation" | "organization" | "group" | "agency" => class.broad() == Class::Organization,
        _ => {
            let fits = |c: Class| c == class || class.broad() == class && c.broad() == class;
            if !classes.designates().any(fits)
                && context.gazetteer.word_classes(&capital).designates().any(fits)
            {
                // "The house" is rarely the House, "the bank" often the Bank.
                return "designator";
            }
            classes.designates().any(fits)
        }
    };
    if fits { "class" } else { "no" }
}

/// Whether the text has told what the entity is, and it is another thing than the noun says: a
/// cycling team is no company.
fn otherwise_called(context: &Context<'_>, entity: &Entity, lemma: &str) -> bool {
    const ALIKE: [Class; 8] = [
        Class::Company,
        Class::City,
        Class::Country,
        Class::Region,
        Class::PoliticalParty,
        Class::GovernmentOrganization,
        Class::NewsMediaOrganization,
        Class::Court,
    ];
    let classes = |noun: &str| context.gazetteer.word_classes(noun.rsplit(' ').next().unwrap_or(noun));
    let own = classes(lemma);
    let alike = |noun: &String| {
        classes(noun).designates().any(|c| ALIKE.contains(&c) && own.designates().any(|other| other == c))
    };
    let mut told = entity.nouns.iter().filter(|noun| classes(noun).designates().next().is_some()).peekable();
    let general =
        matches!(lemma, "group" | "organisation" | "organization" | "agency" | "place" | "site" | "area");
    own.designates().next().is_some()
        && told.peek().is_some()
        && !general
        && !entity.is_called(lemma)
        && !told.any(alike)
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
    let mut add = |template: &str, value: &str| rows.push(row(template, &format!("{what} {value}")));
    let class = entity.class.map_or("?", |c| c.broad().as_str());
    let kind = match latest.kind {
        MentionKind::Name => "name",
        MentionKind::Pronoun => "pronoun",
        MentionKind::Nominal => "nominal",
        MentionKind::Adjective => "adjective",
    };
    let role = role(context.role(latest.sentence, latest.head));
    let own_role = self::role(tree.word(found.head).deprel);
    let named = if entity.is_named() { "named" } else { "unnamed" };
    add("bias", "");
    add("distance", &distance.to_string());
    add("rank", &rank.min(6).to_string());
    add("rank.distance", &format!("{} {distance}", rank.min(3)));
    add("class", class);
    add("class.named", &format!("{class} {named}"));
    add("kind", kind);
    add("kind.distance", &format!("{kind} {distance}"));
    add("role", &format!("{role} {}", distance.min(2)));
    add("roles", &format!("{role} {own_role} {}", distance.min(2)));
    let gender = match entity.gender {
        Gender::Unknown => "?",
        _ => "known",
    };
    add("gender", &format!("{gender} {class}"));
    let number = match entity.number {
        Number::Unknown => "?",
        Number::Singular => "one",
        Number::Plural => "many",
    };
    add("number", number);
    add("number.class", &format!("{number} {class}"));
    add("count", &entity.mentions.len().min(5).to_string());
    add("most", &most.to_string());
    add("named.count", &format!("{named} {}", entity.mentions.len().min(4)));
    if let Some(pronoun) = entity.pronouns.last() {
        add("pronoun", pronoun.as_str());
        add("pronoun.distance", &format!("{} {}", pronoun.as_str(), distance.min(2)));
        let latest_pronoun = latest.kind == MentionKind::Pronoun;
        add(
            "pronoun.quoted",
            &format!("{} {latest_pronoun} {}", pronoun.as_str(), context.quoted[found.sentence][found.head]),
        );
    } else {
        add("pronoun", "none");
    }
    let quoted = (context.quoted[found.sentence][found.head], context.quoted[latest.sentence][latest.head]);
    add("quoted", &format!("{} {}", quoted.0, quoted.1));
    add("speaker", &format!("{} {}", speaks(context, latest, found), quoted.0));
    if distance == 0 {
        add("same", &format!("{} {}", clause_mate(context, latest, found), reflexive(tree.form(found.head))));
        add("owner", &(tree.head(found.head) == Some(latest.head)).to_string());
        let within = latest.words.contains(&found.head) || tree.head(latest.head) == Some(found.head);
        add("within", &within.to_string());
    }
    if entity.mentions.first() == Some(&0) || mentions[entity.mentions[0]].sentence == 0 {
        add("first", class);
    }
    if found.kind == MentionKind::Nominal {
        let fits = noun_fits(context, found, entity);
        let same = entity.is_called(&called(context, found.sentence, found.head));
        add("noun", &format!("{same} {fits} {named}"));
        add("noun.distance", &format!("{same} {fits} {distance}"));
        let first = tree.form(found.words.start).to_lowercase();
        add("noun.first", &format!("{first} {same}"));
        add("noun.modified", &format!("{same} {}", found.words.len() > 2));
        add("noun.postmodified", &format!("{same} {}", postmodified(context, found)));
        let plural = tree.word(found.head).xpos == Xpos::Nns;
        add("noun.number", &format!("{plural} {number}"));
    }
    if context.classes(latest.sentence, latest.head).has(Kind::Demonym) {
        add("demonym", "");
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

fn reflexive(form: &str) -> bool {
    form.ends_with("self") || form.ends_with("selves")
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
    use super::pronoun::Pronoun::{He, It, She};
    context.pronoun(found.sentence, found.head).filter(|p| matches!(p, He | She | It))?;
    let quoted = context.quoted[found.sentence][found.head];
    let subjects = order.iter().flat_map(|&e| {
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
    let rank = |m: &Found| match m.sentence == found.sentence {
        true => (1, m.head as isize),
        false => (0, -(m.head as isize)),
    };
    subjects.max_by_key(|&(m, _)| rank(m)).map(|(_, e)| e)
}

/// Whether the syntax keeps the pronoun from standing for the mention: arguments of one verb
/// are different, unless the later is a reflexive (principle B of [binding
/// theory](https://en.wikipedia.org/wiki/Binding_(linguistics))), so are the parts of a
/// coordination, and nothing stands for what it is a part of.
fn is_apart(context: &Context<'_>, earlier: &Found, found: &Found) -> bool {
    use Deprel::{Conj, Iobj, Nsubj, NsubjPass, Obj};
    if earlier.sentence != found.sentence || context.pronoun(found.sentence, found.head).is_none() {
        return false;
    }
    let tree = &context.trees[found.sentence];
    let relation = |word: usize| tree.word(word).deprel;
    let argument = |word: usize| matches!(relation(word), Nsubj | NsubjPass | Obj | Iobj);
    let joint = |a: usize, b: usize| relation(a) == Conj && tree.head(a) == Some(b);
    let mates = argument(earlier.head) && argument(found.head) && clause_mate(context, earlier, found);
    let complement = matches!(relation(found.head), Obj | Iobj)
        || relation(found.head) == Deprel::Obl
            && tree
                .child(found.head, Deprel::Case)
                .is_some_and(|case| matches!(tree.form(case), "against" | "for" | "from" | "to" | "with"));
    let own = || tree.head(found.head).and_then(|verb| subject_of(tree, verb));
    (mates || complement && own() == Some(earlier.head)) && !reflexive(tree.form(found.head))
        || joint(found.head, earlier.head)
        || joint(earlier.head, found.head)
        || earlier.words.contains(&found.head)
}

/// Whether the subject of the verb whose object or complement the noun is: nobody describes himself
/// as "the pupil".
fn is_other_argument(context: &Context<'_>, earlier: &Found, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    let relation = tree.word(found.head).deprel;
    let verb = tree.head(found.head).filter(|&v| tree.word(v).upos == Upos::Verb);
    let argument = matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Obl);
    argument && verb.and_then(|v| subject_of(tree, v)) == Some(earlier.head)
}

/// The subject of a verb, which may stand with a verb above: "*she* began working", "the coach *who*
/// trained", of which the noun is told.
fn subject_of(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let own = tree.children_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).next();
    let above = || tree.head(verb);
    match (own, tree.word(verb).deprel) {
        (Some(own), _) if matches!(tree.lemma(own), "who" | "which" | "that") => {
            let noun = above().filter(|_| tree.word(verb).deprel == Deprel::AclRelcl);
            noun.map(|noun| bearer(tree, noun))
        }
        (Some(own), _) => Some(own),
        (None, Deprel::Acl) => above().map(|noun| bearer(tree, noun)),
        (None, Deprel::Xcomp) => {
            let controller = above()?;
            // "She asked him to help her": the object helps.
            let object = tree.children_by(controller, &[Deprel::Obj, Deprel::Iobj]).next();
            object.or_else(|| subject_of(tree, controller))
        }
        (None, Deprel::Conj | Deprel::Advcl) => {
            let above = above().filter(|&v| tree.word(v).upos == Upos::Verb)?;
            subject_of(tree, above)
        }
        _ => None,
    }
}

/// The subject or object that a noun in apposition tells of.
fn bearer(tree: &Tree<'_>, noun: usize) -> usize {
    match tree.head(noun) {
        Some(head) if tree.word(noun).deprel == Deprel::Appos => bearer(tree, head),
        _ => noun,
    }
}

/// Whether both depend on the same verb.
fn clause_mate(context: &Context<'_>, latest: &Found, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    tree.head(latest.head).is_some() && tree.head(latest.head) == tree.head(found.head)
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
