//! Whom pronouns and definite noun phrases mean in the articles of `tests/data/articles`, by the groups of
//! mentions in `coreference.jsonl` there (the README has the format).

#![allow(clippy::expect_used)]

use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use tercet::document::Document;
use tercet::pipeline::{Options, Pipeline};
use tercet::resolve::{Mention, MentionKind};
use tercet::text::CodePoints;

/// What resolution does today, in percent: how many of those that it joins to something it joins rightly, and
/// how many it finds of those that mean the same as other words of the text.
const FLOORS: [(&str, usize, usize); 5] =
    [("he", 90, 90), ("she", 96, 96), ("it", 72, 66), ("they", 72, 54), ("noun phrase", 81, 41)];

/// The row of a mention; `None` for names and what is said to somebody.
fn kind(mention: &Mention, text: &str) -> Option<&'static str> {
    let words = mention.span.of(text).to_lowercase();
    match mention.kind {
        MentionKind::Pronoun => Some(match words.as_str() {
            "he" | "him" | "his" | "himself" => "he",
            "she" | "her" | "hers" | "herself" => "she",
            "it" | "its" | "itself" => "it",
            "they" | "them" | "their" | "themselves" => "they",
            _ => return None,
        }),
        MentionKind::Nominal => {
            let first = words.split_whitespace().next().unwrap_or_default();
            let definite = ["the", "this", "that", "these", "those", "his", "her", "its", "their"];
            definite.contains(&first).then_some("noun phrase")
        }
        _ => None,
    }
}

#[test]
fn pronouns_and_descriptions_mean_whom_readers_say() {
    let pipeline = Pipeline::new(Options::default()).expect("what the program carries is sound");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let read = |path: &Path| std::fs::read_to_string(path).expect("the articles are part of the repository");
    // How many have an antecedent, are joined, are joined rightly.
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for line in read(&folder.join("coreference.jsonl")).lines() {
        let gold: Value = serde_json::from_str(line).expect("JSON");
        let id = gold["id"].as_str().expect("an id");
        let document = Document::from_text(id, read(&folder.join(format!("{id}.txt"))));
        let sentences = pipeline.annotate(&document);
        let resolution = pipeline.resolve(&document, &sentences);
        let points = CodePoints::new(&document.text);
        let mut groups: HashMap<u64, usize> = HashMap::new();
        for (group, entity) in gold["entities"].as_array().expect("entities").iter().enumerate() {
            let heads = entity["mentions"].as_array().expect("mentions").iter().filter_map(|m| m[2].as_u64());
            groups.extend(heads.map(|head| (head, group)));
        }
        let group = |m: &Mention| {
            let head = sentences[m.sentence].words[m.head].span.start;
            groups.get(&u64::from(points.at(head))).copied()
        };
        for (index, mention) in resolution.mentions.iter().enumerate() {
            let Some(kind) = kind(mention, &document.text) else { continue };
            // What it is joined to: names anywhere, descriptions before it.
            let others = resolution.entities[mention.entity].mentions.iter().filter(|&&m| {
                let other = &resolution.mentions[m];
                m != index
                    && other.kind != MentionKind::Pronoun
                    && (other.kind == MentionKind::Name || m < index)
            });
            let mut votes: BTreeMap<Option<usize>, usize> = BTreeMap::new();
            others.for_each(|&m| *votes.entry(group(&resolution.mentions[m])).or_default() += 1);
            let most = votes.iter().max_by_key(|(_, count)| **count).map(|(group, _)| *group);
            let own = group(mention);
            let [gold, joined, right] = counts.entry(kind).or_default();
            *gold += usize::from(own.is_some());
            *joined += usize::from(most.is_some());
            *right += usize::from(own.is_some() && most == Some(own));
        }
    }
    for (kind, precision, recall) in FLOORS {
        let [gold, joined, right] = counts[kind];
        let (p, r) = (right * 100 / joined, right * 100 / gold);
        println!("{kind}: {right} right of {joined} joined ({p} %), of {gold} with an antecedent ({r} %)");
        assert!(p >= precision && r >= recall, "{kind}: {p} and {r} %, {precision} and {recall} before");
    }
}
