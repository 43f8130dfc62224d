//! Writes the DDL of `src/schema.rs`, for the program to embed.

#[path = "src/schema.rs"]
#[allow(unreachable_pub, reason = "it is public in the library")]
mod schema;

use pgschema::Version;
use pgschema::emit::{BuildScript, BuildScriptError};

fn main() -> Result<(), BuildScriptError> {
    BuildScript::new(&schema::database()?, Version::V18)
        .deny_lints()
        .write()?;
    Ok(())
}
