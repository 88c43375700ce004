//! Bytes to text: UTF-8 where it is, other encodings detected and converted.

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoText {
    /// Nothing but blanks.
    Empty,
    /// Binary from this byte on.
    Binary(usize),
}

/// Decodes a file. A byte order mark is not part of the text; line ends stay as they are.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, NoText> {
    let text = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, length)) => {
            let (text, bad) = encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or(&[]));
            if bad && encoding != encoding_rs::UTF_8 {
                return Err(NoText::Binary(length));
            }
            text.into_owned()
        }
        None => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                convert(error.as_bytes(), at)?
            }
        },
    };
    if let Some(at) = text.bytes().position(|b| matches!(b, 0..=8 | 14..=26)) {
        return Err(NoText::Binary(at));
    }
    if text.trim().is_empty() { Err(NoText::Empty) } else { Ok(text) }
}

fn convert(bytes: &[u8], invalid: usize) -> Result<String, NoText> {
    let control = |b: &u8| matches!(b, 0..=8 | 14..=26);
    if let Some(at) = bytes.iter().position(control) {
        return Err(NoText::Binary(at.min(invalid)));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let (text, _, _) = detector.guess(None, chardetng::Utf8Detection::Deny).decode(bytes);
    // A text has letters; of bytes without any pattern many become signs or nothing.
    let odd = text.chars().filter(|c| c.is_control() && !c.is_whitespace() || *c == '\u{fffd}').count();
    if odd * 20 > text.chars().count() { Err(NoText::Binary(invalid)) } else { Ok(text.into_owned()) }
}
