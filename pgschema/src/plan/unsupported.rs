use std::fmt;

use crate::Version;

/// What a server of the version can't do.
///
/// `Debug` writes the same text as `Display`: it is what one reads when `main` returns the error.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsupported {
    version: Version,
    features: Vec<UnsupportedFeature>,
}

impl Unsupported {
    pub(super) const fn new(version: Version, features: Vec<UnsupportedFeature>) -> Self {
        Self { version, features }
    }

    /// The version that was asked for.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// Everything that it can't do.
    #[must_use]
    pub fn features(&self) -> &[UnsupportedFeature] {
        &self.features
    }
}

impl std::error::Error for Unsupported {}

impl fmt::Debug for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgreSQL {} can't do all of it:", self.version)?;
        for feature in &self.features {
            write!(f, "\n- {feature}")?;
        }
        Ok(())
    }
}

/// One thing that a version can't do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsupportedFeature {
    feature: &'static str,
    object: String,
    since: Version,
}

impl UnsupportedFeature {
    pub(super) const fn new(feature: &'static str, object: String, since: Version) -> Self {
        Self {
            feature,
            object,
            since,
        }
    }

    /// The feature: `UNIQUE NULLS NOT DISTINCT`.
    #[must_use]
    pub const fn feature(&self) -> &str {
        self.feature
    }

    /// What has it: a table, a view.
    #[must_use]
    pub fn object(&self) -> &str {
        &self.object
    }

    /// The first version that can do it.
    #[must_use]
    pub const fn since(&self) -> Version {
        self.since
    }
}

impl fmt::Display for UnsupportedFeature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} needs PostgreSQL {} or later",
            self.object, self.feature, self.since
        )
    }
}
