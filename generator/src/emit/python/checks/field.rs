//! A field → the statements that read and check it.

use super::leaf::{self, Failure};
use super::{Body, File, Locals, constant, rule};
use crate::api::{Field, FieldConstraint, FieldType, Rule, Shape, Type, TypeId};
use crate::emit::Error;
use crate::emit::python::lower::{Code, Lower};
use crate::emit::python::text::{literal, step};
use fin_core::{Applies, Kind, Structure, required, type_mismatch};

/// What it means that a value is not there.
#[derive(Clone, Copy)]
enum Absence<'a> {
    /// A mistake, in these words.
    Required(&'a str),
    /// Nothing.
    Optional,
    /// It cannot be: `null` in a list or a map is a value of another type.
    Impossible,
}

/// Where a value stands, and what becomes of what is wrong with it.
#[derive(Clone, Copy)]
struct Value<'a> {
    /// The variable.
    name: &'a str,
    /// The place in the payload.
    place: &'a str,
    absence: Absence<'a>,
    /// The variable that is false where the structure is wrong.
    flag: &'a str,
    /// What is done where it is absent and may be.
    absent: &'a str,
    indent: usize,
    depth: usize,
}

/// Whether nothing asks for the field.
pub fn is_idle(field: &Field, rules: &[Rule]) -> bool {
    let is_any = field.ty == FieldType::Any && !field.required && field.rules.is_empty();
    is_any && !rules.iter().any(|rule| rule.mentions.contains(&field.name))
}

/// Prints a field. Of a closed type the optional ones that are absent are counted down from `known`.
pub fn print(
    file: &mut File<'_>,
    locals: &Locals<'_>,
    lower: &Lower<'_>,
    body: &mut Body,
    ty: &Type,
    field: &Field,
    rules: &[Rule],
) -> Result<(), Error> {
    if is_idle(field, rules) {
        return Ok(());
    }
    let of = |list: bool| {
        let fits = move |one: &&FieldConstraint| (one.constraint.name().applies() == Applies::List) == list;
        field.constraints.iter().filter(fits).collect::<Vec<_>>()
    };
    let (leaf, list) = (of(false), of(true));
    let name = locals.of(&field.name).to_owned();
    let own_flag = !list.is_empty() || !field.rules.is_empty();
    let message = required(&field.name);
    let place = format!("(at, {})", step(&field.name));
    let value = Value {
        name: &name,
        place: &place,
        absence: if field.required { Absence::Required(&message) } else { Absence::Optional },
        flag: if own_flag { "ok" } else { "sound" },
        absent: if ty.open { "pass" } else { "known -= 1" },
        indent: 4,
        depth: 1,
    };
    body.call(4, &format!("{name} = get"), &[literal(&field.name)]);
    if own_flag {
        body.line(4, "ok = True");
    }
    let mut after = Body::default();
    lists(file, &mut after, &value, &list);
    checked(file, body, &field.ty, value, &leaf, &after.into_text());
    if !own_flag {
        return Ok(());
    }
    let mut printed = Body::default();
    for (number, one) in field.rules.iter().enumerate() {
        rule::print(file, locals, lower, &mut printed, ty, std::slice::from_ref(field), one, 8, number)?;
    }
    let printed = printed.into_text();
    if printed.is_empty() {
        body.line(4, "if not ok:");
    } else {
        body.line(4, "if ok:");
        body.text(&printed);
        body.line(4, "else:");
    }
    body.line(8, "sound = False");
    Ok(())
}

/// The constraints of the list as a whole.
fn lists(file: &mut File<'_>, body: &mut Body, value: &Value<'_>, constraints: &[&FieldConstraint]) {
    use fin_core::Constraint::{MaxItems, MinItems, UniqueItems};
    let (name, indent) = (value.name, value.indent + 4);
    for one in constraints {
        let words = [literal(&one.code), literal(&one.message)];
        let at = |place: &str| [vec![place.to_owned()], words.to_vec()].concat();
        match &one.constraint {
            MinItems(1) => body.line(indent, &format!("if ok and not {name}:")),
            MinItems(n) => body.line(indent, &format!("if ok and len({name}) < {n}:")),
            MaxItems(n) => body.line(indent, &format!("if ok and len({name}) > {n}:")),
            UniqueItems => {
                let repeated = file.call("repeated");
                body.line(indent, &format!("for place__1 in {repeated}({name}) if ok else ():"));
                body.call(indent + 4, "c.issue", &at(&format!("({}, place__1)", value.place)));
                continue;
            }
            _ => continue,
        }
        body.call(indent + 4, "c.issue", &at(value.place));
    }
}

/// Prints the checks of a value; `after` runs where it is a list whose structure is sound.
fn checked(
    file: &mut File<'_>,
    body: &mut Body,
    ty: &FieldType,
    value: Value<'_>,
    constraints: &[&FieldConstraint],
    after: &str,
) {
    match ty {
        FieldType::Scalar(kind) => {
            let failures = shape(file, *kind, value.name);
            chain(file, body, value, *kind, failures, constraints);
        }
        FieldType::Named(id) => named(file, body, *id, value, constraints),
        FieldType::List(item) => {
            container(file, body, value, Kind::List);
            let (index, each) = (format!("i__{}", value.depth), format!("item__{}", value.depth));
            let mut inner = Body::default();
            let below = Value {
                name: &each,
                place: &format!("({}, {index})", value.place),
                absence: Absence::Impossible,
                indent: value.indent + 8,
                depth: value.depth + 1,
                ..value
            };
            checked(file, &mut inner, item, below, constraints, "");
            loop_over(body, value, &format!("{index}, {each} in enumerate({})", value.name), inner, after);
        }
        FieldType::Map(item) => {
            container(file, body, value, Kind::Map);
            let (key, each) = (format!("key__{}", value.depth), format!("item__{}", value.depth));
            let mut inner = Body::default();
            let below = Value {
                name: &each,
                place: &format!("({}, ({key},))", value.place),
                absence: Absence::Impossible,
                indent: value.indent + 8,
                depth: value.depth + 1,
                ..value
            };
            checked(file, &mut inner, item, below, &[], "");
            let inner = keys(inner, &key, below.indent);
            loop_over(body, value, &format!("{key}, {each} in {}.items()", value.name), inner, after);
        }
        FieldType::Any => {
            if let Absence::Required(message) = value.absence {
                body.line(value.indent, &format!("if {} is None:", value.name));
                fail(body, value, Structure::Required, message, 4);
            }
        }
    }
}

/// The head of a list's or map's checks, up to what is done with its items.
fn container(file: &mut File<'_>, body: &mut Body, value: Value<'_>, kind: Kind) {
    let class = file.call(if kind == Kind::List { "Array" } else { "Object" });
    let word = begin(body, value);
    body.line(value.indent, &format!("{word} type({}) is not {class}:", value.name));
    mismatch(body, value, kind);
}

fn loop_over(body: &mut Body, value: Value<'_>, over: &str, inner: Body, after: &str) {
    let inner = inner.into_text();
    if inner.is_empty() && after.is_empty() {
        return;
    }
    body.line(value.indent, "else:");
    if !inner.is_empty() {
        body.line(value.indent + 4, &format!("for {over}:"));
        body.text(&inner);
    }
    body.text(after);
}

/// The checks of a map's items, after what a key has to be: JSON has no others.
fn keys(inner: Body, key: &str, indent: usize) -> Body {
    let inner = inner.into_text();
    let mut body = Body::default();
    if !inner.is_empty() {
        body.line(indent, &format!("if type({key}) is not str:"));
        body.line(indent + 4, "c.foreign()");
        body.text(&inner);
    }
    body
}

fn named(
    file: &mut File<'_>,
    body: &mut Body,
    id: TypeId,
    value: Value<'_>,
    constraints: &[&FieldConstraint],
) {
    let Some(ty) = file.index.api.type_of(id) else { return };
    if let Shape::Enum { .. } = ty.shape {
        let mut failures = vec![wrong_class(value.name, "str", Kind::Enum)];
        if !ty.open {
            let values = constant(file.index, id);
            let values = file.named(id, &values);
            failures.push(fixed(format!("{} not in {values}", value.name), Structure::Enum));
        }
        return chain(file, body, value, Kind::Enum, failures, constraints);
    }
    let check = file.index.check(id).to_owned();
    let check = file.named(id, &check);
    let arguments = ["c".to_owned(), value.place.to_owned(), value.name.to_owned()];
    match value.absence {
        Absence::Required(_) => {
            let class = file.call("Object");
            body.line(value.indent, &format!("if type({}) is not {class}:", value.name));
            mismatch(body, value, Kind::Object);
            body.ask(value.indent, &format!("elif not {check}("), &arguments);
        }
        Absence::Optional => {
            let word = begin(body, value);
            body.ask(value.indent, &format!("{word} not {check}("), &arguments);
        }
        Absence::Impossible => body.ask(value.indent, &format!("if not {check}("), &arguments),
    }
    body.line(value.indent + 4, &format!("{} = False", value.flag));
}

/// The mistakes of structure that a scalar can have.
fn shape(file: &mut File<'_>, kind: Kind, name: &str) -> Vec<Failure> {
    match kind {
        Kind::Text | Kind::Enum => vec![wrong_class(name, "str", kind)],
        Kind::Boolean => vec![wrong_class(name, "bool", kind)],
        Kind::Date => vec![
            wrong_class(name, "str", kind),
            fixed(format!("not {}({name})", file.call("is_day")), Structure::Date),
        ],
        Kind::Uuid => vec![
            wrong_class(name, "str", kind),
            fixed(format!("not {}({name})", file.call("is_uuid")), Structure::Uuid),
        ],
        // The call that tells, where the common case does not.
        Kind::Integer => vec![type_failure(file.call("is_integer").to_owned(), kind)],
        Kind::Number => vec![type_failure(file.call("is_number").to_owned(), kind)],
        Kind::Object | Kind::Map => vec![wrong_class(name, file.call("Object"), kind)],
        Kind::List => vec![wrong_class(name, file.call("Array"), kind)],
    }
}

fn wrong_class(name: &str, class: &str, kind: Kind) -> Failure {
    type_failure(format!("type({name}) is not {class}"), kind)
}

fn type_failure(condition: String, kind: Kind) -> Failure {
    leaf::failure(condition, Structure::Type.code(), type_mismatch(kind))
}

fn fixed(condition: String, structure: Structure) -> Failure {
    leaf::failure(condition, structure.code(), structure.message().unwrap_or_default())
}

/// `if`, or the `elif` after what is absent and may be.
fn begin(body: &mut Body, value: Value<'_>) -> &'static str {
    match value.absence {
        Absence::Optional => {
            body.line(value.indent, &format!("if {} is None:", value.name));
            body.line(value.indent + 4, value.absent);
            "elif"
        }
        Absence::Required(_) | Absence::Impossible => "if",
    }
}

/// A scalar or an enum's text: its structure, then what is demanded of it.
fn chain(
    file: &mut File<'_>,
    body: &mut Body,
    value: Value<'_>,
    kind: Kind,
    failures: Vec<Failure>,
    constraints: &[&FieldConstraint],
) {
    let mut word = begin(body, value);
    for failure in failures {
        if let Kind::Integer | Kind::Number = kind {
            number(body, value, word, &failure.condition);
        } else {
            body.line(value.indent, &format!("{word} {}:", failure.condition));
        }
        if failure.code == Structure::Type.code() {
            mismatch(body, value, kind);
        } else {
            report(body, value, "c.fail", &failure, 4, true);
        }
        word = "elif";
    }
    demands(file, body, value, word, constraints);
}

/// Asks for a number: most are integers of nine digits at most, and need no call.
fn number(body: &mut Body, value: Value<'_>, word: &str, function: &str) {
    let name = value.name;
    let quick = [format!("type({name}) is int"), format!("-999_999_999 <= {name} <= 999_999_999")];
    body.neither(value.indent, word, &quick, &format!("{function}({name})"));
}

/// What is demanded of a value whose structure is sound.
fn demands(
    file: &mut File<'_>,
    body: &mut Body,
    value: Value<'_>,
    word: &str,
    constraints: &[&FieldConstraint],
) {
    let blank =
        leaf::blank(file, constraints).map(|(code, message)| leaf::failure(String::new(), &code, &message));
    let name = value.name;
    let groups = leaf::groups(file, constraints, name);
    let is_refused = leaf::format_refuses_blank(file.index.api, constraints);
    let mut asks_late = None;
    match blank {
        // A blank text fails the format: whether it is blank needs no answer before.
        Some(blank) if groups.len() == 1 && is_refused => asks_late = Some(blank),
        Some(blank) => {
            asks_blank(file, body, value.indent, word, name);
            report(body, value, "c.issue", &blank, 4, false);
        }
        None => {}
    }
    let (word, indent) = match groups.len() {
        0 => return,
        1 => ("elif", 0),
        _ => {
            body.line(value.indent, "else:");
            ("if", 4)
        }
    };
    for group in groups {
        let mut word = word;
        for failure in group {
            let asked = failure.unless.iter().chain([&failure.condition]).map(Code::compare);
            body.condition(value.indent + indent, word, &Code::both(&asked.collect::<Vec<_>>()));
            word = "elif";
            let Some(blank) = asks_late.take() else {
                report(body, value, "c.issue", &failure, indent + 4, false);
                continue;
            };
            asks_blank(file, body, value.indent + 4, "if", name);
            report(body, value, "c.issue", &blank, 8, false);
            body.line(value.indent + 4, "else:");
            report(body, value, "c.issue", &failure, 8, false);
        }
    }
}

/// Asks whether a text is blank: most are not, and need no call.
fn asks_blank(file: &mut File<'_>, body: &mut Body, indent: usize, word: &str, name: &str) {
    let is_blank = file.call("is_blank");
    body.ask(indent, &format!("{word} (not {name} or {name}.isspace()) and {is_blank}("), &[name.to_owned()]);
}

/// Reports a value of another type, or one that is absent and must not be.
fn mismatch(body: &mut Body, value: Value<'_>, kind: Kind) {
    let message = type_mismatch(kind);
    match value.absence {
        Absence::Required(required) => {
            let words = [value.place.to_owned(), value.name.to_owned(), literal(required), literal(message)];
            body.call(value.indent + 4, &format!("{} = c.wrong", value.flag), &words);
        }
        Absence::Optional | Absence::Impossible => {
            let words = [value.place.to_owned(), value.name.to_owned(), literal(message)];
            body.call(value.indent + 4, &format!("{} = c.mistyped", value.flag), &words);
        }
    }
}

fn fail(body: &mut Body, value: Value<'_>, structure: Structure, message: &str, indent: usize) {
    let failure = leaf::failure(String::new(), structure.code(), message);
    report(body, value, "c.fail", &failure, indent, true);
}

fn report(
    body: &mut Body,
    value: Value<'_>,
    function: &str,
    failure: &Failure,
    indent: usize,
    is_unsound: bool,
) {
    let function = if is_unsound { format!("{} = {function}", value.flag) } else { function.to_owned() };
    let words = [value.place.to_owned(), literal(&failure.code), literal(&failure.message)];
    body.call(value.indent + indent, &function, &words);
}
