//! [`Node`]s as values of the interpreter: a field that is absent or `null` is a key that is not there.

use super::{decimal::Decimal, node::Node};
use cel::ExecutionError;
use cel::common::traits::{Indexer, Iterable, Iterator, Sizer};
use cel::common::types::{CelBool, CelDouble, CelInt, CelString, Type};
use cel::common::value::{CowVal, StaticVal, Val};
use std::{any::Any, cmp::Ordering, fmt};

static NODE: Type = Type::new_unspecified_type("node");
static SUM: Type = Type::new_unspecified_type("sum");

impl Node {
    /// The value, with truth values as the interpreter's own.
    fn value(&self) -> &(dyn Val + 'static) {
        match self {
            Node::Boolean(true) => &CelBool::TRUE,
            Node::Boolean(false) => &CelBool::FALSE,
            node => node,
        }
    }
}

impl Val for Node {
    fn get_type(&self) -> &Type {
        &NODE
    }

    fn cel_type() -> &'static Type {
        &NODE
    }

    fn as_indexer<'b, 'v>(&'b self) -> Option<&'b (dyn Indexer + 'v)>
    where
        Self: 'v,
    {
        matches!(self, Node::Object(_)).then_some(self as &dyn Indexer)
    }

    fn as_iterable<'b, 'v>(&'b self) -> Option<&'b (dyn Iterable + 'v)>
    where
        Self: 'v,
    {
        matches!(self, Node::List(_)).then_some(self as &dyn Iterable)
    }

    fn as_sizer(&self) -> Option<&dyn Sizer> {
        matches!(self, Node::List(_) | Node::Object(_)).then_some(self as &dyn Sizer)
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v> {
        Box::new(self.clone())
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl StaticVal for Node {}

impl Indexer for Node {
    fn get<'b, 'v>(&'b self, key: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        let name = key.downcast_ref::<CelString>().map_or("", CelString::inner);
        self.field(name)
            .map(|node| CowVal::Borrowed(node.value()))
            .ok_or_else(|| ExecutionError::no_such_key(name))
    }

    fn steal<'v>(self: Box<Self>, key: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.get(key).map(CowVal::into_owned)
    }
}

impl Iterable for Node {
    fn iter<'b, 'v>(&'b self) -> Box<dyn Iterator<'b, 'v> + 'b>
    where
        Self: 'v,
    {
        let items: &[Node] = if let Node::List(items) = self { items } else { &[] };
        Box::new(Items(items.iter()))
    }
}

struct Items<'b>(std::slice::Iter<'b, Node>);

impl<'b, 'v> Iterator<'b, 'v> for Items<'b> {
    fn next(&mut self) -> Option<&'b (dyn Val + 'v)> {
        self.0.next().map(Node::value)
    }
}

impl Sizer for Node {
    fn size(&self) -> CelInt {
        let size = match self {
            Node::List(items) => items.len(),
            Node::Object(entries) => entries.len(),
            _ => 0,
        };
        CelInt::from(i64::try_from(size).unwrap_or(i64::MAX))
    }
}

/// What `sum` gives.
#[derive(Clone)]
pub struct Sum(pub Decimal);

impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sum")
    }
}

impl Val for Sum {
    fn get_type(&self) -> &Type {
        &SUM
    }

    fn cel_type() -> &'static Type {
        &SUM
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v> {
        Box::new(self.clone())
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl StaticVal for Sum {}

/// A value that can be compared: the payload's, a constant's or a function's.
pub enum Scalar<'a> {
    /// `true` or `false`
    Boolean(bool),
    /// A text, or a date, which sorts as its text.
    Text(&'a str),
    /// A double, which sorts as its shortest decimal form does.
    Double(f64),
    /// A constant or a count.
    Integer(i64),
    /// A sum.
    Sum(&'a Decimal),
}

impl<'a> Scalar<'a> {
    /// The scalar behind a value.
    pub fn of(value: &'a dyn Val) -> Option<Scalar<'a>> {
        if let Some(node) = value.downcast_ref::<Node>() {
            return match node {
                Node::Boolean(value) => Some(Scalar::Boolean(*value)),
                Node::Text(text) => Some(Scalar::Text(text)),
                Node::Number(number) => Some(Scalar::Double(*number)),
                _ => None,
            };
        }
        let boolean = value.downcast_ref::<CelBool>().map(|value| Scalar::Boolean(*value.inner()));
        boolean
            .or_else(|| value.downcast_ref::<CelString>().map(|text| Scalar::Text(text.inner())))
            .or_else(|| value.downcast_ref::<CelInt>().map(|number| Scalar::Integer(*number.inner())))
            .or_else(|| value.downcast_ref::<CelDouble>().map(|number| Scalar::Double(*number.inner())))
            .or_else(|| value.downcast_ref::<Sum>().map(|sum| Scalar::Sum(&sum.0)))
    }

    /// How two scalars of one type compare.
    pub fn compare(&self, other: &Scalar) -> Option<Ordering> {
        match (self, other) {
            (Scalar::Boolean(a), Scalar::Boolean(b)) => Some(a.cmp(b)),
            (Scalar::Text(a), Scalar::Text(b)) => Some(a.cmp(b)),
            // Doubles and their shortest decimal forms are in the same order.
            (Scalar::Double(a), Scalar::Double(b)) => a.partial_cmp(b),
            (Scalar::Integer(a), Scalar::Integer(b)) => Some(a.cmp(b)),
            (a, b) => Some(a.decimal()?.compare(&b.decimal()?)),
        }
    }

    fn decimal(&self) -> Option<Decimal> {
        let mut decimal = Decimal::ZERO;
        self.add_to(&mut decimal).then_some(decimal)
    }

    /// Adds a number to a sum; `false` when it is none.
    pub fn add_to(&self, sum: &mut Decimal) -> bool {
        match self {
            Scalar::Double(number) => sum.add_double(*number),
            Scalar::Integer(number) => sum.add_integer(*number),
            Scalar::Sum(decimal) => sum.add_sum(decimal),
            Scalar::Boolean(_) | Scalar::Text(_) => return false,
        }
        true
    }
}
