//! The signed context: who may bind a transaction to a tenant is who has the key, and not who can run `SET`.
//!
//! A setting can be made by every statement that gets to the server, also by one that an attacker put into
//! another. With this, the setting holds a token that the application signed, and the helpers believe nothing else.
//! The policies stay as they are: they ask the same helpers.

use super::helpers::setting_prefix;
use crate::define::BuiltinType;
use crate::model::{Column, Constraint, Database, Exception, Function, RowSecurity, Schema, Table};
use crate::sql::{
    BinaryOperator, ConstraintKind, DataType, Expr, Function as Called, FunctionBody, Identifier,
    Literal, Parallel, PlpgsqlText, QualifiedName, TextLiteral, ToSql, Volatility,
};
use crate::validate::ProblemKind;

/// The setting that holds the token.
pub(crate) fn setting(home: &Identifier) -> String {
    format!("{}.context", setting_prefix(home))
}

/// The table of the keys.
pub(crate) fn keys(home: &Identifier) -> Result<QualifiedName, ProblemKind> {
    let schema = Identifier::new(format!("{}_private", home.as_str()))?;
    Ok(QualifiedName::from_parts(
        schema,
        Identifier::new("context_keys")?,
    ))
}

/// Adds the table of the keys, which nobody but its owner may read. It is not forced: the helpers run with the
/// rights of the owner, and read it.
pub(super) fn add(database: &mut Database) -> Result<(), ProblemKind> {
    let name = keys(&database.home)?;
    database.schemas.push(Schema {
        name: name.schema().clone(),
        exists: false,
        usage: Vec::new(),
        comment: Some(TextLiteral::new(
            "What only the helpers of the policies read.",
        )?),
    });
    let mut table = Table::new(name);
    table.comment = Some(TextLiteral::new(
        "The keys that sign the context of a transaction, each as the two pads of its HMAC (RFC 2104).",
    )?);
    table.row_security = RowSecurity::Enabled;
    let key = Identifier::new("key_id")?;
    table.columns.push(Column::new(
        key.clone(),
        DataType::Builtin(BuiltinType::Text),
    ));
    let primary = ConstraintKind::PrimaryKey { columns: vec![key] };
    table.constraints.push(Constraint::new(
        Identifier::new("context_keys_pkey")?,
        primary,
    ));
    for pad in ["inner_pad", "outer_pad"] {
        let column = Identifier::new(pad)?;
        let length = Expr::call(
            Called::Builtin(Identifier::new("octet_length")?),
            vec![Expr::Column(column.clone())],
        );
        let is_whole = Expr::binary(
            length,
            BinaryOperator::Equal,
            Expr::Literal(Literal::Integer(64)),
        );
        table.constraints.push(Constraint::new(
            Identifier::new(format!("context_keys_{pad}_check"))?,
            ConstraintKind::Check(is_whole),
        ));
        table
            .columns
            .push(Column::new(column, DataType::Builtin(BuiltinType::Bytea)));
    }
    for rule in ["row_security_not_forced", "no_policy"] {
        table.exceptions.push(Exception {
            rule: rule.to_owned(),
            column: None,
            on: None,
            reason: "nobody but the owner may read the keys, and its helpers do".to_owned(),
        });
    }
    database.tables.push(table);
    Ok(())
}

/// The helper that reads a part of the token, once it has seen that the token is good.
pub(super) fn context_function(
    home: &Identifier,
    name: QualifiedName,
    part: usize,
    data_type: DataType,
) -> Result<Function, ProblemKind> {
    let keys = keys(home)?.to_sql();
    let setting = TextLiteral::new(setting(home))?.to_sql();
    let returned = data_type.to_sql();
    // What is compared is hashed once more: how long the comparison takes says nothing of the signature.
    let body = format!(
        "DECLARE\n  \
           token text := nullif(current_setting({setting}, true), '');\n  \
           part text[];\n  \
           pads record;\n\
         BEGIN\n  \
           IF token IS NULL THEN\n    RETURN NULL;\n  END IF;\n  \
           part := string_to_array(token, '.');\n  \
           SELECT k.inner_pad, k.outer_pad INTO pads FROM {keys} AS k WHERE k.key_id = part[2];\n  \
           IF NOT FOUND OR cardinality(part) <> 6 OR part[1] <> 'v1' OR part[6] !~ '^[0-9a-f]{{64}}$' THEN\n    \
             RAISE EXCEPTION 'the context is not one that was signed' USING ERRCODE = '28000';\n  \
           END IF;\n  \
           IF sha256(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(array_to_string(part[1:5], '.'), 'UTF8'))))\n      \
             IS DISTINCT FROM sha256(decode(part[6], 'hex')) THEN\n    \
             RAISE EXCEPTION 'the context is not one that was signed' USING ERRCODE = '28000';\n  \
           END IF;\n  \
           IF part[3]::bigint < extract(epoch FROM clock_timestamp()) THEN\n    \
             RAISE EXCEPTION 'the context was signed too long ago' USING ERRCODE = '28000';\n  \
           END IF;\n  \
           RETURN nullif(convert_from(decode(part[{part}], 'hex'), 'UTF8'), '')::{returned};\n\
         END"
    );
    let text =
        PlpgsqlText::new(&body).map_err(|error| ProblemKind::Syntax { text: body, error })?;
    let mut function = Function::new(name, data_type, FunctionBody::Plpgsql(text));
    function.volatility = Volatility::Stable;
    function.parallel = Parallel::Safe;
    function.security_definer = true;
    Ok(function)
}
