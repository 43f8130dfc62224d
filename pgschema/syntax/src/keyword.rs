//! The keywords of PostgreSQL.

/// Where a keyword can also be a name, as the server's grammar has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Can be the name of anything.
    Unreserved,
    /// Can be the name of a table or a column, but not of a function or a type.
    ColumnName,
    /// Can be the name of a function or a type, but not of a table or a column.
    TypeOrFunctionName,
    /// Can be no name at all without quotes.
    Reserved,
}

/// The category of a word in lower case, or `None` if it is no keyword.
///
/// The words are those of PostgreSQL 14 to 18 taken together, so that a name which is quoted by
/// this table can be read on all of them. No word changes its category between these versions.
///
/// ```
/// use pgschema_syntax::keyword::{Category, category};
///
/// assert_eq!(category("select"), Some(Category::Reserved));
/// assert_eq!(category("zone"), Some(Category::Unreserved));
/// assert_eq!(category("tenant"), None);
/// ```
#[must_use]
pub fn category(word: &str) -> Option<Category> {
    let mut slot = slot_of(word.as_bytes());
    loop {
        let (candidate, category) = SLOTS[slot]?;
        if candidate == word {
            return Some(category);
        }
        slot = (slot + 1) % SLOTS.len();
    }
}

/// Every keyword, at the first free place from the one that its hash says: most names are no keyword
/// and end at a free place, after one look.
static SLOTS: [Option<(&str, Category)>; 2048] = {
    let mut slots = [None; 2048];
    let mut list = 0;
    while list < LISTS.len() {
        let (category, words) = LISTS[list];
        let mut word = 0;
        while word < words.len() {
            let mut slot = slot_of(words[word].as_bytes());
            while slots[slot].is_some() {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = Some((words[word], category));
            word += 1;
        }
        list += 1;
    }
    slots
};

const LISTS: [(Category, &[&str]); 4] = [
    (Category::Reserved, &RESERVED),
    (Category::TypeOrFunctionName, &TYPE_OR_FUNCTION_NAME),
    (Category::ColumnName, &COLUMN_NAME),
    (Category::Unreserved, &UNRESERVED),
];

/// FNV-1a, whose low bits differ for words as short as these.
const fn slot_of(word: &[u8]) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash as usize % 2048
}

#[rustfmt::skip]
const UNRESERVED: [&str; 331] = [
    "abort", "absent", "absolute", "access", "action", "add", "admin", "after", "aggregate", "also",
    "alter", "always", "asensitive", "assertion", "assignment", "at", "atomic", "attach",
    "attribute", "backward", "before", "begin", "breadth", "by", "cache", "call", "called",
    "cascade", "cascaded", "catalog", "chain", "characteristics", "checkpoint", "class", "close",
    "cluster", "columns", "comment", "comments", "commit", "committed", "compression",
    "conditional", "configuration", "conflict", "connection", "constraints", "content", "continue",
    "conversion", "copy", "cost", "csv", "cube", "current", "cursor", "cycle", "data", "database",
    "day", "deallocate", "declare", "defaults", "deferred", "definer", "delete", "delimiter",
    "delimiters", "depends", "depth", "detach", "dictionary", "disable", "discard", "document",
    "domain", "double", "drop", "each", "empty", "enable", "encoding", "encrypted", "enforced",
    "enum", "error", "escape", "event", "exclude", "excluding", "exclusive", "execute", "explain",
    "expression", "extension", "external", "family", "filter", "finalize", "first", "following",
    "force", "format", "forward", "function", "functions", "generated", "global", "granted",
    "groups", "handler", "header", "hold", "hour", "identity", "if", "immediate", "immutable",
    "implicit", "import", "include", "including", "increment", "indent", "index", "indexes",
    "inherit", "inherits", "inline", "input", "insensitive", "insert", "instead", "invoker",
    "isolation", "keep", "key", "keys", "label", "language", "large", "last", "leakproof", "level",
    "listen", "load", "local", "location", "lock", "locked", "logged", "mapping", "match",
    "matched", "materialized", "maxvalue", "merge", "method", "minute", "minvalue", "mode", "month",
    "move", "name", "names", "nested", "new", "next", "nfc", "nfd", "nfkc", "nfkd", "no",
    "normalized", "nothing", "notify", "nowait", "nulls", "object", "objects", "of", "off", "oids",
    "old", "omit", "operator", "option", "options", "ordinality", "others", "over", "overriding",
    "owned", "owner", "parallel", "parameter", "parser", "partial", "partition", "passing",
    "password", "path", "period", "plan", "plans", "policy", "preceding", "prepare", "prepared",
    "preserve", "prior", "privileges", "procedural", "procedure", "procedures", "program",
    "publication", "quote", "quotes", "range", "read", "reassign", "recheck", "recursive", "ref",
    "referencing", "refresh", "reindex", "relative", "release", "rename", "repeatable", "replace",
    "replica", "reset", "restart", "restrict", "return", "returns", "revoke", "role", "rollback",
    "rollup", "routine", "routines", "rows", "rule", "savepoint", "scalar", "schema", "schemas",
    "scroll", "search", "second", "security", "sequence", "sequences", "serializable", "server",
    "session", "set", "sets", "share", "show", "simple", "skip", "snapshot", "source", "sql",
    "stable", "standalone", "start", "statement", "statistics", "stdin", "stdout", "storage",
    "stored", "strict", "string", "strip", "subscription", "support", "sysid", "system", "tables",
    "tablespace", "target", "temp", "template", "temporary", "text", "ties", "transaction",
    "transform", "trigger", "truncate", "trusted", "type", "types", "uescape", "unbounded",
    "uncommitted", "unconditional", "unencrypted", "unknown", "unlisten", "unlogged", "until",
    "update", "vacuum", "valid", "validate", "validator", "value", "varying", "version", "view",
    "views", "virtual", "volatile", "whitespace", "within", "without", "work", "wrapper", "write",
    "xml", "year", "yes", "zone",
];

#[rustfmt::skip]
const COLUMN_NAME: [&str; 63] = [
    "between", "bigint", "bit", "boolean", "char", "character", "coalesce", "dec", "decimal",
    "exists", "extract", "float", "greatest", "grouping", "inout", "int", "integer", "interval",
    "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg",
    "json_query", "json_scalar", "json_serialize", "json_table", "json_value", "least",
    "merge_action", "national", "nchar", "none", "normalize", "nullif", "numeric", "out", "overlay",
    "position", "precision", "real", "row", "setof", "smallint", "substring", "time", "timestamp",
    "treat", "trim", "values", "varchar", "xmlattributes", "xmlconcat", "xmlelement", "xmlexists",
    "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot", "xmlserialize", "xmltable",
];

#[rustfmt::skip]
const TYPE_OR_FUNCTION_NAME: [&str; 23] = [
    "authorization", "binary", "collation", "concurrently", "cross", "current_schema", "freeze",
    "full", "ilike", "inner", "is", "isnull", "join", "left", "like", "natural", "notnull", "outer",
    "overlaps", "right", "similar", "tablesample", "verbose",
];

#[rustfmt::skip]
const RESERVED: [&str; 78] = [
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "both", "case",
    "cast", "check", "collate", "column", "constraint", "create", "current_catalog", "current_date",
    "current_role", "current_time", "current_timestamp", "current_user", "default", "deferrable",
    "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign", "from",
    "grant", "group", "having", "in", "initially", "intersect", "into", "lateral", "leading",
    "limit", "localtime", "localtimestamp", "not", "null", "offset", "on", "only", "or", "order",
    "placing", "primary", "references", "returning", "select", "session_user", "some", "symmetric",
    "system_user", "table", "then", "to", "trailing", "true", "union", "unique", "user", "using",
    "variadic", "when", "where", "window", "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_no_word_is_in_two() {
        let lists = LISTS.map(|(_, words)| words);
        for list in lists {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
        let mut all = lists.concat();
        all.sort_unstable();
        assert!(all.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn every_word_is_found_in_its_category() {
        for (expected, words) in LISTS {
            for word in words {
                assert_eq!(category(word), Some(expected), "{word}");
                assert_eq!(category(&format!("{word}_")), None, "{word}_");
            }
        }
    }

    #[test]
    fn words_that_only_some_versions_know_are_keywords() {
        assert_eq!(category("recheck"), Some(Category::Unreserved));
        assert_eq!(category("system_user"), Some(Category::Reserved));
        assert_eq!(category("json_table"), Some(Category::ColumnName));
        assert_eq!(category("virtual"), Some(Category::Unreserved));
    }

    #[test]
    fn only_lower_case_is_looked_up() {
        assert_eq!(category("SELECT"), None);
        assert_eq!(category(""), None);
    }
}
