//! Writes the DDL of the models for each version, for the program to embed.

use pgschema::Version;
use pgschema::emit::{BuildScript, BuildScriptError};

fn main() -> Result<(), BuildScriptError> {
    let database = workspace_models::database()?;
    for version in Version::ALL {
        BuildScript::new(&database, version)
            .file_name(format!("schema-{version}.sql"))
            .write()?;
    }
    Ok(())
}
