//! The command as a person types it.

use assert_cmd::Command;
use std::error::Error;
use std::path::Path;
use tercet::entity::Extraction;
use tercet::store::Store;

type Result = std::result::Result<(), Box<dyn Error>>;

fn filled() -> std::result::Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(&folder.path().join("store"))?;
    let all: Vec<Extraction> = serde_json::from_str(include_str!("data/extractions.json"))?;
    for extraction in all {
        store.add(extraction)?;
    }
    Ok(folder)
}

fn tercet(folder: &Path, arguments: &[&str]) -> std::result::Result<(i32, String, String), Box<dyn Error>> {
    let mut command = Command::cargo_bin("tercet")?;
    let output = command.current_dir(folder).arg("--store").arg("store").args(arguments).output()?;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes);
    Ok((output.status.code().unwrap_or(-1), text(output.stdout)?, text(output.stderr)?))
}

#[test]
fn asking_whom_somebody_met_answers_with_the_sentence() -> Result {
    let folder = filled()?;
    let (code, out, err) = tercet(folder.path(), &["ask", "who-met", "Tomas Reyes", "--format", "csv"])?;
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Ada Brandt,Ada Brandt met Tomas Reyes in Halvik on Friday."), "{out}");
    assert_eq!(tercet(folder.path(), &["ask", "who-met", "Nobody"])?.0, 1);
    let (code, _, err) = tercet(folder.path(), &["ask", "who-met"])?;
    assert_eq!(code, 2);
    assert!(err.contains("<who: name of a person or body>"), "{err}");
    Ok(())
}

#[test]
fn disagreements_set_the_denial_against_the_claim() -> Result {
    let folder = filled()?;
    let (code, out, _) = tercet(folder.path(), &["ask", "disagreements", "--format", "tsv"])?;
    assert_eq!(code, 0);
    assert!(out.contains("\"Estaria\"\t\"attacked\"\t\"Meridian pipeline\""), "{out}");
    Ok(())
}

#[test]
fn broken_sparql_names_line_and_column() -> Result {
    let folder = filled()?;
    let (code, out, err) = tercet(folder.path(), &["query", "SELECT *\nWHERE { ?s ?p }"])?;
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("line 2, column 16") && err.contains("tercet:"), "{err}");
    Ok(())
}

#[test]
fn every_query_form_is_answered() -> Result {
    let folder = filled()?;
    assert_eq!(tercet(folder.path(), &["query", "ASK { ?a tercet:met ?b }"])?.1, "yes\n");
    assert_eq!(tercet(folder.path(), &["query", "ASK { ?a tercet:ate ?b }"])?.0, 1);
    let construct = "CONSTRUCT { ?a rel:knows ?b } WHERE { ?a tercet:met ?b }";
    assert!(tercet(folder.path(), &["query", construct])?.1.contains("rel:knows"));
    let describe = "DESCRIBE ?a WHERE { ?a rdfs:label \"Norvia\" }";
    assert!(
        tercet(folder.path(), &["query", describe, "--format", "ntriples"])?.1.contains("Norvian Republic")
    );
    let slow = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let (code, _, err) = tercet(folder.path(), &["query", slow, "--timeout", "0.2"])?;
    assert_eq!(code, 2);
    assert!(err.contains("longer than 0.2 s"), "{err}");
    Ok(())
}

#[test]
fn explain_marks_the_parts() -> Result {
    let folder = filled()?;
    let (code, out, _) = tercet(folder.path(), &["explain", "Ms Brandt", "met"])?;
    assert_eq!(code, 0);
    assert!(out.contains("[Ada Brandt] [met] [Tomas Reyes] in Halvik on Friday."), "{out}");
    assert!(out.contains("asserted, confidence ") && out.contains(" in 2 documents"), "{out}");
    let (_, json, _) = tercet(folder.path(), &["explain", "Ada Brandt", "met", "Tomas Reyes", "--json"])?;
    assert_eq!(json.lines().count(), 2);
    assert_eq!(tercet(folder.path(), &["explain", "Nobody"])?.0, 1);
    Ok(())
}

#[test]
fn explain_tells_the_features_that_fired_and_the_fact_they_make() -> Result {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("a.txt"), "Ada Brandt met Tomas Reyes in Halvik.")?;
    assert_eq!(tercet(folder.path(), &["extract", "a.txt"])?.0, 0);
    let (_, out, _) = tercet(folder.path(), &["explain", "Ada Brandt", "met"])?;
    assert!(out.contains("asserted, confidence") && out.contains("1 statement in 1 document\n"), "{out}");
    assert!(out.contains("rule verb\n    ") && out.contains("=") && out.contains(" +"), "{out}");
    let (_, json, _) = tercet(folder.path(), &["explain", "Ada Brandt", "met", "--json"])?;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap_or_default())?;
    assert_eq!(first["fact"]["documents"], 1);
    assert!(first["features"].as_array().is_some_and(|f| !f.is_empty()), "{first}");
    Ok(())
}

#[test]
fn explain_tells_by_which_rule_a_mention_became_its_entity() -> Result {
    let folder = tempfile::tempdir()?;
    let text = "Ada Brandt arrived in Halvik on Monday. She met Tomas Reyes.";
    std::fs::write(folder.path().join("a.txt"), text)?;
    assert_eq!(tercet(folder.path(), &["extract", "a.txt"])?.0, 0);
    let (_, out, _) = tercet(folder.path(), &["explain", "Ada Brandt", "met"])?;
    assert!(out.contains("\n    She is Ada Brandt: "), "{out}");
    assert!(!out.contains("Tomas Reyes is "), "{out}");
    let (_, json, _) = tercet(folder.path(), &["explain", "Ada Brandt", "met", "--json"])?;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap_or_default())?;
    assert_eq!(first["merges"][0]["mention"]["text"], "She");
    assert_eq!(first["merges"][0]["name"], "Ada Brandt");
    assert!(first["merges"][0]["mention"]["rule"].as_str().is_some_and(|r| !r.is_empty()), "{first}");
    Ok(())
}

#[test]
fn a_known_document_is_read_again_where_the_ontology_or_the_model_changed() -> Result {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("a.txt"), "Ada Brandt coached Tomas Reyes in Halvik.")?;
    let hash = |arguments: &[&str]| -> std::result::Result<String, Box<dyn Error>> {
        let (code, _, err) = tercet(folder.path(), &[&["extract", "a.txt"], arguments].concat())?;
        assert_eq!(code, 0, "{err}");
        let (_, json, _) = tercet(folder.path(), &["documents", "--json"])?;
        let meta: serde_json::Value = serde_json::from_str(&json)?;
        Ok(meta["hash"].to_string())
    };
    let relations = || tercet(folder.path(), &["export", "--format", "jsonl"]).map(|(_, out, _)| out);
    let first = hash(&[])?;
    assert_eq!(hash(&[])?, first);
    assert!(!relations()?.contains("example.org"));

    let ontology = "@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n\
        @prefix tercet: <https://tercet.dev/ontology#> .\n\
        :coached a owl:ObjectProperty ; tercet:lexicalForm \"coach\"@en .";
    std::fs::write(folder.path().join("own.ttl"), ontology)?;
    let owned = hash(&["--ontology", "own.ttl"])?;
    assert!(owned != first && relations()?.contains("http://example.org/coached"), "{}", relations()?);
    assert_eq!(hash(&["--ontology", "own.ttl"])?, owned);
    assert_eq!(hash(&[])?, first);
    assert!(!relations()?.contains("example.org"));

    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/english.tercet");
    // The same model under another name is no change.
    assert_eq!(hash(&["--model", &model.to_string_lossy()])?, first);
    Ok(())
}

#[test]
fn answers_come_by_the_page() -> Result {
    let folder = filled()?;
    let all = tercet(folder.path(), &["ask", "claims", "Ada Brandt", "--format", "csv"])?.1;
    let lines: Vec<&str> = all.lines().collect();
    let page = ["ask", "claims", "Ada Brandt", "--format", "csv", "--offset", "1", "--limit", "1"];
    assert_eq!(tercet(folder.path(), &page)?.1.lines().collect::<Vec<_>>(), [lines[0], lines[2]]);
    assert_eq!(tercet(folder.path(), &["documents", "--limit", "1"])?.1.lines().count(), 1);
    assert_eq!(tercet(folder.path(), &["documents", "--offset", "2"])?.0, 1);
    Ok(())
}

#[test]
fn a_period_narrows_what_is_shown() -> Result {
    let folder = filled()?;
    let found = |arguments: &[&str]| tercet(folder.path(), arguments).map(|(_, out, _)| out.lines().count());
    let all = found(&["explain", "Ada Brandt", "met", "--json"])?;
    let may =
        found(&["explain", "Ada Brandt", "met", "--json", "--from", "2024-05-01", "--until", "2024-05-31"])?;
    assert!(may > 0 && may <= all, "{may} of {all}");
    assert_eq!(found(&["explain", "Ada Brandt", "met", "--from", "2031-01-01"])?, 0);
    assert_eq!(found(&["timeline", "Tomas Reyes", "--from", "2024-05-03", "--until", "2024-05-03"])?, 1);
    Ok(())
}

#[test]
fn search_finds_names_and_sentences() -> Result {
    let folder = filled()?;
    let (code, out, _) = tercet(folder.path(), &["search", "tomas", "rey*"])?;
    assert_eq!(code, 0);
    assert!(out.starts_with("Tomas Reyes (Person)") && out.contains("  Ada Brandt met Tomas Reyes"), "{out}");
    assert_eq!(tercet(folder.path(), &["search", "nowhere"])?.0, 1);
    let query =
        "SELECT ?text WHERE { ?s tercet:sentence ?text FILTER(tercet:matches(?text, \"halv* FRIDAY\")) }";
    assert!(tercet(folder.path(), &["query", query, "--format", "csv"])?.1.contains("in Halvik on Friday."));
    Ok(())
}

#[test]
fn path_and_timeline_show_sentences() -> Result {
    let folder = filled()?;
    let (code, out, _) = tercet(folder.path(), &["path", "Ada Brandt", "Halvik Summit"])?;
    assert_eq!(code, 0);
    assert!(out.contains("Tomas Reyes — attended → Halvik Summit"), "{out}");
    let (_, out, _) = tercet(folder.path(), &["timeline", "Tomas Reyes"])?;
    assert!(out.starts_with("2024-05-03") && out.lines().count() == 2, "{out}");
    Ok(())
}

#[test]
fn forgetting_takes_a_document_out() -> Result {
    let folder = filled()?;
    assert_eq!(tercet(folder.path(), &["forget", "summit-talks", "unknown"])?.0, 2);
    let (_, out, _) = tercet(folder.path(), &["documents"])?;
    assert!(out.starts_with("pipeline-report") && out.lines().count() == 1, "{out}");
    Ok(())
}

#[test]
fn filters_narrow_an_export() -> Result {
    let folder = filled()?;
    let count = |filter: &[&str]| {
        let arguments = [&["export", "--format", "jsonl"], filter].concat();
        tercet(folder.path(), &arguments).map(|(_, out, _)| out.lines().count())
    };
    assert_eq!(count(&[])?, 17);
    assert_eq!(count(&["--mode", "denied"])?, 1);
    assert_eq!(count(&["--relation", "met"])?, 2);
    assert_eq!(count(&["--document", "summit-talks"])?, 8);
    assert_eq!(count(&["--min-confidence", "0.95"])?, 1);
    assert_eq!(count(&["--entity", "Halvik Summit"])?, 1);
    assert_eq!(count(&["--entity", "Halvik Summit", "--depth", "2"])?, 6);
    Ok(())
}

#[test]
fn missing_things_are_named_with_a_remedy() -> Result {
    let folder = tempfile::tempdir()?;
    let (code, _, err) = tercet(folder.path(), &["query", "ASK {}"])?;
    assert_eq!(code, 2);
    assert!(err.contains("there is no store; run `tercet extract`"), "{err}");
    std::fs::write(folder.path().join("good.txt"), "Good.")?;
    let (code, _, err) = tercet(folder.path(), &["extract", "missing.txt", "good.txt"])?;
    assert_eq!(code, 2);
    assert!(err.contains("missing.txt") && err.contains("1 documents"), "{err}");
    std::fs::write(folder.path().join("file"), "")?;
    let (code, _, err) = tercet(folder.path(), &["extract", "good.txt", "--output", "file/sub"])?;
    assert_eq!(code, 2);
    assert!(err.contains("file/sub"), "{err}");
    Ok(())
}

#[test]
fn a_reader_that_leaves_is_no_failure() -> Result {
    let folder = filled()?;
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("tercet"))
        .current_dir(folder.path())
        .args(["--store", "store", "export", "--format", "html"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    Ok(())
}

const GOLD: &str = "# text = Ann met Bo.\n1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n2\tmet\tmeet\tVERB\tVBD\tMood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n3\tBo\tBo\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

#[test]
fn annotation_is_scored_against_gold_words_and_raw_text() -> Result {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("gold.conllu"), GOLD)?;
    for raw in [None, Some("--raw")] {
        let arguments: Vec<&str> =
            ["evaluate", "--json", "--gold", "gold.conllu"].into_iter().chain(raw).collect();
        let (code, out, error) = tercet(folder.path(), &arguments)?;
        assert_eq!(code, 0, "{error}");
        let report: serde_json::Value = serde_json::from_str(&out)?;
        assert_eq!(report["words"]["f1"], 1.0);
        assert_eq!(report["las"]["f1"], 1.0, "{report}");
    }
    Ok(())
}

#[test]
fn a_broken_gold_file_is_an_error_with_its_line() -> Result {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("gold.conllu"), GOLD.replace("\t2\tobj", "\t9\tobj"))?;
    let (code, _, error) = tercet(folder.path(), &["evaluate", "--gold", "gold.conllu"])?;
    assert_eq!(code, 2);
    assert!(error.contains("gold.conllu") && error.contains("line"), "{error}");
    Ok(())
}

#[test]
fn a_broken_model_and_an_unwritable_folder_are_named_once_with_a_remedy() -> Result {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("a.txt"), "Ann met Bo in Oslo.")?;
    std::fs::write(folder.path().join("cut.model"), b"TERCETM\x01\xff")?;
    let (code, _, error) =
        tercet(folder.path(), &["extract", "a.txt", "--model", "cut.model", "--output", "-"])?;
    assert_eq!((code, error.matches("ends at byte 9").count()), (2, 1), "{error}");
    assert!(error.starts_with("tercet: cut.model cannot be used"), "{error}");
    let (code, _, error) = tercet(folder.path(), &["extract", "a.txt", "--output", "a.txt/out"])?;
    assert_eq!(code, 2);
    assert!(error.contains("a.txt/out; choose another with --output"), "{error}");
    Ok(())
}

#[test]
fn check_names_what_breaks_the_ontology_with_its_sentence() -> Result {
    let folder = tempfile::tempdir()?;
    let mut all: Vec<Extraction> = serde_json::from_str(include_str!("data/extractions.json"))?;
    all.truncate(1);
    let mut store = Store::open(&folder.path().join("store"))?;
    store.add(all[0].clone())?;
    drop(store);
    let (code, out, err) = tercet(folder.path(), &["check"])?;
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "0 violations in 1 document\n"));

    // A place meets somebody.
    let place = "Place".to_owned();
    all[0].document.hash = "other".to_owned();
    all[0].entities.iter_mut().filter(|e| e.name == "Ada Brandt").for_each(|e| e.kind.clone_from(&place));
    for statement in &mut all[0].statements {
        let ends = [Some(&mut statement.subject), statement.object.as_mut()];
        for end in ends.into_iter().flatten() {
            if let tercet::statement::Node::Entity { name, kind, id, .. } = end
                && name == "Ada Brandt"
            {
                kind.clone_from(&place);
                *id = "place-1".to_owned();
            }
        }
    }
    let mut store = Store::open(&folder.path().join("store"))?;
    store.add(all.remove(0))?;
    drop(store);
    let (code, out, err) = tercet(folder.path(), &["check"])?;
    assert_eq!(code, 1, "{err}");
    assert!(out.contains("Ada Brandt") && out.contains("of type Agent"), "{out}");
    let (code, out, _) = tercet(folder.path(), &["check", "--json"])?;
    assert_eq!(code, 1);
    let met = out.lines().find(|l| l.contains("#metShape")).ok_or(out.clone())?;
    let met: serde_json::Value = serde_json::from_str(met)?;
    assert_eq!(met["component"], "ClassConstraintComponent");
    assert_eq!(met["statements"][0]["text"], "Ada Brandt met Tomas Reyes in Halvik on Friday.");
    assert_eq!(tercet(folder.path(), &["check", "--json", "--limit", "1"])?.1.lines().count(), 1);
    let (code, _, err) = tercet(folder.path(), &["check", "--ontology", "none.ttl"])?;
    assert!(code == 2 && err.contains("none.ttl"), "{err}");
    Ok(())
}

#[test]
fn shapes_are_written_without_a_store() -> Result {
    let folder = tempfile::tempdir()?;
    let (code, out, _) = tercet(folder.path(), &["check", "--shapes"])?;
    assert_eq!(code, 0);
    assert!(
        out.contains("ontology#metShape> a sh:NodeShape") && out.contains("tercet:StatementShape"),
        "{out}"
    );
    Ok(())
}
