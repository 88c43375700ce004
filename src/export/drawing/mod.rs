//! What a picture shows of a graph, whoever draws it.
//!
//! The best-ranked entities are chosen; those that hang on one other alone are folded into
//! its card, by relation; relations of two cards in one direction and mode are one bundle;
//! communities make clusters.

mod curve;
pub mod family;
pub mod layout;
pub mod metrics;
pub mod svg;

use super::shorten;
use crate::graph::{EntityGraph, Mode, communities, measures};
use crate::ontology::Ontology;
use family::Family;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// From how many entities on named ones are folded too, not only things without a name.
const CROWDED: usize = 36;
/// From how many cards on communities are clusters of their own.
const CLUSTERED: usize = 16;
/// How many rows a card has, and names a row.
const ROWS: usize = 6;
const NAMES: usize = 4;
/// How many relations a bundle names.
const NAMED: usize = 3;

/// Cards, what links them, and how they fall into clusters.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// By falling rank of their entities.
    pub cards: Vec<Card>,
    /// By the numbers of their ends.
    pub bundles: Vec<Bundle>,
    /// The clusters, each with its cards; of one cluster nothing needs to be drawn.
    pub clusters: Vec<Vec<usize>>,
    /// Whether the clusters are communities worth a frame, or only what hangs together.
    pub framed: bool,
    /// Entities that have relations but were left out.
    pub left_out: usize,
}

/// An entity, with those that hang on it alone.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its class.
    pub kind: String,
    /// Its colour.
    pub family: Family,
    /// Its rank, 1 for the first of the picture.
    pub weight: f64,
    /// What is folded into it.
    pub rows: Vec<Row>,
    /// How many rows more there would be.
    pub more: usize,
}

impl Card {
    /// The rows in words: `met → Ann · Bob · +3`.
    pub fn lines(&self) -> impl Iterator<Item = (Mode, String)> {
        let more = (self.more > 0).then(|| (Mode::Asserted, format!("+{} more relations", self.more)));
        self.rows.iter().map(Row::line).chain(more)
    }
}

/// A relation of a card to entities that have no card.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its label.
    pub relation: String,
    /// Whether it runs towards the card.
    pub inward: bool,
    /// How it is held.
    pub mode: Mode,
    /// The others.
    pub names: Vec<(String, Family)>,
    /// How many more there are.
    pub more: usize,
}

impl Row {
    fn line(&self) -> (Mode, String) {
        let arrow = if self.inward { "←" } else { "→" };
        let mut names: Vec<String> = self.names.iter().map(|(name, _)| shorten(name, 34)).collect();
        if self.more > 0 {
            names.push(format!("+{}", self.more));
        }
        let relation = shorten(&self.relation, 28);
        (self.mode, format!("{}{relation} {arrow} {}", prefix(self.mode), names.join(" · ")))
    }
}

/// The relations from one card to another in one mode.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The card it starts from.
    pub from: usize,
    /// The card it leads to.
    pub to: usize,
    /// How all of them are held.
    pub mode: Mode,
    /// Labels with numbers of statements, the best supported first.
    pub relations: Vec<(String, usize)>,
}

impl Bundle {
    /// How many statements it stands for.
    pub fn count(&self) -> usize {
        self.relations.iter().map(|(_, count)| count).sum()
    }

    /// The first relations, one a line.
    pub fn label(&self) -> Vec<String> {
        let line = |(relation, count): &(String, usize)| {
            let times = if *count > 1 { format!(" ×{count}") } else { String::new() };
            format!("{}{}{times}", prefix(self.mode), shorten(relation, 28))
        };
        let mut lines: Vec<String> = self.relations.iter().take(NAMED).map(line).collect();
        if self.relations.len() > NAMED {
            lines.push(format!("+{} more", self.relations.len() - NAMED));
        }
        lines
    }
}

/// What stands before a relation that is no fact, for those who see no colours.
pub fn prefix(mode: Mode) -> &'static str {
    match mode {
        Mode::Asserted => "",
        Mode::Attributed => "said: ",
        Mode::Possible => "maybe: ",
        Mode::Denied => "not: ",
    }
}

/// Entities, each with its number of statements.
type Supported = Vec<(usize, NodeIndex)>;

impl Drawing {
    /// The drawing of the `top` best-ranked entities.
    pub fn new(graph: &EntityGraph, ontology: &Ontology, top: usize) -> Drawing {
        let rank = measures::pagerank(graph);
        let family = |node: NodeIndex| Family::of(&graph[node].kind, ontology);
        let shown = chosen(graph, &rank, top, |node| family(node) != Family::Thing);
        let folded = fold(graph, &rank, &shown, |node| family(node) == Family::Thing);
        let most = shown.iter().map(|n| rank[n.index()]).fold(f64::MIN_POSITIVE, f64::max);
        let mut order: Vec<NodeIndex> = shown.iter().copied().filter(|n| !folded.contains_key(n)).collect();
        order.sort_by(|a, b| rank[b.index()].total_cmp(&rank[a.index()]).then(a.cmp(b)));
        let number: BTreeMap<NodeIndex, usize> = order.iter().enumerate().map(|(i, &n)| (n, i)).collect();

        let mut bundles: BTreeMap<(usize, usize, Mode), Vec<(String, usize)>> = BTreeMap::new();
        let mut rows: BTreeMap<(usize, Mode, bool, String), Supported> = BTreeMap::new();
        for edge in graph.edge_references() {
            let (from, to, e) = (edge.source(), edge.target(), edge.weight());
            let relation = clean(&e.relation);
            let row = |card: usize, inward| (card, e.mode, inward, relation.clone());
            let support = e.statements.len();
            match (number.get(&from), number.get(&to)) {
                (Some(&card), Some(&same)) if card == same => {
                    rows.entry(row(card, false)).or_default().push((support, to));
                }
                (Some(&a), Some(&b)) => {
                    bundles.entry((a, b, e.mode)).or_default().push((relation, support));
                }
                (Some(&card), None) if folded.get(&to) == Some(&from) => {
                    rows.entry(row(card, false)).or_default().push((support, to));
                }
                (None, Some(&card)) if folded.get(&from) == Some(&to) => {
                    rows.entry(row(card, true)).or_default().push((support, from));
                }
                _ => {}
            }
        }
        let mut cards: Vec<Card> = order
            .iter()
            .map(|&node| {
                let v = &graph[node];
                Card {
                    id: v.id.clone(),
                    name: clean(&v.name),
                    kind: v.kind.clone(),
                    family: family(node),
                    weight: rank[node.index()] / most,
                    rows: Vec::new(),
                    more: 0,
                }
            })
            .collect();
        // Facts come first, then what is best supported.
        let mut listed: Vec<_> = rows.into_iter().collect();
        let support = |names: &[(usize, NodeIndex)]| names.iter().map(|(n, _)| n).sum::<usize>();
        listed.sort_by(|a, b| {
            (a.0.0, a.0.1).cmp(&(b.0.0, b.0.1)).then_with(|| support(&b.1).cmp(&support(&a.1)))
        });
        for ((card, mode, inward, relation), mut nodes) in listed {
            let card = &mut cards[card];
            if card.rows.len() == ROWS {
                card.more += 1;
                continue;
            }
            nodes.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| graph[a.1].name.cmp(&graph[b.1].name)));
            let names = nodes.iter().take(NAMES).map(|&(_, n)| (clean(&graph[n].name), family(n))).collect();
            card.rows.push(Row { relation, inward, mode, names, more: nodes.len().saturating_sub(NAMES) });
        }
        let bundles: Vec<Bundle> = bundles
            .into_iter()
            .map(|((from, to, mode), mut relations)| {
                relations.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                Bundle { from, to, mode, relations }
            })
            .collect();
        let framed = cards.len() >= CLUSTERED;
        let clusters = clusters(cards.len(), &bundles, framed);
        let linked = graph.node_indices().filter(|&n| measures::degree(graph, n) > 0).count();
        Drawing { cards, bundles, clusters, framed, left_out: linked - shown.len() }
    }

    /// The families in use, those of folded entities too.
    pub fn families(&self) -> BTreeSet<Family> {
        let folded =
            self.cards.iter().flat_map(|c| &c.rows).flat_map(|r| &r.names).map(|(_, family)| *family);
        self.cards.iter().map(|c| c.family).chain(folded).collect()
    }

    /// The modes in use.
    pub fn modes(&self) -> BTreeSet<Mode> {
        let rows = self.cards.iter().flat_map(|c| &c.rows).map(|r| r.mode);
        self.bundles.iter().map(|b| b.mode).chain(rows).collect()
    }
}

/// Words as a picture bears them: blanks and control characters are one blank, and there is an end.
fn clean(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
    shorten(&words.collect::<Vec<_>>().join(" "), 300)
}

/// The best-ranked names, and as many of the things without a name that they are linked to.
fn chosen(
    graph: &EntityGraph,
    rank: &[f64],
    top: usize,
    is_named: impl Fn(NodeIndex) -> bool,
) -> BTreeSet<NodeIndex> {
    let mut ranked: Vec<NodeIndex> =
        graph.node_indices().filter(|&n| measures::degree(graph, n) > 0).collect();
    ranked.sort_by(|a, b| rank[b.index()].total_cmp(&rank[a.index()]).then(a.cmp(b)));
    let (named, unnamed): (Vec<NodeIndex>, Vec<NodeIndex>) = ranked.into_iter().partition(|&n| is_named(n));
    let half = named.len().min(top.div_ceil(2));
    let mut shown: BTreeSet<NodeIndex> = named.iter().copied().take(half).collect();
    let linked = |node: NodeIndex, shown: &BTreeSet<NodeIndex>| {
        graph.neighbors_undirected(node).any(|n| n != node && shown.contains(&n))
    };
    for &node in unnamed.iter().chain(&named[half..]) {
        if shown.len() < top && linked(node, &shown) {
            shown.insert(node);
        }
    }
    if shown.is_empty() {
        shown = unnamed.into_iter().take(top).collect();
    }
    let alone: Vec<NodeIndex> = shown.iter().copied().filter(|&n| !linked(n, &shown)).collect();
    for node in alone {
        shown.remove(&node);
    }
    shown
}

/// Entities that hang on one other alone, each with that one.
fn fold(
    graph: &EntityGraph,
    rank: &[f64],
    shown: &BTreeSet<NodeIndex>,
    is_thing: impl Fn(NodeIndex) -> bool,
) -> BTreeMap<NodeIndex, NodeIndex> {
    let only = |node: NodeIndex| {
        let mut others = graph.neighbors_undirected(node).filter(|&n| n != node && shown.contains(&n));
        let first = others.next()?;
        others.all(|n| n == first).then_some(first)
    };
    let crowded = shown.len() >= CROWDED;
    let mut folded = BTreeMap::new();
    for &node in shown {
        let Some(hub) = only(node) else { continue };
        // Of two that hang on each other the better ranked is the card.
        let higher = |a: NodeIndex, b: NodeIndex| (rank[a.index()], b) > (rank[b.index()], a);
        if (crowded || is_thing(node)) && (only(hub).is_none() || higher(hub, node)) {
            folded.insert(node, hub);
        }
    }
    folded
}

/// Communities, or what hangs together where the picture is small; the largest first.
fn clusters(count: usize, bundles: &[Bundle], framed: bool) -> Vec<Vec<usize>> {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in 0..count {
        graph.add_node(());
    }
    for bundle in bundles {
        graph.add_edge(NodeIndex::new(bundle.from), NodeIndex::new(bundle.to), ());
    }
    let numbers = if framed { communities::communities(&graph) } else { communities::components(&graph) };
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (card, number) in numbers.into_iter().enumerate() {
        clusters.entry(number).or_default().push(card);
    }
    let mut clusters: Vec<Vec<usize>> = clusters.into_values().collect();
    clusters.sort_by_key(|cards| std::cmp::Reverse(cards.len()));
    clusters
}
