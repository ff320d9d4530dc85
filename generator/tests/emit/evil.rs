//! An API in which every name and text means something to some language, to Markdown or to a reader's eye.

use fin_core::{Constraint, Kind};
use fingen::{
    api::{
        Api, Condition, ContextValue, EnumValue, Field, FieldConstraint, FieldType, Operation, Place, Rule,
        RuleBody, Scope, Shape, Type, TypeId, Webhook,
    },
    model::{Content, Method, Mode, Ruling},
    rules::{Expr, ExprKind, Literal, Ty},
};

/// Ends of comments and strings, markup, keywords, marks of direction, characters that cannot be seen.
pub const TEXTS: [&str; 20] = [
    "*/ } fn evil() {} /*",
    "\"#; fn evil() {} r#\"",
    "two\nlines\r\nand `one` tick` more",
    "``` fence ```",
    "[link](javascript:x) ![image](x) <script>alert(1)</script> &amp; &#60;",
    "# heading",
    "- item",
    "1. item",
    "=====",
    "\u{202e}reversed\u{2066}",
    "\u{0}\u{7f}\u{85}\u{2028}\u{feff}\u{e0001}",
    "__proto__",
    "\\ \\n \\u{202e} {braces} %s ${x}",
    "type",
    "self",
    "Self",
    "_",
    "",
    "naïve Ελληνικά 漢字 😀",
    "https://example.com/a_b_c) see http://[x]<y>",
];

fn place() -> Place {
    Place {
        document: "doc".to_owned(),
        title: TEXTS[4].to_owned(),
        tab: Some(TEXTS[9].to_owned()),
        section: TEXTS[0].to_owned(),
        locator: Some(TEXTS[3].to_owned()),
        says: Some(TEXTS[5].to_owned()),
    }
}

fn condition() -> Condition {
    let expr = |kind, ty| Expr { kind, ty, may_be_absent: false };
    let field = expr(
        ExprKind::Field {
            of: Box::new(expr(ExprKind::This, Ty::Object(TypeId(0)))),
            name: "type".to_owned(),
            optional: false,
        },
        Ty::Text,
    );
    let text = expr(ExprKind::Literal(Literal::Text(TEXTS.concat())), Ty::Text);
    let kind = ExprKind::Compare(fingen::rules::Compare::Equal, Box::new(field), Box::new(text));
    Condition { cel: String::new(), expr: expr(kind, Ty::Boolean) }
}

fn rule(text: &str) -> Rule {
    Rule {
        code: "code".to_owned(),
        message: text.to_owned(),
        doc: Some(text.to_owned()),
        place: place(),
        rulings: vec![text.to_owned()],
        mentions: vec!["type".to_owned()],
        context: Vec::new(),
        body: RuleBody::Require {
            at: vec!["type".to_owned()],
            when: Some(condition()),
            require: condition(),
        },
    }
}

fn field(name: &str, ty: FieldType) -> Field {
    let words = |constraint, text: &str| FieldConstraint {
        constraint,
        code: text.to_owned(),
        message: text.to_owned(),
        own_message: true,
    };
    let constraints = match ty {
        FieldType::Scalar(_) => vec![
            words(Constraint::Pattern(pattern()), "pattern"),
            words(Constraint::MaxLength(3), "max_length"),
        ],
        _ => Vec::new(),
    };
    Field {
        name: name.to_owned(),
        ty,
        required: true,
        sensitive: true,
        doc: name.to_owned(),
        place: place(),
        rulings: vec![name.to_owned()],
        constraints,
        rules: Vec::new(),
        default: Some(name.to_owned()),
        deprecated: Some(name.to_owned()),
        successor: Some(name.to_owned()),
        catalogue: Some(name.to_owned()),
    }
}

/// The texts as a pattern that every language reads alike: they themselves.
fn pattern() -> String {
    let mut pattern = String::new();
    for c in TEXTS.concat().chars() {
        if "^$\\.*+?()[]{}|/".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

fn named(name: &str, scope: Scope, shape: Shape, open: bool) -> Type {
    Type {
        name: name.to_owned(),
        scope,
        file: name.to_owned(),
        doc: name.to_owned(),
        place: place(),
        rulings: vec![name.to_owned()],
        open,
        in_request: !open,
        is_request: !open,
        shape,
        example: Some(serde_json::json!({ "type": TEXTS.concat(), "\u{202e}\"": ["`````"] })),
    }
}

fn values() -> Vec<EnumValue> {
    let value = |text: &&str| EnumValue {
        name: (*text).to_owned(),
        doc: (*text).to_owned(),
        next: Some(TEXTS.iter().map(|&text| text.to_owned()).collect()),
        place: place(),
        rulings: vec![(*text).to_owned()],
        deprecated: Some((*text).to_owned()),
    };
    TEXTS.iter().chain(&["a-b", "a_b", "A b", "OTHER", "UNLISTED"]).map(value).collect()
}

/// An API in which every text that an author writes is one of [`TEXTS`].
pub fn api() -> Api {
    let version = || Scope::Version("v1".to_owned());
    let mut fields: Vec<Field> =
        TEXTS.iter().map(|text| field(text, FieldType::Scalar(Kind::Text))).collect();
    fields.extend(["a-b", "a_b", "other"].map(|name| field(name, FieldType::Scalar(Kind::Text))));
    let rules = || TEXTS.map(rule).to_vec();
    let mut types = vec![
        named("String", version(), Shape::Object { fields: fields.clone(), rules: rules() }, false),
        named("Open", version(), Shape::Object { fields: fields.clone(), rules: Vec::new() }, true),
        named("Choice", version(), Shape::Enum { values: values() }, false),
        named("OpenChoice", Scope::Shared, Shape::Enum { values: values() }, true),
        named("Choice", Scope::Shared, Shape::Enum { values: values() }, false),
        named("WebhookEvent", Scope::Shared, Shape::Object { fields, rules: Vec::new() }, true),
    ];
    types.extend(TEXTS.map(|text| named(text, version(), Shape::Enum { values: values() }, false)));
    let texts = |text: &str| (text.to_owned(), text.to_owned());
    Api {
        name: TEXTS.concat(),
        model_version: TEXTS[1].to_owned(),
        versions: vec!["v1".to_owned(), "type".to_owned()],
        servers: TEXTS.map(texts).to_vec(),
        documents: Vec::new(),
        upload_types: TEXTS.map(texts).to_vec(),
        types,
        formats: Vec::new(),
        context: TEXTS
            .map(|text| ContextValue {
                name: text.to_owned(),
                kind: Kind::Text,
                doc: text.to_owned(),
                defaults_to_today: false,
            })
            .to_vec(),
        rulings: TEXTS
            .map(|text| {
                let [conflict, decision, reason] = [text; 3].map(str::to_owned);
                (
                    text.to_owned(),
                    Ruling {
                        places: Vec::new(),
                        conflict,
                        decision,
                        reason,
                        refuses_examples: Vec::new(),
                        explains: Vec::new(),
                    },
                )
            })
            .to_vec(),
        operations: TEXTS.map(operation).to_vec(),
        webhooks: TEXTS
            .map(|text| Webhook {
                name: text.to_owned(),
                doc: text.to_owned(),
                place: place(),
                data: TypeId(1),
                status: Some(text.to_owned()),
                versions: Vec::new(),
            })
            .to_vec(),
        errors: Vec::new(),
        catalogue: Vec::new(),
        migrations: Vec::new(),
        upgrades: Vec::new(),
    }
}

fn operation(text: &str) -> Operation {
    Operation {
        name: text.to_owned(),
        scope: Scope::Version("v1".to_owned()),
        doc: text.to_owned(),
        place: place(),
        rulings: vec![text.to_owned()],
        method: Method::Post,
        path: text.to_owned(),
        path_params: Vec::new(),
        query: Vec::new(),
        body: None,
        content: Content::Json,
        answers: vec![(200, None)],
        errors: Vec::new(),
        mode: Mode::Async,
        when_status: vec![text.to_owned()],
        requires: vec![text.to_owned()],
        deprecated: Some(text.to_owned()),
        unauthenticated: false,
    }
}
