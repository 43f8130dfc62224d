//! What `encrypted` makes beside its column.

use super::column::call;
use super::context::Scope;
use super::names::NameSpace;
use crate::define::{BuiltinType, ColumnDef, EncryptedDef, GeneratedKind, Storage, envelope};
use crate::model::{Column, Constraint, Encryption, Index};
use crate::sql::{
    BinaryOperator, ConstraintKind, DataType, Expr, Generated, Identifier, IndexElement, Literal,
    TextLiteral,
};
use crate::validate::ProblemKind;

impl Scope<'_> {
    /// The column itself, and those that the server computes from what is sealed.
    pub(super) fn with_encrypted(
        &mut self,
        definition: &'static ColumnDef,
        mut column: Column,
    ) -> Vec<Column> {
        let Some(encrypted) = definition.encrypted else {
            return vec![column];
        };
        let made = match made(&column, encrypted) {
            Ok(made) => made,
            Err(kind) => {
                let label = self.column_label(&column.name);
                self.context.report(&label, kind);
                return vec![column];
            }
        };
        let mut names = made.iter().map(|it| it.name.clone());
        column.encryption = names.next().map(|key_id| {
            Box::new(Encryption {
                key_id,
                blind_index: names.next(),
            })
        });
        // It looks like noise, and so the server would compress it in vain.
        column.storage = Some(Storage::External);
        std::iter::once(column).chain(made).collect()
    }

    /// That the value is one that was sealed, and how long it may be.
    pub(super) fn encrypted_check(
        &mut self,
        column: &Identifier,
        definition: &'static ColumnDef,
        names: &mut NameSpace,
    ) -> Option<Constraint> {
        let encrypted = definition.encrypted?;
        let has_index = encrypted.blind_index;
        let length = || call("octet_length", column, []);
        let least = envelope::overhead(has_index);
        let format = Expr::binary(
            call("get_byte", column, [number(0)]),
            BinaryOperator::Equal,
            number(envelope::format(has_index).into()),
        );
        let mut is_sealed = Expr::binary(
            Expr::binary(length(), BinaryOperator::GreaterOrEqual, number(least)),
            BinaryOperator::And,
            format,
        );
        if let Some(most) = definition.max_len.and_then(|it| usize::try_from(it).ok()) {
            let is_short = Expr::binary(
                length(),
                BinaryOperator::LessOrEqual,
                number(least.saturating_add(most)),
            );
            is_sealed = Expr::binary(is_sealed, BinaryOperator::And, is_short);
        }
        self.check(&[column.as_str(), "sealed"], is_sealed, None, names)
    }

    /// What keeps the value unique.
    pub(super) fn encrypted_unique(
        &mut self,
        column: &Identifier,
        definition: &'static ColumnDef,
        names: &mut NameSpace,
    ) -> Option<Constraint> {
        definition.encrypted.filter(|it| it.unique)?;
        let blind_index = self.blind_index(column)?;
        let columns = self.lead_with_tenant(vec![blind_index]);
        let parts: Vec<&str> = columns.iter().map(Identifier::as_str).collect();
        let name = self.derive(names, &parts, "key")?;
        Some(Constraint::new(
            name,
            ConstraintKind::Unique {
                columns,
                include: Vec::new(),
                nulls_not_distinct: false,
            },
        ))
    }

    /// What finds rows by the value.
    pub(super) fn encrypted_index(
        &mut self,
        definition: &'static ColumnDef,
        names: &mut NameSpace,
    ) -> Option<Index> {
        definition
            .encrypted
            .filter(|it| it.blind_index && !it.unique)?;
        let column = self.identifier(definition.name)?;
        let blind_index = self.blind_index(&column)?;
        let columns = self.lead_with_tenant(vec![blind_index]);
        let parts: Vec<&str> = columns.iter().map(Identifier::as_str).collect();
        let name = self.derive(names, &parts, "idx")?;
        let elements = columns.into_iter().map(IndexElement::column);
        Some(Index::new(name, elements.collect()))
    }

    fn blind_index(&mut self, column: &Identifier) -> Option<Identifier> {
        self.identifier(&pgschema_syntax::encrypted::blind_index(column.as_str()))
    }
}

/// The number of the key, and the blind index.
fn made(column: &Column, encrypted: EncryptedDef) -> Result<Vec<Column>, ProblemKind> {
    let byte = |at: usize| call("get_byte", &column.name, [number(at)]);
    let high = Expr::binary(
        byte(envelope::KEY_ID),
        BinaryOperator::Multiply,
        number(256),
    );
    let key_id = Expr::binary(high, BinaryOperator::Add, byte(envelope::KEY_ID + 1));
    let mut columns = vec![generated(
        column,
        &pgschema_syntax::encrypted::key_id(column.name.as_str()),
        BuiltinType::Integer,
        key_id,
        format!("The key that has sealed {}.", column.name.as_str()),
    )?];
    if encrypted.blind_index {
        // SQL counts from one.
        let part = [
            number(envelope::BLIND_INDEX + 1),
            number(envelope::BLIND_INDEX_LENGTH),
        ];
        columns.push(generated(
            column,
            &pgschema_syntax::encrypted::blind_index(column.name.as_str()),
            BuiltinType::Bytea,
            call("substr", &column.name, part),
            format!("Equal where {} is equal.", column.name.as_str()),
        )?);
    }
    Ok(columns)
}

fn generated(
    of: &Column,
    name: &str,
    data_type: BuiltinType,
    expression: Expr,
    comment: String,
) -> Result<Column, ProblemKind> {
    let mut column = Column::new(Identifier::new(name)?, DataType::Builtin(data_type));
    column.nullable = of.nullable;
    column.generated = Some(Box::new(Generated {
        kind: GeneratedKind::Stored,
        expression,
    }));
    column.comment = Some(TextLiteral::new(comment)?);
    Ok(column)
}

fn number(number: usize) -> Expr {
    Expr::Literal(Literal::Integer(i64::try_from(number).unwrap_or(i64::MAX)))
}
