//! Timing by turns: all contenders of a group run one after the other in every round, so that what slows the
//! machine down slows all of them, and ratios hold where absolute times do not.
//!
//! This is why it stands beside criterion, which times one contender after the other: on a shared machine two
//! times that were taken seconds apart make no ratio.

use std::time::{Duration, Instant};

/// A contender: a name and what it does once.
pub type Contender<'a> = (&'a str, Box<dyn Fn() + 'a>);

/// Runs the contenders by turns and prints median times and the median of the ratios to the first one's.
pub fn compare(title: &str, rounds: usize, batch: u32, contenders: &[Contender<'_>]) {
    println!("\n{title}");
    let mut times = vec![Vec::new(); contenders.len()];
    for round in 0..=rounds {
        for ((_, run), times) in contenders.iter().zip(&mut times) {
            let start = Instant::now();
            (0..batch).for_each(|_| run());
            // The first round warms up.
            if round > 0 {
                times.push(start.elapsed() / batch);
            }
        }
    }
    let Some(first) = times.first().cloned() else { return };
    for ((name, _), own) in contenders.iter().zip(&times) {
        let mut ratios: Vec<f64> =
            own.iter().zip(&first).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
        ratios.sort_by(f64::total_cmp);
        let middle = ratios.get(ratios.len() / 2).copied().unwrap_or(0.0);
        println!("  {name:<44} {:>12} {middle:>8.2}", show(median(own.clone())));
    }
}

/// The median.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn show(time: Duration) -> String {
    match time.as_nanos() {
        0..100_000 => format!("{:.2} µs", time.as_secs_f64() * 1e6),
        100_000..1_000_000_000 => format!("{:.1} ms", time.as_secs_f64() * 1e3),
        _ => format!("{:.2} s", time.as_secs_f64()),
    }
}
