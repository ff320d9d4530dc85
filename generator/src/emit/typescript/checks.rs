//! The checks of a type: a call for each field in the model's order, then the type's rules.

use super::{
    at,
    index::Imports,
    layout::{Code, function, statement, when},
    lower::{Lower, Unprintable, both, number},
    names::{self, Names, is_inherited, literal, property, variable},
};
use crate::{
    api::{Api, Field, FieldConstraint, FieldType, Rule, RuleBody, Shape, Step, Type, TypeId, UniquePath},
    emit::Error,
};
use fin_core::{Constraint, Kind, Name};
use heck::ToUpperCamelCase;

/// Whether a value must be there, as the runtime has it.
const ITEM: u8 = 2;

/// Prints the checks of one type.
struct Checks<'i, 'a> {
    imports: &'i mut Imports<'a>,
    api: &'a Api,
    id: TypeId,
    ty: &'i Type,
    /// The functions for the items of lists, ahead of the type's own.
    items: String,
    taken: Names,
}

/// The check of an object.
pub fn object(
    imports: &mut Imports<'_>,
    id: TypeId,
    ty: &Type,
    fields: &[Field],
    rules: &[Rule],
) -> Result<String, Error> {
    let name = imports.index.name(id).to_owned();
    let api = imports.index.api;
    imports.runtime("type Checker", "checker");
    let mut checks = Checks { imports, api, id, ty, items: String::new(), taken: Names::default() };
    let mut body = String::new();
    for field in fields {
        body.push_str(&checks.field(field)?);
    }
    let mut arguments = vec![Code::word("c"), Code::word("x")];
    let mut text = String::new();
    if body.is_empty() {
        arguments.push(Code::word(checks.runtime("anything", "kinds")));
    } else {
        checks.imports.runtime("type Fields", "checker");
        text.push_str(&format!("function fields{name}(c: Checker, v: Fields): void {{\n"));
        if fields.iter().any(|field| !field.rules.is_empty()) {
            checks.imports.runtime("type Known", "types");
            text.push_str(&format!("  const t = v as unknown as Known<{name}>;\n"));
        }
        text.push_str(&body);
        text.push_str("}\n\n");
        arguments.push(Code::word(format!("fields{name}")));
    }
    if !rules.is_empty() {
        checks.imports.runtime("type Known", "types");
        text.push_str(&format!("function rules{name}(c: Checker, t: Known<{name}>): void {{\n"));
        for rule in rules {
            text.push_str(&checks.rule(rule, 2)?);
        }
        text.push_str("}\n\n");
        arguments.push(Code::word(format!("rules{name}")));
    }
    let kind = checks.runtime(if ty.open { "open" } else { "object" }, "kinds");
    text.push_str(&function(
        &format!("visit{name}"),
        &["c: Checker", "x: unknown"].map(str::to_owned),
        "void",
    ));
    text.push_str(&statement(&Code::call(kind, arguments), 2));
    Ok(checks.items + &text + "}\n")
}

/// The check of an enum.
pub fn choice(imports: &mut Imports<'_>, name: &str, open: bool) -> String {
    let call = if open {
        imports.runtime("text", "kinds");
        format!("text(c, \"\", x, {ITEM})")
    } else {
        imports.runtime("choice", "kinds");
        format!("choice(c, \"\", x, values{name}, {ITEM})")
    };
    let head = function(&format!("visit{name}"), &["c: Checker", "x: unknown"].map(str::to_owned), "void");
    format!("{head}  {call};\n}}\n")
}

impl Checks<'_, '_> {
    fn runtime(&mut self, name: &str, file: &str) -> String {
        self.imports.runtime(name, file);
        name.to_owned()
    }

    fn field(&mut self, field: &Field) -> Result<String, Error> {
        let value = property("v", &field.name, false);
        if is_inherited(&field.name) {
            self.imports.runtime("own", "rules");
        }
        let code = self
            .constrained(
                field,
                &field.ty,
                &literal(&names::step(&field.name)),
                &value,
                u8::from(field.required),
            )
            .map_err(|what| at(self.ty, &field.name, what))?;
        let look = statement(&code, 2);
        if field.rules.is_empty() {
            return Ok(look);
        }
        let before = format!("before{}", names::upper(&field.name.to_upper_camel_case()));
        let before = self.taken.take(before);
        let mut text = format!("  const {before} = c.unsound;\n{look}");
        text.push_str(&format!("  if (c.unsound === {before}) {{\n"));
        for rule in &field.rules {
            text.push_str(&self.rule(rule, 4)?);
        }
        text.push_str("  }\n");
        Ok(text)
    }

    /// A value with what is asked of it, and of a list with what is asked of its items and then of itself.
    fn constrained(
        &mut self,
        field: &Field,
        ty: &FieldType,
        at: &str,
        value: &str,
        need: u8,
    ) -> Result<Code, &'static str> {
        let (list, leaf): (Vec<&FieldConstraint>, Vec<&FieldConstraint>) = field
            .constraints
            .iter()
            .partition(|one| one.constraint.name().applies() == fin_core::Applies::List);
        let own = if need == ITEM { &[] } else { list.as_slice() };
        let own = if matches!(ty, FieldType::List(_)) { own } else { leaf.as_slice() };
        let refuses_blank = own.iter().any(|one| self.refuses_blank(&one.constraint));
        let blank = own.iter().find(|one| matches!(one.constraint, Constraint::NotBlank));
        let has_words = blank.is_some_and(|one| one.own_message || one.code != Name::NotBlank.code());
        let mut arguments: Vec<Code> = ["c", at, value].map(Code::word).into();
        let function = match ty {
            FieldType::List(item) => {
                arguments.push(Code::word(self.item(field, item)?));
                "list"
            }
            FieldType::Map(item) => {
                arguments.push(Code::word(self.plain_item(field, item)?));
                "map"
            }
            FieldType::Any => "any",
            FieldType::Scalar(Kind::Text) if refuses_blank && !has_words => "filled",
            FieldType::Scalar(kind) => scalar(*kind)?,
            FieldType::Named(id) => self.named(*id, &mut arguments)?,
        };
        if need > 0 {
            arguments.push(Code::word(need.to_string()));
        }
        let mut code = Code::call(self.runtime(function, "kinds"), arguments);
        if refuses_blank && function != "filled" {
            code = self.constraint(field, &Constraint::NotBlank, code)?;
        }
        for one in own.iter().filter(|one| !matches!(one.constraint, Constraint::NotBlank)) {
            code = self.constraint(field, &one.constraint, code)?;
        }
        Ok(code)
    }

    /// The function for a type of the model, with what it needs beside the value.
    fn named(&mut self, id: TypeId, arguments: &mut Vec<Code>) -> Result<&'static str, &'static str> {
        let ty = self.api.type_of(id).ok_or("a type that there is not")?;
        Ok(match (&ty.shape, ty.open) {
            (Shape::Object { .. }, _) => {
                arguments.push(Code::word(self.imports.value(id, "visit")));
                "nested"
            }
            (Shape::Enum { .. }, true) => "text",
            (Shape::Enum { .. }, false) => {
                arguments.push(Code::word(self.imports.value(id, "values")));
                "choice"
            }
        })
    }

    /// The function that looks at an item of a list, with what the field asks of each.
    fn item(&mut self, field: &Field, ty: &FieldType) -> Result<String, &'static str> {
        match ty {
            FieldType::Named(id) => Ok(self.imports.value(*id, "visit")),
            FieldType::Any => Ok(self.runtime("anything", "kinds")),
            _ => {
                let code = self.constrained(field, ty, "\"\"", "x", ITEM)?;
                let name = format!("each{}{}", self.ty.name, names::upper(&field.name.to_upper_camel_case()));
                let name = self.taken.take(names::type_name(&name).replacen("Each", "each", 1));
                self.items.push_str(&format!(
                    "function {name}(c: Checker, x: unknown): void {{\n{}}}\n\n",
                    statement(&code, 2)
                ));
                Ok(name)
            }
        }
    }

    /// The same for a map's value, of which a field asks nothing.
    fn plain_item(&mut self, field: &Field, ty: &FieldType) -> Result<String, &'static str> {
        let field = Field { constraints: Vec::new(), ..field.clone() };
        self.item(&field, ty)
    }

    fn refuses_blank(&self, constraint: &Constraint<String>) -> bool {
        match constraint {
            Constraint::NotBlank => true,
            Constraint::Format(name) => self.api.format(name).is_some_and(|format| format.refuses_blank),
            _ => false,
        }
    }

    /// A constraint around what gives the value, with the model's own words where it has any.
    fn constraint(
        &mut self,
        field: &Field,
        constraint: &Constraint<String>,
        value: Code,
    ) -> Result<Code, &'static str> {
        let name = constraint.name();
        let (function, argument) = match constraint {
            Constraint::NotBlank => ("notBlank", None),
            Constraint::Format(format) => {
                let name = self.imports.index.format(format).ok_or("a format that there is not")?;
                let constant = format!("format{name}");
                self.imports.formats.insert(constant.clone());
                ("format", Some(constant))
            }
            Constraint::Pattern(pattern) => {
                let name = format!("{}{}", self.ty.name, names::upper(&field.name.to_upper_camel_case()));
                let name = self.taken.take(names::upper(&name));
                let printed = super::formats::constant(&format!("pattern{name}"), pattern);
                let (constant, test) = printed.map_err(|Unprintable(what)| what)?;
                if constant.contains(" automaton(") {
                    self.imports.runtime("automaton", "automaton");
                }
                let head = format!("function has{name}(x: string): boolean {{\n");
                self.items.push_str(&format!("{constant}{head}  return {test};\n}}\n\n"));
                ("pattern", Some(format!("has{name}")))
            }
            Constraint::Ascii => ("ascii", None),
            Constraint::MinLength(n) => ("minLength", Some(n.to_string())),
            Constraint::MaxLength(n) => ("maxLength", Some(n.to_string())),
            Constraint::Minimum(bound) => ("minimum", Some(number(*bound))),
            Constraint::Maximum(bound) => ("maximum", Some(number(*bound))),
            Constraint::Past => ("past", None),
            Constraint::PastOrToday => ("pastOrToday", None),
            Constraint::Future => ("future", None),
            Constraint::MinAge(n) => ("minAge", Some(n.to_string())),
            Constraint::MaxAge(n) => ("maxAge", Some(n.to_string())),
            Constraint::MinItems(n) => ("minItems", Some(n.to_string())),
            Constraint::MaxItems(n) => ("maxItems", Some(n.to_string())),
            Constraint::UniqueItems => ("uniqueItems", None),
        };
        self.imports.runtime(function, "constraints");
        let mut arguments = vec![Code::word("c"), value];
        arguments.extend(argument.map(Code::Word));
        Ok(self.with_words(field, constraint, name.code(), function.to_owned(), arguments))
    }

    fn with_words(
        &self,
        field: &Field,
        constraint: &Constraint<String>,
        usual: &str,
        function: String,
        mut arguments: Vec<Code>,
    ) -> Code {
        let usual = match constraint {
            Constraint::Format(name) => self.api.format(name).map_or(usual, |format| format.code.as_str()),
            _ => usual,
        };
        // A blank text that only a format refuses has no words of the field's own.
        if let Some(own) = field.constraints.iter().find(|one| one.constraint == *constraint) {
            if own.own_message || own.code != usual {
                arguments.push(Code::word(literal(&own.message)));
            }
            if own.code != usual {
                arguments.push(Code::word(literal(&own.code)));
            }
        }
        Code::call(function, arguments)
    }

    fn rule(&mut self, rule: &Rule, indent: usize) -> Result<String, Error> {
        match &rule.body {
            RuleBody::Require { at: path, when: applies, require } => {
                self.imports.runtime("failAt", "checker");
                let mut lower = Lower { imports: self.imports };
                let is_broken = lower.is_false(&require.expr).and_then(|broken| {
                    let Some(applies) = applies else { return Ok(broken) };
                    Ok(both(lower.is_true(&applies.expr)?, broken))
                });
                let is_broken = is_broken.map_err(|Unprintable(what)| at(self.ty, &rule.code, what))?;
                Ok(when(&is_broken, &fail_at(&names::path(path), rule), indent))
            }
            RuleBody::Unique(paths) => {
                let seen = self.taken.take("texts".to_owned());
                // Of one list, a single item repeats nothing.
                let many = match paths.as_slice() {
                    [UniquePath { steps, .. }] => match steps.as_slice() {
                        [Step::Field(list), Step::Each(_), rest @ ..] if !rest.iter().any(is_each) => {
                            let list = property("t", list, false);
                            Some(format!("{:indent$}if ({list}?.length > 1) {{\n", ""))
                        }
                        _ => None,
                    },
                    _ => None,
                };
                let inner = if many.is_some() { indent + 2 } else { indent };
                let mut text = format!("{:inner$}const {seen} = new Set<string>();\n", "");
                for path in paths {
                    text.push_str(&self.unique(rule, path, &seen, inner)?);
                }
                Ok(match many {
                    Some(head) => format!("{head}{text}{:indent$}}}\n", ""),
                    None => text,
                })
            }
        }
    }

    /// The texts of one path of a uniqueness rule.
    fn unique(&mut self, rule: &Rule, path: &UniquePath, seen: &str, indent: usize) -> Result<String, Error> {
        let spot =
            Spot { of: "t".to_owned(), ty: FieldType::Named(self.id), optional: false, at: String::new() };
        self.follow(rule, path, &path.steps, spot, seen, indent)
    }

    fn follow(
        &mut self,
        rule: &Rule,
        path: &UniquePath,
        steps: &[Step],
        mut spot: Spot,
        seen: &str,
        indent: usize,
    ) -> Result<String, Error> {
        let unprintable = |what| at(self.ty, &rule.code, what);
        match steps.split_first() {
            Some((Step::Field(name), rest)) => {
                let field =
                    field_of(self.api, &spot.ty, name).ok_or(unprintable("a path that leads nowhere"))?;
                spot.ty = field.ty.clone();
                spot.of = property(&spot.of, name, spot.optional);
                if is_inherited(name) {
                    self.imports.runtime("own", "rules");
                }
                spot.optional |= !field.required;
                spot.at = names::join(&spot.at, &names::step(name));
                self.follow(rule, path, rest, spot, seen, indent)
            }
            Some((Step::Each(name), rest)) => {
                let FieldType::List(item) = &spot.ty else {
                    return Err(unprintable("a path through no list"));
                };
                let name = variable(name);
                let inner =
                    Spot { of: name.clone(), ty: (**item).clone(), optional: false, at: String::new() };
                self.imports.runtime("each", "rules");
                let inner = self.follow(rule, path, rest, inner, seen, indent + 2)?;
                let head = format!("each(c, {}, {}, ({name}) => {{", literal(&spot.at), spot.of);
                Ok(format!("{:indent$}{head}\n{inner}{:indent$}}});\n", "", ""))
            }
            None => {
                let mut test = Code::word(format!("repeats({seen}, {})", spot.of));
                if spot.optional {
                    test = both(Code::word(format!("{} != null", spot.of)), test);
                }
                if let Some(applies) = &path.when {
                    let applies = Lower { imports: self.imports }.is_true(&applies.expr);
                    test = both(applies.map_err(|Unprintable(what)| unprintable(what))?, test);
                }
                self.imports.runtime("repeats", "rules");
                self.imports.runtime("failAt", "checker");
                Ok(when(&test, &fail_at(&spot.at, rule), indent))
            }
        }
    }
}

/// The function for a scalar.
fn scalar(kind: Kind) -> Result<&'static str, &'static str> {
    Ok(match kind {
        Kind::Text => "text",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Uuid => "uuid",
        Kind::Enum | Kind::Object | Kind::List | Kind::Map => return Err("a scalar that is none"),
    })
}

fn field_of<'a>(api: &'a Api, ty: &FieldType, name: &str) -> Option<&'a Field> {
    let FieldType::Named(id) = ty else { return None };
    match &api.type_of(*id)?.shape {
        Shape::Object { fields, .. } => fields.iter().find(|field| field.name == name),
        Shape::Enum { .. } => None,
    }
}

fn is_each(step: &Step) -> bool {
    matches!(step, Step::Each(_))
}

/// Where the steps of a path have led.
struct Spot {
    /// The value there.
    of: String,
    ty: FieldType,
    /// Whether it may be absent.
    optional: bool,
    /// The path since the last item of a list.
    at: String,
}

fn fail_at(path: &str, rule: &Rule) -> Code {
    let words = [path, &rule.code, &rule.message].map(|text| Code::word(literal(text)));
    Code::call("failAt", [Code::word("c")].into_iter().chain(words).collect::<Vec<_>>())
}
