use std::fmt;

/// Whether all pools together fit into a server.
///
/// A pool times its replicas is what they open on a busy day, and beyond `max_connections` the server refuses everybody.
///
/// ```
/// use pgschema::operations::Pools;
///
/// let pools = Pools::new(100).pool("web", 10, 6).pool("worker", 5, 4);
/// assert_eq!(pools.check()?.left, 17);
/// assert!(pools.pool("reports", 10, 2).check().is_err());
/// # Ok::<(), pgschema::operations::TooManyConnections>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Pools {
    max_connections: u32,
    reserved: u32,
    pools: Vec<(String, u32, u32)>,
}

/// Pools that fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolPlan {
    /// The connections of all pools.
    pub used: u32,
    /// Those that are left.
    pub left: u32,
}

/// Pools that would open more connections than the server has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TooManyConnections {
    pools: Pools,
    used: u64,
}

impl fmt::Display for TooManyConnections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let available = self.pools.available();
        write!(
            f,
            "the pools open up to {} connections, and the server has {available}:",
            self.used
        )?;
        for (index, (name, size, replicas)) in self.pools.pools.iter().enumerate() {
            let separator = if index > 0 { "," } else { "" };
            write!(f, "{separator} {name} {size} x {replicas}")?;
        }
        f.write_str("; make them smaller, or put PgBouncer between")
    }
}

impl Pools {
    /// The `max_connections` of a server, of which three are kept for superusers.
    pub const fn new(max_connections: u32) -> Self {
        Self {
            max_connections,
            reserved: 3,
            pools: Vec::new(),
        }
    }

    /// How many are kept: `superuser_reserved_connections` and `reserved_connections`, and those of migrations and of
    /// people.
    pub const fn reserved(mut self, connections: u32) -> Self {
        self.reserved = connections;
        self
    }

    /// A pool of a program, and how many of that program run at most, a deployment's old ones among them.
    pub fn pool(mut self, name: impl Into<String>, size: u32, replicas: u32) -> Self {
        self.pools.push((name.into(), size, replicas));
        self
    }

    const fn available(&self) -> u32 {
        self.max_connections.saturating_sub(self.reserved)
    }

    /// What is used and left.
    ///
    /// # Errors
    ///
    /// If the pools together open more than there are.
    pub fn check(&self) -> Result<PoolPlan, TooManyConnections> {
        let each = self
            .pools
            .iter()
            .map(|(_, size, replicas)| u64::from(*size) * u64::from(*replicas));
        let used = each.fold(0_u64, u64::saturating_add);
        let available = self.available();
        match u32::try_from(used).ok().filter(|it| *it <= available) {
            Some(used) => Ok(PoolPlan {
                used,
                left: available - used,
            }),
            None => Err(TooManyConnections {
                pools: self.clone(),
                used,
            }),
        }
    }
}
