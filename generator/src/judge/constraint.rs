use super::compile::{Check, Field};
use super::day::Day;
use super::format::Formats;
use super::node::Node;
use fin_core::Constraint;
use std::collections::HashSet;

/// Calls `report` with code and message of each check that a value, not a list, fails.
pub fn check_leaf(
    field: &Field,
    node: &Node,
    formats: &Formats,
    today: Day,
    mut report: impl FnMut(&str, &str),
) {
    if let (Some((code, message)), Some(text)) = (&field.blank, node.text())
        && text.chars().all(char::is_whitespace)
    {
        return report(code, message);
    }
    for check in &field.leaf {
        if !holds(check, node, formats, today) {
            report(&check.code, &check.message);
        } else if let (Constraint::Format(name), Some(text)) = (&check.constraint, node.text())
            && let Some((code, message)) = formats.then(text, name)
        {
            report(code, message);
        }
    }
}

/// Whether a check of a single value holds. What looks at another kind of value holds.
fn holds(check: &Check, node: &Node, formats: &Formats, today: Day) -> bool {
    match node {
        Node::Text(text) => text_holds(check, text, formats) && day_holds(&check.constraint, text, today),
        Node::Number(number) => match check.constraint {
            Constraint::Minimum(minimum) => *number >= minimum,
            Constraint::Maximum(maximum) => *number <= maximum,
            _ => true,
        },
        _ => true,
    }
}

fn text_holds(check: &Check, text: &str, formats: &Formats) -> bool {
    let length = || text.chars().count();
    match &check.constraint {
        Constraint::NotBlank => !text.chars().all(char::is_whitespace),
        Constraint::Format(name) => formats.has(text, name).unwrap_or(true),
        Constraint::Pattern(_) => check.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text)),
        Constraint::Ascii => text.is_ascii(),
        Constraint::MinLength(least) => length() >= *least as usize,
        Constraint::MaxLength(most) => length() <= *most as usize,
        _ => true,
    }
}

fn day_holds(constraint: &Constraint<String>, text: &str, today: Day) -> bool {
    let Some(day) = Day::parse(text) else { return true };
    match constraint {
        Constraint::Past => day < today,
        Constraint::PastOrToday => day <= today,
        Constraint::Future => day > today,
        Constraint::MinAge(years) => day.years_until(today) >= i64::from(*years),
        Constraint::MaxAge(years) => day.years_until(today) <= i64::from(*years),
        _ => true,
    }
}

/// The places where a check of a list itself fails: at the list (`None`), or at one of its items.
pub fn check_list(check: &Check, items: &[Node]) -> Vec<Option<usize>> {
    let whole = |holds: bool| if holds { Vec::new() } else { vec![None] };
    match check.constraint {
        Constraint::MinItems(least) => whole(items.len() >= least as usize),
        Constraint::MaxItems(most) => whole(items.len() <= most as usize),
        Constraint::UniqueItems => {
            let mut seen = HashSet::new();
            let repeated = items.iter().enumerate().filter(|(_, item)| !seen.insert(identity(item)));
            repeated.map(|(index, _)| Some(index)).collect()
        }
        _ => Vec::new(),
    }
}

/// A text that two values share iff they are equal: numbers as numbers, objects in any order of their keys.
fn identity(node: &Node) -> String {
    match node {
        Node::Null => String::from("null"),
        Node::Boolean(value) => value.to_string(),
        // Adding zero turns the negative zero into the positive one.
        Node::Number(number) => (number + 0.0).to_string(),
        Node::Overflow => String::from("overflow"),
        Node::Buried => String::from("buried"),
        Node::Text(text) => format!("{text:?}"),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(identity).collect();
            format!("[{}]", items.join(","))
        }
        Node::Object(entries) => {
            let mut entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{key:?}:{}", identity(value))).collect();
            entries.sort_unstable();
            format!("{{{}}}", entries.join(","))
        }
    }
}
