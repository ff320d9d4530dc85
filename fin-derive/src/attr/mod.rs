//! `#[fin(…)]` → description. Every reader records what it cannot read and goes on, so that all mistakes of a
//! type are reported at once.

mod constraint;
mod meta;
mod rule;

pub use rule::{path_steps, split_path};

use crate::{
    ctxt::Ctxt,
    input::{Demand, Options, Rule},
};
use fin_core::{Name, Structure, nearest};
use meta::{Meta, Value};
use syn::{Attribute, Ident};

/// What the attributes of a field say.
#[derive(Default)]
pub struct FieldAttrs {
    pub demands: Vec<Demand>,
    pub rules: Vec<Rule>,
    pub sensitive: Option<Ident>,
    pub extra: Option<Ident>,
}

const CONTAINER_KEYS: [&str; 10] =
    ["model", "partial", "builder", "deserialize", "debug", "open", "text", "crate", "rule", "unique"];
const FIELD_KEYS: [&str; 5] = ["range", "rule", "unique", "sensitive", "extra"];

/// Reads the attributes of a struct or an enum.
pub fn container(ctxt: &Ctxt, attrs: &[Attribute]) -> Options {
    let mut options = Options::default();
    for meta in metas(ctxt, attrs) {
        let key = meta.key.to_string();
        match key.as_str() {
            "model" => options.model = meta.text(ctxt).or(options.model),
            "partial" => options.partial = meta.flag(ctxt),
            "builder" => options.builder = meta.flag(ctxt),
            "deserialize" => options.deserialize = meta.flag(ctxt),
            "debug" => options.debug = meta.flag(ctxt),
            "open" => options.open = meta.flag(ctxt),
            "text" => options.text = meta.flag(ctxt),
            "crate" => options.krate = meta.path(ctxt).or(options.krate),
            "rule" => options.rules.extend(rule::require(ctxt, &meta, None)),
            "unique" => options.rules.extend(rule::unique(ctxt, &meta)),
            _ => unknown(ctxt, &meta.key, &CONTAINER_KEYS),
        }
    }
    options
}

/// Reads the attributes of a field.
pub fn field(ctxt: &Ctxt, ident: &Ident, attrs: &[Attribute]) -> FieldAttrs {
    let mut result = FieldAttrs::default();
    for meta in metas(ctxt, attrs) {
        let key = meta.key.to_string();
        match key.as_str() {
            "sensitive" => result.sensitive = meta.flag(ctxt),
            "extra" => result.extra = meta.flag(ctxt),
            "rule" => result.rules.extend(rule::require(ctxt, &meta, Some(ident))),
            "unique" => result.rules.extend(rule::unique(ctxt, &meta)),
            "range" => constraint::range(ctxt, &meta, &mut result.demands),
            _ => match Name::ALL.into_iter().find(|name| name.key() == key) {
                Some(name) => constraint::read(ctxt, name, &meta, &mut result.demands),
                None => {
                    let known: Vec<_> = Name::ALL.iter().map(|name| name.key()).chain(FIELD_KEYS).collect();
                    unknown(ctxt, &meta.key, &known);
                }
            },
        }
    }
    result
}

/// Whether a variant is the one that keeps unknown texts.
pub fn variant(ctxt: &Ctxt, attrs: &[Attribute]) -> bool {
    let mut other = false;
    for meta in metas(ctxt, attrs) {
        if meta.key == "other" {
            other = meta.flag(ctxt).is_some();
        } else {
            unknown(ctxt, &meta.key, &["other"]);
        }
    }
    other
}

fn metas(ctxt: &Ctxt, attrs: &[Attribute]) -> Vec<Meta> {
    let mut all = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("fin")) {
        match attr.parse_args_with(Meta::list) {
            Ok(metas) => all.extend(metas),
            Err(error) => ctxt.push(error),
        }
    }
    for (index, meta) in all.iter().enumerate() {
        // Constraints are counted later, `range` among them.
        let is_constraint = meta.key == "range" || Name::ALL.iter().any(|name| meta.key == name.key());
        let may_repeat = is_constraint || meta.key == "rule" || meta.key == "unique";
        let repeats = |earlier: &Meta| earlier.key == meta.key && !may_repeat;
        if all.iter().take(index).any(repeats) {
            ctxt.at(&meta.key, format!("`{}` is given twice, remove one", meta.key));
        }
    }
    all
}

/// A code of the user's own.
fn code(ctxt: &Ctxt, text: &syn::LitStr) -> Option<String> {
    let code = text.value();
    let snake = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if code.is_empty() || !code.chars().all(snake) {
        ctxt.at(text, format!("`{code}` is no code, write it in snake_case"));
        return None;
    }
    if Structure::ALL.iter().any(|structure| structure.code() == code) {
        ctxt.at(text, format!("`{code}` is the code of a mistake in the structure, choose another"));
        return None;
    }
    Some(code)
}

fn unknown(ctxt: &Ctxt, key: &Ident, known: &[&str]) {
    let text = key.to_string();
    match nearest(&text, known.iter().copied()) {
        Some(near) => ctxt.at(key, format!("unknown attribute `{text}`, did you mean `{near}`?")),
        None => ctxt.at(key, format!("unknown attribute `{text}`, expected one of `{}`", known.join("`, `"))),
    }
}

impl Meta {
    fn flag(&self, ctxt: &Ctxt) -> Option<Ident> {
        if !matches!(self.value, Value::None) {
            ctxt.at(self, format!("`{key}` takes no value, write `{key}` alone", key = self.key));
        }
        // With a value it is meant all the same.
        Some(self.key.clone())
    }

    fn text(&self, ctxt: &Ctxt) -> Option<syn::LitStr> {
        let text = self.value.expr().and_then(meta::text);
        if text.is_none() {
            ctxt.at(self, format!("`{key}` takes a text, as in `{key} = \"…\"`", key = self.key));
        }
        text
    }

    fn path(&self, ctxt: &Ctxt) -> Option<syn::Path> {
        let path = match self.value.expr() {
            Some(syn::Expr::Path(path)) => Some(path.path.clone()),
            Some(expr) => meta::text(expr).and_then(|text| text.parse().ok()),
            None => None,
        };
        if path.is_none() {
            ctxt.at(self, format!("`{key}` takes a path, as in `{key} = ::fin_payload`", key = self.key));
        }
        path
    }
}
