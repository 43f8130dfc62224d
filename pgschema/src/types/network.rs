//! `inet`, of the standard library's addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::BuiltinType;

builtin_types! {
    IpAddr => BuiltinType::Inet, Inet;
    Ipv4Addr => BuiltinType::Inet, Inet;
    Ipv6Addr => BuiltinType::Inet, Inet;
}

displayed_literals! { IpAddr Ipv4Addr Ipv6Addr }
