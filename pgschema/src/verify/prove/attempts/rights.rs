//! What no policy stands before: rights that aren't there.

use super::{Result, Trial};
use crate::define::Privilege;
use crate::sql::ToSql;
use crate::verify::prove::Attempt;
use crate::verify::prove::access::Access;
use crate::verify::prove::rows::{Overrides, Row, is_servers, new_values};
use crate::verify::prove::statement;

impl Trial<'_, '_, '_> {
    /// What no policy stands before: rights that aren't there.
    pub(super) fn rights(
        &mut self,
        access: Access<'_>,
        before: &str,
        rows: &[Row; 2],
    ) -> Result<()> {
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
        let may = access.columns(Privilege::Select);
        for column in self.table.columns.iter().filter(|_| !may.is_empty()) {
            if !may.contains(&&column.name) {
                let select = format!("SELECT {} FROM {name} LIMIT 1", column.name.to_sql());
                self.forbidden(Attempt::Ungranted, before, &select)?;
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
}
