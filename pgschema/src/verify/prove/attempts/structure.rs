//! What the table itself lets through, whoever asks: its triggers and its keys.

use super::{REFUSED, Result, Trial};
use crate::model::TableKind;
use crate::sql::{Identifier, ToSql};
use crate::verify::prove::lab::Answer;
use crate::verify::prove::rows::{Overrides, Row, new_values};
use crate::verify::prove::subject::{Kind, referenced};
use crate::verify::prove::values::{Hints, candidates};
use crate::verify::prove::{Attempt, Outcome, statement};

impl Trial<'_, '_, '_> {
    /// What the table itself lets through, whoever asks.
    pub(in crate::verify::prove) fn structure(&mut self, rows: &[Row; 2]) -> Result<()> {
        self.role = None;
        if self.table.kind == TableKind::AppendOnly {
            self.appended(rows)?;
        }
        self.global_keys();
        if self.table.tenant.is_some() && !self.table.is_tenant_root() {
            self.unique_keys(&rows[1])?;
            self.foreign_keys()?;
        }
        Ok(())
    }

    /// Unique keys of everybody, which the model has so: they tell what others have.
    fn global_keys(&mut self) {
        let Some(tenant) = &self.table.tenant else {
            return;
        };
        let constraints = self.table.constraints.iter();
        let constraints = constraints.filter_map(|it| Some((&it.name, it.unique_columns()?)));
        let constraints = constraints.filter(|(_, columns)| !columns.contains(tenant));
        let indexes = self.table.indexes.iter().filter(|it| it.unique);
        let indexes = indexes.filter(|it| {
            let mut columns = it.elements.iter().filter_map(|it| it.as_column());
            !columns.any(|it| it == tenant)
        });
        let names = constraints
            .map(|(name, _)| name)
            .chain(indexes.map(|it| &it.name));
        let meant = names.map(|name| {
            format!(
                "{} of {} is a unique key of everybody, which tells whether another has the same, as the model says",
                name.as_str(),
                self.name(),
            )
        });
        let meant: Vec<String> = meant.collect();
        self.meant.extend(meant);
    }

    pub(super) fn appended(&mut self, rows: &[Row; 2]) -> Result<()> {
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
    pub(super) fn unique_keys(&mut self, foreign: &Row) -> Result<()> {
        let is_reference = |name: &Identifier| {
            let mut keys = self
                .table
                .constraints
                .iter()
                .filter_map(|it| it.foreign_key());
            // Rows of a lookup table are everybody's.
            keys.any(|key| {
                let target = self.lab.database.table(&key.references);
                key.columns.contains(name) && target.is_none_or(|it| it.kind != TableKind::Lookup)
            })
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

    pub(super) fn unique(&mut self, overrides: &Overrides) -> Result<()> {
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
    pub(super) fn is_meant(&self, name: &str) -> bool {
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

    /// Whether a row of the same tenant has these values.
    pub(super) fn is_own(&self, name: &str, overrides: &Overrides) -> bool {
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
        let mut rows = self.world.colleagues.get(&self.table.name).into_iter();
        let is_like = |row: &Row| {
            let mut columns = columns.iter();
            columns.all(|it| overrides.get(*it).is_none_or(|value| *value == row.get(it)))
        };
        !columns.is_empty() && (is_like(own) || rows.any(is_like))
    }

    /// A 1:1 table has its row of the subject already.
    pub(super) fn is_of_references(&self, columns: &[Identifier]) -> bool {
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

    pub(super) fn foreign_keys(&mut self) -> Result<()> {
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
