//! Reading payloads: each contender's time by itself.
#![allow(missing_docs)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fin_bench::contenders::groups;

fn read(criterion: &mut Criterion) {
    for group in groups() {
        let mut benches = criterion.benchmark_group(group.title);
        benches.throughput(Throughput::Bytes(group.bytes.try_into().unwrap_or_default()));
        for (name, run) in &group.contenders {
            benches.bench_function(*name, |bencher| bencher.iter(run));
        }
        benches.finish();
    }
}

criterion_group!(benches, read);
criterion_main!(benches);
