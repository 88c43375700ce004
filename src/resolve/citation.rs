//! Citations by author and year: "(Tilley, 2009)", "Tilley and Moss (2009)". The name stays a mention of
//! its bearer; the whole, headed by the year, is a mention of the work.

use super::context::Context;
use super::mention::{Found, MentionKind};
use crate::annotate::Tree;
use crate::gazetteer::Class;

/// How many citations without the comma a text must have before one is believed: "Tilley (2009)" may be
/// somebody in a list of winners.
const FEW: usize = 3;

/// The citations of a document, given its typed names, in order of their heads.
pub(super) fn find(context: &Context<'_>, found: &[Found], classes: &[Option<Class>]) -> Vec<Found> {
    let author = |index: &usize| {
        found[*index].kind == MentionKind::Name && classes[*index].map(Class::broad) == Some(Class::Person)
    };
    let cited = (0..found.len()).filter(author).filter_map(|last| {
        let name = &found[last];
        let tree = &context.trees[name.sentence];
        let year = year_behind(tree, name.words.end)?;
        let enclosed = tree.form(year - 1) != "(";
        let first = first_author(tree, &found[..=last]);
        let closing = enclosed || tree.len() == year + 1 || tree.form(year + 1) != ")";
        let words = first..year + if closing { 1 } else { 2 };
        let work =
            Found { head: year, words, kind: MentionKind::Citation, entry: None, tagged: None, ..*name };
        Some((work, enclosed))
    });
    let cited: Vec<(Found, bool)> = cited.collect();
    let believed = cited.len() >= FEW || cited.iter().any(|(_, enclosed)| *enclosed);
    cited.into_iter().filter(|_| believed).map(|(work, _)| work).collect()
}

/// Whether an author of a citation ends before `end`.
pub(super) fn is_cited(tree: &Tree<'_>, end: usize) -> bool {
    year_behind(tree, end).is_some()
}

/// Whether a word is the second of two authors: "(Martin & *Clarke*, 2017)".
pub(super) fn is_second(tree: &Tree<'_>, word: usize) -> bool {
    word > 0 && tree.form(word - 1) == "&" && is_cited(tree, word + 1)
}

/// The year behind an author who ends before `end`: ", 2009)", "et al. 2009;", "(2009".
fn year_behind(tree: &Tree<'_>, mut end: usize) -> Option<usize> {
    let form = |at: usize| if at < tree.len() { tree.form(at) } else { "" };
    if form(end) == "et" && matches!(form(end + 1), "al" | "al.") {
        end += if form(end + 2) == "." { 3 } else { 2 };
    }
    end += usize::from(form(end) == ",");
    let open = form(end) == "(";
    end += usize::from(open);
    let digits = form(end).strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(form(end));
    let year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    // Where the name has no bracket of its own, the whole stands in one, alone or with others.
    let before = (0..end).rev().map(form).find(|f| matches!(*f, "(" | ")"));
    let closed = matches!(form(end + 1), ")" | ";" | ":" | ",");
    (year && closed && (open || before == Some("("))).then_some(end)
}

/// Where the authors begin of whom the last is the last of `names`.
fn first_author(tree: &Tree<'_>, names: &[Found]) -> usize {
    let mut words = names.last().map_or(0..0, |f| f.words.clone());
    for pair in names.windows(2).rev() {
        let (before, next) = (&pair[0], &pair[1]);
        let between = before.words.end..next.words.start;
        let joined = before.sentence == next.sentence
            && before.kind == MentionKind::Name
            && (1..=2).contains(&between.len())
            && between.clone().all(|w| matches!(tree.form(w), "," | "&" | "and"));
        if !joined {
            break;
        }
        words.start = before.words.start;
    }
    words.start
}
