use std::collections::HashMap;

use super::{Planner, order};
use crate::Version;
use crate::define::{GeneratedKind, Storage};
use crate::model::{Column, Constraint, Index, RowSecurity, Table};
use crate::sql::{
    AlterTable, ColumnDefinition, Comment, CommentTarget, ConstraintKind, CreateIndex,
    CreatePartition, CreateTable, Identifier, Insert, QualifiedName, ReferentialAction, Statement,
    TableConstraint, ToSql,
};

impl Planner<'_> {
    /// The tables, each after those that it refers to; what stands in a circle gets its foreign
    /// keys when all tables are there.
    pub(super) fn tables(&mut self) {
        let tables = &self.database.tables;
        let positions: HashMap<&QualifiedName, usize> = tables
            .iter()
            .enumerate()
            .map(|(position, table)| (&table.name, position))
            .collect();
        let needed = tables.iter().map(|table| {
            let keys = table.constraints.iter().filter_map(Constraint::foreign_key);
            keys.filter_map(|key| positions.get(&key.references).copied())
                .collect()
        });
        let ordered = order::by_lists(needed.collect());
        let mut made = vec![false; tables.len()];
        let mut late: Vec<Statement> = Vec::new();
        for position in ordered.order {
            let (Some(table), Some(is_made)) = (tables.get(position), made.get_mut(position))
            else {
                continue;
            };
            *is_made = true;
            let (now, later): (Vec<&Constraint>, Vec<_>) =
                table.constraints.iter().partition(|constraint| {
                    let target = constraint
                        .foreign_key()
                        .and_then(|key| positions.get(&key.references));
                    target.is_none_or(|target| made.get(*target) == Some(&true))
                });
            let statements = self.table(table, &now);
            self.section(table.name.to_sql(), statements);
            for constraint in later {
                let constraint = self.constraint(table, constraint);
                let alter = AlterTable::new(table.name.clone());
                late.push(alter.add_constraint_if_not_exists(constraint).into());
            }
        }
        self.section("foreign keys of tables that refer to each other", late);
    }

    fn table(&mut self, table: &Table, constraints: &[&Constraint]) -> Vec<Statement> {
        let mut create = CreateTable::new(table.name.clone()).if_not_exists();
        if table.unlogged {
            create = create.unlogged();
        }
        let columns = table
            .columns
            .iter()
            .map(|column| self.column(table, column));
        create = create.columns(columns);
        let constraints = constraints.iter();
        create =
            create.constraints(constraints.map(|constraint| self.constraint(table, constraint)));
        if let Some(by) = &table.partition_by {
            create = create.partition_by(by.strategy, by.columns.clone());
        } else if !table.storage.is_empty() {
            create = create.with(table.storage.clone());
        }
        let mut statements: Vec<Statement> = Vec::with_capacity(2 + table.indexes.len());
        statements.push(create.into());
        self.storage_before_16(table, &mut statements);
        for partition in &table.partitions {
            let name =
                QualifiedName::from_parts(table.name.schema().clone(), partition.name.clone());
            let mut create =
                CreatePartition::new(name.clone(), table.name.clone(), partition.bound.clone())
                    .if_not_exists();
            // A partitioned table has no storage of its own.
            if !table.storage.is_empty() {
                create = create.with(table.storage.clone());
            }
            statements.push(create.into());
            secure(&name, table.row_security, &mut statements);
        }
        for index in &table.indexes {
            let index = self.index(table, index);
            statements.push(index.into());
        }
        if !table.rows.is_empty() {
            statements.push(rows(table).into());
        }
        secure(&table.name, table.row_security, &mut statements);
        comments(table, &mut statements);
        statements
    }

    fn column(&mut self, table: &Table, column: &Column) -> ColumnDefinition {
        let mut definition = ColumnDefinition::new(column.name.clone(), column.data_type.clone());
        if !column.nullable {
            definition = definition.not_null();
        }
        if let Some(default) = &column.default {
            definition = definition.default(self.expression(default));
        }
        if let Some(generated) = &column.generated {
            if generated.kind == GeneratedKind::Virtual {
                let object = format_args!("{}.{}", table.name, column.name).to_string();
                self.needs(Version::V18, "a virtual generated column", object);
            }
            let expression = self.expression(&generated.expression);
            definition = definition.generated(generated.kind, expression);
        }
        if let Some(identity) = column.identity {
            definition = definition.identity(identity.kind, identity.start, identity.increment);
        }
        if let Some(collation) = &column.collation {
            definition = definition.collation(collation.clone());
        }
        if let Some(storage) = column.storage.filter(|_| self.version >= Version::V16) {
            definition = definition.storage(storage);
        }
        if let Some(compression) = column.compression {
            definition = definition.compression(compression);
        }
        definition
    }

    /// CREATE TABLE takes STORAGE since 16; before that, ALTER TABLE says the same.
    fn storage_before_16(&self, table: &Table, statements: &mut Vec<Statement>) {
        if self.version >= Version::V16 {
            return;
        }
        let stored = |column: &Column| -> Option<(Identifier, Storage)> {
            column.storage.map(|storage| (column.name.clone(), storage))
        };
        for (column, storage) in table.columns.iter().filter_map(stored) {
            statements.push(
                AlterTable::new(table.name.clone())
                    .set_storage(column, storage)
                    .into(),
            );
        }
    }

    fn constraint(&mut self, table: &Table, constraint: &Constraint) -> TableConstraint {
        let object = &table.name;
        match &constraint.kind {
            ConstraintKind::Unique {
                nulls_not_distinct: true,
                ..
            } => {
                self.needs(Version::V15, "UNIQUE NULLS NOT DISTINCT", object);
            }
            ConstraintKind::ForeignKey(key) => {
                if let ReferentialAction::SetNull(columns) = &key.on_delete
                    && !columns.is_empty()
                {
                    self.needs(
                        Version::V15,
                        "ON DELETE SET NULL with a list of columns",
                        object,
                    );
                }
                if let ReferentialAction::SetDefault(columns) = &key.on_delete
                    && !columns.is_empty()
                {
                    self.needs(
                        Version::V15,
                        "ON DELETE SET DEFAULT with a list of columns",
                        object,
                    );
                }
            }
            ConstraintKind::Exclude { .. } if table.partition_by.is_some() => {
                self.needs(
                    Version::V17,
                    "an exclusion constraint on a partitioned table",
                    object,
                );
            }
            _ => {}
        }
        TableConstraint::new(constraint.name.clone(), constraint.kind.clone())
            .deferrability(constraint.deferrability)
    }

    fn index(&mut self, table: &Table, index: &Index) -> CreateIndex {
        if index.nulls_not_distinct {
            self.needs(Version::V15, "UNIQUE NULLS NOT DISTINCT", &table.name);
        }
        let mut create = CreateIndex::new(index.name.clone(), table.name.clone())
            .if_not_exists()
            .using(index.method)
            .elements(index.elements.iter().cloned())
            .include(index.include.iter().cloned());
        if index.unique {
            create = create.unique();
        }
        if index.nulls_not_distinct {
            create = create.nulls_not_distinct();
        }
        if !index.storage.is_empty() {
            create = create.with(index.storage.clone());
        }
        if let Some(predicate) = &index.predicate {
            create = create.predicate(predicate.clone());
        }
        create
    }
}

/// Row-level security is on before anybody has a right on the table. A partition that is asked by
/// its own name has policies of its own, that is none: nobody sees a row there.
fn secure(table: &QualifiedName, security: RowSecurity, statements: &mut Vec<Statement>) {
    let alter = AlterTable::new(table.clone());
    match security {
        RowSecurity::Disabled => {}
        RowSecurity::Enabled => statements.push(alter.enable_row_level_security().into()),
        RowSecurity::Forced => statements.push(
            alter
                .enable_row_level_security()
                .force_row_level_security()
                .into(),
        ),
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

fn comments(table: &Table, statements: &mut Vec<Statement>) {
    if let Some(comment) = &table.comment {
        let target = CommentTarget::Table(table.name.clone());
        statements.push(Comment::new(target, Some(comment.clone())).into());
    }
    for column in &table.columns {
        if let Some(comment) = &column.comment {
            let target = CommentTarget::Column(table.name.clone(), column.name.clone());
            statements.push(Comment::new(target, Some(comment.clone())).into());
        }
    }
}
