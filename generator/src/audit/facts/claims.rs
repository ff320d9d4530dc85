use super::{bare_words, is_evident_name, limits};
use regex::Regex;
use std::sync::LazyLock;

/// Something that a sentence demands.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its line.
    pub line: usize,
    /// What is demanded.
    pub what: What,
    /// The names of fields and values beside it.
    pub names: Vec<String>,
    /// The sentence, to look for words; not for printing.
    pub sentence: String,
    /// What stands around it, for the same.
    pub around: String,
}

/// What is demanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A bound: the key of a constraint, or one of `exactly`, `at_least` and `at_most` of a count, `above`, `below`
    /// and `total` of a sum, `kinds` of an enum, `unique`, `equal`,
    /// `lowercase`, `latin`; `required` and `optional` with the field.
    Bound(&'static str, String),
    /// One text is taken, and the other is not.
    Texts(String, String),
    /// A shape such as `xxx-xx-xxxx`.
    Shape(String),
    /// The endings of the files that are taken.
    Files(Vec<String>),
    /// Documents of these types are shown from both sides, or need name none.
    Sides(Vec<String>, bool),
    /// An HTTP status.
    Answer(u16),
    /// The statuses that a customer must have.
    InStatus(Vec<String>),
    /// Something that nothing here can read.
    Other,
}

impl What {
    /// What is demanded, as the lock keeps it and as it is told: `at_most 1`.
    pub fn name(&self) -> String {
        match self {
            What::Bound(key, value) if value.is_empty() => (*key).to_owned(),
            What::Bound(key, value) => format!("{key} {value}"),
            What::Texts(takes, refuses) => format!("texts {takes} not {refuses}"),
            What::Shape(shape) => format!("shape {shape}"),
            What::Files(kinds) => format!("files {}", kinds.join(" ")),
            What::Sides(of, true) => format!("both_sides {}", of.join(" ")),
            What::Sides(of, false) => format!("any_side {}", of.join(" ")),
            What::Answer(status) => format!("answer {status}"),
            What::InStatus(of) => format!("in_status {}", of.join(" ")),
            What::Other => "demand".to_owned(),
        }
    }
}

macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => {
        $(static $name: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(&$pattern.replace(r"\b", r"(?-u:\b)")).ok()
        });)*

        #[cfg(test)]
        fn compiled() -> Vec<(&'static str, bool)> {
            vec![$(($pattern, $name.is_some()),)*]
        }
    };
}

// The engine is built without Unicode's tables: classes are spelled out.
patterns! {
    COUNT = r"\b(at most|at least|exactly|up to|no more than|only|minimum|maximum|max|min)[.]? (one|two|three|four|five|a single|[0-9]+)(%|[.][0-9]+)?(?: of)? ?([a-zA-Z_-]*)";
    ABOVE = r"(?:>|≥|more than|above|greater than) ?([0-9]+(?:[.][0-9]+)?)";
    BELOW = r"(?:<|≤|less than|below|under) ?([0-9]+(?:[.][0-9]+)?)";
    TOTAL = r"\b(?:sum|total|add up) (?:up )?to ([0-9]+(?:[.][0-9]+)?)";
    WITHIN = r"\b(?:within|last|past)(?: the)?(?: last| past)? ([0-9]+) (days?|weeks?|months?|years?|hours?|minutes?)";
    SHARE = r"(?:>=?|<=?|≥|≤) ?([0-9]+(?:[.][0-9]+)?) ?%";
    MAY_BE = r"\bmay have an? ([a-z_]+) of ([0-9]+)";
    KINDS = r"\b([0-9]+) (?:types|kinds)\b";
    SHAPE = r"\b(x+(?:[-./ ]x+)+)\b";
    TICKS = r"([^ ]+) ✓ not ([^ ]+) ✗";
    INSTEAD = r"([^ ]+) instead of ([^ ]+)";
    NOT = r"([^ ]+), not ([^,;]+)$";
    FILES = r"(?:[Aa]llowed|[Aa]ccepted|[Ss]upported) file (?:types|kinds|formats): ?([A-Za-z0-9, ]+)";
    ANSWER = r"(?:^|[ (])([2345][0-9]{2})[),.;:]*(?: [^0-9(]|$)";
    IN_STATUS = r"\bmust be in (.+?) status";
    DEMAND = r"\b(?:must|required?|requires|only|cannot|never|not accepted|not allowed|forbidden|at most|at least|unique|max|maximum|min|minimum)\b";
    SIZE = r"\b[0-9]+(?:[.][0-9]+)? ?(?:bytes?|kb|mb|gb|kib|mib|kg)\b";
    IS = r"^(?:the )?([a-z]+_[a-z_]+):? (?:field )?(?:is )?(required|optional|not required)\b";
    A_FIELD = r"\b(required|optional) ([a-z]+(?:_[a-z]+)*) (?:field|enum)\b";
}

/// No more of a text is looked at: a paragraph has a tenth of it.
const LONGEST_TEXT: usize = 8000;

/// What a text demands: a sentence, or the description of a field or value of that name.
pub fn claims(text: &str, of: Option<&str>, line: usize) -> Vec<Claim> {
    let mut all = Vec::new();
    let end = (0..=text.len().min(LONGEST_TEXT)).rev().find(|at| text.is_char_boundary(*at));
    let text = text.get(..end.unwrap_or(0)).unwrap_or_default();
    for sentence in sentences(text) {
        let mut found = Vec::new();
        // What is to be tried out is no demand.
        if sentence.starts_with('✓') {
            answers(&sentence.to_ascii_lowercase(), &mut found);
        } else {
            read(sentence, of.is_some(), &mut found);
        }
        let mut names: Vec<String> =
            bare_words(sentence).filter(|word| is_evident_name(word)).map(str::to_owned).collect();
        names.extend(of.map(str::to_owned));
        let claim = |what| Claim {
            line,
            what,
            names: names.clone(),
            sentence: sentence.to_owned(),
            around: text.to_owned(),
        };
        for what in found {
            if !all.iter().any(|known: &Claim| known.what == what) {
                all.push(claim(what));
            }
        }
    }
    all
}

fn read(sentence: &str, is_description: bool, found: &mut Vec<What>) {
    let lower = sentence.to_ascii_lowercase();
    // Bounds in a description are read with its row.
    if !is_description {
        let bounds = limits("", sentence).into_iter();
        found.extend(bounds.map(|limit| What::Bound(limit.key, limit.value)));
        counts(&lower, found);
        whether(&lower, found);
        statuses(sentence, found);
        sides(sentence, &lower, found);
        answers(&lower, found);
    }
    numbers(&lower, found);
    texts(sentence, found);
    let mut says = |words: &[&str], key| {
        if words.iter().any(|words| lower.contains(words)) {
            found.push(What::Bound(key, String::new()));
        }
    };
    says(&["must be unique", "have a unique", "has a unique"], "unique");
    says(&["must match", "must exactly match", "must equal"], "equal");
    says(&["all lowercase"], "lowercase");
    says(&["only english (latin)", "only latin", "only ascii"], "latin");
    // What introduces a table or a list is no demand, nor is the legend of a star.
    let introduces = sentence.ends_with(':') || sentence.starts_with('*');
    let demands = found.is_empty() && !is_description && !introduces && is_match(&DEMAND, &lower);
    if demands || is_match(&SIZE, &lower) {
        found.push(What::Other);
    }
}

/// `at most one document`, `within the last 90 days`
fn counts(lower: &str, found: &mut Vec<What>) {
    for parts in captures(&COUNT, lower) {
        let [how, number, part, noun] = parts.as_slice() else { continue };
        // Lengths, ages and times have phrases of their own.
        let other = ["char", "year", "day", "week", "month", "hour", "digit", "percent", "type", "kind"];
        if !part.is_empty() || other.iter().any(|unit| noun.starts_with(unit)) {
            continue;
        }
        let key = match how.as_str() {
            "at most" | "up to" | "no more than" | "maximum" | "max" | "only" => "at_most",
            "at least" | "minimum" | "min" => "at_least",
            _ => "exactly",
        };
        found.push(What::Bound(key, digits(number)));
    }
    for parts in captures(&WITHIN, lower) {
        let [number, unit] = parts.as_slice() else { continue };
        found.push(What::Bound("within", format!("{number} {}s", unit.trim_end_matches('s'))));
    }
    for parts in captures(&KINDS, lower) {
        found.extend(parts.first().map(|number| What::Bound("kinds", number.clone())));
    }
}

/// Sums and shares.
fn numbers(lower: &str, found: &mut Vec<What>) {
    let mut bound = |pattern: &LazyLock<Option<Regex>>, key| {
        let numbers = captures(pattern, lower).into_iter().filter_map(|parts| parts.into_iter().next());
        found.extend(numbers.map(|number| What::Bound(key, number)));
    };
    bound(&TOTAL, "total");
    if lower.contains("total") || lower.contains("sum of") {
        bound(&ABOVE, "above");
        bound(&BELOW, "below");
    } else {
        bound(&SHARE, "share");
    }
    for parts in captures(&MAY_BE, lower) {
        if let [_, number] = parts.as_slice() {
            found.push(What::Bound("minimum", number.clone()));
        }
    }
}

/// `verification_type is optional`, `optional gender field`
fn whether(lower: &str, found: &mut Vec<What>) {
    let mut add = |name: &str, how: &str| {
        let key = if how == "required" { "required" } else { "optional" };
        found.push(What::Bound(key, name.to_owned()));
    };
    for parts in captures(&IS, lower) {
        if let [name, how] = parts.as_slice() {
            add(name, how);
        }
    }
    for parts in captures(&A_FIELD, lower) {
        if let [how, name] = parts.as_slice() {
            add(name, how);
        }
    }
}

/// Texts that are taken and texts that are not, and shapes.
fn texts(sentence: &str, found: &mut Vec<What>) {
    let bare = |text: &str| -> String {
        let text = text.trim().trim_end_matches(['.', ',', ';', ':']);
        text.trim_matches(|c: char| "\"'“”`[]".contains(c)).chars().take(80).collect()
    };
    for pattern in [&TICKS, &INSTEAD, &NOT] {
        for parts in captures(pattern, sentence) {
            let [takes, refuses] = parts.as_slice() else { continue };
            let (takes, refuses) = (bare(takes), bare(refuses));
            // An amount in dollars is an explanation, a word is none of a payload's texts.
            let plain = takes.starts_with(['$', '(']) || takes.chars().all(|c| c.is_ascii_alphabetic());
            if !plain && !takes.is_empty() && !refuses.is_empty() {
                found.push(What::Texts(takes, refuses));
            }
        }
    }
    for parts in captures(&SHAPE, sentence) {
        found.extend(parts.first().map(|shape| What::Shape(shape.clone())));
    }
    for parts in captures(&FILES, sentence) {
        let kinds = parts.first().map_or("", String::as_str).split(|c: char| !c.is_ascii_alphanumeric());
        let kinds = kinds.filter(|kind| !kind.is_empty() && *kind != "and" && *kind != "or");
        found.push(What::Files(kinds.map(|kind| unglued(kind).to_ascii_lowercase()).collect()));
    }
}

/// Capitals without the word that a rendered page glues to them: `PNG` of `PNGResponse`.
fn unglued(word: &str) -> &str {
    let small = word.find(|c: char| c.is_ascii_lowercase()).filter(|at| *at > 2);
    small.and_then(|at| word.get(..at - 1)).unwrap_or(word)
}

/// `must be in INCOMPLETE or ACTION_REQUIRED status`
fn statuses(sentence: &str, found: &mut Vec<What>) {
    for parts in captures(&IN_STATUS, sentence) {
        let names = bare_words(parts.first().map_or("", String::as_str));
        let names: Vec<String> = names.filter(|word| is_evident_name(word)).map(str::to_owned).collect();
        if !names.is_empty() {
            found.push(What::InStatus(names));
        }
    }
}

/// `For NATIONAL_ID, you must provide both FRONT and BACK`, `For PASSPORT, the side field is optional`
fn sides(sentence: &str, lower: &str, found: &mut Vec<What>) {
    let both = lower.contains("both front and back");
    if !both && !lower.contains("side field is optional") {
        return;
    }
    let names = bare_words(sentence).filter(|word| is_evident_name(word));
    let names = names.filter(|word| !["FRONT", "BACK"].contains(word) && !word.contains(char::is_lowercase));
    let names: Vec<String> = names.map(str::to_owned).collect();
    if !names.is_empty() {
        found.push(What::Sides(names, both));
    }
}

/// HTTP statuses.
fn answers(lower: &str, found: &mut Vec<What>) {
    const CUES: [&str; 8] =
        ["error", "return", "response", "conflict", "concurrent", "failure", "in flight", "queued"];
    if CUES.iter().any(|cue| lower.contains(cue)) {
        let numbers = captures(&ANSWER, &lower.replace(", ", " , ")).into_iter().flatten();
        found.extend(numbers.filter_map(|number| number.parse().ok()).map(What::Answer));
    }
}

/// A word is looked back for no further.
const LONGEST_WORD: usize = 40;

/// The sentences of a text. A full stop behind an abbreviation ends none.
fn sentences(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| ".;!?".contains(*c)) {
        let next = text.get(at + c.len_utf8()..).unwrap_or_default();
        let before = text.get(from..at).unwrap_or_default().chars().rev().take(LONGEST_WORD);
        let word: String = before.take_while(|c| *c != ' ').collect();
        let short =
            word.contains('.') && word.len() < 6 || ["niM", "xaM", "nim", "xam"].contains(&word.as_str());
        let ends = c == ';' || ("!?".contains(c) || (c == '.' && !short)) && next.starts_with(' ');
        let glued = c == '.' && next.starts_with(|c: char| c.is_ascii_uppercase()) && !short;
        // An address or a path is one word, whatever stands in it.
        let after = next.chars().take(LONGEST_WORD).take_while(|c| *c != ' ').any(|c| c == '@');
        let address = after || word.contains(['@', '/', '_', '-']);
        if ends || (glued && word.len() > 2 && !address) {
            all.push(text.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
        }
    }
    all.push(text.get(from..).unwrap_or_default());
    all.into_iter().map(|part| part.trim().trim_end_matches('.')).filter(|part| !part.is_empty()).collect()
}

fn digits(number: &str) -> String {
    let word = ["a single", "one", "two", "three", "four", "five"].iter().position(|word| *word == number);
    word.map_or_else(|| number.to_owned(), |at| at.max(1).to_string())
}

/// So much of a sentence is looked at.
const MOST_FOUND: usize = 16;

fn captures(pattern: &LazyLock<Option<Regex>>, text: &str) -> Vec<Vec<String>> {
    let Some(pattern) = pattern.as_ref() else { return Vec::new() };
    let groups = |found: regex::Captures<'_>| {
        let groups = found.iter().skip(1);
        groups.map(|group| group.map_or("", |group| group.as_str()).to_owned()).collect()
    };
    pattern.captures_iter(text).take(MOST_FOUND).map(groups).collect()
}

fn is_match(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::claims;

    fn said(text: &str) -> String {
        claims(text, None, 1).iter().map(|claim| claim.what.name()).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn every_pattern_compiles() {
        for (pattern, compiled) in super::compiled() {
            assert!(compiled, "{pattern}");
            // Tests have the engine with Unicode's tables, the program has it without: there these do not compile.
            let classes = [r"\s", r"\S", r"\w", r"\W", r"\d", r"\D", r"\p", r"\P", "(?i"];
            assert!(!classes.iter().any(|class| pattern.contains(class)), "{pattern}");
        }
    }

    #[test]
    fn reads_demands_out_of_sentences() {
        for (text, expected) in [
            ("At most one paper that is no photo may be sent.", "at_most 1"),
            ("Each has exactly two sides, and at least one file.", "exactly 2, at_least 1"),
            ("No more than 3 tries. Then wait.", "at_most 3"),
            ("Max 40 characters.", "max_length 40"),
            ("Must be at least 21 years old.", "min_age 21"),
            ("All shares must total > 0.5% and < 90%.", "above 0.5, below 90"),
            ("The parts must sum to 60.", "total 60"),
            ("Whoever has ≥15% of it.", "share 15"),
            ("Not older than the last 30 days, or within 2 months", "within 30 days, within 2 months"),
            ("The paper_id must be unique.", "unique"),
            ("It must match the_other.", "equal"),
            ("The until_date must be in the future.", "future"),
            ("Written all lowercase.", "lowercase"),
            ("Written as xxx-xx (e.g., 123-45).", "shape xxx-xx"),
            ("Say AB-C instead of C for the north.", "texts AB-C not C"),
            ("Codes: +1234, not (12) 34-5.", "texts +1234 not (12) 34-5"),
            ("a@b.c ✓ not A@B.C ✗", "texts a@b.c not A@B.C"),
            ("The amount is 50 for $50, not 5000.", ""),
            ("Allowed file types: PDF, TXT and PNG", "files pdf txt png"),
            ("A second one returns 409.", "answer 409"),
            ("Handles all failures (400, 401)", "answer 400, answer 401"),
            ("Call (415) 555-2671 in case of errors.", ""),
            ("It must be in OPEN_NOW or DONE_SO status.", "in_status OPEN_NOW DONE_SO"),
            ("For OLD_CARD, show both FRONT and BACK.", "both_sides OLD_CARD"),
            ("some_field is optional and falls to X.", "optional some_field"),
            ("Shoes Optional shoe_size field", "optional shoe_size"),
            ("Only 2 types remain", "kinds 2"),
            ("It must be shown to somebody.", "demand"),
            ("A file has 10 MB and more.", "demand"),
            ("✓ Totals > 100%", ""),
            ("P.O. Boxes are fine", ""),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
