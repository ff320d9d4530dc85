use super::{
    Compare, Expr, ExprKind, Fault, Literal, Ty,
    check::{Checker, Typed, describe},
};
use crate::api::TypeId;
use crate::report::{Code, quoted};
use cel::common::ast::{Expr as Cel, IdedExpr};

impl Checker<'_> {
    /// `a == b` and its kin.
    pub(super) fn compare(
        &mut self,
        node: &IdedExpr,
        operator: &str,
        a: &IdedExpr,
        b: &IdedExpr,
    ) -> Option<Typed> {
        let compare = match operator {
            "_==_" => Compare::Equal,
            "_!=_" => Compare::NotEqual,
            "_<_" => Compare::Less,
            "_<=_" => Compare::LessOrEqual,
            "_>_" => Compare::Greater,
            "_>=_" => Compare::GreaterOrEqual,
            _ => return self.subset(self.parsed.token(node), "conditions do not have this operator", ""),
        };
        let (left, right) = (self.check(a), self.check(b));
        let (mut left, mut right) = (left?, right?);
        let is_constant = |typed: &Typed| matches!(typed.expr.kind, ExprKind::Literal(_));
        if is_constant(&left) {
            let words = self.parsed.token(a);
            let fault = Fault::new(Code::RuleSubset, words, "a constant stands on the right of a comparison");
            return self.fault(if is_constant(&right) { fault } else { fault.remedy("swap the sides") });
        }
        self.fit(node, compare, &mut left, &mut right)?;
        self.value_of(left.values, &right.expr, b)?;
        let absent = left.expr.may_be_absent || right.expr.may_be_absent;
        let kind = ExprKind::Compare(compare, Box::new(left.expr), Box::new(right.expr));
        Some(Typed::new(kind, Ty::Boolean, absent))
    }

    /// Whether the sides can be compared so; a constant takes the other side's type.
    fn fit(&mut self, node: &IdedExpr, compare: Compare, left: &mut Typed, right: &mut Typed) -> Option<()> {
        let equality = matches!(compare, Compare::Equal | Compare::NotEqual);
        let words = self.parsed.token(node);
        let sides = (&left.expr.ty, &right.expr.ty);
        let fits = match sides {
            (Ty::Text, Ty::Text) | (Ty::Boolean, Ty::Boolean) => {
                if !equality {
                    let what = describe(sides.0, left.values, self.world);
                    let message = format!("{what} is neither less nor greater than another");
                    return self
                        .fault(Fault::new(Code::RuleType, words, message).remedy("there are `==` and `!=`"));
                }
                true
            }
            (Ty::Date, Ty::Date)
            | (Ty::Integer | Ty::Number, Ty::Integer | Ty::Number)
            | (Ty::Decimal, Ty::Integer | Ty::Number) => true,
            (Ty::Integer | Ty::Number, Ty::Decimal) => {
                let fault = Fault::new(Code::RuleSubset, words, "a sum stands on the left of a comparison");
                return self.fault(fault.remedy("swap the sides"));
            }
            _ => false,
        };
        if !fits {
            let name = |typed: &Typed| describe(&typed.expr.ty, typed.values, self.world);
            let message = format!("{} cannot be compared with {}", name(left), name(right));
            return self.fault(Fault::new(Code::RuleType, words, message));
        }
        if !constant_of(&left.expr.ty, &mut right.expr) {
            let fault = Fault::new(Code::RuleType, words, "an integer is compared with a fraction");
            return self.fault(fault.label("always the same answer, or the nearest integer is meant"));
        }
        Some(())
    }

    /// `x in list`
    pub(super) fn within(&mut self, node: &IdedExpr, a: &IdedExpr, b: &IdedExpr) -> Option<Typed> {
        let left = self.check(a);
        let Cel::List(list) = &b.expr else {
            let right = self.check(b);
            return self.within_field(node, a, &left?, &right?);
        };
        let mut left = left?;
        let words = self.parsed.extent(b);
        if matches!(left.expr.kind, ExprKind::Literal(_)) {
            return self.subset(self.parsed.token(a), "a constant is looked for among constants", "");
        }
        if list.elements.is_empty() || !list.optional_indices.is_empty() {
            return self.subset(words, "the list to the right of `in` holds constants", "");
        }
        let mut literals = Vec::new();
        for element in &list.elements {
            let (literal, ty) = self.literal(element)?;
            let mut constant = Typed::new(ExprKind::Literal(literal), ty, false);
            let fits = matches!(
                (&left.expr.ty, &constant.expr.ty),
                (Ty::Text, Ty::Text) | (Ty::Integer | Ty::Number, Ty::Integer | Ty::Number)
            );
            if !fits || !constant_of(&left.expr.ty, &mut constant.expr) {
                let name = |typed: &Typed| describe(&typed.expr.ty, typed.values, self.world);
                let message = format!("{} is never {}", name(&left), name(&constant));
                return self.fault(Fault::new(Code::RuleType, self.parsed.token(element), message));
            }
            self.value_of(left.values, &constant.expr, element)?;
            if let ExprKind::Literal(literal) = constant.expr.kind {
                literals.push(literal);
            }
        }
        let ty = Ty::List(Box::new(left.expr.ty.clone()));
        let list = Expr { kind: ExprKind::ListLiteral(literals), ty, may_be_absent: false };
        let absent = left.expr.may_be_absent;
        left.expr = Expr {
            kind: ExprKind::In(Box::new(left.expr), Box::new(list)),
            ty: Ty::Boolean,
            may_be_absent: absent,
        };
        Some(Typed { values: None, ..left })
    }

    fn within_field(&mut self, node: &IdedExpr, a: &IdedExpr, left: &Typed, right: &Typed) -> Option<Typed> {
        let words = self.parsed.token(node);
        let Ty::List(item) = &right.expr.ty else {
            let what = describe(&right.expr.ty, right.values, self.world);
            return self.fault(Fault::new(Code::RuleType, words, format!("{what} is no list")));
        };
        let mut sought = left.expr.clone();
        let fits = match (&**item, &sought.ty) {
            (Ty::Text, Ty::Text) => true,
            (Ty::Integer | Ty::Number, Ty::Integer | Ty::Number) => {
                constant_of(item, &mut sought) && **item == sought.ty
            }
            _ => false,
        };
        if !fits {
            let what = describe(&sought.ty, left.values, self.world);
            let message = format!("the items of this list are never {what}");
            return self.fault(Fault::new(Code::RuleType, words, message));
        }
        self.value_of(right.values, &sought, a)?;
        let absent = sought.may_be_absent || right.expr.may_be_absent;
        let kind = ExprKind::In(Box::new(sought), Box::new(right.expr.clone()));
        Some(Typed::new(kind, Ty::Boolean, absent))
    }

    /// A text that is compared with an enum is one of its values.
    fn value_of(&mut self, values: Option<TypeId>, constant: &Expr, at: &IdedExpr) -> Option<()> {
        let (Some(id), ExprKind::Literal(Literal::Text(text))) = (values, &constant.kind) else {
            return Some(());
        };
        let known: Vec<&str> = self.world.values_of(id).into_iter().flatten().collect();
        if known.contains(&text.as_str()) {
            return Some(());
        }
        let message = format!("{} is no value of {}", quoted(text), quoted(self.world.name_of(id)));
        let fault = Fault::new(Code::UnknownValue, self.parsed.token(at), message).label("never equal");
        self.fault(fault.meant(text, known, String::new()))
    }
}

/// Gives a constant the type that it is compared with: `1` with a number is `1.0`. False where that cannot be.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "constants are within 2^53")]
fn constant_of(ty: &Ty, constant: &mut Expr) -> bool {
    let ExprKind::Literal(literal) = &mut constant.kind else { return true };
    match (ty, &*literal) {
        (Ty::Number, Literal::Integer(value)) => {
            *literal = Literal::Number(*value as f64);
            constant.ty = Ty::Number;
        }
        (Ty::Integer, Literal::Number(value)) => {
            if value.fract() != 0.0 || value.abs() >= (1_i64 << 53) as f64 {
                return false;
            }
            *literal = Literal::Integer(*value as i64);
            constant.ty = Ty::Integer;
        }
        _ => {}
    }
    true
}
