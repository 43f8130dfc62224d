//! The table of a struct in a model, and what the builders ask of it.

use super::QueryError;
use super::bind::Binder;
use crate::Database;
use crate::define::{Command, Deferrability, PolicyKind};
use crate::model::{Column, Policy, Table};
use crate::sql::{
    BinaryOperator, ConstraintKind, Expr, Identifier, LiteralError, QualifiedName, RoleName, ToSql,
};

/// A table of a database.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'d> {
    pub(super) database: &'d Database,
    pub(super) table: &'d Table,
}

impl<'d> Target<'d> {
    pub(super) fn of<T: crate::Table>(database: &'d Database) -> Result<Self, QueryError> {
        let schema = T::TABLE.schema.unwrap_or(database.home().as_str());
        let name = QualifiedName::new(schema, T::TABLE.name);
        let table = name.ok().and_then(|name| database.table(&name));
        let unknown = QueryError::UnknownTable {
            rust: T::TABLE.rust,
        };
        let table = table.ok_or(unknown)?;
        Ok(Self { database, table })
    }

    pub(super) fn name(self) -> String {
        self.table.name.to_string()
    }

    /// A column of the struct; those that the model gave it keep their names.
    pub(super) fn column(self, name: &str) -> Result<&'d Column, QueryError> {
        let column = self.table.column(name);
        column.ok_or(QueryError::UnknownTable {
            rust: "a struct with other columns",
        })
    }

    pub(super) fn twice(self, column: &Identifier) -> QueryError {
        QueryError::Twice {
            table: self.name(),
            column: column.as_str().to_owned(),
        }
    }

    /// Whether every policy leaves the application the rows of one tenant alone, so that no two of them are equal in what
    /// is unique within a tenant. What the owner of the tables sees is no matter here.
    pub(super) fn shows_one_tenant(self) -> bool {
        let Some(tenant) = &self.table.tenant else {
            return false;
        };
        let owner = self.database.profile().map(|it| &it.owner);
        let is_owner =
            |role: &RoleName| matches!(role, RoleName::Named(name) if Some(name) == owner);
        let is_read = |policy: &&Policy| {
            matches!(policy.command, Command::All | Command::Select)
                && !policy.roles.iter().all(is_owner)
        };
        let by_tenant = |policy: &Policy| {
            let using = policy.using.as_ref();
            using.is_some_and(|it| asks_for(it, tenant))
        };
        let policies = || self.table.policies.iter().filter(is_read);
        let floors: Vec<&Policy> = policies()
            .filter(|it| it.kind == PolicyKind::Restrictive && by_tenant(it))
            .collect();
        let has_floor = |policy: &Policy| {
            let mut roles = policy.roles.iter();
            roles.all(|role| floors.iter().any(|floor| floor.roles.contains(role)))
        };
        let mut permissive = policies().filter(|it| it.kind == PolicyKind::Permissive);
        permissive.all(|it| by_tenant(it) || has_floor(it))
    }

    /// The unique keys that ON CONFLICT can ask for: of all rows, at once, by columns that are never NULL.
    pub(super) fn unique_keys(self) -> Vec<Vec<&'d Identifier>> {
        let constraints = self.table.constraints.iter();
        let constraints = constraints.filter(|it| it.deferrability == Deferrability::NotDeferrable);
        let constraints = constraints.filter(|it| {
            let columns = it.unique_columns().unwrap_or_default();
            self.tells_apart(columns.iter(), is_nulls_not_distinct(&it.kind))
        });
        let mut keys: Vec<Vec<&Identifier>> = constraints
            .filter_map(|it| it.unique_columns())
            .map(|it| it.iter().collect())
            .collect();
        let indexes = self.table.indexes.iter();
        let indexes = indexes.filter(|it| {
            let columns = it.elements.iter().filter_map(|element| element.as_column());
            it.unique && it.predicate.is_none() && self.tells_apart(columns, it.nulls_not_distinct)
        });
        keys.extend(indexes.filter_map(|it| {
            let columns = it.elements.iter().map(|element| element.as_column());
            columns.collect::<Option<Vec<&Identifier>>>()
        }));
        keys
    }

    /// Whether two rows of a key are never equal: NULL is no other row's NULL, unless the key says so.
    fn tells_apart<'c>(
        self,
        mut columns: impl Iterator<Item = &'c Identifier>,
        nulls_not_distinct: bool,
    ) -> bool {
        let is_nullable = |name: &Identifier| {
            let column = self.table.column(name.as_str());
            column.is_some_and(|it| it.nullable)
        };
        nulls_not_distinct || !columns.any(is_nullable)
    }

    /// The keys in words: `(tenant_id, id), (tenant_id, email)`.
    pub(super) fn keys_in_words(self) -> String {
        let keys = self.unique_keys();
        let keys = keys
            .iter()
            .map(|key| format!("({})", list(key.iter().copied())));
        let keys: Vec<String> = keys.collect();
        match keys.is_empty() {
            true => "none".to_owned(),
            false => keys.join(", "),
        }
    }

    /// What is wrong with changing a column of a row that is there.
    pub(super) fn change(self, column: &Column) -> Result<(), QueryError> {
        let is_key = self.table.primary_key().contains(&column.name);
        let is_tenant = self.table.tenant.as_ref() == Some(&column.name);
        let what = match column {
            _ if is_tenant => "the tenant",
            _ if is_key => "part of the primary key",
            column if column.immutable => "immutable",
            _ => return self.fill_in(column),
        };
        Err(QueryError::Kept {
            table: self.name(),
            column: column.name.as_str().to_owned(),
            what,
        })
    }

    /// What is wrong with giving a column a value.
    pub(super) fn fill_in(self, column: &Column) -> Result<(), QueryError> {
        use crate::define::IdentityKind;

        let is_identity = column
            .identity
            .as_ref()
            .is_some_and(|it| it.kind == IdentityKind::Always);
        let what = match column {
            column if column.generated.is_some() => "generated",
            _ if is_identity => "an identity column",
            _ => return Ok(()),
        };
        Err(QueryError::ServersColumn {
            table: self.name(),
            column: column.name.as_str().to_owned(),
            what,
        })
    }

    /// A condition, with its values sent beside it.
    pub(super) fn condition(
        self,
        binder: &mut Binder,
        filter: &Result<Expr, LiteralError>,
    ) -> Result<Expr, QueryError> {
        Ok(binder.bind(self, filter.clone()?, None))
    }

    /// ` RETURNING a, b`, or the columns of a SELECT.
    pub(super) fn columns(self, names: &[&'static str]) -> Result<Vec<&'d Identifier>, QueryError> {
        let mut columns: Vec<&Identifier> = Vec::new();
        for name in names {
            let column = self.column(name)?;
            if columns.contains(&&column.name) {
                return Err(self.twice(&column.name));
            }
            columns.push(&column.name);
        }
        Ok(columns)
    }
}

/// Whether an expression lets through only rows whose column is what the session is bound to.
fn asks_for(expression: &Expr, column: &Identifier) -> bool {
    match expression {
        Expr::Binary {
            left,
            operator: BinaryOperator::Equal,
            right,
        } => {
            matches!(&**left, Expr::Column(name) if name == column)
                && matches!(**right, Expr::Once(_))
        }
        Expr::Binary {
            left,
            operator: BinaryOperator::And,
            right,
        } => asks_for(left, column) || asks_for(right, column),
        _ => false,
    }
}

/// `a, b`
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a Identifier>) -> String {
    let names: Vec<String> = names.into_iter().map(ToSql::to_sql).collect();
    names.join(", ")
}

fn is_nulls_not_distinct(kind: &ConstraintKind) -> bool {
    matches!(
        kind,
        ConstraintKind::Unique {
            nulls_not_distinct: true,
            ..
        }
    )
}
