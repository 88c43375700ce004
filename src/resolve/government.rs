//! A government by its seat: "Lisbon", where the text speaks of the Portuguese government.

use super::context::Context;
use super::known::Known;
use super::mention::{Found, MentionKind};
use crate::annotate::Deprel;
use crate::gazetteer::Class;

/// The capital of the country whose government the noun phrase is: "the *Portuguese* government".
pub(super) fn seat<'c>(context: &Context<'c>, found: &Found) -> Option<&'c str> {
    let tree = &context.trees[found.sentence];
    if found.kind != MentionKind::Nominal || tree.lemma(found.head) != "government" {
        return None;
    }
    let mut ties = tree.children_by(found.head, &[Deprel::Amod, Deprel::NmodPoss, Deprel::Compound]);
    let entry = ties.find_map(|w| context.matched(found.sentence, w))?.entry;
    let capital = context.gazetteer.entries()[entry].capital.split(',').next()?;
    (!capital.is_empty()).then_some(capital)
}

/// Whether a mention is a government's by its country or, a name, may be by its seat.
pub(super) fn may_be(context: &Context<'_>, found: &Found, class: Option<Class>) -> bool {
    let named = found.kind == MentionKind::Name && class == Some(Class::GovernmentOrganization);
    named || seat(context, found).is_some()
}

/// The entity that the government is by its other name: the seat of the noun phrase, the noun phrase of the seat.
pub(super) fn same(known: &Known<'_>, found: &Found) -> Option<usize> {
    let Known { context, mentions, entities, joined, .. } = known;
    let form = |m: &Found| context.form(m.sentence, &m.words);
    if let Some(capital) = seat(context, found) {
        let government = |e: usize| entities[e].class == Some(Class::GovernmentOrganization);
        let named = |m: &Found| {
            m.kind == MentionKind::Name && form(m) == capital || seat(context, m) == Some(capital)
        };
        let mut told = mentions.iter().zip(joined).filter(|(m, _)| named(m)).filter_map(|(_, e)| *e);
        return told.find(|&e| government(e) || !entities[e].is_named());
    }
    let mut told = mentions.iter().zip(joined).filter(|(m, _)| seat(context, m) == Some(form(found)));
    told.find_map(|(_, e)| *e)
}
