use std::collections::BTreeMap;

use maud::{Markup, html};

use super::security::{Rights, policies};
use super::{code, data_type, id, lines, prose, qualified};
use crate::define::{Deferrability, GeneratedKind, IdentityKind};
use crate::model::{Column, Constraint, Database, Index, Table, Trigger};
use crate::review::anchor::anchor;
use crate::review::diagram::{Keys, Kind, Relation, relations};
use crate::review::text::visible;
use crate::sql::{ConstraintKind, Identifier, ToSql};

/// The tables, with what others say of them.
pub(super) struct Tables<'a> {
    database: &'a Database,
    rights: &'a Rights<'a>,
    outgoing: Vec<Vec<Relation<'a>>>,
    incoming: Vec<Vec<Relation<'a>>>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(database: &'a Database, rights: &'a Rights<'a>) -> Self {
        let mut outgoing = vec![Vec::new(); database.tables.len()];
        let mut incoming = outgoing.clone();
        for relation in relations(database) {
            for (list, table) in [
                (&mut outgoing, relation.child),
                (&mut incoming, relation.parent),
            ] {
                let of_table: Option<&mut Vec<Relation<'a>>> = list.get_mut(table);
                of_table.into_iter().for_each(|list| list.push(relation));
            }
        }
        Self {
            database,
            rights,
            outgoing,
            incoming,
        }
    }

    pub(super) fn section(&self, place: usize) -> Markup {
        let Some(table) = self.database.tables.get(place) else {
            return html! {};
        };
        let kind = Kind::of(table);
        html! {
            article.table.(kind.class()) id=(id("table", &table.name)) data-name=(table.name.name().as_str()) {
                h3 {
                    a href={ "#" (id("table", &table.name)) } { (qualified(&table.name)) }
                    span.badge { (kind.words()) }
                    @if table.unlogged { span.badge.plain { "unlogged" } }
                }
                @if let Some(comment) = &table.comment { p.comment { (prose(comment.as_str())) } }
                (facts(table))
                (self.columns(place, table))
                div.details {
                    (self.constraints(place, table))
                    (indexes(table))
                    (policies(table))
                    (self.rights.of(&table.name))
                    (triggers(self.database, table))
                    (partitions(table))
                    (self.referenced_by(place))
                }
            }
        }
    }

    fn columns(&self, place: usize, table: &Table) -> Markup {
        let keys = Keys::new(table);
        let mut leads: BTreeMap<&Identifier, Vec<&Relation<'a>>> = BTreeMap::new();
        for relation in self.outgoing.get(place).into_iter().flatten() {
            if let (Some(column), _) = relation.principal() {
                leads.entry(column).or_default().push(relation);
            }
        }
        html! {
            table.columns {
                caption.unseen { "Columns of " (visible(&table.name.to_sql())) }
                thead {
                    tr { th scope="col" { "Column" } th scope="col" { "Type" } th scope="col" { "Value" } th scope="col" { "What for" } }
                }
                tbody {
                    @for column in &table.columns {
                        tr id=(column_id(table, &column.name)) {
                            th scope="row" {
                                code { (visible(&column.name.to_sql())) }
                                @for mark in keys.marks(&column.name) { " " abbr.mark title=(long(mark)) { (mark) } }
                            }
                            td.type { (self.column_type(column)) }
                            td.value { (value(column)) }
                            td.what {
                                @for relation in leads.get(&column.name).into_iter().flatten() { (self.lead(relation)) " " }
                                @if let Some(comment) = &column.comment { (prose(comment.as_str())) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn column_type(&self, column: &Column) -> Markup {
        html! {
            (data_type(self.database, &column.data_type))
            @if column.nullable { " " span.null { "null" } }
            @if let Some(collation) = &column.collation { " " small { "collate " (code(collation)) } }
        }
    }

    /// A link to what a key refers to.
    fn lead(&self, relation: &Relation<'a>) -> Markup {
        let parent = self.database.tables.get(relation.parent);
        let column = relation.principal().1;
        html! {
            @if let (Some(parent), Some(column)) = (parent, column) {
                a.lead href={ "#" (column_id(parent, column)) } { "→ " (visible(parent.name.name().as_str())) }
            }
        }
    }

    fn constraints(&self, place: usize, table: &Table) -> Markup {
        let mut outgoing = self.outgoing.get(place).into_iter().flatten().peekable();
        html! {
            @if !table.constraints.is_empty() {
                section {
                    h4 { "Constraints" }
                    dl {
                        @for constraint in &table.constraints {
                            dt { code { (visible(&constraint.name.to_sql())) } }
                            dd {
                                (code(&constraint.kind)) (deferrability(constraint))
                                // Both lists are in the order of the constraints.
                                @if let Some(relation) = outgoing.next_if(|relation| is_of(relation, constraint)) {
                                    " " (self.lead(relation))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn referenced_by(&self, place: usize) -> Markup {
        let incoming = self.incoming.get(place).map_or(&[][..], Vec::as_slice);
        html! {
            @if !incoming.is_empty() {
                section {
                    h4 { "Referred to by" }
                    ul {
                        @for relation in incoming {
                            @if let (Some(child), (Some(column), _)) = (self.database.tables.get(relation.child), relation.principal()) {
                                li { a href={ "#" (column_id(child, column)) } {
                                    (qualified(&child.name)) "." (visible(&column.to_sql()))
                                } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn is_of(relation: &Relation<'_>, constraint: &Constraint) -> bool {
    match &constraint.kind {
        ConstraintKind::ForeignKey(key) => std::ptr::eq(&raw const **key, relation.key),
        _ => false,
    }
}

fn column_id(table: &Table, column: &Identifier) -> String {
    let name = &table.name;
    anchor(
        "column",
        &[
            name.schema().as_str(),
            name.name().as_str(),
            column.as_str(),
        ],
    )
}

fn long(mark: &str) -> &'static str {
    match mark {
        "PK" => "primary key",
        "FK" => "foreign key",
        _ => "unique",
    }
}

/// What the table is, beside its columns.
fn facts(table: &Table) -> Markup {
    use crate::model::RowSecurity;
    let row_security = match table.row_security {
        RowSecurity::Disabled => ("off", "row security off"),
        RowSecurity::Enabled => ("on", "row security on, but for the owner"),
        RowSecurity::Forced => ("on", "row security forced"),
    };
    html! {
        ul.facts {
            li.guard.(row_security.0) { (row_security.1) }
            @if let Some(tenant) = &table.tenant { li { "tenant " (code(tenant)) } }
            @if let Some(owner) = &table.owner { li { "user " (code(owner)) } }
            @if !table.rust.is_empty() { li { "struct " code { (visible(&table.rust)) } } }
            @if !table.rows.is_empty() { li { (table.rows.len()) " rows from the start" } }
            @for exception in &table.exceptions {
                li.exception {
                    "without " code { (visible(&exception.rule)) }
                    @if let Some(column) = &exception.column { " on " (code(column)) }
                    ": " (lines(&exception.reason))
                }
            }
        }
    }
}

/// What a column is when nobody says.
fn value(column: &Column) -> Markup {
    html! {
        @if let Some(default) = &column.default { (code(default)) }
        @if let Some(identity) = &column.identity {
            @match identity.kind {
                IdentityKind::Always => "numbered, always",
                IdentityKind::ByDefault => "numbered",
            }
        }
        @if let Some(generated) = &column.generated {
            @match generated.kind {
                GeneratedKind::Stored => "stored ",
                GeneratedKind::Virtual => "computed ",
            }
            (code(&generated.expression))
        }
    }
}

fn deferrability(constraint: &Constraint) -> Markup {
    html! {
        @if constraint.deferrability != Deferrability::NotDeferrable {
            " " (code(&constraint.deferrability))
        }
    }
}

fn indexes(table: &Table) -> Markup {
    html! {
        @if !table.indexes.is_empty() {
            section {
                h4 { "Indexes" }
                dl {
                    @for index in &table.indexes {
                        dt { code { (visible(&index.name.to_sql())) } }
                        dd { code { (lines(&index_text(index))) } }
                    }
                }
            }
        }
    }
}

fn index_text(index: &Index) -> String {
    let elements: Vec<String> = index.elements.iter().map(ToSql::to_sql).collect();
    let mut text = format!("{} ({})", index.method.as_str(), elements.join(", "));
    if index.unique {
        text.insert_str(0, "UNIQUE ");
    }
    if index.nulls_not_distinct {
        text.push_str(" NULLS NOT DISTINCT");
    }
    if !index.include.is_empty() {
        let include: Vec<String> = index.include.iter().map(ToSql::to_sql).collect();
        text.push_str(&format!(" INCLUDE ({})", include.join(", ")));
    }
    if let Some(predicate) = &index.predicate {
        text.push_str(&format!(" WHERE {}", predicate.to_sql()));
    }
    text
}

fn triggers(database: &Database, table: &Table) -> Markup {
    html! {
        @if !table.triggers.is_empty() {
            section {
                h4 { "Triggers" }
                dl {
                    @for trigger in &table.triggers {
                        dt { code { (visible(&trigger.name.to_sql())) } }
                        dd { (trigger_text(database, trigger)) }
                    }
                }
            }
        }
    }
}

fn trigger_text(database: &Database, trigger: &Trigger) -> Markup {
    let events: Vec<String> = trigger.events.iter().map(ToSql::to_sql).collect();
    let each = if trigger.for_each_row {
        "each row"
    } else {
        "each statement"
    };
    html! {
        code { (trigger.timing.to_sql()) " " (visible(&events.join(" OR "))) }
        " for " (each) " "
        @if let Some(when) = &trigger.when { "when " (code(when)) " " }
        (super::objects::function_link(database, &trigger.function))
    }
}

fn partitions(table: &Table) -> Markup {
    html! {
        @if let Some(by) = &table.partition_by {
            section {
                h4 { "Partitions" }
                p {
                    "by " (code(&by.strategy)) " of "
                    @for (place, column) in by.columns.iter().enumerate() {
                        @if place > 0 { ", " }
                        (code(column))
                    }
                }
                dl {
                    @for partition in &table.partitions {
                        dt { code { (visible(&partition.name.to_sql())) } }
                        dd { (code(&partition.bound)) }
                    }
                }
            }
        }
    }
}
