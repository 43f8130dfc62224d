//! Indexes, beside those that constraints have.

use super::{Model, names, set, set_kept, set_printed, set_some, storage};
use crate::define::{NullsOrder, SortOrder};
use crate::model::Table;
use crate::sql::IndexElement;
use crate::verify::compare::object::{Object, Part};

impl Model<'_> {
    pub(super) fn indexes(&mut self, table: &Table, object: &Object) {
        for index in &table.indexes {
            let part = object.part(Part::Index(index.name.as_str().to_owned()));
            let printed = self.printed.and_then(|it| it.expressions(&part));
            let attributes = self.facts.add(part);
            set(attributes, "method", index.method.as_str());
            if index.unique {
                set(attributes, "unique", "UNIQUE");
            }
            if index.nulls_not_distinct {
                set(attributes, "nulls", "NULLS NOT DISTINCT");
            }
            let plain: Option<Vec<String>> = index.elements.iter().map(plain).collect();
            match plain {
                Some(elements) => set(attributes, "key", elements.join(", ")),
                None => set_kept(attributes, "key", printed.map(|it| &it.0)),
            }
            if !index.include.is_empty() {
                set(attributes, "include", names(&index.include));
            }
            set_printed(
                attributes,
                "predicate",
                index.predicate.as_ref(),
                printed.map(|it| &it.1),
            );
            set_some(attributes, "storage parameters", storage(&index.storage));
        }
    }
}

/// An element that needs no server to be written as one does.
fn plain(element: &IndexElement) -> Option<String> {
    let column = element.as_column().filter(|_| element.is_plain())?;
    let mut text = column.as_str().to_owned();
    let (order, nulls) = element.sorting();
    let is_descending = order == Some(SortOrder::Desc);
    if is_descending {
        text.push_str(" DESC");
    }
    match nulls {
        Some(NullsOrder::First) if !is_descending => text.push_str(" NULLS FIRST"),
        Some(NullsOrder::Last) if is_descending => text.push_str(" NULLS LAST"),
        _ => {}
    }
    Some(text)
}
