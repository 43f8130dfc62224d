//! Audits of real servers: what is planted is found, what is well is not, and nothing is changed.

#[path = "audit/application.rs"]
mod application;
#[path = "audit/errors.rs"]
mod errors;
#[path = "audit/planted.rs"]
mod planted;
#[path = "audit/report.rs"]
mod report;
