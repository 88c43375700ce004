//! Exports: hostile text survives, other programs read them.

use oxigraph::io::{RdfFormat, RdfParser};
use std::collections::BTreeSet;
use std::error::Error;
use std::io::Write;
use std::process::{Command, Stdio};
use tercet::entity::Extraction;
use tercet::export::{Format, Options, write};
use tercet::statement::Node;
use tercet::store::rdf::Statements;
use tercet::store::vocabulary::BASE;

type Result = std::result::Result<(), Box<dyn Error>>;

fn fixture() -> Vec<Extraction> {
    serde_json::from_str(include_str!("data/extractions.json")).unwrap_or_default()
}

fn export(extractions: &[Extraction], format: Format, statements: Statements) -> std::io::Result<Vec<u8>> {
    let options = Options {
        base: BASE.to_owned(),
        statements,
        top: 50,
        ontology: tercet::ontology::Ontology::news().map_err(std::io::Error::other)?,
    };
    let mut out = Vec::new();
    write(format, extractions, &options, &mut out)?;
    Ok(out)
}

fn literals(bytes: &[u8], format: RdfFormat) -> std::result::Result<BTreeSet<String>, Box<dyn Error>> {
    let mut found = BTreeSet::new();
    for quad in RdfParser::from_format(format).for_slice(bytes) {
        if let oxigraph::model::Term::Literal(literal) = quad?.object {
            found.insert(literal.value().to_owned());
        }
    }
    Ok(found)
}

fn hostile(words: &str) -> Vec<Extraction> {
    let mut all = fixture();
    for extraction in &mut all {
        for entity in &mut extraction.entities {
            entity.name = words.to_owned();
        }
        for statement in &mut extraction.statements {
            statement.text = words.to_owned();
            statement.relation.lemma = words.to_owned();
            statement.relation.property = None;
            if let Node::Entity { name, kind, .. } = &mut statement.subject {
                *name = words.to_owned();
                *kind = words.to_owned();
            }
        }
    }
    all
}

#[test]
fn hostile_text_survives_every_rdf_format() -> Result {
    let long = "x".repeat(1 << 20);
    let rtl = "\u{202e}שלום \"q\" 'a' \\ \t\r\n <a href=x>&amp; ]]> {{ }} | \u{85}\u{2028}";
    for words in [rtl, "\u{0}\u{1}\u{7f}", long.as_str()] {
        let all = hostile(words);
        for (format, rdf) in [
            (Format::Turtle, RdfFormat::Turtle),
            (Format::Trig, RdfFormat::TriG),
            (Format::Ntriples, RdfFormat::NTriples),
            (Format::Nquads, RdfFormat::NQuads),
        ] {
            let bytes = export(&all[..1], format, Statements::TripleTerms)?;
            assert!(literals(&bytes, rdf)?.contains(words), "{format:?}");
            if words.len() > 1000 {
                break;
            }
        }
    }
    let xml = export(&hostile("a \"b\" <c> & שלום"), Format::Rdfxml, Statements::Reification)?;
    assert!(literals(&xml, RdfFormat::RdfXml)?.contains("a \"b\" <c> & שלום"));
    let error = export(&hostile("\u{1}"), Format::Rdfxml, Statements::Reification)
        .err()
        .ok_or("control character")?;
    assert!(error.to_string().contains("U+0001"), "{error}");
    Ok(())
}

#[test]
fn only_facts_the_text_vouches_for_are_plain_triples() -> Result {
    let text = String::from_utf8(export(&fixture(), Format::Ntriples, Statements::None)?)?;
    let stated =
        |property: &str| text.lines().any(|l| l.split(' ').nth(1).is_some_and(|p| p.contains(property)));
    assert!(stated("ontology#met") && stated("ontology#owns"));
    for other in ["attacked", "memberOf", "sign_deal_with"] {
        assert!(!stated(other), "{other}");
    }
    Ok(())
}

#[test]
fn jsonld_has_no_triple_terms_and_says_so() -> Result {
    let error = export(&fixture(), Format::Jsonld, Statements::TripleTerms).err().ok_or("written")?;
    assert!(error.to_string().contains("--statements reification"), "{error}");
    assert!(!export(&fixture(), Format::Jsonld, Statements::Reification)?.is_empty());
    Ok(())
}

/// Runs a program over the bytes; none where it is not installed.
fn through(program: &str, arguments: &[&str], input: &[u8]) -> std::io::Result<Option<std::process::Output>> {
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        println!("skipped: {program} is not installed");
        return Ok(None);
    };
    let mut stdin = child.stdin.take();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || stdin.as_mut().map(|s| s.write_all(&input)));
    let output = child.wait_with_output()?;
    drop(feeder.join());
    Ok(Some(output))
}

#[test]
fn graphviz_draws_without_a_warning() -> Result {
    for all in [fixture(), Vec::new(), hostile("a \"b\" \\ <c> & \n\u{1} {x|y} שלום")] {
        let dot = export(&all, Format::Dot, Statements::None)?;
        if let Some(output) = through("dot", &["-Tsvg"], &dot)? {
            let warnings = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success() && warnings.is_empty(), "{warnings}");
        }
    }
    Ok(())
}

#[test]
fn rapper_counts_the_same_triples() -> Result {
    let count = export(&fixture(), Format::Ntriples, Statements::Reification)?
        .iter()
        .filter(|&&b| b == b'\n')
        .count();
    for (format, syntax) in
        [(Format::Turtle, "turtle"), (Format::Rdfxml, "rdfxml"), (Format::Ntriples, "ntriples")]
    {
        let bytes = export(&fixture(), format, Statements::Reification)?;
        if let Some(output) = through("rapper", &["-c", "-i", syntax, "-", BASE], &bytes)? {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains(&format!("returned {count} triples")), "{count}: {said}");
        }
    }
    Ok(())
}

/// What the filter leaves of the fixture.
fn left(arguments: &[&str]) -> std::result::Result<Vec<Extraction>, Box<dyn Error>> {
    filtered(&fixture(), arguments)
}

fn filtered(all: &[Extraction], arguments: &[&str]) -> std::result::Result<Vec<Extraction>, Box<dyn Error>> {
    #[derive(clap::Parser)]
    struct Typed {
        #[command(flatten)]
        filter: tercet::export::filter::Filter,
    }
    let typed: Typed = clap::Parser::try_parse_from(["test"].iter().chain(arguments))?;
    let ontology = tercet::ontology::Ontology::news()?;
    Ok(typed.filter.apply(all.iter(), &ontology))
}

#[test]
fn every_filter_leaves_what_it_says() -> Result {
    let count = |all: Vec<Extraction>| all.iter().map(|e| e.statements.len()).sum::<usize>();
    let all = count(left(&[])?);
    for arguments in [
        ["--type", "Person"],
        ["--relation", "met"],
        ["--document", "summit-talks"],
        ["--mode", "denied"],
        ["--min-confidence", "0.9"],
        ["--entity", "Ada Brandt"],
        ["--from", "2024-05-04"],
        ["--until", "2024-05-03"],
        ["--top", "3"],
    ] {
        let some = count(left(&arguments)?);
        assert!(some > 0 && some < all, "{arguments:?}: {some} of {all}");
    }
    assert!(count(left(&["--type", "Agent"])?) > count(left(&["--type", "Person"])?));
    assert_eq!(count(left(&["--from", "2999"])?), 0);
    assert!(left(&["--from", "May"]).is_err() && left(&["--until", "2024-13"]).is_err());
    Ok(())
}

/// A document in which each pair met.
fn meetings(pairs: &[(&str, &str)]) -> Vec<Extraction> {
    let mut all = fixture();
    all.truncate(1);
    let model = all[0].statements.swap_remove(0);
    let called = |node: &Node, new: &str| {
        let mut node = node.clone();
        if let Node::Entity { id, name, .. } = &mut node {
            (*id, *name) = (new.to_owned(), new.to_owned());
        }
        node
    };
    let meeting = |(number, (a, b)): (usize, &(&str, &str))| {
        let mut statement = model.clone();
        statement.id = format!("s-{number}");
        statement.subject = called(&model.subject, a);
        statement.object = model.object.as_ref().map(|node| called(node, b));
        statement
    };
    all[0].statements = pairs.iter().enumerate().map(meeting).collect();
    all[0].entities.clear();
    all
}

/// Whom the statements name, as in `ab`: a met b.
fn met(all: &[Extraction]) -> Vec<String> {
    let name = |node: &Node| match node {
        Node::Entity { name, .. } => name.clone(),
        _ => String::new(),
    };
    let ends = |s: &tercet::statement::Statement| {
        name(&s.subject) + &s.object.as_ref().map(name).unwrap_or_default()
    };
    all.iter().flat_map(|e| &e.statements).map(ends).collect()
}

#[test]
fn depth_counts_relations_from_the_entity() -> Result {
    let chain = meetings(&[("a", "b"), ("c", "b"), ("c", "d"), ("d", "e"), ("x", "y")]);
    for (depth, wanted) in
        [("0", &[] as &[&str]), ("1", &["ab"]), ("2", &["ab", "cb"]), ("9", &["ab", "cb", "cd", "de"])]
    {
        assert_eq!(met(&filtered(&chain, &["--entity", "a", "--depth", depth])?), wanted, "depth {depth}");
    }
    assert_eq!(met(&filtered(&chain, &["--entity", "a"])?), ["ab"]);
    Ok(())
}

#[test]
fn the_first_entities_are_those_of_the_measure() -> Result {
    // Each of h, i and j has four links, the most there are. Those that j met have no other, so
    // that PageRank sees all of them in j.
    let clique = [("h", "i"), ("h", "l"), ("h", "m"), ("i", "l"), ("i", "m"), ("l", "m")];
    let star = [("j", "p"), ("j", "q"), ("j", "r"), ("h", "n"), ("i", "n"), ("j", "k")];
    let all = meetings(&[clique.as_slice(), star.as_slice()].concat());
    let first = |measure| filtered(&all, &["--top", "2", "--by", measure]).map(|left| met(&left));
    assert_eq!(first("degree")?, ["hi"]);
    assert_eq!(first("pagerank")?, [""; 0]);
    assert_eq!(met(&filtered(&all, &["--top", "2"])?), first("pagerank")?);
    assert!(filtered(&all, &["--by", "fame"]).is_err());
    Ok(())
}

#[test]
fn drawings_and_reports_are_well_formed_whatever_they_hold() -> Result {
    let long = "y".repeat(1 << 20);
    for words in ["a \"b\" \\ <c> & \n\u{1} ]]> </script> {x|y} \u{202e}שלום", long.as_str(), ""] {
        for format in [Format::Svg, Format::Graphml, Format::Gexf] {
            let text = export(&hostile(words), format, Statements::None)?;
            if let Some(output) = through("xmllint", &["--huge", "--noout", "-"], &text)? {
                assert!(output.status.success(), "{format:?}: {}", String::from_utf8_lossy(&output.stderr));
            }
        }
        let page = String::from_utf8(export(&hostile(words), Format::Html, Statements::None)?)?;
        assert_eq!(page.matches("</script>").count(), 1);
    }
    Ok(())
}
