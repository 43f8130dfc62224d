//! What is forbidden and what is asked for before a deployment: a test for each row of the guide's chapter, which names
//! it.

#[path = "checklist/before_deployment.rs"]
mod before_deployment;
#[path = "checklist/chapter.rs"]
mod chapter;
#[path = "checklist/forbidden.rs"]
mod forbidden;
#[path = "checklist/world.rs"]
mod world;
