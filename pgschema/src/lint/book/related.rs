//! Which rules are about the same thing, and where PostgreSQL's manual is about it.

use crate::lint::{RULES, Rule};

/// Rules about one thing.
pub(super) struct Group {
    rules: &'static [&'static str],
    /// Chapters of the manual: their titles and their pages.
    pub(super) manual: &'static [(&'static str, &'static str)],
}

impl Group {
    /// The group of a rule.
    pub(super) fn of(rule: &Rule) -> Option<&'static Self> {
        GROUPS.iter().find(|group| group.rules.contains(&rule.name))
    }

    /// The other rules of the group.
    pub(super) fn others<'a>(&'a self, rule: &'a Rule) -> impl Iterator<Item = &'static Rule> + 'a {
        let others = RULES.iter().copied();
        others.filter(move |it| *it != rule && self.rules.contains(&it.name))
    }
}

const ROW_SECURITY: (&str, &str) = ("Row Security Policies", "ddl-rowsecurity");
const CREATE_POLICY: (&str, &str) = ("CREATE POLICY", "sql-createpolicy");
const PRIVILEGES: (&str, &str) = ("Privileges", "ddl-priv");
const CONSTRAINTS: (&str, &str) = ("Constraints", "ddl-constraints");
const PLANNER: (&str, &str) = ("Rules and Privileges", "rules-privileges");
const FUNCTION: (&str, &str) = ("CREATE FUNCTION", "sql-createfunction");

const GROUPS: &[Group] = &[
    Group {
        rules: &["unused_allow", "ambiguous_allow"],
        manual: &[],
    },
    Group {
        rules: &["no_comment"],
        manual: &[("COMMENT", "sql-comment")],
    },
    Group {
        rules: &[
            "no_row_security",
            "row_security_not_forced",
            "no_policy",
            "dormant_policy",
            "open_partition",
            "policy_trusts_open_table",
        ],
        manual: &[ROW_SECURITY],
    },
    Group {
        rules: &[
            "policy_always_true",
            "policy_for_public",
            "only_restrictive_policies",
            "insert_policy_without_check",
            "check_weaker_than_using",
            "overlapping_policies",
            "duplicate_policy",
            "grant_without_policy",
            "placeholder_policy",
        ],
        manual: &[CREATE_POLICY],
    },
    Group {
        rules: &[
            "setting_may_be_missing",
            "setting_cast_without_nullif",
            "policy_open_without_context",
            "policy_by_role_name",
            "user_writable_claim",
            "literal_id_in_policy",
        ],
        manual: &[
            ROW_SECURITY,
            ("System Administration Functions", "functions-admin"),
        ],
    },
    Group {
        rules: &[
            "policy_function_per_row",
            "recursive_policy",
            "subquery_in_policy",
            "volatile_policy",
            "immutable_reads_state",
        ],
        manual: &[
            CREATE_POLICY,
            ("Function Volatility Categories", "xfunc-volatility"),
        ],
    },
    Group {
        rules: &[
            "unindexed_policy_column",
            "leaky_index",
            "index_without_tenant",
        ],
        manual: &[PLANNER, ("Multicolumn Indexes", "indexes-multicolumn")],
    },
    Group {
        rules: &[
            "nullable_tenant",
            "unique_across_tenants",
            "foreign_key_across_tenants",
            "set_null_of_tenant",
            "cascade_past_policies",
        ],
        manual: &[CONSTRAINTS, ROW_SECURITY],
    },
    Group {
        rules: &[
            "role_bypasses_row_security",
            "role_becomes_owner",
            "predefined_role",
        ],
        manual: &[
            ("Role Attributes", "role-attributes"),
            ("Role Membership", "role-membership"),
            ("Predefined Roles", "predefined-roles"),
        ],
    },
    Group {
        rules: &["definer_view", "view_without_barrier"],
        manual: &[("CREATE VIEW", "sql-createview"), PLANNER],
    },
    Group {
        rules: &[
            "truncate_granted",
            "references_granted",
            "void_column_grant",
            "sequence_without_usage",
            "changeable_audit",
            "readable_secret",
        ],
        manual: &[PRIVILEGES],
    },
    Group {
        rules: &[
            "schema_open_to_public",
            "database_open_to_public",
            "table_open_to_public",
            "function_open_to_public",
            "no_default_privileges",
            "open_default_privileges",
            "default_privileges_for_public",
        ],
        manual: &[
            PRIVILEGES,
            ("ALTER DEFAULT PRIVILEGES", "sql-alterdefaultprivileges"),
        ],
    },
    Group {
        rules: &[
            "definer_function_for_public",
            "definer_trigger",
            "function_changes_role",
            "concatenated_sql",
        ],
        manual: &[FUNCTION],
    },
    Group {
        rules: &[
            "unlimited_connections",
            "too_many_connections",
            "no_timeouts",
            "no_search_path",
        ],
        manual: &[
            ("Client Connection Defaults", "runtime-config-client"),
            ("ALTER ROLE", "sql-alterrole"),
        ],
    },
    Group {
        rules: &["untrusted_extension", "extension_among_tables"],
        manual: &[("CREATE EXTENSION", "sql-createextension")],
    },
    Group {
        rules: &[
            "duplicate_index",
            "redundant_index",
            "index_with_deleted",
            "boolean_index",
            "many_indexes",
            "scattered_brin",
            "hash_index",
            "queue_without_index",
        ],
        manual: &[("Indexes", "indexes")],
    },
    Group {
        rules: &[
            "no_primary_key",
            "unindexed_foreign_key",
            "foreign_key_of_another_type",
            "nullable_unique",
            "nullable_reference",
            "unique_with_deleted",
        ],
        manual: &[CONSTRAINTS],
    },
    Group {
        rules: &["unchecked_status", "native_enum"],
        manual: &[CONSTRAINTS, ("Enumerated Types", "datatype-enum")],
    },
    Group {
        rules: &[
            "unchecked_money",
            "float_money",
            "money_type",
            "unlimited_numeric",
        ],
        manual: &[
            ("Numeric Types", "datatype-numeric"),
            ("Monetary Types", "datatype-money"),
        ],
    },
    Group {
        rules: &[
            "small_sequence",
            "small_primary_key",
            "serial_column",
            "random_primary_key",
        ],
        manual: &[
            ("Identity Columns", "ddl-identity-columns"),
            ("UUID Functions", "functions-uuid"),
        ],
    },
    Group {
        rules: &[
            "naive_timestamp",
            "time_with_time_zone",
            "moment_of_another_type",
            "stale_updated_at",
            "incomplete_timestamps",
        ],
        manual: &[("Date/Time Types", "datatype-datetime")],
    },
    Group {
        rules: &[
            "padded_text",
            "limited_varchar",
            "unlimited_text",
            "citext_column",
        ],
        manual: &[("Character Types", "datatype-character")],
    },
    Group {
        rules: &["json_column", "shapeless_json"],
        manual: &[("JSON Types", "datatype-json")],
    },
    Group {
        rules: &["nullable_boolean", "name_of_another_type"],
        manual: &[("Boolean Type", "datatype-boolean")],
    },
    Group {
        rules: &["registry_type"],
        manual: &[
            ("Object Identifier Types", "datatype-oid"),
            ("pg_upgrade", "pgupgrade"),
        ],
    },
    Group {
        rules: &["autovacuum_off", "unlogged_table"],
        manual: &[
            ("Routine Vacuuming", "routine-vacuuming"),
            ("CREATE TABLE", "sql-createtable"),
        ],
    },
    Group {
        rules: &["quoted_name"],
        manual: &[("Lexical Structure", "sql-syntax-lexical")],
    },
    Group {
        rules: &["key_beside_data"],
        manual: &[("pgcrypto", "pgcrypto")],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_in_one_group() {
        let mut grouped: Vec<_> = GROUPS.iter().flat_map(|it| it.rules).copied().collect();
        let mut rules: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        grouped.sort_unstable();
        rules.sort_unstable();
        assert_eq!(grouped, rules);
    }
}
