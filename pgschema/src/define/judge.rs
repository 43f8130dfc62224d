//! What a column's type is refused for, whatever else its attributes say.
//!
//! The derive doesn't know types, so it leaves this to constant assertions: one for all the columns of a
//! struct, and one for each that looks as if it could fail, which then is reported where it stands.

use super::fits::is_leakproof;
use super::group::{column_of, is_same};
use super::known::Known;
use super::message::Message;
use super::{
    AllowDef, BuiltinType, ColumnEntry, GroupDef, IndexDef, IndexMethod, KeyDef, TableDef, TypeDef,
};

/// Refuses a table for the type of one of its columns or of its primary key, if that is a column, or for
/// an index that row-level security makes useless.
///
/// The names are those of the columns, and of columns in indexes, that have assertions of their own.
#[doc(hidden)]
#[track_caller]
pub const fn judge_table(table: &'static TableDef, key: &str, columns: &[&str], indexed: &[&str]) {
    judge_entries(table.columns, key, columns, table.allows);
    let is_secured = table.tenant.is_some() || table.owner.is_some() || !table.policies.is_empty();
    if !is_secured {
        return;
    }
    let mut next = 0;
    while next < table.indexes.len() {
        let index = &table.indexes[next];
        if !is_index_allowed(index, table.allows) {
            judge_index(index, table.columns, indexed);
        }
        next += 1;
    }
}

/// Refuses a group of columns for the type of one of them.
#[doc(hidden)]
#[track_caller]
pub const fn judge_group(group: &'static GroupDef, columns: &[&str]) {
    judge_entries(group.columns, "", columns, &[]);
}

#[track_caller]
const fn judge_entries(
    entries: &'static [ColumnEntry],
    key: &str,
    alone: &[&str],
    of_table: &[AllowDef],
) {
    let mut next = 0;
    while next < entries.len() {
        if let ColumnEntry::Column(column) = &entries[next]
            && !is_among(column.field, alone)
        {
            if is_same(column.field, key) {
                judge_key(column.field, &column.data_type, column.allows, of_table);
            } else {
                judge_column(column.field, &column.data_type, column.allows);
            }
        }
        next += 1;
    }
}

#[track_caller]
const fn judge_index(index: &'static IndexDef, entries: &'static [ColumnEntry], alone: &[&str]) {
    if index.unique
        || !matches!(
            index.method,
            IndexMethod::Btree | IndexMethod::Hash | IndexMethod::Brin
        )
    {
        return;
    }
    let mut next = 0;
    while next < index.elements.len() {
        if let KeyDef::Column(path) = index.elements[next].key
            && !is_among(path, alone)
            && let Some(column) = column_of(entries, path)
            && !is_allowed("leaky_index", column.allows)
            && !is_leakproof(&column.data_type)
        {
            let message = Message::new()
                .with("comparisons of the type of `")
                .with(path)
                .with(
                    "` aren't LEAKPROOF, so below row-level security no WHERE of a role under the policies can use \
                     an index of it; take a type whose comparisons are, or say why not with \
                     `#[pg(allow(leaky_index, reason = \"…\"))]`",
                );
            panic!("{}", message.text());
        }
        next += 1;
    }
}

/// Refuses a column by its type, unless the rule is one of those that are allowed.
#[doc(hidden)]
#[track_caller]
pub const fn judge_column(field: &str, data_type: &TypeDef, allowed: &[AllowDef]) {
    // The two types that most columns have need no look at what is below them.
    if let TypeDef::Builtin(BuiltinType::Text | BuiltinType::Uuid) = data_type {
        return;
    }
    let Some(builtin) = Known::of(data_type).builtin else {
        return;
    };
    let (rule, is_a, why, instead) = match builtin {
        BuiltinType::Timestamp => (
            "naive_timestamp",
            "a `timestamp` without time zone",
            "which moment it means depends on the `TimeZone` of whoever reads it, and one hour of each autumn is \
             there twice",
            "take a Rust type of `timestamptz`, such as `DateTime<Utc>`",
        ),
        BuiltinType::TimeTz => (
            "time_with_time_zone",
            "a `time with time zone`",
            "an offset without a date doesn't say when summer time is, so it is wrong for half of the year",
            "take a `time`, or a `timestamptz` if there is a date",
        ),
        BuiltinType::Money => (
            "money_type",
            "PostgreSQL's `money`",
            "its currency and its digits follow `lc_monetary`, so the same bytes are another amount on another \
             server",
            "take a decimal (`numeric`) or a whole number of cents (`bigint`)",
        ),
        BuiltinType::Json => (
            "json_column",
            "a `json`, not a `jsonb`",
            "it has no `=`, so DISTINCT, GROUP BY and UNION of it fail (42883), and each look into it parses the \
             text again",
            "take `jsonb`: `#[pg(jsonb)]`",
        ),
        _ => return,
    };
    if is_allowed(rule, allowed) {
        return;
    }
    let message = Message::new()
        .with("`")
        .with(field)
        .with("` is ")
        .with(is_a)
        .with(": ")
        .with(why)
        .with("; ")
        .with(instead)
        .with(", or say why not with `#[pg(allow(")
        .with(rule)
        .with(", reason = \"…\"))]`");
    panic!("{}", message.text());
}

/// Refuses a column as [`judge_column`] does, and as the one that tells the rows of its table apart.
#[doc(hidden)]
#[track_caller]
pub const fn judge_key(
    field: &str,
    data_type: &TypeDef,
    allowed: &[AllowDef],
    of_table: &[AllowDef],
) {
    judge_column(field, data_type, allowed);
    // The values of an enum are as many as its variants.
    let is_allowed =
        is_allowed("small_primary_key", allowed) || is_allowed("small_primary_key", of_table);
    if matches!(data_type, TypeDef::Enum(_)) || is_allowed {
        return;
    }
    let (is_a, end) = match Known::of(data_type).scalar() {
        Some(BuiltinType::Smallint) => ("a `smallint`", "32,767"),
        Some(BuiltinType::Integer) => ("an `integer`", "2,147,483,647"),
        _ => return,
    };
    let message = Message::new()
        .with("`")
        .with(field)
        .with("` is the primary key and ")
        .with(is_a)
        .with(", which ends at ")
        .with(end)
        .with(
            ": no row can be added then (22003), and to widen it PostgreSQL rewrites the table, and each table that \
             refers to it, under ACCESS EXCLUSIVE; take `i64` or a UUID, or say why there are never so many with \
             `#[pg(allow(small_primary_key, reason = \"…\"))]`",
        );
    panic!("{}", message.text());
}

const fn is_allowed(rule: &str, allows: &[AllowDef]) -> bool {
    let mut next = 0;
    while next < allows.len() {
        if is_same(allows[next].rule, rule) {
            return true;
        }
        next += 1;
    }
    false
}

/// Whether an index may be useless, as one of them all or by the name that is written down.
const fn is_index_allowed(index: &IndexDef, allows: &[AllowDef]) -> bool {
    let mut next = 0;
    while next < allows.len() {
        if is_same(allows[next].rule, "leaky_index") {
            match (allows[next].on, index.name) {
                (Some(on), Some(name)) if !is_same(on, name) => {}
                _ => return true,
            }
        }
        next += 1;
    }
    false
}

const fn is_among(name: &str, names: &[&str]) -> bool {
    let mut next = 0;
    while next < names.len() {
        if is_same(names[next], name) {
            return true;
        }
        next += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;
    use crate::define::{ColumnDef, DomainDef, EnumDef, EnumRepresentation, IndexElementDef};

    const TIMESTAMP: TypeDef = TypeDef::Builtin(BuiltinType::Timestamp);
    const INTEGER: TypeDef = TypeDef::Builtin(BuiltinType::Integer);

    const fn domain(base: TypeDef) -> DomainDef {
        DomainDef {
            rust: "Domain",
            schema: None,
            name: "domain",
            comment: &[],
            base,
            collation: None,
            default: None,
            checks: &[],
        }
    }

    const fn column(field: &'static str, data_type: TypeDef) -> ColumnEntry {
        ColumnEntry::Column(ColumnDef {
            field,
            data_type,
            ..ColumnDef::EMPTY
        })
    }

    fn allows(rules: &[&'static str]) -> Vec<AllowDef> {
        let allow = |rule: &&'static str| AllowDef {
            rule,
            on: None,
            reason: "a test",
        };
        rules.iter().map(allow).collect()
    }

    fn caught(judge: impl FnOnce() + std::panic::UnwindSafe) -> Option<String> {
        let panic = catch_unwind(judge).err()?;
        panic.downcast_ref::<String>().cloned()
    }

    fn refused_column(data_type: &TypeDef, rules: &[&'static str]) -> Option<String> {
        let (data_type, rules) = (*data_type, allows(rules));
        caught(move || judge_column("field", &data_type, &rules))
    }

    fn refused_key(data_type: &TypeDef, rules: &[&'static str]) -> Option<String> {
        let (data_type, rules) = (*data_type, allows(rules));
        caught(move || judge_key("field", &data_type, &[], &rules))
    }

    #[test]
    fn a_table_is_judged_but_for_what_stands_alone() {
        const NUMERIC: TypeDef = TypeDef::Builtin(BuiltinType::Numeric {
            precision: None,
            scale: None,
        });
        const TABLE: &TableDef = &TableDef {
            columns: &[
                column("id", INTEGER),
                column("at", TIMESTAMP),
                column("price", NUMERIC),
            ],
            tenant: Some("id"),
            indexes: &[IndexDef {
                elements: &[IndexElementDef {
                    key: KeyDef::Column("price"),
                    ..IndexElementDef::EMPTY
                }],
                ..IndexDef::EMPTY
            }],
            ..TableDef::EMPTY
        };
        let refused = |key: &'static str,
                       columns: &'static [&'static str],
                       indexed: &'static [&'static str]| {
            caught(move || judge_table(TABLE, key, columns, indexed)).unwrap_or_default()
        };
        assert!(refused("id", &[], &[]).contains("small_primary_key"));
        assert!(refused("", &[], &[]).contains("`at` is a `timestamp`"));
        assert!(refused("id", &["id", "at"], &[]).contains("`price` aren't LEAKPROOF"));
        assert_eq!(refused("id", &["id", "at"], &["price"]), "");
    }

    #[test]
    fn a_type_is_found_below_arrays_and_domains() {
        const DOMAIN: DomainDef = domain(TypeDef::Array(&TIMESTAMP));
        for data_type in [
            TIMESTAMP,
            TypeDef::Array(&TIMESTAMP),
            TypeDef::Domain(&DOMAIN),
        ] {
            let message = refused_column(&data_type, &[]).unwrap();
            assert!(message.contains("allow(naive_timestamp"), "{message}");
            assert_eq!(refused_column(&data_type, &["naive_timestamp"]), None);
        }
    }

    #[test]
    fn a_type_by_its_name_is_judged_like_any_other() {
        for (text, rule) in [
            ("timetz", "time_with_time_zone"),
            ("money[]", "money_type"),
            ("json", "json_column"),
        ] {
            let message = refused_column(&TypeDef::Sql(text), &["naive_timestamp"]).unwrap();
            assert!(message.contains(rule), "{message}");
        }
        assert_eq!(refused_column(&TypeDef::Sql("app.moment"), &[]), None);
    }

    #[test]
    fn a_key_has_room_for_every_row() {
        const SMALL: DomainDef = domain(INTEGER);
        for small in [INTEGER, TypeDef::Domain(&SMALL), TypeDef::Sql("int4")] {
            let message = refused_key(&small, &[]).unwrap();
            assert!(message.contains("2,147,483,647"), "{message}");
            assert_eq!(refused_key(&small, &["small_primary_key"]), None);
            assert_eq!(refused_column(&small, &[]), None);
        }
        let large = TypeDef::Builtin(BuiltinType::Bigint);
        assert_eq!(refused_key(&large, &[]), None);
    }

    #[test]
    fn an_enum_as_key_has_as_many_rows_as_variants() {
        const LEVELS: EnumDef = EnumDef {
            rust: "Level",
            schema: None,
            name: "level",
            comment: &[],
            representation: EnumRepresentation::Integer(BuiltinType::Smallint),
            variants: &[],
        };
        assert_eq!(refused_key(&TypeDef::Enum(&LEVELS), &[]), None);
    }
}
