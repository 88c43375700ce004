//! What a single word can be: a small set, cheap to copy.

use super::Class;

/// What a word can be, or be a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Kind {
    Given,
    Surname,
    Honorific,
    Rank,
    Office,
    Kinship,
    PersonNoun,
    Demonym,
    Country,
    Region,
    City,
    OtherPlace,
    Organization,
    Group,
    Event,
    Other,
    Month,
    Weekday,
    Feast,
}

impl Kind {
    /// All kinds, in the order of their bits.
    pub const ALL: [Kind; 19] = [
        Kind::Given,
        Kind::Surname,
        Kind::Honorific,
        Kind::Rank,
        Kind::Office,
        Kind::Kinship,
        Kind::PersonNoun,
        Kind::Demonym,
        Kind::Country,
        Kind::Region,
        Kind::City,
        Kind::OtherPlace,
        Kind::Organization,
        Kind::Group,
        Kind::Event,
        Kind::Other,
        Kind::Month,
        Kind::Weekday,
        Kind::Feast,
    ];
}

/// The kind of the words in an entry's name.
pub(super) fn kind_of_class(label: &str, class: Class) -> Kind {
    match (label, class, class.broad()) {
        ("Month", ..) => Kind::Month,
        ("Weekday", ..) => Kind::Weekday,
        (_, Class::Time, _) => Kind::Feast,
        (_, Class::Country, _) => Kind::Country,
        (_, Class::Region, _) => Kind::Region,
        (_, Class::City, _) => Kind::City,
        (_, _, Class::Place) => Kind::OtherPlace,
        (_, _, Class::Organization) => Kind::Organization,
        (_, Class::Group, _) => Kind::Group,
        (_, Class::Event, _) => Kind::Event,
        _ => Kind::Other,
    }
}

/// The gender that a word tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// None that is known.
    #[default]
    Unknown,
    /// "Mr", "father", "John".
    Male,
    /// "Mrs", "mother", "Mary".
    Female,
}

impl Gender {
    pub(super) fn parse(letter: &str) -> Option<Gender> {
        match letter {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            "u" => Some(Gender::Unknown),
            _ => None,
        }
    }
}

/// Everything that a single word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClasses {
    kinds: u32,
    designates: u32,
    gender: Gender,
}

impl WordClasses {
    pub(super) fn insert(&mut self, kind: Kind) {
        self.kinds |= 1 << kind as u32;
    }

    pub(super) fn set_gender(&mut self, gender: Gender) {
        if gender != Gender::Unknown {
            self.gender = gender;
        }
    }

    pub(super) fn designate(&mut self, class: Class) {
        self.designates |= 1 << class as u32;
    }

    /// The kinds as bits, in the order of [`Kind::ALL`].
    pub fn bits(self) -> u32 {
        self.kinds
    }

    /// Whether the word can be a `kind`.
    pub fn has(self, kind: Kind) -> bool {
        self.kinds & (1 << kind as u32) != 0
    }

    /// Every kind that the word can be.
    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |&kind| self.has(kind))
    }

    /// The gender that the word tells.
    pub fn gender(self) -> Gender {
        self.gender
    }

    /// The classes that the word, inside a name, speaks for.
    pub fn designates(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().copied().filter(move |&class| self.designates & (1 << class as u32) != 0)
    }

    /// Whether the word denotes a person: an honorific, rank, office, relative or occupation.
    pub fn is_person_word(self) -> bool {
        [Kind::Honorific, Kind::Rank, Kind::Office, Kind::Kinship, Kind::PersonNoun]
            .iter()
            .any(|&k| self.has(k))
    }
}
