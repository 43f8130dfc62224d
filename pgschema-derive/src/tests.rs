//! What the derives expand to. The names of the tests are those of the snapshots.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// One of the derives.
type Derive = fn(&DeriveInput) -> TokenStream;

fn pretty(expand: Derive, input: TokenStream) -> String {
    let input: DeriveInput = syn::parse2(input).unwrap();
    prettyplease::unparse(&syn::parse2(expand(&input)).unwrap())
}

macro_rules! snapshot {
    ($name:ident: $expand:path => $($input:tt)*) => {
        #[test]
        fn $name() {
            let expansion = pretty($expand, quote!($($input)*));
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(expansion);
            });
        }
    };
}

snapshot! { table: super::table =>
    /// A document.
    struct Document {
        #[pg(primary_key)]
        id: i64,
        /// What it is called.
        title: Option<String>,
    }
}

snapshot! { table_with_every_key_of_a_field: super::table =>
    #[pg(no_primary_key)]
    struct Document {
        #[pg(name = "kind", type = "citext", nullable, collate = "C", storage = external, compression = lz4)]
        r#type: String,
        #[pg(identity(by_default, start = -1000, increment = -1), unique(nulls_not_distinct, deferrable, name = "once"))]
        number: i64,
        #[pg(jsonb, no_default, allow(unindexed_foreign_key, reason = "never looked up"))]
        meta: Vec<u8>,
        #[pg(generated(stored = |d| d.price.add(1)), check = "price > 0", check(|d| d.price.lt(9), name = "cheap"))]
        price: Decimal,
        #[pg(generated(virtual = "number + 1"))]
        next: i64,
        #[pg(default = -1, precision = 12, scale = 2)]
        size: Decimal,
        #[pg(default = now(), touch)]
        updated_at: SystemTime,
        #[pg(default = "'{}'", max_len = 200)]
        text: String,
        #[pg(dimensions = 1536, immutable)]
        embedding: Vector,
        #[pg(encrypted(unique), max_len = 40)]
        card: Option<Vec<u8>>,
        #[pg(skip)]
        cache: String,
    }
}

snapshot! { table_with_foreign_keys: super::table =>
    #[pg(foreign_key(columns(order_id, line), references(crate::orders::Line::order_id, crate::orders::Line::number),
        on_delete = set_null(line), on_update = cascade, match = full, name = "of_line"))]
    struct Note {
        #[pg(primary_key)]
        id: i64,
        #[pg(references(Self::id, on_delete = set_default, initially_deferred))]
        parent_id: Option<i64>,
        order_id: i64,
        line: Option<i32>,
    }
}

snapshot! { table_with_constraints_and_indexes: super::table =>
    #[pg(primary_key(columns(room_id, number), name = "bookings_pk"))]
    #[pg(unique(columns(number), include(room_id), nulls_not_distinct, name = "number_once"))]
    #[pg(check("number > 0", name = "positive"), check(name = "small", |b| b.number.lt(9)))]
    #[pg(exclude(columns(room_id with "=", "lower(note)" collate "C" with "="), where = "number > 1", deferrable))]
    #[pg(index(columns(number desc nulls_last, |b| b.note.lower() opclass "text_pattern_ops"), using = btree, unique,
        include(room_id), where = |b| b.number.gt(1), with(fillfactor = 70), across_tenants, name = "by_number"))]
    struct Booking {
        room_id: i64,
        number: i32,
        note: String,
    }
}

snapshot! { table_with_rules: super::table =>
    #[pg(schema = "app", table = "documents", tenant = tenant_id, owner = owner_id, append_only, unlogged)]
    #[pg(storage(fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_enabled = true))]
    #[pg(policy(name = "readers", as = restrictive, for = select, to(readonly, public, "app_support"), using = |d| d.open))]
    #[pg(policy(name = "all", to(runtime), using = "open", with_check = "open"))]
    #[pg(grant(select, insert(id, open), to(runtime, current_user)))]
    #[pg(allow(no_row_security, reason = "public data"))]
    struct Document {
        #[pg(primary_key)]
        id: i64,
        tenant_id: i64,
        owner_id: i64,
        open: bool,
    }
}

snapshot! { table_in_partitions: super::table =>
    #[pg(partition_by(range(at, kind)))]
    #[pg(partition(name = "events_1", from("2026-01-01", minvalue), to("2027-01-01", maxvalue)))]
    #[pg(partition(name = "events_rest", default))]
    struct Event {
        #[pg(primary_key)]
        at: i64,
        kind: i64,
    }
}

snapshot! { table_with_a_group: super::table =>
    #[pg(index(columns(times.created_at)), check("created_at > 0"))]
    struct Document {
        #[pg(primary_key)]
        id: i64,
        #[pg(flatten)]
        times: Times,
    }
}

snapshot! { table_with_money: super::table =>
    struct Order {
        #[pg(primary_key)]
        id: i64,
        total: Decimal,
        #[pg(references(Order::id, on_delete = set_null))]
        before: Perhaps,
    }
}

snapshot! { table_with_lifetimes: super::table =>
    #[pg(rename_all = "camelCase", crate = library::schema)]
    struct Document<'a, 'b: 'a> where 'b: 'a {
        #[pg(primary_key)]
        id: &'a str,
        next_id: Option<Cow<'b, [Self]>>,
    }
}

snapshot! { table_with_mistakes: super::table =>
    #[pg(shema = "app", index(columns(titel)))]
    struct Document {
        #[pg(primary_key)]
        id: i64,
        title: String,
    }
}

snapshot! { group: super::group =>
    #[pg(rename_all = "UPPERCASE")]
    struct Times<'a> {
        #[pg(references(User::id))]
        by: &'a str,
        #[pg(check = |t| t.at.gt(0))]
        at: i64,
        #[pg(flatten)]
        inner: Inner,
    }
}

snapshot! { group_with_mistakes: super::group =>
    struct Times(i64);
}

snapshot! { enumeration: super::enumeration =>
    /// How far it is.
    #[pg(native, schema = "app", name = "document_status")]
    enum Status {
        /// Nobody sees it.
        InProgress,
        #[pg(name = "live")]
        Published,
    }
}

snapshot! { enumeration_of_integers: super::enumeration =>
    #[pg(int)]
    #[repr(i16)]
    enum Level {
        Low = -1,
        Medium,
        High = 0x10,
    }
}

snapshot! { domain: super::domain =>
    /// Where to write to.
    #[pg(schema = "app", check = "VALUE ~ '@'", check("length(VALUE) < 200", name = "short"))]
    #[pg(default = "'nobody@example.org'", collate = "C")]
    struct Email(String);
}

snapshot! { domain_that_is_transparent: super::domain =>
    #[pg(transparent)]
    struct Name<'a>(Cow<'a, str>);
}

/// An expansion finds the library where `crate = …` says, and nowhere else.
#[test]
fn another_path_of_the_library() {
    let derives: [(Derive, TokenStream); 4] = [
        (
            super::table,
            quote! {
                #[pg(crate = library::schema)]
                struct Document {
                    #[pg(primary_key, default = now())]
                    id: i64,
                    #[pg(flatten)]
                    times: Times,
                }
            },
        ),
        (
            super::group,
            quote!(
                #[pg(crate = library::schema)]
                struct Times {
                    at: i64,
                }
            ),
        ),
        (
            super::enumeration,
            quote!(
                #[pg(crate = library::schema)]
                enum Status {
                    Draft,
                }
            ),
        ),
        (
            super::domain,
            quote!(
                #[pg(crate = library::schema)]
                struct Email(String);
            ),
        ),
    ];
    for (expand, input) in derives {
        let expansion = pretty(expand, input);
        assert!(expansion.contains("use library::schema::__private as __pg;"));
        assert!(!expansion.contains("pgschema"), "{expansion}");
    }
}
