//! The rules of the lint engine: the identifier that a report gives, and the name that an attribute
//! switches off.
//!
//! The derive refuses `allow(…)` of a rule that isn't one, so it needs the list as well as the library
//! that has the rules themselves.

/// A rule, as users name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleName {
    /// Its identifier in reports: `RLS029`.
    pub id: &'static str,
    /// Its name in `allow(…)`: `leaky_index`.
    pub name: &'static str,
}

/// Whether there is a rule of that name.
///
/// ```
/// use pgschema_syntax::rules::by_name;
///
/// assert_eq!(by_name("float_money").map(|rule| rule.id), Some("TYP003"));
/// assert_eq!(by_name("TYP003"), None);
/// ```
#[must_use]
pub fn by_name(name: &str) -> Option<RuleName> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The name of the rule that somebody meant: by its identifier, or by the nearest name.
///
/// ```
/// use pgschema_syntax::rules::nearest;
///
/// assert_eq!(nearest("TYP003"), Some("float_money"));
/// assert_eq!(nearest("float_mony"), Some("float_money"));
/// assert_eq!(nearest("anything_at_all"), None);
/// ```
#[must_use]
pub fn nearest(written: &str) -> Option<&'static str> {
    let by_id = RULES
        .iter()
        .find(|rule| rule.id.eq_ignore_ascii_case(written));
    match by_id {
        Some(rule) => Some(rule.name),
        None => crate::names::nearest(written, RULES.iter().map(|rule| rule.name)),
    }
}

const fn rule(id: &'static str, name: &'static str) -> RuleName {
    RuleName { id, name }
}

/// Every rule, by identifier.
pub const RULES: &[RuleName] = &[
    rule("ALW001", "unused_allow"),
    rule("ALW002", "ambiguous_allow"),
    rule("DOC001", "no_comment"),
    rule("FUN002", "definer_function_for_public"),
    rule("FUN006", "concatenated_sql"),
    rule("FUN007", "definer_trigger"),
    rule("FUN009", "function_changes_role"),
    rule("GRT002", "schema_open_to_public"),
    rule("GRT003", "database_open_to_public"),
    rule("GRT004", "table_open_to_public"),
    rule("GRT005", "function_open_to_public"),
    rule("GRT010", "predefined_role"),
    rule("GRT011", "no_default_privileges"),
    rule("GRT012", "open_default_privileges"),
    rule("GRT013", "default_privileges_for_public"),
    rule("GRT017", "unlimited_connections"),
    rule("GRT018", "no_timeouts"),
    rule("GRT019", "no_search_path"),
    rule("GRT020", "sequence_without_usage"),
    rule("GRT021", "void_column_grant"),
    rule("GRT022", "readable_secret"),
    rule("GRT023", "changeable_audit"),
    rule("GRT024", "untrusted_extension"),
    rule("GRT027", "extension_among_tables"),
    rule("IDX001", "duplicate_index"),
    rule("IDX002", "redundant_index"),
    rule("IDX005", "index_without_tenant"),
    rule("IDX006", "index_with_deleted"),
    rule("IDX007", "boolean_index"),
    rule("IDX008", "many_indexes"),
    rule("IDX009", "scattered_brin"),
    rule("IDX010", "hash_index"),
    rule("KEY001", "no_primary_key"),
    rule("KEY002", "unindexed_foreign_key"),
    rule("KEY003", "foreign_key_of_another_type"),
    rule("KEY005", "unchecked_status"),
    rule("KEY006", "unchecked_money"),
    rule("KEY007", "nullable_unique"),
    rule("KEY008", "nullable_reference"),
    rule("KEY009", "small_sequence"),
    rule("KEY010", "cascade_past_policies"),
    rule("KEY012", "stale_updated_at"),
    rule("KEY013", "unique_with_deleted"),
    rule("KEY014", "set_null_of_tenant"),
    rule("KEY015", "queue_without_index"),
    rule("NAM001", "quoted_name"),
    rule("NAM003", "placeholder_policy"),
    rule("OPS001", "autovacuum_off"),
    rule("OPS015", "too_many_connections"),
    rule("RLS001", "no_row_security"),
    rule("RLS002", "row_security_not_forced"),
    rule("RLS003", "no_policy"),
    rule("RLS004", "dormant_policy"),
    rule("RLS005", "policy_always_true"),
    rule("RLS006", "policy_for_public"),
    rule("RLS007", "only_restrictive_policies"),
    rule("RLS008", "policy_function_per_row"),
    rule("RLS009", "setting_may_be_missing"),
    rule("RLS010", "setting_cast_without_nullif"),
    rule("RLS011", "insert_policy_without_check"),
    rule("RLS012", "check_weaker_than_using"),
    rule("RLS013", "unindexed_policy_column"),
    rule("RLS014", "nullable_tenant"),
    rule("RLS015", "unique_across_tenants"),
    rule("RLS016", "foreign_key_across_tenants"),
    rule("RLS017", "overlapping_policies"),
    rule("RLS018", "duplicate_policy"),
    rule("RLS019", "recursive_policy"),
    rule("RLS020", "policy_trusts_open_table"),
    rule("RLS021", "role_bypasses_row_security"),
    rule("RLS022", "role_becomes_owner"),
    rule("RLS023", "open_partition"),
    rule("RLS025", "definer_view"),
    rule("RLS026", "view_without_barrier"),
    rule("RLS027", "truncate_granted"),
    rule("RLS028", "references_granted"),
    rule("RLS029", "leaky_index"),
    rule("RLS030", "policy_by_role_name"),
    rule("RLS031", "policy_open_without_context"),
    rule("RLS032", "grant_without_policy"),
    rule("RLS033", "volatile_policy"),
    rule("RLS034", "immutable_reads_state"),
    rule("RLS035", "literal_id_in_policy"),
    rule("RLS036", "subquery_in_policy"),
    rule("RLS037", "user_writable_claim"),
    rule("SEC001", "key_beside_data"),
    rule("TYP001", "naive_timestamp"),
    rule("TYP002", "time_with_time_zone"),
    rule("TYP003", "float_money"),
    rule("TYP004", "money_type"),
    rule("TYP005", "padded_text"),
    rule("TYP006", "limited_varchar"),
    rule("TYP007", "json_column"),
    rule("TYP008", "serial_column"),
    rule("TYP009", "small_primary_key"),
    rule("TYP010", "registry_type"),
    rule("TYP011", "random_primary_key"),
    rule("TYP012", "unlimited_numeric"),
    rule("TYP013", "nullable_boolean"),
    rule("TYP014", "moment_of_another_type"),
    rule("TYP015", "native_enum"),
    rule("TYP016", "citext_column"),
    rule("TYP017", "shapeless_json"),
    rule("TYP018", "incomplete_timestamps"),
    rule("TYP019", "unlogged_table"),
    rule("TYP020", "unlimited_text"),
    rule("TYP021", "name_of_another_type"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn identifiers_and_names_are_unique_and_in_order() {
        assert!(RULES.is_sorted());
        let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        let ids: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), RULES.len());
    }

    #[test]
    fn names_are_words_and_identifiers_are_numbered() {
        for rule in RULES {
            let (group, number) = rule.id.split_at(3);
            assert!(
                group.bytes().all(|byte| byte.is_ascii_uppercase()),
                "{}",
                rule.id
            );
            assert!(number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()));
            let is_word = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
            assert!(rule.name.bytes().all(is_word), "{}", rule.name);
        }
    }
}
