//! Phrases of time: what measures what.

use super::{Change, is_subject, last, lexicon};
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};

/// "died in 1612 *of typhoid*": a bare year owns nothing.
pub(super) fn phrase_of_year(tree: &Tree, noun: usize) -> Vec<Change> {
    let Some(year) = tree.head(noun).filter(|_| tree.word(noun).deprel == Deprel::Nmod) else {
        return Vec::new();
    };
    let form = tree.form(year);
    let bare = form.len() == 4
        && form.bytes().all(|b| b.is_ascii_digit())
        && tree.children_by(year, &[Deprel::Case]).any(|c| matches!(tree.lemma(c), "in" | "since"))
        && tree.child(year, Deprel::Det).is_none();
    let verb = tree.head(year).filter(|&v| {
        bare && tree.word(year).deprel == Deprel::Obl && v < year && tree.word(v).upos == Upos::Verb
    });
    let of = tree.children_by(noun, &[Deprel::Case]).any(|c| tree.lemma(c) == "of");
    match verb {
        Some(verb) if of && noun > year => vec![Change::attach(noun, verb, Deprel::Obl)],
        _ => Vec::new(),
    }
}

/// "has been the mayor *for two years*": how long somebody has been it.
pub(super) fn length_of_state(tree: &Tree, unit: usize) -> Vec<Change> {
    let noun = tree.head(unit).filter(|&noun| {
        let perfect = tree.children_by(noun, &[Deprel::Aux]).any(|a| tree.lemma(a) == "have");
        tree.word(unit).deprel == Deprel::Nmod && perfect && tree.child(noun, Deprel::Cop).is_some()
    });
    let long = tree.children_by(unit, &[Deprel::Case]).any(|c| matches!(tree.lemma(c), "for" | "since"));
    let year = tree.form(unit).len() == 4 && tree.form(unit).bytes().all(|b| b.is_ascii_digit());
    match noun {
        Some(_) if long && (lexicon::is_unit(tree.form(unit)) || year) => {
            vec![Change::label(unit, Deprel::Obl)]
        }
        _ => Vec::new(),
    }
}

/// "on the day *after the vote*": right behind a unit of time that a preposition and an article
/// open, "before" and "after" tell which one.
pub(super) fn event_of_unit(tree: &Tree, event: usize) -> Vec<Change> {
    if tree.word(event).deprel != Deprel::Obl {
        return Vec::new();
    }
    let Some(preposition) = tree.child(event, Deprel::Case) else { return Vec::new() };
    let unit = preposition.checked_sub(1).filter(|&unit| {
        tree.head(unit) == tree.head(event)
            && matches!(tree.word(unit).deprel, Deprel::Obl | Deprel::OblUnmarked)
            && lexicon::is_unit(tree.form(unit))
            && tree.child(unit, Deprel::Det).is_some_and(|d| tree.lemma(d) == "the")
    });
    match unit {
        Some(unit) if matches!(tree.lemma(preposition), "after" | "before") => {
            vec![Change::attach(event, unit, Deprel::Nmod)]
        }
        _ => Vec::new(),
    }
}

/// "*twice* a week", "three *times* a year": a unit right behind a count of times is its measure.
pub(super) fn rate(tree: &Tree, unit: usize) -> Vec<Change> {
    if tree.word(unit).deprel != Deprel::OblUnmarked || !lexicon::is_unit(tree.form(unit)) {
        return Vec::new();
    }
    let Some(article) = tree.child(unit, Deprel::Det).filter(|&d| d + 1 == unit) else { return Vec::new() };
    let count = article.checked_sub(1).filter(|&count| {
        let times = tree.lemma(count) == "time" && tree.child(count, Deprel::Nummod).is_some();
        tree.head(count) == tree.head(unit) && (times || matches!(tree.lemma(count), "once" | "twice"))
    });
    match count {
        Some(count) if matches!(tree.lemma(article), "a" | "an" | "each" | "every") => {
            vec![Change::attach(unit, count, Deprel::OblUnmarked)]
        }
        _ => Vec::new(),
    }
}

/// "*three years* later": a number of units right before such an adverb measures it. What a parser
/// put in front of the number has a head of its own: "by a *rival* three years later".
pub(super) fn measured_adverb(tree: &Tree, unit: usize) -> Vec<Change> {
    let adverb = unit + 1;
    let measures = adverb < tree.len() && tree.head(unit) == Some(adverb);
    if adverb >= tree.len()
        || !matches!(tree.form(adverb), "later" | "earlier" | "ago" | "before")
        || tree.word(adverb).deprel != Deprel::Advmod
        || tree.head(adverb) == Some(unit)
        || !matches!(tree.word(unit).deprel, Deprel::Obl | Deprel::OblUnmarked | Deprel::OblAgent)
        || !lexicon::is_unit(tree.form(unit))
    {
        return Vec::new();
    }
    let Some(number) = tree.child(unit, Deprel::Nummod).filter(|&n| n < unit) else { return Vec::new() };
    let measure = Change::attach(unit, adverb, Deprel::OblUnmarked);
    if tree.child(unit, Deprel::Case).is_none() {
        return if measures { Vec::new() } else { vec![measure] };
    }
    let noun = number.checked_sub(1).filter(|&noun| {
        tree.head(noun) == Some(unit)
            && matches!(tree.word(noun).deprel, Deprel::Amod | Deprel::Compound)
            && tree.word(noun).xpos != Xpos::Cd
    });
    let (Some(noun), Some(verb)) = (noun, tree.head(adverb)) else { return Vec::new() };
    let mut changes = vec![Change::attach(noun, verb, Deprel::Obl), measure];
    changes.extend(tree.children(unit).filter(|&c| c < noun).map(|c| Change {
        word: c,
        head: Some(Some(noun)),
        deprel: None,
        tags: None,
    }));
    if tree.word(noun).upos == Upos::Adj {
        changes.push(Change::retag(noun, Upos::Noun, Xpos::Nn));
    }
    changes
}

/// "The mayor *on Tuesday* sold the mill": a day between a subject and its verb is the verb's.
pub(super) fn day_before_verb(tree: &Tree, day: usize) -> Vec<Change> {
    let dated = tree.sentence.name_at(day).is_some_and(|name| name.kind == NameType::Date);
    let on = tree.child(day, Deprel::Case).is_some_and(|case| tree.form(case) == "on");
    // "the men arrested *on Friday*"
    let verbal = tree.head(day).is_some_and(|h| tree.word(h).upos == Upos::Verb);
    if !dated || !on || verbal || !matches!(tree.word(day).deprel, Deprel::Nmod | Deprel::Obl) {
        return Vec::new();
    }
    let mut above = std::iter::successors(tree.head(day), |&w| tree.head(w)).take(4);
    let subject = above.find(|&w| is_subject(tree, w)).filter(|&s| s < day && last(tree, s) == day);
    let verb = subject.and_then(|s| tree.head(s)).filter(|&v| {
        let first = tree.children_by(v, &[Deprel::Aux, Deprel::AuxPass]).min().unwrap_or(v).min(v);
        tree.word(v).upos == Upos::Verb && first == day + 1
    });
    verb.map(|verb| Change::attach(day, verb, Deprel::Obl)).into_iter().collect()
}

/// "*Since March* Acme has grown": a month right behind "since" is no part of the name behind it.
pub(super) fn date_behind_since(tree: &Tree, date: usize) -> Vec<Change> {
    let since = date
        .checked_sub(1)
        .filter(|&s| tree.word(s).deprel == Deprel::Mark && tree.form(s).eq_ignore_ascii_case("since"));
    let name = date + 1;
    let Some((since, verb)) = since.and_then(|s| Some((s, tree.head(s)?))) else { return Vec::new() };
    if !lexicon::is_date(tree.form(date)) || name >= verb || tree.word(name).upos != Upos::Propn {
        return Vec::new();
    }
    let mut changes =
        vec![Change::attach(since, date, Deprel::Case), Change::attach(date, verb, Deprel::Obl)];
    if tree.head(name) == Some(date) && is_subject(tree, date) {
        changes.push(Change::instead(tree, name, date));
        let rest = tree.children(date).filter(|&c| c > name);
        changes.extend(rest.map(|c| Change::attach(c, name, tree.word(c).deprel)));
        return changes;
    }
    let subject = std::iter::successors(Some(name), |&w| tree.head(w)).take(4).find(|&w| is_subject(tree, w));
    let within = subject.is_some_and(|s| tree.head(date) == Some(s) && tree.head(s) == Some(verb));
    if within { changes } else { Vec::new() }
}
