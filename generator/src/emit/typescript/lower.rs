//! A typed rule expression → TypeScript.
//!
//! A condition has three truth values, and a rule asks of each whether it is true or whether it is false. So both
//! questions are printed, as plain JavaScript: nothing at run time has to know of the third value.
//! Absent is `undefined` or `null`.

use super::{
    index::Imports,
    layout::Code,
    names::{literal, property, variable},
};
use crate::rules::{Compare, Expr, ExprKind, Function, Literal, Macro, Ty};

/// An expression for which there is no TypeScript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable(pub &'static str);

type Lowered<T> = Result<T, Unprintable>;

/// Prints expressions, and takes note of what they need imported.
pub struct Lower<'i, 'a> {
    pub imports: &'i mut Imports<'a>,
}

impl Lower<'_, '_> {
    /// What is true if and only if the condition is.
    pub fn is_true(&mut self, expr: &Expr) -> Lowered<Code> {
        self.asks(expr, true)
    }

    /// What is true if and only if the condition is false.
    pub fn is_false(&mut self, expr: &Expr) -> Lowered<Code> {
        self.asks(expr, false)
    }

    fn asks(&mut self, expr: &Expr, wanted: bool) -> Lowered<Code> {
        match &expr.kind {
            ExprKind::Not(of) => self.asks(of, !wanted),
            ExprKind::And(left, right) => Ok(chain(
                if wanted { "&&" } else { "||" },
                [self.asks(left, wanted)?, self.asks(right, wanted)?],
            )),
            ExprKind::Or(left, right) => Ok(chain(
                if wanted { "||" } else { "&&" },
                [self.asks(left, wanted)?, self.asks(right, wanted)?],
            )),
            ExprKind::Literal(Literal::Boolean(value)) => Ok(Code::word((*value == wanted).to_string())),
            ExprKind::Has(of) => self.has(of, wanted),
            ExprKind::Compare(compare, left, right) => self.compare(*compare, left, right, wanted),
            ExprKind::In(item, list) => self.within(item, list, wanted),
            ExprKind::Macro {
                which: which @ (Macro::All | Macro::Exists | Macro::ExistsOne),
                list,
                item,
                body,
            } => self.quantifier(*which, list, item, body, wanted),
            ExprKind::Call(Function::IsAscii | Function::IsBlank | Function::HasFormat(_), arguments) => {
                let test = Code::word(format!("{}{}", sign(wanted), self.value(expr)?));
                self.where_present(arguments, test)
            }
            ExprKind::This | ExprKind::Variable(_) | ExprKind::Field { .. } | ExprKind::Context(_) => {
                let value = self.value(expr)?;
                Ok(Code::word(if expr.may_be_absent {
                    format!("{value} === {wanted}")
                } else {
                    format!("{}{value}", sign(wanted))
                }))
            }
            ExprKind::Literal(_) | ExprKind::ListLiteral(_) | ExprKind::Call(..) | ExprKind::Macro { .. } => {
                Err(Unprintable("a condition that is neither true nor false"))
            }
        }
    }

    /// A test, preceded by the presence of what it needs.
    fn where_present<'e>(&mut self, needed: impl IntoIterator<Item = &'e Expr>, test: Code) -> Lowered<Code> {
        let mut parts = Vec::new();
        for expr in needed.into_iter().filter(|expr| expr.may_be_absent) {
            parts.push(self.presence(expr)?);
        }
        parts.push(test);
        Ok(chain("&&", parts))
    }

    /// Whether a value that may be absent is there.
    fn presence(&mut self, expr: &Expr) -> Lowered<Code> {
        match &expr.kind {
            ExprKind::Call(_, arguments) => {
                let parts: Lowered<Vec<Code>> =
                    arguments.iter().filter(|one| one.may_be_absent).map(|one| self.presence(one)).collect();
                Ok(chain("&&", parts?))
            }
            ExprKind::Macro { which: Macro::Filter | Macro::Map, list, .. } => self.presence(list),
            _ => Ok(Code::word(format!("{} != null", self.value(expr)?))),
        }
    }

    fn has(&mut self, of: &Expr, wanted: bool) -> Lowered<Code> {
        let operator = if wanted { "!=" } else { "==" };
        match &of.kind {
            ExprKind::Context(_) | ExprKind::Variable(_) => {
                Ok(Code::word(format!("{} {operator} null", self.value(of)?)))
            }
            ExprKind::Field { of: object, .. } => {
                let test = Code::word(format!("{} {operator} null", self.value(of)?));
                if wanted { Ok(test) } else { self.where_present([&**object], test) }
            }
            _ => Err(Unprintable("`has` of what is no field and no context value")),
        }
    }

    fn compare(&mut self, compare: Compare, left: &Expr, right: &Expr, wanted: bool) -> Lowered<Code> {
        let operator = match (compare, wanted) {
            (Compare::Equal, true) | (Compare::NotEqual, false) => "===",
            (Compare::NotEqual, true) | (Compare::Equal, false) => "!==",
            (Compare::Less, true) | (Compare::GreaterOrEqual, false) => "<",
            (Compare::LessOrEqual, true) | (Compare::Greater, false) => "<=",
            (Compare::Greater, true) | (Compare::LessOrEqual, false) => ">",
            (Compare::GreaterOrEqual, true) | (Compare::Less, false) => ">=",
        };
        if left.ty == Ty::Decimal {
            return self.compare_sum(operator, left, right);
        }
        if right.ty == Ty::Decimal {
            return Err(Unprintable("a sum to the right of a comparison"));
        }
        let test = Code::word(format!("{} {operator} {}", self.value(left)?, self.value(right)?));
        let constant = matches!(right.kind, ExprKind::Literal(_));
        match operator {
            // What is absent equals no constant, and nothing that is there.
            "===" if constant || !right.may_be_absent => Ok(test),
            "===" => self.where_present([left], test),
            _ => self.where_present([left, right], test),
        }
    }

    fn compare_sum(&mut self, operator: &str, left: &Expr, right: &Expr) -> Lowered<Code> {
        let ExprKind::Call(Function::Sum, arguments) = &left.kind else {
            return Err(Unprintable("a decimal that is no sum"));
        };
        let numbers = match arguments.as_slice() {
            [list] if matches!(list.ty, Ty::List(_)) => self.value(list)?,
            numbers => {
                let numbers: Lowered<Vec<String>> = numbers.iter().map(|number| self.value(number)).collect();
                format!("[{}]", numbers?.join(", "))
            }
        };
        self.imports.runtime("sumOrder", "rules");
        let bound = self.value(right)?;
        let test = Code::word(format!("sumOrder({numbers}, {bound}) {operator} 0"));
        self.where_present(arguments.iter().chain([right]), test)
    }

    fn within(&mut self, item: &Expr, list: &Expr, wanted: bool) -> Lowered<Code> {
        let value = self.value(item)?;
        let ExprKind::ListLiteral(literals) = &list.kind else {
            let test = Code::word(format!("{}{}.includes({value})", sign(wanted), self.value(list)?));
            return self.where_present([list, item], test);
        };
        let operator = if wanted { "===" } else { "!==" };
        let tests: Vec<Code> =
            literals.iter().map(|one| Code::word(format!("{value} {operator} {}", constant(one)))).collect();
        if tests.is_empty() {
            return Err(Unprintable("an empty list to the right of `in`"));
        }
        if wanted { Ok(chain("||", tests)) } else { self.where_present([item], chain("&&", tests)) }
    }

    fn quantifier(
        &mut self,
        which: Macro,
        list: &Expr,
        item: &str,
        body: &Expr,
        wanted: bool,
    ) -> Lowered<Code> {
        let items = self.value(list)?;
        let name = variable(item);
        let test = match which {
            Macro::ExistsOne => {
                let body = self.is_true(body)?.flat();
                let operator = if wanted { "===" } else { "!==" };
                format!("{items}.filter(({name}) => {body}).length {operator} 1")
            }
            Macro::All | Macro::Exists => {
                // Whether one settles it, or every one has to be asked.
                let method = if (which == Macro::Exists) == wanted { "some" } else { "every" };
                format!("{items}.{method}(({name}) => {})", self.asks(body, wanted)?.flat())
            }
            Macro::Filter | Macro::Map => return Err(Unprintable("a list as a condition")),
        };
        self.where_present([list], Code::word(test))
    }

    /// The value; where the expression is absent, `undefined` or `null`.
    fn value(&mut self, expr: &Expr) -> Lowered<String> {
        Ok(match &expr.kind {
            ExprKind::Literal(literal) => constant(literal),
            ExprKind::This => "t".to_owned(),
            ExprKind::Variable(name) => variable(name),
            ExprKind::Field { of, name, .. } => {
                let object = self.value(of)?;
                let printed = property(&object, name, of.may_be_absent);
                if printed.starts_with("own(") {
                    self.imports.runtime("own", "rules");
                }
                printed
            }
            ExprKind::Context(name) if name == "today" => {
                self.imports.runtime("today", "checker");
                "today()".to_owned()
            }
            ExprKind::Context(name) => {
                self.imports.runtime("context", "checker");
                property("context()", name, false)
            }
            ExprKind::Call(function, arguments) => self.call(function, arguments)?,
            ExprKind::Macro { which, list, item, body } => {
                let items = self.value(list)?;
                let name = variable(item);
                match which {
                    Macro::Filter => format!("{items}.filter(({name}) => {})", self.is_true(body)?.flat()),
                    Macro::Map => format!("{items}.map(({name}) => {})", self.value(body)?),
                    Macro::All | Macro::Exists | Macro::ExistsOne => {
                        return Err(Unprintable("a condition as a value"));
                    }
                }
            }
            ExprKind::ListLiteral(_) => {
                return Err(Unprintable("a list of constants that is not to the right of `in`"));
            }
            ExprKind::Has(_)
            | ExprKind::Not(_)
            | ExprKind::And(..)
            | ExprKind::Or(..)
            | ExprKind::Compare(..)
            | ExprKind::In(..) => return Err(Unprintable("a condition as a value")),
        })
    }

    fn call(&mut self, function: &Function, arguments: &[Expr]) -> Lowered<String> {
        let values: Lowered<Vec<String>> = arguments.iter().map(|argument| self.value(argument)).collect();
        let values = values?.join(", ");
        let mut named = |name: &str| {
            self.imports.runtime(name, "rules");
            Ok(format!("{name}({values})"))
        };
        match (function, arguments) {
            (Function::Size, [one]) => match one.ty {
                Ty::Text => named("codePoints"),
                Ty::Map => named("entries"),
                _ => Ok(format!("{values}.length")),
            },
            (Function::IsAscii, [_]) => named("isAscii"),
            (Function::IsBlank, [_]) => named("isBlank"),
            (Function::YearsBetween, [_, _]) => named("yearsBetween"),
            (Function::HasFormat(format), [_]) => {
                let name =
                    self.imports.index.format(format).ok_or(Unprintable("a format that there is not"))?;
                let name = format!("is{name}");
                self.imports.formats.insert(name.clone());
                Ok(format!("{name}({values})"))
            }
            (Function::Sum, _) => Err(Unprintable("a sum that is not compared")),
            _ => Err(Unprintable("a function with more or fewer arguments than it has")),
        }
    }
}

fn sign(wanted: bool) -> &'static str {
    if wanted { "" } else { "!" }
}

/// Operands side by side: those of a chain with the same operator are its own.
fn chain(operator: &'static str, parts: impl IntoIterator<Item = Code>) -> Code {
    let mut operands = Vec::new();
    for part in parts {
        match part {
            Code::Chain(inner, list) if inner == operator => operands.extend(list),
            other => operands.push(other),
        }
    }
    match <[Code; 1]>::try_from(operands) {
        Ok([only]) => only,
        Err(operands) => Code::Chain(operator, operands),
    }
}

/// Two conditions that must both hold.
pub fn both(left: Code, right: Code) -> Code {
    chain("&&", [left, right])
}

/// A constant.
pub fn constant(value: &Literal) -> String {
    match value {
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(value) => number(*value),
        Literal::Text(text) => literal(text),
    }
}

/// A number as JavaScript prints it, nearly enough for the formatter to leave it.
pub fn number(value: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { format!("{value:.0}") } else { format!("{value:?}") }
}
