//! What rules ask for beside the payload → a setter each.

use super::{
    Error,
    attr::literal,
    doc::{self, Block, comment},
    names::{self, Names},
};
use crate::api::{Api, ContextValue};
use crate::emit::Part;
use fin_core::Kind;

/// Prints `context.rs`.
pub fn print(api: &Api) -> Result<String, Error> {
    let (mut declared, mut defined) = (String::new(), String::new());
    for (name, value) in named(api) {
        let (ty, give) = setter(value)?;
        let docs = vec![Block::Text(doc::sentence(&value.doc))];
        declared.push_str(&comment(&docs, "///", 4));
        declared.push_str(&format!("    #[must_use]\n    fn {name}(self, value: {ty}) -> Self;\n"));
        defined.push_str(&format!(
            "    fn {name}(mut self, value: {ty}) -> Self {{\n        self.{give}({}, value);\n        self\n    }}\n",
            literal(&value.name)
        ));
    }
    Ok(format!(
        "//! What is known beside a payload, each value with a setter of its own.\n\n\
         use fin_payload::Context;\n\n\
         /// Sets what the rules of the API ask for beside the payload. A rule that asks for a value that was not\n\
         /// given is skipped; [`Context::with_today`] sets the day, which is the current one otherwise.\n\
         pub trait OnboardingContext: Sized {{\n{declared}}}\n\n\
         impl OnboardingContext for Context {{\n{defined}}}\n"
    ))
}

/// The values, each with the name of its setter.
pub fn named(api: &Api) -> Vec<(String, &ContextValue)> {
    let mut taken = Names::default();
    // `today` has a setter of its own, and rules read it from there alone.
    let others = api.context.iter().filter(|value| value.name != "today");
    let setter =
        |value: &ContextValue| format!("with_{}", names::ident(&value.name).trim_start_matches("r#"));
    others.map(|value| (taken.take(setter(value)), value)).collect()
}

/// What a value's setter takes, and by what it is set.
pub fn setter(value: &ContextValue) -> Result<(&'static str, &'static str), Error> {
    match value.kind {
        Kind::Text => Ok(("impl Into<String>", "set_text")),
        Kind::Boolean => Ok(("bool", "set_flag")),
        Kind::Integer => Ok(("i64", "set_integer")),
        Kind::Number => Ok(("f64", "set_number")),
        Kind::Date => Ok(("fin_payload::Date", "set_date")),
        Kind::Uuid | Kind::Enum | Kind::Object | Kind::List | Kind::Map => Err(Error::Unprintable {
            part: Part::Context(value.name.clone()),
            what: "a context value that is no text, boolean, integer, number or date",
        }),
    }
}
