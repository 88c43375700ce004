//! What statements make of propositions: roles, acts beside their content, names of arguments.

#![allow(clippy::expect_used)]

use tercet::document::Document;
use tercet::pipeline::{Options, Pipeline};
use tercet::statement::{Modality, Node, Order, Polarity, Role, Statement};

fn statements(text: &str) -> Vec<Statement> {
    let pipeline = Pipeline::new(Options::default()).expect("what the program carries is sound");
    pipeline.extract(&Document::from_paragraphs("example", text)).statements
}

fn name(node: &Node) -> &str {
    match node {
        Node::Entity { name, .. } => name,
        Node::Literal { literal, .. } => literal,
        Node::Statement { text, .. } => text,
    }
}

/// Subject, local name of the property (or the phrase) and object.
fn facts(text: &str) -> Vec<[String; 3]> {
    let property =
        |s: &Statement| s.relation.property.as_ref().and_then(|p| p.rsplit('#').next().map(str::to_owned));
    let row = |s: &Statement| {
        let relation = property(s).unwrap_or_else(|| s.relation.phrase.clone());
        let object = s.object.as_ref().map_or("", name);
        [name(&s.subject).to_owned(), relation, object.to_owned()]
    };
    statements(text).iter().map(row).collect()
}

#[track_caller]
fn states(text: &str, subject: &str, relation: &str, object: &str) {
    let found = facts(text);
    assert!(found.contains(&[subject, relation, object].map(str::to_owned)), "{found:#?}");
}

#[test]
fn a_title_or_a_description_beside_a_name_is_a_role() {
    states("Mayor Anna Berg opened the shop.", "Anna Berg", "holdsRole", "Mayor");
    let described = "The European Commission's head, Carl Nyman, opened the shop.";
    states(described, "Carl Nyman", "holdsRole", "The European Commission's head");
    states(described, "Carl Nyman", "leads", "European Commission");
}

#[test]
fn a_role_is_somebodys_or_nobodys() {
    let found = facts("Its owner, Carl Nyman, opened the shop.");
    assert!(found.iter().all(|[_, _, object]| object != "Its"), "{found:#?}");
}

#[test]
fn what_is_no_person_holds_no_role() {
    for text in ["It was a joke.", "They met in the capital Oslo.", "The plan is a mistake."] {
        let found = facts(text);
        assert!(found.iter().all(|[_, relation, _]| relation != "holdsRole"), "{found:#?}");
    }
}

#[test]
fn a_plan_is_a_fact_beside_what_is_planned() {
    let found = statements("Anna Berg planned to buy the old mill.");
    let bought = found.iter().find(|s| s.relation.phrase == "planned to buy").expect("the content");
    let planned = found.iter().find(|s| s.relation.phrase == "planned").expect("the plan");
    assert_eq!(planned.relation.property, None);
    assert!(matches!(&planned.object, Some(Node::Statement { statement, .. }) if *statement == bought.id));
}

#[test]
fn an_argument_carries_the_name_of_its_entity() {
    let found = statements("Anna Berg is a judge. Carl Nyman told Ms Berg that the mill was old.");
    let names: Vec<&str> = found.iter().flat_map(|s| &s.args).filter_map(|a| a.name.as_deref()).collect();
    assert_eq!(names, ["Anna Berg"]);
}

/// Name of the source of every statement with this relation, in order.
fn sources(text: &str, phrase: &str) -> Vec<String> {
    let named = |s: Statement| s.attribution.map_or_else(String::new, |a| a.name);
    statements(text).into_iter().filter(|s| s.relation.phrase == phrase).map(named).collect()
}

#[test]
fn the_same_act_is_the_same_relation_in_either_voice() {
    states("The mill was restored by Anna Berg.", "Anna Berg", "restored", "The mill");
    states("The mill will be restored by Anna Berg.", "Anna Berg", "will restore", "The mill");
    states("The virus is spread by mosquitoes.", "mosquitoes", "spread", "The virus");
    let found = facts("A time marked by haste followed.");
    assert!(found.iter().all(|[subject, ..]| subject != "haste"), "{found:#?}");
}

#[test]
fn a_capital_and_a_spokesman_are_somebodys() {
    states("Norway hosts the talks. They met in the capital Oslo.", "Oslo", "capitalOf", "Norway");
    let spoken = "The European Commission fined the bank. Spokeswoman Anna Berg called the case grave.";
    states(spoken, "Anna Berg", "spokespersonOf", "European Commission");
    let unknown = facts("Rain fell. Spokeswoman Anna Berg called the case grave.");
    assert!(unknown.iter().all(|[_, relation, _]| relation != "spokespersonOf"), "{unknown:#?}");
}

#[test]
fn a_person_of_a_body_belongs_to_it() {
    let text = "Anna Berg of the University of Oslo welcomed the plan.";
    states(text, "Anna Berg", "affiliatedWith", "University of Oslo");
}

#[test]
fn a_leader_leads_what_the_noun_before_names() {
    states("The opposition leader, Anna Berg, welcomed the plan.", "Anna Berg", "is leader of", "opposition");
}

#[test]
fn the_text_tells_what_came_first() {
    let found = statements(
        "Anna Berg resigned two days before the election. She left Oslo after the bank had failed.",
    );
    let ordered = |phrase: &str| {
        let statement = found.iter().find(|s| s.relation.phrase.starts_with(phrase)).expect(phrase);
        statement.args.iter().find(|a| a.order.is_some()).cloned().expect("something came first")
    };
    let before = ordered("resigned");
    assert_eq!((before.order, before.distance.as_deref()), (Some(Order::Before), Some("P2D")));
    assert_eq!(before.text, "the election");
    assert!(before.entity.is_some());
    let after = ordered("left");
    let failed = found.iter().find(|s| s.relation.lemma == "fail").expect("the bank failed");
    assert_eq!((after.order, after.statement), (Some(Order::After), Some(failed.id.clone())));
    let idle = statements("Anna Berg looked after the children. She appeared before the court.");
    assert!(idle.iter().flat_map(|s| &s.args).all(|a| a.order.is_none()), "{idle:#?}");
}

#[test]
fn a_denial_takes_up_what_was_said_before() {
    let found = statements("Anna Berg said that Carl Nyman had sold the mill. Carl Nyman denied this.");
    let denied = found.iter().find(|s| s.extractor == "denial").expect("a denial");
    assert_eq!(denied.polarity, Polarity::Negative);
    assert_eq!(denied.relation.lemma, "sell");
    assert_eq!(denied.attribution.as_ref().map(|a| a.name.as_str()), Some("Carl Nyman"));
    let own = statements("Anna Berg said that Carl Nyman had sold the mill. Carl Nyman saw this.");
    assert!(own.iter().all(|s| s.extractor != "denial"));
}

#[test]
fn a_quotation_over_paragraphs_has_one_speaker() {
    let repeated =
        "“The dam failed,” Anna Berg said. “The water rose.\n\n“The road vanished.\n\n“Nobody slept.”";
    assert_eq!(sources(repeated, "vanished"), ["Anna Berg"]);
    assert_eq!(sources(repeated, "slept"), ["Anna Berg"]);
    let unmarked = "Anna Berg said: “The water rose.\n\nThe road vanished.” The army came.";
    assert_eq!(sources(unmarked, "vanished"), ["Anna Berg"]);
    assert_eq!(sources(unmarked, "came"), [""]);
    let later = "“The water rose.\n\n“The road vanished,” Anna Berg said.";
    assert_eq!(sources(later, "rose"), ["Anna Berg"]);
}

#[test]
fn a_headline_names_the_speaker_beside_a_mark() {
    for text in
        ["Anna Berg: 'The dam failed'", "'The dam failed' – Anna Berg", "'The dam failed', says Anna Berg"]
    {
        assert_eq!(sources(text, "failed"), ["Anna Berg"], "{text}");
    }
}

#[test]
fn what_a_name_is_called_is_no_order() {
    let found = statements("Anna Berg called the vote \"an ambush\".");
    let called = found.iter().find(|s| s.extractor == "naming").expect("what the vote is");
    assert_eq!(called.modality, Modality::Actual);
}

#[test]
fn an_age_is_the_person_that_the_text_speaks_of() {
    let text = "Mateo Quiroga left the club. The 26-year-old signed a contract.";
    states(text, "Mateo Quiroga", "signed", "a contract");
}

#[test]
fn a_title_with_its_name_is_the_noun_before_it() {
    let text = "Solmar Bank grew. Its owner, the investor Dale Whitcomb, has praised Ann Lee.";
    states(text, "Dale Whitcomb", "praised", "Ann Lee");
}

#[test]
fn a_description_of_which_things_are_meant_is_no_statement() {
    let found = facts("The army helped areas that are prone to flooding.");
    assert!(found.iter().all(|[subject, ..]| subject != "areas"), "{found:#?}");
    let found = facts("The army helped Oslo, which is prone to flooding.");
    assert!(found.iter().any(|[subject, ..]| subject == "Oslo"), "{found:#?}");
}

#[test]
fn a_demonstrative_without_a_thing_tells_nothing() {
    for text in ["This rarely happens.", "It fell quickly.", "She was the reason."] {
        let found = facts(text);
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn a_name_is_nothing_to_say_of_its_bearer() {
    let found = facts("The World Health Organization (WHO) sent doctors.");
    assert!(found.iter().all(|[_, _, object]| object != "WHO"), "{found:#?}");
}

#[test]
fn an_infinitive_tells_which_right_or_plan_is_meant() {
    states("Anna Berg aims at reducing costs.", "Anna Berg", "aims at", "reducing costs");
    states("The model has the potential to save lives.", "The model", "has", "the potential to save lives");
    states(
        "The plan to widen the canal angered the town.",
        "The plan to widen the canal",
        "angered",
        "the town",
    );
}

#[test]
fn a_gerund_is_no_place() {
    let found = statements("Upon hearing the news, Carl Nyman left the town.");
    let left = found.iter().find(|s| s.relation.phrase == "left").expect("the main clause");
    assert!(left.args.iter().all(|a| a.role != tercet::statement::Role::Place), "{:#?}", left.args);
}

/// Whether the text yields a statement with this relation.
fn tells(text: &str, phrase: &str) -> bool {
    statements(text).iter().any(|s| s.relation.phrase == phrase)
}

#[test]
fn what_only_says_which_thing_is_meant_is_no_statement() {
    assert!(!tells("The clerk burned the papers he had found.", "had found"));
    assert!(tells("The clerk burned the papers that Acme gave the court.", "gave"));
    assert!(!tells("The area that borders the lake is dry.", "borders"));
    assert!(tells("A tanker carrying oil hit a reef.", "carrying"));
}

#[test]
fn what_is_asked_or_made_of_nobody_is_no_statement() {
    let told = facts("Who sold the mill? Berg sold it.");
    assert!(told.iter().all(|[subject, ..]| subject == "Berg"), "{told:#?}");
    assert!(!tells("Berg spoke. Someone laughed at the mayor.", "laughed at"));
    assert!(tells("Berg spoke. Nobody blamed the mayor.", "blamed"));
    assert!(!tells("Berg made the crew leave the ship.", "made"));
}

/// What tells nothing, beside what differs from it in little and does tell: text, the relation in
/// question, the text that keeps it.
const EMPTY: [(&str, &str, &str); 27] = [
    ("Berg moved to Oslo when she was 12.", "was", "Berg was 12 when she moved to Oslo."),
    ("Writing in a letter, Berg warned the mayor.", "Writing", "Writing a letter, Berg warned the mayor."),
    (
        "\u{201c}I mean the mayor,\u{201d} Berg said.",
        "mean",
        "\u{201c}They mean the mayor,\u{201d} Berg said.",
    ),
    ("Berg praised those who came.", "praised", "Berg praised those ships."),
    ("Berg saw the crew leave the ship.", "made", "Berg made a ship."),
    ("Berg is as old.", "is", "Berg is old."),
    ("The mill is the largest.", "is", "The mill is the largest factory."),
    ("The problem is the heat.", "is", "The problem of the mill is the heat."),
    ("Men such as Lee signed the letter.", "is one of", "Doctors such as Lee signed the letter."),
    ("If the dam breaks, the village will flood.", "breaks", "Lee said the dam breaks."),
    ("The mayor met Renner (Tanfield).", "is", "The mayor met Renner (a lawyer)."),
    ("Berg hired two brothers, Carl Dahl and Otto Dahl.", "is", "Berg hired a lawyer, Carl Dahl."),
    ("The text was cut using a razor.", "using", "Berg cut the text using a razor."),
    ("The first attempt to climb the peak failed.", "climb", "The first woman to climb the peak died."),
    ("Berg had a chance to climb the peak.", "climb", "Berg was the first to climb the peak."),
    ("The strike was a long strike.", "was", "The strike was a long fight."),
    ("Berg knows how many ants were present.", "were", "Berg knows that many ants were present."),
    ("Photo: Ann Lee met Bo Dahl.", "met", "Oslo: Ann Lee met Bo Dahl."),
    ("The source text, ST, was cut.", "is", "The source text, a letter, was cut."),
    ("Berg left Harbour Tools (Tanfield).", "is", "Berg left Harbour Tools (a shop)."),
    ("It was a rise that critics say is small.", "say", "Critics say the rise is small."),
    ("The town was created almost from scratch.", "was created from", "The town was created from scratch."),
    ("The mayor praised Lee's staff at the port.", "has", "The mayor praised Lee's visit to the port."),
    ("Berg was born in Oslo, the daughter of a judge.", "is", "Berg met Lee, the daughter of a judge."),
    ("Topics include sport.", "include", "Her topics include sport."),
    ("Berg spoke. Many praised the mayor.", "praised", "Berg spoke. Sixty voters praised the mayor."),
    ("Berg spoke. The latter won the race.", "won", "Berg spoke. The mayor won the race."),
];

#[test]
fn what_tells_nothing_is_no_statement() {
    for (empty, phrase, telling) in EMPTY {
        let told = |text: &str| statements(text).iter().any(|s| s.relation.phrase.starts_with(phrase));
        assert!(!told(empty), "tells something: {empty} ({phrase})");
        assert!(told(telling), "tells nothing: {telling} ({phrase})");
    }
}

#[test]
fn speech_over_sentences_is_somebodys() {
    let text =
        "The hall in Oslo was full. \u{201c}The mill burned on Monday. Nobody put the fire out.\u{201d}";
    assert_eq!(sources(text, "burned on"), ["unnamed source"]);
    let text = "The hall in Oslo was full. The mill \u{201c}burned\u{201d} on Monday.";
    assert_eq!(sources(text, "burned on"), [""]);
}

#[test]
fn a_paragraph_behind_a_colon_is_what_is_said() {
    let text = "Anna Lee wrote to the council. In her letter, Lee observed:\nThe mill burned on Monday. Nobody \
                put the fire out.\nThe town grew in May.";
    assert_eq!(sources(text, "burned on"), ["Anna Lee"]);
    assert_eq!(sources(text, "grew in"), [""]);
    let list = "Anna Lee observed:\n- The mill burned on Monday.";
    assert_eq!(sources(list, "burned on"), [""]);
}

#[test]
fn who_grants_or_governs_is_the_name_beside() {
    let told = statements("Anna Berg was granted a licence by Norway.");
    let gave = |s: &&Statement| s.relation.property.as_ref().is_some_and(|p| p.ends_with("#gave"));
    let givers: Vec<&str> = told.iter().filter(gave).map(|s| name(&s.subject)).collect();
    assert_eq!(givers, ["Norway"]);
    let text = "The governor of the National Bank of Lethia, Helena Brask, resigned on Monday.";
    states(text, "Helena Brask", "resigned on", "Monday");
}

#[test]
fn what_is_told_beside_is_told_by_the_text() {
    let text = "Anna Berg denied selling the mill, which belonged to Acme.";
    assert_eq!(sources(text, "owns"), [""]);
    let said = "Anna Berg said that the old mill of Bergen, which belonged to Acme, was sold.";
    assert_eq!(sources(said, "owns"), [""]);
    assert_eq!(sources("Anna Berg said that the mill belonged to Acme.", "owns"), ["Anna Berg"]);
}

#[test]
fn a_deal_beside_a_name_is_not_the_name() {
    let told = facts("Acme bought Corda in 2019, a deal that doubled its debt.");
    assert!(!told.iter().any(|[subject, relation, _]| subject == "Corda" || relation == "is"), "{told:#?}");
    states("The firm Acme said that it would defend itself.", "Acme", "defended", "itself");
}

#[test]
fn what_stands_between_two_objects_is_of_the_first() {
    let told = statements("Berg sent grain to Oslo and timber.");
    let timber = told.iter().filter(|s| s.object.as_ref().is_some_and(|o| name(o) == "timber"));
    assert!(timber.flat_map(|s| &s.args).next().is_none(), "{told:#?}");
}

#[test]
fn a_word_of_degree_stays_in_the_relation() {
    assert!(tells("The fire was mainly in the hall.", "was mainly in"));
    assert!(!tells("The fire was mainly in the hall.", "was in"));
}

#[test]
fn a_name_beside_a_name_is_not_that_name() {
    assert!(!facts("The Harbour, Blue Hour opened in May.").iter().any(|f| f[1] == "is"));
}

#[test]
fn an_example_is_one_of_several() {
    let text = "Young novelists such as Ann Lee and Bo Dahl signed the letter.";
    states(text, "Ann Lee", "is one of", "Young novelists");
}

#[test]
fn what_a_statement_refers_to_is_there() {
    let text = "Berg said that somebody had left and that Lee was ill. Dahl hinted that this was wrong. \
                After it closed, Okafor left.";
    let told = statements(text);
    let there = |id: &str| told.iter().any(|s| s.id == id);
    let objects = told.iter().filter_map(|s| match &s.object {
        Some(Node::Statement { statement, .. }) => Some(statement),
        _ => None,
    });
    let args = told.iter().flat_map(|s| &s.args).filter_map(|arg| arg.statement.as_ref());
    assert!(objects.chain(args).all(|id| there(id)));
    assert!(told.iter().any(|s| matches!(s.object, Some(Node::Statement { .. }))));
}

#[test]
fn an_apposition_may_be_told_of_without_a_pronoun() {
    states(
        "Ann Dahl made an offer, a plan the commission rejected.",
        "the commission",
        "rejected",
        "an offer",
    );
}

#[test]
fn several_things_are_together_what_others_are() {
    let found = facts("The main exports are copper and wool.");
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn a_clause_and_what_stands_behind_it_keep_their_order_in_time() {
    let order = |text: &str| {
        let found = statements(text);
        let all: Vec<_> = found.iter().flat_map(|s| &s.args).filter_map(|a| a.order).collect();
        all
    };
    assert_eq!(order("Ann Dahl held the chair until her death."), [Order::Before]);
    assert_eq!(order("Since the fall of the king, Oslo has grown."), [Order::After]);
    assert_eq!(order("After several years in Graz, Ann Dahl moved to Oslo."), [Order::After]);
    assert_eq!(order("Since Ann Dahl was ill, Bo Holm left the school."), []);
}

#[test]
fn what_only_contrasts_or_measures_is_no_time() {
    let times = |text: &str| -> usize {
        let found = statements(text);
        found.iter().flat_map(|s| &s.args).filter(|a| a.role == tercet::statement::Role::Time).count()
    };
    assert_eq!(times("The hall holds a shop while other rooms hold the museum."), 0);
    assert_eq!(times("Lines in Oslo can be hours long."), 0);
    assert_eq!(times("Ann Dahl starred in season two of the show."), 0);
    assert_eq!(times("The mood was grim as the shops were shut."), 0);
    assert_eq!(times("Ann Dahl left while Bo Holm was singing."), 1);
}

#[test]
fn a_time_in_front_is_of_all_clauses_that_have_none() {
    let found = statements("During the war, the mill was closed, and Ann Dahl lived in Oslo.");
    let lived = found.iter().find(|s| s.relation.lemma.starts_with("live")).expect("she lived there");
    assert!(lived.args.iter().any(|a| a.text == "the war"), "{lived:#?}");
    let found = statements("In 1810 Ann Dahl joined the choir and in 1812 was sent to Oslo.");
    let sent = found.iter().find(|s| s.relation.lemma.starts_with("send")).expect("she was sent there");
    let values: Vec<_> = sent.args.iter().filter_map(|a| a.value.as_deref()).collect();
    assert_eq!(values, ["1812"]);
}

#[test]
fn who_threatens_with_a_condition_has_threatened() {
    let found = statements("Bo Dahl threatened a strike if jobs were cut.");
    assert_eq!(found.first().map(|s| s.modality), Some(Modality::Actual), "{found:#?}");
    let found = statements("Bo Dahl is to teach at a school in Oslo.");
    assert_eq!(found.first().map(|s| s.modality), Some(Modality::Future), "{found:#?}");
}

#[test]
fn by_a_day_is_not_later() {
    let value = |text: &str| {
        let found = statements(text);
        found.iter().flat_map(|s| &s.args).find_map(|a| a.value.clone())
    };
    assert_eq!(value("Ann Dahl left Oslo by May 2020.").as_deref(), Some("../2020-05"));
    assert_eq!(value("Ann Dahl left Oslo after 2020.").as_deref(), Some("2020/.."));
    assert_eq!(value("Ann Dahl left Oslo in May 2020.").as_deref(), Some("2020-05"));
}

#[test]
fn a_day_between_subject_and_verb_is_a_time() {
    let found = statements("The attorney general on Tuesday accused Bo Dahl of fraud.");
    let accused = found.iter().find(|s| s.relation.lemma.starts_with("accuse")).expect("he accused him");
    assert_eq!(name(&accused.subject), "The attorney general");
    assert!(accused.args.iter().any(|a| a.text == "Tuesday"), "{accused:#?}");
}

#[test]
fn the_verb_is_no_part_of_whom_it_stands_behind() {
    let found = facts("The riders fell. Among them was Bo Dahl, who escaped.");
    assert!(found.iter().all(|row| row.iter().all(|cell| !cell.contains("them was"))), "{found:#?}");
}

#[test]
fn who_is_the_head_and_not_the_museum() {
    let told = "Ann Dahl, director of the Elm Museum, who apologised to the family, left.";
    states(told, "Ann Dahl", "apologised to", "the family");
}

#[test]
fn who_argues_over_a_thing_tells_nothing_else() {
    let found = statements("A ship was stranded off Malta as both governments argued over the cost.");
    assert!(found.iter().all(|s| s.attribution.is_none()), "{found:#?}");
}

#[test]
fn what_is_somewhere_is_there_when_the_text_says() {
    let found = statements("The Games in Oslo in 2014 saw Ann Dahl win.");
    let located = found.iter().find(|s| s.extractor == "located").expect("they were in Oslo");
    assert!(located.args.iter().any(|a| a.value.as_deref() == Some("2014")), "{located:#?}");
}

#[test]
fn whose_words_they_are_is_no_place() {
    let found = statements("In the words of the mayor, Ann Dahl broke the law.");
    assert!(found.iter().flat_map(|s| &s.args).all(|a| !a.text.contains("words")), "{found:#?}");
}

#[test]
fn what_is_said_aside_is_said_by_another() {
    let found = facts("Acme Inc. closed a mill. A guard was killed, it said, and two men were missing.");
    assert!(
        found.iter().all(|[subject, relation, _]| relation != "said" || subject != "A guard"),
        "{found:#?}"
    );
}

#[test]
fn what_is_lacking_is_no_argument_of_its_own() {
    let texts = |text: &str| -> Vec<String> {
        statements(text).into_iter().flat_map(|s| s.args).map(|a| a.text).collect()
    };
    let cut = texts("Halberd Pictures removed 41 minutes from the film without her consent.");
    assert!(cut.contains(&"without her consent".to_owned()), "{cut:?}");
    let sued = texts("Nordlicht Rescue would sue Malta unless the ship was allowed to dock.");
    assert!(sued.contains(&"unless the ship was allowed to dock".to_owned()), "{sued:?}");
    let accused = texts("Bo Dahl accused the board of breaking the agreement.");
    assert!(accused.contains(&"breaking the agreement".to_owned()), "{accused:?}");
}

#[test]
fn where_tells_where() {
    let found = statements("Ann Lee moved to Oslo, where she opened a shop in 1999.");
    let opened = found.iter().find(|s| s.relation.phrase == "opened").expect("it is told");
    assert!(opened.args.iter().any(|a| a.role == Role::Place && a.text == "Oslo"), "{opened:#?}");
    let found = statements("The firm has a plant in Leeds, where 300 people work.");
    let work = found.iter().find(|s| s.relation.phrase == "work").expect("it is told");
    assert!(work.args.iter().any(|a| a.role == Role::Place && a.text == "Leeds"), "{work:#?}");
}

#[test]
fn examples_are_of_the_noun_before_them() {
    let found = facts("Critics praised her voice and her recordings, such as her album of lullabies.");
    let of = |whole: &str| found.iter().any(|[s, _, o]| s.starts_with("her album") && o.contains(whole));
    assert!(of("recordings") && !of("voice"), "{found:#?}");
}
