//! Rules: CEL text → typed expression. What comes out cannot fail when it is evaluated; it can only be
//! *absent*, when it mentions a field or context value that is not there.
//!
//! # Absence
//! A rule fails only where `when` is true and `require` is false; absent is neither. `&&`, `||`, `all` and
//! `exists` follow CEL: `false && absent` is false, `true || absent` is true, otherwise absent wins.
//! Every other operator and function with an absent operand is absent. `has(x)` is never absent.
//! `SUBSET.md` has the whole table.

mod call;
mod check;
mod compare;
mod expr;
mod facts;
mod fault;
mod parse;
mod scope;
mod unique;

pub use expr::{Compare, Expr, ExprKind, Function, Literal, Macro, Ty};
pub use fault::Fault;
pub use parse::Conditions;
pub use scope::{Scope, World};
pub use unique::{Steps, steps};

/// A condition that has a type, and what it mentions.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The expression, of type boolean.
    pub expr: Expr,
    /// The indices of the fields of `this` that it mentions.
    pub mentions: Vec<usize>,
    /// The context values that it mentions.
    pub context: Vec<String>,
    /// The formats that it asks for.
    pub formats: Vec<String>,
}

/// Parses a condition and gives it a type.
///
/// # Errors
/// Everything that is wrong with it; of what is not CEL the first mistake alone.
pub fn condition(text: &str, world: &World<'_>, scope: Scope) -> Result<Checked, Vec<Fault>> {
    let parsed;
    let parsed = match world.conditions.get(text) {
        Some(known) => known.as_ref().map_err(|fault| vec![fault.clone()])?,
        None => {
            parsed = parse::parse(text).map_err(|fault| vec![fault])?;
            &parsed
        }
    };
    let mut checker = check::Checker::new(world, parsed, scope);
    match checker.boolean(&parsed.root) {
        Some(expr) if checker.faults.is_empty() => Ok(Checked {
            expr,
            mentions: checker.mentions,
            context: checker.context,
            formats: checker.formats,
        }),
        _ => Err(checker.faults),
    }
}

/// A scope in which what the condition asks for is there.
#[must_use]
pub fn given(scope: Scope, condition: &Expr) -> Scope {
    let mut scope = scope;
    scope.known.extend(facts::facts(condition, Some(true)));
    scope
}
