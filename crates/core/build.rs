//! Brings `memory.c` along where the system's memory works as it says there.
#![allow(
    clippy::disallowed_methods,
    reason = "how cargo tells what is being built for"
)]

use std::env::{VarError, var};

fn main() -> Result<(), VarError> {
    println!("cargo::rerun-if-changed=memory.c");
    let is = |name: &str, wanted: &str| var(name).is_ok_and(|value| value == wanted);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        cc::Build::new()
            .file("memory.c")
            .cargo_metadata(false)
            .compile("fidele_memory");
        println!("cargo::rustc-link-search=native={}", var("OUT_DIR")?);
        // Nothing calls what is in it, so it has to come whole.
        println!("cargo::rustc-link-lib=static:-bundle,+whole-archive=fidele_memory");
    }
    Ok(())
}
