use super::judge::{payloads, read, read_context, words};
use super::output::warn;
use super::{FINDINGS, Format, Global, fail, print, progress};
use crate::api::{Api, Type, TypeId, UpgradeId};
use crate::judge::{Context, Issue, Judge, Options};
use crate::report::github::annotation;
use crate::report::style::{TITLE, painted};
use crate::upgrade::{Asked, Dropped, Mismatch, Ordered, Upgraded, upgrade};
use fin_core::Structure;
use serde::Serialize;
use serde_json::{Map, Value};
use std::{path::PathBuf, process::ExitCode};

/// What `upgrade` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The version that the payloads are of
    #[arg(long, value_name = "VERSION")]
    pub from: String,
    /// The version that they become, the one after it
    #[arg(long, value_name = "VERSION")]
    pub to: String,
    /// The type that the payloads are, `CreateIndividualCustomer`; left out, the one that takes each of them
    #[arg(long, value_name = "TYPE")]
    pub schema: Option<String>,
    /// What the newer version needs beside the payloads: JSON for all of them, or JSON Lines, one for each
    #[arg(long, value_name = "FILE")]
    pub with: Option<PathBuf>,
    /// A context value, `today=2026-01-01`, or several as a JSON object
    #[arg(long, value_name = "KEY=VALUE|JSON")]
    pub context: Vec<String>,
    /// Payloads: JSON, or JSON Lines by the name; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// What became of a payload, as `--format json` prints it.
#[derive(Default, Serialize)]
struct Told<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// The type that `issues` are about.
    of: String,
    /// The newer payload, where nothing is missing and nothing wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<Ordered<'a>>,
    missing: Vec<Asked>,
    offered: Vec<Asked>,
    dropped: Vec<Dropped>,
    mismatches: Vec<Mismatch>,
    issues: Vec<Issue>,
}

pub fn run(global: &Global, args: &Args) -> ExitCode {
    let api = match super::load(global) {
        Ok(api) => api,
        Err(code) => return code,
    };
    match upgrade_files(&api, global.format, args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FINDINGS),
        Err(message) => fail(&message),
    }
}

/// Whether every payload has become one of the newer version.
fn upgrade_files(api: &Api, format: Format, args: &Args) -> Result<bool, String> {
    let judge = Judge::new(api).map_err(|error| error.to_string())?;
    let context =
        judge.context(&read_context(&api.context, &args.context)?).map_err(|error| error.to_string())?;
    let chosen = Chosen::of(api, args)?;
    let command = Upgrade { api, judge: &judge, context: &context, chosen };
    let given = additions(args, format)?;
    let (mut all_done, mut count) = (true, 0);
    let mut failures = Vec::new();
    for file in &args.files {
        let name = file.display().to_string();
        progress::step(format!("reading {name}"));
        let bytes = match read(file, format) {
            Ok(bytes) => bytes,
            Err(error) => {
                failures.push(format!("cannot read {name}: {error}"));
                continue;
            }
        };
        for (line, payload) in payloads(file, &bytes) {
            let told = command.upgrade(payload, given.of(count)?)?;
            count += 1;
            all_done &= told.payload.is_some();
            show(&Told { file: &name, line, ..told }, format);
        }
    }
    if failures.is_empty() {
        given.are_used(count).map(|()| all_done)
    } else {
        Err(failures.join("\nerror: "))
    }
}

/// The additions: the same for every payload, or one for each.
enum Additions {
    Same(Map<String, Value>),
    Each(Vec<Map<String, Value>>),
}

fn additions(args: &Args, format: Format) -> Result<Additions, String> {
    let Some(file) = &args.with else { return Ok(Additions::Same(Map::new())) };
    let bytes = read(file, format).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let mut all = Vec::new();
    for (line, text) in payloads(file, &bytes) {
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        let read = serde_json::from_slice(text);
        all.push(read.map_err(|_| format!("{}{line} is no JSON object", file.display()))?);
    }
    let is_lines = file.extension().is_some_and(|extension| extension == "jsonl");
    Ok(if is_lines { Additions::Each(all) } else { Additions::Same(all.pop().unwrap_or_default()) })
}

impl Additions {
    fn of(&self, index: usize) -> Result<&Map<String, Value>, String> {
        match self {
            Additions::Same(given) => Ok(given),
            Additions::Each(all) => all
                .get(index)
                .ok_or_else(|| format!("`--with` has {} lines, and there are more payloads", all.len())),
        }
    }

    fn are_used(&self, count: usize) -> Result<(), String> {
        match self {
            Additions::Each(all) if all.len() > count => {
                Err(format!("`--with` has {} lines, and there are {count} payloads", all.len()))
            }
            _ => Ok(()),
        }
    }
}

/// The upgrades between two versions, and the one that is asked for.
struct Chosen<'a> {
    all: Vec<Kind<'a>>,
}

/// An upgrade, the type that it takes, the one that it gives, and its additions.
#[derive(Clone, Copy)]
struct Kind<'a> {
    id: UpgradeId,
    from: &'a Type,
    to: TypeId,
    additions: Option<TypeId>,
}

impl<'a> Chosen<'a> {
    fn of(api: &'a Api, args: &Args) -> Result<Self, String> {
        for version in [&args.from, &args.to] {
            if !api.versions.contains(version) {
                return Err(format!("there is no version `{version}`, only {}", api.versions.join(", ")));
            }
        }
        let roots = api.root_upgrades().filter_map(|(id, upgrade)| {
            let (from, to) = (api.type_of(upgrade.from)?, api.type_of(upgrade.to)?);
            let is_asked = from.scope.name() == args.from && to.scope.name() == args.to;
            is_asked.then_some(Kind { id, from, to: upgrade.to, additions: upgrade.additions })
        });
        let all: Vec<Kind> = roots.collect();
        if all.is_empty() {
            return Err(format!("the model has no upgrade from {} to {}", args.from, args.to));
        }
        let Some(schema) = &args.schema else { return Ok(Chosen { all }) };
        let name = schema.strip_prefix(&format!("{}.", args.from)).unwrap_or(schema);
        let known: Vec<String> = all.iter().map(|kind| kind.from.name.clone()).collect();
        let one: Vec<Kind> = all.into_iter().filter(|kind| kind.from.name == name).collect();
        if one.is_empty() {
            let nearest = fin_core::nearest(name, known.iter().map(String::as_str));
            let meant = nearest.map(|nearest| format!(", did you mean `{nearest}`?")).unwrap_or_default();
            return Err(format!("there is no upgrade of `{schema}`{meant}"));
        }
        Ok(Chosen { all: one })
    }
}

/// What every payload is upgraded with.
struct Upgrade<'a> {
    api: &'a Api,
    judge: &'a Judge,
    context: &'a Context,
    chosen: Chosen<'a>,
}

impl<'a> Upgrade<'a> {
    fn upgrade(&self, payload: &[u8], given: &Map<String, Value>) -> Result<Told<'a>, String> {
        let Kind { id, from, to, additions } = self.kind(payload)?;
        let mut told = Told {
            of: from.qualified(),
            issues: self.issues(&from.qualified(), payload)?,
            ..Told::default()
        };
        if !told.issues.is_empty() {
            return Ok(told);
        }
        // What the judge takes is JSON, and of numbers beyond a double it takes none.
        let older: Value = serde_json::from_slice(payload).unwrap_or_default();
        let Upgraded { payload, missing, offered, dropped, mismatches } =
            upgrade(self.api, id, &older, given);
        told.issues = self.of_additions(additions, given)?;
        told.of = match additions.and_then(|id| self.api.type_of(id)) {
            Some(ty) if !told.issues.is_empty() => ty.qualified(),
            _ => self.api.type_of(to).map(Type::qualified).unwrap_or_default(),
        };
        let is_complete = missing.is_empty() && mismatches.is_empty() && told.issues.is_empty();
        (told.missing, told.offered, told.dropped, told.mismatches) = (missing, offered, dropped, mismatches);
        if is_complete {
            let text = serde_json::to_vec(&payload).unwrap_or_default();
            told.issues = self.issues(&told.of, &text)?;
            let is_valid = told.issues.is_empty();
            told.payload = is_valid.then_some(Ordered { api: self.api, ty: to, value: payload });
        }
        Ok(told)
    }

    /// The type that the payload is: the chosen one, the one that takes it, or else the one that knows most of its
    /// fields.
    fn kind(&self, payload: &[u8]) -> Result<Kind<'a>, String> {
        if let [one] = self.chosen.all.as_slice() {
            return Ok(*one);
        }
        let mut fewest = usize::MAX;
        let mut found = Vec::new();
        for one in &self.chosen.all {
            let verdict =
                self.judge.check_text(&one.from.qualified(), payload, self.context, &Options::default());
            let verdict = verdict.map_err(|error| error.to_string())?;
            let is_stray = |issue: &&Issue| {
                let strays = [Structure::UnknownField.code(), Structure::Required.code()];
                strays.contains(&issue.code.as_str()) && !issue.path.contains(['.', '['])
            };
            let strays = verdict.issues.iter().filter(is_stray).count();
            if strays < fewest {
                (fewest, found) = (strays, Vec::new());
            }
            if strays == fewest {
                found.push(*one);
            }
        }
        match found.as_slice() {
            [one] => Ok(*one),
            _ => {
                let names: Vec<&str> = self.chosen.all.iter().map(|one| one.from.name.as_str()).collect();
                Err(format!("a payload could be of several types: say which, `--schema {}`", names.join("|")))
            }
        }
    }

    fn issues(&self, schema: &str, payload: &[u8]) -> Result<Vec<Issue>, String> {
        let verdict = self.judge.check_text(schema, payload, self.context, &Options::default());
        verdict.map(|verdict| verdict.issues).map_err(|error| error.to_string())
    }

    /// What is wrong with the additions themselves. What they lack is told with the payload that needs it.
    fn of_additions(&self, ty: Option<TypeId>, given: &Map<String, Value>) -> Result<Vec<Issue>, String> {
        let Some(ty) = ty.and_then(|id| self.api.type_of(id)).filter(|_| !given.is_empty()) else {
            return Ok(Vec::new());
        };
        let text = serde_json::to_vec(given).unwrap_or_default();
        let mut issues = self.issues(&ty.qualified(), &text)?;
        issues.retain(|issue| issue.code != Structure::Required.code());
        Ok(issues)
    }
}

fn show(told: &Told<'_>, format: Format) {
    if format == Format::Json {
        // Nothing in it can fail to serialise.
        return print(&serde_json::to_string(told).map(|json| json + "\n").unwrap_or_default());
    }
    let place = told.line.map_or_else(|| told.file.to_owned(), |line| format!("{}:{line}", told.file));
    let line = told.line.map(|line| line.to_string());
    let mut properties = vec![("file", told.file)];
    properties.extend(line.as_deref().map(|line| ("line", line)));
    for words in sentences(told) {
        warn(&match format {
            Format::Github => annotation("error", &properties, &words),
            // As Markdown it is not offered.
            Format::Text | Format::Json | Format::Markdown => {
                format!("{}: {words}\n", painted(TITLE, &place))
            }
        });
    }
    if format != Format::Github {
        for words in remarks(told) {
            warn(&format!("{}: {words}\n", painted(TITLE, &place)));
        }
    }
    if let Some(payload) = &told.payload {
        let text = match told.line {
            Some(_) => serde_json::to_string(payload),
            None => serde_json::to_string_pretty(payload),
        };
        print(&(text.unwrap_or_default() + "\n"));
    }
}

/// What keeps a payload from being upgraded.
fn sentences(told: &Told<'_>) -> Vec<String> {
    let missing = told.missing.iter().map(|Asked { path, additions, ty, doc, row }| {
        let at =
            if path == additions { String::new() } else { format!("; in the additions it is {additions}") };
        format!("{path} is missing: {doc}, {ty}{at} [{row}]")
    });
    let mismatches = told.mismatches.iter().map(|Mismatch { path, items, additions }| {
        format!("{path} has {items} items, and the additions have {additions}")
    });
    let issues = told.issues.iter().map(|issue| format!("{}: {}", told.of, words(issue)));
    missing.chain(mismatches).chain(issues).collect()
}

/// What else is to know.
fn remarks(told: &Told<'_>) -> Vec<String> {
    let dropped =
        told.dropped.iter().map(|Dropped { path, doc, row }| format!("{path} is dropped: {doc} [{row}]"));
    let offered: Vec<&str> = told.offered.iter().map(|asked| asked.additions.as_str()).collect();
    let offered = (!offered.is_empty()).then(|| format!("may be given too: {}", offered.join(", ")));
    dropped.chain(offered).collect()
}
