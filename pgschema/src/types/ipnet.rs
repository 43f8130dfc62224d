//! The crate `ipnet`.

use ::ipnet::{IpNet, Ipv4Net, Ipv6Net};

use crate::BuiltinType;

builtin_types! {
    IpNet => BuiltinType::Inet, Inet;
    Ipv4Net => BuiltinType::Inet, Inet;
    Ipv6Net => BuiltinType::Inet, Inet;
}

displayed_literals! { IpNet Ipv4Net Ipv6Net }
