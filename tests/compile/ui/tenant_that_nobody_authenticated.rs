//! A tenant's id as it came with the request.

use pgschema::Database;
use pgschema::query::Context;
use uuid::Uuid;

fn bind(database: &Database, header: Uuid) {
    let _ = Context::new(database).tenant(header);
}

fn main() {}
