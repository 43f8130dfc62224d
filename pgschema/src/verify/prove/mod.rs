//! The proof that no role reaches another tenant's rows, whatever it tries.

mod access;
mod attempt;
mod attempts;
mod functions;
mod interference;
mod lab;
mod pattern;
mod report;
mod roles;
mod rows;
mod solve;
mod statement;
mod states;
mod subject;
mod values;
mod views;
mod watch;

use std::fmt;
use std::sync::Arc;

use postgres::Client;

pub use attempt::Attempt;
pub use report::{BrokenIsolation, Outcome, Proof, Tried};

use super::VerifyError;
use super::session::{Access as Reading, Session};
use crate::model::{Database, Table};
use crate::sql::{Identifier, QualifiedName, ToSql};
use access::Access;
use attempts::Trial;
use lab::Lab;
use rows::World;
use watch::Watch;

/// Proves that no role reaches rows of others, on a server that has the database.
///
/// From the model alone it makes rows of two tenants in every table, and then tries, as each role, whatever could get from
/// the one to the other: reading, writing, moving, upserting, COPY, TRUNCATE, plans that were made for somebody else, views,
/// functions, partitions, foreign keys and unique keys that tell. Whether a row should be reached is what the model's policies
/// say of it. All of it is one transaction, which is rolled back; sequences may have gone on. Some
/// statements are about every row there is: a database for tests, or a copy, is the place for it.
///
/// The connection must be fresh, since one thing that is tried is never to have bound a tenant. Its role is a superuser, as on
/// a server for tests, or one that may become the owner and every other role, such as who runs the DDL: then the tables are
/// locked while the proof runs, the owner isn't tried, and foreign keys may keep a statement on all rows from its end.
///
/// ```no_run
/// use pgschema::verify::prove;
/// # fn check(database: &pgschema::Database, client: &mut postgres::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let proof = prove(database, client)?;
/// println!("{proof}");
/// proof.deny()?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// If the server can't be asked, the role may not do it, or the connection was used before. What is broken is in the report.
pub fn prove(database: &Database, client: &mut Client) -> Result<Proof, VerifyError> {
    Prover::new().prove(database, client)
}

/// A proof with values that the model doesn't say, or of some tables only.
///
/// ```
/// use pgschema::verify::Prover;
///
/// // A CHECK that calls a function of the application's: nothing else knows what it takes.
/// let prover = Prover::new().values("app.cards", "number", |subject| {
///     vec![Some(["4111111111111111", "5500000000000004", "340000000000009"][subject].to_owned())]
/// });
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct Prover {
    hooks: Vec<Hook>,
    tables: Vec<String>,
    roles: Vec<String>,
    progress: Option<Progress>,
}

/// Is told the number of a table, how many there are, and its name.
type Progress = Arc<dyn Fn(usize, usize, &str)>;

/// Values of a column that somebody gives.
#[derive(Clone)]
struct Hook {
    table: String,
    column: String,
    values: Arc<dyn Fn(usize) -> Vec<Option<String>>>,
}

impl fmt::Debug for Prover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self
            .hooks
            .iter()
            .map(|it| format!("{}.{}", it.table, it.column));
        f.debug_struct("Prover")
            .field("values", &columns.collect::<Vec<_>>())
            .field("tables", &self.tables)
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

impl Prover {
    /// All tables and all roles, with values from the model.
    pub fn new() -> Self {
        Self::default()
    }

    /// The values that a column may have, as texts, the best first; of the subject 0, 1 (another tenant) or 2 (another user of the first). `None` is NULL.
    pub fn values(
        mut self,
        table: impl Into<String>,
        column: impl Into<String>,
        values: impl Fn(usize) -> Vec<Option<String>> + 'static,
    ) -> Self {
        self.hooks.push(Hook {
            table: table.into(),
            column: column.into(),
            values: Arc::new(values),
        });
        self
    }

    /// Tries this table, and others of which that is said, alone. Rows are made in all of them.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.tables.push(name.into());
        self
    }

    /// Tries as this role, and others of which that is said, alone.
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.roles.push(name.into());
        self
    }

    /// Is told how far the proof is: the number of the table, how many there are, and its name.
    pub fn on_progress(mut self, progress: impl Fn(usize, usize, &str) + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// Proves.
    ///
    /// # Errors
    ///
    /// As [`prove`].
    pub fn prove(&self, database: &Database, client: &mut Client) -> Result<Proof, VerifyError> {
        self.are_known(database)?;
        let mut session = Session::begin(client, Reading::ReadWrite, "the proof")?;
        let mut lab = Lab::new(database, &mut session)?;
        self.run(&mut lab)
    }

    /// A misspelt name would leave out what it was to be about.
    fn are_known(&self, database: &Database) -> Result<(), VerifyError> {
        let tables = database.tables();
        let table = |name: &str| tables.iter().find(|it| it.name.to_string() == name);
        let unknown = |what: String| Err(VerifyError::NotInModel { what });
        for name in &self.tables {
            if table(name).is_none() {
                return unknown(format!("table {name}"));
            }
        }
        for hook in &self.hooks {
            if table(&hook.table).is_none_or(|it| it.column(&hook.column).is_none()) {
                return unknown(format!("column {}.{}", hook.table, hook.column));
            }
        }
        let granted = tables
            .iter()
            .flat_map(|it| &it.grants)
            .map(|it| it.role.to_sql());
        let granted: Vec<String> = granted.collect();
        for name in &self.roles {
            let quoted = Identifier::new(name).map(|it| it.to_sql());
            let is_granted = quoted.is_ok_and(|it| granted.contains(&it));
            if !is_granted && !database.roles().iter().any(|it| it.name == *name.as_str()) {
                return unknown(format!("role {name}"));
            }
        }
        Ok(())
    }

    fn run<'s>(&self, lab: &mut Lab<'s, '_>) -> Result<Proof, VerifyError> {
        let database: &'s Database = lab.database;
        let world = rows::make(lab, &self.hooks)?;
        let mut proof = Proof {
            version: lab.version,
            tried: Vec::new(),
            tables: 0,
            open: Vec::new(),
            meant: Vec::new(),
            left_out: lab.left_out(),
        };
        let tables = rows::in_order(database).into_iter();
        let is_wanted =
            |it: &&Table| self.tables.is_empty() || self.tables.contains(&it.name.to_string());
        let tables: Vec<&'s Table> = tables.filter(is_wanted).collect();
        let is_bound = |it: &&Table| !it.row_security.is_disabled();
        let (bound, open): (Vec<&'s Table>, Vec<&'s Table>) =
            tables.into_iter().partition(is_bound);
        proof.open = open.iter().map(|it| it.name.to_string()).collect();
        proof.open.sort();
        let roles = roles::trying(lab, &bound, &self.roles, &mut proof.tried)?;
        let asks = |table: &&&Table| {
            let policies = table.policies.iter();
            let mut texts = policies.flat_map(|it| it.using.iter().chain(&it.with_check));
            texts.any(|it| it.to_sql().contains("current_setting"))
        };
        if lab.settings.is_empty()
            && let Some(table) = bound.iter().find(asks)
        {
            proof.tried.push(Tried {
                actual: "its policies read a setting of their own, and only those of the hardening profile are known"
                    .to_owned(),
                ..unmade(&world, &table.name)
            });
        }
        let watch = Watch::new(lab, &world, &bound)?;
        let strangers = roles::strangers(lab, &bound, &self.roles, &mut proof.left_out)?;
        // Nothing may have been set before this is over.
        for role in &roles {
            roles::ask(lab, role, None, &mut proof.tried)?;
        }
        for table in &bound {
            let Some(rows) = world.rows.get(&table.name) else {
                continue;
            };
            let mut trial = self.trial(lab, &world, table, &watch);
            for role in &roles {
                trial.unbound(
                    Access {
                        database,
                        table,
                        role,
                    },
                    rows,
                )?;
            }
            proof.tried.append(&mut trial.tried);
        }
        for role in &roles {
            for subject in &world.subjects {
                roles::ask(lab, role, Some(subject), &mut proof.tried)?;
            }
        }
        for (number, table) in bound.iter().enumerate() {
            if let Some(progress) = &self.progress {
                progress(number + 1, bound.len(), &table.name.to_string());
            }
            proof.tables += 1;
            let mut trial = self.trial(lab, &world, table, &watch);
            match world.rows.get(&table.name) {
                Some(rows) => {
                    trial.structure(rows)?;
                    for role in roles.iter().copied().chain(&strangers) {
                        trial.bound(
                            Access {
                                database,
                                table,
                                role,
                            },
                            rows,
                        )?;
                    }
                    if let Some(colleague) = world.colleagues.get(&table.name) {
                        trial.other = 2;
                        let rows = [rows[0].clone(), colleague.clone()];
                        for role in &roles {
                            trial.bound(
                                Access {
                                    database,
                                    table,
                                    role,
                                },
                                &rows,
                            )?;
                        }
                    }
                }
                None => trial.tried.push(unmade(&world, &table.name)),
            }
            proof.tried.append(&mut trial.tried);
            proof.meant.append(&mut trial.meant);
        }
        // From here on there are more rows than the attempts before count with.
        let states = states::make(lab, &world, &bound, &self.hooks)?;
        let watch = Watch::new(lab, &world, &bound)?;
        for table in &bound {
            let mut trial = self.trial(lab, &world, table, &watch);
            trial.partial_keys(states.of.get(&table.name).map_or(&[], Vec::as_slice))?;
            for role in &roles {
                let access = Access {
                    database,
                    table,
                    role,
                };
                trial.states(access, &states)?;
            }
            proof.tried.append(&mut trial.tried);
            proof.meant.append(&mut trial.meant);
        }
        for role in roles {
            views::look(
                lab,
                &world,
                &states,
                (&self.hooks, &bound),
                &watch,
                role,
                &mut proof,
            )?;
        }
        proof.meant.sort();
        proof.meant.dedup();
        proof
            .tried
            .sort_by(|a, b| (&a.table, &a.role).cmp(&(&b.table, &b.role)));
        Ok(proof)
    }

    fn trial<'x, 's, 'a>(
        &'x self,
        lab: &'x mut Lab<'s, 'a>,
        world: &'x World,
        table: &'x Table,
        watch: &'x Watch,
    ) -> Trial<'x, 's, 'a> {
        Trial {
            lab,
            world,
            hooks: &self.hooks,
            table,
            watch,
            tried: Vec::new(),
            meant: Vec::new(),
            role: None,
            other: 1,
        }
    }
}

fn unmade(world: &World, table: &QualifiedName) -> Tried {
    let reason = world.missing.get(table).cloned();
    Tried {
        table: table.to_string(),
        role: None,
        attempt: Attempt::MakeRows,
        statement: String::new(),
        expected: "a row of each of two tenants",
        actual: reason.unwrap_or_else(|| "there are none".to_owned()),
        outcome: Outcome::Unproven,
    }
}
