use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::Span;
use quote::ToTokens;
use syn::Error;

/// Everything that is wrong with one struct or enum. It is reported at once, so that nobody has to
/// compile five times to learn of five mistakes.
#[derive(Default)]
pub(crate) struct Context {
    /// What is wrong, in the order of discovery.
    errors: RefCell<Vec<Error>>,
}

impl Context {
    /// Something is wrong at a place.
    pub(crate) fn error(&self, span: Span, message: impl Display) {
        self.push(Error::new(span, message));
    }

    /// Something is wrong with some tokens.
    pub(crate) fn error_on(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(Error::new_spanned(tokens.into_token_stream(), message));
    }

    /// Something that parsing has found.
    pub(crate) fn push(&self, error: Error) {
        self.errors.borrow_mut().push(error);
    }

    /// The value, unless there is an error instead.
    pub(crate) fn check<T>(&self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.borrow().is_empty()
    }

    /// The errors in the order in which they were found.
    pub(crate) fn into_errors(self) -> Vec<Error> {
        self.errors.into_inner()
    }
}
