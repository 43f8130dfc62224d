//! What shows rows of another.

use super::{NO_ROW, Result, Trial, value};
use crate::define::{Command, Privilege};
use crate::sql::ToSql;
use crate::verify::prove::access::Access;
use crate::verify::prove::rows::{Overrides, Row};
use crate::verify::prove::{Attempt, Outcome, statement, views};

impl Trial<'_, '_, '_> {
    /// Before any setting was ever made: what a new connection sees.
    pub(in crate::verify::prove) fn unbound(
        &mut self,
        access: Access<'_>,
        rows: &[Row; 2],
    ) -> Result<()> {
        self.role = Some(access.role.as_str().to_owned());
        let (before, _) = self.begin(access.role, None);
        if access.is_owner() {
            return Ok(());
        }
        // What the model's policies show to everybody, such as rows of nobody, is meant.
        let mut closed = Vec::new();
        for row in rows {
            if !self.is_open(access, Command::Select, row)? {
                closed.push(format!("({})", row.key(self.table)));
            }
        }
        if !closed.is_empty() {
            let (name, closed) = (self.name(), closed.join(" OR "));
            let query = format!("SELECT count(*) FROM {name} WHERE {closed}");
            self.read(Attempt::ReadUnbound, &before, &query, false)?;
        }
        if access.may(Privilege::Insert) && !self.is_open(access, Command::Insert, &rows[0])? {
            self.insert_unbound(access, &before, rows)?;
        }
        Ok(())
    }

    /// Whether the policies let the role do something with a row before it says whose it wants.
    fn is_open(&mut self, access: Access<'_>, command: Command, row: &Row) -> Result<bool> {
        let sql = access.unbound_query(self.lab, command, row);
        Ok(value(&self.lab.attempt(&sql)?).as_deref() == Some("true"))
    }

    pub(super) fn insert_unbound(
        &mut self,
        access: Access<'_>,
        before: &str,
        rows: &[Row; 2],
    ) -> Result<()> {
        let Some(insert) = self.insert(access, 0, &Overrides::new(), rows)? else {
            return Ok(());
        };
        self.add_row(Attempt::WriteUnbound, before, &insert)
    }

    pub(super) fn reading(
        &mut self,
        access: Access<'_>,
        before: &str,
        rows: &[Row; 2],
        may: &[bool; 4],
    ) -> Result<()> {
        let [_, foreign] = rows;
        let name = self.name();
        let key = foreign.key(self.table);
        let role = self.lab.as_role(access.role);
        if self.other == 1 && !access.is_owner() && !may[0] {
            let both = self.count_both(rows);
            let empty = format!("{} {role}", self.lab.bound_to_text(""));
            self.read(Attempt::ReadWithEmptySetting, &empty, &both, false)?;
            let garbage = format!("{} {role}", self.lab.bound_to_text("garbage"));
            self.read(Attempt::ReadWithGarbage, &garbage, &both, true)?;
            if access.may(Privilege::Insert)
                && let Some(insert) = self.insert(access, 0, &Overrides::new(), rows)?
            {
                self.add_row(Attempt::WriteUnbound, &empty, &insert)?;
            }
        }
        if may[0] {
            return Ok(());
        }
        self.reading_by_columns(access, before, foreign)?;
        if self.lab.is_signed() && !access.is_owner() {
            let [own, other] = [0, self.other].map(|it| &self.world.subjects[it]);
            let forged = format!("{} {role}", self.lab.token_of(other, own));
            let by_key = format!("SELECT count(*) FROM {name} WHERE {key}");
            self.read(Attempt::ReadWithForgedContext, &forged, &by_key, true)?;
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

    /// Who may read some columns only is refused every query that names another: what can be read is what counts.
    fn reading_by_columns(
        &mut self,
        access: Access<'_>,
        before: &str,
        foreign: &Row,
    ) -> Result<()> {
        let may = access.columns(Privilege::Select);
        let is_partly = !may.is_empty() && may.len() < self.table.columns.len();
        let own = self
            .world
            .rows
            .get(&self.table.name)
            .map(|it| it[0].clone());
        let (true, Some(own)) = (is_partly, own) else {
            return Ok(());
        };
        let telling = may.iter().find_map(|name| {
            let column = self.table.column(name.as_str())?;
            let value = foreign
                .get(name)
                .filter(|_| own.get(name) != foreign.get(name))?;
            Some((
                name.to_sql(),
                statement::value(&Some(value), &column.data_type),
            ))
        });
        if let Some((column, value)) = telling {
            let name = self.name();
            let query = format!("SELECT count({column}) FROM {name} WHERE {column} = {value}");
            self.read(Attempt::ReadForeign, before, &query, false)?;
        }
        Ok(())
    }

    /// The same plan under both subjects: a helper that claims to be IMMUTABLE is folded into it.
    pub(super) fn cached_plan(&mut self, access: Access<'_>, query: &str) -> Result<()> {
        self.lab.plans += 1;
        let plan = format!("pgschema_proof_{}", self.lab.plans);
        let [own, foreign] =
            [0, self.other].map(|it| self.lab.bound_to(&self.world.subjects[it]).0);
        let role = self.lab.as_role(access.role);
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

    pub(super) fn copy(&mut self, access: Access<'_>, before: &str, foreign: &Row) -> Result<()> {
        let own = self.world.rows.get(&self.table.name).map(|it| &it[0]);
        let Some(mark) = own.and_then(|own| views::mark(self.table, own, foreign)) else {
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
}
