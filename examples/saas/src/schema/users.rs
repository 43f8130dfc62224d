//! People.

use pgschema::{PgDomain, Table};
use uuid::Uuid;

use super::common::{Email, Timestamps};

/// Which person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct UserId(pub Uuid);

/// A person with an account, whichever tenants they work for. Only they themselves see the row; who
/// signs in is found by `user_of_subject`.
///
/// There are no passwords: an identity provider proves who somebody is. At the first time the
/// application makes the id, binds the transaction to it (SET LOCAL app.user_id) and adds the row.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "users", owner = id)]
#[pg(policy(name = "users_sign_in", for = select, to(owner), using = "true"))]
#[pg(grant(select, insert, update(email, locale), to(runtime)))]
pub struct User {
    /// The id, made by the application.
    #[pg(primary_key, no_default)]
    pub id: UserId,
    /// Who this is for the identity provider; never used again for somebody else.
    #[pg(unique, max_len = 255)]
    pub subject: String,
    /// Where mail for this person goes.
    #[pg(unique)]
    pub email: Email,
    /// The language for this person, such as de-AT.
    #[pg(
        default = "'en'",
        check("locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'", name = "users_locale_form")
    )]
    pub locale: String,
    /// When the account was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
