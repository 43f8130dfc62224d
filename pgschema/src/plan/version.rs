use std::fmt::Display;

use super::Planner;
use super::output::Output;
use crate::Version;
use crate::define::BuiltinType;
use crate::lift::uuid_v7_name;
use crate::sql::{DataType, Expr, Function};

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

    /// Whether the version has the scale of a type.
    pub(super) fn check_scale(&mut self, data_type: &DataType, object: impl Display) {
        if has_free_scale(data_type) {
            let feature = "a scale below 0 or above the precision";
            self.needs(Version::V15, feature, object);
        }
    }
}

/// Whether the digits behind the point are not among those that are counted.
fn has_free_scale(data_type: &DataType) -> bool {
    match data_type {
        DataType::Array(element) => has_free_scale(element),
        DataType::Builtin(BuiltinType::Numeric {
            precision: Some(precision),
            scale: Some(scale),
        }) => !u16::try_from(*scale).is_ok_and(|scale| scale <= *precision),
        _ => false,
    }
}
