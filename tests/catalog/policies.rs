//! Row-level security policies.

use pgschema::define::{Command, PolicyKind};

use super::facts::{Facts, list};
use super::tables::table_label;
use super::{Subject, grants};

const POLICIES: &str = "
    SELECT 'policy ' || nspname || '.' || relname || '.' || polname || ': ' || f.fact, f.value
    FROM pg_policy p JOIN pg_class c ON c.oid = polrelid JOIN pg_namespace n ON n.oid = relnamespace,
    LATERAL (VALUES
      ('kind', CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END),
      ('command', polcmd::text),
      ('roles', (SELECT string_agg(name, ', ' ORDER BY name COLLATE \"C\") FROM (
          SELECT CASE role WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(role)::text END
          FROM unnest(polroles) AS role) AS names (name))),
      ('using', pg_get_expr(polqual, polrelid)),
      ('with check', pg_get_expr(polwithcheck, polrelid))
    ) AS f (fact, value)
    WHERE nspname = ANY ($1)";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    subject.read(actual, POLICIES);
    for table in subject.database.tables() {
        for policy in &table.policies {
            let name = format!("policy {}.{}", table_label(table), policy.name.as_str());
            let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
            let kind = match policy.kind {
                PolicyKind::Permissive => "permissive",
                PolicyKind::Restrictive => "restrictive",
            };
            add("kind", kind);
            let command = match policy.command {
                Command::All => "*",
                Command::Select => "r",
                Command::Insert => "a",
                Command::Update => "w",
                Command::Delete => "d",
            };
            add("command", command);
            let mut roles: Vec<String> = policy.roles.iter().map(grants::role_name).collect();
            roles.sort();
            add("roles", &list(roles));
            if let Some(using) = &policy.using {
                add("using", &subject.probe.condition(table, using));
            }
            if let Some(check) = &policy.with_check {
                add("with check", &subject.probe.condition(table, check));
            }
        }
    }
}
