//! The small model that the tests judge by.

use crate::api::{
    Api, Condition, ContextValue, EnumValue, Field, FieldConstraint, FieldType, Format, Place, Rule,
    RuleBody, Scope, Shape, Step, Type, TypeId, UniquePath,
};
use crate::rules::{Expr, ExprKind, Literal, Ty};
use fin_core::{Constraint, Kind, constraint_message};

pub const TEXT: FieldType = FieldType::Scalar(Kind::Text);
pub const INTEGER: FieldType = FieldType::Scalar(Kind::Integer);
pub const NUMBER: FieldType = FieldType::Scalar(Kind::Number);
pub const BOOLEAN: FieldType = FieldType::Scalar(Kind::Boolean);
pub const DATE: FieldType = FieldType::Scalar(Kind::Date);
pub const UUID: FieldType = FieldType::Scalar(Kind::Uuid);

pub fn list(item: FieldType) -> FieldType {
    FieldType::List(Box::new(item))
}

/// A type of the model by its place in [`types`].
fn named(name: &str) -> FieldType {
    let names =
        ["Scalars", "Color", "Part", "Whole", "Constrained", "Open", "Shade", "Ruled", "Owner", "Item"];
    FieldType::Named(TypeId(names.iter().position(|known| *known == name).unwrap()))
}

fn types() -> Vec<Type> {
    vec![
        object(
            "Scalars",
            vec![
                field("text?", TEXT),
                field("integer?", INTEGER),
                field("number?", NUMBER),
                field("boolean?", BOOLEAN),
                field("date?", DATE),
                field("uuid?", UUID),
                field("color?", named("Color")),
                field("list?", list(TEXT)),
                field("map?", FieldType::Map(Box::new(TEXT))),
                field("part?", named("Part")),
                field("parts?", list(named("Part"))),
            ],
        ),
        values("Color", &["red", "green"]),
        object("Part", vec![field("name", TEXT), field("size?", INTEGER)]),
        whole(),
        constrained(),
        Type {
            open: true,
            ..object(
                "Open",
                vec![
                    field("shade", named("Shade")),
                    field("any?", FieldType::Any),
                    field("part?", named("Part")),
                ],
            )
        },
        Type { open: true, ..values("Shade", &["dark", "light"]) },
        ruled(),
        object("Owner", vec![field("share?", NUMBER), field("email?", TEXT)]),
        object("Item", vec![field("kind", TEXT), field("uris", list(TEXT))]),
    ]
}

/// Where the order of issues shows: each field can fail in its structure, its constraints and its rules.
fn whole() -> Type {
    let first = Field {
        rules: vec![require("first_rule", "first", None, "this.first != 'XX'")],
        ..with(
            "first",
            TEXT,
            vec![Constraint::NotBlank, Constraint::Format("lower".into()), Constraint::MaxLength(3)],
        )
    };
    let parts = Field {
        rules: vec![require("parts_rule", "parts", None, "this.parts.exists(part, part.name == 'key')")],
        ..with("parts", list(named("Part")), vec![Constraint::MaxItems(1)])
    };
    let rules = vec![
        require("whole_rule", "last", None, "this.first == this.last"),
        require("whole_itself", "", None, "this.first != 'zzzz'"),
    ];
    let fields = vec![first, parts, with("last", TEXT, vec![Constraint::NotBlank])];
    Type { shape: Shape::Object { fields, rules }, ..object("Whole", Vec::new()) }
}

fn constrained() -> Type {
    use Constraint::{
        Ascii, Format, Future, MaxAge, MaxItems, MaxLength, Maximum, MinAge, MinItems, MinLength, Minimum,
        NotBlank, Past, PastOrToday, Pattern, UniqueItems,
    };
    let format = |name: &str| Format(name.to_owned());
    object(
        "Constrained",
        vec![
            with("required_text?", TEXT, vec![NotBlank, Ascii, MinLength(2)]),
            with("free?", TEXT, vec![MinLength(1)]),
            with("lower?", TEXT, vec![format("lower"), Ascii, MaxLength(3)]),
            with("refused?", TEXT, vec![format("no_box")]),
            with("listed?", TEXT, vec![format("listed")]),
            with("chained?", TEXT, vec![format("chained")]),
            with("pattern?", TEXT, vec![Pattern("[a-z]|[0-9]+".into())]),
            with("ratio?", NUMBER, vec![Minimum(0.0), Maximum(0.1)]),
            with("count?", INTEGER, vec![Minimum(-1.0), Maximum(3.0)]),
            with("past?", DATE, vec![Past]),
            with("past_or_today?", DATE, vec![PastOrToday]),
            with("future?", DATE, vec![Future]),
            with("birth?", DATE, vec![MinAge(18), MaxAge(120)]),
            with("tags?", list(TEXT), vec![format("lower"), MinItems(1), MaxItems(3), UniqueItems]),
            with("blanks?", list(TEXT), vec![NotBlank, MaxLength(2), UniqueItems]),
            with("numbers?", list(NUMBER), vec![Maximum(5.0), UniqueItems]),
            with("objects?", list(named("Part")), vec![UniqueItems]),
            with("grid?", list(list(TEXT)), vec![format("lower"), MaxItems(2)]),
        ],
    )
}

/// Rules over several fields, context values and uniqueness.
fn ruled() -> Type {
    let fields = vec![
        field("a?", TEXT),
        field("b?", TEXT),
        field("owners?", list(named("Owner"))),
        field("items?", list(named("Item"))),
        field("more?", list(named("Item"))),
        field("birth?", DATE),
        field("flag?", BOOLEAN),
        field("part?", named("Part")),
        field("count?", INTEGER),
    ];
    let text = |path: &[&str], when: Option<&str>| UniquePath {
        steps: path
            .iter()
            .map(|step| match step.strip_prefix('*') {
                Some(item) => Step::Each(item.to_owned()),
                None => Step::Field((*step).to_owned()),
            })
            .collect(),
        when: when.map(condition),
    };
    let unique = |code: &str, paths: Vec<UniquePath>| rule(code, RuleBody::Unique(paths));
    let rules = vec![
        require("equal", "b", None, "this.a == this.b"),
        require("b_required", "b", Some("this.a == 'b'"), "has(this.b)"),
        require("total", "owners", None, "sum(this.owners.filter(o, has(o.share)).map(o, o.share)) < 100"),
        require(
            "total_above",
            "owners",
            None,
            "0.01 < sum(this.owners.filter(o, has(o.share)).map(o, o.share))",
        ),
        unique("email_unique", vec![text(&["owners", "*o", "email"], None)]),
        unique(
            "uri_unique",
            vec![
                text(&["items", "*item", "uris", "*uri"], Some("item.kind != 'free'")),
                text(&["more", "*item", "uris", "*uri"], None),
            ],
        ),
        require("age", "birth", None, "years_between(this.birth, context.today) >= 18"),
        require("flag_matches", "flag", None, "this.flag == context.strict"),
        require("region", "part.name", None, "this.part.name == context.region"),
        require("few", "", None, "this.count < context.limit"),
    ];
    Type { shape: Shape::Object { fields, rules }, ..object("Ruled", Vec::new()) }
}

pub fn api() -> Api {
    let context = |name: &str, kind| ContextValue {
        name: name.into(),
        kind,
        doc: String::new(),
        defaults_to_today: name == "today",
    };
    Api {
        name: "test".into(),
        model_version: "0.0.0".into(),
        versions: vec!["t".into()],
        servers: Vec::new(),
        documents: Vec::new(),
        upload_types: Vec::new(),
        types: types(),
        formats: formats(),
        context: vec![
            context("today", Kind::Date),
            context("strict", Kind::Boolean),
            context("region", Kind::Text),
            context("limit", Kind::Number),
        ],
        rulings: Vec::new(),
        operations: Vec::new(),
        webhooks: Vec::new(),
        errors: Vec::new(),
        catalogue: Vec::new(),
        migrations: Vec::new(),
        upgrades: Vec::new(),
    }
}

/// An API with one type, `t.Subject`, of these fields and type rules.
pub fn api_of(fields: Vec<Field>, rules: Vec<Rule>) -> Api {
    let subject = Type { shape: Shape::Object { fields, rules }, ..object("Subject", Vec::new()) };
    Api { types: vec![subject], ..api() }
}

fn formats() -> Vec<Format> {
    let format = |name: &str, pattern: Option<&str>| Format {
        name: name.into(),
        code: name.into(),
        message: format!("Must be {name}"),
        doc: String::new(),
        pattern: pattern.map(str::to_owned),
        not_pattern: None,
        values: Vec::new(),
        then: None,
        refuses_blank: pattern.is_some(),
        place: None,
        rulings: Vec::new(),
        valid: Vec::new(),
        invalid: Vec::new(),
    };
    vec![
        format("lower", Some("[a-z]+")),
        Format { not_pattern: Some("[^a-z]*box[^a-z]*".into()), ..format("no_box", None) },
        Format { values: vec!["AA".into(), "BB".into()], refuses_blank: true, ..format("listed", None) },
        Format { then: Some("chained_twice".into()), ..format("chained", Some("[a-zA-Z]+")) },
        Format { then: Some("chained_thrice".into()), ..format("chained_twice", Some("[^A-Z]+")) },
        format("chained_thrice", Some("[^x]+")),
    ]
}

fn object(name: &str, fields: Vec<Field>) -> Type {
    Type {
        name: name.into(),
        scope: Scope::Version("t".into()),
        file: "test".into(),
        doc: String::new(),
        place: place(),
        rulings: Vec::new(),
        open: false,
        in_request: true,
        is_request: true,
        shape: Shape::Object { fields, rules: Vec::new() },
        example: None,
    }
}

fn values(name: &str, values: &[&str]) -> Type {
    let value = |name: &&str| EnumValue {
        name: (*name).into(),
        doc: String::new(),
        next: None,
        place: place(),
        rulings: Vec::new(),
        deprecated: None,
    };
    Type { shape: Shape::Enum { values: values.iter().map(value).collect() }, ..object(name, Vec::new()) }
}

/// A field without constraints; a name that ends in `?` is optional.
pub fn field(name: &str, ty: FieldType) -> Field {
    with(name, ty, Vec::new())
}

fn with(name: &str, ty: FieldType, constraints: Vec<Constraint<String>>) -> Field {
    Field {
        name: name.trim_end_matches('?').into(),
        ty,
        required: !name.ends_with('?'),
        sensitive: false,
        doc: String::new(),
        place: place(),
        rulings: Vec::new(),
        constraints: constraints.into_iter().map(worded).collect(),
        rules: Vec::new(),
        default: None,
        deprecated: None,
        successor: None,
        catalogue: None,
    }
}

fn worded(constraint: Constraint<String>) -> FieldConstraint {
    let code = match &constraint {
        Constraint::Format(name) => name.clone(),
        other => other.name().code().to_owned(),
    };
    let message = constraint_message(&constraint).unwrap_or_else(|| format!("Must be {code}"));
    FieldConstraint { constraint, code, message, own_message: false }
}

pub fn require(code: &str, at: &str, when: Option<&str>, require: &str) -> Rule {
    let at = at.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    rule(code, RuleBody::Require { at, when: when.map(condition), require: condition(require) })
}

fn rule(code: &str, body: RuleBody) -> Rule {
    Rule {
        code: code.into(),
        message: format!("Broke {code}"),
        doc: None,
        place: place(),
        rulings: Vec::new(),
        mentions: Vec::new(),
        context: Vec::new(),
        body,
    }
}

/// The judge reads the text alone, so any expression will do beside it.
fn condition(cel: &str) -> Condition {
    let kind = ExprKind::Literal(Literal::Boolean(true));
    Condition { cel: cel.into(), expr: Expr { kind, ty: Ty::Boolean, may_be_absent: false } }
}

fn place() -> Place {
    Place {
        document: "test".into(),
        title: "Test".into(),
        tab: None,
        section: "Test".into(),
        locator: None,
        says: None,
    }
}
