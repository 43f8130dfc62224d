use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static DISABLED_TRIGGER: Rule = Rule {
    id: "FUN008",
    name: "disabled_trigger",
    severity: Severity::Warning,
    title: "a trigger that is switched off",
    why: "What it was made for doesn't happen, and nothing says so: a restore or an import \
          switched it off and never on again.",
    fix: "ALTER TABLE … ENABLE TRIGGER …, and look at the rows that came in between; or DROP \
          TRIGGER.",
    bad: r#"
CREATE TRIGGER keep BEFORE UPDATE ON app.things FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
ALTER TABLE app.things DISABLE TRIGGER keep;
"#,
    good: r#"
CREATE TRIGGER keep BEFORE UPDATE ON app.things FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
"#,
    catalog: Some(include_str!("../catalog/disabled_trigger.sql")),
    measure: None,
    check: Check::Server,
};
