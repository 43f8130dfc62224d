use pgschema::BuiltinType;
use pgschema::define::{IndexMethod, SortOrder};
use pgschema::model::{Constraint, Index, Table};
use pgschema::sql::{
    Collation, ConstraintKind, DataType, IndexElement, Operator, OperatorClass, StorageParameters,
};
use pgschema_test_support::for_each_version;

use super::{
    Case, TYPES, case, changed, column, identifier, identifiers, integer, plain, refused, table,
    taken,
};

/// A case of an index by a method over one more column, after a change.
fn index(
    method: IndexMethod,
    data_type: impl Into<DataType>,
    change: impl FnOnce(&mut Index),
    texts: &'static [&'static str],
    sql: &'static str,
) -> Case {
    case(indexed(method, data_type, change), texts, sql)
}

fn indexed(
    method: IndexMethod,
    data_type: impl Into<DataType>,
    change: impl FnOnce(&mut Index),
) -> pgschema::DatabaseBuilder {
    let mut table = table("a", &[]);
    table.columns.push(column("b", data_type));
    let elements = vec![IndexElement::column(identifier("b"))];
    let mut index = Index::new(identifier("own"), elements);
    index.method = method;
    change(&mut index);
    table.indexes.push(index);
    plain().model_table(table)
}

fn also(index: &mut Index) {
    index.elements.push(IndexElement::column(identifier("id")));
}

fn constrained(kind: ConstraintKind) -> impl FnOnce(&mut Table) {
    |table| {
        table
            .constraints
            .push(Constraint::new(identifier("own"), kind))
    }
}

fn unique(columns: &[&str]) -> ConstraintKind {
    ConstraintKind::Unique {
        columns: identifiers(columns),
        include: Vec::new(),
        nulls_not_distinct: false,
    }
}

fn exclude(method: IndexMethod, columns: &[&str]) -> ConstraintKind {
    let element = |column| {
        let element = IndexElement::column(identifier(column));
        (element, Operator::new("=").unwrap())
    };
    ConstraintKind::Exclude {
        method,
        elements: columns.iter().copied().map(element).collect(),
        predicate: None,
    }
}

const WIDE: [&str; 33] = [
    "c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08", "c09", "c10", "c11", "c12", "c13",
    "c14", "c15", "c16", "c17", "c18", "c19", "c20", "c21", "c22", "c23", "c24", "c25", "c26",
    "c27", "c28", "c29", "c30", "c31", "c32", "c33",
];

#[test]
fn an_index_has_32_columns_at_most() {
    let wide = |key: usize, include: usize| {
        let mut table = table("a", &[]);
        table.columns.extend(WIDE.map(integer));
        let elements = WIDE[..key]
            .iter()
            .map(|name| IndexElement::column(identifier(name)));
        let mut index = Index::new(identifier("own"), elements.collect());
        index.include = identifiers(&WIDE[key..key + include]);
        table.indexes.push(index);
        plain().model_table(table)
    };
    let all = "DO $$ DECLARE names text; BEGIN
        SELECT string_agg(format('c%s', to_char(i, 'FM00')), ', ') INTO names FROM generate_series(1, 33) i;
        EXECUTE format('CREATE INDEX ON a (%s)', names); END $$";
    let cases = vec![
        case(wide(33, 0), &["ring.a: ", "`own` has 33 columns", "32 are the most"], all),
        case(
            wide(2, 31),
            &["`own` has 33 columns"],
            "CREATE INDEX ON a (c01, c02) INCLUDE (c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13,
             c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33)",
        ),
    ];
    let columns = WIDE.map(|name| format!("{name} integer")).join(", ");
    refused(&format!("CREATE TABLE a ({columns})"), cases);
    taken(wide(32, 0));
}

#[test]
fn a_method_has_what_it_has() {
    let cases = vec![
        index(
            IndexMethod::Hash,
            BuiltinType::Integer,
            also,
            &["ring.a: ", "`own` has several columns", "`hash`"],
            "CREATE INDEX ON a USING hash (i, id)",
        ),
        index(
            IndexMethod::Spgist,
            BuiltinType::Point,
            |index| index.elements.push(IndexElement::column(identifier("b"))),
            &["`own` has several columns", "`spgist`"],
            "CREATE INDEX ON a USING spgist (p, p)",
        ),
        index(
            IndexMethod::Hash,
            BuiltinType::Integer,
            |index| index.unique = true,
            &["`own` is unique", "`hash`"],
            "CREATE UNIQUE INDEX ON a USING hash (i)",
        ),
        index(
            IndexMethod::Gin,
            BuiltinType::Jsonb,
            |index| index.include = identifiers(&["id"]),
            &["`own` has `include`", "`gin`"],
            "CREATE INDEX ON a USING gin (j) INCLUDE (id)",
        ),
        index(
            IndexMethod::Brin,
            BuiltinType::Integer,
            |index| index.include = identifiers(&["id"]),
            &["`own` has `include`", "`brin`"],
            "CREATE INDEX ON a USING brin (i) INCLUDE (id)",
        ),
        index(
            IndexMethod::Gist,
            BuiltinType::Int4range,
            |index| {
                let element = IndexElement::column(identifier("b"));
                index.elements = vec![element.order(SortOrder::Desc)];
            },
            &["`own` says in which order", "`gist`"],
            "CREATE INDEX ON a USING gist (r DESC)",
        ),
        index(
            IndexMethod::Btree,
            BuiltinType::Integer,
            |index| {
                let element = IndexElement::column(identifier("b"));
                index.elements = vec![element.collation(Collation::Named(identifier("C")))];
            },
            &["`own` has a collation for `b`", "integer"],
            "CREATE INDEX ON a (i COLLATE \"C\")",
        ),
    ];
    let before = "CREATE TABLE a (id integer, i integer, p point, j jsonb, r int4range)";
    refused(before, cases);
    let include = |index: &mut Index| index.include = identifiers(&["id"]);
    taken(indexed(IndexMethod::Gist, BuiltinType::Int4range, include));
    taken(indexed(IndexMethod::Spgist, BuiltinType::Point, include));
    taken(indexed(IndexMethod::Brin, BuiltinType::Integer, also));
}

#[test]
fn a_type_has_a_place_in_the_index() {
    let nothing = |_: &mut Index| {};
    let cases = vec![
        index(
            IndexMethod::Btree,
            BuiltinType::Json,
            |index| index.unique = true,
            &["ring.a: ", "`own` has the column `b`", "json", "`btree`"],
            "CREATE UNIQUE INDEX ON a (j)",
        ),
        index(
            IndexMethod::Spgist,
            BuiltinType::Integer,
            nothing,
            &["integer", "`spgist`"],
            "CREATE INDEX ON a USING spgist (i)",
        ),
        index(
            IndexMethod::Gin,
            BuiltinType::Integer,
            nothing,
            &["integer", "`gin`", "`.extension(\"btree_gin\")`"],
            "CREATE INDEX ON a USING gin (i)",
        ),
        index(
            IndexMethod::Gist,
            BuiltinType::Uuid,
            nothing,
            &["uuid", "`gist`", "`.extension(\"btree_gist\")`"],
            "CREATE INDEX ON a USING gist (u)",
        ),
        index(
            IndexMethod::Brin,
            BuiltinType::Boolean,
            nothing,
            &["boolean", "`brin`"],
            "CREATE INDEX ON a USING brin (b)",
        ),
        index(
            IndexMethod::Hash,
            BuiltinType::Money,
            nothing,
            &["money", "`hash`"],
            "CREATE INDEX ON a USING hash (m)",
        ),
        changed(
            |table| {
                table.columns.push(column("b", BuiltinType::Xml));
                constrained(unique(&["b"]))(table);
            },
            &["`own` has the column `b`", "xml"],
            "ALTER TABLE a ADD UNIQUE (x)",
        ),
        changed(
            |table| {
                table.columns.push(column("b", BuiltinType::Point));
                constrained(exclude(IndexMethod::Btree, &["b"]))(table);
            },
            &["`own` has the column `b`", "point"],
            "ALTER TABLE a ADD EXCLUDE USING btree (p WITH =)",
        ),
    ];
    let before = "CREATE TABLE a (i integer, j json, u uuid, b boolean, m money, x xml, p point)";
    refused(before, cases);
}

/// Every builtin type in an index by every method: what is refused is what the server refuses.
#[test]
fn the_types_of_a_method_are_those_of_the_server() {
    let methods = [
        IndexMethod::Btree,
        IndexMethod::Hash,
        IndexMethod::Gin,
        IndexMethod::Gist,
        IndexMethod::Spgist,
        IndexMethod::Brin,
    ];
    for_each_version(|cluster| {
        let server = cluster.fresh_database();
        let mut client = server.owner();
        let mut differences = Vec::new();
        for method in methods {
            for builtin in TYPES {
                let is_taken = indexed(method, builtin, |_| {}).build().is_ok();
                let (name, method) = (builtin.name(), method.as_str());
                let sql = format!(
                    "BEGIN; CREATE TEMPORARY TABLE a (b {name}); CREATE INDEX ON a USING {method} (b); ROLLBACK"
                );
                let result = client.batch_execute(&sql);
                client.batch_execute("ROLLBACK").unwrap();
                if result.is_ok() != is_taken {
                    differences.push(format!("{name} by {method}: {result:?}"));
                }
            }
        }
        assert!(differences.is_empty(), "{}", differences.join("\n"));
    });
}

#[test]
fn a_named_operator_class_is_the_servers_to_know() {
    taken(indexed(IndexMethod::Spgist, BuiltinType::Point, |index| {
        let class = OperatorClass::Named(identifier("kd_point_ops"));
        let element = IndexElement::column(identifier("b")).operator_class(class);
        index.elements = vec![element];
    }));
    let array = DataType::from(BuiltinType::Integer).array();
    taken(indexed(IndexMethod::Gin, array, |_| {}));
}

#[test]
fn a_key_has_a_column_once_and_a_constraint_its_method() {
    let cases = vec![
        changed(
            constrained(unique(&["id", "id"])),
            &["`own` has the column `id` twice"],
            "CREATE TABLE a (id integer, UNIQUE (id, id))",
        ),
        changed(
            constrained(exclude(IndexMethod::Gin, &["id"])),
            &["`own` can't exclude rows by `gin`"],
            "CREATE TABLE a (id integer, EXCLUDE USING gin (id WITH =))",
        ),
        changed(
            constrained(exclude(IndexMethod::Hash, &["id", "id"])),
            &["`own` has several columns"],
            "CREATE TABLE a (id integer, EXCLUDE USING hash (id WITH =, id WITH =))",
        ),
    ];
    refused("", cases);
    let mut excluded = table("a", &[]);
    constrained(exclude(IndexMethod::Hash, &["id"]))(&mut excluded);
    taken(plain().model_table(excluded));
}

#[test]
fn a_storage_parameter_is_one_that_the_server_knows() {
    let parameters = |list: &[(&'static str, &'static str)]| {
        StorageParameters::parse(list.iter().copied()).unwrap()
    };
    let of_table = |list: &[(&'static str, &'static str)]| {
        let storage = parameters(list);
        move |table: &mut Table| table.storage = storage
    };
    let of_index = |list: &[(&'static str, &'static str)]| {
        let storage = parameters(list);
        move |index: &mut Index| index.storage = storage
    };
    let cases = vec![
        changed(
            of_table(&[("fillfacto", "70")]),
            &[
                "ring.a: ",
                "a table has no storage parameter `fillfacto`",
                "did you mean `fillfactor`?",
            ],
            "CREATE TABLE a (id integer) WITH (fillfacto = 70)",
        ),
        changed(
            of_table(&[("toast.fillfactor", "70")]),
            &["large values has no storage parameter `toast.fillfactor`"],
            "CREATE TABLE a (id integer) WITH (toast.fillfactor = 70)",
        ),
        changed(
            of_table(&[("fillfactor", "70"), ("FILLFACTOR", "80")]),
            &["`FILLFACTOR` is there twice"],
            "CREATE TABLE a (id integer) WITH (fillfactor = 70, FILLFACTOR = 80)",
        ),
        changed(
            of_table(&[("fillfactor", "9")]),
            &["`fillfactor` is a whole number from 10 to 100, and not `9`"],
            "CREATE TABLE a (id integer) WITH (fillfactor = 9)",
        ),
        changed(
            of_table(&[("autovacuum_enabled", "never")]),
            &["`true` or `false`, and not `never`"],
            "CREATE TABLE a (id integer) WITH (autovacuum_enabled = never)",
        ),
        index(
            IndexMethod::Gin,
            BuiltinType::Jsonb,
            of_index(&[("fillfactor", "70")]),
            &["`own`, an index by `gin`, has no storage parameter `fillfactor`"],
            "CREATE TABLE a (b jsonb); CREATE INDEX ON a USING gin (b) WITH (fillfactor = 70)",
        ),
        index(
            IndexMethod::Brin,
            BuiltinType::Integer,
            of_index(&[("pages_per_range", "0")]),
            &["`pages_per_range` is a whole number from 1"],
            "CREATE TABLE a (b integer); CREATE INDEX ON a USING brin (b) WITH (pages_per_range = 0)",
        ),
        index(
            IndexMethod::Hash,
            BuiltinType::Integer,
            of_index(&[("deduplicate_items", "off")]),
            &["`deduplicate_items`"],
            "CREATE TABLE a (b integer); CREATE INDEX ON a USING hash (b) WITH (deduplicate_items = off)",
        ),
    ];
    refused("", cases);
    for (method, data_type, list) in [
        (
            IndexMethod::Btree,
            BuiltinType::Integer,
            &[("fillfactor", "70"), ("deduplicate_items", "off")][..],
        ),
        (
            IndexMethod::Gin,
            BuiltinType::Jsonb,
            &[("fastupdate", "on"), ("gin_pending_list_limit", "64")],
        ),
        (
            IndexMethod::Gist,
            BuiltinType::Int4range,
            &[("fillfactor", "90"), ("buffering", "auto")],
        ),
        (
            IndexMethod::Brin,
            BuiltinType::Integer,
            &[("pages_per_range", "32"), ("autosummarize", "t")],
        ),
        (
            IndexMethod::Spgist,
            BuiltinType::Text,
            &[("fillfactor", "7e1")],
        ),
        (
            IndexMethod::Hash,
            BuiltinType::Integer,
            &[("FillFactor", "70.4")],
        ),
    ] {
        taken(indexed(method, data_type, of_index(list)));
    }
    let mut kept = table("a", &[]);
    of_table(&[
        ("fillfactor", "70"),
        ("autovacuum_vacuum_scale_factor", "0.05"),
        ("autovacuum_vacuum_insert_threshold", "-1"),
        ("toast.autovacuum_enabled", "false"),
        ("toast_tuple_target", "256"),
        ("vacuum_index_cleanup", "auto"),
        ("parallel_workers", "4"),
        ("oids", "off"),
    ])(&mut kept);
    taken(plain().model_table(kept));
}

#[test]
fn a_storage_parameter_of_18_is_for_18() {
    let mut table = table("a", &[]);
    table.storage = StorageParameters::parse([("autovacuum_vacuum_max_threshold", "9")]).unwrap();
    let builder = || plain().model_table(table.clone());
    let error = builder()
        .build()
        .unwrap()
        .render(pgschema::Version::V17)
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("autovacuum_vacuum_max_threshold"),
        "{error}"
    );
    super::taken_since(18, builder());
}
