//! A part of the model that an emitter has no words for → its place in the YAML.

use crate::api::Type;
use crate::source::{Files, Part as Of, Spot, Step};
use std::fmt;

/// A part of the model, as emitters name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A field of a type, or one of its rules by its code.
    Member {
        /// `v2.IndividualAddress`
        ty: String,
        /// `state`, `state_required`
        name: String,
    },
    /// A context value.
    Context(String),
    /// A webhook event.
    Webhook(String),
    /// A format.
    Format(String),
}

impl Part {
    /// A field of a type, or one of its rules.
    pub fn member(ty: &Type, name: &str) -> Self {
        Part::Member { ty: ty.qualified(), name: name.to_owned() }
    }

    /// Where it stands in the files.
    pub fn spot(&self, files: &Files) -> Option<Spot> {
        match self {
            Part::Member { ty, name } => member(files, ty, name),
            Part::Context(name) => {
                let (file, _) = files.context.as_ref()?;
                Some(Spot { file: *file, steps: vec![key("context"), key(name)], part: Of::Key })
            }
            Part::Format(name) => {
                let (file, _) = files.formats.as_ref()?;
                Some(Spot { file: *file, steps: vec![key("formats"), key(name)], part: Of::Key })
            }
            Part::Webhook(name) => {
                let of = files.types.iter().find(|of| of.content.webhooks.get(name).is_some())?;
                Some(Spot { file: of.file, steps: vec![key("webhooks"), key(name)], part: Of::Key })
            }
        }
    }
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned(), 0)
}

fn member(files: &Files, qualified: &str, name: &str) -> Option<Spot> {
    let (scope, ty) = qualified.split_once('.')?;
    let in_scope = |version: &Option<String>| version.as_deref().unwrap_or("shared") == scope;
    let of_scope = files.types.iter().filter(|of| in_scope(&of.version));
    let (file, def) = of_scope.filter_map(|of| Some((of.file, of.content.types.get(ty)?))).next()?;
    let mut steps = vec![key("types"), key(ty)];
    let field = def.fields.iter().map(|(written, _)| written);
    let field = field.into_iter().find(|written| written.strip_suffix('?').unwrap_or(written) == name);
    let part = if let Some(written) = field {
        steps.extend([key("fields"), key(written)]);
        Of::Key
    } else if let Some(index) = def.rules.iter().position(|rule| rule.code == name) {
        steps.extend([key("rules"), Step::Index(index), key("code")]);
        Of::Value
    } else {
        Of::Key
    };
    Some(Spot { file, steps, part })
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Member { ty, name } => write!(f, "`{name}` of `{ty}`"),
            Part::Context(name) => write!(f, "context value `{name}`"),
            Part::Webhook(name) => write!(f, "webhook `{name}`"),
            Part::Format(name) => write!(f, "format `{name}`"),
        }
    }
}
