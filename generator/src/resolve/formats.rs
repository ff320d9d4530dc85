use super::{Resolver, pattern};
use crate::api::Format;
use crate::model::FormatDef;
use crate::report::{Code, Draft, quoted};
use crate::source::Cursor;
use regex::Regex;
use std::collections::{HashMap, HashSet};

/// The largest program that a pattern may compile to.
const MAX_PROGRAM_BYTES: usize = 1 << 20;

/// What a format asks of a text, compiled.
#[derive(Default)]
struct Check<'a> {
    pattern: Option<Regex>,
    not_pattern: Option<Regex>,
    values: Option<HashSet<&'a str>>,
    then: Option<&'a str>,
}

impl Check<'_> {
    fn takes(&self, text: &str) -> bool {
        self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
            && self.not_pattern.as_ref().is_none_or(|pattern| !pattern.is_match(text))
            && self.values.as_ref().is_none_or(|values| values.contains(text))
    }
}

impl<'a> Resolver<'a> {
    /// The formats.
    pub(super) fn formats(&mut self) -> Vec<Format> {
        let Some((file, content)) = &self.files.formats else { return Vec::new() };
        let top = Cursor::top(*file);
        let at = top.key("formats");
        let mut checks: HashMap<&str, Check<'a>> = HashMap::new();
        let mut formats = Vec::new();
        let mut seen = HashSet::new();
        for (name, def) in content.formats.iter().filter(|(name, _)| seen.insert(*name)) {
            let here = at.key(name);
            let (check, values) = self.check_of(name, def, &here);
            formats.push(self.format(name, def, values, &here));
            checks.insert(name, check);
        }
        for (format, (name, def)) in formats.iter_mut().zip(first_of_each(&content.formats)) {
            let here = at.key(name);
            let Some(chain) = self.chain(name, &checks, &here) else { continue };
            let takes = |text: &str| chain.iter().all(|check| check.takes(text));
            format.refuses_blank = [" ", "", "\t", "\u{3000}"].iter().all(|blank| !takes(blank));
            self.examples_of(name, def, &chain, &here);
        }
        formats
    }

    fn format(&mut self, name: &str, def: &FormatDef, values: Vec<String>, here: &Cursor<'_>) -> Format {
        self.snake_case(name, here.at_key(), "a format");
        self.line(&def.doc, &here.key("doc"));
        self.line(&def.message, &here.key("message"));
        if let Some(code) = &def.code {
            self.snake_case(code, here.key("code").at_value(), "a code");
        }
        self.rests_on(&def.rulings, here);
        let source = def.source.as_ref();
        let place = source.and_then(|source| self.source_place(source, None, &here.key("source")));
        Format {
            name: name.to_owned(),
            code: def.code.clone().unwrap_or_else(|| name.to_owned()),
            message: def.message.clone(),
            doc: def.doc.clone(),
            pattern: def.pattern.clone(),
            not_pattern: def.not_pattern.clone(),
            values,
            then: def.then.clone(),
            refuses_blank: false,
            place,
            rulings: def.rulings.clone(),
            valid: def.valid.clone(),
            invalid: def.invalid.clone(),
        }
    }

    /// What the format asks for, and the sorted texts of its list.
    fn check_of(&mut self, name: &str, def: &'a FormatDef, here: &Cursor<'_>) -> (Check<'a>, Vec<String>) {
        if def.pattern.is_none() && def.not_pattern.is_none() && def.values_file.is_none() {
            let draft = Draft::new(
                Code::FormatEmpty,
                here.at_key(),
                format!("the format {} demands nothing", quoted(name)),
            );
            self.report(draft.remedy("add a `pattern`, a `not_pattern` or a `values_file`"));
        }
        let pattern = def.pattern.as_ref().and_then(|text| self.compile(text, &here.key("pattern")));
        let not_pattern =
            def.not_pattern.as_ref().and_then(|text| self.compile(text, &here.key("not_pattern")));
        let values = def.values_file.as_ref().map(|file| self.values_in(file, &here.key("values_file")));
        let listed = values.iter().flatten().map(|value| (*value).to_owned()).collect();
        let values = values.map(|values| values.into_iter().collect());
        (Check { pattern, not_pattern, values, then: def.then.as_deref() }, listed)
    }

    fn compile(&mut self, text: &str, at: &Cursor<'_>) -> Option<Regex> {
        let flaws = pattern::flaws(text);
        let portable = flaws.is_empty();
        for flaw in flaws {
            let draft = Draft::new(Code::Pattern, at.at_words(flaw.bytes), flaw.message);
            self.report(if flaw.remedy.is_empty() { draft } else { draft.remedy(flaw.remedy) });
        }
        if !portable {
            return None;
        }
        let whole = format!("^(?:{text})$");
        match regex::RegexBuilder::new(&whole).size_limit(MAX_PROGRAM_BYTES).build() {
            Ok(regex) => Some(regex),
            Err(error) => {
                let message = match error {
                    regex::Error::CompiledTooBig(_) => "the pattern is too large".to_owned(),
                    other => format!(
                        "the pattern is wrong: {}",
                        other.to_string().lines().last().unwrap_or_default()
                    ),
                };
                self.report(Draft::new(Code::Pattern, at.at_value(), message));
                None
            }
        }
    }

    /// The texts of a list, sorted.
    fn values_in(&mut self, name: &str, at: &Cursor<'_>) -> Vec<&'a str> {
        self.used.values.insert(name.to_owned());
        let Some((_, text)) = self.files.values.get(name).and_then(|file| self.files.texts.get(*file)) else {
            let draft =
                Draft::new(Code::MissingFile, at.at_value(), format!("there is no file {}", quoted(name)));
            let known: Vec<&str> = self.files.values.keys().map(String::as_str).collect();
            self.report_unknown(
                draft,
                name,
                known.into_iter(),
                "a list is a `.txt` file beside `formats.yaml`",
            );
            return Vec::new();
        };
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let mut values: Vec<&str> = lines.collect();
        let count = values.len();
        values.sort_unstable();
        values.dedup();
        if values.len() != count {
            let message = format!("a text stands twice in {}", quoted(name));
            self.report(Draft::new(Code::DuplicateValue, at.at_value(), message));
        }
        values
    }

    /// The format and those that it asks for after it, unless they come back to it.
    fn chain<'c>(
        &mut self,
        name: &str,
        checks: &'c HashMap<&str, Check<'a>>,
        here: &Cursor<'_>,
    ) -> Option<Vec<&'c Check<'a>>> {
        let mut chain = Vec::new();
        let mut next = checks.get(name);
        while let Some(check) = next {
            chain.push(check);
            let Some(then) = check.then else { break };
            if then == name || chain.len() > checks.len() {
                let message = format!("the format {} comes back to itself", quoted(name));
                self.report(Draft::new(Code::FormatCycle, here.key("then").at_value(), message));
                return None;
            }
            next = checks.get(then);
            if next.is_none() && chain.len() == 1 {
                let message = format!("unknown format {}", quoted(then));
                let draft = Draft::new(Code::UnknownFormat, here.key("then").at_value(), message);
                let known = self.tables.formats.clone();
                self.report_unknown(draft, then, known.into_iter(), "");
            }
        }
        Some(chain)
    }

    fn examples_of(&mut self, name: &str, def: &FormatDef, chain: &[&Check<'_>], here: &Cursor<'_>) {
        let wrong_pattern = |text: &Option<String>, compiled: bool| text.is_some() && !compiled;
        let broken = chain.first().is_none_or(|own| {
            wrong_pattern(&def.pattern, own.pattern.is_some())
                || wrong_pattern(&def.not_pattern, own.not_pattern.is_some())
                || own.values.as_ref().is_some_and(HashSet::is_empty)
                || (own.pattern.is_none() && own.not_pattern.is_none() && own.values.is_none())
        });
        if broken {
            return;
        }
        for (key, texts, should) in [("valid", &def.valid, true), ("invalid", &def.invalid, false)] {
            let list = here.key(key);
            if texts.is_empty() {
                let message = format!("the format {} has no {key} example", quoted(name));
                let draft = Draft::new(Code::FormatExample, list.at_key(), message);
                self.report(draft.remedy("examples become tests in every language: give at least one"));
            }
            for (index, text) in texts.iter().enumerate() {
                // A valid text passes all that is asked for; an invalid one fails here, not in what comes after.
                let passes = match should {
                    true => chain.iter().all(|check| check.takes(text)),
                    false => chain.first().is_some_and(|own| own.takes(text)),
                };
                if passes != should {
                    let verb = if should { "refuses" } else { "takes" };
                    let message =
                        format!("the format {} {verb} its {key} example {}", quoted(name), quoted(text));
                    let draft = Draft::new(Code::FormatExample, list.index(index).at_value(), message);
                    self.report(draft.remedy("change the example or the format, whichever is wrong"));
                }
            }
        }
    }
}

fn first_of_each(entries: &crate::model::Entries<FormatDef>) -> impl Iterator<Item = (&str, &FormatDef)> {
    let mut seen = HashSet::new();
    entries.iter().filter(move |(name, _)| seen.insert((*name).to_owned()))
}
