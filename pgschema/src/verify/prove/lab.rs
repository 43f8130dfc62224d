//! Running statements of which nothing is kept.

use std::collections::BTreeSet;
use std::io::Read;

use postgres::SimpleQueryMessage;

use super::statement::{bind, set_role, text};
use super::subject::{Kind, Setting, Subject, settings};
use crate::Version;
use crate::harden::signed;
use crate::model::Database;
use crate::sql::{Identifier, QualifiedName, ToSql};
use crate::verify::VerifyError;
use crate::verify::session::Session;

/// The key of the proof, and the bytes of its pads.
const KEY: &str = "pgschema-proof";
const INNER: u8 = 0x36;
const OUTER: u8 = 0x5c;

/// Tables with triggers or rules that somebody made.
const ACTING: &str = "\
SELECT n.nspname::text, c.relname::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
WHERE c.relkind IN ('r', 'p') AND (EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) \
OR EXISTS (SELECT FROM pg_rewrite AS r WHERE r.ev_class = c.oid))";

/// What the server says to some statements.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// It did them.
    Done {
        /// How many rows each had or changed.
        counts: Vec<u64>,
        /// The first value of the last row of all.
        value: Option<String>,
        /// The last row.
        row: Vec<Option<String>>,
    },
    /// It refused one.
    Refused {
        /// The SQLSTATE.
        state: String,
        /// What it says.
        message: String,
        /// The constraint that it names.
        constraint: Option<String>,
    },
}

pub(super) struct Lab<'s, 'a> {
    pub(super) session: &'s mut Session<'a>,
    pub(super) database: &'s Database,
    pub(super) version: Version,
    pub(super) settings: Vec<Setting>,
    /// The role under which rows are made; none, if that of the connection gets past policies.
    pub(super) seeder: Option<Identifier>,
    pub(super) is_superuser: bool,
    pub(super) plans: u32,
    /// Tables with triggers or rules.
    acting: BTreeSet<QualifiedName>,
}

impl<'s, 'a> Lab<'s, 'a> {
    /// Sees to it that rows can be made, and that nothing is bound yet.
    pub(super) fn new(
        database: &'s Database,
        session: &'s mut Session<'a>,
    ) -> Result<Self, VerifyError> {
        let version = session.version;
        let mut lab = Self {
            session,
            database,
            version,
            settings: settings(database),
            seeder: None,
            is_superuser: false,
            plans: 0,
            acting: BTreeSet::new(),
        };
        let mut path: Vec<String> = database
            .schemas()
            .iter()
            .map(|it| it.name.to_sql())
            .collect();
        path.extend(["public".to_owned(), "pg_temp".to_owned()]);
        lab.execute(&bind("search_path", &path.join(", ")))?;
        lab.wait_for_others()?;
        lab.ask_for_tables()?;
        for setting in lab.settings.clone() {
            let sql = format!(
                "SELECT pg_catalog.current_setting({}, true) IS NULL",
                text(&setting.name)
            );
            if let Answer::Done { value, .. } = lab.attempt(&sql)?
                && value.as_deref() != Some("t")
            {
                return Err(VerifyError::UsedConnection {
                    setting: setting.name,
                });
            }
        }
        let sql = "SELECT (rolsuper AND (SELECT s.rolsuper FROM pg_roles AS s WHERE s.rolname = SESSION_USER))::text, \
             (rolsuper OR rolbypassrls)::text FROM pg_roles WHERE rolname = CURRENT_USER";
        let Answer::Done { row, .. } = lab.attempt(sql)? else {
            return Ok(lab);
        };
        let is = |index: usize| row.get(index).cloned().flatten().as_deref() == Some("true");
        lab.is_superuser = is(0);
        if !is(1) {
            lab.become_owner()?;
        }
        if lab.is_signed() {
            lab.add_key()?;
        }
        let acting = lab.session.transaction.query(ACTING, &[]);
        let acting = acting.map_err(|error| lab.session.error("the proof", error))?;
        let acting = acting.iter().map(|row| {
            let (schema, name): (String, String) = (row.get(0), row.get(1));
            QualifiedName::new(schema, name)
        });
        lab.acting = acting.flatten().collect();
        Ok(lab)
    }

    /// Whether a change of a row may set something else off.
    pub(super) fn sets_off(&self, table: &QualifiedName) -> bool {
        self.acting.contains(table)
    }

    /// One proof at a time in a database: two would wait for each other's locks.
    fn wait_for_others(&mut self) -> Result<(), VerifyError> {
        let timeouts =
            "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')";
        let Answer::Done { row, .. } = self.attempt(timeouts)? else {
            return Ok(());
        };
        let timeout = |index: usize| row.get(index).cloned().flatten().unwrap_or_default();
        let lock = "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('pgschema.prove', 0))";
        self.execute(&format!(
            "SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; {lock}; {} {}",
            bind("lock_timeout", &timeout(0)),
            bind("statement_timeout", &timeout(1)),
        ))
    }

    /// An empty database isn't isolated, it is the wrong one.
    fn ask_for_tables(&mut self) -> Result<(), VerifyError> {
        let tables = self.database.tables().iter();
        let names: Vec<String> = tables.map(|it| text(&it.name.to_sql())).collect();
        let sql = format!(
            "SELECT count(to_regclass(t.name))::text, current_database()::text FROM unnest(ARRAY[{}]::text[]) AS t (name)",
            names.join(", "),
        );
        match self.attempt(&sql)? {
            Answer::Done { row, .. } if !names.is_empty() && row[0].as_deref() == Some("0") => {
                Err(VerifyError::NoTables {
                    database: row[1].clone().unwrap_or_default(),
                })
            }
            _ => Ok(()),
        }
    }

    /// The owner gets past the policies that aren't forced on it, until all is rolled back.
    fn become_owner(&mut self) -> Result<(), VerifyError> {
        let seeder = self.database.profile.as_ref().map(|it| it.owner.clone());
        let become_it = seeder
            .as_ref()
            .map_or_else(String::new, |it| set_role(it.as_str()));
        for table in self.database.tables() {
            let sql = format!(
                "{become_it} ALTER TABLE {} NO FORCE ROW LEVEL SECURITY; RESET ROLE",
                table.name.to_sql()
            );
            if let Answer::Refused { message, .. } = self.keep(&sql)? {
                return Err(VerifyError::CantMakeRows {
                    role: self.session.role.clone(),
                    message,
                });
            }
        }
        self.seeder = match seeder {
            Some(owner) => Some(owner),
            None => Identifier::new(&self.session.role).ok(),
        };
        Ok(())
    }

    /// What only a superuser could try.
    pub(super) fn left_out(&self) -> Vec<String> {
        let mut left_out = Vec::new();
        if let Some(owner) = &self.seeder {
            left_out.push(format!(
                "{} makes the rows, and is not tried: connect as a superuser",
                owner.as_str()
            ));
        }
        if !self.is_superuser {
            let what =
                "foreign keys and triggers may end statements on all rows before the policies do";
            left_out.push(format!("{what}: connect as a superuser"));
        }
        left_out
    }

    /// The schemas of the model.
    pub(super) fn schemas(&self) -> Vec<String> {
        let tables = self.database.tables().iter().map(|it| it.name.schema());
        let schemas = self.database.schemas().iter().map(|it| &it.name);
        let all: std::collections::BTreeSet<&str> =
            schemas.chain(tables).map(Identifier::as_str).collect();
        all.into_iter().map(str::to_owned).collect()
    }

    /// Runs statements and takes them back.
    pub(super) fn attempt(&mut self, sql: &str) -> Result<Answer, VerifyError> {
        let answer = self.run(sql)?;
        self.undo()?;
        Ok(answer)
    }

    /// Runs statements and keeps what they did, if the server did them all.
    pub(super) fn keep(&mut self, sql: &str) -> Result<Answer, VerifyError> {
        let answer = self.run(sql)?;
        match &answer {
            Answer::Done { .. } => self.execute("RELEASE SAVEPOINT pgschema_proof")?,
            Answer::Refused { .. } => self.undo()?,
        }
        Ok(answer)
    }

    fn undo(&mut self) -> Result<(), VerifyError> {
        self.execute("ROLLBACK TO SAVEPOINT pgschema_proof; RELEASE SAVEPOINT pgschema_proof")
    }

    pub(super) fn execute(&mut self, sql: &str) -> Result<(), VerifyError> {
        let done = self.session.transaction.batch_execute(sql);
        done.map_err(|error| self.session.error("the proof", error))
    }

    fn run(&mut self, sql: &str) -> Result<Answer, VerifyError> {
        self.execute("SAVEPOINT pgschema_proof")?;
        let messages = match self.session.transaction.simple_query(sql) {
            Ok(messages) => messages,
            Err(error) => return self.refused(error),
        };
        let mut counts = Vec::new();
        let mut row = Vec::new();
        for message in &messages {
            match message {
                SimpleQueryMessage::CommandComplete(count) => counts.push(*count),
                SimpleQueryMessage::Row(found) => {
                    row = (0..found.len())
                        .map(|it| found.get(it).map(str::to_owned))
                        .collect();
                }
                _ => {}
            }
        }
        let value = row.first().cloned().flatten();
        Ok(Answer::Done { counts, value, row })
    }

    fn refused(&mut self, error: postgres::Error) -> Result<Answer, VerifyError> {
        let Some(server) = error.as_db_error() else {
            return Err(self.session.error("the proof", error));
        };
        let answer = Answer::Refused {
            state: server.code().code().to_owned(),
            message: server.message().to_owned(),
            constraint: server.constraint().map(str::to_owned),
        };
        match self.session.error("the proof", error) {
            error @ VerifyError::ConnectionLost { .. } => Err(error),
            _ => Ok(answer),
        }
    }

    /// What COPY TO gives under the settings of `before`.
    pub(super) fn copy_out(
        &mut self,
        before: &str,
        copy: &str,
    ) -> Result<Result<String, String>, VerifyError> {
        if let Answer::Refused { state, .. } = self.run(before)? {
            self.undo()?;
            return Ok(Err(state));
        }
        let mut text = String::new();
        let read = self.session.transaction.copy_out(copy).map(|mut reader| {
            // What isn't text is of no interest.
            let _ = reader.read_to_string(&mut text);
        });
        let answer = match read {
            Ok(()) => Ok(text),
            Err(error) => match self.refused(error)? {
                Answer::Refused { state, .. } => Err(state),
                Answer::Done { .. } => Ok(text),
            },
        };
        self.undo()?;
        Ok(answer)
    }

    /// Statements that bind the transaction to a subject, and how many they are.
    pub(super) fn bound_to(&self, subject: &Subject) -> (String, usize) {
        if self.is_signed() {
            return (self.token_of(subject, subject), 1);
        }
        let statements: Vec<String> = self
            .settings
            .iter()
            .map(|setting| bind(&setting.name, subject.of(setting.kind).unwrap_or_default()))
            .collect();
        (statements.join(" "), statements.len())
    }

    /// Whether the helpers believe signed tokens alone.
    pub(super) fn is_signed(&self) -> bool {
        self.database
            .profile
            .as_ref()
            .is_some_and(|it| it.signed_context)
    }

    /// The statement that sets a token of one subject with the signature of another: the server makes it, with the key
    /// of the proof.
    pub(super) fn token_of(&self, subject: &Subject, signed: &Subject) -> String {
        let hex = |text: &str| {
            text.bytes()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        let token = |subject: &Subject| {
            let of = |kind| hex(subject.of(kind).unwrap_or_default());
            format!(
                "v1.{KEY}.4102444800.{}.{}",
                of(Kind::Tenant),
                of(Kind::User)
            )
        };
        let pad = |byte: u8| format!("'\\x{}'::bytea", format!("{byte:02x}").repeat(64));
        format!(
            "SELECT pg_catalog.set_config({}, {} || '.' || encode(sha256({} || sha256({} || convert_to({}, 'UTF8'))), 'hex'), true);",
            text(&signed::setting(&self.database.home)),
            text(&token(subject)),
            pad(OUTER),
            pad(INNER),
            text(&token(signed)),
        )
    }

    /// A key for the tokens of the proof, which is rolled back with everything else.
    fn add_key(&mut self) -> Result<(), VerifyError> {
        let Ok(keys) = signed::keys(&self.database.home) else {
            return Ok(());
        };
        let pad = |byte: u8| format!("'\\x{}'::bytea", format!("{byte:02x}").repeat(64));
        let sql = format!(
            "{} INSERT INTO {} (key_id, inner_pad, outer_pad) VALUES ({}, {}, {}); RESET ROLE",
            self.as_seeder(),
            keys.to_sql(),
            text(KEY),
            pad(INNER),
            pad(OUTER),
        );
        match self.keep(&sql)? {
            Answer::Done { .. } => Ok(()),
            Answer::Refused { message, .. } => Err(VerifyError::CantMakeRows {
                role: self.session.role.clone(),
                message,
            }),
        }
    }

    /// Statements that set all settings to one text.
    pub(super) fn bound_to_text(&self, text: &str) -> String {
        let statements = self.settings.iter().map(|it| bind(&it.name, text));
        statements.collect::<Vec<_>>().join(" ")
    }

    /// The statement after which rows are made and looked at past the policies.
    pub(super) fn as_seeder(&self) -> String {
        match &self.seeder {
            Some(role) => set_role(role.as_str()),
            None if self.is_superuser => "RESET SESSION AUTHORIZATION;".to_owned(),
            None => "RESET ROLE;".to_owned(),
        }
    }

    /// The statement after which a role tries. A superuser takes its whole session, so that a policy which asks for
    /// `session_user` gets the answer that it gets where the role logged in itself.
    pub(super) fn as_role(&self, role: &Identifier) -> String {
        match self.is_superuser {
            true => format!("SET LOCAL SESSION AUTHORIZATION {};", role.to_sql()),
            false => set_role(role.as_str()),
        }
    }
}
