//! Views.

use std::error::Error;

use pgschema::define::Privilege;
use pgschema::model::{TableGrant, View};
use pgschema::sql::{Identifier, QualifiedName, RoleName, StatementText, TextLiteral};

use crate::database::SCHEMA;
use crate::roles::{READONLY, RUNTIME};

/// Soft deletion by a view: a policy that hides a row also forbids the UPDATE that would hide it.
pub(crate) fn live_documents() -> Result<View, Box<dyn Error>> {
    let query = "SELECT d.tenant_id, d.id, d.folder_id, d.title, d.current_version, d.created_by, \
                 d.created_at, d.updated_at\nFROM app.documents AS d\nWHERE d.deleted_at IS NULL";
    let select = |role: &str| -> Result<TableGrant, Box<dyn Error>> {
        Ok(TableGrant {
            role: RoleName::Named(Identifier::new(role)?),
            privileges: vec![Privilege::Select.into()],
        })
    };
    let name = QualifiedName::new(SCHEMA, "live_documents")?;
    Ok(View {
        grants: vec![select(RUNTIME)?, select(READONLY)?],
        comment: Some(TextLiteral::new("The documents that are not in the bin.")?),
        ..View::new(name, StatementText::new(query)?)
    })
}
