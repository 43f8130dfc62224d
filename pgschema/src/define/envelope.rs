//! What a sealed value looks like, byte by byte. The server reads the first parts of it, and the application all.
//!
//! A number of the format, the number of the key in two bytes, the blind index if there is one, the nonce, and the
//! ciphertext with its tag.

/// The number of the format without a blind index.
pub(crate) const PLAIN: u8 = 1;

/// The number of the format with one.
pub(crate) const INDEXED: u8 = 2;

/// Where the two bytes of the key's number are.
pub(crate) const KEY_ID: usize = 1;

/// Where the blind index begins.
pub(crate) const BLIND_INDEX: usize = 3;

/// How long a blind index is: SHA-256.
pub(crate) const BLIND_INDEX_LENGTH: usize = 32;

/// How long a nonce of XChaCha20-Poly1305 is.
pub(crate) const NONCE_LENGTH: usize = 24;

/// How long its tag is.
pub(crate) const TAG_LENGTH: usize = 16;

/// The number of the format.
pub(crate) const fn format(has_blind_index: bool) -> u8 {
    if has_blind_index { INDEXED } else { PLAIN }
}

/// How long what stands before the nonce is.
pub(crate) const fn header_length(has_blind_index: bool) -> usize {
    if has_blind_index {
        BLIND_INDEX + BLIND_INDEX_LENGTH
    } else {
        BLIND_INDEX
    }
}

/// How much longer a sealed value is than the value.
pub(crate) const fn overhead(has_blind_index: bool) -> usize {
    header_length(has_blind_index) + NONCE_LENGTH + TAG_LENGTH
}
