use super::*;

/// The sentences of `text`, with "|" between them.
fn cut(text: &str) -> String {
    let document = Document::from_text("t", text);
    segment(&document).iter().map(|s| s.span.of(&document.text)).collect::<Vec<_>>().join("|")
}

#[track_caller]
fn check(marked: &str) {
    assert_eq!(cut(&marked.replace('|', " ")), marked);
}

#[test]
fn sentences_end_at_periods_and_marks() {
    check("She left early.|Nobody saw her!|Did he stay?|He did.");
}

#[test]
fn abbreviations_and_initials_do_not_end_one() {
    check("Mr. Brown met Gen. Lee in St. Louis.|George W. Smith of Acme Corp. paid.");
    check("It fell on Sept. 12 near No. 10 Road.|He went.");
}

#[test]
fn an_abbreviation_may_end_one() {
    check("She lives in the U.S.|He does not.");
    check("He lives on Elm St.|She does not.|They met in St. Louis.");
    check("It starts at 5 p.m.|The doors open before.");
}

#[test]
fn quotes_close_with_their_sentence() {
    check("He said, \"We won.\"|She smiled.");
    check("“We won,” he said. “It is over.”|Nobody spoke.".replace(". “", ".|“").as_str());
    check("\"Did we win?\" he asked.|They had.");
}

#[test]
fn ellipses_are_pauses_or_ends() {
    check("Well ... maybe not.|Yes.");
}

#[test]
fn missing_blanks_do_not_hide_an_end() {
    assert_eq!(cut("It was the end.Next came the rain."), "It was the end.|Next came the rain.");
}

#[test]
fn line_ends_of_paragraphs_end_sentences() {
    assert_eq!(cut("First line here.\n\nno period\n\nMore text."), "First line here.|no period|More text.");
}

#[test]
fn given_tokens_stay() {
    let document = Document::from_lines("t", "It 's done . -LRB- a.b -RRB-\n\nNext one\n", true);
    let sentences = segment(&document);
    assert_eq!(sentences.len(), 2);
    assert_eq!(sentences[0].words.len(), 7);
    assert_eq!(sentences[0].form(5, &document.text), "a.b");
    assert!(sentences[0].words.iter().all(|w| !w.joined));
}

#[test]
fn a_line_is_one_sentence_in_lines_mode() {
    let document = Document::from_lines("t", "One. Two.\r\nThree.\r\n", false);
    let sentences = segment(&document);
    assert_eq!(sentences.len(), 2);
    assert_eq!(sentences[0].span.of(&document.text), "One. Two.");
}

#[test]
fn marks_of_notes_are_no_words_and_part_no_sentences() {
    assert_eq!(
        cut("It was built in 1900.[2] Later it burnt down."),
        "It was built in 1900.|Later it burnt down."
    );
}

#[test]
fn boilerplate_yields_no_sentences() {
    assert_eq!(
        cut("A headline\n- Published 3 May 2020\nIt rained.\nShare this article\n"),
        "A headline|It rained."
    );
}

#[test]
fn capitals_emoji_and_other_scripts_are_cut() {
    check("THE MINISTER QUIT.|NOBODY KNOWS WHY.");
    check("We won 🎉!|Great.");
    assert_eq!(cut("他来了。她走了。"), "他来了。|她走了。");
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(cut(""), "");
    assert_eq!(cut(" \n\t\n "), "");
}
