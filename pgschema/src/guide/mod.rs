//! The guide: one chapter for each thing that a team meets, in the order in which it meets them.
//!
//! | Chapter | What it is about |
//! |---|---|
//! | [`first_schema`] | two structs, the DDL that they come to, a database to run it in |
//! | [`tenants`] | whose rows they are, and what follows from it |
//! | [`roles`] | who may do what, and how to say otherwise |
//! | [`types`] | columns, enums, domains, money, time |
//! | [`expressions`] | SQL as text and as Rust: defaults, checks, indexes, generated columns |
//! | [`build_scripts`] | the DDL of the structs inside the program |
//! | [`review`] | what a change of a struct does, in the pull request |
//! | [`lints`] | what can be and shouldn't: rules, reasons to allow, reports for CI |
//! | [`migrations`] | the first migration of a tool, and later ones |
//! | [`test_servers`] | a PostgreSQL server for the tests of your application |
//! | [`proof`] | no role reaches another tenant's rows: tried on a server |
//! | [`privileges`] | who may do what on a server, held to the structs |
//! | [`drift`] | whether a database on a server is still what the structs say |
//! | [`audit`] | what is unwise in a database that runs, also in one without a model |
//! | [`connections`] | connection strings that verify the server, passwords that nothing shows or sends |
//! | [`queries`] | upserts, pages, queues, locks, and a transaction that is bound to its tenant |
//! | [`encryption`] | values that the server keeps and can't read: keys, sealing, rows found by a value |
//! | [`plans`] | what `EXPLAIN` shows, and what row-level security does to it |
//! | [`operations`] | `pg_hba.conf`, `postgresql.conf`, PgBouncer, backups and drills from the same model |
//! | [`checklist`] | what is forbidden, what is asked for before a deployment, and what is made of each |
//! | [`versions`] | one model, PostgreSQL 14 to 18 |
//! | [`escape_hatches`] | views, functions, triggers, foreign tables of your own, switched-off measures |
//!
//! Every block of Rust is compiled when the tests run. Every block of SQL is either part of what the
//! Rust above it renders, or is executed by a server as the application's role.

/// Compiled with the crates that the chapters use, as the documentation is.
macro_rules! chapters {
    ($($name:ident)*) => {
        $(
            #[cfg_attr(
                all(feature = "derive", feature = "uuid", feature = "chrono"),
                doc = include_str!(concat!(stringify!($name), ".md"))
            )]
            #[cfg_attr(
                not(all(feature = "derive", feature = "uuid", feature = "chrono")),
                doc = "A chapter of the guide, which is shown with the features `derive`, `uuid` and `chrono`."
            )]
            pub mod $name {}
        )*
    };
}

chapters! {
    first_schema tenants roles types expressions build_scripts review lints migrations test_servers proof privileges drift audit connections queries encryption plans operations checklist versions escape_hatches
}
