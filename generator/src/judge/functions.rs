//! The functions and operators of rules, as the interpreter calls them. Comparisons are functions too: the
//! interpreter's own know nothing of decimals.

use super::day::Day;
use super::decimal::Decimal;
use super::format::Formats;
use super::value::{Scalar, Sum};
use cel::common::ast::{Expr, IdedExpr, operators};
use cel::common::types::{CelBool, CelInt};
use cel::common::value::CowVal;
use cel::{Context, DeclarationError, Env, ExecutionError, FunctionContext};
use std::{cmp::Ordering, sync::Arc};

const EQUAL: &str = "@equal";
const NOT_EQUAL: &str = "@not_equal";
const LESS: &str = "@less";
const LESS_OR_EQUAL: &str = "@less_or_equal";
const GREATER: &str = "@greater";
const GREATER_OR_EQUAL: &str = "@greater_or_equal";
const IN: &str = "@one_of";

type Outcome<'c, 'v> = Result<CowVal<'c, 'v>, ExecutionError>;
type Call = Box<dyn for<'c, 'v> Fn(&mut FunctionContext<'c, 'v>) -> Outcome<'c, 'v> + Send + Sync>;

/// The root of every evaluation: these functions and nothing else.
pub fn context(formats: Arc<Formats>) -> Result<Context<'static, 'static>, DeclarationError> {
    let mut context = Context::with_env(Arc::new(Env::default()));
    let mut add = |name: &str, call: Call| context.add_function(name, call);
    add(EQUAL, comparison(Ordering::is_eq))?;
    add(NOT_EQUAL, comparison(Ordering::is_ne))?;
    add(LESS, comparison(Ordering::is_lt))?;
    add(LESS_OR_EQUAL, comparison(Ordering::is_le))?;
    add(GREATER, comparison(Ordering::is_gt))?;
    add(GREATER_OR_EQUAL, comparison(Ordering::is_ge))?;
    add(IN, Box::new(call_in))?;
    add("size", Box::new(size))?;
    add("sum", Box::new(sum))?;
    add("is_ascii", predicate(str::is_ascii))?;
    add("is_blank", predicate(|text| text.chars().all(char::is_whitespace)))?;
    add("years_between", Box::new(years_between))?;
    add(
        "has_format",
        Box::new(move |call| {
            let (subject, name) = two(call)?;
            Ok(boolean(formats.has(text(&subject)?, text(&name)?).ok_or_else(mismatch)?))
        }),
    )?;
    Ok(context)
}

/// Turns the comparisons of an expression into calls of the functions above.
pub fn replace_comparisons(expr: &mut IdedExpr) {
    match &mut expr.expr {
        Expr::Call(call) => {
            if let Some(name) = replacement(&call.func_name) {
                call.func_name = name.to_owned();
            }
            call.target.iter_mut().for_each(|target| replace_comparisons(target));
            call.args.iter_mut().for_each(replace_comparisons);
        }
        Expr::Comprehension(loop_) => {
            for part in [
                &mut loop_.iter_range,
                &mut loop_.accu_init,
                &mut loop_.loop_cond,
                &mut loop_.loop_step,
                &mut loop_.result,
            ] {
                replace_comparisons(part);
            }
        }
        Expr::List(list) => list.elements.iter_mut().for_each(replace_comparisons),
        Expr::Select(select) => replace_comparisons(&mut select.operand),
        Expr::Unspecified | Expr::Ident(_) | Expr::Literal(_) | Expr::Map(_) | Expr::Struct(_) => {}
    }
}

fn replacement(operator: &str) -> Option<&'static str> {
    Some(match operator {
        operators::EQUALS => EQUAL,
        operators::NOT_EQUALS => NOT_EQUAL,
        operators::LESS => LESS,
        operators::LESS_EQUALS => LESS_OR_EQUAL,
        operators::GREATER => GREATER,
        operators::GREATER_EQUALS => GREATER_OR_EQUAL,
        operators::IN => IN,
        _ => return None,
    })
}

fn comparison(holds: fn(Ordering) -> bool) -> Call {
    Box::new(move |call| {
        let (left, right) = two(call)?;
        let left = Scalar::of(&*left).ok_or_else(mismatch)?;
        let right = Scalar::of(&*right).ok_or_else(mismatch)?;
        left.compare(&right).map(|order| boolean(holds(order))).ok_or_else(mismatch)
    })
}

fn predicate(holds: fn(&str) -> bool) -> Call {
    Box::new(move |call| {
        let subject = one(call)?;
        Ok(boolean(holds(text(&subject)?)))
    })
}

fn call_in<'c, 'v>(call: &mut FunctionContext<'c, 'v>) -> Outcome<'c, 'v> {
    let (subject, list) = two(call)?;
    let subject = Scalar::of(&*subject).ok_or_else(mismatch)?;
    let mut items = list.as_iterable().ok_or_else(mismatch)?.iter();
    while let Some(item) = items.next() {
        let item = Scalar::of(item).ok_or_else(mismatch)?;
        if subject.compare(&item).ok_or_else(mismatch)?.is_eq() {
            return Ok(boolean(true));
        }
    }
    Ok(boolean(false))
}

fn size<'c, 'v>(call: &mut FunctionContext<'c, 'v>) -> Outcome<'c, 'v> {
    let subject = one(call)?;
    if let Some(sizer) = subject.as_sizer() {
        return Ok(CowVal::owned(sizer.size()));
    }
    Ok(integer(i64::try_from(text(&subject)?.chars().count()).unwrap_or(i64::MAX)))
}

fn sum<'c, 'v>(call: &mut FunctionContext<'c, 'v>) -> Outcome<'c, 'v> {
    let list = one(call)?;
    let mut total = Decimal::ZERO;
    let mut items = list.as_iterable().ok_or_else(mismatch)?.iter();
    while let Some(item) = items.next() {
        if !Scalar::of(item).is_some_and(|number| number.add_to(&mut total)) {
            return Err(mismatch());
        }
    }
    Ok(CowVal::owned(Sum(total)))
}

fn years_between<'c, 'v>(call: &mut FunctionContext<'c, 'v>) -> Outcome<'c, 'v> {
    let (from, to) = two(call)?;
    let day = |value: &CowVal| Day::parse(text(value)?).ok_or_else(mismatch);
    Ok(integer(day(&from)?.years_until(day(&to)?)))
}

/// The one operand, given as an argument or as what the method is called on.
fn one<'c, 'v>(call: &mut FunctionContext<'c, 'v>) -> Result<CowVal<'c, 'v>, ExecutionError> {
    call.this.take().or_else(|| call.args.pop()).ok_or_else(ExecutionError::missing_argument_or_target)
}

fn two<'c, 'v>(
    call: &mut FunctionContext<'c, 'v>,
) -> Result<(CowVal<'c, 'v>, CowVal<'c, 'v>), ExecutionError> {
    let second = call.args.pop().ok_or_else(ExecutionError::missing_argument_or_target)?;
    Ok((one(call)?, second))
}

fn text<'a>(value: &'a CowVal) -> Result<&'a str, ExecutionError> {
    match Scalar::of(&**value) {
        Some(Scalar::Text(text)) => Ok(text),
        _ => Err(mismatch()),
    }
}

fn boolean<'c, 'v>(value: bool) -> CowVal<'c, 'v> {
    CowVal::owned(CelBool::from(value))
}

fn integer<'c, 'v>(value: i64) -> CowVal<'c, 'v> {
    CowVal::owned(CelInt::from(value))
}

/// What no type-checked rule over a sound payload runs into.
fn mismatch() -> ExecutionError {
    ExecutionError::function_error("rule", "an operand of another type")
}
