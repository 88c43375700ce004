//! What kind of thing a name names: the ontology's classes, by their local names.

use std::fmt;
use std::str::FromStr;

macro_rules! classes {
    ($($variant:ident $broad:ident $doc:literal,)*) => {
        /// A class of the ontology that a named thing can have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class {
            $(#[doc = $doc] $variant,)*
        }

        impl Class {
            /// All classes.
            pub const ALL: &'static [Class] = &[$(Class::$variant),*];

            /// The local name of the class in the ontology.
            pub fn as_str(self) -> &'static str {
                match self { $(Class::$variant => stringify!($variant)),* }
            }

            /// The general class that it is a kind of; itself where it is general.
            pub fn broad(self) -> Class {
                match self { $(Class::$variant => Class::$broad),* }
            }
        }
    };
}

classes! {
    Person Person "A human being.",
    Group Person "A people, a religious community, the followers of something.",
    Organization Organization "An organisation of any kind.",
    Company Organization "A business.",
    PoliticalParty Organization "A political party.",
    GovernmentOrganization Organization "A ministry, parliament, agency or other authority.",
    Court Organization "A court of law.",
    MilitaryUnit Organization "An armed force or a part of one.",
    InternationalOrganization Organization "An organisation of states or at work in many.",
    NewsAgency Organization "A news agency.",
    NewsMediaOrganization Organization "A newspaper, broadcaster or news site.",
    Place Place "A place of any kind.",
    Country Place "A country.",
    Region Place "A state, province or other part of a country.",
    City Place "A city, town or village.",
    Facility Place "A building, road, airport or the like.",
    Event Event "A war, match, festival, disaster or other happening.",
    Time Time "A day, month, feast or period.",
    Product Product "An artefact: a vehicle, device, ship, brand of goods.",
    Work Work "A book, film, song, painting.",
    Law Law "A law, treaty or a part of one.",
    Language Language "A language.",
    Concept Concept "Anything else that has a name: a prize, disease, programme, idea.",
}

impl Class {
    /// The class as the entity list gives it: one of the general ones, or a kind of
    /// them that every reader of the list knows.
    pub fn listed(self) -> &'static str {
        match self {
            Class::Country | Class::City | Class::Facility | Class::Company => self.as_str(),
            Class::Time => "Date",
            other => other.broad().as_str(),
        }
    }

    /// Whether things of the two classes can be one and the same.
    pub fn compatible(self, other: Class) -> bool {
        if self == other || self.broad() == self && self == other.broad() || other == self.broad() {
            return true;
        }
        self.is_abstract() && other.is_abstract()
    }

    fn is_abstract(self) -> bool {
        matches!(self, Class::Work | Class::Law | Class::Language | Class::Concept)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A class that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown class {0:?}")]
pub struct UnknownClass(pub String);

impl FromStr for Class {
    type Err = UnknownClass;

    fn from_str(name: &str) -> Result<Self, UnknownClass> {
        let found = Class::ALL.iter().find(|c| c.as_str() == name);
        found.copied().ok_or_else(|| UnknownClass(name.to_owned()))
    }
}
