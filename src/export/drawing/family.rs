//! The few kinds of thing that a picture tells apart.

use crate::ontology::Ontology;

/// A kind of thing, told by its colour; colours after Okabe and Ito (2008), lightened,
/// which the colour-blind tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// People.
    Person,
    /// Peoples, followers, crowds.
    Group,
    /// Companies, parties, courts.
    Organization,
    /// Countries, cities, rivers.
    Place,
    /// What happens.
    Event,
    /// What is made: books, laws, products, vehicles.
    Work,
    /// All else.
    Thing,
}

/// Families by the classes below which they are found, the first that fits.
const CLASSES: [(&str, Family); 10] = [
    ("Person", Family::Person),
    ("Group", Family::Group),
    ("GeopoliticalEntity", Family::Place),
    ("Place", Family::Place),
    ("Organization", Family::Organization),
    ("Body", Family::Organization),
    ("Agent", Family::Organization),
    ("Event", Family::Event),
    ("Work", Family::Work),
    ("Product", Family::Work),
];

impl Family {
    /// All of them, in the order of a legend.
    pub const ALL: [Family; 7] = [
        Family::Person,
        Family::Group,
        Family::Organization,
        Family::Place,
        Family::Event,
        Family::Work,
        Family::Thing,
    ];

    /// The family of a class, by its local name.
    pub fn of(kind: &str, ontology: &Ontology) -> Family {
        let found = CLASSES.iter().find(|(class, _)| ontology.is_subclass(kind, class));
        found.map_or(Family::Thing, |&(_, family)| family)
    }

    /// The word for it, which is also its CSS class.
    pub fn name(self) -> &'static str {
        match self {
            Family::Person => "person",
            Family::Group => "group",
            Family::Organization => "organization",
            Family::Place => "place",
            Family::Event => "event",
            Family::Work => "work",
            Family::Thing => "thing",
        }
    }

    /// Fill and outline.
    pub fn colours(self) -> (&'static str, &'static str) {
        match self {
            Family::Person => ("#FDEBD3", "#C9701A"),
            Family::Group => ("#FBF3C4", "#A68A00"),
            Family::Organization => ("#D9EAF7", "#0067A6"),
            Family::Place => ("#D5EFE3", "#008A63"),
            Family::Event => ("#F7DDEB", "#A94B81"),
            Family::Work => ("#E6E1F5", "#6A51A3"),
            Family::Thing => ("#EEF1F3", "#78868F"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_the_family_of_what_they_are_below() {
        let ontology = Ontology::news().unwrap_or_else(|e| panic!("{e}"));
        for (kind, family) in [
            ("Person", Family::Person),
            ("Country", Family::Place),
            ("Company", Family::Organization),
            ("Concept", Family::Thing),
            ("no such class", Family::Thing),
        ] {
            assert_eq!(Family::of(kind, &ontology), family, "{kind}");
        }
        for (class, _) in CLASSES {
            assert!(ontology.class(class).is_some(), "{class}");
        }
    }
}
