//! Queries, and what their plans must show on every version.

/// Who asks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asker {
    /// The application, with a tenant bound.
    Runtime,
    /// A superuser, whom no policy holds.
    Superuser,
}

/// A query, and what is to be seen in its plan.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) asker: Asker,
    pub(crate) settings: &'static str,
    pub(crate) query: &'static str,
    /// The names of the signals, each once, in the order of the alphabet.
    pub(crate) signals: &'static [&'static str],
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "page_by_key",
        asker: Asker::Runtime,
        settings: "",
        query: "SELECT id, title FROM app.documents \
                WHERE id > '00000000-0000-7000-8000-000000000500' ORDER BY id LIMIT 20",
        signals: &[],
    },
    Case {
        name: "one_kind",
        asker: Asker::Runtime,
        settings: "",
        query: "SELECT id FROM app.documents WHERE kind = 7 LIMIT 50",
        signals: &[],
    },
    Case {
        name: "no_index",
        asker: Asker::Superuser,
        settings: "SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT id FROM app.documents WHERE sort = 7 AND title LIKE '%77'",
        signals: &["sequential_scan"],
    },
    Case {
        name: "amount_under_policies",
        asker: Asker::Runtime,
        settings: "SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT id FROM app.documents WHERE amount = 12.50",
        signals: &["leaky_condition"],
    },
    Case {
        name: "lower_under_policies",
        asker: Asker::Runtime,
        settings: "SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT id FROM app.documents WHERE lower(title) = 'x'",
        signals: &["leaky_condition"],
    },
    Case {
        name: "end_of_a_word_under_policies",
        asker: Asker::Runtime,
        settings: "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL enable_bitmapscan = off; \
                   SET LOCAL enable_indexscan = off",
        query: "SELECT id FROM app.documents WHERE lower(title) LIKE '%77' AND sort = 7",
        signals: &["sequential_scan"],
    },
    Case {
        name: "amount_without_policies",
        asker: Asker::Superuser,
        settings: "",
        query: "SELECT id FROM app.documents \
                WHERE tenant_id = '00000000-0000-7000-8000-000000000001' AND amount = 12.50",
        signals: &[],
    },
    Case {
        name: "columns_that_depend_on_each_other",
        asker: Asker::Superuser,
        settings: "SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT count(*) FROM app.documents WHERE kind = 7 AND sort = 7",
        signals: &["misestimate"],
    },
    Case {
        name: "sort_on_disk",
        asker: Asker::Superuser,
        settings: "SET LOCAL work_mem = '64kB'; SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT id FROM app.documents ORDER BY title",
        signals: &["spilled_to_disk"],
    },
    Case {
        name: "hash_on_disk",
        asker: Asker::Superuser,
        settings: "SET LOCAL work_mem = '64kB'; SET LOCAL max_parallel_workers_per_gather = 0; \
                   SET LOCAL enable_mergejoin = off; SET LOCAL enable_nestloop = off",
        query: "SELECT count(*) FROM app.documents d JOIN app.pages p ON p.document_id = d.id",
        signals: &["spilled_to_disk"],
    },
    Case {
        name: "index_with_rows_that_are_not_visible_to_all",
        asker: Asker::Superuser,
        settings: "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; \
                   SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT id FROM app.pages \
                WHERE tenant_id = '00000000-0000-7000-8000-000000000001' ORDER BY id",
        signals: &["heap_fetches"],
    },
    Case {
        name: "foreign_key_without_an_index",
        asker: Asker::Superuser,
        settings: "",
        query: "DELETE FROM app.documents WHERE id IN \
                (SELECT id FROM app.documents ORDER BY id LIMIT 100)",
        signals: &["slow_trigger"],
    },
    Case {
        name: "table_read_for_each_row",
        asker: Asker::Superuser,
        settings: "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
                   SET LOCAL enable_material = off; SET LOCAL enable_memoize = off; \
                   SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT count(*) FROM app.notes n JOIN app.letters l ON l.id = n.id WHERE n.id < 40",
        signals: &["repeated_scan", "sequential_scan"],
    },
    Case {
        name: "pairs_kept_in_memory",
        asker: Asker::Superuser,
        settings: "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
                   SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT count(*) FROM app.notes n JOIN app.letters l ON l.id + 0 = n.id + 0 \
                WHERE n.id < 40 AND l.id < 4000",
        signals: &["misestimate", "repeated_scan", "sequential_scan"],
    },
    Case {
        name: "policy_per_row",
        asker: Asker::Runtime,
        settings: "",
        query: "SELECT count(*) FROM app.notes",
        signals: &["policy_per_row"],
    },
    Case {
        name: "policy_with_a_subquery",
        asker: Asker::Runtime,
        settings: "",
        query: "SELECT count(*) FROM app.letters",
        signals: &["subquery_per_row"],
    },
    Case {
        name: "first_groups_of_many",
        asker: Asker::Superuser,
        settings: "SET LOCAL enable_hashagg = off; SET LOCAL enable_seqscan = off; \
                   SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT tenant_id, id, count(*) FROM app.documents GROUP BY tenant_id, id LIMIT 5",
        signals: &[],
    },
    Case {
        name: "groups_that_are_thrown_away",
        asker: Asker::Superuser,
        settings: "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL enable_sort = off; \
                   SET LOCAL work_mem = '64MB'; SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off",
        query: "SELECT sort, kind, count(*) FROM app.documents GROUP BY sort, kind, title HAVING count(*) > 1",
        signals: &["misestimate"],
    },
    Case {
        name: "groups_sorted_on_disk",
        asker: Asker::Superuser,
        settings: "SET LOCAL work_mem = '64kB'; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; \
                   SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off; \
                   SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT * FROM app.documents ORDER BY tenant_id, title",
        signals: &["spilled_to_disk"],
    },
    Case {
        name: "rows_kept_on_disk",
        asker: Asker::Superuser,
        settings: "SET LOCAL work_mem = '64kB'; SET LOCAL max_parallel_workers_per_gather = 0",
        query: "WITH all_of_them AS MATERIALIZED (SELECT id, title FROM app.documents) \
                SELECT count(*) FROM all_of_them",
        signals: &["spilled_to_disk"],
    },
    Case {
        name: "brin_index",
        asker: Asker::Superuser,
        settings: "SET LOCAL enable_seqscan = off",
        query: "SELECT count(*) FROM app.readings WHERE at BETWEEN '2026-01-02' AND '2026-01-02 00:03'",
        signals: &[],
    },
    Case {
        name: "partition_under_policies",
        asker: Asker::Runtime,
        settings: "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL enable_bitmapscan = off",
        query: "SELECT id FROM app.parcels WHERE weight = 12.5",
        signals: &["leaky_condition"],
    },
    Case {
        name: "filter_behind_an_index",
        asker: Asker::Superuser,
        settings: "SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0",
        query: "SELECT id FROM app.documents \
                WHERE tenant_id = '00000000-0000-7000-8000-000000000001' AND sort = 7",
        signals: &["filtered_rows"],
    },
];
