use pgschema::define::{
    ColumnDef, ColumnEntry, Compression, IdentityKind, Storage, TableDef, TypeDef,
};
use pgschema::model::Column;
use pgschema::sql::{BinaryOperator, Collation, DataType, Expr, Function, Identity, Literal};
use pgschema::{BuiltinType, Version};
use pgschema_test_support::for_each_version;

use super::{
    Case, TYPES, changed, column, identifier, plain, refused, taken, taken_since, with_columns,
    written,
};

/// A case of one more column.
fn with(column: Column, texts: &'static [&'static str], sql: &'static str) -> Case {
    changed(|table| table.columns.push(column), texts, sql)
}

fn typed(
    data_type: impl Into<DataType>,
    texts: &'static [&'static str],
    sql: &'static str,
) -> Case {
    with(column("b", data_type), texts, sql)
}

#[test]
fn a_type_has_a_length_that_can_be() {
    let numeric = |precision, scale| BuiltinType::Numeric {
        precision: Some(precision),
        scale,
    };
    let cases = vec![
        typed(
            BuiltinType::Varchar(Some(0)),
            &["ring.a.b: ", "varchar(0)", "from 1 to 10485760"],
            "CREATE TABLE a (b varchar(0))",
        ),
        typed(
            BuiltinType::Char(Some(10_485_761)),
            &["char(10485761)"],
            "CREATE TABLE a (b char(10485761))",
        ),
        typed(
            DataType::from(BuiltinType::Bit(Some(0))).array(),
            &["bit(0)[]", "83886080"],
            "CREATE TABLE a (b bit(0)[])",
        ),
        typed(
            written("character varying(0)"),
            &["character varying(0)"],
            "CREATE TABLE a (b character varying(0))",
        ),
        typed(
            numeric(0, None),
            &["the precision of numeric(0)"],
            "CREATE TABLE a (b numeric(0))",
        ),
        typed(
            written("decimal(1001, 2)"),
            &["the precision of decimal(1001, 2)"],
            "CREATE TABLE a (b decimal(1001, 2))",
        ),
        typed(
            numeric(10, Some(-1001)),
            &["the scale of numeric(10, -1001)"],
            "CREATE TABLE a (b numeric(10, -1001))",
        ),
        typed(
            written("text(4)"),
            &["text(4) takes nothing in parentheses"],
            "CREATE TABLE a (b text(4))",
        ),
    ];
    refused("", cases);
    let types = [
        BuiltinType::Varchar(Some(10_485_760)),
        BuiltinType::Varbit(Some(83_886_080)),
        numeric(1000, Some(1000)),
    ];
    taken(with_columns(
        ["b", "c", "d"]
            .into_iter()
            .zip(types)
            .map(|(name, it)| column(name, it)),
    ));
    taken(with_columns([
        column("b", written("timestamp(3) with time zone")),
        column("c", written("bpchar(3)")),
        column("d", written("float(53)")),
        column("e", written("interval day to second(2)")),
    ]));
}

#[test]
fn a_scale_beyond_the_precision_needs_15() {
    let wide = BuiltinType::Numeric {
        precision: Some(3),
        scale: Some(-2),
    };
    let builder = || with_columns([column("b", wide)]);
    let error = builder().build().unwrap().render(Version::V14).unwrap_err();
    assert!(
        error.to_string().contains("ring.a.b: a scale below 0"),
        "{error}"
    );
    taken_since(15, builder());
}

#[test]
fn a_column_has_a_type_with_values() {
    let mut numbered = column("b", written("serial"));
    numbered.default = Some(Expr::Literal(Literal::Integer(1)));
    let cases = vec![
        typed(
            BuiltinType::Trigger,
            &["ring.a.b: ", "trigger", "for functions only"],
            "CREATE TABLE a (b trigger)",
        ),
        typed(
            written("anyelement"),
            &["anyelement"],
            "CREATE TABLE a (b anyelement)",
        ),
        typed(
            written("record[]"),
            &["record[]"],
            "CREATE TABLE a (b record[])",
        ),
        typed(
            written("serial[]"),
            &["`serial[]`", "no arrays"],
            "CREATE TABLE a (b serial[])",
        ),
        with(
            numbered,
            &["`serial` has a default of its own"],
            "CREATE TABLE a (b serial DEFAULT 1)",
        ),
    ];
    refused("", cases);
    taken(with_columns([column("b", written("bigserial"))]));
}

#[test]
fn text_has_a_collation_and_nothing_else_has() {
    let collated = |data_type: DataType| Column {
        collation: Some(Box::new(Collation::Named(identifier("C")))),
        ..column("b", data_type)
    };
    let cases = vec![
        with(
            collated(BuiltinType::Jsonb.into()),
            &["ring.a.b: ", "jsonb is no text", "drop `collate`"],
            "CREATE TABLE a (b jsonb COLLATE \"C\")",
        ),
        with(
            collated(DataType::from(BuiltinType::Integer).array()),
            &["integer[]"],
            "CREATE TABLE a (b integer[] COLLATE \"C\")",
        ),
        with(
            collated(BuiltinType::InternalChar.into()),
            &["\"char\""],
            "CREATE TABLE a (b \"char\" COLLATE \"C\")",
        ),
    ];
    refused("", cases);
    for data_type in [
        BuiltinType::Name.into(),
        DataType::from(BuiltinType::Text).array(),
        written("character varying(3)[]"),
    ] {
        taken(with_columns([collated(data_type)]));
    }
}

#[test]
fn only_what_may_be_large_is_stored_elsewhere() {
    let stored = |data_type: BuiltinType| Column {
        storage: Some(Storage::External),
        ..column("b", data_type)
    };
    let compressed = |data_type: BuiltinType| Column {
        compression: Some(Compression::Pglz),
        ..column("b", data_type)
    };
    let alter = "CREATE TABLE a (b uuid); ALTER TABLE a ALTER b SET STORAGE EXTERNAL";
    let cases = vec![
        with(
            stored(BuiltinType::Uuid),
            &["uuid", "drop `storage`"],
            alter,
        ),
        with(
            stored(BuiltinType::Tsquery),
            &["tsquery", "drop `storage`"],
            "CREATE TABLE a (b tsquery); ALTER TABLE a ALTER b SET STORAGE EXTERNAL",
        ),
        with(
            compressed(BuiltinType::Bigint),
            &["bigint", "drop `compression`"],
            "CREATE TABLE a (b bigint COMPRESSION pglz)",
        ),
        with(
            compressed(BuiltinType::Name),
            &["name", "drop `compression`"],
            "CREATE TABLE a (b name COMPRESSION pglz)",
        ),
    ];
    refused("", cases);
    let plain_storage = Column {
        storage: Some(Storage::Plain),
        ..column("c", BuiltinType::Uuid)
    };
    taken(with_columns([stored(BuiltinType::Inet), plain_storage]));
    taken(with_columns([compressed(BuiltinType::Inet)]));
}

#[test]
fn a_sequence_has_numbers_of_its_type() {
    let numbered = |data_type: DataType, start, increment| Column {
        identity: Some(Box::new(Identity {
            kind: IdentityKind::Always,
            start,
            increment,
        })),
        ..Column::new(identifier("b"), data_type)
    };
    let small = || DataType::from(BuiltinType::Smallint);
    let mut both = numbered(small(), None, None);
    both.default = Some(Expr::Literal(Literal::Integer(1)));
    let cases = vec![
        with(
            numbered(BuiltinType::Text.into(), None, None),
            &["ring.a.b: ", "smallint, integer or bigint, not a text"],
            "CREATE TABLE a (b text GENERATED ALWAYS AS IDENTITY)",
        ),
        with(
            numbered(small().array(), None, None),
            &["not a smallint[]"],
            "CREATE TABLE a (b smallint[] GENERATED ALWAYS AS IDENTITY)",
        ),
        with(
            numbered(small(), Some(40_000), None),
            &["starts with 40000", "from 1 to 32767"],
            "CREATE TABLE a (b smallint GENERATED ALWAYS AS IDENTITY (START WITH 40000))",
        ),
        with(
            numbered(small(), Some(0), None),
            &["starts with 0"],
            "CREATE TABLE a (b smallint GENERATED ALWAYS AS IDENTITY (START WITH 0))",
        ),
        with(
            numbered(small(), Some(1), Some(-1)),
            &["from -32768 to -1"],
            "CREATE TABLE a (b smallint GENERATED ALWAYS AS IDENTITY (START WITH 1 INCREMENT BY -1))",
        ),
        with(
            numbered(small(), None, Some(0)),
            &["by 0"],
            "CREATE TABLE a (b smallint GENERATED ALWAYS AS IDENTITY (INCREMENT BY 0))",
        ),
        with(
            both,
            &["`default` and `identity`"],
            "CREATE TABLE a (b smallint DEFAULT 1 GENERATED ALWAYS AS IDENTITY)",
        ),
    ];
    refused("", cases);
    for (start, increment) in [
        (Some(32_767), None),
        (Some(-1), Some(-1)),
        (None, Some(40_000)),
    ] {
        taken(with_columns([numbered(small(), start, increment)]));
    }
    taken(with_columns([numbered(
        written("int8"),
        Some(1 << 40),
        None,
    )]));
}

#[test]
fn now_is_a_time() {
    let now = || Expr::Call {
        function: Function::Builtin(identifier("now")),
        arguments: Vec::new(),
    };
    let set = |data_type: BuiltinType| Column {
        default: Some(now()),
        ..column("b", data_type)
    };
    let cases = vec![
        with(
            set(BuiltinType::Bigint),
            &["ring.a.b: ", "now(), which is no bigint"],
            "CREATE TABLE a (b bigint DEFAULT now())",
        ),
        with(
            set(BuiltinType::Interval),
            &["which is no interval"],
            "CREATE TABLE a (b interval DEFAULT now())",
        ),
    ];
    refused("", cases);
    for data_type in [BuiltinType::Date, BuiltinType::Time, BuiltinType::Text] {
        taken(with_columns([set(data_type)]));
    }
}

struct Touched;

impl pgschema::Table for Touched {
    const TABLE: &'static TableDef = &TableDef {
        rust: "Touched",
        name: "touched",
        columns: &[
            ColumnEntry::Column(ColumnDef {
                field: "id",
                name: "id",
                data_type: TypeDef::Builtin(BuiltinType::Integer),
                primary_key: true,
                ..ColumnDef::EMPTY
            }),
            ColumnEntry::Column(ColumnDef {
                field: "changes",
                name: "changes",
                data_type: TypeDef::Builtin(BuiltinType::Integer),
                touch: true,
                no_default: true,
                ..ColumnDef::EMPTY
            }),
        ],
        ..TableDef::EMPTY
    };
    type Columns = ();
    fn columns() {}
}

#[test]
fn what_is_touched_is_a_time() {
    let invalid = plain().table::<Touched>().build().unwrap_err().to_string();
    for text in [
        "ring.touched.changes",
        "`touch` has no meaning for a column of type integer",
        "take a `timestamptz`",
    ] {
        assert!(invalid.contains(text), "{invalid}");
    }
}

/// Every builtin type with what keeps its values: what is refused is what the server refuses.
#[test]
fn the_types_of_text_and_of_large_values_are_those_of_the_server() {
    let collation = || Some(Box::new(Collation::Named(identifier("C"))));
    let kept = |data_type: BuiltinType| {
        let column = || column("b", data_type);
        [
            (
                Column {
                    collation: collation(),
                    ..column()
                },
                "ALTER TABLE a ALTER b TYPE {} COLLATE \"C\"",
            ),
            (
                Column {
                    storage: Some(Storage::Main),
                    ..column()
                },
                "ALTER TABLE a ALTER b SET STORAGE MAIN",
            ),
            (
                Column {
                    compression: Some(Compression::Pglz),
                    ..column()
                },
                "ALTER TABLE a ALTER b SET COMPRESSION pglz",
            ),
        ]
    };
    for_each_version(|cluster| {
        let server = cluster.fresh_database();
        let mut client = server.owner();
        let mut differences = Vec::new();
        for builtin in TYPES {
            let name = builtin.name();
            for (column, alter) in kept(builtin) {
                let is_taken = with_columns([column]).build().is_ok();
                let alter = alter.replace("{}", name);
                let sql = format!("BEGIN; CREATE TEMPORARY TABLE a (b {name}); {alter}; ROLLBACK");
                let result = client.batch_execute(&sql);
                client.batch_execute("ROLLBACK").unwrap();
                if result.is_ok() != is_taken {
                    differences.push(format!("{name}: {alter}: {result:?}"));
                }
            }
        }
        assert!(differences.is_empty(), "{}", differences.join("\n"));
    });
}

#[test]
fn a_comparison_of_columns_is_no_default() {
    let comparison = Expr::binary(
        Expr::Column(identifier("id")),
        BinaryOperator::Greater,
        Expr::Literal(Literal::Integer(1)),
    );
    let compared = Column {
        default: Some(comparison),
        ..column("b", BuiltinType::Boolean)
    };
    let texts = &["the default uses the column `id`"];
    let sql = "CREATE TABLE a (id integer, b boolean DEFAULT (id > 1))";
    refused("", vec![with(compared, texts, sql)]);
}
