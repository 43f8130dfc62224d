use std::collections::{BTreeMap, BTreeSet};

use super::{AccessMatrix, ObjectKind, PolicyAccess, Right, RoleAccess, Rows, TableAccess};
use crate::define::{Command, PolicyKind, Privilege};
use crate::model::RowSecurity;
use crate::review::text::{markdown_code, markdown_text, visible};
use crate::sql::ToSql;

const NOTHING: &str = "—";

/// Every policy, by its table and its name.
type Policies<'a> = BTreeMap<(&'a str, &'a str), &'a PolicyAccess>;

/// Cells are not padded: a wider cell would change every line of its table.
pub(super) fn write(matrix: &AccessMatrix) -> String {
    let mut out = Document::default();
    out.line("# Access matrix");
    out.line("");
    out.line(
        "Who may do what with which rows. A role that isn't listed for a table may do nothing",
    );
    out.line("with it, the owner aside. What PUBLIC may do, every role may do.");

    out.table(
        "Roles",
        ["role", "logs in", "rights", "may become", "row security"],
    );
    let with_rights: BTreeSet<&str> = matrix.rights.iter().map(|right| &*right.role).collect();
    for role in &matrix.roles {
        out.row(&role_cells(role, with_rights.contains(&*role.role)));
    }
    out.table("Rights", ["table", "role", "may", "with the rows of"]);
    let policies = matrix.policies.iter();
    let policies: Policies<'_> = policies
        .map(|policy| ((&*policy.object, &*policy.policy), policy))
        .collect();
    for right in &matrix.rights {
        let may = privileges(right);
        out.row(&[
            name(&right.object),
            role_of(right),
            may,
            rows(right, &policies),
        ]);
    }
    out.table(
        "Tables",
        ["table", "row security", "tenant", "user", "goes without"],
    );
    for table in &matrix.tables {
        out.row(&table_cells(table));
    }
    if !matrix.policies.is_empty() {
        out.table(
            "Policies",
            [
                "table",
                "policy",
                "kind",
                "for",
                "to",
                "using",
                "with check",
            ],
        );
        for policy in &matrix.policies {
            out.row(&policy_cells(policy));
        }
    }
    if !matrix.functions.is_empty() {
        out.table("Functions", ["function", "runs as", "may be called by"]);
        for function in &matrix.functions {
            let runs_as = if function.security_definer {
                "**owner**"
            } else {
                "caller"
            };
            let callers = names(&function.execute);
            out.row(&[name(&function.function), runs_as.to_owned(), callers]);
        }
    }
    if !matrix.schemas.is_empty() {
        out.table("Schemas", ["schema", "may be used by"]);
        for schema in &matrix.schemas {
            out.row(&[name(&schema.schema), names(&schema.usage)]);
        }
    }
    out.text
}

#[derive(Default)]
struct Document {
    text: String,
}

impl Document {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn table<const N: usize>(&mut self, title: &str, columns: [&str; N]) {
        self.line(&format!("\n## {title}\n"));
        self.row(&columns.map(str::to_owned));
        self.line(&"|---".repeat(N).chars().chain(['|']).collect::<String>());
    }

    fn row(&mut self, cells: &[String]) {
        for cell in cells {
            self.text.push_str("| ");
            self.text.push_str(cell);
            self.text.push(' ');
        }
        self.line("|");
    }
}

fn role_cells(role: &RoleAccess, has_rights: bool) -> [String; 5] {
    let rights = match (role.owner, has_rights) {
        (true, _) => "**owns everything**",
        (false, true) => "see below",
        (false, false) => "none",
    };
    let become_others = match role.may_become.is_empty() {
        true => NOTHING.to_owned(),
        false if role.inherits_before_16 => {
            format!("{}; has their rights before 16", names(&role.may_become))
        }
        false => names(&role.may_become),
    };
    let row_security = match (role.bypasses_row_security, role.made_here) {
        (true, _) => "**bypassed**",
        (false, true) => "binds it",
        (false, false) => "binds it unless the server says otherwise",
    };
    let row_security = if role.role == "PUBLIC" {
        "binds it"
    } else {
        row_security
    };
    [
        name(&role.role),
        if role.login { "yes" } else { "no" }.to_owned(),
        rights.to_owned(),
        become_others,
        row_security.to_owned(),
    ]
}

fn role_of(right: &Right) -> String {
    match &right.through {
        None => name(&right.role),
        Some(through) => format!("{} as {} before 16", name(&right.role), name(through)),
    }
}

fn privileges(right: &Right) -> String {
    let privileges = right.privileges.iter().map(|granted| {
        let word = granted.privilege.as_str();
        if granted.columns.is_empty() {
            return word.to_owned();
        }
        let columns: Vec<String> = granted.columns.iter().map(ToSql::to_sql).collect();
        format!("{word} ({})", names(&columns))
    });
    privileges.collect::<Vec<_>>().join(", ")
}

fn rows(right: &Right, known: &Policies<'_>) -> String {
    match &right.rows {
        Rows::Unguarded => "**every tenant: no row security**".to_owned(),
        Rows::Bypassed => "**every tenant: bypasses row security**".to_owned(),
        Rows::Owned => "**every tenant: owns the table**".to_owned(),
        Rows::OfAsker => "the tables, as the one who asks".to_owned(),
        Rows::OfViewOwner => "**the tables, as the owner of the view**".to_owned(),
        Rows::Policies {
            policies,
            no_row,
            every_row,
        } => {
            let mut parts = Vec::new();
            if !policies.is_empty() {
                let policies = policies.iter().map(|policy| {
                    let known = known.get(&(&*right.object, &**policy));
                    name(policy) + &known.map_or_else(String::new, |policy| manner(policy))
                });
                parts.push(policies.collect::<Vec<_>>().join(", "));
            }
            if !no_row.is_empty() {
                parts.push(format!("no row for {}", words(no_row)));
            }
            if !every_row.is_empty() {
                parts.push(format!("**every row for {}**", words(every_row)));
            }
            if parts.is_empty() {
                NOTHING.to_owned()
            } else {
                parts.join("; ")
            }
        }
    }
}

/// What a reviewer has to know of a policy before its expression is read.
fn manner(policy: &PolicyAccess) -> String {
    let lets_all = policy.kind == PolicyKind::Permissive
        && (policy.using.as_deref() == Some("true")
            || policy.using.is_none() && policy.with_check.as_deref() == Some("true"));
    let restrictive = (policy.kind == PolicyKind::Restrictive).then(|| "restrictive".to_owned());
    let command = (policy.command != Command::All).then(|| policy.command.to_sql());
    let lets_all = lets_all.then(|| "**every row**".to_owned());
    let words: Vec<String> = [restrictive, command, lets_all]
        .into_iter()
        .flatten()
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(" ({})", words.join(", ")),
    }
}

fn table_cells(table: &TableAccess) -> [String; 5] {
    let guard = match table.kind {
        ObjectKind::Table { row_security } => match row_security {
            RowSecurity::Disabled => "**off**",
            RowSecurity::Enabled => "on, but for the owner",
            RowSecurity::Forced => "forced",
        },
        ObjectKind::View {
            security_invoker: true,
        } => "view: of the one who asks",
        ObjectKind::View {
            security_invoker: false,
        } => "**view: of its owner**",
    };
    let column = |column: &Option<String>| column.as_deref().map_or(NOTHING.to_owned(), name);
    let exceptions = table.exceptions.iter();
    let exceptions: Vec<String> = exceptions
        .map(|(rule, reason)| format!("{}: {}", name(rule), markdown_text(reason)))
        .collect();
    let exceptions = match exceptions.is_empty() {
        true => NOTHING.to_owned(),
        false => exceptions.join("; "),
    };
    [
        name(&table.object),
        guard.to_owned(),
        column(&table.tenant),
        column(&table.user),
        exceptions,
    ]
}

fn policy_cells(policy: &PolicyAccess) -> [String; 7] {
    let expression = |expression: &Option<String>| match expression {
        Some(expression) => markdown_code(expression),
        None => NOTHING.to_owned(),
    };
    let kind = match policy.kind {
        PolicyKind::Permissive => "PERMISSIVE",
        PolicyKind::Restrictive => "RESTRICTIVE",
    };
    [
        name(&policy.object),
        name(&policy.policy),
        kind.to_owned(),
        policy.command.to_sql(),
        names(&policy.roles),
        expression(&policy.using),
        expression(&policy.with_check),
    ]
}

fn name(name: &str) -> String {
    markdown_code(&visible(name))
}

fn names(all: &[String]) -> String {
    match all.is_empty() {
        true => NOTHING.to_owned(),
        false => all
            .iter()
            .map(|one| name(one))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn words(privileges: &[Privilege]) -> String {
    let words: Vec<&str> = privileges
        .iter()
        .map(|privilege| privilege.as_str())
        .collect();
    words.join(", ")
}
