//! Who is made responsible for a clause: sources, cues and chains of them.

use super::cue::{apart, aside, framing, owner, phrase};
use super::lexicon::{self, Complement, ReportingKind, Stance};
use super::local::{self, lower};
use super::quotation::{Quotation, quotations};
use super::{control, shape};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::phrase::preceded_by_comma;
use crate::statement::Polarity;
use std::ops::Range;

/// How the text marks that somebody else says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// A complement clause: "Okafor said that …".
    Clause,
    /// A clause beside it: "…, Okafor said, …", "as Okafor put it".
    Aside,
    /// A quotation whose speaker stands in another clause or sentence.
    Quotation,
    /// "according to Okafor", "in the words of Okafor"
    Phrase,
    /// "Okafor's claim that …"
    Noun,
    /// "allegedly"
    Adverb,
}

/// One source of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributionSite {
    /// Sentence and head word of the source; `None` where the text names none.
    pub source: Option<(usize, usize)>,
    /// Index of the cue's sentence.
    pub sentence: usize,
    /// The words of the cue in it.
    pub cue: Range<usize>,
    /// What the source does with the content.
    pub stance: Stance,
    /// How the text marks it.
    pub kind: CueKind,
    /// Who reports the source in turn: for what B had said by A's account, A.
    pub via: Option<Box<AttributionSite>>,
}

/// A document's reported content.
pub struct Reported<'t> {
    trees: &'t [Tree<'t>],
    quotations: Vec<Quotation>,
}

impl<'t> Reported<'t> {
    /// Finds the quotations of a document, given as the trees of its sentences.
    pub fn new(trees: &'t [Tree<'t>]) -> Self {
        Reported { trees, quotations: quotations(trees) }
    }

    /// The tree of a sentence.
    pub fn tree(&self, sentence: usize) -> Option<&'t Tree<'t>> {
        self.trees.get(sentence)
    }

    /// The document's quotations, in order.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The innermost quotation that covers a word.
    pub fn quotation_at(&self, sentence: usize, word: usize) -> Option<&Quotation> {
        let span = self.trees.get(sentence)?.sentence.words.get(word)?.span;
        self.quotations.iter().filter(|q| q.span.contains(span)).min_by_key(|q| q.span.len())
    }

    /// Sentence and head word of whoever says the word: whom "I" means there.
    pub fn speaker_at(&self, sentence: usize, word: usize) -> Option<(usize, usize)> {
        self.quotation_at(sentence, word)?.speaker
    }

    /// Whom the text makes responsible for the clause whose head is `predicate`,
    /// the nearest source first; `None` where the text itself states it.
    pub fn attribution(&self, sentence: usize, predicate: usize) -> Option<AttributionSite> {
        let tree = self.trees.get(sentence)?;
        if predicate >= tree.len() {
            return None;
        }
        let mut chain = chain(tree, sentence, predicate);
        if let Some(quotation) = self.quotation_at(sentence, predicate)
            && !quotation.fragment
            && let Some((cue_sentence, cue)) = quotation.cue
        {
            let inside = |site: &AttributionSite| quotation.span.contains(tree.word(site.cue.start).span);
            if chain.iter().all(inside) {
                chain.push(AttributionSite {
                    source: quotation.speaker,
                    sentence: cue_sentence,
                    cue: cue..cue + 1,
                    stance: quotation.stance,
                    kind: CueKind::Quotation,
                    via: None,
                });
            }
        }
        chain
            .into_iter()
            .rev()
            .fold(None, |via, site| Some(AttributionSite { via: via.map(Box::new), ..site }))
    }
}

/// The sources of a clause within its sentence, the nearest first.
fn chain(tree: &Tree, sentence: usize, predicate: usize) -> Vec<AttributionSite> {
    let mut found = Vec::new();
    let framing = framing(tree).filter(|&noun| !apart(tree, noun, predicate));
    // What the text says of a source, it says itself: "according to *the agency KCNA*".
    let boundary = framing.filter(|&noun| tree.subtree(noun, &|_| false).contains(&predicate));
    let (mut node, mut from) = (predicate, None);
    // What describes a noun is not doubted with the clause around it.
    let mut describes = false;
    let site = |source: Option<usize>, cue: Range<usize>, stance, kind| AttributionSite {
        source: source.map(|word| (sentence, word)),
        sentence,
        cue,
        stance,
        kind,
        via: None,
    };
    // Trees have no cycles, but input may be broken: each step goes up once at most.
    for _ in 0..tree.len() {
        let separate = from.is_some_and(|from| {
            tree.word(from).deprel == Deprel::Conj && tree.child(from, Deprel::Nsubj).is_some()
        });
        for child in tree.children(node).filter(|&child| Some(child) != from && Some(child) != framing) {
            if let Some((source, cue, stance, kind)) = aside(tree, child) {
                // An adverb of the first conjunct says nothing about one with a subject of its own.
                if kind == CueKind::Adverb && (separate || describes) {
                    continue;
                }
                found.push(site(source, cue, stance, kind));
            }
        }
        if boundary == Some(node) {
            return found;
        }
        let Some(head) = tree.head(node) else { break };
        let stance = verb_stance(tree, head);
        if let Some(verb) = control::told(tree, node)
            && let Some(stance) = verb_stance(tree, verb).filter(|&s| reports(tree, verb, node, s))
        {
            found.push(site(speaker(tree, verb), verb..verb + 1, stance, CueKind::Clause));
            (node, from) = (verb, Some(head));
            continue;
        }
        match tree.word(node).deprel {
            Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj | Deprel::CsubjPass => {
                if let Some(stance) = stance.filter(|&s| !runs_on(tree, node) && reports(tree, head, node, s))
                {
                    found.push(site(speaker(tree, head), head..head + 1, stance, CueKind::Clause));
                }
            }
            // "ordered the firm to pay", where the tree makes the order's content a purpose
            Deprel::Advcl
                if shape(tree, node) == Complement::Infinitive
                    && (control::controller(tree, head, node).is_some()
                        || control::governed_infinitive(tree, head) == Some(node)) =>
            {
                if let Some(stance) = stance.filter(|&s| reports(tree, head, node, s)) {
                    found.push(site(speaker(tree, head), head..head + 1, stance, CueKind::Clause));
                }
            }
            // "accused him *of lying*", "admitted *to lying*"
            Deprel::Advcl if shape(tree, node) == Complement::Gerund => {
                let marks = || tree.children_by(node, &[Deprel::Mark, Deprel::Case]);
                let governed = |m: usize| match stance {
                    Some(Stance::Claim) => matches!(lower(tree, m).as_str(), "of" | "for" | "with"),
                    Some(Stance::Admit) => lower(tree, m) == "to",
                    _ => false,
                };
                if let Some(stance) = stance.filter(|_| marks().any(governed)) {
                    found.push(site(speaker(tree, head), head..head + 1, stance, CueKind::Clause));
                }
            }
            Deprel::Acl => {
                if let Some(stance) = lexicon::reporting(tree.lemma(head), ReportingKind::Noun)
                    && tree.word(head).upos == Upos::Noun
                    && tree.child(node, Deprel::Mark).is_some()
                {
                    found.push(site(owner(tree, head), head..head + 1, stance, CueKind::Noun));
                }
                // "rejected the claim that": the verb denies what the noun reports.
                if shape(tree, node) != Complement::Infinitive
                    && let Some(verb) = tree.head(head)
                    && tree.word(head).deprel == Deprel::Obj
                    && verb_stance(tree, verb) == Some(Stance::Deny)
                {
                    found.push(site(speaker(tree, verb), verb..verb + 1, Stance::Deny, CueKind::Clause));
                }
            }
            // "X would pay, *she said*, and would rest"
            Deprel::Conj if is_aside(tree, head) => {
                let stance = stance.unwrap_or(Stance::Say);
                found.push(site(speaker(tree, head), head..head + 1, stance, CueKind::Aside));
                match tree.head(head) {
                    Some(up) => {
                        (node, from) = (up, Some(head));
                        continue;
                    }
                    None => break,
                }
            }
            Deprel::Parataxis => {
                // "Okafor said: talks failed"
                let introduced = node > head
                    && tree.child(head, Deprel::Ccomp).is_none()
                    && tree.children(node).chain(tree.children(head)).any(|p| {
                        p > head && p < node && matches!(tree.form(p), ":" | "\"" | "“" | "‘" | "``")
                    });
                match stance {
                    Some(stance) if introduced && speaker(tree, head).is_some() => {
                        found.push(site(speaker(tree, head), head..head + 1, stance, CueKind::Clause));
                    }
                    _ => break,
                }
            }
            _ => {}
        }
        // What is told beside, the text itself tells: "denied buying the mill, *which burned*".
        if tree.word(node).deprel == Deprel::AclRelcl && preceded_by_comma(tree, node) {
            if boundary.is_some() {
                return found;
            }
            break;
        }
        describes |= matches!(tree.word(node).deprel, Deprel::Acl | Deprel::AclRelcl);
        (node, from) = (head, Some(node));
    }
    if let Some((source, cue, stance, kind)) = framing.and_then(|noun| phrase(tree, noun)) {
        found.push(site(source, cue, stance, kind));
    }
    found
}

/// Whether a clause only follows what its governor holds, behind a comma and without a
/// conjunction: "I think he left, *we looked for him*".
pub(super) fn runs_on(tree: &Tree, clause: usize) -> bool {
    let Some(verb) = tree.head(clause).filter(|_| tree.word(clause).deprel == Deprel::Ccomp) else {
        return false;
    };
    let first = tree.subtree(clause, &|c| tree.word(c).deprel == Deprel::Punct)[0];
    verb_stance(tree, verb) == Some(Stance::Believe)
        && tree.children_by(verb, &[Deprel::Ccomp]).any(|c| verb < c && c < clause)
        && tree.children_by(clause, &[Deprel::Mark, Deprel::Cc]).next().is_none()
        && tree.child(clause, Deprel::Nsubj).is_some()
        && first.checked_sub(1).is_some_and(|i| tree.word(i).xpos == Xpos::Comma)
}

/// Whether a reporting verb stands beside what it reports, joined to it like a second
/// verb: "prices fell, *she said*".
pub fn is_aside(tree: &Tree, verb: usize) -> bool {
    tree.word(verb).deprel == Deprel::Conj
        && verb_stance(tree, verb).is_some()
        && tree.child(verb, Deprel::Nsubj).is_some()
        && tree.children_by(verb, &[Deprel::Cc, Deprel::Mark, Deprel::Aux]).next().is_none()
        && tree.children_by(verb, &[Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj]).all(|c| c < verb)
}

/// The clause that the reporting verb beside it reports: "*prices fell*, she said".
pub fn reported_beside(tree: &Tree, verb: usize) -> Option<usize> {
    let beside = matches!(tree.word(verb).deprel, Deprel::Parataxis | Deprel::Conj)
        // "…, *where she wrote*" tells of a place
        && tree.children(verb).all(|c| c > verb || tree.word(c).xpos != Xpos::Wrb);
    aside(tree, verb).filter(|_| beside)?;
    tree.head(verb)
}

/// Whether "would" is "will" seen from the past of the verb that reports the clause: "he
/// would go, *she said*". In direct speech it is a condition of its own.
pub(super) fn is_backshifted(tree: &Tree, predicate: usize) -> bool {
    let would = |clause: usize| {
        tree.children_by(clause, &[Deprel::Aux])
            .any(|a| matches!(lower(tree, a).as_str(), "would" | "'d" | "’d"))
    };
    let first = match tree.word(predicate).deprel {
        Deprel::Conj => tree.head(predicate).filter(|_| tree.child(predicate, Deprel::Nsubj).is_none()),
        _ => None,
    };
    let past = |clause: usize| {
        tree.children(clause).any(|report| {
            let start = tree.subtree(report, &|c| tree.word(c).upos == Upos::Punct)[0];
            let direct = (start.saturating_sub(2)..start).any(|i| tree.word(i).xpos == Xpos::Closequote);
            reported_beside(tree, report).is_some() && tree.word(report).xpos == Xpos::Vbd && !direct
        })
    };
    // "saw the smog *that would* plague the city", told in the past
    let told = || {
        let mut above = std::iter::successors(tree.head(predicate), |&w| tree.head(w)).take(tree.len());
        let main = above.find(|&w| tree.word(w).upos == Upos::Verb && tree.word(w).xpos != Xpos::Vbg);
        // "a law *that would* ban it", "the hope *that they would* win"
        let content = tree.word(predicate).deprel == Deprel::Acl
            && tree.children_by(predicate, &[Deprel::Mark]).any(|m| lower(tree, m) == "that");
        (content || tree.word(predicate).deprel == Deprel::AclRelcl)
            && main.is_some_and(|w| tree.word(w).xpos == Xpos::Vbd)
    };
    would(predicate)
        && local::protasis(tree, predicate).is_none()
        && ([Some(predicate), first].into_iter().flatten().any(past) || told())
}

/// Whether a word is a verb that reports, by its lemma.
pub fn is_report(tree: &Tree, word: usize) -> bool {
    verb_stance(tree, word).is_some()
}

/// Whether a word is a verb that denies: "deny", "reject".
pub fn is_denial(tree: &Tree, word: usize) -> bool {
    verb_stance(tree, word) == Some(Stance::Deny)
}

/// Whether saying the infinitive under `verb` is an act of its subject: "promised to build".
pub fn performs(tree: &Tree, verb: usize, content: usize) -> bool {
    shape(tree, content) == Complement::Infinitive
        && !passive(tree, verb)
        && verb_stance(tree, verb).is_some_and(|s| s != Stance::Predict && reports(tree, verb, content, s))
}

/// The stance of a reporting verb.
pub(super) fn verb_stance(tree: &Tree, word: usize) -> Option<Stance> {
    (tree.word(word).upos == Upos::Verb).then(|| lexicon::reporting(tree.lemma(word), ReportingKind::Verb))?
}

fn passive(tree: &Tree, verb: usize) -> bool {
    tree.children_by(verb, &[Deprel::AuxPass, Deprel::NsubjPass]).next().is_some()
        || (tree.word(verb).xpos == Xpos::Vbn && tree.word(verb).deprel == Deprel::Acl)
}

/// Whether a verb with a stance reports this clause.
fn reports(tree: &Tree, verb: usize, content: usize, stance: Stance) -> bool {
    // "it is reasonable *to assume* that …": nobody in particular does.
    let impersonal = tree.word(verb).deprel == Deprel::Csubj
        || tree.head(verb).is_some_and(|h| tree.child(h, Deprel::Expl).is_some());
    if shape(tree, verb) == Complement::Infinitive && impersonal {
        return false;
    }
    if addresses_reader(tree, verb) {
        return false;
    }
    // What was not said is not reported; "does not think" and "does not deny" are stands.
    let denied = local::mode(tree, verb).polarity == Polarity::Negative;
    if denied && !matches!(stance, Stance::Believe | Stance::Deny | Stance::Predict) {
        return false;
    }
    // "agreed to go" and "decided to go" are acts; "promised to go" and "is said to go" report.
    match shape(tree, content) {
        Complement::Infinitive => {
            // "is expected to" tells the future and "was ordered to" the order, nobody's words.
            if passive(tree, verb) {
                matches!(stance, Stance::Say | Stance::Claim | Stance::Believe | Stance::Admit)
                    || speaker(tree, verb).is_some()
            } else {
                use Stance::{Ask, Claim, Order, Predict, Promise};
                matches!(stance, Claim | Promise | Order | Ask | Predict)
            }
        }
        // "continued *working*" goes on, "he continued, “we work”" speaks.
        Complement::Gerund => tree.lemma(verb) != "continue",
        _ => true,
    }
}

/// Whether the author tells the reader to mind what follows: "it *should be noted* that …",
/// "*note* that …", "rest *assured* that …".
fn addresses_reader(tree: &Tree, verb: usize) -> bool {
    let subject = tree
        .children(verb)
        .any(|c| matches!(tree.word(c).deprel, Deprel::Nsubj | Deprel::NsubjPass) && tree.lemma(c) != "it");
    let modal = tree.children_by(verb, &[Deprel::Aux]).any(|a| tree.word(a).xpos == Xpos::Md);
    let agent = tree.child(verb, Deprel::OblAgent).is_some();
    let appeal = passive(tree, verb) && modal && !agent;
    let bare = tree.word(verb).xpos == Xpos::Vb
        && tree.children_by(verb, &[Deprel::Aux, Deprel::Mark]).next().is_none()
        && matches!(tree.word(verb).deprel, Deprel::Root | Deprel::Parataxis);
    let assured = tree.lemma(verb) == "assure" && verb > 0 && lower(tree, verb - 1) == "rest";
    !subject && (appeal || bare) && inverted_speaker(tree, verb).is_none() || assured
}

/// The head word of whoever utters a reporting verb.
pub(super) fn speaker(tree: &Tree, verb: usize) -> Option<usize> {
    speaker_within(tree, verb, 8)
}

fn speaker_within(tree: &Tree, verb: usize, depth: usize) -> Option<usize> {
    if passive(tree, verb) {
        return tree.child(verb, Deprel::OblAgent).or_else(|| {
            tree.children_by(verb, &[Deprel::Obl])
                .find(|&o| tree.children_by(o, &[Deprel::Case]).any(|c| lower(tree, c) == "by"))
        });
    }
    if let Some(subject) = tree.child(verb, Deprel::Nsubj) {
        let relative =
            matches!(tree.word(subject).xpos, Xpos::Wp | Xpos::Wdt) || lower(tree, subject) == "that";
        return match tree.word(verb).deprel {
            Deprel::AclRelcl if relative => tree.head(verb),
            _ => Some(subject),
        };
    }
    if tree.child(verb, Deprel::Expl).is_some() {
        return None;
    }
    if let Some(inverted) = inverted_speaker(tree, verb) {
        return Some(inverted);
    }
    let head = tree.head(verb).filter(|_| depth > 0)?;
    match tree.word(verb).deprel {
        Deprel::Conj | Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp => speaker_within(tree, head, depth - 1),
        Deprel::Acl | Deprel::AclRelcl => Some(head),
        _ => None,
    }
}

/// The speaker after a verb that its words precede, where the tree misses the inversion:
/// "“It failed,” said *the head* of the office".
fn inverted_speaker(tree: &Tree, verb: usize) -> Option<usize> {
    verb_stance(tree, verb)?;
    let spoken = tree.children_by(verb, &[Deprel::Ccomp, Deprel::Obj, Deprel::Parataxis]).any(|c| c < verb)
        || tree.word(verb).deprel == Deprel::Parataxis
        || verb.checked_sub(1).is_some_and(|i| matches!(tree.word(i).xpos, Xpos::Closequote));
    tree.children_by(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp, Deprel::Dep]).find(|&c| {
        spoken
            && c > verb
            && matches!(tree.word(c).upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && tree.children_by(c, &[Deprel::Cop, Deprel::Case, Deprel::Nsubj]).all(|x| x > c)
    })
}
