//! Features that the tree tells: voice, mood, agreement, case.
//!
//! The lexicon gives what the form and its tag tell; English marks the rest by position.

use super::{Deprel, Feats, Sentence, Upos, Xpos};

const SUBJECTS: [Deprel; 2] = [Deprel::Nsubj, Deprel::NsubjPass];

/// Corrects the features of all words of a parsed sentence; `text` holds its forms.
pub fn agree(sentence: &mut Sentence, text: &str) {
    for index in 0..sentence.words.len() {
        let word = sentence.words[index];
        let feats = match word.xpos {
            Xpos::Vbn if is_passive(sentence, index) => word.feats.with("Voice=Pass"),
            Xpos::Vb if is_imperative(sentence, index) => {
                word.feats.without("VerbForm=Inf").with("Mood=Imp").with("VerbForm=Fin")
            }
            Xpos::Vbp | Xpos::Vbd => match subject(sentence, index) {
                Some(subject) => with_agreement(word.feats, sentence, subject, text),
                None => word.feats,
            },
            Xpos::Prp if matches!(word.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nmod) => {
                match word.feats.has("Case=Nom") {
                    true => word.feats.without("Case=Nom").with("Case=Acc"),
                    false => word.feats,
                }
            }
            _ => word.feats,
        };
        sentence.words[index].feats = feats;
    }
}

fn dependents(sentence: &Sentence, head: usize) -> impl Iterator<Item = usize> + '_ {
    (0..sentence.words.len()).filter(move |&i| sentence.words[i].head == Some(head as u32))
}

/// A participle with a passive auxiliary or subject, or behind its noun.
fn is_passive(sentence: &Sentence, index: usize) -> bool {
    let word = &sentence.words[index];
    let marked = dependents(sentence, index)
        .any(|d| matches!(sentence.words[d].deprel, Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass));
    let behind_noun = word.deprel == Deprel::Acl && word.head.is_some_and(|h| (h as usize) < index);
    word.upos == Upos::Verb && (marked || behind_noun)
}

/// A bare verb that heads a main clause without subject, auxiliary or "to".
fn is_imperative(sentence: &Sentence, index: usize) -> bool {
    let word = &sentence.words[index];
    let main = matches!(word.deprel, Deprel::Root | Deprel::Parataxis)
        || word.deprel == Deprel::Conj
            && word
                .head
                .is_some_and(|h| (h as usize) < index && sentence.words[h as usize].feats.has("Mood=Imp"));
    main && !dependents(sentence, index).any(|d| {
        let dependent = &sentence.words[d];
        let negated = sentence.lemma(d) == "do";
        SUBJECTS.contains(&dependent.deprel)
            || dependent.deprel == Deprel::Aux && !negated
            || dependent.xpos == Xpos::To
    })
}

/// The subject of a finite verb, auxiliary or copula.
fn subject(sentence: &Sentence, verb: usize) -> Option<usize> {
    let word = &sentence.words[verb];
    let carrier = match word.deprel {
        Deprel::Aux | Deprel::AuxPass | Deprel::Cop => word.head? as usize,
        _ => verb,
    };
    dependents(sentence, carrier).find(|&d| SUBJECTS.contains(&sentence.words[d].deprel))
}

fn with_agreement(feats: Feats, sentence: &Sentence, subject: usize, text: &str) -> Feats {
    let joined = dependents(sentence, subject).any(|d| sentence.words[d].deprel == Deprel::Conj);
    let word = &sentence.words[subject];
    let plural = joined || matches!(word.xpos, Xpos::Nns | Xpos::Nnps) || word.feats.has("Number=Plur");
    let (number, person) = match sentence.form(subject, text).to_lowercase().as_str() {
        "i" => ("Number=Sing", "Person=1"),
        "we" => ("Number=Plur", "Person=1"),
        "you" => ("Number=Sing", "Person=2"),
        "they" => ("Number=Plur", "Person=3"),
        "who" | "which" | "that" | "there" => return feats,
        _ if plural => ("Number=Plur", "Person=3"),
        _ if feats.has("Tense=Past") => ("Number=Sing", "Person=3"),
        _ => return feats,
    };
    let cleared = ["Number=Sing", "Number=Plur", "Person=1", "Person=2", "Person=3"]
        .into_iter()
        .fold(feats, Feats::without);
    cleared.with(number).with(person)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::annotate::conllu;

    fn feats(rows: &str, index: usize) -> String {
        let rows: String = rows
            .lines()
            .enumerate()
            .map(|(i, row)| {
                let c: Vec<&str> = row.split(' ').collect();
                format!(
                    "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t_\n",
                    i + 1,
                    c[0],
                    c[0],
                    c[1],
                    c[2],
                    c[3],
                    c[4],
                    c[5]
                )
            })
            .collect();
        let mut file = conllu::read(&rows).unwrap();
        agree(&mut file.sentences[0], &file.text);
        file.sentences[0].words[index].feats.to_string()
    }

    #[test]
    fn finite_verbs_agree_with_their_subjects() {
        let we = "We PRON PRP Number=Plur|Person=1 2 nsubj\nleft VERB VBD Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root";
        assert_eq!(feats(we, 1), "Mood=Ind|Number=Plur|Person=1|Tense=Past|VerbForm=Fin");
    }

    #[test]
    fn bare_main_verbs_are_imperative_unless_they_have_a_subject() {
        assert_eq!(
            feats("Go VERB VB VerbForm=Inf 0 root\nhome ADV RB _ 1 advmod", 0),
            "Mood=Imp|VerbForm=Fin"
        );
        let will = "They PRON PRP _ 3 nsubj\nwill AUX MD _ 3 aux\ngo VERB VB VerbForm=Inf 0 root";
        assert_eq!(feats(will, 2), "VerbForm=Inf");
    }

    #[test]
    fn participles_are_passive_with_an_auxiliary_and_behind_nouns() {
        let was = "It PRON PRP _ 3 nsubj:pass\nwas AUX VBD _ 3 aux:pass\nsold VERB VBN VerbForm=Part 0 root";
        assert_eq!(feats(was, 2), "VerbForm=Part|Voice=Pass");
        let has = "It PRON PRP _ 3 nsubj\nhas AUX VBZ _ 3 aux\nsold VERB VBN VerbForm=Part 0 root";
        assert_eq!(feats(has, 2), "VerbForm=Part");
    }
}
