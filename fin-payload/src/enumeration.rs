use std::fmt;

/// A text that is none of an enum's values. It does not say which: the text may be personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownValue;

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none of the documented values")
    }
}

impl std::error::Error for UnknownValue {}
