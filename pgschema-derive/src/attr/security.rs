use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, LitStr, Result, Token};

use super::value::{self, Words};
use super::{Entry, Item};
use crate::input::{Allow, Grant, Policy, Privilege, Role, Word};
use crate::keys::Place;

/// The roles that need no quotes.
const ROLES: Words = &[
    ("runtime", "Runtime"),
    ("readonly", "Readonly"),
    ("owner", "Owner"),
    ("migrator", "Migrator"),
    ("public", "Public"),
    ("current_user", "CurrentUser"),
];

/// How a policy combines with others.
const KINDS: Words = &[("permissive", "Permissive"), ("restrictive", "Restrictive")];

/// What a policy applies to.
const COMMANDS: Words = &[
    ("all", "All"),
    ("select", "Select"),
    ("insert", "Insert"),
    ("update", "Update"),
    ("delete", "Delete"),
];

/// What can be granted on a table.
const PRIVILEGES: Words = &[
    ("select", "Select"),
    ("insert", "Insert"),
    ("update", "Update"),
    ("delete", "Delete"),
    ("truncate", "Truncate"),
    ("references", "References"),
    ("trigger", "Trigger"),
    ("maintain", "Maintain"),
];

/// `policy(name = "…", for = select, to(role), using = …, with_check = …)`.
pub(super) fn policy(entry: &Entry, input: ParseStream) -> Result<Policy> {
    let (mut name, mut kind, mut command) = (None, None, None);
    let (mut roles, mut using, mut with_check) = (None, None, None);
    entry.list(input, Place::Policy, &mut |part, input| {
        match part.key.name {
            "name" => name = Some(part.string(input)?),
            "as" => kind = Some(part.word(input, KINDS)?),
            "for" => command = Some(part.word(input, COMMANDS)?),
            "to" => roles = Some(part.many(input, role)?),
            "using" => using = Some((part.expression(input)?, part.span)),
            _ => with_check = Some((part.expression(input)?, part.span)),
        }
        Ok(())
    })?;
    let name = name.ok_or_else(|| entry.missing(Place::Policy, "name"))?;
    let roles = roles.ok_or_else(|| entry.missing(Place::Policy, "to"))?;
    Ok(Policy {
        name,
        kind,
        command,
        roles,
        using,
        with_check,
        span: entry.span,
    })
}

/// `grant(select, update(title), to(role))`.
pub(super) fn grant(entry: &Entry, input: ParseStream) -> Result<Grant> {
    let mut privileges = Vec::new();
    let mut roles = None;
    let is_too_much = |input: ParseStream| too_much(input).is_some();
    entry.list_with_value(input, Place::Grant, is_too_much, &mut |item, input| {
        let part = match item {
            Item::Key(part) => part,
            Item::Value => return Err(input.error(too_much(input).unwrap_or_default())),
        };
        if part.key.name == "to" {
            roles = Some(part.many(input, role)?);
        } else {
            privileges.push(privilege(&part, input)?);
        }
        Ok(())
    })?;
    let roles = roles.ok_or_else(|| entry.missing(Place::Grant, "to"))?;
    if privileges.is_empty() {
        return Err(Error::new(
            entry.span,
            format!(
                "`grant(…)` grants nothing; it is written `{}`",
                entry.key.form
            ),
        ));
    }
    Ok(Grant { privileges, roles })
}

/// What to say about a word for more than a privilege.
fn too_much(input: ParseStream) -> Option<&'static str> {
    let word = input.fork().call(Ident::parse_any).ok()?.to_string();
    match word.as_str() {
        "all" | "all_privileges" => Some(
            "`all` has TRUNCATE, REFERENCES and TRIGGER in it, and MAINTAIN from 17 on, none of which row-level \
             security binds; name the privileges one by one: `grant(select, insert, update, delete, to(runtime))`",
        ),
        "with" | "with_grant_option" | "grant_option" | "grantable" => Some(
            "a role that may pass its rights on decides who has them, and no review of the structs sees it; grant \
             them to each role that needs them: `to(runtime, readonly)`",
        ),
        _ => None,
    }
}

/// `select`, `update(title)`.
fn privilege(part: &Entry, input: ParseStream) -> Result<Privilege> {
    let Some((text, variant)) = PRIVILEGES.iter().find(|(text, _)| *text == part.key.name) else {
        return Err(part.wrong(input));
    };
    let word = Word {
        text,
        variant,
        span: part.span,
    };
    if !input.peek(syn::token::Paren) {
        part.flag(input)?;
        return Ok(Privilege {
            word,
            columns: Vec::new(),
        });
    }
    if !matches!(*text, "select" | "insert" | "update" | "references") {
        return Err(input.error(format!(
            "`{text}` is a right on the whole table; it takes no columns"
        )));
    }
    let columns = part.columns(input)?;
    Ok(Privilege { word, columns })
}

/// `runtime`, `"app_support"`.
fn role(input: ParseStream) -> Result<Role> {
    if input.peek(LitStr) {
        return Ok(Role::Named(input.parse()?));
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected a role: `runtime`, or a name in quotes"));
    }
    value::word(
        input,
        ROLES,
        &[],
        "a role of another name is written in quotes; without them `to(…)`",
    )
    .map(Role::Word)
}

/// `allow(rule, reason = "…")`.
pub(super) fn allow(entry: &Entry, input: ParseStream) -> Result<Allow> {
    let mut rule: Option<Ident> = None;
    let mut on: Option<LitStr> = None;
    let mut reason: Option<LitStr> = None;
    let is_rule = |input: ParseStream| input.peek(Ident::peek_any) && !input.peek2(Token![=]);
    entry.list_with_value(input, Place::Allow, is_rule, &mut |item, input| {
        match item {
            Item::Value => rule = Some(input.call(Ident::parse_any)?),
            Item::Key(part) if part.key.name == "on" => on = Some(part.string(input)?),
            Item::Key(part) => reason = Some(part.string(input)?),
        }
        Ok(())
    })?;
    let form = entry.key.form;
    let Some(rule) = rule else {
        return Err(Error::new(
            entry.span,
            format!("`allow(…)` names the rule first: `{form}`"),
        ));
    };
    let Some(reason) = reason else {
        return Err(Error::new(
            rule.span(),
            format!("say why `{rule}` is switched off: `allow({rule}, reason = \"…\")`"),
        ));
    };
    if reason.value().trim().is_empty() {
        return Err(Error::new(
            reason.span(),
            format!("this is no reason; say why `{rule}` is switched off"),
        ));
    }
    Ok(Allow { rule, on, reason })
}
