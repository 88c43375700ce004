//! Who reports what: clauses that the parser gave to the wrong verb or noun.

use super::repaired;

#[test]
fn what_was_said_goes_on_behind_and() {
    let tree = repaired(
        "He PRON PRP 2 nsubj
        says/say VERB VBZ 0 root
        bridges NOUN NNS 5 nsubj
        are/be AUX VBP 5 cop
        old ADJ JJ 2 ccomp
        and CCONJ CC 8 cc
        will AUX MD 8 aux
        close VERB VB 2 conj",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:nsubj 5:cop 2:ccomp 8:cc 8:aux 5:conj");
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
        storms NOUN NNS 2 obl
        broke/break VERB VBD 2 advcl
        the DET DT 7 det
        dam NOUN NN 5 obj",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:mark 5:nsubj 2:advcl 7:det 5:obj");
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

#[test]
fn a_simple_past_beside_a_modal_is_who_says_its() {
    let tree = |cc: &str| {
        repaired(&format!(
            "She PRON PRP 2 nsubj
        said/say VERB VBD 0 root
        he PRON PRP 5 nsubj
        would AUX MD 5 aux
        rest VERB VB 2 ccomp
        {cc} CCONJ CC 7 cc
        left/leave VERB VBD 5 conj"
        ))
    };
    assert!(tree("and").ends_with("7:cc 2:conj"));
    assert!(tree("but").ends_with("7:cc 5:conj"));
}

#[test]
fn a_verb_is_coordinated_with_no_noun() {
    let tree = repaired(
        "She PRON PRP 2 nsubj
        resigned/resign VERB VBD 0 root
        over ADP IN 4 case
        debts NOUN NNS 2 obl
        and CCONJ CC 6 cc
        lives/live VERB VBZ 4 conj
        here ADV RB 6 advmod",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:case 2:obl 6:cc 2:conj 6:advmod");
}

#[test]
fn a_verb_of_saying_behind_a_quotation_is_no_part_of_it() {
    let tree = repaired(
        "“ PUNCT `` 3 punct
        We PRON PRP 3 nsubj
        left/leave VERB VBD 0 root
        , PUNCT , 3 punct
        ” PUNCT '' 3 punct
        said/say VERB VBD 3 ccomp
        Bo PROPN NNP 6 nsubj",
    );
    assert!(tree.ends_with("3:parataxis 6:nsubj"), "{tree}");
}

#[test]
fn who_says_it_with_a_name_behind_is_one() {
    let tree = repaired(
        "It PRON PRP 2 nsubj
        stops/stop VERB VBZ 10 ccomp
        work NOUN NN 2 obj
        , PUNCT , 6 punct
        its PRON PRP$ 6 nmod:poss
        head NOUN NN 3 appos
        , PUNCT , 8 punct
        Bo PROPN NNP 6 appos
        , PUNCT , 6 punct
        said/say VERB VBD 0 root",
    );
    assert_eq!(tree, "2:nsubj 10:ccomp 2:obj 6:punct 6:nmod:poss 10:nsubj 8:punct 6:appos 6:punct 0:root");
}

#[test]
fn an_aside_between_commas_joins_nothing() {
    let tree = repaired(
        "Bo PROPN NNP 2 nsubj
        left/leave VERB VBD 0 root
        , PUNCT , 5 punct
        she PRON PRP 5 nsubj
        said/say VERB VBD 2 conj
        , PUNCT , 9 punct
        and CCONJ CC 9 cc
        they PRON PRP 9 nsubj
        stayed/stay VERB VBD 2 conj",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:punct 5:nsubj 2:parataxis 9:punct 9:cc 9:nsubj 2:conj");
}

#[test]
fn what_is_wanted_of_somebody_stands_behind_his_office_too() {
    let tree = repaired(
        "She PRON PRP 2 nsubj
        wants/want VERB VBZ 0 root
        Bo PROPN NNP 2 obj
        , PUNCT , 6 punct
        her PRON PRP$ 6 nmod:poss
        aide NOUN NN 3 appos
        , PUNCT , 9 punct
        to PART TO 9 mark
        leave VERB VB 2 advcl",
    );
    assert!(tree.ends_with("9:mark 2:xcomp"), "{tree}");
}

#[test]
fn a_participle_in_front_is_of_the_verb_behind() {
    let tree = repaired(
        "Born/bear VERB VBN 5 acl
        in ADP IN 3 case
        Oslo PROPN NNP 1 obl
        , PUNCT , 1 punct
        Bo PROPN NNP 6 nsubj
        sang/sing VERB VBD 0 root",
    );
    assert_eq!(tree, "6:advcl 3:case 1:obl 1:punct 6:nsubj 0:root");
}

#[test]
fn one_name_behind_several_is_that_of_one() {
    let tree = repaired(
        "One NUM CD 7 nsubj
        of ADP IN 4 case
        the DET DT 4 det
        judges NOUN NNS 1 nmod
        , PUNCT , 6 punct
        Bo PROPN NNP 4 appos
        left/leave VERB VBD 0 root",
    );
    assert_eq!(tree, "7:nsubj 4:case 4:det 1:nmod 6:punct 1:appos 0:root");
}

#[test]
fn what_carries_somebody_is_no_agent() {
    let tree = repaired(
        "She PRON PRP 3 nsubj:pass
        was/be AUX VBD 3 aux:pass
        flown/fly VERB VBN 0 root
        by ADP IN 5 case
        helicopter NOUN NN 3 obl:agent",
    );
    assert!(tree.ends_with("5:case 3:obl"), "{tree}");
}

#[test]
fn what_whose_owns_is_a_subject() {
    let tree = repaired(
        "Acme PROPN NNP 7 nsubj
        , PUNCT , 4 punct
        whose PRON WP$ 4 nmod:poss
        founder NOUN NN 1 appos
        sang/sing VERB VBD 1 acl
        , PUNCT , 1 punct
        grew/grow VERB VBD 0 root",
    );
    assert_eq!(tree, "7:nsubj 4:punct 4:nmod:poss 5:nsubj 1:acl:relcl 1:punct 0:root");
}
