use super::data_types::may_have_collation;
use super::types::{Known, Types};
use super::{IndexProblem, Problem, operator_classes, storage};
use crate::define::{IndexMethod, PartitionStrategy};
use crate::model::{Constraint, Database, Index, Table};
use crate::sql::{ConstraintKind, Identifier, IndexElement, ToSql};

/// The most columns that an index or a key has.
const MOST_COLUMNS: usize = 32;

/// Whether every index, and every key with one, is one that its method can be.
pub(super) fn check(database: &Database, types: &Types<'_>, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        let mut found = Vec::new();
        let search = Search {
            database,
            table,
            types,
        };
        for index in &table.indexes {
            search.index(index, &mut found);
        }
        for constraint in &table.constraints {
            search.constraint(constraint, &mut found);
        }
        if let Some(by) = &table.partition_by {
            let method = match by.strategy {
                PartitionStrategy::Hash => IndexMethod::Hash,
                _ => IndexMethod::Btree,
            };
            search.columns("partition_by", &by.columns, method, &mut found);
        }
        storage::of_table(table, &mut found);
        problems.extend(
            found
                .into_iter()
                .map(|kind| Problem::new(&table.name, kind)),
        );
    }
}

struct Search<'a> {
    database: &'a Database,
    table: &'a Table,
    types: &'a Types<'a>,
}

impl Search<'_> {
    fn index(&self, index: &Index, found: &mut Vec<IndexProblem>) {
        let (name, method) = (index.name.as_str(), index.method);
        count(name, index.elements.len() + index.include.len(), found);
        one_column(name, method, index.elements.len(), found);
        let named = || (name.to_owned(), method.as_str());
        if index.unique && method != IndexMethod::Btree {
            let (name, method) = named();
            found.push(IndexProblem::Unique { name, method });
        }
        let carries = matches!(
            method,
            IndexMethod::Btree | IndexMethod::Gist | IndexMethod::Spgist
        );
        if !index.include.is_empty() && !carries {
            let (name, method) = named();
            found.push(IndexProblem::Include { name, method });
        }
        for element in &index.elements {
            self.element(name, element, method, found);
        }
        storage::of_index(index, found);
    }

    fn constraint(&self, constraint: &Constraint, found: &mut Vec<IndexProblem>) {
        let name = constraint.name.as_str();
        match &constraint.kind {
            ConstraintKind::PrimaryKey { columns } => {
                self.columns(name, columns, IndexMethod::Btree, found);
                twice(name, columns, found);
            }
            ConstraintKind::Unique {
                columns, include, ..
            } => {
                count(name, columns.len() + include.len(), found);
                self.columns(name, columns, IndexMethod::Btree, found);
                twice(name, columns, found);
            }
            ConstraintKind::ForeignKey(key) => count(name, key.columns.len(), found),
            ConstraintKind::Exclude {
                method, elements, ..
            } => {
                count(name, elements.len(), found);
                one_column(name, *method, elements.len(), found);
                let excludes = matches!(
                    method,
                    IndexMethod::Btree
                        | IndexMethod::Hash
                        | IndexMethod::Gist
                        | IndexMethod::Spgist
                );
                if !excludes {
                    let (name, method) = (name.to_owned(), method.as_str());
                    found.push(IndexProblem::Exclusion { name, method });
                    return;
                }
                for (element, _) in elements {
                    self.element(name, element, *method, found);
                }
            }
            ConstraintKind::Check(_) => {}
        }
    }

    fn columns(
        &self,
        name: &str,
        columns: &[Identifier],
        method: IndexMethod,
        found: &mut Vec<IndexProblem>,
    ) {
        count(name, columns.len(), found);
        for column in columns {
            self.column(name, column, method, found);
        }
    }

    fn element(
        &self,
        name: &str,
        element: &IndexElement,
        method: IndexMethod,
        found: &mut Vec<IndexProblem>,
    ) {
        if method != IndexMethod::Btree && element.is_ordered() {
            let (name, method) = (name.to_owned(), method.as_str());
            found.push(IndexProblem::Order { name, method });
        }
        let Some(column) = element.as_column() else {
            return;
        };
        if !element.has_operator_class() {
            self.column(name, column, method, found);
        }
        let data_type = self.table.column(column.as_str()).map(|it| &it.data_type);
        if let Some(data_type) = data_type
            && element.has_collation()
            && !may_have_collation(self.types.element(data_type))
        {
            found.push(IndexProblem::Collation {
                name: name.to_owned(),
                column: column.as_str().to_owned(),
                data_type: data_type.to_sql(),
            });
        }
    }

    /// Whether a column's type has an operator class of its own.
    fn column(
        &self,
        name: &str,
        column: &Identifier,
        method: IndexMethod,
        found: &mut Vec<IndexProblem>,
    ) {
        let Some(definition) = self.table.column(column.as_str()) else {
            return;
        };
        let base = self.types.base(&definition.data_type);
        if base == Known::Unknown || !operator_classes::is_missing(base, method) {
            return;
        }
        let extension = match method {
            IndexMethod::Gin => Some("btree_gin"),
            IndexMethod::Gist => Some("btree_gist"),
            _ => None,
        };
        // What an extension brings isn't known here.
        if extension.is_some() && !self.database.extensions.is_empty() {
            return;
        }
        let help = match extension {
            Some(extension) => format!("name an `opclass`, or add `.extension(\"{extension}\")`"),
            None => "index an expression of the column, or take another method or type".to_owned(),
        };
        found.push(IndexProblem::OperatorClass {
            name: name.to_owned(),
            column: column.as_str().to_owned(),
            data_type: definition.data_type.to_sql(),
            method: method.as_str(),
            help,
        });
    }
}

fn count(name: &str, columns: usize, found: &mut Vec<IndexProblem>) {
    if columns > MOST_COLUMNS {
        let name = name.to_owned();
        found.push(IndexProblem::TooMany { name, columns });
    }
}

fn one_column(name: &str, method: IndexMethod, columns: usize, found: &mut Vec<IndexProblem>) {
    let takes_one = matches!(
        method,
        IndexMethod::Hash | IndexMethod::Spgist | IndexMethod::Hnsw | IndexMethod::Ivfflat
    );
    if takes_one && columns > 1 {
        let (name, method) = (name.to_owned(), method.as_str());
        found.push(IndexProblem::OneColumn { name, method });
    }
}

fn twice(name: &str, columns: &[Identifier], found: &mut Vec<IndexProblem>) {
    let mut rest = columns;
    while let [column, others @ ..] = rest {
        if others.contains(column) {
            let (name, column) = (name.to_owned(), column.as_str().to_owned());
            found.push(IndexProblem::ColumnTwice { name, column });
        }
        rest = others;
    }
}
