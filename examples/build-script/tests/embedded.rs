//! The program has the DDL of the structs that it was compiled from.

use build_script::{DDL, schema};
use pgschema::Version;

#[test]
fn what_is_embedded_is_what_is_rendered() {
    let rendered = schema::database().unwrap().render(Version::V18).unwrap();
    assert_eq!(DDL, rendered);
}

#[test]
fn the_path_in_out_dir_is_the_same_file() {
    let by_directory = include_str!(concat!(env!("OUT_DIR"), "/schema.sql"));
    assert_eq!(by_directory, DDL);
}
