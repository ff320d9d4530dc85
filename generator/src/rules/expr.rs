use crate::api::TypeId;

/// The type of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// `true` or `false`.
    Boolean,
    /// A whole number within ±(2^53 − 1), or a count.
    Integer,
    /// A double.
    Number,
    /// An exact decimal: what `sum` gives. Compares with integers and numbers as decimals do.
    Decimal,
    /// A text; ids and enum values compare as their text.
    Text,
    /// A day.
    Date,
    /// An object of the model.
    Object(TypeId),
    /// A list.
    List(Box<Ty>),
    /// A map of texts to values: only `size` takes it.
    Map,
}

/// A typed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it does.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Ty,
    /// Whether it may be absent. Printers need no check where it may not.
    pub may_be_absent: bool,
}

/// What an expression does.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A constant.
    Literal(Literal),
    /// The value of the type that the rule stands with.
    This,
    /// The item that a macro, or a step of a uniqueness path, has named.
    Variable(String),
    /// A field of an object.
    Field {
        /// The object.
        of: Box<Expr>,
        /// The key on the wire.
        name: String,
        /// Whether the field itself is optional.
        optional: bool,
    },
    /// A context value.
    Context(String),
    /// `has(x)`: whether a [`ExprKind::Field`] or [`ExprKind::Context`] is there. Never absent, unless
    /// what the field is of may be (`has(this.a.b)` where `a` is optional is absent without `a`).
    Has(Box<Expr>),
    /// `!x`
    Not(Box<Expr>),
    /// `a && b`
    And(Box<Expr>, Box<Expr>),
    /// `a || b`
    Or(Box<Expr>, Box<Expr>),
    /// `a == b` and its kin. Both sides are of one type, numeric types aside.
    Compare(Compare, Box<Expr>, Box<Expr>),
    /// `x in list`: the list is a literal of constants or a list of texts, integers or numbers.
    In(Box<Expr>, Box<Expr>),
    /// A list of constants of one type: only to the right of `in`.
    ListLiteral(Vec<Literal>),
    /// A function.
    Call(Function, Vec<Expr>),
    /// `list.all(item, body)` and its kin.
    Macro {
        /// Which one.
        which: Macro,
        /// The list.
        list: Box<Expr>,
        /// The name of its item.
        item: String,
        /// What is asked of, or taken from, each item. Of `filter` and `map` it may not be absent.
        body: Box<Expr>,
    },
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Literal {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Compare {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A macro over a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are CEL's")]
pub enum Macro {
    All,
    Exists,
    ExistsOne,
    Filter,
    Map,
}

/// A function.
#[derive(Clone, Debug, PartialEq)]
pub enum Function {
    /// `size(x)` or `x.size()`: the items of a list or map, the code points of a text.
    Size,
    /// `is_ascii(text)`
    IsAscii,
    /// `is_blank(text)`: empty or only white space.
    IsBlank,
    /// `has_format(text, "ssn")`: whether the text has the named format.
    HasFormat(String),
    /// `sum(list)` or `sum([a, b, c])`: the exact decimal sum of integers or numbers. Its arguments are one list,
    /// or, of a list in brackets, each of its items.
    Sum,
    /// `years_between(a, b)`: whole calendar years from day `a` to day `b`; negative when `b` is before `a`.
    YearsBetween,
}
