//! The proof of isolation: what is right has no finding, and what is broken is found.

#[path = "prove/broken.rs"]
mod broken;
#[path = "prove/designs.rs"]
mod designs;
#[path = "prove/errors.rs"]
mod errors;
#[path = "prove/mistakes.rs"]
mod mistakes;
#[path = "fixtures/notebook.rs"]
#[allow(dead_code, reason = "others use more of it")]
mod notebook;
#[path = "prove/right.rs"]
mod right;
