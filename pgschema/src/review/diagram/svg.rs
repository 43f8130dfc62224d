use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::card::{Card, FOOT, HEAD, INDENT, Kind, ROW, Row, count};
use super::layout::{Layout, Line, layout};
use crate::model::{Database, Table};
use crate::review::anchor::anchor;
use crate::review::text::visible;
use crate::sql::{Identifier, ToSql};

const COLOURS: &str = include_str!("colours.css");
pub(crate) const STYLE: &str = include_str!("style.css");

const MARGIN: f64 = 28.0;
const LEGEND: f64 = 44.0;

/// Where the names of tables lead to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// To the card, in a picture of its own.
    Cards,
    /// To the section of the table on the page that the picture is on.
    #[cfg(feature = "dictionary")]
    Sections,
}

/// The picture; one of its own brings its colours along.
pub(crate) fn svg(database: &Database, links: Links) -> Markup {
    let layout = layout(database);
    let legend = legend(&layout);
    let width = (layout.width + 2.0 * MARGIN).ceil();
    let height = (layout.height + LEGEND + 2.0 * MARGIN).ceil();
    let own = links == Links::Cards;
    let summary = format!(
        "{} tables and {} foreign keys that are drawn as lines",
        database.tables.len(),
        layout.lines.len()
    );
    html! {
        svg.erd xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) }
            width=(width) height=(height) role="group" aria-labelledby="erd-title erd-desc" {
            title id="erd-title" { "Entity-relationship diagram of " (visible(database.home.as_str())) }
            desc id="erd-desc" {
                (summary) ". Lines lead from a key to the columns that refer to it, where they end in "
                "a crow’s foot; an arrow beside a column names the table of a key that has no line."
            }
            @if own { style { (PreEscaped(COLOURS)) (PreEscaped(STYLE)) } }
            (legend)
            g transform={ "translate(" (MARGIN) " " (MARGIN + LEGEND) ")" } {
                @for lines in by_key(&layout.lines) {
                    @for line in &lines { path.under d=(path(line)) {} }
                    @for line in &lines { (draw_line(database, line)) }
                }
                @for ((card, corner), table) in layout.cards.iter().zip(&layout.corners).zip(&database.tables) {
                    (draw_card(database, card, *corner, table, links))
                }
            }
        }
    }
}

/// What the colours mean that are there, and the ends of lines.
fn legend(layout: &Layout<'_>) -> Markup {
    let there: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| layout.cards.iter().any(|card| card.kind == *kind))
        .collect();
    let mut x = 0.0;
    let mut at = Vec::new();
    for kind in there {
        at.push((kind, x));
        x += 38.0 + 7.3 * count(kind.words().chars().count());
    }
    html! {
        g.legend transform={ "translate(" (MARGIN) " " (MARGIN) ")" } {
            @for (kind, x) in at {
                g class=(kind.class()) {
                    rect.stripe x=(x) y="2" width="12" height="12" rx="3" {}
                    text x=(x + 18.0) y="8.5" { (kind.words()) }
                }
            }
            (signs(x + 8.0))
        }
    }
}

/// The ends of lines.
fn signs(x: f64) -> Markup {
    let end = x + 40.0;
    html! {
        g.line {
            path d={ "M" (x) " 8H" (end) } {}
            path d={ "M" (x + 7.0) " 3v10" } {}
            path d={ "M" (end) " 2L" (end - 11.0) " 8L" (end) " 14" } {}
        }
        text x=(end + 10.0) y="8.5" { "one to many" }
        g.line {
            path d={ "M" (end + 110.0) " 8H" (end + 150.0) } {}
            path d={ "M" (end + 117.0) " 3v10M" (end + 143.0) " 3v10" } {}
            circle cx=(end + 124.0) cy="8" r="3.5" {}
        }
        text x=(end + 160.0) y="8.5" { "none or one to one" }
    }
}

fn draw_card(
    database: &Database,
    card: &Card,
    (x, y): (f64, f64),
    table: &Table,
    links: Links,
) -> Markup {
    let name = table.name.to_sql();
    let href = table_link(table, links);
    let comment = table.comment.as_ref().map(|comment| comment.as_str());
    let bottom = HEAD + ROW * count(card.rows.len());
    html! {
        g.card.(card.kind.class()) id=(table_id(table)) transform={ "translate(" (x) " " (y) ")" } {
            title { (visible(&name)) @if let Some(comment) = comment { ": " (visible(comment)) } }
            rect.box width=(card.width) height=(card.height) rx="7" {}
            path.head d={ "M0 " (HEAD) "V7a7 7 0 0 1 7-7H" (card.width - 7.0) "a7 7 0 0 1 7 7V" (HEAD) "z" } {}
            path.stripe d={ "M0 5.5V7a7 7 0 0 1 7-7H" (card.width - 7.0) "a7 7 0 0 1 7 7V5.5q0-2.5-2.5-2.5H2.5q-2.5 0-2.5 2.5z" } {}
            a href=(href) { text.name x="12" y=(HEAD / 2.0 + 2.0) { (card.title) } }
            @for (place, row) in card.rows.iter().enumerate() {
                (draw_row(database, card, row, HEAD + ROW * count(place), links))
            }
            @if card.more > 0 {
                text.more x=(INDENT) y=(bottom + ROW / 2.0) { "… " (card.more) " more" }
            }
        }
    }
}

fn draw_row(database: &Database, card: &Card, row: &Row, y: f64, links: Links) -> Markup {
    let middle = y + ROW / 2.0 + FOOT / 6.0;
    let target = row.link.and_then(|link| database.tables.get(link));
    let class = match row.mark {
        Some("PK") => "mark pk",
        _ => "mark",
    };
    html! {
        g {
            title { (row.title) }
            @if y > HEAD { path.rule d={ "M8 " (y) "H" (card.width - 8.0) } {} }
            @if let Some(mark) = row.mark { text class=(class) x="11" y=(middle) { (mark) } }
            text.key[row.mark == Some("PK")] x=(INDENT) y=(middle) { (row.name) }
            @if let Some(target) = target {
                a href=(table_link(target, links)) {
                    text.link x=(row.link_at()) y=(middle) { "→" (row.link_name) }
                }
            }
            text.type x=(card.width - 12.0) y=(middle) { (row.data_type) }
        }
    }
}

/// The lines of each key together: where they part, none of them is cut off by the edge that sets
/// another apart from what it crosses.
fn by_key<'a>(lines: &'a [Line<'a>]) -> Vec<Vec<&'a Line<'a>>> {
    let mut keys: BTreeMap<_, Vec<&Line<'_>>> = BTreeMap::new();
    for line in lines {
        let key = (
            line.relation.parent,
            line.relation.key.referenced_columns.as_slice(),
        );
        keys.entry(key).or_default().push(line);
    }
    keys.into_values().collect()
}

fn draw_line(database: &Database, line: &Line<'_>) -> Markup {
    let path = path(line);
    let relation = &line.relation;
    let table = |place: usize| database.tables.get(place).map(|table| table.name.to_sql());
    let title = format!(
        "{} ({}) → {} ({})",
        table(relation.child).unwrap_or_default(),
        names(&relation.key.columns),
        table(relation.parent).unwrap_or_default(),
        names(&relation.key.referenced_columns),
    );
    let toward = |right: bool| if right { 1.0 } else { -1.0 };
    let (x, y) = line.child;
    let child = toward(line.child_right);
    let foot = match relation.unique {
        true => format!("M{} {}v10", x + 7.0 * child, y - 5.0),
        false => format!("M{x} {}L{} {y}L{x} {}", y - 6.0, x + 11.0 * child, y + 6.0),
    };
    let (end_x, end_y) = line.parent;
    let parent = toward(line.parent_right);
    let ends = [relation.parent, relation.child].map(|place| {
        let table = database.tables.get(place);
        table.map(table_id).unwrap_or_default()
    });
    html! {
        g.line data-ends=(ends.join(" ")) {
            title { (visible(&title)) }
            path d=(path) {}
            path d=(foot) {}
            path d={ "M" (end_x + 7.0 * parent) " " (end_y - 5.0) "v10" } {}
            @if relation.optional { circle cx=(end_x + 14.0 * parent) cy=(end_y) r="3.5" {} }
        }
    }
}

/// The way from the table that is referred to, past other columns, to the one that refers.
fn path(line: &Line<'_>) -> String {
    // So far it goes straight on before it bends, for the signs at its ends.
    const STRAIGHT: f64 = 20.0;
    let (x, y) = line.parent;
    let (end_x, end_y) = line.child;
    if line.parent_right == line.child_right && line.lanes.is_empty() {
        let out = x.max(end_x) + 36.0;
        return format!("M{x} {y}C{out} {y} {out} {end_y} {end_x} {end_y}");
    }
    let toward = if line.parent_right { 1.0 } else { -1.0 };
    let mut path = format!("M{x} {y}H{}", x + STRAIGHT * toward);
    let (mut x, mut y) = (x + STRAIGHT * toward, y);
    let last = (end_x - STRAIGHT * toward, end_x, end_y);
    for &(enter, leave, height) in line.lanes.iter().chain([&last]) {
        let middle = (x + enter) / 2.0;
        path.push_str(&format!(
            "C{middle} {y} {middle} {height} {enter} {height}H{leave}"
        ));
        (x, y) = (leave, height);
    }
    path
}

fn names(columns: &[Identifier]) -> String {
    let columns: Vec<String> = columns.iter().map(ToSql::to_sql).collect();
    columns.join(", ")
}

fn table_id(table: &Table) -> String {
    anchor(
        "card",
        &[table.name.schema().as_str(), table.name.name().as_str()],
    )
}

fn table_link(table: &Table, links: Links) -> String {
    let kind = match links {
        Links::Cards => "#card",
        #[cfg(feature = "dictionary")]
        Links::Sections => "#table",
    };
    anchor(
        kind,
        &[table.name.schema().as_str(), table.name.name().as_str()],
    )
}
