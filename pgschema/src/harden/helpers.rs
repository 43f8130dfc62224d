//! The functions that policies and defaults call.
//!
//! Each policy asks one helper, so that how a transaction is bound to its tenant is decided in one
//! place. The body turns the empty string, which a setting has after the transaction that set it,
//! into NULL; a cast of it would fail for the next user of a pooled connection.

use super::signed;
use crate::define::BuiltinType;
use crate::model::{Database, Function, Profile, Table};
use crate::sql::{
    DataType, Expr, ExpressionText, FunctionBody, Identifier, Parallel, QualifiedName, RoleName,
    TextLiteral, ToSql, Volatility, Writer,
};
use crate::validate::{Problem, ProblemKind};
use crate::{Version, lift};

/// A UUID of version 7 (RFC 9562, method 3): 48 bits of milliseconds, the version, 12 bits of their
/// fraction, and the random bits of a UUID of version 4.
const UUID_V7: &str = "(overlay(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 4096000)::bigint), 15, '0'), '7', 13, 0) || substr(gen_random_uuid()::text, 20))::uuid";

pub(super) fn add(
    database: &mut Database,
    profile: &Profile,
    problems: &mut Vec<Problem>,
) -> Result<(), ProblemKind> {
    let tenant = context_type(database, "tenant", |table| table.tenant.as_ref(), problems)
        .or_else(|| type_of_uses(database, "current_tenant_id"));
    let user = context_type(database, "owner", |table| table.owner.as_ref(), problems)
        .or_else(|| type_of_uses(database, "current_user_id"));
    for (data_type, setting, name) in [
        (&tenant, "tenant_id", "current_tenant_id"),
        (&user, "user_id", "current_user_id"),
    ] {
        if let Some(data_type) = data_type {
            let mut function = context_function(&database.home, name, setting, data_type, profile)?;
            function.execute.extend(further_callers(database, profile));
            database.functions.push(function);
        }
    }
    if let Some(profile) = &mut database.profile {
        profile.tenant_type = tenant;
        profile.user_type = user;
    }
    Ok(())
}

/// The type that all columns of a context have.
fn context_type(
    database: &Database,
    key: &'static str,
    column_of: impl Fn(&Table) -> Option<&Identifier>,
    problems: &mut Vec<Problem>,
) -> Option<DataType> {
    let mut expected: Option<(DataType, String)> = None;
    let mut tables: Vec<&Table> = database.tables.iter().collect();
    tables.sort_by(|left, right| left.name.cmp(&right.name));
    for table in tables {
        let Some(column) = column_of(table).and_then(|name| table.column(name.as_str())) else {
            continue;
        };
        if has_modifier(&column.data_type) {
            let kind = ProblemKind::ShortenedContext {
                key,
                column: column.name.as_str().to_owned(),
                data_type: column.data_type.to_sql(),
            };
            problems.push(Problem::new(&table.name, kind));
        }
        match &expected {
            None => expected = Some((column.data_type.clone(), table.name.to_string())),
            Some((data_type, other)) if *data_type != column.data_type => {
                let kind = ProblemKind::ContextType {
                    key,
                    found: column.data_type.to_sql(),
                    other: other.clone(),
                    expected: data_type.to_sql(),
                };
                problems.push(Problem::new(&table.name, kind));
            }
            Some(_) => {}
        }
    }
    expected.map(|(data_type, _)| data_type)
}

/// The type of the columns that are compared with a helper, or have it as their default, where no
/// column says that it is what the helper is about.
fn type_of_uses(database: &Database, name: &str) -> Option<DataType> {
    let helper = |expression: &Expr| {
        matches!(expression, Expr::Call { function: crate::sql::Function::Named(called), .. }
            if *called.schema() == database.home && *called.name() == *name)
    };
    let asks = |expression: &Expr| expression.any(&mut |part| helper(part));
    let mut tables: Vec<&Table> = database.tables.iter().collect();
    tables.sort_by(|left, right| left.name.cmp(&right.name));
    tables.into_iter().find_map(|table| {
        let mut columns = table.columns.iter();
        let by_default = columns.find(|column| column.default.as_ref().is_some_and(asks));
        let policies = table.policies.iter();
        let mut conditions =
            policies.flat_map(|policy| policy.using.iter().chain(&policy.with_check));
        let compared = || {
            conditions.find_map(|condition| {
                let mut found = None;
                condition.any(&mut |part| {
                    if let Expr::Binary { left, right, .. } = part
                        && let Expr::Column(column) = &**left
                        && asks(right)
                    {
                        found = table.column(column.as_str());
                    }
                    found.is_some()
                });
                found
            })
        };
        by_default
            .or_else(compared)
            .map(|column| column.data_type.clone())
    })
}

/// Whether a cast to the type takes a value for another one without an error.
fn has_modifier(data_type: &DataType) -> bool {
    match data_type {
        DataType::Builtin(builtin) => matches!(
            builtin,
            BuiltinType::Varchar(Some(_))
                | BuiltinType::Char(_)
                | BuiltinType::InternalChar
                | BuiltinType::Name
                | BuiltinType::Bit(_)
                | BuiltinType::Varbit(Some(_))
                | BuiltinType::Numeric {
                    precision: Some(_),
                    ..
                }
        ),
        DataType::Text(text) => text.as_str().contains('('),
        DataType::Named(named) => !named.modifiers.is_empty(),
        DataType::Array(_) => false,
    }
}

/// The function that says which tenant or user the transaction is bound to.
fn context_function(
    home: &Identifier,
    name: &str,
    setting: &str,
    data_type: &DataType,
    profile: &Profile,
) -> Result<Function, ProblemKind> {
    let what = if name == "current_tenant_id" {
        "tenant"
    } else {
        "user"
    };
    if profile.signed_context {
        let part = if what == "tenant" { 4 } else { 5 };
        let name = QualifiedName::new(home.as_str(), name)?;
        let mut function = signed::context_function(home, name, part, data_type.clone())?;
        function.execute = callers(profile);
        function.comment = Some(TextLiteral::new(format!(
            "The {what} of the signed context that the transaction is bound to with SET LOCAL {}; NULL without one.",
            signed::setting(home)
        ))?);
        return Ok(function);
    }
    let setting = TextLiteral::new(format!("{}.{setting}", setting_prefix(home)))?;
    let mut text = Writer::default();
    text.push("nullif(current_setting(");
    setting.write(&mut text);
    text.push(", true), '')::");
    data_type.write(&mut text);
    let mut function = stable(
        QualifiedName::new(home.as_str(), name)?,
        data_type.clone(),
        &text.into_string(),
    )?;
    function.execute = callers(profile);
    function.comment = Some(TextLiteral::new(format!(
        "The {what} that the transaction is bound to with SET LOCAL {}; NULL without one.",
        setting.as_str()
    ))?);
    Ok(function)
}

/// The first part of a setting's name, which must be a plain word whatever the schema is called.
pub(crate) fn setting_prefix(home: &Identifier) -> String {
    let word: String = home
        .as_str()
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("_{word}")
    } else {
        word
    }
}

fn stable(name: QualifiedName, returns: DataType, text: &str) -> Result<Function, ProblemKind> {
    let body = ExpressionText::new(text).map_err(|error| ProblemKind::Syntax {
        text: text.to_owned(),
        error,
    })?;
    let mut function = Function::new(name, returns, FunctionBody::Return(Expr::Sql(body)));
    function.volatility = Volatility::Stable;
    function.parallel = Parallel::Safe;
    Ok(function)
}

fn callers(profile: &Profile) -> Vec<RoleName> {
    [&profile.readonly, &profile.runtime]
        .map(|role| RoleName::Named(role.clone()))
        .to_vec()
}

/// The roles beside those of the profile that have something to do with a table: their policies and
/// the defaults of what they insert call the helpers as well.
fn further_callers(database: &Database, profile: &Profile) -> Vec<RoleName> {
    let of_profile = |role: &Identifier| {
        [
            &profile.owner,
            &profile.migrator,
            &profile.readonly,
            &profile.runtime,
        ]
        .contains(&role)
    };
    let tables = database.tables.iter();
    let named = tables.flat_map(|table| {
        let granted = table.grants.iter().map(|grant| &grant.role);
        granted.chain(table.policies.iter().flat_map(|policy| &policy.roles))
    });
    let mut roles: Vec<RoleName> = named
        .filter(|role| matches!(role, RoleName::Named(role) if !of_profile(role)))
        .cloned()
        .collect();
    roles.sort();
    roles.dedup();
    roles
}

/// The function that makes UUIDs of version 7 on servers that have none, if a default calls it.
pub(crate) fn add_uuid_v7(database: &mut Database) -> Result<(), ProblemKind> {
    let makes_one =
        |expression: &Option<Expr>| expression.as_ref().is_some_and(Expr::makes_uuid_v7);
    let is_needed = database
        .tables
        .iter()
        .flat_map(|table| &table.columns)
        .any(|column| makes_one(&column.default))
        || database
            .domains
            .iter()
            .any(|domain| makes_one(&domain.default));
    if !is_needed {
        return Ok(());
    }
    let name = lift::uuid_v7_name(&database.home)?;
    let mut function = stable(name, DataType::Builtin(BuiltinType::Uuid), UUID_V7)?;
    function.volatility = Volatility::Volatile;
    function.before = Some(Version::V18);
    function.comment = Some(TextLiteral::new("A UUID of version 7 (RFC 9562).")?);
    if let Some(profile) = &database.profile {
        function.execute = callers(profile);
        function.execute.extend(further_callers(database, profile));
    }
    database.functions.push(function);
    Ok(())
}
