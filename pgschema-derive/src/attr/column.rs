use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, LitStr, Result, Token};

use super::value::Words;
use super::{Entry, constraint, read_attributes, security};
use crate::context::Context;
use crate::input::{Column, DefaultValue, Encrypted, FieldKind, Generated, Identity, docs};
use crate::keys::Place;

/// How large values are kept.
const STORAGES: Words = &[
    ("plain", "Plain"),
    ("external", "External"),
    ("extended", "Extended"),
    ("main", "Main"),
];

/// How large values are compressed.
const COMPRESSIONS: Words = &[("pglz", "Pglz"), ("lz4", "Lz4")];

/// The functions that `default = name()` knows.
const FUNCTIONS: [&str; 10] = [
    "now",
    "uuidv7",
    "gen_random_uuid",
    "clock_timestamp",
    "statement_timestamp",
    "transaction_timestamp",
    "current_date",
    "localtimestamp",
    "current_tenant_id",
    "current_user_id",
];

/// What the keys of a field make of it.
pub(crate) fn field(context: &Context, attributes: &[Attribute]) -> FieldKind {
    let mut column = Column {
        docs: docs(attributes),
        ..Column::default()
    };
    let (mut skip, mut flatten) = (None, None);
    read_attributes(context, attributes, Place::Field, &mut |entry, input| {
        column.given.push((entry.key.name, entry.span));
        match entry.key.name {
            "skip" => skip = Some(entry.flag(input)?),
            "flatten" => flatten = Some(entry.flag(input)?),
            _ => key(&mut column, &entry, input)?,
        }
        Ok(())
    });
    let (alone, kind, why) = match (skip, flatten) {
        (Some(_), _) => (
            "skip",
            FieldKind::Skipped,
            "a field with `skip` is no column",
        ),
        (None, Some(_)) => (
            "flatten",
            FieldKind::Group,
            "a field with `flatten` is a group of columns, each of which has keys of its own",
        ),
        (None, None) => return FieldKind::Column(Box::new(column)),
    };
    for (name, span) in column.given.into_iter().filter(|(name, _)| *name != alone) {
        context.error(span, format!("`{name}` has no meaning here: {why}"));
    }
    kind
}

/// One key.
fn key(column: &mut Column, entry: &Entry, input: ParseStream) -> Result<()> {
    match entry.key.name {
        "name" => column.name = Some(entry.string(input)?),
        "type" => column.sql_type = Some(entry.string(input)?),
        "nullable" => column.nullable = Some(entry.flag(input)?),
        "jsonb" => column.jsonb = Some(entry.flag(input)?),
        "primary_key" => {
            // It is a key even if something is wrong with it, or a missing key would be reported too.
            column.primary_key = Some(entry.span);
            primary_key(entry, input)?;
        }
        "default" => column.default = Some(default_value(entry, input)?),
        "no_default" => column.no_default = Some(entry.flag(input)?),
        "identity" => column.identity = Some(identity(entry, input)?),
        "generated" => column.generated = Some(generated(entry, input)?),
        "check" => column.checks.push(constraint::check(entry, input)?),
        "unique" => column.unique = Some(constraint::unique_field(entry, input)?),
        "references" => column.references = Some(constraint::references(entry, input)?),
        "collate" => column.collate = Some(entry.string(input)?),
        "storage" => column.storage = Some(entry.word(input, STORAGES)?),
        "compression" => column.compression = Some(entry.word(input, COMPRESSIONS)?),
        "max_len" => column.max_len = Some(entry.integer(input)?),
        "precision" => column.precision = Some(entry.integer(input)?),
        "scale" => column.scale = Some(entry.integer(input)?),
        "dimensions" => column.dimensions = Some(entry.integer(input)?),
        "encrypted" => column.encrypted = Some(encrypted(entry, input)?),
        "touch" => column.touch = Some(entry.flag(input)?),
        "immutable" => column.immutable = Some(entry.flag(input)?),
        _ => column.allows.push(security::allow(entry, input)?),
    }
    Ok(())
}

/// `primary_key`.
fn primary_key(entry: &Entry, input: ParseStream) -> Result<()> {
    if input.peek(syn::token::Paren) {
        return Err(Error::new(
            entry.span,
            "a key of several columns is written on the struct: `#[pg(primary_key(columns(order_id, line)))]`",
        ));
    }
    entry.flag(input).map(|_| ())
}

/// `= now()`, `= Status::Draft`, `= "SQL"`.
pub(super) fn default_value(entry: &Entry, input: ParseStream) -> Result<DefaultValue> {
    entry.equals(input)?;
    if super::at_end_of_item(input) {
        return Err(entry.wrong(input));
    }
    if input.peek(LitStr) && !input.peek2(Token![.]) {
        return Ok(DefaultValue::Sql(input.parse()?));
    }
    let value: Expr = input.parse()?;
    match value {
        Expr::Closure(closure) => Err(Error::new_spanned(
            closure,
            "a default can't depend on other columns; that is what `generated(stored = …)` is for",
        )),
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Ok(DefaultValue::Sql(text)),
        Expr::Call(call) => match called_function(&call) {
            Some(function) => known_function(&function).map(|()| DefaultValue::Call(function)),
            None => Ok(DefaultValue::Value(Box::new(Expr::Call(call)))),
        },
        value => Ok(DefaultValue::Value(Box::new(value))),
    }
}

/// The function of a call such as `now()`. `Status::new()` and `UserId(1)` are Rust values.
fn called_function(call: &syn::ExprCall) -> Option<Ident> {
    let Expr::Path(path) = &*call.func else {
        return None;
    };
    let ident = path.path.get_ident()?;
    let is_lowercase = !ident.unraw().to_string().starts_with(char::is_uppercase);
    (call.args.is_empty() && is_lowercase).then(|| ident.clone())
}

/// Whether `default = name()` knows a function.
fn known_function(function: &Ident) -> Result<()> {
    let name = function.to_string();
    if FUNCTIONS.contains(&name.as_str()) {
        return Ok(());
    }
    let hint = match pgschema_syntax::names::nearest(&name, FUNCTIONS) {
        Some(nearest) => format!("; did you mean `{nearest}()`?"),
        None => format!(
            "; as SQL it is written `default = \"{name}()\"`, as a Rust function `default = self::{name}()`"
        ),
    };
    let list = FUNCTIONS.map(|name| format!("`{name}()`")).join(", ");
    Err(Error::new(
        function.span(),
        format!("unknown function `{name}`{hint}\nthe functions that need no quotes are {list}"),
    ))
}

/// `identity`, `identity(by_default, start = 1000, increment = 1)`.
fn identity(entry: &Entry, input: ParseStream) -> Result<Identity> {
    let mut identity = Identity {
        span: entry.span,
        by_default: false,
        start: None,
        increment: None,
    };
    if !input.peek(syn::token::Paren) {
        entry.flag(input)?;
        return Ok(identity);
    }
    let mut start_span = None;
    entry.list(input, Place::Identity, &mut |part, input| {
        match part.key.name {
            "by_default" => {
                part.flag(input)?;
                identity.by_default = true;
            }
            "start" => {
                let (start, span) = part.integer(input)?;
                identity.start = Some(start);
                start_span = Some(span);
            }
            _ => {
                let (increment, span) = part.integer(input)?;
                if increment == 0 {
                    return Err(Error::new(span, "a sequence can't go on by 0"));
                }
                identity.increment = Some(increment);
            }
        }
        Ok(())
    })?;
    if let Some((span, start)) = start_span.zip(identity.start) {
        start_of_identity(start, identity.increment.unwrap_or(1))
            .map_err(|message| Error::new(span, message))?;
    }
    Ok(identity)
}

/// Whether a sequence can begin with a number.
fn start_of_identity(start: i64, increment: i64) -> std::result::Result<(), &'static str> {
    if increment > 0 && start < 1 {
        Err("a sequence that goes up begins with 1 at least (22023)")
    } else if increment < 0 && start > -1 {
        Err("a sequence that goes down begins with -1 at most (22023)")
    } else {
        Ok(())
    }
}

/// `generated(stored = …)`, `generated(virtual = …)`.
fn generated(entry: &Entry, input: ParseStream) -> Result<Generated> {
    let mut found: Option<(bool, _)> = None;
    entry.list(input, Place::Generated, &mut |part, input| {
        if found.is_some() {
            return Err(Error::new(
                part.span,
                "a generated column is either `stored` or `virtual`",
            ));
        }
        found = Some((part.key.name == "virtual", part.expression(input)?));
        Ok(())
    })?;
    let (is_virtual, expression) = found.ok_or_else(|| {
        Error::new(
            entry.span,
            format!("`generated` is written `{}`", entry.key.form),
        )
    })?;
    Ok(Generated {
        is_virtual,
        expression,
    })
}

/// `encrypted`, `encrypted(blind_index)`, `encrypted(unique)`.
fn encrypted(entry: &Entry, input: ParseStream) -> Result<Encrypted> {
    let mut encrypted = Encrypted {
        span: entry.span,
        blind_index: false,
        unique: None,
    };
    if !input.peek(syn::token::Paren) {
        entry.flag(input)?;
        return Ok(encrypted);
    }
    entry.list(input, Place::Encrypted, &mut |part, input| {
        let span = part.flag(input)?;
        encrypted.blind_index = true;
        if part.key.name == "unique" {
            encrypted.unique = Some(span);
        }
        Ok(())
    })?;
    Ok(encrypted)
}
