//! Rules of which a model knows nothing: what only a server has. Their examples are statements, and
//! settings of servers.

mod definer_past_policies;
mod definer_without_search_path;
mod disabled_trigger;
mod foreign_password;
mod function_without_search_path;
mod grant_option;
mod idle_transaction;
mod invalid_index;
mod leakproof_function;
mod md5_password;
mod no_archive;
mod no_checksums;
mod no_connection_log;
mod no_slow_query_log;
mod no_statement_statistics;
mod no_tls;
mod not_durable;
mod old_extension;
mod old_transactions;
mod open_access;
mod open_large_objects;
mod open_materialized_view;
mod owner_logs_in;
mod public_creates;
mod published_past_policies;
mod runtime_admin_option;
mod runtime_administers;
mod runtime_creates;
mod runtime_owns;
mod secret_in_settings;
mod server_files;
mod settable_tenant;
mod several_owners;
mod stale_collation;
mod superuser_owns;
mod unenforced_constraint;
mod unnamed_check;
mod unsupported_server;
mod unused_index;
mod unvalidated_constraint;
mod weak_password_encryption;

use super::Rule;

/// The rules that only a server can be asked, by their identifiers: `verify::audit` asks them as well as
/// [`RULES`](super::RULES).
pub static SERVER_RULES: &[&Rule] = &[
    &definer_without_search_path::DEFINER_WITHOUT_SEARCH_PATH,
    &definer_past_policies::DEFINER_PAST_POLICIES,
    &leakproof_function::LEAKPROOF_FUNCTION,
    &function_without_search_path::FUNCTION_WITHOUT_SEARCH_PATH,
    &disabled_trigger::DISABLED_TRIGGER,
    &public_creates::PUBLIC_CREATES,
    &runtime_owns::RUNTIME_OWNS,
    &runtime_administers::RUNTIME_ADMINISTERS,
    &runtime_creates::RUNTIME_CREATES,
    &grant_option::GRANT_OPTION,
    &several_owners::SEVERAL_OWNERS,
    &owner_logs_in::OWNER_LOGS_IN,
    &superuser_owns::SUPERUSER_OWNS,
    &settable_tenant::SETTABLE_TENANT,
    &md5_password::MD5_PASSWORD,
    &runtime_admin_option::RUNTIME_ADMIN_OPTION,
    &foreign_password::FOREIGN_PASSWORD,
    &open_large_objects::OPEN_LARGE_OBJECTS,
    &server_files::SERVER_FILES,
    &published_past_policies::PUBLISHED_PAST_POLICIES,
    &secret_in_settings::SECRET_IN_SETTINGS,
    &invalid_index::INVALID_INDEX,
    &unused_index::UNUSED_INDEX,
    &stale_collation::STALE_COLLATION,
    &unvalidated_constraint::UNVALIDATED_CONSTRAINT,
    &unenforced_constraint::UNENFORCED_CONSTRAINT,
    &unnamed_check::UNNAMED_CHECK,
    &no_tls::NO_TLS,
    &open_access::OPEN_ACCESS,
    &weak_password_encryption::WEAK_PASSWORD_ENCRYPTION,
    &no_statement_statistics::NO_STATEMENT_STATISTICS,
    &no_slow_query_log::NO_SLOW_QUERY_LOG,
    &no_connection_log::NO_CONNECTION_LOG,
    &not_durable::NOT_DURABLE,
    &no_checksums::NO_CHECKSUMS,
    &no_archive::NO_ARCHIVE,
    &old_extension::OLD_EXTENSION,
    &old_transactions::OLD_TRANSACTIONS,
    &idle_transaction::IDLE_TRANSACTION,
    &unsupported_server::UNSUPPORTED_SERVER,
    &open_materialized_view::OPEN_MATERIALIZED_VIEW,
];
