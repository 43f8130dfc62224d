use super::guard::write_guarded;
use super::{ColumnDefinition, Expr, Identifier, QualifiedName, TableConstraint, ToSql, Writer};
use crate::define::Storage;

/// `ALTER TABLE`: changes of a table that is there.
///
/// ```
/// use pgschema::sql::{AlterTable, QualifiedName};
///
/// let secure = AlterTable::new(QualifiedName::new("app", "documents")?)
///     .enable_row_level_security()
///     .force_row_level_security();
/// assert_eq!(
///     secure.to_string(),
///     "ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// Without a change nothing is written.
///
/// PostgreSQL manual: ALTER TABLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterTable {
    name: QualifiedName,
    actions: Vec<Action>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Action {
    AddColumn(Box<ColumnDefinition>),
    AddConstraint(TableConstraint),
    AddConstraintIfNotExists(TableConstraint),
    EnableRowLevelSecurity,
    ForceRowLevelSecurity,
    SetDefault(Identifier, Box<Expr>),
    SetStorage(Identifier, Storage),
    OwnerTo(Identifier),
}

impl AlterTable {
    /// A table, without changes yet.
    #[must_use]
    pub const fn new(name: QualifiedName) -> Self {
        Self {
            name,
            actions: Vec::new(),
        }
    }

    /// `ADD COLUMN`, behind the columns that are there.
    ///
    /// ```
    /// use pgschema::define::BuiltinType;
    /// use pgschema::sql::{AlterTable, ColumnDefinition, Identifier, QualifiedName};
    ///
    /// let column = ColumnDefinition::new(Identifier::new("note")?, BuiltinType::Text.into());
    /// let alter = AlterTable::new(QualifiedName::new("app", "documents")?).add_column(column);
    /// assert_eq!(alter.to_string(), "ALTER TABLE app.documents ADD COLUMN note text;");
    /// # Ok::<(), pgschema::sql::IdentifierError>(())
    /// ```
    #[must_use]
    pub fn add_column(self, column: ColumnDefinition) -> Self {
        self.action(Action::AddColumn(Box::new(column)))
    }

    /// `ALTER COLUMN … SET DEFAULT`: what a column is from now on when an INSERT doesn't say.
    ///
    /// ```
    /// use pgschema::sql::{AlterTable, Expr, Identifier, QualifiedName};
    ///
    /// let alter = AlterTable::new(QualifiedName::new("app", "documents")?)
    ///     .set_default(Identifier::new("created_at")?, Expr::sql("now()")?);
    /// assert_eq!(
    ///     alter.to_string(),
    ///     "ALTER TABLE app.documents ALTER COLUMN created_at SET DEFAULT (now());"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn set_default(self, column: Identifier, default: Expr) -> Self {
        self.action(Action::SetDefault(column, Box::new(default)))
    }

    /// `ADD CONSTRAINT`: the rows that are there are checked, while nobody can write.
    #[must_use]
    pub fn add_constraint(self, constraint: TableConstraint) -> Self {
        self.action(Action::AddConstraint(constraint))
    }

    /// `ADD CONSTRAINT`, where the table has none of the name; whatever that one asks for. It is a
    /// statement of its own, since ALTER TABLE has no `IF NOT EXISTS` for it.
    ///
    /// ```
    /// use pgschema::sql::{
    ///     AlterTable, ConstraintKind, Expr, Identifier, QualifiedName, TableConstraint,
    /// };
    ///
    /// let check = ConstraintKind::Check(Expr::sql("total_cents >= 0")?);
    /// let constraint = TableConstraint::new(Identifier::new("orders_total_check")?, check);
    /// let alter = AlterTable::new(QualifiedName::new("app", "orders")?);
    /// assert_eq!(
    ///     alter.add_constraint_if_not_exists(constraint).to_string(),
    ///     "DO $$
    /// BEGIN
    ///   IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint \
    ///      WHERE conrelid = 'app.orders'::pg_catalog.regclass \
    ///      AND conname = 'orders_total_check') THEN
    ///     ALTER TABLE app.orders ADD CONSTRAINT orders_total_check CHECK (total_cents >= 0);
    ///   END IF;
    /// END
    /// $$;"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn add_constraint_if_not_exists(self, constraint: TableConstraint) -> Self {
        self.action(Action::AddConstraintIfNotExists(constraint))
    }

    /// `ENABLE ROW LEVEL SECURITY`: whoever isn't the owner sees what policies show.
    #[must_use]
    pub fn enable_row_level_security(self) -> Self {
        self.action(Action::EnableRowLevelSecurity)
    }

    /// `FORCE ROW LEVEL SECURITY`: so does the owner, if it is enabled.
    #[must_use]
    pub fn force_row_level_security(self) -> Self {
        self.action(Action::ForceRowLevelSecurity)
    }

    /// `ALTER COLUMN … SET STORAGE`: where large values are kept from now on.
    #[must_use]
    pub fn set_storage(self, column: Identifier, storage: Storage) -> Self {
        self.action(Action::SetStorage(column, storage))
    }

    /// `OWNER TO`: which role the table belongs to.
    #[must_use]
    pub fn owner_to(self, owner: Identifier) -> Self {
        self.action(Action::OwnerTo(owner))
    }

    fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    fn write_head(&self, out: &mut Writer) {
        out.push("ALTER TABLE ");
        self.name.write(out);
        out.push(" ");
    }

    fn write_guarded(&self, constraint: &TableConstraint, out: &mut Writer) {
        write_guarded(
            out,
            |out| {
                out.push("NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ");
                // The cast reads the text as a name, with its quotes.
                out.push_string_constant(&self.name.to_sql());
                out.push("::pg_catalog.regclass AND conname = ");
                out.push_string_constant(constraint.name().as_str());
                out.push(")");
            },
            |out| {
                self.write_head(out);
                out.push("ADD ");
                constraint.write(out);
                out.push(";");
            },
        );
    }
}

impl Action {
    const fn is_guarded(&self) -> bool {
        matches!(self, Self::AddConstraintIfNotExists(_))
    }
}

impl ToSql for Action {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::AddConstraint(constraint) | Self::AddConstraintIfNotExists(constraint) => {
                out.push("ADD ");
                constraint.write(out);
            }
            Self::AddColumn(column) => {
                out.push("ADD COLUMN ");
                column.write(out);
            }
            Self::SetDefault(column, default) => {
                out.push("ALTER COLUMN ");
                column.write(out);
                out.push(" SET DEFAULT ");
                default.write_operand(out);
            }
            Self::EnableRowLevelSecurity => out.push("ENABLE ROW LEVEL SECURITY"),
            Self::ForceRowLevelSecurity => out.push("FORCE ROW LEVEL SECURITY"),
            Self::SetStorage(column, storage) => {
                out.push("ALTER COLUMN ");
                column.write(out);
                out.push(" SET STORAGE ");
                storage.write(out);
            }
            Self::OwnerTo(owner) => {
                out.push("OWNER TO ");
                owner.write(out);
            }
        }
    }
}

impl ToSql for AlterTable {
    fn write(&self, out: &mut Writer) {
        let mut actions = self.actions.iter().peekable();
        let mut separator = "";
        while let Some(action) = actions.next() {
            out.push(separator);
            separator = "\n";
            if let Action::AddConstraintIfNotExists(constraint) = action {
                self.write_guarded(constraint, out);
                continue;
            }
            self.write_head(out);
            action.write(out);
            while let Some(action) = actions.next_if(|action| !action.is_guarded()) {
                out.push(", ");
                action.write(out);
            }
            out.push(";");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{ConstraintKind, Expr, IdentifierError, Literal};

    #[test]
    fn a_guarded_constraint_divides_the_statement() -> Result<(), IdentifierError> {
        let constraint = |name: &str| -> Result<TableConstraint, IdentifierError> {
            let kind = ConstraintKind::Check(Expr::Literal(Literal::Boolean(true)));
            Ok(TableConstraint::new(Identifier::new(name)?, kind))
        };
        let sql = AlterTable::new(QualifiedName::new("app", "it's")?)
            .set_storage(Identifier::new("a")?, Storage::Main)
            .add_constraint(constraint("b")?)
            .add_constraint_if_not_exists(constraint("c")?)
            .owner_to(Identifier::new("d")?)
            .to_sql();
        let start = "ALTER TABLE app.\"it's\" ALTER COLUMN a SET STORAGE MAIN, \
                     ADD CONSTRAINT b CHECK (true);\nDO $$\n";
        assert!(sql.starts_with(start), "{sql}");
        assert!(sql.contains("conrelid = 'app.\"it''s\"'::pg_catalog.regclass"));
        assert!(sql.ends_with("$$;\nALTER TABLE app.\"it's\" OWNER TO d;"));
        Ok(())
    }

    #[test]
    fn nothing_is_written_for_no_change() -> Result<(), IdentifierError> {
        let alter = AlterTable::new(QualifiedName::new("app", "t")?);
        assert_eq!(alter.to_sql(), "");
        Ok(())
    }
}
