use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static NO_ARCHIVE: Rule = Rule {
    id: "OPS010",
    name: "no_archive",
    severity: Severity::Error,
    title: "no archive of the write-ahead log",
    why: "A backup brings back last night; only the archive brings back the minute before the \
          mistake.",
    fix: "archive_mode = on with an archive_command or a tool such as pgBackRest, and a restore \
          that somebody has tried.",
    bad: r#"
ALTER SYSTEM SET archive_mode = off;
"#,
    good: r#"
ALTER SYSTEM SET archive_mode = on;
"#,
    catalog: Some(include_str!("../catalog/no_archive.sql")),
    measure: None,
    check: Check::Server,
};
