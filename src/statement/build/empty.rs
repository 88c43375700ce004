//! Propositions that tell a reader nothing: clauses that only say which things are meant, questions,
//! promises of what another sentence tells, credits, repetitions.

use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};
use crate::extract::{Argument, ArgumentKind, Proposition, lexicon, mode};
use crate::resolve;
use crate::statement::Modality;

/// Whether the proposition tells nothing by itself; `named` says whether its subject has a name.
pub(super) fn is_empty(tree: &Tree, proposition: &Proposition, named: bool) -> bool {
    let tests = [
        describes_object,
        repeats,
        announces,
        asks,
        credits,
        abbreviates,
        ages,
        frames,
        comments,
        cut,
        causes,
        beside_name,
        compares,
        instance,
        weakens,
        exemplifies,
        generalises,
        lacks_subject,
        happens_to_own,
        is_relative_of_place,
        says_nothing,
    ];
    describes(tree, proposition, named) || tests.iter().any(|test| test(tree, proposition))
}

/// Whether a clause only says which things are meant: "areas *that are prone to flooding*".
fn describes(tree: &Tree, proposition: &Proposition, named: bool) -> bool {
    let noun = proposition.subject.head;
    let clause = proposition.head;
    let relative = matches!(tree.word(clause).deprel, Deprel::Acl | Deprel::AclRelcl);
    if !relative || tree.head(clause) != Some(noun) {
        return false;
    }
    let kept = [Deprel::Det, Deprel::NmodPoss, Deprel::Nummod, Deprel::Amod, Deprel::Nmod];
    let bare = tree.word(noun).xpos == Xpos::Nns && tree.children_by(noun, &kept).next().is_none();
    let commas = (noun + 1..clause).any(|w| tree.word(w).xpos == Xpos::Comma);
    // "the area *that encompasses it*", "a boat *carrying coal*", "a statement *made on Monday*"
    let light = matches!(tree.lemma(clause), "do" | "give" | "make" | "take")
        && tree.word(clause).deprel == Deprel::Acl
        && tree.word(clause).xpos == Xpos::Vbn;
    let content = proposition.object.as_ref().is_some_and(|o| o.kind == ArgumentKind::Clause);
    // "*a tanker* carrying coal" is news
    let new = tree.child(noun, Deprel::Det).is_some_and(|d| matches!(tree.lemma(d), "a" | "an"));
    // "infection *caused by eczema*" tells who or what did it
    let agent = tree.children_by(clause, &[Deprel::OblAgent]).next().is_some();
    let plain = is_plain(tree, noun)
        && !agent
        && !new
        && !named
        && !lexicon::is_naming(tree.lemma(clause))
        && !content;
    // "all pollutants *combined*", "cities *served*": a participle alone only counts or picks out
    let participle = tree.word(clause).deprel == Deprel::Acl
        && proposition.object.is_none()
        && proposition.args.is_empty()
        && clause == noun + 1;
    ((bare || light) && !agent || plain || participle || lexicon::is_shell(tree.lemma(noun))) && !commas
}

/// Whether nothing but an article or a word of quantity stands with a common noun.
fn is_plain(tree: &Tree, noun: usize) -> bool {
    use Deprel::{Amod, Compound, Nmod, NmodDesc, NmodPoss, NmodUnmarked, Nummod};
    let tells = [Amod, Compound, Nmod, NmodDesc, NmodPoss, NmodUnmarked, Nummod];
    tree.word(noun).upos == Upos::Noun && tree.children_by(noun, &tells).next().is_none()
}

/// Whether a clause says which thing is meant that is its object: "all *he said*", "the thing *that they
/// wanted*", "the resource *he saw*".
fn describes_object(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(noun) = proposition.object.as_ref().map(|o| o.head) else { return false };
    let clause = proposition.head;
    if tree.word(clause).deprel != Deprel::AclRelcl || tree.head(clause) != Some(noun) {
        return false;
    }
    let commas = (noun + 1..clause).any(|w| tree.word(w).xpos == Xpos::Comma);
    let relative =
        (noun + 1..clause).any(|w| matches!(tree.word(w).xpos, Xpos::Wdt | Xpos::Wp | Xpos::Wps | Xpos::Wrb));
    let lemma = tree.lemma(noun).to_lowercase();
    let vague = lexicon::is_shell(&lemma)
        || lexicon::is_indefinite(&lemma)
        || matches!(lemma.as_str(), "all" | "what" | "degree" | "extent" | "rate" | "speed" | "way");
    let bare = is_plain(tree, noun) && tree.child(noun, Deprel::Det).is_none();
    // "papers *Acme gave the court*" tell what Acme did
    let named = tree.word(proposition.subject.head).upos == Upos::Propn;
    // "made an offer, *a proposal the commission rejected*" tells more
    let aside = tree.word(noun).deprel == Deprel::Appos;
    !commas && !named && !aside && (vague || bare || !relative && is_plain(tree, noun))
}

/// Whether a clause tells an age, which is a time: "when *she was six*".
fn ages(tree: &Tree, proposition: &Proposition) -> bool {
    let number = proposition
        .object
        .as_ref()
        .is_some_and(|o| tree.word(o.head).upos == Upos::Num && o.words.len() == 1);
    proposition.rule == "copula"
        && number
        && matches!(tree.word(proposition.head).deprel, Deprel::Advcl | Deprel::AclRelcl)
}

/// Whether a participle only frames what is quoted beside it: "*writing in a letter*, she warned".
fn frames(tree: &Tree, proposition: &Proposition) -> bool {
    let content = |kind: ArgumentKind| kind == ArgumentKind::Clause;
    let told =
        proposition.object.iter().chain(proposition.args.iter().map(|(_, a)| a)).any(|a| content(a.kind));
    let verb = tree.word(proposition.head);
    verb.deprel == Deprel::Advcl
        && verb.xpos == Xpos::Vbg
        && (mode::is_report(tree, proposition.head) || tree.lemma(proposition.head) == "speak")
        && !told
        && tree.child(proposition.head, Deprel::Obj).is_none()
}

/// Whether the speaker only comments, "*I mean*", or appeals to what all know: "as *we all know*".
fn comments(tree: &Tree, proposition: &Proposition) -> bool {
    let verb = tree.lemma(proposition.relation.head);
    let alone = proposition.object.is_none();
    let subject = tree.lemma(proposition.subject.head).to_lowercase();
    let as_known = tree.children_by(proposition.head, &[Deprel::Mark]).any(|m| tree.lemma(m) == "as")
        && matches!(verb, "know" | "see" | "understand");
    match subject.as_str() {
        "i" => verb == "mean" || alone && matches!(verb, "guess" | "know" | "see" | "suppose" | "think"),
        "we" | "you" => alone && as_known,
        _ => false,
    }
}

/// Whether somebody says, and the proposition has not what: "*she said* from the deck".
fn says_nothing(tree: &Tree, proposition: &Proposition) -> bool {
    let told = |a: &Argument| a.kind != ArgumentKind::Phrase;
    proposition.rule == "verb"
        && proposition.object.is_none()
        && !proposition.args.iter().any(|(_, a)| told(a))
        && matches!(tree.lemma(proposition.relation.head), "add" | "note" | "say" | "tell" | "write")
        && mode::is_report(tree, proposition.relation.head)
}

/// Whether an end is a word that means nothing without the clause that it has lost: "*those* who came".
fn cut(tree: &Tree, proposition: &Proposition) -> bool {
    std::iter::once(&proposition.subject).chain(&proposition.object).any(|end| is_cut(tree, end))
}

/// The same of one argument.
pub(super) fn is_cut(tree: &Tree, argument: &Argument) -> bool {
    let Some(&last) = argument.words.last().filter(|_| argument.kind == ArgumentKind::Phrase) else {
        return false;
    };
    let lemma = tree.lemma(last).to_lowercase();
    let empty = lexicon::is_indefinite(&lemma)
        || matches!(lemma.as_str(), "all" | "what" | "that" | "those" | "whatever");
    let clause = tree.children_by(last, &[Deprel::Acl, Deprel::AclRelcl]).next();
    // "those *rescued*", which the mention takes in
    let participle = |c: usize| lemma == "those" && c == last + 1 && tree.word(c).deprel == Deprel::Acl;
    empty && clause.is_some_and(|c| !argument.words.contains(&c) && !participle(c))
}

/// Whether a clause as object has left its subject outside: "a rise *that critics say* is small".
fn lacks_subject(tree: &Tree, proposition: &Proposition) -> bool {
    use Deprel::{Aux, AuxPass, Cop, Csubj, CsubjOuter, CsubjPass, Expl, Nsubj, NsubjOuter, NsubjPass};
    proposition.object.as_ref().filter(|o| o.kind == ArgumentKind::Clause).is_some_and(|object| {
        let verbs = [object.head].into_iter().chain(tree.children_by(object.head, &[Aux, AuxPass, Cop]));
        let subjects = [Nsubj, NsubjPass, NsubjOuter, Csubj, CsubjPass, CsubjOuter, Expl];
        verbs.into_iter().any(|w| matches!(tree.word(w).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Md))
            && tree.word(object.head).deprel == Deprel::Ccomp
            && tree.children_by(object.head, &subjects).next().is_none()
            && tree.word(proposition.head).deprel == Deprel::AclRelcl
    })
}

/// Whether a verb has no more than the one whom it makes or sees do something: "made *them* leave".
fn causes(tree: &Tree, proposition: &Proposition) -> bool {
    let verb = proposition.relation.head;
    let Some(object) = proposition.object.as_ref().filter(|_| proposition.rule == "verb") else {
        return false;
    };
    let to = |c: usize| tree.children_by(c, &[Deprel::Mark]).any(|m| tree.word(m).xpos == Xpos::To);
    lexicon::is_causative(tree.lemma(verb))
        && tree.children_by(verb, &[Deprel::Xcomp]).any(|c| {
            c > object.head && matches!(tree.word(c).xpos, Xpos::Vb | Xpos::Vbn | Xpos::Vbp) && !to(c)
        })
}

/// Whether a word of degree that the clause has was lost: "is *mainly* due to", "*hardly* grew".
fn weakens(tree: &Tree, proposition: &Proposition) -> bool {
    let ends = [Some(proposition.relation.head), proposition.object.as_ref().map(|o| o.head)];
    let mut adverbs = ends
        .into_iter()
        .flatten()
        .flat_map(|w| tree.children_by(w, &[Deprel::Advmod]))
        .filter(|&w| lexicon::is_degree(tree.lemma(w)));
    // In front of the sentence it comments on it: "*Mostly*, he stayed".
    adverbs.any(|w| w > 0 && !proposition.words().any(|told| told == w))
}

/// What stands in apposition to the subject.
fn apposed(proposition: &Proposition) -> Option<usize> {
    proposition.object.as_ref().filter(|_| proposition.rule == "apposition").map(|o| o.head)
}

/// Whether a name only stands beside a name, which does not say that both are one: "Oslo, Norway",
/// "Renner (Tanfield)". Of two names outside brackets one may be a person's other name.
fn beside_name(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(word) = apposed(proposition) else { return false };
    let head = proposition.subject.head;
    let name = |w: usize| tree.word(w).upos == Upos::Propn;
    let person = |w: usize| tree.sentence.name_at(w).is_some_and(|n| n.kind == NameType::Person);
    let article = |w: usize| tree.child(w, Deprel::Det).is_some();
    let described = tree.word(head).upos == Upos::Noun && article(head);
    if !name(word) || article(word) {
        return false;
    }
    let first = proposition.object.as_ref().and_then(|o| o.words.first().copied()).unwrap_or(word);
    if first > 0 && tree.form(first - 1) == "(" {
        return !described;
    }
    // In a caption or an address nothing is told: "Hall, Main Street".
    let told =
        (0..tree.len()).any(|w| matches!(tree.word(w).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    name(head) && (!told || !person(word) && !person(head))
}

/// Whether the apposition gives an example, or says the names of several: "e.g. *a mill*", "two
/// brothers, *Niklaus and Johann*".
fn instance(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(word) = apposed(proposition) else { return false };
    let marked = |c: usize| {
        matches!(tree.form(c).to_lowercase().as_str(), "e.g." | "e.g" | "i.e." | "i.e" | "namely" | "eg")
            || tree.word(c).deprel.base() == "advmod" && tree.lemma(c) == "for"
    };
    let example = tree.children(word).any(|c| c < word && marked(c));
    let listed = tree.child(word, Deprel::Conj).is_some();
    let several = tree.head(word).is_some_and(|h| {
        let group = lexicon::is_partitive(tree.lemma(h)) && !listed;
        h < word && tree.word(h).xpos == Xpos::Nns && !group
    });
    example || several && tree.word(word).xpos == Xpos::Nnp
}

/// Whether the standard of a comparison was lost, or stands for nobody: "is *as old*", "*the most famous*".
fn compares(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(object) = proposition.object.as_ref().filter(|_| proposition.rule == "copula") else {
        return false;
    };
    let told = |w: &usize| proposition.words().any(|other| other == *w);
    let degree = |w: usize| matches!(tree.lemma(w), "as" | "less" | "more");
    let compared = tree.children_by(object.head, &[Deprel::Advmod]).any(degree);
    let standard = tree
        .children_by(object.head, &[Deprel::Advcl, Deprel::Obl])
        .any(|c| told(&c) && tree.children(c).any(|m| matches!(tree.lemma(m), "as" | "than")));
    let adjective = tree.word(object.head).upos == Upos::Adj;
    let nobody = tree.children_by(object.head, &[Deprel::Det]).next().is_some()
        && tree.children_by(object.head, &[Deprel::Nmod, Deprel::Obl, Deprel::AclRelcl]).next().is_none();
    adjective && (compared && !standard || nobody)
}

/// Whether an instance is told of a whole that no word describes, "*men* such as Lee", "*other sites*, as
/// the Register", or a list of it: "*topics* include sport".
fn generalises(tree: &Tree, proposition: &Proposition) -> bool {
    let subject = &proposition.subject;
    if tree.lemma(proposition.relation.head) == "include" || proposition.relation.lemma == "include" {
        return is_unbound(tree, subject.head);
    }
    let whole = proposition
        .object
        .as_ref()
        .filter(|_| proposition.rule == "example" && proposition.relation.lemma == "be");
    whole.is_some_and(|whole| {
        let vague = lexicon::is_general(tree.lemma(whole.head));
        let quantity = |w: usize| {
            w == whole.head
                || matches!(tree.lemma(w), "few" | "many" | "more" | "other" | "several" | "some" | "various")
        };
        let other = whole.words.len() > 1;
        let bare = whole.words.iter().all(|&w| quantity(w));
        bare && (vague || other || tree.word(subject.head).upos == Upos::Noun)
    })
}

/// Whether nothing says which things a plural means: "topics", but "her topics", "film roles".
fn is_unbound(tree: &Tree, noun: usize) -> bool {
    use Deprel::{Acl, AclRelcl, Amod, Compound, Det, Nmod, NmodPoss, Nummod};
    let mut told = tree.children_by(noun, &[Acl, AclRelcl, Amod, Compound, Det, Nmod, NmodPoss, Nummod]);
    tree.word(noun).xpos == Xpos::Nns && told.all(|c| lists(tree, c))
}

/// Whether the phrase is the list itself: "including sport".
fn lists(tree: &Tree, phrase: usize) -> bool {
    tree.children_by(phrase, &[Deprel::Case, Deprel::Mark]).any(|m| tree.lemma(m) == "include")
}

/// Whether a noun with a phrase only stands in a sentence of something else, and is no relation: "Lee's
/// *staff at* the port".
fn happens_to_own(tree: &Tree, proposition: &Proposition) -> bool {
    proposition.rule == "nominal" && !lexicon::is_relational(tree.lemma(proposition.head))
}

/// Whether a relative stands beside a place: "born in Oslo, *the daughter of a judge*".
fn is_relative_of_place(tree: &Tree, proposition: &Proposition) -> bool {
    let kind = tree.sentence.name_at(proposition.subject.head).map(|name| name.kind);
    matches!(proposition.rule, "apposition" | "role")
        && matches!(kind, Some(NameType::Gpe | NameType::Location))
        && [proposition.head, proposition.relation.head].iter().any(|&w| resolve::is_kin(tree.lemma(w)))
}

/// Whether the subject only announces what is told: "*one example* is Oslo".
fn exemplifies(tree: &Tree, proposition: &Proposition) -> bool {
    let subject = proposition.subject.head;
    let told = [Deprel::Nmod, Deprel::NmodPoss, Deprel::AclRelcl, Deprel::Acl];
    proposition.rule == "copula"
        && lexicon::is_label(tree.lemma(subject))
        && tree.children_by(subject, &told).next().is_none()
}

/// Whether something is asked for that the statement lacks: "*Who* told you?", or told to whoever reads:
/// "Take *your* coat".
pub(super) fn is_question(tree: &Tree, proposition: &Proposition, modality: Modality) -> bool {
    if modality != Modality::Asked {
        return false;
    }
    let marked = (0..tree.len()).any(|w| tree.form(w) == "?");
    let clause = tree.subtree(proposition.head, &|c| {
        matches!(tree.word(c).deprel, Deprel::Ccomp | Deprel::Advcl | Deprel::AclRelcl | Deprel::Parataxis)
    });
    let mut opening = clause.into_iter().take(4);
    let wh = opening.any(|w| matches!(tree.word(w).xpos, Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::Wps));
    let you = (0..tree.len()).any(|w| matches!(tree.lemma(w).to_lowercase().as_str(), "you" | "your"));
    marked && wh || !marked && you
}

/// Whether an end asks, "*how many ants* were present", "*which way* it went", or the clause is what a
/// sentence about a question asks: "*what they want* is a question".
fn asks(tree: &Tree, proposition: &Proposition) -> bool {
    let ends = [Some(&proposition.subject), proposition.object.as_ref()];
    let whole = tree.child(proposition.head, Deprel::NsubjOuter).is_some() && {
        let own = |c: &usize| tree.word(*c).deprel != Deprel::NsubjOuter;
        let first = tree.children(proposition.head).filter(own).min().unwrap_or(proposition.head);
        let words = tree.subtree(first, &|_| false);
        words.first().is_some_and(|&w| matches!(tree.word(w).xpos, Xpos::Wrb | Xpos::Wp | Xpos::Wdt))
    };
    whole && proposition.rule != "copula"
        || ends.into_iter().flatten().filter(|end| end.kind == ArgumentKind::Phrase).any(|end| {
            let first = end.words.first().map(|&w| tree.form(w).to_lowercase());
            let word = first.as_deref().unwrap_or_default();
            matches!(word, "how" | "what" | "which" | "whichever" | "whatever") && end.words.len() > 1
        })
}

/// Whether a credit of a picture stands among the words: "Image: *Ann Lee*".
fn credits(tree: &Tree, proposition: &Proposition) -> bool {
    let colon = (1..tree.len()).find(|&c| {
        let label =
            matches!(tree.form(c - 1), "Image" | "Photo" | "Photograph" | "Picture" | "Credit" | "Source");
        label && tree.form(c) == ":"
    });
    let ends = std::iter::once(&proposition.subject).chain(&proposition.object);
    let words = ends.flat_map(|end| &end.words);
    colon.is_some_and(|colon| words.copied().any(|w| w + 1 >= colon))
}

/// Whether brackets hold nothing but the first letters of what stands before: "the source text (ST)".
fn abbreviates(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(object) = proposition.object.as_ref().filter(|_| proposition.rule == "apposition") else {
        return false;
    };
    let capitals = |form: &str| form.len() > 1 && form.chars().all(|c| c.is_uppercase() || c == '-');
    let one = |end: &Argument| end.words.len() == 1 && capitals(tree.form(end.head));
    one(object) || one(&proposition.subject)
}

/// Whether subject and what it is said to be are one common noun, or nothing is named:
/// "another boom, *a fishing boom*", "maps, *etc.*"
fn repeats(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(object) = &proposition.object else { return false };
    let (a, b) = (proposition.subject.head, object.head);
    let common = |w: usize| tree.word(w).upos == Upos::Noun;
    let is = matches!(proposition.rule, "apposition" | "copula");
    let filler = matches!(tree.lemma(b), "etc." | "etc" | "whatnot" | "like" | "stuff");
    is && common(a) && common(b) && tree.lemma(a) == tree.lemma(b) || filler && object.words.len() <= 2
}

/// Whether the predicate noun promises what another sentence tells: "that is *the reason*".
fn announces(tree: &Tree, proposition: &Proposition) -> bool {
    let Some(object) = proposition.object.as_ref().filter(|_| proposition.rule == "copula") else {
        return false;
    };
    let the = |c: usize| tree.word(c).deprel == Deprel::Det && tree.lemma(c) == "the";
    let told = [Deprel::Nmod, Deprel::Amod, Deprel::Compound, Deprel::NmodPoss];
    lexicon::is_shell(tree.lemma(object.head))
        && tree.children(object.head).any(the)
        && tree.children_by(object.head, &told).next().is_none()
}
