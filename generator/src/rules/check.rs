use super::{
    Expr, ExprKind, Fault, Literal, Ty,
    facts::{self, Path},
    parse::Parsed,
    scope::{Scope, World, scalar},
};
use crate::api::TypeId;
use crate::report::{Code, quoted};
use cel::common::ast::{CallExpr, Expr as Cel, IdedExpr, LiteralValue, SelectExpr};
use std::ops::Range;

/// Expressions nested deeper than this are refused: whatever walks them may recurse.
const MAX_DEPTH: usize = 48;

/// Integers are within ±(2^53 − 1), as in payloads.
const MAX_INTEGER: i64 = (1 << 53) - 1;

/// Types one condition, and collects what it mentions.
pub struct Checker<'a> {
    pub(super) world: &'a World<'a>,
    pub(super) parsed: &'a Parsed<'a>,
    pub(super) scope: Scope,
    depth: usize,
    /// The mistakes.
    pub faults: Vec<Fault>,
    /// The fields of `this`, by index.
    pub mentions: Vec<usize>,
    /// The context values.
    pub context: Vec<String>,
    /// The formats.
    pub formats: Vec<String>,
}

/// An expression, and the enum that its text, or the texts of its list, are values of.
#[derive(Clone, Debug)]
pub struct Typed {
    pub expr: Expr,
    pub values: Option<TypeId>,
}

impl Typed {
    pub(super) fn new(kind: ExprKind, ty: Ty, may_be_absent: bool) -> Self {
        Typed { expr: Expr { kind, ty, may_be_absent }, values: None }
    }
}

impl<'a> Checker<'a> {
    pub fn new(world: &'a World<'a>, parsed: &'a Parsed<'a>, scope: Scope) -> Self {
        Checker {
            world,
            parsed,
            scope,
            depth: 0,
            faults: Vec::new(),
            mentions: Vec::new(),
            context: Vec::new(),
            formats: Vec::new(),
        }
    }

    /// Keeps a mistake. What it stands in has no type then, and is not complained about again.
    pub(super) fn fault<T>(&mut self, fault: Fault) -> Option<T> {
        self.faults.push(fault);
        None
    }

    /// The type of an expression, unless it has mistakes.
    pub fn check(&mut self, node: &IdedExpr) -> Option<Typed> {
        if self.depth == MAX_DEPTH {
            let fault =
                Fault::new(Code::TooLarge, self.parsed.word(node), "the condition is nested too deeply");
            return self.fault(fault.remedy("make several rules of it"));
        }
        self.depth += 1;
        let typed = self.node(node);
        self.depth -= 1;
        typed
    }

    fn node(&mut self, node: &IdedExpr) -> Option<Typed> {
        match &node.expr {
            Cel::Literal(_) => {
                let (literal, ty) = self.literal(node)?;
                Some(Typed::new(ExprKind::Literal(literal), ty, false))
            }
            Cel::Ident(name) => self.name(node, name),
            Cel::Select(select) => self.select(node, select),
            Cel::Call(call) => self.call(node, call),
            Cel::List(_) => {
                let fault =
                    Fault::new(Code::RuleSubset, self.parsed.extent(node), "a list does not fit here");
                self.fault(fault.remedy("lists in brackets stand to the right of `in`, and in `sum([…])`"))
            }
            Cel::Map(_) | Cel::Struct(_) => {
                self.subset(self.parsed.extent(node), "conditions build no objects", "")
            }
            Cel::Comprehension(_) | Cel::Unspecified => {
                self.subset(self.parsed.extent(node), "this does not fit here", "")
            }
        }
    }

    pub(super) fn subset<T>(&mut self, words: Range<usize>, message: &str, remedy: &str) -> Option<T> {
        let fault = Fault::new(Code::RuleSubset, words, message);
        self.fault(if remedy.is_empty() { fault } else { fault.remedy(remedy) })
    }

    /// A constant and its type.
    pub(super) fn literal(&mut self, node: &IdedExpr) -> Option<(Literal, Ty)> {
        let words = self.parsed.token(node);
        let Cel::Literal(value) = &node.expr else {
            return self.subset(
                words,
                "a list in brackets holds constants only",
                "compare with `==` and `||`",
            );
        };
        match value {
            LiteralValue::Boolean(value) => Some((Literal::Boolean(*value.inner()), Ty::Boolean)),
            LiteralValue::String(value) => Some((Literal::Text(value.inner().to_owned()), Ty::Text)),
            LiteralValue::Int(value) if value.inner().unsigned_abs() <= MAX_INTEGER.unsigned_abs() => {
                Some((Literal::Integer(*value.inner()), Ty::Integer))
            }
            LiteralValue::Int(_) => {
                let fault = Fault::new(Code::RuleType, words, "the number is out of range");
                self.fault(fault.remedy("integers are within ±(2^53 − 1)"))
            }
            LiteralValue::Double(value) if value.inner().is_finite() => {
                Some((Literal::Number(*value.inner()), Ty::Number))
            }
            LiteralValue::Double(_) => {
                self.fault(Fault::new(Code::RuleType, words, "the number is out of range"))
            }
            LiteralValue::Null => {
                self.subset(words, "nothing is `null` in a condition", "ask `has(…)` or `!has(…)`")
            }
            LiteralValue::UInt(_) | LiteralValue::Bytes(_) => {
                self.subset(words, "constants are texts, numbers, `true` and `false`", "")
            }
        }
    }

    fn name(&mut self, node: &IdedExpr, name: &str) -> Option<Typed> {
        let words = self.parsed.token(node);
        if let Some((_, ty, values)) = self.scope.items.iter().find(|(item, ..)| item == name) {
            let values = *values;
            let typed = Typed::new(ExprKind::Variable(name.to_owned()), ty.clone(), false);
            return Some(Typed { values, ..typed });
        }
        if let (Some(this), "this") = (self.scope.this, name) {
            return Some(Typed::new(ExprKind::This, Ty::Object(this), false));
        }
        if name == "context" {
            return self.subset(
                words,
                "`context` stands for no value",
                "name one of its values, `context.…`",
            );
        }
        let fault = Fault::new(Code::UnknownName, words, format!("unknown name {}", quoted(name)));
        let is_field = self.scope.this.is_some_and(|this| self.world.field(this, name).is_some());
        if is_field {
            return self.fault(fault.remedy(format!("write `this.{name}`")));
        }
        let roots = self.scope.this.map(|_| "this").into_iter().chain(["context"]);
        let names: Vec<&str> = roots.chain(self.scope.items.iter().map(|(item, ..)| item.as_str())).collect();
        let listed: Vec<String> = names.iter().copied().map(quoted).collect();
        let fault = fault.meant(name, names, format!("known here: {}", listed.join(", ")));
        self.fault(fault)
    }

    fn select(&mut self, node: &IdedExpr, select: &SelectExpr) -> Option<Typed> {
        let name = select.field.as_str();
        if matches!(&select.operand.expr, Cel::Ident(root) if root == "context") {
            return self.context_value(node, name);
        }
        let of = self.check(&select.operand)?;
        let words = self.parsed.word(node);
        let Ty::Object(id) = of.expr.ty else {
            let what = describe(&of.expr.ty, of.values, self.world);
            let fault = Fault::new(Code::RuleType, words, format!("{what} has no field {}", quoted(name)));
            return self.fault(match of.expr.ty {
                Ty::List(_) => fault.remedy("go through its items: `.exists(item, …)`, `.all(item, …)`"),
                _ => fault,
            });
        };
        let Some((index, field)) = self.world.field(id, name) else {
            let message = format!("{} has no field {}", quoted(self.world.name_of(id)), quoted(name));
            let names = self.world.fields_of(id).iter().map(|field| field.name.as_str());
            let fault = Fault::new(Code::UnknownField, words, message).label("unknown field");
            return self.fault(fault.meant(name, names, String::new()));
        };
        if of.expr.kind == ExprKind::This {
            self.mentions.push(index);
        }
        let Some((ty, values)) = self.world.ty(&field.ty) else {
            if self.world.is_unknown(id, &field.ty) {
                return None;
            }
            let message = format!("{} is any JSON value, which conditions cannot look at", quoted(name));
            return self.fault(Fault::new(Code::RuleType, words, message));
        };
        let optional = !field.required;
        let parent_absent = of.expr.may_be_absent;
        let kind = ExprKind::Field { of: Box::new(of.expr), name: name.to_owned(), optional };
        let mut typed = Typed::new(kind, ty, parent_absent || optional);
        if typed.expr.may_be_absent && self.is_known(&typed.expr) {
            typed.expr.may_be_absent = false;
        }
        Some(Typed { values, ..typed })
    }

    fn is_known(&self, expr: &Expr) -> bool {
        facts::path(expr).is_some_and(|path: Path| facts::is_known(&self.scope.known, &path))
    }

    fn context_value(&mut self, node: &IdedExpr, name: &str) -> Option<Typed> {
        let Some((kind, always)) = self.world.context.get(name) else {
            let words = self.parsed.word(node);
            let mut names: Vec<&str> = self.world.context.keys().map(String::as_str).collect();
            names.sort_unstable();
            let fault =
                Fault::new(Code::UnknownContext, words, format!("unknown context value {}", quoted(name)));
            return self.fault(fault.meant(name, names, String::from("`context.yaml` names them")));
        };
        self.context.push(name.to_owned());
        let mut typed = Typed::new(ExprKind::Context(name.to_owned()), scalar(*kind)?, !always);
        typed.expr.may_be_absent = typed.expr.may_be_absent && !self.is_known(&typed.expr);
        Some(typed)
    }

    /// An operand that has to be true or false.
    pub fn boolean(&mut self, node: &IdedExpr) -> Option<Expr> {
        let typed = self.check(node)?;
        if typed.expr.ty == Ty::Boolean {
            return Some(typed.expr);
        }
        let what = describe(&typed.expr.ty, typed.values, self.world);
        let fault =
            Fault::new(Code::RuleType, self.parsed.extent(node), format!("{what} is not true or false"));
        self.fault(fault.label("expected a condition"))
    }

    fn call(&mut self, node: &IdedExpr, call: &CallExpr) -> Option<Typed> {
        match (call.func_name.as_str(), call.args.as_slice()) {
            ("_&&_", [a, b]) => self.connective(a, b, true),
            ("_||_", [a, b]) => self.connective(a, b, false),
            ("!_", [a]) => {
                let inner = self.boolean(a)?;
                let absent = inner.may_be_absent;
                Some(Typed::new(ExprKind::Not(Box::new(inner)), Ty::Boolean, absent))
            }
            ("@in", [a, b]) => self.within(node, a, b),
            ("_+_" | "_-_" | "_*_" | "_/_" | "_%_" | "-_", _) => {
                let remedy = "there are `sum(…)`, `size(…)` and `years_between(…)`";
                self.subset(self.parsed.token(node), "conditions do not calculate", remedy)
            }
            ("_?_:_", _) => {
                self.subset(self.parsed.token(node), "conditions have no `? :`", "write `a && b || !a && c`")
            }
            ("_[_]" | "_[?_]" | "_?._", _) => {
                let remedy = "go through the items: `.exists(item, …)`, `.all(item, …)`";
                self.subset(self.parsed.token(node), "conditions have no indexes", remedy)
            }
            (operator, [a, b]) if operator.starts_with('_') => self.compare(node, operator, a, b),
            _ => self.function(node, call),
        }
    }

    /// `&&` and `||`. The right side knows what the left one says, where the left one always says something.
    fn connective(&mut self, a: &IdedExpr, b: &IdedExpr, and: bool) -> Option<Typed> {
        let left = self.boolean(a);
        let known = self.scope.known.len();
        if let Some(left) = left.as_ref().filter(|left| !left.may_be_absent) {
            self.scope.known.extend(facts::facts(left, Some(and)));
        }
        let right = self.boolean(b);
        self.scope.known.truncate(known);
        let (left, right) = (left?, right?);
        let absent = left.may_be_absent || right.may_be_absent;
        let sides = (Box::new(left), Box::new(right));
        let kind = if and { ExprKind::And(sides.0, sides.1) } else { ExprKind::Or(sides.0, sides.1) };
        Some(Typed::new(kind, Ty::Boolean, absent))
    }
}

/// A type in the words of a message.
pub(super) fn describe(ty: &Ty, values: Option<TypeId>, world: &World<'_>) -> String {
    match (ty, values) {
        (Ty::Text, Some(id)) => format!("a `{}`", world.name_of(id)),
        (Ty::Text, None) => String::from("a text"),
        (Ty::Boolean, _) => String::from("a boolean"),
        (Ty::Integer, _) => String::from("an integer"),
        (Ty::Number, _) => String::from("a number"),
        (Ty::Decimal, _) => String::from("a sum"),
        (Ty::Date, _) => String::from("a date"),
        (Ty::Object(id), _) => format!("a `{}`", world.name_of(*id)),
        (Ty::List(_), _) => String::from("a list"),
        (Ty::Map, _) => String::from("a map"),
    }
}
