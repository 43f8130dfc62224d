//! What changes rows of another, and what must work on one's own.

use super::{Result, Trial};
use crate::Version;
use crate::define::Privilege;
use crate::sql::{ReferentialAction, ToSql};
use crate::verify::prove::Attempt;
use crate::verify::prove::access::Access;
use crate::verify::prove::rows::{Overrides, Row};
use crate::verify::prove::statement;

impl Trial<'_, '_, '_> {
    pub(super) fn changing(
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
            if self.lab.is_superuser || !self.reacts_on_itself() {
                self.write(
                    Attempt::DeleteAll,
                    &replica,
                    &format!("DELETE FROM {name}"),
                    foreign,
                    !may_own[3],
                )?;
            }
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

    /// Whether a foreign key changes rows of the table where others of it are deleted: then one's own may
    /// take those of a colleague with them, as the key says.
    fn reacts_on_itself(&self) -> bool {
        let mut keys = self
            .table
            .constraints
            .iter()
            .filter_map(|it| it.foreign_key());
        keys.any(|key| {
            let acts = !matches!(
                key.on_delete,
                ReferentialAction::NoAction | ReferentialAction::Restrict
            );
            key.references == self.table.name && acts
        })
    }

    pub(super) fn moving(
        &mut self,
        access: Access<'_>,
        before: &str,
        rows: &[Row; 2],
        may: [bool; 4],
    ) -> Result<()> {
        let [own, foreign] = rows;
        let Some(column) = &self.context(foreign).cloned() else {
            return Ok(());
        };
        if !access.may(Privilege::Update) {
            return Ok(());
        }
        let Some(data_type) = self.table.column(column.as_str()).map(|it| &it.data_type) else {
            return Ok(());
        };
        let before = self.past_triggers(before);
        // To give one's own away, and to take another's.
        for (row, is_meant) in [(foreign, may[1]), (own, may[2])] {
            if is_meant {
                continue;
            }
            let value = statement::value(&row.get(column), data_type);
            // With a condition, the policy for SELECT would hold for the new row as well.
            let change = format!("UPDATE {} SET {} = {value}", self.name(), column.to_sql());
            self.write(Attempt::MoveRow, &before, &change, foreign, true)?;
        }
        Ok(())
    }

    pub(super) fn inserting(
        &mut self,
        access: Access<'_>,
        before: &str,
        rows: &[Row; 2],
    ) -> Result<()> {
        let [_, foreign] = rows;
        let context = self.context(foreign).cloned();
        let context = context.as_ref();
        let mut overrides = Overrides::new();
        if let Some(column) = context {
            overrides.insert(column.clone(), foreign.get(column));
        }
        let before = &self.past_triggers(before);
        if let Some(insert) = self.insert(access, self.other, &overrides, rows)? {
            match context {
                Some(_) => self.write(Attempt::InsertForeign, before, &insert, foreign, true)?,
                None => self.add_row(Attempt::InsertForeign, before, &insert)?,
            }
        }
        if let Some(column) = context.and_then(|it| self.table.column(it.as_str())) {
            let overrides = Overrides::from([(column.name.clone(), None)]);
            if let Some(insert) = self.insert(access, 0, &overrides, rows)? {
                match column.nullable {
                    true => self.forbidden(Attempt::InsertForNobody, before, &insert)?,
                    // On the server it may be nullable all the same; a trigger may fill it.
                    false => {
                        let (name, column) = (self.name(), column.name.to_sql());
                        let state =
                            format!("SELECT count(*)::text FROM {name} WHERE {column} IS NULL");
                        self.leave(Attempt::InsertForNobody, before, &insert, &state, false)?;
                    }
                }
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
    pub(super) fn owning(
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
            self.set_off(before, &insert)?;
        }
        let can_find = access.may(Privilege::Select) && keys_are_seen && may[0];
        if can_find
            && may[2]
            && let Some(set) = self.set(access, own)
        {
            let change = format!("UPDATE {name} SET {set} WHERE {key}");
            self.own(Attempt::UpdateOwn, (before, count), &change)?;
            self.set_off(before, &change)?;
        }
        if access.may(Privilege::Delete) && can_find && may[3] {
            let delete = format!("DELETE FROM {name} WHERE {key}");
            self.own(Attempt::DeleteOwn, (before, count), &delete)?;
            self.set_off(before, &delete)?;
        }
        Ok(())
    }
}
