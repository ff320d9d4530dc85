//! The API → files. An emitter prints what the [`Api`] says and decides nothing; what it cannot print fails.

pub mod docs;
mod model_table;
mod part;
pub mod python;
mod request;
pub mod rust;
mod said;
pub mod surface;
mod templates;
pub mod typescript;
mod words;

pub use part::Part;
pub use templates::Templates;

use crate::{
    api::{Api, TypeId},
    report::{Code, Draft, Report},
    source::Files,
    surface::Damage,
    write::File,
};
use rayon::prelude::*;
use std::{fmt, io, path::PathBuf};

/// The command that makes the output, as its first lines say.
pub const COMMAND: &str = "cargo run --release -- generate";

/// The name of the packages, in each language's registry.
pub const PACKAGE: &str = "fin-sdk";

/// One output: what `--target` chooses.
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Where it writes, and nobody else: folders (with their slash) and files.
    pub areas: &'static [&'static str],
    /// Prints it.
    pub emit: fn(&Api, &Templates) -> Result<Vec<File>, Error>,
}

/// Every output. A further language is a further entry.
pub const TARGETS: [Target; 6] = [
    Target { name: "rust", areas: &["generated/rust/"], emit: rust::emit },
    Target { name: "typescript", areas: &["generated/typescript/"], emit: typescript::emit },
    Target { name: "python", areas: &["generated/python/"], emit: python::emit },
    Target { name: "docs", areas: &["generated/docs/"], emit: docs::emit },
    Target { name: "surface", areas: &surface::AREAS, emit: surface::emit },
    Target { name: "derive", areas: &["fin-derive/src/gen/"], emit: model_table::emit },
];

/// Why something could not be printed.
#[derive(Debug)]
pub enum Error {
    /// A construct for which the target has no words.
    Unprintable {
        /// The part of the model that has it.
        part: Part,
        /// The construct.
        what: &'static str,
    },
    /// A template cannot be read or filled in.
    Template(minijinja::Error),
    /// What a template says that the parts written by hand offer cannot be read.
    Surface {
        /// The template.
        part: String,
        /// What is wrong with it.
        damage: Damage,
    },
    /// A folder of templates cannot be used.
    Folder {
        /// The file or folder in question.
        path: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unprintable { part, what } => write!(f, "{part}: there is no way to print {what}"),
            // The alternate form names the template and the line, and shows the lines around it.
            Error::Template(error) => write!(f, "{error:#}"),
            Error::Surface { part, damage } => write!(f, "`{part}`, {damage}"),
            Error::Folder { path, source } => write!(f, "`{}`: {source}", path.display()),
        }
    }
}

impl Error {
    /// The same as a mistake at its place in the model, where it has one.
    pub fn report(&self, files: &Files) -> Option<Report> {
        let Error::Unprintable { part, what } = self else { return None };
        let draft = Draft::new(Code::Unprintable, part.spot(files)?, self.to_string())
            .label(*what)
            .remedy("say it in another way, or teach the emitter to print it");
        Some(Report::new(vec![draft], files.texts.clone()))
    }
}

impl From<minijinja::Error> for Error {
    fn from(error: minijinja::Error) -> Self {
        Error::Template(error)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Template(source) => Some(source),
            Error::Folder { source, .. } => Some(source),
            Error::Surface { damage, .. } => Some(damage),
            Error::Unprintable { .. } => None,
        }
    }
}

/// What every webhook says of itself, beside its data.
fn webhook_head(api: &Api) -> Result<TypeId, Error> {
    const HEAD: &str = "shared.WebhookEvent";
    api.find(HEAD).ok_or_else(|| {
        let first = api.webhooks.first().map_or_else(String::new, |webhook| webhook.name.clone());
        let what = "a webhook without `shared.WebhookEvent`, what each says of itself";
        Error::Unprintable { part: Part::Webhook(first), what }
    })
}

/// Prints parts side by side: none of them reads what another one prints. Of several errors it is the first in the
/// parts' order, not in time.
pub fn side_by_side<P: Sync, T: Send>(
    parts: &[P],
    print: impl Fn(&P) -> Result<T, Error> + Sync + Send,
) -> Result<Vec<T>, Error> {
    // Parts differ in size: a thread that has nothing to do may take any one that has not begun.
    let printed: Vec<Result<T, Error>> = parts.par_iter().with_max_len(1).map(print).collect();
    printed.into_iter().collect()
}

/// The first line of a generated file, in its language's comment.
pub fn header(open: &str, close: &str) -> String {
    format!("{open}@generated by `{COMMAND}` from spec/; do not edit{close}\n")
}
