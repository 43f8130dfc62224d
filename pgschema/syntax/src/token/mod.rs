//! How a text divides into tokens.

mod literal;
mod operator;

pub use crate::error::SyntaxError;
use crate::error::excerpt;
use literal::Quote;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// A word without quotes, keyword or not: `title`, `SELECT`.
    Identifier,
    /// A name in quotes: `"Title"`, `U&"d\0061ta"`.
    QuotedIdentifier,
    /// A string in quotes: `'a'`, `E'a\n'`, `U&'\0061'`, `N'a'`.
    String,
    /// A bit string: `B'101'`, `X'1F'`.
    BitString,
    /// A dollar-quoted string: `$$a$$`, `$body$a$body$`.
    DollarString,
    /// A number: `1`, `1.5e10`, `0xFF`, `1_000`.
    Number,
    /// A parameter: `$1`.
    Parameter,
    /// An operator: `=`, `->>`, `@>`.
    Operator,
    /// `::`
    Cast,
    /// `:=`
    Assign,
    /// `:`
    Colon,
    /// `.`
    Dot,
    /// `..`, which PL/pgSQL has in loops.
    DotDot,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// A comment, `-- to the end of the line` or `/* in a block */`.
    Comment,
}

/// A token and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// The token as it is written.
    pub text: &'a str,
    /// Where it starts, in bytes from the start of the text.
    pub start: usize,
}

impl Token<'_> {
    /// Whether the token is this word without quotes, in whatever case.
    ///
    /// ```
    /// use pgschema_syntax::token::tokens;
    ///
    /// let token = tokens("Select").next().unwrap()?;
    /// assert!(token.is_word("select"));
    /// # Ok::<(), pgschema_syntax::token::SyntaxError>(())
    /// ```
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Identifier && self.text.eq_ignore_ascii_case(word)
    }
}

/// The tokens of a text, one after the other, without the white space between them.
///
/// The iterator ends after the first error.
///
/// ```
/// use pgschema_syntax::token::{TokenKind, tokens};
///
/// let kinds: Result<Vec<_>, _> =
///     tokens("lower(email)::text").map(|token| token.map(|token| token.kind)).collect();
/// assert_eq!(
///     kinds?,
///     [
///         TokenKind::Identifier,
///         TokenKind::OpenParen,
///         TokenKind::Identifier,
///         TokenKind::CloseParen,
///         TokenKind::Cast,
///         TokenKind::Identifier,
///     ],
/// );
/// # Ok::<(), pgschema_syntax::token::SyntaxError>(())
/// ```
pub fn tokens(text: &str) -> impl Iterator<Item = Result<Token<'_>, SyntaxError>> {
    Lexer {
        text,
        at: 0,
        continues: None,
        new_line: false,
        failed: false,
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// The quotes of the string that comes before, if nothing but space and comments is between.
    ///
    /// A string goes on in the next line's quotes by the rules of its first part: what follows
    /// `E'a'` in quotes on a new line has backslash escapes too.
    continues: Option<Quote>,
    /// Whether a line ended since that string.
    new_line: bool,
    failed: bool,
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Result<Token<'a>, SyntaxError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        self.skip_space();
        let start = self.at;
        let rest = &self.text[start..];
        if rest.is_empty() {
            return None;
        }
        let scanned = self.scan(rest).and_then(|(kind, length)| {
            let text = &rest[..length];
            match text.find('\0') {
                Some(offset) => Err(SyntaxError::Nul {
                    position: start + offset,
                }),
                None => Ok(Token { kind, text, start }),
            }
        });
        match &scanned {
            Ok(token) => self.at = start + token.text.len(),
            Err(_) => self.failed = true,
        }
        Some(scanned)
    }
}

impl Lexer<'_> {
    fn skip_space(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let space = rest.iter().take_while(|byte| is_space(**byte)).count();
        self.new_line |= rest[..space]
            .iter()
            .any(|byte| matches!(byte, b'\n' | b'\r'));
        self.at += space;
    }

    /// The kind and the length of the token that `rest` starts with.
    fn scan(&mut self, rest: &str) -> Result<(TokenKind, usize), SyntaxError> {
        let bytes = rest.as_bytes();
        if let Some((quote, prefix)) = Quote::at_start(bytes) {
            let quote = match self.continues {
                Some(first) if self.new_line && bytes[0] == b'\'' => first,
                _ => quote,
            };
            return self.scan_quoted(quote, prefix, rest);
        }
        if rest.starts_with("--") {
            // The end of the line is left in the text, where a string may need it to go on.
            let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
            return Ok((TokenKind::Comment, length));
        }
        self.continues = None;
        if rest.starts_with("/*") {
            return literal::block_comment(bytes)
                .map(|length| (TokenKind::Comment, length))
                .ok_or_else(|| self.unterminated("the comment", rest));
        }
        match bytes[0] {
            b'0'..=b'9' => self.scan_number(rest),
            b'.' if bytes.get(1).is_some_and(u8::is_ascii_digit) => self.scan_number(rest),
            b'$' => self.scan_dollar(rest),
            first if is_identifier_start(first) => {
                Ok((TokenKind::Identifier, identifier_length(bytes)))
            }
            first if operator::is_operator_byte(first) => operator::length(bytes)
                .map(|length| (TokenKind::Operator, length))
                .ok_or_else(|| SyntaxError::Operator {
                    found: excerpt(rest),
                    position: self.at,
                }),
            _ => operator::punctuation(bytes).ok_or_else(|| SyntaxError::Character {
                found: rest.chars().take(1).collect(),
                position: self.at,
            }),
        }
    }

    fn scan_quoted(
        &mut self,
        quote: Quote,
        prefix: usize,
        rest: &str,
    ) -> Result<(TokenKind, usize), SyntaxError> {
        let length = quote.end(rest.as_bytes(), prefix).ok_or_else(|| {
            let what = match quote {
                Quote::Identifier => "the quoted identifier",
                _ => "the string",
            };
            self.unterminated(what, rest)
        })?;
        self.new_line = false;
        self.continues = (quote != Quote::Identifier).then_some(quote);
        match quote {
            Quote::Identifier if length == prefix + 1 => {
                Err(SyntaxError::EmptyIdentifier { position: self.at })
            }
            Quote::Identifier => Ok((TokenKind::QuotedIdentifier, length)),
            Quote::Bits => Ok((TokenKind::BitString, length)),
            Quote::Plain | Quote::Escapes => Ok((TokenKind::String, length)),
        }
    }

    fn scan_number(&self, rest: &str) -> Result<(TokenKind, usize), SyntaxError> {
        let length = literal::number(rest.as_bytes());
        self.ends_before_letters(rest, length)
            .map(|()| (TokenKind::Number, length))
    }

    fn scan_dollar(&self, rest: &str) -> Result<(TokenKind, usize), SyntaxError> {
        let bytes = rest.as_bytes();
        let digits = bytes[1..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits > 0 {
            self.ends_before_letters(rest, 1 + digits)?;
            return Ok((TokenKind::Parameter, 1 + digits));
        }
        let Some(delimiter) = literal::dollar_delimiter(rest) else {
            return Err(SyntaxError::Character {
                found: "$".to_owned(),
                position: self.at,
            });
        };
        let body = &rest[delimiter.len()..];
        match body.find(delimiter) {
            Some(end) => Ok((TokenKind::DollarString, delimiter.len() * 2 + end)),
            None => Err(self.unterminated("the dollar-quoted string", rest)),
        }
    }

    /// Versions before 15 read `1abc` as two tokens, later ones refuse it: so does this lexer.
    fn ends_before_letters(&self, rest: &str, length: usize) -> Result<(), SyntaxError> {
        let next = rest.as_bytes().get(length).copied();
        if next.is_some_and(|byte| is_identifier_start(byte) || byte.is_ascii_digit()) {
            let word = length + identifier_length(&rest.as_bytes()[length..]);
            let found = excerpt(&rest[..word]);
            return Err(SyntaxError::Number {
                found,
                position: self.at,
            });
        }
        Ok(())
    }

    fn unterminated(&self, what: &'static str, rest: &str) -> SyntaxError {
        SyntaxError::Unterminated {
            what,
            found: excerpt(rest),
            position: self.at,
        }
    }
}

/// The white space of the server's scanner. Wider spaces of Unicode are letters to it.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C)
}

/// Every byte of a character beyond ASCII is a letter.
const fn is_identifier_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii()
}

const fn is_identifier_part(byte: u8) -> bool {
    is_identifier_start(byte) || byte.is_ascii_digit() || byte == b'$'
}

fn identifier_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| is_identifier_part(**byte))
        .count()
}
