use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Data, DataStruct, DeriveInput, GenericParam, Generics, Ident};

use super::{
    DomainInput, EnumInput, Field, FieldKind, Fields, GroupInput, Header, RustType, TableInput,
    Variant, docs,
};
use crate::attr;
use crate::context::Context;
use crate::names::Case;

/// A struct with `#[derive(Table)]`, unless its shape is wrong.
pub(crate) fn table(context: &Context, input: &DeriveInput) -> Option<TableInput> {
    let mut header = Header::new(input);
    let keys = attr::table(context, &input.attrs, &mut header);
    let mut fields = named_fields(context, input, "table")?;
    name_columns(&mut fields, keys.rename_all);
    Some(TableInput {
        header,
        fields,
        keys,
    })
}

/// A struct with `#[derive(ColumnGroup)]`, unless its shape is wrong.
pub(crate) fn group(context: &Context, input: &DeriveInput) -> Option<GroupInput> {
    let mut header = Header::new(input);
    let case = attr::group(context, &input.attrs, &mut header);
    let mut fields = named_fields(context, input, "group of columns")?;
    name_columns(&mut fields, case);
    Some(GroupInput { header, fields })
}

/// A struct with `#[derive(PgDomain)]`, unless its shape is wrong.
pub(crate) fn domain(context: &Context, input: &DeriveInput) -> Option<DomainInput> {
    const FORM: &str = "a domain is a struct with one unnamed field: `struct Email(String);`";
    let mut header = Header::new(input);
    let keys = attr::domain(context, &input.attrs, &mut header);
    let data = match &input.data {
        Data::Struct(data) => data,
        Data::Enum(data) => {
            context.error(
                data.enum_token.span,
                format!("{FORM}; for an enum there is `PgEnum`"),
            );
            return None;
        }
        Data::Union(data) => {
            context.error(data.union_token.span, FORM);
            return None;
        }
    };
    let syn::Fields::Unnamed(fields) = &data.fields else {
        context.error_on(&input.ident, FORM);
        return None;
    };
    let mut fields = fields.unnamed.iter();
    let (Some(field), None) = (fields.next(), fields.next()) else {
        context.error_on(&data.fields, FORM);
        return None;
    };
    refuse_type_parameters(context, &input.generics, "domain")?;
    for attribute in pg_attributes(&field.attrs) {
        context.error_on(
            attribute,
            "the keys of a domain stand on the struct, not on its field",
        );
    }
    let inner = RustType::new(field.ty.clone(), &input.ident, &input.generics);
    Some(DomainInput {
        header,
        inner,
        keys,
    })
}

/// An enum with `#[derive(PgEnum)]`, unless its shape is wrong.
pub(crate) fn enumeration(context: &Context, input: &DeriveInput) -> Option<EnumInput> {
    let mut enumeration = EnumInput {
        header: Header::new(input),
        representation: None,
        repr: integer_repr(&input.attrs),
        schema: None,
        name: None,
        rename_all: None,
        variants: Vec::new(),
    };
    attr::enumeration(context, &input.attrs, &mut enumeration);
    let data = match &input.data {
        Data::Enum(data) => data,
        Data::Struct(DataStruct { struct_token, .. }) => {
            let message = "`PgEnum` is derived for an enum; for a newtype there is `PgDomain`";
            context.error(struct_token.span, message);
            return None;
        }
        Data::Union(data) => {
            context.error(data.union_token.span, "`PgEnum` is derived for an enum");
            return None;
        }
    };
    refuse_parameters(context, &input.generics)?;
    for variant in &data.variants {
        let name = attr::variant(context, &variant.attrs);
        if !matches!(variant.fields, syn::Fields::Unit) {
            context.error_on(
                &variant.fields,
                "a value of this enum is one label, so its variants have no fields; \
                 a column of a type with fields can be `#[pg(jsonb)]`",
            );
        }
        enumeration.variants.push(Variant {
            ident: variant.ident.clone(),
            docs: docs(&variant.attrs),
            name,
            discriminant: variant
                .discriminant
                .as_ref()
                .map(|(_, value)| value.clone()),
        });
    }
    Some(enumeration)
}

/// The fields of a struct that has names for them.
fn named_fields(context: &Context, input: &DeriveInput, what: &str) -> Option<Fields> {
    let data = match &input.data {
        Data::Struct(data) => data,
        Data::Enum(data) => {
            context.error(
                data.enum_token.span,
                format!("a {what} is a struct with named fields; for an enum there is `PgEnum`"),
            );
            return None;
        }
        Data::Union(data) => {
            let message = format!("a {what} is a struct with named fields, not a union");
            context.error(data.union_token.span, message);
            return None;
        }
    };
    match &data.fields {
        syn::Fields::Named(named) => {
            refuse_type_parameters(context, &input.generics, what)?;
            let read = |field| read_field(context, input, field);
            Some(Fields {
                all: named.named.iter().filter_map(read).collect(),
            })
        }
        syn::Fields::Unnamed(unnamed) => {
            context.error_on(
                unnamed,
                format!("a {what} is a struct with named fields, which name its columns; for a newtype there is `PgDomain`"),
            );
            None
        }
        syn::Fields::Unit => {
            context.error_on(
                &input.ident,
                format!("a {what} is a struct with named fields, which are its columns"),
            );
            None
        }
    }
}

/// A field with its keys.
fn read_field(context: &Context, input: &DeriveInput, field: &syn::Field) -> Option<Field> {
    let ident = field.ident.clone()?;
    let first = pg_attributes(&field.attrs).next();
    let first = first.map_or(ident.span(), |attribute| attribute.pound_token.span);
    Some(Field {
        line: u32::try_from(first.start().line).unwrap_or_default(),
        name: ident.unraw().to_string(),
        rust_type: RustType::new(field.ty.clone(), &input.ident, &input.generics),
        kind: attr::field(context, &field.attrs),
        ident,
    })
}

/// Says how each column is called in PostgreSQL.
fn name_columns(fields: &mut Fields, case: Option<Case>) {
    for field in &mut fields.all {
        if let FieldKind::Column(column) = &mut field.kind {
            column.sql_name = match (&column.name, case) {
                (Some(name), _) => name.value(),
                (None, Some(case)) => case.apply(&field.name),
                (None, None) => field.name.clone(),
            };
        }
    }
}

/// Lifetimes are fine: constant data has `'static` in their place.
fn refuse_type_parameters(context: &Context, generics: &Generics, what: &str) -> Option<()> {
    let is_lifetime = |parameter: &GenericParam| matches!(parameter, GenericParam::Lifetime(_));
    let Some(parameter) = generics
        .params
        .iter()
        .find(|parameter| !is_lifetime(parameter))
    else {
        return Some(());
    };
    let name = parameter_name(parameter);
    let message = format!(
        "a {what} has one definition, so it can't depend on `{name}`; only lifetimes can be \
         parameters"
    );
    context.error_on(name, message);
    None
}

/// An enum of labels has no parameters.
fn refuse_parameters(context: &Context, generics: &Generics) -> Option<()> {
    let Some(parameter) = generics.params.first() else {
        return Some(());
    };
    context.error_on(
        parameter_name(parameter),
        "the values of this enum are labels, so it has no parameters",
    );
    None
}

/// The name of a parameter.
fn parameter_name(parameter: &GenericParam) -> proc_macro2::TokenStream {
    match parameter {
        GenericParam::Lifetime(lifetime) => lifetime.lifetime.to_token_stream(),
        GenericParam::Type(parameter) => parameter.ident.to_token_stream(),
        GenericParam::Const(parameter) => parameter.ident.to_token_stream(),
    }
}

/// The attributes that are ours.
fn pg_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("pg"))
}

/// The type in `#[repr(i16)]`.
fn integer_repr(attributes: &[Attribute]) -> Option<Ident> {
    let mut found = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("repr"))
    {
        // What rustc doesn't take as a representation, rustc reports.
        let _ = attribute.parse_nested_meta(|meta| {
            if let Some(ident) = meta.path.get_ident()
                && ident.to_string().starts_with(['i', 'u'])
            {
                found = Some(ident.clone());
            }
            Ok(())
        });
    }
    found
}
