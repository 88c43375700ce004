//! From propositions, in words of a sentence, to statements of the graph.

use super::span::{balanced, cover, wholly_quoted};
use super::{Arg, Attribution, Node, Polarity, Relation, Role, Statement};
use crate::annotate::{Deprel, Sentence, Tree, Upos, Xpos};
use crate::document::Document;
use crate::entity::{Entity, Join};
use crate::extract::mode::{self, AttributionSite, CueKind, Reported, Stance};
use crate::extract::{self, Argument, ArgumentKind, Proposition, propositions};
use crate::ontology::Ontology;
use crate::resolve::{Mention, MentionKind, Resolution, ResolvedEntity};
use crate::text::{CodePoints, Span};
use crate::values::{Quantity, TimeExpression, TimeKind, quantities, times};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The class of what has no name.
const CONCEPT: &str = "Concept";
/// Noun phrases of up to so many words become nodes; longer ones are literals.
const LONGEST_CONCEPT: usize = 6;
/// What a source that the text does not name is called.
const UNNAMED_SOURCE: &str = "unnamed source";

/// Statements and entities of a document.
pub struct Built {
    /// The statements in the order of the text.
    pub statements: Vec<Statement>,
    /// The entities: first the resolved ones, then what statements name besides.
    pub entities: Vec<Entity>,
    /// What speaks most for and against each statement, by its id.
    pub features: BTreeMap<String, Vec<(String, f32)>>,
}

/// States what the sentences of `document` say.
pub fn build(
    document: &Document,
    sentences: &[Sentence],
    resolution: &Resolution,
    ontology: &Ontology,
) -> Built {
    let points = CodePoints::new(&document.text);
    let trees: Vec<Tree> = sentences.iter().map(|s| Tree::new(s, &document.text)).collect();
    let reported = Reported::new(&trees);
    let mut builder = Builder {
        document,
        resolution,
        ontology,
        points: &points,
        reported: &reported,
        entities: resolved_entities(document, resolution, &points),
        concepts: FxHashMap::default(),
        statements: Vec::new(),
        features: BTreeMap::new(),
    };
    for (index, tree) in trees.iter().enumerate() {
        builder.sentence(index, tree);
    }
    Built { statements: builder.statements, entities: builder.entities, features: builder.features }
}

struct Builder<'d> {
    document: &'d Document,
    resolution: &'d Resolution,
    ontology: &'d Ontology,
    points: &'d CodePoints<'d>,
    reported: &'d Reported<'d>,
    entities: Vec<Entity>,
    /// Where the nodes of things without a name stand among the entities, by their ids.
    concepts: FxHashMap<String, usize>,
    statements: Vec<Statement>,
    features: BTreeMap<String, Vec<(String, f32)>>,
}

/// A sentence with the values that stand in it.
struct Values {
    times: Vec<TimeExpression>,
    quantities: Vec<Quantity>,
}

impl Builder<'_> {
    fn sentence(&mut self, index: usize, tree: &Tree) {
        let mut found = extract::acts(tree, propositions(tree));
        // What stands in the place of a proposition shares its content.
        let mut origin: Vec<usize> = (0..found.len()).collect();
        for index in 0..found.len() {
            if let Some(authored) = by_author(tree, &found[index]) {
                found.push(authored);
                origin.push(index);
            }
        }
        let attitudes: Vec<(usize, Proposition)> =
            found.iter().enumerate().filter_map(|(n, p)| Some((n, extract::attitude(tree, p)?))).collect();
        let (contents, attitudes): (Vec<usize>, Vec<Proposition>) = attitudes.into_iter().unzip();
        let plain = found.len();
        found.extend(attitudes);
        let values = Values {
            times: times(tree.sentence, tree.text, self.document.date),
            quantities: quantities(tree.sentence, tree.text),
        };
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
            if let Some(site) = described.flatten() {
                statement.attribution = Some(self.attribution(&site));
            }
            self.map_relation(&mut statement, tree, proposition);
            if is_same(&statement.subject, statement.object.as_ref()) {
                // What is said of somebody is no second node: "Lee, *the minister*". A name says nothing new.
                match describe(tree, proposition, statement) {
                    Some(described) => statement = described,
                    None => continue,
                }
                if proposition.rule != "verb" {
                    self.map_role(&mut statement);
                }
            } else if proposition.rule == "role" && !matches!(statement.object, Some(Node::Entity { .. })) {
                continue;
            }
            if !self
                .statements
                .iter()
                .rev()
                .take_while(|s| s.sentence as usize == index)
                .any(|s| s.id == statement.id)
            {
                self.features
                    .insert(statement.id.clone(), extract::confidence::weightiest(tree, proposition));
                self.statements.push(statement);
            }
        }
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
        let mode = mode::mode(tree, meaning(tree, proposition));
        let denied = [Some(&proposition.subject), proposition.object.as_ref()]
            .into_iter()
            .flatten()
            .any(|a| mode::is_denied(tree, a.head));
        let polarity = match (mode.polarity, denied) {
            (Polarity::Positive, false) | (Polarity::Negative, true) => Polarity::Positive,
            _ => Polarity::Negative,
        };
        let site = self.reported.attribution(index, meaning(tree, proposition)).filter(|site| {
            // what an apposition or a title tells, the author tells, unless the words are quoted
            site.kind == CueKind::Quotation || !matches!(proposition.rule, "title" | "apposition" | "role")
        });
        let relation = &proposition.relation;
        let words: Vec<&str> = relation.words.iter().map(|&w| tree.form(w)).collect();
        let phrase = [relation.before, &words.join(" "), relation.after]
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
            subject: self.entity_node(index, tree, &proposition.subject),
            relation: Relation {
                phrase,
                lemma: relation.lemma.clone(),
                property: None,
                span: self.points.span(relation_span),
            },
            object: proposition.object.as_ref().map(|o| self.object_node(index, tree, o, values, content)),
            args: self.args(index, tree, proposition, values),
            polarity,
            modality: mode.modality,
            attribution: site.map(|site| self.attribution(&site)),
            confidence: (f64::from(proposition.confidence) * 100.0).round() / 100.0,
            extractor: proposition.rule.to_owned(),
        }
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

    /// The property that fits; subject and object change places where it runs the other way.
    fn map_relation(&self, statement: &mut Statement, tree: &Tree, proposition: &Proposition) {
        let class = |node: Option<&Node>| match node {
            Some(Node::Entity { kind, .. }) if kind != CONCEPT => Some(kind.clone()),
            Some(Node::Literal { datatype: Some(datatype), .. }) => match datatype.as_str() {
                "decimal" => Some("Quantity".to_owned()),
                _ => Some("Time".to_owned()),
            },
            _ => None,
        };
        let subject = class(Some(&statement.subject));
        let object = class(statement.object.as_ref());
        let passive = proposition.relation.words.iter().any(|&w| tree.word(w).deprel == Deprel::AuxPass)
            || tree.word(proposition.relation.head).feats.has("Voice=Pass");
        let lemma = statement.relation.lemma.as_str();
        let (lemma, swapped) = match lemma.strip_suffix(" by") {
            Some(active) if passive => (active, true),
            _ => (lemma, false),
        };
        if passive && !swapped {
            // Without its agent a passive has its object as subject: no property of verbs fits as it stands.
            if let Some((property, false)) =
                self.ontology.property_for(&format!("be {lemma}"), subject.as_deref(), object.as_deref())
            {
                statement.relation.property = Some(property.iri.clone());
            }
            return;
        }
        let (first, second) = if swapped { (&object, &subject) } else { (&subject, &object) };
        let Some((property, inverse)) =
            self.ontology.property_for(lemma, first.as_deref(), second.as_deref())
        else {
            return;
        };
        if swapped == inverse {
            statement.relation.property = Some(property.iri.clone());
        } else if let Some(Node::Entity { .. }) = statement.object
            && let Some(object) = statement.object.take()
        {
            let subject = std::mem::replace(&mut statement.subject, object);
            statement.object = Some(subject);
            statement.relation.property = Some(property.iri.clone());
        }
    }

    /// What a person is said to be is a role: "Lee, *the minister*".
    fn map_role(&self, statement: &mut Statement) {
        let Node::Entity { kind, .. } = &statement.subject else { return };
        if kind != "Person" {
            return;
        }
        let role = self.ontology.property_for("work as", Some(kind), Some("Role"));
        if let Some((property, false)) = role {
            statement.relation.property = Some(property.iri.clone());
        }
    }

    fn resolved(&self, index: usize, head: usize) -> Option<usize> {
        self.resolution.entity_at(index, head)
    }

    /// Whether a phrase with a value is that value, and no name of something else.
    fn is_value(&self, index: usize, argument: &Argument) -> bool {
        self.resolved(index, argument.head)
            .is_none_or(|entity| matches!(self.entities[entity].kind.as_str(), "Time" | "Quantity" | CONCEPT))
    }

    /// The entity that a phrase names, or a node of its own for what has no name.
    fn entity_node(&mut self, index: usize, tree: &Tree, argument: &Argument) -> Node {
        let span = balanced(tree.text, cover(tree, &argument.words).unwrap_or(tree.word(argument.head).span));
        let mention = span.of(tree.text).to_owned();
        let at = match self.resolved(index, argument.head) {
            Some(entity) => entity,
            None => self.concept(tree, argument, span),
        };
        let entity = &self.entities[at];
        Node::Entity {
            id: entity.id.clone(),
            name: entity.name.clone(),
            kind: entity.kind.clone(),
            mention,
            span: self.points.span(span),
        }
    }

    /// A node for a phrase without a name: the same phrase in a document is the same node.
    fn concept(&mut self, tree: &Tree, argument: &Argument, span: Span) -> usize {
        let mut words: Vec<&str> = argument.words.iter().map(|&w| tree.form(w)).collect();
        if words.len() > 1
            && words.first().is_some_and(|w| matches!(w.to_lowercase().as_str(), "the" | "a" | "an"))
        {
            words.remove(0);
        }
        let name = words.join(" ");
        let id = local_id(&self.document.id, &name);
        let mention = self.points.span(span);
        if let Some(&at) = self.concepts.get(&id) {
            if !self.entities[at].mentions.contains(&mention) {
                self.entities[at].mentions.push(mention);
            }
            return at;
        }
        let at = self.entities.len();
        self.concepts.insert(id.clone(), at);
        let kind = CONCEPT.to_owned();
        self.entities.push(Entity { id, name, kind, mentions: vec![mention], ..Entity::default() });
        at
    }

    fn object_node(
        &mut self,
        index: usize,
        tree: &Tree,
        argument: &Argument,
        values: &Values,
        content: &dyn Fn(&Argument) -> Option<String>,
    ) -> Node {
        let span = balanced(tree.text, cover(tree, &argument.words).unwrap_or(tree.word(argument.head).span));
        if argument.kind == ArgumentKind::Phrase
            && let Some(inner) = wholly_quoted(tree.text, span)
        {
            let literal = inner.of(tree.text).to_owned();
            return Node::Literal {
                literal,
                quoted: true,
                datatype: None,
                text: None,
                span: self.points.span(inner),
            };
        }
        let text = span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let place = self.points.span(span);
        match argument.kind {
            ArgumentKind::Clause => match content(argument) {
                Some(statement) => Node::Statement { statement, text, span: place },
                None => {
                    Node::Literal { literal: text, quoted: false, datatype: None, text: None, span: place }
                }
            },
            ArgumentKind::Quoted => {
                let literal = text.trim_matches(['"', '“', '”', '\'', '‘', '’', '`']).to_owned();
                Node::Literal { literal, quoted: true, datatype: None, text: None, span: place }
            }
            ArgumentKind::Phrase => match values.of(argument) {
                Some((literal, datatype)) if self.is_value(index, argument) => Node::Literal {
                    literal,
                    quoted: false,
                    datatype: Some(datatype),
                    text: Some(text),
                    span: place,
                },
                _ if self.resolved(index, argument.head).is_some() => self.entity_node(index, tree, argument),
                _ if tree.word(argument.head).upos == Upos::Noun
                    && argument.words.len() <= LONGEST_CONCEPT =>
                {
                    self.entity_node(index, tree, argument)
                }
                _ => Node::Literal { literal: text, quoted: false, datatype: None, text: None, span: place },
            },
        }
    }

    /// The further arguments, without what the text denies of them ("in Rome, *not in
    /// Paris*"), and the numbers of subject and object.
    fn args(&self, index: usize, tree: &Tree, proposition: &Proposition, values: &Values) -> Vec<Arg> {
        let stated = proposition.args.iter().filter(|(_, a)| !mode::is_denied(tree, a.head));
        let mut args: Vec<Arg> = stated.map(|(role, a)| self.arg(index, tree, *role, a, values)).collect();
        for end in [Some(&proposition.subject), proposition.object.as_ref()].into_iter().flatten() {
            if end.kind == ArgumentKind::Clause {
                continue;
            }
            let counted =
                |q: &&Quantity| q.words.clone().all(|w| end.words.contains(&w)) && counts(tree, end.head, q);
            args.extend(values.quantities.iter().filter(counted).map(|quantity| {
                let words: Vec<usize> = quantity.words.clone().collect();
                let span = cover(tree, &words).unwrap_or_default();
                Arg {
                    role: Role::Quantity,
                    text: span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" "),
                    span: self.points.span(span),
                    entity: None,
                    name: None,
                    value: Some(quantity.value()),
                    bound: quantity.comparison.as_str().map(str::to_owned),
                    unit: quantity.unit().map(str::to_owned),
                }
            }));
        }
        args
    }

    fn arg(&self, index: usize, tree: &Tree, role: Role, argument: &Argument, values: &Values) -> Arg {
        let span = balanced(tree.text, cover(tree, &argument.words).unwrap_or(tree.word(argument.head).span));
        let entity = self.resolved(index, argument.head).map(|e| &self.entities[e]);
        let time = values.times.iter().find(|t| t.words.contains(&argument.head));
        let role = match time.map(|t| t.kind) {
            Some(TimeKind::Frequency | TimeKind::Set) => Role::Frequency,
            Some(_) => Role::Time,
            None => role,
        };
        let quantity = values.quantity(argument).filter(|_| time.is_none());
        Arg {
            role,
            text: span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" "),
            span: self.points.span(span),
            entity: entity.map(|e| e.id.clone()),
            name: entity.map(|e| e.name.clone()),
            value: values.of(argument).map(|(value, _)| value),
            bound: quantity.and_then(|q| q.comparison.as_str()).map(str::to_owned),
            unit: quantity.and_then(Quantity::unit).map(str::to_owned),
        }
    }

    /// The entity that a source's words mean: their own, the one that names them beside
    /// ("the regulator's head, *Aoife Brennan*"), or the author of an utterance.
    fn source(&self, index: usize, tree: &Tree, head: usize) -> Option<usize> {
        let named = |word: usize| self.resolved(index, word).filter(|_| tree.word(word).upos == Upos::Propn);
        let beside = || {
            let last = extract::noun_phrase(tree, head).last().map_or(head, |w| w + 1);
            let next = (last < tree.len() && tree.word(last).upos == Upos::Propn).then_some(last);
            tree.children_by(head, &[Deprel::Appos, Deprel::Flat]).chain(next).find_map(named)
        };
        let author = || extract::author(tree, head).and_then(|a| self.resolved(index, a));
        if tree.word(head).upos == Upos::Noun {
            author().or_else(beside).or_else(|| self.resolved(index, head))
        } else {
            self.resolved(index, head)
        }
    }

    fn attribution(&mut self, site: &AttributionSite) -> Attribution {
        let sentence = |index: usize| self.reported.tree(index);
        let cue_words: Vec<usize> = site.cue.clone().collect();
        let cue_tree = sentence(site.sentence);
        let cue_span = cue_tree.and_then(|t| cover(t, &cue_words)).unwrap_or_default();
        let cue = cue_span.of(&self.document.text).to_owned();
        let (id, name, span) = match site.source.and_then(|(s, head)| Some((s, head, sentence(s)?))) {
            Some((index, head, tree)) => {
                let mut words = crate::extract::noun_phrase(tree, head);
                words.retain(|&w| tree.word(w).xpos != Xpos::Pos);
                let span = cover(tree, &words).unwrap_or(tree.word(head).span);
                match self.source(index, tree, head) {
                    Some(e) => (self.entities[e].id.clone(), self.entities[e].name.clone(), span),
                    None => {
                        let argument =
                            Argument { head, words, marker: Vec::new(), kind: ArgumentKind::Phrase };
                        let at = self.concept(tree, &argument, span);
                        (self.entities[at].id.clone(), self.entities[at].name.clone(), span)
                    }
                }
            }
            None => (local_id(&self.document.id, UNNAMED_SOURCE), UNNAMED_SOURCE.to_owned(), cue_span),
        };
        Attribution {
            id,
            name,
            span: self.points.span(span),
            cue,
            cue_span: self.points.span(cue_span),
            via: site.via.as_ref().map(|via| Box::new(self.attribution(via))),
        }
    }
}

impl Values {
    /// The normalised value of an argument that is a time or a quantity, with its XSD datatype.
    fn of(&self, argument: &Argument) -> Option<(String, String)> {
        let inside = |words: &std::ops::Range<usize>| words.contains(&argument.head);
        let time = self.times.iter().find(|t| inside(&t.words));
        if let Some(value) = time.and_then(|t| t.value.clone()) {
            let datatype = time.and_then(|t| t.datatype).unwrap_or("string");
            return Some((value, datatype.to_owned()));
        }
        let number = self.quantity(argument)?;
        Some(match number.upper {
            Some(_) => (number.value(), "string".to_owned()),
            None => (number.value(), "decimal".to_owned()),
        })
    }

    /// The quantity that an argument is.
    fn quantity(&self, argument: &Argument) -> Option<&Quantity> {
        let number = self.quantities.iter().find(|q| q.words.contains(&argument.head))?;
        argument.words.iter().all(|w| number.words.contains(w)).then_some(number)
    }
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

fn is_same(subject: &Node, object: Option<&Node>) -> bool {
    matches!((subject, object), (Node::Entity { id: a, .. }, Some(Node::Entity { id: b, .. })) if a == b)
}

/// States what an entity is said to be: the words of the object or, where these are its name, of
/// the subject. `None` if both are names, which says nothing.
fn describe(tree: &Tree, proposition: &Proposition, statement: Statement) -> Option<Statement> {
    let common = |a: &Argument| match tree.word(a.head).upos {
        Upos::Noun => true,
        Upos::Propn => tree.sentence.name_at(a.head).is_none(),
        _ => false,
    };
    let literal = |node: &Node| match node {
        Node::Entity { mention, span, .. } => Some(Node::Literal {
            literal: mention.split_whitespace().collect::<Vec<_>>().join(" "),
            quoted: false,
            datatype: None,
            text: None,
            span: *span,
        }),
        _ => None,
    };
    // "contradicted him": whoever "him" is, it is not the subject
    let other = |a: &Argument| {
        let pronoun = tree.word(a.head).upos == Upos::Pron;
        proposition.rule == "verb" && pronoun && !tree.lemma(a.head).contains("sel")
    };
    let object = statement.object.as_ref()?;
    if proposition.object.as_ref().is_some_and(|a| common(a) || other(a)) {
        return Some(Statement { object: Some(literal(object)?), ..statement });
    }
    if proposition.rule != "apposition" || !common(&proposition.subject) {
        return None;
    }
    let described = literal(&statement.subject)?;
    Some(Statement { subject: object.clone(), object: Some(described), ..statement })
}

/// Whether a quantity counts or measures the phrase itself, not something inside it.
fn counts(tree: &Tree, head: usize, quantity: &Quantity) -> bool {
    quantity.words.clone().any(|w| w == head || tree.head(w) == Some(head))
}

/// The entities that have a name, with the mentions that are names or pronouns, typed by
/// the general classes that lists of entities use.
pub fn named_entities(document: &Document, resolution: &Resolution) -> Vec<Entity> {
    let points = CodePoints::new(&document.text);
    let all = resolved_entities(document, resolution, &points).into_iter().zip(&resolution.entities);
    let listed = |(entity, resolved): (Entity, &ResolvedEntity)| {
        let mentions = resolved.mentions.iter().map(|&m| &resolution.mentions[m]);
        Entity {
            kind: resolved.class.listed().to_owned(),
            mentions: mentions
                .filter(|m| m.kind <= MentionKind::Pronoun)
                .map(|m| points.span(m.span))
                .collect(),
            ..entity
        }
    };
    all.filter(|(_, resolved)| resolved.named).map(listed).collect()
}

fn resolved_entities(document: &Document, resolution: &Resolution, points: &CodePoints) -> Vec<Entity> {
    let join = |m: &Mention| Join {
        text: m.span.of(&document.text).to_owned(),
        span: points.span(m.span),
        rule: m.rule.to_owned(),
        score: m.score,
    };
    let entity = |e: &ResolvedEntity| {
        let first = e.mentions.first().map_or(0, |&m| resolution.mentions[m].span.start);
        Entity {
            id: if e.named { e.id.clone() } else { local_id(&document.id, &format!("{first} {}", e.name)) },
            name: e.name.clone(),
            kind: e.class.as_str().to_owned(),
            alt_names: e.names.iter().filter(|n| **n != e.name).cloned().collect(),
            same_as: e.wikidata.as_ref().map(|item| format!("http://www.wikidata.org/entity/{item}")),
            wiki: e.wiki.clone(),
            mentions: e.mentions.iter().map(|&m| points.span(resolution.mentions[m].span)).collect(),
            joins: e.mentions.iter().map(|&m| join(&resolution.mentions[m])).collect(),
        }
    };
    resolution.entities.iter().map(entity).collect()
}

/// An identifier for what has no name: it means something in its document alone.
fn local_id(document: &str, name: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(document);
    hash.update([0]);
    hash.update(name.to_lowercase());
    hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
}
