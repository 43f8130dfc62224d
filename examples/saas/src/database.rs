use std::error::Error;

use pgschema::{Database, Version};

use crate::schema::api_keys::ApiKey;
use crate::schema::audit::AuditEntry;
use crate::schema::bookings::{Booking, Room};
use crate::schema::documents::{Comment, Document, DocumentShare, DocumentVersion, Folder};
use crate::schema::events::Event;
use crate::schema::invoices::Invoice;
use crate::schema::jobs::Job;
use crate::schema::kyc::IdentityCheck;
use crate::schema::lookups::ExchangeRate;
use crate::schema::orders::{Order, OrderLine, Product};
use crate::schema::search::Article;
use crate::schema::subscriptions::Subscription;
use crate::schema::tenants::{Membership, Tenant};
use crate::schema::users::User;
use crate::{functions, roles, views};

/// The schema that everything is in.
pub(crate) const SCHEMA: &str = "app";

/// The whole database, as a server of a version can have it.
///
/// Only one thing depends on the version: before PostgreSQL 15 a view reads with the rights of its
/// owner, past every policy, so there is no view for 14.
///
/// ```
/// use pgschema::Version;
///
/// assert!(saas::database(Version::V14)?.views().is_empty());
/// assert_eq!(saas::database(Version::V15)?.views().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If the definitions contradict each other; the tests see to it that they don't.
pub fn database(version: Version) -> Result<Database, Box<dyn Error>> {
    let mut builder = Database::builder()
        .hardened(SCHEMA)
        .role(roles::worker()?)
        .table::<ApiKey>()
        .table::<Article>()
        .table::<AuditEntry>()
        .table::<Booking>()
        .table::<Comment>()
        .table::<Document>()
        .table::<DocumentShare>()
        .table::<DocumentVersion>()
        .table::<Event>()
        .table::<ExchangeRate>()
        .table::<Folder>()
        .table::<IdentityCheck>()
        .table::<Invoice>()
        .table::<Job>()
        .table::<Membership>()
        .table::<Order>()
        .table::<OrderLine>()
        .table::<Product>()
        .table::<Room>()
        .table::<Subscription>()
        .table::<Tenant>()
        .table::<User>();
    for function in functions::all()? {
        builder = builder.function(function);
    }
    if version >= Version::V15 {
        builder = builder.view(views::live_documents()?);
    }
    Ok(builder.build()?)
}
