//! Where the cards stand, and which way the lines between them go.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::card::Card;
use super::ranks::{Ranked, ranked};
use super::relation::{Relation, relations};
use super::skyline::Skyline;
use crate::model::Database;
use crate::sql::Identifier;

/// A table that more tables than this refer to gets no lines: they would cover everything else.
const HUB: usize = 8;
/// So many tables stand in one group at most, so that each group can be taken in at a glance, and
/// the time that a large database takes grows with its tables.
const GROUP: usize = 36;

/// Between two columns of a group, and between two groups.
const BETWEEN: f64 = 96.0;
const GAP: f64 = 44.0;

pub(super) struct Layout<'a> {
    pub(super) cards: Vec<Card>,
    /// The upper left corner of each card.
    pub(super) corners: Vec<(f64, f64)>,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A foreign key that is drawn.
pub(super) struct Line<'a> {
    pub(super) relation: Relation<'a>,
    /// Where it leaves the table that is referred to, and whether to the right.
    pub(super) parent: (f64, f64),
    pub(super) parent_right: bool,
    /// Where it reaches the table that refers.
    pub(super) child: (f64, f64),
    pub(super) child_right: bool,
    /// The columns that it passes by, from parent to child: both edges, and at what height.
    pub(super) lanes: Vec<(f64, f64, f64)>,
}

pub(super) fn layout(database: &Database) -> Layout<'_> {
    let relations = relations(database);
    let tables = &database.tables;
    let hubs = hubs(tables.len(), &relations);
    let (group_of, groups) = groups(tables.len(), &relations, &hubs);
    let drawn = |relation: &&Relation<'_>| {
        group_of.get(relation.child) == group_of.get(relation.parent)
            && !hubs.contains(&relation.parent)
    };
    let (lines, links): (Vec<Relation<'_>>, Vec<Relation<'_>>) =
        relations.iter().partition(|relation| drawn(relation));
    let mut cards = Card::all(database, &links);

    let mut of_group: BTreeMap<usize, Vec<Relation<'_>>> = BTreeMap::new();
    for line in lines {
        let group = group_of.get(line.child).copied().unwrap_or_default();
        of_group.entry(group).or_default().push(line);
    }
    let mut boxes: Vec<Group<'_>> = groups
        .iter()
        .enumerate()
        .map(|(group, members)| {
            let lines = of_group.remove(&group).unwrap_or_default();
            Group::new(members, lines, &mut cards)
        })
        .collect();
    boxes.sort_by(|one, other| {
        let height = other.height.total_cmp(&one.height);
        height.then(one.members.cmp(&other.members))
    });
    pack(boxes, cards)
}

/// The tables that too many others refer to. A table that refers to itself is no other.
fn hubs(count: usize, relations: &[Relation<'_>]) -> BTreeSet<usize> {
    let mut children: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); count];
    let others = relations.iter();
    for relation in others.filter(|relation| relation.child != relation.parent) {
        if let Some(children) = children.get_mut(relation.parent) {
            children.insert(relation.child);
        }
    }
    let hubs = children.iter().enumerate();
    let hubs = hubs.filter(|(_, children)| children.len() > HUB);
    hubs.map(|(table, _)| table).collect()
}

/// The group of each table, and the tables of each group: those that hang together, but not too
/// many of them.
fn groups(
    count: usize,
    relations: &[Relation<'_>],
    hubs: &BTreeSet<usize>,
) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); count];
    for relation in relations
        .iter()
        .filter(|relation| !hubs.contains(&relation.parent))
    {
        for (one, other) in [
            (relation.child, relation.parent),
            (relation.parent, relation.child),
        ] {
            near.get_mut(one)
                .into_iter()
                .for_each(|near| near.push(other));
        }
    }
    let mut group_of: Vec<Option<usize>> = vec![None; count];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for start in 0..count {
        if group_of.get(start) != Some(&None) {
            continue;
        }
        let group = groups.len();
        let mut members = Vec::new();
        let mut open = VecDeque::from([start]);
        while let (Some(table), true) = (open.pop_front(), members.len() < GROUP) {
            let Some(free @ None) = group_of.get_mut(table) else {
                continue;
            };
            *free = Some(group);
            members.push(table);
            open.extend(near.get(table).into_iter().flatten());
        }
        members.sort_unstable();
        groups.push(members);
    }
    (
        group_of
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect(),
        groups,
    )
}

/// Tables that hang together, laid out by themselves.
struct Group<'a> {
    members: Vec<usize>,
    lines: Vec<Relation<'a>>,
    /// The line between two tables that each relation goes along.
    pairs: Vec<Option<usize>>,
    ranked: Ranked,
    /// The left edge and the width of each column.
    columns: Vec<(f64, f64)>,
    width: f64,
    height: f64,
}

impl<'a> Group<'a> {
    fn new(members: &[usize], lines: Vec<Relation<'a>>, cards: &mut [Card]) -> Self {
        let place = |table: usize| members.binary_search(&table).unwrap_or_default();
        let mut known: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut between: Vec<(usize, usize)> = Vec::new();
        let pairs = lines.iter().map(|line| {
            let (left, right) = (place(line.parent), place(line.child));
            if left == right {
                return None;
            }
            // Two keys between the same tables go the same way.
            let pair = (left.min(right), left.max(right));
            Some(*known.entry(pair).or_insert_with(|| {
                between.push((left, right));
                between.len() - 1
            }))
        });
        let pairs = pairs.collect();
        let heights: Vec<f64> = members
            .iter()
            .map(|table| cards.get(*table).map_or(0.0, |card| card.height))
            .collect();
        let ranked = ranked(&heights, &between);

        let last = ranked.rank.iter().copied().max().unwrap_or_default();
        let mut widths = vec![0.0_f64; last + 1];
        for (table, rank) in members.iter().zip(&ranked.rank) {
            if let (Some(width), Some(card)) = (widths.get_mut(*rank), cards.get(*table)) {
                *width = width.max(card.width);
            }
        }
        let mut left = 0.0;
        let columns: Vec<(f64, f64)> = widths
            .into_iter()
            .map(|width| {
                let column = (left, width);
                left += width + BETWEEN;
                column
            })
            .collect();
        for (table, rank) in members.iter().zip(&ranked.rank) {
            if let (Some(card), Some((_, width))) = (cards.get_mut(*table), columns.get(*rank)) {
                card.width = *width;
            }
        }
        // A key to the table itself is a bow on its right.
        let bow = lines.iter().any(|line| line.parent == line.child);
        Self {
            members: members.to_vec(),
            width: left - BETWEEN + if bow { 40.0 } else { 0.0 },
            height: ranked.height,
            lines,
            pairs,
            ranked,
            columns,
        }
    }
}

/// Puts groups where they fit highest, in a picture that is a little wider than it is high.
fn pack(groups: Vec<Group<'_>>, cards: Vec<Card>) -> Layout<'_> {
    let area: f64 = groups
        .iter()
        .map(|group| (group.width + GAP) * (group.height + GAP))
        .sum();
    let widest = groups.iter().map(|group| group.width).fold(0.0, f64::max);
    let limit = (area * 1.6).sqrt().max(widest).max(720.0);
    let mut skyline = Skyline::new(limit + GAP);
    let mut layout = Layout {
        corners: vec![(0.0, 0.0); cards.len()],
        cards,
        lines: Vec::new(),
        width: 0.0,
        height: 0.0,
    };
    for group in groups {
        let (x, y) = skyline.place(group.width + GAP, group.height + GAP);
        layout.width = layout.width.max(x + group.width);
        layout.height = layout.height.max(y + group.height);
        layout.add(&group, (x, y));
    }
    layout
}

impl<'a> Layout<'a> {
    fn add(&mut self, group: &Group<'a>, (x, y): (f64, f64)) {
        let places = group.ranked.rank.iter().zip(&group.ranked.top);
        for (table, (rank, top)) in group.members.iter().zip(places) {
            let left = group.columns.get(*rank).map_or(0.0, |(left, _)| *left);
            if let Some(corner) = self.corners.get_mut(*table) {
                *corner = ((x + left).round(), (y + top).round());
            }
        }
        for (relation, pair) in group.lines.iter().zip(&group.pairs) {
            let lanes = pair.and_then(|pair| group.ranked.lanes.get(pair));
            let lanes = lanes.map_or(&[][..], Vec::as_slice);
            if let Some(line) = self.line(group, relation, lanes, (x, y)) {
                self.lines.push(line);
            }
        }
    }

    fn line(
        &self,
        group: &Group<'a>,
        relation: &Relation<'a>,
        lanes: &[f64],
        (x, y): (f64, f64),
    ) -> Option<Line<'a>> {
        let (referring, referenced) = relation.principal();
        let rank = |table: usize| {
            let place = group.members.binary_search(&table).ok()?;
            group.ranked.rank.get(place).copied()
        };
        let (parent_rank, child_rank) = (rank(relation.parent)?, rank(relation.child)?);
        // A key of the table itself leaves and comes back on the right.
        let parent_right = parent_rank <= child_rank;
        let child_right = parent_rank >= child_rank;
        let port = |table: usize, column: Option<&Identifier>, right: bool| {
            let (left, top) = *self.corners.get(table)?;
            let card = self.cards.get(table)?;
            let below = card.height_of(column);
            let side = if right { left + card.width } else { left };
            Some((side, top + below))
        };
        let first = parent_rank.min(child_rank) + 1;
        let mut lanes: Vec<(f64, f64, f64)> = lanes
            .iter()
            .zip(group.columns.get(first..).unwrap_or_default())
            .map(|(lane, (left, width))| (x + left, x + left + width, (y + lane).round()))
            .collect();
        if !parent_right {
            lanes.reverse();
            for lane in &mut lanes {
                (lane.0, lane.1) = (lane.1, lane.0);
            }
        }
        Some(Line {
            relation: *relation,
            parent: port(relation.parent, referenced, parent_right)?,
            parent_right,
            child: port(relation.child, referring, child_right)?,
            child_right,
            lanes,
        })
    }
}
