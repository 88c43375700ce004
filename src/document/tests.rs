#![allow(clippy::unwrap_used)]

use super::*;
use std::fs;
use std::path::PathBuf;

fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|b| (b.kind, b.span.of(&document.text))).collect()
}

const ARTICLE: &str = "Harbour reopens after storm\r\n- Published 21 June 2021\r\n\r\nThe port opened on Monday.\r\nShare this article\r\nImage caption Boats at sea\r\nShips returned.\r\n";

#[test]
fn title_date_and_boilerplate_are_recognised() {
    let document = Document::from_text("a", ARTICLE);
    use BlockKind::*;
    assert_eq!(
        kinds(&document),
        [
            (Title, "Harbour reopens after storm"),
            (Boilerplate, "- Published 21 June 2021"),
            (Paragraph, "The port opened on Monday."),
            (Boilerplate, "Share this article"),
            (Boilerplate, "Image caption Boats at sea"),
            (Paragraph, "Ships returned."),
        ]
    );
    assert_eq!(document.title.as_deref(), Some("Harbour reopens after storm"));
    assert_eq!(document.date, Some(jiff::civil::date(2021, 6, 21)));
    assert_eq!(document.text, ARTICLE, "line ends are kept");
}

#[test]
fn the_day_behind_a_headline_is_no_part_of_it() {
    use BlockKind::*;
    let title = |line: &str| Document::from_text("a", format!("{line}\nThe port opened.\n"));
    let document = title("Interview with Ann Dahl Monday, June 21, 2021");
    assert_eq!(
        kinds(&document),
        [
            (Title, "Interview with Ann Dahl"),
            (Boilerplate, "Monday, June 21, 2021"),
            (Paragraph, "The port opened."),
        ]
    );
    assert_eq!(document.title.as_deref(), Some("Interview with Ann Dahl"));
    assert_eq!(document.date, Some(jiff::civil::date(2021, 6, 21)));
    for whole in ["Mill to close on Monday, June 21, 2021", "Mill to close Monday, say owners"] {
        assert_eq!(kinds(&title(whole))[0], (Title, whole));
    }
}

#[test]
fn sentences_that_begin_like_boilerplate_are_text() {
    let document = Document::from_text(
        "a",
        "News\nPublished reports said the minister left.\nUpdated rules apply now.\n",
    );
    assert_eq!(document.blocks[1].kind, BlockKind::Paragraph);
    assert_eq!(document.blocks[2].kind, BlockKind::Paragraph);
}

#[test]
fn dates_are_read_in_the_usual_forms() {
    let date = |line: &str| structure::publication(line).map(|d| d.to_string());
    for line in [
        "21 June 2021",
        "June 21, 2021",
        "Updated: Mon, 21st Jun 2021 10:15 GMT",
        "2021-06-21",
        "2021-06-21T08:00:00Z",
    ] {
        assert_eq!(date(line).as_deref(), Some("2021-06-21"), "{line}");
    }
    assert_eq!(date("The war ended on 21 June 2021"), None);
    assert_eq!(date("31 June 2021"), None);
    let document = Document::from_text("a", "Title\nOSLO, March 3, 2020 (Agency) — The king spoke.\n");
    assert_eq!(document.date, Some(jiff::civil::date(2020, 3, 3)));
    assert_eq!(document.blocks[2].kind, BlockKind::Paragraph);
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    let text = "The first line of a paragraph that somebody wrapped at seventy\ncharacters goes on in the second line, and then even further to\nthe third.\n\nAnother.\n";
    assert_eq!(Document::from_text("a", text).blocks.len(), 2);
    assert_eq!(Document::from_text("a", "One.\nTwo.\nThree.").blocks.len(), 3);
}

#[test]
fn markdown_is_read_without_its_markup() {
    let text = "# The *big* news\n\nHe said **no** to [the plan](http://a.b/c).\n\n```\ncode here\n```\n\n- First point\n- Second `point`\n\n| a | b |\n|---|---|\n";
    let document = Document::from_markdown("m", text);
    let readable = document.readable();
    assert_eq!(readable.len(), text.len());
    let words: Vec<String> = document
        .blocks
        .iter()
        .map(|b| b.span.of(&readable).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(words, ["The big news", "He said no to the plan .", "First point", "Second point"]);
    assert_eq!(document.blocks[0].kind, BlockKind::Title);
}

fn read(path: PathBuf) -> Vec<Result<Document, ReadError>> {
    read_source(&path, Mode::Articles).collect()
}

#[test]
fn folders_are_read_sorted_and_ids_are_unique() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    for (name, text) in
        [("b.txt", "Text b."), ("a.md", "Text a."), ("sub/b.txt", "Other b."), ("x.png", "\0")]
    {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let ids: Vec<String> = read(folder.path().to_owned()).into_iter().map(|d| d.unwrap().id).collect();
    assert_eq!(ids, ["a", "b", "sub/b"]);
}

#[test]
fn bad_input_is_an_error_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), "").unwrap();
    fs::write(path("b.txt"), b"PK\x03\x04\0\0").unwrap();
    fs::write(path("c.txt"), "Good text.").unwrap();
    let all = read(folder.path().to_owned());
    let errors: Vec<String> = all.iter().filter_map(|r| r.as_ref().err()).map(ToString::to_string).collect();
    assert!(errors[0].ends_with("a.txt: the file is empty; nothing to read"), "{errors:?}");
    assert!(errors[1].contains("b.txt: binary data at byte 2"), "{errors:?}");
    assert_eq!(all[2].as_ref().unwrap().id, "c");
    assert!(read(path("none.txt"))[0].as_ref().unwrap_err().to_string().contains("no such file"));
}

#[test]
fn json_lines_are_documents_and_bad_lines_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed.jsonl");
    let lines = "\u{feff}{\"id\":\"one\",\"text\":\"A b.\",\"date\":\"2020-01-02\",\"source\":\"http://x\",\"k\":1}\n{broken\n\n{\"sent\":\"C d.\"}\n{\"id\":7}\n";
    fs::write(&path, lines).unwrap();
    let all = read(path);
    let one = all[0].as_ref().unwrap();
    assert_eq!((one.id.as_str(), one.url.as_deref()), ("one", Some("http://x")));
    assert_eq!(one.date, Some(jiff::civil::date(2020, 1, 2)));
    assert!(
        all[1]
            .as_ref()
            .unwrap_err()
            .to_string()
            .contains("feed.jsonl, line 2: key must be a string (column 2)")
    );
    assert_eq!(all[2].as_ref().unwrap().id, "feed:4");
    assert!(all[3].as_ref().unwrap_err().to_string().contains("line 5: no key \"text\""));
}

#[test]
fn other_encodings_are_converted_and_marks_dropped() {
    let decode = encoding::decode;
    assert_eq!(decode(b"\xef\xbb\xbfHi".to_vec()).unwrap(), "Hi");
    assert_eq!(decode(b"\xff\xfeH\0i\0".to_vec()).unwrap(), "Hi");
    assert_eq!(
        decode(b"The caf\xe9 said \x93yes\x94 to na\xefve guests".to_vec()).unwrap(),
        "The café said “yes” to naïve guests"
    );
}

#[test]
fn a_date_line_is_no_part_of_its_sentence() {
    let first = |text: &str| {
        let document = Document::from_text("a", format!("Port opens\n{text}\nMore ships came.\n"));
        let paragraph = document.blocks.iter().find(|b| b.kind == BlockKind::Paragraph).copied();
        paragraph.map(|b| b.span.of(&document.text).to_owned()).unwrap()
    };
    for line in [
        "TURKU, Finland, March 3 (Baltic Press) - ",
        "TURKU — ",
        "SAN MARCO (BP) – ",
        "Turku, 3 March 2021 (Baltic Press) -- ",
    ] {
        assert_eq!(first(&format!("{line}The port of Turku opened.")), "The port of Turku opened.", "{line}");
    }
    for line in [
        "UNESCO – the body for culture – gave the port a prize.",
        "HELSINKI is far away - as everybody knows.",
        "The port - Finland's oldest - opened.",
        "TURKU, an old city, opened its port - at last.",
    ] {
        assert_eq!(first(line), line);
    }
}

#[test]
fn marks_of_notes_are_no_words() {
    let document =
        Document::from_text("a", "The port opened.[12] Ships came [3] in 1950.\nSee [x] and [2021].\n");
    let read = document.readable().into_owned();
    assert_eq!(read, "The port opened.     Ships came     in 1950.\nSee [x] and [2021].\n");
}
