//! COPY, which takes a way of its own through the server.

use std::io::Read;

use postgres::GenericClient;

use crate::world::{bind, denied, for_each_world, refusal};

#[test]
fn copy_writes_out_own_rows_and_no_others() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        assert_eq!(copied(&mut client), "");
        let mut bound = bind(&mut client, &own.id);
        assert_eq!(copied(&mut bound), format!("{}\n", own.id));
    });
}

fn copied(client: &mut impl GenericClient) -> String {
    let copy = "COPY app.notes (organisation_id) TO STDOUT";
    let mut text = String::new();
    client
        .copy_out(copy)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn copy_takes_no_rows_in() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        // The server itself refuses COPY FROM on a table with row-level security.
        let copy = "COPY app.members (email) FROM STDIN";
        assert_eq!(refusal(&mut bound, copy), "0A000");
    });
}

#[test]
fn copy_reaches_no_file_and_no_program() {
    for_each_world(|world| {
        let mut client = world.runtime();
        denied(
            &mut client,
            &[
                "COPY app.notes TO '/tmp/notes'",
                "COPY app.notes TO PROGRAM 'cat'",
                "COPY app.members (email) FROM '/etc/passwd'",
                "COPY app.members (email) FROM PROGRAM 'id'",
            ],
        );
    });
}
