//! What a reviewer reads in `schema/` is what the structs come to.

use build_script::schema;
use pgschema::Version;
use pgschema::emit::GoldenError;

#[test]
fn the_schema_is_the_one_in_review() -> Result<(), GoldenError> {
    schema::database()?.check_golden("schema", Version::V18)?;
    Ok(())
}
