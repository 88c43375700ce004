//! A drawing as [SVG](https://www.w3.org/TR/SVG11/), without any other program.

use super::curve::Curve;
use super::family::Family;
use super::layout::{Layout, Link, Rect, layout};
use super::metrics::{halve, width, wrap};
use super::{Bundle, Card, Drawing, prefix};
use crate::export::dot::mode_colour;
use crate::export::{shorten, xml};
use crate::graph::Mode;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Size of a row's and of a bundle's words.
const SMALL: f64 = 11.0;
/// Height of a line in sizes of its font.
const LEADING: f64 = 1.3;
/// Room between a card's edge and its words.
const INSIDE: f64 = 9.0;
/// Characters in a line of a card.
const LINE: usize = 40;
/// From how many cards on a community has a title, to be found by from afar.
const TITLED: usize = 5;
/// From how many bundles on those between clusters bear no words.
const CROWDED: usize = 150;

/// A card's words, and the box they fill.
struct Face {
    name: Vec<String>,
    size: f64,
    rows: Vec<(Mode, String)>,
    w: f64,
    h: f64,
}

/// Writes the drawing. `link` gives where a card leads to, if anywhere.
pub fn write(
    drawing: &Drawing,
    link: impl Fn(&Card) -> Option<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let faces: Vec<Face> = drawing.cards.iter().map(face).collect();
    let sizes: Vec<(f64, f64)> = faces.iter().map(|f| (f.w, f.h)).collect();
    let label_width = |b: &Bundle| b.label().iter().map(|l| width(l, SMALL)).fold(0.0, f64::max);
    let links: Vec<Link> =
        drawing.bundles.iter().map(|b| Link { a: b.from, b: b.to, label: label_width(b) }).collect();
    let title = if drawing.framed { 22.0 } else { 0.0 };
    let place = layout(&sizes, &links, &drawing.clusters, title);
    let legend = legend(drawing);
    let full = (place.width.max(legend.1 + 40.0), place.height + 60.0);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" width=\"{:.0}\" height=\"{:.0}\" role=\"img\" aria-label=\"Knowledge graph\">",
        full.0, full.1, full.0, full.1
    )?;
    writeln!(out, "<style>{}</style>", style())?;
    writeln!(out, "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>")?;
    if drawing.framed {
        frames(drawing, &place, out)?;
    }
    edges(drawing, &place, out)?;
    for ((card, face), rect) in drawing.cards.iter().zip(&faces).zip(&place.boxes) {
        write_card(card, face, rect, link(card), out)?;
    }
    writeln!(out, "<g transform=\"translate(20 {:.0})\">{}</g>", place.height + 28.0, legend.0)?;
    if drawing.cards.is_empty() {
        writeln!(out, "<text x=\"20\" y=\"20\">no relations</text>")?;
    }
    writeln!(out, "</svg>")
}

/// The look of everything; a page that holds the drawing may say otherwise.
fn style() -> String {
    let mut css = String::from(
        "text{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;font-size:11px;fill:#22292f}\
         .paper{fill:#fff}.frame{fill:#f7f9fa;stroke:#dfe5e9}.frames text{font-weight:bold;fill:#7b8a94}\
         .card rect{stroke-width:1}.card .name{font-weight:bold}\
         .e{fill:none;stroke:#8b98a1}.l{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round;text-anchor:middle;fill:#4d5a63}\
         .far .e{opacity:.55}marker path{fill:#8b98a1}",
    );
    for mode in [Mode::Attributed, Mode::Possible, Mode::Denied] {
        let (name, colour) = (mode.name(), mode_colour(mode));
        let dash = match mode {
            Mode::Possible => ";stroke-dasharray:2 4",
            Mode::Denied => ";stroke-dasharray:7 4",
            _ => "",
        };
        // Writing into a string cannot fail.
        let _ = write!(css, ".{name} .e{{stroke:{colour}{dash}}}.{name} .l,.r.{name}{{fill:{colour}}}");
        let _ = write!(css, "#a-{name} path{{fill:{colour}}}");
    }
    for family in Family::ALL {
        let (fill, line) = family.colours();
        let _ = write!(css, ".{} rect{{fill:{fill};stroke:{line}}}", family.name());
    }
    css
}

fn face(card: &Card) -> Face {
    let size = 12.0 + 5.0 * card.weight.sqrt();
    let name = halve(&shorten(&card.name, 48), 24);
    let mut rows: Vec<(Mode, String)> = Vec::new();
    for (mode, text) in card.lines() {
        for (i, line) in wrap(&text, LINE).into_iter().enumerate() {
            rows.push((mode, if i == 0 { line } else { format!("   {line}") }));
        }
    }
    // Bold letters are a little wider.
    let name_width = name.iter().map(|l| width(l, size) * 1.08).fold(0.0, f64::max);
    let row_width = rows.iter().map(|(_, l)| width(l, SMALL) * 1.03).fold(0.0, f64::max);
    let gap = if rows.is_empty() { 0.0 } else { 5.0 };
    let h = (name.len() as f64 * size + rows.len() as f64 * SMALL) * LEADING + gap + 10.0;
    Face { w: name_width.max(row_width).max(20.0) + 2.0 * INSIDE, h, name, size, rows }
}

fn write_card(
    card: &Card,
    face: &Face,
    rect: &Rect,
    link: Option<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (x, y) = (rect.x - rect.w / 2.0, rect.y - rect.h / 2.0);
    if let Some(link) = &link {
        write!(out, "<a href=\"{}\">", xml(link))?;
    }
    write!(out, "<g class=\"card {}\" data-id=\"{}\">", card.family.name(), xml(&card.id))?;
    write!(out, "<title>{}: {}</title>", xml(&card.kind), xml(&card.name))?;
    let round = if face.rows.is_empty() { face.h / 2.2 } else { 7.0 };
    write!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{round:.1}\"/>",
        face.w, face.h
    )?;
    let mut line = y + 5.0;
    for name in &face.name {
        line += face.size * LEADING;
        let (anchor, at) = if face.rows.is_empty() { ("middle", rect.x) } else { ("start", x + INSIDE) };
        write!(
            out,
            "<text class=\"name\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" style=\"font-size:{:.1}px\">{}</text>",
            line - face.size * 0.3,
            face.size,
            xml(name)
        )?;
    }
    line += 5.0;
    for (mode, row) in &face.rows {
        line += SMALL * LEADING;
        let indent = x + INSIDE + if row.starts_with(' ') { 10.0 } else { 0.0 };
        write!(
            out,
            "<text class=\"r {}\" x=\"{indent:.1}\" y=\"{:.1}\">{}</text>",
            mode.name(),
            line - SMALL * 0.3,
            xml(row.trim_start())
        )?;
    }
    writeln!(out, "</g>{}", if link.is_some() { "</a>" } else { "" })
}

/// A frame around each community of more than one card, called by its best-ranked names.
fn frames(drawing: &Drawing, place: &Layout, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<g class=\"frames\">")?;
    for (members, frame) in drawing.clusters.iter().zip(&place.frames) {
        if members.len() < 2 {
            continue;
        }
        let (x, y) = (frame.x - frame.w / 2.0, frame.y - frame.h / 2.0);
        write!(
            out,
            "<rect class=\"frame\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"12\"/>",
            frame.w, frame.h
        )?;
        if members.len() < TITLED {
            continue;
        }
        let size = (frame.w / 30.0).clamp(12.0, 26.0);
        let name = drawing.cards.get(members[0]).map_or("", |c| &c.name);
        writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" style=\"font-size:{size:.0}px\">{}</text>",
            x + 14.0,
            y + size + 6.0,
            xml(&shorten(name, (frame.w / size * 1.6) as usize))
        )?;
    }
    writeln!(out, "</g>")
}

/// The bundles as lines from edge to edge of their cards; parallel ones bend apart.
fn edges(drawing: &Drawing, place: &Layout, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<defs>")?;
    for mode in [Mode::Asserted, Mode::Attributed, Mode::Possible, Mode::Denied] {
        let head = if mode == Mode::Denied { "M4 0H6V8H4z" } else { "M0 0L8 4L0 8z" };
        write!(
            out,
            "<marker id=\"a-{}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"{head}\"/></marker>",
            mode.name()
        )?;
    }
    writeln!(out, "</defs>")?;
    let home: Vec<usize> = {
        let mut home = vec![0; drawing.cards.len()];
        for (number, members) in drawing.clusters.iter().enumerate() {
            for &member in members {
                home[member] = number;
            }
        }
        home
    };
    let mut taken: Vec<Rect> = place.boxes.clone();
    let mut labels = String::new();
    for (number, bundle) in drawing.bundles.iter().enumerate() {
        let pair = |b: &Bundle| (b.from.min(b.to), b.from.max(b.to));
        let beside = drawing.bundles.iter().filter(|b| pair(b) == pair(bundle)).count();
        let before = drawing.bundles[..number].iter().filter(|b| pair(b) == pair(bundle)).count();
        // Bends count from the lower card, so that lines back and forth part.
        let side = if bundle.from < bundle.to { 1.0 } else { -1.0 };
        let (low, high) = pair(bundle);
        let bends = Curve::around(&place.boxes, low, high, beside);
        let bend = side * bends.get(before).copied().unwrap_or_default();
        let curve = Curve::between(&place.boxes[bundle.from], &place.boxes[bundle.to], bend);
        let far = home[bundle.from] != home[bundle.to];
        let class = format!("{}{}", bundle.mode.name(), if far { " far" } else { "" });
        let stroke = (0.9 + 0.5 * (bundle.count().max(1) as f64).ln()).min(3.0);
        let ends = (&drawing.cards[bundle.from], &drawing.cards[bundle.to]);
        let all: Vec<&str> = bundle.relations.iter().map(|(r, _)| r.as_str()).collect();
        writeln!(
            out,
            "<g class=\"edge {class}\" data-from=\"{}\" data-to=\"{}\"><title>{} — {}{} → {}</title><path class=\"e\" d=\"{}\" stroke-width=\"{stroke:.1}\" marker-end=\"url(#a-{})\"/></g>",
            xml(&ends.0.id),
            xml(&ends.1.id),
            xml(&ends.0.name),
            prefix(bundle.mode),
            xml(&all.join(", ")),
            xml(&ends.1.name),
            curve.path(),
            bundle.mode.name()
        )?;
        if !far || drawing.bundles.len() < CROWDED {
            label(bundle, &curve, &class, &mut taken, &mut labels);
        }
    }
    // Words last: no line runs over them.
    write!(out, "{labels}")
}

/// Writes the words where along the line they meet least.
fn label(bundle: &Bundle, curve: &Curve, class: &str, taken: &mut Vec<Rect>, out: &mut String) {
    let lines = bundle.label();
    let w = lines.iter().map(|l| width(l, SMALL)).fold(0.0, f64::max);
    let h = lines.len() as f64 * SMALL * 1.15;
    let crowd = |t: f64| {
        let (x, y) = curve.at(t);
        let here = Rect { x, y, w, h };
        let meets: f64 = taken
            .iter()
            .map(|other| here.overlap(other, 2.0))
            .filter(|&(x, y)| x > 0.0 && y > 0.0)
            .map(|(x, y)| x.min(w) * y.min(h))
            .sum();
        (meets + (t - 0.5).abs(), here)
    };
    let places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82].map(crowd);
    let Some((_, here)) = places.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    taken.push(here);
    // Writing into a string cannot fail.
    let _ = write!(out, "<g class=\"{class}\"><text class=\"l\">");
    for (i, line) in lines.iter().enumerate() {
        let y = here.y - h / 2.0 + (i as f64 + 0.85) * SMALL * 1.15;
        let _ = write!(out, "<tspan x=\"{:.1}\" y=\"{y:.1}\">{}</tspan>", here.x, xml(line));
    }
    let _ = writeln!(out, "</text></g>");
}

/// What the colours and lines in use mean; as SVG, with its width.
fn legend(drawing: &Drawing) -> (String, f64) {
    let (mut svg, mut x) = (String::from("<g class=\"legend\">"), 0.0);
    for family in drawing.families() {
        let name = family.name();
        // Writing into a string cannot fail.
        let _ = write!(
            svg,
            "<g class=\"{name}\"><rect x=\"{x:.0}\" y=\"-9\" width=\"16\" height=\"11\" rx=\"3\"/></g><text x=\"{:.0}\">{name}</text>",
            x + 21.0
        );
        x += 21.0 + width(name, SMALL) + 16.0;
    }
    for mode in drawing.modes() {
        let name = mode.name();
        let _ = write!(
            svg,
            "<g class=\"edge {name}\"><path class=\"e\" d=\"M{x:.0} -4h26\" stroke-width=\"1.4\" marker-end=\"url(#a-{name})\"/></g><text x=\"{:.0}\">{name}</text>",
            x + 32.0
        );
        x += 32.0 + width(name, SMALL) + 16.0;
    }
    if drawing.left_out > 0 {
        let note = format!("{} more entities are not shown", drawing.left_out);
        let _ = write!(svg, "<text x=\"{x:.0}\">{note}</text>");
        x += width(&note, SMALL);
    }
    svg.push_str("</g>");
    (svg, x)
}
