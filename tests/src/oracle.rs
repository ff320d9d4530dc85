//! The model's verdict beside the SDK's.

use crate::{
    protocol::{Case, Issue, Options, Outcome},
    root, sdk,
};
use fingen::{
    api::Api,
    judge::{self, Judge, Verdict},
};
use serde_json::{Map, Value};

/// The model, ready to judge.
pub struct Oracle {
    /// The resolved model.
    pub api: Api,
    judge: Judge,
}

impl Oracle {
    /// Reads the model.
    ///
    /// # Errors
    /// The mistakes in it, as text.
    pub fn new() -> Result<Self, String> {
        Oracle::of(fingen::load(&root().join("spec")).map_err(|report| report.text(false))?)
    }

    /// Takes any model.
    ///
    /// # Errors
    /// What the judge does not take.
    pub fn of(api: Api) -> Result<Self, String> {
        let judge = Judge::new(&api).map_err(|error| error.to_string())?;
        Ok(Oracle { api, judge })
    }

    /// The model's verdict on a case.
    ///
    /// # Errors
    /// The schema or a context value is unknown.
    pub fn judge(&self, case: Case) -> Result<Outcome, String> {
        let context = self.judge.context(&case.context).map_err(|error| error.to_string())?;
        let options = judge::Options {
            ignore: case.options.ignore.into_iter().collect(),
            allow_unknown_fields: case.options.allow_unknown_fields,
        };
        let verdict = self.judge.check_text(&case.schema, case.payload, &context, &options);
        verdict.map(outcome).map_err(|error| error.to_string())
    }

    /// What is wrong with a value.
    ///
    /// # Errors
    /// The schema or a context value is unknown.
    pub fn issues(
        &self,
        schema: &str,
        value: &Value,
        context: &Map<String, Value>,
    ) -> Result<Vec<Issue>, String> {
        let (id, schema) = (Value::Null, schema.to_owned());
        let (payload, context) = (value.to_string().into_bytes(), context.clone());
        let options = Options::default();
        self.judge(Case { id, schema, payload, context, options }).map(|outcome| outcome.issues)
    }

    /// Both verdicts on a payload.
    ///
    /// # Errors
    /// The schema or a context value is unknown.
    pub fn both(
        &self,
        schema: &str,
        payload: &[u8],
        context: &Map<String, Value>,
        options: &Options,
    ) -> Result<(Outcome, Outcome), String> {
        let case = || Case {
            id: Value::Null,
            schema: schema.to_owned(),
            payload: payload.to_vec(),
            context: context.clone(),
            options: options.clone(),
        };
        Ok((self.judge(case())?, sdk::judge(case())?))
    }
}

/// A verdict as the protocol has it.
fn outcome(verdict: Verdict) -> Outcome {
    let issues = verdict.issues.into_iter();
    let issues = issues.map(|issue| Issue { path: issue.path, code: issue.code, message: issue.message });
    Outcome { valid: verdict.valid, issues: issues.collect(), truncated: verdict.truncated }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Oracle;
    use crate::{protocol::read, sdk};

    #[test]
    fn model_and_sdk_take_the_same_contexts() {
        let oracle = Oracle::new().unwrap();
        let line = |context: &str| {
            format!(
                r#"{{"id": 1, "schema": "v2.AttachBusinessDocuments", "payload": {{}}, "context": {context}}}"#
            )
        };
        for (context, taken) in [
            (r#"{}"#, true),
            (r#"{"today": "2026-01-01", "customer_country_of_residence": "USA"}"#, true),
            (r#"{"selfie_required": true, "reliance_enabled": false}"#, true),
            (r#"{"today": null, "selfie_required": null}"#, true),
            (r#"{"tody": "2026-01-01"}"#, false),
            (r#"{"tody": null}"#, false),
            (r#"{"today": "2026-02-30"}"#, false),
            (r#"{"today": "today"}"#, false),
            (r#"{"today": true}"#, false),
            (r#"{"selfie_required": "yes"}"#, false),
            (r#"{"reliance_enabled": 1}"#, false),
            (r#"{"customer_country_of_residence": ["USA"]}"#, false),
        ] {
            let case = || read(line(context).as_bytes()).unwrap();
            assert_eq!(oracle.judge(case()).is_ok(), taken, "{context}");
            assert_eq!(sdk::judge(case()).is_ok(), taken, "{context}");
        }
    }
}
