use super::tree::Tree;
use crate::report::{Code, Draft, quoted};
use granit_parser::{ErrorKind, Event, Parser};
use serde::de::DeserializeOwned;

/// Collections nested deeper than this are refused.
const MAX_DEPTH: usize = 64;

/// Reads one file as what it should be.
pub fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Box<Draft>> {
    if suspicious(text) {
        refuse_bombs(file, text)?;
    }
    serde_yaml::from_str(text).map_err(|error| Box::new(mistake(file, text, &error)))
}

/// Whether the file needs [`refuse_bombs`]: it may nest deeply, or have directives or aliases.
fn suspicious(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut before = b'\n';
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'%' if before == b'\n' => return true,
            b'*' if before.is_ascii_whitespace() || b"[{,:".contains(&before) => return true,
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
        before = byte;
    }
    false
}

/// libyaml takes quadratic time on deep nesting and on many directives, and aliases can blow a small file up.
fn refuse_bombs(file: &str, text: &str) -> Result<(), Box<Draft>> {
    let options = granit_parser::options! {
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((Event::Alias(_), span)) => {
                let bytes = span.byte_range().unwrap_or_default();
                let draft = Draft::in_file(Code::Shape, file, bytes, "the model has no aliases");
                return Err(Box::new(draft.remedy("write the value out, or quote the text")));
            }
            Ok(_) => {}
            Err(error) => {
                let start = error.marker().byte_offset().unwrap_or_default();
                let (code, message) = match error.kind() {
                    ErrorKind::DirectiveDisallowed => (Code::Shape, "the model has no directives".to_owned()),
                    _ => (Code::YamlSyntax, error.info().to_string()),
                };
                return Err(Box::new(Draft::in_file(code, file, one_char(text, start), message)));
            }
        }
    }
    Ok(())
}

fn one_char(text: &str, start: usize) -> std::ops::Range<usize> {
    match text.get(start..).and_then(|rest| rest.chars().next()) {
        Some(c) if c != '\n' => start..start + c.len_utf8(),
        Some(_) => start..start,
        None => text.len()..text.len(),
    }
}

/// Turns the reader's error into a mistake with a place. The text of the error is all that the reader gives.
fn mistake(file: &str, text: &str, error: &serde_yaml::Error) -> Draft {
    let index = error.location().map_or(0, |location| location.index());
    let said = without_positions(&error.to_string());
    let (path, said) = match said.split_once(": ") {
        Some((path, rest)) if !path.contains(' ') && !said.starts_with('`') => {
            (path.to_owned(), rest.to_owned())
        }
        _ => (String::new(), said),
    };
    let names = backticked(&said);
    let name = names.first().map_or("", |name| name.as_str());
    let tree = Tree::read(text);
    let (code, bytes) = if said.starts_with("unknown field") || said.starts_with("unknown variant") {
        (Code::Shape, tree.scalar_at(index))
    } else if said.starts_with("duplicate field") {
        (Code::Shape, tree.second_key(index, name).or_else(|| tree.lead_to(index)))
    } else if said.starts_with("missing field") || said.starts_with("invalid type") {
        (Code::Shape, tree.lead_to(index))
    } else if path.is_empty() && !said.contains("document") {
        (Code::YamlSyntax, None)
    } else {
        (Code::Shape, tree.lead_to(index))
    };
    let bytes = bytes.unwrap_or_else(|| one_char(text, index));
    let known = names.get(1..).unwrap_or_default();
    let draft = |message: String| Draft::in_file(code, file, bytes.clone(), message);
    if said.starts_with("unknown field") {
        let otherwise = format!("expected {}", list(known));
        let known = known.iter().map(String::as_str);
        draft(format!("unknown key {}", quoted(name))).meant(name, known, &otherwise)
    } else if said.starts_with("duplicate field") {
        draft(format!("the key {} stands twice", quoted(name)))
    } else if said.starts_with("missing field") {
        draft(format!("the key {} is missing", quoted(name)))
    } else if said.starts_with("unknown variant") {
        let otherwise = format!("expected {}", list(known));
        let known = known.iter().map(String::as_str);
        draft(format!("unknown value {}", quoted(name))).meant(name, known, &otherwise)
    } else if said.starts_with("deserializing from YAML containing more than one document") {
        draft("the file holds more than one YAML document".to_owned())
    } else {
        draft(said.clone())
    }
}

/// The names that stand in backticks.
fn backticked(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    match names.as_slice() {
        [] => String::from("no key"),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// Takes "at line 3 column 5" out of an error's text: the report says it in its own way.
fn without_positions(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(found) = rest.find(" at line ").or_else(|| rest.find(" at position ")) {
        let (before, position) = rest.split_at(found);
        kept.push_str(before);
        let numbers = position.trim_start_matches(|c: char| {
            c == ' ' || c.is_ascii_digit() || "at line column position".contains(c)
        });
        rest = if numbers.len() < position.len() { numbers } else { "" };
    }
    kept + rest
}
