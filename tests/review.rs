//! What reviewers read: the access matrix, the diagram, the dictionary.

#[path = "review/access.rs"]
mod access;
#[path = "review/databases.rs"]
mod databases;
#[path = "review/dictionary.rs"]
mod dictionary;
#[path = "review/mermaid.rs"]
mod mermaid;
#[path = "fixtures/readme.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is the text of the README")]
mod readme;
#[path = "review/svg.rs"]
mod svg;
