//! Roles, settings, memberships, schemas, extensions and default privileges.

use std::collections::BTreeSet;

use super::{Model, set, set_comment, set_some};
use crate::Version;
use crate::model::Database;
use crate::sql::{Identifier, SettingValue, ToSql};
use crate::verify::compare::facts::Value;
use crate::verify::compare::object::{Grantee, Kind, Object, Part};

impl Model<'_> {
    pub(super) fn cluster(&mut self) {
        self.facts.add(Object::database());
        self.owner_of_the_database();
        self.roles();
        self.memberships();
        self.schemas();
        for extension in &self.database.extensions {
            let name = extension.name.as_str().to_owned();
            let object = Object::new(Kind::Extension, None, name);
            set(self.facts.add(object), "schema", extension.schema.as_str());
        }
        self.default_privileges();
    }

    /// Whoever runs the DDL may own the database, but not a role that is to have little: its owner may make
    /// schemas, and takes and gives rights on it.
    fn owner_of_the_database(&mut self) {
        let Some(profile) = &self.database.profile else {
            return;
        };
        let object = Object::database();
        let found = self.actual.text(&object, "_owner").unwrap_or_default();
        let found = found.to_owned();
        if self.database.binds(&found) {
            let owner = profile.owner.as_str();
            set(self.facts.add(object.clone()), "owner", owner);
            set(self.actual.add(object), "owner", found);
        }
    }

    fn roles(&mut self) {
        for role in &self.database.roles {
            let object = Object::role(role.name.as_str());
            let attributes = self.facts.add(object.clone());
            for (name, has, word, not) in [
                ("login", role.login, "LOGIN", "NOLOGIN"),
                ("inherit", role.inherit, "INHERIT", "NOINHERIT"),
                ("superuser", false, "SUPERUSER", "NOSUPERUSER"),
                ("createdb", false, "CREATEDB", "NOCREATEDB"),
                ("createrole", false, "CREATEROLE", "NOCREATEROLE"),
                ("replication", false, "REPLICATION", "NOREPLICATION"),
                (
                    "bypassrls",
                    role.bypass_row_security,
                    "BYPASSRLS",
                    "NOBYPASSRLS",
                ),
            ] {
                set(attributes, name, if has { word } else { not });
            }
            let limit = role.connection_limit.filter(|limit| *limit != -1);
            set_some(
                attributes,
                "connection limit",
                limit.map(|it| it.to_string()),
            );
            for setting in &role.settings {
                if setting.since.is_some_and(|since| self.version < since) {
                    continue;
                }
                let part = Part::Setting {
                    parameter: setting.parameter.as_str().to_ascii_lowercase(),
                    in_database: setting.in_database,
                };
                let value = setting_value(&setting.value);
                set(self.facts.add(object.part(part)), "value", value);
            }
        }
    }

    fn memberships(&mut self) {
        for membership in &self.database.memberships {
            let Some(member) = &membership.member else {
                continue;
            };
            let role = membership.role.as_str();
            let is_known = self.database.roles.iter().any(|it| it.name == *member);
            let object = match is_known {
                true => Object::role(member.as_str()).part(Part::MemberOf(role.to_owned())),
                false => Object::role(role).part(Part::Member(member.as_str().to_owned())),
            };
            let attributes = self.facts.add(object);
            set(attributes, "admin", "no");
            if self.version >= Version::V16 {
                set(attributes, "inherit", "no");
                set(attributes, "set", "yes");
            }
        }
    }

    fn schemas(&mut self) {
        for schema in &self.database.schemas {
            let owner = self.owner();
            let attributes = self.facts.add(Object::of_schema(schema.name.as_str()));
            attributes.insert("owner", if schema.exists { Value::Any } else { owner });
            match &schema.comment {
                None if schema.exists => {
                    attributes.insert("comment", Value::Any);
                }
                comment => set_comment(attributes, comment.as_ref()),
            }
        }
        let public = Object::of_schema("public");
        if !self.facts.contains(&public) && self.actual.contains(&public) {
            let attributes = self.facts.add(public);
            attributes.insert("owner", Value::Any);
            attributes.insert("comment", Value::Any);
        }
    }

    /// What each role's later objects start with: what PostgreSQL says, without what the model takes
    /// from it and with what it gives.
    fn default_privileges(&mut self) {
        let Some(profile) = &self.database.profile else {
            return;
        };
        for role in &self.database.roles {
            let mut rights: BTreeSet<(String, String, Option<String>, Grantee)> =
                [("EXECUTE", "ROUTINES"), ("USAGE", "TYPES")]
                    .into_iter()
                    .map(|(privilege, on)| {
                        (privilege.to_owned(), on.to_owned(), None, Grantee::Public)
                    })
                    .collect();
            let changes = self.database.default_privileges.iter();
            for change in changes.filter(|_| role.name == profile.owner) {
                let Some(grantee) = self.grantee(&change.role) else {
                    continue;
                };
                if grantee == Grantee::Owner {
                    continue;
                }
                for privilege in &change.privileges {
                    let schema = change.schema.as_ref().map(|it| it.as_str().to_owned());
                    let privilege = privilege.as_str().to_owned();
                    let right = (privilege, change.on.to_sql(), schema, grantee.clone());
                    match change.revoke {
                        true => rights.remove(&right),
                        false => rights.insert(right),
                    };
                }
            }
            for (privilege, on, schema, grantee) in rights {
                let part = Part::DefaultPrivilege {
                    maker: role.name.as_str().to_owned(),
                    privilege,
                    on,
                    schema,
                    role: grantee,
                };
                self.facts.add(Object::role(role.name.as_str()).part(part));
            }
        }
    }
}

/// Whether a role of the model is given to whoever runs the DDL.
pub(super) fn is_for_who_runs_the_ddl(database: &Database, role: &str) -> bool {
    let memberships = &database.memberships;
    memberships
        .iter()
        .any(|it| it.member.is_none() && it.role == *role)
}

fn setting_value(value: &SettingValue) -> String {
    match value {
        SettingValue::Text(text) => text.as_str().to_owned(),
        SettingValue::Integer(number) => number.to_string(),
        SettingValue::Boolean(true) => "on".to_owned(),
        SettingValue::Boolean(false) => "off".to_owned(),
        SettingValue::List(names) => {
            let names: Vec<String> = names.iter().map(Identifier::to_sql).collect();
            if names.is_empty() {
                "\"\"".to_owned()
            } else {
                names.join(", ")
            }
        }
    }
}
