use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::Secret;
use crate::sql::ScramVerifier;

/// Why there is no verifier of a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScramVerifierError {
    /// The password is empty, or has nothing but letters that SASLprep drops, such as a soft hyphen.
    #[error("a password that is empty lets nobody in; give it some letters")]
    Empty,
    /// A zero byte ends the password for libpq.
    #[error("the password has a zero byte, with which it would end")]
    ZeroByte,
    /// No iterations, or more than the server counts.
    #[error("a verifier takes 1 to 2147483647 iterations; the server's own have 4096")]
    Iterations,
    /// The operating system gives no random numbers.
    #[error("the operating system gives no random numbers for the salt: {0}")]
    Random(String),
}

/// As many as PostgreSQL takes by itself.
const ITERATIONS: u32 = 4096;

impl ScramVerifier {
    /// The verifier of a password, with a salt of its own and 4096 iterations, as the server makes
    /// it. Enough for a password that a program made up; for one that a person did, take
    /// [more](Self::with_iterations). Feature `connect`.
    ///
    /// ```
    /// use pgschema::connect::Secret;
    /// use pgschema::sql::{AlterRolePassword, Identifier, ScramVerifier};
    ///
    /// let verifier = ScramVerifier::new(&Secret::new("correct horse"))?;
    /// let alter = AlterRolePassword::new(Identifier::new("app_runtime")?, verifier);
    /// assert!(!alter.to_string().contains("horse"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the password can't be one.
    pub fn new(password: &Secret) -> Result<Self, ScramVerifierError> {
        Self::with_iterations(password, ITERATIONS)
    }

    /// The verifier with another number of iterations, which every supported version takes. Each
    /// login takes as many steps of the client: 600,000 keep it busy for some tenths of a second.
    /// Feature `connect`.
    ///
    /// # Errors
    ///
    /// If the password can't be one, or there are no iterations.
    pub fn with_iterations(password: &Secret, iterations: u32) -> Result<Self, ScramVerifierError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt)
            .map_err(|error| ScramVerifierError::Random(error.to_string()))?;
        let text = verifier(password.expose(), iterations, &salt)?;
        // What is written here can be read; a salt isn't to blame if not.
        text.parse().map_err(|_| ScramVerifierError::Iterations)
    }
}

fn verifier(
    password: &str,
    iterations: u32,
    salt: &[u8; 16],
) -> Result<String, ScramVerifierError> {
    if password.is_empty() {
        return Err(ScramVerifierError::Empty);
    }
    if password.contains('\0') {
        return Err(ScramVerifierError::ZeroByte);
    }
    if !i32::try_from(iterations).is_ok_and(|it| it > 0) {
        return Err(ScramVerifierError::Iterations);
    }
    // As the server and libpq do: what can't be prepared is taken as it is.
    let prepared = stringprep::saslprep(password);
    let prepared = prepared.as_deref().unwrap_or(password);
    // The verifier of nothing is one that an empty password fits.
    if prepared.is_empty() {
        return Err(ScramVerifierError::Empty);
    }
    let mut salted = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha256>(prepared.as_bytes(), salt, iterations, &mut *salted);
    let client_key = Zeroizing::new(keyed(&salted, b"Client Key"));
    let stored_key: [u8; 32] = Sha256::digest(*client_key).into();
    let server_key = keyed(&salted, b"Server Key");
    Ok(format!(
        "SCRAM-SHA-256${iterations}:{}${}:{}",
        Base64::encode_string(salt),
        Base64::encode_string(&stored_key),
        Base64::encode_string(&server_key),
    ))
}

fn keyed(key: &[u8; 32], text: &[u8]) -> [u8; 32] {
    // HMAC itself fills a key that is shorter than a block with zeros.
    let mut block = Zeroizing::new([0; 64]);
    block[..key.len()].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&(*block).into());
    mac.update(text);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_is_that_of_the_rfc() {
        // RFC 7677, section 3: the password `pencil`.
        let salt = Base64::decode_vec("W22ZaJ0SNY7soEsUEjb6gQ==").unwrap();
        assert_eq!(
            verifier("pencil", 4096, &salt.try_into().unwrap()).unwrap(),
            "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:\
             wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
        );
    }

    #[test]
    fn no_two_verifiers_are_the_same() {
        let password = Secret::new("pencil");
        let verifiers = [(); 2].map(|()| ScramVerifier::new(&password).unwrap());
        assert_ne!(verifiers[0], verifiers[1]);
    }

    #[test]
    fn what_lets_nobody_in_is_refused() {
        for (password, iterations, error) in [
            ("", 4096, ScramVerifierError::Empty),
            ("\u{ad}\u{200d}", 4096, ScramVerifierError::Empty),
            ("a\0b", 4096, ScramVerifierError::ZeroByte),
            ("pencil", 0, ScramVerifierError::Iterations),
            ("pencil", u32::MAX, ScramVerifierError::Iterations),
        ] {
            let made = ScramVerifier::with_iterations(&Secret::new(password), iterations);
            assert_eq!(made.unwrap_err(), error);
        }
    }
}
