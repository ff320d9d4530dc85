//! `Date` and the dates of jiff, time and chrono.
#![allow(clippy::unwrap_used)]

use fin_payload::{Date, NotADate};

const DAYS: [&str; 4] = ["0001-01-01", "2024-02-29", "2026-11-22", "9999-12-31"];

#[test]
fn goes_to_other_crates_and_back() {
    for text in DAYS {
        let date: Date = text.parse().unwrap();
        let jiff = jiff::civil::Date::try_from(date).unwrap();
        let time = time::Date::try_from(date).unwrap();
        let chrono = chrono::NaiveDate::try_from(date).unwrap();
        assert_eq!(jiff.to_string(), text);
        assert_eq!(
            (time.year(), u8::from(time.month()), time.day()),
            (i32::from(date.year()), date.month(), date.day())
        );
        assert_eq!(chrono.to_string(), text);
        assert_eq!([Date::try_from(jiff), Date::try_from(time), Date::try_from(chrono)], [Ok(date); 3]);
    }
}

#[test]
fn refuses_years_that_a_payload_cannot_hold() {
    assert_eq!(Date::try_from(jiff::civil::Date::MIN), Err(NotADate));
    assert_eq!(Date::try_from(time::Date::MIN), Err(NotADate));
    assert_eq!(Date::try_from(chrono::NaiveDate::MIN), Err(NotADate));
    assert_eq!(Date::try_from(chrono::NaiveDate::MAX), Err(NotADate));
}
