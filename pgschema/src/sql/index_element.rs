use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Collation, Expr, Identifier, OperatorClass, ToSql, Writer};
use crate::define::{NullsOrder, SortOrder};

/// An element of the key of an index, or of an
/// [exclusion constraint](super::ConstraintKind::Exclude).
///
/// ```
/// use pgschema::define::{NullsOrder, SortOrder};
/// use pgschema::sql::{Expr, Identifier, IndexElement, OperatorClass};
///
/// let newest = IndexElement::column(Identifier::new("created_at")?)
///     .order(SortOrder::Desc)
///     .nulls(NullsOrder::Last);
/// assert_eq!(newest.to_string(), "created_at DESC NULLS LAST");
///
/// let prefix = IndexElement::expression(Expr::sql("lower(email)")?)
///     .operator_class(OperatorClass::Named(Identifier::new("text_pattern_ops")?));
/// assert_eq!(prefix.to_string(), "(lower(email)) text_pattern_ops");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE INDEX.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexElement {
    key: Key,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    collation: Option<Box<Collation>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operator_class: Option<Box<OperatorClass>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<SortOrder>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nulls: Option<NullsOrder>,
}

/// What an element of an index is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Key {
    Column(Identifier),
    Expression(Expr),
}

impl IndexElement {
    /// A column.
    #[must_use]
    pub const fn column(column: Identifier) -> Self {
        Self::new(Key::Column(column))
    }

    /// An expression, which may depend on nothing but the row.
    #[must_use]
    pub const fn expression(expression: Expr) -> Self {
        Self::new(Key::Expression(expression))
    }

    const fn new(key: Key) -> Self {
        Self {
            key,
            collation: None,
            operator_class: None,
            order: None,
            nulls: None,
        }
    }

    /// How its texts are compared.
    #[must_use]
    pub fn collation(mut self, collation: Collation) -> Self {
        self.collation = Some(Box::new(collation));
        self
    }

    /// Which operators it serves.
    #[must_use]
    pub fn operator_class(mut self, class: OperatorClass) -> Self {
        self.operator_class = Some(Box::new(class));
        self
    }

    /// Its direction.
    #[must_use]
    pub fn order(mut self, order: SortOrder) -> Self {
        self.order = Some(order);
        self
    }

    /// Where NULLs stand: last by default, or first in descending order.
    #[must_use]
    pub fn nulls(mut self, nulls: NullsOrder) -> Self {
        self.nulls = Some(nulls);
        self
    }

    /// Whether it is a column and nothing else is said but its order.
    #[cfg(feature = "postgres")]
    pub(crate) const fn is_plain(&self) -> bool {
        self.as_column().is_some() && self.collation.is_none() && self.operator_class.is_none()
    }

    /// Its order, and where NULLs are.
    #[cfg(feature = "postgres")]
    pub(crate) const fn sorting(&self) -> (Option<SortOrder>, Option<NullsOrder>) {
        (self.order, self.nulls)
    }

    /// The column, if it is one.
    #[must_use]
    pub const fn as_column(&self) -> Option<&Identifier> {
        match &self.key {
            Key::Column(column) => Some(column),
            Key::Expression(_) => None,
        }
    }

    /// The expression, if it is one.
    #[must_use]
    pub const fn as_expression(&self) -> Option<&Expr> {
        match &self.key {
            Key::Expression(expression) => Some(expression),
            Key::Column(_) => None,
        }
    }

    /// Whether it says in which order its values or NULLs stand.
    pub(crate) const fn is_ordered(&self) -> bool {
        self.order.is_some() || self.nulls.is_some()
    }

    /// Whether it says which operators it serves.
    pub(crate) const fn has_operator_class(&self) -> bool {
        self.operator_class.is_some()
    }

    /// Whether it says how its texts are compared.
    pub(crate) const fn has_collation(&self) -> bool {
        self.collation.is_some()
    }
}

impl ToSql for IndexElement {
    fn write(&self, out: &mut Writer) {
        match &self.key {
            Key::Column(column) => column.write(out),
            Key::Expression(expression) => {
                out.push("(");
                expression.write(out);
                out.push(")");
            }
        }
        write_after_space(self.collation.as_ref(), out);
        write_after_space(self.operator_class.as_ref(), out);
        write_after_space(self.order.as_ref(), out);
        write_after_space(self.nulls.as_ref(), out);
    }
}

fn write_after_space(part: Option<&impl ToSql>, out: &mut Writer) {
    if let Some(part) = part {
        out.push(" ");
        part.write(out);
    }
}

display_as_sql!(IndexElement);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::IdentifierError;

    #[test]
    fn the_parts_stand_in_the_order_of_the_grammar() -> Result<(), IdentifierError> {
        let element = IndexElement::column(Identifier::new("Name")?)
            .nulls(NullsOrder::First)
            .order(SortOrder::Asc)
            .operator_class(OperatorClass::Named(Identifier::new("text_ops")?))
            .collation(Collation::Named(Identifier::new("C")?));
        let expected = "\"Name\" COLLATE \"C\" text_ops ASC NULLS FIRST";
        assert_eq!(element.to_sql(), expected);
        Ok(())
    }

    #[test]
    fn what_is_not_said_is_not_in_the_snapshot() -> Result<(), Box<dyn std::error::Error>> {
        let element = IndexElement::column(Identifier::new("a")?);
        let json = serde_json::to_string(&element)?;
        assert_eq!(json, r#"{"key":{"column":"a"}}"#);
        assert_eq!(serde_json::from_str::<IndexElement>(&json)?, element);
        Ok(())
    }
}
