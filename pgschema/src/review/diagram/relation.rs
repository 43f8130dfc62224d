use std::collections::{BTreeMap, HashMap};

use crate::model::{Database, Table};
use crate::sql::{ConstraintKind, ForeignKey, Identifier, QualifiedName};

/// A foreign key between two tables of the database.
#[derive(Clone, Copy)]
pub(crate) struct Relation<'a> {
    /// The table that refers, by its place among the tables.
    pub(crate) child: usize,
    /// The table that is referred to.
    pub(crate) parent: usize,
    /// The key.
    pub(crate) key: &'a ForeignKey,
    /// The column of the key that says most about it, by its place in the key.
    #[cfg(feature = "diagram")]
    pub(crate) principal: usize,
    /// Whether a row may refer to none.
    pub(crate) optional: bool,
    /// Whether at most one row refers to the same one.
    pub(crate) unique: bool,
    /// Whether the key is part of the primary key.
    pub(crate) identifying: bool,
}

impl<'a> Relation<'a> {
    /// The columns that say which row it is, without the tenant that is the same on both sides.
    pub(crate) fn columns(&self, table: &'a Table) -> Vec<&'a Identifier> {
        let tenant = table.tenant.as_ref().filter(|_| self.key.columns.len() > 1);
        let columns = self.key.columns.iter();
        columns.filter(|column| Some(*column) != tenant).collect()
    }

    /// The column that says most about the key, and the one that it refers to.
    #[cfg(feature = "diagram")]
    pub(crate) fn principal(&self) -> (Option<&'a Identifier>, Option<&'a Identifier>) {
        let referenced = self.key.referenced_columns.get(self.principal);
        (self.key.columns.get(self.principal), referenced)
    }
}

/// The foreign keys between the tables, by table and name. One to a table of somebody else is none.
pub(crate) fn relations(database: &Database) -> Vec<Relation<'_>> {
    let places: HashMap<&QualifiedName, usize> = database
        .tables
        .iter()
        .enumerate()
        .map(|(place, table)| (&table.name, place))
        .collect();
    let mut relations = Vec::new();
    for (child, table) in database.tables.iter().enumerate() {
        let nullable: BTreeMap<&Identifier, bool> = table
            .columns
            .iter()
            .map(|column| (&column.name, column.nullable))
            .collect();
        #[cfg(feature = "diagram")]
        let uses = uses(table);
        for constraint in &table.constraints {
            let ConstraintKind::ForeignKey(key) = &constraint.kind else {
                continue;
            };
            let Some(&parent) = places.get(&key.references) else {
                continue;
            };
            let mut columns = key.columns.iter();
            relations.push(Relation {
                child,
                parent,
                key,
                #[cfg(feature = "diagram")]
                principal: (0..key.columns.len())
                    .min_by_key(|place| key.columns.get(*place).and_then(|column| uses.get(column)))
                    .unwrap_or_default(),
                optional: columns.any(|column| nullable.get(column) == Some(&true)),
                unique: is_unique(table, key),
                identifying: contains(&key.columns, table.primary_key()),
            });
        }
    }
    relations
}

/// How many keys each column is part of: `tenant_id` is part of all of them.
#[cfg(feature = "diagram")]
fn uses(table: &Table) -> BTreeMap<&Identifier, usize> {
    let mut uses = BTreeMap::new();
    for constraint in &table.constraints {
        let columns = match &constraint.kind {
            ConstraintKind::PrimaryKey { columns } => columns,
            ConstraintKind::ForeignKey(key) => &key.columns,
            _ => continue,
        };
        for column in columns {
            *uses.entry(column).or_default() += 1;
        }
    }
    uses
}

/// Whether no two rows of the table have the same key.
fn is_unique(table: &Table, key: &ForeignKey) -> bool {
    let mut unique = table
        .constraints
        .iter()
        .filter_map(|constraint| constraint.unique_columns());
    unique.any(|unique| contains(unique, &key.columns))
}

/// Whether all of some columns are among others.
fn contains(some: &[Identifier], others: &[Identifier]) -> bool {
    some.iter().all(|column| others.contains(column))
}
