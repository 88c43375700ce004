//! Word lists that the rules read, kept as data under `ontology/lexicon/`.

use super::proposition::{Argument, ArgumentKind};
use super::{mode, phrase};
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};
use crate::statement::{Order, Role};
use crate::values;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The lines of a tab-separated list that hold data.
fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

type Words = LazyLock<FxHashSet<&'static str>>;

/// Declares a list of single words and the question whether a word is in it.
macro_rules! words {
    ($($(#[$doc:meta])* $function:ident, $list:ident, $file:literal;)*) => {
        $(
            static $list: Words = LazyLock::new(|| {
                lines(include_str!(concat!("../../ontology/lexicon/", $file))).filter_map(|l| l.first().copied()).collect()
            });

            $(#[$doc])*
            pub fn $function(word: &str) -> bool {
                $list.contains(word)
            }
        )*

        #[cfg(test)]
        const LISTS: &[&str] = &[$(include_str!(concat!("../../ontology/lexicon/", $file)),)*];
    };
}

words! {
    /// Whether a noun tells when, how long or how often, by its lemma in lower case.
    is_time_lemma, TIME_NOUNS, "time_nouns.tsv";
    /// Whether an adverb tells when or for how long.
    is_time_adverb, TIME_ADVERBS, "time_adverbs.tsv";
    /// Whether an adverb tells how often.
    is_frequency, FREQUENCY, "frequency.tsv";
    /// Whether a noun only measures or groups what "of" names.
    is_partitive, PARTITIVES, "partitives.tsv";
    /// Whether a noun names a stage of life: "as a *child*".
    is_stage, STAGES, "stages.tsv";
    /// Whether without the adverb a statement says too much: "mainly".
    is_degree, DEGREES, "degrees.tsv";
    /// Whether a verb has behind its object what that does: "made them *leave*".
    is_causative, CAUSATIVES, "causatives.tsv";
    /// Whether a noun is an act or a chance, which does nothing itself: "attempt".
    is_act, ACTS, "acts.tsv";
    /// Whether a noun as a subject only announces what is told: "problem".
    is_label, LABELS, "labels.tsv";
    /// Whether a noun is too general to say what an instance of it is: "men".
    is_general, GENERAL, "general.tsv";
    /// Whether a noun set beside a name means what the sentence tells: "a *deal* that".
    is_outcome, OUTCOMES, "outcomes.tsv";
    /// Whether a noun is a relation to what its phrase names: "*obsession* with".
    is_relational, RELATIONAL, "relational.tsv";
    /// Whether a noun behind "by" says how and not who: "by *train*".
    is_means, MEANS, "means.tsv";
    /// Whether a preposition's phrase takes no part in what the verb tells: "except".
    is_apart, APART, "apart.tsv";
    /// Whether a participle of the verb is told of the event before: "forcing".
    is_result, RESULTS, "results.tsv";
    /// Whether a pronoun means anything or anybody: "someone".
    is_indefinite, INDEFINITE, "indefinite.tsv";
    /// Whether a verb says of an event that somebody was there: "host", "win".
    is_attendance, ATTENDANCE, "attendance.tsv";
    /// Whether a noun with "the" only announces what another clause tells.
    is_shell, SHELLS, "shells.tsv";
    /// Whether a participle serves as a preposition: "owing".
    is_preposed, PREPOSED, "preposed.tsv";
    /// Whether a word before a name is a form of address only: "Mr".
    is_honorific, HONORIFICS, "honorifics.tsv";
    /// Whether a verb says what something is to somebody: "call", "describe".
    is_naming, NAMING, "naming.tsv";
    /// Whether a noun names who leads a body or speaks for it: "spokesman".
    is_bearer, BEARERS, "bearers.tsv";
    /// Whether an adverb singles out an instance: "especially".
    is_example, EXAMPLES, "examples.tsv";
    /// Whether an adverb only connects sentences or sets a focus: "however", "also".
    is_connective, CONNECTIVES, "connectives.tsv";
}

static OFFICES: Words = LazyLock::new(|| {
    lines(include_str!("../../ontology/gazetteers/titles.tsv"))
        .filter(|line| matches!(line.get(1), Some(&("office" | "rank"))))
        .filter_map(|line| line.first().copied())
        .collect()
});

/// Whether a noun names an office or a rank.
pub fn is_office(noun: &str) -> bool {
    OFFICES.contains(noun)
}

static PREPOSITIONS: LazyLock<FxHashSet<[&'static str; 3]>> = LazyLock::new(|| {
    lines(include_str!("../../ontology/lexicon/prepositions.tsv")).filter_map(|l| l.try_into().ok()).collect()
});

static IDIOMS: LazyLock<FxHashSet<[&'static str; 2]>> = LazyLock::new(|| {
    lines(include_str!("../../ontology/lexicon/idioms.tsv")).filter_map(|l| l.try_into().ok()).collect()
});

static DISCOURSE: LazyLock<FxHashSet<[&'static str; 2]>> = LazyLock::new(|| {
    lines(include_str!("../../ontology/lexicon/discourse.tsv")).filter_map(|l| l.try_into().ok()).collect()
});

static ROLES: LazyLock<FxHashMap<&'static str, Role>> = LazyLock::new(|| {
    lines(include_str!("../../ontology/lexicon/roles.tsv"))
        .filter_map(|line| Some((*line.first()?, role_named(line.get(1)?)?)))
        .collect()
});

fn role_named(name: &str) -> Option<Role> {
    Some(match name {
        "time" => Role::Time,
        "place" => Role::Place,
        "frequency" => Role::Frequency,
        "manner" => Role::Manner,
        "cause" => Role::Cause,
        "purpose" => Role::Purpose,
        "instrument" => Role::Instrument,
        "topic" => Role::Topic,
        "recipient" => Role::Recipient,
        "source" => Role::Source,
        "condition" => Role::Condition,
        "quantity" => Role::Quantity,
        "other" => Role::Other,
        _ => return None,
    })
}

static ORDER: LazyLock<FxHashMap<&'static str, (Order, &'static str)>> = LazyLock::new(|| {
    lines(include_str!("../../ontology/lexicon/order.tsv"))
        .filter_map(|line| {
            let order = match *line.get(1)? {
                "before" => Order::Before,
                "after" => Order::After,
                _ => return None,
            };
            Some((*line.first()?, (order, line.get(2).copied().unwrap_or_default())))
        })
        .collect()
});

/// Which came first by the words before a phrase or clause of this verb: "left *before* the vote".
pub fn order(marker: &str, verb: &str) -> Option<Order> {
    let (order, without) = ORDER.get(marker)?;
    (!without.split('|').any(|v| v == verb)).then_some(*order)
}

/// Whether three words make one preposition: "in honor of".
pub fn is_preposition(first: &str, inner: &str, last: &str) -> bool {
    PREPOSITIONS.contains(&[first, inner, last])
}

/// Whether a verb and a bare noun make one predicate: "take *place*".
pub fn is_idiom(verb: &str, noun: &str) -> bool {
    IDIOMS.contains(&[verb, noun])
}

/// Whether a bare phrase only connects sentences: "as a result".
pub fn is_discourse(preposition: &str, noun: &str) -> bool {
    DISCOURSE.contains(&[preposition, noun])
}

/// Whether the word tells when, how long or how often.
pub fn is_time(tree: &Tree, word: usize) -> bool {
    if is_numbered(tree, word) {
        return false;
    }
    if let Some(name) = tree.sentence.name_at(word) {
        return matches!(name.kind, NameType::Date | NameType::Time) || is_dated(tree, word);
    }
    if tree.word(word).upos == Upos::Adv {
        return is_adverb_of_time(tree, word);
    }
    let listed = [tree.lemma(word), tree.form(word)].iter().any(|w| is_time_lemma(&w.to_lowercase()));
    listed && !is_occasion(tree, word)
        || is_year(tree.form(word))
        || is_phase_of_time(tree, word)
        || is_share_of_time(tree, word)
        || is_basis(tree, word)
        || is_part_of_life(tree, word)
}

/// "*now*", "so *far*"; "then" only behind a preposition, for alone it connects: "since *then*".
fn is_adverb_of_time(tree: &Tree, word: usize) -> bool {
    let form = tree.form(word).to_lowercase();
    let before = word.checked_sub(1).map(|i| tree.form(i).to_lowercase()).unwrap_or_default();
    let question = tree.children(word).any(|c| tree.word(c).xpos == Xpos::Wrb);
    let behind = form == "then" && tree.child(word, Deprel::Case).is_some();
    // "*late* in his life"
    let part = matches!(form.as_str(), "early" | "late");
    let whole = |c: usize| c > word && (tree.lemma(c) == "life" || is_time(tree, c));
    let behind = behind || part && tree.children_by(word, &[Deprel::Obl, Deprel::Nmod]).any(whole);
    // "so *far* ahead", "as *long* as they like": how far, on which condition
    let next = if word + 1 < tree.len() { tree.form(word + 1).to_lowercase() } else { String::new() };
    let degree = match form.as_str() {
        "far" => matches!(next.as_str(), "ahead" | "apart" | "away" | "behind" | "from"),
        "long" => before == "as" && next == "as",
        _ => false,
    };
    !question && !degree && (is_time_adverb(&form) || is_time_adverb(&format!("{before} {form}")) || behind)
}

/// "for the first *time*" tells which of several, "over *time*" how: neither tells when
fn is_occasion(tree: &Tree, word: usize) -> bool {
    let which = |a: usize| tree.lemma(a) == "last" || values::ordinal(tree.lemma(a)).is_some();
    let counted = || {
        tree.children_by(word, &[Deprel::Case]).any(|c| tree.lemma(c) == "for")
            && tree.children_by(word, &[Deprel::Amod]).any(which)
    };
    tree.lemma(word) == "time" && (counted() || phrase::bare(tree, word))
}

/// "*season* two" of a series is no time of the year.
fn is_numbered(tree: &Tree, word: usize) -> bool {
    let number = |w: usize| w == word + 1 && tree.word(w).upos == Upos::Num;
    tree.lemma(word) == "season" && tree.children(word).any(number)
}

/// "by the *end*", "the *start* of May", but no "end of the street".
fn is_phase_of_time(tree: &Tree, word: usize) -> bool {
    let preposition = |c: usize| {
        matches!(tree.lemma(c), "by" | "until" | "till" | "since" | "before" | "after" | "towards")
    };
    let of = |c: &usize| tree.children_by(*c, &[Deprel::Case]).any(|m| tree.lemma(m) == "of");
    values::is_phase(tree.lemma(word))
        && (tree.children_by(word, &[Deprel::Case]).any(preposition)
            || tree.children_by(word, &[Deprel::Nmod]).filter(of).any(|c| is_time(tree, c)))
}

/// "during *much* of the year", "for *part* of the war"
fn is_share_of_time(tree: &Tree, word: usize) -> bool {
    let of = |c: &usize| tree.children_by(*c, &[Deprel::Case]).any(|m| tree.lemma(m) == "of");
    let share = is_partitive(tree.lemma(word))
        || matches!(tree.lemma(word), "all" | "half" | "most" | "much" | "part" | "rest");
    share && tree.children_by(word, &[Deprel::Nmod, Deprel::Obl]).filter(of).any(|c| is_time(tree, c))
}

/// "in early *life*"
fn is_part_of_life(tree: &Tree, word: usize) -> bool {
    let part = |a: usize| matches!(tree.lemma(a), "early" | "late" | "later" | "adult");
    tree.lemma(word) == "life" && tree.children_by(word, &[Deprel::Amod]).any(part)
}

/// "on a daily *basis*"
fn is_basis(tree: &Tree, word: usize) -> bool {
    tree.lemma(word) == "basis"
        && tree.children_by(word, &[Deprel::Amod]).any(|a| is_frequency(&tree.lemma(a).to_lowercase()))
}

/// "in *1721*", which no name of a place is, whatever else it was taken for
fn is_dated(tree: &Tree, word: usize) -> bool {
    is_year(tree.form(word))
        && tree.children_by(word, &[Deprel::Case]).any(|c| matches!(tree.lemma(c), "in" | "since" | "until"))
}

fn is_year(form: &str) -> bool {
    form.len() == 4
        && form.bytes().all(|b| b.is_ascii_digit())
        && (form.starts_with('1') || form.starts_with('2'))
}

/// Whether something else is compared with the phrase: "cheaper *than in March*".
pub fn is_compared(tree: &Tree, word: usize) -> bool {
    tree.children_by(word, &[Deprel::Mark, Deprel::Case]).any(|c| tree.lemma(c) == "than")
}

/// What a phrase or clause tells about its predicate.
pub fn role(tree: &Tree, argument: &Argument) -> Role {
    if is_compared(tree, argument.head) {
        return Role::Other;
    }
    if argument.kind != ArgumentKind::Clause {
        if is_time(tree, argument.head) {
            return Role::Time;
        }
        if is_occasion(tree, argument.head) {
            return Role::Other;
        }
        let fixed = argument.marker.first().map(|&m| (tree.lemma(m), tree.lemma(argument.head)));
        // "four months *in advance* of the race", "*for ever*"
        if matches!(fixed, Some(("in", "advance") | ("for", "ever"))) {
            return Role::Time;
        }
        if tree.word(argument.head).upos == Upos::Adv {
            let often = is_frequency(&tree.lemma(argument.head).to_lowercase());
            return if often { Role::Frequency } else { Role::Manner };
        }
    }
    if argument.kind == ArgumentKind::Clause
        && let Some(role) = conjunction(tree, argument)
    {
        return role;
    }
    let Some(&first) = argument.marker.first() else {
        return match tree.word(argument.head).upos {
            _ if argument.kind == ArgumentKind::Clause => unmarked_clause(tree, argument.head),
            Upos::Num | Upos::Sym => Role::Quantity,
            _ => Role::Other,
        };
    };
    let marker = tree.form(first).to_lowercase();
    if marker == "as" && is_stage(tree.lemma(argument.head)) && tree.word(argument.head).xpos == Xpos::Nn {
        return Role::Time;
    }
    // "from 1939 *to the outbreak of the war*"
    let date = first.checked_sub(1).filter(|&w| is_time(tree, w));
    let opened = |date: usize| tree.children_by(date, &[Deprel::Case]).any(|c| tree.lemma(c) == "from");
    if matches!(marker.as_str(), "to" | "until" | "till") && date.is_some_and(opened) {
        return Role::Time;
    }
    let pair = argument.marker.get(1).map(|&second| format!("{marker} {}", tree.form(second).to_lowercase()));
    let listed = pair.and_then(|pair| ROLES.get(pair.as_str())).or_else(|| ROLES.get(marker.as_str()));
    let role = listed.copied().unwrap_or(Role::Other);
    let named = tree.sentence.name_at(argument.head).map(|n| n.kind);
    let place = matches!(named, Some(NameType::Gpe | NameType::Location | NameType::Facility));
    // "sold for $40m", "rose to 12%"
    let number = matches!(tree.word(argument.head).upos, Upos::Num | Upos::Sym);
    // "upon hearing the news", "in addition to acting": what somebody does is nowhere
    let act = tree.word(argument.head).xpos == Xpos::Vbg && tree.child(argument.head, Deprel::Det).is_none();
    match role {
        Role::Place if act && matches!(marker.as_str(), "on" | "upon") => Role::Time,
        Role::Place if act => Role::Other,
        Role::Source | Role::Recipient | Role::Purpose if number => Role::Quantity,
        Role::Source | Role::Recipient if place => Role::Place,
        role => role,
    }
}

/// What a clause tells by a conjunction of more than one sense: "as" says when before an event
/// ("*as* the sun rose"), and why before a state or behind a comma ("*as* he was ill"), where
/// "while" contrasts; "since" says when where the main clause is in the perfect, else why.
fn conjunction(tree: &Tree, argument: &Argument) -> Option<Role> {
    let [mark] = argument.marker[..] else { return None };
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl];
    let finite = tree.children_by(argument.head, &subjects).next().is_some();
    let comma = mark.checked_sub(1).is_some_and(|i| tree.word(i).xpos == Xpos::Comma);
    let behind = tree.head(argument.head).is_some_and(|verb| verb < mark);
    let perfect = |verb| tree.children_by(verb, &[Deprel::Aux]).any(|a| tree.lemma(a) == "have");
    match tree.lemma(mark) {
        // "*as Okafor said*" names a source
        "as" if finite && !mode::is_report(tree, argument.head) => {
            let event = tree.word(argument.head).upos == Upos::Verb
                && !tree.children_by(argument.head, &[Deprel::Aux]).any(|a| tree.word(a).xpos == Xpos::Md)
                && !perfect(argument.head)
                && tree.child(argument.head, Deprel::Expl).is_none()
                && tree.head(argument.head).is_none_or(|main| tree.child(main, Deprel::Cop).is_none());
            Some(if event && !(comma && behind) { Role::Time } else { Role::Cause })
        }
        "while" if comma && behind => Some(Role::Other),
        // "was a house *while others are shops*", "*While known as a singer*, he acted"
        "while" if is_state(tree, argument.head, finite) => Some(Role::Other),
        // "*While* the hotel burned down, the mill was saved": two things told of two
        "while" if !behind => {
            let mut subject = tree.children_by(argument.head, &subjects);
            let lasts = tree.word(argument.head).xpos == Xpos::Vbg;
            let other = subject.any(|s| tree.word(s).upos != Upos::Pron);
            (other && !lasts).then_some(Role::Other)
        }
        "since" if finite && !tree.head(argument.head).is_some_and(perfect) => Some(Role::Cause),
        _ => None,
    }
}

/// Whether a clause tells what is so and not what goes on: the simple present of a noun, a bare participle
/// of the passive.
fn is_state(tree: &Tree, verb: usize, finite: bool) -> bool {
    let auxiliary = tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).next().is_some();
    match tree.word(verb).xpos {
        Xpos::Vbp | Xpos::Vbz => {
            let subject = tree.child(verb, Deprel::Nsubj);
            finite && !auxiliary && subject.is_some_and(|s| tree.word(s).upos != Upos::Pron)
        }
        Xpos::Vbn => !finite && !auxiliary,
        _ => false,
    }
}

/// An infinitive tells what for, "when …" when; a participle may tell anything.
fn unmarked_clause(tree: &Tree, head: usize) -> Role {
    let opened = |c: &usize| *c < head && tree.word(*c).xpos == Xpos::Wrb;
    match tree.children(head).find(opened).map(|w| tree.lemma(w)) {
        Some("when" | "whenever") => Role::Time,
        Some("where" | "wherever") => Role::Place,
        _ if tree.children(head).any(|c| c < head && tree.word(c).xpos == Xpos::To) => Role::Purpose,
        _ => Role::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_without_repetition() {
        let tables = [
            include_str!("../../ontology/lexicon/prepositions.tsv"),
            include_str!("../../ontology/lexicon/discourse.tsv"),
            include_str!("../../ontology/lexicon/roles.tsv"),
        ];
        for table in tables.iter().chain(LISTS) {
            let rows: Vec<_> = lines(table).collect();
            assert!(rows.windows(2).all(|w| w[0] < w[1]), "{:?}", rows.windows(2).find(|w| w[0] >= w[1]));
        }
    }

    #[test]
    fn lists_answer() {
        assert!(is_preposition("in", "honor", "of") && !is_preposition("in", "house", "of"));
        assert!(is_discourse("of", "course") && is_honorific("Mr") && is_naming("call"));
        assert_eq!((order("after", "leave"), order("after", "look")), (Some(Order::After), None));
        assert_eq!(ORDER.len(), lines(include_str!("../../ontology/lexicon/order.tsv")).count());
        assert_eq!(ROLES.get("because"), Some(&Role::Cause));
        assert_eq!(ROLES.len(), lines(include_str!("../../ontology/lexicon/roles.tsv")).count());
    }
}
