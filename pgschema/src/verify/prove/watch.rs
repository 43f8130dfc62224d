//! Whether statements leave the rows of others as they are, in all tables.

use super::lab::{Answer, Lab};
use super::rows::World;
use super::views::refused;
use super::{Outcome, VerifyError, statement};
use crate::model::Table;
use crate::sql::ToSql;

/// The rows of others as they are while nothing is tried. Each attempt is taken back, so that once is enough.
pub(super) struct Watch {
    query: String,
    was: Answer,
}

/// What statements did to the rows of others.
pub(super) enum After {
    Untouched,
    Changed,
    /// The statements were refused.
    Refused {
        state: String,
        message: String,
    },
    /// Nobody knows what was there before.
    Unasked {
        state: String,
        message: String,
    },
}

impl Watch {
    pub(super) fn new(
        lab: &mut Lab<'_, '_>,
        world: &World,
        tables: &[&Table],
    ) -> Result<Self, VerifyError> {
        let query = state(lab, world, tables);
        let was = lab.attempt(&query)?;
        Ok(Self { query, was })
    }

    /// Runs statements, and takes them back.
    pub(super) fn after(
        &self,
        lab: &mut Lab<'_, '_>,
        statements: &str,
    ) -> Result<After, VerifyError> {
        let was = match &self.was {
            Answer::Done { value, .. } => value,
            Answer::Refused { state, message, .. } => {
                return Ok(After::Unasked {
                    state: state.clone(),
                    message: message.clone(),
                });
            }
        };
        Ok(
            match lab.attempt(&format!("{statements}; {}", self.query))? {
                Answer::Done { value, .. } if value == *was => After::Untouched,
                Answer::Done { .. } => After::Changed,
                Answer::Refused { state, message, .. } => After::Refused { state, message },
            },
        )
    }
}

impl After {
    pub(super) fn said(self) -> (String, Outcome) {
        match self {
            Self::Untouched => ("untouched".to_owned(), Outcome::Held),
            Self::Changed => ("changed".to_owned(), Outcome::Broken),
            Self::Refused { state, message } => refused(&state, &message),
            Self::Unasked { state, message } => {
                let actual = format!("what was there before can't be asked: {message} ({state})");
                (actual, Outcome::Unproven)
            }
        }
    }
}

/// A query that says which versions the foreign rows have, and how many there are.
fn state(lab: &Lab<'_, '_>, world: &World, tables: &[&Table]) -> String {
    let rows = tables.iter().filter_map(|table| {
        let [own, foreign] = world.rows.get(&table.name)?;
        let (name, key) = (table.name.to_sql(), foreign.key(table));
        // The row as it is, and how many there are of whose it is: one more is a change as well.
        let whose = table.tenant.iter().chain(&table.owner);
        let whose = whose.filter(|it| own.get(it) != foreign.get(it));
        let counts = whose.filter_map(|name| {
            let column = table.column(name.as_str())?;
            let value = statement::value(&foreign.get(name), &column.data_type);
            Some(format!(
                ", (SELECT count(*)::text FROM {} WHERE {} = {value})",
                table.name.to_sql(),
                name.to_sql(),
            ))
        });
        let counts: String = counts.collect();
        let row = format!(
            "(SELECT coalesce(max(ctid::text || tableoid::text), 'gone') FROM {name} WHERE {key}){counts}"
        );
        (own.key(table) != key).then_some(row)
    });
    let rows: Vec<String> = rows.collect();
    format!(
        "{} SELECT pg_catalog.array_to_string(ARRAY[{}]::text[], ',', '')",
        lab.as_seeder(),
        rows.join(", ")
    )
}
