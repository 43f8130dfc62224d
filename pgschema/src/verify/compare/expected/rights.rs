//! Rights, one fact for each.

use super::{Model, object, table_object};
use crate::Version;
use crate::define::Privilege;
use crate::model::TableGrant;
use crate::sql::{QualifiedName, RoleName};
use crate::verify::compare::object::{Grantee, Kind, Object, Part};

const SCHEMA: [&str; 2] = ["CREATE", "USAGE"];
const SEQUENCE: [&str; 3] = ["SELECT", "UPDATE", "USAGE"];
const DATABASE: [&str; 3] = ["CONNECT", "CREATE", "TEMPORARY"];
const TABLE: [&str; 7] = [
    "DELETE",
    "INSERT",
    "REFERENCES",
    "SELECT",
    "TRIGGER",
    "TRUNCATE",
    "UPDATE",
];

impl Model<'_> {
    pub(super) fn rights(&mut self) {
        self.database_rights();
        let database = self.database;
        let is_hardened = database.profile.is_some();
        for schema in &database.schemas {
            let object = Object::of_schema(schema.name.as_str());
            if !schema.exists {
                self.all(&object, &SCHEMA);
            }
            for role in &schema.usage {
                self.right(&object, "USAGE", None, role);
            }
        }
        for table in &database.tables {
            let object = table_object(&table.name);
            self.relation_rights(&object, &table.grants);
            for partition in &table.partitions {
                let schema = table.name.schema().clone();
                let name = QualifiedName::from_parts(schema, partition.name.clone());
                self.relation_rights(&table_object(&name), &[]);
            }
            for column in table.columns.iter().filter(|it| it.identity.is_some()) {
                for privilege in SEQUENCE {
                    self.facts.add(object.part(Part::SequenceGrant {
                        privilege: privilege.to_owned(),
                        column: column.name.as_str().to_owned(),
                        role: Grantee::Owner,
                    }));
                }
            }
        }
        for view in &database.views {
            self.relation_rights(&object(Kind::View, &view.name), &view.grants);
        }
        for function in &database.functions {
            if function.before.is_some_and(|before| self.version >= before) {
                continue;
            }
            let arguments: Vec<String> = function
                .arguments
                .iter()
                .map(|argument| self.types.base(&argument.data_type))
                .collect();
            let object = Object {
                arguments: Some(arguments.join(", ")),
                ..object(Kind::Function, &function.name)
            };
            self.all(&object, &["EXECUTE"]);
            for role in &function.execute {
                self.right(&object, "EXECUTE", None, role);
            }
            if !is_hardened {
                self.right(&object, "EXECUTE", None, &RoleName::Public);
            }
        }
        let enums = database.enums.iter().map(|it| &it.name);
        let domains = database.domains.iter().map(|it| &it.name);
        for name in enums.chain(domains) {
            let object = object(Kind::Type, name);
            self.all(&object, &["USAGE"]);
            if !is_hardened {
                self.right(&object, "USAGE", None, &RoleName::Public);
            }
        }
    }

    fn database_rights(&mut self) {
        let object = Object::database();
        self.all(&object, &DATABASE);
        let profile = self.database.profile.as_ref();
        let owner = self
            .actual
            .text(&object, "_owner")
            .unwrap_or_default()
            .to_owned();
        if profile.is_some_and(|profile| profile.lock_database) {
            let roles = self.database.roles.iter();
            for role in roles.filter(|role| role.login && role.name != *owner.as_str()) {
                let role = Grantee::Role(role.name.as_str().to_owned());
                self.add(&object, "CONNECT", None, role);
            }
        } else {
            self.right(&object, "CONNECT", None, &RoleName::Public);
            self.right(&object, "TEMPORARY", None, &RoleName::Public);
        }
        let makes_extensions = !self.database.extensions.is_empty();
        if let Some(profile) = profile.filter(|it| makes_extensions && it.owner != *owner.as_str())
        {
            let role = Grantee::Role(profile.owner.as_str().to_owned());
            self.add(&object, "CREATE", None, role);
        }
    }

    fn relation_rights(&mut self, object: &Object, grants: &[TableGrant]) {
        self.all(object, &TABLE);
        if self.version >= Version::V17 {
            self.all(object, &[Privilege::Maintain.as_str()]);
        }
        for grant in grants {
            for granted in &grant.privileges {
                let privilege = granted.privilege.as_str();
                if granted.columns.is_empty() {
                    self.right(object, privilege, None, &grant.role);
                }
                for column in &granted.columns {
                    self.right(object, privilege, Some(column.as_str()), &grant.role);
                }
            }
        }
    }

    /// What the owner has.
    fn all(&mut self, object: &Object, privileges: &[&str]) {
        for privilege in privileges {
            self.add(object, privilege, None, Grantee::Owner);
        }
    }

    fn right(&mut self, object: &Object, privilege: &str, column: Option<&str>, role: &RoleName) {
        if let Some(role) = self.grantee(role) {
            self.add(object, privilege, column, role);
        }
    }

    fn add(&mut self, object: &Object, privilege: &str, column: Option<&str>, role: Grantee) {
        self.facts.add(object.part(Part::Grant {
            privilege: privilege.to_owned(),
            column: column.map(str::to_owned),
            role,
        }));
    }
}
