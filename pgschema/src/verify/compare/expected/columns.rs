//! Columns, and the sequences of those that number themselves.

use super::{Model, set, set_comment, set_kept, set_printed, set_some};
use crate::define::{BuiltinType, GeneratedKind, IdentityKind};
use crate::model::{Column, Table};
use crate::sql::{Collation, DataType, Identity, ToSql};
use crate::verify::compare::facts::Value;
use crate::verify::compare::object::{Object, Part};

impl Model<'_> {
    pub(super) fn columns(&mut self, table: &Table, object: &Object) {
        for column in &table.columns {
            self.column(column, &object.part(column_part(column)));
        }
        self.order(table, object);
    }

    fn column(&mut self, column: &Column, part: &Object) {
        let printed = self.printed.and_then(|it| it.expressions(part));
        let printed = printed.map(|it| &it.0);
        let of_type = |name| self.actual.text(part, name).map(str::to_owned);
        // What a column has that doesn't say otherwise comes with its type.
        let storage = match column.storage {
            Some(storage) => Some(storage.to_sql()),
            None => of_type("_storage"),
        };
        let collation = match column.collation.as_deref() {
            Some(collation) => Some(self.collation(collation, part)),
            None => of_type("_collation"),
        };
        let hidden: Vec<(&'static str, Value)> = ["_storage", "_collation", "_position"]
            .into_iter()
            .filter_map(|name| Some((name, Value::Text(of_type(name)?))))
            .collect();
        let data_type = self.types.full(&column.data_type);
        let sequence = column
            .identity
            .as_deref()
            .map(|it| sequence(it, &column.data_type));
        let attributes = self.facts.add(part.clone());
        attributes.extend(hidden);
        attributes.insert("type", data_type.map_or(Value::Any, Value::Text));
        if !column.nullable {
            set(attributes, "not null", "NOT NULL");
        }
        set_printed(attributes, "default", column.default.as_ref(), printed);
        if let Some(generated) = &column.generated {
            let kind = match generated.kind {
                GeneratedKind::Stored => "STORED",
                GeneratedKind::Virtual => "VIRTUAL",
            };
            set(attributes, "generated", kind);
            set_kept(attributes, "expression", printed);
        }
        if let Some(identity) = &column.identity {
            let kind = match identity.kind {
                IdentityKind::Always => "ALWAYS",
                IdentityKind::ByDefault => "BY DEFAULT",
            };
            set(attributes, "identity", kind);
        }
        set_some(attributes, "sequence", sequence);
        set_some(attributes, "storage", storage);
        set_some(attributes, "collation", collation);
        let compression = column.compression.map(|it| it.to_sql().to_lowercase());
        set_some(attributes, "compression", compression);
        set_comment(attributes, column.comment.as_ref());
    }

    /// One that is found on the search path may be the database's own.
    fn collation(&self, collation: &Collation, part: &Object) -> String {
        match collation {
            Collation::Named(name) => {
                let own = format!("{}.{}", self.database.home.as_str(), name.as_str());
                match self.actual.text(part, "collation") == Some(own.as_str()) {
                    true => own,
                    false => name.as_str().to_owned(),
                }
            }
            Collation::Qualified(name) if *name.schema() == *"pg_catalog" => {
                name.name().as_str().to_owned()
            }
            Collation::Qualified(name) => {
                format!("{}.{}", name.schema().as_str(), name.name().as_str())
            }
        }
    }

    /// The order of the columns that both have.
    fn order(&mut self, table: &Table, object: &Object) {
        let mut found: Vec<(u32, &str)> = Vec::new();
        for column in &table.columns {
            let position = self
                .actual
                .text(&object.part(column_part(column)), "_position");
            if let Some(position) = position.and_then(|it| it.parse().ok()) {
                found.push((position, column.name.as_str()));
            }
        }
        if found.is_sorted() {
            return;
        }
        let text = |found: &[(u32, &str)]| {
            let names: Vec<&str> = found.iter().map(|(_, name)| *name).collect();
            names.join(", ")
        };
        let expected = text(&found);
        found.sort_unstable();
        let actual = text(&found);
        set(self.facts.add(object.clone()), "order of columns", expected);
        set(self.actual.add(object.clone()), "order of columns", actual);
    }
}

fn column_part(column: &Column) -> Part {
    Part::Column(column.name.as_str().to_owned())
}

/// A sequence as the catalogs have it, with what PostgreSQL chooses where nothing is said.
fn sequence(identity: &Identity, data_type: &DataType) -> String {
    let (name, least, most) = match data_type {
        DataType::Builtin(BuiltinType::Smallint) => {
            ("smallint", i64::from(i16::MIN), i64::from(i16::MAX))
        }
        DataType::Builtin(BuiltinType::Integer) => {
            ("integer", i64::from(i32::MIN), i64::from(i32::MAX))
        }
        _ => ("bigint", i64::MIN, i64::MAX),
    };
    let increment = identity.increment.unwrap_or(1);
    let (least, most) = if increment > 0 {
        (1, most)
    } else {
        (least, -1)
    };
    let start = identity
        .start
        .unwrap_or(if increment > 0 { least } else { most });
    format!(
        "AS {name} START {start} INCREMENT {increment} MINVALUE {least} MAXVALUE {most} CACHE 1"
    )
}
