use super::Fact;

/// A call that a guide names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its line.
    pub line: usize,
    /// The method; empty where the guide names only the path.
    pub method: String,
    /// The path, every parameter as `{}`.
    pub path: String,
}

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// The calls in a text: a method and a path, side by side.
pub fn in_text(text: &str, line: usize, facts: &mut Vec<Fact>) {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        // A path alone is a call as well, whatever its method.
        let bare = word.trim_matches(|c: char| "()[],.;\"'`".contains(c));
        if is_path(bare) {
            push("", bare, line, facts);
            continue;
        }
        let method = word.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let Some(method) = METHODS.into_iter().find(|known| *known == method) else { continue };
        let Some(path) = words.next_if(|path| path.starts_with('/')) else { continue };
        let path = path.trim_end_matches([',', '.', ')', ';', ':', '"']);
        push(method, path, line, facts);
    }
}

/// Whether a word is the path of a call: it starts with a version.
fn is_path(word: &str) -> bool {
    let rest = word.strip_prefix("/v").unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('/')
}

/// Adds a call once for each section and line.
pub fn push(method: &str, path: &str, line: usize, facts: &mut Vec<Fact>) {
    let endpoint = Endpoint { line, method: method.to_owned(), path: normal_path(path) };
    let known = |fact: &Fact| matches!(fact, Fact::Endpoint(known) if *known == endpoint);
    if !facts.iter().rev().take(32).any(known) {
        facts.push(Fact::Endpoint(endpoint));
    }
}

/// A path without its query, every parameter as `{}`: `:customer-id`, `{customer_id}`, an id, nothing at all.
pub fn normal_path(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts = path.trim_end_matches('/').split('/').enumerate().map(|(index, part)| {
        let is_id = part.len() == 36 && part.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        // Braces with more behind them are no parameter but part of a name.
        let is_braced = part.starts_with('{') && (part.ends_with('}') || !part.contains('}'));
        let is_marked = part.starts_with([':', '<']) || is_braced;
        let is_parameter = is_marked || is_id || (part.is_empty() && index > 0);
        if is_parameter { "{}" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The method and the path of a `curl` command.
pub fn of_curl(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let after = |flags: &[&str]| {
        let at = words.iter().position(|word| flags.contains(word))?;
        words.get(at + 1).map(|word| word.trim_matches(['\'', '"']))
    };
    let url = after(&["--url"]).or_else(|| {
        words.iter().map(|word| word.trim_matches(['\'', '"'])).find(|word| word.starts_with("http"))
    })?;
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = host.find('/').and_then(|at| host.get(at..))?;
    let has_body = words.iter().any(|word| word.starts_with("--data") || *word == "-d" || *word == "--form");
    let method = after(&["--request", "-X"]).unwrap_or(if has_body { "POST" } else { "GET" });
    Some((method.to_owned(), path.to_owned()))
}
