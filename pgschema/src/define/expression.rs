use crate::sql::{Expr, LiteralError};

/// An expression as an attribute spells it.
#[derive(Clone, Copy, Debug)]
pub enum ExprDef {
    /// A string literal: SQL, which the derive has lexed.
    Sql(&'static str),
    /// A closure over the columns, or a Rust value: typed Rust.
    Typed(fn() -> Result<Expr, LiteralError>),
}
