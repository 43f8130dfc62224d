//! What a change of one's own row sets off: triggers and rules, which may have other rights.

use super::{Result, Trial, value};
use crate::sql::ToSql;
use crate::verify::prove::states::State;
use crate::verify::prove::watch::After;
use crate::verify::prove::{Attempt, statement};

impl Trial<'_, '_, '_> {
    /// Whether a change of one's own row leaves the foreign rows of all tables as they are.
    pub(super) fn set_off(&mut self, before: &str, change: &str) -> Result<()> {
        if !self.lab.sets_off(&self.table.name) {
            return Ok(());
        }
        // What is deferred to the end of the transaction is done before it is looked at.
        let statements = format!("{before} {change}; SET CONSTRAINTS ALL IMMEDIATE");
        let after = self.watch.after(self.lab, &statements)?;
        // That it doesn't work has been said.
        if matches!(after, After::Refused { .. } | After::Unasked { .. }) {
            return Ok(());
        }
        let (actual, outcome) = after.said();
        let expected = "nothing of another's changed";
        self.add(Attempt::ChangeByTrigger, change, expected, actual, outcome);
        Ok(())
    }

    /// Unique keys of some rows only: a row of the first subject like each state of the other's.
    pub(in crate::verify::prove) fn partial_keys(&mut self, states: &[State]) -> Result<()> {
        self.role = None;
        let is_of_tenant = self.table.tenant.is_some() && !self.table.is_tenant_root();
        if !is_of_tenant || !self.has_partial_keys()? {
            return Ok(());
        }
        for state in states {
            self.unique_keys(&state.row)?;
        }
        Ok(())
    }

    fn has_partial_keys(&mut self) -> Result<bool> {
        let sql = format!(
            "SELECT EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = to_regclass({}) AND i.indpred IS NOT NULL AND (i.indisunique OR i.indisexclusion))::text",
            statement::text(&self.table.name.to_sql()),
        );
        Ok(value(&self.lab.attempt(&sql)?).as_deref() == Some("true"))
    }
}
