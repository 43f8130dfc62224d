//! What `pgschema::verify::compare` tells: nothing of an untouched database, and each change by hand
//! as exactly that.

#[path = "drift/changes.rs"]
mod changes;
#[path = "fixtures/everything.rs"]
mod everything;
#[path = "drift/guide.rs"]
mod guide;
#[path = "drift/refused.rs"]
mod refused;
#[allow(dead_code, reason = "it is for other tests too")]
#[path = "names/schema.rs"]
mod schema;
#[path = "drift/standby.rs"]
mod standby;
#[path = "drift/untouched.rs"]
mod untouched;
