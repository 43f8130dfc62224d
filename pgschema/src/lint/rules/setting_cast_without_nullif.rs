use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::{Part, Rule, Severity};

pub(crate) static SETTING_CAST_WITHOUT_NULLIF: Rule = Rule {
    id: "RLS010",
    name: "setting_cast_without_nullif",
    severity: Severity::Error,
    title: "a policy that fails on pooled connections",
    why: "After the first SET LOCAL of a connection its setting is the empty string, not NULL, \
          and stays so: also after COMMIT, RESET and DISCARD ALL. `''::uuid` is an error \
          (SQLSTATE 22P02) for the next one who gets the connection from the pool.",
    fix: "Write `nullif(current_setting('app.tenant_id', true), '')::uuid`, or use the helper \
          of the profile.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_own", to(runtime),
    using = "author_id = (SELECT current_setting('app.user_id', true)::uuid)",
))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_own", to(runtime),
    using = "author_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)",
))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/setting_cast_without_nullif.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let cast = policy.scans().iter().find_map(|scan| {
        let calls = scan.calls_of("current_setting");
        let casts = calls.iter().filter_map(|call| scan.cast_of(call));
        casts
            .map(str::to_owned)
            .find(|cast| !matches!(cast.as_str(), "text" | "varchar" | "name"))
    });
    if let Some(cast) = cast {
        let message = format!("casts a setting to {cast}, which the empty string is not");
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}
