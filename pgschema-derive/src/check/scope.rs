use std::cell::RefCell;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Ident;
use syn::ext::IdentExt;

use super::judged::Judged;
use crate::context::Context;
use crate::input::{Column, ColumnPath, Field, FieldKind, Fields, TypeOf};

/// A struct that is being checked.
pub(super) struct Scope<'a> {
    /// What is wrong with it.
    pub(super) context: &'a Context,
    /// Its name.
    pub(super) ident: &'a Ident,
    /// Its fields.
    pub(super) fields: &'a Fields,
    /// What is left to rustc.
    findings: RefCell<Findings>,
}

/// What only rustc can check: it knows the types.
#[derive(Default)]
pub(crate) struct Findings {
    /// What must hold when constants are evaluated.
    pub(crate) assertions: Vec<Assertion>,
    /// The columns whose types are judged.
    pub(crate) judged: Vec<Judged>,
    /// The columns whose types are named in SQL, and are not judged.
    pub(crate) named: Vec<String>,
    /// The paths into flattened groups that attributes name.
    pub(crate) group_paths: Vec<ColumnPath>,
}

/// A constant assertion.
pub(crate) struct Assertion {
    /// What must hold.
    pub(crate) condition: Condition,
    /// What to say if it doesn't.
    pub(crate) message: String,
    /// The tokens at fault.
    pub(crate) at: TokenStream,
}

/// What a constant assertion asserts.
pub(crate) enum Condition {
    /// One of the flattened groups has a column of this name.
    GroupHasColumn(String, Hint),
    /// A type allows NULL.
    IsNullable(TokenStream),
    /// A CHECK can hold what a type asks of its values.
    CanBeChecked(TokenStream),
    /// A function of the library holds for the type of a column.
    Fits(&'static str, TypeOf),
    /// A column of a group, by the path behind the group's field, can be looked up below row-level
    /// security.
    IsLeakproofInGroup(TokenStream, String),
    /// No column of a group is set by UPDATEs.
    NothingTouched(TokenStream),
}

/// What a message says beside that there is no such column.
pub(crate) enum Hint {
    /// It says all there is to say.
    Whole,
    /// The name that is meant, which is this one of the struct itself or one of its groups.
    Nearest(Option<String>),
}

impl<'a> Scope<'a> {
    /// The struct with these fields.
    pub(super) fn new(context: &'a Context, ident: &'a Ident, fields: &'a Fields) -> Self {
        Self {
            context,
            ident,
            fields,
            findings: RefCell::default(),
        }
    }

    /// Something is wrong at a place.
    pub(super) fn error(&self, span: Span, message: impl std::fmt::Display) {
        self.context.error(span, message);
    }

    /// Something must hold, or else the message is reported at the tokens.
    pub(super) fn assert(&self, condition: Condition, at: impl ToTokens, message: String) {
        let at = at.into_token_stream();
        self.findings.borrow_mut().assertions.push(Assertion {
            condition,
            message,
            at,
        });
    }

    /// The type of a column is as it was named in SQL.
    pub(super) fn name_type(&self, field: &str) {
        self.findings.borrow_mut().named.push(field.to_owned());
    }

    /// The type of a column is left to rustc.
    pub(super) fn judge(&self, judged: Judged) {
        self.findings.borrow_mut().judged.push(judged);
    }

    /// What is left to rustc.
    pub(super) fn into_findings(self) -> Findings {
        self.findings.into_inner()
    }

    /// The names of the columns in PostgreSQL.
    pub(super) fn sql_names(&self) -> Vec<&'a str> {
        self.fields
            .columns()
            .map(|(_, column)| column.sql_name.as_str())
            .collect()
    }

    /// The column that a path names, if it is one of this struct itself. A path that can't be is
    /// reported; a path into a group is left to rustc.
    pub(super) fn column(&self, path: &ColumnPath) -> Option<(&'a Field, &'a Column)> {
        let name = path.first.unraw().to_string();
        let Some(field) = self.fields.find(&name) else {
            self.error(path.first.span(), self.unknown(&name));
            return None;
        };
        match (&field.kind, path.rest.first()) {
            (FieldKind::Column(column), None) => return Some((field, column)),
            (FieldKind::Group, Some(_)) => {
                self.findings.borrow_mut().group_paths.push(path.clone());
            }
            (FieldKind::Column(_), Some(_)) => {
                let message = format!("`{name}` is a column; it has no columns of its own");
                self.error(path.span(), message);
            }
            (FieldKind::Group, None) => self.error(
                path.span(),
                format!("`{name}` is a group of columns; name one of them: `{name}.column`"),
            ),
            (FieldKind::Skipped, _) => {
                self.error(path.span(), format!("`{name}` is no column: it has `skip`"));
            }
        }
        None
    }

    /// The column of this struct itself that a path names, without a word about any other.
    pub(super) fn find(&self, path: &ColumnPath) -> Option<(&'a Field, &'a Column)> {
        let field = self.fields.find(&path.first_name())?;
        match &field.kind {
            FieldKind::Column(column) if path.rest.is_empty() => Some((field, column)),
            _ => None,
        }
    }

    /// The columns that paths name. One that is named twice is reported.
    pub(super) fn distinct_columns(&self, paths: &[ColumnPath]) -> Vec<(&'a Field, &'a Column)> {
        let mut seen: Vec<String> = Vec::new();
        let mut found = Vec::new();
        for path in paths {
            let name = path.to_string();
            if seen.contains(&name) {
                self.error(path.span(), format!("`{name}` is here twice"));
                continue;
            }
            seen.push(name);
            found.extend(self.column(path));
        }
        found
    }

    /// What to say about a name that is no field.
    fn unknown(&self, name: &str) -> String {
        let renamed = self
            .fields
            .columns()
            .find(|(_, column)| column.sql_name == name);
        if let Some((field, _)) = renamed {
            let ident = &field.ident;
            return format!("columns are named by their fields here: `{ident}`, not `{name}`");
        }
        let not_skipped = |field: &&Field| !matches!(field.kind, FieldKind::Skipped);
        let names: Vec<&str> = self
            .fields
            .all
            .iter()
            .filter(not_skipped)
            .map(|field| field.name.as_str())
            .collect();
        let in_groups: Vec<String> = self
            .fields
            .groups()
            .map(|group| format!("`{}.{name}`", group.name))
            .collect();
        match pgschema_syntax::names::nearest(name, names.iter().copied()) {
            Some(nearest) => format!("there is no field `{name}`; did you mean `{nearest}`?"),
            None if !in_groups.is_empty() => format!(
                "there is no field `{name}`; a column of a group is named with its path: {}",
                in_groups.join(" or ")
            ),
            None => {
                let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                format!(
                    "there is no field `{name}`; the fields are {}",
                    list.join(", ")
                )
            }
        }
    }
}
