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
    read.sentences[0].names.push(super::super::Name {
        words,
        kind: super::super::NameType::Gpe,
        probability: 1.0,
    });
    repair(&mut read.sentences[0], &read.text);
    let heads: Vec<_> = read.sentences[0].words.iter().map(|w| w.head.map_or(0, |h| h + 1)).collect();
    assert_eq!(heads, [2, 0, 5, 5, 2]);
}

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
