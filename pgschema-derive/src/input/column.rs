use proc_macro2::{Span, TokenStream};
use syn::{Expr, Ident, LitStr};

use super::{Allow, Check, Expression, References, RustType, Unique, Word};

/// A field of a struct.
pub(crate) struct Field {
    /// The name of the field.
    pub(crate) ident: Ident,
    /// The name without `r#`.
    pub(crate) name: String,
    /// Its type.
    pub(crate) rust_type: RustType,
    /// The line where it begins, with its attributes.
    pub(crate) line: u32,
    /// What it is in the table.
    pub(crate) kind: FieldKind,
}

/// What a field is in the table.
pub(crate) enum FieldKind {
    /// A column.
    Column(Box<Column>),
    /// `flatten`: a group of columns.
    Group,
    /// `skip`: nothing.
    Skipped,
}

/// The keys of a field that is a column. A flag is the place of its key.
#[derive(Default)]
pub(crate) struct Column {
    /// The name in PostgreSQL, when everything about the struct is known.
    pub(crate) sql_name: String,
    /// The keys that are given, and where.
    pub(crate) given: Vec<(&'static str, Span)>,
    /// The lines of the doc comment.
    pub(crate) docs: Vec<Expr>,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
    /// `type = "…"`.
    pub(crate) sql_type: Option<LitStr>,
    /// `nullable`.
    pub(crate) nullable: Option<Span>,
    /// `jsonb`.
    pub(crate) jsonb: Option<Span>,
    /// `primary_key`.
    pub(crate) primary_key: Option<Span>,
    /// `default = …`.
    pub(crate) default: Option<DefaultValue>,
    /// `no_default`.
    pub(crate) no_default: Option<Span>,
    /// `identity`.
    pub(crate) identity: Option<Identity>,
    /// `generated(…)`.
    pub(crate) generated: Option<Generated>,
    /// `check = …`, `check(…)`.
    pub(crate) checks: Vec<Check>,
    /// `unique`.
    pub(crate) unique: Option<Unique>,
    /// `references(…)`.
    pub(crate) references: Option<References>,
    /// `collate = "…"`.
    pub(crate) collate: Option<LitStr>,
    /// `storage = …`.
    pub(crate) storage: Option<Word>,
    /// `compression = …`.
    pub(crate) compression: Option<Word>,
    /// `max_len = n`.
    pub(crate) max_len: Option<(u32, Span)>,
    /// `precision = p`.
    pub(crate) precision: Option<(u16, Span)>,
    /// `scale = s`.
    pub(crate) scale: Option<(i16, Span)>,
    /// `dimensions = n`.
    pub(crate) dimensions: Option<(u32, Span)>,
    /// `encrypted`, `encrypted(…)`.
    pub(crate) encrypted: Option<Encrypted>,
    /// `touch`.
    pub(crate) touch: Option<Span>,
    /// `immutable`.
    pub(crate) immutable: Option<Span>,
    /// `allow(…)`.
    pub(crate) allows: Vec<Allow>,
}

/// What the type of a column is known by.
pub(crate) enum TypeOf {
    /// The type of the field.
    Rust {
        /// The type, as constant data can name it.
        tokens: TokenStream,
        /// The type as it was written, which is where rustc reports it.
        written: TokenStream,
        /// The last word of its path, below an `Option`.
        word: Option<String>,
    },
    /// `type = "…"`.
    Sql(LitStr),
    /// `jsonb`.
    Jsonb,
}

/// `default = …`.
pub(crate) enum DefaultValue {
    /// SQL.
    Sql(LitStr),
    /// A function without arguments.
    Call(Ident),
    /// A Rust value.
    Value(Box<Expr>),
}

/// `identity`, `identity(…)`.
pub(crate) struct Identity {
    /// Where the key stands.
    pub(crate) span: Span,
    /// `by_default`.
    pub(crate) by_default: bool,
    /// `start = n`.
    pub(crate) start: Option<i64>,
    /// `increment = n`.
    pub(crate) increment: Option<i64>,
}

/// `generated(…)`.
pub(crate) struct Generated {
    /// `virtual`, not `stored`.
    pub(crate) is_virtual: bool,
    /// What the value is computed from.
    pub(crate) expression: Expression,
}

/// `encrypted`, `encrypted(…)`.
pub(crate) struct Encrypted {
    /// Where the key stands.
    pub(crate) span: Span,
    /// Whether rows are found by the value.
    pub(crate) blind_index: bool,
    /// `unique`: whether there is one row of a value.
    pub(crate) unique: Option<Span>,
}
