//! Rules: CEL text → typed expression. What comes out cannot fail when it is evaluated; it can only be
//! *absent*, when it mentions a field or context value that is not there.
//!
//! # Absence
//! A rule fails only where `when` is true and `require` is false; absent is neither. `&&`, `||`, `all` and
//! `exists` follow CEL: `false && absent` is false, `true || absent` is true, otherwise absent wins.
//! Every other operator and function with an absent operand is absent. `has(x)` is never absent.

mod expr;

pub use expr::{Compare, Expr, ExprKind, Function, Literal, Macro, Ty};
