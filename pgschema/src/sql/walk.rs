use super::{Expr, Function};

impl Expr {
    /// Calls `change` for every function that the expression calls.
    pub(crate) fn change_functions(&mut self, change: &mut impl FnMut(&mut Function)) {
        if let Self::Call { function, .. } = self {
            change(function);
        }
        self.for_each_operand_mut(&mut |operand| operand.change_functions(change));
    }

    /// Whether `found` holds for the expression or a part of it.
    pub(crate) fn any(&self, found: &mut impl FnMut(&Self) -> bool) -> bool {
        if found(self) {
            return true;
        }
        let mut is_found = false;
        self.for_each_operand(&mut |operand| is_found = is_found || operand.any(found));
        is_found
    }

    /// Calls `visit` for every part that the expression is made of, but not for their parts.
    pub(crate) fn for_each_operand<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        match self {
            Self::Column(_) | Self::Literal(_) | Self::Sql(_) | Self::Parameter(_) => {}
            Self::Binary { left, right, .. } => {
                visit(left);
                visit(right);
            }
            Self::Not(operand)
            | Self::IsNull(operand)
            | Self::IsNotNull(operand)
            | Self::Cast { operand, .. }
            | Self::Once(operand) => visit(operand),
            Self::In { operand, list } => {
                visit(operand);
                list.iter().for_each(visit);
            }
            Self::Between { operand, low, high } => {
                visit(operand);
                visit(low);
                visit(high);
            }
            Self::Call {
                arguments: parts, ..
            }
            | Self::Array(parts) => parts.iter().for_each(visit),
        }
    }

    /// Whether a UUID of version 7 is made, which depends on the server's version.
    pub(crate) fn makes_uuid_v7(&self) -> bool {
        self.any(&mut |part| {
            matches!(
                part,
                Self::Call {
                    function: Function::UuidV7,
                    ..
                }
            )
        })
    }

    fn for_each_operand_mut(&mut self, visit: &mut dyn FnMut(&mut Self)) {
        match self {
            Self::Column(_) | Self::Literal(_) | Self::Sql(_) | Self::Parameter(_) => {}
            Self::Binary { left, right, .. } => {
                visit(left);
                visit(right);
            }
            Self::Not(operand)
            | Self::IsNull(operand)
            | Self::IsNotNull(operand)
            | Self::Cast { operand, .. }
            | Self::Once(operand) => visit(operand),
            Self::In { operand, list } => {
                visit(operand);
                list.iter_mut().for_each(visit);
            }
            Self::Between { operand, low, high } => {
                visit(operand);
                visit(low);
                visit(high);
            }
            Self::Call {
                arguments: parts, ..
            }
            | Self::Array(parts) => {
                parts.iter_mut().for_each(visit);
            }
        }
    }
}
