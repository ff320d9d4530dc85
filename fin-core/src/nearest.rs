use alloc::vec::Vec;

/// Names longer than this are not compared: no known name is near them.
const LONGEST: usize = 64;

/// The known name nearest to `name`, if one is near enough to be meant: at most about a third of the known
/// name's length away, in Levenshtein distance over code points, and at least one. Of equally near names the first.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A code point has at most four bytes: a longer text is refused before it is decoded.
    if name.len() > 4 * LONGEST {
        return None;
    }
    let name: Vec<char> = name.chars().collect();
    if name.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let letters: Vec<char> = candidate.chars().collect();
        let limit = ((letters.len() + 1) / 3).max(1);
        let distance = levenshtein(&name, &letters);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn levenshtein(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut diagonal = i;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            left = (left + 1).min(above + 1).min(diagonal + usize::from(x != y));
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_else() {
        let known = ["email", "phone", "first_name", "last_name"];
        assert_eq!(nearest("emial", known), Some("email"));
        assert_eq!(nearest("emai", known), Some("email"));
        assert_eq!(nearest("firstname", known), Some("first_name"));
        assert_eq!(nearest("fist_name", known), Some("first_name"));
        assert_eq!(nearest("x", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"e".repeat(1_000_000), known), None);
        assert_eq!(nearest("ab", ["aa", "bb"]), Some("aa"));
    }
}
