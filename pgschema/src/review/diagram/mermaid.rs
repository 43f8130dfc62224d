use std::collections::BTreeSet;

use super::relation::{Relation, relations};
use crate::model::{Column, Database, Table};
use crate::review::text::visible;
use crate::sql::{ConstraintKind, Identifier, ToSql};

pub(super) fn write(database: &Database) -> String {
    let mut out = String::from("erDiagram\n");
    let mut taken = BTreeSet::new();
    let words: Vec<String> = database
        .tables
        .iter()
        .map(|table| word_of_table(table, database, &mut taken))
        .collect();
    for (table, word) in database.tables.iter().zip(&words) {
        write_table(&mut out, table, word, database);
    }
    for relation in relations(database) {
        if let (Some(parent), Some(child), Some(table)) = (
            words.get(relation.parent),
            words.get(relation.child),
            database.tables.get(relation.child),
        ) {
            write_relation(&mut out, &relation, parent, child, table);
        }
    }
    out
}

fn write_table(out: &mut String, table: &Table, word: &str, database: &Database) {
    let name = name_of_table(table, database);
    // Between quotes a name like `end` is no keyword.
    out.push_str(&format!("  \"{word}\""));
    if word != name {
        out.push_str(&format!("[{}]", quoted(&name)));
    }
    out.push_str(" {\n");
    let keys = Keys::new(table);
    let mut taken = BTreeSet::new();
    for column in &table.columns {
        write_column(out, column, &keys, &mut taken);
    }
    out.push_str("  }\n");
}

fn write_column(out: &mut String, column: &Column, keys: &Keys<'_>, taken: &mut BTreeSet<String>) {
    let name = column.name.as_str();
    let word = unused(word(name), taken);
    let data_type = word_of_type(&column.data_type.to_sql());
    out.push_str(&format!("    {data_type} {word}"));
    let marks = keys.marks(&column.name);
    if !marks.is_empty() {
        out.push(' ');
        out.push_str(&marks.join(", "));
    }
    if word != name {
        out.push(' ');
        out.push_str(&quoted(name));
    }
    out.push('\n');
}

fn write_relation(
    out: &mut String,
    relation: &Relation<'_>,
    parent: &str,
    child: &str,
    table: &Table,
) {
    let one = if relation.optional { "|o" } else { "||" };
    let line = if relation.identifying { "--" } else { ".." };
    let many = if relation.unique { "o|" } else { "o{" };
    let columns = relation.columns(table);
    let columns: Vec<&str> = columns.into_iter().map(Identifier::as_str).collect();
    let columns = quoted(&columns.join(", "));
    out.push_str(&format!(
        "  \"{parent}\" {one}{line}{many} \"{child}\" : {columns}\n"
    ));
}

/// The columns of the keys of a table.
pub(crate) struct Keys<'a> {
    primary: BTreeSet<&'a Identifier>,
    foreign: BTreeSet<&'a Identifier>,
    unique: BTreeSet<&'a Identifier>,
}

impl<'a> Keys<'a> {
    pub(crate) fn new(table: &'a Table) -> Self {
        let mut keys = Self {
            primary: BTreeSet::new(),
            foreign: BTreeSet::new(),
            unique: BTreeSet::new(),
        };
        for constraint in &table.constraints {
            match &constraint.kind {
                ConstraintKind::PrimaryKey { columns } => keys.primary.extend(columns),
                ConstraintKind::ForeignKey(key) => keys.foreign.extend(&key.columns),
                ConstraintKind::Unique { columns, .. } => {
                    let tenant = table.tenant.as_ref();
                    let mut of_row = columns.iter().filter(|column| Some(*column) != tenant);
                    // A key of several columns makes none of them unique.
                    if let (Some(column), None) = (of_row.next(), of_row.next()) {
                        keys.unique.insert(column);
                    }
                }
                ConstraintKind::Check(_) | ConstraintKind::Exclude { .. } => {}
            }
        }
        keys
    }

    /// `PK`, `FK`, `UK`: what of them a column is part of.
    pub(crate) fn marks(&self, column: &Identifier) -> Vec<&'static str> {
        [
            (&self.primary, "PK"),
            (&self.foreign, "FK"),
            (&self.unique, "UK"),
        ]
        .into_iter()
        .filter_map(|(columns, mark)| columns.contains(column).then_some(mark))
        .collect()
    }
}

/// The name of a table, with its schema where that isn't the usual one.
fn name_of_table(table: &Table, database: &Database) -> String {
    let name = table.name.name().as_str();
    if *table.name.schema() == database.home {
        name.to_owned()
    } else {
        format!("{}.{name}", table.name.schema().as_str())
    }
}

fn word_of_table(table: &Table, database: &Database, taken: &mut BTreeSet<String>) -> String {
    unused(word(&name_of_table(table, database)), taken)
}

/// A name with nothing in it but what Mermaid takes as a word.
fn word(name: &str) -> String {
    let letters = name.chars().map(|letter| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => letter,
        _ => '_',
    });
    let word: String = letters.collect();
    match word.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => word,
        _ => format!("n_{word}"),
    }
}

/// A type with nothing in it but what Mermaid takes: `numeric(12, 2)` is `numeric(12-2)`.
fn word_of_type(data_type: &str) -> String {
    let mut word = String::with_capacity(data_type.len());
    for letter in data_type.replace(", ", "-").chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '(' | ')' | '[' | ']' | '-' => {
                word.push(letter);
            }
            _ => word.push('_'),
        }
    }
    match word.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => word,
        _ => format!("t_{word}"),
    }
}

/// The word, or with a number behind it where another name became the same word.
fn unused(word: String, taken: &mut BTreeSet<String>) -> String {
    let mut unused = word.clone();
    let mut number = 2_usize;
    while !taken.insert(unused.clone()) {
        unused = format!("{word}_{number}");
        number = number.saturating_add(1);
    }
    unused
}

/// Text between quotes. Mermaid reads `#34;` as the letter of that number.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in visible(text).chars() {
        match letter {
            '"' | '#' | ';' | '<' | '>' | '&' | '\\' | '`' | '{' | '}' | '[' | ']' | '%' => {
                out.push_str(&format!("#{};", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}
