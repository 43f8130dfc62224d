//! Functions, and who may call them.

use pgschema::sql::{FunctionBody, Parallel, ToSql, Volatility};

use super::facts::{Facts, list};
use super::{Subject, grants};

const FUNCTIONS: &str = "
    SELECT 'function ' || nspname || '.' || proname || '(' || pg_get_function_identity_arguments(p.oid)
             || ')' || f.fact, f.value
    FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace JOIN pg_language l ON l.oid = prolang,
    LATERAL (VALUES
      (': returns', pg_get_function_result(p.oid)),
      (': language', lanname::text),
      (': volatility', provolatile::text),
      (': parallel', proparallel::text),
      (': runs as', CASE WHEN prosecdef THEN 'definer' ELSE 'invoker' END),
      (': settings', array_to_string(proconfig, ', ')),
      (': defaults', pronargdefaults::text),
      (': body', CASE WHEN lanname = 'plpgsql' THEN btrim(prosrc, E' \\n') END),
      (': is bound', CASE WHEN prosqlbody IS NOT NULL THEN '' END),
      (': owner', pg_get_userbyid(proowner)::text),
      (': comment', obj_description(p.oid, 'pg_proc'))
    ) AS f (fact, value)
    WHERE nspname = ANY ($1)
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')";

const CALLERS: &str = "
    SELECT 'function ' || nspname || '.' || proname || '(' || pg_get_function_identity_arguments(p.oid)
             || '): called by ' || CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END,
           privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END
    FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace,
    aclexplode(coalesce(proacl, acldefault('f', proowner)))
    WHERE nspname = ANY ($1) AND grantee <> proowner
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    subject.read(actual, FUNCTIONS);
    subject.read(actual, CALLERS);
    let is_hardened = subject.database.profile().is_some();
    for function in subject.database.functions() {
        if function
            .before
            .is_some_and(|before| subject.version >= before)
        {
            continue;
        }
        let mut arguments = Vec::new();
        for argument in &function.arguments {
            let data_type = subject.probe.data_type(&argument.data_type.to_sql());
            arguments.push(format!("{} {data_type}", argument.name.to_sql()));
        }
        let (schema, name) = (
            function.name.schema().as_str(),
            function.name.name().as_str(),
        );
        let name = format!("function {schema}.{name}({})", list(arguments));
        let returns = function.returns.to_sql();
        let returns = match returns.as_str() {
            // No column can have these.
            "trigger" | "void" => returns,
            other => subject.probe.data_type(other),
        };
        let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
        let set = if function.returns_set { "SETOF " } else { "" };
        add("returns", &format!("{set}{returns}"));
        let volatility = match function.volatility {
            Volatility::Volatile => "v",
            Volatility::Stable => "s",
            Volatility::Immutable => "i",
        };
        add("volatility", volatility);
        let parallel = match function.parallel {
            Parallel::Unsafe => "u",
            Parallel::Restricted => "r",
            Parallel::Safe => "s",
        };
        add("parallel", parallel);
        add(
            "runs as",
            if function.security_definer {
                "definer"
            } else {
                "invoker"
            },
        );
        let has_default = |it: &&pgschema::model::Argument| it.default.is_some();
        add(
            "defaults",
            &function
                .arguments
                .iter()
                .filter(has_default)
                .count()
                .to_string(),
        );
        match &function.body {
            FunctionBody::Plpgsql(text) => {
                add("language", "plpgsql");
                add("body", text.as_str());
            }
            FunctionBody::Return(_) | FunctionBody::Atomic(_) => {
                add("language", "sql");
                add("is bound", "");
            }
        }
        if function.security_definer || matches!(function.body, FunctionBody::Plpgsql(_)) {
            add("settings", "search_path=pg_catalog, pg_temp");
        }
        add("owner", &subject.owner);
        if let Some(comment) = &function.comment {
            add("comment", comment.as_str());
        }
        for role in &function.execute {
            add(&format!("called by {}", grants::role_name(role)), "EXECUTE");
        }
        if !is_hardened {
            add("called by PUBLIC", "EXECUTE");
        }
    }
}
