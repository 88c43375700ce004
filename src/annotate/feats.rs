//! Morphological features as a set of the values that UD English uses.

/// Every `Feature=Value` of UD English, in the order in which CoNLL-U writes them.
const VALUES: [&str; 64] = [
    "Abbr=Yes",
    "Case=Acc",
    "Case=Gen",
    "Case=Nom",
    "Definite=Def",
    "Definite=Ind",
    "Degree=Cmp",
    "Degree=Pos",
    "Degree=Sup",
    "ExtPos=ADP",
    "ExtPos=ADV",
    "ExtPos=CCONJ",
    "ExtPos=PRON",
    "ExtPos=PROPN",
    "ExtPos=SCONJ",
    "Foreign=Yes",
    "Gender=Fem",
    "Gender=Fem,Masc",
    "Gender=Masc",
    "Gender=Neut",
    "Mood=Imp",
    "Mood=Ind",
    "Mood=Sub",
    "Number=Plur",
    "Number=Ptan",
    "Number=Sing",
    "NumForm=Combi",
    "NumForm=Digit",
    "NumForm=Roman",
    "NumForm=Word",
    "NumType=Card",
    "NumType=Frac",
    "NumType=Mult",
    "NumType=Ord",
    "Person=1",
    "Person=2",
    "Person=3",
    "Polarity=Neg",
    "Polarity=Pos",
    "Poss=Yes",
    "PronType=Art",
    "PronType=Dem",
    "PronType=Emp",
    "PronType=Ind",
    "PronType=Int",
    "PronType=Neg",
    "PronType=Prs",
    "PronType=Rcp",
    "PronType=Rel",
    "PronType=Tot",
    "Reflex=Yes",
    "Style=Arch",
    "Style=Coll",
    "Style=Expr",
    "Style=Slng",
    "Style=Vrnc",
    "Tense=Past",
    "Tense=Pres",
    "Typo=Yes",
    "VerbForm=Fin",
    "VerbForm=Ger",
    "VerbForm=Inf",
    "VerbForm=Part",
    "Voice=Pass",
];

/// A set of [UD features](https://universaldependencies.org/u/feat/), one bit a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feats(pub u64);

impl Feats {
    /// Reads the FEATS column; values that UD English does not have are left out.
    pub fn parse(column: &str) -> Self {
        Feats(column.split('|').fold(0, |set, value| set | bit(value)))
    }

    /// Whether the set holds `value`, written as `Number=Plur`.
    pub fn has(self, value: &str) -> bool {
        self.0 & bit(value) != 0
    }

    /// The set with `value` added.
    #[must_use]
    pub fn with(self, value: &str) -> Self {
        Feats(self.0 | bit(value))
    }

    /// The set without `value`.
    #[must_use]
    pub fn without(self, value: &str) -> Self {
        Feats(self.0 & !bit(value))
    }
}

fn bit(value: &str) -> u64 {
    VALUES.iter().position(|v| *v == value).map_or(0, |i| 1 << i)
}

impl std::fmt::Display for Feats {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 == 0 {
            return f.write_str("_");
        }
        let mut separator = "";
        for (i, value) in VALUES.iter().enumerate() {
            if self.0 >> i & 1 == 1 {
                write!(f, "{separator}{value}")?;
                separator = "|";
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_written_as_it_was_read() {
        let column = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
        let feats = Feats::parse(column);
        assert_eq!(feats.to_string(), column);
        assert!(feats.has("Tense=Past") && !feats.has("Tense=Pres"));
        assert_eq!(Feats::parse("_").to_string(), "_");
        assert_eq!(
            feats.without("Mood=Ind").with("Voice=Pass").to_string(),
            "Number=Sing|Person=3|Tense=Past|VerbForm=Fin|Voice=Pass"
        );
    }
}
