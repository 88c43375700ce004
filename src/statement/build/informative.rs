//! Which propositions a graph can use: both ends must tell a reader what they are.

use super::{Builder, CONCEPT, PERSON};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::{Argument, ArgumentKind, Proposition, lexicon};
use crate::resolve::{MentionKind, PREDICATE};
use crate::statement::{Node, Statement};

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
        if self.circular(index, tree, proposition, statement)
            || describes(tree, proposition)
            || repeats(tree, proposition)
            || announces(tree, proposition)
            || asks(tree, proposition)
            || credits(tree, proposition)
            || abbreviates(tree, proposition)
        {
            return Standing::Nothing;
        }
        let subject = self.end(index, tree, &proposition.subject);
        let thing =
            matches!(tree.lemma(proposition.subject.head), "it" | "this" | "that" | "these" | "those");
        if subject == Standing::Open && thing {
            return Standing::Nothing;
        }
        let object = proposition.object.as_ref().map_or(Standing::Says, |o| self.end(index, tree, o));
        subject.max(object)
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

    fn end(&self, index: usize, tree: &Tree, end: &Argument) -> Standing {
        let known = self.resolved(index, end.head).is_some_and(|entity| {
            let mentions = &self.resolution.entities[entity].mentions;
            // "I am a writer" does not tell who writes
            let tells = |m: &&crate::resolve::Mention| {
                m.kind == MentionKind::Name || m.kind != MentionKind::Pronoun && m.rule != PREDICATE
            };
            mentions.iter().map(|&m| &self.resolution.mentions[m]).any(|m| tells(&m))
        });
        // "both of which", "two of those": a part of what other words name
        let whole = tree
            .children_by(end.head, &[Deprel::Nmod])
            .find(|&c| matches!(tree.word(c).xpos, Xpos::Wdt | Xpos::Wp | Xpos::Dt));
        if whole.is_some() && tree.word(end.head).upos != Upos::Noun {
            return Standing::Nothing;
        }
        if known || end.kind != ArgumentKind::Phrase {
            return Standing::Says;
        }
        let word = tree.word(end.head);
        let lemma = tree.lemma(end.head).to_lowercase();
        match word.xpos {
            Xpos::Ex | Xpos::Wdt | Xpos::Wp => Standing::Nothing,
            Xpos::Prp if matches!(lemma.as_str(), "i" | "you" | "we") => Standing::Nothing,
            Xpos::Prp | Xpos::Prps => Standing::Open,
            Xpos::Dt if matches!(lemma.as_str(), "this" | "that" | "these" | "those") => Standing::Open,
            _ if word.upos != Upos::Num && lemma == "one" => Standing::Nothing,
            _ => Standing::Says,
        }
    }
}

/// Whether a clause only says which things are meant: "areas *that are prone to flooding*".
fn describes(tree: &Tree, proposition: &Proposition) -> bool {
    let noun = proposition.subject.head;
    let clause = proposition.head;
    let relative = matches!(tree.word(clause).deprel, Deprel::Acl | Deprel::AclRelcl);
    if !relative || tree.head(clause) != Some(noun) {
        return false;
    }
    let kept = [Deprel::Det, Deprel::NmodPoss, Deprel::Nummod, Deprel::Amod, Deprel::Nmod];
    let bare = tree.word(noun).xpos == Xpos::Nns && tree.children_by(noun, &kept).next().is_none();
    let commas = (noun + 1..clause).any(|w| tree.word(w).xpos == Xpos::Comma);
    // "all pollutants *combined*", "cities *served*": a participle alone only counts or picks out
    let participle = tree.word(clause).deprel == Deprel::Acl
        && proposition.object.is_none()
        && proposition.args.is_empty()
        && clause == noun + 1;
    (bare || participle || lexicon::is_shell(tree.lemma(noun))) && !commas
}

/// Whether an end asks: "*how many ants* were present", "*which way* it went".
fn asks(tree: &Tree, proposition: &Proposition) -> bool {
    let ends = [Some(&proposition.subject), proposition.object.as_ref()];
    ends.into_iter().flatten().filter(|end| end.kind == ArgumentKind::Phrase).any(|end| {
        let first = end.words.first().map(|&w| tree.form(w).to_lowercase());
        let word = first.as_deref().unwrap_or_default();
        matches!(word, "how" | "what" | "which" | "whichever" | "whatever") && end.words.len() > 1
    })
}

/// Whether a credit of a picture stands among the words: "Image: *Ann Lee*".
fn credits(tree: &Tree, proposition: &Proposition) -> bool {
    let colon = (1..tree.len()).find(|&c| {
        let label =
            matches!(tree.form(c - 1), "Image" | "Photo" | "Photograph" | "Picture" | "Credit" | "Source");
        label && tree.form(c) == ":"
    });
    let ends = std::iter::once(&proposition.subject).chain(&proposition.object);
    let words = ends.flat_map(|end| &end.words);
    colon.is_some_and(|colon| words.copied().any(|w| w + 1 >= colon))
}

/// Whether brackets hold nothing but the first letters of what stands before: "the source text (ST)".
fn abbreviates(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(object) = proposition.object.as_ref().filter(|_| proposition.rule == "apposition") else {
        return false;
    };
    let capitals = |form: &str| form.len() > 1 && form.chars().all(|c| c.is_uppercase() || c == '-');
    let one = |end: &Argument| end.words.len() == 1 && capitals(tree.form(end.head));
    one(object) || one(&proposition.subject)
}

/// Whether subject and what it is said to be are one common noun, or nothing is named:
/// "another boom, *a fishing boom*", "maps, *etc.*"
fn repeats(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(object) = &proposition.object else { return false };
    let (a, b) = (proposition.subject.head, object.head);
    let common = |w: usize| tree.word(w).upos == Upos::Noun;
    let is = matches!(proposition.rule, "apposition" | "copula");
    let filler = matches!(tree.lemma(b), "etc." | "etc" | "whatnot" | "like" | "stuff");
    is && common(a) && common(b) && tree.lemma(a) == tree.lemma(b) || filler && object.words.len() <= 2
}

/// Whether the predicate noun promises what another sentence tells: "that is *the reason*".
fn announces(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(object) = proposition.object.as_ref().filter(|_| proposition.rule == "copula") else {
        return false;
    };
    let the = |c: usize| tree.word(c).deprel == Deprel::Det && tree.lemma(c) == "the";
    let told = [Deprel::Nmod, Deprel::Amod, Deprel::Compound, Deprel::NmodPoss];
    lexicon::is_shell(tree.lemma(object.head))
        && tree.children(object.head).any(the)
        && tree.children_by(object.head, &told).next().is_none()
}
