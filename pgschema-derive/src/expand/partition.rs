use proc_macro2::TokenStream;
use quote::quote;

use super::Literal;
use super::expression::{paths, word};
use crate::input::{Bound, BoundValue, Partition, PartitionBy};

/// `partition_by(…)`.
pub(super) fn partition_by(by: &PartitionBy) -> TokenStream {
    let mut literal = Literal::new("PartitionByDef");
    literal.set("strategy", word("PartitionStrategy", &by.strategy));
    let columns = super::list(paths(&by.columns));
    literal.set("columns", quote!(&[#columns]));
    literal.set(
        "hash_partitions",
        by.partitions.map_or(0, |(count, _)| count),
    );
    literal.whole()
}

/// `partition(…)`.
pub(super) fn partition(partition: &Partition) -> TokenStream {
    let mut literal = Literal::new("PartitionDef");
    literal.set("name", &partition.name);
    let bound = match &partition.bound {
        Bound::Range { from, to } => {
            let (from, to) = (values(from), values(to));
            quote!(Range { from: #from, to: #to })
        }
        Bound::List(list) => {
            let list = values(list);
            quote!(List(#list))
        }
        Bound::Hash { modulus, remainder } => {
            quote!(Hash { modulus: #modulus, remainder: #remainder })
        }
        Bound::Default => quote!(Default),
    };
    literal.set("bound", quote!(__pg::PartitionBoundDef::#bound));
    literal.whole()
}

/// The values of a bound.
fn values(values: &[BoundValue]) -> TokenStream {
    let values = super::list(values.iter().map(|value| {
        let value = match value {
            BoundValue::Text(text) => quote!(Text(#text)),
            BoundValue::Integer(number) => quote!(Integer(#number)),
            BoundValue::Boolean(value) => quote!(Boolean(#value)),
            BoundValue::Null(_) => quote!(Null),
            BoundValue::MinValue(_) => quote!(MinValue),
            BoundValue::MaxValue(_) => quote!(MaxValue),
        };
        quote!(__pg::BoundDef::#value)
    }));
    quote!(&[#values])
}
