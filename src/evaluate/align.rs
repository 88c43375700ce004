//! Which system word is which gold word.

use super::read::Word;

/// Pairs of (gold, system) words, ascending in both.
///
/// Words that are tokens of their own are paired when they cover the same characters.
/// Where either side has a multiword token, the words of the smallest stretch that both
/// sides cover are paired by the longest common subsequence of their forms.
pub(super) fn align(gold: &[Word<'_>], system: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(gold.len());
    let (mut g, mut s) = (0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        if a.multiword || b.multiword {
            let (g_end, s_end) = stretch(gold, system, g, s);
            if (g_end, s_end) == (g, s) {
                // A multiword token against an ordinary word that lies before it.
                if a.span.0 <= b.span.0 {
                    g += 1
                } else {
                    s += 1
                }
                continue;
            }
            common(gold, system, (g, g_end), (s, s_end), &mut pairs);
            (g, s) = (g_end, s_end);
        } else if a.span == b.span {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if a.span.0 <= b.span.0 {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// The ends of the stretch of words from `g` and `s` that overlapping multiword tokens span.
fn stretch(gold: &[Word<'_>], system: &[Word<'_>], mut g: usize, mut s: usize) -> (usize, usize) {
    let multiword = |words: &[Word<'_>], i: usize| words.get(i).filter(|w| w.multiword).map(|w| w.span);
    let start = |words: &[Word<'_>], i: usize| words.get(i).map_or(usize::MAX, |w| w.span.0);
    // The end is that of a multiword token that starts first, or is open on either side.
    let mut end = match (multiword(gold, g), multiword(system, s)) {
        (Some(a), _) if a.0 <= start(system, s) => a.1,
        (_, Some(b)) if b.0 <= start(gold, g) => b.1,
        _ => return (g, s),
    };
    loop {
        if start(gold, g) < end {
            end = multiword(gold, g).map_or(end, |span| end.max(span.1));
            g += 1;
        } else if start(system, s) < end {
            end = multiword(system, s).map_or(end, |span| end.max(span.1));
            s += 1;
        } else {
            return (g, s);
        }
    }
}

fn common(
    gold: &[Word<'_>],
    system: &[Word<'_>],
    (g, g_end): (usize, usize),
    (s, s_end): (usize, usize),
    pairs: &mut Vec<(usize, usize)>,
) {
    let (rows, columns) = (g_end - g, s_end - s);
    let at = |i: usize, j: usize| i * (columns + 1) + j;
    let mut best = vec![0u32; (rows + 1) * (columns + 1)];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            best[at(i, j)] = if gold[g + i].form == system[s + j].form {
                1 + best[at(i + 1, j + 1)]
            } else {
                best[at(i + 1, j)].max(best[at(i, j + 1)])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        if gold[g + i].form == system[s + j].form {
            pairs.push((g + i, s + j));
            (i, j) = (i + 1, j + 1);
        } else if best[at(i + 1, j)] >= best[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
}
