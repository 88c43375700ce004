//! What a parser gives to the wrong one of two: clauses side by side, names and titles, quotations.

use super::repaired;

#[test]
fn a_conjunct_across_a_verb_belongs_to_it() {
    let tree = repaired(
        "It PRON PRP 2 nsubj
        reacts VERB VBZ 0 root
        to ADP IN 4 case
        rain NOUN NN 2 obl
        and CCONJ CC 6 cc
        sinks VERB VBZ 2 conj
        wells NOUN NNS 4 conj",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:case 2:obl 6:cc 2:conj 6:obj");
    let tree = repaired(
        "Dahl PROPN NNP 2 nsubj
        met VERB VBD 0 root
        Berg PROPN NNP 2 obj
        and CCONJ CC 5 cc
        Holm PROPN NNP 3 conj
        met VERB VBD 2 conj
        Lee PROPN NNP 6 obj",
    );
    assert_eq!(tree, "2:nsubj 0:root 2:obj 6:cc 6:nsubj 2:conj 6:obj");
    let tree = repaired(
        "Dahl PROPN NNP 2 nsubj
        met VERB VBD 0 root
        Berg PROPN NNP 2 obj
        and CCONJ CC 5 cc
        Holm PROPN NNP 3 conj",
    );
    assert_eq!(tree, "2:nsubj 0:root 2:obj 5:cc 3:conj");
}

#[test]
fn what_stands_behind_a_quotation_is_not_said_in_it() {
    let tree = |help: &str| {
        repaired(&format!(
            "Lee PROPN NNP 2 nsubj
            says/say VERB VBZ 0 root
            “ PUNCT `` 6 punct
            it PRON PRP 6 nsubj
            may AUX MD 6 aux
            fail VERB VB 2 ccomp
            {help}"
        ))
    };
    let behind = "” PUNCT '' 6 punct
            but CCONJ CC 10 cc
            they PRON PRP 10 nsubj
            help VERB VBP 6 conj";
    assert!(tree(behind).ends_with("10:cc 10:nsubj 2:conj"));
    let within = "but CCONJ CC 9 cc
            they PRON PRP 9 nsubj
            help VERB VBP 6 conj
            ” PUNCT '' 6 punct";
    assert!(tree(within).ends_with("9:cc 9:nsubj 6:conj 6:punct"));
}

#[test]
fn what_is_told_of_a_name_hangs_on_its_first_word() {
    let tree = repaired(
        "Park PROPN NNP 6 nsubj
        Dae PROPN NNP 1 flat
        hyun PROPN NNP 1 flat
        who PRON WP 5 nsubj
        leads VERB VBZ 3 acl:relcl
        left VERB VBD 0 root",
    );
    assert_eq!(tree, "6:nsubj 1:flat 1:flat 5:nsubj 1:acl:relcl 0:root");
}

#[test]
fn an_infinitive_is_no_description_of_a_verb() {
    let tree = repaired(
        "Lee PROPN NNP 2 nsubj
        plans VERB VBZ 0 root
        to PART TO 4 mark
        leave VERB VB 2 acl",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:mark 2:xcomp");
}

#[test]
fn what_is_due_to_have_an_object_is_a_verb() {
    let tree = repaired(
        "Lee PROPN NNP 5 nsubj
        is AUX VBZ 5 cop
        due ADJ JJ 5 case
        to ADP IN 3 fixed
        chair NOUN NN 0 root
        a DET DT 7 det
        meeting NOUN NN 5 obj",
    );
    assert_eq!(tree, "3:nsubj 3:cop 0:root 5:mark 3:xcomp 7:det 5:obj");
}

#[test]
fn of_two_subjects_the_first_is_of_the_verb_behind_it() {
    let tree = repaired(
        "Acme PROPN NNP 6 nsubj
        closed VERB VBD 0 root
        after ADP IN 5 case
        its PRON PRP$ 5 nmod:poss
        founder NOUN NN 6 nsubj
        left VERB VBD 2 advcl",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:case 5:nmod:poss 6:nsubj 2:advcl");
}

#[test]
fn one_by_has_one_agent() {
    let tree = repaired(
        "It PRON PRP 3 nsubj:pass
        was AUX VBD 3 aux:pass
        signed VERB VBN 0 root
        by ADP IN 6 case
        Commissioner PROPN NNP 3 obl:agent
        Lee PROPN NNP 3 obl:agent",
    );
    assert_eq!(tree, "3:nsubj:pass 3:aux:pass 0:root 6:case 6:nmod:desc 3:obl:agent");
}

#[test]
fn who_receives_stands_before_the_number() {
    let tree = repaired(
        "Lee PROPN NNP 2 nsubj
        lent VERB VBD 0 root
        the DET DT 6 det
        company NOUN NN 6 compound
        ninety NUM CD 6 nummod
        euros NOUN NNS 2 obj",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:det 2:iobj 6:nummod 2:obj");
}

#[test]
fn a_relative_clause_hangs_on_the_name_and_not_on_its_title() {
    let tree = repaired(
        "The DET DT 2 det
        fund NOUN NN 3 nmod:desc
        Acme PROPN NNP 6 nsubj
        which PRON WDT 5 nsubj
        owns VERB VBZ 2 acl:relcl
        left VERB VBD 0 root",
    );
    assert_eq!(tree, "2:det 3:nmod:desc 6:nsubj 5:nsubj 3:acl:relcl 0:root");
}

#[test]
fn no_adjective_stands_before_a_number() {
    let tree = repaired(
        "It PRON PRP 3 nsubj
        will AUX MD 3 aux
        cut VERB VB 0 root
        jobs NOUN NNS 3 obj
        and CCONJ CC 8 cc
        close ADJ JJ 8 amod
        two NUM CD 8 nummod
        plants NOUN NNS 4 conj",
    );
    assert_eq!(tree, "3:nsubj 3:aux 0:root 3:obj 6:cc 3:conj 8:nummod 6:obj");
}

#[test]
fn who_says_stands_behind_the_place() {
    let tree = repaired(
        "In ADP IN 2 case
        Oslo PROPN NNP 5 obl
        , PUNCT , 4 punct
        Berg PROPN NNP 2 appos
        says/say VERB VBZ 0 root
        prices NOUN NNS 7 nsubj
        fell VERB VBD 5 ccomp",
    );
    assert_eq!(tree, "2:case 5:obl 4:punct 5:nsubj 0:root 7:nsubj 5:ccomp");
}
