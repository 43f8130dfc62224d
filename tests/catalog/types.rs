//! Enums and domains.

use pgschema::sql::{Collation, ToSql};

use super::Subject;
use super::facts::{Facts, list};

const TYPES: &str = "
    SELECT 'type ' || nspname || '.' || typname || f.fact, f.value
    FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace,
    LATERAL (VALUES
      (': kind', typtype::text),
      (': owner', pg_get_userbyid(typowner)::text),
      (': labels', (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
                    FROM pg_enum WHERE enumtypid = t.oid)),
      (': base', CASE WHEN typtype = 'd' THEN format_type(typbasetype, typtypmod) END),
      (': not null', CASE WHEN typnotnull THEN '' END),
      (': default', CASE WHEN typdefault IS NOT NULL THEN '' END),
      (': collation', (SELECT collname::text FROM pg_collation c WHERE c.oid = typcollation
         AND typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype))),
      (': comment', obj_description(t.oid, 'pg_type'))
    ) AS f (fact, value)
    WHERE nspname = ANY ($1) AND typtype IN ('e', 'd', 'c', 'r') AND typcategory <> 'A'
      AND (typrelid = 0 OR (SELECT relkind = 'c' FROM pg_class WHERE oid = typrelid))
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = t.oid AND deptype = 'e')";

const CHECKS: &str = "
    SELECT 'type ' || nspname || '.' || typname || ': check ' || conname, pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_type t ON t.oid = contypid JOIN pg_namespace n ON n.oid = typnamespace
    WHERE nspname = ANY ($1) AND contype = 'c'";

const USERS: &str = "
    SELECT 'type ' || nspname || '.' || typname || ': used by ' ||
             CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END, privilege_type
    FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace,
    aclexplode(coalesce(typacl, acldefault('T', typowner)))
    WHERE nspname = ANY ($1) AND typtype IN ('e', 'd') AND grantee <> typowner
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = t.oid AND deptype = 'e')";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    for query in [TYPES, CHECKS, USERS] {
        subject.read(actual, query);
    }
    let database = subject.database;
    let is_hardened = database.profile().is_some();
    for native in database.enums() {
        let name = label(&native.name);
        let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
        add("kind", "e");
        add("owner", &subject.owner);
        let quoted = |label: &str| {
            let doubled = label.replace('\'', "''");
            if label.contains('\\') {
                format!("E'{}'", doubled.replace('\\', "\\\\"))
            } else {
                format!("'{doubled}'")
            }
        };
        add(
            "labels",
            &list(native.labels.iter().map(|label| quoted(label.as_str()))),
        );
        if let Some(comment) = &native.comment {
            add("comment", comment.as_str());
        }
        if !is_hardened {
            add("used by PUBLIC", "USAGE");
        }
    }
    for domain in database.domains() {
        let name = label(&domain.name);
        let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
        add("kind", "d");
        add("owner", &subject.owner);
        let base = domain.base.to_sql();
        add("base", &subject.probe.data_type(&base));
        if domain.default.is_some() {
            add("default", "");
        }
        match &domain.collation {
            Some(Collation::Named(name)) => add("collation", name.as_str()),
            Some(Collation::Qualified(name)) => add("collation", name.name().as_str()),
            None => {}
        }
        for check in &domain.checks {
            let printed = subject.probe.domain_check(&base, &check.expression);
            add(&format!("check {}", check.name.as_str()), &printed);
        }
        if let Some(comment) = &domain.comment {
            add("comment", comment.as_str());
        }
        if !is_hardened {
            add("used by PUBLIC", "USAGE");
        }
    }
}

fn label(name: &pgschema::sql::QualifiedName) -> String {
    format!("type {}.{}", name.schema().as_str(), name.name().as_str())
}
