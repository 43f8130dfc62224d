//! What objects that the owner makes later start with: nothing for anybody.
//!
//! PostgreSQL lets PUBLIC execute every new function and use every new type. Only the global form
//! of the statement takes that away; with `IN SCHEMA` it does nothing. Rights on tables are never
//! given in advance: a new table is closed until its policies stand.

use crate::define::Privilege;
use crate::model::{Database, DefaultPrivilege};
use crate::sql::{DefaultObject, RoleName};

pub(super) fn revoke(database: &mut Database) {
    for (privilege, on) in [
        (Privilege::Execute, DefaultObject::Routines),
        (Privilege::Usage, DefaultObject::Types),
    ] {
        database.default_privileges.push(DefaultPrivilege {
            revoke: true,
            privileges: vec![privilege],
            on,
            schema: None,
            role: RoleName::Public,
        });
    }
}
