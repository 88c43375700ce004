//! Known names and the words that tell what a name names.
//!
//! The lists are data (`ontology/gazetteers/`, format in its README). A
//! [`Gazetteer`] finds their names in a sequence of words, whatever the
//! tokeniser made of hyphens and full stops, and tells what a single word is.

mod class;
mod table;
mod words;

pub use class::{Class, UnknownClass};
pub use table::{Row, TableError, rows};
pub use words::{Gender, Kind, WordClasses};

use rustc_hash::FxHashMap;
use std::ops::Range;

/// A known thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Canonical name.
    pub name: Box<str>,
    /// What it is.
    pub class: Class,
    /// Wikidata item (`Q30`), or empty.
    pub wikidata: Box<str>,
    /// Title of its article in the English Wikipedia.
    pub title: Box<str>,
    /// ISO 3166-1 code of the country itself, or of the country it lies in; or empty.
    pub code: Box<str>,
    /// Name of the capital, or empty.
    pub capital: Box<str>,
    /// The user's own identifier, or empty.
    pub iri: Box<str>,
    /// Whether the user named it, so that its class is beyond doubt.
    pub user: bool,
}

/// A thing that the user names, with the user's identifier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserEntry {
    /// Canonical name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it is; the class of a known thing of that name, or an organisation, if not said.
    pub class: Option<Class>,
    /// Identifier, or empty.
    pub iri: String,
}

/// How a form stands for its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Its name.
    Name,
    /// Another name or an abbreviation.
    Alias,
    /// The adjective or the name of its people: "Finnish", "Finn".
    Demonym,
    /// A word that means something else before it: "Finnish" of the language.
    Shared,
}

/// A name found in a sequence of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Indices of the words.
    pub words: Range<usize>,
    /// Index of the entry.
    pub entry: usize,
    /// How the words stand for it.
    pub form: Form,
}

/// The gazetteers, loaded.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// Form without spaces → entries, the preferred one first.
    forms: FxHashMap<Box<str>, Vec<(u32, Form)>>,
    /// The same forms in capitals, for headlines.
    capitals: FxHashMap<Box<str>, u32>,
    /// First piece of a form → greatest length of such forms in bytes.
    first: FxHashMap<Box<str>, u32>,
    words: FxHashMap<Box<str>, WordClasses>,
}

/// Files of entries, later ones preferred less where a form stands in several.
const ENTRIES: &[(&str, &str)] = &[
    ("countries.tsv", include_str!("../../ontology/gazetteers/countries.tsv")),
    ("organisations.tsv", include_str!("../../ontology/gazetteers/organisations.tsv")),
    ("places.tsv", include_str!("../../ontology/gazetteers/places.tsv")),
    ("regions.tsv", include_str!("../../ontology/gazetteers/regions.tsv")),
    ("cities.tsv", include_str!("../../ontology/gazetteers/cities.tsv")),
    ("groups.tsv", include_str!("../../ontology/gazetteers/groups.tsv")),
    ("people.tsv", include_str!("../../ontology/gazetteers/people.tsv")),
    ("concepts.tsv", include_str!("../../ontology/gazetteers/concepts.tsv")),
    ("calendar.tsv", include_str!("../../ontology/gazetteers/calendar.tsv")),
];
const GIVEN: &str = include_str!("../../ontology/gazetteers/given.tsv");
const SURNAMES: &str = include_str!("../../ontology/gazetteers/surnames.tsv");
const TITLES: &str = include_str!("../../ontology/gazetteers/titles.tsv");
const DESIGNATORS: &str = include_str!("../../ontology/gazetteers/designators.tsv");

impl Gazetteer {
    /// The gazetteers that come with the program.
    ///
    /// # Errors
    /// [`TableError`] for a line that cannot be read; a test makes sure that there is none.
    pub fn embedded() -> Result<Self, TableError> {
        let mut gazetteer = Gazetteer::default();
        for (file, text) in ENTRIES {
            gazetteer.add_entries(file, text)?;
        }
        gazetteer.add_given("given.tsv", GIVEN)?;
        for row in rows(SURNAMES) {
            gazetteer.classify(row.column(0), |w| w.insert(Kind::Surname));
        }
        gazetteer.add_titles("titles.tsv", TITLES)?;
        gazetteer.add_designators("designators.tsv", DESIGNATORS)?;
        Ok(gazetteer)
    }

    /// Adds a file of entries (columns: name, class, aliases, wikidata, title, code, capital, demonyms).
    ///
    /// # Errors
    /// [`TableError`] for an unknown class or a missing name; nothing is added then.
    pub fn add_entries(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        let mut read = Vec::new();
        for row in rows(text) {
            let name = row.column(0);
            if name.is_empty() {
                return Err(row.error(file, "the name is missing"));
            }
            let class = match row.column(1) {
                "Month" | "Weekday" | "Feast" => Class::Time,
                class => class.parse().map_err(|e: UnknownClass| row.error(file, e.to_string()))?,
            };
            let title = if row.column(4).is_empty() { name } else { row.column(4) };
            let entry = Entry {
                name: name.into(),
                class,
                wikidata: row.column(3).into(),
                title: title.into(),
                code: row.column(5).into(),
                capital: row.column(6).into(),
                iri: "".into(),
                user: false,
            };
            read.push((row, entry));
        }
        for (row, entry) in read {
            let index = self.entries.len() as u32;
            let kind = words::kind_of_class(row.column(1), entry.class);
            // The words of a person's name are told by the lists of given names and surnames.
            let person = entry.class == Class::Person;
            let named = std::iter::once((row.column(0), Form::Name));
            for (name, form) in named.chain(row.values(2).map(|alias| (alias, Form::Alias))) {
                self.add_form(name, index, form);
                if !person {
                    self.classify(name, |w| w.insert(kind));
                }
            }
            let shared = matches!(entry.class, Class::Group | Class::Language);
            for demonym in row.values(7) {
                for form in [demonym.to_owned(), format!("{demonym}s")] {
                    self.add_form(&form, index, if shared { Form::Shared } else { Form::Demonym });
                    self.classify(&form, |w| w.insert(Kind::Demonym));
                }
            }
            self.entries.push(entry);
        }
        Ok(())
    }

    fn add_form(&mut self, form: &str, entry: u32, how: Form) {
        let key = squeeze(form);
        if key.chars().count() >= 4 {
            self.capitals.entry(key.to_uppercase().into()).or_insert(entry);
        }
        for separators in [&[' '][..], &[' ', '-', ',', '.', '\'']] {
            let first = form.split(separators).find(|p| !p.is_empty()).unwrap_or(form);
            let longest = self.first.entry(first.into()).or_default();
            *longest = (*longest).max(key.len() as u32);
        }
        let found = self.forms.entry(key.into()).or_default();
        if !found.iter().any(|&(e, _)| e == entry) {
            found.push((entry, how));
        }
        // A name counts before an alias, an alias before a demonym; then the order of the
        // files; what the user names before everything.
        let entries = &self.entries;
        found.sort_by_key(|&(e, how)| (!entries.get(e as usize).is_some_and(|e| e.user), how, e));
    }

    /// Adds what the user names; it keeps what the lists know of a thing of that name and class.
    pub fn add_user_entry(&mut self, user: &UserEntry) {
        let mut known = self.find_all(&user.name).iter().map(|&(e, _)| &self.entries[e as usize]);
        let known = known.find(|e| user.class.is_none_or(|c| c.compatible(e.class))).cloned();
        let class = user.class.or(known.as_ref().map(|e| e.class)).unwrap_or(Class::Organization);
        let none = || Box::<str>::from("");
        let mut entry = known.unwrap_or_else(|| Entry {
            name: none(),
            class,
            wikidata: none(),
            title: none(),
            code: none(),
            capital: none(),
            iri: none(),
            user: true,
        });
        entry.name = user.name.as_str().into();
        entry.class = class;
        entry.iri = user.iri.as_str().into();
        entry.user = true;
        let index = self.entries.len() as u32;
        self.entries.push(entry);
        let kind = words::kind_of_class("", class);
        self.add_form(&user.name, index, Form::Name);
        self.classify(&user.name, |w| w.insert(kind));
        for alias in &user.aliases {
            self.add_form(alias, index, Form::Alias);
            self.classify(alias, |w| w.insert(kind));
        }
    }

    /// Marks every word of `phrase`.
    fn classify(&mut self, phrase: &str, mark: impl Fn(&mut WordClasses)) {
        for word in phrase.split([' ', '-']).filter(|w| w.chars().next().is_some_and(char::is_alphanumeric)) {
            mark(self.words.entry(word.into()).or_default());
        }
    }

    fn add_given(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        for row in rows(text) {
            let gender =
                Gender::parse(row.column(1)).ok_or_else(|| row.error(file, "the gender is f, m or u"))?;
            mark(&mut self.words, row.column(0), Kind::Given, gender);
        }
        Ok(())
    }

    fn add_titles(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        for row in rows(text) {
            let kind = match row.column(1) {
                "honorific" => Kind::Honorific,
                "rank" => Kind::Rank,
                "office" => Kind::Office,
                "kinship" => Kind::Kinship,
                "person" => Kind::PersonNoun,
                other => return Err(row.error(file, format!("unknown kind {other:?}"))),
            };
            let gender =
                Gender::parse(row.column(2)).ok_or_else(|| row.error(file, "the gender is f, m or u"))?;
            // The noun of "prime minister" is its last word, that of "chief of staff" its first.
            let title = row.column(0).split(" of ").next().unwrap_or("");
            let word = title.rsplit(' ').next().unwrap_or("");
            mark(&mut self.words, word, kind, gender);
            if let Some(lower) = word.chars().next().filter(|c| c.is_lowercase()) {
                let capital = lower.to_uppercase().chain(word.chars().skip(1)).collect::<String>();
                mark(&mut self.words, &capital, kind, gender);
            }
        }
        Ok(())
    }

    fn add_designators(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        for row in rows(text) {
            let class: Class =
                row.column(1).parse().map_err(|e: UnknownClass| row.error(file, e.to_string()))?;
            self.words.entry(row.column(0).into()).or_default().designate(class);
        }
        Ok(())
    }

    /// The known things.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What a single word can be. Costs one hash lookup.
    pub fn word_classes(&self, word: &str) -> WordClasses {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// The entry that `form` is a name, alias or demonym of: the preferred one.
    pub fn find(&self, form: &str) -> Option<(usize, Form)> {
        self.find_all(form).first().map(|&(entry, form)| (entry as usize, form)).or_else(|| {
            let key = squeeze(form);
            let capitals = key.chars().all(|c| !c.is_lowercase());
            let entry = if capitals { self.capitals.get(key.as_str()) } else { None };
            entry.map(|&entry| (entry as usize, Form::Name))
        })
    }

    /// Every entry that `form` stands for, the preferred one first.
    pub fn find_all(&self, form: &str) -> &[(u32, Form)] {
        let found =
            if form.contains(' ') { self.forms.get(squeeze(form).as_str()) } else { self.forms.get(form) };
        found.map_or(&[], Vec::as_slice)
    }

    /// The longest known names among `words`, from left to right.
    pub fn lookup(&self, words: &[&str]) -> Vec<Match> {
        let mut found = Vec::new();
        let mut key = String::new();
        let mut start = 0;
        while let Some(word) = words.get(start) {
            let Some(&longest) = self.first.get(*word) else {
                start += 1;
                continue;
            };
            key.clear();
            let mut best = None;
            for (offset, word) in words[start..].iter().enumerate() {
                key.push_str(word);
                if key.len() > longest as usize {
                    break;
                }
                if let Some(&(entry, form)) = self.forms.get(key.as_str()).and_then(|f| f.first()) {
                    let words = start..start + offset + 1;
                    best = Some(Match { words, entry: entry as usize, form });
                }
            }
            start = best.as_ref().map_or(start + 1, |m| m.words.end);
            found.extend(best);
        }
        found
    }
}

fn mark(words: &mut FxHashMap<Box<str>, WordClasses>, word: &str, kind: Kind, gender: Gender) {
    let classes = words.entry(word.into()).or_default();
    classes.insert(kind);
    classes.set_gender(gender);
}

/// The form without white space, so that tokens can be compared with it as they come.
fn squeeze(form: &str) -> String {
    form.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        Gazetteer::embedded().unwrap_or_default()
    }

    #[test]
    fn every_file_is_readable_and_sorted() {
        assert!(Gazetteer::embedded().is_ok(), "{:?}", Gazetteer::embedded().err());
        let word_lists =
            [("given", GIVEN), ("surnames", SURNAMES), ("titles", TITLES), ("designators", DESIGNATORS)];
        for (file, text) in ENTRIES.iter().copied().chain(word_lists) {
            let keys: Vec<_> = rows(text).map(|r| (r.column(0), r.column(1), r.column(2))).collect();
            assert!(keys.len() > 20, "{file} is nearly empty");
            let unsorted = keys.windows(2).find(|pair| pair[0] > pair[1]);
            assert_eq!(unsorted, None, "{file}");
        }
    }

    #[test]
    fn names_are_found_however_they_are_tokenised() {
        let gazetteer = gazetteer();
        for words in [&["Al", "-", "Qaeda"][..], &["Al-Qaeda"], &["al-Qaeda"], &["Al", "Qaeda"]] {
            let found = gazetteer.lookup(words);
            assert_eq!(found.len(), 1, "{words:?}");
            assert_eq!(found[0].words, 0..words.len());
        }
        let words = ["In", "Washington", ",", "D.C.", ",", "North", "Korean", "envoys", "met", "the", "U.S."];
        let found = gazetteer.lookup(&words);
        let names: Vec<&str> = found.iter().map(|m| &*gazetteer.entries()[m.entry].name).collect();
        assert_eq!(names, ["Washington, D.C.", "North Korea", "United States"]);
        assert_eq!(found[1].form, Form::Demonym);
    }

    #[test]
    fn capitals_are_understood_but_not_for_short_forms() {
        let gazetteer = gazetteer();
        let name = |form| gazetteer.find(form).map(|(e, _)| gazetteer.entries()[e].name.to_string());
        assert_eq!(name("GERMANY").as_deref(), Some("Germany"));
        assert_eq!(name("US").as_deref(), Some("United States"));
        assert_eq!(name("us"), None);
    }

    #[test]
    fn an_unknown_class_is_refused_with_its_line_and_nothing_is_added() {
        let mut gazetteer = Gazetteer::default();
        let error = gazetteer.add_entries("mine.tsv", "# name\tclass\nAtlantis\tCountry\nUtopia\tDream\n");
        assert_eq!(
            error.map_err(|e| e.to_string()),
            Err("mine.tsv, line 3: unknown class \"Dream\"".to_owned())
        );
        assert!(gazetteer.entries().is_empty());
    }

    #[test]
    fn words_tell_gender_and_kind() {
        let gazetteer = gazetteer();
        assert_eq!(gazetteer.word_classes("Angela").gender(), Gender::Female);
        assert!(gazetteer.word_classes("Minister").has(Kind::Office));
        assert!(gazetteer.word_classes("University").designates().any(|c| c == Class::Organization));
        assert_eq!(gazetteer.word_classes("qwzx"), WordClasses::default());
    }
}
