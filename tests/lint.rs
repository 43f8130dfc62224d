//! The rules of the lint engine: what they find, what they don't, and that a server finds the same.

#[path = "lint/allow.rs"]
mod allow;
#[path = "lint/catalog.rs"]
mod catalog;
#[path = "lint/examples.rs"]
mod examples;
#[path = "lint/rules.rs"]
mod rules;
