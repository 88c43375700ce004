//! The regular inflections of English, undone; irregular past forms; abbreviated dates.
//!
//! Where the lemmatiser's learned suffixes are too short to tell "blamed" (blame) from
//! "claimed" (claim), spelling and a list of known words do.

use super::Xpos;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static VERBS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("verbs.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
});

/// Whether `word` is a common verb.
pub fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
}

type Pairs = FxHashMap<&'static str, &'static str>;

static IRREGULAR: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("irregular.tsv")).collect());
static CALENDAR: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("calendar.tsv")).collect());

fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The full name of an abbreviated month or weekday.
pub fn calendar(form: &str) -> Option<&'static str> {
    CALENDAR.get(form).copied()
}

/// Prefixes of verbs that leave the inflection as it is: "overtook" as "took".
const PREFIXES: [&str; 9] = ["fore", "inter", "mis", "out", "over", "pre", "re", "un", "under"];

/// The lemma of an irregular past form in lower case.
pub fn irregular(form: &str, xpos: Xpos) -> Option<String> {
    if !matches!(xpos, Xpos::Vbd | Xpos::Vbn) {
        return None;
    }
    let prefixes = PREFIXES.iter().filter_map(|prefix| Some((*prefix, form.strip_prefix(prefix)?)));
    let mut parted = std::iter::once(("", form)).chain(prefixes);
    parted.find_map(|(prefix, rest)| Some(format!("{prefix}{}", IRREGULAR.get(rest)?)))
}

/// What `form` may be the regular inflection of, likeliest first; none where its ending is
/// not the one of `xpos`.
pub fn bases(form: &str, xpos: Xpos) -> Vec<String> {
    let ending = match xpos {
        Xpos::Vbd | Xpos::Vbn => "ed",
        Xpos::Vbg => "ing",
        Xpos::Jjr | Xpos::Rbr => "er",
        Xpos::Jjs | Xpos::Rbs => "est",
        Xpos::Vbz | Xpos::Nns => "s",
        _ => return Vec::new(),
    };
    let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.contains(is_vowel)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut add = |base: &str, letter: &str| found.push(format!("{base}{letter}"));
    if ending == "s" {
        add(stem, "");
        if let Some(short) = stem.strip_suffix('e')
            && ["s", "x", "z", "ch", "sh", "o"].iter().any(|sibilant| short.ends_with(sibilant))
        {
            add(short, "");
        }
        stem.strip_suffix("ie").into_iter().for_each(|short| add(short, "y"));
        return found;
    }
    if !doubles(stem) {
        add(stem, "");
    }
    if !(stem.ends_with('e') && ending == "ing") {
        add(stem, "e");
    }
    let mut last = stem.chars().rev();
    if let Some(letter) = last.next().filter(|letter| !is_vowel(*letter))
        && last.next() == Some(letter)
    {
        add(&stem[..stem.len() - letter.len_utf8()], "");
    }
    stem.strip_suffix('i').filter(|_| ending != "ing").into_iter().for_each(|short| add(short, "y"));
    found
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Whether `stem` doubles its last consonant before an ending with a vowel: one syllable with
/// one vowel and one consonant behind it, "plan" and not "plain", "plant" or "snow".
fn doubles(stem: &str) -> bool {
    let vowels = stem.replace("qu", "q").chars().filter(|c| is_vowel(*c)).count();
    let mut last = stem.chars().rev();
    let closed = last.next().is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x'));
    vowels == 1 && closed && last.next().is_some_and(is_vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_have_two_columns() {
        for (list, read) in
            [(include_str!("irregular.tsv"), &IRREGULAR), (include_str!("calendar.tsv"), &CALENDAR)]
        {
            let lines: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(lines.is_sorted() && lines.iter().all(|line| line.split('\t').count() == 2));
            assert_eq!(read.len(), lines.len());
        }
    }

    #[test]
    fn irregular_forms_may_have_a_prefix() {
        assert_eq!(irregular("fled", Xpos::Vbd).as_deref(), Some("flee"));
        assert_eq!(irregular("overtook", Xpos::Vbd).as_deref(), Some("overtake"));
        assert_eq!(irregular("cost", Xpos::Nn), None);
    }

    #[test]
    fn endings_are_taken_off_as_they_are_put_on() {
        assert_eq!(bases("blamed", Xpos::Vbd), ["blame"]);
        assert_eq!(bases("planned", Xpos::Vbn), ["plann", "planne", "plan"]);
        assert_eq!(bases("claimed", Xpos::Vbd), ["claim", "claime"]);
        assert_eq!(bases("freed", Xpos::Vbd), ["fre", "free"]);
        assert_eq!(bases("tried", Xpos::Vbd), ["tri", "trie", "try"]);
        assert_eq!(bases("potatoes", Xpos::Nns), ["potatoe", "potato"]);
        assert_eq!(bases("simplest", Xpos::Jjs), ["simpl", "simple"]);
        assert!(bases("cost", Xpos::Vbd).is_empty() && bases("bed", Xpos::Nn).is_empty());
    }
}
