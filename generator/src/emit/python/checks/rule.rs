//! A rule → the statements that report where it does not hold.

use super::{Body, File, Locals, unprintable};
use crate::api::{Condition, Field, FieldType, Rule, RuleBody, Shape, Step, Type, UniquePath};
use crate::emit::Error;
use crate::emit::python::lower::{Code, Lower, Scope, Unprintable};
use crate::emit::python::text::{literal, step};

/// Prints a rule of a type, or of a single field.
#[allow(clippy::too_many_arguments, reason = "they have nothing in common but the rule")]
pub fn print(
    file: &File<'_>,
    locals: &Locals<'_>,
    lower: &Lower<'_>,
    body: &mut Body,
    ty: &Type,
    fields: &[Field],
    rule: &Rule,
    indent: usize,
    number: usize,
) -> Result<(), Error> {
    let here = |error: Unprintable| unprintable(ty, &rule.code, error);
    match &rule.body {
        RuleBody::Require { at, when, require } => {
            let Some(indent) = applies(lower, body, when.as_ref(), require, indent).map_err(here)? else {
                return Ok(());
            };
            let place = at.iter().fold("at".to_owned(), |place, name| format!("({place}, {})", step(name)));
            body.call(indent, "c.issue", &[place, literal(&rule.code), literal(&rule.message)]);
        }
        RuleBody::Unique(paths) => {
            let seen = format!("seen__{}", number + 1);
            let mut indent = indent;
            if let Some(list) = single_list(paths, fields) {
                body.line(indent, &format!("if len({}) > 1:", locals.of(list)));
                indent += 4;
            }
            body.line(indent, &format!("{seen}: set[str] = set()"));
            for path in paths {
                let walk = Walk { file, locals, lower, rule, path, seen: &seen };
                walk.steps(body, &path.steps, Some(fields), "d", "at", indent, 1).map_err(here)?;
            }
        }
    }
    Ok(())
}

/// The required list whose items alone are compared, each with a single text: of one item nothing is twice.
fn single_list<'p>(paths: &'p [UniquePath], fields: &[Field]) -> Option<&'p str> {
    let [UniquePath { steps, .. }] = paths else { return None };
    let [Step::Field(name), Step::Each(_), rest @ ..] = steps.as_slice() else { return None };
    let is_required = fields.iter().any(|field| field.name == *name && field.required);
    (is_required && !rest.iter().any(|step| matches!(step, Step::Each(_)))).then_some(name)
}

/// Asks whether the rule applies and does not hold: in one condition if that is short, else in one after the
/// other. Gives the indent of what follows, unless nothing can.
fn applies(
    lower: &Lower<'_>,
    body: &mut Body,
    when: Option<&Condition>,
    require: &Condition,
    mut indent: usize,
) -> Result<Option<usize>, Unprintable> {
    let mut asked = Vec::new();
    if let Some(when) = when {
        asked.push((lower.condition(&when.expr, true)?, lower.take_hoisted()));
    }
    asked.push((lower.condition(&require.expr, false)?, lower.take_hoisted()));
    if asked.iter().any(|(code, _)| code.text == "False") {
        return Ok(None);
    }
    if asked.iter().skip(1).all(|(_, sums)| sums.is_empty()) {
        let codes: Vec<Code> = asked.iter().map(|(code, _)| code.clone()).collect();
        let both = Code::both(&codes);
        if both.text.chars().count() < 80 {
            asked.truncate(1);
            asked.iter_mut().for_each(|(code, _)| *code = both.clone());
        }
    }
    for (code, sums) in asked {
        for (name, call) in sums {
            body.assign(indent, &name, &call);
        }
        if code.text != "True" {
            body.condition(indent, "if", &code);
            indent += 4;
        }
    }
    Ok(Some(indent))
}

struct Walk<'a> {
    file: &'a File<'a>,
    locals: &'a Locals<'a>,
    lower: &'a Lower<'a>,
    rule: &'a Rule,
    path: &'a UniquePath,
    seen: &'a str,
}

impl Walk<'_> {
    /// Follows the steps down to the texts; `fields` are those of the object `value`, where that is known.
    #[allow(clippy::too_many_arguments, reason = "a place in the payload, one in the model, one in the text")]
    fn steps(
        &self,
        body: &mut Body,
        steps: &[Step],
        fields: Option<&[Field]>,
        value: &str,
        place: &str,
        indent: usize,
        depth: usize,
    ) -> Result<(), Unprintable> {
        match steps.split_first() {
            None => self.text(body, value, place, indent),
            Some((Step::Each(name), rest)) => {
                let item =
                    if name.is_empty() { format!("item__{depth}") } else { self.locals.variable(name) };
                let index = format!("i__{depth}");
                body.line(indent, &format!("for {index}, {item} in enumerate({value}):"));
                let place = format!("({place}, {index})");
                self.steps(body, rest, fields, &item, &place, indent + 4, depth + 1)
            }
            Some((Step::Field(name), rest)) => {
                let field = fields.and_then(|fields| fields.iter().find(|field| field.name == *name));
                let field = field.ok_or(Unprintable("a path through a field that the type does not have"))?;
                let place = format!("({place}, {})", step(name));
                let mut indent = indent;
                let own = value == "d";
                let text = if own {
                    self.locals.of(name).to_owned()
                } else {
                    let read = if field.required {
                        format!("[{}]", literal(name))
                    } else {
                        format!(".get({})", literal(name))
                    };
                    let text = format!("field__{depth}");
                    body.line(indent, &format!("{text} = {value}{read}"));
                    text
                };
                if !field.required {
                    body.line(indent, &format!("if {text} is not None:"));
                    indent += 4;
                }
                self.steps(body, rest, self.fields_of(&field.ty), &text, &place, indent, depth + 1)
            }
        }
    }

    fn fields_of(&self, ty: &FieldType) -> Option<&[Field]> {
        match ty {
            FieldType::List(item) | FieldType::Map(item) => self.fields_of(item),
            FieldType::Named(id) => match &self.file.index.api.type_of(*id)?.shape {
                Shape::Object { fields, .. } => Some(fields),
                Shape::Enum { .. } => None,
            },
            FieldType::Scalar(_) | FieldType::Any => None,
        }
    }

    fn text(&self, body: &mut Body, value: &str, place: &str, indent: usize) -> Result<(), Unprintable> {
        let (seen, rule) = (self.seen, self.rule);
        let mut indent = indent;
        if let Some(when) = &self.path.when {
            let code = self.lower.condition(&when.expr, true)?;
            if code.text != "True" {
                body.condition(indent, "if", &code);
                indent += 4;
            }
        }
        body.line(indent, &format!("if {value} in {seen}:"));
        body.call(indent + 4, "c.issue", &[place.to_owned(), literal(&rule.code), literal(&rule.message)]);
        body.line(indent, &format!("{seen}.add({value})"));
        Ok(())
    }
}
