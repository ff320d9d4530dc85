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
use fin_core::{Applies, Constraint, Kind, Name};
use heck::ToUpperCamelCase;

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
    let mut checks = Checks { imports, api, id, ty, items: String::new(), taken: Names::default() };
    let mut body = String::new();
    for field in fields {
        body.push_str(&checks.field(field)?);
    }
    let end = if ty.open { "others()" } else { "settle(t)" };
    let mut own = String::new();
    for rule in rules {
        own.push_str(&checks.rule(rule, 4, &[])?);
    }
    if !own.is_empty() {
        body.push_str(&format!("  if ({end}) {{\n{own}  }}\n"));
    } else if ty.open {
        body.push_str(&format!("  {end};\n"));
    }
    if body.contains(end) {
        checks.runtime(if ty.open { "others" } else { "settle" });
    }
    checks.imports.runtime("type Known", "types");
    // Without fields there is nothing to look at.
    let parameter = if fields.is_empty() { "_t" } else { "t" };
    let head = function(&format!("visit{name}"), &[format!("{parameter}: Known<{name}>")], "void");
    Ok(format!("{}{head}{body}}}\n", checks.items))
}

/// The check of an enum.
pub fn choice(imports: &mut Imports<'_>, name: &str, open: bool) -> String {
    let (kind, call) = if open {
        ("text", "text(at, x)".to_owned())
    } else {
        ("choice", format!("choice(at, x, values{name})"))
    };
    imports.runtime(kind, "checker");
    imports.runtime("type At", "checker");
    let head = function(&format!("visit{name}"), &["at: At", "x: unknown"].map(str::to_owned), "void");
    format!("{head}  {call};\n}}\n")
}

impl Checks<'_, '_> {
    /// A function of the runtime.
    fn runtime(&mut self, name: &str) -> String {
        let file = match name {
            "date" | "uuid" => name,
            "filled" => "constraints",
            _ => "checker",
        };
        self.imports.runtime(name, file);
        name.to_owned()
    }

    fn field(&mut self, field: &Field) -> Result<String, Error> {
        let value = property("t", &field.name, false);
        if is_inherited(&field.name) {
            self.imports.runtime("own", "rules");
        }
        let code = self
            .constrained(field, &field.ty, [&literal(&names::step(&field.name)), &value], false)
            .map_err(|what| at(self.ty, &field.name, what))?;
        let look = statement(&code, 2);
        if field.rules.is_empty() {
            return Ok(look);
        }
        let before = format!("before{}", names::upper(&field.name.to_upper_camel_case()));
        let before = self.taken.take(before);
        let mistakes = self.runtime("mistakes");
        let mut text = format!("  const {before} = {mistakes}();\n{look}");
        text.push_str(&format!("  if ({mistakes}() === {before}) {{\n"));
        for rule in &field.rules {
            text.push_str(&self.rule(rule, 4, std::slice::from_ref(&field.name))?);
        }
        text.push_str("  }\n");
        Ok(text)
    }

    /// A value with what is asked of it, and of a list with what is asked of its items and then of itself.
    fn constrained(
        &mut self,
        field: &Field,
        ty: &FieldType,
        value: [&str; 2],
        is_item: bool,
    ) -> Result<Code, &'static str> {
        let own = own_constraints(field, ty, is_item);
        let refuses_blank = own.iter().any(|one| self.refuses_blank(&one.constraint));
        let blank = own.iter().find(|one| matches!(one.constraint, Constraint::NotBlank));
        let has_words = blank.is_some_and(|one| one.own_message || one.code != Name::NotBlank.code());
        let mut arguments = value.map(Code::word).to_vec();
        let function = match ty {
            FieldType::List(item) => match self.fields_of(item)? {
                Some(visit) => {
                    arguments.push(Code::word(visit));
                    "objects"
                }
                None => {
                    arguments.push(Code::word(self.item(field, item)?));
                    "list"
                }
            },
            FieldType::Map(item) => {
                // Of a map's values a field asks nothing.
                let field = Field { constraints: Vec::new(), ..field.clone() };
                arguments.push(Code::word(self.item(&field, item)?));
                "map"
            }
            FieldType::Any => "any",
            FieldType::Scalar(Kind::Text) if refuses_blank && !has_words => "filled",
            FieldType::Scalar(kind) => scalar(*kind)?,
            FieldType::Named(id) => self.named(*id, &mut arguments)?,
        };
        if !field.required && !is_item {
            arguments.push(Code::word("1"));
        }
        let mut code = Code::call(self.runtime(function), arguments);
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

    /// The function that looks at the fields of a type's objects, where it has objects.
    fn fields_of(&mut self, ty: &FieldType) -> Result<Option<String>, &'static str> {
        let FieldType::Named(id) = ty else { return Ok(None) };
        let is_object =
            matches!(self.api.type_of(*id).ok_or("a type that there is not")?.shape, Shape::Object { .. });
        Ok(is_object.then(|| self.imports.value(*id, "visit")))
    }

    /// The function that looks at an item of a list or map, with what the field asks of each.
    fn item(&mut self, field: &Field, ty: &FieldType) -> Result<String, &'static str> {
        let is_bare = own_constraints(field, ty, true).is_empty();
        let code = match (ty, self.fields_of(ty)?) {
            (_, Some(visit)) => {
                let arguments = ["at", "x", &visit].map(Code::word);
                Code::call(self.runtime("object"), arguments)
            }
            (FieldType::Any, _) => return Ok(self.runtime("anything")),
            (FieldType::Scalar(kind), _) if is_bare => return Ok(self.runtime(scalar(*kind)?)),
            (FieldType::Named(id), _) => return Ok(self.imports.value(*id, "visit")),
            _ => self.constrained(field, ty, ["at", "x"], true)?,
        };
        let name = format!("each{}{}", self.ty.name, names::upper(&field.name.to_upper_camel_case()));
        let name = self.taken.take(names::type_name(&name).replacen("Each", "each", 1));
        self.imports.runtime("type At", "checker");
        self.items.push_str(&format!(
            "function {name}(at: At, x: unknown): void {{\n{}}}\n\n",
            statement(&code, 2)
        ));
        Ok(name)
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
                let format = self.imports.index.format(format).ok_or("a format that there is not")?;
                let check = format!("format{format}");
                self.imports.formats.insert(check.clone());
                return Ok(self.with_words(field, constraint, name.code(), check, vec![value]));
            }
            Constraint::Pattern(pattern) => {
                let name = format!("{}{}", self.ty.name, names::upper(&field.name.to_upper_camel_case()));
                let name = self.taken.take(names::upper(&name));
                let printed = super::formats::wrong(&format!("pattern{name}"), pattern);
                let (constant, wrong) = printed.map_err(|Unprintable(what)| what)?;
                if constant.contains(" automaton(") {
                    self.imports.runtime("automaton", "automaton");
                }
                self.items.push_str(&constant);
                ("pattern", Some(wrong))
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
            Constraint::MinItems(1) => ("notEmpty", None),
            Constraint::MinItems(n) => ("minItems", Some(n.to_string())),
            Constraint::MaxItems(n) => ("maxItems", Some(n.to_string())),
            Constraint::UniqueItems => ("uniqueItems", None),
        };
        self.imports.runtime(function, "constraints");
        let mut arguments = vec![value];
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
            if own.own_message || own.code != usual || is_singular(constraint) {
                arguments.push(Code::word(literal(&own.message)));
            }
            if own.code != usual {
                arguments.push(Code::word(literal(&own.code)));
            }
        }
        Code::call(function, arguments)
    }

    /// A rule. A field's own needs no path where it is reported at the field, which is at hand.
    fn rule(&mut self, rule: &Rule, indent: usize, own: &[String]) -> Result<String, Error> {
        match &rule.body {
            RuleBody::Require { at: path, when: applies, require } => {
                let index = self.imports.index;
                if let (true, Some((name, fields))) = (own.is_empty(), index.shared.call(rule)) {
                    self.imports.rule(name);
                    let mut arguments: Vec<Code> =
                        fields.iter().map(|field| Code::word(property("t", field, false))).collect();
                    arguments.push(Code::word(literal(&names::path(path))));
                    return Ok(statement(&Code::call(name, arguments), indent));
                }
                let mut lower = Lower { imports: self.imports };
                let is_broken = lower.is_false(&require.expr).and_then(|broken| {
                    let Some(applies) = applies else { return Ok(broken) };
                    Ok(both(lower.is_true(&applies.expr)?, broken))
                });
                let is_broken = is_broken.map_err(|Unprintable(what)| at(self.ty, &rule.code, what))?;
                let place = (path != own || own.is_empty()).then(|| names::path(path));
                Ok(when(&is_broken, &self.fail(rule, place.as_deref()), indent))
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

    fn fail(&mut self, rule: &Rule, place: Option<&str>) -> Code {
        let words = [Some(rule.code.as_str()), Some(&rule.message), place];
        let words: Vec<Code> = words.into_iter().flatten().map(|text| Code::word(literal(text))).collect();
        Code::call(self.runtime("fail"), words)
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
                self.imports.runtime("each", "checker");
                let inner = self.follow(rule, path, rest, inner, seen, indent + 2)?;
                let head = format!("each({}, {}, ({name}) => {{", spot.of, literal(&spot.at));
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
                Ok(when(&test, &self.fail(rule, Some(&spot.at)), indent))
            }
        }
    }
}

/// What is asked of a value: of a list, or of what is no list.
fn own_constraints<'f>(field: &'f Field, ty: &FieldType, is_item: bool) -> Vec<&'f FieldConstraint> {
    let is_list = matches!(ty, FieldType::List(_));
    let is_own = |one: &&FieldConstraint| (one.constraint.name().applies() == Applies::List) == is_list;
    // What a field asks of a list it does not ask of the lists in it.
    field.constraints.iter().filter(|one| is_own(one) && !(is_list && is_item)).collect()
}

/// Whether the usual words are those of a single one, which the runtime does not have.
fn is_singular(constraint: &Constraint<String>) -> bool {
    use Constraint::{MaxAge, MaxItems, MaxLength, MinAge, MinLength};
    matches!(constraint, MinLength(1) | MaxLength(1) | MinAge(1) | MaxAge(1) | MaxItems(1))
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
