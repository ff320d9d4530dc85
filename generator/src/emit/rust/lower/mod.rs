//! A typed rule expression → Rust, in the words of `fin_payload::rule`.
//!
//! The text stands in a body that returns `Option<bool>`: a `?` on an absent value ends it.

mod compare;
#[cfg(test)]
#[allow(clippy::panic)]
mod tests;

use super::names;
use crate::rules::{Compare, Expr, ExprKind, Function, Literal, Macro, Ty};

/// How fields are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// In the SDK's own types: `self.address.country`.
    Fields,
    /// In a struct that is bound to the model: `self.address`, and below it `.__fin_country()`.
    Methods,
}

/// An expression for which there is no Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable(pub &'static str);

/// How tightly a text holds together, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    Or,
    And,
    Compare,
    Cast,
    Unary,
    Tight,
}

/// A piece of Rust.
struct Code {
    text: String,
    hold: Hold,
    /// Whether it is an `Option` of the value instead of the value.
    optional: bool,
    /// Whether a `?` in it may end the body that it stands in.
    leaves: bool,
}

impl Code {
    fn tight(text: String, leaves: bool) -> Self {
        Code { text, hold: Hold::Tight, optional: false, leaves }
    }

    fn option(text: String, leaves: bool) -> Self {
        Code { text, hold: Hold::Tight, optional: true, leaves }
    }

    /// The value itself.
    fn value(self) -> Self {
        if self.optional { Code::tight(format!("{}?", self.text), true) } else { self }
    }

    /// The value as an operand of something that holds so tightly.
    fn operand(self, hold: Hold) -> (String, bool) {
        let code = self.value();
        let text = if code.hold < hold { format!("({})", code.text) } else { code.text };
        (text, code.leaves)
    }

    /// An `Option` of the value, as the last expression of a body of its own.
    fn body(self) -> String {
        if self.optional { self.text } else { format!("Some({})", self.text) }
    }

    /// An `Option` of the value that ends nothing around it.
    fn contained(self) -> String {
        if self.leaves { format!("(|| {})()", self.body()) } else { self.body() }
    }
}

/// The condition of a rule.
pub fn condition(expr: &Expr, access: Access) -> Result<String, Unprintable> {
    Ok(Lower(access).code(expr)?.value().text)
}

struct Lower(Access);

type Lowered = Result<Code, Unprintable>;

impl Lower {
    fn code(&self, expr: &Expr) -> Lowered {
        match &expr.kind {
            ExprKind::Literal(literal) => Ok(Code::tight(constant(literal), false)),
            ExprKind::This => Ok(Code::tight("self".to_owned(), false)),
            ExprKind::Variable(name) => Ok(read(&expr.ty, names::variable(name), false)),
            ExprKind::Field { of, name, optional } => self.field(&expr.ty, of, name, *optional),
            ExprKind::Context(name) => context(name, &expr.ty),
            ExprKind::Has(of) => self.has(of),
            ExprKind::Not(of) => self.not(of),
            ExprKind::And(left, right) => self.both("&&", "and", Hold::And, left, right),
            ExprKind::Or(left, right) => self.both("||", "or", Hold::Or, left, right),
            ExprKind::Compare(compare, left, right) => self.compare(*compare, left, right),
            ExprKind::In(item, list) => self.within(item, list),
            ExprKind::ListLiteral(_) => {
                Err(Unprintable("a list of constants that is not to the right of `in`"))
            }
            ExprKind::Call(function, arguments) => self.call(function, arguments),
            ExprKind::Macro { which, list, item, body } => self.run(*which, list, item, body),
        }
    }

    /// Where a field stands, as a place (`self.country`) and as a reference to it.
    fn place(&self, of: &Expr, name: &str) -> Result<(String, String, bool), Unprintable> {
        let object = self.code(of)?.value();
        let own = of.kind == ExprKind::This;
        Ok(if self.0 == Access::Fields || own {
            let place = format!("{}.{}", object.text, names::ident(name));
            (place.clone(), format!("&{place}"), object.leaves)
        } else {
            let call = format!("{}.__fin_{}()", object.text, names::ident(name).trim_start_matches("r#"));
            (call.clone(), call, object.leaves)
        })
    }

    fn field(&self, ty: &Ty, of: &Expr, name: &str, optional: bool) -> Lowered {
        let (place, reference, leaves) = self.place(of, name)?;
        Ok(match (ty, optional) {
            (Ty::Object(_), false) => Code::tight(place, leaves),
            (Ty::Object(_), true) => Code::option(format!("object({reference})"), leaves),
            (Ty::Map, false) => Code::tight(place, leaves),
            (Ty::Map, true) => Code::option(format!("{place}.as_ref()"), leaves),
            _ => read(ty, reference, leaves),
        })
    }

    fn has(&self, of: &Expr) -> Lowered {
        match &of.kind {
            ExprKind::Context(name) => Ok(Code::tight(format!("cx.has({name:?})"), false)),
            ExprKind::Field { of, name, optional: true } => {
                let (_, reference, leaves) = self.place(of, name)?;
                Ok(Code::tight(format!("has({reference})"), leaves))
            }
            ExprKind::Field { of, optional: false, .. } if of.may_be_absent => {
                let object = self.code(of)?;
                Ok(Code::option(format!("{}.map(|_| true)", object.text), object.leaves))
            }
            ExprKind::Field { optional: false, .. } => Ok(Code::tight("true".to_owned(), false)),
            _ => Err(Unprintable("`has` of what is no field and no context value")),
        }
    }

    fn not(&self, of: &Expr) -> Lowered {
        let turned = match &of.kind {
            ExprKind::Compare(Compare::Equal, left, right) => Some((Compare::NotEqual, left, right)),
            ExprKind::Compare(Compare::NotEqual, left, right) => Some((Compare::Equal, left, right)),
            _ => None,
        };
        match turned {
            Some((compare, left, right)) => self.compare(compare, left, right),
            None => Ok(negate(self.code(of)?)),
        }
    }

    /// CEL's `false && absent` is false and Rust's `?` is not: the plain operator only where the left side
    /// is always there.
    fn both(&self, operator: &str, function: &str, hold: Hold, left: &Expr, right: &Expr) -> Lowered {
        let (may_be_absent, left, right) = (left.may_be_absent, self.code(left)?, self.code(right)?);
        if may_be_absent {
            return Ok(Code::option(format!("{function}({}, || {})", left.contained(), right.body()), false));
        }
        let (left, leaves_left) = left.operand(hold);
        let (right, leaves_right) = right.operand(hold);
        Ok(Code {
            text: format!("{left} {operator} {right}"),
            hold,
            optional: false,
            leaves: leaves_left || leaves_right,
        })
    }

    /// A value as one of that type: whole numbers become doubles beside doubles.
    fn as_type(&self, expr: &Expr, ty: &Ty) -> Lowered {
        if !(*ty == Ty::Number && expr.ty == Ty::Integer) {
            return self.code(expr);
        }
        match &expr.kind {
            ExprKind::Literal(Literal::Integer(integer)) => {
                Ok(Code::tight(constant(&Literal::Number(*integer as f64)), false))
            }
            ExprKind::Field { of, name, .. } => {
                let (_, reference, leaves) = self.place(of, name)?;
                Ok(read(ty, reference, leaves))
            }
            ExprKind::Variable(name) => Ok(read(ty, names::variable(name), false)),
            ExprKind::Context(name) => context(name, ty),
            _ => {
                let (value, leaves) = self.code(expr)?.operand(Hold::Unary);
                Ok(Code { text: format!("{value} as f64"), hold: Hold::Cast, optional: false, leaves })
            }
        }
    }

    fn call(&self, function: &Function, arguments: &[Expr]) -> Lowered {
        let one = |hold| match arguments {
            [argument] => Ok(self.code(argument)?.operand(hold)),
            _ => Err(Unprintable("a function with more or fewer arguments than it has")),
        };
        let named = |name: &str| {
            let (argument, leaves) = one(Hold::Or)?;
            Ok(Code::tight(format!("{name}({argument})"), leaves))
        };
        match function {
            Function::Size if arguments.iter().any(|argument| argument.ty == Ty::Text) => {
                named("size_of_text")
            }
            Function::Size => {
                let (list, leaves) = one(Hold::Tight)?;
                Ok(Code { text: format!("{list}.len() as i64"), hold: Hold::Cast, optional: false, leaves })
            }
            Function::IsAscii => named("is_ascii"),
            Function::IsBlank => named("is_blank"),
            Function::HasFormat(format) => named(&format!("formats::{}", names::ident(format))),
            Function::Sum => self.sum(arguments),
            Function::YearsBetween => {
                let (text, leaves) = self.arguments(arguments, |expr| self.code(expr))?;
                Ok(Code::tight(format!("years_between({text})"), leaves))
            }
        }
    }

    fn arguments(
        &self,
        list: &[Expr],
        code: impl Fn(&Expr) -> Lowered,
    ) -> Result<(String, bool), Unprintable> {
        let mut texts = Vec::new();
        let mut leaves = false;
        for expr in list {
            let (text, leaving) = code(expr)?.operand(Hold::Or);
            texts.push(text);
            leaves |= leaving;
        }
        Ok((texts.join(", "), leaves))
    }

    fn sum(&self, arguments: &[Expr]) -> Lowered {
        if let [list] = arguments
            && let Ty::List(_) = list.ty
        {
            let (text, leaves) = self.code(list)?.operand(Hold::Tight);
            let owned = matches!(list.kind, ExprKind::Macro { which: Macro::Map, .. });
            let copied = if owned { "" } else { ".iter().copied()" };
            return Ok(Code::tight(format!("sum({text}{copied})"), leaves));
        }
        let ty = arguments.iter().fold(Ty::Integer, |ty, argument| common(&ty, &argument.ty));
        let (list, leaves) = self.arguments(arguments, |expr| self.as_type(expr, &ty))?;
        Ok(Code::tight(format!("sum([{list}])"), leaves))
    }

    /// A list for a macro to go through, item by reference.
    fn list(&self, list: &Expr) -> Result<(String, bool), Unprintable> {
        let (text, leaves) = self.code(list)?.operand(Hold::Unary);
        let owned = matches!(list.kind, ExprKind::Macro { which: Macro::Map, .. });
        Ok(if owned { (format!("&{text}"), leaves) } else { (text, leaves) })
    }

    fn run(&self, which: Macro, list: &Expr, item: &str, body: &Expr) -> Lowered {
        let (list, leaves) = self.list(list)?;
        let item = names::variable(item);
        let body = match (&body.ty, &body.kind) {
            // An object is lent, not moved.
            (Ty::Object(_), ExprKind::Field { of, name, optional: false }) if which == Macro::Map => {
                format!("Some({})", self.place(of, name)?.1)
            }
            _ => self.code(body)?.body(),
        };
        let text = |name: &str| format!("{name}({list}, |{item}| {body})");
        Ok(match which {
            Macro::All => Code::option(text("all"), leaves),
            Macro::Exists => Code::option(text("exists"), leaves),
            Macro::ExistsOne => Code::option(text("exists_one"), leaves),
            Macro::Filter => Code::tight(text("filter"), leaves),
            Macro::Map => Code::tight(text("map"), leaves),
        })
    }
}

/// A value of that type behind a reference.
fn read(ty: &Ty, reference: String, leaves: bool) -> Code {
    let function = match ty {
        Ty::Boolean => "flag",
        Ty::Integer => "integer",
        Ty::Number => "number",
        Ty::Text => "text",
        Ty::Date => "date",
        Ty::List(_) => "items",
        Ty::Object(_) | Ty::Map | Ty::Decimal => return Code::tight(reference, leaves),
    };
    Code::option(format!("{function}({reference})"), leaves)
}

fn context(name: &str, ty: &Ty) -> Lowered {
    let function = match ty {
        Ty::Date if name == "today" => return Ok(Code::option("cx.today()".to_owned(), false)),
        Ty::Date => "date",
        Ty::Boolean => "flag",
        Ty::Integer => "integer",
        Ty::Number => "number",
        Ty::Text => "text",
        Ty::Decimal | Ty::Object(_) | Ty::List(_) | Ty::Map => {
            return Err(Unprintable("a context value that is no scalar"));
        }
    };
    Ok(Code::option(format!("cx.{function}({name:?})"), false))
}

fn negate(code: Code) -> Code {
    let (text, leaves) = code.operand(Hold::Unary);
    Code { text: format!("!{text}"), hold: Hold::Unary, optional: false, leaves }
}

fn common(left: &Ty, right: &Ty) -> Ty {
    if *left != *right && (*left == Ty::Number || *right == Ty::Number) { Ty::Number } else { left.clone() }
}

fn constant(literal: &Literal) -> String {
    match literal {
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(value) => format!("{value:?}"),
        Literal::Text(text) => format!("{text:?}"),
    }
}
