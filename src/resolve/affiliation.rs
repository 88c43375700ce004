//! To whom somebody belongs: "her party" is the one that she leads, "his client" whose lawyer he is, and "the
//! company" of which its chief executive speaks is hers.

use super::definite::{noun_fits, postmodified};
use super::known::Known;
use super::mention::{Found, MentionKind};
use crate::annotate::Deprel;
use crate::extract::mode::is_report;
use crate::gazetteer::Class;

/// What the noun phrase means of what the text ties its owner to, or else whoever speaks of it; `None`
/// where it ties her to nothing of the kind, or to two.
pub(super) fn principal(known: &Known<'_>, found: &Found, sayer: Option<usize>) -> Option<usize> {
    let Known { context, entities, .. } = known;
    let tree = &context.trees[found.sentence];
    let noun = tree.lemma(found.head);
    let the = || found.words.len() == 2 && tree.form(found.words.start).eq_ignore_ascii_case("the");
    let person = match tree.child(found.head, Deprel::NmodPoss) {
        Some(owner) => known.at(found.sentence, owner),
        None => sayer.or_else(|| reporter(known, found)).filter(|_| the()),
    };
    let person = person.filter(|&e| entities[e].class == Some(Class::Person))?;
    if postmodified(context, found) {
        return None;
    }
    let fits = |&e: &usize| {
        let entity = &entities[e];
        let body = entity.class.is_some_and(|c| c.broad() == Class::Organization);
        let meant =
            || entity.is_called(noun) || matches!(noun_fits(context, found, entity), "class" | "name");
        if noun == "client" { entity.class == Some(Class::Person) } else { body && meant() }
    };
    let mut ties: Vec<usize> =
        ties(known, person).into_iter().filter(|&e| e != person).filter(fits).collect();
    ties.sort_unstable();
    ties.dedup();
    <[usize; 1]>::try_from(ties).ok().map(|[one]| one)
}

/// Who says, in a clause around it, what is said of the mention: "*Dahl* said that the company would pay".
fn reporter(known: &Known<'_>, found: &Found) -> Option<usize> {
    let tree = &known.context.trees[found.sentence];
    let above = std::iter::successors(Some(found.head), |&w| tree.head(w)).take(tree.len());
    let mut contents = above.filter(|&w| tree.word(w).deprel == Deprel::Ccomp);
    let report = contents.find_map(|content| tree.head(content).filter(|&verb| is_report(tree, verb)))?;
    known.at(found.sentence, tree.child(report, Deprel::Nsubj)?)
}

/// The entities of which the nouns and clauses beside a person's mentions tell what she is to them: "Fjordair's
/// *chief executive*", "*leader* of the union", "who *chairs* it".
fn ties(known: &Known<'_>, person: usize) -> Vec<usize> {
    let Known { context, mentions, entities, .. } = known;
    let mut ties = Vec::new();
    for mention in entities[person].mentions.iter().map(|&m| &mentions[m]) {
        let tree = &context.trees[mention.sentence];
        let titles = tree.children_by(mention.head, &[Deprel::NmodDesc]);
        // An analyst *at* a bank does not speak for it.
        let tied = |&w: &usize| {
            let case = tree.child(w, Deprel::Case).map(|case| tree.form(case));
            tree.word(w).deprel != Deprel::Nmod || case.is_some_and(|case| matches!(case, "for" | "of"))
        };
        let relations = [Deprel::NmodPoss, Deprel::Compound, Deprel::Nmod];
        let owned = |noun: usize| tree.children_by(noun, &relations).filter(tied);
        // "Dahl *of the union*" need not be its head.
        let noun = Some(mention.head).filter(|_| mention.kind == MentionKind::Nominal);
        ties.extend(noun.into_iter().chain(titles).flat_map(owned).map(|w| (mention.sentence, w)));
        let clauses = tree.children_by(mention.head, &[Deprel::AclRelcl]);
        let objects = clauses.flat_map(|verb| tree.children_by(verb, &[Deprel::Obj]));
        ties.extend(objects.map(|w| (mention.sentence, w)));
    }
    ties.into_iter().filter_map(|(sentence, word)| known.at(sentence, word)).collect()
}
