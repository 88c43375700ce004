//! Where cards stand: stress majorisation by gradient descent (Zheng, Pawar and Goodman 2019)
//! within each cluster and between clusters, then overlaps removed; no random numbers.

use std::collections::BTreeMap;

/// A box by its centre.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Centre.
    pub x: f64,
    /// Centre.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// How far two boxes reach into each other, on either axis; positive on both if they overlap.
    pub fn overlap(&self, other: &Rect, gap: f64) -> (f64, f64) {
        (
            (self.w + other.w) / 2.0 + gap - (self.x - other.x).abs(),
            (self.h + other.h) / 2.0 + gap - (self.y - other.y).abs(),
        )
    }
}

/// A line that wants two boxes near each other, with room for a label.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// One box.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Width of the label between them.
    pub label: f64,
}

/// The boxes in their places, and the frames of the clusters.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The boxes, in their order.
    pub boxes: Vec<Rect>,
    /// The frames, in the order of the clusters.
    pub frames: Vec<Rect>,
    /// Size of the whole.
    pub width: f64,
    /// Size of the whole.
    pub height: f64,
}

/// Boxes are wide and low, so is a page: distances count less across.
const ASPECT: f64 = 1.7;
/// Room between boxes, in a frame, and between frames.
const GAP: f64 = 22.0;
const PADDING: f64 = 20.0;
const BETWEEN: f64 = 34.0;

/// Places boxes of these sizes; `clusters` holds each box once, `title` is the room above a cluster.
pub fn layout(sizes: &[(f64, f64)], links: &[Link], clusters: &[Vec<usize>], title: f64) -> Layout {
    let mut boxes: Vec<Rect> = sizes.iter().map(|&(w, h)| Rect { w, h, ..Rect::default() }).collect();
    let mut home = vec![0; sizes.len()];
    let mut frames = Vec::with_capacity(clusters.len());
    for (number, members) in clusters.iter().enumerate() {
        let place: BTreeMap<usize, usize> = members.iter().enumerate().map(|(i, &m)| (m, i)).collect();
        let inner: Vec<Link> = links
            .iter()
            .filter_map(|l| Some(Link { a: *place.get(&l.a)?, b: *place.get(&l.b)?, label: l.label }))
            .collect();
        let mut local: Vec<Rect> = members.iter().map(|&m| boxes[m]).collect();
        spread(&mut local, &inner, GAP);
        // A box alone has no frame, so it needs no room for one.
        let (padding, title) = if members.len() > 1 { (PADDING, title) } else { (0.0, 0.0) };
        let (w, h) = to_origin(&mut local, padding);
        for (&member, rect) in members.iter().zip(&local) {
            boxes[member] = Rect { y: rect.y + title, ..*rect };
            home[member] = number;
        }
        frames.push(Rect { x: 0.0, y: 0.0, w, h: h + title });
    }
    let outer: Vec<Link> = links
        .iter()
        .filter(|l| home[l.a] != home[l.b])
        .map(|l| Link { a: home[l.a], b: home[l.b], label: 0.0 })
        .collect();
    arrange(&mut frames, &outer);
    let (width, height) = to_origin(&mut frames, BETWEEN / 2.0);
    for (member, &number) in home.iter().enumerate() {
        let frame = frames[number];
        boxes[member].x += frame.x - frame.w / 2.0;
        boxes[member].y += frame.y - frame.h / 2.0;
    }
    Layout { boxes, frames, width, height }
}

/// Frames that hang together: their numbers, their places, the size of them all.
type Block = (Vec<usize>, Vec<Rect>, Rect);

/// Linked frames near each other; what no line links stands in rows below.
fn arrange(frames: &mut [Rect], links: &[Link]) {
    let parts = components(frames.len(), links);
    let mut blocks: Vec<Block> = Vec::new();
    for part in parts {
        let place: BTreeMap<usize, usize> = part.iter().enumerate().map(|(i, &m)| (m, i)).collect();
        let inner: Vec<Link> = links
            .iter()
            .filter_map(|l| Some(Link { a: *place.get(&l.a)?, b: *place.get(&l.b)?, label: l.label }))
            .collect();
        let mut local: Vec<Rect> = part.iter().map(|&m| frames[m]).collect();
        spread(&mut local, &inner, BETWEEN);
        tighten(&mut local, BETWEEN);
        let (w, h) = to_origin(&mut local, 0.0);
        blocks.push((part, local, Rect { w, h, ..Rect::default() }));
    }
    // The largest first, then by height, so that rows are even.
    blocks.sort_by(|a, b| (b.2.w * b.2.h).total_cmp(&(a.2.w * a.2.h)));
    if let Some(rest) = blocks.get_mut(1..) {
        rest.sort_by(|a, b| b.2.h.total_cmp(&a.2.h));
    }
    let area: f64 = blocks.iter().map(|b| (b.2.w + BETWEEN) * (b.2.h + BETWEEN)).sum();
    let widest = blocks.iter().map(|b| b.2.w).fold(0.0, f64::max);
    let limit = widest.max((area * ASPECT).sqrt());
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0);
    for (part, local, block) in blocks {
        if x > 0.0 && x + block.w > limit {
            (x, y, row) = (0.0, y + row + BETWEEN, 0.0);
        }
        for (&member, rect) in part.iter().zip(local) {
            frames[member] = Rect { x: rect.x + x, y: rect.y + y, ..rect };
        }
        x += block.w + BETWEEN;
        row = f64::max(row, block.h);
    }
}

/// Moves the boxes so that the least edge is at `margin`; gives the size of the whole.
fn to_origin(boxes: &mut [Rect], margin: f64) -> (f64, f64) {
    let least = |f: &dyn Fn(&Rect) -> f64| boxes.iter().map(f).fold(f64::INFINITY, f64::min);
    let (left, up) = (least(&|r| r.x - r.w / 2.0), least(&|r| r.y - r.h / 2.0));
    let (right, down) = (-least(&|r| -r.x - r.w / 2.0), -least(&|r| -r.y - r.h / 2.0));
    if boxes.is_empty() {
        return (0.0, 0.0);
    }
    for rect in boxes {
        rect.x += margin - left;
        rect.y += margin - up;
    }
    (right - left + 2.0 * margin, down - up + 2.0 * margin)
}

/// Linked boxes at the length of their line, others as far apart as their lines add up to.
fn spread(boxes: &mut [Rect], links: &[Link], gap: f64) {
    let count = boxes.len();
    if count < 2 {
        return;
    }
    let radius = |r: &Rect| norm(r.w / ASPECT, r.h) / 2.0;
    let distances =
        distances(count, links, |l| radius(&boxes[l.a]) + radius(&boxes[l.b]) + gap + l.label / ASPECT / 1.5);
    let points = stress(&distances);
    for (rect, (x, y)) in boxes.iter_mut().zip(points) {
        rect.x = x * ASPECT;
        rect.y = y;
    }
    part(boxes, gap);
}

/// Shortest ways between all boxes; those in other parts are as far as the farthest.
fn distances(count: usize, links: &[Link], length: impl Fn(&Link) -> f64) -> Vec<Vec<f64>> {
    let mut distance = vec![vec![f64::INFINITY; count]; count];
    let mut neighbours: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
    for link in links {
        neighbours[link.a].push((link.b, length(link)));
        neighbours[link.b].push((link.a, length(link)));
    }
    for start in 0..count {
        let row = &mut distance[start];
        row[start] = 0.0;
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for &(next, length) in &neighbours[node] {
                if row[node] + length < row[next] {
                    row[next] = row[node] + length;
                    open.insert(0, next);
                }
            }
        }
    }
    let farthest = distance.iter().flatten().copied().filter(|d| d.is_finite()).fold(100.0, f64::max);
    for d in distance.iter_mut().flatten().filter(|d| d.is_infinite()) {
        *d = farthest;
    }
    distance
}

/// Points whose distances come near the wanted ones; steps shrink as in the paper.
fn stress(distance: &[Vec<f64>]) -> Vec<(f64, f64)> {
    let count = distance.len();
    // A sunflower's seeds: no two at one place, none preferred. Only arithmetic that IEEE 754
    // rounds the same everywhere: sines differ from one system to the next.
    const TURN: (f64, f64) = (-0.737_368_878, 0.675_490_294);
    let mut turned = (1.0, 0.0);
    let mut points: Vec<(f64, f64)> = (0..count)
        .map(|i| {
            let (x, y) = turned;
            turned = (x * TURN.0 - y * TURN.1, x * TURN.1 + y * TURN.0);
            let radius = 30.0 * (i as f64 + 0.5).sqrt();
            (radius * x, radius * y)
        })
        .collect();
    let mut pairs: Vec<(usize, usize)> = (0..count).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let all = || pairs.iter().map(|&(a, b)| distance[a][b]);
    let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
    // Six roots: after 64 steps the last one is taken.
    let decay = (0..6).fold(0.05 * (least / most) * (least / most), |x: f64, _| x.sqrt());
    let mut eta = most * most;
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..=64 {
        // The same shuffle on every machine (xorshift, Marsaglia 2003).
        for i in (1..pairs.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            pairs.swap(i, (state % (i as u64 + 1)) as usize);
        }
        for &(a, b) in &pairs {
            let wanted = distance[a][b];
            let pull = (eta / (wanted * wanted)).min(1.0);
            let (dx, dy) = (points[a].0 - points[b].0, points[a].1 - points[b].1);
            let length = norm(dx, dy).max(1e-6);
            let move_by = pull * (length - wanted) / 2.0 / length;
            points[a].0 -= move_by * dx;
            points[a].1 -= move_by * dy;
            points[b].0 += move_by * dx;
            points[b].1 += move_by * dy;
        }
        eta *= decay;
    }
    points
}

fn norm(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// Pushes boxes apart until none overlap.
fn part(boxes: &mut [Rect], gap: f64) {
    for round in 0.. {
        let mut moved = false;
        for a in 1..boxes.len() {
            for b in 0..a {
                let (x, y) = boxes[a].overlap(&boxes[b], gap);
                if x <= 0.01 || y <= 0.01 {
                    continue;
                }
                moved = true;
                if x / ASPECT < y {
                    let push = if boxes[a].x < boxes[b].x { -x / 2.0 } else { x / 2.0 };
                    boxes[a].x += push;
                    boxes[b].x -= push;
                } else {
                    let push = if boxes[a].y < boxes[b].y { -y / 2.0 } else { y / 2.0 };
                    boxes[a].y += push;
                    boxes[b].y -= push;
                }
            }
        }
        if !moved {
            return;
        }
        // Where they only push each other round, more room ends it.
        if round % 50 == 49 {
            for rect in boxes.iter_mut() {
                rect.x *= 1.15;
                rect.y *= 1.15;
            }
        }
    }
}

/// Draws boxes towards their middle as long as they meet no other.
fn tighten(boxes: &mut [Rect], gap: f64) {
    let count = boxes.len() as f64;
    for _ in 0..60 {
        let middle =
            (boxes.iter().map(|r| r.x).sum::<f64>() / count, boxes.iter().map(|r| r.y).sum::<f64>() / count);
        let mut order: Vec<usize> = (0..boxes.len()).collect();
        let far = |r: &Rect| norm((r.x - middle.0) / ASPECT, r.y - middle.1);
        order.sort_by(|&a, &b| far(&boxes[a]).total_cmp(&far(&boxes[b])).then(a.cmp(&b)));
        let mut moved = false;
        for i in order {
            let old = boxes[i];
            for (x, y) in [(0.1, 0.1), (0.1, 0.0), (0.0, 0.1)] {
                let new =
                    Rect { x: old.x + (middle.0 - old.x) * x, y: old.y + (middle.1 - old.y) * y, ..old };
                let free = boxes.iter().enumerate().all(|(j, other)| {
                    let (across, down) = new.overlap(other, gap);
                    j == i || across <= 0.01 || down <= 0.01
                });
                if free {
                    boxes[i] = new;
                    moved = true;
                    break;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// What hangs together, by the first of each.
fn components(count: usize, links: &[Link]) -> Vec<Vec<usize>> {
    let mut graph: petgraph::graph::DiGraph<(), ()> = petgraph::graph::DiGraph::new();
    for _ in 0..count {
        graph.add_node(());
    }
    for link in links {
        graph.add_edge((link.a as u32).into(), (link.b as u32).into(), ());
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, part) in crate::graph::communities::components(&graph).into_iter().enumerate() {
        parts.entry(part).or_default().push(node);
    }
    parts.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_boxes_overlap_and_frames_hold_theirs() {
        let sizes: Vec<(f64, f64)> =
            (0..60).map(|i| (60.0 + (i * 37 % 90) as f64, 20.0 + (i * 13 % 50) as f64)).collect();
        let links: Vec<Link> = (1..60).map(|i| Link { a: i, b: i * 7 % i, label: 40.0 }).collect();
        let clusters = vec![(0..30).collect(), (30..55).collect(), (55..60).collect::<Vec<_>>()];
        let found = layout(&sizes, &links, &clusters, 12.0);
        for (i, a) in found.boxes.iter().enumerate() {
            for b in &found.boxes[..i] {
                let (x, y) = a.overlap(b, 0.0);
                assert!(x <= 0.1 || y <= 0.1, "{a:?} {b:?}");
            }
        }
        for (frame, members) in found.frames.iter().zip(&clusters) {
            for rect in members.iter().map(|&m| found.boxes[m]) {
                assert!((rect.x - frame.x).abs() * 2.0 + rect.w <= frame.w + 0.1);
                assert!((rect.y - frame.y).abs() * 2.0 + rect.h <= frame.h + 0.1);
            }
        }
        assert_eq!(found.boxes, layout(&sizes, &links, &clusters, 12.0).boxes);
    }

    #[test]
    fn nothing_is_laid_out_as_nothing() {
        let found = layout(&[], &[], &[], 0.0);
        assert_eq!((found.width, found.height), (0.0, 0.0));
    }
}
