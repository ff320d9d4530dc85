//! Exact decimal sums. A number counts as the shortest decimal that reads back as its double, so that
//! 33.3 + 33.3 + 33.3 + 0.1 is 100.

use std::{cmp::Ordering, fmt::Write};

/// Decimal digits to a limb.
const WIDTH: i32 = 9;
const BASE: i64 = 1_000_000_000;
/// The place of the lowest limb: the shortest form of the smallest double ends 324 places after the point,
/// 17 digits included the lowest place is above 10^-351.
const LOWEST: i32 = -351;
/// From 10^-351 up to beyond the sum of 2^64 doubles of 10^309.
const LIMBS: usize = 76;

/// The exact sum of numbers. Compares with integers and numbers as decimals do.
#[derive(Clone, Debug)]
pub struct Decimal {
    /// Base 10^9, lowest limb first, every limb of the sign of the sum's parts; carried before a comparison.
    limbs: Box<[i64; LIMBS]>,
    /// How many numbers were added since the last carry: a limb holds 9 · 10^9 of them.
    pending: u32,
}

/// A number that can be added to a [`Decimal`].
pub trait Addend {
    /// The sign, up to 19 decimal digits and the power of ten of the last one; `None` where it is no number.
    fn parts(self) -> Option<(bool, u64, i32)>;
}

impl Addend for i64 {
    fn parts(self) -> Option<(bool, u64, i32)> {
        Some((self < 0, self.unsigned_abs(), 0))
    }
}

impl Addend for f64 {
    fn parts(self) -> Option<(bool, u64, i32)> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if !self.is_finite() {
            return None;
        }
        if self.fract() == 0.0 && self.abs() <= EXACT {
            return Some((self < 0.0, self.abs() as u64, 0));
        }
        // `{:e}` prints the shortest digits that read back as the same double: `-3.33e1`.
        let mut text = Short::default();
        write!(text, "{self:e}").ok()?;
        let (digits, exponent) = text.as_str().split_once('e')?;
        let mut exponent: i32 = exponent.parse().ok()?;
        let (mut number, mut after_point) = (0_u64, false);
        for digit in digits.bytes() {
            match digit {
                b'.' => after_point = true,
                b'0'..=b'9' => {
                    number = number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
                    exponent -= i32::from(after_point);
                }
                _ => {}
            }
        }
        Some((self < 0.0, number, exponent))
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Decimal { limbs: Box::new([0; LIMBS]), pending: 0 }
    }
}

impl Decimal {
    /// Adds a number exactly. What is no finite number is left out.
    pub fn add(&mut self, number: impl Addend) {
        let Some((negative, digits, exponent)) = number.parts() else { return };
        let place = exponent - LOWEST;
        let Ok(mut index) = usize::try_from(place.div_euclid(WIDTH)) else { return };
        let shift = 10_u128.pow(place.rem_euclid(WIDTH).unsigned_abs());
        let mut value = u128::from(digits) * shift;
        while value > 0 {
            let part = i64::try_from(value % BASE as u128).unwrap_or(0);
            if let Some(limb) = self.limbs.get_mut(index) {
                *limb += if negative { -part } else { part };
            }
            value /= BASE as u128;
            index += 1;
        }
        self.pending += 1;
        if self.pending == u32::MAX {
            self.carry();
        }
    }

    /// Brings every limb but the highest into 0..BASE, so that the highest carries the sign.
    fn carry(&mut self) {
        let mut carry = 0;
        let last = LIMBS - 1;
        for (index, limb) in self.limbs.iter_mut().enumerate() {
            *limb += carry;
            if index < last {
                carry = limb.div_euclid(BASE);
                *limb = limb.rem_euclid(BASE);
            }
        }
        self.pending = 0;
    }

    fn compare(&self, other: impl Addend) -> Option<Ordering> {
        let (negative, digits, exponent) = other.parts()?;
        let mut difference = self.clone();
        difference.add(Negated(!negative, digits, exponent));
        difference.carry();
        let highest = difference.limbs.last().copied().unwrap_or(0);
        Some(match highest.cmp(&0) {
            Ordering::Less => Ordering::Less,
            _ if difference.limbs.iter().any(|limb| *limb != 0) => Ordering::Greater,
            _ => Ordering::Equal,
        })
    }
}

struct Negated(bool, u64, i32);

impl Addend for Negated {
    fn parts(self) -> Option<(bool, u64, i32)> {
        Some((self.0, self.1, self.2))
    }
}

macro_rules! compares {
    ($($number:ty)*) => {$(
        impl PartialEq<$number> for Decimal {
            fn eq(&self, other: &$number) -> bool {
                self.compare(*other) == Some(Ordering::Equal)
            }
        }
        impl PartialOrd<$number> for Decimal {
            fn partial_cmp(&self, other: &$number) -> Option<Ordering> {
                self.compare(*other)
            }
        }
    )*};
}
compares!(i64 f64);

/// The longest shortest form, `-1.7976931348623157e-308`, has 24 bytes.
#[derive(Default)]
struct Short {
    bytes: [u8; 32],
    len: usize,
}

impl Short {
    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

impl Write for Short {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let room = self.bytes.get_mut(self.len..self.len + text.len()).ok_or(std::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(numbers: &[f64]) -> Decimal {
        let mut sum = Decimal::default();
        numbers.iter().for_each(|number| sum.add(*number));
        sum
    }

    #[test]
    fn sums_as_decimals_do() {
        assert_eq!(sum(&[33.3, 33.3, 33.3, 0.1]), 100.0);
        assert_eq!(sum(&[0.1, 0.2]), 0.3);
        assert!(sum(&[0.1, 0.2]) < 0.300_000_000_000_000_04);
        assert!(sum(&[100.0, 5e-324]) > 100.0);
        assert!(sum(&[100.0, -5e-324]) < 100.0);
        assert_eq!(sum(&[1e300, 1.0, -1e300]), 1.0);
        assert_eq!(sum(&[f64::MAX, f64::MAX, -f64::MAX]), f64::MAX);
        assert!(sum(&[-1.5]) < -1.0 && sum(&[-1.5]) > -2.0);
        assert_eq!(sum(&[]), 0_i64);
        assert_eq!(sum(&[-0.0]), 0.0);
        assert_eq!(sum(&[60.0, 39.9]), 99.9);
        assert!(sum(&[0.01]) <= 0.01 && sum(&[0.010_000_000_000_000_002]) > 0.01);
    }
}
