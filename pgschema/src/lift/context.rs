use std::collections::BTreeMap;

use crate::define::{RoleDef, TableDef};
use crate::model::{Domain, Enum, Extension, Part, Places, Profile, Table};
use crate::sql::{Identifier, QualifiedName, RoleName};
use crate::validate::{Problem, ProblemKind};

/// What lifting knows and gathers while it goes through the tables.
pub(super) struct Context {
    /// The schema of everything that names none.
    pub(super) home: Identifier,
    pub(super) profile: Option<Profile>,
    pub(super) problems: Vec<Problem>,
    pub(super) enums: BTreeMap<QualifiedName, (Enum, &'static str)>,
    pub(super) domains: BTreeMap<QualifiedName, (Domain, &'static str)>,
    pub(super) lookups: BTreeMap<QualifiedName, (Table, &'static str)>,
    pub(super) extensions: BTreeMap<Identifier, Extension>,
    /// The structs of the tables that foreign keys refer to.
    pub(super) targets: BTreeMap<QualifiedName, &'static str>,
    pub(super) places: Places,
}

impl Context {
    pub(super) fn new(home: Identifier, profile: Option<Profile>) -> Self {
        Self {
            home,
            profile,
            problems: Vec::new(),
            enums: BTreeMap::new(),
            domains: BTreeMap::new(),
            lookups: BTreeMap::new(),
            extensions: BTreeMap::new(),
            targets: BTreeMap::new(),
            places: Places::default(),
        }
    }

    /// The name of a thing in the schema that it names, or at home.
    pub(super) fn qualify(
        &mut self,
        schema: Option<&str>,
        name: &str,
        object: &str,
    ) -> Option<QualifiedName> {
        let schema = match schema {
            Some(schema) => self.identifier(schema, object)?,
            None => self.home.clone(),
        };
        let name = self.identifier(name, object)?;
        Some(QualifiedName::from_parts(schema, name))
    }

    /// A name, or a problem.
    pub(super) fn identifier(&mut self, name: &str, object: &str) -> Option<Identifier> {
        match Identifier::new(name) {
            Ok(name) => Some(name),
            Err(error) => {
                self.problems.push(Problem::new(object, error));
                None
            }
        }
    }

    pub(super) fn report(&mut self, object: impl std::fmt::Display, kind: impl Into<ProblemKind>) {
        self.problems.push(Problem::new(object, kind));
    }

    /// The role that an attribute names.
    pub(super) fn role(&mut self, role: RoleDef, object: &str) -> Option<RoleName> {
        let word = match role {
            RoleDef::Public => return Some(RoleName::Public),
            RoleDef::CurrentUser => return Some(RoleName::CurrentUser),
            RoleDef::Named(name) => return self.identifier(name, object).map(RoleName::Named),
            RoleDef::Owner => "owner",
            RoleDef::Migrator => "migrator",
            RoleDef::Runtime => "runtime",
            RoleDef::Readonly => "readonly",
        };
        let Some(profile) = &self.profile else {
            self.report(object, ProblemKind::NoProfile { role: word });
            return None;
        };
        let name = match role {
            RoleDef::Owner => &profile.owner,
            RoleDef::Migrator => &profile.migrator,
            RoleDef::Readonly => &profile.readonly,
            _ => &profile.runtime,
        };
        Some(RoleName::Named(name.clone()))
    }
}

/// One table while it is lifted.
pub(super) struct Scope<'a> {
    pub(super) context: &'a mut Context,
    pub(super) definition: &'static TableDef,
    pub(super) name: QualifiedName,
    /// The table as messages name it.
    pub(super) label: String,
}

impl Scope<'_> {
    pub(super) fn report(&mut self, kind: impl Into<ProblemKind>) {
        let problem =
            Problem::new(&self.label, kind).at(self.definition.file, self.definition.line);
        self.context.problems.push(problem);
    }

    /// Keeps where a part of the table stands.
    pub(super) fn place(&mut self, part: Part, name: &Identifier, line: u32) {
        let file = self.definition.file;
        self.context
            .places
            .add_part(&self.name, part, name, file, line);
    }

    /// A name, or a problem of this table.
    pub(super) fn identifier(&mut self, name: &str) -> Option<Identifier> {
        match Identifier::new(name) {
            Ok(name) => Some(name),
            Err(error) => {
                self.report(error);
                None
            }
        }
    }

    /// The name of the column that a path of fields names.
    pub(super) fn column(&mut self, path: &'static str) -> Option<Identifier> {
        if let Some(column) = super::fields::resolve(self.definition, path) {
            return self.identifier(column.name);
        }
        let fields = super::fields::flatten(self.definition.columns);
        let mut paths = fields.iter().map(|(field, _)| field.as_str());
        // A column of a group is named with its path.
        let in_group = paths
            .clone()
            .find(|field| field.rsplit('.').next() == Some(path));
        let nearest = in_group
            .or_else(|| pgschema_syntax::names::nearest(path, &mut paths))
            .map(str::to_owned);
        self.report(ProblemKind::MissingColumn {
            column: path.to_owned(),
            nearest,
        });
        None
    }

    /// The names of several columns, in order.
    pub(super) fn columns(&mut self, paths: &[&'static str]) -> Vec<Identifier> {
        paths.iter().filter_map(|path| self.column(path)).collect()
    }

    /// The tenant column.
    pub(super) fn tenant(&mut self) -> Option<Identifier> {
        self.definition.tenant.and_then(|path| self.column(path))
    }

    pub(super) fn roles(&mut self, roles: &[RoleDef]) -> Vec<RoleName> {
        let label = self.label.clone();
        let mut names: Vec<_> = roles
            .iter()
            .filter_map(|role| self.context.role(*role, &label))
            .collect();
        names.sort();
        names.dedup();
        names
    }
}
