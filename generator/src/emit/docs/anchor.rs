use crate::api::{Rule, RuleBody, Type};
use std::fmt::Write;

/// Where an entry stands: the same in Markdown and in HTML, and the same as long as it is called the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// The Markdown page, without its ending.
    pub page: String,
    /// The id on it.
    pub id: String,
}

/// The page of what belongs to codes.
pub const CODES: &str = "rules-and-codes";
/// The page of what comes back.
pub const EVENTS: &str = "events-and-errors";

impl Anchor {
    /// A chapter's or an entry's, out of the parts of its name.
    pub fn new(page: &str, parts: &[&str]) -> Anchor {
        let parts: Vec<String> = parts.iter().map(|part| plain(part)).collect();
        Anchor { page: plain(page), id: parts.join(".") }
    }

    /// `v2.IndividualAddress`
    pub fn ty(ty: &Type) -> Anchor {
        Anchor::new(ty.scope.name(), &[ty.scope.name(), &ty.name])
    }

    /// `v2.IndividualAddress.city`: a field or a value.
    pub fn member(ty: &Type, name: &str) -> Anchor {
        Anchor::new(ty.scope.name(), &[ty.scope.name(), &ty.name, name])
    }

    /// `v2.IndividualAddress.rules.state_required.state`: code and place; rules that share both are counted.
    pub fn rule(ty: &Type, rule: &Rule) -> Anchor {
        let at = |rule: &Rule| match &rule.body {
            RuleBody::Require { at, .. } => at.clone(),
            RuleBody::Unique(_) => Vec::new(),
        };
        let own = at(rule);
        let before = ty.rules().take_while(|other| !std::ptr::eq(*other, rule));
        let alike = before.filter(|other| other.code == rule.code && at(other) == own).count();
        let mut parts = vec![ty.scope.name(), &ty.name, "rules", &rule.code];
        parts.extend(own.iter().map(String::as_str));
        let number = (alike + 1).to_string();
        parts.extend((alike > 0).then_some(number.as_str()));
        Anchor::new(ty.scope.name(), &parts)
    }

    /// `v2.calls.create_individual_customer`
    pub fn call(scope: &str, name: &str) -> Anchor {
        Anchor::new(scope, &[scope, "calls", name])
    }

    /// `code.email`
    pub fn code(code: &str) -> Anchor {
        Anchor::new(CODES, &["code", code])
    }

    /// `format.email`
    pub fn format(name: &str) -> Anchor {
        Anchor::new(CODES, &["format", name])
    }

    /// `ruling.party-roles`
    pub fn ruling(id: &str) -> Anchor {
        Anchor::new(CODES, &["ruling", id])
    }

    /// `context.today`
    pub fn context(name: &str) -> Anchor {
        Anchor::new(CODES, &["context", name])
    }

    /// `error.v2.customer_not_found`
    pub fn error(scope: &str, name: &str) -> Anchor {
        Anchor::new(EVENTS, &["error", scope, name])
    }
}

/// A name of letters, digits, `_`, `-` and `.`; everything else by its number.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') {
            plain.push(c);
        } else {
            let _ = write!(plain, "~{:X}", c as u32);
        }
    }
    if plain.is_empty() { String::from("~") } else { plain }
}
