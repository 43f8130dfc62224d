use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static PUBLISHED_PAST_POLICIES: Rule = Rule {
    id: "GRT032",
    name: "published_past_policies",
    severity: Severity::Information,
    title: "a publication of rows that policies guard",
    why: "Replication reads the log and knows no policies: the subscriber gets the rows of all \
          tenants, and its own rights are all that guards them.",
    fix: "Publish tables by name, with a row filter (PostgreSQL 15) where the subscriber is for \
          one tenant, and guard the subscriber like the publisher.",
    bad: r#"
CREATE PUBLICATION everything FOR ALL TABLES;
"#,
    good: r#"
CREATE TABLE app.open_data (id integer PRIMARY KEY);
CREATE PUBLICATION open_data FOR TABLE app.open_data;
"#,
    catalog: Some(include_str!("../catalog/published_past_policies.sql")),
    measure: None,
    check: Check::Server,
};
