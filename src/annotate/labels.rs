//! The closed label sets: universal and Penn part of speech, UD relations, name types.

/// Declares an enum whose variants are the labels of a published tag set.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // each variant is the label it is written as
        #[repr(u8)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// Every label, in the order of the discriminants.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The label as CoNLL-U files write it.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $label,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownLabel;

            fn from_str(label: &str) -> Result<Self, UnknownLabel> {
                match label {
                    $($label => Ok($name::$variant),)*
                    _ => Err(UnknownLabel { set: stringify!($name), label: label.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// A label outside its closed set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {set} label {label:?}")]
pub struct UnknownLabel {
    set: &'static str,
    label: String,
}

labels! {
    /// [Universal part of speech](https://universaldependencies.org/u/pos/).
    Upos {
        Adj = "ADJ",
        Adp = "ADP",
        Adv = "ADV",
        Aux = "AUX",
        Cconj = "CCONJ",
        Det = "DET",
        Intj = "INTJ",
        Noun = "NOUN",
        Num = "NUM",
        Part = "PART",
        Pron = "PRON",
        Propn = "PROPN",
        Punct = "PUNCT",
        Sconj = "SCONJ",
        Sym = "SYM",
        Verb = "VERB",
        X = "X",
    }
}

labels! {
    /// Penn Treebank part of speech, as UD English writes it.
    Xpos {
        Cc = "CC",
        Cd = "CD",
        Dt = "DT",
        Ex = "EX",
        Fw = "FW",
        In = "IN",
        Jj = "JJ",
        Jjr = "JJR",
        Jjs = "JJS",
        Ls = "LS",
        Md = "MD",
        Nn = "NN",
        Nns = "NNS",
        Nnp = "NNP",
        Nnps = "NNPS",
        Pdt = "PDT",
        Pos = "POS",
        Prp = "PRP",
        Prps = "PRP$",
        Rb = "RB",
        Rbr = "RBR",
        Rbs = "RBS",
        Rp = "RP",
        Sym = "SYM",
        To = "TO",
        Uh = "UH",
        Vb = "VB",
        Vbd = "VBD",
        Vbg = "VBG",
        Vbn = "VBN",
        Vbp = "VBP",
        Vbz = "VBZ",
        Wdt = "WDT",
        Wp = "WP",
        Wps = "WP$",
        Wrb = "WRB",
        Add = "ADD",
        Afx = "AFX",
        Gw = "GW",
        Hyph = "HYPH",
        Nfp = "NFP",
        Lrb = "-LRB-",
        Rrb = "-RRB-",
        Comma = ",",
        Period = ".",
        Colon = ":",
        Openquote = "``",
        Closequote = "''",
        Dollar = "$",
        Hash = "#",
        Xx = "XX",
    }
}

labels! {
    /// [UD v2 relation](https://universaldependencies.org/en/dep/) to the head, subtypes included.
    Deprel {
        Acl = "acl",
        AclRelcl = "acl:relcl",
        Advcl = "advcl",
        AdvclRelcl = "advcl:relcl",
        Advmod = "advmod",
        Amod = "amod",
        Appos = "appos",
        Aux = "aux",
        AuxPass = "aux:pass",
        Case = "case",
        Cc = "cc",
        CcPreconj = "cc:preconj",
        Ccomp = "ccomp",
        Clf = "clf",
        Compound = "compound",
        CompoundPrt = "compound:prt",
        Conj = "conj",
        Cop = "cop",
        Csubj = "csubj",
        CsubjOuter = "csubj:outer",
        CsubjPass = "csubj:pass",
        Dep = "dep",
        Det = "det",
        DetPredet = "det:predet",
        Discourse = "discourse",
        Dislocated = "dislocated",
        Expl = "expl",
        Fixed = "fixed",
        Flat = "flat",
        Goeswith = "goeswith",
        Iobj = "iobj",
        List = "list",
        Mark = "mark",
        Nmod = "nmod",
        NmodDesc = "nmod:desc",
        NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked",
        Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass",
        Nummod = "nummod",
        Obj = "obj",
        Obl = "obl",
        OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked",
        Orphan = "orphan",
        Parataxis = "parataxis",
        Punct = "punct",
        Reparandum = "reparandum",
        Root = "root",
        Vocative = "vocative",
        Xcomp = "xcomp",
    }
}

labels! {
    /// OntoNotes 5 name type.
    NameType {
        Person = "PERSON",
        Norp = "NORP",
        Facility = "FAC",
        Organization = "ORG",
        Gpe = "GPE",
        Location = "LOC",
        Product = "PRODUCT",
        Event = "EVENT",
        WorkOfArt = "WORK_OF_ART",
        Law = "LAW",
        Language = "LANGUAGE",
        Date = "DATE",
        Time = "TIME",
        Percent = "PERCENT",
        Money = "MONEY",
        Quantity = "QUANTITY",
        Ordinal = "ORDINAL",
        Cardinal = "CARDINAL",
    }
}

impl Deprel {
    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn base(self) -> &'static str {
        let label = self.as_str();
        label.split_once(':').map_or(label, |(base, _)| base)
    }
}
