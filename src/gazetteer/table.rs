//! The gazetteers' file format: tab-separated columns, `#` comments.

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error("{file}, line {line}: {problem}")]
pub struct TableError {
    /// Name of the file.
    pub file: String,
    /// Where the problem stands, from 1.
    pub line: usize,
    /// What it is.
    pub problem: String,
}

/// A line of a table with its number.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    /// Line number from 1.
    pub line: usize,
    text: &'t str,
}

impl<'t> Row<'t> {
    /// The text of column `index`; empty where the line has fewer.
    pub fn column(&self, index: usize) -> &'t str {
        self.text.split('\t').nth(index).unwrap_or("").trim()
    }

    /// The `|`-separated values of column `index`.
    pub fn values(&self, index: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        self.column(index).split('|').map(str::trim).filter(|v| !v.is_empty())
    }

    /// How many columns the line has.
    pub fn len(&self) -> usize {
        self.text.split('\t').count()
    }

    /// Whether the line has no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// An error at this line of `file`.
    pub fn error(&self, file: &str, problem: impl Into<String>) -> TableError {
        TableError { file: file.to_owned(), line: self.line, problem: problem.into() }
    }
}

/// The lines of a table that are neither empty nor comments.
pub fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate().map(|(i, text)| Row { line: i + 1, text });
    lines.filter(|row| !row.text.trim().is_empty() && !row.text.starts_with('#'))
}
