//! `DO` blocks, for what a statement can't say by itself: that it is needed at all, or that it is
//! about the database at hand.

use super::Writer;

/// Writes `DO $$ BEGIN IF condition THEN statement END IF; END $$;`.
pub(super) fn write_guarded(
    out: &mut Writer,
    condition: impl FnOnce(&mut Writer),
    statement: impl FnOnce(&mut Writer),
) {
    let mut body = Writer::indented(4);
    body.push("\nBEGIN\n  IF ");
    condition(&mut body);
    body.push(" THEN\n    ");
    statement(&mut body);
    body.push("\n  END IF;\nEND\n");
    write_block(out, &body.into_string());
}

/// Writes `DO $$ BEGIN IF condition THEN statement ELSIF other THEN statement END IF; END $$;`.
pub(super) fn write_guarded_or(
    out: &mut Writer,
    [condition, other]: [&dyn Fn(&mut Writer); 2],
    [statement, instead]: [&dyn Fn(&mut Writer); 2],
) {
    let mut body = Writer::indented(4);
    body.push("\nBEGIN\n  IF ");
    condition(&mut body);
    body.push(" THEN\n    ");
    statement(&mut body);
    body.push("\n  ELSIF ");
    other(&mut body);
    body.push(" THEN\n    ");
    instead(&mut body);
    body.push("\n  END IF;\nEND\n");
    write_block(out, &body.into_string());
}

/// Writes `before` and `after` around the name of the current database, which no statement takes
/// but as a name.
///
/// The statement is a text within a text within a text: `format` reads `%` in it, the string
/// constant has quotes around it, and the block has its dollars around that.
pub(super) fn write_on_current_database(
    out: &mut Writer,
    before: impl FnOnce(&mut Writer),
    after: impl FnOnce(&mut Writer),
) {
    let mut template = Writer::default();
    before(&mut template);
    let before = template.into_string().replace('%', "%%");
    let mut template = Writer::default();
    after(&mut template);
    let after = template.into_string().replace('%', "%%");
    let mut body = Writer::default();
    body.push("\nBEGIN\n  EXECUTE pg_catalog.format(");
    body.push_string_constant(&[&before, "%I", &after].concat());
    body.push(", pg_catalog.current_database());\nEND\n");
    write_block(out, &body.into_string());
}

/// Writes `DO $$ body $$;`.
pub(super) fn write_block(out: &mut Writer, body: &str) {
    out.push("DO ");
    out.push_dollar_quoted(body);
    out.push(";");
}

#[cfg(test)]
mod tests {
    use crate::sql::{
        AlterRoleSet, CreateRole, Identifier, IdentifierError, Parameter, SettingValue, ToSql,
    };

    #[test]
    fn a_name_with_dollars_changes_the_tag_of_the_block() -> Result<(), IdentifierError> {
        let name = Identifier::new("$$; DROP ROLE app_owner; $body0$")?;
        let sql = CreateRole::new(name).if_not_exists().to_sql();
        assert!(sql.starts_with("DO $body1$\nBEGIN\n"));
        assert!(sql.ends_with("\nEND\n$body1$;"));
        Ok(())
    }

    #[test]
    fn percents_quotes_and_backslashes_survive_three_levels() -> Result<(), IdentifierError> {
        let role = Identifier::new("%I's \\ \"%s\"")?;
        let path = SettingValue::List(vec![Identifier::new("%L")?]);
        let Ok(parameter) = Parameter::new("search_path") else {
            panic!("a plain parameter");
        };
        let set = AlterRoleSet::new(role, parameter, path).in_current_database();
        let expected = concat!(
            r#"EXECUTE pg_catalog.format(E'ALTER ROLE "%%I''s \\ ""%%s""" IN DATABASE %I "#,
            r#"SET search_path = "%%L"', pg_catalog.current_database());"#
        );
        let sql = set.to_sql();
        assert!(sql.contains(expected), "{sql}");
        Ok(())
    }
}
