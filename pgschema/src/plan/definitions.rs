//! Single objects as a plan makes them, under other names: what `verify` gives to a server to see how
//! it prints them.

use super::security::create_trigger;
use super::view::define_view;
use super::{Planner, Section};
use crate::Version;
use crate::model::{Database, Domain, Function, Policy, Trigger, View};
use crate::sql::{
    CreateDomain, CreateFunction, CreatePolicy, CreateTrigger, CreateView, Expr, QualifiedName,
};

/// The objects of a database as statements for a version.
pub(crate) struct Definitions<'a>(Planner<'a, Vec<Section>>);

impl<'a> Definitions<'a> {
    pub(crate) const fn new(database: &'a Database, version: Version) -> Self {
        Self(Planner::new(database, version, Vec::new()))
    }

    pub(crate) fn expression(&self, expression: &Expr) -> Expr {
        self.0.expression(expression)
    }

    pub(crate) fn function(&self, function: &Function, name: QualifiedName) -> CreateFunction {
        self.0.define_function(function, name)
    }

    pub(crate) fn domain(&self, domain: &Domain, name: QualifiedName) -> CreateDomain {
        self.0.define_domain(domain, name)
    }

    pub(crate) fn view(&self, view: &View, name: QualifiedName) -> CreateView {
        define_view(view, name)
    }

    pub(crate) fn policy(&self, policy: &Policy, table: QualifiedName) -> CreatePolicy {
        self.0.define_policy(policy, table)
    }

    pub(crate) fn trigger(&self, trigger: &Trigger, table: &QualifiedName) -> CreateTrigger {
        create_trigger(table, trigger)
    }
}
