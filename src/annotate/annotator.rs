//! Fills in what the model says of the words of a document.

use super::agreement::agree;
use super::lexicon::{Lexicon, LexiconError};
use super::network::file::{Model, ModelError};
use super::network::forward::{Network, Prediction, Scratch};
use super::repair::repair;
use super::{Deprel, Name, NameType, Sentence, Upos, Xpos};

/// Words that are run through the network together.
const BATCH: usize = 256;
/// Longer sentences are annotated in pieces, since attention grows with the square.
const LONGEST: usize = 256;

/// Tags, lemmatises, parses and finds names.
#[derive(Debug)]
pub struct Annotator {
    network: Network,
    lexicon: Lexicon,
}

/// Why an [`Annotator`] cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotatorError {
    /// The model cannot be read.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Its lemmatiser's tables cannot be read.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

/// The English model that the program carries.
pub const ENGLISH: &[u8] = include_bytes!("../../models/english.tercet");

impl Annotator {
    /// Makes a model file's bytes ready to run.
    ///
    /// # Errors
    /// A damaged, foreign or newer model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, AnnotatorError> {
        let model = Model::from_bytes(bytes)?;
        let lexicon = Lexicon::parse(&model.lexicon)?;
        Ok(Annotator { network: Network::new(model), lexicon })
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Annotates sentences, whose spans count in `text`. `scratch` may serve many calls.
    pub fn annotate(&self, sentences: &mut [Sentence], text: &str, scratch: &mut Scratch) {
        let mut from = 0;
        while from < sentences.len() {
            let mut starts = vec![0];
            let mut to = from;
            let mut count = 0;
            while to < sentences.len() && (count == 0 || count + sentences[to].words.len() <= BATCH) {
                let words = sentences[to].words.len();
                starts.extend((1..words.div_ceil(LONGEST)).map(|piece| count + piece * LONGEST));
                count += words;
                starts.push(count);
                to += 1;
            }
            starts.dedup();
            let forms = sentences[from..to].iter().flat_map(|s| s.words.iter().map(|w| w.span.of(text)));
            let predictions = self.network.predict(forms, &starts, scratch);
            let mut at = 0;
            for sentence in &mut sentences[from..to] {
                let end = at + sentence.words.len();
                self.fill(sentence, text, &predictions[at..end]);
                at = end;
            }
            from = to;
        }
    }

    fn fill(&self, sentence: &mut Sentence, text: &str, predictions: &[Prediction]) {
        let model = self.network.model();
        let count = sentence.words.len();
        let mut lemma = String::new();
        let mut root = None;
        for (index, prediction) in predictions.iter().enumerate() {
            let (upos, xpos) =
                model.tags.get(usize::from(prediction.tag)).copied().unwrap_or((Upos::X, Xpos::Xx));
            let form = sentence.form(index, text);
            let piece = index / LONGEST * LONGEST;
            let head = prediction.head as usize + piece;
            let word = &mut sentence.words[index];
            word.upos = upos;
            word.xpos = xpos;
            word.feats = self.lexicon.feats(form, xpos);
            word.head_probability = prediction.head_probability;
            word.deprel = model.deprels.get(usize::from(prediction.deprel)).copied().unwrap_or(Deprel::Dep);
            let piece_length = LONGEST.min(count - piece);
            if prediction.head as usize == piece_length {
                // One root a sentence: later pieces hang from the first.
                word.head = root;
                word.deprel = if root.is_some() { Deprel::Parataxis } else { Deprel::Root };
                root.get_or_insert(index as u32);
            } else {
                word.head = Some(head as u32);
                if word.deprel == Deprel::Root {
                    word.deprel = Deprel::Dep;
                }
            }
            let known = |word: &str| model.vocabulary.row(word).is_some();
            self.lexicon.lemma(form, xpos, index == 0, known, &mut lemma);
            sentence.set_lemma(index, &lemma);
        }
        sentence.names = names(predictions, &model.names);
        for index in repair(sentence, text) {
            let (form, xpos) = (sentence.form(index, text), sentence.words[index].xpos);
            sentence.words[index].feats = self.lexicon.feats(form, xpos);
            let known = |word: &str| model.vocabulary.row(word).is_some();
            self.lexicon.lemma(form, xpos, index == 0, known, &mut lemma);
            sentence.set_lemma(index, &lemma);
        }
        agree(sentence, text);
    }
}

/// Joins name labels into names: a label inside opens a name where none of its type is open.
fn names(predictions: &[Prediction], kinds: &[NameType]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (index, prediction) in predictions.iter().enumerate() {
        let Some(label) = prediction.name.checked_sub(1) else { continue };
        let Some(&kind) = kinds.get(usize::from(label / 2)) else { continue };
        match names.last_mut() {
            Some(name) if label % 2 == 1 && name.kind == kind && name.words.end == index => {
                name.words.end += 1;
                let count = name.words.len() as f32;
                name.probability += (prediction.name_probability - name.probability) / count;
            }
            _ => names.push(Name { words: index..index + 1, kind, probability: prediction.name_probability }),
        }
    }
    names
}
