use pgschema::BuiltinType;
use pgschema::define::{GeneratedKind, IndexMethod, PartitionStrategy};
use pgschema::model::{Constraint, Enum, Partition, PartitionBy, Table};
use pgschema::sql::{
    BoundValue, ConstraintKind, Generated, IndexElement, Literal, Operator, PartitionBound,
    TextLiteral,
};

use super::{
    Case, case, identifier, identifiers, integer, named, plain, refused, sql, table, taken,
    taken_since,
};

fn partitioned(strategy: PartitionStrategy, bounds: Vec<PartitionBound>) -> Table {
    let mut table = table("a", &[]);
    let columns = identifiers(&["id"]);
    table.partition_by = Some(PartitionBy { strategy, columns });
    table.partitions = (1..)
        .zip(bounds)
        .map(|(number, bound)| Partition {
            name: identifier(&format!("a_{number}")),
            bound,
        })
        .collect();
    table
}

fn number(number: i64) -> BoundValue {
    BoundValue::Value(Literal::Integer(number))
}

fn range(from: BoundValue, to: BoundValue) -> PartitionBound {
    PartitionBound::Range {
        from: vec![from],
        to: vec![to],
    }
}

fn list(numbers: &[i64]) -> PartitionBound {
    PartitionBound::List(numbers.iter().copied().map(Literal::Integer).collect())
}

fn hash(modulus: u32, remainder: u32) -> PartitionBound {
    PartitionBound::Hash { modulus, remainder }
}

fn cases(
    strategy: PartitionStrategy,
    list: Vec<(Vec<PartitionBound>, &'static [&'static str], &'static str)>,
) -> Vec<Case> {
    list.into_iter()
        .map(|(bounds, texts, sql)| {
            case(
                plain().model_table(partitioned(strategy, bounds)),
                texts,
                sql,
            )
        })
        .collect()
}

#[test]
fn ranges_have_rows_and_share_none() {
    let (least, most) = (BoundValue::MinValue, BoundValue::MaxValue);
    let refusals: Vec<(Vec<PartitionBound>, &'static [&'static str], &'static str)> = vec![
        (
            vec![range(number(1), number(1))],
            &["ring.a: ", "`a_1` takes no rows", "`from(…)`"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (1) TO (1)",
        ),
        (
            vec![range(most.clone(), least.clone())],
            &["`a_1` takes no rows"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (MAXVALUE) TO (MINVALUE)",
        ),
        (
            vec![range(number(1), number(10)), range(number(9), most.clone())],
            &["`a_1` and `a_2` both take", "overlap"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (1) TO (10);
             CREATE TABLE a_2 PARTITION OF a FOR VALUES FROM (9) TO (MAXVALUE)",
        ),
        (
            vec![PartitionBound::Default, PartitionBound::Default],
            &["`a_1` and `a_2` both take what no other partition takes"],
            "CREATE TABLE a_1 PARTITION OF a DEFAULT; CREATE TABLE a_2 PARTITION OF a DEFAULT",
        ),
        (
            vec![range(BoundValue::Value(Literal::Null), number(1))],
            &["`a_1` has NULL in a bound"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (NULL) TO (1)",
        ),
        (
            vec![PartitionBound::Range {
                from: vec![number(1), number(1)],
                to: vec![number(2)],
            }],
            &["`a_1` has 2 values in a bound", "1 columns"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (1, 1) TO (2)",
        ),
        (
            vec![list(&[1])],
            &["`a_1` has a bound that a range partition can't have"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES IN (1)",
        ),
    ];
    refused(
        "CREATE TABLE a (id integer PRIMARY KEY) PARTITION BY RANGE (id)",
        cases(PartitionStrategy::Range, refusals),
    );
    let bounds = vec![
        range(least, number(1)),
        range(number(1), number(9)),
        range(number(9), most),
        PartitionBound::Default,
    ];
    taken(plain().model_table(partitioned(PartitionStrategy::Range, bounds)));
}

#[test]
fn moments_are_compared_where_they_are_written_alike() {
    let moment = |text: &str| BoundValue::Value(Literal::text(text).unwrap());
    let build = |bounds| {
        let mut table = partitioned(PartitionStrategy::Range, bounds);
        table.columns[0].data_type = BuiltinType::TimestampTz.into();
        plain().model_table(table)
    };
    let months = |last: &str| {
        build(vec![
            range(moment("2026-01-01"), moment("2026-02-01 00:00")),
            range(moment(last), moment("2026-03-01 00:00:00Z")),
        ])
    };
    refused(
        "CREATE TABLE a (id timestamptz PRIMARY KEY) PARTITION BY RANGE (id)",
        vec![case(
            months("2026-01-31T00:00"),
            &["overlap"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM ('2026-01-01') TO ('2026-02-01 00:00');
             CREATE TABLE a_2 PARTITION OF a FOR VALUES FROM ('2026-01-31T00:00') TO ('2026-03-01')",
        )],
    );
    taken(months("2026-02-01"));
    // Who can't say what comes first asks the server.
    taken(months("1 February 2026"));
}

#[test]
fn several_columns_are_compared_one_after_the_other() {
    let pair = |first, second| vec![first, second];
    let build = |bounds: Vec<(Vec<BoundValue>, Vec<BoundValue>)>| {
        let bounds = bounds
            .into_iter()
            .map(|(from, to)| PartitionBound::Range { from, to });
        let mut table = partitioned(PartitionStrategy::Range, bounds.collect());
        table.columns.push(integer("b"));
        table.constraints.clear();
        table.partition_by.as_mut().unwrap().columns = identifiers(&["id", "b"]);
        plain().model_table(table)
    };
    let cases = vec![
        case(
            build(vec![(
                pair(BoundValue::MinValue, number(1)),
                pair(number(2), number(1)),
            )]),
            &["a value after `minvalue`"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (MINVALUE, 1) TO (2, 1)",
        ),
        case(
            build(vec![
                (pair(number(1), number(1)), pair(number(2), number(1))),
                (pair(number(2), number(0)), pair(number(3), number(1))),
            ]),
            &["overlap"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (1, 1) TO (2, 1);
             CREATE TABLE a_2 PARTITION OF a FOR VALUES FROM (2, 0) TO (3, 1)",
        ),
    ];
    refused(
        "CREATE TABLE a (id integer, b integer) PARTITION BY RANGE (id, b)",
        cases,
    );
    taken(build(vec![
        (
            pair(number(1), number(1)),
            pair(number(2), BoundValue::MinValue),
        ),
        (
            pair(number(2), BoundValue::MinValue),
            pair(BoundValue::MaxValue, BoundValue::MaxValue),
        ),
    ]));
}

#[test]
fn a_value_is_in_one_list() {
    let refusals: Vec<(Vec<PartitionBound>, &'static [&'static str], &'static str)> = vec![
        (
            vec![list(&[1, 2]), list(&[3, 2])],
            &["`a_1` and `a_2` both take rows with 2"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES IN (1, 2);
             CREATE TABLE a_2 PARTITION OF a FOR VALUES IN (3, 2)",
        ),
        (
            vec![
                PartitionBound::List(vec![Literal::Null]),
                PartitionBound::List(vec![Literal::Null]),
            ],
            &["both take rows with NULL"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES IN (NULL);
             CREATE TABLE a_2 PARTITION OF a FOR VALUES IN (NULL)",
        ),
        (
            vec![list(&[])],
            &["`a_1` takes no rows", "no values"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES IN ()",
        ),
    ];
    refused(
        "CREATE TABLE a (id integer) PARTITION BY LIST (id)",
        cases(PartitionStrategy::List, refusals),
    );
    let bounds = vec![list(&[1, 1]), list(&[2]), PartitionBound::Default];
    taken(plain().model_table(partitioned(PartitionStrategy::List, bounds)));
}

#[test]
fn hash_partitions_go_together() {
    let refusals: Vec<(Vec<PartitionBound>, &'static [&'static str], &'static str)> = vec![
        (
            vec![hash(4, 0), hash(2, 0)],
            &["`a_1` and `a_2` both take rows with the same remainder"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES WITH (MODULUS 4, REMAINDER 0);
             CREATE TABLE a_2 PARTITION OF a FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
        ),
        (
            vec![hash(4, 0), hash(6, 1)],
            &["moduli 4 and 6", "factor"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES WITH (MODULUS 4, REMAINDER 0);
             CREATE TABLE a_2 PARTITION OF a FOR VALUES WITH (MODULUS 6, REMAINDER 1)",
        ),
        (
            vec![hash(4, 4)],
            &["`a_1` has the modulus 4 and the remainder 4"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES WITH (MODULUS 4, REMAINDER 4)",
        ),
        (
            vec![hash(0, 0)],
            &["the modulus 0"],
            "CREATE TABLE a_1 PARTITION OF a FOR VALUES WITH (MODULUS 0, REMAINDER 0)",
        ),
        (
            vec![PartitionBound::Default],
            &["a bound that a hash partition can't have"],
            "CREATE TABLE a_1 PARTITION OF a DEFAULT",
        ),
    ];
    refused(
        "CREATE TABLE a (id integer) PARTITION BY HASH (id)",
        cases(PartitionStrategy::Hash, refusals),
    );
    let bounds = vec![hash(4, 0), hash(4, 2), hash(2, 1)];
    taken(plain().model_table(partitioned(PartitionStrategy::Hash, bounds)));
}

#[test]
fn a_partition_key_is_one() {
    let mut several = partitioned(PartitionStrategy::List, Vec::new());
    several.columns.push(integer("b"));
    several.constraints.clear();
    several.partition_by.as_mut().unwrap().columns = identifiers(&["id", "b"]);
    let mut generated = partitioned(PartitionStrategy::Range, Vec::new());
    generated.constraints.clear();
    generated.columns.push(integer("b"));
    generated.columns[1].generated = Some(Box::new(Generated {
        kind: GeneratedKind::Stored,
        expression: sql("id + 1"),
    }));
    generated.partition_by.as_mut().unwrap().columns = identifiers(&["b"]);
    let mut json = partitioned(PartitionStrategy::Range, Vec::new());
    json.constraints.clear();
    json.columns[0].data_type = BuiltinType::Json.into();
    let mut money = partitioned(PartitionStrategy::Hash, Vec::new());
    money.constraints.clear();
    money.columns[0].data_type = BuiltinType::Money.into();
    let mut nothing = partitioned(PartitionStrategy::Range, Vec::new());
    nothing.partition_by.as_mut().unwrap().columns.clear();
    let cases = vec![
        case(
            plain().model_table(several),
            &["one column's values, not of 2"],
            "CREATE TABLE a (id integer, b integer) PARTITION BY LIST (id, b)",
        ),
        case(
            plain().model_table(generated),
            &["`b` is a generated column"],
            "CREATE TABLE a (id integer, b integer GENERATED ALWAYS AS (id + 1) STORED) PARTITION BY RANGE (b)",
        ),
        case(
            plain().model_table(json),
            &["`partition_by`", "json", "`btree`"],
            "CREATE TABLE a (id json) PARTITION BY RANGE (id)",
        ),
        case(
            plain().model_table(money),
            &["money", "`hash`"],
            "CREATE TABLE a (id money) PARTITION BY HASH (id)",
        ),
        case(
            plain().model_table(nothing),
            &["`partition_by` has no columns"],
            "CREATE TABLE a (id integer) PARTITION BY RANGE ()",
        ),
    ];
    refused("", cases);
}

#[test]
fn a_key_has_the_partition_key_in_it() {
    let with = |kind: ConstraintKind| {
        let mut table = partitioned(PartitionStrategy::Range, Vec::new());
        table.columns.push(integer("b"));
        table.constraints = vec![Constraint::new(identifier("key"), kind)];
        plain().model_table(table)
    };
    let exclude = |column: &str| ConstraintKind::Exclude {
        method: IndexMethod::Btree,
        elements: vec![(
            IndexElement::column(identifier(column)),
            Operator::new("=").unwrap(),
        )],
        predicate: None,
    };
    let unique = ConstraintKind::Unique {
        columns: identifiers(&["b"]),
        include: Vec::new(),
        nulls_not_distinct: false,
    };
    let cases = vec![
        case(
            with(unique),
            &[
                "`key` must contain the partition key column `id`",
                "unique(columns",
            ],
            "CREATE TABLE a (id integer, b integer UNIQUE) PARTITION BY RANGE (id)",
        ),
        case(
            with(exclude("b")),
            &["`key` must contain the partition key column `id`", "`=`"],
            "CREATE TABLE a (id integer, b integer, EXCLUDE USING btree (b WITH =)) PARTITION BY RANGE (id)",
        ),
    ];
    refused("", cases);
    taken_since(17, with(exclude("id")));
}

#[test]
fn a_partition_has_a_name_of_its_own() {
    let bounds = || vec![range(number(1), number(2))];
    let native = Enum {
        name: named("a_1"),
        labels: vec![TextLiteral::new("x").unwrap()],
        comment: None,
    };
    // The builder takes enums from structs only, a snapshot takes them from anywhere.
    let database = plain()
        .model_table(partitioned(PartitionStrategy::Range, bounds()))
        .build()
        .unwrap();
    let enums = serde_json::to_string(&[native]).unwrap();
    let json =
        database
            .to_json()
            .replacen("\"tables\"", &format!("\"enums\": {enums}, \"tables\""), 1);
    let message = pgschema::Database::from_json(&json)
        .unwrap_err()
        .to_string();
    let expected = "the partition a_1 of ring.a and the enum ring.a_1 have the same name";
    assert!(message.contains(expected), "{message}");
    let cases = vec![case(
        plain()
            .model_table(partitioned(PartitionStrategy::Range, bounds()))
            .model_table(table("a_1", &[])),
        &["the partition a_1 of ring.a", "the table ring.a_1"],
        "CREATE TABLE a_1 (id integer); CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (1) TO (2)",
    )];
    refused("CREATE TABLE a (id integer) PARTITION BY RANGE (id)", cases);
}

#[test]
fn partitions_of_a_table_that_is_not_partitioned() {
    let mut plain_table = partitioned(PartitionStrategy::Range, vec![range(number(1), number(2))]);
    plain_table.partition_by = None;
    let cases = vec![case(
        plain().model_table(plain_table),
        &["there are partitions but no `partition_by(…)`"],
        "CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (1) TO (2)",
    )];
    refused("CREATE TABLE a (id integer)", cases);
}
