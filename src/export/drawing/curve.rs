//! The line from one box to another: a quadratic Bézier curve that goes round what stands between.

use super::layout::Rect;

/// Bends that are tried, the least first.
const BENDS: [f64; 11] = [0.0, 26.0, -26.0, 52.0, -52.0, 84.0, -84.0, 120.0, -120.0, 160.0, -160.0];
/// Points of a curve that are looked at.
const POINTS: u32 = 24;
/// Room between curves side by side.
const APART: f64 = 34.0;
/// Room between a curve and a box.
const ROOM: f64 = 4.0;

/// A curve between the edges of two boxes.
pub(super) struct Curve {
    from: (f64, f64),
    control: (f64, f64),
    to: (f64, f64),
}

impl Curve {
    /// From box to box; a positive bend goes to the right.
    pub(super) fn between(a: &Rect, b: &Rect, bend: f64) -> Curve {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = (dx * dx + dy * dy).sqrt().max(1.0);
        let control =
            ((a.x + b.x) / 2.0 - dy / length * bend * 2.0, (a.y + b.y) / 2.0 + dx / length * bend * 2.0);
        Curve { from: border(a, control, 0.0), control, to: border(b, control, 2.0) }
    }

    /// The bends of so many curves side by side: the least that keep them out of the other boxes,
    /// or those least within them.
    pub(super) fn around(boxes: &[Rect], from: usize, to: usize, count: usize) -> Vec<f64> {
        let middle = (count.max(1) - 1) as f64 / 2.0;
        let beside = |bend: f64| (0..count).map(move |i| bend + (i as f64 - middle) * APART);
        let (Some(a), Some(b)) = (boxes.get(from), boxes.get(to)) else { return beside(0.0).collect() };
        let reach = BENDS.iter().fold(0.0, |most: f64, bend| most.max(bend.abs())) + middle * APART + ROOM;
        let space = Rect {
            x: (a.x + b.x) / 2.0,
            y: (a.y + b.y) / 2.0,
            w: (a.x - b.x).abs() + 2.0 * reach,
            h: (a.y - b.y).abs() + 2.0 * reach,
        };
        let near = |other: &Rect| {
            let (x, y) = space.overlap(other, 0.0);
            x > 0.0 && y > 0.0
        };
        let others: Vec<&Rect> = (0..)
            .zip(boxes)
            .filter(|&(i, other)| i != from && i != to && near(other))
            .map(|(_, other)| other)
            .collect();
        let within = |bend: f64| {
            let curves = beside(bend).map(|bend| Curve::between(a, b, bend));
            curves
                .flat_map(|curve| (1..POINTS).map(move |i| curve.at(f64::from(i) / f64::from(POINTS))))
                .filter(|&(x, y)| {
                    let point = Rect { x, y, w: 0.0, h: 0.0 };
                    others.iter().any(|other| {
                        let (across, down) = point.overlap(other, ROOM);
                        across > 0.0 && down > 0.0
                    })
                })
                .count()
        };
        // Of equals the first is taken, which bends least.
        beside(BENDS.into_iter().min_by_key(|&bend| within(bend)).unwrap_or_default()).collect()
    }

    /// The point at this share of the way.
    pub(super) fn at(&self, t: f64) -> (f64, f64) {
        let mix = |a: f64, c: f64, b: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * c + t * t * b;
        (mix(self.from.0, self.control.0, self.to.0), mix(self.from.1, self.control.1, self.to.1))
    }

    /// As SVG.
    pub(super) fn path(&self) -> String {
        let Curve { from, control, to } = self;
        format!("M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}", from.0, from.1, control.0, control.1, to.0, to.1)
    }
}

/// Where the line from a box's middle to a point leaves the box, and a little beyond.
fn border(rect: &Rect, towards: (f64, f64), beyond: f64) -> (f64, f64) {
    let (dx, dy) = (towards.0 - rect.x, towards.1 - rect.y);
    let (w, h) = (rect.w / 2.0 + beyond, rect.h / 2.0 + beyond);
    let share = f64::min(w / dx.abs().max(1e-9), h / dy.abs().max(1e-9)).min(1.0);
    (rect.x + dx * share, rect.y + dy * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(x: f64, y: f64) -> Rect {
        Rect { x, y, w: 80.0, h: 30.0 }
    }

    #[test]
    fn a_line_goes_round_what_stands_between() {
        let apart = [card(0.0, 0.0), card(300.0, 0.0), card(150.0, 200.0)];
        assert_eq!(Curve::around(&apart, 0, 1, 1), [0.0]);
        assert_eq!(Curve::around(&apart, 0, 1, 2), [-17.0, 17.0]);
        let between = [card(0.0, 0.0), card(300.0, 0.0), card(150.0, 0.0)];
        let middle = |bend| Curve::between(&between[0], &between[1], bend).at(0.5).1;
        let bend = Curve::around(&between, 0, 1, 1)[0];
        let y = middle(bend);
        assert!(y.abs() > 15.0 + ROOM, "{y}");
        for bend in Curve::around(&between, 0, 1, 3) {
            assert!(middle(bend).abs() > 15.0 + ROOM, "{bend}");
        }
        // The way that is blocked too is not taken.
        let blocked = [between[0], between[1], between[2], card(150.0, y)];
        let other = Curve::around(&blocked, 0, 1, 1)[0];
        assert!(other * bend < 0.0, "{other} {bend}");
    }
}
