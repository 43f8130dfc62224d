/// The candidate that a mistyped name most likely means.
///
/// The distance counts characters that are missing, too many or wrong, and neighbours that
/// changed places, whatever their case. A name may be wrong in about a third of its characters.
/// Among candidates at the same distance the first in alphabetical order is taken, so that the
/// answer does not depend on the order of the candidates.
///
/// ```
/// use pgschema_syntax::names::nearest;
///
/// assert_eq!(nearest("titel", ["id", "title", "created_at"]), Some("title"));
/// assert_eq!(nearest("colour", ["id", "title"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = letters(name);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters = letters(candidate);
            let longer = name.len().max(letters.len());
            let limit = (longer.max(3) / 3).min(longer.saturating_sub(1));
            if name.len().abs_diff(letters.len()) > limit {
                return None;
            }
            let distance = distance(&name, &letters);
            (distance <= limit).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn letters(name: &str) -> Vec<char> {
    name.chars()
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

/// The restricted Damerau-Levenshtein distance, row by row.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_previous = vec![0; b.len() + 1];
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    let mut current = vec![0; b.len() + 1];
    for i in 0..a.len() {
        current[0] = i + 1;
        for j in 0..b.len() {
            let replaced = previous[j] + usize::from(a[i] != b[j]);
            let removed = previous[j + 1] + 1;
            let added = current[j] + 1;
            current[j + 1] = replaced.min(removed).min(added);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                current[j + 1] = current[j + 1].min(before_previous[j - 1] + 1);
            }
        }
        std::mem::swap(&mut before_previous, &mut previous);
        std::mem::swap(&mut previous, &mut current);
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(a: &str, b: &str) -> usize {
        distance(&letters(a), &letters(b))
    }

    #[test]
    fn the_distance_counts_edits_and_neighbours_that_changed_places() {
        assert_eq!(between("", ""), 0);
        assert_eq!(between("", "abc"), 3);
        assert_eq!(between("abc", "abc"), 0);
        assert_eq!(between("abc", "abd"), 1);
        assert_eq!(between("abc", "ab"), 1);
        assert_eq!(between("abcd", "acbd"), 1);
        assert_eq!(between("kitten", "sitting"), 3);
        // The restricted distance edits no part twice.
        assert_eq!(between("ca", "abc"), 3);
    }

    #[test]
    fn the_closest_candidate_wins() {
        assert_eq!(
            nearest("tenant", ["tenants", "tenant_id", "tenan"]),
            Some("tenan")
        );
        assert_eq!(
            nearest("tennant_id", ["tenant_id", "tenant_ids"]),
            Some("tenant_id")
        );
    }

    #[test]
    fn ties_do_not_depend_on_the_order() {
        assert_eq!(nearest("cat", ["car", "bat"]), Some("bat"));
        assert_eq!(nearest("cat", ["bat", "car"]), Some("bat"));
    }

    #[test]
    fn case_does_not_count() {
        assert_eq!(nearest("tenantid", ["tenantId"]), Some("tenantId"));
    }

    #[test]
    fn a_name_with_nothing_in_common_is_no_answer() {
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest("status", ["id", "total_cents"]), None);
        assert_eq!(nearest("status", []), None);
    }
}
