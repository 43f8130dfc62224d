//! Documents in folders, with their versions, links and comments.

use chrono::{DateTime, Utc};
use pgschema::typed::current_user_id;
use pgschema::{PgDomain, PgEnum, Table};
use uuid::Uuid;

use super::common::Timestamps;
use super::tenants::{Membership, Tenant, TenantId};
use super::users::UserId;

/// Which folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct FolderId(pub Uuid);

/// Which document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct DocumentId(pub Uuid);

/// Which link to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct DocumentShareId(pub Uuid);

/// Which comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct CommentId(pub Uuid);

/// A folder of documents and of other folders. A folder with something in it can't be removed.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "folders", tenant = tenant_id)]
#[pg(unique(columns(parent_id, name), name = "folders_name_once"))]
#[pg(allow(
    nullable_unique,
    reason = "folders_name_once_at_the_top has those without a parent"
))]
#[pg(index(columns(name), unique, where = |f| f.parent_id.is_null(), name = "folders_name_once_at_the_top"))]
#[pg(check(name = "folders_not_in_itself", "parent_id <> id"))]
pub struct Folder {
    /// The tenant that the folder belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the folder in links and in the API.
    #[pg(primary_key)]
    pub id: FolderId,
    /// The folder that it is in; NULL at the top.
    #[pg(references(Self::id, on_delete = restrict))]
    pub parent_id: Option<FolderId>,
    /// What it is called, once in each folder.
    #[pg(max_len = 200, check(|f| f.name.trim().ne(""), name = "folders_name_not_blank"))]
    pub name: String,
    /// When the folder was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}

/// A document. What is in it is in its versions, one of which is the current one.
///
/// Documents are put into the bin by `deleted_at` and leave it for good later; `live_documents`
/// shows the others.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "documents", tenant = tenant_id)]
#[pg(foreign_key(
    columns(id, current_version),
    references(DocumentVersion::document_id, DocumentVersion::number),
    on_delete = no_action, deferrable, initially_deferred, name = "documents_current_version_fkey",
))]
#[pg(index(columns(folder_id, timestamps.updated_at desc)))]
#[pg(index(
    columns(timestamps.updated_at desc), where = |d| d.deleted_at.is_null(),
    name = "documents_live_latest_idx",
))]
#[pg(index(columns(deleted_at), where = |d| d.deleted_at.is_not_null(), name = "documents_bin_idx"))]
pub struct Document {
    /// The tenant that the document belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the document in links and in the API.
    #[pg(primary_key)]
    pub id: DocumentId,
    /// The folder that it is in; NULL at the top.
    #[pg(references(Folder::id, on_delete = restrict))]
    pub folder_id: Option<FolderId>,
    /// What it is called.
    #[pg(max_len = 300, check(|d| d.title.trim().ne(""), name = "documents_title_not_blank"))]
    pub title: String,
    /// The number of the version that is shown; NULL until there is one.
    pub current_version: Option<i32>,
    /// Who made the document.
    #[pg(immutable, references(Membership::user_id, on_delete = restrict))]
    pub created_by: UserId,
    /// When it was put into the bin.
    pub deleted_at: Option<DateTime<Utc>>,
    /// When the document was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}

/// What a document said at a time. Versions never change; they go when their document does.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "document_versions", tenant = tenant_id, primary_key(columns(document_id, number)))]
#[pg(check(name = "document_versions_number_positive", |v| v.number.gt(0)))]
#[pg(grant(select, insert, to(runtime)))]
pub struct DocumentVersion {
    /// The tenant that the version belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// The document.
    #[pg(references(Document::id, on_delete = cascade))]
    pub document_id: DocumentId,
    /// 1 for the first version, and so on.
    pub number: i32,
    /// The text.
    #[pg(check("octet_length(body) <= 1048576", name = "document_versions_body_size"))]
    pub body: String,
    /// SHA-256 of the text.
    pub digest: [u8; 32],
    /// Who wrote it.
    #[pg(references(Membership::user_id, on_delete = restrict))]
    pub author_id: UserId,
    /// When it was written.
    #[pg(default = now())]
    pub created_at: DateTime<Utc>,
}

/// What somebody with a link may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
pub enum SharePermission {
    /// Reads the document.
    View,
    /// Reads it, and comments.
    Comment,
}

/// A link with which somebody outside of the tenant reads a document. Only the hash of what is
/// secret in the link is kept, and `tenant_of_share` finds the tenant by it.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "document_shares", tenant = tenant_id)]
#[pg(index(
    columns(token_hash),
    unique,
    across_tenants,
    name = "document_shares_token_hash_key"
))]
#[pg(check(name = "document_shares_expires_later", |s| s.expires_at.gt(s.created_at)))]
#[pg(allow(
    unique_across_tenants,
    reason = "a hash of 256 random bits: nobody finds one by trying"
))]
#[pg(policy(name = "document_shares_sign_in", for = select, to(owner), using = "true"))]
#[pg(grant(select, insert, update(expires_at, revoked_at), to(runtime)))]
pub struct DocumentShare {
    /// The tenant that the link belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the link in links and in the API.
    #[pg(primary_key)]
    pub id: DocumentShareId,
    /// The document.
    #[pg(references(Document::id, on_delete = cascade))]
    pub document_id: DocumentId,
    /// SHA-256 of the secret in the link.
    pub token_hash: [u8; 32],
    /// What can be done with the link.
    #[pg(default = SharePermission::View)]
    pub permission: SharePermission,
    /// Who made the link.
    #[pg(references(Membership::user_id, on_delete = restrict))]
    pub created_by: UserId,
    /// When it was made.
    #[pg(default = now())]
    pub created_at: DateTime<Utc>,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
    /// When somebody took it back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A comment on a document. Every member reads it, and only its author changes or removes it.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "comments", tenant = tenant_id)]
#[pg(unique(columns(document_id, id), name = "comments_document_key"))]
#[pg(foreign_key(
    columns(document_id, reply_to), references(Self::document_id, Self::id),
    on_delete = cascade, name = "comments_reply_to_fkey",
))]
#[pg(index(columns(document_id, timestamps.created_at)))]
#[pg(policy(name = "comments_read", for = select, to(runtime), using = "true"))]
#[pg(policy(
    name = "comments_add_own", for = insert, to(runtime),
    with_check = |c| c.author_id.eq(current_user_id()),
))]
#[pg(policy(
    name = "comments_change_own", for = update, to(runtime),
    using = |c| c.author_id.eq(current_user_id()), with_check = |c| c.author_id.eq(current_user_id()),
))]
#[pg(policy(
    name = "comments_remove_own", for = delete, to(runtime),
    using = |c| c.author_id.eq(current_user_id()),
))]
#[pg(allow(
    cascade_past_policies,
    on = "comments_document_id_fkey",
    reason = "a document takes its comments with it, whoever wrote them",
))]
#[pg(allow(
    cascade_past_policies,
    on = "comments_reply_to_fkey",
    reason = "an answer to what isn't there means nothing",
))]
pub struct Comment {
    /// The tenant that the comment belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the comment in links and in the API.
    #[pg(primary_key)]
    pub id: CommentId,
    /// The document.
    #[pg(immutable, references(Document::id, on_delete = cascade))]
    pub document_id: DocumentId,
    /// The comment on the same document that this one answers.
    #[pg(immutable)]
    pub reply_to: Option<CommentId>,
    /// Who wrote it.
    #[pg(immutable, default = current_user_id(), references(Membership::user_id, on_delete = restrict))]
    pub author_id: UserId,
    /// The text.
    #[pg(max_len = 10000, check(|c| c.body.trim().ne(""), name = "comments_body_not_blank"))]
    pub body: String,
    /// When the comment was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
