use syn::Attribute;

use super::table::library;
use super::{column, constraint, read_attributes};
use crate::context::Context;
use crate::input::{Domain, Header};
use crate::keys::Place;

/// The keys of a domain.
pub(crate) fn domain(context: &Context, attributes: &[Attribute], header: &mut Header) -> Domain {
    let mut keys = Domain::default();
    read_attributes(context, attributes, Place::Domain, &mut |entry, input| {
        match entry.key.name {
            "schema" => keys.schema = Some(entry.string(input)?),
            "name" => keys.name = Some(entry.string(input)?),
            "check" => keys.checks.push(constraint::check(&entry, input)?),
            "default" => keys.default = Some(column::default_value(&entry, input)?),
            "collate" => keys.collate = Some(entry.string(input)?),
            "type" => keys.sql_type = Some(entry.string(input)?),
            "transparent" => keys.transparent = Some(entry.flag(input)?),
            _ => header.library = Some(library(&entry, input)?),
        }
        Ok(())
    });
    keys
}
