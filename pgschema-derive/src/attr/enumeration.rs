use syn::{Attribute, Error, LitStr};

use super::read_attributes;
use super::table::{library, rename_all};
use crate::context::Context;
use crate::input::{EnumInput, Representation};
use crate::keys::Place;

/// The keys of an enum.
pub(crate) fn enumeration(context: &Context, attributes: &[Attribute], input: &mut EnumInput) {
    read_attributes(context, attributes, Place::Enum, &mut |entry, stream| {
        let representation = match entry.key.name {
            "text" => Representation::Text,
            "native" => Representation::Native,
            "lookup" => Representation::Lookup,
            "int" => Representation::Int,
            name => {
                match name {
                    "schema" => input.schema = Some(entry.string(stream)?),
                    "name" => input.name = Some(entry.string(stream)?),
                    "rename_all" => input.rename_all = Some(rename_all(&entry, stream)?),
                    _ => input.header.library = Some(library(&entry, stream)?),
                }
                return Ok(());
            }
        };
        let span = entry.flag(stream)?;
        if input.representation.is_some() {
            return Err(Error::new(
                span,
                "an enum is kept in one way: `text`, `native`, `lookup` or `int`",
            ));
        }
        input.representation = Some((representation, span));
        Ok(())
    });
}

/// The name of a variant.
pub(crate) fn variant(context: &Context, attributes: &[Attribute]) -> Option<LitStr> {
    let mut name = None;
    read_attributes(context, attributes, Place::Variant, &mut |entry, input| {
        name = Some(entry.string(input)?);
        Ok(())
    });
    name
}
