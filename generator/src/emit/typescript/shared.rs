//! Rules that say the same of several types → one function each, which takes the values that the rule compares.

use super::{
    doc::{self, Block, comment},
    index::{Imports, Index},
    layout::{Code, when},
    lower::{Lower, both},
    names::{Names, literal, upper},
};
use crate::{
    api::{Api, Rule, RuleBody, Shape},
    rules::{Expr, ExprKind, Ty},
};
use heck::ToUpperCamelCase;

/// In how many places a rule has to stand before it is worth a function.
const ENOUGH: usize = 3;

/// How a shared rule calls the values that it compares.
const VALUES: [&str; 4] = ["a", "b", "d", "e"];

/// A rule without the names of the fields that it compares.
#[derive(Clone, Debug, PartialEq)]
struct Template {
    code: String,
    message: String,
    when: Option<Expr>,
    require: Expr,
    /// The types of the values.
    values: Vec<Ty>,
}

/// The shared rules of an API, with the names of their functions.
#[derive(Default)]
pub struct Shared {
    rules: Vec<(Template, String)>,
}

impl Shared {
    /// Finds the rules that stand in several places.
    pub fn find(api: &Api) -> Shared {
        let mut found: Vec<(Template, usize)> = Vec::new();
        for ty in &api.types {
            let Shape::Object { rules, .. } = &ty.shape else { continue };
            for (template, _) in rules.iter().filter_map(template) {
                match found.iter_mut().find(|(known, _)| *known == template) {
                    Some((_, count)) => *count += 1,
                    None => found.push((template, 1)),
                }
            }
        }
        let mut taken = Names::default();
        let enough = found.into_iter().filter(|(_, count)| *count >= ENOUGH);
        let rules = enough.map(|(rule, _)| {
            let name = taken.take(format!("rule{}", upper(&rule.code.to_upper_camel_case())));
            (rule, name)
        });
        Shared { rules: rules.collect() }
    }

    /// The call of the function that a type's rule has in common with others: its name, and the fields.
    pub fn call(&self, rule: &Rule) -> Option<(&str, Vec<String>)> {
        let (template, fields) = template(rule)?;
        let (_, name) = self.rules.iter().find(|(known, _)| *known == template)?;
        Some((name, fields))
    }

    /// Prints `rules.ts`.
    pub fn print(&self, index: &Index<'_>) -> String {
        let mut imports = Imports::root(index);
        let mut body = String::new();
        for (rule, name) in &self.rules {
            let mut lower = Lower { imports: &mut imports };
            let applies = rule.when.as_ref().map(|applies| lower.is_true(applies));
            let (Ok(broken), Ok(applies)) = (lower.is_false(&rule.require), applies.transpose()) else {
                continue;
            };
            let condition = applies.map_or(broken.clone(), |applies| both(applies, broken));
            imports.runtime("fail", "checker");
            let words = [literal(&rule.code), literal(&rule.message), "path".to_owned()].map(Code::Word);
            let parameters: Vec<String> = VALUES
                .iter()
                .zip(&rule.values)
                .map(|(value, ty)| {
                    format!("{value}: {} | null | undefined", printed(ty).unwrap_or("unknown"))
                })
                .chain(["path: string".to_owned()])
                .collect();
            let docs = format!("{}: {}", doc::code(&rule.code), doc::sentence(&rule.message));
            body.push_str(&format!(
                "\n{}{}{}}}\n",
                comment(&[Block::Text(docs)], 0),
                super::layout::function(name, &parameters, "void"),
                when(&condition, &Code::call("fail", words), 2)
            ));
        }
        if body.is_empty() { "export {};\n".to_owned() } else { imports.print() + &body }
    }
}

/// A type's rule without its names, and the names.
fn template(rule: &Rule) -> Option<(Template, Vec<String>)> {
    let RuleBody::Require { when, require, .. } = &rule.body else { return None };
    let mut values = Vec::new();
    let when = match when {
        Some(applies) => Some(abstracted(&applies.expr, &mut values)?),
        None => None,
    };
    let require = abstracted(&require.expr, &mut values)?;
    let (fields, values): (Vec<String>, Vec<Ty>) = values.into_iter().unzip();
    if fields.is_empty() || fields.len() > VALUES.len() {
        return None;
    }
    let (code, message) = (rule.code.clone(), rule.message.clone());
    Some((Template { code, message, when, require, values }, fields))
}

/// An expression with a variable for each field of the type; `None` where there is more to it.
fn abstracted(expr: &Expr, values: &mut Vec<(String, Ty)>) -> Option<Expr> {
    let mut of = |expr: &Expr| abstracted(expr, values).map(Box::new);
    let kind = match &expr.kind {
        ExprKind::Field { of, name, optional } if matches!(of.kind, ExprKind::This) => {
            printed(&expr.ty)?;
            let at = values.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                values.push((name.clone(), expr.ty.clone()));
                values.len() - 1
            });
            // As if it were optional in every type: where it is not, it is there.
            let may_be_absent = expr.may_be_absent || !optional;
            let kind = ExprKind::Variable((*VALUES.get(at)?).to_owned());
            return Some(Expr { kind, ty: expr.ty.clone(), may_be_absent });
        }
        ExprKind::Literal(_) | ExprKind::ListLiteral(_) => expr.kind.clone(),
        ExprKind::Has(inner) => ExprKind::Has(of(inner)?),
        ExprKind::Not(inner) => ExprKind::Not(of(inner)?),
        ExprKind::And(left, right) => ExprKind::And(of(left)?, of(right)?),
        ExprKind::Or(left, right) => ExprKind::Or(of(left)?, of(right)?),
        ExprKind::Compare(compare, left, right) => ExprKind::Compare(*compare, of(left)?, of(right)?),
        ExprKind::Call(function, arguments) => {
            let arguments: Option<Vec<Expr>> =
                arguments.iter().map(|argument| abstracted(argument, values)).collect();
            ExprKind::Call(function.clone(), arguments?)
        }
        _ => return None,
    };
    let may_be_absent = match &kind {
        ExprKind::Call(_, arguments) => arguments.iter().any(|argument| argument.may_be_absent),
        // Of a condition nobody asks that.
        _ => false,
    };
    Some(Expr { kind, ty: expr.ty.clone(), may_be_absent })
}

/// The type of a value that a shared rule takes.
fn printed(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::Boolean => Some("boolean"),
        Ty::Integer | Ty::Number => Some("number"),
        Ty::Text | Ty::Date => Some("string"),
        Ty::Decimal | Ty::Object(_) | Ty::List(_) | Ty::Map => None,
    }
}
