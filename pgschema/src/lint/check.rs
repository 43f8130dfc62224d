//! What a rule looks at. The engine goes through the database once and asks of each object the rules
//! that look at such.

use super::context::{Context, TableContext};
use super::findings::Findings;
use super::kind::Kinds;
use super::policy::PolicyContext;
use crate::model::{
    Column, Constraint, Extension, Function, Index, Role, TableGrant, Trigger, View,
};

/// What a rule looks at, and how.
pub(crate) enum Check {
    /// The database as a whole.
    Database(fn(&Context<'_>, &mut Findings)),
    /// Each role.
    Role(fn(&Context<'_>, &Role, &mut Findings)),
    /// Each extension.
    Extension(fn(&Context<'_>, &Extension, &mut Findings)),
    /// Each function.
    Function(fn(&Context<'_>, &Function, &mut Findings)),
    /// Each view.
    View(fn(&Context<'_>, &View, &mut Findings)),
    /// Each table.
    Table(fn(&TableContext<'_>, &mut Findings)),
    /// Each column of such types. Most columns are of types that few rules care about, and a
    /// database has more columns than anything else.
    Column(Kinds, fn(&TableContext<'_>, &Column, &mut Findings)),
    /// Each constraint.
    Constraint(fn(&TableContext<'_>, &Constraint, &mut Findings)),
    /// Each index.
    Index(fn(&TableContext<'_>, &Index, &mut Findings)),
    /// Each policy.
    Policy(fn(&TableContext<'_>, &PolicyContext<'_>, &mut Findings)),
    /// What each role may do with each table.
    Grant(fn(&TableContext<'_>, &TableGrant, &mut Findings)),
    /// Each trigger.
    Trigger(fn(&TableContext<'_>, &Trigger, &mut Findings)),
    /// What is allowed: found by the engine itself, when all the rest is known.
    Allowed,
    /// Nothing of a model: only a server is asked.
    Server,
}
