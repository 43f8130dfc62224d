use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// A network, or one address, from which connections come: `10.0.0.0/16`, `2001:db8::/32`, `10.1.2.3`.
///
/// ```
/// use pgschema::operations::Network;
///
/// let network: Network = "10.0.0.0/16".parse()?;
/// assert_eq!(network.to_string(), "10.0.0.0/16");
/// assert_eq!("10.1.2.3".parse::<Network>()?.to_string(), "10.1.2.3/32");
/// // The bits behind the prefix would be ignored, and so is the mistake.
/// assert!("10.0.0.1/16".parse::<Network>().is_err());
/// assert!("0.0.0.0/0".parse::<Network>().is_err());
/// # Ok::<(), pgschema::operations::NetworkError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

/// Why a text is no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// It isn't an address with a prefix.
    #[error("{0:?} is no network: write `10.0.0.0/16`, `2001:db8::/32` or one address")]
    Text(String),
    /// There are bits behind the prefix.
    #[error("{0} has bits behind its prefix: the network is {1}, or the address alone was meant")]
    Bits(String, String),
    /// It is the whole world.
    #[error("{0} is everybody: name the networks that your programs are in")]
    Everybody(String),
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let wrong = || NetworkError::Text(text.to_owned());
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let prefix: u8 = match prefix {
            // `+16` and `016` are numbers to Rust, and none to the server.
            Some(prefix)
                if prefix.starts_with('+') || (prefix.len() > 1 && prefix.starts_with('0')) =>
            {
                return Err(wrong());
            }
            Some(prefix) => prefix.parse().map_err(|_| wrong())?,
            None => most,
        };
        if prefix > most {
            return Err(wrong());
        }
        if prefix == 0 {
            return Err(NetworkError::Everybody(text.to_owned()));
        }
        let whole = masked(address, prefix);
        if whole != address {
            return Err(NetworkError::Bits(
                text.to_owned(),
                format!("{whole}/{prefix}"),
            ));
        }
        Ok(Self { address, prefix })
    }
}

fn masked(address: IpAddr, prefix: u8) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
            IpAddr::V4((u32::from(address) & mask).into())
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
            IpAddr::V6((u128::from(address) & mask).into())
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}
