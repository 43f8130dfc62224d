use pgschema_syntax::rules;

use super::scope::Scope;
use crate::input::{Allow, Grant, Policy, Role, Table};
use crate::names;

impl Scope<'_> {
    /// `policy(…)`, by PostgreSQL's own rules.
    pub(super) fn policy(&self, policy: &Policy) {
        self.roles(&policy.roles);
        let expressions = [&policy.using, &policy.with_check];
        for (expression, _) in expressions.into_iter().flatten() {
            self.expression(expression, "policy");
        }
        let command = policy
            .command
            .as_ref()
            .map_or("all", |command| command.text);
        match (command, &policy.using, &policy.with_check) {
            ("insert", Some((_, span)), _) => self.error(
                *span,
                "a policy for `insert` has no rows to look at, only new ones: write `with_check`",
            ),
            ("select" | "delete", _, Some((_, span))) => self.error(
                *span,
                format!("a policy for `{command}` lets no new rows in: write `using`"),
            ),
            (_, None, None) => {
                let needed = match command {
                    "insert" => "`with_check`",
                    "select" | "delete" => "`using`",
                    _ => "`using` or `with_check`",
                };
                self.error(
                    policy.span,
                    format!("this policy says nothing about rows: it needs {needed}"),
                );
            }
            _ => {}
        }
    }

    /// `grant(…)`.
    pub(super) fn grant(&self, grant: &Grant, table: &Table) {
        self.roles(&grant.roles);
        for privilege in &grant.privileges {
            self.distinct_columns(&privilege.columns);
            let word = &privilege.word;
            if table.append_only.is_some() && matches!(word.text, "update" | "delete" | "truncate")
            {
                self.error(
                    word.span,
                    format!(
                        "the table is `append_only`, so nobody can have `{}` on it",
                        word.text
                    ),
                );
            }
        }
    }

    /// `allow(…)`, each rule once.
    pub(super) fn allows(&self, allows: &[Allow]) {
        for (position, allow) in allows.iter().enumerate() {
            let rule = &allow.rule;
            if rules::by_name(&rule.to_string()).is_none() {
                self.error(rule.span(), unknown_rule(&rule.to_string()));
                continue;
            }
            let is_same = |it: &Allow| {
                let on = |allow: &Allow| allow.on.as_ref().map(syn::LitStr::value);
                it.rule == *rule && on(it) == on(allow)
            };
            if allows.iter().take(position).any(is_same) {
                self.error(rule.span(), format!("`{rule}` is switched off already"));
            }
        }
    }

    /// The names of roles.
    fn roles(&self, roles: &[Role]) {
        for role in roles {
            if let Role::Named(literal) = role {
                names::check_literal(self.context, Some(literal));
            }
        }
    }
}

/// What to say about a name that is no rule.
fn unknown_rule(name: &str) -> String {
    let hint = match rules::nearest(name) {
        Some(nearest)
            if rules::RULES
                .iter()
                .any(|rule| rule.id.eq_ignore_ascii_case(name)) =>
        {
            format!("`{name}` is called `{nearest}` here: `allow({nearest}, reason = \"…\")`")
        }
        Some(nearest) => format!("there is no rule `{name}`; did you mean `{nearest}`?"),
        None => format!(
            "there is no rule `{name}`; the name of a rule stands in the message about what breaks it, as in \
             `allow(float_money, reason = \"…\")`"
        ),
    };
    format!("{hint}\nan `allow` of something else would switch nothing off")
}
