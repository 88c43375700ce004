//! The facts of whole articles (`tests/data/articles`, whose README has the format): no article
//! may lose any that are found today.

#![allow(clippy::expect_used)]

use std::path::Path;
use tercet::document::Document;
use tercet::pipeline::{Options, Pipeline};
use tercet::statement::{Arg, Modality, Node, Polarity, Statement};

/// Core facts found with the right mode, of all that the article has.
const FOUND: [(&str, usize, usize); 80] = [
    ("airline-merger", 30, 31),
    ("ambassador-expelled", 40, 42),
    ("andes-landslide", 38, 42),
    ("app-antitrust", 39, 40),
    ("athletics-record", 38, 41),
    ("bank-collapse", 41, 41),
    ("bank-governor", 36, 42),
    ("border-clash", 41, 41),
    ("border-court", 39, 42),
    ("bridge-dispute", 34, 37),
    ("bronze-returned", 34, 41),
    ("car-recall", 36, 41),
    ("ceasefire", 36, 37),
    ("central-bank-feud", 39, 42),
    ("chip-exports", 37, 41),
    ("club-sale", 36, 41),
    ("coalition-talks", 33, 37),
    ("coup-attempt", 39, 42),
    ("cyclist-crash", 39, 41),
    ("cyclist-return", 35, 42),
    ("dam-ruling", 40, 42),
    ("data-breach", 37, 37),
    ("data-lawsuit", 32, 37),
    ("deep-sea-find", 41, 42),
    ("director-lawsuit", 41, 42),
    ("earthquake-aid", 38, 42),
    ("election-ghana", 33, 33),
    ("factory-closure", 32, 34),
    ("ferry-accident", 38, 42),
    ("film-prize", 33, 36),
    ("first-round", 38, 41),
    ("fishing-dispute", 40, 42),
    ("football-transfer", 29, 33),
    ("fraud-verdict", 31, 37),
    ("hacker-arrest", 40, 41),
    ("hospital-scandal", 39, 41),
    ("hospital-strike", 31, 32),
    ("invented-data", 39, 42),
    ("job-cuts", 39, 42),
    ("journalist-released", 42, 42),
    ("marathon-doping", 39, 40),
    ("mayor-recall", 38, 42),
    ("mine-collapse", 36, 39),
    ("missile-test", 35, 37),
    ("murder-trial", 37, 42),
    ("museum-theft", 29, 32),
    ("nurse-convicted", 39, 42),
    ("obituary", 36, 38),
    ("opera-director", 42, 42),
    ("orchestra-row", 41, 42),
    ("outbreak", 34, 37),
    ("parliament-budget", 30, 37),
    ("party-ban-ruling", 34, 41),
    ("peace-talks", 29, 32),
    ("pharma-takeover-probe", 40, 41),
    ("pipeline-permit", 38, 42),
    ("poultry-cull", 38, 42),
    ("protests-talks", 35, 38),
    ("rate-rise", 32, 35),
    ("referendum-defeat", 40, 41),
    ("refugee-boat", 39, 41),
    ("sanctions-row", 38, 38),
    ("satellite-launch", 25, 31),
    ("school-reform", 38, 40),
    ("shipping-bid", 36, 42),
    ("space-crew", 37, 42),
    ("stadium-racism", 36, 42),
    ("stage-win", 39, 42),
    ("startup-bankruptcy", 37, 41),
    ("takeover-bid", 38, 42),
    ("tanker-spill", 38, 40),
    ("tennis-final", 31, 33),
    ("trade-pact", 39, 42),
    ("train-derailment", 34, 38),
    ("vaccine-scandal", 39, 42),
    ("vaccine-trial", 32, 33),
    ("valley-floods", 42, 42),
    ("volcano-iceland", 33, 35),
    ("water-sale", 38, 42),
    ("wildfire", 36, 39),
];

struct Fact<'g> {
    id: &'g str,
    slots: [&'g str; 3],
    mode: &'g str,
}

/// Lower case, without the possessive and a leading article.
fn normal(words: &str) -> String {
    let mut plain = String::new();
    let lower = words.to_lowercase().replace('’', "'");
    for (number, part) in lower.split("'s").enumerate() {
        if number > 0 && part.starts_with(char::is_alphanumeric) {
            plain.push_str("'s");
        }
        plain.push_str(part);
    }
    let bare = plain.trim();
    let article = ["the ", "a ", "an "].iter().find_map(|article| bare.strip_prefix(article));
    article.unwrap_or(bare).trim().to_owned()
}

/// The words of a text; hyphens hold a word together, and its parts count as well.
fn tokens(words: &str) -> Vec<String> {
    let plain = normal(words);
    let whole = plain.split(|c: char| !c.is_alphanumeric() && c != '-').map(|w| w.trim_matches('-'));
    let whole: Vec<&str> = whole.filter(|w| !w.is_empty()).collect();
    let parts = whole.iter().filter(|w| w.contains('-')).flat_map(|w| w.split('-'));
    whole.iter().copied().chain(parts).map(str::to_owned).collect()
}

fn fits(slot: &str, name: &str, tokens: &[String]) -> bool {
    let stem = |stem: &str| {
        let stem = normal(stem);
        tokens.iter().any(|t| if stem.chars().count() <= 3 { *t == stem } else { t.starts_with(&*stem) })
    };
    slot.split('|').map(str::trim).any(|alternative| match alternative.strip_prefix('=') {
        Some(wanted) => normal(wanted) == normal(name),
        None => alternative == "*" || alternative.split_whitespace().all(stem),
    })
}

fn fits_node(slot: &str, node: &Node) -> bool {
    match node {
        Node::Entity { name, mention, .. } => fits(slot, name, &tokens(&format!("{name} {mention}"))),
        Node::Literal { literal, text, .. } => {
            fits(slot, literal, &tokens(&format!("{literal} {}", text.as_deref().unwrap_or_default())))
        }
        Node::Statement { text, .. } => fits(slot, text, &tokens(text)),
    }
}

fn fits_argument(slot: &str, arg: &Arg) -> bool {
    let name = arg.name.as_deref().unwrap_or(&arg.text);
    fits(slot, name, &tokens(&format!("{name} {}", arg.text)))
}

/// The local name of a property in words: `votedOn` gives `voted On`.
fn spaced(property: &str) -> String {
    let local = property.rsplit(['#', '/']).next().unwrap_or_default();
    local.chars().flat_map(|c| c.is_uppercase().then_some(' ').into_iter().chain([c])).collect()
}

fn states(statement: &Statement, fact: &Fact) -> bool {
    let [subject, relation, object] = fact.slots;
    let words = &statement.relation;
    let property = words.property.as_deref().map(spaced).unwrap_or_default();
    let relations = tokens(&format!("{} {} {property}", words.phrase, words.lemma));
    let held = match fact.mode.split_once('=') {
        Some((_, sources)) => statement
            .attribution
            .as_ref()
            .is_some_and(|a| sources.split('/').any(|source| normal(source) == normal(&a.name))),
        None => match fact.mode {
            "any" => true,
            "negated" => statement.polarity == Polarity::Negative,
            "possible" => statement.modality != Modality::Actual,
            "actual" => {
                statement.polarity == Polarity::Positive
                    && statement.modality == Modality::Actual
                    && statement.attribution.is_none()
            }
            other => panic!("{}: unknown mode {other}", fact.id),
        },
    };
    held && fits_node(subject, &statement.subject)
        && fits(relation, "", &relations)
        && (object.split('|').any(|alternative| alternative.trim() == "*")
            || statement.object.as_ref().is_some_and(|o| fits_node(object, o))
            || statement.args.iter().any(|arg| fits_argument(object, arg)))
}

#[test]
fn articles_keep_the_facts_that_are_found() {
    let pipeline = Pipeline::new(Options::default()).expect("what the program carries is sound");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let read =
        |file: String| std::fs::read_to_string(folder.join(file)).expect("the articles are UTF-8 text");
    let mut lost = Vec::new();
    for (article, floor, count) in FOUND {
        let document = Document::from_text(article, read(format!("{article}.txt")));
        let gold = read(format!("{article}.gold.tsv"));
        let rows = gold.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let facts: Vec<Fact> = rows
            .map(|row| row.split('\t').map(str::trim).collect::<Vec<_>>())
            .map(|cells| match cells[..] {
                [id, subject, relation, object, mode, level] => {
                    (Fact { id, slots: [subject, relation, object], mode }, level)
                }
                _ => panic!("{article}: six columns, not {cells:?}"),
            })
            .filter(|(_, level)| *level == "core")
            .map(|(fact, _)| fact)
            .collect();
        assert_eq!(facts.len(), count, "{article}");
        let statements = pipeline.extract(&document).statements;
        let missed: Vec<&str> = facts
            .iter()
            .filter(|fact| !statements.iter().any(|statement| states(statement, fact)))
            .map(|fact| fact.id)
            .collect();
        let found = count - missed.len();
        println!("{article}: {found} of {count}; missed {}", missed.join(" "));
        if found < floor {
            lost.push(format!("{article}: {found} of {count}, {floor} before; missed {}", missed.join(" ")));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
