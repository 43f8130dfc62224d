//! The rights on tables, their columns, partitions, views and sequences.

use pgschema::define::Privilege;
use pgschema::model::TableGrant;
use pgschema::sql::{Identifier, QualifiedName, RoleName};

use super::Subject;
use super::facts::{Facts, list};
use super::tables::label;

const RELATIONS: &str = "
    SELECT 'rights on ' || nspname || '.' || relname || ' of ' ||
             CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END,
           string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ', '
                      ORDER BY privilege_type)
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace,
    aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", relowner)))
    WHERE nspname = ANY ($1) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND grantee <> relowner
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
    GROUP BY nspname, relname, grantee";

const COLUMNS: &str = "
    SELECT 'rights on ' || nspname || '.' || relname || '.' || attname || ' of ' ||
             CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END,
           string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ', '
                      ORDER BY privilege_type)
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace,
    aclexplode(attacl)
    WHERE nspname = ANY ($1) AND grantee <> relowner AND NOT attisdropped
    GROUP BY nspname, relname, attname, grantee";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    subject.read(actual, RELATIONS);
    subject.read(actual, COLUMNS);
    for table in subject.database.tables() {
        relation(&table.name, &table.grants, expected);
    }
    for view in subject.database.views() {
        relation(&view.name, &view.grants, expected);
    }
}

fn relation(name: &QualifiedName, grants: &[TableGrant], expected: &mut Facts) {
    let label = label(name, name.name());
    for grant in grants {
        let role = role_name(&grant.role);
        let (on_columns, on_table): (Vec<_>, Vec<_>) = grant
            .privileges
            .iter()
            .partition(|granted| !granted.columns.is_empty());
        let mut words: Vec<_> = on_table.iter().map(|it| privilege(it.privilege)).collect();
        words.sort_unstable();
        if !words.is_empty() {
            expected.add(format!("rights on {label} of {role}"), list(words));
        }
        let mut columns: Vec<&Identifier> = on_columns
            .iter()
            .flat_map(|granted| &granted.columns)
            .collect();
        columns.sort();
        columns.dedup();
        for column in columns {
            let mut words: Vec<_> = on_columns
                .iter()
                .filter(|granted| granted.columns.contains(column))
                .map(|granted| privilege(granted.privilege))
                .collect();
            words.sort_unstable();
            let name = format!("rights on {label}.{} of {role}", column.as_str());
            expected.add(name, list(words));
        }
    }
}

/// The name of a role as the catalogs have it.
pub(super) fn role_name(role: &RoleName) -> String {
    match role {
        RoleName::Public => "PUBLIC".to_owned(),
        RoleName::Named(name) => name.as_str().to_owned(),
        other => panic!("no schema of these tests names {other:?}"),
    }
}

pub(super) const fn privilege(privilege: Privilege) -> &'static str {
    match privilege {
        Privilege::Select => "SELECT",
        Privilege::Insert => "INSERT",
        Privilege::Update => "UPDATE",
        Privilege::Delete => "DELETE",
        Privilege::Truncate => "TRUNCATE",
        Privilege::References => "REFERENCES",
        Privilege::Trigger => "TRIGGER",
        Privilege::Maintain => "MAINTAIN",
        Privilege::Usage => "USAGE",
        Privilege::Execute => "EXECUTE",
        Privilege::Create => "CREATE",
        Privilege::Connect => "CONNECT",
        Privilege::Temporary => "TEMPORARY",
    }
}
