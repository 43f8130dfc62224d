//! Whose rows there are: two tenants, each with a user, and the columns that say so.

use std::collections::BTreeSet;

use pgschema_syntax::token::{TokenKind, tokens};

use super::values::{Hints, candidates};
use crate::harden::setting_prefix;
use crate::model::{Database, Table};
use crate::sql::{Expr, Identifier, QualifiedName, ToSql};

/// What a setting is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Tenant,
    User,
}

#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// The settings that the helpers of the database read.
pub(super) fn settings(database: &Database) -> Vec<Setting> {
    let Some(profile) = &database.profile else {
        return Vec::new();
    };
    let prefix = setting_prefix(&database.home);
    let kinds = [
        (&profile.tenant_type, "tenant_id", Kind::Tenant),
        (&profile.user_type, "user_id", Kind::User),
    ];
    let there = kinds
        .into_iter()
        .filter(|(data_type, ..)| data_type.is_some());
    there
        .map(|(_, name, kind)| Setting {
            name: format!("{prefix}.{name}"),
            kind,
        })
        .collect()
}

/// A tenant and a user of it.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) tenant: Option<String>,
    pub(super) user: Option<String>,
    /// Tells its values from those of the other.
    pub(super) seed: u64,
}

impl Subject {
    pub(super) fn new(database: &Database, seed: u64) -> Self {
        let profile = database.profile.as_ref();
        let value = |data_type: Option<&crate::sql::DataType>, seed| {
            let all = candidates(database, data_type?, &Hints::default(), seed);
            // A number is taken for the second of its candidates, which others don't have.
            let index = usize::from(all.len() > 5 && all[0].as_deref() == Some("1"));
            all.get(index).cloned().flatten()
        };
        Self {
            tenant: value(profile.and_then(|it| it.tenant_type.as_ref()), seed),
            user: value(profile.and_then(|it| it.user_type.as_ref()), seed + 1),
            seed,
        }
    }

    pub(super) fn of(&self, kind: Kind) -> Option<&str> {
        match kind {
            Kind::Tenant => self.tenant.as_deref(),
            Kind::User => self.user.as_deref(),
        }
    }

    pub(super) fn set(&mut self, kind: Kind, value: Option<String>) {
        match kind {
            Kind::Tenant => self.tenant = value,
            Kind::User => self.user = value,
        }
    }
}

/// The columns whose value is that of a setting, wherever they are.
#[derive(Debug, Default)]
pub(super) struct Columns {
    tenant: BTreeSet<(QualifiedName, Identifier)>,
    user: BTreeSet<(QualifiedName, Identifier)>,
}

impl Columns {
    pub(super) fn of(database: &Database) -> Self {
        let mut columns = Self::default();
        for table in database.tables() {
            let add = |set: &mut BTreeSet<_>, column: &Identifier| {
                set.insert((table.name.clone(), column.clone()));
            };
            for column in table
                .tenant
                .iter()
                .chain(compared(table, "current_tenant_id"))
            {
                add(&mut columns.tenant, column);
            }
            for column in table.owner.iter().chain(compared(table, "current_user_id")) {
                add(&mut columns.user, column);
            }
        }
        follow(database, &mut columns.tenant);
        follow(database, &mut columns.user);
        columns
    }

    pub(super) fn kind(&self, table: &Table, column: &Identifier) -> Option<Kind> {
        let key = (table.name.clone(), column.clone());
        if self.tenant.contains(&key) {
            return Some(Kind::Tenant);
        }
        self.user.contains(&key).then_some(Kind::User)
    }
}

/// The columns that a policy compares with a helper, or whose default is it.
fn compared<'a>(table: &'a Table, helper: &str) -> Vec<&'a Identifier> {
    let asks = |expression: &Expr| expression.to_sql().contains(&format!("{helper}()"));
    let mut found: Vec<&Identifier> = table
        .columns
        .iter()
        .filter(|it| it.default.as_ref().is_some_and(asks))
        .map(|it| &it.name)
        .collect();
    for policy in &table.policies {
        for expression in policy.using.iter().chain(&policy.with_check) {
            collect(expression, helper, table, &mut found);
        }
    }
    found
}

fn collect<'a>(expression: &Expr, helper: &str, table: &'a Table, found: &mut Vec<&'a Identifier>) {
    let call = format!("{helper}()");
    match expression {
        Expr::Binary { left, right, .. } => {
            if let Expr::Column(name) = &**left
                && right.to_sql().contains(&call)
            {
                found.extend(table.column(name.as_str()).map(|it| &it.name));
            }
        }
        // `column = (SELECT app.current_user_id())`, as text.
        Expr::Sql(text) => {
            let tokens: Vec<_> = tokens(text.as_str()).flatten().collect();
            for (at, token) in tokens.iter().enumerate() {
                let is_name = matches!(
                    token.kind,
                    TokenKind::Identifier | TokenKind::QuotedIdentifier
                );
                let is_equal = tokens.get(at + 1).is_some_and(|it| it.text == "=");
                let near = tokens.iter().skip(at + 2).take(6);
                if is_name && is_equal && near.clone().any(|it| it.text == helper) {
                    let name = token.text.trim_matches('"');
                    found.extend(table.column(name).map(|it| &it.name));
                }
            }
        }
        _ => {}
    }
    expression.for_each_operand(&mut |operand| collect(operand, helper, table, found));
}

/// Goes along foreign keys to what the columns refer to.
fn follow(database: &Database, columns: &mut BTreeSet<(QualifiedName, Identifier)>) {
    loop {
        let mut more = Vec::new();
        for table in database.tables() {
            for key in table.constraints.iter().filter_map(|it| it.foreign_key()) {
                let Some(target) = database.table(&key.references) else {
                    continue;
                };
                for (column, referenced) in key.columns.iter().zip(referenced(key, target)) {
                    if columns.contains(&(table.name.clone(), column.clone())) {
                        more.push((target.name.clone(), referenced.clone()));
                    }
                }
            }
        }
        let before = columns.len();
        columns.extend(more);
        if columns.len() == before {
            return;
        }
    }
}

/// The columns that a foreign key refers to.
pub(super) fn referenced<'a>(
    key: &'a crate::sql::ForeignKey,
    target: &'a Table,
) -> &'a [Identifier] {
    match key.referenced_columns.is_empty() {
        true => target.primary_key(),
        false => &key.referenced_columns,
    }
}
