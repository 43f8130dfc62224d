//! Whose rows there are: two tenants, each with a user, and the columns that say so.

use std::collections::BTreeSet;

use pgschema_syntax::token::{TokenKind, tokens};

use super::values::{Hints, candidates};
use crate::harden::{setting_prefix, signed};
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
    let signed = profile
        .signed_context
        .then(|| signed::setting(&database.home));
    let kinds = [
        (&profile.tenant_type, "tenant_id", Kind::Tenant),
        (&profile.user_type, "user_id", Kind::User),
    ];
    let there = kinds
        .into_iter()
        .filter(|(data_type, ..)| data_type.is_some());
    there
        .map(|(_, name, kind)| Setting {
            name: signed.clone().unwrap_or_else(|| format!("{prefix}.{name}")),
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
    pub(super) const fn new(tenant: Option<String>, user: Option<String>, seed: u64) -> Self {
        Self { tenant, user, seed }
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

/// Values that a tenant or a user may have.
pub(super) struct Ids<'d> {
    /// In the order in which they are tried: of the type, and as the checks of the column hint at.
    pub(super) values: Vec<Option<String>>,
    /// The table and the column that the values must be good for.
    pub(super) place: Option<(&'d Table, &'d Identifier)>,
}

pub(super) fn ids<'d>(database: &'d Database, kind: Kind, seed: u64) -> Option<Ids<'d>> {
    let profile = database.profile.as_ref()?;
    let data_type = match kind {
        Kind::Tenant => profile.tenant_type.as_ref()?,
        Kind::User => profile.user_type.as_ref()?,
    };
    let of = |table: &'d Table| match kind {
        Kind::Tenant => table.tenant.as_ref(),
        Kind::User => table.owner.as_ref(),
    };
    let mut tables: Vec<&Table> = database
        .tables()
        .iter()
        .filter(|it| of(it).is_some())
        .collect();
    tables.sort_by_key(|it| (!it.is_tenant_root(), it.name.to_string()));
    let place = tables.first().and_then(|table| Some((*table, of(table)?)));
    let hints = place.map_or_else(Hints::default, |(table, column)| Hints::of(table, column));
    let mut values = candidates(database, data_type, &hints, seed);
    // The second of the numbers is one that others don't have.
    if values.len() > 5 && values[0].as_deref() == Some("1") {
        values.swap(0, 1);
    }
    Some(Ids { values, place })
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
            for (side, other) in [(left, right), (right, left)] {
                if let Expr::Column(name) = &**side
                    && other.to_sql().contains(&call)
                {
                    found.extend(table.column(name.as_str()).map(|it| &it.name));
                }
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
                let word = |at: Option<usize>| at.and_then(|it| tokens.get(it)).map(|it| it.text);
                let compares = |text: Option<&str>| {
                    let words = ["=", "IN", "IS", "ANY"];
                    text.is_some_and(|text| words.iter().any(|it| text.eq_ignore_ascii_case(it)))
                };
                let behind = tokens.iter().skip(at + 2).take(8);
                let before = tokens.iter().skip(at.saturating_sub(9)).take(9.min(at));
                // `app.current_tenant_id() = tenant_id` as well, and with the name of the table.
                let is_equal = compares(word(at.checked_add(1)))
                    && behind.clone().any(|it| it.text == helper)
                    || (compares(word(at.checked_sub(1))) || word(at.checked_sub(1)) == Some("."))
                        && before.clone().any(|it| it.text == helper)
                        && before.clone().any(|it| it.text == "=");
                if is_name && is_equal {
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
