//! Whose name it is that several bear, in whole documents.

#![allow(clippy::expect_used)]

use tercet::document::Document;
use tercet::gazetteer::Class;
use tercet::pipeline::{Options, Pipeline};
use tercet::resolve::Resolution;

struct Read {
    text: String,
    resolution: Resolution,
}

fn read(text: &str) -> Read {
    let document = Document::from_text("test", text);
    let pipeline = Pipeline::new(Options::default()).expect("what the program carries is sound");
    let resolution = pipeline.resolve(&document, &pipeline.annotate(&document));
    Read { text: document.text, resolution }
}

impl Read {
    /// The node of the `nth` mention with exactly these words.
    fn node(&self, words: &str, nth: usize) -> usize {
        let mut mentions = self.resolution.mentions.iter().filter(|m| m.span.of(&self.text) == words);
        mentions.nth(nth).map(|m| m.entity).unwrap_or_else(|| panic!("{words} is no mention {nth}"))
    }

    fn class(&self, words: &str, nth: usize) -> Class {
        self.resolution.entities[self.node(words, nth)].class.broad()
    }
}

#[test]
fn a_firm_of_a_persons_name_is_itself_until_he_is_introduced() {
    let read = read(
        "The mill was sold to the Danish paper group Lindqvar. Lindqvar rejected the claim. \
         Its chief executive, Bo Lindqvar, will travel to Ohio. Lindqvar flew there on Friday.",
    );
    assert_eq!(read.node("Lindqvar", 0), read.node("Lindqvar", 1));
    assert_eq!(read.node("Bo Lindqvar", 0), read.node("Lindqvar", 2));
    assert_ne!(read.node("Lindqvar", 0), read.node("Lindqvar", 2));
}

#[test]
fn a_firm_that_no_person_shares_its_name_with_is_one() {
    let read = read(
        "The largest customer is the German carmaker Brandt. Shares in Hansol fell, but those of Brandt climbed. \
         Brandt said it would continue to buy batteries.",
    );
    assert_eq!(read.node("Brandt", 0), read.node("Brandt", 1));
    assert_eq!(read.node("Brandt", 0), read.node("Brandt", 2));
}

#[test]
fn what_two_bodies_begin_with_is_neither() {
    let read = read(
        "A fire broke out in Elm Creek on Tuesday. The blaze at Elm Creek Coatings killed two people. \
         The Elm Creek Courier said the fire in Elm Creek had been put out.",
    );
    let nodes =
        [read.node("Elm Creek", 0), read.node("Elm Creek Coatings", 0), read.node("Elm Creek Courier", 0)];
    assert!(nodes[0] != nodes[1] && nodes[1] != nodes[2] && nodes[0] != nodes[2]);
    assert_eq!(read.class("Elm Creek", 0), Class::Place);
}

#[test]
fn coordinated_names_are_one_by_their_abbreviation() {
    let read = read(
        "The United Paint and Chemical Workers said its members had complained. The UPCW has called a vigil.",
    );
    assert_eq!(read.node("United Paint and Chemical Workers", 0), read.node("UPCW", 0));
}

#[test]
fn honorifics_tell_people_from_the_bank_of_their_name() {
    let read = read(
        "Osterholt Bank was fined on Wednesday. Clara Osterholt apologised to customers. \
         Osterholt has set aside money for the case, Ms Osterholt said.",
    );
    assert_eq!(read.node("Osterholt Bank", 0), read.node("Osterholt", 0));
    assert_eq!(read.node("Clara Osterholt", 0), read.node("Osterholt", 1));
}

#[test]
fn what_somebody_says_of_herself_tells_which_namesake() {
    let read = read(
        "Leonard Osler built the school. Catherine Osler runs it today. \
         Osler said she had learned of the findings on Monday.",
    );
    assert_eq!(read.node("Catherine Osler", 0), read.node("Osler", 0));
}

#[test]
fn whose_granddaughter_she_is_is_no_woman() {
    let read = read(
        "The granddaughter of Hendrik Roelandts went to court. Liesbeth Roelandts, 71, wants the painting back. \
         A lawyer said Hendrik Roelandts himself had sold pictures.",
    );
    assert_eq!(read.node("Hendrik Roelandts", 0), read.node("Hendrik Roelandts", 1));
}

#[test]
fn a_people_before_a_name_is_no_part_of_it() {
    let read = read("The Irishman Richie Doyle left the club in May. Doyle signed for Lyon.");
    assert_eq!(read.node("Richie Doyle", 0), read.node("Doyle", 0));
}

#[test]
fn a_hospital_is_called_by_the_beginning_of_its_name() {
    let read = read(
        "The injured were taken to Arlemouth General Hospital. Arlemouth General postponed 30 operations. \
         Smoke drifted across Arlemouth.",
    );
    assert_eq!(read.node("Arlemouth General Hospital", 0), read.node("Arlemouth General", 0));
}

#[test]
fn a_programme_is_not_whoever_hosts_it() {
    let read =
        read("She sued Adrian Pascoe, the host of the breakfast programme \"Early Light\", on Monday.");
    assert_ne!(read.node("Adrian Pascoe", 0), read.node("Early Light", 0));
}
