//! Who is who, explained and corrected on the command line.

use assert_cmd::Command;
use std::error::Error;
use std::path::Path;

type Result = std::result::Result<(), Box<dyn Error>>;

const TEXT: &str = "Annika Falken met Emmanuel Macron in Berlin. Mrs Falken thanked Macron.\n";

fn tercet(folder: &Path, arguments: &[&str]) -> std::result::Result<(i32, String, String), Box<dyn Error>> {
    let mut command = Command::cargo_bin("tercet")?;
    let output = command.current_dir(folder).args(["--store", "store"]).args(arguments).output()?;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes);
    Ok((output.status.code().unwrap_or(-1), text(output.stdout)?, text(output.stderr)?))
}

fn extracted() -> std::result::Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("visit.txt"), TEXT)?;
    let (code, _, err) = tercet(folder.path(), &["extract", "visit.txt", "--output", "out"])?;
    assert_eq!(code, 0, "{err}");
    Ok(folder)
}

#[test]
fn why_names_the_rule_that_joined_a_mention() -> Result {
    let folder = extracted()?;
    let (code, out, err) = tercet(folder.path(), &["why", "annika falken"])?;
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("0-13\tAnnika Falken\tfirst"), "{out}");
    assert!(out.contains("49-55\tFalken\tlast name"), "{out}");
    assert_eq!(tercet(folder.path(), &["why", "Nobody"])?.0, 1);
    Ok(())
}

/// What the store exports, in every format that has all of it.
fn exported(folder: &Path) -> std::result::Result<Vec<String>, Box<dyn Error>> {
    let formats = ["turtle", "nquads", "jsonl", "graphml"];
    let mut all = Vec::new();
    for format in formats {
        let (code, out, err) = tercet(folder, &["export", "--format", format])?;
        assert_eq!(code, 0, "{err}");
        all.push(out);
    }
    for command in [&["entities"][..], &["why", "Annika Falken"], &["why", "Emmanuel Macron"]] {
        all.push(tercet(folder, command)?.1);
    }
    Ok(all)
}

#[test]
fn corrections_hold_at_once_and_for_what_is_read_later() -> Result {
    let folder = extracted()?;
    let before = exported(folder.path())?;
    let (code, out, err) = tercet(folder.path(), &["split", "visit", "49-55", "Alina Falken"])?;
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("49-55 of visit stands for Alina Falken (Person) now, no longer for Annika Falken"),
        "{out}"
    );
    let (code, out, err) = tercet(folder.path(), &["merge", "Emmanuel Macron", "Annika Falken"])?;
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Emmanuel Macron is Annika Falken now in visit"), "{out}");
    let corrected = exported(folder.path())?;
    assert_ne!(corrected, before);
    let (_, out, _) = tercet(folder.path(), &["why", "Alina Falken"])?;
    assert!(out.contains("49-55\tFalken\tcorrected: split"), "{out}");
    let (_, out, _) = tercet(folder.path(), &["why", "Annika Falken"])?;
    assert!(out.contains("18-33\tEmmanuel Macron\tcorrected: merged"), "{out}");
    assert!(!out.contains("49-55"), "{out}");
    let (_, out, _) = tercet(folder.path(), &["explain", "Alina Falken"])?;
    assert!(out.contains("Alina Falken") && out.contains("thanked"), "{out}");
    assert!(corrected[2].contains("\"name\":\"Alina Falken\""), "{}", corrected[2]);
    assert!(!corrected[2].contains("\"name\":\"Emmanuel Macron\""), "{}", corrected[2]);

    // forgotten and read again
    tercet(folder.path(), &["forget", "visit"])?;
    tercet(folder.path(), &["extract", "visit.txt", "--output", "out"])?;
    assert_eq!(exported(folder.path())?, corrected);
    // corrected before anything was read
    let other = tempfile::tempdir()?;
    std::fs::copy(folder.path().join("visit.txt"), other.path().join("visit.txt"))?;
    std::fs::create_dir(other.path().join("store"))?;
    let corrections = folder.path().join("store/corrections.tsv");
    std::fs::copy(&corrections, other.path().join("store/corrections.tsv"))?;
    tercet(other.path(), &["extract", "visit.txt", "--output", "out"])?;
    assert_eq!(exported(other.path())?, corrected);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("out/graph.ttl"))?,
        std::fs::read_to_string(other.path().join("out/graph.ttl"))?
    );
    // undone
    std::fs::remove_file(corrections)?;
    assert_eq!(exported(folder.path())?, before);
    Ok(())
}

#[test]
fn what_a_split_parts_is_told_of_two_and_what_a_merge_joins_is_no_longer() -> Result {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("shop.txt"), "Anna Berg hired Berg. Anna Berg thanked Otto Lind.\n")?;
    tercet(folder.path(), &["extract", "shop.txt", "--output", "out"])?;
    let relations = || tercet(folder.path(), &["export", "--format", "jsonl"]).map(|(_, out, _)| out);
    assert!(!relations()?.contains("\"lemma\":\"hire\""), "{}", relations()?);
    tercet(folder.path(), &["split", "shop", "16-20", "Karl Berg"])?;
    assert!(relations()?.contains("\"lemma\":\"hire\""), "{}", relations()?);
    assert!(relations()?.contains("\"name\":\"Karl Berg\",\"type\":\"Person\",\"mention\":\"Berg\""));
    let before = relations()?;
    tercet(folder.path(), &["merge", "Otto Lind", "Anna Berg"])?;
    assert!(!relations()?.contains("\"lemma\":\"thank\""), "{}", relations()?);
    tercet(folder.path(), &["split", "shop", "40-49", "Otto Lind"])?;
    assert_eq!(relations()?, before);
    Ok(())
}

#[test]
fn what_cannot_be_corrected_is_refused_and_nothing_is_kept() -> Result {
    let folder = extracted()?;
    std::fs::write(folder.path().join("other.txt"), "Anton Falken slept. Falken snored.\n")?;
    tercet(folder.path(), &["extract", "other.txt", "--output", "out"])?;
    for (arguments, message) in [
        (&["merge", "Nobody", "Berlin"][..], "there is no entity called Nobody"),
        (&["merge", "Berlin", "Berlin"], "one entity already"),
        (&["merge", "Berlin", "Falken"], "Falken is the name of several; give the id: "),
        (&["split", "visit", "49-55", "Annika Falken"], "stands for Annika Falken already"),
        (&["split", "visit", "49-55", "A\tB"], "cannot hold"),
        (&["split", "visit", "x", "A"], "a span is START-END"),
        (&["split", "visit", "1-2", "X"], "no mention at 1-2"),
        (&["split", "elsewhere", "0-13", "X"], "there is no document elsewhere"),
        (&["split", "visit", "0-13", "X", "--type", "Dream"], "unknown class \"Dream\""),
    ] {
        let (code, _, err) = tercet(folder.path(), arguments)?;
        assert_eq!(code, 2, "{arguments:?}");
        assert!(err.contains(message), "{err}");
    }
    assert!(!folder.path().join("store/corrections.tsv").exists());
    std::fs::write(folder.path().join("store/corrections.tsv"), "merge\t01\tKim\tPerson\njoin\ta\n")?;
    for arguments in [&["export"][..], &["merge", "Berlin", "Anton Falken"], &["extract", "visit.txt"]] {
        let (code, out, err) = tercet(folder.path(), arguments)?;
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains("corrections.tsv, line 2: expected merge or split, found \"join\""), "{err}");
    }
    Ok(())
}

#[test]
fn names_of_the_user_count_and_a_broken_table_stops_with_its_line() -> Result {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("visit.txt"), TEXT)?;
    std::fs::write(
        folder.path().join("aliases.tsv"),
        "Federal Chancellery\tBerlin\tGovernmentOrganization\n",
    )?;
    let (code, out, err) = tercet(folder.path(), &["entities", "visit.txt", "--aliases", "aliases.tsv"])?;
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("\"name\":\"Federal Chancellery\""), "{out}");
    std::fs::write(folder.path().join("aliases.tsv"), "A\tB\nB\tA\n")?;
    let (code, out, err) = tercet(folder.path(), &["entities", "visit.txt", "--aliases", "aliases.tsv"])?;
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("aliases.tsv, line 2: the aliases of"), "{err}");
    Ok(())
}

#[test]
fn a_merge_is_a_record_in_the_graph() -> Result {
    let folder = extracted()?;
    let (code, out, err) = tercet(folder.path(), &["ask", "merges", "Annika Falken", "--format", "csv"])?;
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("Annika Falken,last name,0.9,https://tercet.dev/document/visit#char=49,55"),
        "{out}"
    );
    Ok(())
}

#[test]
fn concepts_of_skos_name_what_a_corpus_speaks_of() -> Result {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("visit.txt"), TEXT)?;
    let concept = |class: &str| {
        format!(
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<https://example.org/fc> a <https://example.org/{class}> ;\n  skos:prefLabel \"Federal Chancellery\"@en ; skos:altLabel \"Berlin\" .\n"
        )
    };
    std::fs::write(folder.path().join("names.ttl"), concept("GovernmentOrganization"))?;
    let arguments = ["extract", "visit.txt", "--aliases", "names.ttl", "--format", "turtle", "--output", "-"];
    let (code, out, err) = tercet(folder.path(), &arguments)?;
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("Federal Chancellery") && out.contains("owl:sameAs <https://example.org/fc>"),
        "{out}"
    );
    std::fs::write(folder.path().join("names.ttl"), concept("Castle"))?;
    let (code, out, err) = tercet(folder.path(), &arguments)?;
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("names.ttl, line 2: unknown class \"Castle\""), "{err}");
    Ok(())
}

#[test]
fn entities_are_a_table_over_all_documents_or_a_line_a_document() -> Result {
    let folder = extracted()?;
    std::fs::write(folder.path().join("return.txt"), "Macron left Germany. Mr Macron was tired.\n")?;
    tercet(folder.path(), &["extract", "return.txt", "--output", "out"])?;
    let (code, out, err) = tercet(folder.path(), &["entities", "--format", "table"])?;
    assert_eq!(code, 0, "{err}");
    let row = |out: &str, name: &str| {
        let line = out.lines().find(|l| l.trim_start().starts_with(name)).unwrap_or_default();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row(&out, "Annika Falken"), "Annika Falken Person 2 1 Falken", "{out}");
    assert_eq!(row(&out, "Germany"), "Germany Country 1 1 Q183", "{out}");
    let (_, lines, _) = tercet(folder.path(), &["entities", "--type", "Place"])?;
    let names: Vec<&str> = lines.split("\"name\":\"").skip(1).filter_map(|l| l.split('"').next()).collect();
    assert_eq!(names, ["Germany", "Berlin"], "{lines}");
    let texts = ["entities", "visit.txt", "return.txt", "--format", "table"];
    let (_, out, _) =
        tercet(folder.path(), &[&texts[..], &["--document", "return", "--name", "GERM"]].concat())?;
    assert_eq!(row(&out, "Germany"), "Germany Country 1 1 Q183", "{out}");
    assert!(!out.contains("Falken") && !out.contains("Macron"), "{out}");
    Ok(())
}

#[test]
fn entities_without_a_match_or_a_known_class_say_so() -> Result {
    let folder = extracted()?;
    assert_eq!(tercet(folder.path(), &["entities", "--name", "Nobody", "--format", "table"])?.0, 1);
    let (code, out, err) = tercet(folder.path(), &["entities", "--type", "Dream"])?;
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("there is no class Dream"), "{err}");
    let empty = tempfile::tempdir()?;
    let (code, _, err) = tercet(empty.path(), &["entities"])?;
    assert_eq!(code, 2);
    assert!(err.contains("run `tercet extract` first, or name the texts"), "{err}");
    Ok(())
}
