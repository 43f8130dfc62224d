use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// An order in which what is needed comes first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// The positions, in order.
    pub(super) order: Vec<usize>,
    /// Those that were put before something that they need, since they stand in a circle.
    pub(super) broken: BTreeSet<usize>,
}

/// Orders `count` things by what `needs(dependent, needed)` says.
pub(super) fn by_dependency(count: usize, needs: impl Fn(usize, usize) -> bool) -> Order {
    let needed = (0..count)
        .map(|dependent| {
            (0..count)
                .filter(|needed| *needed != dependent && needs(dependent, *needed))
                .collect()
        })
        .collect();
    by_lists(needed)
}

/// Orders things by lists of what each needs. Among those that could come next the one with the
/// lowest position does, so that the order depends on nothing else; a circle is broken at its
/// lowest position.
pub(super) fn by_lists(needed: Vec<BTreeSet<usize>>) -> Order {
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
}
