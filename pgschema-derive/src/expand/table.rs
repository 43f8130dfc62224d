use proc_macro2::TokenStream;
use quote::quote;

use super::column::entries;
use super::constraint::{exclusion, foreign_key, primary_key, unique};
use super::expression::{Closures, pairs};
use super::index::index;
use super::partition::{partition, partition_by};
use super::place::{Place, line};
use super::security::{allow, grant, policy};
use super::{Literal, TypedColumns, Whole, assertions, comment, rust_path, wrap};
use crate::check::Findings;
use crate::input::{ColumnPath, Fields, TableInput, Target};
use crate::names::default_name;

/// `#[derive(Table)]`.
pub(crate) fn table(table: &TableInput, findings: &Findings) -> TokenStream {
    let header = &table.header;
    let ident = &header.ident;
    let this = header.static_type();
    let columns = TypedColumns::of_table(header, &table.fields);
    let columns_items = columns.items();
    let columns_definition = columns.definition();
    let definition = definition(table, &this);
    let (impl_generics, type_generics, where_clause) = header.generics.split_for_impl();
    let checks = checks(table, findings, &this);
    let assertions = assertions(findings, header, &table.fields, Whole::Table);
    wrap(
        header,
        quote! {
            #columns_definition

            #[automatically_derived]
            impl #impl_generics __pg::Table for #ident #type_generics #where_clause {
                const TABLE: &'static __pg::TableDef = &#definition;

                #columns_items
            }

            #checks
            #assertions
        },
    )
}

/// The definition of the table.
fn definition(table: &TableInput, this: &TokenStream) -> TokenStream {
    let keys = &table.keys;
    let closures = Closures {
        columns: quote!(<#this as __pg::Table>::columns()),
    };
    let target = |target: &Target| {
        Place::of(&target.table).item(target_table(target, this), "Table", "TABLE")
    };
    let mut literal = Literal::new("TableDef");
    literal.set("rust", rust_path(&table.header));
    literal.set("file", quote!(__pg::core::file!()));
    literal.set("line", quote!(__pg::core::line!()));
    literal.set_some("schema", keys.schema.as_ref());
    match &keys.table {
        Some(name) => literal.set("name", name),
        None => literal.set("name", default_name(&table.header.ident)),
    }
    comment(&mut literal, &table.header.docs);
    literal.set_list("columns", entries(&table.fields, &closures, &target));
    literal.set_some("primary_key", keys.primary_key.as_ref().map(primary_key));
    literal.set_flag("no_primary_key", keys.no_primary_key.is_some());
    literal.set_list("uniques", keys.uniques.iter().map(unique));
    literal.set_list("checks", keys.checks.iter().map(|it| closures.check(it)));
    let foreign_keys = keys.foreign_keys.iter().map(|it| {
        foreign_key(
            &it.columns,
            &it.targets,
            &it.options,
            line(it.span),
            &target,
        )
    });
    literal.set_list("foreign_keys", foreign_keys);
    literal.set_list(
        "exclusions",
        keys.exclusions.iter().map(|it| exclusion(it, &closures)),
    );
    literal.set_list(
        "indexes",
        keys.indexes.iter().map(|it| index(it, &closures)),
    );
    literal.set_some("tenant", keys.tenant.as_ref().map(ToString::to_string));
    literal.set_some("owner", keys.owner.as_ref().map(ToString::to_string));
    literal.set_list(
        "policies",
        keys.policies.iter().map(|it| policy(it, &closures)),
    );
    literal.set_list("grants", keys.grants.iter().map(grant));
    literal.set_flag("append_only", keys.append_only.is_some());
    literal.set_list("storage", pairs(&keys.storage));
    literal.set_flag("unlogged", keys.unlogged.is_some());
    literal.set_some("partition_by", keys.partition_by.as_ref().map(partition_by));
    literal.set_list("partitions", keys.partitions.iter().map(partition));
    literal.set_list("allows", keys.allows.iter().map(allow));
    literal.rest_empty()
}

/// A function that nobody calls. It reads each field, so that a struct that is only there for its
/// schema has no dead code, and compares the types of foreign keys.
fn checks(table: &TableInput, findings: &Findings, this: &TokenStream) -> TokenStream {
    let reads = reads(&table.fields);
    let mut uses: Vec<TokenStream> = Vec::new();
    for path in &findings.group_paths {
        let access = access(table, path);
        uses.push(quote!(let _ = columns().#access;));
    }
    for (field, column) in table.fields.columns() {
        if let Some(references) = &column.references {
            let place = Place::of(&field.rust_type.written);
            let name = &field.ident;
            let own = quote!(columns().#name);
            uses.push(comparison(&references.target, &own, place, this));
        }
    }
    for key in &table.keys.foreign_keys {
        for (path, target) in key.columns.iter().zip(&key.targets) {
            let access = access(table, path);
            let own = quote!(columns().#access);
            uses.push(comparison(target, &own, Place::of(&access), this));
        }
    }
    let columns = if uses.is_empty() {
        TokenStream::new()
    } else {
        quote! {
            fn columns() -> <#this as __pg::Table>::Columns {
                <#this as __pg::Table>::columns()
            }
        }
    };
    quote! {
        #[allow(dead_code)]
        fn __checks(this: &#this) {
            #columns
            #reads
            #(#uses)*
        }
    }
}

/// Names each field, which is enough for rustc to count it as read.
pub(crate) fn reads(fields: &Fields) -> TokenStream {
    let names = fields.all.iter().map(|field| &field.ident);
    quote!(#(let _ = this.#names;)*)
}

/// The comparison of the two sides of a foreign key. What doesn't fit is reported at `place`, which
/// is that of the column.
///
/// The tokens of `own` get the hygiene of that place, which may come from the arguments of a macro
/// that has the struct in it: a function can be among them, and no local
/// variable of the expansion.
pub(super) fn comparison(
    target: &Target,
    own: &TokenStream,
    place: Place,
    this: &TokenStream,
) -> TokenStream {
    let target_place = Place::of(&target.table);
    let columns = target_place.item(target_table(target, this), "Table", "columns");
    let no_arguments = target_place.parentheses(&TokenStream::new());
    let field = &target.field;
    let by = place.compare("by", own);
    quote!(__pg::referenced(&#columns #no_arguments.#field)#by;)
}

/// The type of the referenced table, with this struct for `Self`.
fn target_table(target: &Target, this: &TokenStream) -> TokenStream {
    if target.table.to_string() == "Self" {
        this.clone()
    } else {
        target.table.clone()
    }
}

/// A path as a field access. The first field is named as the struct names it.
fn access(table: &TableInput, path: &ColumnPath) -> TokenStream {
    path.access(table.fields.all.iter().map(|field| &field.ident))
}
