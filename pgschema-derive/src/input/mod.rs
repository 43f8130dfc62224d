//! The structs and enums that derives stand on, as this crate sees them: parsed, and not yet judged.

mod column;
mod constraint;

mod domain;
mod enumeration;
mod expression;
mod index;
mod partition;
mod read;
mod rust_type;
mod security;
mod table;

pub(crate) use column::{
    Column, DefaultValue, Encrypted, Field, FieldKind, Generated, Identity, TypeOf,
};
pub(crate) use constraint::{
    Action, Check, Deferral, Exclusion, ExclusionElement, ForeignKey, PrimaryKey, ReferenceOptions,
    References, Target, Unique,
};
pub(crate) use domain::{Domain, DomainInput};
pub(crate) use enumeration::{EnumInput, Representation, Variant};
pub(crate) use expression::{ColumnPath, Expression, Word};
pub(crate) use index::{Element, ElementKey, Index};
pub(crate) use partition::{Bound, BoundValue, Partition, PartitionBy};
pub(crate) use read::{domain, enumeration, group, table};
pub(crate) use rust_type::RustType;
pub(crate) use security::{Allow, Grant, Policy, Privilege, Role};
pub(crate) use table::{Fields, GroupInput, StorageParameter, Table, TableInput};

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Expr, Generics, Ident, Meta, Path};

/// What every derive needs to know of the type that it stands on.
pub(crate) struct Header {
    /// The name of the type.
    pub(crate) ident: Ident,
    /// Its parameters.
    pub(crate) generics: Generics,
    /// The lines of its doc comment.
    pub(crate) docs: Vec<Expr>,
    /// `crate = …`.
    pub(crate) library: Option<Path>,
}

impl Header {
    /// The name, the parameters and the doc comment.
    pub(crate) fn new(input: &DeriveInput) -> Self {
        Self {
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            docs: docs(&input.attrs),
            library: None,
        }
    }

    /// The type with `'static` in the place of its lifetimes, as constant data names it.
    pub(crate) fn static_type(&self) -> TokenStream {
        let ident = &self.ident;
        let statics: Vec<TokenStream> =
            self.generics.lifetimes().map(|_| quote!('static)).collect();
        if statics.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident<#(#statics),*>)
        }
    }
}

/// The lines of a doc comment. They stay expressions, so that `#[doc = include_str!("…")]` works.
pub(crate) fn docs(attributes: &[syn::Attribute]) -> Vec<Expr> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) => Some(pair.value.clone()),
            Meta::Path(_) | Meta::List(_) => None,
        })
        .collect()
}
