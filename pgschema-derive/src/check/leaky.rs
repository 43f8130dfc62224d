use quote::ToTokens;

use super::judged::is_allowed;
use super::scope::{Condition, Scope};
use crate::input::{Allow, ColumnPath, ElementKey, Expression, FieldKind, Index, Table, TypeOf};

/// What is wrong with an index that no role under row-level security can use.
const USELESS: &str = "so below row-level security no WHERE of a role under the policies can use the index \
                       (100 to 670 times slower in measurements)";

/// The way out that leaves the index as it is.
const ALLOW: &str = "or, if only a SECURITY DEFINER function or a role that no policy binds uses it, say so on the \
                     struct with `#[pg(allow(leaky_index, reason = \"…\"))]`";

impl Scope<'_> {
    /// The indexes of a table with row-level security.
    ///
    /// PostgreSQL looks at a policy first and at a condition that may leak afterwards, unless every
    /// operator in it is LEAKPROOF; a condition of an index would come before. What is unique does
    /// its work all the same.
    pub(super) fn leaky_indexes(&self, keys: &Table) {
        let is_secured = keys.tenant.is_some() || keys.owner.is_some() || !keys.policies.is_empty();
        if !is_secured {
            return;
        }
        for index in keys.indexes.iter().filter(|index| index.unique.is_none()) {
            if !is_index_allowed(&keys.allows, index) {
                self.leaky_index(index);
            }
        }
    }

    /// An index of such a table.
    fn leaky_index(&self, index: &Index) {
        match &index.method {
            // They only give an order, for which nothing has to be LEAKPROOF.
            Some(method) if matches!(method.text, "hnsw" | "ivfflat") => return,
            Some(method) if matches!(method.text, "gin" | "gist" | "spgist") => {
                let message = format!(
                    "the operators of an index by `{}` aren't LEAKPROOF, {USELESS}: keep what is looked for in a \
                     column of its own and index that by `btree`; {ALLOW}",
                    method.text
                );
                self.error(method.span, message);
                return;
            }
            _ => {}
        }
        for element in &index.elements {
            match &element.key {
                ElementKey::Expression(expression) => self.leaky_expression(expression),
                ElementKey::Column(path) => self.leaky_column(path),
            }
        }
    }

    /// An expression in such an index.
    fn leaky_expression(&self, expression: &Expression) {
        let message = format!(
            "a function such as `lower` isn't LEAKPROOF, {USELESS}: keep the value in a column, \
             `#[pg(generated(stored = \"lower(email)\"))]`, and index that; {ALLOW}"
        );
        match expression {
            Expression::Sql(literal) => self.error(literal.span(), message),
            Expression::Closure(closure) => {
                self.context.error_on(closure.to_token_stream(), message)
            }
        }
    }

    /// A column in such an index.
    fn leaky_column(&self, path: &ColumnPath) {
        let message = format!(
            "comparisons of the type of `{path}` aren't LEAKPROOF, {USELESS}: take a type whose comparisons are, such \
             as `bigint` for an amount, `text` with a CHECK for an enum, or a generated column for a part of a \
             `jsonb`; {ALLOW}"
        );
        let Some(field) = self.fields.find(&path.first_name()) else {
            return;
        };
        let condition = match &field.kind {
            FieldKind::Column(column) if !is_allowed(&column.allows, "leaky_index") => {
                Condition::Fits("is_leakproof", TypeOf::new(field, column))
            }
            FieldKind::Group => {
                Condition::IsLeakproofInGroup(field.rust_type.tokens.clone(), path.behind_first())
            }
            FieldKind::Column(_) | FieldKind::Skipped => return,
        };
        self.assert(condition, path, message);
    }
}

/// Whether the rule is switched off for an index: for all of the table, or for this one by its name.
/// PostgreSQL's name for an index is the business of the library, so it may be any that is given.
fn is_index_allowed(allows: &[Allow], index: &Index) -> bool {
    allows.iter().any(|allow| {
        allow.rule == "leaky_index"
            && match (&allow.on, &index.name) {
                (Some(on), Some(name)) => on.value() == name.value(),
                _ => true,
            }
    })
}
