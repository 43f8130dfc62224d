use super::Writer;

/// Writes `DO $$ BEGIN IF condition THEN statement END IF; END $$;`.
pub(super) fn write_guarded(
    out: &mut Writer,
    condition: impl FnOnce(&mut Writer),
    statement: impl FnOnce(&mut Writer),
) {
    let mut body = Writer::default();
    body.push("\nBEGIN\n  IF ");
    condition(&mut body);
    body.push(" THEN\n    ");
    statement(&mut body);
    body.push("\n  END IF;\nEND\n");
    out.push("DO ");
    out.push_dollar_quoted(&body.into_string());
    out.push(";");
}
/// Writes `DO $$ BEGIN EXECUTE format('… %I …', current_database()); END $$;`: SQL has no word for the
/// database at hand in statements that name one.
pub(super) fn write_on_current_database(out: &mut Writer, before: &str, after: &str) {
    let template = format!(
        "{}%I{}",
        before.replace('%', "%%"),
        after.replace('%', "%%")
    );
    let mut body = Writer::default();
    body.push("\nBEGIN\n  EXECUTE pg_catalog.format(");
    body.push_string_constant(&template);
    body.push(", pg_catalog.current_database());\nEND\n");
    out.push("DO ");
    out.push_dollar_quoted(&body.into_string());
    out.push(";");
}
