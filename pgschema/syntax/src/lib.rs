//! The lexical rules of PostgreSQL that pgschema and its derive macro share.
//!
//! pgschema takes pieces of SQL as text: an expression of a CHECK constraint, the query of a
//! view, the name of a type. The derive looks at them when a program is compiled, the library
//! looks at them again when a model is built. Both must read a text exactly as the server does,
//! so there is one lexer, and it is here.
//!
//! | Module | What it knows |
//! |---|---|
//! | [`identifier`] | how long a name may be, and when it needs quotes |
//! | [`keyword`] | the keywords of PostgreSQL 14 to 18 and their categories |
//! | [`token`] | how a text divides into tokens |
//! | [`check`] | whether a text is what it has to be, and no more |
//! | [`encrypted`] | how the columns beside an encrypted one are named |
//! | [`money`] | which names mean an amount of money |
//! | [`names`] | which names a text uses, and which of them nobody knows |
//! | [`portable`] | how a text says the same whatever the settings of a session are |
//! | [`rules`] | how the rules of the lint engine are named |
//!
//! Every function takes any text at all without a panic and without unbounded recursion. The
//! lexer assumes `standard_conforming_strings = on`, the default of every supported version; what is
//! written has no string that another setting would read otherwise.

pub mod check;
pub mod encrypted;
mod error;
pub mod identifier;
pub mod keyword;
pub mod money;
pub mod names;
pub mod portable;
pub mod rules;
pub mod token;
mod type_words;
