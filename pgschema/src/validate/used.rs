use pgschema_syntax::names::used_columns;

use crate::model::Table;
use crate::sql::Expr;

/// The columns of a table that an expression uses, those in SQL by hand among them.
pub(super) fn columns<'a>(expression: &Expr, table: &'a Table) -> Vec<&'a str> {
    let names: Vec<&'a str> = table.columns.iter().map(|it| it.name.as_str()).collect();
    let mut found: Vec<&'a str> = Vec::new();
    expression.any(&mut |part| {
        match part {
            Expr::Column(column) => {
                found.extend(names.iter().filter(|name| *column == **name));
            }
            Expr::Sql(text) => found.extend(used_columns(text.as_str(), &names)),
            _ => {}
        }
        false
    });
    found.sort_unstable();
    found.dedup();
    found
}
