use super::guard::write_on_current_database;
use super::{DataType, Identifier, QualifiedName, ToSql, Writer};

/// What a [`Grant`](super::Grant) or a [`Revoke`](super::Revoke) is about.
///
/// ```
/// use pgschema::define::Privilege;
/// use pgschema::sql::{Grant, Identifier, Object, QualifiedName, RoleName};
///
/// let reader = RoleName::Named(Identifier::new("reader")?);
/// let on = |object| Grant::new([Privilege::Usage.into()], object, [reader.clone()]).to_string();
/// let schema = Object::Schema(Identifier::new("app")?);
/// assert_eq!(on(schema), "GRANT USAGE ON SCHEMA app TO reader;");
/// let sequence = Object::Sequence(QualifiedName::new("app", "numbers")?);
/// assert_eq!(on(sequence), "GRANT USAGE ON SEQUENCE app.numbers TO reader;");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: GRANT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// The database that the statement is run in. GRANT and REVOKE take a name only, so that they
    /// are written within a `DO` block, which looks the name up.
    CurrentDatabase,
    /// A schema.
    Schema(Identifier),
    /// A table, a partition or a view.
    Table(QualifiedName),
    /// A sequence.
    Sequence(QualifiedName),
    /// A function, with the types of its arguments.
    Function(QualifiedName, Vec<DataType>),
    /// A type or a domain.
    Type(QualifiedName),
    /// A procedural language.
    Language(Identifier),
}

impl Object {
    /// Writes `before ON object after`.
    pub(super) fn write_statement(
        &self,
        out: &mut Writer,
        before: impl FnOnce(&mut Writer),
        after: impl FnOnce(&mut Writer),
    ) {
        if matches!(self, Self::CurrentDatabase) {
            let before = |out: &mut Writer| {
                before(out);
                out.push(" ON DATABASE ");
            };
            return write_on_current_database(out, before, after);
        }
        before(out);
        out.push(" ON ");
        self.write_named(out);
        after(out);
        out.push(";");
    }

    pub(super) fn write_named(&self, out: &mut Writer) {
        match self {
            Self::CurrentDatabase => {}
            Self::Schema(name) => write_as("SCHEMA ", name, out),
            Self::Table(name) => write_as("TABLE ", name, out),
            Self::Sequence(name) => write_as("SEQUENCE ", name, out),
            Self::Function(name, arguments) => write_function(name, arguments, out),
            Self::Type(name) => write_as("TYPE ", name, out),
            Self::Language(name) => write_as("LANGUAGE ", name, out),
        }
    }
}

/// Writes `KIND name`.
pub(super) fn write_as(kind: &str, name: &impl ToSql, out: &mut Writer) {
    out.push(kind);
    name.write(out);
}

/// Writes `FUNCTION name(types)`: functions of one name differ by the types of their arguments.
pub(super) fn write_function(name: &QualifiedName, arguments: &[DataType], out: &mut Writer) {
    write_as("FUNCTION ", name, out);
    out.push("(");
    out.push_list(arguments, ", ");
    out.push(")");
}

#[cfg(test)]
mod tests {
    use crate::define::{BuiltinType, Privilege};
    use crate::sql::{Grant, Identifier, IdentifierError, Object, QualifiedName, RoleName, ToSql};

    fn grant(privilege: Privilege, on: Object) -> String {
        Grant::new([privilege.into()], on, [RoleName::Public]).to_sql()
    }

    #[test]
    fn a_function_is_named_with_its_arguments() -> Result<(), IdentifierError> {
        let types = vec![BuiltinType::Uuid.into(), BuiltinType::Integer.into()];
        let function = Object::Function(QualifiedName::new("app", "f")?, types);
        let sql = grant(Privilege::Execute, function);
        assert_eq!(
            sql,
            "GRANT EXECUTE ON FUNCTION app.f(uuid, integer) TO PUBLIC;"
        );
        Ok(())
    }

    #[test]
    fn types_and_languages() -> Result<(), IdentifierError> {
        let status = Object::Type(QualifiedName::new("app", "status")?);
        let sql = grant(Privilege::Usage, status);
        assert_eq!(sql, "GRANT USAGE ON TYPE app.status TO PUBLIC;");
        let language = Object::Language(Identifier::new("plpgsql")?);
        let sql = grant(Privilege::Usage, language);
        assert_eq!(sql, "GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC;");
        Ok(())
    }
}
