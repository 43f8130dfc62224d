use pgschema::define::{
    ColumnDef, ColumnEntry, Compression, GeneratedKind, IdentityKind, Storage, TableDef, TypeDef,
};
use pgschema::model::{Column, Constraint, Index, Table};
use pgschema::sql::{
    BinaryOperator, Collation, ConstraintKind, DataType, Expr, Function, Generated, Identity,
    IndexElement, Literal,
};
use pgschema::{BuiltinType, Version};
use pgschema_test_support::for_each_version;

use super::{
    Case, TYPES, case, changed, column, identifier, identifiers, integer, named, plain, refused,
    refused_since, sql, table, taken, taken_since, written,
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

fn computed(name: &str, kind: GeneratedKind, expression: &str) -> Column {
    Column {
        generated: Some(Box::new(Generated {
            kind,
            expression: sql(expression),
        })),
        ..integer(name)
    }
}

/// One table with these columns beside its key.
fn columns(columns: impl IntoIterator<Item = Column>) -> pgschema::DatabaseBuilder {
    let mut table = table("a", &[]);
    table.columns.extend(columns);
    plain().model_table(table)
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
    taken(columns(
        ["b", "c", "d"]
            .into_iter()
            .zip(types)
            .map(|(name, it)| column(name, it)),
    ));
    taken(columns([
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
    let builder = || columns([column("b", wide)]);
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
    taken(columns([column("b", written("bigserial"))]));
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
        taken(columns([collated(data_type)]));
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
    taken(columns([stored(BuiltinType::Inet), plain_storage]));
    taken(columns([compressed(BuiltinType::Inet)]));
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
        taken(columns([numbered(small(), start, increment)]));
    }
    taken(columns([numbered(written("int8"), Some(1 << 40), None)]));
}

#[test]
fn a_generated_column_comes_from_columns_that_are_not() {
    let by_column = Column {
        generated: Some(Box::new(Generated {
            kind: GeneratedKind::Stored,
            expression: Expr::Column(identifier("b")),
        })),
        ..integer("c")
    };
    let stored = |name, expression| computed(name, GeneratedKind::Stored, expression);
    let cases = vec![
        case(
            columns([stored("b", "id + 1"), stored("c", "b + 1")]),
            &["ring.a.c: ", "generated from `b`, which is generated too"],
            "CREATE TABLE a (id integer, b integer GENERATED ALWAYS AS (id + 1) STORED,
             c integer GENERATED ALWAYS AS (b + 1) STORED)",
        ),
        case(
            columns([stored("b", "id + 1"), by_column]),
            &["ring.a.c: ", "generated from `b`"],
            "CREATE TABLE a (id integer, b integer GENERATED ALWAYS AS (id + 1) STORED,
             c integer GENERATED ALWAYS AS (b) STORED)",
        ),
        case(
            columns([stored("b", "b + 1")]),
            &["ring.a.b: ", "generated from `b`"],
            "CREATE TABLE a (b integer GENERATED ALWAYS AS (b + 1) STORED)",
        ),
        case(
            columns([Column {
                default: Some(Expr::Literal(Literal::Integer(1))),
                ..stored("b", "id + 1")
            }]),
            &["`default` and `generated`"],
            "CREATE TABLE a (id integer, b integer DEFAULT 1 GENERATED ALWAYS AS (id + 1) STORED)",
        ),
        case(
            columns([Column {
                default: Some(sql("id + 1")),
                ..integer("b")
            }]),
            &["ring.a.b: ", "the default uses the column `id`"],
            "CREATE TABLE a (id integer, b integer DEFAULT (id + 1))",
        ),
    ];
    refused("", cases);
    // A function may have the name of a column.
    let mut named_alike = table("a", &[]);
    named_alike.columns = vec![
        column("lower", BuiltinType::Text),
        Column {
            generated: Some(Box::new(Generated {
                kind: GeneratedKind::Stored,
                expression: sql("upper(lower)"),
            })),
            ..column("upper", BuiltinType::Text)
        },
    ];
    named_alike.constraints.clear();
    taken(plain().model_table(named_alike));
}

#[test]
fn a_virtual_column_has_types_of_the_server() {
    let virtual_column = |data_type: DataType, expression: Expr| Column {
        generated: Some(Box::new(Generated {
            kind: GeneratedKind::Virtual,
            expression,
        })),
        ..column("b", data_type)
    };
    let row = || DataType::named(named("z"));
    let call = Expr::Call {
        function: Function::Named(Box::new(named("f"))),
        arguments: Vec::new(),
    };
    let with_row = |column| {
        let mut own = table("a", &[]);
        own.columns.push(super::column("row", row()));
        own.columns.push(column);
        plain().model_table(own).model_table(table("z", &[]))
    };
    let cases = vec![
        case(
            with_row(virtual_column(row(), sql("\"row\""))),
            &["ring.a.b: ", "such as ring.z", "`generated(stored = …)`"],
            "CREATE TABLE a (\"row\" z, b z GENERATED ALWAYS AS (\"row\") VIRTUAL)",
        ),
        case(
            with_row(virtual_column(
                BuiltinType::Boolean.into(),
                Expr::IsNull(Box::new(Expr::Column(identifier("row")))),
            )),
            &["ring.a.b: ", "such as ring.z"],
            "CREATE TABLE a (\"row\" z, b boolean GENERATED ALWAYS AS (\"row\" IS NULL) VIRTUAL)",
        ),
        case(
            columns([virtual_column(BuiltinType::Integer.into(), call)]),
            &["such as ring.f"],
            "CREATE TABLE a (b integer GENERATED ALWAYS AS (ring.f()) VIRTUAL)",
        ),
    ];
    let before = "CREATE TABLE z (id integer);
        CREATE FUNCTION f() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 1";
    refused_since(18, before, cases);
    let in_row = "id::text IS NULL";
    taken_since(
        18,
        columns([virtual_column(BuiltinType::Boolean.into(), sql(in_row))]),
    );
}

fn own(table: &mut Table, element: IndexElement) {
    let name = identifier("own");
    table.indexes.push(Index::new(name, vec![element]));
}

#[derive(pgschema::PgEnum)]
#[pg(native)]
enum Mood {
    Good,
    Bad,
}

#[derive(pgschema::PgDomain)]
struct Name(String);

#[derive(pgschema::Table)]
#[pg(table = "days")]
struct Day {
    #[pg(primary_key, identity)]
    id: i64,
    mood: Mood,
    #[pg(generated(virtual = "mood = 'good'"))]
    is_good: Option<bool>,
}

#[derive(pgschema::Table)]
#[pg(table = "people")]
struct Person {
    #[pg(primary_key, identity)]
    id: i64,
    #[pg(generated(virtual = "'x'"))]
    name: Option<Name>,
}

#[test]
fn an_enum_and_a_domain_are_no_types_of_the_server() {
    let cases = vec![
        case(
            plain().table::<Day>(),
            &["ring.days.is_good", "such as ring.mood"],
            "CREATE TABLE a (mood mood, is_good boolean GENERATED ALWAYS AS (mood = 'good') VIRTUAL)",
        ),
        case(
            plain().table::<Person>(),
            &["ring.people.name", "such as ring.name"],
            "CREATE TABLE a (name ring.name GENERATED ALWAYS AS ('x') VIRTUAL)",
        ),
    ];
    let before = "CREATE TYPE mood AS ENUM ('good'); CREATE DOMAIN ring.name AS text";
    refused_since(18, before, cases);
}

#[test]
fn no_index_and_no_key_has_a_virtual_column() {
    let with_virtual = |change: fn(&mut Table)| {
        let mut table = table("a", &[]);
        let double = computed("double", GeneratedKind::Virtual, "id * 2");
        table.columns.push(double);
        change(&mut table);
        plain().model_table(table)
    };
    let cases = vec![
        case(
            with_virtual(|table| own(table, IndexElement::column(identifier("double")))),
            &[
                "ring.a: ",
                "`double` is a virtual generated column",
                "the index `own`",
            ],
            "CREATE INDEX ON a (double)",
        ),
        case(
            with_virtual(|table| own(table, IndexElement::expression(sql("double + 1")))),
            &["the index `own`"],
            "CREATE INDEX ON a ((double + 1))",
        ),
        case(
            with_virtual(|table| {
                own(table, IndexElement::column(identifier("id")));
                table.indexes[0].predicate = Some(sql("double > 1"));
            }),
            &["the index `own`"],
            "CREATE INDEX ON a (id) WHERE double > 1",
        ),
        case(
            with_virtual(|table| {
                let kind = ConstraintKind::Unique {
                    columns: identifiers(&["double"]),
                    include: Vec::new(),
                    nulls_not_distinct: false,
                };
                table
                    .constraints
                    .push(Constraint::new(identifier("own"), kind));
            }),
            &["the constraint `own`"],
            "ALTER TABLE a ADD UNIQUE (double)",
        ),
    ];
    let before = "CREATE TABLE a (id integer PRIMARY KEY, double integer GENERATED ALWAYS AS (id * 2) VIRTUAL)";
    refused_since(18, before, cases);
    taken_since(
        18,
        with_virtual(|table| {
            let kind = ConstraintKind::Check(sql("double > 1"));
            table
                .constraints
                .push(Constraint::new(identifier("own"), kind));
        }),
    );
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
        taken(columns([set(data_type)]));
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
                let is_taken = columns([column]).build().is_ok();
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
