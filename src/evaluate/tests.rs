#![allow(clippy::unwrap_used)]

use super::*;

/// A file with one line a sentence; words as `form`, multiword tokens as `surface=a+b`.
/// The first word is the root, the others depend on the word before.
fn file(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut id = 0;
        for token in line.split(' ') {
            let (surface, parts) = token.split_once('=').unwrap_or((token, token));
            let parts: Vec<&str> = if token.contains('=') { parts.split('+').collect() } else { vec![parts] };
            if parts.len() > 1 {
                out += &format!("{}-{}\t{surface}{}\n", id + 1, id + parts.len(), "\t_".repeat(8));
            }
            for part in parts {
                let relation = if id == 0 { "root" } else { "obj" };
                out += &format!("{}\t{part}\t{part}\tX\tXX\t_\t{id}\t{relation}\t_\t_\n", id + 1);
                id += 1;
            }
        }
        out += "\n";
    }
    out
}

fn f1(gold: &str, system: &str) -> [f64; 4] {
    let report = evaluate(&file(gold), &file(system)).unwrap();
    [report.tokens.f1, report.sentences.f1, report.words.f1, report.uas.f1]
}

#[test]
fn a_file_agrees_with_itself() {
    let gold = file("He didn't=did+n't go .\nShe did .");
    let report = evaluate(&gold, &gold).unwrap();
    assert!(report.measures().iter().all(|(_, score)| score.f1 == 1.0));
    assert!(report.to_string().contains("Sentences  |    100.00 |    100.00 |    100.00 |"));
}

#[test]
fn a_token_cut_in_two_costs_precision_and_recall() {
    // Gold 3 words, system 4, two of them the same.
    assert_eq!(f1("ab c d", "a b c d")[0], 4.0 / 7.0);
    assert_eq!(f1("ab c d", "a b c d")[2], 4.0 / 7.0);
}

#[test]
fn sentences_count_whole() {
    assert_eq!(f1("a b\nc\nd", "a b\nc d")[1], 2.0 / 5.0);
}

#[test]
fn words_of_multiword_tokens_align_by_form() {
    assert_eq!(f1("didn't=did+n't go", "didn't go")[2], 2.0 / 5.0);
    assert_eq!(f1("didn't=did+n't go", "did n't go"), [2.0 / 5.0, 1.0, 1.0, 1.0]);
    assert_eq!(f1("x cannot=can+not go", "x can not go")[2], 1.0);
    assert_eq!(f1("a b dont=do+n't", "ab do nt")[2], 2.0 / 7.0);
}

#[test]
fn a_head_is_right_when_it_is_aligned_with_the_gold_head() {
    // "cd" is not aligned, so "e", that hangs on it, has no right head.
    let report = evaluate(&file("a b cd e"), &file("a b c d e")).unwrap();
    assert_eq!(report.uas.f1, 4.0 / 9.0);
    assert_eq!(report.uas.aligned, Some(2.0 / 3.0));
}

#[test]
fn tags_lemmas_features_and_relations_are_told_apart() {
    let gold = "1\tdogs\tdog\tNOUN\tNNS\tNumber=Plur|Style=Coll\t2\tnsubj\t_\t_\n\
                2\tbark\tbark\tVERB\tVBP\tMood=Ind\t0\troot\t_\t_\n\
                3\t.\t_\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
    let score = |from: &str, to: &str| {
        let report = evaluate(gold, &gold.replace(from, to)).unwrap();
        report.measures().map(|(_, s)| (s.f1 * 3.0).round() as u32)
    };
    let two = 2;
    assert_eq!(score("NOUN", "VERB")[3], two);
    assert_eq!(score("NNS", "NN")[4], two);
    assert_eq!(score("Number=Plur", "Number=Sing")[5], two);
    assert_eq!(score("Style=Coll", "Style=Arch")[5], 3, "not a universal feature");
    assert_eq!(score("\t_\tPUNCT", "\t.\tPUNCT")[6], 3, "gold has no lemma");
    assert_eq!(score("\tnsubj", "\tobj")[8], two);
    assert_eq!(score("\tnsubj", "\tnsubj:pass")[8], 3, "subtypes do not count");
    let report = evaluate(gold, &gold.replace("punct", "obj")).unwrap();
    assert_eq!((report.clas.precision, report.clas.recall), (2.0 / 3.0, 1.0));
}

#[test]
fn errors_say_where() {
    let error = |gold: &str, system: &str| evaluate(gold, system).unwrap_err().to_string();
    assert!(error(&file("a b"), &file("a c")).contains("after 1 characters"));
    assert!(error(&file("a b"), "1\ta\n").starts_with("system file, line 1: expected 10 columns"));
    assert!(error(&file("a").replace("\t0\t", "\t9\t"), &file("a")).contains("outside"));
}

#[test]
fn empty_files_have_no_score() {
    assert_eq!(evaluate("", "").unwrap().words.f1, 0.0);
}
