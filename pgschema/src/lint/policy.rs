use std::cell::OnceCell;

use super::scan::Scan;
use crate::define::Command;
use crate::model::Policy;
use crate::sql::{Expr, Identifier, Literal};

/// A policy, and what several rules ask about it.
pub(crate) struct PolicyContext<'a> {
    pub(crate) policy: &'a Policy,
    scans: OnceCell<Vec<Scan>>,
}

impl<'a> PolicyContext<'a> {
    pub(super) const fn new(policy: &'a Policy) -> Self {
        Self {
            policy,
            scans: OnceCell::new(),
        }
    }

    /// USING and WITH CHECK, where they are.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &'a Expr> {
        let policy = self.policy;
        policy.using.iter().chain(&policy.with_check)
    }

    /// Whether the policy is `column = (SELECT helper())`, as the profile makes it: nothing that it
    /// says needs reading.
    pub(crate) fn is_plain(&self) -> bool {
        self.expressions().all(|expression| match expression {
            Expr::Binary { left, right, .. } => {
                matches!(**left, Expr::Column(_))
                    && matches!(&**right, Expr::Once(call) if matches!(**call, Expr::Call { .. }))
            }
            _ => false,
        })
    }

    /// Whether all that the policy asks is whether a column is that of the session.
    pub(crate) fn is_of(&self, column: Option<&Identifier>) -> bool {
        let is_column = |expression: &Expr| match expression {
            Expr::Binary { left, .. } => {
                matches!(&**left, Expr::Column(name) if Some(name) == column)
            }
            _ => false,
        };
        self.is_plain() && self.expressions().all(is_column)
    }

    /// The tokens of USING and WITH CHECK, where they are; nothing of a plain policy.
    pub(crate) fn scans(&self) -> &[Scan] {
        if self.is_plain() {
            return &[];
        }
        self.scans
            .get_or_init(|| self.expressions().map(Scan::of).collect())
    }

    /// Whether USING or WITH CHECK lets everything through.
    pub(crate) fn is_always_true(&self) -> bool {
        self.expressions()
            .any(|it| matches!(it, Expr::Literal(Literal::Boolean(true))))
            || self.scans().iter().any(Scan::is_always_true)
    }

    /// Whether the policy holds for a command.
    pub(crate) fn is_for(&self, command: Command) -> bool {
        self.policy.command == Command::All || self.policy.command == command
    }
}
