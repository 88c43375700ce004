use super::*;
use crate::ontology::Ontology;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const HEAD: &str = "@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n\
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";

fn data(turtle: &str) -> Result<Vec<Quad>> {
    let text = format!("{HEAD}{turtle}");
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes());
    Ok(quads.collect::<std::result::Result<_, _>>()?)
}

/// What the graph breaks: node, what is asked, value.
fn broken(shape: &str, graph: &str) -> Result<Vec<String>> {
    let shapes = Shapes::from_turtle(&format!("{HEAD}:S a sh:NodeShape ; {shape} ."))?;
    let found = validate(&shapes, data(graph)?).into_iter();
    let text = |v: Violation| {
        let value = v.value.map(|v| v.to_string()).unwrap_or_default();
        format!("{} {} {value}", v.focus, v.constraint).replace("http://example.org/", "").trim().to_owned()
    };
    Ok(found.map(text).collect())
}

#[test]
fn every_condition_can_be_broken_and_met() -> Result {
    for (condition, good, bad, said) in [
        ("sh:class :C", ":b a :C", ":b a :D", "<a> of type C <b>"),
        ("sh:class :C", ":b a :D , :C", "", "<a> of type C <b>"),
        ("sh:nodeKind sh:IRI", "", ":a :p 1", "<a> a node \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>"),
        ("sh:nodeKind sh:Literal", ":a :q 1", "", "<a> a literal <b>"),
        ("sh:minCount 1", "", "", ""),
        ("sh:minCount 2", ":a :p :c", "", "<a> there 2 times or more"),
        ("sh:maxCount 1", "", ":a :p :c", "<a> there 1 times or fewer"),
        ("sh:in ( :b )", "", ":a :p \"c\"", "<a> <http://example.org/b> \"c\""),
        (
            "sh:or ( [ sh:class :C ] [ sh:nodeKind sh:Literal ] )",
            ":b a :C . :a :p 1",
            "",
            "<a> of type C or a literal <b>",
        ),
    ] {
        let shape = format!("sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; {condition} ]");
        let with = |more: &str| {
            broken(&shape, &format!(":a :p :b . {more}{}", if more.is_empty() { "" } else { " ." }))
        };
        if condition != "sh:nodeKind sh:Literal" && condition != "sh:minCount 2" {
            assert_eq!(with(good)?, [""; 0], "{condition}");
        }
        if !said.is_empty() {
            let said = said.replace("http://example.org/", "");
            assert_eq!(with(bad)?, [said], "{condition}");
        }
    }
    Ok(())
}

#[test]
fn a_datatype_asks_for_its_way_of_writing() -> Result {
    let shape = "sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:datatype xsd:date ]";
    assert_eq!(broken(shape, ":a :p \"2024-05-03\"^^xsd:date .")?, [""; 0]);
    for bad in ["\"2024-05-99\"^^xsd:date", "\"2024-05-03\"", "\"2024\"^^xsd:gYear", ":b"] {
        assert_eq!(broken(shape, &format!(":a :p {bad} ."))?.len(), 1, "{bad}");
    }
    Ok(())
}

#[test]
fn classes_are_those_below_too() -> Result {
    let shape = "sh:targetClass :C ; sh:class :D . :E rdfs:subClassOf :C . :C rdfs:subClassOf :E";
    assert_eq!(broken(shape, ":a a :E . :b a :E , :D . :c a :F .")?, ["<a> of type D <a>"]);
    Ok(())
}

#[test]
fn shacl_that_is_not_handled_is_refused() {
    for shape in [
        "sh:pattern \"x\"",
        "sh:property [ sh:path ( :a :b ) ]",
        "sh:nodeKind sh:BlankNode",
        "sh:minCount \"x\"",
    ] {
        let message = broken(shape, "").err().map(|e| e.to_string()).unwrap_or_default();
        assert!(
            message.contains("<http://example.org/S>") && message.contains("not supported"),
            "{shape}: {message}"
        );
    }
}

#[test]
fn the_shapes_of_the_ontology_are_read() -> Result {
    let ontology = Ontology::news()?;
    let shapes = Shapes::from_turtle(&ontology.shapes())?;
    assert!(shapes.shapes.len() > ontology.properties.len());
    assert!(shapes.broader.len() >= ontology.classes.len() - 1);
    Ok(())
}
