//! JSON Lines: one document a line, read one at a time.

use super::{Document, Mode, source::Problem, structure};
use serde::Deserialize;
use std::io::BufRead;

/// What a line may hold; other keys are ignored.
#[derive(Deserialize)]
struct Record {
    id: Option<serde_json::Value>,
    text: Option<String>,
    sent: Option<String>,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    source: Option<String>,
}

/// The documents of a JSON Lines file, each with its line number or what is wrong with the line.
pub(super) struct Lines<R> {
    reader: R,
    stem: String,
    mode: Mode,
    line: usize,
    found: bool,
    done: bool,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R, stem: String, mode: Mode) -> Self {
        Lines { reader, stem, mode, line: 0, found: false, done: false }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Document, (usize, Problem)>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let mut bytes = Vec::new();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => {
                    self.done = true;
                    return (!self.found).then_some(Err((0, Problem::Empty)));
                }
                Ok(_) => {}
                Err(error) => {
                    self.done = true;
                    return Some(Err((self.line, Problem::Io(error))));
                }
            }
            let bytes =
                if self.line == 1 { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes) } else { &bytes };
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            self.found = true;
            return Some(self.document(bytes).map_err(|problem| (self.line, problem)));
        }
        None
    }
}

impl<R> Lines<R> {
    fn document(&self, line: &[u8]) -> Result<Document, Problem> {
        let record: Record = serde_json::from_slice(line).map_err(|e| {
            let text = e.to_string();
            let problem = text.split(" at line ").next().unwrap_or("");
            Problem::Json(format!("{problem} (column {})", e.column()))
        })?;
        let id = match record.id {
            Some(serde_json::Value::String(id)) if !id.is_empty() => id,
            Some(serde_json::Value::Number(id)) => id.to_string(),
            _ => format!("{}:{}", self.stem, self.line),
        };
        let mut document = match (record.text, record.sent, self.mode) {
            (Some(text), _, Mode::Articles) => Document::from_text(id, text),
            (Some(text), _, Mode::Lines { pretokenized })
            | (None, Some(text), Mode::Lines { pretokenized }) => {
                Document::from_lines(id, text, pretokenized)
            }
            (None, Some(sentence), Mode::Articles) => Document::from_lines(id, sentence, false),
            (None, None, _) => return Err(Problem::Json("no key \"text\" or \"sent\"".to_owned())),
        };
        if document.text.trim().is_empty() {
            return Err(Problem::Json("the text is empty".to_owned()));
        }
        document.title = record.title.or(document.title);
        document.url = record.url.or(record.source);
        if let Some(date) = record.date {
            document.date = structure::publication(&date).or(document.date);
        }
        Ok(document)
    }
}
