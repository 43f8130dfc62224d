use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, LitBool, LitInt, LitStr, Result, Token};

use super::{Entry, value};
use crate::input::{Bound, BoundValue, Partition, PartitionBy, Word};
use crate::keys::Place;

/// `partition_by(range(created_at))`.
pub(super) fn partition_by(entry: &Entry, input: ParseStream) -> Result<PartitionBy> {
    let mut strategy: Option<(Word, _)> = None;
    let mut partitions = None;
    entry.list(input, Place::PartitionBy, &mut |part, input| {
        let (text, variant) = match part.key.name {
            "range" => ("range", "Range"),
            "list" => ("list", "List"),
            "hash" => ("hash", "Hash"),
            _ => {
                partitions = Some(part.integer(input)?);
                return Ok(());
            }
        };
        if let Some((earlier, _)) = &strategy {
            return Err(Error::new(
                part.span,
                format!(
                    "a table is partitioned by `{}` or by `{text}`",
                    earlier.text
                ),
            ));
        }
        strategy = Some((
            Word {
                text,
                variant,
                span: part.span,
            },
            part.columns(input)?,
        ));
        Ok(())
    })?;
    let (strategy, columns) = strategy.ok_or_else(|| {
        Error::new(
            entry.span,
            format!("`partition_by` is written `{}`", entry.key.form),
        )
    })?;
    Ok(PartitionBy {
        strategy,
        columns,
        partitions,
    })
}

/// `partition(name = "…", from(…), to(…))`.
pub(super) fn partition(entry: &Entry, input: ParseStream) -> Result<Partition> {
    let (mut name, mut from, mut to, mut list) = (None, None, None, None);
    let (mut modulus, mut remainder, mut default) = (None, None, None);
    entry.list(input, Place::Partition, &mut |part, input| {
        match part.key.name {
            "name" => name = Some(part.string(input)?),
            "from" => from = Some(part.many(input, bound_value)?),
            "to" => to = Some(part.many(input, bound_value)?),
            "in" => list = Some(part.many(input, bound_value)?),
            "modulus" => modulus = Some(part.integer(input)?.0),
            "remainder" => remainder = Some(part.integer(input)?.0),
            _ => default = Some(part.flag(input)?),
        }
        Ok(())
    })?;
    let name = name.ok_or_else(|| entry.missing(Place::Partition, "name"))?;
    let bound = match (from, to, list, modulus, remainder, default) {
        (Some(from), Some(to), None, None, None, None) => Bound::Range { from, to },
        (None, None, Some(values), None, None, None) => Bound::List(values),
        (None, None, None, Some(modulus), Some(remainder), None) => {
            Bound::Hash { modulus, remainder }
        }
        (None, None, None, None, None, Some(_)) => Bound::Default,
        _ => {
            return Err(Error::new(
                entry.span,
                "`partition(…)` says which rows it takes: `from(…), to(…)`, or `in(…)`, \
                 or `modulus = 4, remainder = 0`, or `default`",
            ));
        }
    };
    Ok(Partition {
        span: entry.span,
        name,
        bound,
    })
}

/// A string, an integer, a boolean, `null`, `minvalue` or `maxvalue`.
fn bound_value(input: ParseStream) -> Result<BoundValue> {
    const FORM: &str =
        "a bound is a string, an integer, `true`, `false`, `null`, `minvalue` or `maxvalue`";
    if input.peek(LitStr) {
        return Ok(BoundValue::Text(input.parse()?));
    }
    if input.peek(LitBool) {
        return Ok(BoundValue::Boolean(input.parse::<LitBool>()?.value));
    }
    if input.peek(LitInt) || input.peek(Token![-]) {
        let start = input.span();
        let (number, _) = value::integer(input, || Error::new(start, FORM))?;
        return Ok(BoundValue::Integer(number));
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error(FORM));
    }
    let word = input.call(Ident::parse_any)?;
    match word.to_string().as_str() {
        "null" => Ok(BoundValue::Null(word.span())),
        "minvalue" => Ok(BoundValue::MinValue(word.span())),
        "maxvalue" => Ok(BoundValue::MaxValue(word.span())),
        _ => Err(Error::new(word.span(), FORM)),
    }
}
