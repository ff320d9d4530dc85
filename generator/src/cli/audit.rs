use super::{FINDINGS, Format, Global, fail, print, print_report, progress, say};
use crate::api::Api;
use crate::audit::{self, Audit, Guide, LOCK_FILE, MAX_PAGE_BYTES, Shown};
use crate::model::Authority;
use crate::report::{Draft, Report};
use crate::source::Texts;
use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What `audit` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The folder of the guides, or the guides themselves, under the names that `fin.yaml` gives them
    #[arg(long, value_name = "DIR|FILE", required_unless_present = "openapi", num_args = 1..)]
    pub docs: Vec<PathBuf>,
    /// An OpenAPI 3 document of the API, in JSON or in YAML
    #[arg(long, value_name = "FILE")]
    pub openapi: Option<PathBuf>,
    /// Take what the guides say now as known: renew `docs.lock` in the model's folder
    #[arg(long, requires = "docs")]
    pub accept: bool,
    /// The day on which the guides' examples are judged, instead of today: YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
}

pub fn run(global: &Global, args: &Args) -> ExitCode {
    progress::step("reading the model");
    let files = match crate::source::read(&global.spec) {
        Ok(files) => files,
        Err(report) => return print_report(&report, global.format),
    };
    let api = match crate::resolve::resolve(&files) {
        Ok(api) => api,
        Err(report) => return print_report(&report, global.format),
    };
    progress::step("reading the guides");
    let (guides, missing) = match guides(&api, &args.docs) {
        Ok(guides) => guides,
        Err(message) => return fail(&message),
    };
    let path = global.spec.join(LOCK_FILE);
    let old = match lock(&path) {
        Ok(old) => old,
        Err(code) => return code.unwrap_or_else(|report| print_report(&report, global.format)),
    };
    progress::step("holding the guides against the model");
    let audit = match guides.is_empty() {
        true => Ok(Audit::empty(old.as_ref())),
        false => audit::audit(&files, &api, &guides, old.as_ref(), args.today.as_deref()),
    };
    let mut audit = match audit {
        Ok(audit) => audit,
        Err(message) => return fail(&message),
    };
    for (document, path) in missing {
        audit.page_missing(&document, &path.display().to_string());
    }
    if let Some(path) = &args.openapi {
        let name = path.display().to_string();
        progress::step(format!("holding {name} against the model"));
        let text = match read(path) {
            Ok(text) => text,
            Err(message) => return fail(&message),
        };
        if let Err(draft) = audit.openapi(&files, &api, &name, &text) {
            return print_report(&alone(name, text, *draft).of("the document"), global.format);
        }
    }
    if args.accept
        && let Err(error) = audit::write_lock(&path, &audit.lock.text())
    {
        return fail(&format!("cannot write {}: {error}", path.display()));
    }
    let shown = Shown { audit: &audit, model: &files.texts, accepted: args.accept };
    match global.format {
        Format::Text => say(&shown.text(true)),
        Format::Markdown => print(&shown.markdown()),
        Format::Json => print(&shown.json()),
        Format::Github => print(&shown.github()),
    }
    if shown.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) }
}

/// A guide's key, and where it is looked for.
type Missing = (String, PathBuf);

/// The guides that the model names, out of folders and files; and those that a folder of guides lacks.
fn guides(api: &Api, paths: &[PathBuf]) -> Result<(Vec<Guide>, Vec<Missing>), String> {
    let named: Vec<_> =
        api.documents.iter().filter(|(_, document)| document.authority == Authority::Guide).collect();
    let mut guides: Vec<Guide> = Vec::new();
    let mut missing = Vec::new();
    for path in paths {
        let before = guides.len();
        for (key, document) in &named {
            let own = if path.is_dir() { path.join(&document.file) } else { path.clone() };
            let is_it = own.file_name().is_some_and(|name| *name == *document.file);
            if path.is_dir() && !own.is_file() {
                missing.push((key.clone(), own));
            } else if is_it {
                let text = read(&own)?;
                guides.push(Guide { document: key.clone(), file: own.display().to_string(), text });
            }
        }
        if guides.len() == before {
            return Err(no_guide(path, &named.iter().map(|(_, own)| own.file.as_str()).collect::<Vec<_>>()));
        }
    }
    // In the model's order, whatever the order of the arguments.
    guides.sort_by_key(|guide| named.iter().position(|(key, _)| *key == guide.document));
    guides.dedup_by(|a, b| a.document == b.document);
    missing.retain(|(key, _)| !guides.iter().any(|guide| guide.document == *key));
    missing.dedup_by(|a, b| a.0 == b.0);
    Ok((guides, missing))
}

/// Why a path gives no guide.
fn no_guide(path: &Path, names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let quoted = quoted.join(", ");
    let shown = path.display();
    if path.is_dir() {
        return format!("`{shown}` holds none of the guides that `fin.yaml` names: {quoted}");
    }
    if path.exists() {
        return format!("`{shown}` has not the name of a guide; `fin.yaml` names {quoted}");
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match fin_core::nearest(&name, names.iter().copied()).filter(|near| *near != name) {
        Some(near) => format!("there is no `{shown}`; did you mean `{near}`?"),
        None => format!("there is no `{shown}`"),
    }
}

fn read(path: &Path) -> Result<String, String> {
    let failed = |error: io::Error| format!("cannot read {}: {error}", path.display());
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > MAX_PAGE_BYTES {
        return Err(format!("{} is larger than {} MiB", path.display(), MAX_PAGE_BYTES >> 20));
    }
    String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", path.display()))
}

/// The lock, where there is one.
fn lock(path: &Path) -> Result<Option<audit::Lock>, Result<ExitCode, Report>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Ok(fail(&format!("cannot read {}: {error}", path.display()))));
        }
    };
    let name = path.display().to_string();
    audit::read_lock(&name, &text).map(Some).map_err(|draft| Err(alone(name, text, *draft).of("the lock")))
}

/// A mistake in a file that is none of the model's.
fn alone(name: String, text: String, draft: Draft) -> Report {
    let mut texts = Texts::default();
    texts.add(name, text);
    Report::new(vec![draft], texts)
}
