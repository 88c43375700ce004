//! Words, as the English UD treebanks (EWT, GUM) cut them.
//!
//! Text is taken blank by blank; most pieces are plain words and pass at once. The
//! others are scanned from left to right: links and emoticons whole, runs of one
//! punctuation mark, numbers, words with their inner marks, and clitics.

use super::lexicon::{Abbreviation, ENGLISH};
use crate::text::Span;

/// A word before it is part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub span: Span,
    /// Part of the same surface token as the word before.
    pub joined: bool,
}

/// Cuts `text` into words; spans count from `base`.
pub(super) fn words(text: &str, base: usize, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut start = None;
    let mut plain = true;
    let mut at = 0;
    let mut quoted = false;
    while at < bytes.len() {
        let byte = bytes[at];
        let (blank, width) = if byte < 0x80 {
            (byte <= b' ' || byte == 0x7f, 1)
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            (is_blank(c), c.len_utf8())
        };
        if blank {
            if let Some(start) = start.take() {
                let follows = text[at..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                piece(&text[start..at], base + start, plain, &mut quoted, follows, out);
            }
            plain = true;
        } else {
            start.get_or_insert(at);
            plain &= byte.is_ascii_alphabetic();
        }
        at += width;
    }
    if let Some(start) = start {
        piece(&text[start..], base + start, plain, &mut quoted, false, out);
    }
}

/// White space, controls, and marks that are no part of a word (zero width space, BOM).
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn piece(
    text: &str,
    base: usize,
    plain: bool,
    quoted: &mut bool,
    number_follows: bool,
    out: &mut Vec<Token>,
) {
    let linkable = text.bytes().any(|b| matches!(b, b'.' | b'@' | b':'));
    let mut scanner = Scanner { text, base, at: 0, quoted, linkable, number_follows, out };
    if plain {
        scanner.push_word(text.len());
        return;
    }
    while scanner.at < text.len() {
        scanner.next();
    }
}

struct Scanner<'t, 'o> {
    /// What stands between two blanks.
    text: &'t str,
    base: usize,
    at: usize,
    /// Whether a single quotation mark is open.
    quoted: &'o mut bool,
    /// Whether the piece holds a mark that every link has.
    linkable: bool,
    /// Whether the next piece begins with a digit.
    number_follows: bool,
    out: &'o mut Vec<Token>,
}

impl<'t> Scanner<'t, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, end: usize, joined: bool) {
        if end > self.at {
            self.out.push(Token { span: Span::new(self.base + self.at, self.base + end), joined });
            self.at = end;
        }
    }

    /// Takes one word (or a word with its clitics) at the current position.
    fn next(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        if self.linkable
            && let Some(length) = link(rest)
        {
            return self.push(self.at + length, false);
        }
        if ENGLISH.is_emoticon(rest) {
            return self.push(self.text.len(), false);
        }
        if is_letter(first) {
            let mut end = self.at + word_length(rest);
            let form = &self.text[self.at..end];
            if form.ends_with('.')
                && ENGLISH.abbreviation(form) == Some(Abbreviation::Word)
                && !self.number_follows
            {
                end -= 1;
            }
            return self.push_word(end);
        }
        if first.is_numeric() || (matches!(first, '.' | '+') && second_is_digit(rest) && !self.after_word()) {
            let number = number_length(rest);
            if number > 0 {
                let unit = rest[number..].chars().next().is_some_and(is_letter);
                let length = if unit { mixed_length(rest, number) } else { number };
                return self.push(self.at + length, false);
            }
        }
        if matches!(first, '\'' | '’') {
            if let Some(length) = lone_clitic(rest) {
                let joined = self.at > 0;
                return self.push(self.at + length, joined);
            }
            // '90s
            let digits = rest[first.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
            if digits == 2 && self.at == 0 {
                return self.push(self.at + first.len_utf8() + digits, false);
            }
        }
        if matches!(first, '\'' | '‘' | '’' | '`') {
            *self.quoted = self.at == 0 && self.text.len() > first.len_utf8();
        }
        // "@name", "#topic"
        if matches!(first, '@' | '#') && self.at == 0 && rest[1..].starts_with(char::is_alphabetic) {
            let name = rest[1..].chars().take_while(|&c| c.is_alphanumeric() || c == '_');
            return self.push(1 + name.map(char::len_utf8).sum::<usize>(), false);
        }
        let mut length = first.len_utf8();
        if matches!(first, '.' | '!' | '?') {
            length = rest.bytes().take_while(|b| matches!(b, b'.' | b'!' | b'?')).count();
        } else if is_running(first) {
            length = rest.chars().take_while(|&c| c == first).map(char::len_utf8).sum();
        } else {
            // Marks, variation selectors, joiners and skin tones stay with their character.
            length +=
                rest[length..].chars().take_while(|&c| is_extending(c)).map(char::len_utf8).sum::<usize>();
        }
        self.push(self.at + length, false);
    }

    /// Whether a letter or digit stands right before.
    fn after_word(&self) -> bool {
        self.text.get(..self.at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
    }

    /// Pushes the word up to `end`, cut before its clitics.
    fn push_word(&mut self, end: usize) {
        let word = &self.text[self.at..end];
        match clitic(word) {
            Some(cut) => {
                let start = self.at;
                self.push(start + cut, false);
                self.push(end, true);
            }
            None => self.push(end, false),
        }
        // A possessive's bare apostrophe: "workers'".
        let rest = self.rest();
        let before = word.as_bytes().last().is_some_and(|b| matches!(b, b's' | b'S' | b'z' | b'x'));
        if before && self.possessive(rest) {
            let width = if rest.starts_with('\'') { 1 } else { '’'.len_utf8() };
            self.push(self.at + width, true);
        }
    }

    /// Whether the apostrophe at `rest` closes a possessive and not a quotation.
    fn possessive(&self, rest: &str) -> bool {
        rest.starts_with(['\'', '’'])
            && !*self.quoted
            && rest.chars().nth(1).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_extending(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}')
}

/// Marks of which a run is one word: "...", "--", "!!!", "****".
fn is_running(c: char) -> bool {
    matches!(
        c,
        '.' | '-'
            | '!'
            | '?'
            | '*'
            | '='
            | '_'
            | '~'
            | '\''
            | '`'
            | '+'
            | '#'
            | '<'
            | '>'
            | '—'
            | '–'
            | '…'
            | '$'
            | '^'
            | '’'
            | '‘'
    )
}

fn second_is_digit(rest: &str) -> bool {
    rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
}

/// No link is longer, which keeps the time linear.
const LONGEST_LINK: usize = 1000;

/// Length of the web or mail address at the start of `rest`, without final punctuation.
fn link(rest: &str) -> Option<usize> {
    let cut = (0..=rest.len().min(LONGEST_LINK)).rev().find(|&at| rest.is_char_boundary(at));
    let rest = &rest[..cut.unwrap_or(0)];
    let bytes = rest.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let starts = |prefix: &str| rest.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix));
    let web = starts("http://")
        || starts("https://")
        || starts("www.")
        || starts("ftp://")
        || starts("mailto:")
        || starts("doi:");
    let end = rest.find(['<', '>', '"', '“', '”', '[', ']', '{', '}']).unwrap_or(rest.len());
    let body = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’', '*', '-']);
    let name = body.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '%' | '+')));
    let mail =
        name.is_some_and(|at| bytes[at] == b'@' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric));
    if web {
        return Some(body.len());
    }
    if mail {
        let at = name? + 1;
        let host = body[at..].find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')));
        return Some(host.map_or(body.len(), |length| at + length));
    }
    domain(body)
}

/// Length of a bare domain with its path: "example.com", "example.org/news".
fn domain(body: &str) -> Option<usize> {
    let length =
        body.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(body.len());
    let host = body[..length].trim_end_matches(['.', '-']);
    let (_, top) = host.rsplit_once('.')?;
    let known = matches!(
        top,
        "com"
            | "org"
            | "net"
            | "edu"
            | "gov"
            | "uk"
            | "info"
            | "co"
            | "eu"
            | "de"
            | "fr"
            | "html"
            | "COM"
            | "ORG"
            | "doc"
            | "xls"
            | "pdf"
            | "DOC"
            | "XLS"
            | "PDF"
            | "txt"
            | "jpg"
            | "htm"
    );
    let group = |part: &str| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_lowercase());
    let newsgroup = host.split('.').count() >= 3 && host.split('.').all(group);
    if !known && !newsgroup {
        return None;
    }
    Some(if body[length..].starts_with('/') { body.len() } else { host.len() })
}

/// Length of the number at the start of `rest`: digits with inner marks.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = usize::from(matches!(bytes.first(), Some(b'.' | b'+')));
    if !digit(at) {
        // Other numerals: "½", "²".
        return rest.chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum();
    }
    let mut hyphens = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' => at += 1,
            b'.' | b':' | b'/' if digit(at + 1) => at += 1,
            b',' if digit(at + 1) && digit(at + 2) && digit(at + 3) => at += 1,
            b'-' if digit(at + 1) && (hyphens > 0 || is_dashed(&bytes[at..], at)) => {
                hyphens += 1;
                at += 1;
            }
            _ => break,
        }
    }
    at
}

/// Whether the hyphen at the start of `rest`, after `before` digits, is part of a telephone
/// number or an ISO date and not a range: two hyphens, or three digits and four.
fn is_dashed(rest: &[u8], before: usize) -> bool {
    let digits = rest[1..].iter().take_while(|b| b.is_ascii_digit()).count();
    let after = rest.get(1 + digits);
    let again = after == Some(&b'-') && rest.get(2 + digits).is_some_and(u8::is_ascii_digit);
    again || (before == 3 && digits == 4)
}

/// Length of a number with letters after it: "5th" and "1990s" are one word, "5pm" is "5" and "pm".
fn mixed_length(rest: &str, number: usize) -> usize {
    let tail = &rest[number..];
    let letters: usize = tail.chars().take_while(|&c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let ampm = tail.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("p.m") || t.eq_ignore_ascii_case("a.m"));
    if ampm || ENGLISH.is_unit(&tail[..letters]) { number } else { number + letters }
}

/// Length of the word at the start of `rest`, which begins with a letter: its letters,
/// digits and those marks that belong to it.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let inside = next.is_some_and(|c| c.is_alphanumeric());
        let keep = is_letter(c)
            || c.is_numeric()
            || is_extending(c)
            || matches!(c, '\u{ad}')
            || match c {
                '\'' | '’' => inside,
                '-' => inside && ENGLISH.is_prefix(&rest[..at]),
                '&' => inside && at <= 3 && is_upper(&rest[..at]) && next.is_some_and(char::is_uppercase),
                '@' => inside,
                '*' => inside,
                '.' => period_belongs(rest, at),
                _ => false,
            };
        if !keep {
            break;
        }
        end = at + c.len_utf8();
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

fn is_upper(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether the period at `at` is part of the word: an initial, "U.S.", "p.m.", "Mr.".
fn period_belongs(rest: &str, at: usize) -> bool {
    if at > 64 {
        return false;
    }
    let before = &rest[..at];
    let after = rest[at + 1..].chars().next();
    if after == Some('.') && (!before.contains('.') || rest[at + 1..].starts_with("..")) {
        return false;
    }
    let last = before.rsplit('.').next().unwrap_or("");
    let single = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    if let Some(next) = after.filter(|c| c.is_alphanumeric()) {
        // Inside: "U.S", "p.m", "Ph.D", "v2.1", "Nov.28"; not "end.Next".
        if next.is_ascii_digit() {
            let number = before.ends_with(|c: char| c.is_ascii_digit());
            return number || ENGLISH.abbreviation(&rest[..=at]).is_some();
        }
        let following = rest[at + 1..].chars().take(2).take_while(|c| c.is_alphanumeric()).count();
        // "NHE.OL": a company's symbol with its exchange
        let symbol = !before.contains('.')
            && (2..=5).contains(&before.len())
            && is_upper(before)
            && following <= 2
            && rest[at + 1..].bytes().take(following).all(|b| b.is_ascii_uppercase())
            && !rest[at + 1 + following..].starts_with(|c: char| c.is_alphanumeric());
        return (single && following == 1)
            || symbol
            || before == "Ph"
            || (single && before.contains('.') && next.is_lowercase());
    }
    let initial = single && (before.contains('.') || (last.chars().all(char::is_uppercase) && last != "I"));
    initial || before == "Ph.D" || ENGLISH.abbreviation(&rest[..=at]).is_some()
}

/// Where to cut `word` before its clitic: "do|n't", "can|not", "John|'s", "gon|na".
fn clitic(word: &str) -> Option<usize> {
    let length = word.len();
    if let Some(apostrophe) = word.rfind(['\'', '’']) {
        let mark = if word.as_bytes()[apostrophe] == b'\'' { 1 } else { '’'.len_utf8() };
        let tail = &word[apostrophe + mark..];
        let is = |form: &str| tail.eq_ignore_ascii_case(form);
        if is("t") {
            let n = apostrophe.checked_sub(1)?;
            return (n > 0 && matches!(word.as_bytes()[n], b'n' | b'N')).then_some(n);
        }
        let found = apostrophe > 0 && (is("s") || is("re") || is("ve") || is("ll") || is("d") || is("m"));
        return found.then_some(apostrophe);
    }
    let is = |form: &str| word.eq_ignore_ascii_case(form);
    if is("cannot") || is("gonna") || is("gotta") || is("wanna") {
        return Some(3);
    }
    let bare = [
        "dont", "wont", "didnt", "doesnt", "isnt", "wasnt", "couldnt", "wouldnt", "shouldnt", "havent",
        "hasnt", "arent", "werent", "aint", "cant",
    ];
    bare.iter().any(|form| is(form)).then(|| length - 2)
}

/// Length of a clitic that stands at the start of `rest` after something that is no word: "(5)'s".
fn lone_clitic(rest: &str) -> Option<usize> {
    let mark = rest.chars().next()?.len_utf8();
    let tail = &rest[mark..];
    let length = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
    let form = &tail[..length];
    let known = ["s", "re", "ve", "ll", "d", "m", "t", "em", "til", "cause"];
    (known.iter().any(|k| form.eq_ignore_ascii_case(k)) && !tail[length..].starts_with(['\'', '’']))
        .then_some(mark + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words between blanks; "+" before a joined one.
    fn cut(text: &str) -> String {
        let mut out = Vec::new();
        words(text, 0, &mut out);
        let show = |t: &Token| format!("{}{}", if t.joined { "+" } else { "" }, t.span.of(text));
        out.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn contractions_are_joined_words() {
        assert_eq!(cut("I don't, can't, cannot go"), "I do +n't , ca +n't , can +not go");
        assert_eq!(cut("John's and the workers' and it’s"), "John +'s and the workers +' and it +’s");
        assert_eq!(cut("We're gonna. O'Neill'll"), "We +'re gon +na . O'Neill +'ll");
    }

    #[test]
    fn hyphens_split_save_after_prefixes() {
        assert_eq!(cut("a 15-year-old co-founder"), "a 15 - year - old co-founder");
        assert_eq!(cut("2001-2004 and 713-853-3989"), "2001 - 2004 and 713-853-3989");
    }

    #[test]
    fn numbers_money_and_times() {
        assert_eq!(cut("$1,200.50, 5% at 7:30pm on 9/11"), "$ 1,200.50 , 5 % at 7:30 pm on 9/11");
        assert_eq!(cut("the 1990s, 5th"), "the 1990s , 5th");
    }

    #[test]
    fn periods_of_abbreviations_stay() {
        assert_eq!(cut("Mr. A. Smith of the U.S. left."), "Mr. A. Smith of the U.S. left .");
        assert_eq!(cut("the end.Next one..."), "the end . Next one ...");
        assert_eq!(cut("Acme (ACM.OL) rose in the USA.Next"), "Acme ( ACM.OL ) rose in the USA . Next");
    }

    #[test]
    fn links_addresses_and_emoticons_are_whole() {
        assert_eq!(cut("(see http://a.org/b?c=1)."), "( see http://a.org/b?c=1 ) .");
        assert_eq!(cut("mail a.b@c.com, :-)"), "mail a.b@c.com , :-)");
    }

    #[test]
    fn quotes_and_brackets_are_words() {
        assert_eq!(cut("“Yes,” he [sic] said"), "“ Yes , ” he [ sic ] said");
        assert_eq!(cut("'quoted words'"), "' quoted words '");
    }
}
