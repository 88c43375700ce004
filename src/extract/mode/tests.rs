//! Small trees, one phenomenon each. A word is written `form[:lemma]/XPOS/head/relation`.

use super::*;
use crate::annotate::{Sentence, Upos};
use crate::text::Span;

/// The universal part of speech that goes with a Penn tag.
fn upos(xpos: Xpos, relation: Deprel) -> Upos {
    match (xpos.as_str(), relation) {
        (_, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) => Upos::Aux,
        ("NNP" | "NNPS", _) => Upos::Propn,
        (tag, _) if tag.starts_with("NN") => Upos::Noun,
        (tag, _) if tag.starts_with('V') => Upos::Verb,
        (tag, _) if tag.starts_with("JJ") => Upos::Adj,
        (tag, _) if tag.starts_with("RB") => Upos::Adv,
        ("PRP" | "WP" | "EX", _) => Upos::Pron,
        ("MD", _) => Upos::Aux,
        ("IN", _) => Upos::Adp,
        ("TO", _) => Upos::Part,
        ("CC", _) => Upos::Cconj,
        ("DT", _) => Upos::Det,
        _ => Upos::Punct,
    }
}

/// Sentences written one a line, and their text.
fn parse(lines: &[&str]) -> Result<(String, Vec<Sentence>), Box<dyn std::error::Error>> {
    let mut text = String::new();
    let mut sentences = Vec::new();
    for line in lines {
        let mut sentence = Sentence::default();
        for entry in line.split(' ') {
            let cells: Vec<&str> = entry.rsplitn(4, '/').collect();
            let [relation, head, xpos, word] = cells.as_slice() else { return Err(entry.into()) };
            let (form, lemma) = word.split_once(':').filter(|(f, _)| !f.is_empty()).unwrap_or((word, ""));
            let start = text.len();
            text.push_str(form);
            sentence.push_word(Span::new(start, text.len()), false);
            text.push(' ');
            let index = sentence.words.len() - 1;
            let lower = form.to_lowercase();
            sentence.set_lemma(index, if lemma.is_empty() { &lower } else { lemma });
            let word = &mut sentence.words[index];
            word.xpos = xpos.parse()?;
            word.deprel = relation.parse()?;
            word.upos = upos(word.xpos, word.deprel);
            let head: u32 = head.parse()?;
            word.head = head.checked_sub(1);
        }
        sentences.push(sentence);
    }
    Ok((text, sentences))
}

/// Polarity and modality of the word `form` in one tree, in short: "-possible".
fn mode_of(line: &str, form: &str) -> String {
    let (text, sentences) = parse(&[line]).unwrap_or_default();
    let Some(sentence) = sentences.first() else { return "unread".to_owned() };
    let tree = Tree::new(sentence, &text);
    let Some(word) = (0..tree.len()).find(|&i| tree.form(i) == form) else { return "no word".to_owned() };
    let found = mode(&tree, word);
    let sign = if found.polarity == Polarity::Negative { '-' } else { '+' };
    format!("{sign}{:?}", found.modality).to_lowercase()
}

/// The chain of sources of a word: "Kim said < Lee denied".
fn sources_of(lines: &[&str], sentence: usize, form: &str) -> String {
    let (text, sentences) = parse(lines).unwrap_or_default();
    let trees: Vec<Tree> = sentences.iter().map(|s| Tree::new(s, &text)).collect();
    let Some(word) = trees.get(sentence).and_then(|t| (0..t.len()).find(|&i| t.form(i) == form)) else {
        return "no word".to_owned();
    };
    let mut chain = Vec::new();
    let site = Reported::new(&trees).attribution(sentence, word);
    let mut next = site.as_ref();
    while let Some(site) = next {
        let source = site.source.map_or("?", |(s, w)| trees[s].form(w));
        chain.push(format!("{source} {}", trees[site.sentence].form(site.cue.start)));
        next = site.via.as_deref();
    }
    chain.join(" < ")
}

macro_rules! modes {
    ($($name:ident: $line:literal, $form:literal => $expected:literal;)*) => {
        $(#[test] fn $name() { assert_eq!(mode_of($line, $form), $expected); })*
    };
}

modes! {
    plain: "Kim/NNP/2/nsubj left:leave/VBD/0/root", "left" => "+actual";
    negated_auxiliary: "Kim/NNP/4/nsubj did:do/VBD/4/aux not/RB/4/advmod leave/VB/0/root", "leave" => "-actual";
    never: "Kim/NNP/3/nsubj never/RB/3/advmod left:leave/VBD/0/root", "left" => "-actual";
    hardly: "Kim/NNP/3/nsubj hardly/RB/3/advmod spoke:speak/VBD/0/root", "spoke" => "-actual";
    no_in_the_subject: "No/DT/2/det talks:talk/NNS/4/nsubj:pass were:be/VBD/4/aux:pass held:hold/VBN/0/root", "held" => "-actual";
    nobody: "Nobody/NN/2/nsubj left:leave/VBD/0/root", "left" => "-actual";
    never_nobody_is_double: "Nobody/NN/3/nsubj never/RB/3/advmod left:leave/VBD/0/root", "left" => "+actual";
    not_only: "Kim/NNP/4/nsubj not/RB/4/advmod only/RB/4/advmod left:leave/VBD/0/root", "left" => "+actual";
    no_longer: "Kim/NNP/4/nsubj no/RB/3/advmod longer/RBR/4/advmod leads:lead/VBZ/0/root", "leads" => "-actual";
    copula: "Kim/NNP/4/nsubj is:be/VBZ/4/cop no/DT/4/det lawyer/NN/0/root", "lawyer" => "-actual";
    conjunct_shares_negation: "Kim/NNP/4/nsubj did:do/VBD/4/aux not/RB/4/advmod eat/VB/0/root or/CC/6/cc drink/VB/4/conj", "drink" => "-actual";
    failed_to: "Kim/NNP/2/nsubj failed:fail/VBD/0/root to/TO/4/mark pay/VB/2/xcomp", "pay" => "-actual";
    did_not_fail_to: "Kim/NNP/4/nsubj did:do/VBD/4/aux not/RB/4/advmod fail/VB/0/root to/TO/6/mark pay/VB/4/xcomp", "pay" => "+actual";
    managed_to: "Kim/NNP/2/nsubj managed:manage/VBD/0/root to/TO/4/mark pay/VB/2/xcomp", "pay" => "+actual";
    did_not_manage_to: "Kim/NNP/4/nsubj did:do/VBD/4/aux not/RB/4/advmod manage/VB/0/root to/TO/6/mark pay/VB/4/xcomp", "pay" => "-actual";
    refused_to: "Kim/NNP/2/nsubj refused:refuse/VBD/0/root to/TO/4/mark pay/VB/2/xcomp", "pay" => "-actual";
    prevented_from: "Kim/NNP/2/nsubj prevented:prevent/VBD/0/root Lee/NNP/2/obj from/IN/5/mark leaving:leave/VBG/2/advcl", "leaving" => "-actual";
    kept_from: "Kim/NNP/2/nsubj kept:keep/VBD/0/root Lee/NNP/2/obj from/IN/5/mark leaving:leave/VBG/2/advcl", "leaving" => "-actual";
    kept_going: "Kim/NNP/2/nsubj kept:keep/VBD/0/root leaving:leave/VBG/2/xcomp", "leaving" => "+actual";
    future_of_the_past: "Kim/NNP/2/nsubj said:say/VBD/0/root Lee/NNP/5/nsubj would/MD/5/aux leave/VB/2/ccomp", "leave" => "+future";
    so_and_that: "road/NN/3/nsubj is:be/VBZ/3/cop long/JJ/0/root so/IN/7/mark that/DT/7/nsubj may/MD/7/aux delay/VB/3/advcl", "delay" => "+possible";
    so_they_could: "Kim/NNP/2/nsubj moved:move/VBD/0/root so/IN/6/mark they/PRP/6/nsubj could/MD/6/aux meet/VB/2/advcl", "meet" => "+intended";
    whether_or_not_known: "Kim/NNP/2/nsubj waits:wait/VBZ/0/root whether/IN/5/mark Lee/NNP/5/nsubj comes:come/VBZ/2/advcl", "comes" => "+asked";
    when_it_rains: "Kim/NNP/2/nsubj sings:sing/VBZ/0/root when/WRB/5/advmod it/PRP/5/nsubj rains:rain/VBZ/2/advcl", "rains" => "+conditional";
    once_it_rains: "Kim/NNP/2/nsubj sings:sing/VBZ/0/root once/IN/5/mark it/PRP/5/nsubj rains:rain/VBZ/2/advcl", "rains" => "+conditional";
    before_it_could_rain: "Kim/NNP/2/nsubj left:leave/VBD/0/root before/IN/6/mark it/PRP/6/nsubj could/MD/6/aux rain/VB/2/advcl", "rain" => "+possible";
    when_it_rained: "Kim/NNP/2/nsubj sang:sing/VBD/0/root when/WRB/5/advmod it/PRP/5/nsubj rained:rain/VBD/2/advcl", "rained" => "+actual";
    lied_or_forgot: "Kim/NNP/2/nsubj lied:lie/VBD/0/root or/CC/4/cc forgot:forget/VBD/2/conj", "lied" => "+possible";
    or_so: "Kim/NNP/2/nsubj lied:lie/VBD/0/root or/CC/5/cc so/RB/5/advmod said:say/VBD/2/conj", "lied" => "+actual";
    one_that_a_condition_supposes: "If/IN/6/mark a/DT/3/det firm/NN/6/nsubj that/WDT/5/nsubj sells:sell/VBZ/3/acl:relcl closes:close/VBZ/8/advcl Kim/NNP/8/nsubj pays:pay/VBZ/0/root", "sells" => "+conditional";
    one_that_a_condition_knows: "If/IN/6/mark the/DT/3/det firm/NN/6/nsubj that/WDT/5/nsubj sells:sell/VBZ/3/acl:relcl closes:close/VBZ/8/advcl Kim/NNP/8/nsubj pays:pay/VBZ/0/root", "sells" => "+actual";
    hired_to: "Kim/NNP/3/nsubj:pass was:be/VBD/3/aux:pass hired:hire/VBN/0/root to/TO/5/mark build/VB/3/xcomp", "build" => "+intended";
    forced_to: "Kim/NNP/3/nsubj:pass was:be/VBD/3/aux:pass forced:force/VBN/0/root to/TO/5/mark build/VB/3/xcomp", "build" => "+actual";
    later_in_the_story: "Kim/NNP/4/nsubj would/MD/4/aux later/RB/4/advmod leave/VB/0/root", "leave" => "+actual";
    stopped: "Kim/NNP/2/nsubj stopped:stop/VBD/0/root paying:pay/VBG/2/xcomp", "paying" => "-actual";
    began_to_refuse_to: "Kim/NNP/2/nsubj began:begin/VBD/0/root to/TO/4/mark refuse/VB/2/xcomp to/TO/6/mark pay/VB/4/xcomp", "pay" => "-actual";
    denied_that: "Kim/NNP/2/nsubj denied:deny/VBD/0/root that/IN/5/mark Lee/NNP/5/nsubj paid:pay/VBD/2/ccomp", "paid" => "-actual";
    rejected_the_claim_that: "Kim/NNP/2/nsubj rejected:reject/VBD/0/root the/DT/4/det claim/NN/2/obj that/IN/7/mark Lee/NNP/7/nsubj paid:pay/VBD/4/acl", "paid" => "-actual";
    doubted: "Kim/NNP/2/nsubj doubted:doubt/VBD/0/root that/IN/5/mark Lee/NNP/5/nsubj paid:pay/VBD/2/ccomp", "paid" => "-possible";
    raised_negation: "Kim/NNP/4/nsubj does:do/VBZ/4/aux not/RB/4/advmod think/VB/0/root Lee/NNP/6/nsubj paid:pay/VBD/4/ccomp", "paid" => "-possible";
    knew_that: "Kim/NNP/4/nsubj did:do/VBD/4/aux not/RB/4/advmod know/VB/0/root that/IN/7/mark Lee/NNP/7/nsubj paid:pay/VBD/4/ccomp", "paid" => "+actual";
    may: "Kim/NNP/3/nsubj may/MD/3/aux pay/VB/0/root", "pay" => "+possible";
    will: "Kim/NNP/3/nsubj will/MD/3/aux pay/VB/0/root", "pay" => "+future";
    will_not: "Kim/NNP/4/nsubj will/MD/4/aux not/RB/4/advmod pay/VB/0/root", "pay" => "-future";
    must: "Kim/NNP/3/nsubj must/MD/3/aux pay/VB/0/root", "pay" => "+necessary";
    has_to: "Kim/NNP/2/nsubj has:have/VBZ/0/root to/TO/4/mark pay/VB/2/xcomp", "pay" => "+necessary";
    may_have_to: "Kim/NNP/3/nsubj may/MD/3/aux have/VB/0/root to/TO/5/mark pay/VB/3/xcomp", "pay" => "+possible";
    set_to: "Kim/NNP/3/nsubj is:be/VBZ/3/cop set/JJ/0/root to/TO/5/mark pay/VB/3/xcomp", "pay" => "+future";
    going_to: "Kim/NNP/3/nsubj is:be/VBZ/3/aux going:go/VBG/0/root to/TO/5/mark pay/VB/3/xcomp", "pay" => "+future";
    likely_to: "Kim/NNP/3/nsubj is:be/VBZ/3/cop likely/JJ/0/root to/TO/5/mark pay/VB/3/xcomp", "pay" => "+possible";
    plans_to: "Kim/NNP/2/nsubj plans:plan/VBZ/0/root to/TO/4/mark pay/VB/2/xcomp", "pay" => "+intended";
    hopes_not_to: "Kim/NNP/2/nsubj hopes:hope/VBZ/0/root not/RB/5/advmod to/TO/5/mark pay/VB/2/xcomp", "pay" => "-intended";
    plan_to: "The/DT/2/det plan/NN/5/nsubj to/TO/4/mark pay/VB/2/acl failed:fail/VBD/0/root", "pay" => "+intended";
    first_to: "The/DT/2/det first/JJ/5/nsubj to/TO/4/mark pay/VB/2/acl left:leave/VBD/0/root", "pay" => "+actual";
    purpose: "Kim/NNP/2/nsubj left:leave/VBD/0/root to/TO/4/mark pay/VB/2/advcl", "pay" => "+intended";
    possibly: "Kim/NNP/3/nsubj possibly/RB/3/advmod paid:pay/VBD/0/root", "paid" => "+possible";
    protasis: "If/IN/3/mark Kim/NNP/3/nsubj pays:pay/VBZ/6/advcl Lee/NNP/6/nsubj will/MD/6/aux leave/VB/0/root", "pays" => "+conditional";
    apodosis: "If/IN/3/mark Kim/NNP/3/nsubj pays:pay/VBZ/6/advcl Lee/NNP/6/nsubj will/MD/6/aux leave/VB/0/root", "leave" => "+conditional";
    counterfactual: "Had:have/VBD/3/aux Kim/NNP/3/nsubj known:know/VBN/7/advcl Lee/NNP/7/nsubj would/MD/7/aux have/VB/7/aux left:leave/VBN/0/root", "known" => "+conditional";
    without: "Kim/NNP/2/nsubj left:leave/VBD/0/root without/IN/4/mark paying:pay/VBG/2/advcl", "paying" => "-actual";
    although: "Although/IN/3/mark Kim/NNP/3/nsubj paid:pay/VBD/5/advcl Lee/NNP/5/nsubj left:leave/VBD/0/root", "paid" => "+actual";
    question: "Did:do/VBD/3/aux Kim/NNP/3/nsubj pay/VB/0/root ?/./3/punct", "pay" => "+asked";
    whether: "Lee/NNP/2/nsubj asked:ask/VBD/0/root whether/IN/5/mark Kim/NNP/5/nsubj paid:pay/VBD/2/ccomp", "paid" => "+asked";
    imperative: "Pay/VB/0/root them/PRP/1/obj !/./1/punct", "Pay" => "+asked";
    asked_to: "Lee/NNP/2/nsubj asked:ask/VBD/0/root Kim/NNP/2/obj to/TO/5/mark pay/VB/2/xcomp", "pay" => "+asked";
}

macro_rules! sources {
    ($($name:ident: [$($line:literal),+] $sentence:literal, $form:literal => $expected:literal;)*) => {
        $(#[test] fn $name() { assert_eq!(sources_of(&[$($line),+], $sentence, $form), $expected); })*
    };
}

sources! {
    indirect: ["Kim/NNP/2/nsubj said:say/VBD/0/root that/IN/5/mark Lee/NNP/5/nsubj left:leave/VBD/2/ccomp"] 0, "left" => "Kim said";
    the_saying_itself: ["Kim/NNP/2/nsubj said:say/VBD/0/root that/IN/5/mark Lee/NNP/5/nsubj left:leave/VBD/2/ccomp"] 0, "said" => "";
    chain: ["Kim/NNP/2/nsubj said:say/VBD/0/root Lee/NNP/4/nsubj denied:deny/VBD/2/ccomp Ada/NNP/6/nsubj left:leave/VBD/4/ccomp"] 0, "left" => "Lee denied < Kim said";
    aside: ["Lee/NNP/2/nsubj left:leave/VBD/0/root ,/,/5/punct Kim/NNP/5/nsubj said:say/VBD/2/parataxis"] 0, "left" => "Kim said";
    inverted: ["Lee/NNP/2/nsubj left:leave/VBD/4/ccomp ,/,/4/punct said:say/VBD/0/root Okafor/NNP/4/nsubj"] 0, "left" => "Okafor said";
    semicolon: ["Lee/NNP/2/nsubj left:leave/VBD/0/root ;/:/2/punct Kim/NNP/5/nsubj said:say/VBD/2/parataxis"] 0, "left" => "";
    admitted_to: ["Kim/NNP/2/nsubj admitted:admit/VBD/0/root to/IN/4/mark lying:lie/VBG/2/advcl"] 0, "lying" => "Kim admitted";
    continued_working: ["Kim/NNP/2/nsubj continued:continue/VBD/0/root working:work/VBG/2/xcomp"] 0, "working" => "";
    denied_visas_to_enter: ["Kim/NNP/2/nsubj denied:deny/VBD/0/root visas:visa/NNS/2/obj to/TO/5/mark enter/VB/3/acl"] 0, "enter" => "";
    doubt_of_the_clause_around: ["firm/NN/5/nsubj:pass that/WDT/3/nsubj left:leave/VBD/1/acl:relcl reportedly/RB/5/advmod sold:sell/VBN/0/root"] 0, "left" => "";
    as_said: ["As/IN/3/mark Kim/NNP/3/nsubj said:say/VBD/5/advcl Lee/NNP/5/nsubj left:leave/VBD/0/root"] 0, "left" => "Kim said";
    according: ["According:accord/VBG/3/case to/IN/1/fixed Kim/NNP/5/obl Lee/NNP/5/nsubj left:leave/VBD/0/root"] 0, "left" => "Kim According";
    noun: ["Kim/NNP/3/nmod:poss 's/POS/1/case claim/NN/7/nsubj that/IN/6/mark Lee/NNP/6/nsubj left:leave/VBD/3/acl failed:fail/VBD/0/root"] 0, "left" => "Kim claim";
    passive_without_source: ["Lee/NNP/3/nsubj:pass is:be/VBZ/3/aux:pass said:say/VBN/0/root to/TO/6/mark have/VB/6/aux left:leave/VBN/3/xcomp"] 0, "left" => "? said";
    passive_with_source: ["Lee/NNP/3/nsubj:pass was:be/VBD/3/aux:pass said:say/VBN/0/root by/IN/5/case Kim/NNP/3/obl:agent to/TO/8/mark have/VB/8/aux left:leave/VBN/3/xcomp"] 0, "left" => "Kim said";
    expected_to: ["Lee/NNP/3/nsubj:pass is:be/VBZ/3/aux:pass expected:expect/VBN/0/root to/TO/5/mark leave/VB/3/xcomp"] 0, "leave" => "";
    rejected_claim: ["Kim/NNP/2/nsubj rejected:reject/VBD/0/root the/DT/4/det claim/NN/2/obj that/IN/7/mark Lee/NNP/7/nsubj paid:pay/VBD/4/acl"] 0, "paid" => "? claim < Kim rejected";
    allegedly: ["Lee/NNP/3/nsubj allegedly/RB/3/advmod left:leave/VBD/0/root"] 0, "left" => "? allegedly";
    accused: ["Kim/NNP/2/nsubj accused:accuse/VBD/0/root Lee/NNP/2/obj of/IN/5/mark leaving:leave/VBG/2/advcl"] 0, "leaving" => "Kim accused";
    not_said: ["Kim/NNP/4/nsubj did:do/VBD/4/aux not/RB/4/advmod say/VB/0/root that/IN/7/mark Lee/NNP/7/nsubj left:leave/VBD/4/ccomp"] 0, "left" => "";
    promised: ["Kim/NNP/2/nsubj promised:promise/VBD/0/root to/TO/4/mark leave/VB/2/xcomp"] 0, "leave" => "Kim promised";
    relative_speaker: ["Kim/NNP/6/nsubj who/WP/3/nsubj said:say/VBD/1/acl:relcl Lee/NNP/5/nsubj left:leave/VBD/3/ccomp slept:sleep/VBD/0/root"] 0, "left" => "Kim said";
    relative_about_the_speaker: ["Lee/NNP/2/nsubj left:leave/VBD/3/ccomp said:say/VBD/0/root Kim/NNP/3/nsubj who/WP/6/nsubj leads:lead/VBZ/4/acl:relcl"] 0, "leads" => "";
    quotation_goes_on: [
        "“/``/3/punct Lee/NNP/3/nsubj left:leave/VBD/6/ccomp ,/,/6/punct ”/''/3/punct said:say/VBD/0/root Kim/NNP/6/nsubj ././6/punct",
        "“/``/3/punct Ada/NNP/3/nsubj stayed:stay/VBD/0/root ././3/punct ”/''/3/punct"
    ] 1, "stayed" => "Kim said";
    colon_before_a_quotation: [
        "Kim/NNP/2/nsubj said:say/VBD/0/root :/:/2/punct",
        "“/``/3/punct Ada/NNP/3/nsubj stayed:stay/VBD/0/root ././3/punct ”/''/3/punct"
    ] 1, "stayed" => "Kim said";
}

#[test]
fn first_person_in_a_quotation_is_its_speaker() -> Result<(), Box<dyn std::error::Error>> {
    let (text, sentences) = parse(&[
        "“/``/3/punct I/PRP/3/nsubj left:leave/VBD/6/ccomp ,/,/6/punct ”/''/3/punct said:say/VBD/0/root Kim/NNP/6/nsubj",
    ])?;
    let trees: Vec<Tree> = sentences.iter().map(|s| Tree::new(s, &text)).collect();
    let reported = Reported::new(&trees);
    assert_eq!(reported.speaker_at(0, 1), Some((0, 6)));
    assert_eq!(reported.speaker_at(0, 6), None);
    assert!(!reported.quotations()[0].fragment);
    Ok(())
}

#[test]
fn a_contrast_denies_one_argument_alone() -> Result<(), Box<dyn std::error::Error>> {
    let (text, sentences) = parse(&[
        "Kim/NNP/2/nsubj chose:choose/VBD/0/root not/RB/4/advmod Paris/NNP/2/obj but/CC/6/cc Rome/NNP/4/conj",
    ])?;
    let tree = Tree::new(&sentences[0], &text);
    assert_eq!(mode(&tree, 1).polarity, Polarity::Positive);
    assert!(is_denied(&tree, 3) && !is_denied(&tree, 5));
    Ok(())
}
