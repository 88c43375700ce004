//! When two names name the same: equal, partial, abbreviated.

use crate::gazetteer::{Class, Gender};
use rustc_hash::{FxHashMap, FxHashSet};

/// A name as it is compared: folded words without articles and punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameKey {
    /// The folded words.
    pub words: Vec<String>,
    /// The capital letters where the name is an abbreviation: "WHO", "U.N.".
    pub acronym: Option<String>,
    /// The first letters of its capitalised words.
    pub initials: String,
    /// The words without anything between.
    squeezed: String,
}

impl NameKey {
    /// Folds a name.
    pub fn new(form: &str) -> Self {
        let pieces = form.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | ','));
        let pieces: Vec<&str> = pieces.filter(|p| p.chars().any(char::is_alphanumeric)).collect();
        let mut words: Vec<String> = pieces.iter().map(|p| fold(p)).filter(|w| !w.is_empty()).collect();
        if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
            words.remove(0);
        }
        let letters: String = form.chars().filter(|c| c.is_alphanumeric()).collect();
        let capitals = letters.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let acronym = capitals && pieces.len() == 1 && (2..=6).contains(&letters.len());
        let initials = pieces.iter().filter_map(|p| p.chars().next()).filter(|c| c.is_uppercase()).collect();
        let squeezed = words.concat();
        NameKey { words, acronym: acronym.then_some(letters), initials, squeezed }
    }

    /// Adds a last name that the text leaves out.
    pub fn add_surname(&mut self, surname: String) {
        self.squeezed.push_str(&surname);
        self.words.push(surname);
    }

    /// Whether the name is a single word.
    pub fn is_one_word(&self) -> bool {
        self.words.len() == 1
    }

    /// The word that says what it is: "bank" of "Central Bank of Chile".
    pub fn head(&self) -> Option<&str> {
        let end =
            self.words.iter().position(|w| matches!(w.as_str(), "of" | "for")).unwrap_or(self.words.len());
        self.words.get(end.checked_sub(1)?).map(String::as_str)
    }

    /// The words, joined.
    pub fn joined(&self) -> String {
        self.words.join(" ")
    }
}

/// Lower case, without diacritics, full stops and possessive endings.
pub fn fold(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => folded.push('c'),
            'ď' | 'đ' | 'ð' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => folded.push('g'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => folded.push('i'),
            'ł' | 'ĺ' | 'ļ' | 'ľ' => folded.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => folded.push('o'),
            'ŕ' | 'ř' => folded.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => folded.push('s'),
            'ţ' | 'ť' | 'ț' => folded.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// The rule of the first of two last names: "Reyes" of "Amalia Reyes Toro".
pub const MIDDLE: &str = "middle name";

/// Whether a longer name begins with this one, with a word that is no mere article or initial.
pub fn begins(short: &NameKey, long: &NameKey) -> bool {
    short.words.len() < long.words.len()
        && long.words.starts_with(&short.words)
        && short.words.iter().any(|w| w.len() > 3)
}

/// What longer names that go on differently begin with, joined: "Kelsby" of "Kelsby Courier" and "Kelsby Town" is
/// rather where they are than short for one of them; but companies, told by `true`, have names in common.
pub fn shared_beginnings<'k>(names: impl Iterator<Item = (&'k NameKey, bool)>) -> FxHashSet<String> {
    let mut next: FxHashMap<String, (&str, bool)> = FxHashMap::default();
    let mut shared = FxHashSet::default();
    for (name, company) in names {
        for end in 1..name.words.len() {
            let beginning = name.words[..end].join(" ");
            let (word, other) = *next.entry(beginning.clone()).or_insert((&name.words[end], company));
            if word != name.words[end] && !(company && other) {
                shared.insert(beginning);
            }
        }
    }
    shared
}

/// Whether two names begin with one word and go on differently: "Kelsby Courier", "Kelsby Town".
pub fn fork(a: &NameKey, b: &NameKey) -> bool {
    let differ = |(a, b): (&String, &String)| a != b && !misspelt(a, b);
    a.words.first() == b.words.first() && a.words.iter().zip(&b.words).any(differ)
}

/// Whether two longer words differ by one letter, as a slip of the pen makes them: "Maresol", "Marsol".
fn misspelt(a: &str, b: &str) -> bool {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).count()
    };
    let lengths = [a, b].map(|w| w.chars().count());
    let longer = lengths[0].max(lengths[1]);
    let common = same(&mut a.chars(), &mut b.chars()) + same(&mut a.chars().rev(), &mut b.chars().rev());
    longer > 5 && lengths[0].abs_diff(lengths[1]) < 2 && common + 1 >= longer
}

/// Whether a longer name ends with this one, one word that is no mere article or initial: "Foods" of
/// "Kestner Foods".
pub fn ends(short: &NameKey, long: &NameKey) -> bool {
    short.words.len() < long.words.len()
        && long.words.ends_with(&short.words)
        && !long.words.iter().any(|w| matches!(w.as_str(), "of" | "for" | "and"))
        && short.words.iter().any(|w| w.len() > 3)
}

/// How a name can be the name of an entity that has `other` as a name: the rule and
/// how sure it is. `definite` says whether "the" stands before the new name.
pub fn relation(
    class: Class,
    name: &NameKey,
    definite: bool,
    other: &NameKey,
) -> Option<(&'static str, f32)> {
    if name.squeezed == other.squeezed {
        return Some(("same name", 1.0));
    }
    if class != Class::Person
        && class != Class::Time
        && (abbreviates(name, other) || abbreviates(other, name))
    {
        return Some(("abbreviation", 0.9));
    }
    let (short, long) = if name.words.len() <= other.words.len() { (name, other) } else { (other, name) };
    let (first, last) = (short.words.first()?, short.words.last()?);
    let (long_first, long_last) = (long.words.first()?, long.words.last()?);
    match class.broad() {
        Class::Person => match short.words.len() {
            // "de Wit" of "Saskia de Wit"; "Ana Maria" of "Ana Maria Costa".
            2.. if short.words.len() < long.words.len()
                && long.words.ends_with(&short.words)
                // "Chairman of the Centre for Rare Diseases" is no Rare Diseases.
                && !long.words.iter().any(|w| matches!(w.as_str(), "of" | "for")) =>
            {
                Some(("last name", 0.9))
            }
            2.. if short.words.len() < long.words.len() && long.words.starts_with(&short.words) => {
                Some(("first name", 0.85))
            }
            1 if long.words.len() > 1 && first == long_last => Some(("last name", 0.9)),
            1 if long.words.len() > 1 && first == long_first => Some(("first name", 0.8)),
            1 if *name == *short && long.words.len() == 3 && *first == long.words[1] => Some((MIDDLE, 0.75)),
            1 => None,
            _ if last == long_last && same_given(first, long_first) => Some(("name with other parts", 0.9)),
            _ => None,
        },
        Class::Time => None,
        Class::Place => {
            let one_more = long.words.len() == short.words.len() + 1;
            let before = matches!(long_first.as_str(), "city" | "mount" | "lake") && last == long_last;
            let behind = matches!(long_last.as_str(), "city" | "town") && first == long_first;
            // "Bedford Basin" where the text has Bedford Basin Hospital
            if class == Class::Facility && begins(short, long) && short.words.len() > 1 {
                return Some(("part of the name", 0.8));
            }
            // "the North" where the text has North Korea
            let side = matches!(short.joined().as_str(), "north" | "south" | "east" | "west");
            let side = side && definite && short.words == name.words && first == long_first;
            if one_more && side {
                return Some(("part of the name", 0.75));
            }
            (one_more && (before || behind)).then_some(("designated place", 0.7))
        }
        // "Maresa" is Cyclone Maresa
        Class::Event if short.words.len() == 1 && long.words.len() == 2 && last == long_last => {
            Some(("part of the name", 0.75))
        }
        _ if short.words.len() < long.words.len() => {
            let suffix = long.words.ends_with(&short.words);
            // Digital humanities are no clinics, but a bank is called by the beginning of its name.
            let prefix = long.words.starts_with(&short.words) && class != Class::Concept;
            // A text that began with "the House" does not mean the White House by it.
            let definite = definite && short.words == name.words;
            // "The Annals" where the text has the European Annals of Cardiology
            let headed = short.words.len() == 1 && long.head() == Some(first) && long_last != first;
            // "The Bank" is rather the Bank of England than the European Central Bank.
            if prefix && short.words.iter().any(|w| w.len() > 3) {
                Some(("part of the name", 0.8))
            } else if definite && (suffix || headed) {
                Some(("part of the name", 0.75))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// Whether two full names of persons cannot be one's: they share the last name or the
/// first and nothing else, as father and son do.
pub fn contradict(a: &NameKey, b: &NameKey) -> bool {
    let shares = a.words.first() == b.words.first() || a.words.last() == b.words.last();
    a.words.len() > 1 && b.words.len() > 1 && shares && relation(Class::Person, a, false, b).is_none()
}

/// Whether two given names can be one: equal, or one the other's initial.
fn same_given(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || short.len() == 1 && long.starts_with(short)
}

fn abbreviates(short: &NameKey, long: &NameKey) -> bool {
    let Some(acronym) = &short.acronym else { return false };
    long.words.len() > 1 && long.acronym.is_none() && long.initials == *acronym
}

/// Whether two genders can be one person's.
pub fn agree(a: Gender, b: Gender) -> bool {
    a == b || a == Gender::Unknown || b == Gender::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(class: Class, a: &str, b: &str) -> Option<&'static str> {
        relation(class, &NameKey::new(a), false, &NameKey::new(b)).map(|(rule, _)| rule)
    }

    #[test]
    fn names_meet_by_rule() {
        assert_eq!(related(Class::Person, "Kim", "Kim Jong-un"), Some("first name"));
        assert_eq!(related(Class::Person, "Merkel", "Angela Merkel"), Some("last name"));
        assert_eq!(related(Class::Person, "Donald J. Trump", "Donald Trump"), Some("name with other parts"));
        assert_eq!(related(Class::Person, "Reyes", "Amalia Reyes Toro"), Some(MIDDLE));
        assert_eq!(related(Class::Person, "Bill Clinton", "Hillary Clinton"), None);
        assert_eq!(related(Class::Person, "de Wit", "Saskia de Wit"), Some("last name"));
        let contradict = |a: &str, b: &str| contradict(&NameKey::new(a), &NameKey::new(b));
        assert!(contradict("Bill Clinton", "Hillary Clinton") && !contradict("D. Trump", "Donald Trump"));
        assert_eq!(related(Class::Organization, "WHO", "World Health Organization"), Some("abbreviation"));
        assert_eq!(related(Class::Place, "York", "New York"), None);
        assert_eq!(related(Class::City, "Orbán", "Orban"), Some("same name"));
        let fork = |a: &str, b: &str| fork(&NameKey::new(a), &NameKey::new(b));
        assert!(fork("Kelsby Town", "Kelsby Courier") && !fork("Kelsby", "Kelsby Courier"));
        assert!(!fork("Cyclone Marsol", "Cyclone Maresol") && fork("Bank One", "Bank Two"));
        let the = |a: &str, b: &str| relation(Class::Country, &NameKey::new(a), true, &NameKey::new(b));
        assert!(the("North", "North Korea").is_some() && the("Korea", "North Korea").is_none());
        assert_eq!(NameKey::new("Central Bank of Chile").head(), Some("bank"));
    }
}
