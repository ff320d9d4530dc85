//! A typed rule expression → Python. `None` is absent; a condition is printed as what it asks for, that it is
//! true or that it is false, and a condition that is absent is neither.

mod code;
mod compare;

pub use code::{Code, Hold};

use super::text::literal;
use crate::rules::{Compare, Expr, ExprKind, Function, Literal, Macro, Ty};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// An expression for which there is no Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable(pub &'static str);

/// What a name of the rule is in the function that it stands in.
pub trait Scope {
    /// The text of a field of the value that the rule stands with.
    fn own(&self, name: &str) -> Option<String>;
    /// The text of a format's test of a text.
    fn format(&self, name: &str, text: &str, holds: bool) -> Option<String>;
    /// The attribute of a context value.
    fn context(&self, name: &str) -> String;
    /// The variable of an item.
    fn variable(&self, name: &str) -> String;
}

type Lowered = Result<Code, Unprintable>;

/// Prints the conditions of one function.
pub struct Lower<'a> {
    scope: &'a dyn Scope,
    bound: Cell<usize>,
    depth: Cell<usize>,
    /// Sums that stand before the condition that mentions them: name and text.
    hoisted: RefCell<Vec<(String, String)>>,
    /// The names of what the printed code calls.
    pub calls: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Lower<'a> {
    pub fn new(scope: &'a dyn Scope) -> Self {
        Lower {
            scope,
            bound: Cell::new(0),
            depth: Cell::new(0),
            hoisted: RefCell::default(),
            calls: RefCell::default(),
        }
    }

    /// What must be computed before the conditions printed since the last call: names and texts.
    pub fn take_hoisted(&self) -> Vec<(String, String)> {
        self.hoisted.take()
    }

    /// Prints what is inside of a loop.
    fn inside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.depth.set(self.depth.get() + 1);
        let printed = print();
        self.depth.set(self.depth.get() - 1);
        printed
    }

    /// Where the condition is true, or where it is false.
    pub fn condition(&self, expr: &Expr, wanted: bool) -> Lowered {
        let join = |and: bool, left, right| {
            let hold = if and == wanted { Hold::And } else { Hold::Or };
            Ok(Code::join(hold, vec![self.condition(left, wanted)?, self.condition(right, wanted)?]))
        };
        match &expr.kind {
            ExprKind::And(left, right) => join(true, left, right),
            ExprKind::Or(left, right) => join(false, left, right),
            ExprKind::Not(of) => self.condition(of, !wanted),
            ExprKind::Literal(Literal::Boolean(value)) => {
                Ok(Code::tight(if *value == wanted { "True" } else { "False" }))
            }
            ExprKind::Has(of) => self.has(of, wanted),
            ExprKind::Compare(compare, left, right) => self.compare(*compare, left, right, wanted),
            ExprKind::In(item, list) => self.within(item, list, wanted),
            ExprKind::Call(function, arguments) => self.ask(function, arguments, wanted),
            ExprKind::Macro { which, list, item, body } => self.over(*which, list, item, body, wanted),
            _ => {
                let value = self.value(expr)?;
                Ok(Code::compare(format!("{} is {}", value.text, if wanted { "True" } else { "False" })))
            }
        }
    }

    /// The value, or `None` where it may be absent.
    pub fn value(&self, expr: &Expr) -> Lowered {
        match &expr.kind {
            ExprKind::Literal(literal) => Ok(Code::tight(constant(literal))),
            ExprKind::This => Ok(Code::tight("d")),
            ExprKind::Variable(name) => Ok(Code::tight(self.scope.variable(name))),
            ExprKind::Field { of, name, optional } => self.field(of, name, *optional && expr.may_be_absent),
            ExprKind::Context(name) if name == "today" => Ok(Code::tight("c.today")),
            ExprKind::Context(name) => {
                let value = format!("c.context.{}", self.scope.context(name));
                if expr.ty != Ty::Date {
                    return Ok(Code::tight(value));
                }
                Ok(Code::tight(format!("(None if {value} is None else {value}.isoformat())")))
            }
            ExprKind::Call(function, arguments) => self.call(function, arguments),
            ExprKind::Macro { which: Macro::Filter, list, item, body } => {
                let condition = self.inside(|| self.condition(body, true))?;
                let item = self.scope.variable(item);
                self.listed(list, |list| format!("[{item} for {item} in {list} if {}]", condition.text))
            }
            ExprKind::Macro { which: Macro::Map, list, item, body } => self.map(list, item, body),
            ExprKind::ListLiteral(_) => {
                Err(Unprintable("a list of constants that is not to the right of `in`"))
            }
            _ => self.truth(expr),
        }
    }

    /// A condition as a value: `True`, `False` or `None`.
    fn truth(&self, expr: &Expr) -> Lowered {
        let holds = self.condition(expr, true)?;
        if !expr.may_be_absent {
            return Ok(Code::tight(format!("({})", holds.text)));
        }
        let fails = self.condition(expr, false)?;
        Ok(Code::tight(format!("(True if {} else False if {} else None)", holds.text, fails.text)))
    }

    /// A map, in one loop with the filter before it where both name the item alike.
    fn map(&self, list: &Expr, item: &str, body: &Expr) -> Lowered {
        let value = self.inside(|| self.value(body))?.text;
        let variable = self.scope.variable(item);
        if let ExprKind::Macro { which: Macro::Filter, list, item: filtered, body } = &list.kind
            && filtered == item
        {
            let condition = self.inside(|| self.condition(body, true))?.text;
            return self.listed(list, |list| format!("[{value} for {variable} in {list} if {condition}]"));
        }
        self.listed(list, |list| format!("[{value} for {variable} in {list}]"))
    }

    fn field(&self, of: &Expr, name: &str, optional: bool) -> Lowered {
        if of.kind == ExprKind::This
            && let Some(own) = self.scope.own(name)
        {
            return Ok(Code::tight(own));
        }
        let key = literal(name);
        let read = |object: &str| {
            if optional { format!("{object}.get({key})") } else { format!("{object}[{key}]") }
        };
        if !of.may_be_absent {
            return Ok(Code::tight(read(&self.value(of)?.text)));
        }
        let (object, test) = self.bind(of)?;
        Ok(Code::tight(format!("(None if {test} is None else {})", read(&object))))
    }

    /// A name for a value, and the text that gives it the name: to be looked at first.
    fn bind(&self, expr: &Expr) -> Result<(String, String), Unprintable> {
        let value = self.value(expr)?.text;
        if value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.') {
            return Ok((value.clone(), value));
        }
        let number = self.bound.get() + 1;
        self.bound.set(number);
        let name = format!("t__{number}");
        Ok((name.clone(), format!("({name} := {value})")))
    }

    /// A value that is there, and what must be asked before it is used.
    fn present(&self, expr: &Expr) -> Result<(String, Vec<Code>), Unprintable> {
        if !expr.may_be_absent {
            return Ok((self.value(expr)?.text, Vec::new()));
        }
        if let ExprKind::Call(function, arguments) = &expr.kind
            && expr.ty != Ty::Boolean
        {
            return self.called(function, arguments);
        }
        let (name, test) = self.bind(expr)?;
        Ok((name, vec![Code::compare(format!("{test} is not None"))]))
    }

    fn has(&self, of: &Expr, wanted: bool) -> Lowered {
        let sign = if wanted { "is not None" } else { "is None" };
        match &of.kind {
            ExprKind::Field { of: object, optional, .. } if object.may_be_absent => {
                let (name, mut asked) = self.present(object)?;
                if *optional {
                    let ExprKind::Field { name: key, .. } = &of.kind else { return self.has(object, wanted) };
                    asked.push(Code::compare(format!("{name}.get({}) {sign}", literal(key))));
                } else {
                    asked.push(Code::tight(if wanted { "True" } else { "False" }));
                }
                Ok(Code::join(Hold::And, asked))
            }
            ExprKind::Field { optional: false, .. } => Ok(Code::tight(if wanted { "True" } else { "False" })),
            ExprKind::Field { .. } | ExprKind::Context(_) => {
                Ok(Code::compare(format!("{} {sign}", self.value(of)?.text)))
            }
            _ => Err(Unprintable("`has` of what is no field and no context value")),
        }
    }

    fn ask(&self, function: &Function, arguments: &[Expr], wanted: bool) -> Lowered {
        let [argument] = arguments else {
            return Err(Unprintable("a function with more or fewer arguments than it has"));
        };
        let (text, mut asked) = self.present(argument)?;
        let not = if wanted { "" } else { "not " };
        let call = match function {
            Function::IsAscii => format!("{not}{text}.isascii()"),
            Function::IsBlank => {
                self.calls.borrow_mut().insert("is_blank");
                format!("{not}is_blank({text})")
            }
            Function::HasFormat(name) => self
                .scope
                .format(name, &text, wanted)
                .ok_or(Unprintable("a format that the model does not have"))?,
            Function::Size | Function::Sum | Function::YearsBetween => {
                return Err(Unprintable("a condition that is none"));
            }
        };
        asked.push(if call.contains(' ') { Code::compare(call) } else { Code::tight(call) });
        Ok(Code::join(Hold::And, asked))
    }

    fn call(&self, function: &Function, arguments: &[Expr]) -> Lowered {
        let (call, asked) = self.called(function, arguments)?;
        if !asked.is_empty() {
            return Ok(Code::tight(format!("({call} if {} else None)", Code::join(Hold::And, asked).text)));
        }
        let apart = self.depth.get() == 0 && arguments.iter().all(stands_apart);
        if *function != Function::Sum || !apart {
            return Ok(Code::tight(call));
        }
        let mut hoisted = self.hoisted.borrow_mut();
        if let Some((name, _)) = hoisted.iter().find(|(_, text)| *text == call) {
            return Ok(Code::tight(name.clone()));
        }
        let number = self.bound.get() + 1;
        self.bound.set(number);
        let name = format!("total__{number}");
        hoisted.push((name.clone(), call));
        Ok(Code::tight(name))
    }

    /// A call, and what must be asked before it.
    fn called(&self, function: &Function, arguments: &[Expr]) -> Result<(String, Vec<Code>), Unprintable> {
        let mut texts = Vec::new();
        let mut asked = Vec::new();
        for argument in arguments {
            let (text, tests) = self.present(argument)?;
            texts.push(text);
            asked.extend(tests);
        }
        let joined = texts.join(", ");
        let call = match function {
            Function::Size => format!("len({joined})"),
            Function::Sum => {
                self.calls.borrow_mut().insert("total");
                match arguments {
                    [list] if matches!(list.ty, Ty::List(_)) => {
                        // A list made for the sum alone need not be one.
                        let inner = joined.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
                        format!("total({})", inner.unwrap_or(&joined))
                    }
                    [_] => format!("total(({joined},))"),
                    _ => format!("total(({joined}))"),
                }
            }
            Function::YearsBetween => {
                self.calls.borrow_mut().insert("years");
                format!("years({joined})")
            }
            Function::IsAscii | Function::IsBlank | Function::HasFormat(_) => {
                return Err(Unprintable("a value that is a condition"));
            }
        };
        Ok((call, asked))
    }

    /// A list made of a list.
    fn listed(&self, list: &Expr, print: impl Fn(&str) -> String) -> Lowered {
        let (name, asked) = self.iterable(list)?;
        let made = print(&name);
        if asked.is_empty() {
            return Ok(Code::tight(made));
        }
        Ok(Code::tight(format!("({made} if {} else None)", Code::join(Hold::And, asked).text)))
    }

    /// A list for a comprehension to go through: Python allows no `:=` in its place.
    fn iterable(&self, list: &Expr) -> Result<(String, Vec<Code>), Unprintable> {
        let plain = self.value(list)?.text;
        if !list.may_be_absent && !plain.contains(":=") {
            return Ok((plain, Vec::new()));
        }
        let (name, test) = self.bind(list)?;
        Ok((name, vec![Code::compare(format!("{test} is not None"))]))
    }

    fn over(&self, which: Macro, list: &Expr, item: &str, body: &Expr, wanted: bool) -> Lowered {
        let (name, mut asked) = self.iterable(list)?;
        if let Some((constant, is_in)) = contains(which, item, body) {
            let sign = if is_in == wanted { "in" } else { "not in" };
            asked.push(Code::compare(format!("{constant} {sign} {name}")));
            return Ok(Code::join(Hold::And, asked));
        }
        let item = self.scope.variable(item);
        let each = |wanted: bool| self.inside(|| self.condition(body, wanted));
        let (function, body) = match (which, wanted) {
            (Macro::All, true) | (Macro::Exists, false) => ("all", each(wanted)?),
            (Macro::All, false) | (Macro::Exists, true) => ("any", each(wanted)?),
            (Macro::ExistsOne, _) => {
                let sign = if wanted { "==" } else { "!=" };
                let body = each(true)?.text;
                asked.push(Code::compare(format!("sum(1 for {item} in {name} if {body}) {sign} 1")));
                return Ok(Code::join(Hold::And, asked));
            }
            (Macro::Filter | Macro::Map, _) => return Err(Unprintable("a condition that is a list")),
        };
        asked.push(Code::tight(format!("{function}({} for {item} in {name})", body.text)));
        Ok(Code::join(Hold::And, asked))
    }
}

/// `list.exists(r, r == 'ubo')` and `list.all(r, r != 'ubo')`: the text, and whether it has to be in the list.
fn contains(which: Macro, item: &str, body: &Expr) -> Option<(String, bool)> {
    let ExprKind::Compare(compare, left, right) = &body.kind else { return None };
    let ExprKind::Literal(Literal::Text(text)) = &right.kind else { return None };
    let is_item = matches!(&left.kind, ExprKind::Variable(name) if name == item);
    match (which, compare) {
        (Macro::Exists, Compare::Equal) if is_item => Some((literal(text), true)),
        (Macro::All, Compare::NotEqual) if is_item => Some((literal(text), false)),
        _ => None,
    }
}

/// Whether a value can be computed before what is asked of it: nothing in it is there only because of that.
fn stands_apart(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Field { of, optional, .. } => (!optional || expr.may_be_absent) && stands_apart(of),
        ExprKind::Macro { list, .. } => stands_apart(list),
        ExprKind::Call(_, arguments) => arguments.iter().all(stands_apart),
        ExprKind::Literal(_) | ExprKind::This | ExprKind::Variable(_) => true,
        _ => false,
    }
}

fn constant(value: &Literal) -> String {
    match value {
        Literal::Boolean(value) => if *value { "True" } else { "False" }.to_owned(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(value) => format!("{value:?}"),
        Literal::Text(text) => literal(text),
    }
}
