//! From propositions, in words of a sentence, to statements of the graph.

mod bridge;
mod confidence;
mod denial;
mod empty;
mod informative;
mod listed;
mod node;
mod order;
mod property;
mod when;

pub use listed::resolved_entities;

use super::span::cover;
use super::{Modality, Node, Polarity, Relation, Role, Statement};
use crate::annotate::{Deprel, Sentence, Tree, Upos, Xpos};
use crate::document::Document;
use crate::entity::Entity;
use crate::extract::mode::{self, AttributionSite, CueKind, Reported, Stance};
use crate::extract::{self, Argument, ArgumentKind, Proposition, propositions};
use crate::gazetteer::Gazetteer;
use crate::ontology::Ontology;
use crate::resolve::Resolution;
use crate::text::CodePoints;
use crate::values::Calendar;
use informative::Standing;
use node::Values;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The class of what has no name.
const CONCEPT: &str = "Concept";
/// The class of people.
const PERSON: &str = "Person";

/// Statements and entities of a document.
pub struct Built {
    /// The statements in the order of the text.
    pub statements: Vec<Statement>,
    /// Those whose two ends are one entity, as they would be told of two.
    pub reflexive: Vec<Statement>,
    /// The entities: first the resolved ones, then what statements name besides.
    pub entities: Vec<Entity>,
    /// What speaks most for and against each statement, by its id.
    pub features: BTreeMap<String, Vec<(String, f32)>>,
    /// The names of all features that the confidence of a statement is made of, by its id.
    pub evidence: BTreeMap<String, Vec<String>>,
}

/// States what the sentences of `document` say.
pub fn build(
    document: &Document,
    sentences: &[Sentence],
    resolution: &Resolution,
    gazetteer: &Gazetteer,
    ontology: &Ontology,
) -> Built {
    let points = CodePoints::new(&document.text);
    let trees: Vec<Tree> = sentences.iter().map(|s| Tree::new(s, &document.text)).collect();
    let reported = Reported::new(&trees);
    let mut builder = Builder {
        document,
        resolution,
        gazetteer,
        ontology,
        points: &points,
        reported: &reported,
        calendar: Calendar::new(document.date),
        entities: resolved_entities(document, resolution, &points),
        concepts: FxHashMap::default(),
        statements: Vec::new(),
        reflexive: Vec::new(),
        features: BTreeMap::new(),
        evidence: BTreeMap::new(),
    };
    for (index, tree) in trees.iter().enumerate() {
        builder.sentence(index, tree);
    }
    let Builder { mut statements, reflexive, entities, features, evidence, .. } = builder;
    keep_words(&mut statements);
    Built { statements, reflexive, entities, features, evidence }
}

/// Content that is no statement stays as its words.
fn keep_words(statements: &mut [Statement]) {
    let made: FxHashSet<String> = statements.iter().map(|s| s.id.clone()).collect();
    for statement in statements {
        for arg in &mut statement.args {
            arg.statement = arg.statement.take().filter(|id| made.contains(id));
        }
        if let Some(Node::Statement { statement: id, text, span }) = &statement.object
            && !made.contains(id)
        {
            let literal = text.clone();
            let node = Node::Literal { literal, quoted: false, datatype: None, text: None, span: *span };
            statement.object = Some(node);
        }
    }
}

struct Builder<'d> {
    document: &'d Document,
    resolution: &'d Resolution,
    gazetteer: &'d Gazetteer,
    ontology: &'d Ontology,
    points: &'d CodePoints<'d>,
    reported: &'d Reported<'d>,
    calendar: Calendar,
    entities: Vec<Entity>,
    /// Where the nodes of things without a name stand among the entities, by their ids.
    concepts: FxHashMap<String, usize>,
    statements: Vec<Statement>,
    /// What was found to tell of one entity twice.
    reflexive: Vec<Statement>,
    features: BTreeMap<String, Vec<(String, f32)>>,
    evidence: BTreeMap<String, Vec<String>>,
}

impl Builder<'_> {
    fn sentence(&mut self, index: usize, tree: &Tree) {
        let mut found = extract::acts(tree, propositions(tree));
        // What stands in the place of a proposition shares its content.
        let mut origin: Vec<usize> = (0..found.len()).collect();
        for index in 0..found.len() {
            let told = [by_author(tree, &found[index]), by_agent(tree, &found[index])];
            for proposition in told.into_iter().flatten() {
                found.push(proposition);
                origin.push(index);
            }
        }
        let attitudes: Vec<(usize, Proposition)> =
            found.iter().enumerate().filter_map(|(n, p)| Some((n, extract::attitude(tree, p)?))).collect();
        let (contents, attitudes): (Vec<usize>, Vec<Proposition>) = attitudes.into_iter().unzip();
        let plain = found.len();
        found.extend(attitudes);
        let values = Values::read(tree, &mut self.calendar);
        let ids: Vec<String> = found.iter().map(|p| self.statement_id(index, tree, p)).collect();
        for (number, proposition) in found.iter().enumerate() {
            let content = |a: &Argument| match number.checked_sub(plain) {
                Some(attitude) => Some(ids[contents[attitude]].clone()),
                None => {
                    let held = |p: &Proposition| p.parent == Some(origin[number]) && p.head == a.head;
                    found.iter().position(held).map(|p| ids[p].clone())
                }
            };
            let described = (proposition.rule == "naming").then(|| namer(index, tree, &found, proposition));
            let mut statement =
                self.statement(index, tree, proposition, &values, &content, ids[number].clone());
            if self.standing(index, tree, proposition, &statement) == Standing::Nothing {
                continue;
            }
            let told = |head: usize| {
                let clause = |p: &Proposition| p.head == head && matches!(p.rule, "verb" | "copula");
                found.iter().position(clause).map(|p| ids[p].clone())
            };
            self.order(index, tree, proposition, &values, &told, &mut statement.args);
            if let Some(site) = described.flatten() {
                statement.attribution = Some(self.attribution(&site));
            }
            if number < plain {
                // The words of a property tell of things: planning to leave is no planning of an event.
                self.map_relation(&mut statement, tree, proposition);
            }
            if statement.is_reflexive() {
                if self.reflexive.iter().all(|s| s.id != statement.id) {
                    let mut reflexive = statement.clone();
                    self.weigh(index, tree, proposition, &mut reflexive);
                    self.reflexive.push(reflexive);
                }
                // What is said of somebody is no second node: "Lee, *the minister*". A name says nothing new.
                match describe(tree, proposition, statement) {
                    Some(described) => statement = described,
                    None => continue,
                }
                if proposition.rule != "verb" {
                    self.map_role(&mut statement);
                }
            } else if proposition.rule == "title" {
                self.map_role(&mut statement);
            } else if proposition.rule == "role" && !self.names_something(index, tree, proposition) {
                continue;
            }
            if !self
                .statements
                .iter()
                .rev()
                .take_while(|s| s.sentence as usize == index)
                .any(|s| s.id == statement.id)
            {
                let features = self.weigh(index, tree, proposition, &mut statement);
                if let Some(bridged) = self.bridged(index, tree, proposition, &statement) {
                    self.features.insert(bridged.id.clone(), features.clone());
                    self.statements.push(bridged);
                }
                if let Some(denial) = self.denied(index, tree, proposition, &mut statement) {
                    self.features.insert(denial.id.clone(), features.clone());
                    self.statements.push(denial);
                }
                self.statements.push(statement);
            }
        }
    }

    /// Says how sure the statement is, and what speaks for and against it.
    fn weigh(
        &mut self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        statement: &mut Statement,
    ) -> Vec<(String, f32)> {
        let evidence = self.evidence(index, tree, proposition, statement);
        let (probability, features) = confidence::of(&evidence);
        statement.confidence = probability;
        self.features.insert(statement.id.clone(), features.clone());
        self.evidence.insert(statement.id.clone(), evidence);
        features
    }

    fn statement(
        &mut self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        values: &Values,
        content: &dyn Fn(&Argument) -> Option<String>,
        id: String,
    ) -> Statement {
        let mut mode = mode::mode(tree, meaning(tree, proposition));
        // "is an irritant and *potentially* a danger"
        let complement = proposition.object.as_ref().filter(|_| proposition.rule == "copula");
        if let Some((_, held)) = complement.and_then(|o| mode::hedged(tree, o.head))
            && mode.modality == Modality::Actual
        {
            mode.modality = held;
        }
        // "The risk is that, *if it rains*, …": the condition is of what the risk is.
        let clausal =
            complement.is_some_and(|o| o.kind == ArgumentKind::Clause && o.head == proposition.head);
        if clausal && mode.modality == Modality::Conditional {
            mode.modality = Modality::Actual;
        }
        let denied = [Some(&proposition.subject), proposition.object.as_ref()]
            .into_iter()
            .flatten()
            // "said she did *not* go" is said.
            .any(|a| a.kind != ArgumentKind::Clause && mode::is_denied(tree, a.head));
        let polarity = match (mode.polarity, denied) {
            (Polarity::Positive, false) | (Polarity::Negative, true) => Polarity::Positive,
            _ => Polarity::Negative,
        };
        let site = self.reported.attribution(index, meaning(tree, proposition)).filter(|site| {
            // what an apposition, a title or a place beside a name tells, the author tells, unless the words are quoted
            site.kind == CueKind::Quotation
                || !matches!(
                    proposition.rule,
                    "age" | "apposition" | "located" | "place" | "role" | "ticker" | "title"
                )
        });
        let site = site.filter(|site| !self.by_nobody(site));
        // Who says it is no part of what is said: "*according to Lee*, the bank lost money".
        let mut proposition = proposition.clone();
        if let Some(source) = site.as_ref().filter(|s| s.kind == CueKind::Phrase).and_then(|s| s.source) {
            proposition.args.retain(|(_, a)| (index, a.head) != source || a.marker.is_empty());
        }
        let proposition = &proposition;
        let args = self.args(index, tree, proposition, values);
        let relation = &proposition.relation;
        // "*The* head of the bank, Ann Lee": in the relation it stands inside.
        let form = |(at, &w): (usize, &usize)| match tree.word(w).deprel {
            Deprel::Det if at == 0 && !relation.before.is_empty() => tree.form(w).to_lowercase(),
            _ => tree.form(w).to_owned(),
        };
        let words: Vec<String> = relation.words.iter().enumerate().map(form).collect();
        // "writers such as Mark Twain"
        let several = proposition.object.as_ref().is_some_and(|o| tree.word(o.head).xpos == Xpos::Nns);
        let before = match proposition.rule {
            "example" if several && relation.before == "is" => "is one of",
            _ => relation.before,
        };
        let phrase = [before, &words.join(" "), relation.after]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let relation_span = cover(tree, &relation.words).unwrap_or(tree.word(relation.head).span);
        Statement {
            id,
            document: self.document.id.clone(),
            sentence: index as u32,
            text: tree.sentence.span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" "),
            span: self.points.span(tree.sentence.span),
            subject: self.entity_node(index, tree, &proposition.subject, proposition.head),
            relation: Relation {
                phrase,
                lemma: relation.lemma.clone(),
                property: None,
                span: self.points.span(relation_span),
            },
            object: proposition.object.as_ref().map(|o| {
                self.object_node(index, tree, &undenied(tree, o), proposition.head, values, content)
            }),
            args,
            polarity,
            modality: mode.modality,
            attribution: site.map(|site| self.attribution(&site)),
            confidence: (f64::from(proposition.confidence) * 100.0).round() / 100.0,
            extractor: proposition.rule.to_owned(),
        }
    }

    /// Whether the source is an "I" or "we" that nothing names: the author.
    fn by_nobody(&self, site: &AttributionSite) -> bool {
        let Some((tree, (sentence, head))) = site.source.and_then(|s| Some((self.reported.tree(s.0)?, s)))
        else {
            return false;
        };
        let own = matches!(
            tree.lemma(head).to_lowercase().as_str(),
            "i" | "me" | "my" | "our" | "us" | "we" | "you"
        );
        let named = self.resolved(sentence, head).is_some_and(|e| self.resolution.entities[e].named);
        own && !named && site.via.is_none()
    }

    /// The same document, sentence and words give the same id on any machine.
    fn statement_id(&self, index: usize, tree: &Tree, proposition: &Proposition) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.document.id);
        hash.update([0]);
        hash.update((index as u32).to_le_bytes());
        let mut add = |words: &[usize]| {
            for &word in words {
                hash.update(tree.word(word).span.start.to_le_bytes());
            }
            hash.update([0xff; 4]);
        };
        add(&proposition.subject.words);
        add(&proposition.relation.words);
        add(&[proposition.relation.head]);
        proposition.object.iter().for_each(|o| add(&o.words));
        proposition.args.iter().for_each(|(_, a)| add(&a.words));
        hash.update(proposition.rule);
        hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
    }
}

/// An argument without the "not" that denies it: the statement's polarity says so.
fn undenied(tree: &Tree, argument: &Argument) -> Argument {
    let mut argument = argument.clone();
    if argument.kind != ArgumentKind::Clause && mode::is_denied(tree, argument.head) {
        let head = argument.head;
        argument.words.retain(|&w| tree.lemma(w) != "not" || tree.head(w) != Some(head));
    }
    argument
}

/// What an utterance says or calls something, its author says or calls it.
fn by_author(tree: &Tree, proposition: &Proposition) -> Option<Proposition> {
    let head = proposition.head;
    let says = extract::lexicon::is_naming(tree.lemma(head)) || mode::is_report(tree, head);
    if !says || proposition.rule == "naming" {
        return None;
    }
    let author = extract::author(tree, proposition.subject.head)?;
    let subject = Argument { marker: Vec::new(), ..extract::argument(tree, author) };
    Some(Proposition { subject, parent: None, ..proposition.clone() })
}

/// "Lee was granted a licence *by Oslo*": Oslo granted it, and Lee received it.
fn by_agent(tree: &Tree, proposition: &Proposition) -> Option<Proposition> {
    let object = proposition.object.as_ref().filter(|o| tree.word(o.head).deprel == Deprel::Obj)?;
    let agent = |(_, a): &&(Role, Argument)| tree.word(a.head).deprel == Deprel::OblAgent;
    let (_, agent) = proposition.args.iter().find(agent)?;
    let relation = &proposition.relation;
    let passive = relation.words.iter().any(|&w| tree.word(w).deprel == Deprel::AuxPass);
    let modal = relation.words.iter().any(|&w| tree.word(w).xpos == Xpos::Md);
    if proposition.rule != "verb" || !passive || modal {
        return None;
    }
    let words = relation.words.iter().copied().filter(|&w| tree.word(w).deprel != Deprel::AuxPass).collect();
    let others = proposition.args.iter().filter(|(_, a)| a.head != agent.head).cloned();
    Some(Proposition {
        subject: Argument { marker: Vec::new(), ..agent.clone() },
        relation: extract::Relation { words, ..relation.clone() },
        object: Some(object.clone()),
        args: others.chain([(Role::Recipient, proposition.subject.clone())]).collect(),
        parent: None,
        ..proposition.clone()
    })
}

/// Whoever calls the thing what `description` says it is.
fn namer(
    index: usize,
    tree: &Tree,
    found: &[Proposition],
    description: &Proposition,
) -> Option<AttributionSite> {
    let verb = tree.head(description.head)?;
    let subject = found.iter().find(|p| p.head == verb && p.rule != "naming")?.subject.head;
    Some(AttributionSite {
        source: Some((index, extract::author(tree, subject).unwrap_or(subject))),
        sentence: index,
        cue: verb..verb + 1,
        stance: Stance::Claim,
        kind: CueKind::Clause,
        via: None,
    })
}

/// The word whose mode is the statement's: the last verb of a chain, since "failed to pay"
/// says that nobody paid.
fn meaning(tree: &Tree, proposition: &Proposition) -> usize {
    let last = proposition.relation.head;
    let mut at = last;
    while at != proposition.head {
        match tree.head(at) {
            Some(up) if matches!(tree.word(at).deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl) => {
                at = up;
            }
            _ => return proposition.head,
        }
    }
    last
}

/// States what an entity is said to be: the words of the object or, where these are its name, of
/// the subject. `None` if both are names, which says nothing.
fn describe(tree: &Tree, proposition: &Proposition, statement: Statement) -> Option<Statement> {
    let common = |a: &Argument| match tree.word(a.head).upos {
        Upos::Noun => true,
        Upos::Propn => tree.sentence.name_at(a.head).is_none(),
        _ => false,
    };
    // "contradicted him": whoever "him" is, it is not the subject; "defended itself" stays as it is said
    let other = |a: &Argument| proposition.rule == "verb" && tree.word(a.head).upos == Upos::Pron;
    let object = statement.object.as_ref()?;
    if proposition.object.as_ref().is_some_and(|a| common(a) || other(a)) {
        return Some(Statement { object: Some(object.as_words()?), ..statement });
    }
    if proposition.rule != "apposition" || !common(&proposition.subject) {
        return None;
    }
    let described = statement.subject.as_words()?;
    Some(Statement { subject: object.clone(), object: Some(described), ..statement })
}
