//! Functions of the database.
//!
//! Those that run as the owner see past the policies, so each gives ids and nothing else. Most of
//! them are the doors of the application: who comes with a secret is told which tenant to bind the
//! transaction to, and from there on the policies hold.

use std::error::Error;

use pgschema::BuiltinType;
use pgschema::model::{Argument, Function};
use pgschema::sql::{
    FunctionBody, Identifier, Parallel, QualifiedName, RoleName, StatementText, TextLiteral,
    Volatility,
};

use crate::database::SCHEMA;
use crate::roles::{READONLY, RUNTIME};

/// All of them.
pub(crate) fn all() -> Result<Vec<Function>, Box<dyn Error>> {
    Ok(vec![
        user_of_subject()?,
        tenants_of_user()?,
        tenant_of_api_key()?,
        tenant_of_share()?,
        search_articles()?,
        order_total()?,
    ])
}

fn user_of_subject() -> Result<Function, Box<dyn Error>> {
    Ok(Function {
        arguments: vec![argument("wanted", BuiltinType::Text)?],
        security_definer: true,
        ..reading(
            "user_of_subject",
            BuiltinType::Uuid,
            "SELECT u.id FROM app.users AS u WHERE u.subject = wanted",
            "Who signs in, by what the identity provider calls them. The application calls it when \
             the provider has said so, and binds the transaction to the answer.",
        )?
    })
}

fn tenants_of_user() -> Result<Function, Box<dyn Error>> {
    Ok(Function {
        returns_set: true,
        security_definer: true,
        ..reading(
            "tenants_of_user",
            BuiltinType::Uuid,
            "SELECT m.tenant_id FROM app.memberships AS m \
             WHERE m.user_id = app.current_user_id() AND m.left_at IS NULL",
            "The tenants that the user of the transaction works for, to choose one of them.",
        )?
    })
}

fn tenant_of_api_key() -> Result<Function, Box<dyn Error>> {
    Ok(Function {
        arguments: vec![argument("wanted", BuiltinType::Bytea)?],
        security_definer: true,
        ..reading(
            "tenant_of_api_key",
            BuiltinType::Uuid,
            "SELECT k.tenant_id FROM app.api_keys AS k \
             WHERE k.key_hash = wanted AND k.revoked_at IS NULL AND k.expires_at > now()",
            "The tenant that a program works for, by the SHA-256 of its key; NULL if the key isn't \
             valid.",
        )?
    })
}

fn tenant_of_share() -> Result<Function, Box<dyn Error>> {
    Ok(Function {
        arguments: vec![argument("wanted", BuiltinType::Bytea)?],
        security_definer: true,
        ..reading(
            "tenant_of_share",
            BuiltinType::Uuid,
            "SELECT s.tenant_id FROM app.document_shares AS s \
             WHERE s.token_hash = wanted AND s.revoked_at IS NULL AND s.expires_at > now()",
            "The tenant whose document a link leads to, by the SHA-256 of its secret; NULL if the \
             link isn't valid.",
        )?
    })
}

fn search_articles() -> Result<Function, Box<dyn Error>> {
    Ok(Function {
        arguments: vec![argument("words", BuiltinType::Text)?],
        returns_set: true,
        security_definer: true,
        execute: vec![role(RUNTIME)?, role(READONLY)?],
        ..reading(
            "search_articles",
            BuiltinType::Uuid,
            "SELECT a.id FROM app.articles AS a \
             WHERE a.tenant_id = app.current_tenant_id() \
             AND a.search @@ websearch_to_tsquery('english', words) \
             ORDER BY ts_rank(a.search, websearch_to_tsquery('english', words)) DESC, a.id \
             LIMIT 100",
            "The articles of the tenant that have the words, the best first. Below a policy the \
             index could not be used: see the table.",
        )?
    })
}

/// The rights and policies of the caller hold: the order of another tenant comes to nothing.
fn order_total() -> Result<Function, Box<dyn Error>> {
    Ok(Function {
        arguments: vec![argument("wanted", BuiltinType::Uuid)?],
        parallel: Parallel::Safe,
        execute: vec![role(RUNTIME)?, role(READONLY)?],
        ..reading(
            "order_total",
            BuiltinType::Bigint,
            "SELECT coalesce(sum(l.total_cents), 0)::bigint FROM app.order_lines AS l \
             WHERE l.order_id = wanted",
            "What an order comes to without tax, in the smallest unit of its currency.",
        )?
    })
}

/// A function of one query that the application may call.
fn reading(
    name: &str,
    returns: BuiltinType,
    query: &str,
    comment: &str,
) -> Result<Function, Box<dyn Error>> {
    let body = FunctionBody::Atomic(vec![StatementText::new(query)?]);
    Ok(Function {
        volatility: Volatility::Stable,
        execute: vec![role(RUNTIME)?],
        comment: Some(TextLiteral::new(comment)?),
        ..Function::new(QualifiedName::new(SCHEMA, name)?, returns.into(), body)
    })
}

fn argument(name: &str, data_type: BuiltinType) -> Result<Argument, Box<dyn Error>> {
    Ok(Argument {
        name: Identifier::new(name)?,
        data_type: data_type.into(),
        default: None,
    })
}

fn role(name: &str) -> Result<RoleName, Box<dyn Error>> {
    Ok(RoleName::Named(Identifier::new(name)?))
}
