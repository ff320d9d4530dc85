use crate::api::Format;
use crate::witness::{Model, Models};

/// Whether both sides define a format alike, those that are asked for then included.
pub fn is_same_format(models: &Models, name: &str) -> bool {
    let (mut old, mut new) = (models.old.format(name), models.new.format(name));
    for _ in 0..=models.old.api.formats.len() {
        match (old, new) {
            (Some(a), Some(b)) if is_same(a, b) => {
                let next = |model: &Model, format: &Format| {
                    format.then.as_ref().map(|then| model.format(then).map(|f| f.name.clone()))
                };
                if next(&models.old, a) != next(&models.new, b) {
                    return false;
                }
                old = a.then.as_deref().and_then(|then| models.old.format(then));
                new = b.then.as_deref().and_then(|then| models.new.format(then));
            }
            (None, None) => return true,
            _ => return false,
        }
    }
    true
}

fn is_same(a: &Format, b: &Format) -> bool {
    (&a.pattern, &a.not_pattern, &a.values, a.refuses_blank, &a.then)
        == (&b.pattern, &b.not_pattern, &b.values, b.refuses_blank, &b.then)
}

/// A format's demands in one line.
pub fn in_words(model: &Model, format: &Format) -> String {
    let mut words = Vec::new();
    words.extend(format.pattern.clone());
    words.extend(format.not_pattern.as_ref().map(|pattern| format!("not {pattern}")));
    if !format.values.is_empty() {
        words.push(format!("one of {} texts", format.values.len()));
    }
    let mut then = format.then.as_deref().and_then(|then| model.format(then));
    for _ in 0..model.api.formats.len() {
        let Some(format) = then else { break };
        words.push(format!("then {}", format.pattern.as_deref().unwrap_or(&format.name)));
        then = format.then.as_deref().and_then(|then| model.format(then));
    }
    words.join(", ")
}

/// What a format demands on both sides, in a line each; of lists what they do not share.
pub fn both_in_words(models: &Models, name: &str) -> (Option<String>, Option<String>) {
    let (Some(old), Some(new)) = (models.old.format(name), models.new.format(name)) else {
        return (None, None);
    };
    let gone: Vec<&str> = without(&old.values, &new.values);
    let added: Vec<&str> = without(&new.values, &old.values);
    if old.values.is_empty() || new.values.is_empty() || (gone.is_empty() && added.is_empty()) {
        return (Some(in_words(&models.old, old)), Some(in_words(&models.new, new)));
    }
    let words = |own: &[&str], other: &[&str]| {
        let listed =
            |word: &str, texts: &[&str]| (!texts.is_empty()).then(|| format!("{word} {}", list(texts)));
        [listed("with", own), listed("without", other)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    (Some(words(&gone, &added)), Some(words(&added, &gone)))
}

/// What of one sorted list the other does not have.
fn without<'t>(list: &'t [String], other: &[String]) -> Vec<&'t str> {
    list.iter().filter(|text| other.binary_search(text).is_err()).map(String::as_str).collect()
}

fn list(texts: &[&str]) -> String {
    const MOST: usize = 5;
    let shown = texts.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    if texts.len() > MOST { format!("{shown} and {} more", texts.len() - MOST) } else { shown }
}
