//! Whether a text is JSON that every language's own parser reads as the same value.
//!
//! Such a payload can be handed to an SDK as a value too. What is left out: keys that stand twice, keys that
//! JavaScript puts in an order of its own, numbers beyond a double, lone surrogates, and great depth.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::{collections::HashSet, fmt};

/// Whether it is. Takes any bytes.
#[must_use]
pub fn is_plain(json: &[u8]) -> bool {
    serde_json::from_slice::<Plain>(json).is_ok_and(|Plain(is_plain)| is_plain)
}

struct Plain(bool);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Plain, D::Error> {
        deserializer.deserialize_any(Read)
    }
}

struct Read;

impl<'de> Visitor<'de> for Read {
    type Value = Plain;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Plain, E> {
        Ok(Plain(true))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Plain, E> {
        Ok(Plain(true))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Plain, E> {
        Ok(Plain(true))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Plain, E> {
        Ok(Plain(true))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Plain, E> {
        Ok(Plain(true))
    }

    fn visit_str<E>(self, _: &str) -> Result<Plain, E> {
        Ok(Plain(true))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Plain, A::Error> {
        let mut is_plain = true;
        while let Some(Plain(item)) = items.next_element()? {
            is_plain &= item;
        }
        Ok(Plain(is_plain))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Plain, A::Error> {
        let (mut is_plain, mut keys) = (true, HashSet::new());
        while let Some((key, Plain(value))) = entries.next_entry::<String, Plain>()? {
            is_plain &= value && !key.bytes().all(|byte| byte.is_ascii_digit());
            is_plain &= keys.insert(key);
        }
        Ok(Plain(is_plain))
    }
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn tells_what_all_parsers_agree_on() {
        for plain in
            ["{}", " null\n", "[1, -2, 5e3, 0.1, true, \"\\u00e9\"]", r#"{"a": {"b": []}, "__proto__": 1}"#]
        {
            assert!(is_plain(plain.as_bytes()), "{plain}");
        }
        let deep = "[".repeat(500) + &"]".repeat(500);
        for other in
            ["", "{", "[1e400]", r#"["\ud800"]"#, r#"[{"a": 1, "\u0061": 1}]"#, r#"[[{"10": 1}]]"#, &deep]
        {
            assert!(!is_plain(other.as_bytes()), "{other}");
        }
        assert!(!is_plain(b"\"\xff\""));
    }
}
