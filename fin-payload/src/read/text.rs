//! From bytes to a value: what is no JSON text is one issue, and nothing else is found in it then.

use super::{Read, Slot, wide::Wide};
use crate::Scope;
use serde_json::{Deserializer, Error, value::RawValue};

/// Reads a whole text. `new_scope` is called once more where the text has to be read again.
/// `None` where the text is not JSON.
pub(crate) fn from_text<'de, 'c, T: Read<'de>>(
    json: &'de [u8],
    new_scope: impl Fn() -> Scope<'c>,
) -> Option<(Option<T>, Scope<'c>)> {
    let text = std::str::from_utf8(json).ok()?;
    if has_lone_surrogate(json) {
        return None;
    }
    let mut scope = new_scope();
    let mut deserializer = Deserializer::from_str(text);
    let mut slot = Slot::Missing;
    match T::read(&mut deserializer, &mut scope, &mut slot).and_then(|()| deserializer.end()) {
        Ok(()) => Some((slot.value(), scope)),
        Err(error) if is_out_of_range(&error) => {
            let whole: &'de RawValue = serde_json::from_str(text).ok()?;
            scope = new_scope();
            T::read(Wide::new(whole.get()), &mut scope, &mut slot).ok()?;
            Some((slot.value(), scope))
        }
        Err(_) => None,
    }
}

/// `serde_json` refuses a number that no double holds as if it were no JSON, and has no code for it.
fn is_out_of_range(error: &Error) -> bool {
    error.to_string().starts_with("number out of range")
}

/// Whether an escape names half of a surrogate pair. `serde_json` sees to the texts that are read; this is for
/// those that are skipped, too.
fn has_lone_surrogate(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        let Some(escape) = rest.get(at + 1..) else { return false };
        rest = match (unit(escape), escape.get(5..)) {
            (Some(0xD800..=0xDBFF), Some([b'\\', low @ ..]))
                if matches!(unit(low), Some(0xDC00..=0xDFFF)) =>
            {
                low.get(5..).unwrap_or(&[])
            }
            (Some(0xD800..=0xDFFF), _) => return true,
            _ => escape.get(1..).unwrap_or(&[]),
        };
    }
    false
}

/// The code unit of `uXXXX` at the start of what follows a backslash.
fn unit(escape: &[u8]) -> Option<u32> {
    let [b'u', hex @ ..] = escape.get(..5)? else { return None };
    hex.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_halves_of_surrogate_pairs() {
        for lone in
            [r"\ud800", r"\uDFFF", r"\ud83d\u0041", r"\ud83d\n", r"\ud83d\ud83d\ude00", r"\ude00\ud83d"]
        {
            assert!(has_lone_surrogate(format!("\"{lone}\"").as_bytes()), "{lone}");
        }
        for whole in [r"\ud83d\ude00", r"\\ud800", r"\u0041", r"\n", r"\", r"\u12", r"\\\\"] {
            assert!(!has_lone_surrogate(format!("\"{whole}\"").as_bytes()), "{whole}");
        }
    }

    #[test]
    fn knows_the_error_of_a_number_out_of_range() {
        let error = serde_json::from_str::<f64>("1e400").err();
        assert!(error.is_some_and(|error| is_out_of_range(&error)));
        let error = serde_json::from_str::<f64>("[").err();
        assert!(!error.is_some_and(|error| is_out_of_range(&error)));
    }
}
