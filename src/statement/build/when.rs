//! When a fact holds, where no argument of its clause tells it: the date that the clause hangs on, a time
//! in the relation or in place of the object, a date inside a phrase.

use super::Builder;
use super::node::Values;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::{self, Argument, ArgumentKind, Proposition, mode};
use crate::statement::{Arg, Role};
use crate::values::TimeKind;

impl Builder<'_> {
    /// The date whose clause it is: "since 1805, *when* he came".
    pub(super) fn when(&self, index: usize, tree: &Tree, clause: usize, values: &Values) -> Option<Arg> {
        let when = tree.children_by(clause, &[Deprel::Advmod]).find(|&c| tree.lemma(c) == "when")?;
        // The parser may hang the clause to the verb that the date stands with.
        let before = when.checked_sub(1).filter(|&w| tree.word(w).xpos == Xpos::Comma).unwrap_or(when);
        let beside = || values.times.iter().find(|t| t.words.end == before).map(|t| t.words.clone());
        let date = match tree.word(clause).deprel {
            Deprel::AclRelcl => tree.head(clause),
            Deprel::Advcl => beside()
                .and_then(|words| words.clone().find(|&w| tree.head(w).is_some_and(|h| !words.contains(&h)))),
            _ => None,
        }?;
        let known = values.time(date).map(|t| matches!(t.kind, TimeKind::Date | TimeKind::Range));
        known.unwrap_or_else(|| extract::lexicon::is_time(tree, date)).then_some(())?;
        let mut arg = self.arg(index, tree, Role::Time, &extract::argument(tree, date), clause, values);
        // It came about then, whatever has lasted since.
        if let Some(start) = arg.value.as_deref().and_then(|value| value.strip_suffix("/..")) {
            arg.value = Some(start.to_owned());
        }
        Some(arg)
    }

    /// The times that stand in the relation ("was *later* sold") or in place of the object
    /// ("ended *on Tuesday*").
    pub(super) fn times(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        values: &Values,
    ) -> Vec<Arg> {
        let adverb = |w: &usize| {
            tree.word(*w).upos == Upos::Adv
                && extract::lexicon::is_time(tree, *w)
                && tree.children(*w).all(|c| proposition.relation.words.contains(&c))
                && !(*w + 1 < tree.len()
                    && extract::lexicon::order(&tree.form(*w + 1).to_lowercase(), "").is_some())
        };
        // "is *currently* empty", where the adverb belongs to the object
        let complement = proposition.object.iter().filter(|_| proposition.rule == "copula");
        let within = complement.flat_map(|o| tree.children_by(o.head, &[Deprel::Advmod]));
        let adverbs = proposition.relation.words.iter().copied().chain(within).filter(adverb);
        let mut found: Vec<Arg> = adverbs
            .map(|w| self.arg(index, tree, Role::Time, &extract::argument(tree, w), proposition.head, values))
            .collect();
        let preposition = proposition.relation.words.last().map_or("", |&w| tree.lemma(w));
        let oblique = |a: &&Argument| {
            !matches!(preposition, "about" | "around" | "as" | "into" | "like" | "of" | "to" | "with")
                && a.kind == ArgumentKind::Phrase
                && (matches!(tree.word(a.head).deprel, Deprel::Obl | Deprel::OblUnmarked | Deprel::OblAgent)
                    || tree.word(a.head).deprel == Deprel::Conj && values.time(a.head).is_some())
                && (extract::lexicon::is_time(tree, a.head) || values.time(a.head).is_some())
                && tree.lemma(a.head) != "date"
                && self.is_value(index, a)
                && !extract::lexicon::is_compared(tree, a.head)
                // "depends *on the future*"
                && !(preposition == "on" && tree.lemma(a.head) == "future")
        };
        let object = proposition.object.iter().find(oblique);
        // "in May *and June 2021*", which the parts of one date do not take apart
        let more = object.iter().flat_map(|o| tree.children_by(o.head, &[Deprel::Conj]).map(|c| (o.head, c)));
        let date = |&(first, c): &(usize, usize)| {
            let one = tree.sentence.name_at(first).is_some_and(|name| name.words.contains(&c));
            one && values.time(c).is_some()
        };
        let more: Vec<Argument> = more.filter(date).map(|(_, c)| extract::argument(tree, c)).collect();
        let all = object.into_iter().chain(&more);
        found.extend(all.map(|a| self.arg(index, tree, Role::Time, a, proposition.head, values)));
        found
    }

    /// The date beside the place of something: "the Games in Sochi *in 2014*".
    pub(super) fn beside_place(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        values: &Values,
    ) -> Option<Arg> {
        let noun = proposition.subject.head;
        let dated = |&date: &usize| values.time(date).is_some_and(|t| t.kind == TimeKind::Date);
        let date = tree.children_by(noun, &[Deprel::Nmod]).filter(|&d| d > noun).find(dated)?;
        Some(self.arg(index, tree, Role::Time, &extract::argument(tree, date), noun, values))
    }

    /// The date inside a phrase of what happened, which then happened on it: "*a flood in 1999*
    /// destroyed the mill", "lost seats in *last month's vote*".
    pub(super) fn inner_time(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        values: &Values,
    ) -> Option<Arg> {
        let verb = proposition.head;
        let past = std::iter::once(verb)
            .chain(tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass]))
            .any(|w| tree.word(w).xpos == Xpos::Vbd);
        if !past || mode::is_report(tree, verb) {
            return None;
        }
        let dated = |date: &usize| values.time(*date).is_some_and(|t| t.kind == TimeKind::Date);
        let prepositions = |date: usize| {
            let mut cases = tree.children_by(date, &[Deprel::Case]);
            cases.all(|c| matches!(tree.lemma(c), "in" | "on" | "during"))
        };
        let dates = |noun: usize| {
            let behind = tree.children_by(noun, &[Deprel::Nmod, Deprel::NmodUnmarked]);
            let before = tree.children_by(noun, &[Deprel::NmodPoss]);
            behind.filter(|&date| date > noun && prepositions(date)).chain(before).find(dated)
        };
        let phrases = std::iter::once(&proposition.subject)
            .chain(&proposition.object)
            .chain(proposition.args.iter().map(|(_, a)| a))
            .filter(|a| a.kind == ArgumentKind::Phrase)
            .filter(|a| matches!(tree.word(a.head).upos, Upos::Noun | Upos::Propn));
        // "said in *a 2003 interview*"
        let named = |a: &Argument| {
            let modifiers =
                tree.children_by(a.head, &[Deprel::Compound, Deprel::NmodUnmarked, Deprel::Nummod]);
            // "hosted *the 2004 Games*"
            let object = proposition.object.as_ref().is_some_and(|o| o.head == a.head);
            let held = object && extract::lexicon::is_attendance(tree.lemma(verb));
            let when = held || a.marker.iter().any(|&m| matches!(tree.lemma(m), "in" | "at" | "during"));
            modifiers.filter(|_| when).find(dated)
        };
        let nouns = phrases.clone().filter(|a| tree.word(a.head).upos == Upos::Noun);
        let date = nouns.clone().find_map(|a| dates(a.head)).or_else(|| phrases.clone().find_map(named))?;
        Some(self.arg(index, tree, Role::Time, &extract::argument(tree, date), verb, values))
    }
}
