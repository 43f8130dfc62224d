//! The families of kinds: which methods a column or an expression has.
//!
//! A newtype is a kind of its own and stays in the family of what it wraps.

use std::marker::PhantomData;

/// A family of kinds.
pub trait Family {}

macro_rules! families {
    ($($(#[$docs:meta])* $family:ident: $($ability:ident)*;)*) => {
        $(
            $(#[$docs])*
            #[derive(Clone, Copy, Debug)]
            pub enum $family {}

            impl Family for $family {}
            $(
                #[diagnostic::do_not_recommend]
                impl $ability for $family {}
            )*
        )*
    };
}

families! {
    /// `true` and `false`.
    Boolean: IsBoolean HasEquality HasOrder IsElement;
    /// Numbers.
    Number: IsNumber HasEquality HasOrder IsElement;
    /// Text.
    Text: IsText HasOctets HasEquality HasOrder IsElement;
    /// Bytes.
    Bytes: HasOctets HasEquality HasOrder IsElement;
    /// Moments, with a time zone or without.
    Moment: IsMoment HasEquality HasOrder IsElement;
    /// JSON documents.
    Json: IsJson HasEquality HasOrder IsElement;
    /// Enums: their order depends on how they are kept, so they have none here.
    Enum: HasEquality IsElement;
    /// Points and shapes, which `=` doesn't compare.
    Geometric: IsElement;
    /// Values that can be compared, and no more.
    Other: HasEquality HasOrder IsElement;
}

/// Arrays of values of the kind `K`.
#[derive(Clone, Copy, Debug)]
pub struct Array<K>(PhantomData<K>);

/// Ranges of the kind `K`.
#[derive(Clone, Copy, Debug)]
pub struct Range<K>(PhantomData<K>);

impl<K> Family for Array<K> {}
impl<K> HasEquality for Array<K> {}
impl<K> HasOrder for Array<K> {}

impl<K> Family for Range<K> {}
impl<K> HasEquality for Range<K> {}
impl<K> HasOrder for Range<K> {}
impl<K> IsElement for Range<K> {}

/// Values that `=` compares.
#[diagnostic::on_unimplemented(
    message = "PostgreSQL has no `=` for values of the family `{Self}`",
    label = "this can't be compared"
)]
pub trait HasEquality: Family {}

/// Values that `<` compares.
#[diagnostic::on_unimplemented(
    message = "values of the family `{Self}` have no order",
    label = "this can't be ordered",
    note = "the order of an enum depends on how it is kept: name the values with `is_in([…])`"
)]
pub trait HasOrder: HasEquality {}

/// Conditions.
#[diagnostic::on_unimplemented(
    message = "a method of conditions is called on a value of the family `{Self}`",
    label = "this is no condition"
)]
pub trait IsBoolean: Family {}

/// Numbers.
#[diagnostic::on_unimplemented(
    message = "an operator of numbers is applied to a value of the family `{Self}`",
    label = "this is no number"
)]
pub trait IsNumber: Family {}

/// Text.
#[diagnostic::on_unimplemented(
    message = "a method of text is called on a value of the family `{Self}`",
    label = "this is no text",
    note = "`.cast::<String>()` makes text of any value"
)]
pub trait IsText: Family {}

/// Values that are kept as bytes whose number can be asked for.
#[diagnostic::on_unimplemented(
    message = "a method of text and bytes is called on a value of the family `{Self}`",
    label = "this is neither text nor bytes"
)]
pub trait HasOctets: Family {}

/// Moments.
#[diagnostic::on_unimplemented(
    message = "a method of moments is called on a value of the family `{Self}`",
    label = "this is neither a `timestamptz` nor a `timestamp`"
)]
pub trait IsMoment: Family {}

/// JSON documents.
#[diagnostic::on_unimplemented(
    message = "a method of JSON is called on a value of the family `{Self}`",
    label = "this is no JSON"
)]
pub trait IsJson: Family {}

/// Values that are one element of an array. An array in an array isn't: PostgreSQL has arrays of
/// several dimensions instead, all rows of which have the same length.
#[diagnostic::on_unimplemented(
    message = "an array of arrays has no literal",
    label = "the elements of this are arrays themselves",
    note = "write it as a string of SQL: `\"'{{{{1,2}},{{3,4}}}}'\"`"
)]
pub trait IsElement: Family {}
