use std::fmt;

use super::{Query, QueryError};
use crate::Database;
use crate::define::{BuiltinType, ColumnType, TypeDef};
use crate::harden::setting_prefix;
use crate::sql::{
    DataType, Identifier, Literal, Parameter, SetParameter, SettingValue, TextLiteral, ToSql,
};
use crate::typed::ToLiteral;

/// A value of which somebody says how it was made sure of.
///
/// Row-level security holds a transaction to the tenant that it is bound to, and believes whoever binds it. An id out of
/// a header or a path that nobody checked lets the caller choose the tenant. So a [`Context`] takes no bare id: where it
/// is made, the code says why it can be believed, and a reviewer finds all these places by this name.
///
/// ```
/// use pgschema::query::Authenticated;
///
/// let tenant = Authenticated::by("the signature of the session cookie", 42_i64);
/// assert_eq!(*tenant.value(), 42);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authenticated<T> {
    value: T,
    by: &'static str,
}

impl<T> Authenticated<T> {
    /// A value, and what made sure of it.
    pub const fn by(what: &'static str, value: T) -> Self {
        Self { value, by: what }
    }

    /// The value.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// What made sure of it.
    #[must_use]
    pub const fn made_sure_by(&self) -> &'static str {
        self.by
    }
}

/// Whose rows a transaction is about: the tenant, and the user where tables have owners.
///
/// ```
/// # #[cfg(all(feature = "derive", feature = "uuid"))]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use pgschema::{Database, Table};
/// use pgschema::query::{Authenticated, Context};
/// use uuid::Uuid;
/// # #[derive(Table)]
/// # #[pg(table = "documents", tenant = tenant_id)]
/// # struct Document {
/// #     #[pg(primary_key)]
/// #     id: Uuid,
/// #     tenant_id: Uuid,
/// # }
/// # let database = Database::builder().hardened("app").table::<Document>().build()?;
///
/// let tenant = Authenticated::by("the session cookie's signature", Uuid::nil());
/// let context = Context::new(&database).tenant(tenant)?;
/// assert_eq!(
///     context.statements()?[0].text(),
///     "SET LOCAL app.tenant_id = '00000000-0000-0000-0000-000000000000'"
/// );
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "derive", feature = "uuid")))]
/// # fn main() {}
/// ```
///
/// `SET LOCAL` ends with its transaction, also where a pool gives the connection to somebody else then. Outside of a
/// transaction it does nothing, and policies show no row.
///
/// PostgreSQL manual: SET.
#[derive(Clone)]
#[must_use = "a context binds nothing by itself"]
pub struct Context<'d> {
    database: &'d Database,
    tenant: Option<TextLiteral>,
    user: Option<TextLiteral>,
    #[cfg(feature = "signed-context")]
    signed: Option<(&'d super::ContextKey, std::time::Duration)>,
}

// The model is long, and a token is as good as a password while it lasts.
impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |it: &Option<TextLiteral>| it.as_ref().map(|it| it.as_str().to_owned());
        f.debug_struct("Context")
            .field("tenant", &text(&self.tenant))
            .field("user", &text(&self.user))
            .finish_non_exhaustive()
    }
}

impl<'d> Context<'d> {
    /// Nobody yet.
    pub const fn new(database: &'d Database) -> Self {
        Self {
            database,
            tenant: None,
            user: None,
            #[cfg(feature = "signed-context")]
            signed: None,
        }
    }

    /// Nobody yet, in a database that believes only what a key has signed. Each transaction gets a token of its own,
    /// which is worth something for as long as `lifetime` says: longer than a transaction may take, and no more.
    #[cfg(feature = "signed-context")]
    pub const fn signed(
        database: &'d Database,
        key: &'d super::ContextKey,
        lifetime: std::time::Duration,
    ) -> Self {
        Self {
            database,
            tenant: None,
            user: None,
            signed: Some((key, lifetime)),
        }
    }

    /// The tenant.
    ///
    /// # Errors
    ///
    /// If the id isn't of the type of the tenant columns, is NULL or empty, if there are no tenants, or if the database
    /// asks for a signature.
    pub fn tenant<V: ToLiteral + ColumnType>(
        mut self,
        id: Authenticated<V>,
    ) -> Result<Self, QueryError> {
        let profile = self.database.profile();
        let expected = profile.and_then(|it| it.tenant_type.as_ref());
        self.tenant = Some(self.text("tenant", expected, &id.value)?);
        Ok(self)
    }

    /// The user.
    ///
    /// # Errors
    ///
    /// If the id isn't of the type of the owner columns, is NULL or empty, if no table has owners, or if the database
    /// asks for a signature.
    pub fn user<V: ToLiteral + ColumnType>(
        mut self,
        id: Authenticated<V>,
    ) -> Result<Self, QueryError> {
        let profile = self.database.profile();
        let expected = profile.and_then(|it| it.user_type.as_ref());
        self.user = Some(self.text("user", expected, &id.value)?);
        Ok(self)
    }

    fn text<V: ToLiteral + ColumnType>(
        &self,
        what: &'static str,
        expected: Option<&DataType>,
        id: &V,
    ) -> Result<TextLiteral, QueryError> {
        let verifies = self.database.profile().is_some_and(|it| it.signed_context);
        match (verifies, self.is_signed()) {
            (true, false) => return Err(QueryError::Unsigned),
            (false, true) => return Err(QueryError::NotVerified),
            _ => {}
        }
        let Some(expected) = expected else {
            return Err(QueryError::NoContext { what });
        };
        if !is_of(&V::TYPE, expected, self.database.home()) {
            return Err(QueryError::ContextType {
                what,
                given: type_name(&V::TYPE),
                expected: expected.to_sql(),
            });
        }
        let text = match id.to_literal()? {
            Literal::Text(text) => text.as_str().to_owned(),
            Literal::Integer(number) => number.to_string(),
            Literal::Number(number) => number.as_str().to_owned(),
            Literal::Boolean(_) | Literal::Bytes(_) | Literal::Null => String::new(),
        };
        if text.is_empty() {
            return Err(QueryError::NullContext { what });
        }
        Ok(TextLiteral::new(text)?)
    }

    #[cfg(feature = "signed-context")]
    const fn is_signed(&self) -> bool {
        self.signed.is_some()
    }

    #[cfg(not(feature = "signed-context"))]
    #[allow(
        clippy::unused_self,
        reason = "with the feature it has something to ask"
    )]
    const fn is_signed(&self) -> bool {
        false
    }

    /// The statements that bind a transaction, to be its first: one for each setting, also for those of which nobody is
    /// said, so that nothing is left of what a session had before. Those of a signed context are others each time, and
    /// send their token beside the statement, where no other session sees it.
    ///
    /// # Errors
    ///
    /// If neither a tenant nor a user is said, or a signed context is to last longer than a day.
    pub fn statements(&self) -> Result<Vec<Query>, QueryError> {
        if self.tenant.is_none() && self.user.is_none() {
            return Err(QueryError::Nobody);
        }
        #[cfg(feature = "signed-context")]
        if let Some((key, lifetime)) = self.signed {
            return Ok(vec![self.signed_statement(key, lifetime)?]);
        }
        let profile = self.database.profile();
        let prefix = setting_prefix(self.database.home());
        let settings = [
            (
                "tenant_id",
                &self.tenant,
                profile.is_some_and(|it| it.tenant_type.is_some()),
            ),
            (
                "user_id",
                &self.user,
                profile.is_some_and(|it| it.user_type.is_some()),
            ),
        ];
        let settings = settings.into_iter().filter(|(_, _, is_there)| *is_there);
        settings
            .map(|(name, value, _)| local(&format!("{prefix}.{name}"), value.clone()))
            .collect()
    }

    #[cfg(feature = "signed-context")]
    fn signed_statement(
        &self,
        key: &super::ContextKey,
        lifetime: std::time::Duration,
    ) -> Result<Query, QueryError> {
        if lifetime > LONGEST {
            return Err(QueryError::Lifetime);
        }
        let text = |it: &Option<TextLiteral>| {
            it.as_ref()
                .map_or_else(String::new, |it| it.as_str().to_owned())
        };
        let token = key.token(&text(&self.tenant), &text(&self.user), lifetime);
        let name = TextLiteral::new(crate::harden::signed::setting(self.database.home()))?;
        let name = name.to_sql();
        Ok(Query {
            text: format!("SELECT pg_catalog.set_config({name}, $1::text, true)"),
            parameters: vec![super::Parameter::Text(Some(token))],
        })
    }
}

/// The longest that a signed context can last.
#[cfg(feature = "signed-context")]
const LONGEST: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

/// `SET LOCAL name = 'value'`
fn local(name: &str, value: Option<TextLiteral>) -> Result<Query, QueryError> {
    let value = match value {
        Some(value) => value,
        None => TextLiteral::new("")?,
    };
    let parameter = Parameter::new(name).map_err(|_| QueryError::NoContext { what: "setting" })?;
    let set = SetParameter::new(parameter, SettingValue::Text(value)).local();
    Ok(Query {
        text: set.to_sql().trim_end_matches(';').to_owned(),
        parameters: Vec::new(),
    })
}

/// Whether a Rust type is what a column of the type holds.
fn is_of(definition: &TypeDef, expected: &DataType, home: &Identifier) -> bool {
    match (definition, expected) {
        (TypeDef::Builtin(given), DataType::Builtin(expected)) => given == expected,
        // Of a type that was written by hand only the name is known, and that a text can be cast to it.
        (TypeDef::Builtin(BuiltinType::Text), DataType::Text(_)) => true,
        (TypeDef::Builtin(given), DataType::Text(text)) => {
            let name = text.as_str().to_ascii_lowercase();
            let is_alias = match given {
                BuiltinType::Smallint => name == "int2",
                BuiltinType::Integer => name == "int" || name == "int4",
                BuiltinType::Bigint => name == "int8",
                _ => false,
            };
            is_alias || DataType::Builtin(*given).to_sql() == name
        }
        (TypeDef::Domain(domain), DataType::Named(named)) => {
            let schema = domain.schema.unwrap_or(home.as_str());
            named.name.name().as_str() == domain.name && named.name.schema().as_str() == schema
        }
        _ => false,
    }
}

fn type_name(definition: &TypeDef) -> String {
    match definition {
        TypeDef::Builtin(builtin) => DataType::Builtin(*builtin).to_sql(),
        TypeDef::Domain(domain) => domain.name.to_owned(),
        TypeDef::Enum(definition) => definition.name.to_owned(),
        TypeDef::Array(_) => "an array".to_owned(),
        _ => DataType::Builtin(BuiltinType::Text).to_sql(),
    }
}
