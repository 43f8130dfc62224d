//! What a role tries on a table.

mod changing;
mod effects;
mod reading;
mod rights;
mod states;
mod structure;

use super::access::Access;
use super::lab::{Answer, Lab};
use super::rows::{Overrides, Row, World, new_values};
use super::statement;
use super::subject::Subject;
use super::watch::Watch;
use super::{Attempt, Hook, Outcome, Tried};
use crate::define::{Command, Privilege};
use crate::model::Table;
use crate::sql::{ConstraintKind, Identifier, ToSql};
use crate::verify::VerifyError;

type Result<T> = std::result::Result<T, VerifyError>;

/// Everything that belongs to the attempts on one table.
pub(super) struct Trial<'x, 's, 'a> {
    pub(super) lab: &'x mut Lab<'s, 'a>,
    pub(super) world: &'x World,
    pub(super) hooks: &'x [Hook],
    pub(super) table: &'x Table,
    /// The rows of others, of all tables.
    pub(super) watch: &'x Watch,
    pub(super) tried: Vec<Tried>,
    /// What the model means to be seen by others.
    pub(super) meant: Vec<String>,
    pub(super) role: Option<String>,
    /// Which subject the foreign row is of.
    pub(super) other: usize,
}

/// What must not be seen or changed.
const NO_ROW: &str = "no row";
const REFUSED: &str = "refused";
const DONE: &str = "one row";

impl Trial<'_, '_, '_> {
    fn add(
        &mut self,
        attempt: Attempt,
        statement: &str,
        expected: &'static str,
        actual: String,
        outcome: Outcome,
    ) {
        self.tried.push(Tried {
            table: self.table.name.to_string(),
            role: self.role.clone(),
            attempt,
            statement: statement.to_owned(),
            expected,
            actual,
            outcome,
        });
    }

    fn name(&self) -> String {
        self.table.name.to_sql()
    }

    /// The start of what a role tries, and how many statements that is.
    fn begin(&self, role: &Identifier, subject: Option<&Subject>) -> (String, usize) {
        let (bind, count) = match subject {
            Some(subject) => self.lab.bound_to(subject),
            None => (String::new(), 0),
        };
        (format!("{bind} {}", self.lab.as_role(role)), count + 1)
    }

    /// The column that tells a foreign row from one's own.
    fn context(&self, foreign: &Row) -> Option<&Identifier> {
        let [own, _] = self.world.rows.get(&self.table.name)?;
        let columns = self.table.columns.iter().map(|it| &it.name);
        let others = columns.filter(|it| self.world.columns.kind(self.table, it).is_some());
        // Where no column says whose a row is, the row that it refers to does.
        let keys = self.table.constraints.iter();
        let keys = keys
            .filter_map(|it| it.foreign_key())
            .flat_map(|it| &it.columns);
        let mut all = self
            .table
            .tenant
            .iter()
            .chain(&self.table.owner)
            .chain(others)
            .chain(keys);
        all.find(|it| own.get(it) != foreign.get(it))
    }

    /// A query that counts rows which must not be there. `may_fail`: an error is as good as none.
    fn read(&mut self, attempt: Attempt, before: &str, query: &str, may_fail: bool) -> Result<()> {
        let (actual, outcome) = match self.lab.attempt(&format!("{before} {query}"))? {
            Answer::Done { value, .. } => match value.as_deref() {
                Some("0") | None => (NO_ROW.to_owned(), Outcome::Held),
                Some(count) => (format!("{count} rows"), Outcome::Broken),
            },
            Answer::Refused { state, message, .. } => {
                let outcome = match state == "42501" || may_fail {
                    _ if is_interrupted(&state) => Outcome::Unproven,
                    true => Outcome::Held,
                    false => Outcome::Broken,
                };
                (format!("{message} ({state})"), outcome)
            }
        };
        self.add(attempt, query, NO_ROW, actual, outcome);
        Ok(())
    }

    /// A statement that must not touch the row of another. `is_reached`: what an error of a constraint
    /// means, which comes after the policies have let the row through.
    fn write(
        &mut self,
        attempt: Attempt,
        before: &str,
        change: &str,
        foreign: &Row,
        is_reached: bool,
    ) -> Result<()> {
        let state = self.state(foreign);
        self.leave(attempt, before, change, &state, is_reached)
    }

    /// A row that must not be added, whatever it looks like then.
    fn add_row(&mut self, attempt: Attempt, before: &str, insert: &str) -> Result<()> {
        let state = format!("SELECT count(*)::text FROM {}", self.name());
        self.leave(attempt, before, insert, &state, true)
    }

    /// A statement after which a query must say what it said before.
    fn leave(
        &mut self,
        attempt: Attempt,
        before: &str,
        change: &str,
        state: &str,
        is_reached: bool,
    ) -> Result<()> {
        let as_seeder = self.lab.as_seeder();
        let untouched = self.lab.attempt(&format!("{as_seeder} {state}"))?;
        let was = value(&untouched);
        let sql = format!("{before} {change}; {as_seeder} {state}");
        let (actual, outcome) = match self.lab.attempt(&sql)? {
            Answer::Done { value, .. } if value == was => ("untouched".to_owned(), Outcome::Held),
            Answer::Done { .. } => ("changed".to_owned(), Outcome::Broken),
            Answer::Refused { state, message, .. } => {
                let is_constraint = state.starts_with("23");
                let outcome = match is_constraint && is_reached {
                    _ if is_interrupted(&state) => Outcome::Unproven,
                    true => Outcome::Broken,
                    false => Outcome::Held,
                };
                (format!("{message} ({state})"), outcome)
            }
        };
        self.add(
            attempt,
            change,
            "nothing of another's changed",
            actual,
            outcome,
        );
        Ok(())
    }

    /// What is of the other subject in the table: its row as it is, and how many it has.
    fn state(&self, foreign: &Row) -> String {
        let key = foreign.key(self.table);
        let name = self.name();
        let count = match self.of_other(foreign) {
            Some(condition) => format!("(SELECT count(*) FROM {name} WHERE {condition})::text"),
            None => "''".to_owned(),
        };
        format!(
            "SELECT coalesce((SELECT string_agg(ctid::text || tableoid::text, ',' ORDER BY tableoid, ctid) \
             FROM {name} WHERE {key}), 'gone') || {count}"
        )
    }

    /// The condition of all rows of the other tenant or user.
    fn of_other(&self, foreign: &Row) -> Option<String> {
        let column = self.context(foreign)?;
        let data_type = &self.table.column(column.as_str())?.data_type;
        let value = statement::value(&foreign.get(column), data_type);
        Some(format!("{} = {value}", column.to_sql()))
    }

    /// Something that must be refused, whoever's rows there are.
    fn forbidden(&mut self, attempt: Attempt, before: &str, statement: &str) -> Result<()> {
        let (actual, outcome) = match self.lab.attempt(&format!("{before} {statement}"))? {
            Answer::Done { .. } => ("done".to_owned(), Outcome::Broken),
            Answer::Refused { state, message, .. } => {
                let outcome = match state.as_str() {
                    "42501" => Outcome::Held,
                    state if is_interrupted(state) => Outcome::Unproven,
                    _ => Outcome::Broken,
                };
                (format!("{message} ({state})"), outcome)
            }
        };
        self.add(attempt, statement, REFUSED, actual, outcome);
        Ok(())
    }

    /// Something that must work.
    fn own(
        &mut self,
        attempt: Attempt,
        (before, count): (&str, usize),
        statement: &str,
    ) -> Result<()> {
        let (actual, outcome) = match self.lab.attempt(&format!("{before} {statement}"))? {
            Answer::Done { counts, .. } => match counts.get(count) {
                Some(0) | None => (NO_ROW.to_owned(), Outcome::Broken),
                Some(rows) => (format!("{rows} rows"), Outcome::Held),
            },
            Answer::Refused { state, message, .. } => {
                let outcome = match state.as_str() {
                    // The policies have let it through, and rows that refer to it or are like it are there.
                    "23001" | "23503" | "23505" | "23P01" => Outcome::Held,
                    "42501" => Outcome::Broken,
                    _ => Outcome::Unproven,
                };
                (format!("{message} ({state})"), outcome)
            }
        };
        self.add(attempt, statement, DONE, actual, outcome);
        Ok(())
    }

    /// An INSERT of a row of a subject with the columns that the role may give.
    fn insert(
        &mut self,
        access: Access<'_>,
        index: usize,
        overrides: &Overrides,
        _: &[Row; 2],
    ) -> Result<Option<String>> {
        let turn = 1;
        let values = new_values(
            self.lab, self.world, self.table, index, turn, self.hooks, overrides,
        )?;
        let Ok(mut values) = values else {
            return Ok(None);
        };
        let may = access.columns(Privilege::Insert);
        values.retain(|(name, _)| may.contains(name) || overrides.contains_key(*name));
        Ok(Some(statement::insert(self.table, &values)))
    }

    /// Everything else, bound to the first subject.
    pub(super) fn bound(&mut self, access: Access<'_>, rows: &[Row; 2]) -> Result<()> {
        self.role = Some(access.role.as_str().to_owned());
        let [own, foreign] = rows;
        let subject = &self.world.subjects[0];
        let privileges = [
            Privilege::Select,
            Privilege::Insert,
            Privilege::Update,
            Privilege::Delete,
        ];
        // Who has no right at all needs none on what the policies ask.
        if !privileges.iter().any(|it| access.may(*it)) {
            let (before, _) = self.begin(access.role, Some(subject));
            return match self.other {
                1 => self.rights(access, &before, rows),
                _ => Ok(()),
            };
        }
        let mut may_own = [false; 4];
        let mut may_foreign = [false; 4];
        for (index, command) in COMMANDS.into_iter().enumerate() {
            for (row, may) in [(own, &mut may_own), (foreign, &mut may_foreign)] {
                match access.reaches(self.lab, command, row, subject)? {
                    Ok(reaches) => may[index] = reaches,
                    Err((state, reason)) => {
                        if state == "42501" {
                            self.add(Attempt::ReadOwn, "", DONE, reason, Outcome::Broken);
                            return Ok(());
                        }
                        self.add(
                            Attempt::MakeRows,
                            "",
                            "the policies can be asked",
                            reason,
                            Outcome::Unproven,
                        );
                        return Ok(());
                    }
                }
            }
        }
        if self.other == 1 && own.key(self.table) != foreign.key(self.table) {
            let words = ["sees", "adds", "changes", "removes"];
            for ((may, word), privilege) in may_foreign.iter().zip(words).zip(privileges) {
                if *may && access.may(privilege) {
                    let role = access.role.to_sql();
                    let name = self.name();
                    let meant =
                        format!("{role} {word} rows of others in {name}, as its policies say");
                    self.meant.push(meant);
                }
            }
        }
        let (before, count) = self.begin(access.role, Some(subject));
        if self.other == 1 {
            self.rights(access, &before, rows)?;
        }
        self.reading(access, &before, rows, &may_foreign)?;
        self.changing(access, &before, rows, may_own, may_foreign)?;
        if self.other == 1 && !access.is_owner() {
            self.owning(access, (&before, count), rows, may_own)?;
        }
        Ok(())
    }

    /// Without foreign keys and triggers, so that a statement on all rows comes to its end. Only a
    /// superuser may.
    fn past_triggers(&self, before: &str) -> String {
        match self.lab.is_superuser {
            true => format!("SET LOCAL session_replication_role = replica; {before}"),
            false => before.to_owned(),
        }
    }

    /// `column = value` of a column that the role may change.
    fn set(&self, access: Access<'_>, own: &Row) -> Option<String> {
        let may = access.columns(Privilege::Update);
        let is_key =
            |name: &Identifier| {
                self.table.constraints.iter().any(|it| match &it.kind {
                    ConstraintKind::ForeignKey(key) => key.columns.contains(name),
                    _ => it
                        .unique_columns()
                        .is_some_and(|columns| columns.contains(name)),
                }) || self.table.indexes.iter().any(|it| {
                    it.unique && it.elements.iter().any(|it| it.as_column() == Some(name))
                })
            };
        let mut columns: Vec<_> = may
            .into_iter()
            .filter_map(|name| self.table.column(name.as_str()))
            .filter(|it| it.generated.is_none() && it.identity.is_none())
            .collect();
        columns.sort_by_key(|it| {
            (
                is_key(&it.name),
                self.world.columns.kind(self.table, &it.name).is_some(),
            )
        });
        let column = columns.first()?;
        let name = column.name.to_sql();
        // One value for all rows of a unique column would be refused for that, and say nothing of policies.
        if is_key(&column.name) && access.columns(Privilege::Select).contains(&&column.name) {
            return Some(format!("{name} = {name}"));
        }
        let value = statement::value(&own.get(&column.name), &column.data_type);
        Some(format!("{name} = {value}"))
    }

    fn count_both(&self, rows: &[Row; 2]) -> String {
        let [own, foreign] = rows.each_ref().map(|row| row.key(self.table));
        format!(
            "SELECT count(*) FROM {} WHERE ({own}) OR ({foreign})",
            self.name()
        )
    }
}

const COMMANDS: [Command; 4] = [
    Command::Select,
    Command::Insert,
    Command::Update,
    Command::Delete,
];

/// Whether an error says nothing of what was tried: a lock that somebody holds, a time that was up.
pub(super) fn is_interrupted(state: &str) -> bool {
    matches!(
        state,
        "57014" | "55P03" | "40P01" | "40001" | "25P03" | "25P04"
    )
}

fn value(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Done { value, .. } => value.clone(),
        Answer::Refused { .. } => None,
    }
}
