//! Who reports what: clauses that the parser gave to the wrong verb or noun.

use super::repaired;

#[test]
fn what_was_said_goes_on_behind_and() {
    let tree = repaired(
        "She PRON PRP 2 nsubj
        says/say VERB VBZ 0 root
        it PRON PRP 5 nsubj
        is/be AUX VBZ 5 cop
        hard ADJ JJ 2 ccomp
        and CCONJ CC 8 cc
        will AUX MD 8 aux
        take VERB VB 2 conj
        time NOUN NN 8 obj",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:nsubj 5:cop 2:ccomp 8:cc 8:aux 5:conj 8:obj");
    let tree = repaired(
        "He PRON PRP 2 nsubj
        said/say VERB VBD 0 root
        it PRON PRP 4 nsubj
        rained/rain VERB VBD 2 ccomp
        but CCONJ CC 8 cc
        that SCONJ IN 8 mark
        they PRON PRP 8 nsubj
        left/leave VERB VBD 2 conj",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:nsubj 2:ccomp 8:cc 8:mark 8:nsubj 4:conj");
    // without a modal who says it may do it too
    let tree = repaired(
        "She PRON PRP 2 nsubj
        said/say VERB VBD 0 root
        it PRON PRP 4 nsubj
        rained/rain VERB VBD 2 ccomp
        and CCONJ CC 6 cc
        left/leave VERB VBD 2 conj",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:nsubj 2:ccomp 6:cc 2:conj");
}

#[test]
fn who_says_it_at_the_end_is_no_apposition() {
    let tree = repaired(
        "The DET DT 2 det
        quake NOUN NN 9 nsubj
        struck/strike VERB VBD 2 acl
        near ADP IN 5 case
        Oslo PROPN NNP 3 obl
        , PUNCT , 8 punct
        the DET DT 8 det
        institute NOUN NN 5 appos
        said/say VERB VBD 0 root
        . PUNCT . 9 punct",
    );
    assert_eq!(tree, "2:det 3:nsubj 9:ccomp 5:case 3:obl 8:punct 8:det 9:nsubj 0:root 9:punct");
}

#[test]
fn who_says_so_inside_a_relative_clause_has_another_subject() {
    let tree = repaired(
        "friends NOUN NNS 0 root
        , PUNCT , 5 punct
        who PRON WP 6 obj
        she PRON PRP 5 nsubj
        said/say VERB VBD 1 acl:relcl
        shared/share VERB VBD 1 acl:relcl
        food NOUN NN 6 obj",
    );
    assert_eq!(tree, "0:root 5:punct 6:nsubj 5:nsubj 6:parataxis 1:acl:relcl 6:obj");
}

#[test]
fn a_clause_without_a_gap_tells_what_was_said() {
    let clause = |noun: &str| {
        repaired(&format!(
            "He PRON PRP 2 nsubj
        {noun}
        that PRON WDT 9 obj
        they PRON PRP 9 nsubj
        left/leave VERB VBD 6 acl:relcl
        Oslo PROPN NNP 9 obj"
        ))
    };
    let told = clause(
        "told/tell VERB VBD 0 root
        a DET DT 4 det
        reporter NOUN NN 2 iobj
        by ADP IN 6 case
        phone NOUN NN 2 obl",
    );
    assert!(told.ends_with("9:mark 9:nsubj 2:ccomp 9:obj"), "{told}");
    let report = clause(
        "denied/deny VERB VBD 0 root
        a DET DT 4 det
        report NOUN NN 2 obj
        in ADP IN 6 case
        papers NOUN NNS 4 nmod",
    );
    assert!(report.ends_with("9:mark 9:nsubj 4:acl 9:obj"), "{report}");
    let other = clause(
        "sold/sell VERB VBD 0 root
        a DET DT 4 det
        house NOUN NN 2 obj
        in ADP IN 6 case
        towns NOUN NNS 4 nmod",
    );
    assert!(other.ends_with("9:obj 9:nsubj 6:acl:relcl 9:obj"), "{other}");
}

#[test]
fn a_verb_taken_for_a_participle_is_the_main_one() {
    let tree = repaired(
        "Denmark PROPN NNP 7 nsubj
        named/name VERB VBD 1 acl
        Lee PROPN NNP 2 obj
        after SCONJ IN 7 mark
        Bo PROPN NNP 7 nsubj
        then ADV RB 7 advmod
        resigned/resign VERB VBD 0 root",
    );
    assert_eq!(tree, "2:nsubj 0:root 2:obj 7:mark 7:nsubj 7:advmod 2:advcl");
}

#[test]
fn a_bare_noun_behind_a_conjunction_is_a_subject() {
    let tree = repaired(
        "They PRON PRP 2 nsubj
        sued/sue VERB VBD 0 root
        after SCONJ IN 5 mark
        treatment NOUN NN 2 obl
        led/lead VERB VBD 2 advcl
        to ADP IN 7 case
        harm NOUN NN 5 obl",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:mark 5:nsubj 2:advcl 7:case 5:obl");
}

#[test]
fn a_participle_behind_a_comma_is_no_attribute() {
    let tree = repaired(
        "It PRON PRP 2 nsubj
        shook/shake VERB VBD 0 root
        Oslo PROPN NNP 2 obj
        , PUNCT , 6 punct
        flattening/flatten VERB VBG 6 amod
        houses NOUN NNS 3 appos",
    );
    assert_eq!(tree, "2:nsubj 0:root 2:obj 6:punct 2:advcl 5:obj");
}
