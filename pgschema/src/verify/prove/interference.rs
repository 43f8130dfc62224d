//! Whether what a role is shown depends on rows that it must not see. A number, the greatest value or whether there is
//! one says something of a row, although nothing of the row itself is shown.

use super::lab::{Answer, Lab};
use super::rows::Row;
use super::{Outcome, VerifyError};
use crate::model::Table;
use crate::sql::ToSql;

/// The rows that a role must not see, and what they have that no other row has.
#[derive(Default)]
pub(super) struct Hidden {
    /// Texts that stand in those rows alone.
    pub(super) marks: Vec<String>,
    /// For each table, the condition of those rows.
    rows: Vec<(String, Vec<String>)>,
}

impl Hidden {
    /// One more row of a table.
    pub(super) fn add(&mut self, table: &Table, own: &Row, row: &Row) {
        let (name, key) = (table.name.to_sql(), row.key(table));
        if own.key(table) == key {
            return;
        }
        match self.rows.iter_mut().find(|it| it.0 == name) {
            Some((_, keys)) => keys.push(key),
            None => self.rows.push((name, vec![key])),
        }
    }

    /// Statements after which there are no such rows.
    fn without(&self) -> String {
        let deletes = self.rows.iter().map(|(name, keys)| {
            let keys: Vec<String> = keys.iter().map(|it| format!("({it})")).collect();
            format!("DELETE FROM {name} WHERE {};", keys.join(" OR "))
        });
        let deletes: Vec<String> = deletes.collect();
        format!(
            "SET LOCAL session_replication_role = replica; {} SET LOCAL session_replication_role = origin;",
            deletes.join(" ")
        )
    }

    /// What a query says with and without the rows; nothing if that can't be told: who is no superuser can't take
    /// them away past triggers and foreign keys, and what is another at each call says nothing.
    pub(super) fn learned(
        &self,
        lab: &mut Lab<'_, '_>,
        query: &str,
    ) -> Result<Option<(String, Outcome)>, VerifyError> {
        if !lab.is_superuser || self.rows.is_empty() {
            return Ok(None);
        }
        let Answer::Done { value: with, .. } = lab.attempt(query)? else {
            return Ok(None);
        };
        match lab.attempt(query)? {
            Answer::Done { value, .. } if value == with => {}
            _ => return Ok(None),
        }
        Ok(match lab.attempt(&format!("{} {query}", self.without()))? {
            Answer::Done { value, .. } if value == with => {
                Some(("the same".to_owned(), Outcome::Held))
            }
            Answer::Done { .. } => Some(("something else".to_owned(), Outcome::Broken)),
            Answer::Refused { .. } => None,
        })
    }
}

/// What is expected.
pub(super) const SAME: &str = "the same as if there were no rows of others";

/// Rows as one text, in whichever order they come.
pub(super) fn digest(rows: &str) -> String {
    format!(
        "SELECT md5(coalesce(string_agg(r.r::text, ',' ORDER BY r.r::text), '')) FROM ({rows}) AS r (r)"
    )
}
