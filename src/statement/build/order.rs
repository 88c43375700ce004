//! What came before what, where the text says so: "resigned *two days before the vote*".

use super::node::Values;
use super::{Builder, Node};
use crate::annotate::{Deprel, Tree};
use crate::extract::{Argument, ArgumentKind, Proposition, lexicon};
use crate::statement::span::cover;
use crate::statement::{Arg, Role};
use crate::values::TimeKind;

impl Builder<'_> {
    /// Says of the arguments behind "before", "after" and the like which came first and by how
    /// long; `told` gives the statement that a clause makes.
    pub(super) fn order(
        &mut self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        values: &Values,
        told: &dyn Fn(usize) -> Option<String>,
        args: &mut Vec<Arg>,
    ) {
        // "*hours* after the strike ended" measures no time of the ending.
        let measures = tree.children_by(proposition.head, &[Deprel::Mark]).next();
        if let Some(mark) = measures.filter(|&m| lexicon::order(&tree.form(m).to_lowercase(), "").is_some()) {
            let start = self.points.span(tree.word(mark).span)[0];
            let inside = |arg: &Arg| arg.role == Role::Time && arg.span[1] < start;
            let first = self.points.span(tree.word(proposition.head).span)[0];
            args.retain(|arg| !inside(arg) || arg.span[0] > first);
        }
        let object = proposition.object.as_ref().map(|object| {
            let marker = proposition.relation.words.len().saturating_sub(proposition.relation.preposition);
            Argument { marker: proposition.relation.words[marker..].to_vec(), ..object.clone() }
        });
        for argument in proposition.args.iter().map(|(_, a)| a).chain(&object) {
            let marker: Vec<String> = argument.marker.iter().map(|&w| tree.form(w).to_lowercase()).collect();
            let verb = tree.lemma(proposition.relation.head);
            let Some(order) = lexicon::order(&marker.join(" "), verb) else { continue };
            let time = values.times.iter().any(|t| t.words.contains(&argument.head));
            let (entity, statement) = match argument.kind {
                _ if time => continue,
                ArgumentKind::Clause => (None, told(argument.head)),
                _ => match self.entity_node(index, tree, argument, argument.head) {
                    Node::Entity { id, name, .. } => (Some((id, name)), None),
                    _ => continue,
                },
            };
            if entity.is_none() && statement.is_none() {
                continue;
            }
            let first = argument.marker.first().copied().unwrap_or_default();
            let measure = values.times.iter().find(|t| t.kind == TimeKind::Duration && t.words.end == first);
            let span = |words: &[usize]| cover(tree, words).map(|span| self.points.span(span));
            if let Some(measured) = measure.and_then(|t| span(&t.words.clone().collect::<Vec<_>>())) {
                args.retain(|arg| arg.span != measured);
            }
            let words: Vec<usize> = argument
                .words
                .iter()
                .copied()
                .filter(|w| measure.is_none_or(|t| !t.words.contains(w)))
                .collect();
            let (Some(whole), Some(place)) = (span(&argument.words), span(&words)) else { continue };
            args.retain(|arg| arg.span != whole && arg.span != place);
            let text = cover(tree, &words).unwrap_or_default().of(tree.text);
            let (entity, name) = entity.unzip();
            args.push(Arg {
                role: Role::Time,
                text: text.split_whitespace().collect::<Vec<_>>().join(" "),
                span: place,
                entity,
                name,
                value: None,
                bound: None,
                unit: None,
                order: Some(order),
                distance: measure.and_then(|t| t.value.clone()),
                statement,
            });
        }
    }
}
