//! What a clause itself says about how it holds: negation, auxiliaries, adverbs, mood.

use super::Mode;
use super::lexicon::{self, Marker, Negator};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::lexicon as extract;
use crate::statement::{Modality, Polarity};

/// The relations of a predicate's arguments, where "no" denies the whole clause.
const ARGUMENTS: &[Deprel] = &[
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::NsubjOuter,
    Deprel::Obj,
    Deprel::Iobj,
    Deprel::Obl,
    Deprel::OblAgent,
    Deprel::OblUnmarked,
];

/// Fixed phrases with "no" that deny nothing: "no doubt", "in no time".
const NO_DENIAL: &[&str] = &["doubt", "time", "matter", "longer", "sooner", "wonder", "less"];

pub(super) fn lower(tree: &Tree, word: usize) -> String {
    tree.form(word).to_lowercase()
}

/// The mode of a clause by its own words.
pub(super) fn mode(tree: &Tree, predicate: usize) -> Mode {
    let mut cues = negations(tree, predicate);
    let denied = cues.len() % 2 == 1;
    let mut modality = Modality::Actual;
    for child in tree.children(predicate) {
        let deprel = tree.word(child).deprel;
        if !matches!(deprel, Deprel::Aux | Deprel::Advmod) {
            continue;
        }
        // "'d" is "had" before a participle.
        if deprel == Deprel::Aux && tree.word(child).xpos != Xpos::Md && tree.lemma(child) != "will" {
            continue;
        }
        if let Some(held) = lexicon::modal(&lower(tree, child)) {
            if held == Modality::Conditional && narrated(tree, predicate, child)
                || held == Modality::Future && habitual(tree, predicate)
            {
                continue;
            }
            cues.push(child);
            modality = stronger(modality, held);
        }
    }
    if let Some(cue) = destined(tree, predicate) {
        cues.push(cue);
        modality = stronger(modality, Modality::Future);
    }
    if let Some((cue, held)) = hedge(tree, predicate) {
        cues.push(cue);
        modality = stronger(modality, held);
    }
    if let Some(cue) = inverted_condition(tree, predicate)
        .or_else(|| protasis(tree, predicate).filter(|_| !commits(tree, predicate)))
        .or_else(|| fronted_condition(tree, predicate))
    {
        cues.push(cue);
        modality = Modality::Conditional;
    }
    if let Some(cue) = question_or_order(tree, predicate) {
        cues.push(cue);
        modality = Modality::Asked;
    }
    cues.sort_unstable();
    let polarity = if denied { Polarity::Negative } else { Polarity::Positive };
    Mode { polarity, modality, cues }
}

/// Whether somebody has threatened or promised a thing, which then is what depends on the condition:
/// "*threatened* a strike if jobs were cut".
fn commits(tree: &Tree, predicate: usize) -> bool {
    let past = matches!(tree.word(predicate).xpos, Xpos::Vbd | Xpos::Vbn);
    let modal = tree.children_by(predicate, &[Deprel::Aux]).any(|a| tree.word(a).xpos == Xpos::Md);
    let stance = super::lexicon::reporting(tree.lemma(predicate), super::lexicon::ReportingKind::Verb);
    past && !modal && stance == Some(super::Stance::Promise) && tree.child(predicate, Deprel::Obj).is_some()
}

/// Whether an adverb tells that it happens again and again: "they will *often* sing".
fn habitual(tree: &Tree, predicate: usize) -> bool {
    tree.children_by(predicate, &[Deprel::Advmod]).any(|a| {
        matches!(
            lower(tree, a).as_str(),
            "always" | "often" | "occasionally" | "regularly" | "sometimes" | "usually"
        ) && a < predicate
    })
}

/// Whether "would" tells what came later in a story, or again and again: "would later become
/// mayor", "would often sing", "would sing whenever it rained".
fn narrated(tree: &Tree, predicate: usize, would: usize) -> bool {
    let told = |a: usize| {
        let adverb = lower(tree, a);
        let later =
            matches!(adverb.as_str(), "later" | "subsequently" | "eventually" | "ultimately" | "afterwards");
        later || matches!(adverb.as_str(), "always" | "often" | "regularly" | "sometimes" | "usually")
    };
    let each = |t: usize| {
        tree.children_by(t, &[Deprel::Det]).any(|d| matches!(lower(tree, d).as_str(), "every" | "each"))
            && (extract::is_time(tree, t))
    };
    let once = |clause: usize| {
        let past = [clause].into_iter().chain(tree.children_by(clause, &[Deprel::Cop, Deprel::Aux]));
        past.into_iter().any(|w| tree.word(w).xpos == Xpos::Vbd)
            && tree
                .children_by(clause, &[Deprel::Mark, Deprel::Advmod])
                .any(|m| m < clause && matches!(lower(tree, m).as_str(), "when" | "whenever"))
    };
    // "she *used to* carry a book where she'd draw them"
    let used = |w: usize| tree.form(w) == "used" && w + 1 < would && lower(tree, w + 1) == "to";
    tree.word(would).xpos == Xpos::Md
        && ((0..would).any(used)
            || tree.children_by(predicate, &[Deprel::Advmod]).any(told)
            || tree.children_by(predicate, &[Deprel::Obl, Deprel::OblUnmarked]).any(each)
            || tree.children_by(predicate, &[Deprel::Advcl, Deprel::AdvclRelcl]).any(once))
        && protasis(tree, predicate).is_none()
}

/// The auxiliary of "*is* to be held", which says what is laid down.
fn destined(tree: &Tree, predicate: usize) -> Option<usize> {
    let to = tree.children_by(predicate, &[Deprel::Mark]).find(|&m| tree.word(m).xpos == Xpos::To)?;
    // "*is* to teach", where the parser may find a copula; what "was to become" of somebody became
    let copula = tree.child(predicate, Deprel::Cop).filter(|&c| {
        tree.word(predicate).xpos == Xpos::Vb && matches!(tree.word(c).xpos, Xpos::Vbz | Xpos::Vbp)
    });
    tree.children_by(predicate, &[Deprel::Aux, Deprel::AuxPass])
        .chain(copula)
        .find(|&a| a < to && tree.lemma(a) == "be" && tree.word(a).xpos != Xpos::Vbg)
}

/// What makes a nominal predicate no more than possible: an adverb inside its phrase ("is
/// *potentially* a threat") or the verb itself ("*seems* harmless").
fn hedge(tree: &Tree, predicate: usize) -> Option<(usize, Modality)> {
    let seems = |v: &usize| {
        matches!(tree.lemma(*v), "appear" | "seem") && tree.word(*v).upos == Upos::Verb && {
            let next = |c: usize| c > *v && super::is_verbless(tree, c);
            // "appears *to be due to* the wind"
            let copular = |c: usize| c > *v && tree.child(c, Deprel::Cop).is_some();
            tree.children_by(*v, &[Deprel::Xcomp]).any(next)
                || tree.children_by(*v, &[Deprel::Obl]).any(copular)
        }
    };
    if seems(&predicate) {
        return Some((predicate, Modality::Possible));
    }
    tree.child(predicate, Deprel::Cop)?;
    hedged(tree, predicate)
}

/// The adverb inside a phrase that makes it no more than possible: "a *potentially* fatal error".
pub fn hedged(tree: &Tree, noun: usize) -> Option<(usize, Modality)> {
    tree.children_by(noun, &[Deprel::Amod, Deprel::Det, Deprel::Nummod, Deprel::Advmod])
        .flat_map(|part| std::iter::once(part).chain(tree.children_by(part, &[Deprel::Advmod])))
        .find_map(|adverb| Some((adverb, lexicon::modal(&lower(tree, adverb))?)))
}

/// Whether "if" opens no clause: "few *if* any firms".
pub(super) fn elliptical(tree: &Tree, mark: usize) -> bool {
    let before = mark.checked_sub(1).map(|i| lower(tree, i)).unwrap_or_default();
    let after = if mark + 1 < tree.len() { lower(tree, mark + 1) } else { String::new() };
    matches!(before.as_str(), "few" | "little" | "rarely" | "seldom" | ",")
        && matches!(after.as_str(), "any" | "ever" | "anything" | "anybody" | "anyone")
}

/// "will probably": the weaker claim decides.
fn stronger(old: Modality, new: Modality) -> Modality {
    match (old, new) {
        (Modality::Actual, new) => new,
        (Modality::Future, Modality::Possible) => Modality::Possible,
        (old, _) => old,
    }
}

/// The words that deny the predicate, each counting once.
fn negations(tree: &Tree, predicate: usize) -> Vec<usize> {
    let mut cues = Vec::new();
    for child in tree.children(predicate) {
        let word = tree.word(child);
        match word.deprel {
            relation if denies(tree, child, relation) => cues.push(child),
            relation if ARGUMENTS.contains(&relation) => {
                cues.extend(denied_argument(tree, child, relation));
            }
            _ => {}
        }
    }
    cues.extend(tree.children_by(predicate, &[Deprel::Advmod]).filter(|&a| is_no_longer(tree, a)));
    // "neither rained nor snowed" denies each verb once.
    let preconjunction = cues.iter().any(|&c| lower(tree, c) == "neither");
    if preconjunction {
        cues.retain(|&c| lower(tree, c) != "nor");
    }
    cues
}

/// Whether an adverb is the "longer" of "no longer", which has its "no" below it.
pub fn is_no_longer(tree: &Tree, adverb: usize) -> bool {
    matches!(lower(tree, adverb).as_str(), "longer" | "more")
        && tree.children(adverb).any(|c| lower(tree, c) == "no")
}

fn denies(tree: &Tree, cue: usize, relation: Deprel) -> bool {
    let form = lower(tree, cue);
    match (lexicon::negator(&form), relation) {
        (Some(Negator::Adverb), Deprel::Advmod | Deprel::Aux) => !only_follows(tree, cue),
        (Some(Negator::Conjunction), Deprel::Cc | Deprel::CcPreconj | Deprel::Advmod) => true,
        // "is no fool", "neither is"
        (Some(Negator::Argument), Deprel::Det | Deprel::Cc | Deprel::CcPreconj) => {
            !NO_DENIAL.contains(&tree.head(cue).map_or("", |h| tree.lemma(h)))
        }
        _ => false,
    }
}

/// Whether "only", "just" or "merely" follows: "not only" denies nothing.
fn only_follows(tree: &Tree, cue: usize) -> bool {
    let next = cue + 1;
    next < tree.len()
        && matches!(
            lower(tree, next).as_str(),
            "only" | "just" | "merely" | "simply" | "least" | "surprisingly"
        )
}

/// The word inside an argument that denies the clause: "no talks", "nobody".
fn denied_argument(tree: &Tree, argument: usize, relation: Deprel) -> Option<usize> {
    let form = lower(tree, argument);
    if lexicon::negator(&form) == Some(Negator::Argument) {
        return Some(argument);
    }
    if NO_DENIAL.contains(&tree.lemma(argument)) {
        return None;
    }
    let oblique = matches!(relation, Deprel::Obl | Deprel::OblUnmarked | Deprel::OblAgent);
    tree.children_by(argument, &[Deprel::Det, Deprel::CcPreconj, Deprel::Advmod, Deprel::Case]).find(
        |&child| {
            let word = lower(tree, child);
            match tree.word(child).deprel {
                Deprel::Det | Deprel::CcPreconj => {
                    lexicon::negator(&word) == Some(Negator::Argument)
                        || lexicon::negator(&word) == Some(Negator::Conjunction)
                }
                // "not one vote was counted", but "not in Paris" denies the place alone.
                Deprel::Advmod => {
                    !oblique
                        && child < argument
                        && lexicon::negator(&word) == Some(Negator::Adverb)
                        && !only_follows(tree, child)
                        && !contrasted(tree, argument)
                }
                _ => false,
            }
        },
    )
}

/// "not A but B": the contrast denies A alone.
fn contrasted(tree: &Tree, word: usize) -> bool {
    tree.children_by(word, &[Deprel::Conj])
        .any(|conjunct| tree.children_by(conjunct, &[Deprel::Cc]).any(|c| lower(tree, c) == "but"))
}

/// Whether "not" denies one argument alone: "not Paris but London", "London, not Paris".
pub fn is_denied(tree: &Tree, argument: usize) -> bool {
    // "but he is not the captain" denies the clause
    if tree.child(argument, Deprel::Cop).is_some() {
        return false;
    }
    let negated = tree.children_by(argument, &[Deprel::Advmod, Deprel::Cc]).any(|child| {
        child < argument
            && lexicon::negator(&lower(tree, child)) == Some(Negator::Adverb)
            && !only_follows(tree, child)
    });
    let first = tree.subtree(argument, &|c| tree.word(c).upos == Upos::Punct)[0];
    // "landed in Rome, not in Paris"
    let apart = lexicon::negator(&lower(tree, first)) == Some(Negator::Adverb)
        && first.checked_sub(1).is_some_and(|i| tree.word(i).xpos == Xpos::Comma);
    negated && (apart || contrasted(tree, argument) || tree.word(argument).deprel == Deprel::Conj)
}

/// The auxiliary of "had they known", "were it true", "should it rain".
fn inverted_condition(tree: &Tree, predicate: usize) -> Option<usize> {
    if tree.word(predicate).deprel != Deprel::Advcl || tree.child(predicate, Deprel::Mark).is_some() {
        return None;
    }
    let subject = tree.children_by(predicate, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).next()?;
    tree.children_by(predicate, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
        .find(|&aux| aux < subject && matches!(lower(tree, aux).as_str(), "had" | "were" | "should"))
}

/// The auxiliary that opens a sentence before its subject, where a clause with a modal
/// follows the comma: "*Had* they known, they would have left". Trees often miss it.
fn fronted_condition(tree: &Tree, predicate: usize) -> Option<usize> {
    let first = (0..tree.len()).find(|&i| tree.word(i).upos != Upos::Punct)?;
    if !matches!(lower(tree, first).as_str(), "had" | "were" | "should")
        || tree.form(tree.len() - 1) == "?"
        || predicate == first
    {
        return None;
    }
    let comma = (first..tree.len()).find(|&i| tree.word(i).xpos == Xpos::Comma)?;
    let main = (comma..tree.len()).find(|&i| tree.word(i).xpos == Xpos::Md)?;
    let verb = tree.head(main)?;
    let outside = tree.word(verb).deprel == Deprel::Root || predicate < comma;
    (outside && (predicate < comma || predicate == verb)).then_some(first)
}

/// Whether the clause is a condition: "if they *agree* to pay".
pub(super) fn supposes(tree: &Tree, clause: usize) -> bool {
    tree.word(clause).deprel == Deprel::Advcl
        && introduction(tree, clause).is_some_and(|(_, effect)| effect == Marker::Conditional)
}

/// The condition that a clause depends on: the marker of its "if" clause.
pub(super) fn protasis(tree: &Tree, predicate: usize) -> Option<usize> {
    tree.children_by(predicate, &[Deprel::Advcl])
        .find_map(|clause| {
            let (first, effect) = introduction(tree, clause)?;
            let hedge = lower(tree, first);
            // "as if" compares and "otherwise" resumes: the main clause holds as it stands.
            (effect == Marker::Conditional && hedge != "as")
                .then_some(first)
                .or_else(|| inverted_condition(tree, clause))
        })
        .or_else(|| {
            tree.children_by(predicate, &[Deprel::Advcl]).find_map(|clause| inverted_condition(tree, clause))
        })
        .or_else(|| resumed(tree, predicate))
}

/// "In *that* case the firm would close": the condition stands in the sentence before.
fn resumed(tree: &Tree, predicate: usize) -> Option<usize> {
    let resumes = |d: usize| matches!(tree.lemma(d), "that" | "such" | "this");
    tree.children_by(predicate, &[Deprel::Obl]).find(|&case| {
        tree.lemma(case) == "case"
            && tree.children_by(case, &[Deprel::Case]).any(|c| lower(tree, c) == "in")
            && tree.children_by(case, &[Deprel::Det]).any(resumes)
            && tree.children_by(predicate, &[Deprel::Aux]).any(|a| tree.word(a).xpos == Xpos::Md)
    })
}

/// The first introducing word of an adverbial clause and what it does.
pub(super) fn introduction(tree: &Tree, clause: usize) -> Option<(usize, Marker)> {
    let marks: Vec<usize> = tree
        .children_by(clause, &[Deprel::Mark, Deprel::Case, Deprel::Advmod, Deprel::Fixed])
        .filter(|&c| c < clause)
        .collect();
    for &mark in marks.iter().filter(|&&mark| !elliptical(tree, mark)) {
        let mut words = lower(tree, mark);
        let mut longest = lexicon::marker(&words);
        // "even if": the focus adverb stands before or below the marker.
        if mark > 0 && lower(tree, mark - 1) == "even" {
            longest = Some(Marker::Plain);
        } else {
            let subject = |w: usize| matches!(tree.word(w).deprel, Deprel::Nsubj | Deprel::NsubjPass);
            for next in (mark + 1..(mark + 4).min(tree.len())).take_while(|&w| !subject(w)) {
                words.push(' ');
                words.push_str(&lower(tree, next));
                longest = lexicon::marker(&words).or(longest);
            }
        }
        if let Some(effect) = longest {
            return Some((mark, effect));
        }
    }
    None
}

/// Whether the auxiliary stands before the subject: "*will* they come".
fn inverted(tree: &Tree, predicate: usize) -> bool {
    let auxiliary = tree.children_by(predicate, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).next();
    let subject = tree.children_by(predicate, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).next();
    auxiliary.zip(subject).is_some_and(|(auxiliary, subject)| auxiliary < subject)
}

/// The question mark of a question, or the verb itself of an order.
fn question_or_order(tree: &Tree, predicate: usize) -> Option<usize> {
    let word = tree.word(predicate);
    let whole = matches!(word.deprel, Deprel::Root | Deprel::Ccomp | Deprel::Parataxis | Deprel::Conj);
    // "the wind is strong, *will it* last?"
    let beside = word.deprel == Deprel::Advcl
        && inverted(tree, predicate)
        && inverted_condition(tree, predicate).is_none();
    if !whole && !beside {
        return None;
    }
    // The last mark decides: "Did he go?" asks, "“Who?” he said." does not.
    let last = tree.children_by(predicate, &[Deprel::Punct]).filter(|&p| p > predicate).rfind(|&p| {
        let form = tree.form(p);
        form.starts_with(['?', '.', '!'])
    });
    if let Some(mark) = last.filter(|&mark| tree.form(mark).starts_with('?')) {
        // "It is late, will they come?" asks the second clause alone.
        let elsewhere = !inverted(tree, predicate)
            && tree
                .children_by(predicate, &[Deprel::Conj, Deprel::Parataxis, Deprel::Ccomp, Deprel::Advcl])
                .any(|clause| clause > predicate && inverted(tree, clause));
        return (!elsewhere).then_some(mark);
    }
    let end = tree.len().checked_sub(1).filter(|&end| tree.form(end).starts_with('?'));
    if let Some(mark) = end.filter(|_| inverted(tree, predicate)) {
        return Some(mark);
    }
    let bare = word.xpos == Xpos::Vb && word.upos == Upos::Verb;
    let alone = tree.children(predicate).all(|child| {
        !matches!(
            tree.word(child).deprel,
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::Expl | Deprel::Mark | Deprel::Cop
        ) && (tree.word(child).deprel != Deprel::Aux || tree.lemma(child) == "do")
    });
    (bare && alone && word.deprel != Deprel::Conj).then_some(predicate)
}

/// The word by which an adverbial clause tells nothing that happened, and what it tells: a purpose
/// ("moved *so they could be closer*"), a question ("*whether* it rains, nobody knows"), a habit
/// ("*when* it rains, the dam leaks", "*once* it rains").
pub(super) fn unreal(tree: &Tree, predicate: usize, head: usize) -> Option<(usize, Modality)> {
    let first = tree.children_by(predicate, &[Deprel::Mark, Deprel::Advmod]).next()?;
    let modal = |a: usize| matches!(lower(tree, a).as_str(), "can" | "could" | "would");
    let present = |clause: usize| {
        let auxiliaries = || tree.children_by(clause, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
        let verb = auxiliaries().next().unwrap_or(clause);
        matches!(tree.word(verb).xpos, Xpos::Vbz | Xpos::Vbp)
    };
    match lower(tree, first).as_str() {
        "so" if first > 0 && tree.word(first - 1).xpos != Xpos::Comma => {
            let could = tree.children_by(predicate, &[Deprel::Aux]).any(modal);
            let denied = mode(tree, predicate).polarity == Polarity::Negative;
            (could && !denied).then_some((first, Modality::Intended))
        }
        "whether" => {
            let or = tree.children_by(predicate, &[Deprel::Conj, Deprel::Advmod, Deprel::Cc]).next();
            or.is_none().then_some((first, Modality::Asked))
        }
        // "left *before she could be thanked*"
        "before" => {
            let could = |&a: &usize| lower(tree, a) == "could";
            tree.children_by(predicate, &[Deprel::Aux]).find(could).map(|a| (a, Modality::Possible))
        }
        "when" | "whenever" | "once" => {
            (present(predicate) && present(head)).then_some((first, Modality::Conditional))
        }
        _ => None,
    }
}
