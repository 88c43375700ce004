//! Whole documents: nobody appears twice, no two are one.

#![allow(clippy::expect_used, clippy::unwrap_used)]

use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, ENGLISH};
use tercet::document::Document;
use tercet::gazetteer::{Class, Gazetteer};
use tercet::resolve::{MentionKind, Models, Resolution, resolve};
use tercet::segment::segment;

fn read(text: &str) -> (Document, Resolution) {
    let document = Document::from_text("test", text);
    let resolution = resolved(&document);
    (document, resolution)
}

fn resolved(document: &Document) -> Resolution {
    let mut sentences = segment(document);
    let annotator = Annotator::from_bytes(ENGLISH).expect("the model is sound");
    annotator.annotate(&mut sentences, &document.text, &mut Scratch::default());
    let gazetteer = Gazetteer::embedded().expect("the lists are sound");
    let models = Models::embedded().expect("the models are sound");
    resolve(document, &sentences, &gazetteer, &models)
}

/// The canonical names of the persons.
fn names(document: &Document) -> Vec<String> {
    resolved(document).entities.into_iter().filter(|e| e.class == Class::Person).map(|e| e.name).collect()
}

/// Every named entity as "name (Class): words of its mentions, in text order".
fn entities(text: &str) -> Vec<String> {
    let (document, resolution) = read(text);
    let named = resolution.entities.iter().filter(|e| e.named || e.wikidata.is_some());
    let lines = named.map(|e| {
        let mentions = e.mentions.iter().map(|&m| &resolution.mentions[m]);
        let mentions = mentions.filter(|m| m.kind != MentionKind::Nominal).map(|m| m.span.of(&document.text));
        format!("{} ({}): {}", e.name, e.class, mentions.collect::<Vec<_>>().join(", "))
    });
    lines.collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(entities(text), expected);
}

#[test]
fn a_leader_under_all_his_names_is_one_node() {
    check(
        "Angela Merkel met Emmanuel Macron in Berlin. Mrs Merkel said that she would visit France. Macron thanked her.",
        &[
            "Angela Merkel (Person): Angela Merkel, Merkel, she, her",
            "Emmanuel Macron (Person): Emmanuel Macron, Macron",
            "Berlin (City): Berlin",
            "France (Country): France",
        ],
    );
}

#[test]
fn a_country_under_all_its_names_is_one_node() {
    check(
        "The United States and Britain signed the treaty. The US Senate approved the text. American officials met in the UK.",
        &[
            "United States (Country): United States, US, American",
            "United Kingdom (Country): Britain, UK",
            "United States Senate (GovernmentOrganization): US Senate",
        ],
    );
}

#[test]
fn two_of_one_family_stay_apart() {
    check(
        "Kim Jong-il died in 2011. His son Kim Jong-un succeeded him.",
        &["Kim Jong-il (Person): Kim Jong-il, His, him", "Kim Jong-un (Person): Kim Jong-un"],
    );
}

#[test]
fn gender_keeps_spouses_apart() {
    check(
        "Bill Clinton and Hillary Clinton arrived on Monday. Mrs Clinton spoke first.",
        &[
            "Bill Clinton (Person): Bill Clinton",
            "Hillary Clinton (Person): Hillary Clinton, Clinton",
            "Monday (Time): Monday",
        ],
    );
}

#[test]
fn an_abbreviation_joins_its_expansion() {
    check(
        "The World Health Organization (WHO) warned of a new virus. The WHO said that it would send experts to Kenya.",
        &[
            "World Health Organization (InternationalOrganization): World Health Organization, WHO, WHO, it",
            "Kenya (Country): Kenya",
        ],
    );
}

#[test]
fn the_same_name_and_class_have_the_same_id_in_every_document() {
    let id = |text: &str, name: &str| {
        let (_, resolution) = read(text);
        resolution.entities.iter().find(|e| e.name == name).map(|e| e.id.clone())
    };
    let first = id("The US and Japan signed a treaty.", "United States");
    assert!(first.is_some());
    assert_eq!(first, id("Talks with the United States failed.", "United States"));
}

#[test]
fn a_noun_before_a_name_stands_for_the_same() {
    let (document, resolution) = read("The talks were held in the capital Nairobi on Friday.");
    let of = |words: &str| {
        let mention = resolution.mentions.iter().find(|m| m.span.of(&document.text) == words);
        mention.map(|m| resolution.entities[m.entity].name.clone())
    };
    assert_eq!(of("the capital").as_deref(), Some("Nairobi"));
}

#[test]
fn a_spokesman_may_be_a_woman_and_says_what_is_quoted() {
    check(
        "Spokesman Carol Brandt said that \"our policy will not change\". The talks would go on, she said.",
        &["Carol Brandt (Person): Carol Brandt, our, she"],
    );
}

#[test]
fn his_country_is_the_one_in_his_title() {
    check(
        "French president Emmanuel Macron visited Berlin. He said his country would help.",
        &[
            "Emmanuel Macron (Person): Emmanuel Macron, He, his",
            "France (Country): French",
            "Berlin (City): Berlin",
        ],
    );
    let (document, resolution) =
        read("French president Emmanuel Macron visited Berlin. He said his country would help.");
    let country = resolution.mentions.iter().find(|m| m.span.of(&document.text) == "his country");
    assert_eq!(country.map(|m| resolution.entities[m.entity].name.as_str()), Some("France"));
}

#[test]
fn father_and_son_in_one_sentence_stay_apart() {
    check(
        "Erik Lindgren took over from his father, Olof Lindgren.",
        &["Erik Lindgren (Person): Erik Lindgren, his", "Olof Lindgren (Person): Olof Lindgren"],
    );
}

#[test]
fn he_is_whom_the_sentence_before_is_about() {
    check(
        "Luc Desmet resigned. Mr Desmet said he was tired. Pieter Aerts took over. He said his party had won.",
        &["Luc Desmet (Person): Luc Desmet, Desmet, he", "Pieter Aerts (Person): Pieter Aerts, He, his"],
    );
}

#[test]
fn two_arguments_of_a_verb_are_two() {
    check(
        "Anna Berg met Maria Lund. She thanked her.",
        &["Anna Berg (Person): Anna Berg, She", "Maria Lund (Person): Maria Lund, her"],
    );
}

#[test]
fn a_couple_shares_its_last_name() {
    check(
        "Daniel and Ruth Okonjo opened a school. Mr Okonjo built the desks.",
        &["Daniel (Person): Daniel, Okonjo", "Ruth Okonjo (Person): Ruth Okonjo"],
    );
}

#[test]
fn one_word_may_be_short_for_a_body() {
    check(
        "Nordhaven Energy bought Calder Wind, a developer of wind farms. Nordhaven said Calder employs 900 people.",
        &[
            "Nordhaven Energy (Company): Nordhaven Energy, Nordhaven",
            "Calder Wind (Organization): Calder Wind, Calder",
        ],
    );
}

#[test]
fn a_known_name_inside_a_longer_one_is_a_name_of_its_own() {
    check(
        "Lena Berg studied at the University of Michigan. She left Michigan in May.",
        &[
            "Lena Berg (Person): Lena Berg, She",
            "University of Michigan (Organization): University of Michigan",
            "Michigan (Region): Michigan, Michigan",
            "May (Time): May",
        ],
    );
}

#[test]
fn a_name_that_opens_a_sentence_is_as_long_as_elsewhere() {
    check(
        "Investors sold shares in the airline Baltic Wings. Baltic Wings was founded in Riga.",
        &["Baltic Wings (Organization): Baltic Wings, Baltic Wings", "Riga (City): Riga"],
    );
}

#[test]
fn what_a_noun_tells_of_a_name_holds_wherever_it_stands() {
    check(
        "Ann Lee bought the Swedish battery maker Voltaria.\n\nVoltaria, which was founded in Uppsala in 2011, employs 3,200 people in Sweden.",
        &[
            "Ann Lee (Person): Ann Lee",
            "Voltaria (Organization): Voltaria, Voltaria",
            "Sweden (Country): Swedish, Sweden",
            "Uppsala (City): Uppsala",
        ],
    );
}

#[test]
fn a_given_name_with_a_hyphen_is_one() {
    check(
        "The factory stays open, according to its chief executive, Park Jae-sung. Mr Park smiled.",
        &["Park Jae-sung (Person): Park Jae-sung, Park"],
    );
}

#[test]
fn a_town_is_told_apart_by_the_region_behind_it() {
    check(
        "She was born in Cambridge, Massachusetts. He moved to Elmsford, New York.",
        &[
            "Cambridge, Massachusetts (City): Cambridge",
            "Massachusetts (Region): Massachusetts",
            "Elmsford, New York (Place): Elmsford",
            "New York (Region): New York",
        ],
    );
    check(
        "The firm left Houston, Texas, for Norway.",
        &["Houston (City): Houston", "Texas (Region): Texas", "Norway (Country): Norway"],
    );
}

#[test]
fn new_york_alone_is_the_city() {
    check("He flew to New York. New York City was cold.", &["New York City (City): New York, New York City"]);
    check("The state of New York sued.", &["New York (Region): New York"]);
}

#[test]
fn a_language_is_not_its_people() {
    check(
        "Marie Dupont speaks French and English.",
        &[
            "Marie Dupont (Person): Marie Dupont",
            "French language (Language): French",
            "English language (Language): English",
        ],
    );
}

#[test]
fn a_saint_stays_in_the_name() {
    check(
        "They met in St. Louis and flew to Saint Kitts.",
        &["St. Louis (City): St. Louis", "Saint Kitts (Place): Saint Kitts"],
    );
}

#[test]
fn a_name_begins_with_its_demonym() {
    check(
        "The American College of Surgeons met. The United States Navy sent a ship.",
        &[
            "American College of Surgeons (Organization): American College of Surgeons",
            "Surgeons (Organization): Surgeons",
            "United States Navy (MilitaryUnit): United States Navy",
        ],
    );
}

#[test]
fn a_title_and_a_last_name_tell_whom_everybody_knows() {
    check(
        "Mahatma Gandhi and Mohandas Gandhi are one.",
        &["Mahatma Gandhi (Person): Mahatma Gandhi, Mohandas Gandhi"],
    );
    check("The tale of King Arthur is old.", &["King Arthur (Person): Arthur"]);
}

#[test]
fn who_speaks_is_not_who_is_spoken_of() {
    check(
        "Anna Holm praised Bo Berg. \"He saved the firm and he never asked for thanks,\" said Carl Lund.",
        &[
            "Anna Holm (Person): Anna Holm",
            "Bo Berg (Person): Bo Berg, He, he",
            "Carl Lund (Person): Carl Lund",
        ],
    );
}

#[test]
fn an_article_calls_its_person_as_its_title_does() {
    let mut document = Document::from_text("test", "Anna Maria Holm was a judge. Holm retired in 2001.");
    document.title = Some("Anna Holm".to_owned());
    assert_eq!(names(&document), ["Anna Maria Holm"]);
    let mut document = Document::from_text(
        "test",
        "Holm was a judge. In 2001 Anna Holm retired. Anna Maria Holm never did.",
    );
    document.title = Some("Anna Holm".to_owned());
    assert_eq!(names(&document), ["Anna Holm"]);
}

#[test]
fn an_abbreviation_of_a_phrase_is_a_name() {
    check(
        "The Harbour Memory Project began in 2019. Schools use HMP in lessons, and no one regrets the HMP.",
        &["Harbour Memory Project (Concept): Harbour Memory Project, HMP, HMP"],
    );
}

#[test]
fn a_storm_is_told_by_its_noun_in_the_whole_text() {
    check(
        "Cyclone Maresa reached the coast on Friday. Maresa destroyed forty houses.",
        &["Cyclone Maresa (Event): Cyclone Maresa, Maresa", "Friday (Time): Friday"],
    );
}

#[test]
fn a_part_of_a_law_is_nobody() {
    check("The judges read Article IV aloud.", &["Article IV (Concept): Article IV"]);
}

#[test]
fn a_house_mentioned_first_is_no_white_house() {
    check(
        "The House voted on Monday. The White House welcomed the vote of the House.",
        &[
            "House (Organization): House, House",
            "Monday (Time): Monday",
            "White House (GovernmentOrganization): White House",
        ],
    );
}

#[test]
fn an_address_is_no_part_of_a_name() {
    check(
        "Write to Ann Lee ann.lee@mill.example before Monday.",
        &["Ann Lee (Person): Ann Lee", "Monday (Time): Monday"],
    );
}

#[test]
fn nobody_presides_over_a_person() {
    let (_, resolution) = read("Lucia Moreira became president of Costa Serena.");
    let place = resolution.entities.iter().find(|e| e.name == "Costa Serena");
    assert!(place.is_some_and(|e| e.class.broad() != tercet::gazetteer::Class::Person));
}

/// The words of all mentions of the entity, descriptions too.
fn mentions(text: &str, name: &str) -> Vec<String> {
    let (document, resolution) = read(text);
    let entity = resolution.entities.iter().find(|e| e.name == name).expect(name);
    entity.mentions.iter().map(|&m| resolution.mentions[m].span.of(&document.text).to_owned()).collect()
}

#[test]
fn a_description_with_a_past_or_a_people_is_whom_the_text_is_about() {
    let text = "Camille Darrieux lost the final in Lisbon. The Frenchwoman had won it twice. \
                The former champion will rest until June.";
    assert_eq!(
        mentions(text, "Camille Darrieux"),
        ["Camille Darrieux", "The Frenchwoman", "The former champion"]
    );
}

#[test]
fn somebody_of_a_people_is_no_language() {
    let text = "The master, a Ukrainian named Pavlo Hrysenko, was detained on Sunday.";
    assert_eq!(mentions(text, "Pavlo Hrysenko"), ["The master", "a Ukrainian", "Pavlo Hrysenko"]);
}

#[test]
fn whoever_works_with_somebody_is_another() {
    let text = "Tjasa Vasko won. Her coach, Hana Dvorska, began working with her in 2021.";
    assert_eq!(mentions(text, "Tjasa Vasko"), ["Tjasa Vasko", "Her", "her"]);
}

#[test]
fn the_bank_has_bank_for_its_name() {
    let text = "The Central Bank of Chile raised rates. Shares of Banco Arauca, a mortgage lender, fell. \
                The bank acted on Tuesday.";
    assert_eq!(mentions(text, "Central Bank of Chile"), ["Central Bank of Chile", "The bank"]);
}

#[test]
fn a_noun_before_a_name_that_opens_a_headline_is_no_part_of_it() {
    let text =
        "Carmaker Lindqvar to close factory\n\nSwedish carmaker Lindqvar will close its factory in Wrexham.";
    let (_, resolution) = read(text);
    let names: Vec<&str> = resolution.entities.iter().map(|e| e.name.as_str()).collect();
    assert!(names.contains(&"Lindqvar") && !names.contains(&"Carmaker Lindqvar"), "{names:?}");
}

#[test]
fn the_first_of_two_last_names_is_enough() {
    let text = "Amalia Reyes Toro won the prize. Reyes thanked her crew.";
    assert_eq!(mentions(text, "Amalia Reyes Toro"), ["Amalia Reyes Toro", "Reyes", "her"]);
}

#[test]
fn what_is_owned_is_called_after_its_owner() {
    let (_, resolution) = read("Lumen Systems, whose shares fell on Monday, has not commented.");
    assert!(resolution.entities.iter().any(|e| e.name == "Lumen Systems's shares"));
}

#[test]
fn a_citation_is_a_work_and_names_its_authors() {
    check(
        "Birds keep their songs for years (Okafor, 2009). Tilley (2011) and Okafor (2009) measured them \
         again, and later work agrees (Brandt & Lindgren, 2015).",
        &[
            "Okafor, 2009 (Work): Okafor, 2009, Okafor (2009)",
            "Okafor (Person): Okafor, Okafor",
            "Tilley (2011) (Work): Tilley (2011)",
            "Tilley (Person): Tilley",
            "Brandt & Lindgren, 2015 (Work): Brandt & Lindgren, 2015",
            "Brandt (Person): Brandt",
            "Lindgren (Person): Lindgren",
        ],
    );
    // A film and its year are no author and work.
    let (document, resolution) =
        read("She played in The Harbour (2009), Stolen Light (2011) and Blue Hour (2013).");
    let cited = resolution.mentions.iter().filter(|m| m.kind == MentionKind::Citation);
    let cited: Vec<_> = cited.map(|m| m.span.of(&document.text)).collect();
    assert!(cited.is_empty(), "{cited:?}");
}

#[test]
fn his_son_is_whoever_has_him_for_a_father() {
    check(
        "Erik Sand took the farm over from his father, Olof Sand. Olof Sand is 80. His son is 50.",
        &["Erik Sand (Person): Erik Sand, his", "Olof Sand (Person): Olof Sand, Olof Sand, His"],
    );
    let text = "Ann and Leo Brandt own the shop. Ann Brandt runs it. Her husband is a baker.";
    assert_eq!(mentions(text, "Leo Brandt"), ["Leo Brandt", "Her husband", "a baker"]);
}

#[test]
fn a_town_described_by_its_region_is_not_the_one_spoken_of_before() {
    check(
        "She sang in Paris on Friday. She grew up in Paris, a small town in Ontario.",
        &[
            "Paris (City): Paris",
            "Friday (Time): Friday",
            "Paris, Ontario (City): Paris",
            "Ontario (Region): Ontario",
        ],
    );
}

#[test]
fn a_reflexive_is_the_subject_of_its_verb() {
    check(
        "Ann Lee praised Bo Dahl. His brothers Otto Dahl and Max Dahl asked Bo Dahl to defend himself.",
        &[
            "Ann Lee (Person): Ann Lee",
            "Bo Dahl (Person): Bo Dahl, His, Bo Dahl, himself",
            "Otto Dahl (Person): Otto Dahl",
            "Max Dahl (Person): Max Dahl",
        ],
    );
}

#[test]
fn nobody_alone_is_we_and_a_measure_nobody() {
    check("Ann Lee lives in Oslo. We can improve.", &["Ann Lee (Person): Ann Lee", "Oslo (City): Oslo"]);
    let (document, resolution) = read("Most of the walkers covered 500 miles. They slept in tents.");
    let of = |words: &str| {
        let mut mentions = resolution.mentions.iter();
        mentions.find(|m| m.span.of(&document.text).ends_with(words)).map(|m| m.entity)
    };
    assert!(of("They").is_some());
    assert_ne!(of("They"), of("500 miles"));
}

#[test]
fn whoever_names_himself_is_i() {
    let (document, resolution) = read("Ann Lee read a letter aloud. I, Bo Dahl, sold the barn.");
    let mut mentions = resolution.mentions.iter();
    let own =
        mentions.find(|m| m.span.of(&document.text) == "I").map(|m| &resolution.entities[m.entity].name);
    assert_eq!(own.map(String::as_str), Some("Bo Dahl"));
}

#[test]
fn a_surname_with_a_particle_is_no_mans_name() {
    check(
        "A court appointed the lawyer Saskia van Dorren. A customer left. Van Dorren said she was in talks.",
        &["Saskia van Dorren (Person): Saskia van Dorren, Van Dorren, she"],
    );
}

#[test]
fn she_is_no_thing_where_somebody_is_known() {
    let text = "\u{201c}The money would last,\u{201d} said Ann Lee. \u{201c}It was gone before Christmas.\u{201d} She \
                declined to say more.";
    let (document, resolution) = read(text);
    let mut mentions = resolution.mentions.iter();
    let she =
        mentions.find(|m| m.span.of(&document.text) == "She").map(|m| &resolution.entities[m.entity].name);
    assert_eq!(she.map(String::as_str), Some("Ann Lee"));
}

#[test]
fn whose_age_is_told_is_whom_the_text_speaks_of() {
    check(
        "Mayor Ann Lee lost the vote. The 61-year-old Democrat said she had broken no law.",
        &["Ann Lee (Person): Ann Lee, she"],
    );
}

#[test]
fn a_region_and_a_country_of_one_name_are_told_apart() {
    check(
        "Georgia Governor Ann Dahl spoke in Atlanta.",
        &["Georgia (Region): Georgia", "Ann Dahl (Person): Ann Dahl", "Atlanta (City): Atlanta"],
    );
    check(
        "Georgia and Armenia signed a treaty in Tbilisi.",
        &["Georgia (Country): Georgia", "Armenia (Country): Armenia", "Tbilisi (City): Tbilisi"],
    );
}

#[test]
fn she_is_no_wall_and_no_town() {
    check("The wall is high. He is old.", &[]);
    check(
        "Ann Dahl sang. The town has grown. It is a port. Its wall is high. The wall fell. It was old. She left.",
        &["Ann Dahl (Person): Ann Dahl, She"],
    );
}

#[test]
fn a_republican_is_no_name() {
    check(
        "Senator Ann Dahl, a Republican who sits on a committee, blamed Acme Inc.",
        &["Ann Dahl (Person): Ann Dahl", "Acme Inc. (Company): Acme Inc."],
    );
}

#[test]
fn a_body_that_denies_speaks_of_itself() {
    check(
        "The Acme Group bought the Elm Bank. Acme denied that it intended to close a branch.",
        &["Acme Group (Company): Acme Group, Acme, it", "Elm Bank (Company): Elm Bank"],
    );
}

#[test]
fn which_and_it_tell_a_body_from_a_person() {
    check(
        "Larkmoor Care, which runs homes, said it had tightened its controls. It has hired nurses.",
        &["Larkmoor Care (Organization): Larkmoor Care, it, its, It"],
    );
}

#[test]
fn a_king_has_no_last_name() {
    check(
        "Martin Fotabe sang. King Fotabe died in 1907.",
        &["Martin Fotabe (Person): Martin Fotabe", "Fotabe (Person): Fotabe"],
    );
}

#[test]
fn a_known_storm_is_no_person() {
    check("Hurricane Maria hit Oslo.", &["Hurricane Maria (Event): Hurricane Maria", "Oslo (City): Oslo"]);
}

#[test]
fn a_town_is_not_its_university() {
    check(
        "Ann Dahl moved to Aldheim. She studies at Aldheim University.",
        &[
            "Ann Dahl (Person): Ann Dahl, She",
            "Aldheim (Place): Aldheim",
            "Aldheim University (Organization): Aldheim University",
        ],
    );
}
