//! Expressions as people write them: those without an unknown name, and those with a typo.

use pgschema_syntax::names::{UnknownName, unknown_columns};

/// The columns of an imagined table that has one of everything.
const COLUMNS: [&str; 47] = [
    "tenant_id",
    "id",
    "owner_id",
    "user_id",
    "parent_id",
    "title",
    "slug",
    "email",
    "name",
    "kind",
    "status",
    "visibility",
    "role",
    "type",
    "body",
    "data",
    "settings",
    "tags",
    "price_cents",
    "quantity",
    "total_cents",
    "currency",
    "discount",
    "starts_at",
    "ends_at",
    "starts_on",
    "ends_on",
    "during",
    "created_at",
    "updated_at",
    "deleted_at",
    "published_at",
    "archived",
    "active",
    "position",
    "version",
    "latitude",
    "longitude",
    "location",
    "embedding",
    "search",
    "ip",
    "key",
    "value",
    "first_name",
    "last_name",
    "phone",
];

const ALSO: [&str; 3] = ["VALUE", "OLD", "NEW"];

#[rustfmt::skip]
const VALID: [&str; 144] = [
    // Checks.
    "char_length(title) BETWEEN 1 AND 200",
    "length(title) > 0 AND length(title) <= 200",
    "title <> ''",
    "title = btrim(title)",
    "trim(BOTH ' ' FROM title) <> ''",
    "trim(LEADING FROM title) <> '' AND trim(title) = title",
    "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'",
    "email = lower(email)",
    "email ~* '^[^@]+@[^@]+$' AND position('@' in email) > 1",
    "POSITION('@' IN email) > 1",
    "price_cents >= 0",
    "price_cents > 0 AND quantity > 0 AND total_cents = price_cents * quantity",
    "discount BETWEEN 0 AND 100",
    "discount NOT BETWEEN -1 AND quantity",
    "discount BETWEEN SYMMETRIC 100 AND 0",
    "kind IN ('invoice', 'receipt', 'quote')",
    "kind NOT IN ('a', 'b') OR status IS NULL",
    "kind = ANY (ARRAY['a', 'b'])",
    "kind = ANY (ARRAY['a', 'b']::text[])",
    "kind = ANY ('{a,b}'::text[])",
    "status::text IN ('open', 'closed')",
    "status = 'open'::app.status",
    "CAST(price_cents AS numeric(12, 2)) / 100 < 1000000",
    "cast(data ->> 'age' as double precision) > 0",
    "currency ~ '^[A-Z]{3}$'",
    "octet_length(body) <= 1024 * 1024",
    "starts_at < ends_at",
    "ends_at IS NULL OR ends_at > starts_at",
    "ends_on - starts_on <= 366",
    "ends_on < date '2100-01-01'",
    "starts_at >= timestamp '2000-01-01 00:00:00'",
    "starts_at >= timestamp with time zone '2000-01-01 00:00:00+00'",
    "starts_at >= timestamp(3) without time zone '2000-01-01'",
    "ends_at - starts_at < interval '1 day'",
    "ends_at - starts_at < INTERVAL '1' DAY",
    "ends_at < starts_at + interval '1-2' year to month",
    "ends_at < starts_at + interval '10 10:10' day to second(3)",
    "ends_at < starts_at + interval(0) '90 minutes'",
    "ends_at <= starts_at + quantity * interval '1 hour'",
    "ends_at > starts_at + '1 day'::interval AND active",
    "(ends_at - starts_at)::interval day to second < '1 day'",
    "price_cents < double precision '1e6'",
    "extract(epoch FROM ends_at - starts_at) > 60",
    "EXTRACT(ISODOW FROM starts_on) IN (1, 2, 3, 4, 5)",
    "extract('year' FROM starts_on) >= 2000",
    "date_part('hour', starts_at) >= 9",
    "date_trunc('month', starts_on) = starts_on",
    "(starts_at AT TIME ZONE 'UTC')::date = starts_on",
    "timezone('UTC', created_at)::date >= starts_on",
    "starts_at AT TIME ZONE (settings ->> 'zone') > ends_at AT TIME ZONE name",
    "starts_at AT LOCAL > ends_at",
    "lower(during) IS NOT NULL AND NOT isempty(during)",
    "NOT lower_inf(during) AND upper_inc(during) IS FALSE",
    "(starts_at, ends_at) OVERLAPS (created_at, updated_at)",
    "jsonb_typeof(data) = 'object'",
    "data ? 'name' AND data -> 'address' ->> 'zip' IS NOT NULL",
    "data @> '{\"version\": 1}'::jsonb",
    "data @> jsonb '{\"version\": 1}'",
    "data #>> '{a,b}' = 'x' AND data ?| ARRAY['a', 'b']",
    "data @? '$.items[*] ? (@.price > 10)'",
    "(data ->> 'age')::int BETWEEN 0 AND 150",
    "(data -> 'tags') IS NOT NULL AND jsonb_array_length(data -> 'tags') < 10",
    "data IS JSON OBJECT",
    "body IS NOT JSON ARRAY WITH UNIQUE KEYS OR body IS JSON",
    "json_value(data, '$.kind' RETURNING text DEFAULT 'x' ON EMPTY ERROR ON ERROR) = kind",
    "json_exists(data, '$.a ? (@ > $x)' PASSING quantity AS x)",
    "json_object('kind' VALUE kind, 'n': quantity ABSENT ON NULL) IS NOT NULL",
    "json_query(data, '$.a' WITH CONDITIONAL WRAPPER KEEP QUOTES) IS NOT NULL",
    "json_array(kind, status NULL ON NULL RETURNING jsonb FORMAT JSON ENCODING utf8) IS NOT NULL",
    "cardinality(tags) <= 10 AND array_position(tags, NULL) IS NULL",
    "tags <@ ARRAY['a', 'b']::text[] AND tags && '{c}'",
    "tags[1] = 'a' AND tags[1:quantity] IS NOT NULL AND tags[:2] <> tags[2:]",
    "array[]::text[] <> tags",
    "num_nonnulls(email, phone) = 1",
    "num_nulls(VARIADIC ARRAY[owner_id, user_id]) = 0",
    "(deleted_at IS NULL) = active",
    "deleted_at ISNULL OR deleted_at NOTNULL",
    "archived IS NOT TRUE AND active IS UNKNOWN",
    "archived IS NOT UNKNOWN",
    "CASE kind WHEN 'a' THEN quantity > 0 WHEN 'b' THEN price_cents > 0 ELSE false END",
    "CASE WHEN active THEN published_at IS NOT NULL END",
    "status IS DISTINCT FROM 'closed' OR ends_at IS NOT DISTINCT FROM starts_at",
    "coalesce(first_name, last_name, email) IS NOT NULL",
    "nullif(title, '') IS NOT NULL AND greatest(quantity, 1) < 10 AND least(1, 2) = 1",
    "parent_id <> id AND parent_id IS DISTINCT FROM id",
    "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180",
    "name COLLATE \"C\" = lower(name) COLLATE pg_catalog.\"default\"",
    "name LIKE 'a!_%' ESCAPE '!' AND name ILIKE email ESCAPE key",
    "name SIMILAR TO '(a|b)%' ESCAPE '#'",
    "name !~~ '%x%' AND name ^@ 'a'",
    "substring(name FROM 1 FOR 3) = 'abc'",
    "substring(name SIMILAR '#\"a#\"_' ESCAPE '#') = 'a'",
    "overlay(name PLACING 'x' FROM 1 FOR 2) <> ''",
    "name IS NFC NORMALIZED AND title IS NOT NORMALIZED",
    "normalize(name, NFKC) = name",
    "name OPERATOR(pg_catalog.=) lower(name)",
    "family(ip) = 4 AND ip << inet '10.0.0.0/8'",
    "masklen(ip) BETWEEN 8 AND 32",
    "version > 0 AND position >= 0 AND value IS NOT NULL AND key <> ''",
    "type = 'x' AND role <> 'y' AND location IS NOT NULL AND data IS NOT NULL",
    "xmlexists('//a' PASSING BY REF (body::xml))",
    "xmlparse(DOCUMENT body STRIP WHITESPACE) IS DOCUMENT",
    "xmlelement(name item, xmlattributes(kind AS class), body) IS NOT NULL",
    "xmlserialize(CONTENT body::xml AS text) <> ''",
    "make_interval(days => quantity, hours := 2) < interval '1 year'",
    "make_date(year => 2020, month => quantity, day => 1) < ends_on",
    "ROW(tenant_id, id) = ROW(parent_id, id)",
    "(data).field = 1 AND (settings::app.settings).depth > 1",
    "B'101' = B'1' || '01' AND X'1F' IS NOT NULL",
    "U&'\\0061' = name AND E'\\n' <> name AND $$a$$ = name AND $q$b$q$ = name",
    "quantity & 1 = 0 AND quantity % 2 = 0 AND @ quantity > 0 AND quantity ^ 2 < 1e10",
    "bit varying '101' IS NOT NULL AND quantity::bit(8) <> B'0'",
    "numeric(5, 2) '1.50' < price_cents AND \"char\" 'a' <> kind",
    "app.status 'open' = status",
    "pg_catalog.length(title) < 10",
    // Domains.
    "VALUE ~ '^[^@]+@[^@]+$'",
    "value >= 0 AND Value < 100",
    // Policies.
    "true",
    "owner_id = (SELECT app.current_user_id())",
    "tenant_id = (SELECT app.current_tenant_id())",
    "tenant_id = ANY ((SELECT app.my_tenants('editor'))::uuid[])",
    "tenant_id = ANY (ARRAY(SELECT m.tenant_id FROM app.members m WHERE m.user_id = (SELECT app.current_user_id())))",
    "owner_id = (SELECT app.current_user_id()) OR visibility = 'public' OR (visibility = 'tenant' AND tenant_id = (SELECT app.current_tenant_id()))",
    "tenant_id = ANY (ARRAY[(SELECT app.current_tenant_id()), '00000000-0000-0000-0000-000000000000'::uuid])",
    "id = ANY (ARRAY(SELECT s.doc_id FROM app.shares s WHERE s.user_id = (SELECT app.current_user_id())))",
    "EXISTS (SELECT FROM app.members WHERE member_id = docs.owner_id)",
    "id IN (WITH mine AS (SELECT doc FROM app.shares) SELECT doc FROM mine)",
    "kind IN (VALUES ('a'), ('b'))",
    "tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid",
    "visibility = 'public' AND deleted_at IS NULL",
    "email = current_user OR role = session_user OR pg_has_role(current_user, role, 'MEMBER')",
    "(auth.jwt() ->> 'sub')::uuid = owner_id",
    "user_id = (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid",
    "((SELECT 1 FROM a) UNION ALL (SELECT 2)) IS NOT NULL AND active",
    // Indexes, generated columns, defaults, triggers.
    "deleted_at IS NULL AND status = 'open'",
    "lower(email)",
    "(data ->> 'sku') IS NOT NULL",
    "setweight(to_tsvector('english', coalesce(title, '')), 'A') || setweight(to_tsvector('simple'::regconfig, body), 'B')",
    "(price_cents * quantity)::numeric / 100",
    "first_name || ' ' || last_name",
    "OLD.title IS DISTINCT FROM NEW.title",
    "OLD IS DISTINCT FROM NEW",
    "(overlay(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 4096000)::bigint), 15, '0'), '7', 13, 0) || substr(gen_random_uuid()::text, 20))::uuid",
    "sum(quantity) FILTER (WHERE active) OVER (PARTITION BY kind ORDER BY created_at DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES) + rank() OVER w + percentile_cont(0.5) WITHIN GROUP (ORDER BY quantity) > 0",
];

/// An expression with a typo, the name that is unknown, and the one that was meant.
#[rustfmt::skip]
const TYPOS: [(&str, &str, Option<&str>); 44] = [
    ("length(titel) > 0", "titel", Some("title")),
    ("tittle <> ''", "tittle", Some("title")),
    ("tennant_id = (SELECT app.current_tenant_id())", "tennant_id", Some("tenant_id")),
    ("tenantid = 1", "tenantid", Some("tenant_id")),
    ("tenantId = 1", "tenantid", Some("tenant_id")),
    ("\"Title\" = 'a'", "Title", Some("title")),
    ("price_cent > 0 AND quantity > 0", "price_cent", Some("price_cents")),
    ("quantity * pricecents > 0", "pricecents", Some("price_cents")),
    ("created > now()", "created", Some("created_at")),
    ("deleted_on IS NULL", "deleted_on", Some("deleted_at")),
    ("visibilty = 'public'", "visibilty", Some("visibility")),
    ("kind IN ('a', knid)", "knid", Some("kind")),
    ("start_at < ends_at", "start_at", Some("starts_at")),
    ("starts_at < end_at", "end_at", Some("ends_at")),
    ("coalesce(frist_name, last_name) IS NOT NULL", "frist_name", Some("first_name")),
    ("CASE WHEN actve THEN 1 ELSE 2 END = 1", "actve", Some("active")),
    ("extract(epoch FROM create_at) > 0", "create_at", Some("created_at")),
    ("CAST(quantty AS text) = '1'", "quantty", Some("quantity")),
    ("quantty::text = '1'", "quantty", Some("quantity")),
    ("starts_at AT TIME ZONE curency > ends_at", "curency", Some("currency")),
    ("data @> settngs", "settngs", Some("settings")),
    ("tags[positon] = 'a'", "positon", Some("\"position\"")),
    ("ARRAY[onwer_id] = ARRAY[id]", "onwer_id", Some("owner_id")),
    ("make_interval(days => quantiy) > '1 day'", "quantiy", Some("quantity")),
    ("name COLLATE \"C\" = slgu", "slgu", Some("slug")),
    ("name LIKE emial ESCAPE '!'", "emial", Some("email")),
    ("interval '1 day' * qantity > '1 day'", "qantity", Some("quantity")),
    ("starts_at > statrs_on + interval '1' day", "statrs_on", Some("starts_on")),
    ("discount BETWEEN 0 AND discuont", "discuont", Some("discount")),
    ("NOT archvied", "archvied", Some("archived")),
    ("(tenant_id, usr_id) = (1, 2)", "usr_id", Some("user_id")),
    ("VALU > 0", "valu", Some("VALUE")),
    ("active AND NOT isempty(durng)", "durng", Some("during")),
    ("(SELECT count(*) FROM x) > quanity", "quanity", Some("quantity")),
    ("active adn archived", "adn", None),
    ("something_else = 1", "something_else", None),
    // Keywords are columns where the grammar has no use for them.
    ("zone = 'UTC'", "zone", None),
    ("year > 2000", "year", None),
    ("time > now()", "time", None),
    ("over = 1", "over", None),
    ("filter IS NULL", "filter", None),
    ("first < 1", "first", None),
    ("json_build_object('v', path) IS NOT NULL", "path", None),
    ("level BETWEEN 1 AND 2", "level", None),
];

#[test]
fn expressions_of_known_columns_have_no_unknown_name() {
    for text in VALID {
        pgschema_syntax::check::expression(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(unknown_columns(text, &COLUMNS, &ALSO), [], "{text}");
    }
}

#[test]
fn every_typo_is_found_with_the_name_that_was_meant() {
    for (text, name, suggestion) in TYPOS {
        let found = unknown_columns(text, &COLUMNS, &ALSO);
        let [unknown] = found.as_slice() else {
            panic!("{text}: {found:?}")
        };
        assert_eq!(unknown.name, name, "{text}");
        assert_eq!(unknown.suggestion.as_deref(), suggestion, "{text}");
        let written = &text[unknown.start..].trim_start_matches('"')[..name.len()];
        assert!(written.eq_ignore_ascii_case(name), "{text}");
    }
}

#[test]
fn each_unknown_name_is_given_once_and_in_order() {
    let found = unknown_columns("b > a AND b < a", &[], &[]);
    let names: Vec<(&str, usize)> = found
        .iter()
        .map(|unknown| (unknown.name.as_str(), unknown.start))
        .collect();
    assert_eq!(names, [("b", 0), ("a", 4)]);
}

#[test]
fn names_in_quotes_are_taken_exactly() {
    assert_eq!(
        unknown_columns("\"createdAt\" > now()", &["createdAt"], &[]),
        []
    );
    assert_eq!(
        unknown_columns("createdAt > now()", &["createdAt"], &[]),
        [UnknownName {
            name: "createdat".to_owned(),
            start: 0,
            suggestion: Some("\"createdAt\"".to_owned()),
        }],
    );
    assert_eq!(unknown_columns(r#"U&"d\0061ta" = '1'"#, &["data"], &[]), []);
}

#[test]
fn a_keyword_in_quotes_is_a_column() {
    assert_eq!(unknown_columns("\"order\" > 1", &["order"], &[]), []);
    assert_eq!(
        unknown_columns("\"order\" > 1", &["id"], &[])[0].name,
        "order"
    );
}

#[test]
fn columns_of_the_system_are_known() {
    assert_eq!(unknown_columns("tableoid = 1 AND xmin = '1'", &[], &[]), []);
}

#[test]
fn columns_outside_of_a_sub_query_are_still_checked() {
    let text = "a IN (SELECT b FROM c WHERE (d)) AND e = (SELECT f) AND NOT g";
    let found = unknown_columns(text, &["a"], &[]);
    let names: Vec<&str> = found.iter().map(|unknown| unknown.name.as_str()).collect();
    assert_eq!(names, ["e", "g"]);
}

#[test]
fn text_with_wrong_tokens_has_no_unknown_names() {
    assert_eq!(unknown_columns("a = 'b", &[], &[]), []);
    assert_eq!(unknown_columns("", &[], &[]), []);
}
