//! The crate `uuid`.

use ::uuid::Uuid;

use crate::BuiltinType;

builtin_types! {
    Uuid => BuiltinType::Uuid, Uuid;
}

displayed_literals! { Uuid }
