//! A calendar day.

use serde_core::{
    de::{Deserialize, Deserializer, Error, Unexpected},
    ser::{Serialize, Serializer},
};
use std::{fmt, str::FromStr, time::SystemTime};

/// A day of the Gregorian calendar, of the years 1 to 9999; on the wire `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The text or the numbers name no day of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date in `YYYY-MM-DD` format")
    }
}

impl std::error::Error for NotADate {}

impl Date {
    /// The day of that year (1 to 9999), month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// There is no such day.
    pub const fn new(year: u16, month: u8, day: u8) -> Result<Self, NotADate> {
        if year == 0 || year > 9999 || month == 0 || month > 12 || day == 0 || day > last_day(year, month) {
            return Err(NotADate);
        }
        Ok(Date { year, month, day })
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The current day in UTC; `None` where the clock stands outside the years 1970 to 9999.
    #[must_use]
    pub fn today_utc() -> Option<Self> {
        let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
        // Howard Hinnant's `civil_from_days`, for days since 1970: years that begin on 1 March, in eras of 400.
        let days = seconds / 86_400 + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
    }

    /// Whole calendar years from `self` to `later`; negative when `later` is before `self`.
    /// Who was born on 29 February has a birthday on 1 March of a common year.
    #[must_use]
    pub fn years_until(self, later: Date) -> i64 {
        if later < self {
            return -later.years_until(self);
        }
        let before_birthday = (later.month, later.day) < (self.month, self.day);
        i64::from(later.year) - i64::from(self.year) - i64::from(before_birthday)
    }
}

const fn last_day(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = NotADate;

    #[inline]
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return Err(NotADate) };
        let digits = [a, b, c, d, e, f, g, h];
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(NotADate);
        }
        let [a, b, c, d, e, f, g, h] = digits.map(|digit| digit - b'0');
        let year = u16::from(a) * 1000 + u16::from(b) * 100 + u16::from(c) * 10 + u16::from(d);
        Date::new(year, e * 10 + f, g * 10 + h)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl serde_core::de::Visitor<'_> for Text {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date in `YYYY-MM-DD` format")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
                // The text itself stays out of the error: dates are personal data.
                text.parse().map_err(|_| E::invalid_value(Unexpected::Other("text"), &self))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl TryFrom<&str> for Date {
    type Error = NotADate;
    fn try_from(text: &str) -> Result<Self, NotADate> {
        text.parse()
    }
}

/// Conversions that cannot fail in one direction and need the years 1 to 9999 in the other.
macro_rules! convert {
    ($feature:literal, $other:ty, $to:expr, $from:expr) => {
        #[cfg(feature = $feature)]
        impl TryFrom<Date> for $other {
            type Error = NotADate;
            fn try_from(date: Date) -> Result<Self, NotADate> {
                $to(date).ok_or(NotADate)
            }
        }

        #[cfg(feature = $feature)]
        impl TryFrom<$other> for Date {
            type Error = NotADate;
            fn try_from(date: $other) -> Result<Self, NotADate> {
                let (year, month, day) = $from(date);
                Date::new(u16::try_from(year).map_err(|_| NotADate)?, month, day)
            }
        }
    };
}

convert!(
    "jiff",
    jiff::civil::Date,
    |date: Date| jiff::civil::Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?
    )
    .ok(),
    |date: jiff::civil::Date| (date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
);
convert!(
    "time",
    time::Date,
    |date: Date| time::Date::from_calendar_date(
        i32::from(date.year),
        time::Month::try_from(date.month).ok()?,
        date.day
    )
    .ok(),
    |date: time::Date| (date.year(), u8::from(date.month()), date.day())
);
convert!(
    "chrono",
    chrono::NaiveDate,
    |date: Date| chrono::NaiveDate::from_ymd_opt(
        i32::from(date.year),
        u32::from(date.month),
        u32::from(date.day)
    ),
    |date: chrono::NaiveDate| {
        use chrono::Datelike;
        (date.year(), u8::try_from(date.month()).unwrap_or(0), u8::try_from(date.day()).unwrap_or(0))
    }
);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn reads_days_and_nothing_else() {
        for good in ["0001-01-01", "2024-02-29", "2000-02-29", "9999-12-31"] {
            assert_eq!(day(good).to_string(), good);
        }
        for bad in [
            "",
            "2023-02-29",
            "1900-02-29",
            "0000-01-01",
            "2024-13-01",
            "2024-00-10",
            "2024-04-31",
            "2024-1-01",
            "2024-01-01T00:00:00Z",
            " 2024-01-01",
            "２024-01-01",
            "+024-01-01",
            "2024/01/01",
            "20240101",
        ] {
            assert_eq!(bad.parse::<Date>(), Err(NotADate), "{bad}");
        }
    }

    #[test]
    fn counts_whole_calendar_years() {
        assert_eq!(day("2008-02-29").years_until(day("2026-02-28")), 17);
        assert_eq!(day("2008-02-29").years_until(day("2026-03-01")), 18);
        assert_eq!(day("1906-11-23").years_until(day("2027-11-22")), 120);
        assert_eq!(day("2026-11-22").years_until(day("2026-11-22")), 0);
        assert_eq!(day("2026-11-22").years_until(day("2025-11-21")), -1);
        assert_eq!(day("2026-11-22").years_until(day("2026-11-21")), 0);
    }

    #[test]
    fn today_is_a_day_of_this_century() {
        let today = Date::today_utc().unwrap();
        assert!(today > day("2026-01-01") && today < day("2200-01-01"), "{today}");
    }
}
