use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Collation, DataType, Expr, Identifier, ToSql, Writer};
use crate::define::{Compression, GeneratedKind, IdentityKind, Storage};

/// A column in [`CreateTable`](super::CreateTable).
///
/// ```
/// use pgschema::define::{BuiltinType, GeneratedKind, IdentityKind};
/// use pgschema::sql::{ColumnDefinition, Expr, Identifier};
///
/// let column = |name, data_type: BuiltinType| -> Result<_, pgschema::sql::IdentifierError> {
///     Ok(ColumnDefinition::new(Identifier::new(name)?, data_type.into()))
/// };
/// let created_at = column("created_at", BuiltinType::TimestampTz)?;
/// assert_eq!(
///     created_at.not_null().default(Expr::sql("now()")?).to_string(),
///     "created_at timestamptz NOT NULL DEFAULT (now())"
/// );
/// let number = column("number", BuiltinType::Bigint)?;
/// assert_eq!(
///     number.identity(IdentityKind::Always, Some(1000), None).to_string(),
///     "number bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000)"
/// );
/// let key = column("email_key", BuiltinType::Text)?;
/// assert_eq!(
///     key.generated(GeneratedKind::Stored, Expr::sql("lower(email)")?).to_string(),
///     "email_key text GENERATED ALWAYS AS (lower(email)) STORED"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A column has at most one of a default, a generated value and an identity.
///
/// PostgreSQL manual: CREATE TABLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnDefinition {
    name: Identifier,
    data_type: DataType,
    not_null: bool,
    default: Option<Expr>,
    generated: Option<Box<Generated>>,
    identity: Option<Box<Identity>>,
    collation: Option<Box<Collation>>,
    storage: Option<Storage>,
    compression: Option<Compression>,
}

/// What a generated column is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generated {
    /// When.
    pub kind: GeneratedKind,
    /// From what.
    pub expression: Expr,
}

/// The sequence of an identity column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Who may give a value.
    pub kind: IdentityKind,
    /// The first value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<i64>,
    /// The step between values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub increment: Option<i64>,
}

/// A [`ColumnDefinition`] whose parts belong to somebody else.
#[derive(Clone, Copy)]
pub(crate) struct ColumnDefinitionRef<'a> {
    pub(crate) name: &'a Identifier,
    pub(crate) data_type: &'a DataType,
    pub(crate) not_null: bool,
    pub(crate) default: Option<&'a Expr>,
    pub(crate) generated: Option<&'a Generated>,
    pub(crate) identity: Option<&'a Identity>,
    pub(crate) collation: Option<&'a Collation>,
    pub(crate) storage: Option<Storage>,
    pub(crate) compression: Option<Compression>,
}

impl ColumnDefinition {
    /// A column that takes NULL, which it is when an INSERT doesn't say.
    #[must_use]
    pub const fn new(name: Identifier, data_type: DataType) -> Self {
        Self {
            name,
            data_type,
            not_null: false,
            default: None,
            generated: None,
            identity: None,
            collation: None,
            storage: None,
            compression: None,
        }
    }

    pub(super) fn borrowed(&self) -> ColumnDefinitionRef<'_> {
        ColumnDefinitionRef {
            name: &self.name,
            data_type: &self.data_type,
            not_null: self.not_null,
            default: self.default.as_ref(),
            generated: self.generated.as_deref(),
            identity: self.identity.as_deref(),
            collation: self.collation.as_deref(),
            storage: self.storage,
            compression: self.compression,
        }
    }

    /// Takes no NULL.
    #[must_use]
    pub fn not_null(mut self) -> Self {
        self.not_null = true;
        self
    }

    /// What it is when an INSERT doesn't say.
    #[must_use]
    pub fn default(mut self, default: Expr) -> Self {
        self.default = Some(default);
        self
    }

    /// What it is computed from, always ([`GeneratedKind::Virtual`]: PostgreSQL 18).
    #[must_use]
    pub fn generated(mut self, kind: GeneratedKind, expression: Expr) -> Self {
        self.generated = Some(Box::new(Generated { kind, expression }));
        self
    }

    /// The sequence that numbers it, where that starts and by how much it goes on.
    #[must_use]
    pub fn identity(
        mut self,
        kind: IdentityKind,
        start: Option<i64>,
        increment: Option<i64>,
    ) -> Self {
        self.identity = Some(Box::new(Identity {
            kind,
            start,
            increment,
        }));
        self
    }

    /// How its texts are compared.
    #[must_use]
    pub fn collation(mut self, collation: Collation) -> Self {
        self.collation = Some(Box::new(collation));
        self
    }

    /// Where large values are kept (PostgreSQL 16; before, see
    /// [`AlterTable::set_storage`](super::AlterTable::set_storage)).
    #[must_use]
    pub fn storage(mut self, storage: Storage) -> Self {
        self.storage = Some(storage);
        self
    }

    /// How large values are compressed.
    #[must_use]
    pub fn compression(mut self, compression: Compression) -> Self {
        self.compression = Some(compression);
        self
    }
}

impl From<ColumnDefinitionRef<'_>> for ColumnDefinition {
    fn from(column: ColumnDefinitionRef<'_>) -> Self {
        Self {
            name: column.name.clone(),
            data_type: column.data_type.clone(),
            not_null: column.not_null,
            default: column.default.cloned(),
            generated: column.generated.cloned().map(Box::new),
            identity: column.identity.copied().map(Box::new),
            collation: column.collation.cloned().map(Box::new),
            storage: column.storage,
            compression: column.compression,
        }
    }
}

impl ToSql for ColumnDefinition {
    fn write(&self, out: &mut Writer) {
        self.borrowed().write(out);
    }
}

impl ToSql for ColumnDefinitionRef<'_> {
    fn write(&self, out: &mut Writer) {
        self.name.write(out);
        out.push(" ");
        self.data_type.write(out);
        // The grammar wants these two before everything else, and in this order.
        if let Some(storage) = self.storage {
            out.push(" STORAGE ");
            storage.write(out);
        }
        if let Some(compression) = self.compression {
            out.push(" COMPRESSION ");
            compression.write(out);
        }
        if let Some(collation) = self.collation {
            out.push(" ");
            collation.write(out);
        }
        if self.not_null {
            out.push(" NOT NULL");
        }
        if let Some(default) = self.default {
            out.push(" DEFAULT ");
            default.write_default(out);
        }
        if let Some(generated) = self.generated {
            out.push(" GENERATED ALWAYS AS (");
            generated.expression.write(out);
            // The kind that is meant when none is written differs between versions.
            out.push(match generated.kind {
                GeneratedKind::Stored => ") STORED",
                GeneratedKind::Virtual => ") VIRTUAL",
            });
        }
        if let Some(identity) = self.identity {
            out.push(match identity.kind {
                IdentityKind::Always => " GENERATED ALWAYS AS IDENTITY",
                IdentityKind::ByDefault => " GENERATED BY DEFAULT AS IDENTITY",
            });
            write_sequence(identity.start, identity.increment, out);
        }
    }
}

/// Writes ` (START WITH … INCREMENT BY …)`, as far as it is said.
fn write_sequence(start: Option<i64>, increment: Option<i64>, out: &mut Writer) {
    let mut separator = " (";
    for (option, value) in [("START WITH ", start), ("INCREMENT BY ", increment)] {
        if let Some(value) = value {
            out.push(separator);
            out.push(option);
            out.push_display(value);
            separator = " ";
        }
    }
    if start.or(increment).is_some() {
        out.push(")");
    }
}

display_as_sql!(ColumnDefinition);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::define::BuiltinType;
    use crate::sql::{BinaryOperator, IdentifierError, Literal};

    fn column() -> Result<ColumnDefinition, IdentifierError> {
        Ok(ColumnDefinition::new(
            Identifier::new("a")?,
            BuiltinType::Text.into(),
        ))
    }

    #[test]
    fn the_clauses_stand_in_the_order_of_the_grammar() -> Result<(), IdentifierError> {
        let sql = column()?
            .default(Expr::Literal(Literal::Integer(-1)))
            .not_null()
            .collation(Collation::Named(Identifier::new("C")?))
            .compression(Compression::Pglz)
            .storage(Storage::External)
            .to_sql();
        let expected = "a text STORAGE EXTERNAL COMPRESSION pglz COLLATE \"C\" NOT NULL DEFAULT -1";
        assert_eq!(sql, expected);
        Ok(())
    }

    #[test]
    fn a_default_with_an_operator_stands_in_parentheses() -> Result<(), IdentifierError> {
        let one = || Expr::Literal(Literal::Integer(1));
        let sum = Expr::binary(one(), BinaryOperator::Equal, one());
        assert_eq!(column()?.default(sum).to_sql(), "a text DEFAULT (1 = 1)");
        Ok(())
    }

    #[test]
    fn a_sequence_has_the_options_that_are_said() -> Result<(), IdentifierError> {
        for (start, increment, expected) in [
            (None, None, ""),
            (Some(-5), None, " (START WITH -5)"),
            (None, Some(2), " (INCREMENT BY 2)"),
            (Some(1), Some(2), " (START WITH 1 INCREMENT BY 2)"),
        ] {
            let sql = column()?
                .identity(IdentityKind::ByDefault, start, increment)
                .to_sql();
            let all = format!("a text GENERATED BY DEFAULT AS IDENTITY{expected}");
            assert_eq!(sql, all);
        }
        Ok(())
    }
}
