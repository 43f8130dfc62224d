//! Roles and what belongs to the whole database, by whoever runs the DDL; then the schemas, and from
//! there on as the owner.

use super::Planner;
use crate::Version;
use crate::define::Privilege;
use crate::sql::{
    AlterDefaultPrivileges, AlterRoleSet, Comment, CommentTarget, CreateExtension, CreateRole,
    CreateSchema, Grant, GrantRole, GrantedPrivilege, Identifier, Object, Parameter,
    ResetParameter, ResetRole, Revoke, RoleName, SetParameter, SetRole, SettingValue, Statement,
    TextLiteral,
};

/// A statement that can't have its lock soon gives up, before everybody queues behind it; one that
/// takes longer than a new database needs is a mistake.
const TIMEOUTS: [(&str, &str); 2] = [("lock_timeout", "2s"), ("statement_timeout", "60s")];

impl Planner<'_> {
    /// What holds while the DDL runs.
    pub(super) fn session(&mut self) {
        let mut statements: Vec<Statement> = Vec::new();
        for (parameter, value) in TIMEOUTS {
            if let (Ok(parameter), Ok(value)) = (Parameter::new(parameter), TextLiteral::new(value))
            {
                statements.push(SetParameter::new(parameter, SettingValue::Text(value)).into());
            }
        }
        // Everything is qualified; what was written by hand is looked up where the application
        // looks, whoever runs the DDL, and never in a temporary schema first.
        if let (Ok(search_path), Ok(pg_temp)) =
            (Parameter::new("search_path"), Identifier::new("pg_temp"))
        {
            let path = SettingValue::List(vec![self.database.home.clone(), pg_temp]);
            statements.push(SetParameter::new(search_path, path).into());
        }
        self.section("session", statements);
    }

    pub(super) fn roles(&mut self) {
        let mut statements: Vec<Statement> = Vec::new();
        for role in &self.database.roles {
            let mut create = CreateRole::new(role.name.clone())
                .login(role.login)
                .inherit(role.inherit)
                .bypass_rls(role.bypass_row_security)
                .if_not_exists();
            if let Some(limit) = role.connection_limit {
                create = create.connection_limit(limit);
            }
            statements.push(create.into());
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
            statements.push(grant.into());
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
                statements.push(set.into());
            }
        }
        self.section("roles", statements);
    }

    pub(super) fn database_privileges(&mut self) {
        let Some(profile) = &self.database.profile else {
            return;
        };
        let mut statements: Vec<Statement> = Vec::new();
        if profile.lock_database {
            statements.push(Revoke::all(Object::CurrentDatabase, [RoleName::Public]).into());
            let login = self.database.roles.iter().filter(|role| role.login);
            let login: Vec<_> = login
                .map(|role| RoleName::Named(role.name.clone()))
                .collect();
            statements.push(
                Grant::new([Privilege::Connect.into()], Object::CurrentDatabase, login).into(),
            );
        }
        if !self.database.extensions.is_empty() {
            // Creating a trusted extension takes CREATE on the database.
            let owner = RoleName::Named(profile.owner.clone());
            statements.push(
                Grant::new([Privilege::Create.into()], Object::CurrentDatabase, [owner]).into(),
            );
        }
        if profile.lock_public_schema
            && let Ok(public) = Identifier::new("public")
        {
            statements.push(Revoke::all(Object::Schema(public), [RoleName::Public]).into());
        }
        self.section("database", statements);
    }

    pub(super) fn schemas(&mut self) {
        let owner = self
            .database
            .profile
            .as_ref()
            .map(|profile| profile.owner.clone());
        let mut statements: Vec<Statement> = Vec::new();
        for schema in self.database.schemas.iter().filter(|schema| !schema.exists) {
            let mut create = CreateSchema::new(schema.name.clone()).if_not_exists();
            if let Some(owner) = &owner {
                create = create.authorization(owner.clone());
            }
            statements.push(create.into());
        }
        if let Some(owner) = owner {
            statements.push(SetRole::new(owner).into());
        }
        for schema in &self.database.schemas {
            if self.database.profile.is_some() && !schema.exists {
                let object = Object::Schema(schema.name.clone());
                statements.push(Revoke::all(object, [RoleName::Public]).into());
            }
            if !schema.usage.is_empty() {
                let usage: GrantedPrivilege = Privilege::Usage.into();
                let object = Object::Schema(schema.name.clone());
                statements.push(Grant::new([usage], object, schema.usage.iter().cloned()).into());
            }
            if let Some(comment) = &schema.comment {
                let target = CommentTarget::Schema(schema.name.clone());
                statements.push(Comment::new(target, Some(comment.clone())).into());
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
            statements.push(statement.into());
        }
        self.section("schemas", statements);
    }

    pub(super) fn extensions(&mut self) {
        let extensions = self.database.extensions.iter();
        let statements = extensions.map(|extension| {
            CreateExtension::new(extension.name.clone())
                .if_not_exists()
                .schema(extension.schema.clone())
                .into()
        });
        let statements = statements.collect();
        self.section("extensions", statements);
    }

    /// Leaves the session as it was.
    pub(super) fn finish(&mut self) {
        let mut statements: Vec<Statement> = Vec::new();
        if self.database.profile.is_some() {
            statements.push(ResetRole.into());
        }
        let timeouts = TIMEOUTS.iter().rev().map(|(parameter, _)| *parameter);
        for parameter in std::iter::once("search_path").chain(timeouts) {
            if let Ok(parameter) = Parameter::new(parameter) {
                statements.push(ResetParameter::new(parameter).into());
            }
        }
        self.section("end", statements);
    }
}
