use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Constraint;
use crate::sql::ToSql;

pub(crate) static FOREIGN_KEY_OF_ANOTHER_TYPE: Rule = Rule {
    id: "KEY003",
    name: "foreign_key_of_another_type",
    severity: Severity::Error,
    title: "a foreign key between different types",
    why: "Each check casts one side to the other, which may keep the index from being used, \
          and values that only one of the types has fail at run time.",
    fix: "Give both columns the same type. Between structs the derive sees to it.",
    bad: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
}

/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Person::id))]
    author_id: i64,
}

fn database() -> Result<Database, InvalidDatabase> {
    let builder = Database::builder().hardened("app").table::<Person>().table::<Note>();
    let mut database = builder.build()?;
    by_hand(&mut database)[0].columns[2].data_type = BuiltinType::Integer.into();
    Ok(database)
}
"#,
    good: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
}

/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Person::id))]
    author_id: i64,
}
"#,
    catalog: Some(include_str!("../catalog/foreign_key_of_another_type.sql")),
    measure: None,
    check: Check::Constraint(check),
};

fn check(table: &TableContext<'_>, constraint: &Constraint, findings: &mut Findings) {
    let Some(key) = constraint.foreign_key() else {
        return;
    };
    let Some(target) = table.context.database.table(&key.references) else {
        return;
    };
    let referenced = if key.referenced_columns.is_empty() {
        target.primary_key()
    } else {
        key.referenced_columns.as_slice()
    };
    for (own, other) in key.columns.iter().zip(referenced) {
        let own = table.table.column(own.as_str());
        let (Some(own), Some(other)) = (own, target.column(other.as_str())) else {
            continue;
        };
        if own.data_type != other.data_type {
            let message = format!(
                "`{}` is {}, and what it refers to is {}",
                own.name,
                own.data_type.to_sql(),
                other.data_type.to_sql()
            );
            findings.part(table.table, Part::Constraint, &constraint.name, message);
        }
    }
}
