//! The examples of the rules, compiled.

#![allow(
    clippy::duplicated_attributes,
    dead_code,
    unused_imports,
    reason = "what an example shows is its definition, and few need all names"
)]

use pgschema::Database;

/// The examples of a rule.
pub(crate) struct Example {
    /// Its name.
    pub(crate) rule: &'static str,
    /// A database that has the defect.
    pub(crate) bad: fn() -> Result<Database, String>,
    /// One that is close to it, and hasn't.
    pub(crate) good: fn() -> Result<Database, String>,
}

/// The names that examples use without saying where they are from.
mod prelude {
    pub(super) use std::error::Error;
    pub(super) use std::net::IpAddr;

    pub(super) use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
    pub(super) use pgschema::__private::{
        extensions_by_hand, schemas_by_hand, tables_by_hand as by_hand,
    };
    pub(super) use pgschema::define::{Command, PolicyKind, Privilege};
    pub(super) use pgschema::model::{
        self, Argument, Column, DefaultPrivilege, Function, Membership, Policy, Role, RoleSetting,
        RowSecurity, TableGrant, Trigger, View,
    };
    pub(super) use pgschema::sql::{
        ConstraintKind, DataType, DefaultObject, Expr, FunctionBody, GrantedPrivilege, Identifier,
        Parameter, PlpgsqlText, QualifiedName, ReferentialAction, RoleName, SettingValue,
        StatementText, TextLiteral, TriggerEvent, TriggerTiming, TypeText, Volatility,
    };
    pub(super) use pgschema::typed::{current_tenant_id, current_user_id};
    pub(super) use pgschema::{
        BuiltinType, Database, Hardening, InvalidDatabase, Measure, PgEnum, Table,
    };
    pub(super) use rust_decimal::Decimal;
    pub(super) use uuid::Uuid;
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
