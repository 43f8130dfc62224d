//! Prints the DDL of the application's database, the model that it is made from, what a reviewer
//! wants to see of it, or what is unwise in it; and looks at a server that has it.

mod arguments;
mod server;

use std::error::Error;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use arguments::{Arguments, Command, Format, HELP, LintFormat};
use pgschema::lint::{Colour, Severity};

fn main() -> ExitCode {
    let command = match arguments::parse(env::args_os().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("saas: {error}; see saas --help");
            return ExitCode::from(2);
        }
    };
    let result = match command {
        Command::Help => print(HELP).map(|()| ExitCode::SUCCESS).map_err(Into::into),
        Command::Print(arguments) => run(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Lint(arguments) => lint(&arguments),
        Command::Server(command, url, arguments) => server::run(command, &url, &arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprint!("saas: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprint!(": {error}");
                cause = error.source();
            }
            eprintln!();
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments<Format>) -> Result<(), Box<dyn Error>> {
    let database = saas::database(arguments.version)?;
    let text = match arguments.format {
        Format::Sql => database.render(arguments.version)?,
        Format::Json => database.to_json(),
        Format::Access => database.access_matrix().to_markdown(),
        Format::AccessJson => database.access_matrix().to_json(),
        Format::Mermaid => database.diagram().to_mermaid(),
        Format::Svg => database.diagram().to_svg(),
        Format::Html => database.dictionary().to_html(),
    };
    put(&text, arguments.output.as_deref())
}

/// Says what is unwise; a failure if that is a warning or worse.
fn lint(arguments: &Arguments<LintFormat>) -> Result<ExitCode, Box<dyn Error>> {
    let report = saas::database(arguments.version)?.lint();
    let text = match arguments.format {
        LintFormat::Terminal => {
            // `Auto` asks about standard error, and this goes to standard output.
            let is_read_by_people = arguments.output.is_none() && io::stdout().is_terminal();
            let colour = match is_read_by_people {
                true => Colour::Auto,
                false => Colour::Never,
            };
            report.to_terminal(colour) + "\n"
        }
        LintFormat::Json => report.to_json(),
        LintFormat::Sarif => report.to_sarif(),
        LintFormat::Github => report.to_github(),
    };
    put(&text, arguments.output.as_deref())?;
    Ok(match report.deny(Severity::Warning) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

/// Writes the text to the file, or prints it.
fn put(text: &str, file: Option<&Path>) -> Result<(), Box<dyn Error>> {
    match file {
        Some(path) => fs::write(path, text)
            .map_err(|error| format!("{} can't be written: {error}", path.display()).into()),
        None => Ok(print(text)?),
    }
}

/// Prints as much as the other end of a pipe wants to read.
fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let printed = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    match printed {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
