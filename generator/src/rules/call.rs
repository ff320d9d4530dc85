use super::{
    Expr, ExprKind, Fault, Function, Literal, Macro, Ty,
    check::{Checker, Typed, describe},
    facts,
};
use crate::report::{Code, quoted};
use cel::common::ast::{CallExpr, Expr as Cel, IdedExpr};

/// What can be called: as a function, and on a list.
const FUNCTIONS: [&str; 7] = ["has", "size", "is_ascii", "is_blank", "has_format", "sum", "years_between"];
const MACROS: [(&str, Macro); 5] = [
    ("all", Macro::All),
    ("exists", Macro::Exists),
    ("exists_one", Macro::ExistsOne),
    ("filter", Macro::Filter),
    ("map", Macro::Map),
];

impl Checker<'_> {
    pub(super) fn function(&mut self, node: &IdedExpr, call: &CallExpr) -> Option<Typed> {
        let words = self.parsed.word(node);
        let name = call.func_name.as_str();
        let which = MACROS.iter().find(|(known, _)| *known == name).map(|(_, which)| *which);
        let known = FUNCTIONS.contains(&name);
        match (&call.target, call.args.as_slice(), which) {
            (Some(target), [item, body], Some(which)) => self.over_items(node, which, target, item, body),
            (_, _, Some(_)) => {
                self.subset(words, &format!("`{name}` takes a list, a name and an expression"), &usage(name))
            }
            (Some(target), [], None) if name == "size" => self.size(target),
            (Some(_), _, None) if known => self.subset(
                words,
                &format!("`{name}` is not called on a value"),
                &format!("write `{}`", usage(name)),
            ),
            (None, args, None) if known => self.known_function(node, name, args),
            (target, ..) => {
                let names = FUNCTIONS.into_iter().chain(MACROS.map(|(name, _)| name));
                let listed = if target.is_some() {
                    String::from("on a list there are `all`, `exists`, `exists_one`, `filter` and `map`")
                } else {
                    format!("there are {}", FUNCTIONS.map(quoted).join(", "))
                };
                let fault =
                    Fault::new(Code::UnknownName, words, format!("unknown function {}", quoted(name)));
                self.fault(fault.meant(name, names, listed))
            }
        }
    }

    fn known_function(&mut self, node: &IdedExpr, name: &str, args: &[IdedExpr]) -> Option<Typed> {
        match (name, args) {
            ("has", [of]) => self.has(node, of),
            ("size", [of]) => self.size(of),
            ("is_ascii", [of]) => {
                let text = self.argument(of, &Ty::Text)?;
                Some(called(Function::IsAscii, vec![text], Ty::Boolean))
            }
            ("is_blank", [of]) => {
                let text = self.argument(of, &Ty::Text)?;
                Some(called(Function::IsBlank, vec![text], Ty::Boolean))
            }
            ("has_format", [of, format]) => self.has_format(of, format),
            ("sum", [of]) => self.sum(of),
            ("years_between", [from, to]) => {
                let (from, to) = (self.argument(from, &Ty::Date), self.argument(to, &Ty::Date));
                Some(called(Function::YearsBetween, vec![from?, to?], Ty::Integer))
            }
            _ => {
                let words = self.parsed.word(node);
                let message = format!("`{name}` does not take {} arguments", args.len());
                self.subset(words, &message, &format!("write `{}`", usage(name)))
            }
        }
    }

    fn argument(&mut self, node: &IdedExpr, expected: &Ty) -> Option<Expr> {
        let typed = self.check(node)?;
        if typed.expr.ty == *expected && typed.values.is_none() {
            return Some(typed.expr);
        }
        let what = describe(&typed.expr.ty, typed.values, self.world);
        let message = format!("expected {}, found {what}", describe(expected, None, self.world));
        self.fault(Fault::new(Code::RuleType, self.parsed.extent(node), message))
    }

    fn has(&mut self, node: &IdedExpr, of: &IdedExpr) -> Option<Typed> {
        if !matches!(of.expr, Cel::Select(_)) {
            let words = self.parsed.extent(of);
            return self.subset(words, "`has` asks for a field or a context value", "write `has(this.x)`");
        }
        let inner = self.check(of)?;
        let (asked, absent) = match &inner.expr.kind {
            ExprKind::Field { of, optional, .. } => (*optional, of.may_be_absent),
            ExprKind::Context(name) => {
                (self.world.context.get(name).is_some_and(|(_, always)| !always), false)
            }
            _ => (false, false),
        };
        if !asked {
            let words = self.parsed.extent(node);
            let name = self.parsed.text.get(self.parsed.extent(of)).unwrap_or_default();
            let fault = Fault::new(Code::RuleAbsent, words, format!("{} is required", quoted(name)));
            return self.fault(fault.label("always true").remedy("leave the question out"));
        }
        Some(Typed::new(ExprKind::Has(Box::new(inner.expr)), Ty::Boolean, absent))
    }

    fn size(&mut self, of: &IdedExpr) -> Option<Typed> {
        let typed = self.check(of)?;
        if matches!(typed.expr.ty, Ty::List(_) | Ty::Map)
            || (typed.expr.ty == Ty::Text && typed.values.is_none())
        {
            return Some(called(Function::Size, vec![typed.expr], Ty::Integer));
        }
        let what = describe(&typed.expr.ty, typed.values, self.world);
        let fault = Fault::new(Code::RuleType, self.parsed.extent(of), format!("{what} has no size"));
        self.fault(fault.label("expected a list, a map or a text"))
    }

    fn has_format(&mut self, of: &IdedExpr, format: &IdedExpr) -> Option<Typed> {
        let text = self.argument(of, &Ty::Text);
        let words = self.parsed.extent(format);
        let name = match self.check(format)?.expr.kind {
            ExprKind::Literal(Literal::Text(name)) => name,
            _ => {
                return self.subset(
                    words,
                    "a format is named by a text",
                    "write `has_format(this.x, \"email\")`",
                );
            }
        };
        if !self.world.formats.contains(&name) {
            let mut names: Vec<&str> = self.world.formats.iter().map(String::as_str).collect();
            names.sort_unstable();
            let fault = Fault::new(Code::UnknownFormat, words, format!("unknown format {}", quoted(&name)));
            return self.fault(fault.meant(&name, names, String::from("`formats.yaml` names them")));
        }
        self.formats.push(name.clone());
        Some(called(Function::HasFormat(name), vec![text?], Ty::Boolean))
    }

    fn sum(&mut self, of: &IdedExpr) -> Option<Typed> {
        let Cel::List(list) = &of.expr else {
            let typed = self.check(of)?;
            let Ty::List(item) = &typed.expr.ty else {
                return self.not_summed(of, &typed);
            };
            if !matches!(**item, Ty::Integer | Ty::Number) {
                return self.not_summed(of, &typed);
            }
            return Some(called(Function::Sum, vec![typed.expr], Ty::Decimal));
        };
        if list.elements.is_empty() || !list.optional_indices.is_empty() {
            return self.subset(
                self.parsed.extent(of),
                "nothing to sum",
                "name what is summed, `sum([this.a, this.b])`",
            );
        }
        let mut parts = Vec::new();
        for element in &list.elements {
            let typed = self.check(element)?;
            if !matches!(typed.expr.ty, Ty::Integer | Ty::Number) {
                return self.not_summed(element, &typed);
            }
            parts.push(typed.expr);
        }
        Some(called(Function::Sum, parts, Ty::Decimal))
    }

    fn not_summed<T>(&mut self, node: &IdedExpr, typed: &Typed) -> Option<T> {
        let what = match &typed.expr.ty {
            Ty::List(item) => format!("a list, each {}", describe(item, typed.values, self.world)),
            other => describe(other, typed.values, self.world),
        };
        let fault =
            Fault::new(Code::RuleType, self.parsed.extent(node), format!("`sum` does not take {what}"));
        self.fault(fault.label("expected integers or numbers"))
    }

    fn over_items(
        &mut self,
        node: &IdedExpr,
        which: Macro,
        target: &IdedExpr,
        item: &IdedExpr,
        body: &IdedExpr,
    ) -> Option<Typed> {
        let list = self.check(target);
        let name = self.item_name(item)?;
        let list = list?;
        let Ty::List(of) = list.expr.ty.clone() else {
            let what = describe(&list.expr.ty, list.values, self.world);
            let message = format!("`{}` goes through a list, not through {what}", which_name(which));
            return self.fault(Fault::new(Code::RuleType, self.parsed.word(node), message));
        };
        let known = self.scope.known.len();
        self.scope.known.extend(facts::of_items(&list.expr).into_iter().map(|path| {
            let mut full = vec![name.clone()];
            full.extend(path);
            full
        }));
        self.scope.items.push((name.clone(), (*of).clone(), list.values));
        let typed = if which == Macro::Map {
            self.check(body)
        } else {
            self.boolean(body).map(|expr| Typed { expr, values: None })
        };
        self.scope.items.pop();
        self.scope.known.truncate(known);
        let typed = typed?;
        self.settled(which, &typed.expr, body)?;
        let (ty, values) = match which {
            Macro::All | Macro::Exists | Macro::ExistsOne => (Ty::Boolean, None),
            Macro::Filter => (list.expr.ty.clone(), list.values),
            Macro::Map => (Ty::List(Box::new(typed.expr.ty.clone())), typed.values),
        };
        let absent = list.expr.may_be_absent || typed.expr.may_be_absent;
        let (list, body) = (Box::new(list.expr), Box::new(typed.expr));
        let kind = ExprKind::Macro { which, list, item: name, body };
        Some(Typed { values, ..Typed::new(kind, ty, absent) })
    }

    /// What `filter`, `map` and `exists_one` ask of an item has an answer for each item.
    fn settled(&mut self, which: Macro, body: &Expr, at: &IdedExpr) -> Option<()> {
        let name = which_name(which);
        if which == Macro::Map && matches!(body.ty, Ty::List(_) | Ty::Map | Ty::Decimal) {
            let message = "`map` takes texts, numbers, booleans, dates or objects from its items";
            return self.fault(Fault::new(Code::RuleType, self.parsed.extent(at), message));
        }
        if !matches!(which, Macro::Filter | Macro::Map | Macro::ExistsOne) || !body.may_be_absent {
            return Some(());
        }
        let message = format!("what `{name}` asks of an item may be absent");
        let fault = Fault::new(Code::RuleAbsent, self.parsed.extent(at), message);
        self.fault(fault.remedy(match which {
            Macro::Map => {
                "leave the items without it out before: `.filter(item, has(item.x)).map(item, item.x)`"
            }
            _ => "ask for it first: `has(item.x) && …`",
        }))
    }

    fn item_name(&mut self, node: &IdedExpr) -> Option<String> {
        let words = self.parsed.extent(node);
        let Cel::Ident(name) = &node.expr else {
            return self.subset(words, "an item is named by a name", "write `.exists(item, …)`");
        };
        self.free_name(name, words)
    }

    /// A name for an item: printed as it is, so that it has to be plain, and no name twice.
    pub(super) fn free_name(&mut self, name: &str, words: std::ops::Range<usize>) -> Option<String> {
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain || ["this", "context", "self", "cx"].contains(&name) {
            let message = format!("{} cannot name an item", quoted(name));
            return self
                .fault(Fault::new(Code::BadName, words, message).remedy("use a word of small letters"));
        }
        if self.scope.items.iter().any(|(item, ..)| item == name) {
            let message = format!("{} already names another item", quoted(name));
            return self.fault(Fault::new(Code::BadName, words, message));
        }
        Some(name.to_owned())
    }
}

fn which_name(which: Macro) -> &'static str {
    MACROS.iter().find(|(_, known)| *known == which).map_or("", |(name, _)| name)
}

fn called(function: Function, args: Vec<Expr>, ty: Ty) -> Typed {
    let absent = args.iter().any(|arg| arg.may_be_absent);
    Typed::new(ExprKind::Call(function, args), ty, absent)
}

fn usage(name: &str) -> String {
    match name {
        "has" => String::from("has(this.x)"),
        "has_format" => String::from("has_format(this.x, \"email\")"),
        "sum" => String::from("sum(this.list.map(item, item.x))"),
        "years_between" => String::from("years_between(this.from, this.to)"),
        "size" => String::from("size(this.list)"),
        name if MACROS.iter().any(|(known, _)| *known == name) => {
            format!("write `this.list.{name}(item, …)`")
        }
        name => format!("{name}(this.x)"),
    }
}
