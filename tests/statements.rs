//! What statements make of propositions: roles, acts beside their content, names of arguments.

#![allow(clippy::expect_used)]

use tercet::document::Document;
use tercet::pipeline::{Options, Pipeline};
use tercet::statement::{Node, Statement};

fn statements(text: &str) -> Vec<Statement> {
    let pipeline = Pipeline::new(Options::default()).expect("what the program carries is sound");
    pipeline.extract(&Document::from_paragraphs("example", text)).statements
}

fn name(node: &Node) -> &str {
    match node {
        Node::Entity { name, .. } => name,
        Node::Literal { literal, .. } => literal,
        Node::Statement { text, .. } => text,
    }
}

/// Subject, local name of the property (or the phrase) and object.
fn facts(text: &str) -> Vec<[String; 3]> {
    let property =
        |s: &Statement| s.relation.property.as_ref().and_then(|p| p.rsplit('#').next().map(str::to_owned));
    let row = |s: &Statement| {
        let relation = property(s).unwrap_or_else(|| s.relation.phrase.clone());
        let object = s.object.as_ref().map_or("", name);
        [name(&s.subject).to_owned(), relation, object.to_owned()]
    };
    statements(text).iter().map(row).collect()
}

#[track_caller]
fn states(text: &str, subject: &str, relation: &str, object: &str) {
    let found = facts(text);
    assert!(found.contains(&[subject, relation, object].map(str::to_owned)), "{found:#?}");
}

#[test]
fn a_title_or_a_description_beside_a_name_is_a_role() {
    states("Mayor Anna Berg opened the shop.", "Anna Berg", "holdsRole", "Mayor");
    let described = "The company's head, Carl Nyman, opened the shop.";
    states(described, "Carl Nyman", "holdsRole", "The company's head");
    states(described, "Carl Nyman", "leads", "The company");
}

#[test]
fn a_role_is_somebodys_or_nobodys() {
    let found = facts("Its owner, Carl Nyman, opened the shop.");
    assert!(found.iter().all(|[_, _, object]| object != "Its"), "{found:#?}");
}

#[test]
fn what_is_no_person_holds_no_role() {
    for text in ["It was a joke.", "They met in the capital Oslo.", "The plan is a mistake."] {
        let found = facts(text);
        assert!(found.iter().all(|[_, relation, _]| relation != "holdsRole"), "{found:#?}");
    }
}

#[test]
fn a_plan_is_a_fact_beside_what_is_planned() {
    let found = statements("Anna Berg planned to buy the old mill.");
    let bought = found.iter().find(|s| s.relation.phrase == "planned to buy").expect("the content");
    let planned = found.iter().find(|s| s.relation.phrase == "planned").expect("the plan");
    assert_eq!(planned.relation.property, None);
    assert!(matches!(&planned.object, Some(Node::Statement { statement, .. }) if *statement == bought.id));
}

#[test]
fn an_argument_carries_the_name_of_its_entity() {
    let found = statements("Anna Berg is a judge. Carl Nyman told Ms Berg that the mill was old.");
    let names: Vec<&str> = found.iter().flat_map(|s| &s.args).filter_map(|a| a.name.as_deref()).collect();
    assert_eq!(names, ["Anna Berg"]);
}
