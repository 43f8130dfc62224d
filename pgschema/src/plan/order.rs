use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};

/// An order in which what is needed comes first.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// The positions, in order.
    pub(crate) order: Vec<usize>,
    /// Those that were put before something that they need, since they stand in a circle.
    pub(crate) broken: BTreeSet<usize>,
}

/// Orders things by lists of what each needs. Among those that could come next the one with the
/// lowest position does, so that the order depends on nothing else; a circle is broken at its
/// lowest position.
pub(crate) fn by_lists(needed: Vec<BTreeSet<usize>>) -> Order {
    let count = needed.len();
    let mut needed = needed;
    let mut dependents = vec![Vec::new(); count];
    for (dependent, list) in needed.iter_mut().enumerate() {
        list.retain(|position| *position < count && *position != dependent);
        for position in list.iter() {
            if let Some(dependents) = dependents.get_mut(*position) {
                dependents.push(dependent);
            }
        }
    }
    let is_free = |list: &BTreeSet<usize>| list.is_empty();
    let (free, waiting): (Vec<usize>, Vec<usize>) =
        (0..count).partition(|position| needed.get(*position).is_some_and(is_free));
    let mut free: BinaryHeap<Reverse<usize>> = free.into_iter().map(Reverse).collect();
    let mut waiting = BTreeSet::from_iter(waiting);
    let mut order = Vec::with_capacity(count);
    let mut broken = BTreeSet::new();
    loop {
        let next = match free.pop() {
            Some(Reverse(next)) => next,
            None => match lowest_of_a_circle(&waiting, &needed) {
                Some(next) => {
                    waiting.remove(&next);
                    broken.insert(next);
                    next
                }
                None => break,
            },
        };
        order.push(next);
        for dependent in dependents.get(next).into_iter().flatten() {
            if let Some(list) = needed.get_mut(*dependent) {
                list.remove(&next);
                if list.is_empty() && waiting.remove(dependent) {
                    free.push(Reverse(*dependent));
                }
            }
        }
    }
    Order { order, broken }
}

/// The circles, each from its lowest position on, what is needed after what needs it. Of circles
/// that share a position it is one.
pub(crate) fn circles(needed: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let needs_itself = |position: &usize| {
        let list = needed.get(*position);
        list.is_some_and(|list| list.contains(position))
    };
    let mut found: Vec<Vec<usize>> = (0..needed.len())
        .filter(needs_itself)
        .map(|position| vec![position])
        .collect();
    for start in by_lists(needed.to_vec()).broken {
        if found.iter().any(|circle| circle.contains(&start)) {
            continue;
        }
        found.extend(circle_from(start, needed));
    }
    found
}

/// The shortest way from a position to itself.
fn circle_from(start: usize, needed: &[BTreeSet<usize>]) -> Option<Vec<usize>> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(current) = next.pop_front() {
        for position in needed.get(current).into_iter().flatten() {
            if *position == start {
                let mut circle = vec![current];
                let mut at = current;
                while let Some(previous) = before.get(&at).filter(|_| at != start) {
                    circle.push(*previous);
                    at = *previous;
                }
                circle.reverse();
                return Some(circle);
            }
            if *position != current && !before.contains_key(position) {
                before.insert(*position, current);
                next.push_back(*position);
            }
        }
    }
    None
}

/// The lowest position of a circle that the lowest waiting one stands in or leads to.
fn lowest_of_a_circle(waiting: &BTreeSet<usize>, needed: &[BTreeSet<usize>]) -> Option<usize> {
    let mut path: Vec<usize> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut current = *waiting.first()?;
    while seen.insert(current) {
        path.push(current);
        let next = needed
            .get(current)
            .and_then(|list| list.intersection(waiting).next().copied());
        match next {
            Some(next) => current = next,
            None => break,
        }
    }
    let start = path.iter().position(|position| *position == current)?;
    path.get(start..)?.iter().min().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(lists: &[&[usize]]) -> Vec<BTreeSet<usize>> {
        lists
            .iter()
            .map(|list| list.iter().copied().collect())
            .collect()
    }

    #[test]
    fn what_is_needed_comes_first_and_else_the_lowest() {
        let order = by_lists(lists(&[&[2], &[], &[3], &[]]));
        assert_eq!(order.order, [1, 3, 2, 0]);
        assert!(order.broken.is_empty());
    }

    #[test]
    fn a_circle_is_broken_at_its_lowest_and_the_rest_follows() {
        // 0 waits for the circle of 1 and 2, and stands in none.
        let order = by_lists(lists(&[&[2], &[2], &[1]]));
        assert_eq!(order.order, [1, 2, 0]);
        assert_eq!(order.broken, BTreeSet::from([1]));
    }

    #[test]
    fn a_thing_that_needs_itself_waits_for_nothing() {
        assert_eq!(by_lists(lists(&[&[0]])).order, [0]);
    }

    #[test]
    fn every_circle_is_found_in_the_order_of_its_needs() {
        let needed = lists(&[&[2], &[1], &[3, 1], &[0, 4], &[]]);
        assert_eq!(circles(&needed), [vec![1], vec![0, 2, 3]]);
        assert!(circles(&lists(&[&[1, 2], &[2], &[]])).is_empty());
    }
}
