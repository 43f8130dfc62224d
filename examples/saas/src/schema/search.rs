//! The tenant's handbook, with full text search.

use pgschema::{PgDomain, Table};
use uuid::Uuid;

use super::common::Timestamps;
use super::tenants::{Tenant, TenantId};

/// Which article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct ArticleId(pub Uuid);

/// The words of a text, as full text search has them.
#[derive(Clone, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent, type = "tsvector")]
pub struct SearchVector(pub String);

/// An article of the tenant's handbook.
///
/// Below a policy the index for full text search can't be used: `@@` is not leakproof, so the server
/// looks at every row of the tenant. `search_articles` runs as the owner, who is let in by a policy
/// of their own, and asks for the tenant itself.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "articles", tenant = tenant_id)]
#[pg(index(columns(tenant_id, search), using = gin, name = "articles_search_idx"))]
#[pg(allow(
    leaky_index,
    reason = "search_articles uses it as the owner, whom a policy of their own lets in"
))]
#[pg(policy(name = "articles_search", for = select, to(owner), using = "true"))]
pub struct Article {
    /// The tenant that the article belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the article in links and in the API.
    #[pg(primary_key)]
    pub id: ArticleId,
    /// The part of the address that is the article's own.
    #[pg(
        unique,
        check("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name = "articles_slug_form"),
        max_len = 100
    )]
    pub slug: String,
    /// The title.
    #[pg(max_len = 300)]
    pub title: String,
    /// The text.
    #[pg(check("octet_length(body) <= 524288", name = "articles_body_size"))]
    pub body: String,
    /// The words of both; those of the title count more.
    #[pg(generated(
        stored = "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')"
    ))]
    pub search: SearchVector,
    /// When the article was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
