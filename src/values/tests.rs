//! The tables under `tests/data/values/`: a text and the values that it holds.

use super::*;
use crate::annotate::{Deprel, Sentence, Upos, Xpos};
use crate::text::Span;
use jiff::civil::date;

const TIMES: &str = include_str!("../../tests/data/values/times.tsv");
const QUANTITIES: &str = include_str!("../../tests/data/values/quantities.tsv");

/// A flat sentence of the words that blanks separate, numbers and verbs tagged roughly.
fn sentence(text: &str) -> Sentence {
    let mut sentence = Sentence::default();
    let mut at = 0;
    for form in text.split(' ') {
        sentence.push_word(Span::new(at, at + form.len()), false);
        let index = sentence.words.len() - 1;
        sentence.set_lemma(index, &form.to_lowercase());
        let word = &mut sentence.words[index];
        word.head = None;
        (word.upos, word.xpos) = match form {
            "said" | "met" | "rose" | "opened" | "began" => (Upos::Verb, Xpos::Vbd),
            "may" => (Upos::Aux, Xpos::Md),
            "will" => (Upos::Aux, Xpos::Md),
            "meet" | "open" | "begin" => (Upos::Verb, Xpos::Vb),
            _ if form.starts_with(|c: char| c.is_ascii_digit()) => (Upos::Num, Xpos::Cd),
            _ => (Upos::Noun, Xpos::Nn),
        };
        at += form.len() + 1;
    }
    let verb = sentence.words.iter().position(|w| w.upos == Upos::Verb);
    if let Some(verb) = verb {
        for (index, word) in sentence.words.iter_mut().enumerate() {
            if index != verb {
                word.head = Some(verb as u32);
                word.deprel = if word.upos == Upos::Aux { Deprel::Aux } else { Deprel::Obl };
            }
        }
    }
    sentence
}

fn words(sentence: &Sentence, text: &str, words: &std::ops::Range<usize>) -> String {
    words.clone().map(|i| sentence.form(i, text)).collect::<Vec<_>>().join(" ")
}

fn check(table: &str, read: impl Fn(&Sentence, &str) -> Vec<String>) {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for row in table.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
        let (text, expected) = row.split_once('\t').unwrap_or((row, ""));
        let sentence = sentence(text);
        let found = read(&sentence, text).join("; ");
        rows += 1;
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(rows > 50, "the table has {rows} rows only");
    assert!(wrong.is_empty(), "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn times_of_the_table() {
    check(TIMES, |sentence, text| {
        let found = times(sentence, text, &mut Calendar::new(Some(date(2021, 6, 18))));
        found
            .iter()
            .map(|time| {
                let kind = format!("{:?}", time.kind).to_lowercase();
                let value = time.value.as_deref().unwrap_or("-");
                format!("{} = {kind} {value}", words(sentence, text, &time.words))
            })
            .collect()
    });
}

#[test]
fn quantities_of_the_table() {
    check(QUANTITIES, |sentence, text| {
        let found = quantities(sentence, text);
        found
            .iter()
            .map(|q| {
                let of = q.unit.as_ref().or(q.currency.as_ref()).map(|u| format!(" {u}")).unwrap_or_default();
                let value = q.value().replace('/', "..");
                format!("{} = {:?} {value}{of}", words(sentence, text, &q.words), q.comparison)
            })
            .collect()
    });
}

#[test]
fn without_a_document_date_relative_times_have_no_value() {
    let text = "They met on 18 June and again on Friday";
    let sentence = sentence(text);
    let found = times(&sentence, text, &mut Calendar::default());
    let values: Vec<_> = found.iter().map(|t| (t.value.as_deref(), t.datatype)).collect();
    assert_eq!(values, [(Some("--06-18"), Some("gMonthDay")), (None, None)]);
}

#[test]
fn a_date_named_before_tells_the_year_and_what_follows() {
    let mut calendar = Calendar::default();
    let mut values = |text: &str| -> Vec<Option<String>> {
        times(&sentence(text), text, &mut calendar).into_iter().map(|t| t.value).collect()
    };
    let some = |value: &str| vec![Some(value.to_owned())];
    assert_eq!(values("They met on 3 March 1811"), some("1811-03-03"));
    assert_eq!(values("He left on 14 April"), some("1811-04-14"));
    assert_eq!(values("That same year he was back"), some("1811"));
    assert_eq!(values("The following morning he met her"), vec![None]);
    assert_eq!(values("Nobody knew"), []);
    assert_eq!(values("Nobody asked"), []);
    // What is long past is not "that year", but still gives a day its year.
    assert_eq!(values("That same year she was back"), vec![None]);
    assert_eq!(values("She left on 9 May"), some("1811-05-09"));
}
