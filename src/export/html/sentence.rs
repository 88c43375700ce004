//! A sentence with its subject, relation and object marked.

use crate::export::xml;
use crate::statement::{Node, Statement};

/// The sentence as HTML; of marks that overlap the first stands.
pub(super) fn marked(statement: &Statement) -> String {
    let end = |node: &Node, class| match node {
        Node::Entity { span, .. } | Node::Literal { span, .. } => Some((*span, class)),
        Node::Statement { .. } => None,
    };
    let mut marks: Vec<([u32; 2], &str)> = [
        end(&statement.subject, "s"),
        Some((statement.relation.span, "r")),
        statement.object.as_ref().and_then(|object| end(object, "o")),
    ]
    .into_iter()
    .flatten()
    .collect();
    marks.sort();
    let characters: Vec<char> = statement.text.chars().collect();
    let piece = |from: usize, to: usize| -> String {
        xml(&characters.get(from..to).unwrap_or_default().iter().collect::<String>())
    };
    let mut out = String::new();
    let mut at = 0;
    for ([start, stop], class) in marks {
        // Spans count in the document, marks in the sentence.
        let inside = |place: u32| (place.saturating_sub(statement.span[0]) as usize).min(characters.len());
        let (start, stop) = (inside(start), inside(stop));
        if start < at || start >= stop {
            continue;
        }
        out.push_str(&piece(at, start));
        out.push_str(&format!("<mark class=\"{class}\">{}</mark>", piece(start, stop)));
        at = stop;
    }
    out.push_str(&piece(at, characters.len()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Extraction;

    #[test]
    fn the_parts_of_a_sentence_are_marked() {
        let all: Vec<Extraction> =
            serde_json::from_str(include_str!("../../../tests/data/extractions.json")).unwrap_or_default();
        let statement = &all[0].statements[0];
        assert_eq!(
            marked(statement),
            "<mark class=\"s\">Ada Brandt</mark> <mark class=\"r\">met</mark> <mark class=\"o\">Tomas Reyes</mark> in Halvik on Friday."
        );
        let mut odd = statement.clone();
        odd.span = [40, 47];
        odd.relation.span = [0, 4_000_000_000];
        assert!(marked(&odd).ends_with("on Friday.") || marked(&odd).ends_with("</mark>"));
    }
}
