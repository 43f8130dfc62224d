//! One difference between the rights on a server and those of the model.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::sql::{GrantedPrivilege, Statement, ToSql};

/// Something that makes rights on the server other ones than the model's.
///
/// It is about the cause: a right that is granted to a role is one difference, however many roles
/// have it through that role; [`reaches`](Self::reaches) names them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PrivilegeDifference {
    /// Whether somebody has too much or too little.
    pub verdict: Verdict,
    /// Who, as SQL names it: `app_runtime`, `PUBLIC`.
    pub role: String,
    /// On what: `table app.documents`, `the database`; nothing where the difference is about the role itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// What is different.
    pub cause: Cause,
    /// Whoever else has it, or can have it by `SET ROLE`, because of being a member of the role.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reaches: Vec<String>,
    /// What makes it as the model says; empty where no statement does, and [`Database::render`] must be run.
    ///
    /// [`Database::render`]: crate::Database::render
    #[serde(serialize_with = "as_text", skip_serializing_if = "Vec::is_empty")]
    pub repair: Vec<Statement>,
}

/// Which way rights differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The server lets somebody do more than the model does.
    TooMuch,
    /// The server doesn't let somebody do what the model does.
    TooLittle,
}

/// How a right that is too many comes about, or what one that is missing hangs on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
#[non_exhaustive]
pub enum Cause {
    /// Privileges on an object that are granted, or aren't.
    Grant {
        /// Which, on the whole or on columns.
        privileges: Vec<GrantedPrivilege>,
        /// Whether the role may pass them on.
        with_grant_option: bool,
        /// Who granted them, if it isn't the object's owner.
        #[serde(skip_serializing_if = "Option::is_none")]
        granted_by: Option<String>,
    },
    /// Privileges that the role may have, but not pass on.
    GrantOption {
        /// Which.
        privileges: Vec<GrantedPrivilege>,
    },
    /// The role owns an object, and may do everything with it.
    Ownership {
        /// Who is to own it, if the model knows the object.
        #[serde(skip_serializing_if = "Option::is_none")]
        instead_of: Option<String>,
    },
    /// The role is a member of another one, or isn't.
    Membership {
        /// The other one.
        of: String,
        /// Whether it has the rights of that role without `SET ROLE`.
        inherits: bool,
        /// Whether it may become that role by `SET ROLE`.
        sets: bool,
        /// Whether it may grant that role to others.
        admin: bool,
    },
    /// Attributes of the role.
    Attributes {
        /// As CREATE ROLE spells them.
        attributes: Vec<&'static str>,
    },
    /// What objects that another role makes later start with.
    Later {
        /// Who makes them.
        made_by: String,
        /// What kind of objects: `TABLES`.
        on: String,
        /// In which schema; in all without it.
        #[serde(skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// Which privileges.
        privileges: Vec<GrantedPrivilege>,
        /// Whether the role may pass them on.
        with_grant_option: bool,
    },
    /// The role or the object isn't there.
    Missing,
    /// The server says that the role may do something in the end, or may not, and nothing else that was
    /// found accounts for it.
    Unexplained {
        /// What, on the whole or on columns.
        privileges: Vec<GrantedPrivilege>,
    },
    /// The role owns something that the model doesn't know, outside of the model's schemas.
    OwnsElsewhere,
    /// The role has rights on something that the model doesn't know, outside of the model's schemas.
    RightsElsewhere,
}

fn as_text<S: Serializer>(statements: &[Statement], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(statements.iter().map(ToSql::to_sql))
}

impl fmt::Display for PrivilegeDifference {
    /// The difference in one line, without what repairs it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = &self.role;
        let object = self.object.as_deref().unwrap_or_default();
        let more = self.verdict == Verdict::TooMuch;
        match &self.cause {
            Cause::Grant {
                privileges,
                with_grant_option,
                granted_by,
            } => {
                let has = if more { "has" } else { "lacks" };
                write!(f, "{role} {has} {} on {object}", list(privileges))?;
                if *with_grant_option {
                    f.write_str(" and may grant it to others")?;
                }
                if let Some(granted_by) = granted_by {
                    write!(f, ", granted by {granted_by}")?;
                }
            }
            Cause::GrantOption { privileges } => write!(
                f,
                "{role} may grant {} on {object} to others",
                list(privileges)
            )?,
            Cause::Ownership { instead_of } => {
                write!(f, "{role} owns {object}")?;
                if let Some(owner) = instead_of {
                    write!(f, ", not {owner}")?;
                }
            }
            Cause::Membership {
                of,
                inherits,
                sets,
                admin,
            } => {
                let of = match predefined(of) {
                    Some(what) => format!("{of} ({what})"),
                    None => of.clone(),
                };
                let ways = [
                    (*sets, format!("may become {of}"), "may become it"),
                    (
                        *inherits,
                        format!("has the rights of {of}"),
                        "has its rights",
                    ),
                    (
                        *admin,
                        format!("may grant {of} to others"),
                        "may grant it to others",
                    ),
                ];
                let mut ways = ways.iter().filter(|it| it.0);
                match (more, ways.next()) {
                    (true, Some(first)) => write!(f, "{role} {}", first.1)?,
                    (true, None) => write!(f, "{role} is a member of {of}")?,
                    (false, Some(_)) => write!(f, "{role} may not become {of}")?,
                    (false, None) => write!(f, "{role} is no member of {of}")?,
                }
                for other in ways {
                    write!(f, " and {}", other.2)?;
                }
            }
            Cause::Attributes { attributes } => {
                let has = if more { "has" } else { "lacks" };
                write!(f, "{role} {has} {}", attributes.join(", "))?;
            }
            Cause::Later {
                made_by,
                on,
                schema,
                privileges,
                with_grant_option,
            } => {
                let has = if more { "has" } else { "lacks" };
                write!(
                    f,
                    "{role} {has} {} on {on} that {made_by} makes later",
                    list(privileges)
                )?;
                if let Some(schema) = schema {
                    write!(f, " in {schema}")?;
                }
                if *with_grant_option {
                    f.write_str(", and may grant it to others")?;
                }
            }
            Cause::Missing if object.is_empty() => write!(f, "there is no role {role}")?,
            Cause::Missing => write!(f, "there is no {object}")?,
            Cause::Unexplained { privileges } => {
                let may = if more { "may" } else { "may not" };
                let what = list(privileges);
                write!(
                    f,
                    "{role} {may} do {what} on {object}, for an unknown reason"
                )?;
            }
            Cause::OwnsElsewhere => {
                write!(f, "{role} owns {object}, which the model doesn't know")?;
            }
            Cause::RightsElsewhere => write!(
                f,
                "{role} has rights on {object}, which the model doesn't know"
            )?,
        }
        if !self.reaches.is_empty() {
            write!(f, "; through it: {}", self.reaches.join(", "))?;
        }
        Ok(())
    }
}

fn list(privileges: &[GrantedPrivilege]) -> String {
    let words: Vec<String> = privileges.iter().map(ToString::to_string).collect();
    words.join(", ")
}

/// What a predefined role may do with the tables of every database.
pub(super) fn predefined(role: &str) -> Option<&'static str> {
    Some(match role {
        "pg_read_all_data" => "reads every table",
        "pg_write_all_data" => "changes every table",
        "pg_maintain" => "locks and rewrites every table",
        "pg_execute_server_program" => "runs programs on the machine of the server",
        "pg_read_server_files" => "reads the files of the server",
        "pg_write_server_files" => "writes the files of the server",
        _ => return None,
    })
}
