use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::model::Extension;

pub(crate) static UNTRUSTED_EXTENSION: Rule = Rule {
    id: "GRT024",
    name: "untrusted_extension",
    severity: Severity::Warning,
    title: "an extension that reaches out of the database",
    why: "`dblink`, `file_fdw`, `adminpack`, `plpython3u` and their like read files, open \
          connections or run programs of the server. Whoever gets to call them has the server.",
    fix: "Do it in the application. Where it must be, give no role of the application a right \
          on its functions, and say so with `allow`.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder().hardened("app").extension("dblink").build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder().hardened("app").extension("pg_trgm").build()
}
"#,
    catalog: Some(include_str!("../catalog/untrusted_extension.sql")),
    measure: None,
    check: Check::Extension(check),
};

const UNTRUSTED: [&str; 8] = [
    "adminpack",
    "dblink",
    "file_fdw",
    "pg_surgery",
    "plperlu",
    "plpython3u",
    "pltclu",
    "xml2",
];

fn check(_: &Context<'_>, extension: &Extension, findings: &mut Findings) {
    if UNTRUSTED.contains(&extension.name.as_str()) {
        let message = "reads files, opens connections or runs programs of the server";
        findings.add(Object::Extension(extension.name.clone()), message);
    }
}
