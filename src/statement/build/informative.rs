//! Which propositions a graph can use: both ends must tell a reader what they are.

use super::{Builder, CONCEPT, PERSON, empty};
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};
use crate::extract::{Argument, ArgumentKind, Proposition, lexicon, mode};
use crate::resolve::{MentionKind, PREDICATE, PRONOUN};
use crate::statement::{Modality, Node, Polarity, Statement};

/// How sure it must be what "it" and "they" mean; judged statements with surer ones are mostly right.
const GUESS: f32 = 0.5;

/// What a statement tells somebody who reads it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Both ends mean something.
    Says,
    /// "They rose", "he failed", and nothing in the document says who, which the confidence minds.
    Open,
    /// "I" or "we", with nobody speaking, "there", "one", or "life in Oslo", which lies nowhere.
    Nothing,
}

impl Builder<'_> {
    pub(super) fn standing(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        statement: &Statement,
    ) -> Standing {
        // "children in Wales" are any there; a person is where the text says it in a clause
        let anywhere =
            matches!(&statement.subject, Node::Entity { kind, .. } if kind == CONCEPT || kind == PERSON);
        if proposition.rule == "located" && anywhere {
            return Standing::Nothing;
        }
        let subject = self.resolved(index, proposition.subject.head);
        let named = subject.is_some_and(|entity| self.resolution.entities[entity].named);
        if self.circular(index, tree, proposition, statement)
            || self.echoes(index, tree, proposition)
            || empty::is_empty(tree, proposition, named)
            || empty::is_question(tree, proposition, statement.modality)
            || self.lone_verb(index, tree, proposition, statement)
        {
            return Standing::Nothing;
        }
        let counts = counts_nobody(tree, proposition);
        // "*here* is a way", "*the latter* won"
        let head = proposition.subject.head;
        let points = tree.word(head).upos == Upos::Adv || matches!(tree.lemma(head), "latter" | "former");
        let subject =
            if counts || points { Standing::Open } else { self.end(index, tree, &proposition.subject) };
        let object = proposition.object.as_ref().map_or(Standing::Says, |o| self.end(index, tree, o));
        // "denied *this*", "did not confirm *it*" denies what the sentence before says
        let verb = proposition.relation.head;
        let denies = mode::is_denial(tree, verb)
            || mode::is_report(tree, verb) && statement.polarity == Polarity::Negative;
        let object = if denies { Standing::Says } else { object };
        let standing = subject.max(object);
        let thing =
            matches!(tree.lemma(proposition.subject.head), "it" | "this" | "that" | "these" | "those");
        // A text of one sentence has nobody whom a pronoun could mean.
        let alone = self.reported.tree(1).is_none() && !thing;
        // "promised *nothing*", "did not promise *anything*"
        let denied = statement.polarity == Polarity::Negative
            && lexicon::is_indefinite(
                &proposition.object.as_ref().map_or(String::new(), |o| tree.lemma(o.head).to_lowercase()),
            );
        let alone = alone || denied;
        if standing == Standing::Open && !alone { Standing::Nothing } else { standing }
    }

    /// "Inspector Lynley is *Inspector*": the name says it already.
    fn echoes(&self, index: usize, tree: &Tree, proposition: &Proposition) -> bool {
        let Some(entity) = self.resolved(index, proposition.subject.head) else { return false };
        let title = proposition.object.as_ref().filter(|_| proposition.rule == "title");
        let words = title.map(|o| o.words.iter().map(|&w| tree.form(w)).collect::<Vec<_>>().join(" "));
        words.is_some_and(|words| self.resolution.entities[entity].name.starts_with(&words))
    }

    /// Whether a verb stands alone with its subject in a clause that only serves another ("while *it
    /// lasted*"), says what may or ought to happen, or is told of nobody that the text names.
    fn lone_verb(&self, index: usize, tree: &Tree, proposition: &Proposition, statement: &Statement) -> bool {
        let alone = proposition.rule == "verb" && proposition.object.is_none() && proposition.args.is_empty();
        let adverb = |&w: &usize| {
            tree.word(w).upos == Upos::Adv
                && !matches!(
                    tree.lemma(w),
                    "not" | "ever" | "never" | "already" | "yet" | "also" | "just" | "here" | "there"
                )
        };
        if !alone || proposition.relation.words.iter().any(adverb) {
            return false;
        }
        use Deprel::{Acl, AclRelcl, Advcl, AdvclRelcl, Mark, Xcomp};
        let (head, subject) = (proposition.head, proposition.subject.head);
        let clause = tree.word(head).deprel;
        let noun = matches!(tree.word(subject).upos, Upos::Noun | Upos::Propn);
        let named =
            self.resolved(index, subject).is_some_and(|entity| self.resolution.entities[entity].named);
        let content = tree.child(head, Mark).is_some();
        // "forced the port *to close*"
        let governed = tree.head(head).is_some_and(|up| mode::controller(tree, up, head).is_some());
        // "left because *the bank failed*" tells of two events.
        let mut verbs = [head].into_iter().chain(tree.children_by(head, &[Deprel::Aux, Deprel::AuxPass]));
        let past = verbs.any(|w| tree.word(w).xpos == Xpos::Vbd);
        let event = noun && past && content && statement.modality == Modality::Actual;
        let serves = match clause {
            AclRelcl | AdvclRelcl => true,
            Advcl => !governed && !event,
            Acl => !content,
            _ => false,
        };
        let told = match statement.modality {
            Modality::Actual | Modality::Future => noun || named,
            // "the deal may fail" is news, "helped them *to stay*" is not
            Modality::Intended | Modality::Necessary | Modality::Possible => {
                (noun || named) && clause != Xcomp
            }
            Modality::Asked => content && (noun || named),
            Modality::Conditional => false,
        };
        // "nobody was hurt"
        let denied = statement.polarity == Polarity::Negative;
        !(denied || told && !serves)
    }

    /// "The World Health Organization is WHO": a name says nothing of who bears it.
    fn circular(&self, index: usize, tree: &Tree, proposition: &Proposition, statement: &Statement) -> bool {
        let subject = proposition.subject.head;
        let Some(entity) = self.resolved(index, subject).filter(|_| tree.word(subject).upos == Upos::Propn)
        else {
            return false;
        };
        let told = match &statement.object {
            Some(Node::Entity { mention, .. }) => mention,
            Some(Node::Literal { literal, .. }) => literal,
            _ => return false,
        };
        let told = told.strip_prefix("the ").unwrap_or(told);
        let abbreviation = told.chars().all(char::is_uppercase);
        let entity = &self.resolution.entities[entity];
        proposition.relation.lemma == "be"
            && (told == entity.name || abbreviation && entity.names.iter().any(|name| name == told))
    }

    /// What an end or a further argument means to a reader.
    pub(super) fn end(&self, index: usize, tree: &Tree, end: &Argument) -> Standing {
        let known = self.resolved(index, end.head).is_some_and(|entity| {
            let mentions = &self.resolution.entities[entity].mentions;
            // "I am a writer" does not tell who writes
            let tells = |m: &&crate::resolve::Mention| {
                m.kind == MentionKind::Name
                    || m.kind != MentionKind::Pronoun && m.rule != PREDICATE && !self.points(m)
            };
            mentions.iter().map(|&m| &self.resolution.mentions[m]).any(|m| tells(&m))
        });
        // "both of which", "two of those", "39 percent of them": a part of what other words name
        let pronoun = |&c: &usize| {
            let free = tree.word(c).xpos == Xpos::Prp && self.resolved(index, c).is_none();
            let which = matches!(tree.word(c).xpos, Xpos::Wdt | Xpos::Wp | Xpos::Dt);
            free || which && tree.lemma(c) != "all"
        };
        let whole = tree.children_by(end.head, &[Deprel::Nmod]).find(pronoun);
        let part = tree.word(end.head).upos != Upos::Noun
            || lexicon::is_partitive(tree.lemma(end.head))
            || tree.lemma(end.head) == "percent";
        if whole.is_some() && part {
            return Standing::Nothing;
        }
        // Whom a pronoun means may be no more than a guess.
        let mention = self.resolution.mention_at(index, end.head).map(|m| &self.resolution.mentions[m]);
        // Where nothing is asked, "you" are people in general.
        let you = || {
            tree.lemma(end.head).eq_ignore_ascii_case("you") && (0..tree.len()).all(|w| tree.form(w) != "?")
        };
        let thing =
            || matches!(tree.lemma(end.head).to_lowercase().as_str(), "it" | "its" | "they" | "their");
        let guessed = mention.is_some_and(|m| m.rule == PRONOUN && (m.score < GUESS && thing() || you()));
        if known && !guessed || end.kind != ArgumentKind::Phrase {
            return Standing::Says;
        }
        let word = tree.word(end.head);
        let lemma = tree.lemma(end.head).to_lowercase();
        match word.xpos {
            Xpos::Ex | Xpos::Wdt | Xpos::Wp => Standing::Nothing,
            Xpos::Prp if matches!(lemma.as_str(), "i" | "you" | "we") => Standing::Nothing,
            Xpos::Prp | Xpos::Prps => Standing::Open,
            Xpos::Dt if matches!(lemma.as_str(), "this" | "that" | "these" | "those") => Standing::Open,
            _ if lemma == "one" && (word.upos != Upos::Num || end.words.len() == 1) => Standing::Nothing,
            _ if lexicon::is_indefinite(&lemma) && end.words.len() == 1 => Standing::Open,
            _ => Standing::Says,
        }
    }

    /// Whether the object is a thing: no value, and no possessive that stands for nobody known.
    pub(super) fn names_something(&self, index: usize, tree: &Tree, proposition: &Proposition) -> bool {
        let known = |entity: usize| {
            let mut mentions = self.resolution.entities[entity].mentions.iter();
            mentions.any(|&m| self.resolution.mentions[m].kind != MentionKind::Pronoun)
        };
        proposition.object.as_ref().is_some_and(|object| match tree.word(object.head).upos {
            Upos::Noun | Upos::Propn => true,
            _ => self.resolved(index, object.head).is_some_and(known),
        })
    }

    /// Whether a description only points at what stands before: "*these things*".
    fn points(&self, mention: &crate::resolve::Mention) -> bool {
        self.reported.tree(mention.sentence).is_some_and(|tree| {
            let first = tree.lemma(mention.words.start).to_lowercase();
            matches!(first.as_str(), "this" | "that" | "these" | "those")
                && lexicon::is_shell(tree.lemma(mention.head))
        })
    }
}

/// Whether the subject only says how many, and nothing of what: "*many* left", "*the two* met". Whom
/// something was done to are people: "sixty were hurt".
fn counts_nobody(tree: &Tree, proposition: &Proposition) -> bool {
    let word = proposition.subject.head;
    let number = tree.word(word).upos == Upos::Num
        && tree.word(word).deprel != Deprel::NsubjPass
        && tree.sentence.name_at(word).is_none_or(|name| name.kind == NameType::Cardinal);
    let many = matches!(
        tree.lemma(word).to_lowercase().as_str(),
        "all" | "any" | "both" | "each" | "few" | "fewer" | "many" | "more" | "most" | "several" | "some"
    );
    (number || many && tree.word(word).upos != Upos::Noun)
        && tree.children_by(word, &[Deprel::Nmod, Deprel::AclRelcl, Deprel::Acl]).next().is_none()
}
