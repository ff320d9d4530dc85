//! The reference validator: a payload judged by the model itself. Structure is a walk over the resolved model,
//! rules are evaluated by the `cel` crate's interpreter. It shares names, codes and messages with the
//! generated SDKs, and no check.

mod compile;
mod constraint;
mod context;
mod day;
mod decimal;
mod format;
mod functions;
mod node;
mod path;
mod read;
mod rule;
mod value;
mod walk;

#[cfg(test)]
mod tests;

pub use context::{Context, ContextError};

use crate::api::{Api, ContextValue, FieldType};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::{fmt, sync::Arc};

/// A model, compiled to judge payloads.
pub struct Judge {
    types: Vec<compile::Type>,
    names: HashMap<String, FieldType>,
    formats: Arc<format::Formats>,
    functions: cel::Context<'static, 'static>,
    context: Vec<ContextValue>,
}

/// What the caller switches off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Codes of constraints, formats and rules that are not reported. Structure codes cannot be ignored.
    pub ignore: BTreeSet<String>,
    /// Whether fields that the model does not know are let through.
    pub allow_unknown_fields: bool,
}

/// What is wrong with a payload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether nothing is.
    pub valid: bool,
    /// The issues, at most [`fin_core::MAX_ISSUES`], in the model's order.
    pub issues: Vec<Issue>,
    /// Whether there are more issues than are kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Where: `associated_parties[0].basic_info.email`, empty for the payload itself.
    pub path: String,
    /// What: `required`, `email`, …
    pub code: String,
    /// In words.
    pub message: String,
}

/// A model that cannot be compiled. One that [`crate::load`] gives can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JudgeError {
    /// A pattern is no regular expression.
    Pattern {
        /// The format, or the field.
        owner: String,
    },
    /// A constraint names a format that is not there.
    Format {
        /// The format.
        name: String,
    },
    /// A condition is no CEL.
    Rule {
        /// The rule's code.
        code: String,
    },
    /// The interpreter does not take a function.
    Function {
        /// The function.
        name: String,
    },
}

impl fmt::Display for JudgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JudgeError::Pattern { owner } => write!(f, "the pattern of `{owner}` is no regular expression"),
            JudgeError::Format { name } => write!(f, "there is no format `{name}`"),
            JudgeError::Rule { code } => write!(f, "a condition of the rule `{code}` is no CEL"),
            JudgeError::Function { name } => write!(f, "the interpreter refuses the function `{name}`"),
        }
    }
}

impl std::error::Error for JudgeError {}

/// A schema that the model does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSchema {
    /// What was asked for.
    pub name: String,
    /// The nearest name that the model has.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown schema `{}`", self.name)?;
        self.nearest.as_ref().map_or(Ok(()), |nearest| write!(f, ", did you mean `{nearest}`?"))
    }
}

impl std::error::Error for UnknownSchema {}

impl Judge {
    /// Compiles a model.
    ///
    /// # Errors
    /// A pattern or rule that does not compile, or a format that is not there.
    pub fn new(api: &Api) -> Result<Judge, JudgeError> {
        let formats = Arc::new(format::Formats::new(&api.formats)?);
        let functions = functions::context(Arc::clone(&formats))
            .map_err(|error| JudgeError::Function { name: error.to_string() })?;
        Ok(Judge {
            types: compile::types(api, &formats)?,
            names: compile::names(api),
            formats,
            functions,
            context: api.context.clone(),
        })
    }

    /// The context of a call, out of the values that the caller gives.
    ///
    /// # Errors
    /// A value that the model does not know, or of another type.
    pub fn context(
        &self,
        given: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<Context, ContextError> {
        Context::new(&self.context, given)
    }

    /// Judges a JSON text as the body of that schema, `v2.CreateIndividualCustomer`.
    ///
    /// # Errors
    /// The model has no such type.
    pub fn check_text(
        &self,
        schema: &str,
        json: impl AsRef<[u8]>,
        context: &Context,
        options: &Options,
    ) -> Result<Verdict, UnknownSchema> {
        let ty = self.names.get(schema).ok_or_else(|| self.unknown(schema))?;
        let body = read::read(json.as_ref(), &self.types, ty);
        Ok(walk::Walk::new(self, context, options).judge(ty, body.as_ref()))
    }

    /// Whether a text has the named format, and the one that is asked for then; `None` when there is no such format.
    pub fn has_format(&self, name: &str, text: &str) -> Option<bool> {
        Some(self.formats.has(text, name)? && self.formats.then(text, name).is_none())
    }

    fn unknown(&self, schema: &str) -> UnknownSchema {
        // In alphabetical order, so that of equally near names always the same one is meant.
        let names: BTreeSet<&str> = self.names.keys().map(String::as_str).collect();
        let nearest = fin_core::nearest(schema, names).map(str::to_owned);
        UnknownSchema { name: schema.to_owned(), nearest }
    }
}
