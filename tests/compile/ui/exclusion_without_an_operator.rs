use pgschema::Table;

#[derive(Table)]
#[pg(exclude(columns(room_id, during with "&&"), using = gist))]
#[pg(exclude(columns(room_id with "or"), using = gist))]
struct Booking {
    #[pg(primary_key)]
    id: i64,
    room_id: i64,
    during: std::ops::Range<i64>,
}

fn main() {}
