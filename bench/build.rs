//! Writes the peers' structs: those of the SDK with other attributes, so that all of them hold the same.

#[allow(dead_code, reason = "the compile-time benchmark uses the rest")]
#[path = "src/peers.rs"]
mod peers;

use peers::Peer;
use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../generated/rust/src");
    println!("cargo::rerun-if-changed=src/peers.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (name, peer) in [("plain", Peer::Serde), ("garde", Peer::Garde), ("validator", Peer::Validator)] {
        fs::write(out.join(format!("{name}.rs")), peers::source(peer)?)?;
    }
    Ok(())
}
