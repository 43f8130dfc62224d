use pgschema::Table;

#[derive(Table)]
#[pg(table = "documents_of_customers_that_are_not_yet_ready_to_be_published_at_all")]
#[pg(index(
    name = "documents_of_customers_that_are_not_yet_ready_to_be_published_idx",
    columns(id)
))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    this_field_has_a_name_that_is_longer_than_a_name_of_postgresql_can_be: i64,
}

fn main() {}
