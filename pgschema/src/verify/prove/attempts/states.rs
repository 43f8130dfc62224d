//! Rows of the other tenant in other states, and settings that nobody thinks of.

use super::{Result, Trial};
use crate::define::{Command, Privilege};
use crate::verify::prove::Attempt;
use crate::verify::prove::access::Access;
use crate::verify::prove::statement::bind;
use crate::verify::prove::states::{State, States};

impl Trial<'_, '_, '_> {
    /// What a role can read and change of the other tenant's, bound to the first.
    pub(in crate::verify::prove) fn states(
        &mut self,
        access: Access<'_>,
        states: &States,
    ) -> Result<()> {
        self.role = Some(access.role.as_str().to_owned());
        let all = states.of.get(&self.table.name);
        let all = all.map_or(&[][..], Vec::as_slice);
        let subject = &self.world.subjects[0];
        let (before, _) = self.begin(access.role, Some(subject));
        if let Some(closed) = self.closed(access, Command::Select, all)? {
            let query = format!("SELECT count(*) FROM {} WHERE {closed}", self.name());
            self.read(Attempt::ReadInAnotherState, &before, &query, false)?;
        }
        let replica = self.past_triggers(&before);
        let own = self
            .world
            .rows
            .get(&self.table.name)
            .map(|it| it[0].clone());
        if let Some(set) = own.and_then(|own| self.set(access, &own))
            && let Some(closed) = self.closed(access, Command::Update, all)?
        {
            let change = format!("UPDATE {} SET {set}", self.name());
            let state = self.state_of(&closed);
            self.leave(
                Attempt::ChangeInAnotherState,
                &replica,
                &change,
                &state,
                false,
            )?;
        }
        if access.may(Privilege::Delete)
            && let Some(closed) = self.closed(access, Command::Delete, all)?
        {
            let change = format!("DELETE FROM {}", self.name());
            let state = self.state_of(&closed);
            self.leave(
                Attempt::ChangeInAnotherState,
                &replica,
                &change,
                &state,
                false,
            )?;
        }
        self.with_settings(access, states)
    }

    /// The condition of the rows that the role must not reach. What it may reach in a certain state is
    /// written down.
    fn closed(
        &mut self,
        access: Access<'_>,
        command: Command,
        states: &[State],
    ) -> Result<Option<String>> {
        let mut keys = Vec::new();
        for state in states {
            let subject = &self.world.subjects[0];
            match access.reaches(self.lab, command, &state.row, subject)? {
                Ok(true) => self.is_meant_in(access, command, state)?,
                Ok(false) => keys.push(format!("({})", state.row.key(self.table))),
                // The main attempts have said that the policies can't be asked.
                Err(_) => return Ok(None),
            }
        }
        Ok((!keys.is_empty()).then(|| keys.join(" OR ")))
    }

    fn is_meant_in(&mut self, access: Access<'_>, command: Command, state: &State) -> Result<()> {
        let Some([_, foreign]) = self.world.rows.get(&self.table.name) else {
            return Ok(());
        };
        let subject = &self.world.subjects[0];
        let always = access.reaches(self.lab, command, foreign, subject)?;
        if command == Command::Select && always == Ok(false) {
            self.meant.push(format!(
                "{} sees rows of others in {} if {}, as its policies say",
                access.role.as_str(),
                self.name(),
                state.what,
            ));
        }
        Ok(())
    }

    fn state_of(&self, condition: &str) -> String {
        format!(
            "SELECT coalesce(string_agg(ctid::text || tableoid::text, ',' ORDER BY tableoid, ctid), 'gone') \
             FROM {} WHERE {condition}",
            self.name()
        )
    }

    /// Every role may set what has a dot in its name: a policy that believes it believes anybody.
    fn with_settings(&mut self, access: Access<'_>, states: &States) -> Result<()> {
        let Some([_, foreign]) = self.world.rows.get(&self.table.name) else {
            return Ok(());
        };
        if access.is_owner() {
            return Ok(());
        }
        let query = format!(
            "SELECT count(*) FROM {} WHERE {}",
            self.name(),
            foreign.key(self.table)
        );
        for (name, value) in &states.settings {
            let subject = &self.world.subjects[0];
            let set = bind(name, value);
            match access.reaches_after(self.lab, Command::Select, foreign, subject, &set)? {
                Ok(true) => self.meant.push(format!(
                    "{} sees rows of others in {} with {name} = '{value}', which it can set itself",
                    access.role.as_str(),
                    self.name(),
                )),
                _ => {
                    let (bound, _) = self.lab.bound_to(subject);
                    let before = format!("{bound} {set} {}", self.lab.as_role(access.role));
                    // What isn't of the setting's type is refused, and that is as good.
                    self.read(Attempt::ReadWithOtherSetting, &before, &query, true)?;
                }
            }
        }
        Ok(())
    }
}
