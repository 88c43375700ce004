//! Whom a description without a name means, in whole documents.

#![allow(clippy::expect_used)]

use tercet::document::Document;
use tercet::pipeline::{Options, Pipeline};

/// Whether the name and the description stand for one entity; the last of each counts.
fn same(text: &str, name: &str, description: &str) -> bool {
    let document = Document::from_text("test", text);
    let pipeline = Pipeline::new(Options::default()).expect("what the program carries is sound");
    let resolution = pipeline.resolve(&document, &pipeline.annotate(&document));
    let node = |words: &str| {
        let mention = resolution.mentions.iter().rfind(|m| m.span.of(&document.text) == words);
        mention.map(|m| m.entity).unwrap_or_else(|| panic!("{words} is no mention"))
    };
    node(name) == node(description)
}

#[test]
fn an_age_is_that_of_whose_age_was_told() {
    let text = "Petra Lund, 27, beat Ilse Brandt, 31, in Graz on Sunday. Brandt had won twice before. \
                The 27-year-old will play in Linz next.";
    assert!(same(text, "Petra Lund", "The 27-year-old"));
    assert!(!same(text, "Ilse Brandt", "The 27-year-old"));
}

#[test]
fn a_clause_behind_a_comma_does_not_tell_which_one() {
    let text = "Mayor Helga Ambros opened the bridge at Linz on Friday. Ambros praised the builders. \
                The mayor, who was re-elected in May, cut a ribbon.";
    assert!(same(text, "Helga Ambros", "The mayor"));
}

#[test]
fn a_town_of_the_lists_is_no_village() {
    let text = "The mayor of Ambrel asked the government in Vienna for money. The village has no bridge.";
    assert!(!same(text, "Vienna", "The village"));
}

#[test]
fn a_company_is_rather_one_than_a_union() {
    let text = "Swedish carmaker Lindqvar AB will close its plant in Wrexham. \
                Gareth Pennant of the Allied Vehicle Workers said the company had broken its word.";
    assert!(!same(text, "Allied Vehicle Workers", "the company"));
}

#[test]
fn a_federation_told_of_before_is_no_other_body() {
    let text = "Uganda's athletics federation suspended the runner Denis Chebori on Monday. \
                He may appeal. Nile Trust paid for his training. The federation replaced him on Tuesday.";
    assert!(!same(text, "Nile Trust", "The federation"));
}

#[test]
fn a_name_no_list_knows_says_which_river() {
    let text = "Kerenia sent troops on Friday. Soldiers crossed the Luma river at night.";
    assert!(!same(text, "Kerenia", "Luma river"));
}
