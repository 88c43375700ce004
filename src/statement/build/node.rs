//! What the words of a proposition name: entities, values, sources.

use super::empty::is_cut;
use super::informative::Standing;
use super::{Builder, CONCEPT, listed};
use crate::annotate::{self, Deprel, NameType, Tree, Upos, Xpos};
use crate::entity::Entity;
use crate::extract::mode::{self, AttributionSite};
use crate::extract::{self, Argument, ArgumentKind, Proposition};
use crate::statement::span::{balanced, cover, wholly_quoted};
use crate::statement::{Arg, Attribution, Node, Role};
use crate::text::Span;
use crate::values::{Calendar, Quantity, TimeExpression, TimeKind, quantities, times};

/// Noun phrases of up to so many words become nodes; longer ones are literals.
const LONGEST_CONCEPT: usize = 6;
/// What a source that the text does not name is called.
const UNNAMED_SOURCE: &str = "unnamed source";

/// A sentence with the values that stand in it.
pub(super) struct Values {
    pub(super) times: Vec<TimeExpression>,
    quantities: Vec<Quantity>,
}

impl Builder<'_> {
    pub(super) fn resolved(&self, index: usize, head: usize) -> Option<usize> {
        self.resolution.entity_at(index, head)
    }

    /// Whether a phrase with a value is that value, and no name of something else.
    pub(super) fn is_value(&self, index: usize, argument: &Argument) -> bool {
        self.resolved(index, argument.head)
            .is_none_or(|entity| matches!(self.entities[entity].kind.as_str(), "Time" | "Quantity" | CONCEPT))
    }

    /// The entity that a phrase names, or a node of its own for what has no name.
    pub(super) fn entity_node(
        &mut self,
        index: usize,
        tree: &Tree,
        argument: &Argument,
        clause: usize,
    ) -> Node {
        let span = mention(tree, argument, clause);
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
        // Words side by side are written as the text writes them: "26-year-old".
        let beside = argument.words.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        let skipped = argument.words.len() - words.len();
        let name = match argument.words.get(skipped..).and_then(|kept| cover(tree, kept)) {
            Some(span) if beside => span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" "),
            _ => words.join(" "),
        };
        let id = listed::local_id(&self.document.id, &name);
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
        let mentions = vec![mention];
        self.entities.push(Entity { id, name, kind, mentions, unnamed: true, ..Entity::default() });
        at
    }

    pub(super) fn object_node(
        &mut self,
        index: usize,
        tree: &Tree,
        argument: &Argument,
        clause: usize,
        values: &Values,
        content: &dyn Fn(&Argument) -> Option<String>,
    ) -> Node {
        let span = mention(tree, argument, clause);
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
                _ if self.resolved(index, argument.head).is_some() => {
                    self.entity_node(index, tree, argument, clause)
                }
                _ if tree.word(argument.head).upos == Upos::Noun
                    && argument.words.len() <= LONGEST_CONCEPT =>
                {
                    self.entity_node(index, tree, argument, clause)
                }
                _ => Node::Literal { literal: text, quoted: false, datatype: None, text: None, span: place },
            },
        }
    }

    /// The further arguments, without what the text denies of them ("in Rome, *not in
    /// Paris*"), and the numbers of subject and object.
    pub(super) fn args(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        values: &Values,
    ) -> Vec<Arg> {
        // A clause that tells neither when, why nor on what condition is a statement of its own.
        // But "accused the firm *of hiding it*" says of what.
        let accused = |a: &Argument| {
            let verb = tree.lemma(proposition.head);
            a.marker.first().is_some_and(|&m| annotate::takes(verb, tree.lemma(m)) && tree.lemma(m) != "that")
        };
        let beside =
            |role: &Role, a: &Argument| *role == Role::Other && a.kind == ArgumentKind::Clause && !accused(a);
        // "*by both*", "*to it*", "*there*", where nobody knows which or where
        let pointing = |a: &Argument| {
            let word = tree.word(a.head);
            let alone = a.words.len() == 1 && self.resolved(index, a.head).is_none();
            let points = matches!(word.xpos, Xpos::Dt | Xpos::Wdt)
                || matches!(tree.lemma(a.head), "it" | "them" | "they" | "there" | "here");
            a.kind == ArgumentKind::Phrase && alone && points
        };
        // "told *me*", "taller than *those* beside it"
        let empty = |a: &Argument| {
            let nobody = tree.word(a.head).xpos == Xpos::Prp && self.end(index, tree, a) != Standing::Says;
            nobody || is_cut(tree, a)
        };
        // "*in the words of* the prosecutor" says who says it
        let cue = |a: &Argument| {
            tree.lemma(a.head) == "word" && a.marker.iter().any(|&m| tree.form(m).eq_ignore_ascii_case("in"))
        };
        let told = |role: &Role, a: &Argument| {
            !cue(a) && !mode::is_denied(tree, a.head) && !beside(role, a) && !pointing(a) && !empty(a)
        };
        let stated = proposition.args.iter().filter(|(role, a)| told(role, a));
        let clause = proposition.head;
        let mut args: Vec<Arg> =
            stated.map(|(role, a)| self.arg(index, tree, *role, a, clause, values)).collect();
        // "in the 1980s *and 1990s*"
        let told = proposition.args.iter().filter(|(_, a)| a.kind == ArgumentKind::Phrase);
        let time = |&w: &usize| values.time(w).is_some() || extract::lexicon::is_time(tree, w);
        let more = told.filter(|(_, a)| time(&a.head));
        let more = more.flat_map(|(_, a)| tree.children_by(a.head, &[Deprel::Conj]).filter(time));
        args.extend(
            more.map(|c| self.arg(index, tree, Role::Time, &extract::argument(tree, c), clause, values)),
        );
        args.extend(self.when(index, tree, clause, values));
        args.extend(self.times(index, tree, proposition, values));
        if proposition.rule == "verb" && args.iter().all(|arg| arg.role != Role::Time) {
            args.extend(self.inner_time(index, tree, proposition, values));
        }
        if proposition.rule == "located" {
            args.extend(self.beside_place(index, tree, proposition, values));
        }
        let mut places: Vec<[u32; 2]> = Vec::new();
        args.retain(|arg| {
            let new = arg.role != Role::Time || !places.contains(&arg.span);
            places.push(arg.span);
            new
        });
        // "*early* on *Monday*", "*from 2009* to *2012*" tell one time
        let mut told: Vec<String> = Vec::new();
        args.retain(|arg| match &arg.value {
            Some(value) if arg.role == Role::Time => {
                let new = !told.contains(value);
                told.push(value.clone());
                new
            }
            _ => true,
        });
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
                    order: None,
                    distance: None,
                    statement: None,
                }
            }));
        }
        args
    }

    pub(super) fn arg(
        &self,
        index: usize,
        tree: &Tree,
        role: Role,
        argument: &Argument,
        clause: usize,
        values: &Values,
    ) -> Arg {
        let mut span = mention(tree, argument, clause);
        let entity = self.resolved(index, argument.head).map(|e| &self.entities[e]);
        // "*without* her consent" is no consent.
        let lacking = argument.marker.first().filter(|&&m| matches!(tree.lemma(m), "without" | "unless"));
        if let Some(&word) = lacking {
            span = span.cover(tree.word(word).span);
        }
        let entity = entity.filter(|_| lacking.is_none());
        // "told the *Weekly*": a paper is no time, a word with a number is none
        let digits = |w: usize| tree.form(w).contains(|c: char| c.is_ascii_digit());
        let named = tree.sentence.name_at(argument.head).is_some_and(|name| {
            !matches!(name.kind, NameType::Date | NameType::Time) && !name.words.clone().any(digits)
        });
        let time = values.time(argument.head).filter(|_| !named);
        let role = match time.map(|t| t.kind) {
            Some(TimeKind::Frequency | TimeKind::Set) => Role::Frequency,
            Some(_) if !extract::lexicon::is_compared(tree, argument.head) => Role::Time,
            _ => role,
        };
        let quantity = values.quantity(argument).filter(|_| time.is_none());
        let value = values.of(argument).map(|(value, _)| value);
        let value = value.or_else(|| values.inside(tree, argument).filter(|_| role == Role::Time));
        Arg {
            role,
            text: span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" "),
            span: self.points.span(span),
            entity: entity.map(|e| e.id.clone()),
            name: entity.map(|e| e.name.clone()),
            value,
            bound: quantity.and_then(|q| q.comparison.as_str()).map(str::to_owned),
            unit: quantity.and_then(Quantity::unit).map(str::to_owned),
            order: None,
            distance: None,
            statement: None,
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

    pub(super) fn attribution(&mut self, site: &AttributionSite) -> Attribution {
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
            None => {
                (listed::local_id(&self.document.id, UNNAMED_SOURCE), UNNAMED_SOURCE.to_owned(), cue_span)
            }
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
    /// Finds the times and the quantities.
    pub(super) fn read(tree: &Tree, calendar: &mut Calendar) -> Self {
        Values {
            times: times(tree.sentence, tree.text, calendar),
            // "to one who roams", "one of the mathematicians": only what it counts makes "one" a number
            quantities: quantities(tree.sentence, tree.text)
                .into_iter()
                .filter(|q| {
                    let first = q.words.start;
                    let one = q.words.len() == 1 && tree.lemma(first).eq_ignore_ascii_case("one");
                    !one || tree.word(first).deprel == Deprel::Nummod
                })
                .collect(),
        }
    }

    /// The date of what a clause tells: "*when he left the town in 1920*".
    fn inside(&self, tree: &Tree, clause: &Argument) -> Option<String> {
        if clause.kind != ArgumentKind::Clause {
            return None;
        }
        let when = |c: usize| matches!(tree.lemma(c), "when" | "as" | "while");
        tree.children(clause.head).find(|&c| when(c))?;
        let mut dates = tree.children_by(clause.head, &[Deprel::Obl, Deprel::OblUnmarked]);
        dates.find_map(|d| self.time(d).filter(|t| t.kind == TimeKind::Date)?.value.clone())
    }

    /// The time that a word belongs to.
    pub(super) fn time(&self, word: usize) -> Option<&TimeExpression> {
        self.times.iter().find(|t| t.words.contains(&word))
    }

    /// The normalised value of an argument that is a time or a quantity, with its XSD datatype.
    fn of(&self, argument: &Argument) -> Option<(String, String)> {
        let time = self.time(argument.head);
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

/// Whether a quantity counts or measures the phrase itself, not something inside it, nor tells the
/// age of whoever is named: "Lee, *74*".
fn counts(tree: &Tree, head: usize, quantity: &Quantity) -> bool {
    let age = |w: usize| w > head && tree.word(head).upos == Upos::Propn;
    // "the 2004 Games"
    let year = |w: usize| {
        let number = tree.form(w).len() == 4 && tree.form(w).parse().is_ok_and(|y| (1000..2200).contains(&y));
        number && quantity.words.len() == 1 && tree.word(head).upos == Upos::Propn
    };
    quantity.words.clone().any(|w| w == head || tree.head(w) == Some(head) && !age(w) && !year(w))
}

/// The words of a statement's end as the text has them in one piece, with the clause that says which
/// is meant: "the texts *we use*", but not the clause that the statement itself is about.
fn mention(tree: &Tree, argument: &Argument, clause: usize) -> Span {
    let head = argument.head;
    let words = match argument.kind {
        ArgumentKind::Phrase => {
            let mut words = piece(tree, &argument.words, head);
            words.extend(restriction(tree, &words, head, clause));
            words
        }
        // The subject that "said she fell and *broke it*" shares stands before what else is said.
        ArgumentKind::Clause if tree.word(head).deprel == Deprel::Conj => {
            let own = tree.subtree(head, &|_| false);
            argument.words.iter().copied().filter(|w| own.contains(w)).collect()
        }
        _ => argument.words.clone(),
    };
    balanced(tree.text, cover(tree, &words).unwrap_or(tree.word(head).span))
}

/// The words around the head, up to where others stand between them.
fn piece(tree: &Tree, words: &[usize], head: usize) -> Vec<usize> {
    let together = |a: usize, b: usize| (a + 1..b).all(|w| tree.word(w).upos == Upos::Punct);
    let Some(at) = words.iter().position(|&w| w == head) else { return words.to_vec() };
    let before =
        (1..=at).rev().take_while(|&i| together(words[i - 1], words[i])).last().map_or(at, |i| i - 1);
    let after =
        (at..words.len() - 1).take_while(|&i| together(words[i], words[i + 1])).last().map_or(at, |i| i + 1);
    words[before..=after].to_vec()
}

/// A clause of up to so many words says which thing is meant.
const LONGEST_RESTRICTION: usize = 14;

/// The relative or participial clause right behind a common noun, without a comma.
fn restriction(tree: &Tree, words: &[usize], head: usize, clause: usize) -> Vec<usize> {
    let Some(&last) = words.last() else { return Vec::new() };
    if !matches!(tree.word(head).upos, Upos::Noun | Upos::Num | Upos::Det) {
        return Vec::new();
    }
    let mut clauses = tree.children_by(head, &[Deprel::Acl, Deprel::AclRelcl]);
    let found = clauses.find_map(|c| {
        let mut inside = tree.subtree(c, &|w| {
            tree.head(w) == Some(c)
                && matches!(tree.word(w).deprel, Deprel::Conj | Deprel::Cc | Deprel::Parataxis)
        });
        while inside.last().is_some_and(|&w| tree.word(w).upos == Upos::Punct) {
            inside.pop();
        }
        let behind = inside.first() == Some(&(last + 1));
        let whole = inside.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        (behind && whole && inside.len() <= LONGEST_RESTRICTION && !inside.contains(&clause))
            .then_some(inside)
    });
    found.unwrap_or_default()
}
