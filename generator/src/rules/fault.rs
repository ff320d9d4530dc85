use crate::report::Code;
use std::ops::Range;

/// A mistake in the text of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its kind.
    pub code: Code,
    /// The bytes of the text under which it stands.
    pub words: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What stands under the words.
    pub label: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

impl Fault {
    /// A mistake under some words.
    pub fn new(code: Code, words: Range<usize>, message: impl Into<String>) -> Self {
        Fault { code, words, message: message.into(), label: String::new(), remedy: None }
    }

    /// What stands under the words.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// "did you mean", where there is a known name that is near; else the other remedy.
    #[must_use]
    pub fn meant<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>, otherwise: String) -> Self {
        match fin_core::nearest(name, known) {
            Some(known) => self.remedy(format!("did you mean `{known}`?")),
            None if otherwise.is_empty() => self,
            None => self.remedy(otherwise),
        }
    }
}
