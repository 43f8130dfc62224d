use std::time::SystemTime;

use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key, identity, immutable)]
    id: i64,
    #[pg(touch, immutable)]
    updated_at: SystemTime,
    #[pg(immutable, generated(stored = "upper(title)"))]
    upper: String,
    #[pg(readonly)]
    title: String,
}

fn main() {}
