//! Which words make up an argument.

use super::proposition::{Argument, ArgumentKind};
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};

/// The words of the noun phrase under `head`, without what stands apart from it:
/// its preposition, coordinated phrases, relative and participial clauses,
/// appositions and asides.
pub fn noun_phrase(tree: &Tree, head: usize) -> Vec<usize> {
    let mut words = tree.subtree(head, &|child| apart(tree, head, child));
    trim(tree, &mut words, head);
    words
}

/// The noun phrase under `head` without its prepositional phrases, and these, by their heads.
pub fn core_and_phrases(tree: &Tree, head: usize) -> (Vec<usize>, Vec<usize>) {
    let is_phrase = |child: usize| {
        tree.word(child).deprel == Deprel::Nmod && child > head && !marker(tree, child).is_empty()
    };
    let mut words =
        tree.subtree(head, &|c| apart(tree, head, c) || (tree.head(c) == Some(head) && is_phrase(c)));
    trim(tree, &mut words, head);
    (words, tree.children(head).filter(|&c| is_phrase(c)).collect())
}

/// Whether an apposition stands directly beside its noun: "educationist *Peter Engelmann*".
pub fn close_apposition(tree: &Tree, child: usize) -> bool {
    let Some(head) = tree.head(child) else { return false };
    head < child
        && (head + 1..child).all(|i| {
            tree.word(i).upos != Upos::Punct
                || matches!(tree.word(i).xpos, Xpos::Openquote | Xpos::Closequote)
        })
        && tree.child(child, Deprel::Det).is_none_or(|det| {
            // "the film “The Mill”": the article is the name's own
            det > head + 1 && tree.word(det - 1).xpos == Xpos::Openquote
        })
}

/// Whether an apposition names the larger place: "Salt Lake City, *Utah*".
pub fn place_suffix(tree: &Tree, child: usize) -> bool {
    let Some(head) = tree.head(child) else { return false };
    let proper = |i: usize| tree.word(i).upos == Upos::Propn;
    let bare = |i: usize| tree.child(i, Deprel::Det).is_none();
    let located = tree
        .children_by(head, &[Deprel::Case])
        .any(|c| matches!(tree.lemma(c), "in" | "at" | "near" | "from" | "to" | "of" | "around" | "outside"));
    let comma = (head + 1..child).any(|i| tree.word(i).xpos == Xpos::Comma)
        && !(head + 1..child).any(|i| side(tree.form(i)) != 0);
    let person = tree.sentence.name_at(child).is_some_and(|name| name.kind == NameType::Person);
    // "Victoria, Tasmania and Queensland" is a list
    let listed = [head, child].into_iter().any(|w| tree.child(w, Deprel::Conj).is_some());
    comma
        && !listed
        && head < child
        && proper(head)
        && proper(child)
        && bare(child)
        && bare(head)
        && located
        && !person
}

/// What an apposition describes: its head, or the noun above a place that a person's name
/// cannot describe: "the mayor of Turin, *Ann Lee*".
pub fn described(tree: &Tree, apposition: usize) -> Option<usize> {
    let head = tree.head(apposition)?;
    let kind = |word: usize| tree.sentence.name_at(word).map(|name| name.kind);
    let person = kind(apposition) == Some(NameType::Person);
    let place = matches!(kind(head), Some(NameType::Gpe | NameType::Location | NameType::Facility));
    match tree.head(head) {
        Some(noun) if person && place && tree.word(head).deprel == Deprel::Nmod => Some(noun),
        _ => Some(head),
    }
}

/// Nobody is known to have been older.
const OLDEST: u32 = 125;

/// Whether a number between commas or in brackets behind a person's name is an age: "Ann Lee, *52*,".
pub fn is_age(tree: &Tree, number: usize) -> bool {
    use Deprel::{Amod, Appos, Dep, NmodUnmarked, Nummod};
    let beside = matches!(tree.word(number).deprel, Amod | Appos | Dep | NmodUnmarked | Nummod);
    let Some(person) = tree.head(number).filter(|&p| p < number && beside) else { return false };
    let named = tree.sentence.name_at(person).is_some_and(|n| n.kind == NameType::Person);
    let years = tree.form(number).parse::<u32>().is_ok_and(|years| (1..=OLDEST).contains(&years));
    let apart = |w: usize| w >= tree.len() || tree.word(w).upos == Upos::Punct;
    named && years && apart(number - 1) && apart(number + 1)
}

/// Whether a phrase lists examples: "such as X", "including X".
pub fn is_list(tree: &Tree, child: usize) -> bool {
    tree.children_by(child, &[Deprel::Case, Deprel::Mark]).any(|c| {
        tree.lemma(c) == "include"
            || tree.form(c).eq_ignore_ascii_case("including")
            || (tree.form(c).eq_ignore_ascii_case("such")
                && tree.children_by(c, &[Deprel::Fixed]).next().is_some())
    })
}

/// The noun phrase with "of" phrases only, without infinitives: what a relation takes in of its object.
pub fn short(tree: &Tree, head: usize) -> Vec<usize> {
    let drop = |c: usize| {
        tree.word(c).deprel == Deprel::Nmod
            && c > head
            && marker(tree, c).first().is_some_and(|&m| tree.lemma(m) != "of")
            || tree.word(c).deprel == Deprel::Acl
                && tree.children_by(c, &[Deprel::Mark]).any(|m| is_to(tree, m))
    };
    let mut words = tree.subtree(head, &|c| apart(tree, head, c) || drop(c));
    trim(tree, &mut words, head);
    words
}

/// All words of a clause under `head`, without its conjunction.
pub fn clause(tree: &Tree, head: usize) -> Vec<usize> {
    let mut words = tree.subtree(head, &|child| {
        tree.head(child) == Some(head)
            && matches!(
                tree.word(child).deprel,
                Deprel::Mark | Deprel::Cc | Deprel::Parataxis | Deprel::Discourse | Deprel::Punct
            )
            && !is_to(tree, child)
            || tree.head(child) == Some(head) && split_clause(tree, child)
            || tree.word(child).deprel == Deprel::Parataxis
    });
    trim(tree, &mut words, head);
    words
}

/// Whether a coordinated clause stands for itself.
fn split_clause(tree: &Tree, child: usize) -> bool {
    match tree.word(child).deprel {
        Deprel::Conj => tree.word(child).upos == Upos::Verb || tree.child(child, Deprel::Cop).is_some(),
        Deprel::Cc => true,
        _ => false,
    }
}

/// Whether `child` is the infinitive's "to".
pub fn is_to(tree: &Tree, child: usize) -> bool {
    tree.word(child).xpos == Xpos::To && tree.word(child).deprel == Deprel::Mark
}

/// The prepositions (with fixed companions) that introduce `head`, in order.
pub fn marker(tree: &Tree, head: usize) -> Vec<usize> {
    let mut words = Vec::new();
    for case in tree.children_by(head, &[Deprel::Case]) {
        if tree.word(case).xpos != Xpos::Pos && case < head {
            words.push(case);
            words.extend(tree.children_by(case, &[Deprel::Fixed]));
        }
    }
    words.sort_unstable();
    words
}

/// The conjunction (with fixed companions) that introduces the clause under `head`.
pub fn conjunction(tree: &Tree, head: usize) -> Vec<usize> {
    let mut words = Vec::new();
    for mark in tree.children_by(head, &[Deprel::Mark]).filter(|&m| !is_to(tree, m) && m < head) {
        words.push(mark);
        words.extend(tree.children_by(mark, &[Deprel::Fixed]));
    }
    words
}

/// `head` and the words coordinated with it, unless they make one name or one range.
pub fn conjuncts(tree: &Tree, head: usize) -> Vec<usize> {
    if let Some(name) = named_group(tree, head) {
        return conjuncts(tree, name);
    }
    let mut found = vec![head];
    if joint(tree, head) {
        return found;
    }
    let mut at = 0;
    while at < found.len() {
        for child in tree.children_by(found[at], &[Deprel::Conj]) {
            let one_name = (tree.sentence.name_at(head)).is_some_and(|name| name.words.contains(&child))
                || titled(tree, head, child);
            // "is a nurse and *Lee was a doctor*": a clause of its own
            let clause = tree.children_by(child, &[Deprel::Cop, Deprel::Nsubj]).next().is_some();
            if !one_name && (!clause || child == head) && nominal(tree, child) == nominal(tree, head) {
                found.push(child);
            }
        }
        at += 1;
    }
    found.sort_unstable();
    found
}

/// Whether both words stand in one pair of quotation marks, and in capitals: "“*Smoke* and *Water*”".
pub fn titled(tree: &Tree, first: usize, last: usize) -> bool {
    let capital = |w: usize| tree.form(w).starts_with(char::is_uppercase);
    let quote = |i: usize| matches!(tree.word(i).xpos, Xpos::Openquote | Xpos::Closequote);
    let opened = (0..first).rev().find(|&i| quote(i) || tree.word(i).upos == Upos::Verb);
    let closed = (last..tree.len()).find(|&i| quote(i) || tree.word(i).upos == Upos::Verb);
    let pair = matches!((opened, closed), (Some(a), Some(b)) if quote(a) && quote(b));
    pair && capital(first)
        && capital(last)
        && (first..last).all(|i| !quote(i) && tree.word(i).upos != Upos::Verb)
}

/// The first of coordinated names right behind a plural noun, which they spell out:
/// "the towns *Oslo* and Bergen".
fn named_group(tree: &Tree, head: usize) -> Option<usize> {
    let plural = matches!(tree.word(head).xpos, Xpos::Nns | Xpos::Nnps);
    let named = |&name: &usize| {
        tree.word(name).upos == Upos::Propn
            && close_apposition(tree, name)
            && tree.child(name, Deprel::Conj).is_some()
    };
    tree.children_by(head, &[Deprel::Appos]).find(named).filter(|_| plural)
}

/// Whether the phrase means its coordinated parts together: "between A and B".
fn joint(tree: &Tree, head: usize) -> bool {
    marker(tree, head).iter().any(|&m| matches!(tree.lemma(m), "between" | "among"))
}

/// `head`, what is coordinated with it, and the examples that "such as" or "including" add.
pub fn members(tree: &Tree, head: usize) -> Vec<usize> {
    let mut found = conjuncts(tree, head);
    for index in 0..found.len() {
        for list in
            tree.children(found[index]).filter(|&c| tree.word(c).deprel == Deprel::Nmod && is_list(tree, c))
        {
            found.extend(conjuncts(tree, list));
        }
    }
    found
}

/// Whether the word can head a noun phrase.
pub fn nominal(tree: &Tree, word: usize) -> bool {
    matches!(
        tree.word(word).upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X | Upos::Det
    )
}

/// Whether a noun stands without article, possessor, number or description: "under *construction*".
pub fn bare(tree: &Tree, noun: usize) -> bool {
    let told = [Deprel::Det, Deprel::NmodPoss, Deprel::Nummod, Deprel::Amod, Deprel::Compound];
    tree.children_by(noun, &told).next().is_none()
}

/// An argument of the noun phrase under `head`.
pub fn argument(tree: &Tree, head: usize) -> Argument {
    let words = noun_phrase(tree, head);
    let kind = if quoted(tree, &words) { ArgumentKind::Quoted } else { ArgumentKind::Phrase };
    Argument { head, words, marker: marker(tree, head), kind }
}

/// Whether quotation marks stand around the words.
fn quoted(tree: &Tree, words: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
    let quote = |i: usize| matches!(tree.word(i).xpos, Xpos::Openquote | Xpos::Closequote);
    let opens = quote(first) || first.checked_sub(1).is_some_and(quote);
    opens && (quote(last) || (last + 1 < tree.len() && quote(last + 1)))
}

/// "every *time* he called", "by the *time* he called", "as *soon* as he called": nothing
/// without its clause.
fn whenever(tree: &Tree, head: usize) -> bool {
    let before = |c: usize| matches!(tree.lemma(c), "every" | "each" | "by");
    match tree.lemma(head) {
        "time" => tree.children_by(head, &[Deprel::Det, Deprel::Case]).any(before),
        "soon" => tree.children_by(head, &[Deprel::Advmod]).any(|a| tree.lemma(a) == "as"),
        _ => false,
    }
}

/// Whether `child` does not belong to the noun phrase under `top`.
fn apart(tree: &Tree, top: usize, child: usize) -> bool {
    let at_top = tree.head(child) == Some(top);
    match tree.word(child).deprel {
        Deprel::Appos => !close_apposition(tree, child) && !place_suffix(tree, child),
        Deprel::AclRelcl => !(at_top && whenever(tree, top)),
        Deprel::Parataxis | Deprel::Discourse | Deprel::Vocative => true,
        Deprel::Amod | Deprel::Dep if at_top && is_age(tree, child) => true,
        Deprel::List | Deprel::Dislocated | Deprel::Reparandum => true,
        Deprel::Acl => !integral(tree, child),
        Deprel::Advcl if at_top && whenever(tree, top) => false,
        Deprel::Advcl | Deprel::AdvclRelcl => at_top || preceded_by_comma(tree, child),
        Deprel::Case => at_top && tree.word(child).xpos != Xpos::Pos,
        Deprel::Conj | Deprel::Cc => at_top && !joint(tree, top) && !titled(tree, top, child),
        Deprel::CcPreconj => true,
        Deprel::Advmod if at_top && child < top && correlative(tree, child) => true,
        // "is n't safe": the copula is denied, not the adjective
        Deprel::Advmod if at_top && tree.lemma(child) == "not" && denies_copula(tree, top, child) => true,
        Deprel::Cop | Deprel::Aux | Deprel::Mark | Deprel::Expl => at_top && child < top,
        Deprel::Nsubj | Deprel::NsubjOuter | Deprel::NsubjPass | Deprel::Csubj | Deprel::Ccomp => at_top,
        Deprel::OblUnmarked if measures(tree, child) => false,
        Deprel::Obl | Deprel::OblUnmarked => at_top && predicate(tree, top) && !is_hyphenated(tree, child),
        Deprel::Nmod | Deprel::NmodUnmarked if is_list(tree, child) => true,
        Deprel::Nmod => at_top && child < top && predicate(tree, top) && !marker(tree, child).is_empty(),
        Deprel::Advmod
            if at_top
                && child < top
                && tree.children_by(top, &[Deprel::Case]).any(|c| c > child && c < top) =>
        {
            true
        }
        Deprel::Advmod => at_top && predicate(tree, top) && sentence_adverb(tree, top, child),
        _ => false,
    }
}

/// Whether a number of units stands right before the adjective that it measures: "*five years* old".
pub fn measures(tree: &Tree, unit: usize) -> bool {
    tree.head(unit) == Some(unit + 1)
        && tree.word(unit + 1).upos == Upos::Adj
        && tree.word(unit).deprel == Deprel::OblUnmarked
        && tree.child(unit, Deprel::Nummod).is_some()
}

/// Whether a hyphen ties the word to its head: "*state*-owned".
pub fn is_hyphenated(tree: &Tree, word: usize) -> bool {
    tree.head(word) == Some(word + 2) && tree.word(word + 1).xpos == Xpos::Hyph
}

/// Whether a "not" stands between the copula and its predicate.
fn denies_copula(tree: &Tree, predicate: usize, not: usize) -> bool {
    tree.word(predicate).upos == Upos::Adj && tree.child(predicate, Deprel::Cop).is_some_and(|cop| cop < not)
}

/// Whether an adverb belongs to "not only … but also", which stands outside both phrases.
fn correlative(tree: &Tree, adverb: usize) -> bool {
    let form = |i: usize| tree.form(i).to_lowercase();
    let before = adverb.checked_sub(1).map(form).unwrap_or_default();
    match form(adverb).as_str() {
        "not" => adverb + 1 < tree.len() && matches!(form(adverb + 1).as_str(), "only" | "just" | "merely"),
        "only" | "just" | "merely" => before == "not",
        "also" => before == "but",
        _ => false,
    }
}

fn predicate(tree: &Tree, head: usize) -> bool {
    tree.child(head, Deprel::Cop).is_some() || tree.child(head, Deprel::Nsubj).is_some()
}

/// Whether the adverb stands outside the phrase of a nominal predicate: before its copula.
fn sentence_adverb(tree: &Tree, head: usize, adverb: usize) -> bool {
    tree.child(head, Deprel::Cop).is_some_and(|cop| adverb < cop)
        || adverb > head
        || tree
            .children(head)
            .any(|c| c > adverb && matches!(tree.word(c).deprel, Deprel::Case | Deprel::Det | Deprel::Cop))
}

/// A clause after "that", "of" or "to" says which noun is meant: "the fact *that* it rains", "the
/// right *to* vote".
fn integral(tree: &Tree, clause: usize) -> bool {
    let means =
        |m: usize| tree.form(m).eq_ignore_ascii_case("that") || tree.form(m).eq_ignore_ascii_case("of");
    let marked = tree.children_by(clause, &[Deprel::Mark]).any(|m| means(m) || is_to(tree, m));
    marked && !preceded_by_comma(tree, clause)
}

/// Whether a comma stands right before the first word of a clause.
pub fn preceded_by_comma(tree: &Tree, clause: usize) -> bool {
    let first = tree.subtree(clause, &|c| tree.word(c).deprel == Deprel::Punct)[0];
    first.checked_sub(1).is_some_and(|i| tree.word(i).xpos == Xpos::Comma)
}

/// Takes punctuation off both ends, and gaps' punctuation that closes nothing.
fn trim(tree: &Tree, words: &mut Vec<usize>, head: usize) {
    let punct = |i: usize| {
        let word = tree.word(i);
        i != head && word.upos == Upos::Punct
    };
    // punctuation at a gap belongs to what was left out
    let mut keep = vec![true; words.len()];
    for (k, &w) in words.iter().enumerate() {
        if punct(w) && matches!(tree.form(w), "," | "-" | "--" | ";" | ":" | ".") {
            let next = words.get(k + 1).is_some_and(|&n| n == w + 1);
            let before = k > 0 && words[k - 1] + 1 == w;
            keep[k] = next && before;
        }
    }
    let mut flags = keep.iter();
    words.retain(|_| *flags.next().unwrap_or(&true));
    unbalanced(tree, words);
    let enclosed = |w: &[usize]| matches!((w.first(), w.last()), (Some(&a), Some(&b)) if a != b && matches!(tree.form(a), "(" | "-LRB-") && matches!(tree.form(b), ")" | "-RRB-"));
    if enclosed(words) {
        words.pop();
        words.remove(0);
    }
    while words.last().is_some_and(|&w| punct(w) && !closes(tree, words, w)) {
        words.pop();
    }
    while words.first().is_some_and(|&w| punct(w) && !opens(tree, words, w)) {
        words.remove(0);
    }
}

fn side(form: &str) -> i32 {
    match form {
        "(" | "-LRB-" | "[" | "``" | "“" => 1,
        ")" | "-RRB-" | "]" | "''" | "”" => -1,
        _ => 0,
    }
}

fn closes(tree: &Tree, words: &[usize], word: usize) -> bool {
    side(tree.form(word)) < 0 && words.iter().any(|&w| w < word && side(tree.form(w)) > 0)
}

fn opens(tree: &Tree, words: &[usize], word: usize) -> bool {
    side(tree.form(word)) > 0 && words.iter().any(|&w| w > word && side(tree.form(w)) < 0)
}

/// Removes brackets and quotation marks whose partner is missing.
fn unbalanced(tree: &Tree, words: &mut Vec<usize>) {
    let sum: i32 = words.iter().map(|&w| side(tree.form(w))).sum();
    if sum > 0 {
        if let Some(at) = words.iter().rposition(|&w| side(tree.form(w)) > 0) {
            words.remove(at);
        }
    } else if sum < 0
        && let Some(at) = words.iter().position(|&w| side(tree.form(w)) < 0)
    {
        words.remove(at);
    }
}
