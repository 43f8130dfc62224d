//! What keeps the check from looking is said, and it leaves nothing behind.
