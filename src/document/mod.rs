//! What is read: a document with its text and what is known about it.

/// A text to extract from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Identifier, unique in a corpus: the file stem or the `id` given.
    pub id: String,
    /// The text that every offset counts in.
    pub text: String,
    /// Headline.
    pub title: Option<String>,
    /// Publication date, against which "yesterday" is read.
    pub date: Option<jiff::civil::Date>,
    /// Where it was published.
    pub url: Option<String>,
}
