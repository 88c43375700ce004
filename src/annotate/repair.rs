//! What no English tree can have, set right.
//!
//! The parser scores arcs one by one, so that now and then two of them contradict each
//! other: two subjects side by side, an object behind a preposition, a finite verb
//! without a subject right behind an object. Each repair states such a contradiction
//! and the reading that dissolves it; a tree without contradictions stays as it is.

use super::{Deprel, Sentence, Tree, Upos, Xpos};

/// One correction: a word's new head (`None` keeps it) and relation.
struct Change {
    word: usize,
    head: Option<usize>,
    deprel: Deprel,
}

impl Change {
    fn label(word: usize, deprel: Deprel) -> Self {
        Change { word, head: None, deprel }
    }

    fn attach(word: usize, head: usize, deprel: Deprel) -> Self {
        Change { word, head: Some(head), deprel }
    }
}

type Repair = fn(&Tree, usize) -> Vec<Change>;

/// Every repair, in the order in which they run over all words.
const REPAIRS: [Repair; 9] = [
    title_as_subject,
    name_as_second_object,
    phrase_before_name,
    object_behind_preposition,
    subject_behind_verb,
    subject_taken_for_object,
    inverted_subject,
    pronoun_taken_for_expletive,
    reporting_clause_between,
];

/// Corrects the tree of a parsed sentence; `text` holds its forms.
pub fn repair(sentence: &mut Sentence, text: &str) {
    let mut from = 0;
    while let Some((at, changes)) = contradiction(&Tree::new(sentence, text), from) {
        for change in changes {
            let word = &mut sentence.words[change.word];
            word.deprel = change.deprel;
            if let Some(head) = change.head {
                word.head = Some(head as u32);
            }
        }
        from = at + 1;
    }
}

/// The next contradiction, counting every word for every repair, and what dissolves it.
fn contradiction(tree: &Tree, from: usize) -> Option<(usize, Vec<Change>)> {
    (from..REPAIRS.len() * tree.len()).find_map(|at| {
        let changes = REPAIRS[at / tree.len()](tree, at % tree.len());
        (!changes.is_empty()).then_some((at, changes))
    })
}

fn first(tree: &Tree, word: usize) -> usize {
    tree.subtree(word, &|c| tree.word(c).deprel == Deprel::Punct)[0]
}

fn last(tree: &Tree, word: usize) -> usize {
    tree.subtree(word, &|c| tree.word(c).deprel == Deprel::Punct).pop().unwrap_or(word)
}

fn is_subject(tree: &Tree, word: usize) -> bool {
    matches!(tree.word(word).deprel, Deprel::Nsubj | Deprel::NsubjPass)
}

fn has_subject(tree: &Tree, verb: usize) -> bool {
    tree.children(verb).any(|c| {
        is_subject(tree, c)
            || matches!(
                tree.word(c).deprel,
                Deprel::Expl | Deprel::Csubj | Deprel::CsubjPass | Deprel::NsubjOuter
            )
    })
}

/// A finite verb form of its own or by its auxiliary or copula.
fn finite(tree: &Tree, verb: usize) -> bool {
    let own = matches!(tree.word(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    own || tree
        .children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
        .any(|a| matches!(tree.word(a).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
}

/// "The Danish *minister* Bo Dahl said": a predicate has one subject; a common noun right
/// before a name is its title.
fn title_as_subject(tree: &Tree, name: usize) -> Vec<Change> {
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

/// "She told the broadcaster *NOVA*": a name right behind a common noun of the same relation
/// says which one is meant.
fn name_as_second_object(tree: &Tree, name: usize) -> Vec<Change> {
    let objects = [Deprel::Obj, Deprel::Iobj, Deprel::Obl];
    let Some(verb) = tree.head(name).filter(|_| objects.contains(&tree.word(name).deprel)) else {
        return Vec::new();
    };
    let apart = tree.child(name, Deprel::Case).is_some() || tree.child(name, Deprel::Det).is_some();
    let noun = first(tree, name).checked_sub(1).filter(|&noun| {
        tree.head(noun) == Some(verb)
            && tree.word(noun).deprel == tree.word(name).deprel
            && tree.word(noun).upos == Upos::Noun
            && tree.child(noun, Deprel::Det).is_some()
    });
    match noun {
        Some(noun) if !apart && tree.word(name).upos == Upos::Propn => {
            vec![Change::attach(name, noun, Deprel::Appos)]
        }
        _ => Vec::new(),
    }
}

/// "*In May* Mr Dahl resigned": a subject has no preposition; a bare word between one and
/// the name is a phrase of its own.
fn phrase_before_name(tree: &Tree, name: usize) -> Vec<Change> {
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
fn object_behind_preposition(tree: &Tree, object: usize) -> Vec<Change> {
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
fn subject_behind_verb(tree: &Tree, subject: usize) -> Vec<Change> {
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
fn subject_taken_for_object(tree: &Tree, object: usize) -> Vec<Change> {
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

/// "“It rains,” said *the mayor*": of two contents of a verb of saying without a subject,
/// the bare noun behind it is who says it.
fn inverted_subject(tree: &Tree, noun: usize) -> Vec<Change> {
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
fn pronoun_taken_for_expletive(tree: &Tree, pronoun: usize) -> Vec<Change> {
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

/// "Prices fell, *she said*, and would fall again": a clause between commas that no
/// conjunction joins is an aside; what it was taken to be joined to belongs to its head.
fn reporting_clause_between(tree: &Tree, verb: usize) -> Vec<Change> {
    let Some(head) = tree.head(verb).filter(|&h| h < verb && tree.word(verb).deprel == Deprel::Conj) else {
        return Vec::new();
    };
    let joined: Vec<usize> =
        tree.children_by(verb, &[Deprel::Conj]).filter(|&c| !has_subject(tree, c)).collect();
    let aside =
        tree.subtree(verb, &|c| matches!(tree.word(c).deprel, Deprel::Punct | Deprel::Conj | Deprel::Cc));
    let comma = |i: Option<usize>| i.is_some_and(|i| i < tree.len() && tree.word(i).upos == Upos::Punct);
    if tree.word(verb).upos != Upos::Verb
        || !has_subject(tree, verb)
        || aside.len() > 4
        || tree.child(verb, Deprel::Cc).is_some()
        || joined.is_empty()
        || !comma(aside[0].checked_sub(1))
        || !comma(aside.last().map(|l| l + 1))
    {
        return Vec::new();
    }
    let mut changes = vec![Change::label(verb, Deprel::Parataxis)];
    changes.extend(joined.into_iter().map(|c| Change::attach(c, head, Deprel::Conj)));
    changes
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::conllu;
    use super::*;

    /// Words as `form upos xpos head deprel`; the heads and relations after repair.
    fn repaired(words: &str) -> String {
        let mut file = String::new();
        for (index, line) in words.trim().lines().enumerate() {
            let [form, upos, xpos, head, deprel] =
                line.split_whitespace().collect::<Vec<_>>().try_into().unwrap();
            let lemma = form.to_lowercase();
            file += &format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", index + 1);
        }
        let mut read = conllu::read(&file).unwrap();
        repair(&mut read.sentences[0], &read.text);
        let arc = |w: &super::super::Word| format!("{}:{}", w.head.map_or(0, |h| h + 1), w.deprel);
        read.sentences[0].words.iter().map(arc).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_second_subject_before_the_verb_is_a_title() {
        let tree = repaired(
            "Danish ADJ JJ 2 amod
            minister NOUN NN 5 nsubj
            Bo PROPN NNP 5 nsubj
            Dahl PROPN NNP 3 flat
            left VERB VBD 0 root",
        );
        assert_eq!(tree, "2:amod 3:nmod:desc 5:nsubj 3:flat 0:root");
    }

    #[test]
    fn a_name_behind_its_noun_is_an_apposition() {
        let tree = repaired(
            "She PRON PRP 2 nsubj
            told VERB VBD 0 root
            the DET DT 4 det
            broadcaster NOUN NN 2 iobj
            Nova PROPN NNP 2 iobj",
        );
        assert_eq!(tree, "2:nsubj 0:root 4:det 2:iobj 4:appos");
    }

    #[test]
    fn a_month_before_a_name_is_a_phrase() {
        let tree = repaired(
            "In ADP IN 3 case
            May PROPN NNP 3 nmod:desc
            Mr PROPN NNP 5 nsubj
            Dahl PROPN NNP 3 flat
            left VERB VBD 0 root",
        );
        assert_eq!(tree, "2:case 5:obl 5:nsubj 3:flat 0:root");
    }

    #[test]
    fn a_finite_verb_takes_the_object_before_it() {
        let tree = repaired(
            "She PRON PRP 2 nsubj
            admitted VERB VBD 0 root
            the DET DT 4 det
            bank NOUN NN 2 obj
            was AUX VBD 6 aux
            losing VERB VBG 2 ccomp
            money NOUN NN 6 obj",
        );
        assert_eq!(tree, "2:nsubj 0:root 4:det 6:nsubj 6:aux 2:ccomp 6:obj");
    }

    #[test]
    fn whoever_is_quoted_stands_behind_the_verb() {
        let tree = repaired(
            "Prices NOUN NNS 2 nsubj
            fell VERB VBD 4 ccomp
            , PUNCT , 4 punct
            said VERB VBD 0 root
            the DET DT 6 det
            mayor NOUN NN 4 ccomp",
        );
        assert_eq!(tree, "2:nsubj 4:ccomp 4:punct 0:root 6:det 4:nsubj");
    }

    #[test]
    fn what_warns_is_no_expletive_but_what_seems_is() {
        let tree = |verb: &str| {
            repaired(&format!(
                "It PRON PRP 2 expl
                {verb} VERB VBZ 0 root
                that SCONJ IN 5 mark
                fares NOUN NNS 5 nsubj
                rise VERB VBP 2 ccomp"
            ))
        };
        assert!(tree("warn").starts_with("2:nsubj"));
        assert!(tree("seem").starts_with("2:expl"));
    }

    #[test]
    fn an_aside_of_reporting_is_not_coordinated() {
        let tree = repaired(
            "Prices NOUN NNS 2 nsubj
            fell VERB VBD 0 root
            , PUNCT , 5 punct
            she PRON PRP 5 nsubj
            said VERB VBD 2 conj
            , PUNCT , 9 punct
            and CCONJ CC 9 cc
            would AUX MD 9 aux
            fall VERB VB 5 conj",
        );
        assert_eq!(tree, "2:nsubj 0:root 5:punct 5:nsubj 2:parataxis 9:punct 9:cc 9:aux 2:conj");
    }

    #[test]
    fn objects_have_no_preposition_and_verbs_one_subject() {
        let tree = repaired(
            "It PRON PRP 2 nsubj
            began VERB VBD 0 root
            in ADP IN 5 case
            the DET DT 5 det
            capital NOUN NN 2 obj",
        );
        assert!(tree.ends_with("2:obl"));
        let tree = repaired(
            "Cameras NOUN NNS 2 nsubj
            saw VERB VBD 0 root
            men NOUN NNS 2 nsubj
            leaving VERB VBG 2 ccomp",
        );
        assert!(tree.ends_with("2:obj 2:ccomp"));
    }
}
