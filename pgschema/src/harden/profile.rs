use std::collections::BTreeMap;

use super::Measure;
use crate::model::{Exception, Profile};
use crate::sql::{Identifier, IdentifierError, SettingValue};

/// How a database is hardened: the name of its schema, and what is different from the default.
///
/// ```
/// use pgschema::{Database, Hardening, ProfileRole, Version};
///
/// let hardening = Hardening::new("app").set(ProfileRole::Runtime, "statement_timeout", "5s");
/// let sql = Database::builder().hardened(hardening).build()?.render(Version::V17)?;
/// assert!(sql.contains("ALTER ROLE app_runtime SET statement_timeout = '5s';"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Hardening {
    pub(crate) schema: String,
    prefix: String,
    exceptions: BTreeMap<Measure, String>,
    signed_context: bool,
    pub(super) settings: BTreeMap<(ProfileRole, String), String>,
}

/// A role of the hardening profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProfileRole {
    /// Owns every object, and can't log in.
    Owner,
    /// Logs in to migrate, and becomes the owner by `SET ROLE`.
    Migrator,
    /// The application.
    Runtime,
    /// Reports, and people who look.
    Readonly,
}

impl Hardening {
    /// The profile for an application's schema. Its roles are `<schema>_owner`,
    /// `<schema>_migrator`, `<schema>_runtime` and `<schema>_readonly`.
    #[must_use]
    pub fn new(schema: impl Into<String>) -> Self {
        let schema = schema.into();
        Self {
            prefix: schema.clone(),
            schema,
            exceptions: BTreeMap::new(),
            signed_context: false,
            settings: BTreeMap::new(),
        }
    }

    /// What the names of the roles begin with, where it isn't the schema: roles belong to the whole
    /// cluster, and two databases of one cluster may have a schema of one name.
    #[must_use]
    pub fn role_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Lets nobody bind a transaction but who has a key: the setting holds a token that the application signs, with
    /// HMAC-SHA-256, and that the helpers of the policies verify. The policies are the same.
    ///
    /// Without it, every statement that gets to the server can bind its transaction to any tenant, one that was
    /// injected among them. The keys stand in a table that no role of the application can read; a token costs the server some tens
    /// of microseconds in each statement. See [`query::Context`](crate::query::Context).
    ///
    /// ```
    /// use pgschema::{Database, Hardening};
    ///
    /// let database = Database::builder().hardened(Hardening::new("app").signed_context()).build()?;
    /// assert!(database.tables().iter().any(|it| it.name.to_string() == "app_private.context_keys"));
    /// # Ok::<(), pgschema::InvalidDatabase>(())
    /// ```
    #[must_use]
    pub const fn signed_context(mut self) -> Self {
        self.signed_context = true;
        self
    }

    /// Switches a measure off. The reason stands in the snapshot; an empty one is an error.
    #[must_use]
    pub fn without(mut self, measure: Measure, reason: impl Into<String>) -> Self {
        self.exceptions.insert(measure, reason.into());
        self
    }

    /// Sets a parameter of a role's sessions to something else than the profile does.
    #[must_use]
    pub fn set(
        mut self,
        role: ProfileRole,
        parameter: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.settings.insert((role, parameter.into()), value.into());
        self
    }

    /// Whether a measure is taken.
    #[must_use]
    pub fn has(&self, measure: Measure) -> bool {
        !self.exceptions.contains_key(&measure)
    }

    /// The name of a role of the profile, for grants on views and functions.
    ///
    /// ```
    /// use pgschema::{Hardening, ProfileRole};
    ///
    /// let hardening = Hardening::new("app").role_prefix("acme");
    /// assert_eq!(hardening.role(ProfileRole::Runtime)?.as_str(), "acme_runtime");
    /// # Ok::<(), pgschema::sql::IdentifierError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the prefix makes it too long.
    pub fn role(&self, role: ProfileRole) -> Result<Identifier, IdentifierError> {
        let suffix = match role {
            ProfileRole::Owner => "owner",
            ProfileRole::Migrator => "migrator",
            ProfileRole::Runtime => "runtime",
            ProfileRole::Readonly => "readonly",
        };
        Identifier::new(format!("{}_{suffix}", self.prefix))
    }

    pub(crate) fn profile(&self) -> Result<Profile, IdentifierError> {
        Ok(Profile {
            owner: self.role(ProfileRole::Owner)?,
            migrator: self.role(ProfileRole::Migrator)?,
            runtime: self.role(ProfileRole::Runtime)?,
            readonly: self.role(ProfileRole::Readonly)?,
            tenant_type: None,
            user_type: None,
            signed_context: self.signed_context,
            lock_database: self.has(Measure::DatabasePrivileges),
            lock_public_schema: self.has(Measure::PublicSchema),
            exceptions: self
                .exceptions
                .iter()
                .map(|(measure, reason)| Exception {
                    rule: measure.name().to_owned(),
                    column: None,
                    on: None,
                    reason: reason.clone(),
                })
                .collect(),
        })
    }
}

impl From<&str> for Hardening {
    fn from(schema: &str) -> Self {
        Self::new(schema)
    }
}

impl From<String> for Hardening {
    fn from(schema: String) -> Self {
        Self::new(schema)
    }
}

impl Profile {
    /// The name of a role of the profile.
    #[must_use]
    pub const fn role(&self, role: ProfileRole) -> &Identifier {
        match role {
            ProfileRole::Owner => &self.owner,
            ProfileRole::Migrator => &self.migrator,
            ProfileRole::Runtime => &self.runtime,
            ProfileRole::Readonly => &self.readonly,
        }
    }
}

/// A value as `SET` takes it: text in quotes, which every parameter reads.
pub(super) fn setting(value: &str) -> Result<SettingValue, crate::sql::LiteralError> {
    crate::sql::TextLiteral::new(value).map(SettingValue::Text)
}
