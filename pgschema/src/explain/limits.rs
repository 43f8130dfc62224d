/// From where on a number is a signal.
///
/// ```
/// use pgschema::explain::Limits;
///
/// let limits = Limits { rows: 1_000.0, ..Limits::default() };
/// assert!(limits.rows < Limits::default().rows);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Rows that are looked at in vain.
    pub rows: f64,
    /// How many times as many rows are looked at as are kept.
    pub waste: f64,
    /// How many times as many rows, or as few, come as the planner expected.
    pub misestimate: f64,
    /// Blocks that weren't in PostgreSQL's memory.
    pub read_blocks: f64,
    /// Milliseconds, of what is named by its time.
    pub milliseconds: f64,
}

impl Default for Limits {
    /// 10,000 rows, 10 of them for each that is kept, 10 times as many as expected, 10,000 blocks (80
    /// MB), 50 ms.
    fn default() -> Self {
        Self {
            rows: 10_000.0,
            waste: 10.0,
            misestimate: 10.0,
            read_blocks: 10_000.0,
            milliseconds: 50.0,
        }
    }
}
