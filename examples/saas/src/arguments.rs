//! What the command line asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;
use pgschema::Version;

pub(crate) const HELP: &str = "\
Prints the DDL of the application's database, or what it looks like to a reviewer.

Usage: saas [OPTIONS]
       saas lint [OPTIONS]
       saas prove|compare|privileges|audit --database-url URL [OPTIONS]

Options:
  -s, --server-version VERSION  PostgreSQL that the DDL is for: 14, 15, 16, 17 or 18 [default: 18]
  -f, --format FORMAT           sql: the DDL, ready for psql
                                json: the model that it is made from
                                access: who may do what, as Markdown
                                access-json: the same as JSON
                                mermaid: the tables and their keys, to be drawn
                                svg: the same as a picture
                                html: everything, as a page for the browser
                                [default: sql]
                                of lint:
                                terminal: what was found, with the lines of source
                                json: the same for programs
                                sarif: the same for code scanning
                                github: the same as annotations of a workflow
                                [default: terminal]
  -o, --output FILE             Writes to the file instead of standard output
  -d, --database-url URL        The database to look at, as a URL or as key=value pairs
  -h, --help                    Prints this

lint looks for what is unwise and exits with 1 if it finds a warning or an error.

On a server that has the schema, and with 1 if something is wrong:
  prove       tries as each role whatever could reach another tenant's rows; nothing is kept
  compare     says what of the database differs from the structs
  privileges  says who may do more or less than the structs say
  audit       looks for what is unwise, in the server's settings as well
Their formats are terminal and json; audit has those of lint.

The DDL is applied in one transaction, as often as you like:
  saas | psql -v ON_ERROR_STOP=1 --single-transaction -d DATABASE
";

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Print(Arguments<Format>),
    Lint(Arguments<LintFormat>),
    Server(ServerCommand, String, Arguments<LintFormat>),
}

/// What is asked of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ServerCommand {
    Prove,
    Compare,
    Privileges,
    Audit,
}

impl ServerCommand {
    const ALL: [(&'static str, Self); 4] = [
        ("prove", Self::Prove),
        ("compare", Self::Compare),
        ("privileges", Self::Privileges),
        ("audit", Self::Audit),
    ];
}

/// What is to be printed, and where to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments<F> {
    pub(crate) version: Version,
    pub(crate) format: F,
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Sql,
    Json,
    Access,
    AccessJson,
    Mermaid,
    Svg,
    Html,
}

impl Format {
    const ALL: [(&'static str, Self); 7] = [
        ("sql", Self::Sql),
        ("json", Self::Json),
        ("access", Self::Access),
        ("access-json", Self::AccessJson),
        ("mermaid", Self::Mermaid),
        ("svg", Self::Svg),
        ("html", Self::Html),
    ];
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LintFormat {
    Terminal,
    Json,
    Sarif,
    Github,
}

impl LintFormat {
    const ALL: [(&'static str, Self); 4] = [
        ("terminal", Self::Terminal),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
    ];
}

/// Reads the arguments, without the name of the program.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Command, lexopt::Error> {
    let mut version = Version::V18;
    let mut format = None;
    let mut output = None;
    let mut is_lint = false;
    let mut server = None;
    let mut url = None;
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Value(command) if command == "lint" && !is_lint && server.is_none() => is_lint = true,
            Value(command) if !is_lint && server.is_none() => {
                let known = ServerCommand::ALL.iter().find(|(name, _)| command == *name);
                let (_, known) = known.ok_or_else(|| Value(command.clone()).unexpected())?;
                server = Some(*known);
            }
            Short('d') | Long("database-url") => url = Some(parser.value()?.string()?),
            Short('s') | Long("server-version") => version = parser.value()?.parse()?,
            Short('f') | Long("format") => format = Some(parser.value()?.string()?),
            Short('o') | Long("output") => output = Some(PathBuf::from(parser.value()?)),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    if let Some(command) = server {
        let arguments = Arguments {
            version,
            format: named(&LintFormat::ALL, format.as_deref(), LintFormat::Terminal)?,
            output,
        };
        let url = url.ok_or("--database-url says which database to look at")?;
        return Ok(Command::Server(command, url, arguments));
    }
    if url.is_some() {
        return Err("--database-url is for prove, compare, privileges and audit".into());
    }
    Ok(match is_lint {
        true => Command::Lint(Arguments {
            version,
            format: named(&LintFormat::ALL, format.as_deref(), LintFormat::Terminal)?,
            output,
        }),
        false => Command::Print(Arguments {
            version,
            format: named(&Format::ALL, format.as_deref(), Format::Sql)?,
            output,
        }),
    })
}

/// The format of a name, which is only known to be one when the whole line is read.
fn named<F: Copy>(
    formats: &[(&'static str, F)],
    name: Option<&str>,
    default: F,
) -> Result<F, lexopt::Error> {
    let Some(name) = name else {
        return Ok(default);
    };
    match formats.iter().find(|(known, _)| *known == name) {
        Some((_, format)) => Ok(*format),
        None => {
            let names: Vec<&str> = formats.iter().map(|(name, _)| *name).collect();
            Err(lexopt::Error::ParsingFailed {
                value: name.to_owned(),
                error: format!("the formats are {}", names.join(", ")).into(),
            })
        }
    }
}
