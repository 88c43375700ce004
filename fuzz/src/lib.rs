//! What must hold of any input; each panics where it does not.

use tercet::annotate::network::file::{Header, checksum};
use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, conllu as format};
use tercet::document::Document;

/// A CoNLL-U file that can be read is written such that it can be read again; an error
/// names a line of the file.
pub fn conllu(input: &str) {
    match format::read(input) {
        Ok(file) => {
            let mut out = Vec::new();
            format::write(&mut out, &file.text, &file.sentences, 1).expect("memory can be written");
            let again = format::read(std::str::from_utf8(&out).expect("text is written"));
            let again = again.unwrap_or_else(|e| panic!("not read again: {e}"));
            assert_eq!(again.sentences.len(), file.sentences.len());
            for (a, b) in again.sentences.iter().zip(&file.sentences) {
                assert_eq!(a.words.len(), b.words.len());
            }
        }
        Err(error) => assert!((1..=input.lines().count()).contains(&error.line), "{error}"),
    }
}

/// Words stand in order, do not overlap, and nothing but blanks lies between them.
pub fn segment(input: &str) {
    let document = Document::from_text("fuzz", input);
    let mut end = 0;
    for sentence in tercet::segment::segment(&document) {
        assert!(!sentence.words.is_empty());
        for word in &sentence.words {
            assert!(word.span.start >= end && word.span.end > word.span.start);
            assert!(!word.span.of(&document.text).is_empty());
            end = word.span.end;
        }
    }
}

/// A model of any header, vocabulary and lexicon (parted by NUL; the matrices are zeros, the
/// checksum is right) is refused or annotates.
pub fn model(input: &str) {
    let mut parts = input.splitn(3, '\0');
    let mut part = || parts.next().unwrap_or_default();
    let header = part();
    let mut bytes = b"TERCETM\x01".to_vec();
    bytes.extend((header.len() as u32).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.resize(bytes.len() + matrices(header), 0);
    for list in [part(), part()] {
        let frame = zstd::bulk::compress(list.as_bytes(), 1).expect("memory can be compressed");
        bytes.extend((list.len() as u32).to_le_bytes());
        bytes.extend((frame.len() as u32).to_le_bytes());
        bytes.extend(frame);
    }
    bytes.extend(checksum(&bytes).to_le_bytes());
    if let Ok(annotator) = Annotator::from_bytes(&bytes) {
        let document = Document::from_text("fuzz", "Dr. Ann Lee didn't go to Oslo. Why?");
        let mut sentences = tercet::segment::segment(&document);
        annotator.annotate(&mut sentences, &document.text, &mut Scratch::default());
    }
}

/// Bytes of the matrices that a header speaks of, where they are few.
fn matrices(header: &str) -> usize {
    let Ok(Header { sizes: s, .. }) = serde_json::from_str(header) else { return 0 };
    let small = [s.width, s.arc, s.label, s.vectors, s.tags, s.names, s.deprels].iter().all(|&n| n <= 64);
    if !small || s.layers.len() > 8 {
        return 0;
    }
    let bytes =
        |rows: usize, columns: usize| if rows <= 4 { 4 * rows * columns } else { rows * (4 + columns) };
    s.shapes().iter().map(|&(_, rows, columns)| bytes(rows, columns)).sum()
}
