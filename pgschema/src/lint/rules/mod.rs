//! The rules, one to a file. What a file has is all there is to say about the rule: the page of the rule
//! book and the tests on servers are made from it.

mod ambiguous_allow;
mod autovacuum_off;
mod boolean_index;
mod cascade_past_policies;
mod changeable_audit;
mod check_weaker_than_using;
mod citext_column;
mod concatenated_sql;
mod database_open_to_public;
mod default_privileges_for_public;
mod definer_function_for_public;
mod definer_trigger;
mod definer_view;
mod dormant_policy;
mod duplicate_index;
mod duplicate_policy;
mod extension_among_tables;
mod float_money;
mod foreign_key_across_tenants;
mod foreign_key_of_another_type;
mod function_changes_role;
mod function_open_to_public;
mod grant_without_policy;
mod hash_index;
mod immutable_reads_state;
mod incomplete_timestamps;
mod index_with_deleted;
mod index_without_tenant;
mod insert_policy_without_check;
mod json_column;
mod key_beside_data;
mod leaky_index;
mod limited_varchar;
mod literal_id_in_policy;
mod many_indexes;
mod moment_of_another_type;
mod money_type;
mod naive_timestamp;
mod name_of_another_type;
mod native_enum;
mod no_comment;
mod no_default_privileges;
mod no_policy;
mod no_primary_key;
mod no_row_security;
mod no_search_path;
mod no_timeouts;
mod nullable_boolean;
mod nullable_reference;
mod nullable_tenant;
mod nullable_unique;
mod only_restrictive_policies;
mod open_default_privileges;
mod open_partition;
mod overlapping_policies;
mod padded_text;
mod placeholder_policy;
mod policy_always_true;
mod policy_by_role_name;
mod policy_for_public;
mod policy_function_per_row;
mod policy_open_without_context;
mod policy_trusts_open_table;
mod predefined_role;
mod queue_without_index;
mod quoted_name;
mod random_primary_key;
mod readable_secret;
mod recursive_policy;
mod redundant_index;
mod references_granted;
mod registry_type;
mod role_becomes_owner;
mod role_bypasses_row_security;
mod row_security_not_forced;
mod scattered_brin;
mod schema_open_to_public;
mod sequence_without_usage;
mod serial_column;
mod set_null_of_tenant;
mod setting_cast_without_nullif;
mod setting_may_be_missing;
mod shapeless_json;
mod small_primary_key;
mod small_sequence;
mod stale_updated_at;
mod subquery_in_policy;
mod table_open_to_public;
mod time_with_time_zone;
mod too_many_connections;
mod truncate_granted;
mod unchecked_money;
mod unchecked_status;
mod unindexed_foreign_key;
mod unindexed_policy_column;
mod unique_across_tenants;
mod unique_with_deleted;
mod unlimited_connections;
mod unlimited_numeric;
mod unlimited_text;
mod unlogged_table;
mod untrusted_extension;
mod unused_allow;
mod user_writable_claim;
mod view_without_barrier;
mod void_column_grant;
mod volatile_policy;

pub(super) use ambiguous_allow::AMBIGUOUS_ALLOW;
pub(super) use unused_allow::UNUSED_ALLOW;

use super::Rule;

/// Every rule, by identifier.
pub static RULES: &[&Rule] = &[
    &unused_allow::UNUSED_ALLOW,
    &ambiguous_allow::AMBIGUOUS_ALLOW,
    &no_comment::NO_COMMENT,
    &definer_function_for_public::DEFINER_FUNCTION_FOR_PUBLIC,
    &concatenated_sql::CONCATENATED_SQL,
    &definer_trigger::DEFINER_TRIGGER,
    &function_changes_role::FUNCTION_CHANGES_ROLE,
    &schema_open_to_public::SCHEMA_OPEN_TO_PUBLIC,
    &database_open_to_public::DATABASE_OPEN_TO_PUBLIC,
    &table_open_to_public::TABLE_OPEN_TO_PUBLIC,
    &function_open_to_public::FUNCTION_OPEN_TO_PUBLIC,
    &predefined_role::PREDEFINED_ROLE,
    &no_default_privileges::NO_DEFAULT_PRIVILEGES,
    &open_default_privileges::OPEN_DEFAULT_PRIVILEGES,
    &default_privileges_for_public::DEFAULT_PRIVILEGES_FOR_PUBLIC,
    &unlimited_connections::UNLIMITED_CONNECTIONS,
    &no_timeouts::NO_TIMEOUTS,
    &no_search_path::NO_SEARCH_PATH,
    &sequence_without_usage::SEQUENCE_WITHOUT_USAGE,
    &void_column_grant::VOID_COLUMN_GRANT,
    &readable_secret::READABLE_SECRET,
    &changeable_audit::CHANGEABLE_AUDIT,
    &untrusted_extension::UNTRUSTED_EXTENSION,
    &extension_among_tables::EXTENSION_AMONG_TABLES,
    &duplicate_index::DUPLICATE_INDEX,
    &redundant_index::REDUNDANT_INDEX,
    &index_without_tenant::INDEX_WITHOUT_TENANT,
    &index_with_deleted::INDEX_WITH_DELETED,
    &boolean_index::BOOLEAN_INDEX,
    &many_indexes::MANY_INDEXES,
    &scattered_brin::SCATTERED_BRIN,
    &hash_index::HASH_INDEX,
    &no_primary_key::NO_PRIMARY_KEY,
    &unindexed_foreign_key::UNINDEXED_FOREIGN_KEY,
    &foreign_key_of_another_type::FOREIGN_KEY_OF_ANOTHER_TYPE,
    &unchecked_status::UNCHECKED_STATUS,
    &unchecked_money::UNCHECKED_MONEY,
    &nullable_unique::NULLABLE_UNIQUE,
    &nullable_reference::NULLABLE_REFERENCE,
    &small_sequence::SMALL_SEQUENCE,
    &cascade_past_policies::CASCADE_PAST_POLICIES,
    &stale_updated_at::STALE_UPDATED_AT,
    &unique_with_deleted::UNIQUE_WITH_DELETED,
    &set_null_of_tenant::SET_NULL_OF_TENANT,
    &queue_without_index::QUEUE_WITHOUT_INDEX,
    &quoted_name::QUOTED_NAME,
    &placeholder_policy::PLACEHOLDER_POLICY,
    &autovacuum_off::AUTOVACUUM_OFF,
    &too_many_connections::TOO_MANY_CONNECTIONS,
    &no_row_security::NO_ROW_SECURITY,
    &row_security_not_forced::ROW_SECURITY_NOT_FORCED,
    &no_policy::NO_POLICY,
    &dormant_policy::DORMANT_POLICY,
    &policy_always_true::POLICY_ALWAYS_TRUE,
    &policy_for_public::POLICY_FOR_PUBLIC,
    &only_restrictive_policies::ONLY_RESTRICTIVE_POLICIES,
    &policy_function_per_row::POLICY_FUNCTION_PER_ROW,
    &setting_may_be_missing::SETTING_MAY_BE_MISSING,
    &setting_cast_without_nullif::SETTING_CAST_WITHOUT_NULLIF,
    &insert_policy_without_check::INSERT_POLICY_WITHOUT_CHECK,
    &check_weaker_than_using::CHECK_WEAKER_THAN_USING,
    &unindexed_policy_column::UNINDEXED_POLICY_COLUMN,
    &nullable_tenant::NULLABLE_TENANT,
    &unique_across_tenants::UNIQUE_ACROSS_TENANTS,
    &foreign_key_across_tenants::FOREIGN_KEY_ACROSS_TENANTS,
    &overlapping_policies::OVERLAPPING_POLICIES,
    &duplicate_policy::DUPLICATE_POLICY,
    &recursive_policy::RECURSIVE_POLICY,
    &policy_trusts_open_table::POLICY_TRUSTS_OPEN_TABLE,
    &role_bypasses_row_security::ROLE_BYPASSES_ROW_SECURITY,
    &role_becomes_owner::ROLE_BECOMES_OWNER,
    &open_partition::OPEN_PARTITION,
    &definer_view::DEFINER_VIEW,
    &view_without_barrier::VIEW_WITHOUT_BARRIER,
    &truncate_granted::TRUNCATE_GRANTED,
    &references_granted::REFERENCES_GRANTED,
    &leaky_index::LEAKY_INDEX,
    &policy_by_role_name::POLICY_BY_ROLE_NAME,
    &policy_open_without_context::POLICY_OPEN_WITHOUT_CONTEXT,
    &grant_without_policy::GRANT_WITHOUT_POLICY,
    &volatile_policy::VOLATILE_POLICY,
    &immutable_reads_state::IMMUTABLE_READS_STATE,
    &literal_id_in_policy::LITERAL_ID_IN_POLICY,
    &subquery_in_policy::SUBQUERY_IN_POLICY,
    &user_writable_claim::USER_WRITABLE_CLAIM,
    &key_beside_data::KEY_BESIDE_DATA,
    &naive_timestamp::NAIVE_TIMESTAMP,
    &time_with_time_zone::TIME_WITH_TIME_ZONE,
    &float_money::FLOAT_MONEY,
    &money_type::MONEY_TYPE,
    &padded_text::PADDED_TEXT,
    &limited_varchar::LIMITED_VARCHAR,
    &json_column::JSON_COLUMN,
    &serial_column::SERIAL_COLUMN,
    &small_primary_key::SMALL_PRIMARY_KEY,
    &registry_type::REGISTRY_TYPE,
    &random_primary_key::RANDOM_PRIMARY_KEY,
    &unlimited_numeric::UNLIMITED_NUMERIC,
    &nullable_boolean::NULLABLE_BOOLEAN,
    &moment_of_another_type::MOMENT_OF_ANOTHER_TYPE,
    &native_enum::NATIVE_ENUM,
    &citext_column::CITEXT_COLUMN,
    &shapeless_json::SHAPELESS_JSON,
    &incomplete_timestamps::INCOMPLETE_TIMESTAMPS,
    &unlogged_table::UNLOGGED_TABLE,
    &unlimited_text::UNLIMITED_TEXT,
    &name_of_another_type::NAME_OF_ANOTHER_TYPE,
];
