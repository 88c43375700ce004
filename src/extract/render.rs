//! Two ways to write a proposition: one n-ary row, or triples.

use super::lexicon;
use super::phrase;
use super::proposition::{Argument, ArgumentKind, Proposition};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::statement::Role;

/// How propositions are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Style {
    /// One row a proposition, with all its arguments.
    #[default]
    Nary,
    /// Subject, relation and object only; further arguments become triples whose relation
    /// takes in what stands before them: (Ann; sold the mill to; a brewer).
    Triples,
}

/// A proposition in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Subject.
    pub subject: String,
    /// Relation.
    pub relation: String,
    /// Object; empty for an intransitive verb alone.
    pub object: String,
    /// Further arguments with their prepositions.
    pub args: Vec<String>,
    /// Probability that it is right.
    pub confidence: f32,
}

/// Writes a proposition.
pub fn render(tree: &Tree, proposition: &Proposition, style: Style) -> Vec<Row> {
    // "is owner of; its" tells a reader nothing; a graph resolves the pronoun
    let pronoun = |o: &Argument| tree.word(o.head).xpos == Xpos::Prps;
    if proposition.rule == "role" && proposition.object.as_ref().is_some_and(pronoun) {
        return Vec::new();
    }
    if purpose(tree, proposition) || excluded(tree, proposition) {
        return Vec::new();
    }
    match style {
        Style::Nary => vec![nary(tree, proposition)],
        Style::Triples => Triples { tree, proposition, rows: Vec::new() }.write(),
    }
}

fn text(tree: &Tree, words: &[usize]) -> String {
    words.iter().map(|&w| tree.form(w)).collect::<Vec<_>>().join(" ")
}

/// The relation with `more` words after it; without the object's preposition if `bare`.
fn relation(tree: &Tree, proposition: &Proposition, more: &[usize], bare: bool) -> String {
    let relation = &proposition.relation;
    let count = relation.words.len() - if bare { relation.preposition } else { 0 };
    let own = text(tree, &relation.words[..count]);
    let mut parts = vec![relation.before.to_owned(), own, relation.after.to_owned(), text(tree, more)];
    parts.retain(|p| !p.is_empty());
    parts.join(" ")
}

fn nary(tree: &Tree, proposition: &Proposition) -> Row {
    let object = proposition.object.as_ref();
    let marker = object.map_or(&[][..], |o| o.marker.as_slice());
    let mut relation = relation(tree, proposition, marker, false);
    if bare_participle(tree, proposition) {
        relation.insert_str(0, "be ");
    }
    let told = |a: &&Argument| a.kind != ArgumentKind::Clause || frames(tree, a);
    let args = proposition.args.iter().map(|(_, a)| a).filter(told);
    Row {
        subject: text(tree, &proposition.subject.words),
        relation,
        object: object.map(|o| text(tree, &o.words)).unwrap_or_default(),
        args: args.map(|a| text(tree, &[a.marker.as_slice(), &a.words].concat())).collect(),
        confidence: proposition.confidence,
    }
}

/// Whether the relation is a passive participle alone: "the letter *signed by* the mayor".
fn bare_participle(tree: &Tree, proposition: &Proposition) -> bool {
    let relation = &proposition.relation;
    relation.words.first() == Some(&relation.head)
        && tree.word(relation.head).xpos == Xpos::Vbn
        && !relation.words.iter().any(|&w| tree.word(w).upos == Upos::Aux)
        && matches!(proposition.shape, "participle" | "adverbial")
}

/// Whether a clause is told as an argument: one that says before or after what, to what end.
fn frames(tree: &Tree, argument: &Argument) -> bool {
    match argument.marker.first() {
        Some(&conjunction) => matches!(
            tree.lemma(conjunction),
            "after" | "before" | "until" | "by" | "for" | "to" | "that" | "from" | "without" | "of" | "in"
        ),
        None => argument.words.first().is_some_and(|&w| tree.word(w).xpos == Xpos::To),
    }
}

/// An argument's words without the quotation marks around them.
fn unquoted<'w>(tree: &Tree, words: &'w [usize]) -> &'w [usize] {
    let quote = |w: usize, mark: Xpos| tree.word(w).xpos == mark;
    match words {
        [first, inner @ .., last]
            if !inner.is_empty()
                && quote(*first, Xpos::Openquote)
                && quote(*last, Xpos::Closequote)
                && !inner.iter().any(|&w| quote(w, Xpos::Openquote)) =>
        {
            // "“The Mill,” he said": the comma belongs to the sentence
            let comma = inner.len() > 1 && inner.last().is_some_and(|&w| tree.word(w).xpos == Xpos::Comma);
            &inner[..inner.len() - usize::from(comma)]
        }
        _ => words,
    }
}

/// Whether the proposition is the purpose of another, whose row tells it: "they met *to
/// sign it*".
fn purpose(tree: &Tree, proposition: &Proposition) -> bool {
    proposition.shape == "adverbial"
        && tree.children_by(proposition.head, &[Deprel::Mark]).any(|m| phrase::is_to(tree, m))
}

/// Whether "neither … nor" denies the subject or the object, which no word of the relation says.
fn excluded(tree: &Tree, proposition: &Proposition) -> bool {
    let denied = |argument: &Argument| {
        let first = match tree.head(argument.head) {
            Some(up) if tree.word(argument.head).deprel == Deprel::Conj => up,
            _ => argument.head,
        };
        tree.children_by(first, &[Deprel::CcPreconj, Deprel::Cc]).any(|c| tree.lemma(c) == "neither")
    };
    denied(&proposition.subject) || proposition.object.as_ref().is_some_and(denied)
}

struct Triples<'a> {
    tree: &'a Tree<'a>,
    proposition: &'a Proposition,
    rows: Vec<Row>,
}

impl Triples<'_> {
    fn write(mut self) -> Vec<Row> {
        let (tree, proposition) = (self.tree, self.proposition);
        // that a thing is where its phrase says, the triples of the phrase say too; whose
        // something is, the description says
        let possessor = proposition.rule == "role" && proposition.relation.after == "of";
        if proposition.rule == "located" || possessor {
            return self.rows;
        }
        let mut taken = Vec::new();
        if let Some(object) = &proposition.object {
            let mut words = [object.marker.as_slice(), &object.words].concat();
            if object.kind != ArgumentKind::Clause && has_verb(tree, proposition) {
                // what further phrases tell of the object, triples of their own tell
                words = phrase::short(tree, object.head);
            }
            self.push(&[], &words, 1.0, false);
            if object.kind != ArgumentKind::Clause {
                if has_verb(tree, proposition) {
                    self.nested(object.head, &[], 0, 0.9, false);
                }
                taken = phrase::short(tree, object.head);
            }
        }
        for (role, argument) in &proposition.args {
            let adverb = argument.words.len() == 1 && tree.word(argument.head).upos == Upos::Adv;
            // "Oslo, *where* she opened a shop": no preposition says how the two go together
            let unmarked =
                *role == Role::Place && argument.marker.is_empty() && argument.head < proposition.head;
            if adverb || unmarked || matches!(role, Role::Manner | Role::Frequency) {
                continue;
            }
            let bare = !self.takes_in(argument);
            let stem = if bare { Vec::new() } else { taken.clone() };
            self.argument(argument, &stem, bare);
        }
        self.rows
    }

    fn push(&mut self, more: &[usize], object: &[usize], discount: f32, bare: bool) {
        let row = Row {
            subject: text(self.tree, unquoted(self.tree, &self.proposition.subject.words)),
            relation: relation(self.tree, self.proposition, more, bare),
            object: text(self.tree, unquoted(self.tree, object)),
            args: Vec::new(),
            confidence: self.proposition.confidence * discount,
        };
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }

    fn argument(&mut self, argument: &Argument, stem: &[usize], bare: bool) {
        let tree = self.tree;
        let more = [stem, &argument.marker].concat();
        if argument.kind == ArgumentKind::Clause {
            let marks: Vec<usize> = argument
                .words
                .first()
                .copied()
                .filter(|&w| tree.word(w).xpos == Xpos::To)
                .into_iter()
                .collect();
            let object = tree.child(argument.head, Deprel::Obj).is_some();
            if object && !marks.is_empty() && tree.word(argument.head).upos == Upos::Verb {
                self.continued(argument.head, &[more.as_slice(), &marks].concat(), 0.7, bare);
                return;
            }
            if frames(tree, argument) {
                self.push(&more, &argument.words, 0.7, bare);
            }
            return;
        }
        for part in phrase::conjuncts(tree, argument.head) {
            let own = phrase::marker(tree, part);
            let marker = if part == argument.head || own.is_empty() { &argument.marker } else { &own };
            let more = [stem, marker].concat();
            self.push(&more, &phrase::short(tree, part), 0.9, bare);
        }
        self.nested(argument.head, &more, 0, 0.8, bare);
    }

    /// Whether the relation of a further argument takes in the object: a direct one always,
    /// a phrase if it stands before and does not tell the time.
    fn takes_in(&self, argument: &Argument) -> bool {
        let Some(object) = &self.proposition.object else { return false };
        let time = lexicon::is_time(self.tree, object.head) || self.tree.word(object.head).upos == Upos::Num;
        let before = object.head < argument.head || argument.head < self.proposition.head;
        self.proposition.relation.preposition == 0 || (!time && before)
    }

    /// The phrases and infinitives inside a phrase: (Ann; sold the mill *of*; the town).
    fn nested(&mut self, head: usize, stem: &[usize], depth: usize, discount: f32, bare: bool) {
        let tree = self.tree;
        if depth > 2 {
            return;
        }
        for infinitive in tree.children_by(head, &[Deprel::Acl]) {
            let further = tree.children_by(infinitive, &[Deprel::Conj]);
            for verb in std::iter::once(infinitive).chain(further) {
                self.infinitive(head, verb, stem, discount, bare);
            }
        }
        let (core, mut phrases) = phrase::core_and_phrases(tree, head);
        // "the Bank of England" is one name
        if let Some(name) = tree.sentence.name_at(head) {
            phrases.retain(|p| !name.words.contains(p));
        }
        let measures = lexicon::is_partitive(tree.lemma(head));
        for phrase in phrases.into_iter().filter(|&p| !phrase::is_list(tree, p)) {
            let more = [stem, &core, &phrase::marker(tree, phrase)].concat();
            let parts = phrase::conjuncts(tree, phrase);
            let measures = measures && parts.len() == 1;
            for part in parts {
                if !measures {
                    self.push(&more, &phrase::short(tree, part), discount, bare);
                }
                self.nested(part, &more, depth + 1, discount, bare);
            }
        }
    }

    /// (Ann; made efforts *to sell*; the mill).
    fn infinitive(&mut self, noun: usize, verb: usize, stem: &[usize], discount: f32, bare: bool) {
        let tree = self.tree;
        let marks: Vec<usize> = tree.children_by(verb, &[Deprel::Mark]).collect();
        if marks.is_empty() {
            return;
        }
        self.continued(verb, &[stem, &phrase::short(tree, noun), &marks].concat(), discount, bare);
    }

    /// Goes on with a verb and what depends on it: (they; met to sign; the contract).
    fn continued(&mut self, verb: usize, stem: &[usize], discount: f32, bare: bool) {
        let tree = self.tree;
        let mut more = [stem, &[verb]].concat();
        for object in tree.children_by(verb, &[Deprel::Obj]) {
            for part in phrase::conjuncts(tree, object) {
                self.push(&more, &phrase::short(tree, part), discount, bare);
            }
            more.extend(phrase::short(tree, object));
        }
        for oblique in tree.children_by(verb, &[Deprel::Obl]) {
            let more = [more.as_slice(), &phrase::marker(tree, oblique)].concat();
            self.push(&more, &phrase::short(tree, oblique), discount, bare);
        }
    }
}

/// Whether a clause made the proposition: what a noun phrase made is a triple already.
fn has_verb(tree: &Tree, proposition: &Proposition) -> bool {
    let relation = &proposition.relation;
    relation.before.is_empty()
        && relation.words.iter().any(|&w| matches!(tree.word(w).upos, Upos::Verb | Upos::Aux))
}
