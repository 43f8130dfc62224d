//! What the server's catalogs say, read by a handful of queries for everything at once.

use postgres::Row;

use super::facts::{Facts, Value};
use super::object::{Grantee, Kind, Object, Part};
use crate::Version;
use crate::verify::VerifyError;
use crate::verify::session::Session;

/// What an error of these queries is said to be about.
const DOING: &str = "reading the catalogs";

/// The parts of queries that differ between versions, or that stand in several of them.
pub(super) fn query(text: &str, version: Version) -> String {
    let since = |first, then: &'static str, before: &'static str| {
        if version >= first { then } else { before }
    };
    let columns = "|| coalesce(' (' || (SELECT string_agg(a.attname, ', ' ORDER BY u.place) \
        FROM unnest(k.confdelsetcols) WITH ORDINALITY AS u (num, place) \
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) || ')', '')";
    text.replace("{key}", include_str!("catalog/index_key.sql").trim_end())
        .replace(
            "{definition}",
            include_str!("catalog/trigger_definition.sql").trim_end(),
        )
        .replace("{on_delete}", since(Version::V15, columns, ""))
        .replace(
            "{nulls}",
            since(Version::V15, "i.indnullsnotdistinct", "false"),
        )
        .replace("{enforced}", since(Version::V18, "k.conenforced", "true"))
        .replace("{period}", since(Version::V18, "k.conperiod", "false"))
        .replace(
            "{inherit}",
            since(Version::V16, "a.inherit_option", "NULL::boolean"),
        )
        .replace(
            "{set}",
            since(Version::V16, "a.set_option", "NULL::boolean"),
        )
}

/// A query whose rows are objects: what names them, then what is said of them.
struct Query {
    text: &'static str,
    object: fn(&Row) -> Object,
    keys: usize,
    attributes: &'static [&'static str],
}

const TABLES: Query = Query {
    text: include_str!("catalog/tables.sql"),
    object: |row| whole(row, Kind::Table),
    keys: 2,
    attributes: &[
        "partition key",
        "persistence",
        "owner",
        "row security",
        "partition of",
        "bound",
        "inherits",
        "columns unlike the parent's",
        "_elsewhere",
        "storage parameters",
        "replica identity",
        "tablespace",
        "comment",
    ],
};

const COLUMNS: Query = Query {
    text: include_str!("catalog/columns.sql"),
    object: |row| part(row, Kind::Table, Part::Column),
    keys: 3,
    attributes: &[
        "type",
        "not null",
        "default",
        "generated",
        "expression",
        "identity",
        "sequence",
        "collation",
        "_collation",
        "storage",
        "_storage",
        "compression",
        "statistics",
        "options",
        "_position",
        "comment",
    ],
};

const CONSTRAINTS: Query = Query {
    text: include_str!("catalog/constraints.sql"),
    object: |row| part(row, Kind::Table, Part::Constraint),
    keys: 3,
    attributes: &[
        "kind",
        "columns",
        "include",
        "references",
        "on delete",
        "on update",
        "match",
        "deferrable",
        "validity",
        "enforcement",
        "inheritance",
        "expression",
        "key",
        "operators",
        "method",
        "predicate",
        "nulls",
        "period",
        "index",
        "replica identity",
        "triggers",
        "storage parameters",
        "tablespace",
        "comment",
    ],
};

const INDEXES: Query = Query {
    text: include_str!("catalog/indexes.sql"),
    object: |row| part(row, Kind::Table, Part::Index),
    keys: 3,
    attributes: &[
        "method",
        "unique",
        "nulls",
        "validity",
        "key",
        "include",
        "predicate",
        "storage parameters",
        "tablespace",
        "replica identity",
        "comment",
    ],
};

const POLICIES: Query = Query {
    text: include_str!("catalog/policies.sql"),
    object: |row| part(row, Kind::Table, Part::Policy),
    keys: 3,
    attributes: &["kind", "command", "roles", "using", "with check", "comment"],
};

const TRIGGERS: Query = Query {
    text: include_str!("catalog/triggers.sql"),
    object: |row| {
        let kind = if row.get(3) { Kind::View } else { Kind::Table };
        part(row, kind, Part::Trigger)
    },
    keys: 4,
    attributes: &["definition", "partitions", "enabled", "comment"],
};

const FUNCTIONS: Query = Query {
    text: include_str!("catalog/functions.sql"),
    object: |row| Object {
        arguments: row.get(2),
        ..whole(row, Kind::Function)
    },
    keys: 3,
    attributes: &[
        "kind",
        "arguments",
        "returns",
        "language",
        "volatility",
        "parallel",
        "security",
        "leakproof",
        "strict",
        "settings",
        "cost",
        "rows",
        "body",
        "owner",
        "comment",
    ],
};

const TYPES: Query = Query {
    text: include_str!("catalog/types.sql"),
    object: |row| whole(row, Kind::Type),
    keys: 2,
    attributes: &[
        "kind",
        "labels",
        "base",
        "collation",
        "default",
        "not null",
        "owner",
        "comment",
    ],
};

const DOMAIN_CHECKS: Query = Query {
    text: include_str!("catalog/domain_checks.sql"),
    object: |row| part(row, Kind::Type, Part::Constraint),
    keys: 3,
    attributes: &["kind", "expression", "validity", "comment"],
};

const VIEWS: Query = Query {
    text: include_str!("catalog/views.sql"),
    object: |row| whole(row, Kind::View),
    keys: 2,
    attributes: &[
        "columns",
        "query",
        "security_invoker",
        "security_barrier",
        "check option",
        "defaults of columns",
        "comments of columns",
        "owner",
        "comment",
    ],
};

const OTHERS: Query = Query {
    text: include_str!("catalog/others.sql"),
    object: other,
    keys: 5,
    attributes: &["_elsewhere"],
};

const SCHEMAS: Query = Query {
    text: include_str!("catalog/schemas.sql"),
    object: |row| Object::of_schema(row.get(0)),
    keys: 1,
    attributes: &["owner", "_owner is superuser", "comment"],
};

const EXTENSIONS: Query = Query {
    text: include_str!("catalog/extensions.sql"),
    object: |row| Object::new(Kind::Extension, None, row.get(0)),
    keys: 1,
    attributes: &["schema"],
};

const ROLES: Query = Query {
    text: include_str!("catalog/roles.sql"),
    object: |row| Object::role(row.get(0)),
    keys: 1,
    attributes: &[
        "login",
        "inherit",
        "superuser",
        "createdb",
        "createrole",
        "replication",
        "bypassrls",
        "connection limit",
        "valid until",
    ],
};

/// The objects of the model's schemas, and what belongs to the whole database.
pub(super) fn read(
    session: &mut Session<'_>,
    schemas: &[&str],
    roles: &[&str],
) -> Result<Facts, VerifyError> {
    let mut facts = Facts::default();
    // The profile takes rights on it, whoever uses it.
    let with_public: Vec<&str> = schemas.iter().copied().chain(["public"]).collect();
    read_objects(session, &SCHEMAS, &with_public, &mut facts)?;
    for query in [
        &EXTENSIONS,
        &TABLES,
        &COLUMNS,
        &CONSTRAINTS,
        &INDEXES,
        &POLICIES,
        &TRIGGERS,
        &FUNCTIONS,
        &TYPES,
        &DOMAIN_CHECKS,
        &VIEWS,
        &OTHERS,
    ] {
        read_objects(session, query, schemas, &mut facts)?;
    }
    read_objects(session, &ROLES, roles, &mut facts)?;
    facts.add(Object::database());
    read_rights(session, schemas, &mut facts)?;
    read_settings(session, roles, &mut facts)?;
    read_memberships(session, roles, &mut facts)?;
    read_default_privileges(session, schemas, roles, &mut facts)?;
    Ok(facts)
}

/// The objects that can be made elsewhere as they are: functions, types and views.
pub(super) fn read_copies(
    session: &mut Session<'_>,
    schemas: &[&str],
) -> Result<Facts, VerifyError> {
    let mut facts = Facts::default();
    for query in [&FUNCTIONS, &TYPES, &DOMAIN_CHECKS, &VIEWS] {
        read_objects(session, query, schemas, &mut facts)?;
    }
    Ok(facts)
}

fn read_objects(
    session: &mut Session<'_>,
    reading: &Query,
    names: &[&str],
    facts: &mut Facts,
) -> Result<(), VerifyError> {
    let text = query(reading.text, session.version);
    for row in rows(session, &text, &[&names])? {
        let attributes = facts.add((reading.object)(&row));
        for (position, attribute) in reading.attributes.iter().enumerate() {
            if let Some(text) = row.get(reading.keys + position) {
                attributes.insert(attribute, Value::Text(text));
            }
        }
    }
    Ok(())
}

/// The rows of a query.
pub(super) fn rows(
    session: &mut Session<'_>,
    text: &str,
    parameters: &[&(dyn postgres::types::ToSql + Sync)],
) -> Result<Vec<Row>, VerifyError> {
    let rows = session.transaction.query(text, parameters);
    rows.map_err(|source| session.error(DOING, source))
}

fn whole(row: &Row, kind: Kind) -> Object {
    Object::within(kind, row.get(0), row.get(1))
}

fn part(row: &Row, kind: Kind, part: fn(String) -> Part) -> Object {
    whole(row, kind).part(part(row.get(2)))
}

fn other(row: &Row) -> Object {
    let part: Option<String> = row.get(4);
    let part = part.unwrap_or_default();
    let kind = match row.get(2) {
        "m" => Kind::MaterializedView,
        "f" => Kind::ForeignTable,
        "S" => Kind::Sequence,
        "operator" => Kind::Operator,
        "operator class" => Kind::OperatorClass,
        "operator family" => Kind::OperatorFamily,
        "collation" => Kind::Collation,
        "conversion" => Kind::Conversion,
        "text search configuration" => Kind::TextSearchConfiguration,
        "text search dictionary" => Kind::TextSearchDictionary,
        "text search parser" => Kind::TextSearchParser,
        "text search template" => Kind::TextSearchTemplate,
        "statistics" => return whole(row, Kind::Table).part(Part::Statistics(part)),
        "rule on v" => return whole(row, Kind::View).part(Part::Rule(part)),
        _ => return whole(row, Kind::Table).part(Part::Rule(part)),
    };
    Object {
        arguments: row.get(3),
        ..whole(row, kind)
    }
}

fn grantee(name: Option<String>) -> Grantee {
    name.map_or(Grantee::Public, Grantee::Role)
}

fn read_rights(
    session: &mut Session<'_>,
    schemas: &[&str],
    facts: &mut Facts,
) -> Result<(), VerifyError> {
    for row in rows(session, include_str!("catalog/rights.sql"), &[&schemas])? {
        let class: &str = row.get(0);
        let kind = match class {
            "view" => Kind::View,
            "schema" => Kind::Schema,
            "function" => Kind::Function,
            "type" => Kind::Type,
            "database" => Kind::Database,
            _ => Kind::Table,
        };
        if let (Kind::Database, true, Some(owner)) = (kind, row.get(8), row.get(7)) {
            let owner = Value::Text(owner);
            facts.add(Object::database()).insert("_owner", owner);
        }
        let role = match row.get(8) {
            true => Grantee::Owner,
            false => grantee(row.get(7)),
        };
        let (privilege, column): (String, Option<String>) = (row.get(5), row.get(4));
        let part = match (class, column) {
            ("sequence", Some(column)) => Part::SequenceGrant {
                privilege,
                column,
                role,
            },
            (_, column) => Part::Grant {
                privilege,
                column,
                role,
            },
        };
        let object = Object {
            arguments: row.get(3),
            part: Some(part),
            ..Object::new(kind, row.get(1), row.get(2))
        };
        let attributes = facts.add(object);
        if row.get(6) {
            attributes.insert("grant option", Value::Text("WITH GRANT OPTION".to_owned()));
        }
    }
    Ok(())
}

fn read_settings(
    session: &mut Session<'_>,
    roles: &[&str],
    facts: &mut Facts,
) -> Result<(), VerifyError> {
    for row in rows(session, include_str!("catalog/settings.sql"), &[&roles])? {
        let role: Option<&str> = row.get(0);
        let setting = Part::Setting {
            // Capitals in the name of a parameter don't matter, and the server has some.
            parameter: row.get::<_, &str>(2).to_ascii_lowercase(),
            in_database: row.get::<_, &str>(1) == "true",
        };
        let of = role.map_or_else(Object::database, Object::role);
        let value = Value::Text(row.get(3));
        facts.add(of.part(setting)).insert("value", value);
    }
    Ok(())
}

/// Who has created a role may give it to others: nobody granted that, and it is no membership that
/// a model knows of. Who may become a role because it runs the DDL is not told by the model either.
fn read_memberships(
    session: &mut Session<'_>,
    roles: &[&str],
    facts: &mut Facts,
) -> Result<(), VerifyError> {
    let text = query(include_str!("catalog/memberships.sql"), session.version);
    for row in rows(session, &text, &[&roles])? {
        let (role, member): (&str, &str) = (row.get(0), row.get(1));
        let (admin, inherit, set): (bool, Option<bool>, Option<bool>) =
            (row.get(2), row.get(3), row.get(4));
        let is_creator =
            admin && inherit == Some(false) && set == Some(false) && row.get::<_, bool>(6);
        if is_creator {
            continue;
        }
        let attributes = match roles.contains(&member) {
            true => facts.add(Object::role(member).part(Part::MemberOf(role.to_owned()))),
            false => facts.add(Object::role(role).part(Part::Member(member.to_owned()))),
        };
        if row.get(5) {
            attributes.insert("_runs the DDL", Value::Any);
        }
        for (name, value) in [("admin", Some(admin)), ("inherit", inherit), ("set", set)] {
            if let Some(value) = value {
                // Of several that granted it, each opens what it opens.
                let yes = Value::Text("yes".to_owned());
                let is_open = value || attributes.get(name) == Some(&yes);
                let text = if is_open { "yes" } else { "no" };
                attributes.insert(name, Value::Text(text.to_owned()));
            }
        }
    }
    Ok(())
}

fn read_default_privileges(
    session: &mut Session<'_>,
    schemas: &[&str],
    roles: &[&str],
    facts: &mut Facts,
) -> Result<(), VerifyError> {
    let text = include_str!("catalog/default_privileges.sql");
    for row in rows(session, text, &[&roles, &schemas])? {
        let (maker, schema): (&str, Option<&str>) = (row.get(0), row.get(2));
        let of = match schema {
            Some(schema) if !roles.contains(&maker) => Object::of_schema(schema),
            _ => Object::role(maker),
        };
        facts.add(of.part(Part::DefaultPrivilege {
            maker: maker.to_owned(),
            privilege: row.get(3),
            on: row.get(1),
            schema: schema.map(str::to_owned),
            role: grantee(row.get(4)),
        }));
    }
    Ok(())
}
