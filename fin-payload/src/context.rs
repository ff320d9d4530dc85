//! What is known beside the payload: the day, the customer, the client's configuration.

use crate::Date;
use std::{borrow::Cow, cell::Cell, fmt, ops::Deref};

/// Values that rules may ask for. A rule that asks for one that was not given is skipped.
#[derive(Clone, Default)]
pub struct Context {
    today: Option<Date>,
    values: Vec<(Cow<'static, str>, Value)>,
}

#[derive(Clone)]
enum Value {
    Text(String),
    Flag(bool),
    Integer(i64),
    Number(f64),
    Date(Date),
}

impl Context {
    /// An empty context: `today` is the current UTC date.
    #[must_use]
    pub fn new() -> Self {
        Context::default()
    }

    /// Fixes the day that ages and expiries are measured against.
    #[must_use]
    pub fn with_today(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// Gives a text.
    pub fn set_text(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        self.set(name.into(), Value::Text(value.into()));
    }

    /// Gives a yes or no.
    pub fn set_flag(&mut self, name: impl Into<Cow<'static, str>>, value: bool) {
        self.set(name.into(), Value::Flag(value));
    }

    /// Gives a whole number.
    pub fn set_integer(&mut self, name: impl Into<Cow<'static, str>>, value: i64) {
        self.set(name.into(), Value::Integer(value));
    }

    /// Gives a number.
    pub fn set_number(&mut self, name: impl Into<Cow<'static, str>>, value: f64) {
        self.set(name.into(), Value::Number(value));
    }

    /// Gives a day. `today` is a value like any other here.
    pub fn set_date(&mut self, name: impl Into<Cow<'static, str>>, value: Date) {
        let name = name.into();
        if name == "today" {
            self.today = Some(value);
        } else {
            self.set(name, Value::Date(value));
        }
    }

    fn set(&mut self, name: Cow<'static, str>, value: Value) {
        match self.values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.values.push((name, value)),
        }
    }

    /// The text of that name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The yes or no of that name.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The whole number of that name.
    #[must_use]
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Value::Integer(integer) => Some(*integer),
            _ => None,
        }
    }

    /// The number of that name.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)? {
            Value::Number(number) => Some(*number),
            Value::Integer(integer) => Some(*integer as f64),
            _ => None,
        }
    }

    /// The day of that name.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Date> {
        match self.get(name)? {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether a value of that name was given; `today` always is.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        name == "today" || self.get(name).is_some()
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// The context as rules see it: `today` is settled once for a whole check.
pub struct Facts<'c> {
    context: &'c Context,
    today: Cell<Option<Date>>,
}

impl<'c> Facts<'c> {
    pub(crate) fn new(context: &'c Context) -> Self {
        Facts { context, today: Cell::new(context.today) }
    }

    /// The day given, or the current UTC date.
    pub fn today(&self) -> Option<Date> {
        if self.today.get().is_none() {
            self.today.set(Date::today_utc());
        }
        self.today.get()
    }

    /// The day of that name.
    pub fn date(&self, name: &str) -> Option<Date> {
        if name == "today" { self.today() } else { self.context.date(name) }
    }
}

impl Deref for Facts<'_> {
    type Target = Context;
    fn deref(&self) -> &Context {
        self.context
    }
}

/// Names only: what is known of a customer is not for logs.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.values.iter().map(|(name, _)| name)).finish()
    }
}
