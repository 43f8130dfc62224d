//! The DDL in files: what cargo does with a build script, and what a change does to the files.

#[path = "emit/build_script.rs"]
mod build_script;
#[path = "emit/golden.rs"]
mod golden;
#[path = "emit/project.rs"]
mod project;
#[path = "emit/snapshots.rs"]
mod snapshots;
