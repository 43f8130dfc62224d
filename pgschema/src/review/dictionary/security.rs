use std::collections::HashMap;

use maud::{Markup, html};

use super::{code, lines};
use crate::define::{Command, PolicyKind};
use crate::model::Table;
use crate::review::anchor::anchor;
use crate::review::text::visible;
use crate::review::{AccessMatrix, Right, RoleAccess, Rows};
use crate::sql::{QualifiedName, ToSql};

/// Who may do what, by the object.
pub(super) struct Rights<'a> {
    of: HashMap<&'a str, Vec<&'a Right>>,
}

impl<'a> Rights<'a> {
    pub(super) fn new(matrix: &'a AccessMatrix) -> Self {
        let mut of: HashMap<&str, Vec<&Right>> = HashMap::new();
        for right in &matrix.rights {
            of.entry(&right.object).or_default().push(right);
        }
        Self { of }
    }

    pub(super) fn of(&self, object: &QualifiedName) -> Markup {
        let rights = self.of.get(&*object.to_sql());
        html! {
            section {
                h4 { "Rights" }
                @match rights {
                    None => p { "Nobody but the owner." },
                    Some(rights) => dl {
                        @for right in rights {
                            dt {
                                (role_link(&right.role))
                                @if let Some(through) = &right.through { " as " (role_link(through)) " before 16" }
                            }
                            dd { (may(right)) (rows(&right.rows)) }
                        }
                    },
                }
            }
        }
    }
}

fn may(right: &Right) -> Markup {
    html! {
        @for (place, granted) in right.privileges.iter().enumerate() {
            @if place > 0 { ", " }
            code { (visible(&granted.to_sql())) }
        }
    }
}

fn rows(rows: &Rows) -> Markup {
    html! {
        @match rows {
            Rows::Unguarded => span.wide { " every row" },
            Rows::Bypassed => span.wide { " every row: bypasses row security" },
            Rows::Owned => span.wide { " every row: owns the table" },
            Rows::OfAsker => " as the one who asks",
            Rows::OfViewOwner => span.wide { " as the owner of the view" },
            Rows::Policies { no_row, every_row, .. } => {
                @for privilege in no_row { " no row for " (privilege.as_str()) }
                @for privilege in every_row { span.wide { " every row for " (privilege.as_str()) } }
            }
        }
    }
}

/// The policies of a table.
pub(super) fn policies(table: &Table) -> Markup {
    html! {
        @if !table.policies.is_empty() {
            section {
                h4 { "Policies" }
                dl {
                    @for policy in &table.policies {
                        dt { code { (visible(&policy.name.to_sql())) } }
                        dd {
                            @if policy.kind == PolicyKind::Restrictive { strong { "restrictive" } " " }
                            @if policy.command != Command::All { "for " (policy.command.to_sql()) " " }
                            "to "
                            @for (place, role) in policy.roles.iter().enumerate() {
                                @if place > 0 { ", " }
                                (role_link(&role.to_sql()))
                            }
                            @match (&policy.using, &policy.with_check) {
                                (Some(using), Some(check)) if using == check => div { "using and with check " (code(using)) },
                                (using, check) => {
                                    @if let Some(using) = using { div { "using " (code(using)) } }
                                    @if let Some(check) = check { div { "with check " (code(check)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A role by the name that SQL has for it; each is described on the page.
pub(super) fn role_link(role: &str) -> Markup {
    html! { a href={ "#" (anchor("role", &[role])) } { code { (visible(role)) } } }
}

pub(super) fn roles(matrix: &AccessMatrix) -> Markup {
    html! {
        section id="roles" aria-labelledby="roles-title" {
            h2.part id="roles-title" { "Roles" }
            @for role in &matrix.roles {
                article.object id=(anchor("role", &[&role.role])) data-name=(role.role) {
                    h3 { (visible(&role.role)) }
                    ul.facts { @for fact in facts(role) { li { (lines(&fact)) } } }
                    @if !role.may_become.is_empty() {
                        p {
                            "May become "
                            @for (place, other) in role.may_become.iter().enumerate() {
                                @if place > 0 { ", " }
                                (role_link(other))
                            }
                            @if role.inherits_before_16 { ", and has their rights on servers before 16" }
                            "."
                        }
                    }
                }
            }
        }
    }
}

fn facts(role: &RoleAccess) -> Vec<String> {
    let facts = [
        (role.owner, "owns everything"),
        (role.login, "logs in"),
        (role.made_here && !role.login, "can’t log in"),
        (role.bypasses_row_security, "bypasses row security"),
        (role.role == "PUBLIC", "everybody"),
        (!role.made_here && role.role != "PUBLIC", "made elsewhere"),
    ];
    let facts = facts.into_iter().filter(|(holds, _)| *holds);
    facts.map(|(_, fact)| fact.to_owned()).collect()
}
