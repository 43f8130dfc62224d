//! Prints the DDL that is in the program.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(build_script::DDL.as_bytes())
}
