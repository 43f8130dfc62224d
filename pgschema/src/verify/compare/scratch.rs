//! How the server writes what the model says: expressions, queries and bodies are given to a schema
//! that is made for it, printed, and taken back.
//!
//! Tables there have the names of the model's and the columns that expressions name, of the types that
//! the server's columns have. They are partitioned, so that they have no files, and a hundred at a
//! time, so that they take few locks. Nobody else sees them, and no table of the database is locked
//! but what a query reads, as a reader locks it.

mod table;

use std::collections::{BTreeMap, HashMap};

use postgres::error::SqlState;

use super::catalog;
use super::drift::NotCompared;
use super::facts::Facts;
use super::object::{Kind, Object, Part};
use super::types::{self, TypeNames};
use crate::model::Database;
use crate::plan::Definitions;
use crate::sql::{
    CreateSchema, Identifier, Parameter, QualifiedName, SetParameter, SetRole, SettingValue, ToSql,
};
use crate::verify::VerifyError;
use crate::verify::session::Session;

/// What an error is said to be about.
const DOING: &str = "seeing how the server writes the expressions of the model";

/// How many tables are there at once.
const TABLES: usize = 100;

/// What the server makes of the model.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// Functions, types and views, under their own names.
    pub(super) copies: Facts,
    /// One or two expressions of parts of tables.
    expressions: HashMap<Object, (Option<String>, Option<String>)>,
    /// What the server didn't take.
    pub(super) failed: Vec<NotCompared>,
}

impl Printed {
    /// The expressions of a part of a table; `None` if the server didn't take them. Of some, such as a
    /// default that is NULL, it keeps nothing.
    pub(super) fn expressions(&self, object: &Object) -> Option<&(Option<String>, Option<String>)> {
        const NOTHING: &(Option<String>, Option<String>) = &(None, None);
        let is_it = |failed: &NotCompared| match (&failed.object.part, &object.part) {
            // An exclusion constraint is printed as its index.
            (Some(Part::Constraint(failed_name)), Some(Part::Index(name))) => {
                failed_name == name && failed.object.whole() == object.whole()
            }
            _ => failed.object == *object,
        };
        let found = self.expressions.get(object);
        found.or_else(|| (!self.failed.iter().any(is_it)).then_some(NOTHING))
    }
}

/// Something to make, as a whole if all is well, and else piece by piece.
struct Item {
    object: Object,
    whole: String,
    pieces: Vec<(Object, String)>,
    /// The name of the table before a column, which is only that of the scratch table without the schema.
    qualified: Option<(String, String)>,
}

/// Prints what the model says.
pub(super) fn print(
    session: &mut Session<'_>,
    database: &Database,
    actual: &Facts,
) -> Result<(TypeNames, Printed), VerifyError> {
    let mut scratch = Scratch::begin(session, database)?;
    let types = types::names(scratch.session, database, |_| true);
    let types = types.map_err(|error| scratch.may_need_owner(error))?;
    let copies = scratch.copies();
    scratch.make(&copies, |scratch| {
        let names: Vec<&str> = scratch.names.values().map(Identifier::as_str).collect();
        let found = catalog::read_copies(scratch.session, &names)?;
        for (object, attributes) in found.iter() {
            let object = scratch.real(object);
            scratch
                .printed
                .copies
                .add(object)
                .extend(attributes.clone());
        }
        Ok(())
    })?;
    let tables = scratch.tables(actual);
    for chunk in tables.chunks(TABLES) {
        scratch.make(chunk, Scratch::read_expressions)?;
    }
    Ok((types, scratch.end()?))
}

struct Scratch<'s, 'c, 'd> {
    session: &'s mut Session<'c>,
    database: &'d Database,
    /// The scratch schema of each schema.
    names: BTreeMap<Identifier, Identifier>,
    /// Whether whatever the server refuses is the database's fault, not that of the role.
    may_all: bool,
    /// What is set before something is made.
    settings: String,
    printed: Printed,
}

impl<'s, 'c, 'd> Scratch<'s, 'c, 'd> {
    fn begin(session: &'s mut Session<'c>, database: &'d Database) -> Result<Self, VerifyError> {
        let owner = database.profile.as_ref().map(|profile| &profile.owner);
        let about = "SELECT pg_backend_pid(), r.rolsuper, \
            EXISTS (SELECT FROM pg_roles o WHERE o.rolname = $1) \
            FROM pg_roles r WHERE r.rolname = current_user";
        let owner_name = owner.map_or("", Identifier::as_str);
        let rows = catalog::rows(session, about, &[&owner_name])?;
        let (pid, is_superuser, has_owner): (i32, bool, bool) =
            rows.first().map_or((0, false, false), |row| {
                (row.get(0), row.get(1), row.get(2))
            });
        let owner = owner.filter(|_| has_owner && !is_superuser);
        let mut names = BTreeMap::new();
        for (number, schema) in database.schemas.iter().enumerate() {
            if let Ok(name) = Identifier::new(format!("pgschema_compare_{pid}_{number}")) {
                names.insert(schema.name.clone(), name);
            }
        }
        let mut scratch = Self {
            session,
            database,
            names,
            may_all: is_superuser || owner.is_some(),
            settings: settings(database),
            printed: Printed::default(),
        };
        scratch.make_schemas(owner)?;
        Ok(scratch)
    }

    /// The scratch schemas belong to whoever owns the objects, who may use what expressions name.
    fn make_schemas(&mut self, owner: Option<&Identifier>) -> Result<(), VerifyError> {
        let begin = "SAVEPOINT pgschema_scratch;";
        let schemas = self.names.values().map(|name| {
            let schema = CreateSchema::new(name.clone());
            let owner = owner.cloned();
            owner
                .map_or(schema.clone(), |owner| schema.authorization(owner))
                .to_sql()
        });
        let schemas = schemas.collect::<String>();
        let become_owner = owner.map_or_else(String::new, |it| SetRole::new(it.clone()).to_sql());
        let first = format!("{begin}{schemas}{become_owner}");
        let second = format!("ROLLBACK TO SAVEPOINT pgschema_scratch;{become_owner}{schemas}");
        // Either the role of the connection may make schemas, or the owner itself.
        let transaction = &mut self.session.transaction;
        let made = match transaction.batch_execute(&first) {
            Err(error) if error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) => {
                transaction.batch_execute(&second)
            }
            made => made,
        };
        made.map_err(|source| self.not_allowed(source))
    }

    fn end(self) -> Result<Printed, VerifyError> {
        let undo = "ROLLBACK TO SAVEPOINT pgschema_scratch";
        match self.session.transaction.batch_execute(undo) {
            Ok(()) => Ok(self.printed),
            Err(source) => Err(self.session.error(DOING, source)),
        }
    }

    /// Makes things, lets them be read, and takes them back.
    fn make(
        &mut self,
        items: &[Item],
        read: impl FnOnce(&mut Self) -> Result<(), VerifyError>,
    ) -> Result<(), VerifyError> {
        let begin = format!("SAVEPOINT pgschema_items;{}", self.settings);
        let whole: String = items.iter().map(|item| item.whole.as_str()).collect();
        let undo = "ROLLBACK TO SAVEPOINT pgschema_items;";
        if let Some(error) = self.attempt(&format!("{begin}{whole}"))? {
            drop(error);
            self.execute(&format!("{undo}{begin}"))?;
            for item in items {
                self.make_one(item)?;
            }
        }
        self.execute("SET LOCAL search_path = pg_catalog")?;
        read(self)?;
        self.execute(undo)
    }

    /// Makes something as far as the server takes it.
    fn make_one(&mut self, item: &Item) -> Result<(), VerifyError> {
        let Some(reason) = self.attempt_one(&item.whole)? else {
            return Ok(());
        };
        if item.pieces.is_empty() {
            self.fail(&item.object, reason);
        }
        for (object, statement) in &item.pieces {
            let Some(reason) = self.attempt_one(statement)? else {
                continue;
            };
            let within = item
                .qualified
                .as_ref()
                .map(|(name, bare)| statement.replace(name, bare));
            let within = within.filter(|within| within != statement);
            let is_made = match within {
                Some(within) => self.attempt_one(&within)?.is_none(),
                None => false,
            };
            if !is_made {
                self.fail(object, reason);
            }
        }
        Ok(())
    }

    fn fail(&mut self, object: &Object, reason: String) {
        let object = object.clone();
        self.printed.failed.push(NotCompared { object, reason });
    }

    /// What the server says against a statement, which is then taken back.
    fn attempt_one(&mut self, statement: &str) -> Result<Option<String>, VerifyError> {
        let batch = format!("SAVEPOINT pgschema_one;{statement}RELEASE SAVEPOINT pgschema_one;");
        let refused = self.attempt(&batch)?;
        if refused.is_some() {
            self.execute("ROLLBACK TO SAVEPOINT pgschema_one")?;
        }
        Ok(refused)
    }

    /// What the server says against statements. What has nothing to do with them is an error.
    fn attempt(&mut self, batch: &str) -> Result<Option<String>, VerifyError> {
        let Err(source) = self.session.transaction.batch_execute(batch) else {
            return Ok(None);
        };
        let Some(server) = source.as_db_error() else {
            return Err(self.session.error(DOING, source));
        };
        let state = server.code();
        // Operator intervention, resources, locks.
        let classes = ["57", "53", "55", "58", "25", "08"];
        let is_trouble = classes.iter().any(|class| state.code().starts_with(class));
        match *state == SqlState::INSUFFICIENT_PRIVILEGE && !self.may_all {
            true => Err(self.not_allowed(source)),
            false if is_trouble => Err(self.session.error(DOING, source)),
            false => Ok(Some(server.message().to_owned())),
        }
    }

    fn execute(&mut self, batch: &str) -> Result<(), VerifyError> {
        let done = self.session.transaction.batch_execute(batch);
        done.map_err(|source| self.session.error(DOING, source))
    }

    fn not_allowed(&self, source: postgres::Error) -> VerifyError {
        self.may_need_owner(self.session.error(DOING, source))
    }

    fn may_need_owner(&self, error: VerifyError) -> VerifyError {
        match error {
            VerifyError::NotAllowed {
                role,
                doing,
                source,
                ..
            } => VerifyError::NotAllowed {
                role,
                doing,
                hint: "connect as the owner of the database, which may become the owner of the objects, or as \
                    a superuser; compare_without_expressions needs no rights",
                source,
            },
            other => other,
        }
    }

    /// A name in the scratch schema of its own schema.
    fn scratch(&self, name: &QualifiedName) -> Option<QualifiedName> {
        let schema = self.names.get(name.schema())?;
        Some(QualifiedName::from_parts(
            schema.clone(),
            name.name().clone(),
        ))
    }

    /// An object of a scratch schema under its own name.
    fn real(&self, object: &Object) -> Object {
        let real = object
            .schema
            .as_deref()
            .and_then(|scratch| self.real_schema(scratch));
        Object {
            schema: real,
            ..object.clone()
        }
    }

    fn real_schema(&self, scratch: &str) -> Option<String> {
        let found = self.names.iter().find(|(_, name)| name.as_str() == scratch);
        found.map(|(real, _)| real.as_str().to_owned())
    }

    fn copies(&self) -> Vec<Item> {
        let version = self.session.version;
        let definitions = Definitions::new(self.database, version);
        let functions = self.database.functions.iter();
        let functions = functions
            .filter(|it| it.before.is_none_or(|before| version < before))
            .filter_map(|function| {
                let name = self.scratch(&function.name)?;
                let statement = definitions.function(function, name).to_sql();
                Some(Item::of(Kind::Function, &function.name, statement))
            });
        let domains = self.database.domains.iter().filter_map(|domain| {
            let name = self.scratch(&domain.name)?;
            let statement = definitions.domain(domain, name).to_sql();
            Some(Item::of(Kind::Type, &domain.name, statement))
        });
        let views = self.database.views.iter().filter_map(|view| {
            let name = self.scratch(&view.name)?;
            let statement = definitions.view(view, name).to_sql();
            Some(Item::of(Kind::View, &view.name, statement))
        });
        functions.chain(domains).chain(views).collect()
    }

    fn tables(&self, actual: &Facts) -> Vec<Item> {
        let definitions = Definitions::new(self.database, self.session.version);
        let tables = self.database.tables.iter().filter_map(|table| {
            let name = self.scratch(&table.name)?;
            table::item(&definitions, table, &name, actual)
        });
        tables.collect()
    }

    fn read_expressions(&mut self) -> Result<(), VerifyError> {
        let names: Vec<&str> = self.names.values().map(Identifier::as_str).collect();
        let text = catalog::query(
            include_str!("catalog/expressions.sql"),
            self.session.version,
        );
        for row in catalog::rows(self.session, &text, &[&names])? {
            let Some(schema) = self.real_schema(row.get(1)) else {
                continue;
            };
            let name: String = row.get(3);
            let part = match row.get(0) {
                "column" => Part::Column(name),
                "constraint" => Part::Constraint(name),
                "policy" => Part::Policy(name),
                "trigger" => Part::Trigger(name),
                "index" => Part::Index(name),
                _ => {
                    let partition = Object::within(Kind::Table, &schema, &name);
                    let bound = (row.get(4), None);
                    self.printed.expressions.insert(partition, bound);
                    continue;
                }
            };
            let object = Object::within(Kind::Table, &schema, row.get(2)).part(part);
            let expressions = (row.get(4), row.get(5));
            self.printed.expressions.insert(object, expressions);
        }
        Ok(())
    }
}

impl Item {
    fn of(kind: Kind, name: &QualifiedName, statement: String) -> Self {
        Self {
            object: Object::within(kind, name.schema().as_str(), name.name().as_str()),
            whole: statement,
            pieces: Vec::new(),
            qualified: None,
        }
    }
}

/// What was written by hand is looked up where the DDL looks it up. Bodies in PL/pgSQL are only kept.
fn settings(database: &Database) -> String {
    let mut text = String::new();
    if let (Ok(parameter), Ok(pg_temp)) =
        (Parameter::new("search_path"), Identifier::new("pg_temp"))
    {
        let path = SettingValue::List(vec![database.home.clone(), pg_temp]);
        text = SetParameter::new(parameter, path).to_sql();
    }
    text.push_str("SET LOCAL check_function_bodies = off;");
    text
}
