//! Titles, reports, times and what else was found after the first repairs.

use super::super::*;
use super::{read, repaired};

#[test]
fn a_common_noun_begins_no_name() {
    let tree = repaired(
        "bought VERB VBD 0 root
        the DET DT 3 det
        maker NOUN NN 1 obj
        Elm PROPN NNP 3 flat
        Park PROPN NNP 3 flat",
    );
    assert_eq!(tree, "0:root 3:det 1:obj 3:appos 4:flat");
}

#[test]
fn two_names_of_one_noun_side_by_side_are_one() {
    let tree = repaired(
        "The DET DT 2 det
        group NOUN NN 5 nsubj
        Elm PROPN NNP 2 appos
        Energy PROPN NNP 2 appos
        grew VERB VBD 0 root",
    );
    assert_eq!(tree, "2:det 5:nsubj 2:appos 3:flat 0:root");
}

#[test]
fn a_participle_behind_a_hyphen_is_an_adjective() {
    let tree = repaired(
        "Booms NOUN NNS 5 nsubj:pass
        are/be AUX VBP 5 aux:pass
        short ADV RB 5 advmod
        - PUNCT HYPH 3 punct
        lived VERB VBN 0 root",
    );
    assert_eq!(tree, "5:nsubj 5:cop 5:advmod 3:punct 0:root");
}

#[test]
fn a_relative_pronoun_stands_behind_its_noun() {
    let tree = repaired(
        "report NOUN NN 6 nsubj
        which PRON WDT 5 obj
        the DET DT 4 det
        paper NOUN NN 6 nsubj
        printed/print VERB VBD 4 acl:relcl
        said/say VERB VBD 0 root",
    );
    assert_eq!(tree, "6:nsubj 5:obj 4:det 5:nsubj 1:acl:relcl 0:root");
}

#[test]
fn a_noun_behind_the_preposition_of_a_name_describes_it() {
    let tree = repaired(
        "The DET DT 2 det
        founder NOUN NN 7 nsubj
        of ADP IN 6 case
        biscuit NOUN NN 5 compound
        maker NOUN NN 2 nmod
        Acme PROPN NNP 2 nmod
        left/leave VERB VBD 0 root",
    );
    assert_eq!(tree, "2:det 7:nsubj 6:case 5:compound 6:nmod:desc 2:nmod 0:root");
}

#[test]
fn an_auxiliary_stands_between_no_two_names() {
    let tree = repaired(
        "Jornal PROPN NNP 4 nsubj
        do AUX VBP 4 aux
        Sul PROPN NNP 4 nsubj
        reported VERB VBD 0 root",
    );
    assert_eq!(tree, "4:nsubj 1:flat 1:flat 0:root");
}

#[test]
fn a_year_owns_no_phrase() {
    let tree = repaired(
        "Ann PROPN NNP 2 nsubj
        died/die VERB VBD 0 root
        in ADP IN 4 case
        1612 NUM CD 2 obl
        of ADP IN 6 case
        typhoid NOUN NN 4 nmod",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:case 2:obl 6:case 2:obl");
}

#[test]
fn before_and_after_tell_which_day() {
    let tree = repaired(
        "Ann PROPN NNP 2 nsubj
        resigned/resign VERB VBD 0 root
        on ADP IN 5 case
        the DET DT 5 det
        day NOUN NN 2 obl
        after ADP IN 8 case
        the DET DT 8 det
        vote NOUN NN 2 obl",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:case 5:det 2:obl 8:case 8:det 5:nmod");
}

#[test]
fn a_unit_measures_a_count_of_times() {
    let tree = repaired(
        "She PRON PRP 2 nsubj
        trains/train VERB VBZ 0 root
        twice ADV RB 2 advmod
        a DET DT 5 det
        week NOUN NN 2 obl:unmarked",
    );
    assert_eq!(tree, "2:nsubj 0:root 2:advmod 5:det 3:obl:unmarked");
}

#[test]
fn units_measure_later() {
    let tree = repaired(
        "It PRON PRP 3 nsubj:pass
        was/be AUX VBD 3 aux:pass
        bought/buy VERB VBN 0 root
        by ADP IN 8 case
        a DET DT 8 det
        rival ADJ JJ 8 amod
        three NUM CD 8 nummod
        years/year NOUN NNS 3 obl:unmarked
        later/late ADV RBR 3 advmod",
    );
    assert_eq!(tree, "3:nsubj:pass 3:aux:pass 0:root 6:case 6:det 3:obl 8:nummod 9:obl:unmarked 3:advmod");
}

#[test]
fn who_is_told_is_told_a_content() {
    let tree = repaired(
        "Ann PROPN NNP 2 nsubj
        told/tell VERB VBD 0 root
        the DET DT 4 det
        paper NOUN NN 2 iobj
        that PRON WDT 8 obj
        Bo PROPN NNP 8 nsubj
        had/have AUX VBD 8 aux
        left/leave VERB VBN 4 acl:relcl",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:det 2:iobj 8:mark 8:nsubj 8:aux 2:ccomp");
}

#[test]
fn a_noun_before_its_verb_is_the_subject() {
    let tree = repaired(
        "The DET DT 4 det
        firm ADJ NN 4 amod
        cut/cut VERB VBD 0 root
        prices/price NOUN NNS 3 obj",
    );
    assert_eq!(tree, "2:det 3:nsubj 0:root 3:obj");
}

#[test]
fn what_is_due_is_said_of_the_subject() {
    let tree = repaired(
        "It PRON PRP 5 nsubj:outer
        is/be AUX VBZ 5 cop
        due ADJ JJ 5 mark
        to ADP IN 3 fixed
        hear/hear VERB VB 0 root
        it PRON PRP 5 obj",
    );
    assert_eq!(tree, "3:nsubj 3:cop 0:root 5:mark 3:xcomp 5:obj");
}

#[test]
fn two_proper_nouns_are_one_subject() {
    let tree = repaired(
        "Surya PROPN NNP 3 nsubj
        Biotech PROPN NNP 3 nsubj
        plans/plan VERB VBZ 0 root",
    );
    assert_eq!(tree, "2:compound 3:nsubj 0:root");
}

#[test]
fn a_participle_with_a_subject_behind_a_comma_reports() {
    let tree = repaired(
        "Bo PROPN NNP 2 nsubj
        left/leave VERB VBD 0 root
        town NOUN NN 2 obj
        , PUNCT , 6 punct
        police NOUN NNS 6 nsubj
        said/say VERB VBN 3 acl",
    );
    assert_eq!(tree, "2:nsubj 0:root 2:obj 6:punct 6:nsubj 2:parataxis");
}

/// The tags of words after repair.
fn tags(words: &str) -> String {
    let mut read = read(words);
    repair(&mut read.sentences[0], &read.text);
    read.sentences[0].words.iter().map(|w| format!("{}/{}", w.upos, w.xpos)).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_tree_tells_function_words_apart() {
    let tagged = tags(
        "food NOUN NN 0 root
        that SCONJ IN 4 obj
        they PRON PRP 4 nsubj
        want VERB VBP 1 acl:relcl
        after ADP IN 7 mark
        they PRON PRP 7 nsubj
        eat VERB VBP 4 advcl",
    );
    assert_eq!(tagged, "NOUN/NN PRON/WDT PRON/PRP VERB/VBP SCONJ/IN PRON/PRP VERB/VBP");
}

#[test]
fn that_before_a_content_is_a_conjunction() {
    let tree = repaired(
        "Bo PROPN NNP 2 nsubj
        said/say VERB VBD 0 root
        that SCONJ IN 6 obj
        talks NOUN NNS 6 nsubj
        had/have AUX VBD 6 aux
        failed VERB VBN 2 ccomp",
    );
    assert_eq!(tree, "2:nsubj 0:root 6:mark 6:nsubj 6:aux 2:ccomp");
}

#[test]
fn marks_name_nothing() {
    assert_eq!(tags("What PRON WP 0 root\n!?!! PROPN NNP 1 discourse"), "PRON/WP PUNCT/.");
}

#[test]
fn a_finite_verb_is_no_second_infinitive() {
    let tree = repaired(
        "Ann PROPN NNP 2 nsubj
        plans VERB VBZ 0 root
        to PART TO 4 mark
        play VERB VB 2 xcomp
        but CCONJ CC 7 cc
        may AUX MD 7 aux
        rest VERB VB 4 conj",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:mark 2:xcomp 7:cc 7:aux 2:conj");
}

#[test]
fn an_ordinal_counts_things() {
    let tree = repaired(
        "It PRON PRP 2 nsubj
        fell VERB VBD 0 root
        , PUNCT , 6 punct
        its PRON PRP$ 6 nmod:poss
        fourth ADJ JJ 6 amod
        drop VERB VB 2 parataxis",
    );
    assert_eq!(tree, "2:nsubj 0:root 6:punct 6:nmod:poss 6:amod 2:appos");
}

#[test]
fn what_is_told_of_a_name_hangs_on_all_of_it() {
    let tree = repaired(
        "Madrid PROPN NNP 2 compound
        Open PROPN NNP 0 root
        , PUNCT , 5 punct
        which PRON WDT 5 nsubj
        starts VERB VBZ 1 acl:relcl",
    );
    assert_eq!(tree, "2:compound 0:root 5:punct 5:nsubj 2:acl:relcl");
}

#[test]
fn a_name_between_commas_is_the_source() {
    let tree = repaired(
        "According VERB VBG 3 case
        to ADP IN 1 fixed
        police NOUN NN 9 obl
        , PUNCT , 5 punct
        Bo PROPN NNP 9 nsubj
        , PUNCT , 5 punct
        she PRON PRP 9 nsubj
        has AUX VBZ 9 aux
        left VERB VBN 0 root",
    );
    assert_eq!(tree, "3:case 1:fixed 9:obl 5:punct 3:appos 5:punct 9:nsubj 9:aux 0:root");
}

#[test]
fn what_stands_behind_a_speaker_tells_of_the_speaking() {
    let tree = repaired(
        "\" PUNCT `` 3 punct
        It PRON PRP 3 nsubj
        rains VERB VBZ 6 ccomp
        , PUNCT , 3 punct
        \" PUNCT '' 3 punct
        said/say VERB VBD 0 root
        Bo PROPN NNP 6 nsubj
        , PUNCT , 9 punct
        smiling VERB VBG 3 advcl",
    );
    assert_eq!(tree, "3:punct 3:nsubj 6:ccomp 3:punct 3:punct 0:root 6:nsubj 9:punct 6:advcl");
}

#[test]
fn a_second_report_is_by_whom_the_first_is() {
    let tree = repaired(
        "Bo PROPN NNP 2 nsubj
        denied/deny VERB VBD 0 root
        that SCONJ IN 5 mark
        it PRON PRP 5 nsubj
        failed VERB VBD 2 ccomp
        , PUNCT , 7 punct
        adding/add VERB VBG 5 advcl
        nothing PRON NN 7 obj",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:mark 5:nsubj 2:ccomp 7:punct 2:advcl 7:obj");
}

#[test]
fn a_name_says_which_the_noun_before_it_is() {
    let tree = repaired(
        "the DET DT 2 det
        founder NOUN NN 0 root
        of ADP IN 5 case
        the DET DT 5 det
        lender NOUN NN 2 nmod
        Nova PROPN NNP 2 appos",
    );
    assert_eq!(tree, "2:det 0:root 5:case 5:det 2:nmod 5:appos");
}

#[test]
fn a_finite_verb_in_front_has_a_subject() {
    let tagged = tags(
        "Awarded/award VERB VBD 5 advcl
        medals NOUN NNS 1 obj
        , PUNCT , 1 punct
        she PRON PRP 5 nsubj
        left VERB VBD 0 root",
    );
    assert!(tagged.starts_with("VERB/VBN"), "{tagged}");
}

#[test]
fn two_phrases_have_two_prepositions() {
    let mut read = read(
        "It PRON PRP 2 nsubj
        spread VERB VBD 0 root
        to ADP IN 4 case
        Burkina PROPN NNP 2 obl
        Faso PROPN NNP 2 obl",
    );
    let words = 3..5;
    read.sentences[0].names.push(crate::annotate::Name {
        words,
        kind: crate::annotate::NameType::Gpe,
        probability: 1.0,
    });
    repair(&mut read.sentences[0], &read.text);
    let heads: Vec<_> = read.sentences[0].words.iter().map(|w| w.head.map_or(0, |h| h + 1)).collect();
    assert_eq!(heads, [2, 0, 5, 5, 2]);
}

#[test]
fn a_name_tells_which_the_second_of_two_is() {
    let tree = repaired(
        "He PRON PRP 6 nsubj
        and CCONJ CC 4 cc
        his PRON PRP$ 4 nmod:poss
        brother NOUN NN 1 conj
        Bo PROPN NNP 1 appos
        left VERB VBD 0 root",
    );
    assert_eq!(tree, "6:nsubj 4:cc 4:nmod:poss 1:conj 4:appos 0:root");
}

#[test]
fn titles_in_a_list_are_joined_to_the_first_title() {
    let tree = repaired(
        "pilot NOUN NN 7 nsubj
        Ann PROPN NNP 1 appos
        and CCONJ CC 4 cc
        cook NOUN NN 2 conj
        Cy PROPN NNP 4 appos
        both DET DT 7 advmod
        left VERB VBD 0 root",
    );
    assert_eq!(tree, "7:nsubj 1:appos 4:cc 1:conj 4:appos 7:advmod 0:root");
}

#[test]
fn what_is_admitted_under_oath_is_no_content_of_the_oath() {
    let tree = repaired(
        "Ann PROPN NNP 2 nsubj
        admitted/admit VERB VBD 0 root
        under ADP IN 4 case
        oath NOUN NN 2 obl
        that SCONJ IN 7 mark
        she PRON PRP 7 nsubj
        lied/lie VERB VBD 4 acl",
    );
    assert_eq!(tree, "2:nsubj 0:root 4:case 2:obl 7:mark 7:nsubj 2:ccomp");
}

#[test]
fn a_report_between_commas_is_no_content_of_the_verb_before() {
    let tree = repaired(
        "Acme PROPN NNP 3 nsubj
        could AUX MD 3 aux
        sell VERB VB 0 root
        , PUNCT , 7 punct
        one NUM CD 7 nsubj
        trader NOUN NN 5 appos
        said/say VERB VBD 3 ccomp
        , PUNCT , 11 punct
        but CCONJ CC 11 cc
        it PRON PRP 11 nsubj
        waits/wait VERB VBZ 7 conj",
    );
    assert_eq!(
        tree,
        "3:nsubj 3:aux 0:root 7:punct 7:nsubj 5:appos 3:parataxis 11:punct 11:cc 11:nsubj 3:conj"
    );
}

#[test]
fn for_introduces_no_clause_without_an_infinitive() {
    let tree = repaired(
        "Crews NOUN NNS 2 nsubj
        searched/search VERB VBD 0 root
        for SCONJ IN 6 mark
        two NUM CD 5 nummod
        men NOUN NNS 6 nsubj
        trapped/trap VERB VBN 2 advcl
        below ADV RB 6 advmod",
    );
    assert_eq!(tree, "2:nsubj 0:root 5:case 5:nummod 2:obl 5:acl 6:advmod");
}

#[test]
fn if_behind_a_verb_that_asks_nothing_is_a_condition() {
    let tree = |verb: &str| {
        repaired(&format!(
            "Acme PROPN NNP 3 nsubj
            would AUX MD 3 aux
            {verb} VERB VB 0 root
            if SCONJ IN 6 mark
            Bo PROPN NNP 6 nsubj
            left/leave VERB VBD 3 ccomp"
        ))
    };
    assert_eq!(tree("pay"), "3:nsubj 3:aux 0:root 6:mark 6:nsubj 3:advcl");
    assert_eq!(tree("ask"), "3:nsubj 3:aux 0:root 6:mark 6:nsubj 3:ccomp");
}

#[test]
fn what_a_hyphen_joins_to_a_noun_is_no_second_name() {
    let tree = repaired(
        "The DET DT 2 det
        attorney NOUN NN 6 nsubj
        - PUNCT HYPH 4 punct
        general NOUN NN 2 appos
        Bo PROPN NNP 4 appos
        left/leave VERB VBD 0 root",
    );
    assert_eq!(tree, "2:det 6:nsubj 4:punct 2:amod 2:appos 0:root");
}

#[test]
fn of_two_nouns_that_would_be_one_word_the_first_is_a_part_of_the_second() {
    let tree = repaired(
        "Bo PROPN NNP 7 nsubj
        who PRON WP 4 nsubj
        was/be AUX VBD 4 cop
        transport NOUN NN 1 acl:relcl
        minister NOUN NN 1 acl:relcl
        today NOUN NN 5 obl:unmarked
        left/leave VERB VBD 0 root",
    );
    assert_eq!(tree, "7:nsubj 5:nsubj 5:cop 5:compound 1:acl:relcl 5:obl:unmarked 0:root");
}

#[test]
fn a_month_behind_since_is_no_part_of_a_name() {
    let tree = |date: &str| {
        repaired(&format!(
            "Since/since SCONJ IN 6 mark
            {date} PROPN NNP 6 nsubj:pass
            Acme PROPN NNP 2 flat
            has/have AUX VBZ 6 aux
            been/be AUX VBN 6 aux:pass
            led/lead VERB VBN 0 root"
        ))
    };
    assert_eq!(tree("January"), "2:case 6:obl 6:nsubj:pass 6:aux 6:aux:pass 0:root");
    assert_eq!(tree("Anna"), "6:mark 6:nsubj:pass 2:flat 6:aux 6:aux:pass 0:root");
}
