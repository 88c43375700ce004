//! From paths to documents: files, folders, standard input.

use super::Document;
use super::encoding::{NoText, decode};
use super::jsonl::Lines;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// How the text of a file is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Articles: title, paragraphs, boilerplate.
    #[default]
    Articles,
    /// One sentence a line.
    Lines {
        /// Whether blanks separate the tokens, which are kept as they stand.
        pretokenized: bool,
    },
}

/// Why a file, or a line of one, gave no document.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", place(.path, *.line))]
pub struct ReadError {
    /// The file or folder; `-` is standard input.
    pub path: PathBuf,
    /// The line of a JSON Lines file, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do.
    #[source]
    pub problem: Problem,
}

fn place(path: &Path, line: usize) -> String {
    let path = path.display();
    if line == 0 { path.to_string() } else { format!("{path}, line {line}") }
}

/// What can be wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no such file.
    #[error("no such file or folder; check the path")]
    Missing,
    /// It cannot be read.
    #[error("cannot be read ({0}); check its permissions")]
    Io(io::Error),
    /// It holds nothing but blanks.
    #[error("the file is empty; nothing to read")]
    Empty,
    /// It is no text.
    #[error("binary data at byte {0}; give a text, Markdown or JSON Lines file")]
    Binary(usize),
    /// It is too long for offsets of 32 bits.
    #[error("longer than 4 GB; split it")]
    TooLong,
    /// A line is not the JSON object expected.
    #[error("{0}; expected an object like {{\"id\": \"...\", \"text\": \"...\"}}")]
    Json(String),
    /// A folder holds no file to read.
    #[error("no .txt, .md or .jsonl file in this folder")]
    Nothing,
}

type Item = Result<Document, ReadError>;

/// Reads a file, a folder (all its texts, recursively, sorted), or `-`, standard input.
pub fn read_source(path: &Path, mode: Mode) -> impl Iterator<Item = Item> {
    read_sources(&[path.to_owned()], mode)
}

/// Reads all of `paths`, lazily. A bad file or line is an error item; the rest goes on.
///
/// A document's id is the stem of its file, or its path where two files share a stem.
pub fn read_sources(paths: &[PathBuf], mode: Mode) -> impl Iterator<Item = Item> + use<> {
    let mut files = Vec::new();
    for path in paths {
        list(path, &mut files);
    }
    let mut stems: BTreeMap<String, usize> = BTreeMap::new();
    for file in files.iter().flatten() {
        *stems.entry(stem(&file.path)).or_default() += 1;
    }
    let mut used: FxHashMap<String, usize> = FxHashMap::default();
    files.into_iter().flat_map(move |file| {
        let file = match file {
            Ok(file) => file,
            Err(error) => return Box::new(std::iter::once(Err(error))) as Box<dyn Iterator<Item = Item>>,
        };
        let mut id = stem(&file.path);
        if stems.get(&id).is_some_and(|&n| n > 1) {
            id = file.relative.with_extension("").to_string_lossy().replace('\\', "/");
        }
        // The same file twice, or one name with two extensions.
        let count = used.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            id = format!("{id}~{count}");
        }
        read_file(file.path, id, mode)
    })
}

struct File {
    path: PathBuf,
    /// The path from the folder that was named.
    relative: PathBuf,
}

fn stem(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "stdin".to_owned();
    }
    path.file_stem().map_or_else(|| "document".to_owned(), |s| s.to_string_lossy().into_owned())
}

fn fail(path: &Path, problem: Problem) -> ReadError {
    ReadError { path: path.to_owned(), line: 0, problem }
}

fn io_problem(error: io::Error) -> Problem {
    if error.kind() == io::ErrorKind::NotFound { Problem::Missing } else { Problem::Io(error) }
}

fn list(path: &Path, out: &mut Vec<Result<File, ReadError>>) {
    if path.as_os_str() == "-" {
        return out.push(Ok(File { path: path.to_owned(), relative: PathBuf::from("stdin") }));
    }
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => {
            let before = out.len();
            walk(path, path, out);
            if out.len() == before {
                out.push(Err(fail(path, Problem::Nothing)));
            }
        }
        Ok(_) => out.push(Ok(File { path: path.to_owned(), relative: path.to_owned() })),
        Err(error) => out.push(Err(fail(path, io_problem(error)))),
    }
}

/// Lists a folder's texts; hidden files and linked folders (which may lead in a circle) are left out.
fn walk(root: &Path, folder: &Path, out: &mut Vec<Result<File, ReadError>>) {
    let entries = fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|e| e.and_then(|e| Ok((e.path(), e.file_type()?.is_dir()))))
            .collect::<io::Result<Vec<_>>>()
    });
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return out.push(Err(fail(folder, io_problem(error)))),
    };
    entries.sort();
    for (path, is_folder) in entries {
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if is_folder {
            walk(root, &path, out);
        } else if extension(&path).is_some() && !path.is_dir() {
            let relative = path.strip_prefix(root).unwrap_or(&path).to_owned();
            out.push(Ok(File { path, relative }));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    JsonLines,
}

fn extension(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        _ => None,
    }
}

fn read_file(path: PathBuf, id: String, mode: Mode) -> Box<dyn Iterator<Item = Item>> {
    let stdin = path.as_os_str() == "-";
    let format = extension(&path).unwrap_or(Format::Text);
    if format == Format::JsonLines {
        return match fs::File::open(&path) {
            Ok(file) => Box::new(Lines::new(BufReader::new(file), id, mode).map(move |item| {
                item.map_err(|(line, problem)| ReadError { path: path.clone(), line, problem })
            })),
            Err(error) => Box::new(std::iter::once(Err(fail(&path, io_problem(error))))),
        };
    }
    let bytes = if stdin {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(&path)
    };
    // Standard input that begins like an object is JSON Lines.
    if let (true, Ok(bytes)) = (stdin, &bytes)
        && bytes.trim_ascii_start().starts_with(b"{")
    {
        let reader = io::Cursor::new(bytes.clone());
        return Box::new(Lines::new(reader, id, mode).map(move |item| {
            item.map_err(|(line, problem)| ReadError { path: path.clone(), line, problem })
        }));
    }
    let document = bytes.map_err(io_problem).and_then(text).map(|text| match (mode, format) {
        (Mode::Lines { pretokenized }, _) => Document::from_lines(id, text, pretokenized),
        (Mode::Articles, Format::Markdown) => Document::from_markdown(id, text),
        (Mode::Articles, _) => Document::from_text(id, text),
    });
    Box::new(std::iter::once(document.map_err(|problem| fail(&path, problem))))
}

fn text(bytes: Vec<u8>) -> Result<String, Problem> {
    let text = decode(bytes).map_err(|e| match e {
        NoText::Empty => Problem::Empty,
        NoText::Binary(at) => Problem::Binary(at),
    })?;
    if u32::try_from(text.len()).is_err() { Err(Problem::TooLong) } else { Ok(text) }
}
