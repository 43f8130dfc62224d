//! Prints the DDL of the application's database, the model that it is made from, or what a reviewer
//! wants to see of it.

mod arguments;

use std::error::Error;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use std::{env, fs, io};

use arguments::{Arguments, Command, Format, HELP};

fn main() -> ExitCode {
    let command = match arguments::parse(env::args_os().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("saas: {error}; see saas --help");
            return ExitCode::from(2);
        }
    };
    let result = match command {
        Command::Help => print(HELP).map_err(Into::into),
        Command::Print(arguments) => run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("saas: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
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
    match &arguments.output {
        Some(path) => fs::write(path, text)
            .map_err(|error| format!("{} can't be written: {error}", path.display()).into()),
        None => Ok(print(&text)?),
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
