use super::*;

fn news() -> Ontology {
    Ontology::news().unwrap_or_else(|e| panic!("{e}"))
}

fn own(turtle: &str) -> Result<Ontology, OntologyError> {
    let head = "@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n\
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix tercet: <https://tercet.dev/ontology#> .\n";
    let own = ("own.ttl".to_owned(), format!("{head}{turtle}"));
    Ontology::from_turtle(&[("news.ttl".to_owned(), NEWS.to_owned()), own])
}

/// Local name of the property a form maps to, with `^` where it is reversed.
fn map(o: &Ontology, lemma: &str, subject: &str, object: &str) -> String {
    match o.property_for(
        lemma,
        Some(subject).filter(|s| !s.is_empty()),
        Some(object).filter(|s| !s.is_empty()),
    ) {
        Some((p, inverse)) => format!("{}{}", if inverse { "^" } else { "" }, p.local),
        None => String::new(),
    }
}

#[test]
fn every_property_is_complete() {
    let o = news();
    assert!(o.properties.len() >= 80, "{}", o.properties.len());
    for p in &o.properties {
        assert!(!p.comment.is_empty() && !p.label.is_empty(), "{}", p.local);
        assert!(p.domain.is_some() && p.range.is_some(), "{}", p.local);
        for broader in p.broader.iter().chain(&p.inverse) {
            assert!(o.property_by_iri(broader).is_some(), "{} names {broader}", p.local);
        }
    }
    for c in &o.classes {
        assert!(!c.comment.is_empty() && !c.label.is_empty(), "{}", c.local);
        assert!(o.is_subclass(&c.local, "Entity"), "{}", c.local);
    }
}

#[test]
fn built_in_forms_are_told_apart() {
    assert_eq!(news().warnings, Vec::<String>::new());
}

#[test]
fn narrower_properties_stay_within_the_broader() {
    let o = news();
    for p in &o.properties {
        for broader in p.broader.iter().filter_map(|b| o.property_by_iri(b)) {
            for (own, above) in [(p.domain, broader.domain), (p.range, broader.range)] {
                let (Some(own), Some(above)) = (own, above) else { continue };
                assert!(o.below(own, above), "{} is not within {}", p.local, broader.local);
            }
        }
    }
}

#[test]
fn classes_form_a_hierarchy() {
    let o = news();
    assert!(o.is_subclass("Country", "Place") && o.is_subclass("Country", "Agent"));
    assert!(o.is_subclass("Person", "Person") && !o.is_subclass("Person", "Place"));
    assert!(!o.is_subclass("Nothing", "Place"));
    assert_eq!(o.class("Person").map(|c| c.iri.as_str()), Some("https://tercet.dev/ontology#Person"));
}

#[test]
fn forms_find_their_property() {
    let o = news();
    for (lemma, subject, object, wanted) in [
        ("meet", "Person", "Person", "met"),
        ("hold talks with", "Person", "Person", "met"),
        ("preside over", "Person", "Event", "presidedOver"),
        ("leader of", "Person", "Country", "leads"),
        ("be leader of", "Person", "Country", "leads"),
        ("be capital of", "City", "Country", "capitalOf"),
        ("predecessor of", "Person", "Person", "predecessorOf"),
        ("employ", "Company", "Person", "^worksFor"),
        ("work for", "Person", "Company", "worksFor"),
        ("visit", "Person", "City", "visited"),
        ("visit", "Person", "Person", "visitedAgent"),
        ("be charge with", "Person", "Crime", "chargedWith"),
        ("charge with", "Person", "Crime", "chargedWith"),
        ("daughter of", "Person", "Person", "childOf"),
        ("be bear in", "Person", "City", "bornIn"),
        ("be bear in", "Person", "Time", "bornOn"),
        ("Meet", "", "", "met"),
        ("meet", "Time", "Person", ""),
        ("call", "Person", "", "called"),
        ("call", "Country", "Election", "organised"),
        ("leave", "Person", "City", "leftPlace"),
        ("leave", "Country", "Agreement", "withdrewFrom"),
        ("be in", "City", "Country", "locatedIn"),
        ("acquire", "Company", "Company", "acquired"),
        ("spokeswoman for", "Person", "Ministry", "spokespersonOf"),
        ("refer to as", "Person", "Country", "called"),
        ("frobnicate", "", "", ""),
    ] {
        assert_eq!(map(&o, lemma, subject, object), wanted, "{subject} {lemma} {object}");
    }
}

#[test]
fn a_user_adds_a_relation_and_a_class() {
    let o = own(":Team a owl:Class ; rdfs:subClassOf tercet:Organization .\n\
        :coached a owl:ObjectProperty ; rdfs:label \"coached\"@en ; rdfs:domain tercet:Person ;\n\
        rdfs:range :Team ; tercet:lexicalForm \"coach\"@en ; tercet:inverseForm \"train under\"@en .")
    .unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(map(&o, "coach", "Person", "Team"), "coached");
    assert_eq!(map(&o, "train under", "Team", "Person"), "^coached");
    assert_eq!(map(&o, "coach", "Person", "Place"), "");
    assert!(o.is_subclass("Team", "Agent"));
}

#[test]
fn errors_say_where_and_what_to_do() {
    let message = |t: &str| own(t).err().map(|e| e.to_string()).unwrap_or_default();
    let broken = message(":a a owl:Class\n:b a owl:Class .");
    assert!(broken.starts_with("own.ttl:4:"), "{broken}");
    assert!(message(":p a owl:ObjectProperty ; rdfs:domain :Nobody .").contains("Nobody"));
    let circle = ":a a owl:Class ; rdfs:subClassOf :b . :b a owl:Class ; rdfs:subClassOf :a .";
    assert!(message(circle).contains("subclass of itself"));
    let missing = Ontology::with_files(&[PathBuf::from("no/such.ttl")]).err().map(|e| e.to_string());
    assert!(missing.is_some_and(|m| m.starts_with("no/such.ttl: cannot be read")));
}

#[test]
fn twins_and_mute_properties_are_reported() {
    let o = own(":p a owl:ObjectProperty ; rdfs:domain tercet:Agent ; rdfs:range tercet:Agent ;\n\
        tercet:lexicalForm \"meet\"@en . :q a owl:ObjectProperty .")
    .unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(o.warnings.len(), 2, "{:?}", o.warnings);
    assert!(o.warnings.iter().any(|w| w.contains("\"meet\"")));
}

#[test]
fn minted_iris_are_valid() {
    assert_eq!(
        minted_iri("https://example.org/kg/", "Hold  hands with"),
        "https://example.org/kg/relation/hold_hands_with"
    );
    assert_eq!(minted_iri("https://example.org", "née"), "https://example.org/relation/n%C3%A9e");
}

#[test]
fn shapes_ask_for_domain_range_and_number() {
    let o = own(":Team a owl:Class ; rdfs:subClassOf tercet:Organization .\n\
        :coached a owl:ObjectProperty, owl:FunctionalProperty ; rdfs:domain tercet:Person ; rdfs:range :Team .\n\
        :weighed a owl:ObjectProperty ; rdfs:range tercet:Quantity .")
    .unwrap_or_else(|e| panic!("{e}"));
    let shapes = o.shapes();
    for line in [
        "<http://example.org/Team> rdfs:subClassOf <https://tercet.dev/ontology#Organization> .",
        "sh:class <https://tercet.dev/ontology#Person> ;\n    sh:property [ sh:path <http://example.org/coached> ; \
         sh:maxCount 1 ; sh:class <http://example.org/Team> ] .",
        "sh:property [ sh:path <http://example.org/weighed> ; sh:or ( [ sh:class <https://tercet.dev/ontology#Quantity> ] \
         [ sh:nodeKind sh:Literal ] ) ] .",
    ] {
        assert!(shapes.contains(line), "{line}\n{shapes}");
    }
}

#[test]
#[allow(clippy::unwrap_used)]
fn everyday_verbs_need_classes_that_speak_for_a_property() {
    let o = news();
    let vouched = |lemma: &str, subject, object, has_object| {
        let (property, _) = o.property_for(lemma, subject, object).unwrap();
        o.vouches(property, subject, object, has_object)
    };
    assert!(vouched("come from", Some("Person"), Some("City"), true));
    assert!(!vouched("come from", None, None, true), "salt comes from the sea");
    assert!(vouched("reject", Some("Organization"), None, true));
    assert!(!vouched("decline", None, None, false), "sales declined");
}
