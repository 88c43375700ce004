//! What heads a noun phrase.

use super::{Change, behind_comma, first, last, lexicon};
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};

/// "The 26-year-*old* signed": with an article, an age stands for whoever has it.
pub(super) fn age(tree: &Tree, word: usize) -> Vec<Change> {
    use Deprel::{Conj, Nmod, Nsubj, NsubjPass, Obj, Obl, OblAgent};
    // "admitted the 26-year-old" behind what she admits
    let inverted = tree.word(word).deprel == Deprel::Ccomp && tree.head(word).is_some_and(|v| v < word);
    let nominal =
        inverted || matches!(tree.word(word).deprel, Nsubj | NsubjPass | Obj | Obl | OblAgent | Nmod | Conj);
    let unit = tree
        .children_by(word, &[Deprel::OblUnmarked, Deprel::NmodUnmarked, Deprel::Compound])
        .find(|&c| matches!(tree.lemma(c), "year" | "month" | "week" | "day") && c < word);
    let aged = tree.word(word).upos == Upos::Adj && tree.lemma(word) == "old" && nominal;
    let Some(unit) = unit.filter(|_| aged) else { return Vec::new() };
    if tree.child(word, Deprel::Det).is_some() {
        return vec![Change::retag(word, Upos::Noun, Xpos::Nn)];
    }
    let Some(article) = tree.child(unit, Deprel::Det) else { return Vec::new() };
    let mut changes =
        vec![Change::retag(word, Upos::Noun, Xpos::Nn), Change::attach(article, word, Deprel::Det)];
    if inverted {
        changes.push(Change::label(word, Deprel::Nsubj));
    }
    changes
}

/// "praised her new *forward*": an owner owns a thing, and no adjective stands without one.
pub(super) fn adverb_taken_for_noun(tree: &Tree, word: usize) -> Vec<Change> {
    let Some(attribute) = word.checked_sub(1).filter(|&a| tree.word(a).upos == Upos::Adj) else {
        return Vec::new();
    };
    let owned = tree.child(attribute, Deprel::NmodPoss).is_some();
    let argument = matches!(tree.word(attribute).deprel, Deprel::Obj | Deprel::Obl | Deprel::Nsubj);
    let ends = tree.word(attribute).xpos == Xpos::Jj
        && tree.word(word).upos == Upos::Adv
        && tree.head(word) == tree.head(attribute)
        && (word + 1 == tree.len() || tree.word(word + 1).upos == Upos::Punct);
    if !(owned && argument && ends) {
        return Vec::new();
    }
    let mut changes = vec![Change::instead(tree, word, attribute), Change::retag(word, Upos::Noun, Xpos::Nn)];
    changes.extend(tree.children(attribute).map(|c| Change::attach(c, word, tree.word(c).deprel)));
    changes.push(Change::attach(attribute, word, Deprel::Amod));
    changes
}

/// "the battery *maker* Voltaria": a common noun begins no name, nor, with an article or an attribute, does a word
/// of some length in small letters; the name behind it says which.
pub(super) fn noun_taken_for_name(tree: &Tree, noun: usize) -> Vec<Change> {
    let small = tree.form(noun).len() > PARTICLE && tree.form(noun).chars().all(char::is_lowercase);
    let article = tree
        .subtree(noun, &|_| false)
        .iter()
        .any(|&d| d < noun && matches!(tree.word(d).deprel, Deprel::Det | Deprel::Amod));
    let capital = |&c: &usize| c == noun + 1 && tree.form(c).starts_with(char::is_uppercase);
    let name =
        tree.children_by(noun, &[Deprel::Flat]).find(capital).filter(|&n| tree.word(n).upos == Upos::Propn);
    let propn = tree.word(noun).upos == Upos::Propn;
    match name {
        Some(name) if small && (article && propn || tree.word(noun).upos == Upos::Noun) => {
            let mut changes =
                vec![Change::retag(noun, Upos::Noun, Xpos::Nn), Change::attach(name, noun, Deprel::Appos)];
            let rest = tree.children_by(noun, &[Deprel::Flat]).filter(|&c| c > name);
            changes.extend(rest.map(|c| Change::attach(c, name, Deprel::Flat)));
            changes
        }
        _ => Vec::new(),
    }
}

/// "who was *transport* minister": of two bare nouns side by side that would both be the same of one word, the
/// first is a part of the second.
pub(super) fn noun_beside_noun(tree: &Tree, noun: usize) -> Vec<Change> {
    let next = noun + 1;
    let common = |w: usize| matches!(tree.word(w).xpos, Xpos::Nn | Xpos::Nns);
    let twins = next < tree.len()
        && tree.word(noun).xpos == Xpos::Nn
        && common(next)
        && tree.head(noun).is_some()
        && tree.head(noun) == tree.head(next)
        && tree.word(noun).deprel == tree.word(next).deprel
        && matches!(tree.word(noun).deprel, Deprel::AclRelcl | Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl);
    if !twins {
        return Vec::new();
    }
    let mut changes = vec![Change::attach(noun, next, Deprel::Compound)];
    changes.extend(tree.children(noun).map(|c| Change::attach(c, next, tree.word(c).deprel)));
    changes
}

/// "the founder of biscuit *maker* Acme": of a noun and a name behind one preposition the noun describes the name.
pub(super) fn description_beside_name(tree: &Tree, noun: usize) -> Vec<Change> {
    let name = noun + 1;
    let both = name < tree.len()
        && tree.word(noun).xpos == Xpos::Nn
        && tree.word(name).xpos == Xpos::Nnp
        && tree.head(noun) == tree.head(name)
        && tree.word(noun).deprel == Deprel::Nmod
        && tree.word(name).deprel == Deprel::Nmod;
    let shared = both
        && tree.child(noun, Deprel::Case).is_none()
        && tree.child(name, Deprel::Case).is_some_and(|case| case < first(tree, noun));
    if shared { vec![Change::attach(noun, name, Deprel::NmodDesc)] } else { Vec::new() }
}

/// "the attorney-*general*": what a hyphen joins to a noun is no second name of it.
pub(super) fn behind_hyphen(tree: &Tree, word: usize) -> Vec<Change> {
    let joined = tree.word(word).deprel == Deprel::Appos
        && tree.head(word).is_some_and(|noun| noun + 2 == word && tree.word(noun + 1).xpos == Xpos::Hyph);
    let Some(noun) = tree.head(word).filter(|_| joined) else { return Vec::new() };
    let mut changes = vec![Change::label(word, Deprel::Amod)];
    changes.extend(
        tree.children_by(word, &[Deprel::Appos]).map(|name| Change::attach(name, noun, Deprel::Appos)),
    );
    changes
}

/// "Peter *the Great*": an epithet is part of the name, where nothing sets it apart.
pub(super) fn epithet(tree: &Tree, word: usize) -> Vec<Change> {
    let Some(name) = word.checked_sub(2) else { return Vec::new() };
    let beside =
        matches!(tree.word(word).deprel, Deprel::Appos | Deprel::Amod | Deprel::Nmod | Deprel::NmodUnmarked);
    let capital = tree.form(word).starts_with(char::is_uppercase);
    let singular =
        matches!(tree.word(word).upos, Upos::Adj | Upos::Propn) && tree.word(word).xpos != Xpos::Nnps;
    let bare = tree.form(word - 1) == "the" && tree.children(word).all(|c| c + 1 == word);
    if tree.head(word) == Some(name)
        && tree.word(name).upos == Upos::Propn
        && beside
        && capital
        && singular
        && bare
    {
        vec![Change::attach(word - 1, name, Deprel::Flat), Change::attach(word, name, Deprel::Flat)]
    } else {
        Vec::new()
    }
}

/// "the conglomerate Hansol *Energy*": two names side by side that say the same of one noun are one.
pub(super) fn name_in_pieces(tree: &Tree, word: usize) -> Vec<Change> {
    let piece = |w: usize| tree.word(w).upos == Upos::Propn && tree.word(w).deprel == Deprel::Appos;
    let Some(before) = word.checked_sub(1).filter(|&b| piece(b) && piece(word)) else { return Vec::new() };
    if tree.head(before) != tree.head(word) || tree.children(before).any(|c| c > before) {
        return Vec::new();
    }
    vec![Change::attach(word, before, Deprel::Flat)]
}

/// Bytes of the longest particles of names: "the *bint* Said school".
const PARTICLE: usize = 4;

/// "The director of the hospital, *Alain Roux*": a person's name behind a comma is who leads the
/// body, not the body.
pub(super) fn name_of_bearer(tree: &Tree, name: usize) -> Vec<Change> {
    let beside = match tree.word(name).deprel {
        Deprel::Appos => true,
        Deprel::Conj => tree.child(name, Deprel::Cc).is_none(),
        _ => false,
    };
    // A given name may be tagged for a place.
    let person =
        std::iter::once(name).chain(tree.children_by(name, &[Deprel::Flat])).any(|w| is_person(tree, w));
    let Some(body) = tree.head(name).filter(|&b| beside && b < name && person) else { return Vec::new() };
    let bearer = tree.head(body).filter(|&p| tree.word(body).deprel == Deprel::Nmod && p < body);
    let Some(bearer) = bearer else { return Vec::new() };
    // "The governor of the Bank, *Ann Lee*, left"
    let closed = last(tree, name) + 1 < tree.len() && tree.word(last(tree, name) + 1).xpos == Xpos::Comma;
    let somebodys = tree.word(bearer).xpos == Xpos::Nn
        && tree.word(body).upos == Upos::Propn
        && behind_comma(tree, name)
        && tree.children_by(body, &[Deprel::Case]).any(|c| matches!(tree.lemma(c), "of" | "at" | "for"))
        && tree.children_by(bearer, &[Deprel::Det, Deprel::NmodPoss]).next().is_some();
    if lexicon::is_bearer(tree.lemma(bearer)) && !is_person(tree, body) || closed && somebodys {
        vec![Change::attach(name, bearer, Deprel::Appos)]
    } else {
        Vec::new()
    }
}

/// "Ann Lee of the Institute, *who* was not involved": "who" is somebody.
pub(super) fn description_of_person(tree: &Tree, clause: usize) -> Vec<Change> {
    let who = tree.children(clause).any(|c| super::is_subject(tree, c) && tree.lemma(c) == "who");
    let relative = tree.word(clause).deprel == Deprel::AclRelcl && who;
    let Some(body) = tree.head(clause).filter(|&b| relative && tree.word(b).deprel == Deprel::Nmod) else {
        return Vec::new();
    };
    let named = |w: usize| tree.sentence.name_at(w).is_some();
    match tree.head(body) {
        Some(person) if is_person(tree, person) && named(body) && !is_person(tree, body) => {
            vec![Change::attach(clause, person, Deprel::AclRelcl)]
        }
        _ => Vec::new(),
    }
}

/// "*Surya* Biotech plans", "bought *Calder* Wind": of two subjects or objects that are proper nouns
/// side by side the first is a part of the name.
pub(super) fn name_as_two_arguments(tree: &Tree, first: usize) -> Vec<Change> {
    let next = first + 1;
    // "to *Burkina* Faso": two phrases have two prepositions
    // "in *Port* Ellis", but "in Geneva *Tuesday*"
    let named = |w: usize| {
        let timed = |kind| matches!(kind, NameType::Date | NameType::Time);
        tree.sentence.name_at(w).is_some_and(|n| n.words.contains(&first) || !timed(n.kind))
    };
    let phrase = tree.word(first).deprel == Deprel::Obl
        && next < tree.len()
        && named(next)
        && tree.child(next, Deprel::Case).is_none();
    let argument = matches!(tree.word(first).deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj);
    let both = (argument || phrase)
        && next < tree.len()
        && tree.word(first).deprel == tree.word(next).deprel
        && [first, next].iter().all(|&w| tree.word(w).upos == Upos::Propn)
        && tree.head(first) == tree.head(next);
    if !both {
        return Vec::new();
    }
    let mut changes = vec![Change::attach(first, next, Deprel::Compound)];
    changes.extend(tree.children(first).map(|c| Change::attach(c, next, tree.word(c).deprel)));
    changes
}

/// "Diario *do* Norte": the auxiliary stands between no two names; the particle does.
pub(super) fn particle_taken_for_auxiliary(tree: &Tree, word: usize) -> Vec<Change> {
    let name = |w: usize| {
        w < tree.len() && tree.word(w).xpos == Xpos::Nnp && tree.form(w).starts_with(char::is_uppercase)
    };
    let (Some(first), next) = (word.checked_sub(1), word + 1) else { return Vec::new() };
    let between = tree.form(word) == "do" && tree.word(word).upos == Upos::Aux && name(first) && name(next);
    if !between || tree.word(next).deprel != Deprel::Nsubj || tree.head(next) != tree.head(word) {
        return Vec::new();
    }
    let mut changes =
        vec![Change::attach(word, first, Deprel::Flat), Change::attach(next, first, Deprel::Flat)];
    changes.push(Change::retag(word, Upos::Propn, Xpos::Nnp));
    changes.extend(tree.children(next).map(|c| Change::attach(c, first, tree.word(c).deprel)));
    changes
}

/// "speaks *French* and English": a language spoken is no attribute.
pub(super) fn language(tree: &Tree, word: usize) -> Vec<Change> {
    let argument = matches!(tree.word(word).deprel, Deprel::Obj | Deprel::Conj | Deprel::Obl | Deprel::Nsubj);
    let named = tree.sentence.name_at(word).is_some_and(|n| n.kind == NameType::Language);
    if argument && named && tree.word(word).upos == Upos::Adj {
        vec![Change::retag(word, Upos::Propn, Xpos::Nnp)]
    } else {
        Vec::new()
    }
}

/// "Park Jae-*sung*": what a hyphen joins to a part of a person's name is a part of it.
pub(super) fn half_of_given_name(tree: &Tree, word: usize) -> Vec<Change> {
    let Some(first) = word.checked_sub(2).filter(|_| tree.form(word - 1) == "-") else { return Vec::new() };
    let joined = tree.word(first).span.end + 1 == tree.word(word).span.start;
    let small = tree.form(word).starts_with(char::is_lowercase) && tree.word(word).upos != Upos::Propn;
    if !joined || !small || !is_person(tree, first) || tree.word(first).deprel != Deprel::Flat {
        return Vec::new();
    }
    let head = tree.head(first).unwrap_or(first);
    vec![Change::attach(word, head, Deprel::Flat), Change::retag(word, Upos::Propn, Xpos::Nnp)]
}

/// "Park Dae-*hyun*, who leads the firm", "the *fund* Acme, which owns it": what is told of a name hangs on
/// its first word.
pub(super) fn dependent_of_name_part(tree: &Tree, word: usize) -> Vec<Change> {
    let told = matches!(tree.word(word).deprel, Deprel::Acl | Deprel::AclRelcl | Deprel::Appos);
    let Some(part) = tree.head(word).filter(|&part| told && part < word) else { return Vec::new() };
    let whole = match tree.word(part).deprel {
        Deprel::Flat => tree.head(part).filter(|&w| tree.word(w).deprel != Deprel::Flat),
        Deprel::NmodDesc => tree.head(part).filter(|&w| part < w && w < first(tree, word)),
        _ => None,
    };
    whole.map(|whole| Change::attach(word, whole, tree.word(word).deprel)).into_iter().collect()
}

fn is_person(tree: &Tree, word: usize) -> bool {
    tree.sentence.name_at(word).is_some_and(|n| n.kind == NameType::Person)
}

/// "the *Madrid* Open, which starts", "*analyst* Priya Raman": what is told of a whole name hangs on
/// no part of it.
pub(super) fn told_of_part(tree: &Tree, word: usize) -> Vec<Change> {
    let told = matches!(tree.word(word).deprel, Deprel::AclRelcl | Deprel::Appos | Deprel::NmodDesc);
    let Some(part) = tree.head(word).filter(|_| told) else { return Vec::new() };
    let whole = tree.head(part).filter(|&w| {
        let inside = tree.word(part).deprel == Deprel::Compound && part + 1 == w;
        inside && tree.word(part).upos == Upos::Propn && tree.word(w).upos == Upos::Propn
    });
    match whole {
        Some(whole) if word < part || word > whole => {
            vec![Change::attach(word, whole, tree.word(word).deprel)]
        }
        _ => Vec::new(),
    }
}

/// "its fourth *increase* this year": an ordinal with an owner counts things, and one thing takes no
/// plural verb.
pub(super) fn counted_verb(tree: &Tree, verb: usize) -> Vec<Change> {
    let ordinal = verb.checked_sub(1).filter(|&o| tree.head(o) == Some(verb));
    let placed = |&o: &usize| matches!(tree.word(o).deprel, Deprel::Nsubj | Deprel::Amod);
    let Some(ordinal) = ordinal.filter(placed) else { return Vec::new() };
    let counts = tree.word(ordinal).upos == Upos::Adj && lexicon::is_ordinal(tree.lemma(ordinal));
    let owners =
        |word| tree.children_by(word, &[Deprel::NmodPoss, Deprel::Det]).filter(move |&o| o < ordinal);
    let owned: Vec<usize> = owners(ordinal).chain(owners(verb)).collect();
    let bare = matches!(tree.word(verb).xpos, Xpos::Vb | Xpos::Vbp);
    if !counts || owned.is_empty() || !bare || tree.child(verb, Deprel::Aux).is_some() {
        return Vec::new();
    }
    let mut changes =
        vec![Change::retag(verb, Upos::Noun, Xpos::Nn), Change::attach(ordinal, verb, Deprel::Amod)];
    changes.extend(owned.iter().map(|&o| Change::attach(o, verb, tree.word(o).deprel)));
    if matches!(tree.word(verb).deprel, Deprel::Advcl | Deprel::Parataxis | Deprel::Conj) {
        changes.push(Change::label(verb, Deprel::Appos));
    }
    changes
}

/// "one of the judges, *Bo Dahl*": one name is that of the one.
pub(super) fn name_of_one(tree: &Tree, name: usize) -> Vec<Change> {
    let several = tree.head(name).filter(|&n| {
        let alone = tree.word(name).deprel == Deprel::Appos && tree.child(name, Deprel::Conj).is_none();
        alone && tree.word(name).xpos == Xpos::Nnp && tree.word(n).xpos == Xpos::Nns && n < name
    });
    let one = several.filter(|&n| tree.word(n).deprel == Deprel::Nmod).and_then(|n| tree.head(n));
    let one = one.filter(|&o| tree.lemma(o).eq_ignore_ascii_case("one"));
    one.map(|one| Change::attach(name, one, Deprel::Appos)).into_iter().collect()
}

/// "was flown by *helicopter*", "is paid by *Friday*": neither what carries somebody nor a day acts.
pub(super) fn means_taken_for_agent(tree: &Tree, noun: usize) -> Vec<Change> {
    let bare = tree.children(noun).all(|c| tree.word(c).deprel == Deprel::Case);
    let kind = tree.sentence.name_at(noun).map(|name| name.kind);
    let when = matches!(kind, Some(NameType::Date | NameType::Time));
    if tree.word(noun).deprel == Deprel::OblAgent && (when || bare && lexicon::is_means(tree.lemma(noun))) {
        vec![Change::label(noun, Deprel::Obl)]
    } else {
        Vec::new()
    }
}
