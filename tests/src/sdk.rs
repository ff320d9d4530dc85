//! A conformance case judged by the Rust SDK.

use crate::protocol::{Case, Issue, Outcome};
use fin_payload::{Context, FinPayload, Issues, Options};
use fin_sdk::{v1, v2};
use serde_json::{Map, Value};

/// Judges a case.
///
/// # Errors
/// The schema or a context value is unknown.
pub fn judge(case: Case) -> Result<Outcome, String> {
    let context = context(&case.context)?;
    let mut options = case.options.ignore.into_iter().fold(Options::new(), Options::ignore);
    if case.options.allow_unknown_fields {
        options = options.allow_unknown_fields();
    }
    let result = check(&case.schema, &case.payload, &context, &options)
        .ok_or_else(|| format!("unknown schema `{}`", case.schema))?;
    Ok(match result {
        Ok(()) => Outcome { valid: true, ..Outcome::default() },
        Err(issues) => Outcome { valid: false, truncated: issues.is_truncated(), issues: rows(issues) },
    })
}

/// The request schemas, and how a payload is read as each.
macro_rules! schemas {
    ($($version:ident: $($name:ident)*;)*) => {
        /// The names of the request schemas.
        pub const SCHEMAS: &[&str] = &[$($(concat!(stringify!($version), ".", stringify!($name))),*),*];

        /// Reads a payload as the type of that name; `None` where there is none.
        pub fn check(
            schema: &str,
            json: &[u8],
            context: &Context,
            options: &Options,
        ) -> Option<Result<(), Issues>> {
            Some(match schema {
                $($(concat!(stringify!($version), ".", stringify!($name)) => {
                    $version::$name::from_json_with(json, context, options).map(drop)
                })*)*
                _ => return None,
            })
        }
    };
}
schemas! {
    v1: CreateIndividualCustomer AttachIndividualDocuments CreateBusinessCustomer AttachBusinessDocuments
        AttachAssociatedPartyDocuments;
    v2: CreateIndividualCustomer AttachIndividualDocuments CreateBusinessCustomer AttachBusinessDocuments
        AttachAssociatedPartyDocuments;
}

fn rows(issues: Issues) -> Vec<Issue> {
    let row = |issue: fin_payload::Issue| Issue {
        path: issue.path,
        code: issue.code.to_owned(),
        message: issue.message.into_owned(),
    };
    issues.into_iter().map(row).collect()
}

/// The context of a case.
///
/// # Errors
/// A value is of no type that a context value has, or `today` is no date.
pub fn context(values: &Map<String, Value>) -> Result<Context, String> {
    let mut context = Context::new();
    for (name, value) in values {
        match value {
            Value::String(text) if name == "today" => {
                let date = text.parse().map_err(|_| String::from("the context value `today` is no date"))?;
                context = context.with_today(date);
            }
            Value::String(text) => context.set_text(name.clone(), text.clone()),
            Value::Bool(flag) => context.set_flag(name.clone(), *flag),
            Value::Null => {}
            _ => return Err(format!("the context value `{name}` is of no known type")),
        }
    }
    Ok(context)
}
