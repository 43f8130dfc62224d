use super::group::group_has_column;
use super::message::Message;
use super::{ColumnEntry, GroupDef};

/// PostgreSQL's names have no more bytes.
const LONGEST_NAME: usize = 63;

/// The message about a name that is no column of a struct with flattened groups.
///
/// Only a constant sees into the groups.
#[doc(hidden)]
#[derive(Debug)]
pub struct UnknownColumn(Message);

impl UnknownColumn {
    /// What is said of the name, if it isn't found: `text`, and the name that was meant, which is
    /// `nearest` of the struct itself or one of the groups.
    #[must_use]
    pub const fn new(
        groups: &[&GroupDef],
        name: &str,
        text: &str,
        nearest: Option<&'static str>,
    ) -> Self {
        if group_has_column(groups, name) {
            return Self(Message::new());
        }
        let mut candidates = Nearest::of(name);
        if let Some(nearest) = nearest {
            candidates.look_at(nearest);
        }
        let mut next = 0;
        while next < groups.len() {
            candidates.look_into(groups[next].columns);
            next += 1;
        }
        let message = Message::new().with(text);
        Self(match candidates.found {
            Some(found) => message.with("; did you mean `").with(found).with("`?"),
            None => message.with("; neither the struct nor its groups have one"),
        })
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &str {
        self.0.text()
    }
}

/// The candidate that a mistyped name most likely means: `pgschema_syntax::names::nearest` for
/// constants, byte by byte.
struct Nearest<'a> {
    name: &'a [u8],
    found: Option<&'static str>,
    distance: usize,
}

impl<'a> Nearest<'a> {
    const fn of(name: &'a str) -> Self {
        Self {
            name: name.as_bytes(),
            found: None,
            distance: usize::MAX,
        }
    }

    const fn look_into(&mut self, columns: &[ColumnEntry]) {
        let mut next = 0;
        while next < columns.len() {
            match &columns[next] {
                ColumnEntry::Column(column) => self.look_at(column.name),
                ColumnEntry::Group(_, group) => self.look_into(group.columns),
            }
            next += 1;
        }
    }

    const fn look_at(&mut self, candidate: &'static str) {
        let bytes = candidate.as_bytes();
        if self.name.len() > LONGEST_NAME || bytes.len() > LONGEST_NAME {
            return;
        }
        let longer = if self.name.len() > bytes.len() {
            self.name.len()
        } else {
            bytes.len()
        };
        let third = if longer < 3 { 1 } else { longer / 3 };
        let limit = if third < longer {
            third
        } else {
            longer.saturating_sub(1)
        };
        let distance = distance(self.name, bytes);
        if distance <= limit && distance < self.distance {
            self.distance = distance;
            self.found = Some(candidate);
        }
    }
}

/// The restricted Damerau-Levenshtein distance of two names, whatever their case, row by row.
const fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before_previous = [0; LONGEST_NAME + 1];
    let mut previous = [0; LONGEST_NAME + 1];
    let mut j = 0;
    while j <= b.len() {
        previous[j] = j;
        j += 1;
    }
    let mut i = 0;
    while i < a.len() {
        let mut current = [0; LONGEST_NAME + 1];
        current[0] = i + 1;
        let mut j = 0;
        while j < b.len() {
            let is_same = a[i].eq_ignore_ascii_case(&b[j]);
            let mut best = previous[j] + if is_same { 0 } else { 1 };
            best = min(best, min(previous[j + 1], current[j]) + 1);
            if i > 0
                && j > 0
                && a[i].eq_ignore_ascii_case(&b[j - 1])
                && a[i - 1].eq_ignore_ascii_case(&b[j])
            {
                best = min(best, before_previous[j - 1] + 1);
            }
            current[j + 1] = best;
            j += 1;
        }
        before_previous = previous;
        previous = current;
        i += 1;
    }
    previous[b.len()]
}

const fn min(left: usize, right: usize) -> usize {
    if left < right { left } else { right }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::define::ColumnDef;

    const fn column(name: &'static str) -> ColumnEntry {
        ColumnEntry::Column(ColumnDef {
            name,
            ..ColumnDef::EMPTY
        })
    }

    const TIMES: &GroupDef = &GroupDef {
        rust: "Times",
        file: "",
        columns: &[column("created_at"), column("deleted_at")],
    };
    const OUTER: &GroupDef = &GroupDef {
        rust: "Outer",
        file: "",
        columns: &[column("note"), ColumnEntry::Group("times", TIMES)],
    };

    fn message(name: &str, nearest: Option<&'static str>) -> String {
        UnknownColumn::new(&[OUTER], name, "no", nearest)
            .text()
            .to_owned()
    }

    #[test]
    fn the_nearest_name_of_all_is_suggested() {
        assert_eq!(message("deletd_at", None), "no; did you mean `deleted_at`?");
        assert_eq!(message("nots", Some("not")), "no; did you mean `not`?");
        assert_eq!(message("notez", Some("noise")), "no; did you mean `note`?");
        assert_eq!(
            message("size", None),
            "no; neither the struct nor its groups have one"
        );
        assert_eq!(message("created_at", None), "");
    }

    #[test]
    fn names_are_as_near_as_in_messages_of_the_derive() {
        let names = ["created_at", "deleted_at", "note"];
        for name in [
            "creatd_at",
            "Deleted_At",
            "ntoe",
            "n",
            "",
            "nt",
            "created",
            "at",
            "döleted_at",
        ] {
            let nearest = pgschema_syntax::names::nearest(name, names);
            let mut candidates = Nearest::of(name);
            candidates.look_into(OUTER.columns);
            assert_eq!(candidates.found, nearest, "{name}");
        }
    }
}
