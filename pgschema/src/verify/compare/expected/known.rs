//! What is on the server and none of the model's business.

use std::collections::BTreeSet;

use super::cluster::is_for_who_runs_the_ddl;
use crate::model::Database;
use crate::sql::Collation;
use crate::verify::compare::facts::Facts;
use crate::verify::compare::object::{Grantee, Kind, Object, Part};

/// Leaves out what others have made in schemas that were there before, and the rights on them but for
/// those that the profile takes; extensions elsewhere; and who runs the DDL.
pub(super) fn leave_out(database: &Database, actual: &mut Facts, expected: &Facts) {
    let others = Others::new(database, actual);
    let mut unwanted = BTreeSet::new();
    for (object, attributes) in actual.iter() {
        let is_unwanted = match (&object.part, object.kind) {
            _ if expected.contains(object) => false,
            (Some(Part::Member(_)), _) => {
                attributes.contains_key("_runs the DDL")
                    && is_for_who_runs_the_ddl(database, &object.name)
            }
            (None, Kind::Extension) => {
                let schema = actual.text(object, "schema").unwrap_or_default();
                others.shared.contains(schema)
                    || !database.schemas.iter().any(|it| it.name == *schema)
            }
            // What a table of the model passes its rows on to is its business, wherever that is.
            (None, _) if attributes.contains_key("_elsewhere") => false,
            (None, Kind::Collation) => {
                others.is_shared(object.schema.as_deref()) || is_used(database, object)
            }
            (None, _) => others.is_shared(object.schema.as_deref()),
            (Some(Part::Grant { role, .. }), Kind::Schema) => {
                others.is_shared(Some(&object.name))
                    && !(others.is_public_locked
                        && object.name == "public"
                        && *role == Grantee::Public)
            }
            // A detached partition is a table, and whatever it has it had from its parent.
            (Some(Part::Grant { .. } | Part::Rule(_) | Part::Statistics(_)), _) => false,
            (Some(_), Kind::Table) => {
                let name = (
                    object.schema.as_deref().unwrap_or_default(),
                    object.name.as_str(),
                );
                others.partitions.contains(&name)
                    && actual.text(&object.whole(), "partition of").is_none()
            }
            _ => false,
        };
        if is_unwanted {
            unwanted.insert(object.clone());
        }
    }
    actual.retain(|object| !unwanted.contains(object));
}

/// Whether a column of the model names a collation, which the model can't make.
fn is_used(database: &Database, object: &Object) -> bool {
    let schema = object.schema.as_deref().unwrap_or_default();
    let mut columns = database.tables.iter().flat_map(|it| &it.columns);
    columns.any(|column| match column.collation.as_deref() {
        Some(Collation::Named(name)) => database.home == *schema && *name == *object.name.as_str(),
        Some(Collation::Qualified(name)) => {
            *name.schema() == *schema && *name.name() == *object.name.as_str()
        }
        None => false,
    })
}

/// What tells whose something is.
struct Others<'a> {
    /// The schemas that were there before.
    shared: BTreeSet<&'a str>,
    /// The partitions of the model, with their schemas.
    partitions: BTreeSet<(&'a str, &'a str)>,
    /// Whether PUBLIC may have nothing on the schema `public`.
    is_public_locked: bool,
}

impl<'a> Others<'a> {
    fn new(database: &'a Database, actual: &Facts) -> Self {
        let is_own = |name: &str| {
            let mut schemas = database.schemas.iter();
            schemas.any(|schema| schema.name == *name && !schema.exists)
        };
        let shared = database.schemas.iter().filter(|schema| schema.exists);
        let shared = shared.map(|schema| schema.name.as_str());
        let partitions = database.tables.iter().flat_map(|table| {
            let schema = table.name.schema().as_str();
            let partitions = table.partitions.iter();
            partitions.map(move |partition| (schema, partition.name.as_str()))
        });
        let is_locked = database
            .profile
            .as_ref()
            .is_some_and(|it| it.lock_public_schema);
        // Nobody but a superuser can take rights on the schema of a superuser, as it is before 15.
        let public = Object::of_schema("public");
        let is_superusers = actual.text(&public, "_owner is superuser") == Some("true");
        Self {
            shared: shared
                .chain((!is_own("public")).then_some("public"))
                .collect(),
            partitions: partitions.collect(),
            is_public_locked: is_locked && !is_superusers,
        }
    }

    fn is_shared(&self, schema: Option<&str>) -> bool {
        schema.is_some_and(|schema| self.shared.contains(schema))
    }
}
