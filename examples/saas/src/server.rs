//! What is asked of a server that has the schema.

use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use pgschema::Version;
use pgschema::lint::Severity;
use pgschema::verify::{Auditor, Outcome, Prover, compare, privileges};
use postgres::{Client, NoTls};

use crate::arguments::{Arguments, LintFormat, ServerCommand};
use crate::put;

/// What is reported, and whether all is well.
struct Answer {
    text: String,
    json: String,
    is_well: bool,
}

pub(crate) fn run(
    command: ServerCommand,
    url: &str,
    arguments: &Arguments<LintFormat>,
) -> Result<ExitCode, Box<dyn Error>> {
    // An example that is run on one's own machine: over a network, take a connector that does TLS.
    let mut client = Client::connect(url, NoTls)?;
    let number: String = client.query_one("SHOW server_version_num", &[])?.get(0);
    let version = Version::try_from(number.parse::<u32>()? / 10_000)?;
    let database = saas::database(version)?;
    let answer = match command {
        ServerCommand::Prove => {
            let prover = Prover::new().on_progress(progress);
            let proof = prover.prove(&database, &mut client)?;
            Answer {
                text: format!("{proof}\n"),
                json: proof.to_json(),
                is_well: proof.tried().iter().all(|it| it.outcome == Outcome::Held),
            }
        }
        ServerCommand::Compare => {
            let drift = compare(&database, &mut client)?;
            Answer {
                text: format!("{drift}\n"),
                json: drift.to_json(),
                is_well: drift.deny().is_ok(),
            }
        }
        ServerCommand::Privileges => {
            let report = privileges(&database, &mut client)?;
            Answer {
                text: format!("{report}\n"),
                json: report.to_json(),
                is_well: report.deny().is_ok(),
            }
        }
        ServerCommand::Audit => {
            let audit = Auditor::of(&database).audit(&mut client)?;
            let is_well = audit.clone().deny(Severity::Warning).is_ok();
            let text = match arguments.format {
                LintFormat::Sarif => audit.report().to_sarif(),
                LintFormat::Github => audit.report().to_github(),
                _ => audit.to_string(),
            };
            Answer {
                text,
                json: audit.to_json(),
                is_well,
            }
        }
    };
    let text = match arguments.format {
        LintFormat::Json => &answer.json,
        LintFormat::Sarif | LintFormat::Github if command != ServerCommand::Audit => {
            return Err("the formats are terminal and json".into());
        }
        _ => &answer.text,
    };
    put(text, arguments.output.as_deref())?;
    Ok(match answer.is_well {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// A line that is written over and over, where somebody looks.
fn progress(number: usize, count: usize, table: &str) {
    let mut out = io::stderr();
    if !out.is_terminal() {
        return;
    }
    let end = if number == count { "\n" } else { "" };
    // Who doesn't see it misses nothing.
    let _ = write!(out, "\r\x1b[2Kproving {number} of {count}: {table}{end}");
    let _ = out.flush();
}
