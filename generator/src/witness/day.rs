use fin_core::Constraint;

/// The day on which every witness is judged.
pub const TODAY: &str = "2026-01-01";
const YEAR: u32 = 2026;

/// Days at which some constraints may change their mind, with those beside them, plain ones first.
pub fn around<'a>(constraints: impl IntoIterator<Item = &'a Constraint<String>>) -> Vec<String> {
    let mut days: Vec<String> =
        ["2025-12-31", TODAY, "2026-01-02", "1990-04-15", "2099-01-01"].map(String::from).into();
    for constraint in constraints {
        if let Constraint::MinAge(years) | Constraint::MaxAge(years) = constraint {
            for years in [*years, years.saturating_add(1)] {
                days.extend(years_ago(years));
            }
        }
    }
    days
}

/// The day so many years before [`TODAY`], with the days before and after it, of those that there are.
fn years_ago(years: u32) -> impl Iterator<Item = String> {
    let year = YEAR.checked_sub(years).filter(|year| *year >= 1);
    let before = year.filter(|year| *year > 1).map(|year| format!("{:04}-12-31", year - 1));
    let days = year.map(|year| [format!("{year:04}-01-01"), format!("{year:04}-01-02")]);
    days.into_iter().flatten().chain(before)
}
