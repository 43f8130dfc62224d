//! What a hardened database has without being asked.

use pgschema::model::Role;
use pgschema::sql::Identifier;
use pgschema::{Database, PgEnum, Table, Version};
use uuid::Uuid;

#[derive(Table)]
#[pg(table = "tenants", tenant = id)]
struct Tenant {
    #[pg(primary_key)]
    id: Uuid,
}

#[derive(Table)]
#[pg(table = "rooms", tenant = tenant_id)]
#[pg(exclude(columns(during with "&&"), using = gist))]
#[pg(policy(name = "rooms_worker", to("app_worker"), using = "true"))]
#[pg(grant(select, to("app_worker")))]
struct Room {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(type = "tstzrange")]
    during: String,
}

#[derive(Table)]
#[pg(table = "entries", tenant = tenant_id, append_only)]
#[pg(primary_key(columns(id, day)), partition_by(hash(day), partitions = 2))]
struct Entry {
    id: Uuid,
    tenant_id: Uuid,
    day: i32,
}

/// What a room is for.
#[derive(PgEnum)]
#[pg(lookup, name = "purposes")]
enum Purpose {
    Meeting,
}

#[derive(Table)]
#[pg(table = "desks", tenant = tenant_id)]
struct Desk {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(references(Room::id))]
    room_id: Uuid,
    purpose: Purpose,
}

fn ddl() -> String {
    let worker = Role::login(Identifier::new("app_worker").unwrap());
    Database::builder()
        .hardened("app")
        .role(worker)
        .table::<Tenant>()
        .table::<Room>()
        .table::<Entry>()
        .table::<Desk>()
        .build()
        .unwrap()
        .render(Version::V18)
        .unwrap()
}

#[test]
fn a_role_with_a_right_on_a_table_may_use_its_schema() {
    let ddl = ddl();
    assert!(
        ddl.contains("GRANT USAGE ON SCHEMA app TO app_readonly, app_runtime, app_worker;"),
        "{ddl}"
    );
}

#[test]
fn rows_of_different_tenants_do_not_exclude_each_other() {
    let ddl = ddl();
    assert!(
        ddl.contains("EXCLUDE USING gist (tenant_id WITH =, during WITH &&)"),
        "{ddl}"
    );
    assert!(
        ddl.contains("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        "{ddl}"
    );
}

#[test]
fn a_policy_of_another_role_leaves_the_tenants_policy_of_the_runtime_role_as_it_is() {
    let ddl = ddl();
    assert!(
        ddl.contains("CREATE POLICY rooms_tenant ON app.rooms\n  AS PERMISSIVE\n"),
        "{ddl}"
    );
}

#[test]
fn a_partition_of_an_append_only_table_refuses_truncate_too() {
    let ddl = ddl();
    for table in ["entries", "entries_p0", "entries_p1"] {
        assert!(
            ddl.contains(&format!("BEFORE TRUNCATE ON app.{table}\n")),
            "{table}: {ddl}"
        );
    }
}

#[test]
fn a_foreign_key_within_a_unique_key_gets_no_second_index() {
    assert!(!ddl().contains("rooms_tenant_id_idx"), "{}", ddl());
}

#[test]
fn a_foreign_key_to_the_values_of_an_enum_needs_no_index() {
    let ddl = ddl();
    assert!(ddl.contains("REFERENCES app.purposes (value)"), "{ddl}");
    assert!(ddl.contains("desks_tenant_id_room_id_idx"), "{ddl}");
    assert!(!ddl.contains("purpose_idx"), "{ddl}");
}
