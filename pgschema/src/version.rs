use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A major version of PostgreSQL that DDL can be rendered for.
///
/// ```
/// use pgschema::Version;
///
/// assert_eq!("15".parse(), Ok(Version::V15));
/// assert_eq!("18.4".parse(), Ok(Version::V18));
/// assert!("13".parse::<Version>().is_err());
/// assert!(Version::V14 < Version::V18);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub enum Version {
    /// PostgreSQL 14.
    V14,
    /// PostgreSQL 15.
    V15,
    /// PostgreSQL 16.
    V16,
    /// PostgreSQL 17.
    V17,
    /// PostgreSQL 18.
    V18,
}

/// A version that DDL can't be rendered for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is no supported version of PostgreSQL; 14, 15, 16, 17 and 18 are")]
pub struct UnknownVersion {
    given: String,
}

impl Version {
    /// Every supported version, oldest first.
    pub const ALL: [Self; 5] = [Self::V14, Self::V15, Self::V16, Self::V17, Self::V18];

    /// The number of the major version.
    #[must_use]
    pub const fn major(self) -> u32 {
        match self {
            Self::V14 => 14,
            Self::V15 => 15,
            Self::V16 => 16,
            Self::V17 => 17,
            Self::V18 => 18,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.major().fmt(f)
    }
}

impl TryFrom<u32> for Version {
    type Error = UnknownVersion;

    fn try_from(major: u32) -> Result<Self, UnknownVersion> {
        Self::ALL
            .into_iter()
            .find(|version| version.major() == major)
            .ok_or_else(|| UnknownVersion {
                given: major.to_string(),
            })
    }
}

impl From<Version> for u32 {
    fn from(version: Version) -> Self {
        version.major()
    }
}

impl FromStr for Version {
    type Err = UnknownVersion;

    /// Reads `15`, or `15.18` as `SHOW server_version` has it.
    fn from_str(text: &str) -> Result<Self, UnknownVersion> {
        let unknown = || UnknownVersion {
            given: text.to_owned(),
        };
        let (major, minor) = text.split_once('.').unwrap_or((text, "0"));
        if minor.is_empty() || !minor.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(unknown());
        }
        if !major.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(unknown());
        }
        let major: u32 = major.parse().map_err(|_| unknown())?;
        Self::try_from(major).map_err(|_| unknown())
    }
}
