use super::Planner;
use crate::Version;
use crate::lift::uuid_v7_name;
use crate::sql::{Expr, Function, Identifier};

impl Planner<'_> {
    /// The expression as the version says it: `uuidv7()` is a function of the database's own on
    /// servers that have none.
    pub(super) fn expression(&self, expression: &Expr) -> Expr {
        let mut expression = expression.clone();
        if !expression.makes_uuid_v7() {
            return expression;
        }
        let function = if self.version < Version::V18 {
            uuid_v7_name(&self.database.home).ok().map(Function::Named)
        } else {
            Identifier::new("uuidv7").ok().map(Function::Builtin)
        };
        if let Some(function) = function {
            expression.change_functions(&mut |called| {
                if *called == Function::UuidV7 {
                    *called = function.clone();
                }
            });
        }
        expression
    }
}
