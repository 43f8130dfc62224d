//! What row-level security adds to a query.

use super::{Found, count, object};
use crate::Database;
use crate::define::IndexMethod;
use crate::explain::condition::{Condition, conjuncts, squeezed};
use crate::explain::node::{Node, Step};
use crate::explain::signal::SignalKind;
use crate::explain::signal::{At, Raw};
use crate::lint::kind::Kind;
use crate::model::{Index, Table};
use crate::sql::{IndexElement, ToSql};

/// What tells who asks. In a filter it is called for each row; in a sub-query of its own, once.
const ABOUT_THE_SESSION: [&str; 6] = [
    "current_setting(",
    "current_tenant_id(",
    "current_user_id(",
    "auth.uid(",
    "auth.jwt(",
    "auth.role(",
];

/// What else a policy is known by in a condition.
const ABOUT_THE_USER: [&str; 5] = [
    "InitPlan",
    "SubPlan",
    "CURRENT_USER",
    "SESSION_USER",
    "CURRENT_ROLE",
];

pub(super) fn look(found: &mut Found<'_>, index: usize, node: &Node) {
    let seen = node.rows_seen();
    if let Some(filter) = &node.filter
        && seen >= found.limits.rows / 10.0
        && let Some(call) = ABOUT_THE_SESSION.iter().find(|it| filter.contains(**it))
    {
        let message = format!(
            "{}…) is called for each of {} rows of {}",
            call,
            count(seen),
            object(node),
        );
        found.add_step(SignalKind::PolicyPerRow, index, message);
    }
    if let Some(name) = node
        .subplan
        .as_deref()
        .filter(|it| it.starts_with("SubPlan"))
    {
        let runs = node.runs();
        let message = if runs >= found.limits.rows / 10.0 {
            format!("{name} runs {} times", count(runs))
        } else if is_hashed(found, index, name) && node.rows_given() >= found.limits.rows {
            format!("{name} reads {} rows into memory", count(node.rows_given()))
        } else {
            return;
        };
        let message = match policy_that_reads(found, index) {
            Some(policy) => format!("{message}: the policy {policy} asks it"),
            None => message,
        };
        found.add_step(SignalKind::SubqueryPerRow, index, message);
    }
    look_for_leaks(found, index, node);
}

/// The server writes `hashed SubPlan 1` where it keeps the result.
fn is_hashed(found: &Found<'_>, index: usize, name: &str) -> bool {
    let hashed = format!("hashed {name}");
    let has = |step: &Step<'_>| {
        let conditions = [&step.node.filter, &step.node.join_filter];
        let mut conditions = conditions.into_iter().flatten();
        conditions.any(|it| it.contains(&hashed))
    };
    let above = found.steps.all[index].above;
    above.is_some_and(|above| has(&found.steps.all[above]))
}

/// The policy of the table above, if it reads a table that the sub-query reads.
fn policy_that_reads(found: &Found<'_>, index: usize) -> Option<String> {
    let above = found.steps.all[index].above?;
    let table = table_of(found, found.steps.all[above].node)?;
    let mut inner: Vec<&str> = Vec::new();
    for (at, step) in found.steps.all.iter().enumerate().skip(index) {
        if at == index || found.steps.above(at).any(|it| it == index) {
            inner.extend(step.node.relation.as_deref());
        }
    }
    let policy = table.policies.iter().find(|policy| {
        let texts = [&policy.using, &policy.with_check];
        let texts = texts.into_iter().flatten().map(ToSql::to_sql);
        let mut texts = texts.filter(|text| text.contains("SELECT"));
        texts.any(|text| inner.iter().any(|relation| has_word(&text, relation)))
    })?;
    Some(policy.name.as_str().to_owned())
}

/// An index that the filter names the column of, and that row-level security keeps out.
fn look_for_leaks(found: &mut Found<'_>, index: usize, node: &Node) {
    let Some(database) = found.database else {
        return;
    };
    let Some(table) = table_of(found, node).filter(|it| !it.row_security.is_disabled()) else {
        return;
    };
    let (Some(filter), true) = (
        &node.filter,
        node.rows_removed() >= found.limits.rows / 10.0,
    ) else {
        return;
    };
    if !is_bound(node) {
        return;
    }
    let mut indexes = table.indexes.iter();
    let Some(leaky) =
        indexes.find(|it| is_kept_out(database, table, it, filter, node.alias.as_deref()))
    else {
        return;
    };
    let message = format!(
        "the index {} would do, but the filter's operator isn't leakproof: under row-level security {} rows of {} \
         are read",
        leaky.name,
        count(node.rows_seen()),
        object(node),
    );
    // It is the reason for what the other two say.
    let is_explained = |it: &Raw| {
        matches!(it.at, At::Step(at) if at == index)
            && matches!(
                it.kind,
                SignalKind::SequentialScan | SignalKind::FilteredRows
            )
    };
    found.signals.retain(|it| !is_explained(it));
    found.add_step(SignalKind::LeakyCondition, index, message);
}

/// Whether a policy is among the conditions of the step: one asks who it is that asks, by a sub-query or by itself. To a
/// superuser none applies, whatever the table has.
fn is_bound(node: &Node) -> bool {
    let conditions = [&node.index_condition, &node.recheck_condition, &node.filter];
    let mut conditions = conditions.into_iter().flatten();
    conditions.any(|text| {
        // `$0` is an InitPlan before PostgreSQL 17.
        let mut parameters = text.match_indices('$');
        let mut words = ABOUT_THE_SESSION.iter().chain(&ABOUT_THE_USER);
        words.any(|it| text.contains(it))
            || parameters.any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Whether the filter asks for what the index is of, with an operator that may tell what it sees.
fn is_kept_out(
    database: &Database,
    table: &Table,
    index: &Index,
    filter: &str,
    alias: Option<&str>,
) -> bool {
    let is_tenant =
        |it: &&IndexElement| it.as_column().is_some() && it.as_column() == table.tenant.as_ref();
    let Some(first) = index.elements.iter().find(|it| !is_tenant(it)) else {
        return false;
    };
    if let Some(predicate) = &index.predicate {
        let asked = conjuncts(filter);
        let asked: Vec<String> = asked.iter().map(|it| squeezed(it, alias)).collect();
        let predicate = predicate.to_sql();
        let needed = conjuncts(&predicate);
        let mut needed = needed.iter().map(|it| squeezed(it, None));
        if !needed.all(|it| asked.contains(&it)) {
            return false;
        }
    }
    let conditions = Condition::all(filter).into_iter();
    let mut conditions = conditions.filter_map(|it| about(&it, first, alias, table));
    match first.as_column() {
        Some(name) => {
            let column = table.column(name.as_str());
            let is_leakproof =
                column.is_none_or(|it| Kind::of(&it.data_type, database).is_leakproof());
            conditions.any(|it| {
                answers(index.method, first, &it) && !(is_leakproof && is_comparison(it.operator))
            })
        }
        // The server holds hardly any function to be leakproof.
        None => conditions.any(|it| answers(index.method, first, &it)),
    }
}

/// The condition with what the index is of on its left, if that is on a side of it, and nothing of the row on the other.
fn about<'a>(
    condition: &Condition<'a>,
    element: &IndexElement,
    alias: Option<&str>,
    table: &Table,
) -> Option<Condition<'a>> {
    let key = match (element.as_column(), element.as_expression()) {
        (Some(column), _) => squeezed(column.as_str(), None),
        (None, Some(expression)) => squeezed(&expression.to_sql(), None),
        (None, None) => return None,
    };
    let is_column = |name: &str| squeezed(name, None) == key;
    // Of a cast alone nothing is left to know it by.
    let mut columns = table.columns.iter();
    if element.as_column().is_none() && columns.any(|it| is_column(it.name.as_str())) {
        return None;
    }
    let is_key = |side: &str| squeezed(side, alias) == key;
    let is_of_row = |side: &str| {
        let mut columns = table.columns.iter();
        columns.any(|it| has_word(side, it.name.as_str())) && !side.starts_with('\'')
    };
    let turned = match condition.operator {
        "=" => "=",
        "<" => ">",
        ">" => "<",
        "<=" => ">=",
        ">=" => "<=",
        "@>" => "<@",
        "<@" => "@>",
        "&&" => "&&",
        _ => "",
    };
    if is_key(condition.left) {
        Some(*condition).filter(|it| !is_of_row(it.right))
    } else if is_key(condition.right) && !turned.is_empty() && !is_of_row(condition.left) {
        Some(Condition {
            left: condition.right,
            operator: turned,
            right: condition.left,
        })
    } else {
        None
    }
}

fn is_comparison(operator: &str) -> bool {
    matches!(operator, "=" | "<" | "<=" | ">" | ">=")
}

/// Whether an index of the method can find the rows of a condition, were there no policy.
fn answers(method: IndexMethod, element: &IndexElement, condition: &Condition<'_>) -> bool {
    let operator = condition.operator;
    let written = element.to_sql();
    let is_set = matches!(
        operator,
        "@>" | "<@" | "&&" | "@@" | "@?" | "?" | "?|" | "?&" | "<<" | ">>" | "-|-"
    );
    let is_of_trigrams = written.contains("trgm_ops")
        && matches!(
            operator,
            "~~" | "~~*" | "~" | "~*" | "%" | "<%" | "%>" | "<<%" | "%>>"
        );
    match method {
        IndexMethod::Btree => {
            let is_by_letter = written.contains("pattern_ops") || written.contains("COLLATE \"C\"");
            let begins = match (operator, condition.literal()) {
                ("~~", Some(pattern)) => !pattern.starts_with(['%', '_']) && !pattern.is_empty(),
                ("~", Some(pattern)) => pattern.starts_with('^'),
                ("^@", _) => true,
                _ => false,
            };
            is_comparison(operator) || (begins && is_by_letter)
        }
        IndexMethod::Hash => operator == "=",
        IndexMethod::Brin => is_comparison(operator) || is_set,
        IndexMethod::Gin => is_set || is_of_trigrams,
        IndexMethod::Gist | IndexMethod::Spgist => is_set || is_of_trigrams || operator == "=",
        // They order rows, and find none.
        IndexMethod::Hnsw | IndexMethod::Ivfflat => false,
    }
}

/// Whether a name stands in a text by itself.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part)
    })
}

/// The table of the model that a step reads.
fn table_of<'a>(found: &Found<'a>, node: &Node) -> Option<&'a Table> {
    let relation = node.relation.as_deref()?;
    let tables = found.database?.tables().iter();
    let mut tables = tables.filter(|table| {
        let is_schema = |schema: &str| table.name.schema().as_str() == schema;
        // A partition is read by its own name, with the policies of its table.
        let mut names = table.partitions.iter().map(|it| &it.name);
        let is_of_it = table.name.name().as_str() == relation || names.any(|it| *it == *relation);
        is_of_it && node.schema.as_deref().is_none_or(is_schema)
    });
    // Without its schema a name may be that of several.
    tables.next().filter(|_| tables.next().is_none())
}
