use std::collections::{BTreeSet, HashMap};

use super::output::{Output, Title};
use super::{Planner, order};
use crate::Version;
use crate::define::GeneratedKind;
use crate::model::{Column, Constraint, Index, Partition, RowSecurity, Table};
use crate::sql::{
    AlterTable, ColumnDefinitionRef, Comment, CommentTarget, ConstraintKind, CreateIndexRef,
    CreatePartition, CreateTableRef, Expr, ForeignKey, Identifier, Insert, QualifiedName,
    ReferentialAction, TableConstraint, TableConstraintRef,
};

/// Storage parameters that older versions don't know.
const SINCE_18: [&str; 2] = [
    "autovacuum_vacuum_max_threshold",
    "vacuum_max_eager_freeze_failure_rate",
];

impl<'a, O: Output> Planner<'a, O> {
    /// The tables, each after those that it refers to; what stands in a circle gets its foreign
    /// keys when all tables are there.
    pub(super) fn tables(&mut self) {
        let tables = &self.database.tables;
        let mut made = Made::new(tables);
        let needed = tables.iter().map(|table| made.needed(table)).collect();
        let mut late: Vec<(&'a Table, &'a Constraint)> = Vec::new();
        for position in order::by_lists(needed).order {
            let Some(table) = tables.get(position) else {
                continue;
            };
            made.add(position);
            let is_possible = |constraint: &&Constraint| made.has_target(table, constraint);
            self.table(table, table.constraints.iter().filter(is_possible));
            let constraints = table.constraints.iter();
            late.extend(
                constraints
                    .filter(|constraint| !made.has_target(table, constraint))
                    .map(|constraint| (table, constraint)),
            );
        }
        let mut last = None;
        for (table, constraint) in late {
            if last.replace(&table.name) != Some(&table.name) {
                self.section(Title::ForeignKeys(&table.name));
            }
            let alter = AlterTable::new(table.name.clone());
            let constraint = TableConstraint::from(borrowed_constraint(constraint));
            self.emit(alter.add_constraint_if_not_exists(constraint));
        }
    }

    fn table(
        &mut self,
        table: &'a Table,
        constraints: impl Iterator<Item = &'a Constraint> + Clone,
    ) {
        self.section(Title::Table(&table.name));
        self.check_version(table);
        let defaults = self.defaults(table);
        let version = self.version;
        let columns = table.columns.iter().enumerate().map(|(position, column)| {
            let default = defaults.get(position).and_then(Option::as_ref);
            borrowed_column(column, default, version)
        });
        let partition_by = table.partition_by.as_ref();
        self.emit(CreateTableRef {
            name: &table.name,
            if_not_exists: true,
            unlogged: table.unlogged,
            columns,
            constraints: constraints.map(|constraint| borrowed_constraint(constraint)),
            partition_by: partition_by.map(|by| (by.strategy, by.columns.as_slice())),
            // A partitioned table has no storage of its own; its partitions have.
            with: partition_by.is_none().then_some(&table.storage),
            tablespace: None,
        });
        self.storage_before_16(table);
        for partition in &table.partitions {
            self.partition(table, partition);
        }
        for index in &table.indexes {
            self.index(table, index);
        }
        if !table.rows.is_empty() {
            self.emit(rows(table));
        }
        self.secure(&table.name, table.row_security);
        self.comments(table);
    }

    /// The defaults that a version says in another way, each in the place of its column; nothing
    /// where it says them as they are.
    fn defaults(&self, table: &Table) -> Vec<Option<Expr>> {
        if self.version >= Version::V18 {
            return Vec::new();
        }
        let defaults = table.columns.iter().map(|column| {
            let default = column.default.as_ref()?;
            default.makes_uuid_v7().then(|| self.expression(default))
        });
        defaults.collect()
    }

    /// What the table has that older versions don't.
    fn check_version(&mut self, table: &Table) {
        if self.version >= Version::V18 {
            return;
        }
        let name = &table.name;
        for column in &table.columns {
            let generated = column.generated.as_ref();
            if generated.is_some_and(|generated| generated.kind == GeneratedKind::Virtual) {
                let object = format_args!("{name}.{}", column.name).to_string();
                self.needs(Version::V18, "a virtual generated column", object);
            }
            let object = format_args!("{name}.{}", column.name);
            self.check_scale(&column.data_type, object);
        }
        for constraint in &table.constraints {
            if let Some((since, feature)) = constraint_feature(table, &constraint.kind) {
                self.needs(since, feature, name);
            }
        }
        for (parameter, _) in table.storage.iter() {
            let word = parameter.strip_prefix("toast.").unwrap_or(parameter);
            if let Some(feature) = SINCE_18.iter().find(|it| it.eq_ignore_ascii_case(word)) {
                self.needs(Version::V18, feature, name);
            }
        }
        for index in &table.indexes {
            if index.nulls_not_distinct {
                self.needs(Version::V15, "UNIQUE NULLS NOT DISTINCT", name);
            }
        }
    }

    /// CREATE TABLE takes STORAGE since 16; before that, ALTER TABLE says the same.
    fn storage_before_16(&mut self, table: &Table) {
        if self.version >= Version::V16 {
            return;
        }
        for column in &table.columns {
            if let Some(storage) = column.storage {
                let alter = AlterTable::new(table.name.clone());
                self.emit(alter.set_storage(column.name.clone(), storage));
            }
        }
    }

    fn partition(&mut self, table: &Table, partition: &Partition) {
        let name = QualifiedName::from_parts(table.name.schema().clone(), partition.name.clone());
        let mut create =
            CreatePartition::new(name.clone(), table.name.clone(), partition.bound.clone())
                .if_not_exists();
        if !table.storage.is_empty() {
            create = create.with(table.storage.clone());
        }
        self.emit(create);
        self.secure(&name, table.row_security);
    }

    fn index(&mut self, table: &Table, index: &Index) {
        self.emit(CreateIndexRef {
            name: &index.name,
            on: &table.name,
            unique: index.unique,
            concurrently: false,
            if_not_exists: true,
            method: index.method,
            elements: &index.elements,
            include: &index.include,
            nulls_not_distinct: index.nulls_not_distinct,
            with: &index.storage,
            tablespace: None,
            predicate: index.predicate.as_ref(),
        });
    }

    /// Row-level security is on before anybody has a right on the table. A partition that is asked
    /// by its own name has policies of its own, that is none: nobody sees a row there.
    fn secure(&mut self, table: &QualifiedName, security: RowSecurity) {
        if security == RowSecurity::Disabled {
            return;
        }
        let mut alter = AlterTable::new(table.clone()).enable_row_level_security();
        if security == RowSecurity::Forced {
            alter = alter.force_row_level_security();
        }
        self.emit(alter);
    }

    fn comments(&mut self, table: &Table) {
        if let Some(comment) = &table.comment {
            let target = CommentTarget::Table(table.name.clone());
            self.emit(Comment::new(target, Some(comment.clone())));
        }
        for column in &table.columns {
            if let Some(comment) = &column.comment {
                let target = CommentTarget::Column(table.name.clone(), column.name.clone());
                self.emit(Comment::new(target, Some(comment.clone())));
            }
        }
    }
}

/// Which tables are there already.
struct Made<'a> {
    positions: HashMap<&'a QualifiedName, usize>,
    is_made: Vec<bool>,
}

impl<'a> Made<'a> {
    fn new(tables: &'a [Table]) -> Self {
        let names = tables.iter().map(|table| &table.name);
        Self {
            positions: names.zip(0..).collect(),
            is_made: vec![false; tables.len()],
        }
    }

    /// The positions of the tables that a table refers to.
    fn needed(&self, table: &Table) -> BTreeSet<usize> {
        let keys = table.constraints.iter().filter_map(Constraint::foreign_key);
        keys.filter_map(|key| self.positions.get(&key.references).copied())
            .collect()
    }

    fn add(&mut self, position: usize) {
        if let Some(is_made) = self.is_made.get_mut(position) {
            *is_made = true;
        }
    }

    /// Whether what a constraint of a table refers to is there, or not in this database at all.
    fn has_target(&self, table: &Table, constraint: &Constraint) -> bool {
        let Some(key) = constraint.foreign_key() else {
            return true;
        };
        let target = self.positions.get(&key.references);
        target.is_none_or(|target| self.is_made.get(*target) == Some(&true))
            && (key.references != table.name || has_key(table, key))
    }
}

/// Whether a foreign key of a table to itself has a constraint to refer to: an index of the table is
/// made after it.
fn has_key(table: &Table, key: &ForeignKey) -> bool {
    let is_key = |columns: &[Identifier]| {
        let referenced = &key.referenced_columns;
        referenced.is_empty()
            || (columns.len() == referenced.len()
                && columns.iter().all(|column| referenced.contains(column)))
    };
    table
        .constraints
        .iter()
        .filter_map(Constraint::unique_columns)
        .any(is_key)
}

/// `default` is what the version says in the place of the column's own default.
fn borrowed_column<'a>(
    column: &'a Column,
    default: Option<&'a Expr>,
    version: Version,
) -> ColumnDefinitionRef<'a> {
    ColumnDefinitionRef {
        name: &column.name,
        data_type: &column.data_type,
        not_null: !column.nullable,
        default: default.or(column.default.as_ref()),
        generated: column.generated.as_deref(),
        identity: column.identity.as_deref(),
        collation: column.collation.as_deref(),
        storage: column.storage.filter(|_| version >= Version::V16),
        compression: column.compression,
    }
}

fn borrowed_constraint(constraint: &Constraint) -> TableConstraintRef<'_> {
    TableConstraintRef {
        name: &constraint.name,
        kind: &constraint.kind,
        deferrability: constraint.deferrability,
    }
}

/// The first version that has what a constraint needs, and what that is.
fn constraint_feature(table: &Table, kind: &ConstraintKind) -> Option<(Version, &'static str)> {
    match kind {
        ConstraintKind::Unique {
            nulls_not_distinct: true,
            ..
        } => Some((Version::V15, "UNIQUE NULLS NOT DISTINCT")),
        ConstraintKind::ForeignKey(key) => match &key.on_delete {
            ReferentialAction::SetNull(columns) if !columns.is_empty() => {
                Some((Version::V15, "ON DELETE SET NULL with a list of columns"))
            }
            ReferentialAction::SetDefault(columns) if !columns.is_empty() => {
                Some((Version::V15, "ON DELETE SET DEFAULT with a list of columns"))
            }
            _ => None,
        },
        ConstraintKind::Exclude { .. } if table.partition_by.is_some() => {
            let feature = "an exclusion constraint on a partitioned table";
            Some((Version::V17, feature))
        }
        _ => None,
    }
}

/// The rows that the table is made with. What describes a value may change, the value stays.
fn rows(table: &Table) -> Insert {
    let columns: Vec<Identifier> = table
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let key = table.primary_key().to_vec();
    let others = columns
        .iter()
        .filter(|column| !key.contains(column))
        .cloned()
        .collect();
    Insert::new(table.name.clone(), columns)
        .rows(table.rows.iter().cloned())
        .on_conflict_update(key, others)
}
