//! Comparisons and membership.

use super::{Code, Hold, Lower, Lowered, Unprintable, common, constant, negate, read};
use crate::rules::{Compare, Expr, ExprKind, Function, Literal, Ty};

impl Lower {
    pub(super) fn compare(&self, compare: Compare, left: &Expr, right: &Expr) -> Lowered {
        // What is written on the right reads, and compiles, on one side only: constants, and what a sum is
        // compared with.
        let constant = |expr: &Expr| matches!(expr.kind, ExprKind::Literal(_));
        if (constant(left) && !constant(right)) || (right.ty == Ty::Decimal && left.ty != Ty::Decimal) {
            return self.compare(flipped(compare), right, left);
        }
        if let ExprKind::Literal(literal) = &right.kind
            && let Some(short) = self.compare_constant(compare, left, literal)?
        {
            return Ok(short);
        }
        if right.ty == Ty::Decimal {
            return Err(Unprintable("a comparison of two sums"));
        }
        let ty = common(&left.ty, &right.ty);
        let (left, leaves_left) = self.as_type(left, &ty)?.operand(Hold::Unary);
        let (right, leaves_right) = self.as_type(right, &ty)?.operand(Hold::Unary);
        let leaves = leaves_left || leaves_right;
        let text = format!("{left} {} {right}", sign(compare));
        Ok(Code { text, hold: Hold::Compare, optional: false, leaves })
    }

    /// Comparisons with a constant that have a shorter form.
    fn compare_constant(
        &self,
        compare: Compare,
        left: &Expr,
        right: &Literal,
    ) -> Result<Option<Code>, Unprintable> {
        let equal = match compare {
            Compare::Equal => true,
            Compare::NotEqual => false,
            Compare::Less | Compare::LessOrEqual | Compare::Greater | Compare::GreaterOrEqual => {
                return self.compare_size(compare, left, right);
            }
        };
        match right {
            Literal::Boolean(wanted) => {
                let code = self.code(left)?;
                Ok(Some(if *wanted == equal { code } else { negate(code) }))
            }
            Literal::Text(text) if text.is_empty() => {
                let (left, leaves) = self.code(left)?.operand(Hold::Tight);
                let code = Code::tight(format!("{left}.is_empty()"), leaves);
                Ok(Some(if equal { code } else { negate(code) }))
            }
            Literal::Integer(_) => self.compare_size(compare, left, right),
            Literal::Number(_) | Literal::Text(_) => Ok(None),
        }
    }

    /// `size(list) == 2` without a cast.
    fn compare_size(
        &self,
        compare: Compare,
        left: &Expr,
        right: &Literal,
    ) -> Result<Option<Code>, Unprintable> {
        let (ExprKind::Call(Function::Size, arguments), Literal::Integer(bound)) = (&left.kind, right) else {
            return Ok(None);
        };
        let (Some(list), 0..) = (arguments.first().filter(|list| list.ty != Ty::Text), *bound) else {
            return Ok(None);
        };
        let (list, leaves) = self.code(list)?.operand(Hold::Tight);
        let empty = Code::tight(format!("{list}.is_empty()"), leaves);
        Ok(Some(match (compare, bound) {
            (Compare::Equal | Compare::LessOrEqual, 0) | (Compare::Less, 1) => empty,
            (Compare::NotEqual | Compare::Greater, 0) | (Compare::GreaterOrEqual, 1) => negate(empty),
            _ => Code {
                text: format!("{list}.len() {} {bound}", sign(compare)),
                hold: Hold::Compare,
                optional: false,
                leaves,
            },
        }))
    }

    pub(super) fn within(&self, item: &Expr, list: &Expr) -> Lowered {
        let ExprKind::ListLiteral(literals) = &list.kind else { return self.within_items(item, list) };
        if let [only] = literals.as_slice() {
            let right =
                Expr { kind: ExprKind::Literal(only.clone()), ty: item.ty.clone(), may_be_absent: false };
            return self.compare(Compare::Equal, item, &right);
        }
        let number = item.ty == Ty::Number || literals.iter().any(|one| matches!(one, Literal::Number(_)));
        if literals.is_empty() {
            return Err(Unprintable("an empty list to the right of `in`"));
        }
        if number {
            let (value, leaves) = self.as_type(item, &Ty::Number)?.operand(Hold::Unary);
            let list: Vec<String> = literals.iter().map(double).collect();
            return Ok(Code::tight(format!("[{}].contains(&{value})", list.join(", ")), leaves));
        }
        let (value, leaves) = self.code(item)?.operand(Hold::Or);
        let list: Vec<String> = literals.iter().map(constant).collect();
        Ok(Code::tight(format!("matches!({value}, {})", list.join(" | ")), leaves))
    }

    /// What is looked for is read first: it may be absent, also where the list is empty.
    fn within_items(&self, item: &Expr, list: &Expr) -> Lowered {
        let Ty::List(each) = &list.ty else { return Err(Unprintable("`in` of what is no list")) };
        let ty = common(&item.ty, each);
        let wanted = self.as_type(item, &ty)?;
        let found = read(&ty, "each".to_owned(), false).value().text;
        let (list, leaves) = self.list(list)?;
        if matches!(item.kind, ExprKind::Literal(_)) {
            let (wanted, _) = wanted.operand(Hold::Unary);
            return Ok(Code::option(format!("exists({list}, |each| Some({found} == {wanted}))"), leaves));
        }
        let (wanted, _) = wanted.operand(Hold::Or);
        let exists = format!("exists({list}, |each| Some({found} == wanted))");
        let text = format!("{{ let wanted = {wanted}; {exists}? }}");
        Ok(Code { text, hold: Hold::Or, optional: false, leaves: true })
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

fn flipped(compare: Compare) -> Compare {
    match compare {
        Compare::Equal | Compare::NotEqual => compare,
        Compare::Less => Compare::Greater,
        Compare::LessOrEqual => Compare::GreaterOrEqual,
        Compare::Greater => Compare::Less,
        Compare::GreaterOrEqual => Compare::LessOrEqual,
    }
}

fn double(literal: &Literal) -> String {
    match literal {
        Literal::Integer(value) => constant(&Literal::Number(*value as f64)),
        Literal::Number(_) | Literal::Boolean(_) | Literal::Text(_) => constant(literal),
    }
}
