//! How likely a reader would call a statement right: a logistic regression over how sure the
//! proposition is, who or what its ends are and how that was found out, its mode and its arguments.
//!
//! The weights are `models/statements.tsv`, learnt from statements judged by hand by
//! `tercet-train`'s `statements` command; without a weight a feature counts nothing.

use super::Builder;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::{Argument, Proposition};
use crate::resolve::MentionKind;
use crate::statement::{Node, Polarity, Statement};
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::sync::LazyLock;

/// How many features are told of a statement.
const TOLD: usize = 5;

static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    let lines = include_str!("../../../models/statements.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t').and_then(|(name, w)| Some((name, w.parse().ok()?))))
        .collect()
});

/// The probability, in hundredths, and the features that move it most, either way.
pub(super) fn of(features: &[String]) -> (f64, Vec<(String, f32)>) {
    let mut fired: Vec<(String, f32)> =
        features.iter().filter_map(|name| Some((name.clone(), *WEIGHTS.get(name.as_str())?))).collect();
    let sum: f32 = fired.iter().map(|(_, weight)| weight).sum();
    fired.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    fired.truncate(TOLD);
    let probability = 1.0 / (1.0 + (-f64::from(sum)).exp());
    ((probability * 100.0).round() / 100.0, fired)
}

impl Builder<'_> {
    /// The names of all features of a statement.
    pub(super) fn evidence(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        statement: &Statement,
    ) -> Vec<String> {
        let mut found = Evidence(Vec::with_capacity(40));
        let head = tree.word(proposition.head);
        let rule = &statement.extractor;
        found.add(format_args!("bias"));
        found.add(format_args!("proposition={}", (proposition.confidence * 10.0) as u32));
        found.add(format_args!("rule={rule}"));
        found.add(format_args!("shape={rule}/{}", proposition.shape));
        found.add(format_args!("deprel={rule}/{}", head.deprel));
        found.add(format_args!("modality={}", format!("{:?}", statement.modality).to_lowercase()));
        if statement.polarity == Polarity::Negative {
            found.add(format_args!("negative"));
        }
        let attributed =
            statement.attribution.as_ref().map_or("no", |a| if a.via.is_some() { "chain" } else { "yes" });
        found.add(format_args!("attributed={attributed}"));
        self.end_evidence(
            "subject",
            index,
            tree,
            Some(&proposition.subject),
            Some(&statement.subject),
            &mut found,
        );
        let (object, node) = (proposition.object.as_ref(), statement.object.as_ref());
        self.end_evidence("object", index, tree, object, node, &mut found);
        found.add(format_args!("args={}", statement.args.len().min(3)));
        for arg in &statement.args {
            found.add(format_args!("arg={:?}", arg.role));
        }
        for (_, argument) in &proposition.args {
            found.add(format_args!("arg_deprel={}", tree.word(argument.head).deprel));
        }
        found.add(format_args!("relation_words={}", proposition.relation.words.len().min(5)));
        if tree.lemma(proposition.relation.head) == "be" || proposition.rule == "copula" {
            found.add(format_args!("be"));
        }
        let weakest = proposition.words().map(|w| tree.word(w).head_probability).fold(1.0, f32::min);
        found.add(format_args!("weakest={}", (weakest * 5.0) as u32));
        found.add(format_args!("sentence={}", (tree.len() / 8).min(5)));
        let any = |test: &dyn Fn(usize) -> bool| (0..tree.len()).any(test);
        if any(&|w| matches!(tree.lemma(w), "I" | "i" | "we" | "you")) {
            found.add(format_args!("first_person"));
        }
        if any(&|w| tree.form(w) == "?") {
            found.add(format_args!("question"));
        }
        if any(&|w| matches!(tree.form(w), "\"" | "“" | "”" | "``")) {
            found.add(format_args!("quotation"));
        }
        let mut at = proposition.head;
        let mut depth = 0;
        while let Some(up) = tree.head(at) {
            match tree.word(at).deprel {
                Deprel::Advcl
                | Deprel::Acl
                | Deprel::AclRelcl
                | Deprel::Ccomp
                | Deprel::Xcomp
                | Deprel::Csubj
                | Deprel::Parataxis => {
                    found.add(format_args!("under={}", tree.word(at).deprel));
                    depth += 1;
                }
                _ => {}
            }
            at = up;
        }
        found.add(format_args!("depth={}", depth.min(3)));
        found.0
    }

    fn end_evidence(
        &self,
        which: &str,
        index: usize,
        tree: &Tree,
        argument: Option<&Argument>,
        node: Option<&Node>,
        found: &mut Evidence,
    ) {
        let (Some(argument), Some(node)) = (argument, node) else {
            found.add(format_args!("{which}=none"));
            return;
        };
        let word = tree.word(argument.head);
        let mention = self.resolution.mention_at(index, argument.head).map(|m| &self.resolution.mentions[m]);
        match node {
            Node::Literal { quoted: true, .. } => found.add(format_args!("{which}=quoted")),
            Node::Literal { datatype: Some(_), .. } => found.add(format_args!("{which}=value")),
            Node::Literal { .. } => found.add(format_args!("{which}=words")),
            Node::Statement { .. } => found.add(format_args!("{which}=statement")),
            Node::Entity { kind, .. } => {
                found.add(format_args!("{which}_type={kind}"));
                let named = mention.is_some_and(|m| self.resolution.entities[m.entity].named);
                let what = match mention.map(|m| m.kind) {
                    None => "plain",
                    Some(MentionKind::Name | MentionKind::Citation) => "name",
                    Some(MentionKind::Adjective) => "adjective",
                    Some(MentionKind::Nominal) if named => "description",
                    Some(MentionKind::Nominal) => "noun",
                    Some(MentionKind::Pronoun) if named => "pronoun/named",
                    Some(MentionKind::Pronoun) => "pronoun",
                };
                found.add(format_args!("{which}={what}"));
            }
        }
        if let Some(mention) = mention {
            found.add(format_args!("{which}_rule={}", mention.rule));
            if mention.kind == MentionKind::Pronoun {
                found.add(format_args!("{which}_score={}", (mention.score * 10.0) as u32));
            }
        }
        if word.upos == Upos::Pron || word.upos == Upos::Det {
            found.add(format_args!("{which}_word={}", tree.lemma(argument.head).to_lowercase()));
        }
        let determiner = tree.child(argument.head, Deprel::Det).map(|d| tree.lemma(d).to_lowercase());
        found.add(format_args!("{which}_det={}", determiner.as_deref().unwrap_or("-")));
        found.add(format_args!("{which}_tag={}", word.xpos));
        found.add(format_args!("{which}_deprel={}", word.deprel));
        found.add(format_args!(
            "{which}_words={}",
            match argument.words.len() {
                n @ ..=3 => n,
                4..=6 => 4,
                7..=11 => 7,
                _ => 12,
            }
        ));
        if argument.words.iter().any(|&w| matches!(tree.word(w).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)) {
            found.add(format_args!("{which}_verb"));
        }
        let gaps = argument.words.windows(2).filter(|w| w[1] != w[0] + 1).count();
        found.add(format_args!("{which}_gaps={}", gaps.min(2)));
    }
}

struct Evidence(Vec<String>);

impl Evidence {
    fn add(&mut self, arguments: std::fmt::Arguments) {
        let mut name = String::with_capacity(24);
        // Writing to a string cannot fail.
        let _ = name.write_fmt(arguments);
        self.0.push(name);
    }
}
