//! Keys by which one tenant could reach another are refused or take the tenant along.

use pgschema::model::Table as ModelTable;
use pgschema::sql::{ConstraintKind, QualifiedName, ToSql};
use pgschema::{Database, Hardening, PgDomain, ProfileRole, Table, Version};
use pgschema_test_support::apply;
use uuid::Uuid;

use crate::servers::for_each_database;

#[derive(Table)]
#[pg(table = "companies", tenant = id)]
struct Company {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(unique)]
    code: String,
}

#[derive(Table)]
#[pg(table = "people", tenant = company_id)]
struct Person {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Company::id))]
    company_id: Uuid,
}

/// One row for each tenant.
#[derive(Table)]
#[pg(table = "settings", tenant = company_id)]
struct Settings {
    #[pg(primary_key, references(Company::id))]
    company_id: Uuid,
    #[pg(unique)]
    slug: String,
}

#[derive(Table)]
#[pg(table = "links", tenant = company_id)]
#[pg(foreign_key(columns(other, person_id), references(Person::company_id, Person::id)))]
struct Link {
    #[pg(primary_key)]
    id: Uuid,
    company_id: Uuid,
    other: Uuid,
    person_id: Uuid,
}

#[derive(Table)]
#[pg(table = "notes", owner = user_id)]
#[pg(foreign_key(
    columns(company, person_id),
    references(Person::company_id, Person::id)
))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    user_id: Uuid,
    company: Uuid,
    person_id: Uuid,
}

#[derive(Table)]
#[pg(table = "invoices", tenant = company_id)]
struct Invoice {
    #[pg(primary_key)]
    id: Uuid,
    company_id: Uuid,
    #[pg(references(Company::code))]
    payer: String,
}

#[derive(Table)]
#[pg(table = "short", tenant = code)]
struct Short {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "varchar(4)")]
    code: String,
}

#[derive(Table)]
#[pg(table = "lowered", tenant = lower)]
#[pg(index(columns("lower(name)"), unique))]
struct Lowered {
    #[pg(primary_key)]
    id: Uuid,
    lower: Uuid,
    name: String,
}

fn hardened() -> pgschema::DatabaseBuilder {
    Database::builder()
        .hardened("app")
        .table::<Company>()
        .table::<Person>()
}

#[track_caller]
fn refused(builder: pgschema::DatabaseBuilder, text: &str) {
    let message = builder.build().unwrap_err().to_string();
    assert!(message.contains(text), "{text:?} is not in: {message}");
}

#[test]
fn a_foreign_key_that_names_another_tenant_is_refused() {
    let crosses = "goes past row-level security to rows of any tenant";
    refused(hardened().table::<Link>(), crosses);
    refused(hardened().table::<Note>(), crosses);
    refused(hardened().table::<Invoice>(), crosses);
}

fn table<'a>(database: &'a Database, name: &str) -> &'a ModelTable {
    database
        .table(&QualifiedName::new("app", name).unwrap())
        .unwrap()
}

fn unique_keys(table: &ModelTable) -> Vec<String> {
    let kinds = table.constraints.iter().map(|it| &it.kind);
    let unique = kinds.filter(|kind| matches!(kind, ConstraintKind::Unique { .. }));
    unique.map(ToSql::to_sql).collect()
}

#[test]
fn a_table_with_one_row_for_each_tenant_is_not_the_list_of_them() {
    let database = hardened().table::<Settings>().build().unwrap();
    let settings = table(&database, "settings");
    assert!(!settings.is_tenant_root());
    assert_eq!(unique_keys(settings), ["UNIQUE (company_id, slug)"]);
    let companies = table(&database, "companies");
    assert!(companies.is_tenant_root());
    assert_eq!(unique_keys(companies), ["UNIQUE (code)"]);
}

#[test]
fn a_tenant_of_a_type_that_shortens_is_refused() {
    let builder = Database::builder().hardened("app").table::<Short>();
    refused(
        builder,
        "`code` has the type varchar(4), to which the setting",
    );
}

#[test]
fn an_expression_is_not_taken_for_the_tenant() {
    let database = Database::builder()
        .hardened("app")
        .table::<Lowered>()
        .build();
    let database = database.unwrap();
    let index = &table(&database, "lowered").indexes[0];
    let elements: Vec<String> = index.elements.iter().map(ToSql::to_sql).collect();
    assert_eq!(elements, ["lower", "(lower(name))"]);
}

#[test]
fn a_search_path_is_a_list_of_names() {
    let hardening = Hardening::new("app").set(
        ProfileRole::Runtime,
        "search_path",
        "app, \"My Own\", pg_temp",
    );
    let database = Database::builder().hardened(hardening).build().unwrap();
    let ddl = database.render(Version::V18).unwrap();
    assert!(
        ddl.contains("search_path = app, \"My Own\", pg_temp'"),
        "{ddl}"
    );
}

#[derive(PgDomain)]
#[pg(name = "a_key", default = uuidv7())]
struct Key(Uuid);

#[derive(PgDomain)]
#[pg(name = "z_word", check = "VALUE <> ''")]
struct Word(String);

#[derive(PgDomain)]
#[pg(name = "b_title", check = "length(VALUE) < 9")]
struct Title(Word);

#[derive(pgschema::PgEnum)]
enum Colour {
    Red,
    Green,
}

#[derive(pgschema::PgEnum)]
#[pg(lookup)]
enum Country {
    De,
    Fr,
}

#[derive(PgDomain)]
struct Flag(Vec<Colour>);

#[derive(PgDomain)]
struct Home(Country);

#[derive(Table)]
#[pg(table = "flags")]
struct Flags {
    #[pg(primary_key, check = "id > 1_000 AND id <> 0xFFFF")]
    id: i64,
    flag: Flag,
}

#[derive(Table)]
#[pg(table = "homes")]
struct Homes {
    #[pg(primary_key)]
    id: i64,
    home: Home,
}

#[test]
fn a_domain_keeps_the_values_of_its_enum_and_numbers_mean_the_same_on_each_version() {
    refused(
        Database::builder().schema("app").table::<Homes>(),
        "a domain can't have a foreign key to the lookup table of `app.country`",
    );
    for_each_database(|version, server| {
        let database = Database::builder().schema("app").table::<Flags>().build();
        apply(
            &mut server.owner(),
            &database.unwrap().render(version).unwrap(),
        );
        let mut client = server.superuser();
        let mut insert = |id: i32, flag: &str| {
            let insert = format!("INSERT INTO app.flags VALUES ({id}, '{flag}')");
            client.batch_execute(&insert).is_ok()
        };
        assert!(insert(1001, "{red,green}"));
        assert!(!insert(1002, "{red,blue}"));
        assert!(!insert(1000, "{red}"));
        assert!(!insert(65535, "{red}"));
    });
}

#[derive(Table)]
#[pg(table = "titles", tenant = company_id)]
#[pg(partition_by(range(since)))]
#[pg(primary_key(columns(id, since)))]
#[pg(partition(name = "titles_2026", from("2026-01-01"), to("2027-01-01")))]
struct Titled {
    id: Key,
    company_id: Uuid,
    title: Title,
    since: chrono::DateTime<chrono::Utc>,
}

#[test]
fn types_are_made_after_what_they_name_and_bounds_mean_the_same_everywhere() {
    for_each_database(|version, server| {
        // Other tests have other roles of the profile's usual names on these servers.
        let hardening = Hardening::new("app").role_prefix("titles");
        let database = Database::builder().hardened(hardening).table::<Titled>();
        let database = database.build().unwrap();
        let mut owner = server.owner();
        owner.batch_execute("SET TimeZone = 'Asia/Tokyo'").unwrap();
        apply(&mut owner, &database.render(version).unwrap());
        let mut client = server.superuser();
        let bound =
            "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = 'titles_2026'";
        client.batch_execute("SET TimeZone = 'UTC'").unwrap();
        let bound: String = client.query_one(bound, &[]).unwrap().get(0);
        let expected = "FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00')";
        assert_eq!(bound, expected);
    });
}
