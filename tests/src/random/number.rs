//! Random numbers, spelled in any way that JSON has, and decimals that come to a round sum.

use super::pick;
use fastrand::Rng;

/// Any number: mostly decimals of a few digits, now and then one that only a careful reader gets right.
pub fn any(rng: &mut Rng) -> String {
    match rng.u8(..8) {
        // Any double, by its shortest form.
        0 => Some(f64::from_bits(rng.u64(..))).filter(|number| number.is_finite()).unwrap_or(0.5).to_string(),
        1 => format!("{}", i128::from(rng.i64(..)) * i128::from(rng.i64(..))),
        // Around 2^53, with a fraction that rounds up or down.
        2 => format!(
            "{}{}",
            9_007_199_254_740_980 + rng.u64(..24),
            pick(rng, &["", ".4", ".5", ".6", ".0"]).copied().unwrap_or_default()
        ),
        3 => format!("{}{}e{}", minus(rng), digits(rng, 20), rng.i16(-340..340)),
        4 => format!("{}{}.{}E+{}", minus(rng), rng.u32(..), digits(rng, 20), rng.u8(..30)),
        5 => format!("0.{}{}", "0".repeat(rng.usize(..30)), digits(rng, 3)),
        _ => hundredths(rng.u32(..20_000)),
    }
}

fn minus(rng: &mut Rng) -> &'static str {
    if rng.bool() { "-" } else { "" }
}

/// Up to that many digits, the first of which is no zero.
fn digits(rng: &mut Rng, most: usize) -> String {
    let more = rng.usize(..most);
    let mut digits = rng.u8(1..10).to_string();
    digits.extend((0..more).map(|_| rng.digit(10)));
    digits
}

/// Decimals that add up to 100, to 0.01 or to one hundredth beside it; binary addition often says otherwise.
pub fn shares(count: usize, rng: &mut Rng) -> Vec<String> {
    let total: u32 = pick(rng, &[10_000, 9_999, 10_001, 1, 2, 0]).copied().unwrap_or_default();
    let mut left = total;
    let mut shares = Vec::with_capacity(count);
    for party in 0..count {
        let share = if party + 1 == count { left } else { rng.u32(..=left) };
        left -= share;
        shares.push(hundredths(share));
    }
    shares
}

fn hundredths(number: u32) -> String {
    let text = format!("{}.{:02}", number / 100, number % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{any, hundredths, shares};
    use fastrand::Rng;

    #[test]
    fn every_number_is_json() {
        let mut rng = Rng::with_seed(1);
        for _ in 0..5_000 {
            let number = any(&mut rng);
            let value: Box<serde_json::value::RawValue> = serde_json::from_str(&number).unwrap();
            assert!(value.get() == number && number.parse::<f64>().is_ok(), "{number}");
        }
    }

    #[test]
    fn shares_add_up() {
        assert_eq!([10, 100, 1, 3_330, 0].map(hundredths), ["0.1", "1", "0.01", "33.3", "0"]);
        let mut rng = Rng::with_seed(1);
        let mut sum = || {
            let shares = shares(4, &mut rng);
            let sum: f64 = shares.iter().map(|share| share.parse::<f64>().unwrap()).sum();
            (sum * 100.0).round()
        };
        let sums: Vec<f64> = (0..100).map(|_| sum()).collect();
        assert!(sums.contains(&10_000.0) && sums.contains(&1.0));
    }
}
