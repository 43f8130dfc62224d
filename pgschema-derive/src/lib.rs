//! The derive macros of [pgschema](https://docs.rs/pgschema): annotated structs in, constant
//! definitions out.
//!
//! The library re-exports them, and its documentation has the whole grammar of `#[pg(…)]`.

mod attr;
mod check;
mod context;
mod expand;
mod fallback;
mod input;
mod keys;
mod names;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use context::Context;
use input::{Fields, Header};

/// A table.
///
/// Each field is a column, in the order of the struct; an `Option` is a column that can be NULL. A
/// doc comment becomes the COMMENT. Everything else stands in `#[pg(…)]` on the struct and on its
/// fields.
///
/// ```ignore
/// /// A document that belongs to one tenant.
/// #[derive(Table)]
/// #[pg(schema = "app", table = "documents", tenant = tenant_id)]
/// #[pg(check(name = "title_not_blank", |d| d.title.trim().ne("")))]
/// pub struct Document {
///     #[pg(primary_key)]
///     pub id: DocumentId,
///     pub tenant_id: TenantId,
///     #[pg(references(User::id, on_delete = restrict))]
///     pub owner_id: UserId,
///     #[pg(check = "length(title) <= 200")]
///     pub title: String,
/// }
/// ```
///
/// Every mistake that one struct can show is an error at the place where it stands, and all of them
/// are reported at once. Some are no mistake to PostgreSQL, which takes them and lets them do harm
/// later: those are refused by a rule, and `#[pg(allow(rule, reason = "…"))]` says 'I mean it'.
///
/// | rule | what is refused | where it is allowed |
/// |---|---|---|
/// | `naive_timestamp` | a column of `timestamp` without time zone | on the field |
/// | `time_with_time_zone` | a column of `timetz` | on the field |
/// | `money_type` | a column of PostgreSQL's `money` | on the field |
/// | `json_column` | a column of `json`, where `jsonb` would do | on the field |
/// | `float_money` | a floating-point number with the name of an amount | on the field |
/// | `serial_column` | `type = "serial"`, where `identity` would do | on the field |
/// | `small_primary_key` | a primary key of 16 or 32 bits | on the field or the struct |
/// | `leaky_index` | an index that nobody below row-level security can use | on the field or the struct |
/// | `autovacuum_off` | `storage(autovacuum_enabled = false)` | on the struct |
///
/// Types are known by trait, not by name: an alias, a newtype, an `Option`, a domain and an array of
/// such a type are refused as well. A column's type that is named in SQL, `type = "timestamp"`, is left
/// to the lint, but for `serial` and for keys.
///
/// What PostgreSQL itself refuses is refused here first: a query, an aggregate or a window function
/// in a CHECK, a default, a generated column or an index; a function that isn't immutable in the
/// latter two; keys that the type of their column lacks, such as a collation of a number; UNIQUE over
/// values that can't be compared; more than 32 columns in an index.
#[proc_macro_derive(Table, attributes(pg))]
pub fn derive_table(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input, table)
}

/// Columns that several tables share.
///
/// A table takes them in with `#[pg(flatten)]`, and attributes name them by their path:
/// `times.created_at`.
///
/// ```ignore
/// #[derive(ColumnGroup)]
/// pub struct Times {
///     #[pg(default = now())]
///     pub created_at: DateTime<Utc>,
///     #[pg(touch)]
///     pub updated_at: DateTime<Utc>,
/// }
///
/// #[derive(Table)]
/// #[pg(index(columns(times.created_at)))]
/// pub struct Document {
///     #[pg(primary_key)]
///     pub id: DocumentId,
///     #[pg(flatten)]
///     pub times: Times,
/// }
/// ```
#[proc_macro_derive(ColumnGroup, attributes(pg))]
pub fn derive_column_group(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input, group)
}

/// An enum that a column can hold.
///
/// By default its values are `text` with a CHECK. `native` makes a type of PostgreSQL, `lookup` a
/// table with a foreign key to it, `int` an integer with a CHECK.
///
/// ```ignore
/// #[derive(PgEnum)]
/// pub enum Status {
///     Draft,
///     #[pg(name = "live")]
///     Published,
/// }
/// ```
#[proc_macro_derive(PgEnum, attributes(pg))]
pub fn derive_pg_enum(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input, enumeration)
}

/// A newtype that a column can hold: a domain of PostgreSQL, or the type inside.
///
/// ```ignore
/// #[derive(PgDomain)]
/// #[pg(check = "VALUE ~ '^[^@]+@[^@]+$'")]
/// pub struct Email(String);
///
/// /// A `uuid`, and no other id.
/// #[derive(PgDomain)]
/// #[pg(transparent)]
/// pub struct UserId(Uuid);
/// ```
#[proc_macro_derive(PgDomain, attributes(pg))]
pub fn derive_pg_domain(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input, domain)
}

/// Reads the type that a derive stands on.
fn derive(
    input: proc_macro::TokenStream,
    expand: fn(&DeriveInput) -> TokenStream,
) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    expand(&input).into()
}

/// `#[derive(Table)]`.
fn table(input: &DeriveInput) -> TokenStream {
    let context = Context::default();
    let Some(table) = input::table(&context, input) else {
        return with_errors(
            context,
            fallback::table(&Header::new(input), &Fields::default()),
        );
    };
    let findings = check::table(&context, &table, context.is_empty());
    if context.is_empty() {
        return expand::table(&table, &findings);
    }
    with_errors(context, fallback::table(&table.header, &table.fields))
}

/// `#[derive(ColumnGroup)]`.
fn group(input: &DeriveInput) -> TokenStream {
    let context = Context::default();
    let Some(group) = input::group(&context, input) else {
        return with_errors(
            context,
            fallback::group(&Header::new(input), &Fields::default()),
        );
    };
    let findings = check::group(&context, &group);
    if context.is_empty() {
        return expand::group(&group, &findings);
    }
    with_errors(context, fallback::group(&group.header, &group.fields))
}

/// `#[derive(PgEnum)]`.
fn enumeration(input: &DeriveInput) -> TokenStream {
    let context = Context::default();
    let Some(enumeration) = input::enumeration(&context, input) else {
        return with_errors(context, fallback::value(&Header::new(input)));
    };
    let values = check::enumeration(&context, &enumeration);
    if context.is_empty() {
        return expand::enumeration(&enumeration, &values);
    }
    with_errors(context, fallback::value(&enumeration.header))
}

/// `#[derive(PgDomain)]`.
fn domain(input: &DeriveInput) -> TokenStream {
    let context = Context::default();
    let Some(domain) = input::domain(&context, input) else {
        return with_errors(context, fallback::value(&Header::new(input)));
    };
    check::domain(&context, &domain);
    if context.is_empty() {
        return expand::domain(&domain);
    }
    with_errors(context, fallback::value(&domain.header))
}

/// The errors, and beside them what keeps others from following.
fn with_errors(context: Context, fallback: TokenStream) -> TokenStream {
    let errors = context
        .into_errors()
        .into_iter()
        .map(|error| error.into_compile_error());
    errors.chain([fallback]).collect()
}
