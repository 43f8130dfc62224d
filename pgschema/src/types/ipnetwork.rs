//! The crate `ipnetwork`.

use ::ipnetwork::{IpNetwork, Ipv4Network, Ipv6Network};

use crate::BuiltinType;

builtin_types! {
    IpNetwork => BuiltinType::Inet, Inet;
    Ipv4Network => BuiltinType::Inet, Inet;
    Ipv6Network => BuiltinType::Inet, Inet;
}

displayed_literals! { IpNetwork Ipv4Network Ipv6Network }
