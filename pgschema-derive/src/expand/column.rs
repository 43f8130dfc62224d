use proc_macro2::TokenStream;
use quote::quote;

use super::constraint::{foreign_key, unique};
use super::expression::{Closures, Purpose, default_value, word};
use super::place::Place;
use super::security::allow;
use super::{Literal, comment};
use crate::input::{Column, Encrypted, Field, FieldKind, Fields, Identity, Target};

/// The entries of the fields that are columns or groups of them.
pub(super) fn entries<'a>(
    fields: &'a Fields,
    closures: &'a Closures,
    target: &'a dyn Fn(&Target) -> TokenStream,
) -> impl Iterator<Item = TokenStream> {
    fields
        .all
        .iter()
        .filter_map(move |field| match &field.kind {
            FieldKind::Column(column) => Some(entry(field, column, closures, target)),
            FieldKind::Group => {
                let (name, rust_type) = (&field.name, &field.rust_type.tokens);
                let place = Place::of(&field.rust_type.written);
                let group = place.item(rust_type, "ColumnGroup", "GROUP");
                Some(quote!(__pg::ColumnEntry::Group(#name, #group)))
            }
            FieldKind::Skipped => None,
        })
}

/// The entry of a column.
fn entry(
    field: &Field,
    column: &Column,
    closures: &Closures,
    target: &dyn Fn(&Target) -> TokenStream,
) -> TokenStream {
    let mut literal = Literal::new("ColumnDef");
    literal.set("field", &field.name);
    literal.set("name", &column.sql_name);
    data_type(&mut literal, field, column);
    comment(&mut literal, &column.docs);
    literal.set_flag("primary_key", column.primary_key.is_some());
    let value_type = value_type(field, column);
    literal.set_some(
        "default",
        column
            .default
            .as_ref()
            .map(|it| default_value(it, &value_type)),
    );
    literal.set_flag("no_default", column.no_default.is_some());
    literal.set_some("identity", column.identity.as_ref().map(identity));
    let generated = column.generated.as_ref().map(|generated| {
        let mut literal = Literal::new("GeneratedDef");
        literal.set(
            "kind",
            if generated.is_virtual {
                quote!(__pg::GeneratedKind::Virtual)
            } else {
                quote!(__pg::GeneratedKind::Stored)
            },
        );
        let purpose = Purpose::Value(&value_type);
        literal.set(
            "expression",
            closures.expression(&generated.expression, purpose),
        );
        literal.whole()
    });
    literal.set_some("generated", generated);
    literal.set_list("checks", column.checks.iter().map(|it| closures.check(it)));
    literal.set_some("unique", column.unique.as_ref().map(unique));
    let references = column.references.as_ref().map(|it| {
        foreign_key(
            &[],
            std::slice::from_ref(&it.target),
            &it.options,
            field.line,
            target,
        )
    });
    literal.set_some("references", references);
    literal.set_some("collation", column.collate.as_ref());
    literal.set_some(
        "storage",
        column.storage.as_ref().map(|it| word("Storage", it)),
    );
    literal.set_some(
        "compression",
        column
            .compression
            .as_ref()
            .map(|it| word("Compression", it)),
    );
    literal.set_some("max_len", max_len(field, column));
    literal.set_some(
        "precision",
        column.precision.map(|(precision, _)| precision),
    );
    literal.set_some("scale", column.scale.map(|(scale, _)| scale));
    literal.set_some(
        "dimensions",
        column.dimensions.map(|(dimensions, _)| dimensions),
    );
    literal.set_some("encrypted", column.encrypted.as_ref().map(encrypted));
    literal.set_flag("touch", column.touch.is_some());
    literal.set_flag("immutable", column.immutable.is_some());
    literal.set("line", field.line);
    literal.set_list("allows", column.allows.iter().map(allow));
    let column = literal.rest_empty();
    quote!(__pg::ColumnEntry::Column(#column))
}

/// The type, and what follows from it. The three mentions of the Rust type have the same place: if
/// it is no column, rustc says so once, and there.
fn data_type(literal: &mut Literal, field: &Field, column: &Column) {
    let is_nullable = field.rust_type.is_option() || column.nullable.is_some();
    if let Some(sql) = &column.sql_type {
        literal.set("data_type", quote!(__pg::TypeDef::Sql(#sql)));
        literal.set_flag("nullable", is_nullable);
    } else if column.jsonb.is_some() {
        literal.set(
            "data_type",
            quote!(__pg::TypeDef::Builtin(__pg::BuiltinType::Jsonb)),
        );
        literal.set_flag("nullable", is_nullable);
    } else {
        let rust_type = &field.rust_type.tokens;
        let place = Place::of(&field.rust_type.written);
        let of_type = |item| place.item(rust_type, "ColumnType", item);
        literal.set("data_type", of_type("TYPE"));
        literal.set("nullable", of_type("NULLABLE"));
        literal.set("type_checks", of_type("CHECKS"));
    }
}

/// The type that the column has in closures: that of the field, but for `jsonb`, which any type can
/// be kept as, and for what is encrypted.
pub(super) fn value_type(field: &Field, column: &Column) -> TokenStream {
    if column.jsonb.is_some() {
        quote!(__pg::kind::Json)
    } else if column.encrypted.is_some() {
        // So that nothing but what has been sealed can be given as its value.
        quote!(__pg::kind::Sealed)
    } else {
        field.rust_type.tokens.clone()
    }
}

/// `max_len = n`, with the condition that the type of the field is text. What a type is that has
/// been named as SQL, Rust's type doesn't tell.
fn max_len(field: &Field, column: &Column) -> Option<TokenStream> {
    let (length, _) = column.max_len?;
    if column.sql_type.is_some() || column.jsonb.is_some() || column.encrypted.is_some() {
        return Some(quote!(#length));
    }
    let rust_type = &field.rust_type.tokens;
    let place = Place::of(&field.rust_type.written);
    Some(place.call("max_len", &quote!(::<#rust_type>), &quote!(#length)))
}

/// `identity(…)`.
fn identity(identity: &Identity) -> TokenStream {
    let mut literal = Literal::new("IdentityDef");
    literal.set(
        "kind",
        if identity.by_default {
            quote!(__pg::IdentityKind::ByDefault)
        } else {
            quote!(__pg::IdentityKind::Always)
        },
    );
    literal.set("start", super::literal::option(identity.start));
    literal.set("increment", super::literal::option(identity.increment));
    literal.whole()
}

/// `encrypted(…)`.
fn encrypted(encrypted: &Encrypted) -> TokenStream {
    let mut literal = Literal::new("EncryptedDef");
    literal.set("blind_index", encrypted.blind_index);
    literal.set("unique", encrypted.unique.is_some());
    literal.whole()
}
