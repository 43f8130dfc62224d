use std::collections::HashSet;

use proc_macro2::Span;
use syn::LitStr;

use super::scope::Scope;
use crate::input::TableInput;
use crate::names;

/// Names of one kind, each of which there can be once.
struct Unique<'a, 'b> {
    /// The struct.
    scope: &'a Scope<'b>,
    /// What the names are names of.
    what: &'static str,
    /// The names so far.
    seen: HashSet<String>,
}

impl<'a, 'b> Unique<'a, 'b> {
    /// No names.
    fn new(scope: &'a Scope<'b>, what: &'static str) -> Self {
        Self {
            scope,
            what,
            seen: HashSet::new(),
        }
    }

    /// A name, which is reported if it is there already.
    fn add(&mut self, name: String, span: Span) {
        let what = self.what;
        if self.seen.contains(&name) {
            self.scope
                .error(span, format!("there already is {what} `{name}`"));
        } else {
            self.seen.insert(name);
        }
    }

    /// The name in a literal, if there is one.
    fn add_literal(&mut self, literal: Option<&LitStr>) {
        if let Some(literal) = literal {
            self.add(literal.value(), literal.span());
        }
    }
}

impl Scope<'_> {
    /// Columns: what PostgreSQL takes as their names, and no name twice.
    pub(super) fn column_names(&self) {
        let mut names = Unique::new(self, "a column");
        for (field, column) in self.fields.columns() {
            let span = column
                .name
                .as_ref()
                .map_or_else(|| field.ident.span(), LitStr::span);
            names::check_column(self.context, &column.sql_name, span);
            names.add(column.sql_name.clone(), span);
        }
    }

    /// Constraints, indexes, policies and partitions: the same for the names that are written down.
    /// Those that PostgreSQL would make up are the business of the library.
    pub(super) fn object_names(&self, table: &TableInput) {
        let keys = &table.keys;
        let mut constraints = Unique::new(self, "a constraint");
        // The index behind a key has the name of the key.
        let mut relations = Unique::new(self, "a table, an index or a key");
        let mut check = |literal: Option<&LitStr>| {
            names::check_literal(self.context, literal);
            constraints.add_literal(literal);
        };
        for (_, column) in self.fields.columns() {
            column.checks.iter().for_each(|it| check(it.name.as_ref()));
            check(
                column
                    .references
                    .as_ref()
                    .and_then(|it| it.options.name.as_ref()),
            );
        }
        keys.checks.iter().for_each(|it| check(it.name.as_ref()));
        keys.foreign_keys
            .iter()
            .for_each(|it| check(it.options.name.as_ref()));
        let of_columns = self
            .fields
            .columns()
            .filter_map(|(_, column)| column.unique.as_ref());
        let uniques = of_columns.chain(&keys.uniques).map(|it| it.name.as_ref());
        let exclusions = keys.exclusions.iter().map(|it| it.name.as_ref());
        let primary_key = keys.primary_key.iter().map(|it| it.name.as_ref());
        let key_names: Vec<_> = primary_key
            .chain(uniques)
            .chain(exclusions)
            .flatten()
            .collect();
        for literal in &key_names {
            check(Some(*literal));
        }
        relations.add_literal(keys.table.as_ref());
        let indexes = keys.indexes.iter().filter_map(|it| it.name.as_ref());
        let partitions = keys.partitions.iter().map(|it| &it.name);
        for literal in indexes.chain(partitions) {
            names::check_literal(self.context, Some(literal));
            relations.add_literal(Some(literal));
        }
        for literal in key_names {
            // Two keys of one name have been reported as two constraints.
            if relations.seen.contains(&literal.value()) {
                relations.add_literal(Some(literal));
            }
        }
        let mut policies = Unique::new(self, "a policy");
        for policy in &keys.policies {
            names::check_literal(self.context, Some(&policy.name));
            policies.add_literal(Some(&policy.name));
        }
    }
}
