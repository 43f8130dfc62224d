use super::guard::write_block;
use super::{TextLiteral, ToSql, Writer};

/// `RAISE EXCEPTION` in a `DO` block: a script that must not run says why.
///
/// ```
/// use pgschema::sql::{RaiseException, TextLiteral};
///
/// let raise = RaiseException::new(TextLiteral::new("it's 100% refused")?);
/// assert_eq!(
///     raise.to_string(),
///     "DO $$
/// BEGIN
///   RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
///     MESSAGE = 'it''s 100% refused';
/// END
/// $$;"
/// );
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
///
/// PostgreSQL manual: PL/pgSQL, Errors and Messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaiseException {
    message: TextLiteral,
}

impl RaiseException {
    /// A message, which is no format: `%` has no meaning in it.
    #[must_use]
    pub const fn new(message: TextLiteral) -> Self {
        Self { message }
    }
}

impl ToSql for RaiseException {
    fn write(&self, out: &mut Writer) {
        let mut body = Writer::default();
        body.push("\nBEGIN\n  RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',\n");
        body.push("    MESSAGE = ");
        self.message.write(&mut body);
        body.push(";\nEND\n");
        write_block(out, &body.into_string());
    }
}
