use super::Planner;
use super::output::Output;
use crate::Version;
use crate::lift::uuid_v7_name;
use crate::sql::{Expr, Function};

impl<O: Output> Planner<'_, O> {
    /// The expression as the version says it: `uuidv7()` is a function of the database's own on
    /// servers that have none.
    pub(super) fn expression(&self, expression: &Expr) -> Expr {
        let mut expression = expression.clone();
        // Since 18 the function is called as it stands.
        if self.version >= Version::V18 || !expression.makes_uuid_v7() {
            return expression;
        }
        if let Ok(function) =
            uuid_v7_name(&self.database.home).map(|name| Function::Named(Box::new(name)))
        {
            expression.change_functions(&mut |called| {
                if *called == Function::UuidV7 {
                    *called = function.clone();
                }
            });
        }
        expression
    }
}
