//! The crate `mac_address`.

use ::mac_address::MacAddress;

use crate::BuiltinType;

builtin_types! {
    MacAddress => BuiltinType::Macaddr, MacAddress;
}

displayed_literals! { MacAddress }
