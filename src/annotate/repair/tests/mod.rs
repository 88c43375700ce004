mod later;
mod report;
mod shared;

use super::super::{Word, conllu};
use super::*;

/// Words as `form upos xpos head deprel`, or `form/lemma` where they differ.
fn read(words: &str) -> conllu::Conllu {
    let mut file = String::new();
    for (index, line) in words.trim().lines().enumerate() {
        let [form, upos, xpos, head, deprel] =
            line.split_whitespace().collect::<Vec<_>>().try_into().unwrap();
        let (form, lemma) = form.split_once('/').unwrap_or((form, form));
        let lemma = lemma.to_lowercase();
        file += &format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", index + 1);
    }
    conllu::read(&file).unwrap()
}

/// The heads and relations of words after repair.
fn repaired(words: &str) -> String {
    let mut read = read(words);
    repair(&mut read.sentences[0], &read.text);
    let arc = |w: &Word| format!("{}:{}", w.head.map_or(0, |h| h + 1), w.deprel);
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

#[test]
fn who_is_quoted_is_no_subject_of_the_quotation() {
    let tree = repaired(
        "\" PUNCT `` 4 punct
        This PRON DT 4 nsubj
        is AUX VBZ 4 cop
        right ADJ JJ 0 root
        , PUNCT , 4 punct
        \" PUNCT '' 4 punct
        Ann PROPN NNP 4 nsubj
        told/tell VERB VBD 4 parataxis
        us PRON PRP 8 obj",
    );
    assert_eq!(tree, "4:punct 4:nsubj 4:cop 0:root 4:punct 4:punct 8:nsubj 4:parataxis 8:obj");
}

#[test]
fn a_quoted_adjective_is_what_something_is_called() {
    let tree = repaired(
        "He PRON PRP 2 nsubj
        called/call VERB VBD 0 root
        it NOUN NN 2 obj
        \" PUNCT `` 5 punct
        false ADJ JJ 3 amod
        \" PUNCT '' 5 punct",
    );
    assert_eq!(tree, "2:nsubj 0:root 2:obj 5:punct 2:xcomp 5:punct");
}

#[test]
fn have_before_a_participle_is_an_auxiliary() {
    let tree = repaired(
        "It PRON PRP 3 nsubj
        would AUX MD 3 aux
        have VERB VB 0 root
        cut VERB VBN 3 ccomp
        prices NOUN NNS 3 obj",
    );
    assert_eq!(tree, "4:nsubj 4:aux 4:aux 0:root 4:obj");
}

#[test]
fn subjects_have_no_preposition_and_agents_no_clause() {
    let tree = repaired(
        "She PRON PRP 2 nsubj
        said VERB VBD 0 root
        on ADP IN 4 case
        Friday PROPN NNP 6 nsubj
        it PRON PRP 6 nsubj
        rose VERB VBD 2 ccomp",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:case 2:obl 6:nsubj 2:ccomp");
    let tree = repaired(
        "She PRON PRP 3 nsubj:pass
        was AUX VBD 3 aux:pass
        accused VERB VBN 0 root
        by ADP IN 5 case
        rivals NOUN NNS 3 obl:agent
        of SCONJ IN 7 mark
        lying VERB VBG 5 acl",
    );
    assert!(tree.ends_with("3:obl:agent 7:mark 3:advcl"));
}

#[test]
fn a_question_word_opens_its_clause() {
    let tree = repaired(
        "They PRON PRP 2 nsubj
        explain VERB VBP 0 root
        how ADV WRB 2 obj
        it PRON PRP 5 nsubj
        works VERB VBZ 2 ccomp",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:advmod 5:nsubj 2:ccomp");
}

#[test]
fn an_age_with_an_article_is_a_noun() {
    let mut read = read(
        "The DET DT 3 det
        year NOUN NN 3 obl:unmarked
        old ADJ JJ 4 nsubj
        signed VERB VBD 0 root",
    );
    assert_eq!(repair(&mut read.sentences[0], &read.text), [2]);
    assert_eq!(read.sentences[0].words[2].upos, Upos::Noun);
}

#[test]
fn what_an_owner_owns_is_a_noun() {
    let tree = repaired(
        "She PRON PRP 2 nsubj
        praised VERB VBD 0 root
        her PRON PRP$ 4 nmod:poss
        new ADJ JJ 2 obj
        forward ADV RB 2 advmod
        . PUNCT . 2 punct",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:nmod:poss 5:amod 2:obj 2:punct");
}

#[test]
fn a_name_behind_its_noun_is_an_apposition_whatever_the_parser_made_of_it() {
    let owner = repaired(
        "Its PRON PRP$ 2 nmod:poss
        owner NOUN NN 7 nsubj
        the DET DT 4 det
        investor NOUN NN 2 appos
        Bo PROPN NNP 2 appos
        Dahl PROPN NNP 5 flat
        paid VERB VBD 0 root",
    );
    assert_eq!(owner, "2:nmod:poss 7:nsubj 4:det 2:appos 4:appos 5:flat 0:root");
    let club = repaired(
        "joined VERB VBD 0 root
        the DET DT 5 det
        club NOUN NN 1 obj
        Elm PROPN NNP 5 compound
        Town PROPN NNP 1 obj",
    );
    assert_eq!(club, "0:root 3:det 1:obj 5:compound 3:appos");
    let clause = repaired(
        "Nobody PRON NN 2 nsubj
        wins VERB VBZ 4 ccomp
        she PRON PRP 4 nsubj
        told VERB VBD 0 root
        the DET DT 6 det
        station NOUN NN 4 iobj
        Nova PROPN NNP 4 ccomp",
    );
    assert_eq!(clause, "2:nsubj 4:ccomp 4:nsubj 0:root 6:det 4:iobj 6:appos");
}

#[test]
fn a_name_behind_a_noun_is_no_second_subject() {
    let tree = repaired(
        "Talks NOUN NNS 8 nsubj
        that PRON WDT 3 nsubj
        began VERB VBD 1 acl:relcl
        in ADP IN 6 case
        the DET DT 6 det
        capital NOUN NN 3 obl
        Oslo PROPN NNP 8 nsubj
        failed VERB VBD 0 root",
    );
    assert_eq!(tree, "8:nsubj 3:nsubj 1:acl:relcl 6:case 6:det 3:obl 6:appos 0:root");
}

#[test]
fn an_auxiliary_has_no_object() {
    let tree = repaired(
        "Oslo PROPN NNP 2 nsubj
        had/have AUX VBD 0 root
        earlier ADV RBR 4 advmod
        refused VERB VBN 5 amod
        offers NOUN NNS 2 obj",
    );
    assert_eq!(tree, "4:nsubj 4:aux 4:advmod 0:root 4:obj");
}

#[test]
fn a_bare_verb_is_no_part_of_a_compound() {
    let tree = repaired(
        "Oslo PROPN NNP 3 nsubj
        will AUX MD 3 aux
        react VERB VB 0 root
        and CCONJ CC 6 cc
        focus VERB VB 6 compound
        efforts NOUN NNS 3 conj",
    );
    assert_eq!(tree, "3:nsubj 3:aux 0:root 5:cc 3:conj 5:obj");
}

#[test]
fn what_stands_inside_a_content_clause_is_part_of_it() {
    let tree = repaired(
        "Dahl PROPN NNP 2 nsubj
        said VERB VBD 0 root
        that SCONJ IN 8 mark
        as SCONJ IN 6 mark
        funds NOUN NNS 6 nsubj
        ended VERB VBD 2 advcl
        work NOUN NN 8 nsubj
        stopped VERB VBD 2 ccomp",
    );
    assert_eq!(tree, "2:nsubj 0:root 8:mark 6:mark 6:nsubj 8:advcl 8:nsubj 2:ccomp");
}
