//! A document as resolution reads it: trees, known names and word classes, looked up once.

use super::names::NameKey;
use super::pronoun::Pronoun;
use crate::annotate::{Deprel, Sentence, Tree, Upos};
use crate::document::{BlockKind, Document};
use crate::gazetteer::{Class, Form, Gazetteer, Kind, Match, WordClasses};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// The document with everything looked up.
pub struct Context<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its headline, if it has one.
    pub title: Option<&'a str>,
    /// The headline as a name, which it is in an article on somebody.
    pub topic: Option<NameKey>,
    /// The lists.
    pub gazetteer: &'a Gazetteer,
    /// The trees of its sentences.
    pub trees: Vec<Tree<'a>>,
    /// Whether the sentence is the document's headline.
    pub titled: Vec<bool>,
    /// ISO 3166-1 codes of the countries that it speaks of, by themselves or by a region or people.
    pub countries: FxHashSet<&'a str>,
    /// The general class of what the headline names, where it is nothing but a known name.
    pub about: Option<Class>,
    matches: Vec<Vec<Match>>,
    classes: Vec<Vec<WordClasses>>,
    /// Whether most words of the sentence are capitalised, as in a headline.
    pub headline: Vec<bool>,
    /// For every word whether it stands inside quotation marks.
    pub quoted: Vec<Vec<bool>>,
    /// The first letters of runs of two to six capitalised words, which abbreviations stand for.
    initials: FxHashSet<String>,
}

impl<'a> Context<'a> {
    /// Looks up every word of `sentences`.
    pub fn new(document: &'a Document, sentences: &'a [Sentence], gazetteer: &'a Gazetteer) -> Self {
        let text = document.text.as_str();
        let trees: Vec<Tree<'a>> = sentences.iter().map(|s| Tree::new(s, text)).collect();
        let mut titles = document.blocks.iter().filter(|b| b.kind == BlockKind::Title);
        let title = titles.next().map(|b| b.span);
        let mut context = Context {
            titled: sentences.iter().map(|s| title.is_some_and(|t| t.contains(s.span))).collect(),
            text,
            title: document.title.as_deref(),
            topic: document.title.as_deref().map(NameKey::new),
            gazetteer,
            countries: FxHashSet::default(),
            about: about(document.title.as_deref(), gazetteer),
            matches: Vec::with_capacity(trees.len()),
            classes: Vec::with_capacity(trees.len()),
            headline: Vec::with_capacity(trees.len()),
            quoted: quotations(&trees),
            initials: initials(&trees),
            trees,
        };
        let mut forms: Vec<&str> = Vec::new();
        for tree in &context.trees {
            forms.clear();
            forms.extend((0..tree.len()).map(|i| tree.form(i)));
            context.matches.push(gazetteer.lookup(&forms));
            context.classes.push(forms.iter().map(|f| gazetteer.word_classes(f)).collect());
            let words = forms.iter().filter(|f| f.chars().all(char::is_alphabetic) && f.len() > 3);
            let (all, capital) =
                words.fold((0, 0), |(a, c), f| (a + 1, c + usize::from(f.starts_with(char::is_uppercase))));
            context.headline.push(all > 2 && capital * 10 >= all * 8);
        }
        let entries = context.matches.iter().flatten().map(|m| &gazetteer.entries()[m.entry]);
        let countries = entries.filter(|e| matches!(e.class, Class::Country | Class::Region));
        context.countries = countries.map(|e| &*e.code).filter(|code| !code.is_empty()).collect();
        context
    }

    /// What word `index` can be.
    pub fn classes(&self, sentence: usize, index: usize) -> WordClasses {
        self.classes[sentence].get(index).copied().unwrap_or_default()
    }

    /// The known name that covers word `index`.
    pub fn matched(&self, sentence: usize, index: usize) -> Option<&Match> {
        let matches = &self.matches[sentence];
        let at = matches.partition_point(|m| m.words.end <= index);
        matches.get(at).filter(|m| m.words.contains(&index))
    }

    /// All known names of the text, with their sentences.
    pub fn known(&self) -> impl Iterator<Item = (usize, &Match)> {
        self.matches.iter().enumerate().flat_map(|(sentence, found)| found.iter().map(move |m| (sentence, m)))
    }

    /// The entry that exactly these words stand for.
    pub fn entry(&self, sentence: usize, words: &Range<usize>) -> Option<(usize, Form)> {
        match self.matched(sentence, words.start) {
            Some(m) if m.words == *words => Some((m.entry, m.form)),
            _ => self.gazetteer.find(self.form(sentence, words)),
        }
    }

    /// Whether word `index` abbreviates capitalised words of the document: "DH" where it has
    /// "Digital Humanities".
    pub fn abbreviates(&self, sentence: usize, index: usize) -> bool {
        !self.headline[sentence] && self.initials.contains(self.trees[sentence].form(index))
    }

    /// The text of the words.
    pub fn form(&self, sentence: usize, words: &Range<usize>) -> &'a str {
        let tree = &self.trees[sentence];
        if words.is_empty() || words.end > tree.len() {
            return "";
        }
        tree.word(words.start).span.cover(tree.word(words.end - 1).span).of(self.text)
    }

    /// Whether all the words hang together under `head`.
    pub fn is_phrase(&self, sentence: usize, words: &Range<usize>, head: usize) -> bool {
        let tree = &self.trees[sentence];
        words.clone().all(|w| {
            let mut at = w;
            while at != head {
                match tree.head(at) {
                    Some(parent) if words.contains(&parent) && tree.word(at).deprel != Deprel::Conj => {
                        at = parent
                    }
                    _ => return false,
                }
            }
            true
        })
    }

    /// The part that the phrase around word `index` plays in its sentence: that of what it
    /// stands in apposition to.
    pub fn role(&self, sentence: usize, index: usize) -> Deprel {
        let tree = &self.trees[sentence];
        let mut at = index;
        while let Some(head) = tree
            .head(at)
            .filter(|_| matches!(tree.word(at).deprel, Deprel::Appos | Deprel::NmodDesc | Deprel::Flat))
        {
            at = head;
        }
        tree.word(at).deprel
    }

    /// The pronoun at word `index`, if it can stand for something.
    pub fn pronoun(&self, sentence: usize, index: usize) -> Option<Pronoun> {
        let tree = &self.trees[sentence];
        if tree.word(index).upos != Upos::Pron || tree.word(index).deprel == Deprel::Expl {
            return None;
        }
        Pronoun::parse(tree.form(index))
    }
}

/// The general class of what a headline of nothing but a name is about.
fn about(title: Option<&str>, gazetteer: &Gazetteer) -> Option<Class> {
    let title = title?;
    let known = gazetteer.find(title).map(|(entry, _)| gazetteer.entries()[entry].class.broad());
    let named = |word: &str| {
        let classes = gazetteer.word_classes(word);
        [Kind::Given, Kind::Surname, Kind::Honorific, Kind::Rank].iter().any(|&kind| classes.has(kind))
    };
    let person = || title.contains(' ') && title.split_whitespace().all(named);
    known.or_else(|| person().then_some(Class::Person))
}

/// The first letters of every two to six capitalised words in a row.
fn initials(trees: &[Tree<'_>]) -> FxHashSet<String> {
    let mut found = FxHashSet::default();
    let mut run: Vec<char> = Vec::new();
    for tree in trees {
        run.clear();
        for index in 0..tree.len() {
            let form = tree.form(index);
            let mut letters = form.chars();
            match letters.next().filter(|c| c.is_uppercase()) {
                // an abbreviation does not stand for abbreviations
                Some(first) if letters.next().is_some_and(char::is_lowercase) => {
                    run.push(first);
                    for length in 2..=run.len().min(6) {
                        found.insert(run[run.len() - length..].iter().collect());
                    }
                }
                _ => run.clear(),
            }
        }
    }
    found
}

/// Which words stand inside quotation marks; a quotation may span sentences, but
/// one that is never closed ends with its sentence.
fn quotations(trees: &[Tree<'_>]) -> Vec<Vec<bool>> {
    let mut open = false;
    let mut quoted: Vec<Vec<bool>> = Vec::with_capacity(trees.len());
    for (number, tree) in trees.iter().enumerate() {
        let mut inside = Vec::with_capacity(tree.len());
        for index in 0..tree.len() {
            match tree.form(index) {
                "“" => open = true,
                "”" => open = false,
                "\"" | "``" | "''" => open = !open,
                _ => {}
            }
            inside.push(open);
        }
        let paragraph_ends = trees.get(number + 1).is_some_and(|next| {
            let gap = tree.sentence.span.end as usize..next.sentence.span.start as usize;
            tree.text.get(gap).is_some_and(|gap| gap.contains('\n'))
        });
        if paragraph_ends {
            open = false;
        }
        quoted.push(inside);
    }
    quoted
}
