use regex::Regex;
use std::sync::LazyLock;

/// A bound that a description states: the key of a constraint, or `length` of a text that has exactly so many
/// characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limit {
    /// `max_length`, `min_age`, `past_or_today`, …
    pub key: &'static str,
    /// The bound, or nothing.
    pub value: String,
}

/// What the words may be; where two groups are named, the second is the upper bound.
struct Phrase {
    words: Regex,
    keys: &'static [&'static str],
    of: Of,
}

/// Of which fields a phrase speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Any,
    Lists,
    Numbers,
}

// The engine is built without Unicode's tables: classes are spelled out, and texts are in small letters.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let phrases: [(&str, &'static [&'static str], Of); 22] = [
        (r"(?:max(?:imum)?\.?|at most|up to|no more than) ([0-9]+) char", &["max_length"], Of::Any),
        (r"(?:min(?:imum)?\.?|at least) ([0-9]+) char", &["min_length"], Of::Any),
        (r"([0-9]+) ?(?:to|-|–|and) ?([0-9]+) char", &["min_length", "max_length"], Of::Any),
        (r"(?:^|[(]|code )[(]?([0-9]+)[ -]char", &["length"], Of::Any),
        (r"age must be between ([0-9]+) and ([0-9]+)", &["min_age", "max_age"], Of::Any),
        (r"at least ([0-9]+) years", &["min_age"], Of::Any),
        (r"(?:at most|no more than) ([0-9]+) years", &["max_age"], Of::Any),
        (r"(?:can ?not|must not) be (?:a |in the )?future", &["past_or_today"], Of::Any),
        (r"must be in the future", &["future"], Of::Any),
        (r"must be in the past", &["past"], Of::Any),
        (
            r"(?:min(?:imum)?\.?|at least) ([0-9]+)(?: items?| entr[a-z]+)?(?:[.,;)]|$)",
            &["min_items"],
            Of::Lists,
        ),
        (
            r"(?:max(?:imum)?\.?|at most|up to) ([0-9]+)(?: items?| entr[a-z]+)?(?:[.,;)]|$)",
            &["max_items"],
            Of::Lists,
        ),
        (r"(?:≥|>=) ?(-?[0-9]+(?:\.[0-9]+)?)", &["minimum"], Of::Numbers),
        (r"(?:≤|<=) ?(-?[0-9]+(?:\.[0-9]+)?)", &["maximum"], Of::Numbers),
        (r"accepts? (0)(?:[^0-9]|$)", &["minimum"], Of::Numbers),
        (r"not be (?:negative|below (0))", &["minimum"], Of::Numbers),
        (
            r"\((-?[0-9]+(?:\.[0-9]+)?) ?(?:–|-|to) ?([0-9]+(?:\.[0-9]+)?)\)",
            &["minimum", "maximum"],
            Of::Numbers,
        ),
        (
            r"(?:between|from) (-?[0-9]+(?:\.[0-9]+)?) (?:and|to) ([0-9]+(?:\.[0-9]+)?)",
            &["minimum", "maximum"],
            Of::Numbers,
        ),
        (
            r"(?:^|[ (])([0-9]+(?:\.[0-9]+)?) to ([0-9]+(?:\.[0-9]+)?)(?:[ .,;)]|$)",
            &["minimum", "maximum"],
            Of::Numbers,
        ),
        (r"(?:min(?:imum)?\.?|at least) (-?[0-9]+(?:\.[0-9]+)?)", &["minimum"], Of::Numbers),
        (r"(?:max(?:imum)?\.?|at most|no more than) ([0-9]+(?:\.[0-9]+)?)", &["maximum"], Of::Numbers),
        (r"must be unique within", &["unique_items"], Of::Lists),
    ];
    let compile = |(words, keys, of): (&str, &'static [&'static str], Of)| {
        Regex::new(words).ok().map(|words| Phrase { words, keys, of })
    };
    phrases.into_iter().filter_map(compile).collect()
});

/// The bounds in a description, of a field of that type.
pub fn limits(ty: &str, description: &str) -> Vec<Limit> {
    let text = description.to_lowercase();
    let of = if ty.contains("[]") || ty.starts_with("array") || ty.starts_with("list") {
        Of::Lists
    } else if ["integer", "number", "float", "decimal", "double"].iter().any(|number| ty.contains(number)) {
        Of::Numbers
    } else {
        Of::Any
    };
    let mut limits: Vec<Limit> = Vec::new();
    for phrase in PHRASES.iter().filter(|phrase| phrase.of == Of::Any || phrase.of == of) {
        let Some(found) = phrase.words.captures(&text) else { continue };
        for (index, key) in phrase.keys.iter().enumerate() {
            let bare = matches!(*key, "past" | "future" | "past_or_today" | "unique_items");
            let value = match found.get(index + 1) {
                Some(number) => number.as_str().to_owned(),
                None if bare => String::new(),
                None => "0".to_owned(),
            };
            if !limits.iter().any(|limit| limit.key == *key) {
                limits.push(Limit { key, value });
            }
        }
    }
    limits
}

#[cfg(test)]
mod tests {
    use super::limits;

    fn said(ty: &str, description: &str) -> String {
        let limits = limits(ty, description);
        let all: Vec<String> = limits.iter().map(|limit| format!("{} {}", limit.key, limit.value)).collect();
        all.join(", ").replace(" ,", ",").trim_end().to_owned()
    }

    #[test]
    fn every_phrase_compiles() {
        assert_eq!(super::PHRASES.len(), 22);
    }

    #[test]
    fn reads_bounds_out_of_words() {
        for (ty, description, expected) in [
            ("string", "A name. Max 50 chars.", "max_length 50"),
            ("string", "At most 7 characters", "max_length 7"),
            ("string", "Between 2 and 5 characters", "min_length 2, max_length 5"),
            ("string", "Some code (20-character alphanumeric).", "length 20"),
            ("string", "A number (12 chars).", "length 12"),
            ("string (date)", "Age must be between 18 and 120.", "min_age 18, max_age 120"),
            ("string", "Must be at least 21 years old", "min_age 21"),
            ("string", "A day. Cannot be a future date.", "past_or_today"),
            ("string", "Must be in the future", "future"),
            ("string[]", "Codes. Min 1 item.", "min_items 1"),
            ("integer[]", "Ids. Min 2. In order.", "min_items 2"),
            ("object[]", "At most 3 entries.", "max_items 3"),
            ("integer", "An amount. Must be >= 0.", "minimum 0"),
            ("integer", "An amount. Accepts 0.", "minimum 0"),
            ("float", "A share (0–100).", "minimum 0, maximum 100"),
            ("number", "From 1 to 99.5", "minimum 1, maximum 99.5"),
            ("number", "At most 10%", "maximum 10"),
            ("string", "In YYYY-MM-DD format, 24/7", ""),
            ("integer", "Amount in USD", ""),
        ] {
            assert_eq!(said(ty, description), expected, "{description}");
        }
    }
}
