use super::scope::Scope;
use crate::input::{Element, ElementKey, Index};
use crate::names;

impl Scope<'_> {
    /// `index(…)`.
    pub(super) fn index(&self, index: &Index) {
        for element in &index.elements {
            self.element(element, "index");
        }
        if index.unique.is_some() {
            // An operator class that is named may compare what the default one can't.
            let plain = index
                .elements
                .iter()
                .filter(|element| element.operator_class.is_none());
            for path in plain.filter_map(Element::column) {
                if let Some((field, column)) = self.find(path) {
                    self.can_be_unique(field, column, path.span());
                }
            }
        }
        for (field, column) in self.distinct_columns(&index.include) {
            self.looked_up(field, column, index.span, "index");
        }
        if let Some(predicate) = &index.predicate {
            self.expression(predicate, "index");
        }
        if let Some(span) = index.nulls_not_distinct
            && index.unique.is_none()
        {
            self.error(span, "`nulls_not_distinct` has no meaning without `unique`");
        }
        let method = index.method.as_ref().map_or("btree", |method| method.text);
        if let Some(span) = index.unique
            && method != "btree"
        {
            self.error(
                span,
                format!("an index by `{method}` can't be unique; `btree` can"),
            );
        }
        if matches!(method, "hash" | "spgist" | "hnsw" | "ivfflat") && index.elements.len() > 1 {
            self.error(
                index.span,
                format!("an index by `{method}` takes one column"),
            );
        }
        if let Some(path) = index.include.first()
            && !matches!(method, "btree" | "gist" | "spgist")
        {
            self.error(
                path.span(),
                format!(
                    "an index by `{method}` can't have columns beside its key (0A000): leave `include` out, or take \
                     `btree`"
                ),
            );
        }
        if method != "btree" {
            for element in &index.elements {
                for word in [&element.order, &element.nulls].into_iter().flatten() {
                    let message = format!(
                        "an index by `{method}` has no order, so `{}` has no meaning",
                        word.text
                    );
                    self.error(word.span, message);
                }
            }
        }
    }

    /// A column or an expression of an index or an exclusion constraint.
    pub(super) fn element(&self, element: &Element, place: &str) {
        match &element.key {
            ElementKey::Column(path) => {
                if let Some((field, column)) = self.column(path) {
                    self.looked_up(field, column, path.span(), place);
                }
            }
            ElementKey::Expression(expression) => self.expression(expression, place),
        }
        names::check_literal(self.context, element.collation.as_ref());
        names::check_literal(self.context, element.operator_class.as_ref());
    }
}
