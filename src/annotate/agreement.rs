//! Features that the tree tells: voice, mood, agreement, case.
//!
//! The lexicon gives what the form and its tag tell; English marks the rest by position.

use super::{Deprel, Feats, Sentence, Tree, Upos, Xpos};

const SUBJECTS: [Deprel; 2] = [Deprel::Nsubj, Deprel::NsubjPass];

/// Corrects the features of all words of a parsed sentence; `text` holds its forms.
pub fn agree(sentence: &mut Sentence, text: &str) {
    let tree = Tree::new(sentence, text);
    let mut corrected: Vec<Feats> = Vec::with_capacity(tree.len());
    for index in 0..tree.len() {
        let word = tree.word(index);
        let feats = match word.xpos {
            Xpos::Vbn if is_passive(&tree, index) => word.feats.with("Voice=Pass"),
            Xpos::Vb if is_imperative(&tree, index, &corrected) => {
                word.feats.without("VerbForm=Inf").with("Mood=Imp").with("VerbForm=Fin")
            }
            Xpos::Vbp | Xpos::Vbd => match subject(&tree, index) {
                Some(subject) => with_agreement(word.feats, &tree, subject),
                None => word.feats,
            },
            Xpos::Prp
                if word.feats.has("Case=Nom")
                    && matches!(word.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nmod) =>
            {
                word.feats.without("Case=Nom").with("Case=Acc")
            }
            _ => word.feats,
        };
        corrected.push(feats);
    }
    for (word, feats) in sentence.words.iter_mut().zip(corrected) {
        word.feats = feats;
    }
}

/// A participle with a passive auxiliary or subject, or behind its noun.
fn is_passive(tree: &Tree, index: usize) -> bool {
    let word = tree.word(index);
    let marks = [Deprel::AuxPass, Deprel::NsubjPass, Deprel::CsubjPass];
    let marked = tree.children_by(index, &marks).next().is_some();
    let behind_noun = word.deprel == Deprel::Acl && tree.head(index).is_some_and(|head| head < index);
    word.upos == Upos::Verb && (marked || behind_noun)
}

/// A bare verb that heads a main clause without subject, auxiliary or "to"; `before` are
/// the features of the words before it.
fn is_imperative(tree: &Tree, index: usize, before: &[Feats]) -> bool {
    let word = tree.word(index);
    let after_imperative =
        || tree.head(index).and_then(|head| before.get(head)).is_some_and(|f| f.has("Mood=Imp"));
    let main = matches!(word.deprel, Deprel::Root | Deprel::Parataxis)
        || word.deprel == Deprel::Conj && after_imperative();
    main && !tree.children(index).any(|child| {
        let dependent = tree.word(child);
        SUBJECTS.contains(&dependent.deprel)
            || dependent.deprel == Deprel::Aux && tree.lemma(child) != "do"
            || dependent.xpos == Xpos::To
    })
}

/// The subject of a finite verb, auxiliary or copula.
fn subject(tree: &Tree, verb: usize) -> Option<usize> {
    let carrier = match tree.word(verb).deprel {
        Deprel::Aux | Deprel::AuxPass | Deprel::Cop => tree.head(verb)?,
        _ => verb,
    };
    tree.children_by(carrier, &SUBJECTS).next()
}

fn with_agreement(feats: Feats, tree: &Tree, subject: usize) -> Feats {
    let word = tree.word(subject);
    let plural = matches!(word.xpos, Xpos::Nns | Xpos::Nnps)
        || word.feats.has("Number=Plur")
        || tree.child(subject, Deprel::Conj).is_some();
    let (number, person) = match tree.form(subject).to_lowercase().as_str() {
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
