//! How strictly a payload is checked.

use fin_core::Structure;
use std::borrow::Cow;

/// Rules switched off by code, unknown fields allowed. The default is everything on, nothing unknown.
#[derive(Clone, Debug, Default)]
pub struct Options {
    ignored: Vec<Cow<'static, str>>,
    unknown_fields: bool,
}

impl Options {
    /// Everything on, nothing unknown.
    #[must_use]
    pub fn new() -> Self {
        Options::default()
    }

    /// Switches a constraint, format or rule off. Structure codes stay on: without its structure a payload
    /// cannot be read.
    #[must_use]
    pub fn ignore(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        let code = code.into();
        if !Structure::ALL.iter().any(|structure| structure.code() == code) {
            self.ignored.push(code);
        }
        self
    }

    /// Leaves fields that the model does not know unreported.
    #[must_use]
    pub fn allow_unknown_fields(mut self) -> Self {
        self.unknown_fields = true;
        self
    }

    pub(crate) fn ignores(&self, code: &str) -> bool {
        self.ignored.iter().any(|ignored| ignored == code)
    }

    pub(crate) fn allows_unknown_fields(&self) -> bool {
        self.unknown_fields
    }
}
