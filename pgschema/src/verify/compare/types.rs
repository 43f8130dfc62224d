//! How the server writes the types of the model. Nothing is made for that: types are looked up by name,
//! and what is in parentheses is read from the description of a query that is never run.

use std::collections::{BTreeSet, HashMap};

use super::catalog;
use crate::model::Database;
use crate::sql::{DataType, Identifier, Parameter, SetParameter, SettingValue, ToSql};
use crate::verify::VerifyError;
use crate::verify::session::Session;

/// A query has no more columns.
const COLUMNS: usize = 1000;

/// What the server calls types, by their SQL in the model; those that are gone are not there.
#[derive(Debug, Default)]
pub(in crate::verify) struct TypeNames {
    names: HashMap<String, TypeName>,
    /// Whether there are types that the role may not look up.
    is_partial: bool,
}

#[derive(Debug)]
struct TypeName {
    oid: u32,
    modifier: i32,
    /// Without what is in parentheses.
    base: String,
    full: String,
}

impl TypeNames {
    /// The name with what is in parentheses; `None` if it can't be told.
    pub(super) fn full(&self, data_type: &DataType) -> Option<String> {
        let text = data_type.to_sql();
        match self.names.get(&text) {
            Some(name) => Some(name.full.clone()),
            None => (!self.is_partial || !may_be_modified(data_type)).then_some(text),
        }
    }

    /// The name without.
    pub(in crate::verify) fn base(&self, data_type: &DataType) -> String {
        let text = data_type.to_sql();
        let name = self.names.get(&text).map(|name| name.base.clone());
        name.unwrap_or(text)
    }
}

/// What the server calls the types, for a role that may not use the schemas. Those of the schemas, which can't be
/// looked up by name then, are read from the catalogs.
pub(in crate::verify) fn names_without_rights(
    session: &mut Session<'_>,
    database: &Database,
) -> Result<TypeNames, VerifyError> {
    execute(session, "SAVEPOINT pgschema_types")?;
    let mut types = match names(session, database, |_| true) {
        Err(VerifyError::NotAllowed { .. }) => {
            execute(session, "ROLLBACK TO SAVEPOINT pgschema_types")?;
            let found = names(session, database, |it| !is_qualified(it))?;
            TypeNames {
                is_partial: true,
                ..found
            }
        }
        found => found?,
    };
    let (mut texts, mut schemas, mut names, mut arrays) = (vec![], vec![], vec![], vec![]);
    for data_type in all(database) {
        let text = data_type.to_sql();
        let is_found = types.names.contains_key(&text) || texts.contains(&text);
        if let Some((schema, name, is_array)) = plain_name(data_type, &database.home)
            && !is_found
        {
            texts.push(text);
            schemas.push(schema);
            names.push(name);
            arrays.push(is_array);
        }
    }
    if texts.is_empty() {
        return Ok(types);
    }
    let query = include_str!("catalog/types_of_schemas.sql");
    for row in catalog::rows(session, query, &[&texts, &schemas, &names, &arrays])? {
        let (base, full): (String, String) = (row.get(2), row.get(2));
        let name = TypeName {
            oid: row.get(1),
            modifier: -1,
            base,
            full,
        };
        types.names.insert(row.get(0), name);
    }
    Ok(types)
}

/// The types of columns and arguments.
fn all(database: &Database) -> impl Iterator<Item = &DataType> {
    let columns = database.tables.iter().flat_map(|table| &table.columns);
    let arguments = database.functions.iter().flat_map(|it| &it.arguments);
    let columns = columns.map(|column| &column.data_type);
    columns.chain(arguments.map(|argument| &argument.data_type))
}

fn is_qualified(data_type: &DataType) -> bool {
    match data_type {
        DataType::Array(element) => is_qualified(element),
        DataType::Builtin(_) => false,
        DataType::Named(_) => true,
        DataType::Text(text) => text.as_str().contains('.'),
    }
}

/// The schema and the name of a type that has nothing in parentheses, and whether it is an array of that. A type
/// that was written by hand is one if nothing in it needs quotes; without a schema it is of `home`.
fn plain_name(data_type: &DataType, home: &Identifier) -> Option<(String, String, bool)> {
    match data_type {
        DataType::Builtin(_) => None,
        DataType::Array(element) => {
            let (schema, name, _) = plain_name(element, home)?;
            Some((schema, name, true))
        }
        DataType::Named(named) if named.modifiers.is_empty() => {
            let (schema, name) = (named.name.schema().as_str(), named.name.name().as_str());
            Some((schema.to_owned(), name.to_owned(), false))
        }
        DataType::Named(_) => None,
        DataType::Text(text) => {
            let text = text.as_str().trim();
            let element = text.trim_end_matches("[]");
            let (schema, name) = match element.split_once('.') {
                Some((schema, name)) => (schema.to_lowercase(), name),
                None => (home.as_str().to_owned(), element),
            };
            let is_plain = |it: char| it.is_ascii_alphanumeric() || it == '_';
            let is_name = !name.is_empty() && name.chars().all(is_plain);
            let is_array = element.len() < text.len();
            is_name.then(|| (schema, name.to_lowercase(), is_array))
        }
    }
}

/// What the server calls the types of columns and arguments.
pub(super) fn names(
    session: &mut Session<'_>,
    database: &Database,
    is_wanted: impl Fn(&DataType) -> bool,
) -> Result<TypeNames, VerifyError> {
    let mut texts = BTreeSet::new();
    let mut modified = BTreeSet::new();
    for data_type in all(database).filter(|it| is_wanted(it)) {
        let text = data_type.to_sql();
        if may_be_modified(data_type) {
            modified.insert(text.clone());
        }
        texts.insert(text);
    }
    let texts: Vec<String> = texts.into_iter().collect();
    let mut found: HashMap<String, TypeName> = HashMap::new();
    let query = include_str!("catalog/types_by_name.sql");
    // Names are looked up where the DDL looks them up.
    let home = SettingValue::List(vec![database.home.clone()]);
    search(session, home)?;
    for row in catalog::rows(session, query, &[&texts])? {
        if let Some(oid) = row.get(1) {
            let name = TypeName {
                oid,
                modifier: -1,
                base: String::new(),
                full: String::new(),
            };
            found.insert(row.get(0), name);
        }
    }
    modified.retain(|text| found.contains_key(text));
    let modified: Vec<String> = modified.into_iter().collect();
    for chunk in modified.chunks(COLUMNS) {
        let values: Vec<String> = chunk.iter().map(|text| format!("NULL::{text}")).collect();
        let query = format!("SELECT {}", values.join(", "));
        let prepared = session.transaction.prepare(&query);
        let prepared = prepared.map_err(|source| session.error("reading types", source))?;
        for (text, column) in chunk.iter().zip(prepared.columns()) {
            if let Some(name) = found.get_mut(text) {
                // A domain is described as what it is over.
                let is_itself = name.oid == column.type_().oid();
                name.modifier = if is_itself {
                    column.type_modifier()
                } else {
                    -1
                };
            }
        }
    }
    let pg_catalog = Identifier::new("pg_catalog").into_iter().collect();
    search(session, SettingValue::List(pg_catalog))?;
    let types = found
        .iter()
        .map(|(text, name)| (text.clone(), (name.oid, name.modifier)));
    let (texts, (oids, modifiers)): (Vec<String>, (Vec<u32>, Vec<i32>)) = types.unzip();
    let query = "SELECT t.text, format_type(t.type, NULL), format_type(t.type, t.modifier) \
        FROM unnest($1::text[], $2::oid[], $3::int4[]) AS t (text, type, modifier)";
    for row in catalog::rows(session, query, &[&texts, &oids, &modifiers])? {
        if let Some(name) = found.get_mut(row.get::<_, &str>(0)) {
            name.base = row.get(1);
            name.full = row.get(2);
        }
    }
    Ok(TypeNames {
        names: found,
        is_partial: false,
    })
}

fn search(session: &mut Session<'_>, path: SettingValue) -> Result<(), VerifyError> {
    let Ok(parameter) = Parameter::new("search_path") else {
        return Ok(());
    };
    execute(session, &SetParameter::new(parameter, path).to_sql())
}

fn execute(session: &mut Session<'_>, batch: &str) -> Result<(), VerifyError> {
    let done = session.transaction.batch_execute(batch);
    done.map_err(|source| session.error("reading types", source))
}

/// Whether a type may have something in parentheses, or may stand for one that has.
fn may_be_modified(data_type: &DataType) -> bool {
    match data_type {
        DataType::Array(element) => may_be_modified(element),
        DataType::Named(named) => !named.modifiers.is_empty(),
        DataType::Builtin(_) | DataType::Text(_) => true,
    }
}
