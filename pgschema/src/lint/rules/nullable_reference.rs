use crate::define::Match;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Constraint;
use crate::sql::Identifier;

pub(crate) static NULLABLE_REFERENCE: Rule = Rule {
    id: "KEY008",
    name: "nullable_reference",
    severity: Severity::Warning,
    title: "a foreign key of several columns that one NULL switches off",
    why: "With MATCH SIMPLE, which no word means, a key with a NULL in it isn't checked at \
          all: the other columns may say anything.",
    fix: "Make the columns NOT NULL, or say `match = full`.",
    bad: r#"
/// A room.
#[derive(Table)]
#[pg(table = "rooms", tenant = tenant_id, primary_key(columns(building, number)))]
struct Room {
    tenant_id: Uuid,
    building: i64,
    number: i64,
}

/// A meeting.
#[derive(Table)]
#[pg(table = "meetings", tenant = tenant_id)]
#[pg(foreign_key(columns(building, room), references(Room::building, Room::number)))]
struct Meeting {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    building: Option<i64>,
    room: i64,
}
"#,
    good: r#"
/// A room.
#[derive(Table)]
#[pg(table = "rooms", tenant = tenant_id, primary_key(columns(building, number)))]
struct Room {
    tenant_id: Uuid,
    building: i64,
    number: i64,
}

/// A meeting.
#[derive(Table)]
#[pg(table = "meetings", tenant = tenant_id)]
#[pg(foreign_key(columns(building, room), references(Room::building, Room::number)))]
struct Meeting {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    building: i64,
    room: i64,
}
"#,
    catalog: Some(include_str!("../catalog/nullable_reference.sql")),
    measure: None,
    check: Check::Constraint(check),
};

fn check(table: &TableContext<'_>, constraint: &Constraint, findings: &mut Findings) {
    let Some(key) = constraint.foreign_key() else {
        return;
    };
    let own = key
        .columns
        .iter()
        .filter(|name| table.tenant() != Some(*name));
    let is_nullable = |name: &Identifier| {
        let column = table.table.column(name.as_str());
        column.is_some_and(|column| column.nullable)
    };
    // A last column that is NULL means that there is no reference; one before it that is, that the
    // last one refers to nothing in particular.
    let mut own = own.skip_while(|name| !is_nullable(name));
    if key.match_type == Match::Simple
        && let Some(name) = own.next()
        && own.any(|later| !is_nullable(later))
    {
        let message =
            format!("isn't checked where `{name}` is NULL, whatever the other columns say");
        findings.part(table.table, Part::Constraint, &constraint.name, message);
    }
}
