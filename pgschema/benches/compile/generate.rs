//! The source of the crates.

use std::fmt::Write as _;

pub(crate) const STRUCTS: usize = 300;
pub(crate) const FIELDS: usize = 12;

/// What the structs derive.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Derives {
    None,
    Serde,
    Table,
}

impl Derives {
    pub(crate) const ALL: [Self; 3] = [Self::None, Self::Serde, Self::Table];

    pub(crate) const fn package(self) -> &'static str {
        match self {
            Self::None => "with_nothing",
            Self::Serde => "with_serde",
            Self::Table => "with_pgschema",
        }
    }
}

/// What is done with the structs.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Use {
    /// Nothing: generic code, such as serde's, is not compiled to machine code yet.
    Declared,
    /// A database is made of all tables; every struct is read from JSON and written to it.
    Used,
}

impl Use {
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::Declared => "derives alone, in a library",
            Self::Used => {
                "derives used: one database of all tables; each struct from JSON and to JSON"
            }
        }
    }

    /// As the command line and the directory call it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Used => "used",
        }
    }
}

pub(crate) fn manifest(derives: Derives) -> String {
    let package = derives.package();
    let (own, features) = match derives {
        Derives::None => (String::new(), ""),
        Derives::Serde => (
            "serde = { version = \"1\", features = [\"derive\"] }\n".to_owned(),
            ", features = [\"serde\"]",
        ),
        Derives::Table => {
            let path = env!("CARGO_MANIFEST_DIR");
            (
                format!("pgschema = {{ path = {path:?}, features = [\"chrono\", \"uuid\"] }}\n"),
                "",
            )
        }
    };
    format!(
        "[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{own}\
         chrono = {{ version = \"0.4\", default-features = false{features} }}\n\
         serde_json = \"1\"\n\
         uuid = {{ version = \"1\", default-features = false{features} }}\n"
    )
}

pub(crate) const EXAMPLE: &str = "\
fn main() {
    let database = with_pgschema::database().unwrap();
    print!(\"{}\", database.render(pgschema::Version::V18).unwrap());
}
";

pub(crate) fn library(derives: Derives, usage: Use) -> String {
    let mut code = String::from("use chrono::{DateTime, Utc};\nuse uuid::Uuid;\n");
    for number in 0..STRUCTS {
        code.push_str(&record(number, derives));
    }
    if usage == Use::Used {
        match derives {
            Derives::None => {}
            Derives::Serde => round_trips(&mut code),
            Derives::Table => database(&mut code),
        }
    }
    code
}

/// A struct as applications have them; what only pgschema reads stands in `#[pg(…)]`.
fn record(number: usize, derives: Derives) -> String {
    let derive = match derives {
        Derives::None => "",
        Derives::Serde => "#[derive(serde::Serialize, serde::Deserialize)]",
        Derives::Table => "#[derive(pgschema::Table)]",
    };
    let parent = number / 2;
    let typed_check = if number.is_multiple_of(2) {
        "#[pg(check(name = \"title_not_blank\", |r| r.title.trim().ne(\"\")))]"
    } else {
        ""
    };
    let partial_index = if number.is_multiple_of(3) {
        "#[pg(index(columns(status), where = |r| r.deleted_at.is_null()))]"
    } else {
        ""
    };
    let source = format!(
        "
/// Something of kind {number}.
{derive}
#[pg(schema = \"app\")]
#[pg(index(columns(tenant_id, created_at desc)))]
{partial_index}
{typed_check}
pub(crate) struct Record{number:03} {{
    #[pg(primary_key)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// The record above.
    #[pg(references(Record{parent:03}::id, on_delete = restrict))]
    pub parent_id: Option<Uuid>,
    #[pg(max_len = 200)]
    pub title: String,
    /// What there is to say about it.
    pub body: Option<String>,
    #[pg(default = \"'draft'\", check = \"status IN ('draft', 'published', 'archived')\")]
    pub status: String,
    #[pg(default = 0)]
    pub total_cents: i64,
    #[pg(check = \"quantity > 0\")]
    pub quantity: i32,
    #[pg(default = true)]
    pub active: bool,
    pub attributes: serde_json::Value,
    #[pg(default = now())]
    pub created_at: DateTime<Utc>,
    pub deleted_at: Option<DateTime<Utc>>,
}}
"
    );
    if derives == Derives::Table {
        return source;
    }
    let is_for_pgschema = |line: &str| line.trim_start().starts_with("#[pg(");
    source
        .lines()
        .filter(|line| !is_for_pgschema(line))
        .flat_map(|line| [line, "\n"])
        .collect()
}

fn database(code: &mut String) {
    code.push_str(
        "\npub fn database() -> Result<pgschema::Database, pgschema::InvalidDatabase> {\n",
    );
    code.push_str("    pgschema::Database::builder()\n");
    for number in 0..STRUCTS {
        let _ = writeln!(code, "        .table::<Record{number:03}>()");
    }
    code.push_str("        .build()\n}\n");
}

fn round_trips(code: &mut String) {
    for number in 0..STRUCTS {
        let _ = write!(
            code,
            "\npub fn read_{number:03}(text: &str) -> serde_json::Result<Record{number:03}> {{\n    \
             serde_json::from_str(text)\n}}\n\
             \npub fn write_{number:03}(record: &Record{number:03}) -> serde_json::Result<String> {{\n    \
             serde_json::to_string(record)\n}}\n"
        );
    }
}
