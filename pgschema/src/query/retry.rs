use std::hash::{BuildHasher, Hasher, RandomState};
use std::thread;
use std::time::Duration;

/// Repeats a transaction that the server asks to repeat: `serialization_failure` (40001) and `deadlock_detected` (40P01).
///
/// The whole transaction is repeated, from its first statement on, and COMMIT may be what fails. The wait before each
/// attempt is random, up to twice the one before, so that two that met don't meet again.
///
/// ```
/// use pgschema::query::Retry;
///
/// let mut calls = 0;
/// let result: Result<u32, &str> = Retry::new().run(
///     |error| *error == "serialization failure",
///     || {
///         calls += 1;
///         if calls < 3 { Err("serialization failure") } else { Ok(calls) }
///     },
/// );
/// assert_eq!(result, Ok(3));
/// ```
///
/// PostgreSQL manual: Serialization Failure Handling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retry {
    attempts: u32,
    first: Duration,
    most: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

impl Retry {
    /// Five attempts, with waits of up to 10 ms, 20 ms, 40 ms and 80 ms between them.
    pub const fn new() -> Self {
        Self {
            attempts: 5,
            first: Duration::from_millis(10),
            most: Duration::from_secs(1),
        }
    }

    /// How often it is tried in all; at least once.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// The longest first wait, and the longest of all.
    pub const fn waits(mut self, first: Duration, most: Duration) -> Self {
        self.first = first;
        self.most = most;
        self
    }

    /// Whether a SQLSTATE asks to repeat the transaction.
    ///
    /// ```
    /// use pgschema::query::Retry;
    ///
    /// assert!(Retry::is_asked_for("40P01"));
    /// assert!(!Retry::is_asked_for("23505"));
    /// ```
    #[must_use]
    pub fn is_asked_for(sqlstate: &str) -> bool {
        matches!(sqlstate, "40001" | "40P01")
    }

    /// How long to wait after an attempt that failed, counted from 1; nothing if it was the last. For those who
    /// sleep in their own way.
    #[must_use]
    pub fn wait_after(&self, attempt: u32) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let doubled = 1_u32
            .checked_shl(attempt.saturating_sub(1))
            .unwrap_or(u32::MAX);
        let most = self.first.saturating_mul(doubled).min(self.most);
        // Keys that are random for each: enough to keep two apart, and no dependency.
        let random = RandomState::new().build_hasher().finish();
        let share = (random >> 11) as f64 / (1_u64 << 53) as f64;
        Some(most.mul_f64(share))
    }

    /// Runs a transaction until it succeeds, fails otherwise, or was tried often enough. `can_repeat` says of an
    /// error whether it asks for that, as that of each driver's module does.
    ///
    /// # Errors
    ///
    /// The last error.
    pub fn run<T, E>(
        &self,
        can_repeat: impl Fn(&E) -> bool,
        mut transaction: impl FnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let error = match transaction() {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            match self.wait_after(attempt).filter(|_| can_repeat(&error)) {
                Some(wait) => thread::sleep(wait),
                None => return Err(error),
            }
        }
    }

    /// The same for asynchronous transactions; `sleep` is that of the runtime, such as `tokio::time::sleep`. The future can
    /// go to another thread if those of the transactions can.
    ///
    /// # Errors
    ///
    /// The last error.
    pub async fn run_async<
        T,
        E,
        Slept: Future<Output = ()>,
        Tried: Future<Output = Result<T, E>>,
    >(
        &self,
        can_repeat: impl Fn(&E) -> bool,
        sleep: impl Fn(Duration) -> Slept,
        mut transaction: impl FnMut() -> Tried,
    ) -> Result<T, E> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let error = match transaction().await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            match self.wait_after(attempt).filter(|_| can_repeat(&error)) {
                Some(wait) => sleep(wait).await,
                None => return Err(error),
            }
        }
    }

    /// The same for transactions that borrow what they change, such as the one client that a program has. The future stays
    /// on its thread: with a pool, [`run_async`](Self::run_async) has none of that.
    ///
    /// # Errors
    ///
    /// The last error.
    pub async fn run_local<T, E, Slept: Future<Output = ()>>(
        &self,
        can_repeat: impl Fn(&E) -> bool,
        sleep: impl Fn(Duration) -> Slept,
        mut transaction: impl AsyncFnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let error = match transaction().await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            match self.wait_after(attempt).filter(|_| can_repeat(&error)) {
                Some(wait) => sleep(wait).await,
                None => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_such_failure_is_not_repeated() {
        let mut calls = 0;
        let result: Result<(), &str> = Retry::new().run(
            |it: &&str| Retry::is_asked_for(it),
            || {
                calls += 1;
                Err("23505")
            },
        );
        assert_eq!((result, calls), (Err("23505"), 1));
    }

    #[test]
    fn it_gives_up_after_the_last_attempt() {
        let mut calls = 0;
        let retry = Retry::new()
            .attempts(3)
            .waits(Duration::ZERO, Duration::ZERO);
        let result: Result<(), &str> = retry.run(
            |it: &&str| Retry::is_asked_for(it),
            || {
                calls += 1;
                Err("40P01")
            },
        );
        assert_eq!((result, calls), (Err("40P01"), 3));
    }

    #[test]
    fn waits_grow_to_the_longest_and_differ() {
        let retry = Retry::new().attempts(u32::MAX);
        let waits: Vec<Duration> = (1..64).filter_map(|it| retry.wait_after(it)).collect();
        assert_eq!(waits.len(), 63);
        assert!(waits[0] <= Duration::from_millis(10));
        assert!(waits.iter().all(|it| *it <= Duration::from_secs(1)));
        assert!(waits.windows(2).any(|it| it[0] != it[1]));
    }
}
