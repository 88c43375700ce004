//! Open information extraction: from a dependency tree to propositions.
//!
//! A sentence is first read as [`clause`]s: a predicate, its subjects, objects,
//! obliques and clausal dependents, with what coordination, relative clauses,
//! participles and control leave unsaid filled in (after ClausIE, Del Corro and
//! Gemulla 2013, and the enhanced dependencies of Schuster and Manning 2016). The
//! [`rules`] then turn clauses and noun phrases into [`Proposition`]s, one file a
//! rule, and [`render`] writes a proposition as one n-ary row or as triples.
//!
//! Extraction never fails: what a tree does not support is left out.

mod act;
mod assemble;
mod author;
pub mod clause;
pub mod confidence;
pub mod lexicon;
pub mod mode;
mod phrase;
mod proposition;
mod render;
pub mod rules;
mod whereabouts;

pub use act::{acts, attitude};
pub use author::author;
pub use phrase::{argument, noun_phrase};
pub use proposition::{Argument, ArgumentKind, Proposition, Relation};
pub use render::{Row, Style, render};

use crate::annotate::Tree;

/// Every proposition of a sentence, in the order of their predicates.
pub fn propositions(tree: &Tree) -> Vec<Proposition> {
    let sentence = clause::Clauses::read(tree);
    let mut found = Vec::new();
    for rule in rules::ALL {
        rule(&sentence, &mut found);
    }
    for proposition in &mut found {
        proposition.args.extend(whereabouts::of(tree, proposition));
    }
    proposition::finish(tree, found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::annotate::conllu;

    /// Words as `form lemma upos xpos head deprel`, one a line.
    fn read(words: &str) -> conllu::Conllu {
        let mut file = String::new();
        for (index, line) in words.trim().lines().enumerate() {
            let [form, lemma, upos, xpos, head, deprel] =
                line.split_whitespace().collect::<Vec<_>>().try_into().unwrap();
            file += &format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", index + 1);
        }
        conllu::read(&file).unwrap()
    }

    fn rows(file: &conllu::Conllu, style: Style) -> Vec<String> {
        let tree = Tree::new(&file.sentences[0], &file.text);
        let rows = propositions(&tree).into_iter().flat_map(|p| render(&tree, &p, style)).collect::<Vec<_>>();
        let line = |r: Row| [vec![r.subject, r.relation, r.object], r.args].concat().join(" | ");
        rows.into_iter().map(line).collect()
    }

    const SOLD: &str = "
        Ann Ann PROPN NNP 2 nsubj
        sold sell VERB VBD 0 root
        the the DET DT 4 det
        mill mill NOUN NN 2 obj
        of of ADP IN 7 case
        the the DET DT 7 det
        town town NOUN NN 4 nmod
        in in ADP IN 9 case
        May May PROPN NNP 2 obl";

    #[test]
    fn both_styles_write_the_same_proposition() {
        let file = read(SOLD);
        assert_eq!(rows(&file, Style::Nary), ["Ann | sold | the mill of the town | in May"]);
        assert_eq!(
            rows(&file, Style::Triples),
            [
                "Ann | sold | the mill of the town",
                "Ann | sold the mill of | the town",
                "Ann | sold the mill of the town in | May"
            ]
        );
    }

    #[test]
    fn content_names_what_reports_it() {
        let file = read(
            "Ann Ann PROPN NNP 2 nsubj
            said say VERB VBD 0 root
            prices price NOUN NNS 4 nsubj
            fell fall VERB VBD 2 ccomp",
        );
        let tree = Tree::new(&file.sentences[0], &file.text);
        let found = propositions(&tree);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].relation.lemma.as_str(), found[0].parent), ("say", None));
        assert_eq!((found[1].relation.lemma.as_str(), found[1].parent), ("fall", Some(0)));
        assert!(found.iter().all(|p| p.confidence > 0.0 && p.confidence < 1.0));
    }

    #[test]
    fn a_time_is_a_time() {
        let file = read(SOLD);
        let tree = Tree::new(&file.sentences[0], &file.text);
        assert_eq!(propositions(&tree)[0].args[0].0, crate::statement::Role::Time);
    }

    #[test]
    fn every_tree_is_survived() {
        // labels and heads that no sentence has: extraction returns what it finds
        let relations =
            ["nsubj", "obj", "conj", "acl:relcl", "xcomp", "advcl", "ccomp", "nmod", "appos", "cop"];
        for seed in 0..200usize {
            let mut words = String::from("w0 w VERB VB 0 root\n");
            for i in 1..9usize {
                let mix = (seed * 31 + i * 17) % 97;
                let (upos, xpos) = [("VERB", "VBG"), ("NOUN", "NN"), ("PRON", "WDT"), ("ADP", "IN")][mix % 4];
                words +=
                    &format!("w{i} w {upos} {xpos} {} {}\n", mix % i + 1, relations[mix % relations.len()]);
            }
            let file = read(&words);
            rows(&file, Style::Nary);
            rows(&file, Style::Triples);
        }
    }
}
