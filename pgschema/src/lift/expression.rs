use super::context::{Context, Scope};
use crate::define::ExprDef;
use crate::sql::{Expr, Function, QualifiedName};
use crate::validate::ProblemKind;

impl Context {
    /// The expression that an attribute spells, with the helpers of the profile by their names.
    pub(super) fn expression(&mut self, definition: ExprDef) -> Result<Expr, ProblemKind> {
        let mut expression = match definition {
            // Written as SQL, it is the same function, which older versions lack.
            ExprDef::Sql(text) if text.trim().eq_ignore_ascii_case("uuidv7()") => {
                Expr::call(Function::UuidV7, Vec::new())
            }
            ExprDef::Sql(text) => Expr::sql(text).map_err(|error| ProblemKind::Syntax {
                text: text.to_owned(),
                error,
            })?,
            ExprDef::Typed(make) => make()?,
        };
        name_helpers(&mut expression, &self.home);
        Ok(expression)
    }
}

impl Scope<'_> {
    pub(super) fn expression(&mut self, definition: ExprDef) -> Option<Expr> {
        match self.context.expression(definition) {
            Ok(expression) => Some(expression),
            Err(kind) => {
                self.report(kind);
                None
            }
        }
    }
}

/// Puts the names of the profile's functions in the place of what they stand for.
pub(crate) fn name_helpers(expression: &mut Expr, home: &crate::sql::Identifier) {
    expression.change_functions(&mut |function| {
        let name = match function {
            Function::CurrentTenant => "current_tenant_id",
            Function::CurrentUser => "current_user_id",
            _ => return,
        };
        if let Ok(name) = QualifiedName::new(home.as_str(), name) {
            *function = Function::Named(Box::new(name));
        }
    });
}
