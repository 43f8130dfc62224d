//! What the files say.

use crate::plan::Plan;
use crate::sql::{
    Parameter, RaiseException, RestoreParameter, SaveParameter, Statement, TextLiteral, ToSql,
    Writer,
};

/// No tool shows a hint, so the message says everything. There is nothing in between: dropping the
/// schema takes the rows along, and roles belong to the other databases of the server too.
const REFUSAL: &str = "the first migration is not reverted, as that would drop every table with \
                       its rows; to begin again, drop and create the database, which keeps the \
                       roles, and run the migrations";

/// The plan, after which the session is what it was before.
pub(super) fn up(plan: &Plan) -> String {
    let mut out = Writer::with_capacity(4096);
    write_head(plan, &mut out);
    out.push("\n");
    out.push_comment("what the session has");
    for parameter in plan.statements().filter_map(changed) {
        write_line(&SaveParameter::new(parameter), &mut out);
    }
    for section in plan.sections() {
        out.push("\n");
        out.push_comment(section.title());
        for statement in section.statements() {
            match reset(statement) {
                Some(parameter) => write_line(&RestoreParameter::new(parameter), &mut out),
                None => write_line(statement, &mut out),
            }
        }
    }
    out.into_string()
}

/// An error, whatever the database has in it.
pub(super) fn down() -> String {
    let mut out = Writer::with_capacity(512);
    if let Ok(message) = TextLiteral::new(REFUSAL) {
        write_line(&RaiseException::new(message), &mut out);
    }
    out.into_string()
}

fn write_head(plan: &Plan, out: &mut Writer) {
    out.push("-- Made by pgschema for PostgreSQL ");
    out.push_display(plan.version());
    out.push(
        ". Run it by a migration tool, as the owner of the database, who has\n\
         -- CREATEROLE. It belongs in one transaction, and is not to be edited once it was run.\n",
    );
}

fn write_line(statement: &impl ToSql, out: &mut Writer) {
    statement.write(out);
    out.push("\n");
}

/// The parameter of the session that a statement changes.
fn changed(statement: &Statement) -> Option<Parameter> {
    match statement {
        Statement::SetParameter(set) => Some(set.parameter().clone()),
        Statement::SetRole(_) => role(),
        _ => None,
    }
}

/// The parameter of the session that a statement resets.
fn reset(statement: &Statement) -> Option<Parameter> {
    match statement {
        Statement::ResetParameter(reset) => Some(reset.parameter().clone()),
        Statement::ResetRole(_) => role(),
        _ => None,
    }
}

/// `SET ROLE` is a parameter too.
fn role() -> Option<Parameter> {
    Parameter::new("role").ok()
}

#[cfg(test)]
mod tests {
    use super::{down, up};
    use crate::{Database, Version};

    #[test]
    fn what_is_changed_in_the_session_is_kept_once_and_restored() {
        for hardened in [true, false] {
            let builder = Database::builder().schema("app");
            let builder = if hardened {
                builder.hardened("app")
            } else {
                builder
            };
            let text = up(&builder.build().unwrap().plan(Version::V18).unwrap());
            assert!(!text.contains("\nRESET "), "{text}");
            for parameter in ["role", "search_path", "lock_timeout", "statement_timeout"] {
                let there = usize::from(hardened || parameter != "role");
                let keep = format!("set_config('pgschema.{parameter}', ");
                let restore = format!("set_config('{parameter}', ");
                assert_eq!(text.matches(&keep).count(), there, "{parameter}");
                assert_eq!(text.matches(&restore).count(), there, "{parameter}");
            }
        }
    }

    #[test]
    fn the_rest_is_what_is_rendered() {
        let database = Database::builder().hardened("app").build().unwrap();
        let text = up(&database.plan(Version::V18).unwrap());
        let rendered = database.render(Version::V18).unwrap();
        let rest = |text: &str| {
            let from = text.find("\n-- session\n").unwrap();
            let to = text.find("\n-- end\n").unwrap();
            text[from..to].to_owned()
        };
        assert_eq!(rest(&text), rest(&rendered));
    }

    #[test]
    fn reverting_is_an_error_and_nothing_else() {
        assert!(down().starts_with("DO $$\nBEGIN\n  RAISE EXCEPTION"));
    }
}
