use std::fmt;

use crate::Database;

/// Whether all pools together fit into a server.
///
/// A pool times its replicas is what they open on a busy day, and beyond `max_connections` the server refuses everybody.
///
/// ```
/// use pgschema::operations::Pools;
///
/// let pools = Pools::new(100).pool("web", 10, 6).pool("worker", 5, 4);
/// assert_eq!(pools.check()?.left, 17);
/// assert!(pools.clone().pool("reports", 10, 2).check().is_err());
/// // A role has a limit of its own, whatever the server has left.
/// let limited = pools.role("app_readonly", 10).pool_of("app_readonly", "reports", 4, 3);
/// assert!(limited.check().unwrap_err().to_string().starts_with("the pools of app_readonly open up to 12"));
/// # Ok::<(), pgschema::operations::TooManyConnections>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Pools {
    max_connections: u32,
    reserved: u32,
    pools: Vec<Pool>,
    limits: Vec<(String, u32)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pool {
    name: String,
    role: Option<String>,
    size: u32,
    replicas: u32,
}

impl Pool {
    fn most(&self) -> u64 {
        u64::from(self.size) * u64::from(self.replicas)
    }
}

/// Pools that fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolPlan {
    /// The connections of all pools.
    pub used: u32,
    /// Those that are left.
    pub left: u32,
}

/// Pools that would open more connections than there are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TooManyConnections {
    pools: Vec<Pool>,
    /// The role whose own limit it is.
    role: Option<String>,
    used: u64,
    available: u32,
}

impl fmt::Display for TooManyConnections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (used, available) = (self.used, self.available);
        match &self.role {
            None => write!(
                f,
                "the pools open up to {used} connections, and the server has {available}:"
            )?,
            Some(role) => write!(
                f,
                "the pools of {role} open up to {used} connections, and the role may have {available}:"
            )?,
        }
        for (index, pool) in self.pools.iter().enumerate() {
            let separator = if index > 0 { "," } else { "" };
            write!(
                f,
                "{separator} {} {} x {}",
                pool.name, pool.size, pool.replicas
            )?;
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
            limits: Vec::new(),
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
        self.pools.push(Pool {
            name: name.into(),
            role: None,
            size,
            replicas,
        });
        self
    }

    /// A pool whose connections are those of a role: they count against the role's [limit](Self::role) too.
    pub fn pool_of(
        mut self,
        role: impl Into<String>,
        name: impl Into<String>,
        size: u32,
        replicas: u32,
    ) -> Self {
        self.pools.push(Pool {
            name: name.into(),
            role: Some(role.into()),
            size,
            replicas,
        });
        self
    }

    /// The `CONNECTION LIMIT` of a role.
    pub fn role(mut self, role: impl Into<String>, limit: u32) -> Self {
        self.limits.push((role.into(), limit));
        self
    }

    /// The limits of all roles of a model.
    pub fn roles_of(mut self, database: &Database) -> Self {
        for role in database.roles() {
            let limit = role.most_connections();
            self.limits
                .extend(limit.map(|it| (role.name.as_str().to_owned(), it)));
        }
        self
    }

    /// What is used and left.
    ///
    /// # Errors
    ///
    /// If the pools together open more than there are, or those of a role more than it may have.
    pub fn check(&self) -> Result<PoolPlan, TooManyConnections> {
        for (role, limit) in &self.limits {
            let of_role = |it: &&Pool| it.role.as_ref() == Some(role);
            let pools: Vec<Pool> = self.pools.iter().filter(of_role).cloned().collect();
            fits(&pools, *limit).map_err(|used| TooManyConnections {
                pools,
                role: Some(role.clone()),
                used,
                available: *limit,
            })?;
        }
        let available = self.max_connections.saturating_sub(self.reserved);
        let used = fits(&self.pools, available).map_err(|used| TooManyConnections {
            pools: self.pools.clone(),
            role: None,
            used,
            available,
        })?;
        Ok(PoolPlan {
            used,
            left: available - used,
        })
    }
}

/// How many connections pools open, if there are so many; else the number as the error.
fn fits(pools: &[Pool], available: u32) -> Result<u32, u64> {
    let used = pools
        .iter()
        .map(Pool::most)
        .fold(0_u64, u64::saturating_add);
    let fitting = u32::try_from(used).ok().filter(|it| *it <= available);
    fitting.ok_or(used)
}
