use super::column_definition::storage_word;
use super::guard::write_guarded;
use super::{Identifier, QualifiedName, TableConstraint, ToSql, Writer};
use crate::define::Storage;

#[derive(Clone, Debug, PartialEq)]
enum Action {
    AddConstraint(TableConstraint),
    AddConstraintIfNotExists(TableConstraint),
    EnableRowSecurity,
    ForceRowSecurity,
    SetStorage(Identifier, Storage),
    OwnerTo(Identifier),
}

/// `ALTER TABLE`.
///
/// PostgreSQL manual: ALTER TABLE.
///
/// ```
/// use pgschema::sql::{AlterTable, QualifiedName};
///
/// let alter = AlterTable::new(QualifiedName::new("app", "documents")?)
///     .enable_row_level_security()
///     .force_row_level_security();
/// assert_eq!(
///     alter.to_string(),
///     "ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct AlterTable {
    name: QualifiedName,
    actions: Vec<Action>,
}

impl AlterTable {
    /// Changes of a table.
    #[must_use]
    pub const fn new(name: QualifiedName) -> Self {
        Self {
            name,
            actions: Vec::new(),
        }
    }
    fn with(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }
    /// `ADD CONSTRAINT`.
    #[must_use]
    pub fn add_constraint(self, constraint: TableConstraint) -> Self {
        self.with(Action::AddConstraint(constraint))
    }
    /// `ADD CONSTRAINT` where the table has none of the name; a statement of its own.
    #[must_use]
    pub fn add_constraint_if_not_exists(self, constraint: TableConstraint) -> Self {
        self.with(Action::AddConstraintIfNotExists(constraint))
    }
    /// `ENABLE ROW LEVEL SECURITY`.
    #[must_use]
    pub fn enable_row_level_security(self) -> Self {
        self.with(Action::EnableRowSecurity)
    }
    /// `FORCE ROW LEVEL SECURITY`.
    #[must_use]
    pub fn force_row_level_security(self) -> Self {
        self.with(Action::ForceRowSecurity)
    }
    /// `ALTER COLUMN … SET STORAGE`.
    #[must_use]
    pub fn set_storage(self, column: Identifier, storage: Storage) -> Self {
        self.with(Action::SetStorage(column, storage))
    }
    /// `OWNER TO`.
    #[must_use]
    pub fn owner_to(self, owner: Identifier) -> Self {
        self.with(Action::OwnerTo(owner))
    }
}

impl ToSql for AlterTable {
    fn write(&self, out: &mut Writer) {
        let mut is_open = false;
        for action in &self.actions {
            if let Action::AddConstraintIfNotExists(constraint) = action {
                if is_open {
                    out.push(";\n");
                    is_open = false;
                }
                write_guarded(
                    out,
                    |out| {
                        out.push(
                            "NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ",
                        );
                        out.push_string_constant(&self.name.to_sql());
                        out.push("::pg_catalog.regclass AND conname = ");
                        out.push_string_constant(constraint.name.as_str());
                        out.push(")");
                    },
                    |out| {
                        out.push("ALTER TABLE ");
                        self.name.write(out);
                        out.push(" ADD ");
                        constraint.write(out);
                        out.push(";");
                    },
                );
                continue;
            }
            if is_open {
                out.push(", ");
            } else {
                out.push("ALTER TABLE ");
                self.name.write(out);
                out.push(" ");
                is_open = true;
            }
            match action {
                Action::AddConstraint(constraint) => {
                    out.push("ADD ");
                    constraint.write(out);
                }
                Action::EnableRowSecurity => out.push("ENABLE ROW LEVEL SECURITY"),
                Action::ForceRowSecurity => out.push("FORCE ROW LEVEL SECURITY"),
                Action::SetStorage(column, storage) => {
                    out.push("ALTER COLUMN ");
                    column.write(out);
                    out.push(" SET STORAGE ");
                    out.push(storage_word(*storage));
                }
                Action::OwnerTo(owner) => {
                    out.push("OWNER TO ");
                    owner.write(out);
                }
                Action::AddConstraintIfNotExists(_) => {}
            }
        }
        if is_open {
            out.push(";");
        }
    }
}
