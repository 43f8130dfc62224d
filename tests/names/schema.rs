//! A schema in which everything that has a name has one of a list, and every text one of another.

use pgschema::define::{Command, PolicyKind};
use pgschema::model::{
    Argument, Column, Constraint, Domain, DomainCheck, Enum, Exception, Function, Index, Partition,
    PartitionBy, Policy, RowSecurity, Table, Trigger, View,
};
use pgschema::sql::{
    ConstraintKind, DataType, Expr, FunctionBody, Identifier, IndexElement, Literal, Parallel,
    PartitionBound, PlpgsqlText, QualifiedName, RoleName, StatementText, TextLiteral, ToSql,
    TriggerEvent, TriggerTiming,
};
use pgschema::{BuiltinType, Database, define::PartitionStrategy};
use serde_json::{Value, json};

/// What stands at one place of the schema.
pub(crate) struct Words {
    /// A name.
    pub(crate) name: String,
    /// A text: a comment, a default, a label.
    pub(crate) text: String,
}

/// The table with the defaults of each of the words.
pub(crate) const DEFAULTS: &str = "with defaults";

fn identifier(name: &str) -> Identifier {
    Identifier::new(name).unwrap()
}

fn literal(text: &str) -> TextLiteral {
    TextLiteral::new(text).unwrap()
}

fn text() -> DataType {
    BuiltinType::Text.into()
}

/// The comment of a text; there is no empty one.
fn comment(text: &str) -> Option<TextLiteral> {
    (!text.is_empty()).then(|| literal(text))
}

/// A hardened database of which each of the words names an object of each kind.
///
/// Relations share their names within a schema, so each kind of them has one of its own, all
/// beginning with `home`; the names must differ from each other.
pub(crate) fn database(home: &str, words: &[Words], with_views: bool) -> Database {
    let schema = |kind: &str| format!("{home}{kind}");
    let mut builder = Database::builder()
        .hardened(home)
        .model_table(table_with_defaults(home, words));
    for (position, words) in words.iter().enumerate() {
        let number = position.to_string();
        builder = builder
            .model_table(table(&schema("tables"), words))
            .model_table(with_key_and_index(
                &schema("keys"),
                &schema(""),
                &number,
                words,
            ))
            .model_table(partitioned(&schema("partitions"), &number, words))
            .function(function(&schema("functions"), words))
            .function(trigger_function(&schema("triggers"), words))
            .model_table(with_trigger(&schema("triggers"), &number, words));
        if with_views {
            let name = QualifiedName::new(schema("views"), &words.name).unwrap();
            let column = identifier(&words.name).to_sql();
            let query = format!(
                "SELECT {} AS {column}",
                Literal::text(&*words.text).unwrap().to_sql()
            );
            let mut view = View::new(name, StatementText::new(query).unwrap());
            view.comment = comment(&words.text);
            builder = builder.view(view);
        }
    }
    let database = builder
        .build()
        .unwrap_or_else(|invalid| panic!("{invalid}"));
    with_types(&database, &schema("types"), words)
}

/// Enums and domains come from Rust types only; the snapshot takes any.
fn with_types(database: &Database, schema: &str, words: &[Words]) -> Database {
    let mut snapshot: Value = serde_json::from_str(&database.to_json()).unwrap();
    let mut labels: Vec<TextLiteral> = Vec::new();
    for words in words {
        // A label is a name: it has 63 bytes at most.
        let label = literal(&words.name);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let enums = words.iter().map(|words| Enum {
        name: QualifiedName::new(schema, &words.name).unwrap(),
        labels: labels.clone(),
        comment: comment(&words.text),
    });
    let domains = words.iter().map(|words| Domain {
        name: QualifiedName::new(format!("{schema}2"), &words.name).unwrap(),
        base: text(),
        collation: None,
        default: Some(Expr::Literal(Literal::text(&*words.text).unwrap())),
        checks: vec![DomainCheck {
            name: identifier(&words.name),
            expression: Expr::sql("VALUE <> ''").unwrap(),
        }],
        comment: comment(&words.text),
    });
    snapshot["database"]["enums"] = json!(enums.collect::<Vec<_>>());
    snapshot["database"]["domains"] = json!(domains.collect::<Vec<_>>());
    let schemas = snapshot["database"]["schemas"].as_array_mut().unwrap();
    schemas.push(json!({ "name": schema }));
    schemas.push(json!({ "name": format!("{schema}2") }));
    Database::from_json(&snapshot.to_string()).unwrap_or_else(|error| panic!("{error}"))
}

fn open_table(schema: &str, name: &str) -> Table {
    let mut table = Table::new(QualifiedName::new(schema, name).unwrap());
    table.exceptions = vec![Exception {
        on: None,
        rule: "no_row_security".to_owned(),
        column: None,
        reason: "a test".to_owned(),
    }];
    table
}

/// A column for each of the words, with its text as default and comment.
fn table_with_defaults(schema: &str, words: &[Words]) -> Table {
    let mut table = open_table(schema, DEFAULTS);
    for words in words {
        let mut column = Column::new(identifier(&words.name), text());
        column.default = Some(Expr::Literal(Literal::text(&*words.text).unwrap()));
        column.comment = comment(&words.text);
        table.columns.push(column);
    }
    table
}

/// A table, its columns, its CHECK and its policies.
fn table(schema: &str, words: &Words) -> Table {
    let name = identifier(&words.name);
    let mut table = Table::new(QualifiedName::from_parts(identifier(schema), name.clone()));
    table.comment = comment(&words.text);
    table.columns = vec![Column::new(name.clone(), text())];
    let differs = Expr::binary(
        Expr::Column(name.clone()),
        pgschema::sql::BinaryOperator::NotEqual,
        Expr::Literal(Literal::text(&*words.text).unwrap()),
    );
    table.constraints = vec![Constraint::new(
        name.clone(),
        ConstraintKind::Check(differs.clone()),
    )];
    table.row_security = RowSecurity::Enabled;
    table.policies = vec![Policy {
        name,
        kind: PolicyKind::Permissive,
        command: Command::Select,
        roles: vec![RoleName::Public],
        using: Some(differs),
        with_check: None,
    }];
    table
}

/// A table with the name for its key, and one with the name for an index.
fn with_key_and_index(schema: &str, home: &str, number: &str, words: &Words) -> Table {
    let _ = home;
    let name = identifier(&words.name);
    // No table is called as the key of another one is.
    let mut table = open_table(
        schema,
        &format!("keyed table {number} of many, by its number"),
    );
    table.columns = vec![Column::new(name.clone(), text())];
    table.constraints = vec![Constraint::new(
        name.clone(),
        ConstraintKind::PrimaryKey {
            columns: vec![name.clone()],
        },
    )];
    let mut index = Index::new(
        identifier(&format!("index {number} of many, by its number")),
        vec![IndexElement::column(name.clone())],
    );
    index.predicate = Some(Expr::binary(
        Expr::Column(name),
        pgschema::sql::BinaryOperator::NotEqual,
        Expr::Literal(Literal::text(&*words.text).unwrap()),
    ));
    table.indexes = vec![index];
    table
}

/// A partition of the name, for rows of the text.
fn partitioned(schema: &str, number: &str, words: &Words) -> Table {
    let kind = identifier("kind");
    let mut table = open_table(schema, &format!("partitioned table {number} of many"));
    table.columns = vec![Column::new(kind.clone(), text())];
    table.partition_by = Some(PartitionBy {
        strategy: PartitionStrategy::List,
        columns: vec![kind],
    });
    table.partitions = vec![Partition {
        name: identifier(&words.name),
        bound: PartitionBound::List(vec![Literal::text(&*words.text).unwrap()]),
    }];
    table
}

/// A function that gives the text.
fn function(schema: &str, words: &Words) -> Function {
    let body = Expr::Literal(Literal::text(&*words.text).unwrap());
    Function {
        arguments: vec![Argument {
            name: identifier(&words.name),
            data_type: text(),
            default: Some(Expr::Literal(Literal::text(&*words.text).unwrap())),
        }],
        parallel: Parallel::Safe,
        comment: comment(&words.text),
        ..Function::new(
            QualifiedName::new(schema, &words.name).unwrap(),
            text(),
            FunctionBody::Return(Expr::Cast {
                operand: Box::new(body),
                data_type: text(),
            }),
        )
    }
}

fn trigger_function(schema: &str, words: &Words) -> Function {
    let literal = Literal::text(&*words.text).unwrap().to_sql();
    let body = format!("BEGIN RAISE NOTICE USING MESSAGE = {literal}; RETURN NEW; END");
    Function::new(
        QualifiedName::new(schema, &words.name).unwrap(),
        BuiltinType::Trigger.into(),
        FunctionBody::Plpgsql(PlpgsqlText::new(body).unwrap()),
    )
}

fn with_trigger(schema: &str, number: &str, words: &Words) -> Table {
    let name = identifier(&words.name);
    let mut table = open_table(schema, &format!("triggered table {number}"));
    table.columns = vec![Column::new(name.clone(), text())];
    table.triggers = vec![Trigger {
        name: name.clone(),
        timing: TriggerTiming::After,
        events: vec![TriggerEvent::Update(vec![name.clone()])],
        for_each_row: true,
        when: None,
        function: QualifiedName::from_parts(identifier(schema), name),
        arguments: vec![literal(&words.text)],
    }];
    table
}
