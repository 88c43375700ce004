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
        // "*since* he was ill" tells why
        let told_when = proposition.args.iter().filter(|(role, _)| *role != Role::Cause).map(|(_, a)| a);
        for argument in told_when.chain(&object) {
            let marker: Vec<String> = argument.marker.iter().map(|&w| tree.form(w).to_lowercase()).collect();
            // "named *after* her", but "named after moving there"
            let phrase = argument.kind != ArgumentKind::Clause;
            let verb = if phrase { tree.lemma(proposition.relation.head) } else { "" };
            let Some(order) = lexicon::order(&marker.join(" "), verb) else { continue };
            if let Some(time) = values.time(argument.head) {
                // "*after several years* he left"
                let at = self.points.span(tree.word(argument.head).span)[0];
                let lasting = args.iter_mut().filter(|_| time.kind == TimeKind::Duration);
                lasting
                    .filter(|arg| arg.role == Role::Time && arg.span[0] <= at && at < arg.span[1])
                    .for_each(|arg| arg.order = Some(order));
                continue;
            }
            let (entity, statement) = match argument.kind {
                ArgumentKind::Clause => (None, told(argument.head)),
                _ => match self.entity_node(index, tree, argument, argument.head) {
                    Node::Entity { id, name, .. } => (Some((id, name)), None),
                    _ => continue,
                },
            };
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
