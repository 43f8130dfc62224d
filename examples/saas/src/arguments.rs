//! What the command line asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;
use pgschema::Version;

pub(crate) const HELP: &str = "\
Prints the DDL of the application's database, or what it looks like to a reviewer.

Usage: saas [OPTIONS]

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
  -o, --output FILE             Writes to the file instead of standard output
  -h, --help                    Prints this

The DDL is applied in one transaction, as often as you like:
  saas | psql -v ON_ERROR_STOP=1 --single-transaction -d DATABASE
";

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Print(Arguments),
}

/// What is to be printed, and where to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub(crate) version: Version,
    pub(crate) format: Format,
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

/// Reads the arguments, without the name of the program.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Command, lexopt::Error> {
    let mut version = Version::V18;
    let mut format = Format::Sql;
    let mut output = None;
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('s') | Long("server-version") => version = parser.value()?.parse()?,
            Short('f') | Long("format") => format = parser.value()?.parse_with(format_named)?,
            Short('o') | Long("output") => output = Some(PathBuf::from(parser.value()?)),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Print(Arguments {
        version,
        format,
        output,
    }))
}

fn format_named(name: &str) -> Result<Format, String> {
    let mut formats = Format::ALL.into_iter();
    match formats.find(|(known, _)| *known == name) {
        Some((_, format)) => Ok(format),
        None => {
            let names = Format::ALL.map(|(name, _)| name);
            Err(format!("the formats are {}", names.join(", ")))
        }
    }
}
