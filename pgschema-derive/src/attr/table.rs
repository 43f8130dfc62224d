use syn::parse::ParseStream;
use syn::{Attribute, Path, Result};

use super::{Entry, constraint, index, partition, read_attributes, security, value};
use crate::context::Context;
use crate::input::{Header, Table};
use crate::keys::Place;
use crate::names::{Case, case};

/// The keys of the struct of a table.
pub(crate) fn table(context: &Context, attributes: &[Attribute], header: &mut Header) -> Table {
    let mut keys = Table::default();
    read_attributes(context, attributes, Place::Table, &mut |entry, input| {
        key(&mut keys, header, &entry, input)
    });
    keys
}

/// One key.
fn key(keys: &mut Table, header: &mut Header, entry: &Entry, input: ParseStream) -> Result<()> {
    match entry.key.name {
        "schema" => keys.schema = Some(entry.string(input)?),
        "table" => keys.table = Some(entry.string(input)?),
        "rename_all" => keys.rename_all = Some(rename_all(entry, input)?),
        "crate" => header.library = Some(library(entry, input)?),
        "primary_key" => keys.primary_key = Some(constraint::primary_key(entry, input)?),
        "no_primary_key" => keys.no_primary_key = Some(entry.flag(input)?),
        "unique" => keys.uniques.push(constraint::unique(entry, input)?),
        "check" => keys.checks.push(constraint::named_check(entry, input)?),
        "foreign_key" => keys
            .foreign_keys
            .push(constraint::foreign_key(entry, input)?),
        "exclude" => keys.exclusions.push(constraint::exclusion(entry, input)?),
        "index" => keys.indexes.push(index::index(entry, input)?),
        "tenant" => keys.tenant = Some(entry.column(input)?),
        "owner" => keys.owner = Some(entry.column(input)?),
        "policy" => keys.policies.push(security::policy(entry, input)?),
        "grant" => keys.grants.push(security::grant(entry, input)?),
        "append_only" => keys.append_only = Some(entry.flag(input)?),
        "storage" => keys.storage = entry.many(input, value::parameter)?,
        "unlogged" => keys.unlogged = Some(entry.flag(input)?),
        "partition_by" => keys.partition_by = Some(partition::partition_by(entry, input)?),
        "partition" => keys.partitions.push(partition::partition(entry, input)?),
        _ => keys.allows.push(security::allow(entry, input)?),
    }
    Ok(())
}

/// The keys of the struct of a group of columns.
pub(crate) fn group(
    context: &Context,
    attributes: &[Attribute],
    header: &mut Header,
) -> Option<Case> {
    let mut case = None;
    read_attributes(context, attributes, Place::Group, &mut |entry, input| {
        match entry.key.name {
            "rename_all" => case = Some(rename_all(&entry, input)?),
            _ => header.library = Some(library(&entry, input)?),
        }
        Ok(())
    });
    case
}

/// `rename_all = "camelCase"`.
pub(super) fn rename_all(entry: &Entry, input: ParseStream) -> Result<Case> {
    let literal = entry.string(input)?;
    case(&literal)
}

/// `crate = path`.
pub(super) fn library(entry: &Entry, input: ParseStream) -> Result<Path> {
    entry.equals(input)?;
    input
        .call(Path::parse_mod_style)
        .map_err(|_| entry.wrong(input))
}
