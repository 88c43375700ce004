//! The best tree for a sentence: [Chu-Liu/Edmonds](https://doi.org/10.6028/jres.071B.032)
//! with one word under the root.

/// Finds the heads that maximise the sum of `scores`.
///
/// `scores` has `n` rows (dependents) of `n + 1` columns (heads, the root last);
/// the diagonal is not used. Returns a head for each word, `n` for the root.
pub fn best_tree(scores: &[f32], n: usize) -> Vec<usize> {
    let greedy: Vec<usize> = (0..n)
        .map(|i| {
            let row = &scores[i * (n + 1)..(i + 1) * (n + 1)];
            (0..=n).filter(|&j| j != i).fold(n, |best, j| if row[j] > row[best] { j } else { best })
        })
        .collect();
    let roots = greedy.iter().filter(|&&h| h == n).count();
    if roots == 1 && find_cycle(&greedy, n).is_none() {
        return greedy;
    }
    let score =
        |i: usize, j: usize| if i == j { f64::NEG_INFINITY } else { f64::from(scores[i * (n + 1) + j]) };
    let free = edmonds(n, &score);
    let tops: Vec<usize> = (0..n).filter(|&i| free[i] == n).collect();
    if tops.len() == 1 {
        return free;
    }
    let mut best: Option<(f64, Vec<usize>)> = None;
    for &top in &tops {
        let single = |i: usize, j: usize| match (i == top, j == n) {
            (true, false) | (false, true) => -1e12,
            _ => score(i, j),
        };
        let tree = edmonds(n, &single);
        let sum: f64 = tree.iter().enumerate().map(|(i, &h)| single(i, h)).sum();
        if best.as_ref().is_none_or(|(s, _)| sum > *s) {
            best = Some((sum, tree));
        }
    }
    best.map_or(free, |(_, tree)| tree)
}

/// A cycle among `heads` (`n` and above: outside), as the list of its members.
fn find_cycle(heads: &[usize], n: usize) -> Option<Vec<usize>> {
    let mut seen = vec![0usize; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while at < n && seen[at] == 0 {
            seen[at] = start + 1;
            at = heads[at];
        }
        if at < n && seen[at] == start + 1 {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

fn edmonds(n: usize, score: &dyn Fn(usize, usize) -> f64) -> Vec<usize> {
    let heads: Vec<usize> = (0..n)
        .map(|i| {
            (0..=n).filter(|&j| j != i).fold(n, |best, j| if score(i, j) > score(i, best) { j } else { best })
        })
        .collect();
    let Some(cycle) = find_cycle(&heads, n) else { return heads };
    let inside = |i: usize| cycle.contains(&i);
    let rest: Vec<usize> = (0..n).filter(|&i| !inside(i)).collect();
    // In the contracted graph the cycle is node m - 1 and the root node m.
    let m = rest.len() + 1;
    let from_cycle: Vec<usize> = rest.iter().map(|&i| best_of(&cycle, |v| score(i, v))).collect();
    let outside = |j: usize| if j == m { n } else { rest[j] };
    let mut entry = vec![0usize; m + 1];
    for (j, entry) in entry.iter_mut().enumerate() {
        if j != m - 1 {
            *entry = best_of(&cycle, |v| score(v, outside(j)) - score(v, heads[v]));
        }
    }
    let contracted = |a: usize, b: usize| -> f64 {
        if a == m - 1 {
            let v = entry[b];
            score(v, outside(b)) - score(v, heads[v])
        } else if b == m - 1 {
            score(rest[a], from_cycle[a])
        } else {
            score(rest[a], outside(b))
        }
    };
    let flat: Vec<f64> = (0..m)
        .flat_map(|a| (0..=m).map(move |b| (a, b)))
        .map(|(a, b)| if a == b { f64::NEG_INFINITY } else { contracted(a, b) })
        .collect();
    let solved = edmonds(m, &|a, b| flat[a * (m + 1) + b]);
    let mut out = heads.clone();
    for (a, &i) in rest.iter().enumerate() {
        out[i] = if solved[a] == m - 1 { from_cycle[a] } else { outside(solved[a]) };
    }
    let from = solved[m - 1];
    out[entry[from]] = outside(from);
    out
}

fn best_of(items: &[usize], score: impl Fn(usize) -> f64) -> usize {
    items.iter().copied().reduce(|a, b| if score(b) > score(a) { b } else { a }).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_tree(heads: &[usize]) -> bool {
        let n = heads.len();
        heads.iter().filter(|&&h| h == n).count() == 1 && find_cycle(heads, n).is_none()
    }

    /// Against trying every assignment of heads, on small pseudo-random matrices.
    #[test]
    fn the_best_tree_is_found() {
        let mut state = 1u64;
        for n in 1..5usize {
            for _ in 0..200 {
                let scores: Vec<f32> = (0..n * (n + 1))
                    .map(|_| {
                        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                        (state >> 40) as f32 / 1e6
                    })
                    .collect();
                let sum = |heads: &[usize]| {
                    heads.iter().enumerate().map(|(i, &h)| scores[i * (n + 1) + h]).sum::<f32>()
                };
                let found = best_tree(&scores, n);
                assert!(is_tree(&found), "{found:?}");
                let mut best = f32::NEG_INFINITY;
                for code in 0..(n + 1).pow(n as u32) {
                    let heads: Vec<usize> = (0..n).map(|i| code / (n + 1).pow(i as u32) % (n + 1)).collect();
                    if heads.iter().enumerate().all(|(i, &h)| h != i) && is_tree(&heads) {
                        best = best.max(sum(&heads));
                    }
                }
                assert!((sum(&found) - best).abs() < 1e-3, "{n}: {found:?}");
            }
        }
    }
}
