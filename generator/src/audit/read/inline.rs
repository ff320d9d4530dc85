/// How far a link's target is looked for.
const LONGEST_TARGET: usize = 2000;
/// How far the end of a tag is looked for.
const LONGEST_TAG: usize = 200;

/// A text without its markup: emphasis, code marks, links, tags, escapes. A star that marks a name stays.
pub fn strip(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut out: Vec<Option<char>> = Vec::with_capacity(chars.len());
    let mut brackets = Vec::new();
    let mut at = 0;
    let get = |index: usize| chars.get(index).copied();
    let mut in_code = false;
    while let Some(c) = get(at) {
        at += 1;
        match c {
            '`' => in_code = !in_code,
            '\\' if get(at).is_some_and(|next| next.is_ascii_punctuation()) => {
                out.push(get(at));
                at += 1;
            }
            _ if in_code => out.push(Some(c)),
            '*' if get(at).is_some() || chars.iter().filter(|c| **c == '*').count() > 1 => {}
            '[' => {
                brackets.push(out.len());
                out.push(Some('['));
            }
            ']' => match (brackets.pop(), target(&chars, at)) {
                (Some(open), Some(end)) => {
                    if let Some(slot) = out.get_mut(open) {
                        *slot = None;
                    }
                    at = end;
                }
                _ => out.push(Some(']')),
            },
            '<' if get(at).is_some_and(|next| next.is_ascii_alphabetic() || next == '/') => {
                let end = chars.iter().skip(at).take(LONGEST_TAG).position(|c| *c == '>');
                match end {
                    Some(length) => at += length + 1,
                    None => out.push(Some('<')),
                }
            }
            _ => out.push(Some(c)),
        }
    }
    let text: String = out.into_iter().flatten().collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace('\u{a0}', " ")
}

/// Where a link's target ends that starts here.
fn target(chars: &[char], at: usize) -> Option<usize> {
    if chars.get(at) != Some(&'(') {
        return None;
    }
    chars.iter().skip(at).take(LONGEST_TARGET).position(|c| *c == ')').map(|length| at + length + 1)
}
