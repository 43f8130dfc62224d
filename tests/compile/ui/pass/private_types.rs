//! Public structs with private types, and private fields as targets of foreign keys.

use pgschema::{PgDomain, Table};

mod users {
    use super::{PgDomain, Table};

    #[derive(PgDomain)]
    #[pg(transparent)]
    struct Secret(i64);

    #[derive(PgDomain)]
    #[pg(transparent)]
    pub struct UserId(i64);

    #[derive(Table)]
    pub struct User {
        #[pg(primary_key)]
        id: UserId,
        secret: Secret,
        #[pg(jsonb)]
        settings: Settings,
    }

    struct Settings;

    impl User {
        pub fn new() -> Self {
            Self {
                id: UserId(1),
                secret: Secret(2),
                settings: Settings,
            }
        }
    }
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(users::User::id))]
    owner_id: users::UserId,
}

fn main() {
    let _ = users::User::new();
    let built = pgschema::Database::builder()
        .schema("app")
        .table::<users::User>()
        .table::<Document>()
        .build();
    assert!(
        built.is_ok(),
        "{}",
        built
            .err()
            .map(|invalid| invalid.to_string())
            .unwrap_or_default()
    );
}
