//! Exact decimal sums. A number counts as the shortest decimal that reads back as its double, so that
//! 33.3 + 33.3 + 33.3 + 0.1 is 100.

use std::cmp::Ordering;

/// The exact sum of numbers. Compares with integers and numbers as decimals do.
#[derive(Clone, Debug)]
pub struct Decimal(Sum);

#[derive(Clone, Debug)]
enum Sum {
    /// So many units of 10^-18: what nearly every sum is.
    Small(i128),
    /// Everything else that doubles add up to.
    Large(Box<Limbs>),
}

/// The place of a unit of [`Sum::Small`].
const UNIT: i32 = -18;

/// A number that can be added to a [`Decimal`].
pub trait Addend {
    /// The sign, up to 19 decimal digits and the power of ten of the last one; `None` where it is no number.
    fn parts(self) -> Option<Parts>;
}

/// `negative`, `digits`, `exponent`: ± digits · 10^exponent.
#[derive(Clone, Copy, Debug)]
pub struct Parts(bool, u64, i32);

impl Addend for Parts {
    fn parts(self) -> Option<Parts> {
        Some(self)
    }
}

impl Addend for i64 {
    fn parts(self) -> Option<Parts> {
        Some(Parts(self < 0, self.unsigned_abs(), 0))
    }
}

impl Addend for f64 {
    fn parts(self) -> Option<Parts> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if !self.is_finite() {
            return None;
        }
        if self.fract() == 0.0 && self.abs() <= EXACT {
            return Some(Parts(self < 0.0, self.abs() as u64, 0));
        }
        // The shortest digits that read back as the same double: `-33.3`, `5e-324`.
        let mut buffer = zmij::Buffer::new();
        let text = buffer.format_finite(self);
        let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
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
        Some(Parts(self < 0.0, number, exponent))
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Decimal(Sum::Small(0))
    }
}

impl Decimal {
    /// Adds a number exactly. What is no finite number is left out.
    pub fn add(&mut self, number: impl Addend) {
        let Some(parts) = number.parts() else { return };
        match &mut self.0 {
            Sum::Small(sum) => match units(parts).and_then(|units| sum.checked_add(units)) {
                Some(units) => *sum = units,
                None => {
                    let mut limbs = Box::new(Limbs::from_units(*sum));
                    limbs.add(parts);
                    self.0 = Sum::Large(limbs);
                }
            },
            Sum::Large(limbs) => limbs.add(parts),
        }
    }

    fn compare(&self, other: impl Addend) -> Option<Ordering> {
        let Parts(negative, digits, exponent) = other.parts()?;
        let mut difference = self.clone();
        difference.add(Parts(!negative, digits, exponent));
        Some(match difference.0 {
            Sum::Small(units) => units.cmp(&0),
            Sum::Large(limbs) => limbs.sign(),
        })
    }
}

/// A number in units, if it is a whole number of them and there are not too many.
fn units(Parts(negative, digits, exponent): Parts) -> Option<i128> {
    let shift = u32::try_from(exponent - UNIT).ok()?;
    let units = i128::from(digits).checked_mul(10_i128.checked_pow(shift)?)?;
    Some(if negative { -units } else { units })
}

/// Decimal digits to a limb.
const WIDTH: i32 = 9;
const BASE: i64 = 1_000_000_000;
/// The place of the lowest limb: no double's shortest form has a digit below 10^-343.
const LOWEST: i32 = -351;
/// From 10^-351 up to beyond the sum of 2^64 doubles of 10^309.
const LIMBS: usize = 76;

/// A sum in base 10^9, lowest limb first.
#[derive(Clone, Debug)]
struct Limbs {
    limbs: [i64; LIMBS],
    /// How many parts were added since the last carry: a limb holds 9 · 10^9 of them.
    pending: u32,
}

impl Limbs {
    fn from_units(units: i128) -> Self {
        /// Digits that a part holds.
        const PART: u128 = 1_000_000_000_000_000_000;
        let mut limbs = Limbs { limbs: [0; LIMBS], pending: 0 };
        let (mut rest, mut place) = (units.unsigned_abs(), UNIT);
        while rest > 0 {
            limbs.add(Parts(units < 0, u64::try_from(rest % PART).unwrap_or(0), place));
            rest /= PART;
            place += 18;
        }
        limbs
    }

    fn add(&mut self, Parts(negative, digits, exponent): Parts) {
        let place = exponent - LOWEST;
        let Ok(mut index) = usize::try_from(place.div_euclid(WIDTH)) else { return };
        let mut value = u128::from(digits) * 10_u128.pow(place.rem_euclid(WIDTH).unsigned_abs());
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
        for (index, limb) in self.limbs.iter_mut().enumerate() {
            *limb += carry;
            if index < LIMBS - 1 {
                carry = limb.div_euclid(BASE);
                *limb = limb.rem_euclid(BASE);
            }
        }
        self.pending = 0;
    }

    fn sign(mut self) -> Ordering {
        self.carry();
        match self.limbs.last() {
            Some(highest) if *highest < 0 => Ordering::Less,
            _ if self.limbs.iter().any(|limb| *limb != 0) => Ordering::Greater,
            _ => Ordering::Equal,
        }
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
        assert_eq!(sum(&[1e19, 0.1, -1e19]), 0.1);
        assert!(sum(&[1e-19, 99.9, 0.1]) > 100.0 && sum(&[-1e-19, 99.9, 0.1]) < 100.0);
        assert!(sum(&[0.01]) <= 0.01 && sum(&[0.010_000_000_000_000_002]) > 0.01);
    }
}
