use serde::{Deserialize, Deserializer, Serialize};

use super::{ToSql, Writer};

/// What is wrong with a literal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LiteralError {
    /// PostgreSQL's text can't hold a zero byte.
    #[error(
        "a text of {length} bytes has a zero byte at {at}, which PostgreSQL's text can't hold; use bytea"
    )]
    ZeroByte {
        /// Where, counted from 0.
        at: usize,
        /// How long the text is. What it says may be a secret.
        length: usize,
    },
    /// A floating-point number that has no literal of its own.
    #[error("{0} is no number that a literal can say")]
    NotFinite(String),
    /// A name that PostgreSQL can't have.
    #[error(transparent)]
    Name(#[from] super::IdentifierError),
    /// A type whose values have no literal.
    #[error("values of `{0}` have no literal; write the expression as SQL")]
    NoLiteral(&'static str),
}

/// A constant.
///
/// ```
/// use pgschema::sql::{Literal, ToSql};
///
/// assert_eq!(Literal::text("it's")?.to_sql(), "'it''s'");
/// assert_eq!(Literal::text("back\\slash")?.to_sql(), "E'back\\\\slash'");
/// assert_eq!(Literal::from(-1).to_sql(), "-1");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Literal {
    /// `NULL`.
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// `42`.
    Integer(i64),
    /// A number in decimal digits.
    Number(NumberText),
    /// `'text'`.
    Text(TextLiteral),
    /// `'\xc0ffee'`.
    Bytes(Vec<u8>),
}

/// A text without a zero byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextLiteral(Box<str>);

impl TextLiteral {
    /// A text.
    ///
    /// # Errors
    ///
    /// If the text has a zero byte.
    pub fn new(text: impl Into<String>) -> Result<Self, LiteralError> {
        let text = text.into();
        if let Some(at) = text.find('\0') {
            let length = text.len();
            return Err(LiteralError::ZeroByte { at, length });
        }
        Ok(Self(text.into_boxed_str()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ToSql for TextLiteral {
    fn write(&self, out: &mut Writer) {
        out.push_string_constant(&self.0);
    }
}

impl<'de> Deserialize<'de> for TextLiteral {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// A number in decimal digits, such as `-12.50` or `1e-3`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberText(Box<str>);

impl NumberText {
    /// A finite number.
    ///
    /// # Errors
    ///
    /// If the number is infinite or not a number.
    pub fn from_f64(value: f64) -> Result<Self, LiteralError> {
        if !value.is_finite() {
            return Err(LiteralError::NotFinite(value.to_string()));
        }
        Ok(Self(value.to_string().into_boxed_str()))
    }

    /// A number in digits, with an optional sign, fraction and exponent.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (unsigned, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let exponent_is_number = exponent
            .is_none_or(|exponent| digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)));
        (digits(whole) && fraction.is_none_or(digits) && exponent_is_number)
            .then(|| Self(text.into()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for NumberText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format_args!("{text:?} is not a number")))
    }
}

impl Literal {
    /// A text constant.
    ///
    /// # Errors
    ///
    /// If the text has a zero byte.
    pub fn text(text: impl Into<String>) -> Result<Self, LiteralError> {
        TextLiteral::new(text).map(Self::Text)
    }
}

impl From<bool> for Literal {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Literal {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl ToSql for Literal {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Null => out.push("NULL"),
            Self::Boolean(true) => out.push("true"),
            Self::Boolean(false) => out.push("false"),
            Self::Integer(value) => out.push_display(value),
            Self::Number(number) => out.push(&number.0),
            Self::Text(text) => text.write(out),
            Self::Bytes(bytes) => {
                out.push("'\\x");
                for byte in bytes {
                    out.push_display(format_args!("{byte:02x}"));
                }
                out.push("'::bytea");
            }
        }
    }
}
