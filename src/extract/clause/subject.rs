//! Who a clause is about: its own subject, or the one that coordination, a relative
//! or participial clause, control or an adverbial clause leaves unsaid.

use super::relative;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::{lexicon, mode, phrase};

/// A subject and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Head word of the phrase.
    pub head: usize,
    /// How it belongs to the clause.
    pub source: Source,
}

/// How a clause comes to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It stands beside the predicate.
    Own,
    /// The first of coordinated predicates has it.
    Shared,
    /// The noun that a relative clause describes.
    Relative,
    /// The noun that a participle describes.
    Participle,
    /// The noun that an infinitive describes: "the first woman to win".
    Infinitive,
    /// Subject or object of the verb above.
    Control,
    /// Subject of the clause that an adverbial clause belongs to.
    Adverbial,
}

impl Source {
    /// The name as a feature of the confidence.
    pub fn as_str(self) -> &'static str {
        match self {
            Source::Own => "own",
            Source::Shared => "shared",
            Source::Relative => "relative",
            Source::Participle => "participle",
            Source::Infinitive => "infinitive",
            Source::Control => "control",
            Source::Adverbial => "adverbial",
        }
    }
}

const SUBJECTS: [Deprel; 3] = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];

/// The subjects of the clause under `head`, one for each coordinated phrase.
pub(super) fn of(tree: &Tree, head: usize) -> Vec<Subject> {
    let mut found = Vec::new();
    if let Some((subject, source)) = find(tree, head, 0) {
        // "Ann, *who left*, and Bo": what stands between them is told of the first.
        let described = matches!(source, Source::Relative | Source::Participle | Source::Infinitive);
        let parts = phrase::conjuncts(tree, subject).into_iter();
        found.extend(
            parts.filter(|&part| !described || part < head).map(|part| Subject { head: part, source }),
        );
    }
    found
}

/// The first subject of the clause under `head`; `depth` ends the search on a broken tree.
pub(super) fn find(tree: &Tree, head: usize, depth: usize) -> Option<(usize, Source)> {
    if depth > 8 {
        return None;
    }
    if let Some(own) = tree.children_by(head, &SUBJECTS).next_back() {
        return Some(match relative::antecedent_of_pronoun(tree, own) {
            Some(noun) => (relative::described(tree, noun), Source::Relative),
            None => (own, Source::Own),
        });
    }
    if tree
        .children_by(head, &[Deprel::Csubj, Deprel::CsubjPass, Deprel::CsubjOuter, Deprel::Expl])
        .next()
        .is_some()
    {
        return None;
    }
    if let Some(noun) = unlabelled(tree, head) {
        return Some((noun, Source::Own));
    }
    let up = tree.head(head)?;
    let above = |source: fn(Source) -> Source| {
        let (subject, from) = find(tree, up, depth + 1)?;
        Some((subject, source(from)))
    };
    match tree.word(head).deprel {
        // "X would pay, *she said*, and would rest": the clause goes on beside the aside.
        Deprel::Conj if mode::is_aside(tree, up) => find(tree, tree.head(up)?, depth + 1)
            .map(|(subject, source)| (subject, if source == Source::Own { Source::Shared } else { source })),
        // "There are routes, but *remember* your limits": what there is does not act beside it.
        Deprel::Conj if tree.children_by(up, &[Deprel::Expl]).any(|e| tree.word(e).xpos == Xpos::Ex) => None,
        // "Its task is *to build* and *train*": the task does neither.
        Deprel::Conj if tree.child(up, Deprel::NsubjOuter).is_some() => None,
        Deprel::Conj if super::kind(tree, up).is_some() => {
            agreeing(tree, head, above(|s| if s == Source::Own { Source::Shared } else { s }))
        }
        Deprel::Xcomp => match tree.children_by(up, &[Deprel::Iobj, Deprel::Obj]).next() {
            Some(object) => {
                Some((relative::antecedent_of_pronoun(tree, object).unwrap_or(object), Source::Control))
            }
            None => above(|_| Source::Control),
        },
        Deprel::Ccomp if nonfinite(tree, head) => {
            (tree.children_by(up, &[Deprel::Iobj, Deprel::Obj]).next()).map(|o| (o, Source::Control))
        }
        Deprel::Advcl
            if impersonal(tree, up, head) || is_means(tree, up, head) || is_consequence(tree, up, head) =>
        {
            None
        }
        Deprel::Advcl if nonfinite(tree, head) => match mode::controller(tree, up, head) {
            Some(object) => {
                Some((relative::antecedent_of_pronoun(tree, object).unwrap_or(object), Source::Control))
            }
            None => above(|_| Source::Adverbial),
        },
        Deprel::AclRelcl if !relative::is_adverb_gap(tree, head) => {
            Some((relative::described(tree, up), Source::Relative))
        }
        Deprel::Acl => participle_subject(tree, head, up),
        _ => None,
    }
}

/// The noun phrase right before a finite verb without subject that a parser took for an
/// adverbial: "five years later, *the couple* divorced".
fn unlabelled(tree: &Tree, verb: usize) -> Option<usize> {
    let main = matches!(tree.word(verb).deprel, Deprel::Root | Deprel::Ccomp | Deprel::Parataxis);
    // a participle that nothing governs is a past form
    let root = tree.word(verb).deprel == Deprel::Root && tree.word(verb).xpos == Xpos::Vbn;
    let finite = root
        || matches!(tree.word(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).next().is_some();
    if !main || !finite {
        return None;
    }
    let start = tree
        .children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
        .next()
        .map_or(verb, |auxiliary| auxiliary.min(verb));
    tree.children_by(verb, &[Deprel::OblUnmarked]).find(|&noun| {
        noun + 1 == start
            && tree.child(noun, Deprel::Det).is_some()
            && matches!(tree.word(noun).upos, Upos::Noun | Upos::Propn)
            && !lexicon::is_time(tree, noun)
    })
}

fn participle_subject(tree: &Tree, head: usize, noun: usize) -> Option<(usize, Source)> {
    let infinitive = tree.children_by(head, &[Deprel::Mark]).any(|m| phrase::is_to(tree, m));
    if infinitive {
        let (subject, _) = match tree.child(noun, Deprel::Cop) {
            Some(_) => find(tree, noun, 1)?,
            None => (noun, Source::Infinitive),
        };
        return (ranked(tree, noun) && !is_occasion(tree, noun)).then_some((subject, Source::Infinitive));
    }
    let marked = tree.children_by(head, &[Deprel::Mark]).next().is_some();
    let participle = matches!(tree.word(head).xpos, Xpos::Vbg | Xpos::Vbn | Xpos::Vbd | Xpos::Jj);
    (participle && !marked && phrase::nominal(tree, noun) && !is_occasion(tree, noun))
        .then(|| (relative::described(tree, noun), Source::Participle))
}

/// Whether a noun is a time or an act, which does nothing: "the first *attempt* to land", "a *week*
/// travelling".
fn is_occasion(tree: &Tree, noun: usize) -> bool {
    lexicon::is_act(tree.lemma(noun)) || lexicon::is_time(tree, noun)
}

/// Whether an ordinal, a superlative, "only" or the like stands with the noun.
fn ranked(tree: &Tree, noun: usize) -> bool {
    std::iter::once(noun).chain(tree.children_by(noun, &[Deprel::Amod])).any(|a| {
        tree.word(a).xpos == Xpos::Jjs
            || matches!(
                tree.lemma(a),
                "first" | "last" | "only" | "second" | "third" | "next" | "sole" | "latest"
            )
    })
}

/// "A deputy steps in, *if needed*", "it opened *as planned*": a bare participle behind the clause
/// that is said of its event.
fn impersonal(tree: &Tree, up: usize, participle: usize) -> bool {
    let conjunction = |c: usize| {
        matches!(tree.word(c).deprel, Deprel::Mark | Deprel::Advmod) && tree.word(c).upos != Upos::Part
    };
    let needed = matches!(tree.lemma(participle), "need" | "require" | "desire");
    participle > up
        && matches!(tree.word(participle).xpos, Xpos::Vbn | Xpos::Vbd)
        && tree.children(participle).any(|c| conjunction(c) && (needed || tree.lemma(c) == "as"))
        && tree.children(participle).all(|c| conjunction(c) || tree.word(c).upos == Upos::Punct)
}

/// "The text was cut *using a razor*", "problems met *when sawing*": who does it is who did the other.
fn is_means(tree: &Tree, up: usize, gerund: usize) -> bool {
    let participle = tree.word(up).deprel == Deprel::Acl && tree.word(up).xpos == Xpos::Vbn;
    let passive = participle || tree.child(up, Deprel::AuxPass).is_some();
    let mut marks = tree.children_by(gerund, &[Deprel::Mark, Deprel::Case]).peekable();
    let bare = marks.peek().is_none() && tree.lemma(gerund) == "use";
    // but "was jailed *for lying*"
    let lies = || {
        mode::signature(tree, up, mode::Complement::Gerund).is_some_and(|signature| signature.object_control)
    };
    let marked = marks.any(|m| match tree.lemma(m) {
        "by" | "in" | "when" => true,
        "for" => !lies(),
        _ => false,
    });
    passive && tree.word(gerund).xpos == Xpos::Vbg && (bare || marked)
}

/// "The bridge fell, *forcing them to swim*": the fall forced them.
fn is_consequence(tree: &Tree, up: usize, gerund: usize) -> bool {
    let makes = tree.lemma(gerund) == "make"
        && tree.children_by(gerund, &[Deprel::Xcomp, Deprel::Ccomp]).next().is_some();
    gerund > up
        && tree.word(gerund).xpos == Xpos::Vbg
        && (makes || lexicon::is_result(tree.lemma(gerund)))
        && tree.children_by(gerund, &[Deprel::Mark, Deprel::Case]).next().is_none()
        && tree.word(gerund - 1).xpos == Xpos::Comma
}

/// Participles and infinitives take the subject above; finite clauses have their own.
fn nonfinite(tree: &Tree, head: usize) -> bool {
    let auxiliary = tree.children_by(head, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).next();
    match auxiliary {
        Some(first) => matches!(tree.word(first).xpos, Xpos::Vbg | Xpos::Vb),
        None => matches!(tree.word(head).xpos, Xpos::Vbg | Xpos::Vbn | Xpos::Vb),
    }
}

/// Drops a shared subject that cannot be one: "We … *leaves*".
fn agreeing(tree: &Tree, verb: usize, subject: Option<(usize, Source)>) -> Option<(usize, Source)> {
    let (noun, _) = subject?;
    let plural = matches!(tree.word(noun).xpos, Xpos::Nns | Xpos::Nnps)
        || matches!(tree.form(noun), "We" | "we" | "They" | "they" | "I" | "You" | "you");
    let singular_verb = tree.word(verb).xpos == Xpos::Vbz
        && tree.children_by(verb, &[Deprel::Aux, Deprel::Cop]).next().is_none();
    if plural && singular_verb { None } else { subject }
}
