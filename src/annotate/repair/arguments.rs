//! Subjects, objects and the names beside them.

use super::{Change, behind_comma, finite, first, has_subject, is_subject, last};
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};

/// "The Danish *minister* Bo Dahl said": a predicate has one subject; a common noun right
/// before a name is its title.
pub(super) fn title_as_subject(tree: &Tree, name: usize) -> Vec<Change> {
    let Some(verb) = tree.head(name).filter(|_| is_subject(tree, name)) else { return Vec::new() };
    let title = tree.children(verb).find(|&c| is_subject(tree, c));
    match title {
        Some(title)
            if title < name
                && tree.word(name).upos == Upos::Propn
                && tree.word(title).upos == Upos::Noun
                && first(tree, name) == title + 1 =>
        {
            vec![Change::attach(title, name, Deprel::NmodDesc)]
        }
        _ => Vec::new(),
    }
}

/// "She told the broadcaster *NOVA*", "its owner, the investor *Bo Dahl*": a name right behind a
/// common noun of the same relation says which one is meant. A bare name is no clause either.
pub(super) fn name_as_second_object(tree: &Tree, name: usize) -> Vec<Change> {
    let relations = [Deprel::Obj, Deprel::Iobj, Deprel::Obl, Deprel::Appos, Deprel::Ccomp];
    let relation = tree.word(name).deprel;
    let Some(above) = tree.head(name).filter(|_| relations.contains(&relation)) else { return Vec::new() };
    let clause = || tree.children(name).any(|c| is_subject(tree, c) || tree.word(c).upos == Upos::Aux);
    if tree.word(name).upos != Upos::Propn
        || tree.child(name, Deprel::Case).is_some()
        || relation == Deprel::Ccomp && clause()
    {
        return Vec::new();
    }
    let inside =
        |c: usize| c < name && matches!(tree.word(c).deprel, Deprel::Compound | Deprel::Amod | Deprel::Flat);
    let start = tree.children(name).filter(|&c| inside(c)).fold(name, usize::min);
    let noun = start.checked_sub(1).filter(|&noun| {
        let same = tree.word(noun).deprel == relation
            || relation == Deprel::Ccomp && matches!(tree.word(noun).deprel, Deprel::Obj | Deprel::Iobj);
        tree.head(noun) == Some(above) && same && tree.word(noun).upos == Upos::Noun
    });
    let Some(noun) = noun else { return Vec::new() };
    // "the English club Harrow Town": the article is the noun's
    let article = tree.child(name, Deprel::Det);
    match (tree.child(noun, Deprel::Det), article) {
        (Some(_), None) => vec![Change::attach(name, noun, Deprel::Appos)],
        (None, Some(article)) if article < noun => {
            vec![Change::attach(name, noun, Deprel::Appos), Change::attach(article, noun, Deprel::Det)]
        }
        _ => Vec::new(),
    }
}

/// "the meeting that began in the capital *Oslo* saw": with a subject further in front, a name right
/// behind a common noun is that noun's.
pub(super) fn name_as_second_subject(tree: &Tree, name: usize) -> Vec<Change> {
    let Some(verb) = tree.head(name).filter(|&v| v > name && is_subject(tree, name)) else {
        return Vec::new();
    };
    let noun = first(tree, name).checked_sub(1).filter(|&noun| {
        tree.word(noun).upos == Upos::Noun
            && tree.head(noun) != Some(verb)
            && tree.child(noun, Deprel::Det).is_some()
    });
    let subject = tree.children(verb).any(|c| c < name && is_subject(tree, c));
    match noun {
        Some(noun) if subject && tree.word(name).upos == Upos::Propn => {
            vec![Change::attach(name, noun, Deprel::Appos)]
        }
        _ => Vec::new(),
    }
}

/// "*In May* Mr Dahl resigned": a subject has no preposition; a bare word between one and
/// the name is a phrase of its own.
pub(super) fn phrase_before_name(tree: &Tree, name: usize) -> Vec<Change> {
    let Some(verb) = tree.head(name).filter(|_| is_subject(tree, name)) else { return Vec::new() };
    let preposition = |c: &usize| *c < name && matches!(tree.lemma(*c), "in" | "on" | "since" | "until");
    let Some(case) = tree.children_by(name, &[Deprel::Case]).find(preposition) else { return Vec::new() };
    let bare = case + 1;
    if bare < name
        && tree.head(bare) == Some(name)
        && matches!(tree.word(bare).upos, Upos::Num | Upos::Propn)
        && tree.children(bare).next().is_none()
    {
        return vec![Change::attach(bare, verb, Deprel::Obl), Change::attach(case, bare, Deprel::Case)];
    }
    Vec::new()
}

/// "It started in the *capital*": an object has no preposition.
pub(super) fn object_behind_preposition(tree: &Tree, object: usize) -> Vec<Change> {
    let preposition = |c: usize| {
        c < object
            && tree.word(c).upos == Upos::Adp
            && matches!(
                tree.lemma(c),
                "in" | "on" | "at" | "to" | "from" | "with" | "by" | "for" | "of" | "into"
            )
    };
    let verb = tree.head(object).filter(|&v| v < object && tree.word(v).upos == Upos::Verb);
    if tree.word(object).deprel == Deprel::Obj
        && verb.is_some()
        && tree.children_by(object, &[Deprel::Case]).any(preposition)
    {
        return vec![Change::label(object, Deprel::Obl)];
    }
    Vec::new()
}

/// "The camera saw *two men* leaving": a verb with a subject before it has no second one behind.
pub(super) fn subject_behind_verb(tree: &Tree, subject: usize) -> Vec<Change> {
    let Some(verb) = tree.head(subject).filter(|&v| is_subject(tree, subject) && v < subject) else {
        return Vec::new();
    };
    let before = tree.children(verb).any(|c| c < verb && is_subject(tree, c));
    let object = tree.children(verb).any(|c| tree.word(c).deprel == Deprel::Obj);
    if before && !object && tree.word(verb).upos == Upos::Verb {
        return vec![Change::label(subject, Deprel::Obj)];
    }
    Vec::new()
}

/// "She admitted *the plan* was late": a finite verb without subject right behind an
/// object has that object as its subject.
pub(super) fn subject_taken_for_object(tree: &Tree, object: usize) -> Vec<Change> {
    let Some(verb) = tree.head(object).filter(|&v| v < object && tree.word(object).deprel == Deprel::Obj)
    else {
        return Vec::new();
    };
    let end = last(tree, object);
    let late = (end + 1..tree.len()).find(|&p| {
        matches!(tree.word(p).deprel, Deprel::Ccomp | Deprel::Parataxis)
            && finite(tree, p)
            && !has_subject(tree, p)
            && tree.child(p, Deprel::Mark).is_none()
            && first(tree, p) == end + 1
    });
    let Some(predicate) = late else { return Vec::new() };
    if tree.subtree(predicate, &|_| false).contains(&verb) {
        return Vec::new();
    }
    let passive = tree.child(predicate, Deprel::AuxPass).is_some();
    let subject = if passive { Deprel::NsubjPass } else { Deprel::Nsubj };
    vec![Change::attach(object, predicate, subject), Change::attach(predicate, verb, Deprel::Ccomp)]
}

/// "according to the outlet *KCNA*": a noun has no object; the name behind it says which one is meant.
pub(super) fn name_as_object_of_noun(tree: &Tree, name: usize) -> Vec<Change> {
    let noun = tree.head(name).filter(|&n| {
        matches!(tree.word(name).deprel, Deprel::Obj | Deprel::Iobj)
            && tree.word(name).upos == Upos::Propn
            && tree.word(n).upos == Upos::Noun
            && first(tree, name) == n + 1
    });
    noun.map(|_| Change::label(name, Deprel::Appos)).into_iter().collect()
}

/// "A spokesman for the bank, *Bo Dahl*, said": a name behind a comma without a preposition
/// says which one is meant.
pub(super) fn name_as_bare_phrase(tree: &Tree, name: usize) -> Vec<Change> {
    let noun = tree.head(name).filter(|&n| {
        n < name
            && tree.word(name).deprel == Deprel::Nmod
            && tree.word(name).upos == Upos::Propn
            && tree.word(n).upos == Upos::Noun
            && tree.children_by(name, &[Deprel::Case, Deprel::Cc]).next().is_none()
            && behind_comma(tree, name)
    });
    noun.map(|_| Change::label(name, Deprel::Appos)).into_iter().collect()
}

/// "needs water, *not statues*": what is denied beside a noun is no other name for it.
pub(super) fn denied_apposition(tree: &Tree, noun: usize) -> Vec<Change> {
    let denied = tree.word(noun).deprel == Deprel::Appos
        && tree.lemma(first(tree, noun)) == "not"
        && behind_comma(tree, noun)
        && tree.head(noun).is_some_and(|head| head < noun);
    if denied { vec![Change::label(noun, Deprel::Conj)] } else { Vec::new() }
}

/// "According to the doctor, *Ann Lee*, the player is ill": a name between commas behind a phrase of
/// the source is no second subject.
pub(super) fn framed_name(tree: &Tree, name: usize) -> Vec<Change> {
    let subject = is_subject(tree, name) && tree.word(name).upos == Upos::Propn && behind_comma(tree, name);
    let Some(verb) = tree.head(name).filter(|_| subject) else { return Vec::new() };
    let end = last(tree, name) + 1;
    let framed = end < tree.len() && tree.word(end).xpos == Xpos::Comma;
    let other = tree.children(verb).any(|c| is_subject(tree, c) && c > end);
    let start = first(tree, name);
    let source = tree.children_by(verb, &[Deprel::Obl]).find(|&o| {
        let according =
            tree.child(o, Deprel::Case).is_some_and(|case| tree.form(case).eq_ignore_ascii_case("according"));
        according && last(tree, o) + 2 == start
    });
    match source {
        Some(source) if framed && other => vec![Change::attach(name, source, Deprel::Appos)],
        _ => Vec::new(),
    }
}

/// "pilot Ann Lee, *engineer* Bo Dahl and cook Cy Roe left": what the title of a further name was joined to is
/// not the first name but its title.
pub(super) fn title_in_list(tree: &Tree, title: usize) -> Vec<Change> {
    let named = |noun: usize| {
        tree.word(noun).upos == Upos::Noun
            && tree.children_by(noun, &[Deprel::Appos]).any(|n| n > noun && tree.word(n).upos == Upos::Propn)
    };
    let name = tree.head(title).filter(|_| tree.word(title).deprel == Deprel::Conj && named(title));
    let first =
        name.filter(|&n| tree.word(n).deprel == Deprel::Appos && n < title).and_then(|n| tree.head(n));
    match first.filter(|&f| named(f) && name == Some(f + 1)) {
        Some(first) => vec![Change::attach(title, first, Deprel::Conj)],
        None => Vec::new(),
    }
}

/// "the founder of the lender *Nova*", "he and his brother *Bo*": without a comma a name says which the noun
/// right before it is.
pub(super) fn close_apposition(tree: &Tree, name: usize) -> Vec<Change> {
    let apposed = tree.word(name).deprel == Deprel::Appos && tree.word(name).upos == Upos::Propn;
    let Some(far) = tree.head(name).filter(|_| apposed) else { return Vec::new() };
    let noun = first(tree, name).checked_sub(1).filter(|&n| n > far);
    let beside = noun.filter(|&n| {
        tree.word(n).xpos == Xpos::Nn
            && matches!(tree.word(n).deprel, Deprel::Conj | Deprel::Nmod)
            && tree.head(n) == Some(far)
            && tree.children_by(n, &[Deprel::Det, Deprel::NmodPoss]).next().is_some()
    });
    beside.map_or(Vec::new(), |noun| vec![Change::attach(name, noun, Deprel::Appos)])
}

/// "*Acme* closed the mill after its founder left": of two subjects of a clause that serves
/// another, the one in front of a main verb without subject is that verb's.
pub(super) fn subject_of_later_clause(tree: &Tree, noun: usize) -> Vec<Change> {
    let clause = tree.head(noun).filter(|&c| is_subject(tree, noun) && noun < c);
    let Some(clause) = clause.filter(|&c| tree.word(c).deprel == Deprel::Advcl) else { return Vec::new() };
    let second = tree.children(clause).any(|c| is_subject(tree, c) && noun < c && c < clause);
    let main =
        tree.head(clause).filter(|&v| noun < v && v < clause && finite(tree, v) && !has_subject(tree, v));
    let Some(main) = main.filter(|&v| second && tree.word(v).upos == Upos::Verb) else { return Vec::new() };
    let passive = tree.child(main, Deprel::AuxPass).is_some();
    vec![Change::attach(noun, main, if passive { Deprel::NsubjPass } else { Deprel::Nsubj })]
}

/// "Denmark on Tuesday *named* Ann Lee minister, a week after Bo Dahl resigned": a clause with a conjunction is
/// not the main one, and of its two subjects the first is that of the verb taken for a participle.
pub(super) fn main_verb_taken_for_participle(tree: &Tree, verb: usize) -> Vec<Change> {
    let noun = tree.head(verb).filter(|&n| {
        let past = tree.word(verb).deprel == Deprel::Acl && tree.word(verb).xpos == Xpos::Vbd;
        past && n < verb && is_subject(tree, n)
    });
    let Some((noun, clause)) = noun.and_then(|n| Some((n, tree.head(n)?))) else { return Vec::new() };
    let Some(mark) = tree.child(clause, Deprel::Mark).filter(|&m| verb < m && m < clause) else {
        return Vec::new();
    };
    let second = tree.children(clause).any(|c| is_subject(tree, c) && mark < c && c < clause);
    if !second || !matches!(tree.word(clause).deprel, Deprel::Root | Deprel::Ccomp | Deprel::Conj) {
        return Vec::new();
    }
    vec![
        Change::instead(tree, verb, clause),
        Change::attach(clause, verb, Deprel::Advcl),
        Change::attach(noun, verb, Deprel::Nsubj),
    ]
}

/// "signed by EU *Commissioner* Ann Lee": one "by" has one agent, whose title stands before the name.
pub(super) fn title_as_second_agent(tree: &Tree, title: usize) -> Vec<Change> {
    let agent = |w: usize| tree.word(w).deprel == Deprel::OblAgent;
    let Some(verb) = tree.head(title).filter(|_| agent(title)) else { return Vec::new() };
    let name = tree.children(verb).find(|&c| agent(c) && c > title && first_inside(tree, c) == title + 1);
    match name {
        Some(name)
            if tree.word(name).upos == Upos::Propn
                && tree.child(title, Deprel::Case).is_none()
                && tree.child(name, Deprel::Case).is_some_and(|case| case < title) =>
        {
            vec![Change::attach(title, name, Deprel::NmodDesc)]
        }
        _ => Vec::new(),
    }
}

/// The first word of a phrase behind its preposition.
fn first_inside(tree: &Tree, noun: usize) -> usize {
    tree.subtree(noun, &|c| matches!(tree.word(c).deprel, Deprel::Case | Deprel::Punct))[0]
}

/// "lent *the company* 90 million euros": what has an article stands behind no number but its own.
pub(super) fn receiver_taken_for_attribute(tree: &Tree, noun: usize) -> Vec<Change> {
    let attribute = matches!(tree.word(noun).deprel, Deprel::Compound | Deprel::NmodUnmarked | Deprel::Nmod);
    let Some(object) = tree.head(noun).filter(|&o| attribute && o > noun) else { return Vec::new() };
    let Some(verb) = tree.head(object).filter(|&v| tree.word(object).deprel == Deprel::Obj && v < noun)
    else {
        return Vec::new();
    };
    let counted = tree.children_by(object, &[Deprel::Nummod]).any(|n| {
        let start = tree.subtree(n, &|_| false)[0];
        noun < n && start == noun + 1
    });
    let article = |head: usize| {
        tree.children_by(head, &[Deprel::Det, Deprel::NmodPoss]).find(|&d| d < noun && d > verb)
    };
    let receives = counted && tree.child(noun, Deprel::Case).is_none();
    match article(noun).or_else(|| article(object)) {
        Some(article) if receives => vec![
            Change::attach(noun, verb, Deprel::Iobj),
            Change::attach(article, noun, tree.word(article).deprel),
        ],
        _ => Vec::new(),
    }
}

/// "Ann Lee, head of the Elm Museum, *who* sang": no body is "who" where a person is named above it.
pub(super) fn relative_of_person(tree: &Tree, clause: usize) -> Vec<Change> {
    let kind = |w: usize| tree.sentence.name_at(w).map(|name| name.kind);
    let body = |n: &usize| {
        matches!(kind(*n), Some(NameType::Organization | NameType::Facility | NameType::Gpe)) && *n < clause
    };
    let noun = tree.head(clause).filter(|_| tree.word(clause).deprel == Deprel::AclRelcl).filter(body);
    let who = tree.children(clause).any(|c| is_subject(tree, c) && tree.form(c) == "who");
    let Some(noun) = noun.filter(|_| who) else { return Vec::new() };
    let mut above = std::iter::successors(Some(noun), |&w| {
        matches!(tree.word(w).deprel, Deprel::Nmod | Deprel::NmodPoss | Deprel::Appos)
            .then(|| tree.head(w))?
    });
    let person = above.find(|&w| kind(w) == Some(NameType::Person));
    person.map(|person| Change::attach(clause, person, Deprel::AclRelcl)).into_iter().collect()
}

/// "Acme, *whose founder* once sang, grew": what "whose" owns is the subject of the verb behind it.
pub(super) fn owned_subject(tree: &Tree, noun: usize) -> Vec<Change> {
    let owned = tree.children_by(noun, &[Deprel::NmodPoss]).any(|w| tree.word(w).xpos == Xpos::Wps);
    let owner = tree.head(noun).filter(|&o| owned && tree.word(noun).deprel == Deprel::Appos && o < noun);
    let verb = owner.and_then(|owner| {
        tree.children_by(owner, &[Deprel::Acl, Deprel::AclRelcl])
            .find(|&v| v > noun && finite(tree, v) && !has_subject(tree, v))
    });
    verb.map_or(Vec::new(), |verb| {
        vec![Change::attach(noun, verb, Deprel::Nsubj), Change::label(verb, Deprel::AclRelcl)]
    })
}
