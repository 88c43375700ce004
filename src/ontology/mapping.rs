//! From the normal form of a relation to a property of the ontology.

use rustc_hash::FxHashMap;

use super::{NAMESPACE, Ontology, Property};

/// A form of a property, found under its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Index of the property.
    property: usize,
    /// Whether the form runs from object to subject.
    inverse: bool,
    /// Whether the form is found here without the `be` it is written with.
    bare: bool,
}

/// Form word for word, classes within domain and range, their depth, direct sense.
type Score = (bool, bool, i32, bool);

/// All forms by their words; reports those that nothing tells apart.
pub(super) fn index(properties: &[Property], warnings: &mut Vec<String>) -> FxHashMap<String, Vec<Entry>> {
    let mut forms: FxHashMap<String, Vec<Entry>> = FxHashMap::default();
    for (number, property) in properties.iter().enumerate() {
        let direct = property.verb_forms.iter().chain(&property.noun_forms).map(|f| (f, false));
        for (form, inverse) in direct.chain(property.inverse_forms.iter().map(|f| (f, true))) {
            let form = normal(form);
            let entries = forms.entry(form.clone()).or_default();
            for other in entries.iter().filter(|o| o.inverse == inverse && !o.bare) {
                let Some(twin) = properties.get(other.property) else { continue };
                if other.property != number && twin.domain == property.domain && twin.range == property.range
                {
                    warnings.push(format!(
                        "<{}> and <{}> share the form \"{form}\", domain and range; the first is always taken: \
                         remove the form from one of them",
                        twin.iri, property.iri
                    ));
                }
            }
            push(entries, Entry { property: number, inverse, bare: false });
            if let Some(bare) = form.strip_prefix("be ") {
                push(
                    forms.entry(bare.to_owned()).or_default(),
                    Entry { property: number, inverse, bare: true },
                );
            }
        }
    }
    forms
}

fn push(entries: &mut Vec<Entry>, entry: Entry) {
    if !entries.contains(&entry) {
        entries.push(entry);
    }
}

/// Lower case, single blanks: how forms are compared.
fn normal(form: &str) -> String {
    form.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Ontology {
    /// The property that a relation expresses, and whether its subject and object change places.
    ///
    /// Of the properties with this form whose domain and range do not contradict the
    /// classes (by local name; none or an unknown one contradicts nothing), the one
    /// whose form fits word for word, then one whose domain and range the classes lie within,
    /// then the one with the most specific domain and range (the most general, where the class is
    /// not known), then the one in direct sense, then the first by IRI.
    pub fn property_for(
        &self,
        lemma: &str,
        subject_class: Option<&str>,
        object_class: Option<&str>,
    ) -> Option<(&Property, bool)> {
        let subject = subject_class.and_then(|c| self.class_index.get(c)).copied();
        let object = object_class.and_then(|c| self.class_index.get(c)).copied();
        let lemma = normal(lemma);
        // "be leader of" is found as "leader of" where the form is not written with "be".
        self.best(&lemma, subject, object)
            .or_else(|| lemma.strip_prefix("be ").and_then(|noun| self.best(noun, subject, object)))
    }

    /// Whether the classes of both ends speak for `property`, not only not against it.
    ///
    /// The forms of the news ontology are everyday verbs of many senses: "come from" is being born
    /// somewhere where the object is a place, and "break" without object is no violation. Agents
    /// often go by nouns whose class nothing tells ("rivals"). An ontology of the user's own has forms chosen
    /// for the texts, so that nothing against it is enough.
    pub fn vouches(
        &self,
        property: &Property,
        subject_class: Option<&str>,
        object_class: Option<&str>,
        has_object: bool,
    ) -> bool {
        if !property.iri.starts_with(NAMESPACE) {
            return true;
        }
        let name = |class: Option<usize>| class.and_then(|c| self.classes.get(c)).map(|c| c.local.as_str());
        let acts =
            matches!(name(property.domain), None | Some("Entity" | "Agent")) || subject_class.is_some();
        let undergoes = matches!(name(property.range), None | Some("Entity")) || object_class.is_some();
        acts && undergoes && (has_object || property.range.is_none())
    }

    /// The best property under exactly these words.
    fn best(&self, form: &str, subject: Option<usize>, object: Option<usize>) -> Option<(&Property, bool)> {
        let mut best: Option<(Score, &Property, bool)> = None;
        for entry in self.forms.get(form)? {
            let Some(property) = self.properties.get(entry.property) else { continue };
            let (first, second) = if entry.inverse { (object, subject) } else { (subject, object) };
            let fits = |given: Option<usize>, asked: Option<usize>| match (given, asked) {
                (Some(given), Some(asked)) => self.compatible(given, asked),
                _ => true,
            };
            if !fits(first, property.domain) || !fits(second, property.range) {
                continue;
            }
            let within = |given: Option<usize>, asked: Option<usize>| match (given, asked) {
                (Some(given), Some(asked)) => self.below(given, asked),
                _ => true,
            };
            let inside = within(first, property.domain) && within(second, property.range);
            // A class that is not known gives no reason to take the narrower property.
            let closeness = |given: Option<usize>, asked| match (given, self.depth(asked)) {
                (Some(_), depth) => depth,
                (None, depth) => -depth,
            };
            let specific = closeness(first, property.domain) + closeness(second, property.range);
            let score = (!entry.bare, inside, specific, !entry.inverse);
            if best.is_none_or(|(top, _, _)| score > top) {
                best = Some((score, property, entry.inverse));
            }
        }
        best.map(|(_, property, inverse)| (property, inverse))
    }
}

/// An IRI for a relation without a property: `hold talks with` gives `…relation/hold_talks_with`.
///
/// `base` is the base IRI of the graph; without one the namespace of the ontology serves.
pub fn minted_iri(base: &str, lemma: &str) -> String {
    let base = if base.is_empty() { NAMESPACE } else { base };
    let mut iri = base.to_owned();
    if !base.ends_with(['/', '#']) {
        iri.push('/');
    }
    iri.push_str("relation/");
    for byte in normal(lemma).bytes() {
        match byte {
            b' ' => iri.push('_'),
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' => iri.push(char::from(byte)),
            _ => iri.push_str(&format!("%{byte:02X}")),
        }
    }
    iri
}
