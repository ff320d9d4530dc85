//! Reading payloads: each contender's time as a ratio to serde's plain derive, taken by turns.
#![allow(missing_docs)]

use fin_bench::{contenders::groups, timing::compare};

fn main() {
    for group in groups() {
        compare(&format!("{}, {} bytes", group.title, group.bytes), 101, group.batch, &group.contenders);
    }
}
