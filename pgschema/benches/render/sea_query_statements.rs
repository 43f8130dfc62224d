//! The same tables as sea-query makes them.

use sea_query::{ColumnDef, Expr, Index, IndexOrder, PostgresQueryBuilder, Table};

/// Makes the builders and writes them. Whatever sea-query can take as a constant it gets as one.
pub(crate) fn builders(names: &[String]) -> String {
    let mut out = String::with_capacity(1024 * names.len());
    for name in names {
        let table = ("app", name.clone());
        let mut create = Table::create();
        create
            .table(table.clone())
            .if_not_exists()
            .col(
                ColumnDef::new("id")
                    .uuid()
                    .not_null()
                    .default(Expr::cust("uuidv7()")),
            )
            .col(ColumnDef::new("tenant_id").uuid().not_null())
            .col(ColumnDef::new("owner_id").uuid().not_null())
            .col(ColumnDef::new("title").text().not_null())
            .col(ColumnDef::new("body").text())
            .col(ColumnDef::new("status").text().not_null().default("draft"))
            .col(
                ColumnDef::new("total_cents")
                    .big_integer()
                    .not_null()
                    .default(0i64),
            )
            .col(
                ColumnDef::new("quantity")
                    .integer()
                    .not_null()
                    .default(1i32),
            )
            .col(ColumnDef::new("active").boolean().not_null().default(true))
            .col(ColumnDef::new("attributes").json_binary().not_null())
            .col(
                ColumnDef::new("created_at")
                    .timestamp_with_time_zone()
                    .not_null()
                    .default(Expr::cust("now()")),
            )
            .col(ColumnDef::new("deleted_at").timestamp_with_time_zone())
            .primary_key(Index::create().name(format!("{name}_pkey")).col("id"));
        let mut owner = Index::create();
        owner
            .name(format!("{name}_owner_id_idx"))
            .if_not_exists()
            .table(table.clone())
            .col("owner_id");
        let mut newest = Index::create();
        newest
            .name(format!("{name}_tenant_id_created_at_idx"))
            .if_not_exists()
            .table(table)
            .col("tenant_id")
            .col(("created_at", IndexOrder::Desc));
        for statement in [
            create.to_string(PostgresQueryBuilder),
            owner.to_string(PostgresQueryBuilder),
            newest.to_string(PostgresQueryBuilder),
        ] {
            out.push_str(&statement);
            out.push_str(";\n");
        }
    }
    out
}
