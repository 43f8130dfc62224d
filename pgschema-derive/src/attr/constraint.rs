use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, Token};

use super::index::element;
use super::value::{self, Words};
use super::{Entry, Item};
use crate::input::{
    Action, Check, Deferral, Exclusion, ExclusionElement, ForeignKey, PrimaryKey, ReferenceOptions,
    References, Unique,
};
use crate::keys::Place;

/// What happens to referencing rows.
const ACTIONS: Words = &[
    ("no_action", "NoAction"),
    ("restrict", "Restrict"),
    ("cascade", "Cascade"),
    ("set_null", "SetNull"),
    ("set_default", "SetDefault"),
];

/// What people write who mean one of them.
const ACTIONS_ELSEWHERE: &[(&str, &str)] = &[
    ("nullify", "set_null"),
    ("null", "set_null"),
    ("clear", "set_null"),
    ("delete", "cascade"),
    ("remove", "cascade"),
    ("destroy", "cascade"),
    ("update", "cascade"),
    ("default", "set_default"),
    ("reset", "set_default"),
    ("none", "no_action"),
    ("nothing", "no_action"),
    ("ignore", "no_action"),
    ("deny", "restrict"),
    ("forbid", "restrict"),
    ("prevent", "restrict"),
    ("protect", "restrict"),
    ("refuse", "restrict"),
    ("error", "restrict"),
];

/// When a key with NULLs counts as satisfied.
const MATCHES: Words = &[("simple", "Simple"), ("full", "Full")];

/// `primary_key(columns(…), name = "…")`.
pub(super) fn primary_key(entry: &Entry, input: ParseStream) -> Result<PrimaryKey> {
    let mut columns = None;
    let mut name = None;
    entry.list(input, Place::PrimaryKey, &mut |part, input| {
        match part.key.name {
            "columns" => columns = Some(part.columns(input)?),
            _ => name = Some(part.string(input)?),
        }
        Ok(())
    })?;
    let columns = columns.ok_or_else(|| entry.missing(Place::PrimaryKey, "columns"))?;
    Ok(PrimaryKey {
        span: entry.span,
        columns,
        name,
    })
}

/// `unique(columns(…), …)` on the struct.
pub(super) fn unique(entry: &Entry, input: ParseStream) -> Result<Unique> {
    let mut unique = no_columns(entry);
    entry.list(input, Place::Unique, &mut |part, input| {
        match part.key.name {
            "columns" => unique.columns = part.columns(input)?,
            "include" => unique.include = part.columns(input)?,
            _ => unique_option(&mut unique, &part, input)?,
        }
        Ok(())
    })?;
    if unique.columns.is_empty() {
        return Err(entry.missing(Place::Unique, "columns"));
    }
    Ok(unique)
}

/// `unique`, `unique(…)` on a field.
pub(super) fn unique_field(entry: &Entry, input: ParseStream) -> Result<Unique> {
    let mut unique = no_columns(entry);
    if input.peek(syn::token::Paren) {
        entry.list(input, Place::UniqueField, &mut |part, input| {
            unique_option(&mut unique, &part, input)
        })?;
    } else {
        entry.flag(input)?;
    }
    Ok(unique)
}

/// A constraint of which nothing is known yet.
fn no_columns(entry: &Entry) -> Unique {
    Unique {
        span: entry.span,
        columns: Vec::new(),
        include: Vec::new(),
        nulls_not_distinct: false,
        deferral: Deferral::default(),
        name: None,
    }
}

/// What `unique(…)` has on a field and on the struct.
fn unique_option(unique: &mut Unique, part: &Entry, input: ParseStream) -> Result<()> {
    match part.key.name {
        "nulls_not_distinct" => {
            part.flag(input)?;
            unique.nulls_not_distinct = true;
        }
        "name" => unique.name = Some(part.string(input)?),
        _ => deferral(&mut unique.deferral, part, input)?,
    }
    Ok(())
}

/// `deferrable`, `initially_deferred`.
fn deferral(deferral: &mut Deferral, part: &Entry, input: ParseStream) -> Result<()> {
    part.flag(input)?;
    match part.key.name {
        "deferrable" => deferral.deferrable = true,
        _ => deferral.initially_deferred = true,
    }
    Ok(())
}

/// `check = …`, `check(…, name = "…")`.
pub(super) fn check(entry: &Entry, input: ParseStream) -> Result<Check> {
    if input.peek(Token![=]) {
        return Ok(Check {
            expression: entry.expression(input)?,
            name: None,
        });
    }
    named_check(entry, input)
}

/// `check(…, name = "…")`.
pub(super) fn named_check(entry: &Entry, input: ParseStream) -> Result<Check> {
    let mut expression = None;
    let mut name = None;
    entry.list_with_value(
        input,
        Place::Check,
        value::is_expression,
        &mut |item, input| {
            match item {
                Item::Value => expression = Some(value::expression(input)?),
                Item::Key(part) => name = Some(part.string(input)?),
            }
            Ok(())
        },
    )?;
    let expression = expression.ok_or_else(|| {
        Error::new(
            entry.span,
            "`check(…)` needs a condition: SQL as a string, or a closure over the columns",
        )
    })?;
    Ok(Check { expression, name })
}

/// `references(User::id, …)` on a field.
pub(super) fn references(entry: &Entry, input: ParseStream) -> Result<References> {
    let mut target = None;
    let mut options = ReferenceOptions::default();
    let is_value = value::is_target;
    entry.list_with_value(
        input,
        Place::References,
        is_value,
        &mut |item, input| match item {
            Item::Value => {
                target = Some(value::target(input)?);
                Ok(())
            }
            Item::Key(part) => reference_option(&mut options, &part, input),
        },
    )?;
    let target = target.ok_or_else(|| {
        Error::new(
            entry.span,
            "`references(…)` needs the column that it refers to: `User::id`",
        )
    })?;
    Ok(References { target, options })
}

/// `foreign_key(columns(…), references(…), …)` on the struct.
pub(super) fn foreign_key(entry: &Entry, input: ParseStream) -> Result<ForeignKey> {
    let mut columns = None;
    let mut targets = None;
    let mut options = ReferenceOptions::default();
    entry.list(input, Place::ForeignKey, &mut |part, input| {
        match part.key.name {
            "columns" => columns = Some(part.columns(input)?),
            "references" => targets = Some(part.many(input, value::target)?),
            _ => reference_option(&mut options, &part, input)?,
        }
        Ok(())
    })?;
    let columns = columns.ok_or_else(|| entry.missing(Place::ForeignKey, "columns"))?;
    let targets = targets.ok_or_else(|| entry.missing(Place::ForeignKey, "references"))?;
    Ok(ForeignKey {
        span: entry.span,
        columns,
        targets,
        options,
    })
}

/// What `references(…)` and `foreign_key(…)` have in common.
fn reference_option(
    options: &mut ReferenceOptions,
    part: &Entry,
    input: ParseStream,
) -> Result<()> {
    match part.key.name {
        "on_delete" => options.on_delete = Some(action(part, input)?),
        "on_update" => options.on_update = Some(action(part, input)?),
        "match" => options.match_type = Some(part.word(input, MATCHES)?),
        "name" => options.name = Some(part.string(input)?),
        _ => deferral(&mut options.deferral, part, input)?,
    }
    Ok(())
}

/// `= cascade`, `= set_null(column, …)`.
fn action(part: &Entry, input: ParseStream) -> Result<Action> {
    let word = part.word_or_elsewhere(input, ACTIONS, ACTIONS_ELSEWHERE)?;
    if !input.peek(syn::token::Paren) {
        return Ok(Action {
            word,
            columns: Vec::new(),
        });
    }
    if !matches!(word.text, "set_null" | "set_default") {
        return Err(input.error(format!("`{}` takes no columns", word.text)));
    }
    if part.key.name == "on_update" {
        return Err(input.error("PostgreSQL takes a list of columns in `on_delete` only"));
    }
    let columns = part.columns(input)?;
    Ok(Action { word, columns })
}

/// `exclude(columns(room_id with "=", during with "&&"), using = gist, …)`.
pub(super) fn exclusion(entry: &Entry, input: ParseStream) -> Result<Exclusion> {
    let mut exclusion = Exclusion {
        elements: Vec::new(),
        method: None,
        predicate: None,
        deferral: Deferral::default(),
        name: None,
    };
    entry.list(input, Place::Exclude, &mut |part, input| {
        match part.key.name {
            "columns" => exclusion.elements = part.many(input, exclusion_element)?,
            "using" => exclusion.method = Some(part.word(input, super::index::METHODS)?),
            "where" => exclusion.predicate = Some(part.expression(input)?),
            "name" => exclusion.name = Some(part.string(input)?),
            _ => deferral(&mut exclusion.deferral, &part, input)?,
        }
        Ok(())
    })?;
    if exclusion.elements.is_empty() {
        return Err(entry.missing(Place::Exclude, "columns"));
    }
    Ok(exclusion)
}

/// `room_id with "="`.
fn exclusion_element(input: ParseStream) -> Result<ExclusionElement> {
    const FORM: &str =
        "each column of an exclusion says with which operator it is compared: `room_id with \"=\"`";
    let element = element(input)?;
    let is_with = input
        .fork()
        .call(syn::Ident::parse_any)
        .is_ok_and(|word| word == "with");
    if !is_with {
        return Err(input.error(FORM));
    }
    input.call(syn::Ident::parse_any)?;
    let operator: LitStr = input
        .parse()
        .map_err(|error| Error::new(error.span(), FORM))?;
    pgschema_syntax::check::operator(&operator.value())
        .map_err(|error| Error::new(operator.span(), error))?;
    Ok(ExclusionElement { element, operator })
}
