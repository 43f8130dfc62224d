//! Which objects of the database a function or a view needs before it can be made.

use std::collections::HashMap;

use pgschema_syntax::names::{self, References};

use crate::model::{Function, View};
use crate::sql::{DataType, FunctionBody, Identifier, QualifiedName, ToSql};

/// What the server binds when a function is made: its types, and a body that is not PL/pgSQL.
pub(crate) fn of_function(function: &Function) -> References {
    let mut found = References::default();
    add_type(&function.returns, &mut found);
    for argument in &function.arguments {
        add_type(&argument.data_type, &mut found);
        if let Some(default) = &argument.default {
            add(&default.to_sql(), &mut found);
        }
    }
    match &function.body {
        FunctionBody::Return(expression) => add(&expression.to_sql(), &mut found),
        FunctionBody::Atomic(statements) => {
            for statement in statements {
                add(statement.as_str(), &mut found);
            }
        }
        FunctionBody::Plpgsql(_) => {}
    }
    found
}

/// What the server binds when a view is made.
pub(crate) fn of_view(view: &View) -> References {
    names::references(view.query.as_str())
}

/// What the server must know before it knows a type.
pub(crate) fn add_type(data_type: &DataType, found: &mut References) {
    match data_type {
        DataType::Builtin(_) => {}
        DataType::Array(element) => add_type(element, found),
        DataType::Named(named) => found.types.push(vec![
            named.name.schema().as_str().to_owned(),
            named.name.name().as_str().to_owned(),
        ]),
        DataType::Text(text) => found.types.push(names::type_reference(text.as_str())),
    }
}

fn add(text: &str, found: &mut References) {
    let more = names::references(text);
    found.relations.extend(more.relations);
    found.functions.extend(more.functions);
    found.types.extend(more.types);
    found.qualified.extend(more.qualified);
}

/// Positions of objects by their names, of which functions share some.
pub(crate) struct Names<'a> {
    home: &'a str,
    positions: HashMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> Names<'a> {
    /// Those of a list, in its order.
    pub(crate) fn new(
        home: &'a Identifier,
        names: impl IntoIterator<Item = &'a QualifiedName>,
    ) -> Self {
        let mut positions: HashMap<_, Vec<usize>> = HashMap::new();
        for (position, name) in names.into_iter().enumerate() {
            let key = (name.schema().as_str(), name.name().as_str());
            positions.entry(key).or_default().push(position);
        }
        Self {
            home: home.as_str(),
            positions,
        }
    }

    /// The objects that a name means. Without a schema it is looked up at home.
    pub(crate) fn named<'b>(&'b self, path: &'b [String]) -> &'b [usize] {
        let key = match path {
            [name] => (self.home, name.as_str()),
            [schema, name] => (schema.as_str(), name.as_str()),
            _ => return &[],
        };
        self.positions.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The objects that several names mean.
    pub(crate) fn all<'b>(
        &'b self,
        paths: impl IntoIterator<Item = &'b Vec<String>> + 'b,
    ) -> impl Iterator<Item = usize> + 'b {
        let paths = paths.into_iter();
        paths.flat_map(|path| self.named(path).iter().copied())
    }

    /// The types, or the tables by their rows, that something needs.
    pub(crate) fn types<'b>(
        &'b self,
        references: &'b References,
    ) -> impl Iterator<Item = usize> + 'b {
        self.all(references.types.iter().chain(&references.qualified))
    }
}
