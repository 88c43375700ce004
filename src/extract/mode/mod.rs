//! The mode of a fact: stated or denied, actual or only possible, and who says so.
//!
//! [`mode`] reads a clause's own words and then climbs to the clauses that govern
//! it, whose signatures ([Nairn, Condoravdi & Karttunen 2006](https://aclanthology.org/W06-3907/))
//! are data under `ontology/lexicon/`. [`Reported`] finds who is made responsible
//! for a clause, by syntax and by [quotations](Quotation).

mod attribution;
mod control;
mod cue;
mod lexicon;
mod local;
mod quotation;

pub use attribution::{
    AttributionSite, CueKind, Reported, is_aside, is_denial, is_report, performs, reported_beside,
};
pub use control::{controller, governed_gerund, governed_infinitive};
pub use lexicon::{Complement, Outcome, Signature, Stance, is_speech_noun};
pub use local::{hedged, is_denied, is_no_longer};
pub use quotation::{Quotation, quotations};

use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::statement::{Modality, Polarity};
use lexicon::{Marker, ReportingKind};
use local::lower;

/// How a sentence holds the fact of one predicate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mode {
    /// Stated or denied.
    pub polarity: Polarity,
    /// Actual, possible, intended …
    pub modality: Modality,
    /// The words that say so, in order.
    pub cues: Vec<usize>,
}

/// Deeper nesting than this is a broken tree; the climb stops.
const DEPTH: usize = 24;

/// The mode of the clause whose head is the word `predicate`.
pub fn mode(tree: &Tree, predicate: usize) -> Mode {
    if predicate >= tree.len() {
        return Mode::default();
    }
    let mode = climb(tree, predicate, DEPTH);
    let holds = matches!(mode.modality, Modality::Actual | Modality::Future);
    match alternative(tree, predicate).filter(|_| holds && mode.polarity == Polarity::Positive) {
        Some(or) => with_cue(Mode { modality: Modality::Possible, ..mode }, or),
        None => mode,
    }
}

/// The "or" that makes the clause one of two: "he lied *or* forgot".
fn alternative(tree: &Tree, predicate: usize) -> Option<usize> {
    let own = Some(predicate).filter(|&p| tree.word(p).deprel == Deprel::Conj);
    let next = tree.children_by(predicate, &[Deprel::Conj]).filter(|&c| tree.word(c).upos == Upos::Verb);
    let or = |c: usize| {
        let mut joints = tree.children_by(c, &[Deprel::Cc]);
        joints.find(|&j| {
            lower(tree, j) == "or"
                && (j + 1 == tree.len() || !matches!(lower(tree, j + 1).as_str(), "else" | "so" | "rather"))
        })
    };
    own.into_iter().chain(next).filter(|_| tree.word(predicate).upos == Upos::Verb).find_map(or)
}

fn climb(tree: &Tree, predicate: usize, depth: usize) -> Mode {
    let mut own = local::mode(tree, predicate);
    if own.modality == Modality::Conditional && attribution::is_backshifted(tree, predicate) {
        own.modality = Modality::Future;
    }
    let (Some(head), true) = (tree.head(predicate), depth > 0) else { return own };
    if let Some(verb) = control::told(tree, predicate) {
        return complement_of(tree, predicate, verb, own, depth);
    }
    match tree.word(predicate).deprel {
        Deprel::Ccomp if attribution::runs_on(tree, predicate) => own,
        Deprel::Xcomp if is_verbless(tree, predicate) => {
            let outer = climb(tree, head, depth - 1);
            let denied = outer.polarity == Polarity::Negative;
            let polarity = if denied { flip(own.polarity) } else { own.polarity };
            held_by(&outer, Mode { polarity, ..own })
        }
        Deprel::Acl if is_participle(tree, predicate) && existential(tree, head).is_some() => {
            let outer = climb(tree, existential(tree, head).unwrap_or(head), depth - 1);
            let denied = outer.polarity == Polarity::Negative;
            let polarity = if denied { flip(own.polarity) } else { own.polarity };
            held_by(&outer, Mode { polarity, ..own })
        }
        Deprel::Conj => conjunct(tree, predicate, head, own, depth),
        Deprel::Ccomp
        | Deprel::Xcomp
        | Deprel::Csubj
        | Deprel::CsubjPass
        | Deprel::CsubjOuter
        | Deprel::Acl => complement_of(tree, predicate, head, own, depth),
        Deprel::Advcl if governed_infinitive(tree, head) == Some(predicate) => {
            complement_of(tree, predicate, head, own, depth)
        }
        Deprel::Advcl => adverbial(tree, predicate, head, own, depth),
        Deprel::AclRelcl if own.modality == Modality::Actual => supposed(tree, head, own, depth),
        // "if it rains, the dam fails, *the town will drown*"
        Deprel::Parataxis if own.modality == Modality::Future && conditioned(tree, head) => {
            Mode { modality: Modality::Conditional, ..own }
        }
        _ => own,
    }
}

/// What is told of something that a condition only supposes: "if a firm *that sells oil* closes".
fn supposed(tree: &Tree, noun: usize, own: Mode, depth: usize) -> Mode {
    let any = tree.child(noun, Deprel::Det).is_some_and(|d| matches!(tree.lemma(d), "a" | "an" | "any"));
    let takes_part = matches!(tree.word(noun).deprel, Deprel::Nsubj | Deprel::Obj | Deprel::Obl);
    let Some(verb) = tree.head(noun).filter(|_| any && takes_part) else { return own };
    let outer = climb(tree, verb, depth - 1);
    let within = tree.word(verb).deprel == Deprel::Advcl && outer.modality == Modality::Conditional;
    if within { held_by(&outer, own) } else { own }
}

/// Whether a condition stands before the first of the clauses side by side to which one belongs.
fn conditioned(tree: &Tree, clause: usize) -> bool {
    let side_by_side = |at: &usize| {
        tree.head(*at).filter(|_| matches!(tree.word(*at).deprel, Deprel::Conj | Deprel::Parataxis))
    };
    std::iter::successors(Some(clause), side_by_side)
        .any(|at| local::protasis(tree, at).is_some_and(|mark| mark < at))
}

/// Whether a clause is a bare participle: "people *living there*".
fn is_participle(tree: &Tree, clause: usize) -> bool {
    matches!(tree.word(clause).xpos, Xpos::Vbg | Xpos::Vbn)
        && tree.children_by(clause, &[Deprel::Mark, Deprel::Nsubj, Deprel::NsubjPass]).next().is_none()
}

/// The verb that says that the noun exists: "there should *be* nobody living there".
fn existential(tree: &Tree, noun: usize) -> Option<usize> {
    let verb = tree.head(noun).filter(|_| tree.word(noun).deprel == Deprel::Nsubj)?;
    tree.children_by(verb, &[Deprel::Expl]).any(|e| tree.word(e).xpos == Xpos::Ex).then_some(verb)
}

/// Whether a complement has no verb of its own: "called it *a success*".
fn is_verbless(tree: &Tree, complement: usize) -> bool {
    !matches!(tree.word(complement).upos, Upos::Verb | Upos::Aux)
        && tree.children_by(complement, &[Deprel::Cop, Deprel::Aux, Deprel::Mark]).next().is_none()
}

fn flip(polarity: Polarity) -> Polarity {
    match polarity {
        Polarity::Positive => Polarity::Negative,
        Polarity::Negative => Polarity::Positive,
    }
}

fn held_by(outer: &Mode, mut own: Mode) -> Mode {
    if outer.modality != Modality::Actual {
        own.modality = outer.modality;
        own.cues.extend(&outer.cues);
        own.cues.sort_unstable();
        own.cues.dedup();
    }
    own
}

fn with_cue(mut own: Mode, cue: usize) -> Mode {
    own.cues.push(cue);
    own.cues.sort_unstable();
    own.cues.dedup();
    own
}

/// A coordinated clause shares the auxiliaries and the governors of the first one.
fn conjunct(tree: &Tree, predicate: usize, head: usize, own: Mode, depth: usize) -> Mode {
    const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl, Deprel::Csubj];
    let has = |relations: &[Deprel]| tree.children_by(predicate, relations).next().is_some();
    let adversative =
        tree.children_by(predicate, &[Deprel::Cc]).any(|c| matches!(lower(tree, c).as_str(), "but" | "yet"));
    let same = !has(&[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
        && tree.word(predicate).xpos == tree.word(head).xpos
        && tree.child(head, Deprel::Aux).is_some();
    // "may fade or *be* lost": a bare form stands below the modal of the first
    let first_form =
        tree.children_by(predicate, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).next().unwrap_or(predicate);
    let bare = tree.word(first_form).xpos == Xpos::Vb
        && !has(&[Deprel::Mark])
        && tree.children_by(head, &[Deprel::Aux]).any(|a| tree.word(a).xpos == Xpos::Md);
    let shares_auxiliary = !has(SUBJECTS) && (same || bare);
    let mut result = own;
    let first = local::mode(tree, head);
    // "If it rains, the dam will fail and people will drown": the condition before both holds for both.
    if conditioned(tree, head) {
        result.modality = Modality::Conditional;
    }
    if shares_auxiliary {
        if result.modality == Modality::Actual {
            result = held_by(&first, result);
        }
        let conjoined_denial = first.polarity == Polarity::Negative && result.polarity == Polarity::Positive;
        // "never met or spoke": adverbs and subjects stay with the first verb unless "or" joins.
        if conjoined_denial && !adversative {
            result.polarity = Polarity::Negative;
            result.cues.extend(&first.cues);
        }
    } else if !has(SUBJECTS) && tree.children_by(predicate, &[Deprel::Cc]).any(|c| lower(tree, c) == "or") {
        result.polarity = if first.polarity == Polarity::Negative { first.polarity } else { result.polarity };
    } else if !has(SUBJECTS) && shared_subject_denies(tree, head) && !adversative {
        result.polarity = flip(result.polarity);
    }
    // The governors of the first conjunct govern this one too.
    let (Some(governor), true) = (tree.head(head), depth > 0) else { return result };
    if let Some(verb) = control::told(tree, head) {
        return complement_of(tree, head, verb, result, depth - 1);
    }
    match tree.word(head).deprel {
        Deprel::Ccomp if attribution::runs_on(tree, head) => result,
        Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl | Deprel::Csubj => {
            complement_of(tree, head, governor, result, depth - 1)
        }
        Deprel::Advcl => adverbial(tree, head, governor, result, depth - 1),
        Deprel::Conj => result,
        _ => result,
    }
}

/// "Nobody came and spoke": the subject denies both verbs.
fn shared_subject_denies(tree: &Tree, head: usize) -> bool {
    tree.children_by(head, &[Deprel::Nsubj, Deprel::NsubjPass]).any(|subject| {
        let denies = |word| lexicon::negator(&lower(tree, word)) == Some(lexicon::Negator::Argument);
        denies(subject) || tree.children_by(subject, &[Deprel::Det]).any(denies)
    })
}

/// The shape of a clause: infinitive, finite or gerund.
pub(super) fn shape(tree: &Tree, predicate: usize) -> Complement {
    let to = tree
        .children_by(predicate, &[Deprel::Mark])
        .any(|m| tree.word(m).xpos == Xpos::To || lower(tree, m) == "to");
    // In "to have been seen" and "being chosen" the auxiliaries tell; in "plans to be mayor" the copula.
    let first =
        tree.children_by(predicate, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).next().unwrap_or(predicate);
    // but "admitted *to being* there"
    if to && tree.word(first).xpos != Xpos::Vbg {
        Complement::Infinitive
    } else if tree.word(first).xpos == Xpos::Vbg {
        let from =
            tree.children_by(predicate, &[Deprel::Mark, Deprel::Case]).any(|m| lower(tree, m) == "from");
        if from { Complement::FromGerund } else { Complement::Gerund }
    } else {
        Complement::Finite
    }
}

/// The mode of a complement clause under `head` whose own mode is `own`.
fn complement_of(tree: &Tree, predicate: usize, head: usize, mut own: Mode, depth: usize) -> Mode {
    let deprel = tree.word(predicate).deprel;
    let shape = shape(tree, predicate);
    let outer = climb(tree, head, depth.saturating_sub(1));
    // An embedded question: "asked whether it was true".
    if deprel != Deprel::Acl
        && let Some(mark) = tree.child(predicate, Deprel::Mark)
        && matches!(lower(tree, mark).as_str(), "whether" | "if")
        && !local::elliptical(tree, mark)
    {
        return with_cue(Mode { modality: Modality::Asked, ..own }, mark);
    }
    let reporting = lexicon::reporting(tree.lemma(head), ReportingKind::Verb);
    // "said he would go": the future seen from the past.
    if own.modality == Modality::Conditional
        && matches!(tree.word(head).xpos, Xpos::Vbd | Xpos::Vbn)
        && local::protasis(tree, predicate).is_none()
    {
        own.modality = Modality::Future;
    }
    // "no doubt that it rained": what is beyond doubt holds
    if tree.lemma(head) == "doubt" && tree.children(head).any(|c| lower(tree, c) == "no") {
        return own;
    }
    // A negated governor only passes its negation on where its signature says so.
    // "has *yet* to agree"
    let yet = tree
        .child(predicate, Deprel::Mark)
        .and_then(|to| to.checked_sub(1))
        .filter(|&w| lower(tree, w) == "yet");
    if let Some(yet) = yet.filter(|_| shape == Complement::Infinitive) {
        return with_cue(Mode { polarity: flip(own.polarity), ..own }, yet);
    }
    let idiom = tree.lemma(head) == "have" && tree.lemma(predicate) == "do" && concerns(tree, predicate);
    let Some(signature) = signature(tree, head, shape).filter(|_| !idiom) else {
        return match (deprel, shape) {
            (Deprel::Acl, Complement::Infinitive) => relative_infinitive(tree, head, own),
            (Deprel::Acl, _) => match denying_verb(tree, head) {
                Some(verb) => with_cue(Mode { polarity: flip(own.polarity), ..own }, verb),
                None => own,
            },
            // "was hired to build": what somebody is made ready for need not come about, but "was deemed to
            // be safe"
            (Deprel::Xcomp, Complement::Infinitive)
                if reporting.is_none()
                    && tree.child(head, Deprel::AuxPass).is_some()
                    && tree.child(predicate, Deprel::Cop).is_none() =>
            {
                with_cue(Mode { modality: Modality::Intended, ..own }, head)
            }
            (Deprel::Xcomp, _) if reporting.is_none() => {
                let denied = outer.polarity == Polarity::Negative;
                let mut inner = held_by(&outer, own);
                if denied {
                    inner.polarity = flip(inner.polarity);
                    inner.cues.extend(&outer.cues);
                }
                inner
            }
            _ if reporting.is_some() && outer.polarity == Polarity::Negative => {
                with_cue(Mode { modality: Modality::Possible, ..own }, head)
            }
            _ => own,
        };
    };
    let outcome = match outer.polarity {
        Polarity::Positive => signature.positive,
        Polarity::Negative => signature.negative,
    };
    let own = with_cue(own, head);
    // "it is essential to act", but "the law is essential *to save* lives"
    let serves = signature.modality == Modality::Necessary
        && shape == Complement::Infinitive
        && tree.word(head).upos == Upos::Adj
        && tree.child(head, Deprel::Nsubj).is_some_and(|s| lower(tree, s) != "it");
    if serves {
        return Mode { modality: Modality::Intended, ..own };
    }
    // "will" after a verb of wanting is weaker than the wanting itself.
    let open = |own: Mode| {
        let modality = match (signature.modality, own.modality) {
            // "I think he would go if she asked"
            (_, Modality::Conditional) if local::protasis(tree, predicate).is_some() => own.modality,
            (Modality::Possible, Modality::Actual)
            | (_, Modality::Actual | Modality::Future | Modality::Conditional) => signature.modality,
            (_, stated) => stated,
        };
        // "may have to pay": what may be necessary is no more than possible.
        let perhaps = |a: usize| matches!(tree.lemma(a), "may" | "might" | "could");
        let weaker = modality == Modality::Necessary && tree.children_by(head, &[Deprel::Aux]).any(perhaps);
        Mode { modality: if weaker { Modality::Possible } else { modality }, ..own }
    };
    match outcome {
        // what one may know holds whether one knows it or not
        Outcome::Holds if signature.positive == signature.negative => own,
        Outcome::Holds => held_by(&outer, own),
        Outcome::Fails => {
            let polarity = flip(own.polarity);
            held_by(&outer, Mode { polarity, ..own })
        }
        // "wants to be able to go": the wish holds the ability
        Outcome::Open => match open(own) {
            own if own.modality == Modality::Possible || local::supposes(tree, head) => held_by(&outer, own),
            own => own,
        },
        Outcome::Raised => {
            let polarity = flip(own.polarity);
            open(Mode { polarity, ..own })
        }
    }
}

/// "had to do *with* the war"
fn concerns(tree: &Tree, predicate: usize) -> bool {
    let with = |o: usize| tree.children_by(o, &[Deprel::Case]).any(|c| lower(tree, c) == "with");
    tree.children_by(predicate, &[Deprel::Obl]).any(with) && tree.child(predicate, Deprel::Obj).is_none()
}

/// The verb of "rejected the claim that …": it denies the content of its object.
fn denying_verb(tree: &Tree, noun: usize) -> Option<usize> {
    let verb = tree.head(noun).filter(|_| tree.word(noun).deprel == Deprel::Obj)?;
    let denies = attribution::verb_stance(tree, verb) == Some(Stance::Deny)
        && local::mode(tree, verb).polarity == Polarity::Positive;
    denies.then_some(verb)
}

/// The signature of a governor, by its form ("going to") or lemma.
pub fn signature(tree: &Tree, head: usize, shape: Complement) -> Option<Signature> {
    let listed = |shape| {
        lexicon::signature(&lower(tree, head), shape).or_else(|| lexicon::signature(tree.lemma(head), shape))
    };
    // "refrain from going" is listed with "avoid going"; "keep" differs before "from".
    listed(shape).or_else(|| (shape == Complement::FromGerund).then(|| listed(Complement::Gerund))?)
}

/// "the first to arrive" states it; "a plan to arrive" does not.
fn relative_infinitive(tree: &Tree, head: usize, own: Mode) -> Mode {
    let ranked = |word: usize| {
        matches!(tree.word(word).xpos, Xpos::Jjs | Xpos::Rbs)
            || matches!(tree.lemma(word), "first" | "second" | "third" | "last" | "only" | "latest" | "next")
    };
    if ranked(head) || tree.children(head).any(ranked) {
        own
    } else {
        with_cue(Mode { modality: Modality::Intended, ..own }, head)
    }
}

/// An adverbial clause: conditions, purposes, "without", or bound to the main clause.
fn adverbial(tree: &Tree, predicate: usize, head: usize, own: Mode, depth: usize) -> Mode {
    let shape = shape(tree, predicate);
    match local::introduction(tree, predicate) {
        Some((mark, Marker::Conditional)) => {
            return with_cue(Mode { modality: Modality::Conditional, ..own }, mark);
        }
        Some((mark, Marker::Intended)) => {
            return with_cue(Mode { modality: Modality::Intended, ..own }, mark);
        }
        Some((mark, Marker::Negative)) => {
            let outer = climb(tree, head, depth - 1);
            let polarity = flip(own.polarity);
            return held_by(&outer, with_cue(Mode { polarity, ..own }, mark));
        }
        _ => {}
    }
    if let Some((cue, modality)) = local::unreal(tree, predicate, head) {
        return with_cue(Mode { modality, ..own }, cue);
    }
    let preposition = tree.children_by(predicate, &[Deprel::Mark, Deprel::Case]).next();
    // "arrested *after* leaving": a conjunction of time ties no complement to its verb.
    let conjoined = preposition.is_some_and(|p| lexicon::marker(&lower(tree, p)).is_some());
    let gerund = matches!(shape, Complement::Gerund | Complement::FromGerund);
    if gerund && preposition.is_some() && !conjoined && signature(tree, head, shape).is_some() {
        return complement_of(tree, predicate, head, own, depth);
    }
    // "bound to", "eager to" take infinitives as adverbial clauses in some treebanks.
    // But behind an object an infinitive tells what for: "wanted money *to build*".
    let serves = tree.child(head, Deprel::Obj).is_some_and(|object| object < predicate)
        && signature(tree, head, shape).is_some_and(|s| !s.object_control);
    if shape == Complement::Infinitive {
        return if tree.word(head).xpos != Xpos::Nn && !serves && signature(tree, head, shape).is_some() {
            complement_of(tree, predicate, head, own, depth)
        } else {
            with_cue(Mode { modality: Modality::Intended, ..own }, preposition.unwrap_or(predicate))
        };
    }
    let outer = climb(tree, head, depth - 1);
    // "did not focus on winning" denies both
    if governed_gerund(tree, head) == Some(predicate) {
        let denied = outer.polarity == Polarity::Negative;
        let polarity = if denied { flip(own.polarity) } else { own.polarity };
        let mut inner = held_by(&outer, Mode { polarity, ..own });
        inner.cues.extend(outer.cues.iter().filter(|_| denied));
        return inner;
    }
    let finite_past = tree.word(predicate).xpos == Xpos::Vbd;
    let ahead = tree.children_by(head, &[Deprel::Aux]).find(|&a| matches!(tree.lemma(a), "will" | "shall"));
    match outer.modality {
        Modality::Actual => own,
        // "can it win *playing like this*?"
        Modality::Asked if gerund && preposition.is_none() => held_by(&outer, own),
        // "will it weaken *as it moves on*?" takes the move for granted
        Modality::Asked => match ahead.filter(|_| own.modality == Modality::Actual && !finite_past) {
            Some(will) => with_cue(Mode { modality: Modality::Future, ..own }, will),
            None => own,
        },
        _ if finite_past || own.modality != Modality::Actual => own,
        // "As leaders met, talks may fail": only the future carries over to finite clauses.
        Modality::Future => held_by(&outer, own),
        _ if gerund => held_by(&outer, own),
        _ => own,
    }
}

#[cfg(test)]
mod tests;
