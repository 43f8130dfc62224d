//! What a role tries on a table.

use super::access::Access;
use super::lab::{Answer, Lab};
use super::rows::{Overrides, Row, World, is_servers, new_values};
use super::statement::{self, set_role};
use super::subject::{Kind, Subject, referenced};
use super::values::{Hints, candidates};
use super::{Attempt, Hook, Outcome, Tried};
use crate::Version;
use crate::define::{Command, Privilege};
use crate::model::{Table, TableKind};
use crate::sql::{ConstraintKind, Identifier, ToSql};
use crate::verify::VerifyError;

type Result<T> = std::result::Result<T, VerifyError>;

/// Everything that belongs to the attempts on one table.
pub(super) struct Trial<'x, 's, 'a> {
    pub(super) lab: &'x mut Lab<'s, 'a>,
    pub(super) world: &'x World,
    pub(super) hooks: &'x [Hook],
    pub(super) table: &'x Table,
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
        (format!("{bind} {}", set_role(role.as_str())), count + 1)
    }

    /// The column that tells a foreign row from one's own.
    fn context(&self, foreign: &Row) -> Option<&Identifier> {
        let [own, _] = self.world.rows.get(&self.table.name)?;
        let columns = self.table.columns.iter().map(|it| &it.name);
        let others = columns.filter(|it| self.world.columns.kind(self.table, it).is_some());
        let mut all = self
            .table
            .tenant
            .iter()
            .chain(&self.table.owner)
            .chain(others);
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
                let is_refusal = state == "42501" || may_fail;
                let outcome = if is_refusal {
                    Outcome::Held
                } else {
                    Outcome::Broken
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
            "SELECT coalesce((SELECT ctid::text || tableoid::text FROM {name} WHERE {key}), 'gone') || {count}"
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
                    "57014" | "55P03" | "40P01" => Outcome::Unproven,
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

    /// Before any setting was ever made: what a new connection sees.
    pub(super) fn unbound(&mut self, access: Access<'_>, rows: &[Row; 2]) -> Result<()> {
        self.role = Some(access.role.as_str().to_owned());
        let (before, _) = self.begin(access.role, None);
        let query = self.count_both(rows);
        if !access.is_owner() && !self.is_open(access, rows)? {
            self.read(Attempt::ReadUnbound, &before, &query, false)?;
        }
        if access.may(Privilege::Insert) && !access.is_owner() {
            self.insert_unbound(access, &before, rows)?;
        }
        Ok(())
    }

    /// Whether the policies let the role see the rows without asking whose they are.
    fn is_open(&mut self, access: Access<'_>, rows: &[Row; 2]) -> Result<bool> {
        if access.asks_for_context() {
            return Ok(false);
        }
        for row in rows {
            let sql = access.unbound_query(row);
            if value(&self.lab.attempt(&sql)?).as_deref() == Some("true") {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn insert_unbound(&mut self, access: Access<'_>, before: &str, rows: &[Row; 2]) -> Result<()> {
        let Some(insert) = self.insert(access, 0, &Overrides::new(), rows)? else {
            return Ok(());
        };
        self.write(Attempt::WriteUnbound, before, &insert, &rows[0], true)
    }

    fn count_both(&self, rows: &[Row; 2]) -> String {
        let [own, foreign] = rows.each_ref().map(|row| row.key(self.table));
        format!(
            "SELECT count(*) FROM {} WHERE ({own}) OR ({foreign})",
            self.name()
        )
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
        if self.other == 1 && may_foreign[0] && own.key(self.table) != foreign.key(self.table) {
            let role = access.role.to_sql();
            let meant = format!(
                "{role} sees rows of others in {}, as its policies say",
                self.name()
            );
            self.meant.push(meant);
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

    fn reading(
        &mut self,
        access: Access<'_>,
        before: &str,
        rows: &[Row; 2],
        may: &[bool; 4],
    ) -> Result<()> {
        let [_, foreign] = rows;
        let name = self.name();
        let key = foreign.key(self.table);
        let role = set_role(access.role.as_str());
        if self.other == 1 && !access.is_owner() && !may[0] {
            let both = self.count_both(rows);
            let empty = format!("{} {role}", self.lab.bound_to_text(""));
            self.read(Attempt::ReadWithEmptySetting, &empty, &both, false)?;
            let garbage = format!("{} {role}", self.lab.bound_to_text("garbage"));
            self.read(Attempt::ReadWithGarbage, &garbage, &both, true)?;
            if access.may(Privilege::Insert)
                && let Some(insert) = self.insert(access, 0, &Overrides::new(), rows)?
            {
                self.write(Attempt::WriteUnbound, &empty, &insert, &rows[0], true)?;
            }
        }
        if may[0] {
            return Ok(());
        }
        if let Some(condition) = self.of_other(foreign) {
            let query = format!("SELECT count(*) FROM {name} WHERE {condition}");
            self.read(Attempt::ReadForeign, before, &query, false)?;
        }
        let by_key = format!("SELECT count(*) FROM {name} WHERE {key}");
        self.read(Attempt::ReadForeignByKey, before, &by_key, false)?;
        let lock =
            format!("SELECT count(*) FROM (SELECT 1 FROM {name} WHERE {key} FOR UPDATE) AS locked");
        self.read(Attempt::LockForeign, before, &lock, false)?;
        self.cached_plan(access, &by_key)?;
        let off = format!("SET LOCAL row_security = off; {before}");
        if access.may(Privilege::Select) && !access.is_owner() {
            self.forbidden(
                Attempt::ReadWithRowSecurityOff,
                &off,
                &format!("SELECT count(*) FROM {name}"),
            )?;
        }
        self.copy(access, before, foreign)
    }

    /// The same plan under both subjects: a helper that claims to be IMMUTABLE is folded into it.
    fn cached_plan(&mut self, access: Access<'_>, query: &str) -> Result<()> {
        self.lab.plans += 1;
        let plan = format!("pgschema_proof_{}", self.lab.plans);
        let [own, foreign] =
            [0, self.other].map(|it| self.lab.bound_to(&self.world.subjects[it]).0);
        let role = set_role(access.role.as_str());
        let before = format!(
            "SET LOCAL plan_cache_mode = force_generic_plan; {foreign} {role} PREPARE {plan} AS {query}; \
             EXECUTE {plan}; {own}"
        );
        self.read(
            Attempt::ReadWithCachedPlan,
            &before,
            &format!("EXECUTE {plan}"),
            false,
        )?;
        // A prepared statement outlives what was rolled back, and isn't there if PREPARE failed.
        self.lab.keep(&format!("DEALLOCATE {plan}"))?;
        Ok(())
    }

    fn copy(&mut self, access: Access<'_>, before: &str, foreign: &Row) -> Result<()> {
        let own = self.world.rows.get(&self.table.name).map(|it| &it[0]);
        let Some(mark) = own.and_then(|own| super::views::mark(self.table, own, foreign)) else {
            return Ok(());
        };
        let name = self.name();
        if access.may(Privilege::Select) && !access.is_owner() {
            let copy = format!("COPY {name} TO STDOUT");
            let (actual, outcome) = match self.lab.copy_out(before, &copy)? {
                Ok(text) if text.contains(&mark) => {
                    ("a row of another".to_owned(), Outcome::Broken)
                }
                Ok(_) => (NO_ROW.to_owned(), Outcome::Held),
                Err(state) => (format!("refused ({state})"), Outcome::Held),
            };
            self.add(Attempt::CopyForeign, &copy, NO_ROW, actual, outcome);
        }
        Ok(())
    }

    fn changing(
        &mut self,
        access: Access<'_>,
        before: &str,
        rows: &[Row; 2],
        may_own: [bool; 4],
        may_foreign: [bool; 4],
    ) -> Result<()> {
        let [own, foreign] = rows;
        let name = self.name();
        let key = foreign.key(self.table);
        if !may_foreign[2]
            && let Some(set) = self.set(access, own)
        {
            let by_key = format!("UPDATE {name} SET {set} WHERE {key}");
            self.write(Attempt::UpdateForeign, before, &by_key, foreign, true)?;
            let all = format!("UPDATE {name} SET {set}");
            let replica = self.past_triggers(before);
            self.write(Attempt::UpdateAll, &replica, &all, foreign, !may_own[2])?;
            if access.may(Privilege::Select) && self.lab.version >= Version::V15 {
                let merge = format!(
                    "MERGE INTO {name} USING (SELECT 1) AS s (one) ON {key} WHEN MATCHED THEN UPDATE SET {set}"
                );
                self.write(Attempt::MergeForeign, before, &merge, foreign, true)?;
            }
        }
        if !may_foreign[3] && access.may(Privilege::Delete) {
            let by_key = format!("DELETE FROM {name} WHERE {key}");
            self.write(Attempt::DeleteForeign, before, &by_key, foreign, true)?;
            let replica = self.past_triggers(before);
            self.write(
                Attempt::DeleteAll,
                &replica,
                &format!("DELETE FROM {name}"),
                foreign,
                !may_own[3],
            )?;
        }
        if access.is_owner() {
            return Ok(());
        }
        self.moving(access, before, rows, may_foreign)?;
        if access.may(Privilege::Insert) && !may_foreign[1] {
            self.inserting(access, before, rows)?;
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
        let value = statement::value(&own.get(&column.name), &column.data_type);
        Some(format!("{} = {value}", column.name.to_sql()))
    }

    fn moving(
        &mut self,
        access: Access<'_>,
        before: &str,
        rows: &[Row; 2],
        may: [bool; 4],
    ) -> Result<()> {
        let [_, foreign] = rows;
        let Some(column) = &self.context(foreign).cloned() else {
            return Ok(());
        };
        if may[1] || !access.may(Privilege::Update) {
            return Ok(());
        }
        let Some(data_type) = self.table.column(column.as_str()).map(|it| &it.data_type) else {
            return Ok(());
        };
        let value = statement::value(&foreign.get(column), data_type);
        // With a condition, the policy for SELECT would hold for the new row as well.
        let change = format!("UPDATE {} SET {} = {value}", self.name(), column.to_sql());
        let before = self.past_triggers(before);
        self.write(Attempt::MoveRow, &before, &change, foreign, true)
    }

    fn inserting(&mut self, access: Access<'_>, before: &str, rows: &[Row; 2]) -> Result<()> {
        let [_, foreign] = rows;
        let context = self.context(foreign).cloned();
        let context = context.as_ref();
        let mut overrides = Overrides::new();
        if let Some(column) = context {
            overrides.insert(column.clone(), foreign.get(column));
        }
        let before = &self.past_triggers(before);
        if let Some(insert) = self.insert(access, self.other, &overrides, rows)? {
            self.write(Attempt::InsertForeign, before, &insert, foreign, true)?;
        }
        let nullable = context
            .and_then(|it| self.table.column(it.as_str()))
            .filter(|it| it.nullable);
        if let Some(column) = nullable {
            let overrides = Overrides::from([(column.name.clone(), None)]);
            if let Some(insert) = self.insert(access, 0, &overrides, rows)? {
                self.forbidden(Attempt::InsertForNobody, before, &insert)?;
            }
        }
        let keys = self.table.primary_key();
        let Some(set) = self.set(access, foreign).filter(|_| !keys.is_empty()) else {
            return Ok(());
        };
        let may = access.columns(Privilege::Insert);
        if keys.iter().all(|it| may.contains(&it)) {
            let overrides = keys
                .iter()
                .map(|it| (it.clone(), foreign.get(it)))
                .collect();
            if let Some(insert) = self.insert(access, 0, &overrides, rows)? {
                let upsert = format!(
                    "{insert} ON CONFLICT ({}) DO UPDATE SET {set}",
                    statement::names(keys)
                );
                self.write(Attempt::UpsertForeign, before, &upsert, foreign, false)?;
            }
        }
        Ok(())
    }

    /// What a role must be able to do: a table where nothing works is not isolated, but broken.
    fn owning(
        &mut self,
        access: Access<'_>,
        (before, count): (&str, usize),
        rows: &[Row; 2],
        may: [bool; 4],
    ) -> Result<()> {
        let [own, _] = rows;
        let name = self.name();
        let key = own.key(self.table);
        let keys_are_seen = {
            let seen = access.columns(Privilege::Select);
            self.table.primary_key().iter().all(|it| seen.contains(&it)) && !seen.is_empty()
        };
        if access.may(Privilege::Select) && keys_are_seen && may[0] {
            let query = format!("SELECT 1 FROM {name} WHERE {key}");
            self.own(Attempt::ReadOwn, (before, count), &query)?;
        }
        if access.may(Privilege::Insert)
            && may[1]
            && let Some(insert) = self.insert(access, 0, &Overrides::new(), rows)?
        {
            self.own(Attempt::InsertOwn, (before, count), &insert)?;
        }
        let can_find = access.may(Privilege::Select) && keys_are_seen && may[0];
        if can_find
            && may[2]
            && let Some(set) = self.set(access, own)
        {
            let change = format!("UPDATE {name} SET {set} WHERE {key}");
            self.own(Attempt::UpdateOwn, (before, count), &change)?;
        }
        if access.may(Privilege::Delete) && can_find && may[3] {
            self.own(
                Attempt::DeleteOwn,
                (before, count),
                &format!("DELETE FROM {name} WHERE {key}"),
            )?;
        }
        Ok(())
    }

    /// What no policy stands before: rights that aren't there.
    fn rights(&mut self, access: Access<'_>, before: &str, rows: &[Row; 2]) -> Result<()> {
        if access.is_owner() {
            return Ok(());
        }
        let name = self.name();
        if !access.may(Privilege::Truncate) {
            self.forbidden(Attempt::Truncate, before, &format!("TRUNCATE {name}"))?;
        }
        let mut changes = vec![
            format!("ALTER TABLE {name} DISABLE ROW LEVEL SECURITY"),
            format!("ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY"),
            format!("CREATE POLICY pgschema_proof ON {name} USING (true)"),
        ];
        if !access.may(Privilege::Trigger) {
            changes.push(format!(
                "CREATE TRIGGER pgschema_proof BEFORE UPDATE ON {name} FOR EACH ROW \
                 EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()"
            ));
        }
        for change in changes {
            self.forbidden(Attempt::AlterTable, before, &change)?;
        }
        // A trigger that says no is no missing right.
        let before = &self.past_triggers(before);
        if !access.may(Privilege::Select) {
            self.forbidden(
                Attempt::Ungranted,
                before,
                &format!("SELECT 1 FROM {name} LIMIT 1"),
            )?;
        }
        if !access.may(Privilege::Insert) {
            let values = new_values(
                self.lab,
                self.world,
                self.table,
                0,
                1,
                self.hooks,
                &Overrides::new(),
            )?;
            if let Ok(values) = values {
                let insert = statement::insert(self.table, &values);
                self.forbidden(Attempt::Ungranted, before, &insert)?;
            }
        }
        let may = access.columns(Privilege::Update);
        for column in &self.table.columns {
            if may.contains(&&column.name) || is_servers(column) {
                continue;
            }
            let value = statement::value(&rows[0].get(&column.name), &column.data_type);
            let update = format!("UPDATE {name} SET {} = {value}", column.name.to_sql());
            self.forbidden(Attempt::Ungranted, before, &update)?;
        }
        if !access.may(Privilege::Delete) {
            self.forbidden(Attempt::Ungranted, before, &format!("DELETE FROM {name}"))?;
        }
        Ok(())
    }

    /// What the table itself lets through, whoever asks.
    pub(super) fn structure(&mut self, rows: &[Row; 2]) -> Result<()> {
        self.role = None;
        if self.table.kind == TableKind::AppendOnly {
            self.appended(rows)?;
        }
        if self.table.tenant.is_some() && !self.table.is_tenant_root() {
            self.unique_keys(rows)?;
            self.foreign_keys()?;
        }
        Ok(())
    }

    fn appended(&mut self, rows: &[Row; 2]) -> Result<()> {
        let name = self.name();
        let key = rows[0].key(self.table);
        let Some(column) = self
            .table
            .columns
            .iter()
            .find(|it| it.generated.is_none() && it.identity.is_none())
        else {
            return Ok(());
        };
        let value = statement::value(&rows[0].get(&column.name), &column.data_type);
        let changes = [
            format!(
                "UPDATE {name} SET {} = {value} WHERE {key}",
                column.name.to_sql()
            ),
            format!("DELETE FROM {name} WHERE {key}"),
            format!("TRUNCATE {name}"),
        ];
        for change in changes {
            let sql = format!("{} {change}", self.lab.as_seeder());
            let (actual, outcome) = match self.lab.attempt(&sql)? {
                Answer::Done { .. } => ("done".to_owned(), Outcome::Broken),
                // A foreign key that stands in the way is no trigger that says no.
                Answer::Refused { state, message, .. }
                    if state.starts_with("23503") || state == "0A000" =>
                {
                    (format!("{message} ({state})"), Outcome::Broken)
                }
                Answer::Refused { state, message, .. } => {
                    (format!("{message} ({state})"), Outcome::Held)
                }
            };
            self.add(Attempt::ChangeAppended, &change, REFUSED, actual, outcome);
        }
        Ok(())
    }

    /// A row of the first subject with all that the second one's has, but for whose it is.
    fn unique_keys(&mut self, rows: &[Row; 2]) -> Result<()> {
        let foreign = &rows[1];
        let is_reference = |name: &Identifier| {
            let mut keys = self
                .table
                .constraints
                .iter()
                .filter_map(|it| it.foreign_key());
            keys.any(|key| key.columns.contains(name))
        };
        let mut same = Overrides::new();
        for column in &self.table.columns {
            let name = &column.name;
            let is_whose = self.world.columns.kind(self.table, name).is_some();
            let is_key = self.table.primary_key().contains(name);
            if is_whose
                || is_key
                || is_reference(name)
                || column.generated.is_some()
                || column.identity.is_some()
            {
                continue;
            }
            same.insert(name.clone(), foreign.get(name));
        }
        // The user who is such a row is there; this is another one.
        for name in self.table.primary_key() {
            let column = self.table.column(name.as_str());
            if let Some(column) = column
                && self.world.columns.kind(self.table, name) == Some(Kind::User)
                && !is_reference(name)
            {
                let seed = self.world.subjects[0].seed.wrapping_add(15_485_863);
                let values = candidates(
                    self.lab.database,
                    &column.data_type,
                    &Hints::default(),
                    seed,
                );
                same.extend(values.into_iter().last().map(|value| (name.clone(), value)));
            }
        }
        self.unique(&same)?;
        let mut key = Overrides::new();
        for name in self.table.primary_key() {
            let column = self.table.column(name.as_str());
            let is_numbered =
                column.is_some_and(|it| it.identity.is_some() || it.generated.is_some());
            if self.world.columns.kind(self.table, name).is_none()
                && !is_reference(name)
                && !is_numbered
            {
                key.insert(name.clone(), foreign.get(name));
            }
        }
        let has_tenant = self
            .table
            .tenant
            .as_ref()
            .is_some_and(|it| self.table.primary_key().contains(it));
        if has_tenant && !key.is_empty() {
            self.unique(&key)?;
        }
        Ok(())
    }

    fn unique(&mut self, overrides: &Overrides) -> Result<()> {
        let values = new_values(
            self.lab, self.world, self.table, 0, 1, self.hooks, overrides,
        )?;
        let Ok(values) = values else {
            return Ok(());
        };
        let insert = statement::insert(self.table, &values);
        let sql = format!("{} {insert}", self.lab.as_seeder());
        let (actual, outcome) = match self.lab.attempt(&sql)? {
            Answer::Done { .. } => ("taken".to_owned(), Outcome::Held),
            Answer::Refused {
                state, constraint, ..
            } if state == "23505" || state == "23P01" => {
                let name = constraint.unwrap_or_default();
                match self.is_meant(&name) || self.is_own(&name, overrides) {
                    true => (
                        format!("refused by {name}, which the model has so"),
                        Outcome::Held,
                    ),
                    false => (
                        format!("refused by {name}: it tells what another has"),
                        Outcome::Broken,
                    ),
                }
            }
            Answer::Refused { state, message, .. } => {
                (format!("{message} ({state})"), Outcome::Held)
            }
        };
        self.add(
            Attempt::ProbeUnique,
            &insert,
            "taken, as if nobody else were there",
            actual,
            outcome,
        );
        Ok(())
    }

    /// Whether the model has a unique key of that name without the tenant, or one that is about what
    /// the row refers to.
    fn is_meant(&self, name: &str) -> bool {
        let tenant = self.table.tenant.as_ref();
        let constraint = self
            .table
            .constraints
            .iter()
            .find(|it| it.name.as_str() == name);
        if let Some(constraint) = constraint {
            return match constraint.unique_columns() {
                Some(columns) => {
                    !tenant.is_some_and(|it| columns.contains(it)) || self.is_of_references(columns)
                }
                None => true,
            };
        }
        let index = self
            .table
            .indexes
            .iter()
            .find(|it| it.name.as_str() == name && it.unique);
        index.is_some_and(|it| {
            let columns: Vec<Identifier> = it
                .elements
                .iter()
                .filter_map(|it| it.as_column().cloned())
                .collect();
            !tenant.is_some_and(|it| columns.contains(it)) || self.is_of_references(&columns)
        })
    }

    /// Whether the row of the subject itself has these values.
    fn is_own(&self, name: &str, overrides: &Overrides) -> bool {
        let constraints = self
            .table
            .constraints
            .iter()
            .filter(|it| it.name.as_str() == name);
        let mut columns: Vec<&Identifier> = constraints
            .filter_map(|it| it.unique_columns())
            .flatten()
            .collect();
        let indexes = self
            .table
            .indexes
            .iter()
            .filter(|it| it.name.as_str() == name);
        columns.extend(
            indexes
                .flat_map(|it| &it.elements)
                .filter_map(|it| it.as_column()),
        );
        let Some([own, _]) = self.world.rows.get(&self.table.name) else {
            return false;
        };
        !columns.is_empty()
            && columns
                .iter()
                .all(|it| overrides.get(*it).is_none_or(|value| *value == own.get(it)))
    }

    /// A 1:1 table has its row of the subject already.
    fn is_of_references(&self, columns: &[Identifier]) -> bool {
        let of_keys = |name: &Identifier| {
            let mut keys = self
                .table
                .constraints
                .iter()
                .filter_map(|it| it.foreign_key());
            self.world.columns.kind(self.table, name).is_some()
                || keys.any(|key| key.columns.contains(name))
        };
        columns.iter().all(of_keys)
    }

    fn foreign_keys(&mut self) -> Result<()> {
        for constraint in &self.table.constraints {
            let Some(key) = constraint.foreign_key() else {
                continue;
            };
            let Some(target) = self.lab.database.table(&key.references) else {
                continue;
            };
            let within = self
                .table
                .tenant
                .as_ref()
                .is_some_and(|it| key.columns.contains(it));
            let Some(rows) = self
                .world
                .rows
                .get(&target.name)
                .filter(|_| within && target.tenant.is_some())
            else {
                continue;
            };
            let mut overrides = Overrides::new();
            for (column, referenced) in key.columns.iter().zip(referenced(key, target)) {
                if self.world.columns.kind(self.table, column) != Some(Kind::Tenant) {
                    overrides.insert(column.clone(), rows[1].get(referenced));
                }
            }
            let is_same = overrides.iter().all(|(column, value)| {
                self.world
                    .rows
                    .get(&self.table.name)
                    .is_some_and(|own| own[0].get(column) == *value)
            });
            if overrides.values().any(Option::is_none) || overrides.is_empty() || is_same {
                continue;
            }
            let values = new_values(
                self.lab, self.world, self.table, 0, 2, self.hooks, &overrides,
            )?;
            let Ok(values) = values else {
                continue;
            };
            let insert = statement::insert(self.table, &values);
            let sql = format!(
                "{} SET CONSTRAINTS ALL IMMEDIATE; {insert}",
                self.lab.as_seeder()
            );
            let (actual, outcome) = match self.lab.attempt(&sql)? {
                Answer::Done { .. } => ("taken".to_owned(), Outcome::Broken),
                Answer::Refused { state, message, .. } => {
                    (format!("{message} ({state})"), Outcome::Held)
                }
            };
            self.add(Attempt::ReferToForeign, &insert, REFUSED, actual, outcome);
        }
        Ok(())
    }
}

const COMMANDS: [Command; 4] = [
    Command::Select,
    Command::Insert,
    Command::Update,
    Command::Delete,
];

fn value(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Done { value, .. } => value.clone(),
        Answer::Refused { .. } => None,
    }
}
