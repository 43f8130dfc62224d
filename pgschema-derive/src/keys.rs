//! The table of keys: what each is called, where it stands, and how it is written.
//!
//! The parser looks keys up here, and error messages list them from here. What a key does is said in
//! `pgschema/docs/attributes.md`.

use Place::{
    Allow, Check, Domain, Enum, Exclude, Field, ForeignKey, Generated, Grant, Group, Identity,
    Index, Partition, PartitionBy, Policy, PrimaryKey, References, Table, Unique, UniqueField,
    Variant,
};

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The struct of a table.
    Table,
    /// The struct of a group of columns.
    Group,
    /// A field of either.
    Field,
    /// An enum.
    Enum,
    /// A variant of an enum.
    Variant,
    /// The struct of a domain.
    Domain,
    /// `primary_key(…)`.
    PrimaryKey,
    /// `unique(…)` on the struct.
    Unique,
    /// `unique(…)` on a field.
    UniqueField,
    /// `check(…)`.
    Check,
    /// `foreign_key(…)`.
    ForeignKey,
    /// `references(…)`.
    References,
    /// `exclude(…)`.
    Exclude,
    /// `index(…)`.
    Index,
    /// `policy(…)`.
    Policy,
    /// `grant(…)`.
    Grant,
    /// `partition_by(…)`.
    PartitionBy,
    /// `partition(…)`.
    Partition,
    /// `identity(…)`.
    Identity,
    /// `generated(…)`.
    Generated,
    /// `allow(…)`.
    Allow,
}

impl Place {
    /// The place in words.
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Table => "the struct of a table",
            Group => "a group of columns",
            Field => "a field",
            Enum => "an enum",
            Variant => "a variant of an enum",
            Domain => "a domain",
            PrimaryKey => "`primary_key(…)`",
            Unique => "`unique(…)` on the struct",
            UniqueField => "`unique(…)` on a field",
            Check => "`check(…)`",
            ForeignKey => "`foreign_key(…)`",
            References => "`references(…)`",
            Exclude => "`exclude(…)`",
            Index => "`index(…)`",
            Policy => "`policy(…)`",
            Grant => "`grant(…)`",
            PartitionBy => "`partition_by(…)`",
            Partition => "`partition(…)`",
            Identity => "`identity(…)`",
            Generated => "`generated(…)`",
            Allow => "`allow(…)`",
        }
    }
}

impl Place {
    /// Whether this is the list of a key that stands in `outer`.
    const fn is_inside(self, outer: Self) -> bool {
        match self {
            References | UniqueField | Identity | Generated => matches!(outer, Field),
            PrimaryKey | Unique | ForeignKey | Exclude | Index | Policy | Grant | PartitionBy
            | Partition => matches!(outer, Table),
            Check | Allow => matches!(outer, Field | Table),
            Table | Group | Field | Enum | Variant | Domain => false,
        }
    }
}

/// A key.
#[derive(Debug)]
pub(crate) struct Key {
    /// Where it stands.
    pub(crate) place: Place,
    /// Its name.
    pub(crate) name: &'static str,
    /// How it is written, as an example.
    pub(crate) form: &'static str,
    /// Whether it can be given more than once.
    pub(crate) repeatable: bool,
}

const fn once(place: Place, name: &'static str, form: &'static str) -> Key {
    Key {
        place,
        name,
        form,
        repeatable: false,
    }
}

const fn many(place: Place, name: &'static str, form: &'static str) -> Key {
    Key {
        place,
        name,
        form,
        repeatable: true,
    }
}

const KEYS: &[Key] = &[
    once(Table, "schema", r#"schema = "app""#),
    once(Table, "table", r#"table = "documents""#),
    once(Table, "rename_all", r#"rename_all = "camelCase""#),
    once(Table, "crate", "crate = my_crate::pgschema"),
    once(Table, "primary_key", "primary_key(columns(order_id, line))"),
    once(Table, "no_primary_key", "no_primary_key"),
    many(Table, "unique", "unique(columns(tenant_id, slug))"),
    many(
        Table,
        "check",
        r#"check("starts_at < ends_at", name = "starts_before_end")"#,
    ),
    many(
        Table,
        "foreign_key",
        "foreign_key(columns(order_id, line), references(Line::order_id, Line::number))",
    ),
    many(
        Table,
        "exclude",
        r#"exclude(columns(room_id with "=", during with "&&"), using = gist)"#,
    ),
    many(Table, "index", "index(columns(owner_id, created_at desc))"),
    once(Table, "tenant", "tenant = tenant_id"),
    once(Table, "owner", "owner = user_id"),
    many(
        Table,
        "policy",
        r#"policy(name = "published", for = select, to(readonly), using = |d| d.published)"#,
    ),
    many(Table, "grant", "grant(select, update(title), to(runtime))"),
    once(Table, "append_only", "append_only"),
    once(Table, "storage", "storage(fillfactor = 70)"),
    once(Table, "unlogged", "unlogged"),
    once(Table, "partition_by", "partition_by(range(created_at))"),
    many(
        Table,
        "partition",
        r#"partition(name = "events_2026", from("2026-01-01"), to("2027-01-01"))"#,
    ),
    many(Table, "allow", r#"allow(no_row_security, reason = "…")"#),
    once(Group, "rename_all", r#"rename_all = "camelCase""#),
    once(Group, "crate", "crate = my_crate::pgschema"),
    once(Field, "name", r#"name = "kind""#),
    once(Field, "type", r#"type = "numeric(12, 2)""#),
    once(Field, "nullable", "nullable"),
    once(Field, "jsonb", "jsonb"),
    once(Field, "primary_key", "primary_key"),
    once(Field, "default", "default = now()"),
    once(Field, "no_default", "no_default"),
    once(Field, "identity", "identity(by_default, start = 1000)"),
    once(Field, "generated", r#"generated(stored = "lower(email)")"#),
    many(Field, "check", r#"check = "length(title) <= 200""#),
    once(Field, "unique", "unique"),
    once(
        Field,
        "references",
        "references(User::id, on_delete = restrict)",
    ),
    once(Field, "collate", r#"collate = "C""#),
    once(Field, "storage", "storage = external"),
    once(Field, "compression", "compression = lz4"),
    once(Field, "max_len", "max_len = 200"),
    once(Field, "precision", "precision = 12"),
    once(Field, "scale", "scale = 2"),
    once(Field, "dimensions", "dimensions = 1536"),
    once(Field, "touch", "touch"),
    many(Field, "allow", r#"allow(float_money, reason = "…")"#),
    once(Field, "skip", "skip"),
    once(Field, "flatten", "flatten"),
    once(Enum, "text", "text"),
    once(Enum, "native", "native"),
    once(Enum, "lookup", "lookup"),
    once(Enum, "int", "int"),
    once(Enum, "schema", r#"schema = "app""#),
    once(Enum, "name", r#"name = "order_status""#),
    once(Enum, "rename_all", r#"rename_all = "camelCase""#),
    once(Enum, "crate", "crate = my_crate::pgschema"),
    once(Variant, "name", r#"name = "in_progress""#),
    once(Domain, "schema", r#"schema = "app""#),
    once(Domain, "name", r#"name = "email_address""#),
    many(Domain, "check", r#"check = "VALUE ~ '@'""#),
    once(Domain, "default", r#"default = "''""#),
    once(Domain, "collate", r#"collate = "C""#),
    once(Domain, "type", r#"type = "citext""#),
    once(Domain, "crate", "crate = my_crate::pgschema"),
    once(Domain, "transparent", "transparent"),
    once(PrimaryKey, "columns", "columns(order_id, line)"),
    once(PrimaryKey, "name", r#"name = "lines_pk""#),
    once(Unique, "columns", "columns(tenant_id, slug)"),
    once(Unique, "include", "include(title)"),
    once(Unique, "nulls_not_distinct", "nulls_not_distinct"),
    once(Unique, "deferrable", "deferrable"),
    once(Unique, "initially_deferred", "initially_deferred"),
    once(Unique, "name", r#"name = "slug_once""#),
    once(UniqueField, "nulls_not_distinct", "nulls_not_distinct"),
    once(UniqueField, "deferrable", "deferrable"),
    once(UniqueField, "initially_deferred", "initially_deferred"),
    once(UniqueField, "name", r#"name = "slug_once""#),
    once(Check, "name", r#"name = "title_not_blank""#),
    once(ForeignKey, "columns", "columns(order_id, line)"),
    once(
        ForeignKey,
        "references",
        "references(Line::order_id, Line::number)",
    ),
    once(ForeignKey, "on_delete", "on_delete = cascade"),
    once(ForeignKey, "on_update", "on_update = cascade"),
    once(ForeignKey, "match", "match = full"),
    once(ForeignKey, "deferrable", "deferrable"),
    once(ForeignKey, "initially_deferred", "initially_deferred"),
    once(ForeignKey, "name", r#"name = "of_line""#),
    once(References, "on_delete", "on_delete = cascade"),
    once(References, "on_update", "on_update = cascade"),
    once(References, "match", "match = full"),
    once(References, "deferrable", "deferrable"),
    once(References, "initially_deferred", "initially_deferred"),
    once(References, "name", r#"name = "of_owner""#),
    once(
        Exclude,
        "columns",
        r#"columns(room_id with "=", during with "&&")"#,
    ),
    once(Exclude, "using", "using = gist"),
    once(Exclude, "where", r#"where = "cancelled_at IS NULL""#),
    once(Exclude, "deferrable", "deferrable"),
    once(Exclude, "initially_deferred", "initially_deferred"),
    once(Exclude, "name", r#"name = "room_once_at_a_time""#),
    once(Index, "columns", "columns(owner_id, created_at desc)"),
    once(Index, "using", "using = gin"),
    once(Index, "unique", "unique"),
    once(Index, "nulls_not_distinct", "nulls_not_distinct"),
    once(Index, "include", "include(title)"),
    once(Index, "where", r#"where = "deleted_at IS NULL""#),
    once(Index, "with", "with(fillfactor = 70)"),
    once(Index, "across_tenants", "across_tenants"),
    once(Index, "name", r#"name = "documents_by_owner""#),
    once(Policy, "name", r#"name = "own_documents""#),
    once(Policy, "as", "as = restrictive"),
    once(Policy, "for", "for = select"),
    once(Policy, "to", "to(runtime, readonly)"),
    once(
        Policy,
        "using",
        r#"using = "owner_id = app.current_user_id()""#,
    ),
    once(
        Policy,
        "with_check",
        r#"with_check = "owner_id = app.current_user_id()""#,
    ),
    once(Grant, "select", "select"),
    once(Grant, "insert", "insert(title, body)"),
    once(Grant, "update", "update(title, body)"),
    once(Grant, "delete", "delete"),
    once(Grant, "truncate", "truncate"),
    once(Grant, "references", "references(id)"),
    once(Grant, "trigger", "trigger"),
    once(Grant, "maintain", "maintain"),
    once(Grant, "to", "to(runtime)"),
    once(PartitionBy, "range", "range(created_at)"),
    once(PartitionBy, "list", "list(region)"),
    once(PartitionBy, "hash", "hash(tenant_id)"),
    once(PartitionBy, "partitions", "partitions = 16"),
    once(Partition, "name", r#"name = "events_2026""#),
    once(Partition, "from", r#"from("2026-01-01")"#),
    once(Partition, "to", r#"to("2027-01-01")"#),
    once(Partition, "in", r#"in("de", "at")"#),
    once(Partition, "modulus", "modulus = 4"),
    once(Partition, "remainder", "remainder = 0"),
    once(Partition, "default", "default"),
    once(Identity, "by_default", "by_default"),
    once(Identity, "start", "start = 1000"),
    once(Identity, "increment", "increment = 10"),
    once(Generated, "stored", r#"stored = "lower(email)""#),
    once(Generated, "virtual", r#"virtual = "lower(email)""#),
    once(
        Allow,
        "reason",
        r#"reason = "exchange rates, never summed""#,
    ),
];

/// What people write who have another library in mind, and what it is called here.
const ELSEWHERE: &[(Place, &str, &str)] = &[
    (Table, "name", "table"),
    (Table, "table_name", "table"),
    (Table, "unique_index", "index"),
    (Table, "constraint", "check"),
    (Table, "rls", "policy"),
    (Table, "partition_of", "partition"),
    (Field, "rename", "name"),
    (Field, "column", "name"),
    (Field, "column_name", "name"),
    (Field, "pk", "primary_key"),
    (Field, "id", "primary_key"),
    (Field, "fk", "references"),
    (Field, "foreign_key", "references"),
    (Field, "sql_type", "type"),
    (Field, "column_type", "type"),
    (Field, "json", "jsonb"),
    (Field, "null", "nullable"),
    (Field, "auto_increment", "identity"),
    (Field, "autoincrement", "identity"),
    (Field, "ignore", "skip"),
    (Field, "embed", "flatten"),
    (Field, "max_length", "max_len"),
    (Field, "length", "max_len"),
    (Field, "collation", "collate"),
    (Enum, "rename", "name"),
    (Enum, "type_name", "name"),
    (Variant, "rename", "name"),
    (Domain, "rename", "name"),
    (Domain, "collation", "collate"),
    (Index, "method", "using"),
    (Index, "type", "using"),
    (Index, "condition", "where"),
    (Policy, "check", "with_check"),
    (Policy, "role", "to"),
    (Policy, "command", "for"),
    (References, "ondelete", "on_delete"),
    (References, "onupdate", "on_update"),
];

/// The key of a name at a place.
pub(crate) fn find(place: Place, name: &str) -> Option<&'static Key> {
    of(place).find(|key| key.name == name)
}

/// What to say about a name that is no key of its place.
pub(crate) fn unknown(place: Place, name: &str) -> String {
    let names: Vec<&'static str> = of(place).map(|key| key.name).collect();
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let hint = meant(place, name)
        .or_else(|| of_another_place(place, name))
        .or_else(|| nearest(place, name))
        .or_else(|| {
            let columns = find(place, "columns")?;
            Some(format!("; columns stand in `{}`", columns.form))
        });
    format!(
        "unknown key `{name}`{}\nthe keys of {} are {}",
        hint.unwrap_or_default(),
        place.describe(),
        list.join(", ")
    )
}

/// The key that another library calls by this name.
fn meant(place: Place, name: &str) -> Option<String> {
    let (_, _, meant) = ELSEWHERE
        .iter()
        .find(|(at, other, _)| *at == place && *other == name)?;
    find(place, meant).map(did_you_mean)
}

fn nearest(place: Place, name: &str) -> Option<String> {
    let nearest = pgschema_syntax::names::nearest(name, of(place).map(|key| key.name))?;
    find(place, nearest).map(did_you_mean)
}

fn did_you_mean(key: &Key) -> String {
    if key.name == key.form {
        format!("; did you mean `{}`?", key.name)
    } else {
        format!("; did you mean `{}`, as in `{}`?", key.name, key.form)
    }
}

/// The key of this name in another place: in the parentheses of a key of this place if there is
/// one, as with `on_delete` beside `references(…)`.
fn of_another_place(place: Place, name: &str) -> Option<String> {
    let mut keys = KEYS.iter().filter(|key| key.name == name);
    let inside = keys.clone().find(|key| key.place.is_inside(place));
    let key = inside.or_else(|| keys.next())?;
    Some(format!(
        "; `{}` belongs to {}",
        key.form,
        key.place.describe()
    ))
}

fn of(place: Place) -> impl Iterator<Item = &'static Key> + Clone {
    KEYS.iter().filter(move |key| key.place == place)
}
