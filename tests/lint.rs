//! The rules of the lint engine: what they find, what they don't, that a server finds the same, and what
//! a report looks like.

#[path = "lint/allow.rs"]
mod allow;
#[path = "lint/book.rs"]
mod book;
#[path = "lint/catalog.rs"]
mod catalog;
#[path = "lint/examples.rs"]
mod examples;
#[path = "lint/output.rs"]
mod output;
#[path = "lint/rules.rs"]
mod rules;
#[path = "lint/sarif.rs"]
mod sarif;
#[path = "lint/small.rs"]
mod small;
