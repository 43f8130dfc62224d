use proc_macro2::TokenStream;
use quote::quote;

use super::Literal;
use super::expression::{Closures, Purpose, paths, word};
use super::literal::option;
use super::place::line;
use crate::input::{Allow, Grant, Policy, Role};

/// `policy(…)`.
pub(super) fn policy(policy: &Policy, closures: &Closures) -> TokenStream {
    let mut literal = Literal::new("PolicyDef");
    literal.set("name", &policy.name);
    let kind = policy.kind.as_ref().map(|it| word("PolicyKind", it));
    literal.set(
        "kind",
        kind.unwrap_or_else(|| quote!(__pg::PolicyKind::Permissive)),
    );
    let command = policy.command.as_ref().map(|it| word("Command", it));
    literal.set(
        "command",
        command.unwrap_or_else(|| quote!(__pg::Command::All)),
    );
    literal.set("roles", roles(&policy.roles));
    for (name, expression) in [("using", &policy.using), ("with_check", &policy.with_check)] {
        let expression = expression
            .as_ref()
            .map(|(it, _)| closures.expression(it, Purpose::Predicate));
        literal.set(name, option(expression));
    }
    literal.set("line", line(policy.span));
    literal.whole()
}

/// `grant(…)`.
pub(super) fn grant(grant: &Grant) -> TokenStream {
    let mut literal = Literal::new("GrantDef");
    let privileges = super::list(grant.privileges.iter().map(|privilege| {
        let mut literal = Literal::new("PrivilegeDef");
        literal.set("privilege", word("Privilege", &privilege.word));
        let columns = super::list(paths(&privilege.columns));
        literal.set("columns", quote!(&[#columns]));
        literal.whole()
    }));
    literal.set("privileges", quote!(&[#privileges]));
    literal.set("roles", roles(&grant.roles));
    literal.whole()
}

/// `to(…)`.
fn roles(roles: &[Role]) -> TokenStream {
    let roles = super::list(roles.iter().map(|role| match role {
        Role::Word(role) => word("RoleDef", role),
        Role::Named(name) => quote!(__pg::RoleDef::Named(#name)),
    }));
    quote!(&[#roles])
}

/// `allow(…)`.
pub(super) fn allow(allow: &Allow) -> TokenStream {
    let mut literal = Literal::new("AllowDef");
    literal.set("rule", allow.rule.to_string());
    literal.set("on", option(allow.on.as_ref()));
    literal.set("reason", &allow.reason);
    literal.whole()
}
