//! A conformance case judged by the Rust SDK.

use crate::protocol::{self, Case, Issue, Outcome};
use fin_payload::{Context, FinPayload, Issues, Options};
use fin_sdk::{OnboardingContext, v1, v2};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// Judges a case.
///
/// # Errors
/// The schema or a context value is unknown.
pub fn judge(case: Case) -> Result<Outcome, String> {
    let context = context(&case.context)?;
    let options = options(case.options);
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

        /// Reads a payload as the type of that name in both ways; `None` where there is none.
        pub fn read(schema: &str, json: &[u8], context: &Context, options: &Options) -> Option<Reading> {
            Some(match schema {
                $($(concat!(stringify!($version), ".", stringify!($name)) => {
                    reading::<$version::$name>(json, context, options)
                })*)*
                _ => return None,
            })
        }
    };
}

/// What the ways of reading a payload come to.
pub struct Reading {
    /// Whether `serde_json` itself stops at the text: it takes no number beyond a double and no deep nesting.
    pub is_refused_by_serde_json: bool,
    /// The value read without its constraints and rules, and these checked after; `None` without a value.
    pub validate: Option<Result<(), Issues>>,
    /// The value as JSON, read again.
    pub again: Option<Result<(), Issues>>,
}

fn reading<T>(json: &[u8], context: &Context, options: &Options) -> Reading
where
    T: FinPayload + Serialize + DeserializeOwned + for<'de> fin_payload::Read<'de>,
{
    let value = serde_json::from_slice::<T>(json);
    let is_refused_by_serde_json = value.as_ref().is_err_and(|error| !error.is_data());
    let value = value.ok();
    let again = |value: &T| {
        let json = serde_json::to_vec(value).unwrap_or_default();
        T::from_json_with(&json, context, options).map(drop)
    };
    Reading {
        is_refused_by_serde_json,
        validate: value.as_ref().map(|value| value.validate_with(context, options)),
        again: value.as_ref().map(again),
    }
}

schemas! {
    v1: CreateIndividualCustomer AttachIndividualDocuments CreateBusinessCustomer AttachBusinessDocuments
        AttachAssociatedPartyDocuments;
    v2: CreateIndividualCustomer AttachIndividualDocuments CreateBusinessCustomer AttachBusinessDocuments
        AttachAssociatedPartyDocuments;
}

/// The newer payload; or the list whose additions are not as many as its items, with how many there are of each.
pub type UpgradedValue = Result<Value, (String, usize, usize)>;

/// A payload of version 1 as one of version 2; `None` where the schema has no upgrade.
///
/// # Errors
/// The payload or the additions are not valid.
pub fn upgrade(
    schema: &str,
    payload: &[u8],
    additions: &[u8],
    context: &Context,
) -> Result<Option<UpgradedValue>, Issues> {
    let options = Options::new();
    macro_rules! read {
        ($version:ident::$name:ident, $json:expr) => {
            $version::$name::from_json_with($json, context, &options)?
        };
    }
    fn newer(value: &impl Serialize) -> Value {
        serde_json::to_value(value).unwrap_or_default()
    }
    Ok(Some(match schema {
        "v1.CreateIndividualCustomer" => Ok(newer(
            &read!(v1::CreateIndividualCustomer, payload)
                .upgrade(read!(v2::CreateIndividualCustomerAdditions, additions)),
        )),
        "v1.AttachIndividualDocuments" => Ok(newer(
            &read!(v1::AttachIndividualDocuments, payload)
                .upgrade(read!(v2::AttachIndividualDocumentsAdditions, additions)),
        )),
        "v1.CreateBusinessCustomer" => read!(v1::CreateBusinessCustomer, payload)
            .upgrade(read!(v2::CreateBusinessCustomerAdditions, additions))
            .map(|value| newer(&value))
            .map_err(|error| (error.path, error.items, error.additions)),
        "v1.AttachBusinessDocuments" => Ok(newer(&read!(v1::AttachBusinessDocuments, payload).upgrade())),
        "v1.AttachAssociatedPartyDocuments" => {
            Ok(newer(&read!(v1::AttachAssociatedPartyDocuments, payload).upgrade()))
        }
        _ => return Ok(None),
    }))
}

/// The issues as the protocol has them.
#[must_use]
pub fn rows(issues: Issues) -> Vec<Issue> {
    let row = |issue: fin_payload::Issue| Issue {
        path: issue.path,
        code: issue.code.to_owned(),
        message: issue.message.into_owned(),
    };
    issues.into_iter().map(row).collect()
}

/// The options of a case.
#[must_use]
pub fn options(given: protocol::Options) -> Options {
    let options = given.ignore.into_iter().fold(Options::new(), Options::ignore);
    if given.allow_unknown_fields { options.allow_unknown_fields() } else { options }
}

/// The context of a case.
///
/// # Errors
/// A value is unknown or of another type than the model's, or `today` is no date.
pub fn context(values: &Map<String, Value>) -> Result<Context, String> {
    let mut context = Context::new();
    for (name, value) in values {
        context = match (name.as_str(), value) {
            ("today", Value::String(text)) => {
                let date = text.parse().map_err(|_| String::from("the context value `today` is no date"))?;
                context.with_today(date)
            }
            ("customer_country_of_residence", Value::String(text)) => {
                context.with_customer_country_of_residence(text)
            }
            ("selfie_required", Value::Bool(flag)) => context.with_selfie_required(*flag),
            ("reliance_enabled", Value::Bool(flag)) => context.with_reliance_enabled(*flag),
            (
                "today" | "customer_country_of_residence" | "selfie_required" | "reliance_enabled",
                Value::Null,
            ) => context,
            _ => return Err(format!("the context value `{name}` is unknown, or of another type")),
        };
    }
    Ok(context)
}
