use super::Parameter;

/// What is wrong with a connection string. No message has a piece of the string that could be a
/// password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectionStringError {
    /// The text is neither form.
    #[error(
        "this is no connection string: it begins neither with `postgresql://` or `postgres://` nor with a \
         parameter such as `host=…`"
    )]
    NoConnectionString,
    /// A URL whose part before the path can't be told apart.
    #[error(
        "the user, password or host of the URL can't be told apart: {hint}; write what stands for itself in a \
         password as %-code (`@` is %40, `/` is %2F, `:` is %3A)"
    )]
    Authority {
        /// What is wrong there.
        hint: &'static str,
    },
    /// A %-code that is none, or that is no UTF-8.
    #[error(
        "the {place} has a `%` that begins no code of two hexadecimal digits of UTF-8; write a `%` as %25"
    )]
    PercentCode {
        /// Which part of the URL.
        place: &'static str,
    },
    /// A parameter that libpq doesn't know.
    #[error("{}", unknown(name, *nearest))]
    UnknownParameter {
        /// What stands there; nothing, if that could be a part of a password.
        name: Option<String>,
        /// What may have been meant.
        nearest: Option<Parameter>,
    },
    /// A parameter that has no value.
    #[error("parameter {0} has no `=` and value after it")]
    MissingValue(Parameter),
    /// A quote that is not closed.
    #[error("the value of {0} begins with a quote that isn't closed")]
    OpenQuote(Parameter),
    /// A parameter that is there twice.
    #[error("parameter {0} is there twice")]
    Twice(Parameter),
    /// A port that is none.
    #[error("a port is a number from 1 to 65535")]
    Port,
    /// As many ports as hosts, or one, or none.
    #[error("there are {ports} ports for {hosts} hosts; give one for each, one for all, or none")]
    PortCount {
        /// How many ports.
        ports: usize,
        /// How many hosts.
        hosts: usize,
    },
    /// A value that can't be one: it has a zero byte.
    #[error("the value of {0} has a zero byte, with which it would end")]
    ZeroByte(Parameter),
    /// A value of sslmode that is none.
    #[error("sslmode is disable, allow, prefer, require, verify-ca or verify-full")]
    Sslmode,
    /// A server that isn't verified, over a network.
    #[error(
        "sslmode={sslmode} {weakness}; write sslmode=verify-full, with sslrootcert if the server's certificate \
         isn't from a public authority, or say why not with ConnectionString::parse_with_weak_tls"
    )]
    WeakTls {
        /// What the string says.
        sslmode: &'static str,
        /// What that means.
        weakness: &'static str,
    },
    /// A reason that says nothing.
    #[error("TLS that doesn't verify the server needs a reason, and this one is empty")]
    NoReason,
    /// An environment variable that isn't text.
    #[error("the environment variable {0} is no UTF-8")]
    Variable(&'static str),
}

fn unknown(name: &Option<String>, nearest: Option<Parameter>) -> String {
    let named = match name {
        Some(name) => format!("`{name}` is no parameter of a connection"),
        None => "there is a word that is no parameter of a connection".to_owned(),
    };
    match nearest {
        Some(nearest) => format!("{named}; did you mean `{nearest}`?"),
        None => format!("{named}; the manual has them under libpq, Parameter Key Words"),
    }
}
