use super::column::is_virtual;
use super::scope::Scope;
use crate::input::{Element, ElementKey, Index};
use crate::names;

impl Scope<'_> {
    /// `index(…)`.
    pub(super) fn index(&self, index: &Index) {
        for element in &index.elements {
            self.element(element, "index");
        }
        for (field, column) in self.distinct_columns(&index.include) {
            if is_virtual(column) {
                self.no_virtual(field, index.span, "index");
            }
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
        if method == "hash" && index.elements.len() > 1 {
            self.error(index.span, "an index by `hash` takes one column");
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
                if let Some((field, column)) = self.column(path)
                    && is_virtual(column)
                {
                    self.no_virtual(field, path.span(), place);
                }
            }
            ElementKey::Expression(expression) => self.expression(expression, place),
        }
        names::check_literal(self.context, element.collation.as_ref());
        names::check_literal(self.context, element.operator_class.as_ref());
    }
}
