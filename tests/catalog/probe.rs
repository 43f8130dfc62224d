//! Temporary tables that the model's types and expressions are given to, to see how the server
//! prints them.

use std::collections::BTreeMap;

use pgschema::define::GeneratedKind;
use pgschema::model::{Column, Table};
use pgschema::sql::{Expr, Identifier, QualifiedName, ToSql};
use pgschema::{Database, Version};
use postgres::{SimpleQueryMessage, Transaction};

/// How the server sees a column of the model.
#[derive(Clone, Debug, Default)]
pub(super) struct ProbeColumn {
    pub(super) data_type: String,
    pub(super) collation: Option<String>,
    pub(super) storage: String,
    /// The default or what it is generated from.
    pub(super) expression: Option<String>,
}

pub(super) struct Probe<'a, 'c> {
    transaction: &'a mut Transaction<'c>,
    version: Version,
    columns: BTreeMap<(QualifiedName, Identifier), ProbeColumn>,
    /// The tables that couldn't be made, since something that they need is gone.
    errors: BTreeMap<QualifiedName, String>,
    /// What was printed already.
    printed: BTreeMap<String, String>,
}

impl<'a, 'c> Probe<'a, 'c> {
    pub(super) fn new(
        database: &Database,
        version: Version,
        transaction: &'a mut Transaction<'c>,
    ) -> Self {
        // Names are looked up as the DDL does, so that what was written by hand means the same.
        let path = format!(
            "SET LOCAL search_path = {}, pg_temp",
            database.home().to_sql()
        );
        transaction.batch_execute(&path).unwrap();
        let mut probe = Self {
            transaction,
            version,
            columns: BTreeMap::new(),
            errors: BTreeMap::new(),
            printed: BTreeMap::new(),
        };
        for table in database.tables() {
            probe.table(table);
        }
        probe
    }

    pub(super) fn transaction(&mut self) -> &mut Transaction<'c> {
        self.transaction
    }

    /// How the server sees a column.
    pub(super) fn column(&self, table: &Table, column: &Column) -> ProbeColumn {
        if let Some(error) = self.errors.get(&table.name) {
            return ProbeColumn {
                data_type: error.clone(),
                ..ProbeColumn::default()
            };
        }
        self.columns[&(table.name.clone(), column.name.clone())].clone()
    }

    /// How the server prints a condition on the rows of a table, which may look at other tables.
    pub(super) fn condition(&mut self, table: &Table, expression: &Expr) -> String {
        let temporary = temporary(table.name.name());
        let (expression, on) = (expression.to_sql(), temporary.as_str());
        self.print(
            &format!("CREATE POLICY probe ON {on} USING ({expression})"),
            &format!(
                "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy
                 WHERE polrelid = {} AND polname = 'probe'",
                oid(table.name.name())
            ),
        )
    }

    /// How the server prints the expression of an index.
    pub(super) fn index_key(&mut self, table: &Table, expression: &Expr) -> String {
        let on = temporary(table.name.name());
        self.print(
            &format!(
                "CREATE INDEX probe_index ON {on} (({}))",
                expression.to_sql()
            ),
            "SELECT pg_get_indexdef('pg_temp.probe_index'::regclass, 1, false)",
        )
    }

    /// How the server prints a CHECK of a domain.
    pub(super) fn domain_check(&mut self, base: &str, expression: &Expr) -> String {
        let expression = expression.to_sql();
        self.print(
            &format!("CREATE DOMAIN pg_temp.probe_domain AS {base} CHECK ({expression})"),
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint
             WHERE contypid = 'pg_temp.probe_domain'::regtype",
        )
    }

    /// How the server prints a type.
    pub(super) fn data_type(&mut self, data_type: &str) -> String {
        self.print(
            &format!("CREATE TEMPORARY TABLE probe_type (value {data_type})"),
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute
             WHERE attrelid = 'pg_temp.probe_type'::regclass AND attnum = 1",
        )
    }

    /// The columns of a view and its query, as the server prints them.
    pub(super) fn view(&mut self, columns: &[Identifier], query: &str) -> (String, String) {
        let names: Vec<String> = columns.iter().map(ToSql::to_sql).collect();
        let names = if names.is_empty() {
            String::new()
        } else {
            format!(" ({})", names.join(", "))
        };
        let make = format!("CREATE TEMPORARY VIEW probe_view{names} AS {query}");
        let columns = "SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
                       WHERE attrelid = 'pg_temp.probe_view'::regclass AND attnum > 0";
        let definition = "SELECT pg_get_viewdef('pg_temp.probe_view'::regclass)";
        (self.print(&make, columns), self.print(&make, definition))
    }

    /// How the server prints the bound of a partition.
    pub(super) fn bound(&mut self, table: &Table, bound: &str) -> String {
        let on = temporary(table.name.name());
        self.print(
            &format!("CREATE TEMPORARY TABLE probe_partition PARTITION OF {on} {bound}"),
            "SELECT pg_get_expr(relpartbound, oid) FROM pg_class
             WHERE oid = 'pg_temp.probe_partition'::regclass",
        )
    }

    /// Makes something, prints it and forgets it, all in one message to the server.
    fn print(&mut self, make: &str, print: &str) -> String {
        let batch = format!("SAVEPOINT probe; {make}; {print}; ROLLBACK TO SAVEPOINT probe");
        if let Some(printed) = self.printed.get(&batch) {
            return printed.clone();
        }
        let printed = match self.transaction.simple_query(&batch) {
            Ok(messages) => messages.iter().find_map(|message| match message {
                SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                _ => None,
            }),
            Err(error) => {
                let undo = "ROLLBACK TO SAVEPOINT probe";
                self.transaction.batch_execute(undo).unwrap();
                Some(format!("an error with {make}: {error:?}"))
            }
        };
        let printed = printed.unwrap_or_default();
        self.printed.insert(batch, printed.clone());
        printed
    }

    /// A temporary table with the columns of the model's, and what the server makes of them.
    fn table(&mut self, table: &Table) {
        let name = temporary(table.name.name());
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| self.definition(column))
            .collect();
        let partition_by = table.partition_by.as_ref().map_or_else(String::new, |by| {
            let columns: Vec<String> = by.columns.iter().map(ToSql::to_sql).collect();
            format!(" PARTITION BY {:?} ({})", by.strategy, columns.join(", "))
        });
        let create = format!("CREATE TABLE {name} ({}){partition_by}", columns.join(", "));
        let mut savepoint = self.transaction.transaction().unwrap();
        let query = format!(
            "SELECT attname::text, format_type(atttypid, atttypmod), collname::text,
                    attstorage::text, pg_get_expr(adbin, adrelid)
             FROM pg_attribute
             LEFT JOIN pg_collation l ON l.oid = attcollation
             LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
             WHERE attrelid = {} AND attnum > 0",
            oid(table.name.name())
        );
        let made = savepoint
            .batch_execute(&create)
            .and_then(|()| savepoint.query(&query, &[]));
        let rows = match made {
            Ok(rows) => rows,
            Err(error) => {
                self.errors
                    .insert(table.name.clone(), format!("an error: {error:?}"));
                return;
            }
        };
        savepoint.commit().unwrap();
        for row in rows {
            let column = Identifier::new(row.get::<_, String>(0)).unwrap();
            let probe = ProbeColumn {
                data_type: row.get(1),
                collation: row.get(2),
                storage: row.get(3),
                expression: row.get(4),
            };
            self.columns.insert((table.name.clone(), column), probe);
        }
    }

    fn definition(&self, column: &Column) -> String {
        let mut text = format!("{} {}", column.name.to_sql(), column.data_type.to_sql());
        if let Some(collation) = &column.collation {
            text += &format!(" COLLATE {}", collation_name(collation));
        }
        if let Some(default) = &column.default {
            text += &format!(" DEFAULT {}", self.on_version(&default.to_sql()));
        }
        if let Some(generated) = &column.generated {
            let kind = match generated.kind {
                GeneratedKind::Stored => "STORED",
                GeneratedKind::Virtual => "VIRTUAL",
            };
            let expression = generated.expression.to_sql();
            text += &format!(" GENERATED ALWAYS AS ({expression}) {kind}");
        }
        text
    }

    /// UUIDs of version 7 come from a function of the database's own where the server has none.
    fn on_version(&self, expression: &str) -> String {
        if self.version < Version::V18 {
            expression.replace("uuidv7()", "uuid_v7()")
        } else {
            expression.to_owned()
        }
    }
}

/// The name of a collation, in quotes.
pub(super) fn collation_name(collation: &pgschema::sql::Collation) -> String {
    match collation {
        pgschema::sql::Collation::Named(name) => name.to_sql(),
        pgschema::sql::Collation::Qualified(name) => name.to_sql(),
    }
}

fn temporary(name: &Identifier) -> String {
    format!("pg_temp.{}", name.to_sql())
}

/// The identity of a temporary table, by its name.
fn oid(name: &Identifier) -> String {
    let name = name.as_str().replace('\'', "''");
    format!(
        "(SELECT oid FROM pg_class WHERE relnamespace = pg_my_temp_schema()
          AND relname = '{name}' AND relkind IN ('r', 'p'))"
    )
}
