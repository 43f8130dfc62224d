//! Roles and what belongs to the whole database, by whoever runs the DDL; then the schemas, and from
//! there on as the owner.

use super::Planner;
use super::output::{Output, Title};
use crate::Version;
use crate::define::Privilege;
use crate::sql::{
    AlterDefaultPrivileges, AlterRoleSet, Comment, CommentTarget, CreateExtension, CreateRole,
    CreateSchema, Grant, GrantRole, GrantedPrivilege, Identifier, Object, Parameter,
    ResetParameter, ResetRole, Revoke, RoleName, SetParameter, SetRole, SettingValue, TextLiteral,
};

/// A statement that can't have its lock soon gives up, before everybody queues behind it; one that
/// takes longer than a new database needs is a mistake. A date means the same whoever runs the DDL:
/// the bounds of partitions are moments.
const SESSION: [(&str, &str); 5] = [
    ("lock_timeout", "2s"),
    ("statement_timeout", "60s"),
    ("DateStyle", "ISO, YMD"),
    ("IntervalStyle", "postgres"),
    ("TimeZone", "UTC"),
];

impl<O: Output> Planner<'_, O> {
    /// What holds while the DDL runs.
    pub(super) fn session(&mut self) {
        self.section(Title::Session);
        for (parameter, value) in SESSION {
            if let (Ok(parameter), Ok(value)) = (Parameter::new(parameter), TextLiteral::new(value))
            {
                self.emit(SetParameter::new(parameter, SettingValue::Text(value)));
            }
        }
        // Everything is qualified; what was written by hand is looked up where the application
        // looks, whoever runs the DDL, and never in a temporary schema first.
        if let (Ok(search_path), Ok(pg_temp)) =
            (Parameter::new("search_path"), Identifier::new("pg_temp"))
        {
            let path = SettingValue::List(vec![self.database.home.clone(), pg_temp]);
            self.emit(SetParameter::new(search_path, path));
        }
    }

    pub(super) fn roles(&mut self) {
        self.section(Title::Roles);
        for role in &self.database.roles {
            let mut create = CreateRole::new(role.name.clone())
                .login(role.login)
                .inherit(role.inherit)
                .bypass_rls(role.bypass_row_security)
                .if_not_exists();
            if let Some(limit) = role.connection_limit {
                create = create.connection_limit(limit);
            }
            self.emit(create);
        }
        for membership in &self.database.memberships {
            let member = membership
                .member
                .clone()
                .map_or(RoleName::CurrentUser, RoleName::Named);
            let is_current_user = member == RoleName::CurrentUser;
            let mut grant = GrantRole::new(membership.role.clone(), member);
            if self.version >= Version::V16 {
                grant = grant.inherit(false).set(true);
            }
            // Whoever may become the role already must not lose how.
            if is_current_user {
                grant = grant.unless_member();
            }
            self.emit(grant);
        }
        for role in &self.database.roles {
            for setting in &role.settings {
                if setting.since.is_some_and(|since| self.version < since) {
                    continue;
                }
                let mut set = AlterRoleSet::new(
                    role.name.clone(),
                    setting.parameter.clone(),
                    setting.value.clone(),
                );
                if setting.in_database {
                    set = set.in_current_database();
                }
                self.emit(set);
            }
        }
    }

    pub(super) fn database_privileges(&mut self) {
        let Some(profile) = &self.database.profile else {
            return;
        };
        self.section(Title::Database);
        if profile.lock_database {
            self.emit(Revoke::all(Object::CurrentDatabase, [RoleName::Public]));
            let login = self.database.roles.iter().filter(|role| role.login);
            let login: Vec<_> = login
                .map(|role| RoleName::Named(role.name.clone()))
                .collect();
            let connect: GrantedPrivilege = Privilege::Connect.into();
            self.emit(Grant::new([connect], Object::CurrentDatabase, login));
        }
        if !self.database.extensions.is_empty() {
            // Creating a trusted extension takes CREATE on the database.
            let owner = RoleName::Named(profile.owner.clone());
            let create: GrantedPrivilege = Privilege::Create.into();
            self.emit(Grant::new([create], Object::CurrentDatabase, [owner]));
        }
        if profile.lock_public_schema
            && let Ok(public) = Identifier::new("public")
        {
            self.emit(Revoke::all(Object::Schema(public), [RoleName::Public]));
        }
    }

    pub(super) fn schemas(&mut self) {
        self.section(Title::Schemas);
        let owner = self
            .database
            .profile
            .as_ref()
            .map(|profile| profile.owner.clone());
        for schema in self.database.schemas.iter().filter(|schema| !schema.exists) {
            let mut create = CreateSchema::new(schema.name.clone()).if_not_exists();
            if let Some(owner) = &owner {
                create = create.authorization(owner.clone());
            }
            self.emit(create);
        }
        if let Some(owner) = owner {
            self.emit(SetRole::new(owner));
        }
        for schema in &self.database.schemas {
            if self.database.profile.is_some() && !schema.exists {
                let object = Object::Schema(schema.name.clone());
                self.emit(Revoke::all(object, [RoleName::Public]));
            }
            if !schema.usage.is_empty() {
                let usage: GrantedPrivilege = Privilege::Usage.into();
                let object = Object::Schema(schema.name.clone());
                self.emit(Grant::new([usage], object, schema.usage.iter().cloned()));
            }
            if let Some(comment) = &schema.comment {
                let target = CommentTarget::Schema(schema.name.clone());
                self.emit(Comment::new(target, Some(comment.clone())));
            }
        }
        for default in &self.database.default_privileges {
            let privileges = default.privileges.iter().copied();
            let role = [default.role.clone()];
            let mut statement = if default.revoke {
                AlterDefaultPrivileges::revoke(privileges, default.on, role)
            } else {
                AlterDefaultPrivileges::grant(privileges, default.on, role)
            };
            if let Some(schema) = &default.schema {
                statement = statement.in_schema(schema.clone());
            }
            self.emit(statement);
        }
    }

    pub(super) fn extensions(&mut self) {
        self.section(Title::Extensions);
        for extension in &self.database.extensions {
            let create = CreateExtension::new(extension.name.clone())
                .if_not_exists()
                .schema(extension.schema.clone());
            self.emit(create);
        }
    }

    /// Leaves the session as it was.
    pub(super) fn finish(&mut self) {
        self.section(Title::End);
        if self.database.profile.is_some() {
            self.emit(ResetRole);
        }
        let others = SESSION.iter().rev().map(|(parameter, _)| *parameter);
        for parameter in std::iter::once("search_path").chain(others) {
            if let Ok(parameter) = Parameter::new(parameter) {
                self.emit(ResetParameter::new(parameter));
            }
        }
    }
}
