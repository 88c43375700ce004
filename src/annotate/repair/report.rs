//! Clauses that report and what they report.

use super::lexicon;
use super::{Change, behind_comma, finite, first, has_subject, is_subject, last};
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};

/// "“It rains,” said *the mayor*": of two contents of a verb of saying without a subject,
/// the bare noun behind it is who says it.
pub(super) fn inverted_subject(tree: &Tree, noun: usize) -> Vec<Change> {
    let contents = [Deprel::Ccomp, Deprel::Parataxis, Deprel::Obj];
    let Some(verb) = tree.head(noun).filter(|&v| contents.contains(&tree.word(noun).deprel) && v < noun)
    else {
        return Vec::new();
    };
    let nominal = matches!(tree.word(noun).upos, Upos::Noun | Upos::Propn | Upos::Pron)
        && tree.child(noun, Deprel::Cop).is_none()
        && !has_subject(tree, noun);
    let behind_content =
        tree.word(verb).deprel == Deprel::Parataxis || tree.children_by(verb, &contents).any(|c| c < verb);
    let quoted = behind_content
        && matches!(tree.word(verb).xpos, Xpos::Vbd | Xpos::Vbz)
        && verb.checked_sub(1).is_some_and(|p| matches!(tree.word(p).xpos, Xpos::Comma | Xpos::Closequote));
    if nominal && quoted && !has_subject(tree, verb) && first(tree, noun) == verb + 1 {
        return vec![Change::label(noun, Deprel::Nsubj)];
    }
    Vec::new()
}

/// "*It* warned that fares may rise": what warns is somebody; only verbs of seeming have
/// an empty subject beside a content clause.
pub(super) fn pronoun_taken_for_expletive(tree: &Tree, pronoun: usize) -> Vec<Change> {
    let seeming =
        ["seem", "appear", "happen", "turn", "follow", "mean", "strike", "emerge", "matter", "take"];
    let Some(verb) = tree.head(pronoun).filter(|_| tree.word(pronoun).deprel == Deprel::Expl) else {
        return Vec::new();
    };
    let that = |c: usize| tree.child(c, Deprel::Mark).is_some_and(|m| tree.lemma(m) == "that");
    if tree.word(pronoun).upos == Upos::Pron
        && tree.word(pronoun).xpos == Xpos::Prp
        && tree.word(verb).upos == Upos::Verb
        && tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).all(|a| tree.lemma(a) != "be")
        && !seeming.contains(&tree.lemma(verb))
        && tree.children_by(verb, &[Deprel::Ccomp]).any(that)
    {
        return vec![Change::label(pronoun, Deprel::Nsubj)];
    }
    Vec::new()
}

/// "said that, *as funds ran out*, work stopped": what stands behind "that" and before the verb of
/// the content belongs to the content.
pub(super) fn inside_content(tree: &Tree, phrase: usize) -> Vec<Change> {
    let deprel = tree.word(phrase).deprel;
    let free = matches!(deprel, Deprel::Advcl | Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod);
    let Some(verb) = tree.head(phrase).filter(|&v| free && v < phrase) else { return Vec::new() };
    let that = |content: usize| {
        let mut marks = tree.children_by(content, &[Deprel::Mark]);
        marks.any(|m| tree.lemma(m) == "that" && verb < m && m < first(tree, phrase))
    };
    let content = tree.children_by(verb, &[Deprel::Ccomp]).find(|&c| c > phrase && that(c));
    content.map(|c| Change::attach(phrase, c, deprel)).into_iter().collect()
}

/// "He says the bridge is old and *will close*": a conjunct with a modal, which the verb of saying has not,
/// goes on with what is said.
pub(super) fn conjunct_of_content(tree: &Tree, verb: usize) -> Vec<Change> {
    let modal = |v: usize| tree.children_by(v, &[Deprel::Aux]).any(|a| tree.word(a).xpos == Xpos::Md);
    let report = tree.head(verb).filter(|&r| {
        let joint = tree.word(verb).deprel == Deprel::Conj && r < verb;
        joint && finite(tree, r) && !modal(r) && lexicon::reports(tree.lemma(r))
    });
    // "said it had rained, but *that* the well was dry"
    let that = tree.children_by(verb, &[Deprel::Mark]).any(|m| tree.lemma(m) == "that");
    let goes_on = that || modal(verb) && !has_subject(tree, verb);
    let Some(report) = report.filter(|_| goes_on) else { return Vec::new() };
    let quoted = (report..verb).any(|w| matches!(tree.word(w).xpos, Xpos::Openquote | Xpos::Closequote));
    let content = tree.children_by(report, &[Deprel::Ccomp]).find(|&c| report < c && c < verb);
    let content = content.filter(|&c| !quoted && has_subject(tree, c) && (that || !modal(c)));
    content.map(|c| Change::attach(verb, c, Deprel::Conj)).into_iter().collect()
}

/// "Ann told the paper *that Bo had left*": who is told something is told what follows; only an
/// object of its own could be what the clause describes.
pub(super) fn content_taken_for_description(tree: &Tree, clause: usize) -> Vec<Change> {
    let Some(hearer) = tree.head(clause).filter(|_| tree.word(clause).deprel == Deprel::AclRelcl) else {
        return Vec::new();
    };
    let Some(verb) = tree.head(hearer).filter(|&v| v < hearer && tree.word(hearer).deprel == Deprel::Iobj)
    else {
        return Vec::new();
    };
    let others = [Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp];
    let that = first(tree, clause);
    if tree.lemma(that) == "that"
        && tree.head(that) == Some(clause)
        && !is_subject(tree, that)
        && has_subject(tree, clause)
        && tree.children_by(verb, &others).next().is_none()
    {
        return vec![
            Change::attach(clause, verb, Deprel::Ccomp),
            Change::label(that, Deprel::Mark),
            Change::retag(that, Upos::Sconj, Xpos::In),
        ];
    }
    Vec::new()
}

/// "Prices fell, *she said*, and would fall again": a clause between commas that no
/// conjunction joins is an aside; what it was taken to be joined to belongs to its head.
pub(super) fn reporting_clause_between(tree: &Tree, verb: usize) -> Vec<Change> {
    let beside = matches!(tree.word(verb).deprel, Deprel::Conj | Deprel::Parataxis);
    let Some(head) = tree.head(verb).filter(|&h| h < verb && beside) else { return Vec::new() };
    let joined: Vec<usize> =
        tree.children_by(verb, &[Deprel::Conj]).filter(|&c| !has_subject(tree, c)).collect();
    let aside =
        tree.subtree(verb, &|c| matches!(tree.word(c).deprel, Deprel::Punct | Deprel::Conj | Deprel::Cc));
    let comma = |i: Option<usize>| i.is_some_and(|i| i < tree.len() && tree.word(i).upos == Upos::Punct);
    // "It fell, *she said*, and they left"
    let says = lexicon::reports(tree.lemma(verb))
        && tree.children_by(verb, &[Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj]).next().is_none();
    if tree.word(verb).upos != Upos::Verb
        || !has_subject(tree, verb)
        || aside.len() > 4
        || tree.child(verb, Deprel::Cc).is_some()
        || joined.is_empty() && !says
        || !comma(aside[0].checked_sub(1))
        || !comma(aside.last().map(|l| l + 1))
    {
        return Vec::new();
    }
    let mut changes = vec![Change::label(verb, Deprel::Parataxis)];
    changes.extend(joined.into_iter().map(|c| Change::attach(c, head, Deprel::Conj)));
    changes
}

/// "It could sell, *one of them said*, but would not yet": a report between commas is no content of the verb
/// before it, and what "but" adds is told beside that verb.
pub(super) fn report_taken_for_content(tree: &Tree, verb: usize) -> Vec<Change> {
    let before = |&told: &usize| tree.word(verb).deprel == Deprel::Ccomp && told < verb;
    let Some(told) = tree.head(verb).filter(before) else { return Vec::new() };
    let own = tree.children_by(verb, &[Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj, Deprel::Mark]);
    let says = lexicon::reports(tree.lemma(verb)) && finite(tree, verb) && own.count() == 0;
    let asks = lexicon::reports(tree.lemma(told)) || !finite(tree, told) || !has_subject(tree, told);
    let ends = verb + 1 < tree.len() && tree.word(verb + 1).upos == Upos::Punct;
    if !says || asks || !has_subject(tree, verb) || !behind_comma(tree, verb) || !ends {
        return Vec::new();
    }
    let joined = tree.children_by(verb, &[Deprel::Conj]).filter(|&c| tree.child(c, Deprel::Cc).is_some());
    let mut changes = vec![Change::label(verb, Deprel::Parataxis)];
    changes.extend(joined.map(|c| Change::attach(c, told, Deprel::Conj)));
    changes
}

/// "*The plant* had closed, said Dahl": of two subjects of a verb of saying behind its content
/// the first is the content's.
pub(super) fn subject_of_content(tree: &Tree, source: usize) -> Vec<Change> {
    let behind = |v: &usize| *v < source && first(tree, source) == v + 1;
    let Some(verb) = tree.head(source).filter(|v| tree.word(source).deprel == Deprel::Obj && behind(v))
    else {
        return Vec::new();
    };
    let nominal = matches!(tree.word(source).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let content = tree.children_by(verb, &[Deprel::Ccomp]).find(|&c| c < verb && !has_subject(tree, c));
    let subject = tree.children(verb).find(|&s| is_subject(tree, s));
    let after =
        verb.checked_sub(1).is_some_and(|p| matches!(tree.word(p).xpos, Xpos::Comma | Xpos::Closequote));
    match (subject, content) {
        (Some(subject), Some(content))
            if subject < content && nominal && after && lexicon::reports(tree.lemma(verb)) =>
        {
            let passive = tree.child(content, Deprel::AuxPass).is_some();
            let relation = if passive { Deprel::NsubjPass } else { Deprel::Nsubj };
            vec![Change::attach(subject, content, relation), Change::label(source, Deprel::Nsubj)]
        }
        _ => Vec::new(),
    }
}

/// "The plan was dropped by the mayor, *police said* on Friday": a finite verb of saying with a
/// subject of its own behind a comma, at the end, reports the sentence and describes no noun.
pub(super) fn reporting_clause_behind(tree: &Tree, verb: usize) -> Vec<Change> {
    let joined = tree.word(verb).deprel == Deprel::Conj && tree.child(verb, Deprel::Cc).is_none();
    if !(joined || matches!(tree.word(verb).deprel, Deprel::Acl | Deprel::AclRelcl | Deprel::Appos))
        || !lexicon::reports(tree.lemma(verb))
        || tree.word(verb).upos != Upos::Verb
        || !behind_comma(tree, verb)
    {
        return Vec::new();
    }
    // A participle without an auxiliary has no subject of its own.
    let auxiliaries = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
    let past = tree.word(verb).xpos == Xpos::Vbn && tree.children_by(verb, &auxiliaries).next().is_none();
    if !past && !finite(tree, verb) {
        return Vec::new();
    }
    let contents = [Deprel::Mark, Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj];
    let subject = tree.children(verb).find(|&c| is_subject(tree, c));
    let own = subject.is_some_and(|s| s < verb && !matches!(tree.word(s).xpos, Xpos::Wdt | Xpos::Wp));
    let ends = (last(tree, verb) + 1..tree.len()).all(|i| tree.word(i).upos == Upos::Punct);
    match tree.root() {
        Some(root) if own && ends && root < verb && tree.children_by(verb, &contents).next().is_none() => {
            let tag = if past { Xpos::Vbd } else { tree.word(verb).xpos };
            vec![Change::attach(verb, root, Deprel::Parataxis), Change::retag(verb, Upos::Verb, tag)]
        }
        _ => Vec::new(),
    }
}

/// "She bought Alpha, *the companies announced* on Monday": several are no other name for one.
pub(super) fn source_taken_for_apposition(tree: &Tree, noun: usize) -> Vec<Change> {
    let plural = |n: usize| matches!(tree.word(n).xpos, Xpos::Nns | Xpos::Nnps);
    let beside = tree.word(noun).deprel == Deprel::Appos
        && plural(noun)
        && tree.child(noun, Deprel::Det).is_some()
        && behind_comma(tree, noun);
    let one = |h: usize| h < noun && !plural(h) && tree.child(h, Deprel::Conj).is_none();
    // "begins in August, *the board announced*": nobody is a date
    let date = |h: usize| tree.sentence.name_at(h).is_some_and(|name| name.kind == NameType::Date);
    let dated = tree.word(noun).deprel == Deprel::Appos
        && tree.head(noun).is_some_and(|h| h < noun && date(h) && !date(noun))
        && behind_comma(tree, noun);
    if !(dated || beside && tree.head(noun).is_some_and(one)) {
        return Vec::new();
    }
    let verb = tree.children_by(noun, &[Deprel::Acl]).find(|&v| {
        v == noun + 1
            && matches!(tree.word(v).xpos, Xpos::Vbn | Xpos::Vbd)
            && lexicon::reports(tree.lemma(v))
            && (last(tree, v) + 1..tree.len()).all(|i| tree.word(i).upos == Upos::Punct)
    });
    match (verb, tree.root()) {
        (Some(verb), Some(root)) if root < noun => vec![
            Change::attach(verb, root, Deprel::Parataxis),
            Change::retag(verb, Upos::Verb, Xpos::Vbd),
            Change::attach(noun, verb, Deprel::Nsubj),
        ],
        _ => Vec::new(),
    }
}

/// "denied that it lied, *calling* it fantasy": a verb of saying that follows what somebody says
/// without a subject has that somebody's.
pub(super) fn second_report(tree: &Tree, report: usize) -> Vec<Change> {
    let gerund = tree.word(report).xpos == Xpos::Vbg && tree.word(report).deprel == Deprel::Advcl;
    let says = gerund && (lexicon::reports(tree.lemma(report)) || lexicon::names(tree.lemma(report)));
    let Some(inner) = tree.head(report).filter(|&i| says && i < report && behind_comma(tree, report)) else {
        return Vec::new();
    };
    let marked = tree.children_by(report, &[Deprel::Mark, Deprel::Case]).next().is_some();
    let content = match tree.word(inner).deprel {
        Deprel::Ccomp => tree.head(inner),
        Deprel::Acl => {
            tree.head(inner).filter(|&n| tree.word(n).deprel == Deprel::Obj).and_then(|n| tree.head(n))
        }
        _ => None,
    };
    let verb = content.filter(|&v| v < inner && lexicon::reports(tree.lemma(v)) && has_subject(tree, v));
    match verb {
        Some(verb) if !marked => vec![Change::attach(report, verb, Deprel::Advcl)],
        _ => Vec::new(),
    }
}

/// "In a complaint filed in Oslo, *Berg* says that …": the name in front of a verb of saying without a
/// subject is who says it, and no other name of the place before.
pub(super) fn speaker_behind_place(tree: &Tree, name: usize) -> Vec<Change> {
    let beside = tree.word(name).deprel == Deprel::Appos && tree.word(name).upos == Upos::Propn;
    let Some(place) = tree.head(name).filter(|&p| beside && p < name && behind_comma(tree, name)) else {
        return Vec::new();
    };
    let mut above = std::iter::successors(Some(place), |&w| tree.head(w)).take(tree.len());
    let verb = above.find(|&w| tree.word(w).upos == Upos::Verb && w > name);
    let bare = tree.child(name, Deprel::Det).is_none();
    match verb {
        Some(verb)
            if bare
                && lexicon::reports(tree.lemma(verb))
                && finite(tree, verb)
                && !has_subject(tree, verb)
                && tree.children_by(verb, &[Deprel::Ccomp]).any(|c| c > verb)
                && tree.word(verb).deprel == Deprel::Root =>
        {
            vec![Change::attach(name, verb, Deprel::Nsubj)]
        }
        _ => Vec::new(),
    }
}

/// "The quake struck at noon, the institute *said*": who stands between comma and verb at the end says what
/// the verb with the subject in front tells.
pub(super) fn report_at_end(tree: &Tree, report: usize) -> Vec<Change> {
    let ends = (report + 1..tree.len()).all(|i| tree.word(i).upos == Upos::Punct);
    if !ends || !finite(tree, report) || !lexicon::reports(tree.lemma(report)) || report == 0 {
        return Vec::new();
    }
    let beside = |n: usize| {
        let end = last(tree, n) + 1;
        end == report || end + 1 == report && tree.word(end).xpos == Xpos::Comma
    };
    // Of "its director, Ann Lee, said" the whole.
    let source =
        (0..report).find(|&n| tree.word(n).deprel == Deprel::Appos && beside(n) && behind_comma(tree, n));
    let content = tree.children_by(report, &[Deprel::Ccomp]).find(|&c| has_subject(tree, c));
    if let (Some(source), Some(content), false) = (source, content, has_subject(tree, report))
        && tree.subtree(content, &|_| false).contains(&source)
    {
        return vec![Change::attach(source, report, Deprel::Nsubj)];
    }
    let subject = tree.children(report).find(|&s| is_subject(tree, s));
    let (Some(source), Some(subject)) = (source, subject) else { return Vec::new() };
    let told = tree
        .children_by(subject, &[Deprel::Acl])
        .find(|&v| subject < v && v < source && tree.word(v).xpos == Xpos::Vbd && !has_subject(tree, v));
    told.map_or(Vec::new(), |told| {
        vec![
            Change::attach(told, report, Deprel::Ccomp),
            Change::attach(subject, told, Deprel::Nsubj),
            Change::attach(source, report, Deprel::Nsubj),
        ]
    })
}

/// "her friends, who *she said* had shared their food": who has a subject of its own and stands before a
/// finite verb without one says so.
pub(super) fn report_inside_relative(tree: &Tree, report: usize) -> Vec<Change> {
    let relative = |v: usize| tree.word(v).deprel == Deprel::AclRelcl;
    let noun = tree.head(report).filter(|_| relative(report) && lexicon::reports(tree.lemma(report)));
    let Some(noun) = noun.filter(|_| has_subject(tree, report)) else { return Vec::new() };
    let told = tree.children(noun).find(|&v| {
        v > report
            && relative(v)
            && finite(tree, v)
            && !has_subject(tree, v)
            && first_of_verb(tree, v) == report + 1
    });
    let pronoun = told.and_then(|v| {
        let who = tree.children_by(v, &[Deprel::Obj, Deprel::Nsubj]).find(|&w| w < report)?;
        matches!(tree.word(who).xpos, Xpos::Wp | Xpos::Wdt).then_some((v, who))
    });
    pronoun.map_or(Vec::new(), |(told, who)| {
        vec![Change::label(who, Deprel::Nsubj), Change::attach(report, told, Deprel::Parataxis)]
    })
}

/// The first of a verb and its auxiliaries.
fn first_of_verb(tree: &Tree, verb: usize) -> usize {
    tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass]).min().unwrap_or(verb).min(verb)
}

/// "admitted under oath *that he had left the boat*": a bare noun that only says how has no content.
pub(super) fn content_behind_manner(tree: &Tree, clause: usize) -> Vec<Change> {
    let that = tree.child(clause, Deprel::Mark).filter(|&m| tree.lemma(m) == "that");
    let noun = tree.head(clause).filter(|_| tree.word(clause).deprel == Deprel::Acl && that.is_some());
    let Some(noun) = noun.filter(|&n| tree.word(n).deprel == Deprel::Obl) else { return Vec::new() };
    let how =
        tree.child(noun, Deprel::Case).is_some_and(|c| matches!(tree.lemma(c), "by" | "over" | "under"));
    let bare = tree.children(noun).all(|c| c == clause || tree.word(c).deprel == Deprel::Case);
    let verb = tree.head(noun).filter(|&v| lexicon::reports(tree.lemma(v)));
    let told = |v: usize| tree.children_by(v, &[Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj]).next().is_some();
    match verb.filter(|&v| how && bare && !told(v)) {
        Some(verb) => vec![Change::attach(clause, verb, Deprel::Ccomp)],
        None => Vec::new(),
    }
}

/// "told them by phone *that he had left the boat*": a clause with subject and object has no gap that "that"
/// could fill, and tells what was said.
pub(super) fn content_behind_phrase(tree: &Tree, clause: usize) -> Vec<Change> {
    let Some(noun) = tree.head(clause).filter(|_| tree.word(clause).deprel == Deprel::AclRelcl) else {
        return Vec::new();
    };
    let that = first(tree, clause);
    let full = tree.children_by(clause, &[Deprel::Obj, Deprel::Xcomp, Deprel::Ccomp]).any(|o| o != that);
    if tree.lemma(that) != "that"
        || tree.word(that).deprel != Deprel::Obj
        || tree.head(that) != Some(clause)
        || !full
        || !has_subject(tree, clause)
    {
        return Vec::new();
    }
    let above = std::iter::successors(Some(noun), |&w| tree.head(w)).take(4);
    for word in above {
        let told = match tree.word(word).upos {
            Upos::Noun if lexicon::reports_as_noun(tree.lemma(word)) => Some(Deprel::Acl),
            Upos::Verb if lexicon::reports(tree.lemma(word)) => {
                let content = tree.children_by(word, &[Deprel::Ccomp, Deprel::Xcomp]).next().is_some();
                (!content).then_some(Deprel::Ccomp)
            }
            Upos::Verb => return Vec::new(),
            _ => None,
        };
        if let Some(deprel) = told {
            return vec![
                Change::attach(clause, word, deprel),
                Change::label(that, Deprel::Mark),
                Change::retag(that, Upos::Sconj, Xpos::In),
            ];
        }
    }
    Vec::new()
}
