use std::cmp::Ordering;

/// Decimal digits in a limb.
const DIGITS: i32 = 9;
const BASE: i64 = 1_000_000_000;
/// The power of ten of the lowest limb: below the last digit of the smallest double's shortest form.
const LOWEST: i32 = -333;
/// From there to above any sum of doubles that fits in memory.
const LIMBS: usize = 74;

/// An exact sum of doubles, each taken as its shortest decimal form.
///
/// Fixed point: a limb holds nine digits, and more than nine while numbers are added (no carry is
/// needed before some 9,000,000,000 of them).
#[derive(Clone)]
pub struct Decimal {
    limbs: [i64; LIMBS],
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal { limbs: [0; LIMBS] };

    /// Adds the shortest decimal form of a finite double.
    pub fn add_double(&mut self, number: f64) {
        // `{:e}` prints the fewest digits that lead back to the double: `-3.33e1`.
        let text = format!("{number:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let exponent: i32 = exponent.parse().unwrap_or(0);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: i64 = format!("{whole}{fraction}").parse().unwrap_or(0);
        self.add(digits, exponent - i32::try_from(fraction.len()).unwrap_or(0));
    }

    /// Adds an integer.
    pub fn add_integer(&mut self, number: i64) {
        self.add(number, 0);
    }

    /// Adds another sum.
    pub fn add_sum(&mut self, other: &Decimal) {
        for (mine, theirs) in self.limbs.iter_mut().zip(&other.limbs) {
            *mine += theirs;
        }
    }

    /// Adds `digits × 10^exponent`.
    fn add(&mut self, digits: i64, exponent: i32) {
        let shift = exponent - LOWEST;
        let mut limb = usize::try_from(shift / DIGITS).unwrap_or(0);
        let mut rest = i128::from(digits) * 10_i128.pow(u32::try_from(shift % DIGITS).unwrap_or(0));
        while rest != 0 {
            if let Some(limb) = self.limbs.get_mut(limb) {
                *limb += (rest % i128::from(BASE)) as i64;
            }
            rest /= i128::from(BASE);
            limb += 1;
        }
    }

    /// The order of two sums.
    pub fn compare(&self, other: &Decimal) -> Ordering {
        let mut carry = 0;
        let mut below = false;
        for (mine, theirs) in self.limbs.iter().zip(&other.limbs) {
            let difference = mine - theirs + carry;
            carry = difference.div_euclid(BASE);
            below |= difference.rem_euclid(BASE) != 0;
        }
        // Every limb is now 0 to 999,999,999, so the carry out of the highest one is the sign.
        match carry {
            0 if below => Ordering::Greater,
            0 => Ordering::Equal,
            carry => carry.cmp(&0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use std::cmp::Ordering;

    fn sum(numbers: &[f64]) -> Decimal {
        let mut sum = Decimal::ZERO;
        for &number in numbers {
            sum.add_double(number);
        }
        sum
    }

    #[test]
    fn adds_as_decimals_do() {
        let hundred = sum(&[100.0]);
        assert_eq!(sum(&[33.3, 33.3, 33.3, 0.1]).compare(&hundred), Ordering::Equal);
        assert_eq!(sum(&[0.1; 10]).compare(&sum(&[1.0])), Ordering::Equal);
        assert_eq!(sum(&[0.1, 0.2]).compare(&sum(&[0.3])), Ordering::Equal);
        assert_eq!(sum(&[0.1, 0.2]).compare(&sum(&[0.1 + 0.2])), Ordering::Less);
        assert_eq!(sum(&[99.999_999_999_999_99]).compare(&hundred), Ordering::Less);
        assert_eq!(sum(&[50.0, 50.0, 5e-324]).compare(&hundred), Ordering::Greater);
    }

    #[test]
    fn holds_every_double() {
        let zero = Decimal::ZERO;
        let extremes =
            [f64::MAX, f64::MIN_POSITIVE, 5e-324, 2.225_073_858_507_201e-308, 9_007_199_254_740_993.0];
        for number in extremes {
            assert_eq!(sum(&[number]).compare(&zero), Ordering::Greater, "{number:e}");
            assert_eq!(sum(&[-number]).compare(&zero), Ordering::Less, "{number:e}");
            assert_eq!(sum(&[number, -number]).compare(&zero), Ordering::Equal, "{number:e}");
            assert_eq!(sum(&[-number, number, -number]).compare(&sum(&[-number])), Ordering::Equal);
        }
        assert_eq!(sum(&[f64::MAX; 1_000]).compare(&sum(&[f64::MAX; 999])), Ordering::Greater);
        assert_eq!(sum(&[-f64::MAX; 1_000]).compare(&sum(&[-f64::MAX; 999])), Ordering::Less);
    }

    #[test]
    fn orders_single_doubles_as_doubles() {
        let numbers =
            [-1e300, -2.5, -1.0, -0.1, 0.0, 5e-324, 0.1, 0.100_000_000_000_000_02, 1.0, 99.9, 1e22, 1e23];
        for (i, &a) in numbers.iter().enumerate() {
            for (j, &b) in numbers.iter().enumerate() {
                assert_eq!(sum(&[a]).compare(&sum(&[b])), i.cmp(&j), "{a:e} {b:e}");
            }
        }
    }

    #[test]
    fn compares_with_integers() {
        let mut integer = Decimal::ZERO;
        integer.add_integer(9_007_199_254_740_993);
        assert_eq!(sum(&[9_007_199_254_740_992.0, 1.0]).compare(&integer), Ordering::Equal);
    }
}
