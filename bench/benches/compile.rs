//! How long a crate of the SDK's create types compiles, under serde's derives alone and under the SDK's: the
//! crate itself, release, its dependencies built before.
#![allow(clippy::unwrap_used, missing_docs)]

use fin_bench::{
    peers::{Peer, source},
    timing::median,
};
use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

const ROUNDS: usize = 7;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = root.join("target/compile-bench");
    let contenders = [
        ("serde's Serialize and Deserialize", "plain", Peer::Serde),
        ("Serialize and FinPayload", "fin", Peer::Fin),
        ("Serialize and FinPayload, bound by name", "bound", Peer::Bound),
        ("Serialize and FinPayload with builders", "builders", Peer::FinWithBuilders),
    ];
    for (_, name, peer) in contenders {
        write_crate(&folder.join(name), root, name, &source(peer).unwrap());
        build(&folder.join(name));
    }
    let mut times = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for ((_, name, _), times) in contenders.iter().zip(&mut times) {
            times.push(build(&folder.join(name)));
        }
    }
    println!("\ncompiling the types of both create requests of v2, the crate itself, release");
    let base = times.first().cloned().map(median).unwrap_or_default();
    for ((title, ..), times) in contenders.iter().zip(times) {
        let own = median(times);
        println!(
            "  {title:<44} {:>8.2} s {:>8.2}",
            own.as_secs_f64(),
            own.as_secs_f64() / base.as_secs_f64()
        );
    }
}

fn write_crate(folder: &Path, root: &Path, name: &str, source: &str) {
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"compile-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         fin-payload = {{ path = {:?} }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = \"1\"\nuuid = {{ version = \"1\", features = [\"serde\"] }}\n\n\
         [profile.release]\nincremental = false\n\n[workspace]\n",
        root.join("fin-payload")
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::write(folder.join("src/lib.rs"), source).unwrap();
}

/// Compiles the crate anew, with its dependencies as they are.
fn build(folder: &Path) -> Duration {
    let source = folder.join("src/lib.rs");
    fs::write(&source, fs::read(&source).unwrap()).unwrap();
    let start = Instant::now();
    let output = Command::new(env!("CARGO"))
        .current_dir(folder)
        .args(["build", "--release", "--offline", "--target-dir", "../target"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    start.elapsed()
}
