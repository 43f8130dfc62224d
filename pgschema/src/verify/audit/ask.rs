//! Asking the server for what each rule finds.

use std::sync::LazyLock;

use postgres::error::SqlState;
use postgres::types::Type;

use super::object::{self, Answer, Value};
use super::report::SkippedRule;
use crate::lint::{CATALOG_VIEWS, Object, Rule};
use crate::verify::VerifyError;
use crate::verify::session::Session;

/// One thing that a rule found.
pub(super) struct Found {
    pub(super) rule: &'static Rule,
    pub(super) object: Object,
    pub(super) message: String,
}

#[derive(Default)]
pub(super) struct Answers {
    pub(super) found: Vec<Found>,
    pub(super) skipped: Vec<SkippedRule>,
}

/// The views of the rules, in front of a statement: a replica takes no view, not even a temporary one.
static VIEWS: LazyLock<String> = LazyLock::new(|| {
    let views = CATALOG_VIEWS.split(';').filter_map(|statement| {
        let view = statement.trim().strip_prefix("create temp view ")?;
        let (name, query) = view.split_once(" as ")?;
        Some(format!("{name} as not materialized ({query}),\n"))
    });
    let views: String = views.collect();
    format!(
        "with {views}rt(role) as (select unnest($1::text[])::name),\n\
         tcol(name) as (select unnest($2::text[])::name)\n"
    )
});

pub(super) fn all(
    session: &mut Session<'_>,
    rules: impl Iterator<Item = &'static Rule>,
    roles: &[String],
    columns: &[String],
) -> Result<Answers, VerifyError> {
    let mut answers = Answers::default();
    let mut rows = Vec::new();
    for rule in rules {
        let Some(query) = rule.catalog else {
            continue;
        };
        match ask(session, query, roles, columns) {
            Ok(found) => rows.extend(found.into_iter().map(|row| (rule, row))),
            Err(error) => {
                // Who holds a table holds it for the next rules as well.
                if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) {
                    let impatient = "SET LOCAL lock_timeout = '50ms'";
                    let done = session.transaction.batch_execute(impatient);
                    done.map_err(|error| session.error("the audit", error))?;
                }
                let reason = reason(&error);
                let error = session.error(format!("the rule {}", rule.name), error);
                match (error, reason) {
                    (error @ VerifyError::ConnectionLost { .. }, _) => return Err(error),
                    (_, reason) => answers.skipped.push(SkippedRule { rule, reason }),
                }
            }
        }
    }
    let names = object::names(session, rows.iter().map(|(_, row)| row))?;
    answers.found = rows
        .iter()
        .filter_map(|(rule, row)| {
            let (object, facts) = object::of(rule, row, &names)?;
            let message = match facts.is_empty() {
                true => rule.title.to_owned(),
                false => format!("{} ({facts})", rule.title),
            };
            Some(Found {
                rule,
                object,
                message,
            })
        })
        .collect();
    Ok(answers)
}

/// Sees to it that what somebody named is there: a misspelt role would have nothing found of it.
pub(super) fn known(
    session: &mut Session<'_>,
    roles: &[String],
    columns: &[String],
) -> Result<(), VerifyError> {
    let mut missing = |sql: &str, names: &[String]| -> Result<Option<String>, VerifyError> {
        let rows = session.transaction.query(sql, &[&names]);
        let rows = rows.map_err(|error| session.error("the audit", error))?;
        Ok(rows.first().map(|row| row.get(0)))
    };
    let role = missing(
        "SELECT n.name FROM unnest($1::text[]) AS n (name) \
         WHERE NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = n.name)",
        roles,
    )?;
    if let Some(role) = role {
        return Err(VerifyError::UnknownRole { role });
    }
    let column = missing(
        "SELECT n.name FROM unnest($1::text[]) AS n (name) \
         WHERE NOT EXISTS (SELECT FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid \
         WHERE a.attname = n.name AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p'))",
        columns,
    )?;
    column.map_or(Ok(()), |column| Err(VerifyError::UnknownColumn { column }))
}

/// What a rule's query gives, each value with the name of its column.
fn ask(
    session: &mut Session<'_>,
    query: &str,
    roles: &[String],
    columns: &[String],
) -> Result<Vec<Answer>, postgres::Error> {
    // A query that fails must not end the transaction.
    let mut savepoint = session.transaction.transaction()?;
    let views = VIEWS.as_str();
    let described = savepoint.prepare(&format!("{views}{query}"))?;
    let kinds: Vec<(String, bool)> = described
        .columns()
        .iter()
        .map(|it| {
            let is_object =
                [Type::REGCLASS, Type::REGPROCEDURE, Type::REGPROC].contains(it.type_());
            let name = match *it.type_() {
                Type::REGPROCEDURE | Type::REGPROC => "function",
                _ => it.name(),
            };
            (name.to_owned(), is_object)
        })
        .collect();
    // Two columns of a query may have the same name.
    let names: Vec<String> = (0..kinds.len()).map(|it| format!("c{it}")).collect();
    let texts = names
        .iter()
        .zip(&kinds)
        .map(|(name, (_, is_object))| match is_object {
            true => format!("q.{name}::oid::text"),
            false => format!("q.{name}::text"),
        });
    let texts: Vec<String> = texts.collect();
    let statement = format!(
        "{views}select {} from ({query}) as q({})",
        texts.join(", "),
        names.join(", "),
    );
    let rows = savepoint.query(&statement, &[&roles, &columns])?;
    savepoint.commit()?;
    let answers = rows.iter().map(|row| {
        let values = kinds
            .iter()
            .enumerate()
            .filter_map(|(index, (name, is_object))| {
                let text: Option<String> = row.get(index);
                Some(Value {
                    name: name.clone(),
                    text: text?,
                    is_object: *is_object,
                })
            });
        values.collect()
    });
    Ok(answers.collect())
}

/// Why a rule has no answer.
fn reason(error: &postgres::Error) -> String {
    let Some(server) = error.as_db_error() else {
        return error.to_string();
    };
    let state = server.code();
    if *state == SqlState::INSUFFICIENT_PRIVILEGE {
        return format!("the role may not look: {}", server.message());
    }
    if *state == SqlState::LOCK_NOT_AVAILABLE {
        return "another session holds a table that the rule looks at".to_owned();
    }
    if *state == SqlState::QUERY_CANCELED {
        return "it took longer than 30 seconds".to_owned();
    }
    server.message().to_owned()
}
