use std::time::{SystemTime, UNIX_EPOCH};

/// A day of the years 0001 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: i64,
    month: i64,
    day: i64,
}

impl Day {
    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Day> {
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0, |number, digit| {
                digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
            })
        };
        let day = Day { year: number(&[a, b, c, d])?, month: number(&[e, f])?, day: number(&[g, h])? };
        day.exists().then_some(day)
    }

    fn exists(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let length = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        self.year >= 1 && (1..=length).contains(&self.day)
    }

    /// Whole calendar years from one day to another, negative when the other is earlier.
    /// Who was born on 29 February has a birthday on 1 March of common years.
    pub fn years_until(self, other: Day) -> i64 {
        let before_birthday = (other.month, other.day) < (self.month, self.day);
        other.year - self.year - i64::from(before_birthday)
    }

    /// The current day in UTC.
    pub fn today() -> Day {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Day::since_epoch(i64::try_from(seconds / 86_400).unwrap_or(0))
    }

    /// The day so many days after 1970-01-01.
    fn since_epoch(mut days: i64) -> Day {
        let mut day = Day { year: 1970, month: 1, day: 1 };
        loop {
            let next = Day { year: day.year + 1, ..day };
            let february_29 = Day { year: day.year, month: 2, day: 29 };
            let length = if february_29.exists() { 366 } else { 365 };
            if days < length {
                break;
            }
            days -= length;
            day = next;
        }
        for _ in 0..days {
            let next_day = Day { day: day.day + 1, ..day };
            day = if next_day.exists() { next_day } else { Day { month: day.month + 1, day: 1, ..day } };
        }
        day
    }

    /// `YYYY-MM-DD`
    pub fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Day;

    #[test]
    fn reads_real_days_only() {
        for text in ["0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "2023-04-30"] {
            assert_eq!(Day::parse(text).unwrap().text(), text);
        }
        for text in [
            "0000-01-01",
            "2023-02-29",
            "1900-02-29",
            "2023-13-01",
            "2023-00-10",
            "2023-04-31",
            "2023-01-00",
            "2023-1-1",
            "20230101",
            "2023-01-01T00:00:00Z",
            " 2023-01-01",
            "2023-01-01 ",
            "+023-01-01",
            "２０２３-01-01",
            "",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn counts_whole_calendar_years() {
        let years = |a, b| Day::parse(a).unwrap().years_until(Day::parse(b).unwrap());
        assert_eq!(years("2008-02-29", "2026-02-28"), 17);
        assert_eq!(years("2008-02-29", "2026-03-01"), 18);
        assert_eq!(years("2008-02-29", "2028-02-29"), 20);
        assert_eq!(years("1900-01-02", "2021-01-01"), 120);
        assert_eq!(years("2026-01-01", "2026-01-01"), 0);
        assert_eq!(years("2026-01-02", "2026-01-01"), -1);
    }

    #[test]
    fn counts_days_since_the_epoch() {
        assert_eq!(Day::since_epoch(0).text(), "1970-01-01");
        assert_eq!(Day::since_epoch(59).text(), "1970-03-01");
        assert_eq!(Day::since_epoch(11_016).text(), "2000-02-29");
        assert_eq!(Day::since_epoch(20_453).text(), "2025-12-31");
    }
}
