//! Comparisons and membership.

use super::{Code, Hold, Lower, Lowered, Unprintable, constant};
use crate::rules::{Compare, Expr, ExprKind, Function, Literal, Ty};
use std::cell::RefCell;
use std::collections::BTreeSet;

impl Lower<'_> {
    pub(super) fn compare(&self, compare: Compare, left: &Expr, right: &Expr, wanted: bool) -> Lowered {
        let compare = if wanted { compare } else { opposite(compare) };
        if let (ExprKind::Literal(Literal::Boolean(value)), Compare::Equal | Compare::NotEqual) =
            (&right.kind, compare)
        {
            return self.condition(left, *value == (compare == Compare::Equal));
        }
        let exact = left.ty == Ty::Decimal || right.ty == Ty::Decimal;
        let (left_text, mut asked) = self.operand(left, exact)?;
        let (right_text, more) = self.operand(right, exact)?;
        asked.extend(more);
        // What is absent equals nothing.
        if compare == Compare::Equal && matches!(right.kind, ExprKind::Literal(_)) && left.ty == Ty::Text {
            return Ok(Code::compare(format!("{} == {right_text}", self.value(left)?.text)));
        }
        if let Some(empty) = self.emptiness(compare, left, right)? {
            return Ok(empty);
        }
        asked.push(Code::compare(format!("{left_text} {} {right_text}", sign(compare))));
        Ok(Code::join(Hold::And, asked))
    }

    /// `size(list) == 0` as Python asks it.
    fn emptiness(&self, compare: Compare, left: &Expr, right: &Expr) -> Result<Option<Code>, Unprintable> {
        let (ExprKind::Call(Function::Size, arguments), ExprKind::Literal(Literal::Integer(bound))) =
            (&left.kind, &right.kind)
        else {
            return Ok(None);
        };
        let [list] = arguments.as_slice() else { return Ok(None) };
        if list.may_be_absent {
            return Ok(None);
        }
        let list = self.value(list)?.text;
        Ok(match (compare, bound) {
            (Compare::Equal | Compare::LessOrEqual, 0) | (Compare::Less, 1) => {
                Some(Code::compare(format!("not {list}")))
            }
            (Compare::NotEqual | Compare::Greater, 0) | (Compare::GreaterOrEqual, 1) => {
                Some(Code::compare(format!("len({list}) > 0")))
            }
            _ => None,
        })
    }

    /// A side of a comparison: doubles beside doubles, decimals beside decimals.
    fn operand(&self, expr: &Expr, exact: bool) -> Result<(String, Vec<Code>), Unprintable> {
        if exact && expr.ty != Ty::Decimal {
            if let ExprKind::Literal(literal) = &expr.kind {
                return Ok((decimal(literal, &self.calls), Vec::new()));
            }
            self.calls.borrow_mut().insert("decimal");
            let (text, asked) = self.present(expr)?;
            return Ok((format!("decimal({text})"), asked));
        }
        let (text, asked) = self.present(expr)?;
        let read = !matches!(expr.kind, ExprKind::Literal(_));
        Ok(if expr.ty == Ty::Number && read { (format!("float({text})"), asked) } else { (text, asked) })
    }

    pub(super) fn within(&self, item: &Expr, list: &Expr, wanted: bool) -> Lowered {
        let sign = if wanted { "in" } else { "not in" };
        let ExprKind::ListLiteral(literals) = &list.kind else {
            let (item_text, mut asked) = self.operand(item, false)?;
            let (list_text, more) = self.present(list)?;
            asked.extend(more);
            asked.push(Code::compare(format!("{item_text} {sign} {list_text}")));
            return Ok(Code::join(Hold::And, asked));
        };
        let constants: Vec<String> = literals.iter().map(constant).collect();
        if constants.is_empty() {
            return Err(Unprintable("an empty list to the right of `in`"));
        }
        let (item_text, mut asked) = self.operand(item, false)?;
        if wanted && item.ty == Ty::Text {
            asked.clear();
        }
        let item_text = if asked.is_empty() { self.operand_text(item)? } else { item_text };
        let comma = if constants.len() == 1 { "," } else { "" };
        asked.push(Code::compare(format!("{item_text} {sign} ({}{comma})", constants.join(", "))));
        Ok(Code::join(Hold::And, asked))
    }

    fn operand_text(&self, expr: &Expr) -> Result<String, Unprintable> {
        let text = self.value(expr)?.text;
        Ok(if expr.ty == Ty::Number { format!("float({text})") } else { text })
    }
}

fn sign(compare: Compare) -> &'static str {
    match compare {
        Compare::Equal => "==",
        Compare::NotEqual => "!=",
        Compare::Less => "<",
        Compare::LessOrEqual => "<=",
        Compare::Greater => ">",
        Compare::GreaterOrEqual => ">=",
    }
}

fn opposite(compare: Compare) -> Compare {
    match compare {
        Compare::Equal => Compare::NotEqual,
        Compare::NotEqual => Compare::Equal,
        Compare::Less => Compare::GreaterOrEqual,
        Compare::LessOrEqual => Compare::Greater,
        Compare::Greater => Compare::LessOrEqual,
        Compare::GreaterOrEqual => Compare::Less,
    }
}

fn decimal(value: &Literal, calls: &RefCell<BTreeSet<&'static str>>) -> String {
    match value {
        Literal::Number(number) => {
            calls.borrow_mut().insert("Decimal");
            format!("Decimal(\"{number:?}\")")
        }
        Literal::Boolean(_) | Literal::Integer(_) | Literal::Text(_) => constant(value),
    }
}
