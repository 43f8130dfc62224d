use std::collections::BTreeMap;

use super::context::Context;
use crate::define::{Table, TableDef};
use crate::harden::{self, Hardening};
use crate::model::{
    self, Database, DefaultPrivilege, Extension, Function, Membership, ObjectException, Role,
    Schema, Trigger, View,
};
use crate::sql::{Identifier, QualifiedName, ToSql};
use crate::validate::{self, InvalidDatabase, Problem, ProblemKind};

/// Gathers what a database is made of. [`Database::builder`] makes one.
///
/// The order of the calls doesn't matter: the same parts give the same database.
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until it is built"]
pub struct DatabaseBuilder {
    home: Option<String>,
    hardening: Option<Hardening>,
    definitions: Vec<&'static TableDef>,
    tables: Vec<model::Table>,
    roles: Vec<Role>,
    functions: Vec<Function>,
    views: Vec<View>,
    triggers: Vec<(QualifiedName, Trigger)>,
    extensions: Vec<String>,
    memberships: Vec<Membership>,
    default_privileges: Vec<DefaultPrivilege>,
    exceptions: Vec<ObjectException>,
}

impl Database {
    /// A builder of a database, from structs.
    ///
    /// ```
    /// use pgschema::{Database, Table, Version};
    /// # use pgschema::define::{BuiltinType, ColumnDef, ColumnEntry, TableDef, TypeDef};
    /// # struct Country;
    /// # impl Table for Country {
    /// #     const TABLE: &'static TableDef = &TableDef {
    /// #         name: "countries",
    /// #         columns: &[ColumnEntry::Column(ColumnDef {
    /// #             field: "code",
    /// #             name: "code",
    /// #             data_type: TypeDef::Builtin(BuiltinType::Text),
    /// #             primary_key: true,
    /// #             ..ColumnDef::EMPTY
    /// #         })],
    /// #         ..TableDef::EMPTY
    /// #     };
    /// #     type Columns = ();
    /// #     fn columns() {}
    /// # }
    ///
    /// let database = Database::builder().schema("app").table::<Country>().build()?;
    /// let sql = database.render(Version::V18)?;
    /// assert!(sql.contains("CREATE TABLE IF NOT EXISTS app.countries"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn builder() -> DatabaseBuilder {
        DatabaseBuilder::default()
    }
}

impl DatabaseBuilder {
    /// The schema of everything that names none; `public` without it.
    pub fn schema(mut self, schema: impl Into<String>) -> Self {
        self.home = Some(schema.into());
        self
    }

    /// A hardened database: a schema of its own, roles that are kept apart, explicit rights,
    /// row-level security on every table, timeouts.
    ///
    /// Takes the name of the schema, or a [`Hardening`] with measures switched off by name.
    pub fn hardened(mut self, hardening: impl Into<Hardening>) -> Self {
        self.hardening = Some(hardening.into());
        self
    }

    /// The table that a struct describes.
    pub fn table<T: Table>(mut self) -> Self {
        self.definitions.push(T::TABLE);
        self
    }

    /// A table as a value of the model, for what no struct describes.
    pub fn model_table(mut self, table: model::Table) -> Self {
        self.tables.push(table);
        self
    }

    /// A role beside those of the profile.
    pub fn role(mut self, role: Role) -> Self {
        self.roles.push(role);
        self
    }

    /// A function.
    pub fn function(mut self, function: Function) -> Self {
        self.functions.push(function);
        self
    }

    /// A view.
    pub fn view(mut self, view: View) -> Self {
        self.views.push(view);
        self
    }

    /// A trigger of a table.
    pub fn trigger(mut self, table: QualifiedName, trigger: Trigger) -> Self {
        self.triggers.push((table, trigger));
        self
    }

    /// An extension; those that types and operator classes come from are known without it.
    pub fn extension(mut self, name: impl Into<String>) -> Self {
        self.extensions.push(name.into());
        self
    }

    /// Makes one role a member of another, which it may then become.
    pub fn membership(mut self, membership: Membership) -> Self {
        self.memberships.push(membership);
        self
    }

    /// What objects that the owner makes later start with, beside what the profile says.
    pub fn default_privilege(mut self, privilege: DefaultPrivilege) -> Self {
        self.default_privileges.push(privilege);
        self
    }

    /// Allows what a rule of [`lint`](crate::lint) finds on an object that no attribute can stand at:
    /// a role, a function, a view, a table made by hand or a part of it. The object is named as in
    /// reports: `app.live_documents`.
    pub fn allow(
        mut self,
        rule: impl Into<String>,
        object: impl Into<String>,
        reason: impl Into<String>,
    ) -> Self {
        self.exceptions.push(ObjectException {
            rule: rule.into(),
            object: object.into(),
            reason: reason.into(),
        });
        self
    }

    /// The database, complete and valid.
    ///
    /// # Errors
    ///
    /// If the parts don't make a database, with every problem at once: two tables of one name, a
    /// foreign key to a table that isn't there, a role that isn't declared, a name that is too
    /// long.
    pub fn build(self) -> Result<Database, InvalidDatabase> {
        let mut problems = Vec::new();
        let home = self
            .hardening
            .as_ref()
            .map(|hardening| hardening.schema.as_str())
            .or(self.home.as_deref())
            .unwrap_or("public");
        let home = Identifier::new(home)
            .map_err(|error| InvalidDatabase::new(vec![Problem::new("the schema", error)]))?;
        let profile = match self.hardening.as_ref().map(Hardening::profile).transpose() {
            Ok(profile) => profile,
            Err(error) => {
                return Err(InvalidDatabase::new(vec![Problem::new(
                    "the profile",
                    error,
                )]));
            }
        };
        let mut context = Context::new(home.clone(), profile);
        let mut database = Database::empty(home);
        for definition in unique_definitions(&self.definitions, &mut problems) {
            if let Some(table) = context.table(definition, &mut database.functions) {
                context.places.add_table(definition, &table.name);
                database.tables.push(table);
            }
        }
        for name in &self.extensions {
            context.extension(name, "the database");
        }
        database.tables.extend(self.tables);
        database.roles = self.roles;
        database.memberships = self.memberships;
        database.default_privileges = self.default_privileges;
        database.exceptions = self.exceptions;
        database.functions.extend(self.functions);
        database.views = self.views;
        attach_triggers(&mut database, self.triggers, &mut problems);
        let targets = std::mem::take(&mut context.targets);
        take_over(&mut database, context, &mut problems);
        add_schemas(&mut database);
        if let Some(hardening) = &self.hardening {
            harden::apply(&mut database, hardening, &mut problems);
        }
        if let Err(kind) = harden::add_uuid_v7(&mut database) {
            problems.push(Problem::new("the database", kind));
        }
        database.sort();
        validate::check(&database, &targets, problems)
            .map_err(|invalid| invalid.located(&self.definitions, &database.home))?;
        Ok(database)
    }
}

/// The definitions, each struct once.
fn unique_definitions(
    definitions: &[&'static TableDef],
    problems: &mut Vec<Problem>,
) -> Vec<&'static TableDef> {
    let mut seen: BTreeMap<(Option<&str>, &str), &TableDef> = BTreeMap::new();
    let mut unique = Vec::new();
    for definition in definitions {
        match seen.get(&(definition.schema, definition.name)) {
            Some(first) => {
                let kind = ProblemKind::DuplicateTable {
                    first: first.rust.to_owned(),
                    second: definition.rust.to_owned(),
                };
                let problem = Problem::new(definition.name, kind);
                problems.push(problem.at(definition.file, definition.line));
            }
            None => {
                seen.insert((definition.schema, definition.name), definition);
                unique.push(*definition);
            }
        }
    }
    // The order of registration must not show, not even in messages.
    unique.sort_by_key(|definition| (definition.schema, definition.name));
    unique
}

fn attach_triggers(
    database: &mut Database,
    triggers: Vec<(QualifiedName, Trigger)>,
    problems: &mut Vec<Problem>,
) {
    for (name, trigger) in triggers {
        match database.tables.iter_mut().find(|table| table.name == name) {
            Some(table) => table.triggers.push(trigger),
            None => problems.push(Problem::new(
                format_args!("the trigger `{}`", trigger.name.as_str()),
                ProblemKind::UnknownTable(name.to_string()),
            )),
        }
    }
}

/// Moves what lifting gathered into the database.
fn take_over(database: &mut Database, context: Context, problems: &mut Vec<Problem>) {
    problems.extend(context.problems);
    database.profile = context.profile;
    database.places = context.places;
    database.enums = context
        .enums
        .into_values()
        .map(|(native, _)| native)
        .collect();
    database.domains = context
        .domains
        .into_values()
        .map(|(domain, _)| domain)
        .collect();
    database.extensions = context.extensions.into_values().collect::<Vec<Extension>>();
    database
        .tables
        .extend(context.lookups.into_values().map(|(table, _)| table));
    // Tables that touch a column of one name share the function, append-only tables theirs.
    database.functions.sort_by_cached_key(signature);
    database.functions.dedup();
}

/// The schemas that something is in.
fn add_schemas(database: &mut Database) {
    let mut names: Vec<Identifier> = vec![database.home.clone()];
    names.extend(
        database
            .tables
            .iter()
            .map(|table| table.name.schema().clone()),
    );
    names.extend(
        database
            .enums
            .iter()
            .map(|native| native.name.schema().clone()),
    );
    names.extend(
        database
            .domains
            .iter()
            .map(|domain| domain.name.schema().clone()),
    );
    names.extend(
        database
            .functions
            .iter()
            .map(|function| function.name.schema().clone()),
    );
    names.extend(database.views.iter().map(|view| view.name.schema().clone()));
    names.extend(
        database
            .extensions
            .iter()
            .map(|extension| extension.schema.clone()),
    );
    names.sort();
    names.dedup();
    database.schemas = names
        .into_iter()
        .map(|name| Schema {
            exists: name == "public",
            name,
            usage: Vec::new(),
            comment: None,
        })
        .collect();
}

/// Functions of one name with different arguments are different functions.
fn signature(function: &Function) -> (QualifiedName, Vec<String>) {
    let types = function
        .arguments
        .iter()
        .map(|argument| argument.data_type.to_sql());
    (function.name.clone(), types.collect())
}

impl Database {
    /// Puts everything that has no order of its own into one.
    pub(crate) fn sort(&mut self) {
        self.roles.sort_by(|left, right| left.name.cmp(&right.name));
        self.schemas
            .sort_by(|left, right| left.name.cmp(&right.name));
        self.extensions
            .sort_by(|left, right| left.name.cmp(&right.name));
        self.enums.sort_by(|left, right| left.name.cmp(&right.name));
        self.domains
            .sort_by(|left, right| left.name.cmp(&right.name));
        self.functions.sort_by_cached_key(signature);
        self.tables
            .sort_by(|left, right| left.name.cmp(&right.name));
        self.views.sort_by(|left, right| left.name.cmp(&right.name));
        // Whoever runs the DDL has no name and comes last.
        self.memberships
            .sort_by_cached_key(|it| (it.role.clone(), it.member.is_none(), it.member.clone()));
        self.memberships.dedup();
        self.exceptions.sort();
        for table in &mut self.tables {
            table.constraints.sort_by(super::table::by_kind_and_name);
            table
                .indexes
                .sort_by(|left, right| left.name.cmp(&right.name));
            table
                .policies
                .sort_by(|left, right| left.name.cmp(&right.name));
            table
                .grants
                .sort_by(|left, right| left.role.cmp(&right.role));
            table
                .triggers
                .sort_by(|left, right| left.name.cmp(&right.name));
            table
                .partitions
                .sort_by(|left, right| left.name.cmp(&right.name));
        }
        for view in &mut self.views {
            view.grants
                .sort_by(|left, right| left.role.cmp(&right.role));
        }
    }
}
