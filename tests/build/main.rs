//! Takes code out of texts, so that tests compile and run it.

mod guide;
mod rules;

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap());
    guide::write(&out);
    rules::write(&out);
}
