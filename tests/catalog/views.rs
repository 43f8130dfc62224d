//! Views.

use pgschema::sql::Identifier;

use super::Subject;
use super::facts::{Facts, list};

const VIEWS: &str = "
    SELECT 'view ' || nspname || '.' || relname || f.fact, f.value
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace,
    LATERAL (VALUES
      (': owner', pg_get_userbyid(relowner)::text),
      (': query', pg_get_viewdef(c.oid)),
      (': columns', (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
                     WHERE attrelid = c.oid AND attnum > 0)),
      (': options', (SELECT string_agg(option, ', ' ORDER BY option) FROM unnest(reloptions) AS option)),
      (': comment', obj_description(c.oid, 'pg_class'))
    ) AS f (fact, value)
    WHERE nspname = ANY ($1) AND relkind IN ('v', 'm')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    subject.read(actual, VIEWS);
    for view in subject.database.views() {
        let (schema, name) = (view.name.schema().as_str(), view.name.name().as_str());
        let name = format!("view {schema}.{name}");
        let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
        add("owner", &subject.owner);
        let (columns, query) = subject.probe.view(&view.columns, view.query.as_str());
        add("query", &query);
        if view.columns.is_empty() {
            add("columns", &columns);
        } else {
            add(
                "columns",
                &list(view.columns.iter().map(Identifier::as_str)),
            );
        }
        let mut options = Vec::new();
        if view.security_barrier {
            options.push("security_barrier=true");
        }
        if view.security_invoker {
            options.push("security_invoker=true");
        }
        if !options.is_empty() {
            add("options", &list(options));
        }
        if let Some(comment) = &view.comment {
            add("comment", comment.as_str());
        }
    }
}
