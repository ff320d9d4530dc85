//! The [`api`] with what the walk needs at hand: fields by name, patterns and rules compiled.

use super::JudgeError;
use super::format::{Formats, named, whole};
use super::rule::{self, Rule};
use crate::api::{self, Api, FieldType, TypeId};
use fin_core::{Applies, Constraint};
use regex::Regex;
use std::collections::{HashMap, HashSet};

/// A type of the model.
pub struct Type {
    /// Whether unknown fields and values are let through.
    pub open: bool,
    /// What it is.
    pub shape: Shape,
}

/// What a [`Type`] is.
pub enum Shape {
    /// Named fields.
    Object {
        /// In the model's order.
        fields: Vec<Field>,
        /// The place of each by its name.
        names: HashMap<String, usize>,
        /// The rules over several fields.
        rules: Vec<Rule>,
    },
    /// A list of texts.
    Enum(HashSet<String>),
}

/// A field of an object.
pub struct Field {
    /// The key.
    pub name: String,
    /// What the value is.
    pub ty: FieldType,
    /// Whether it must be there.
    pub required: bool,
    /// What is asked of the value, or of each item of a list.
    pub leaf: Vec<Check>,
    /// Code and message of a blank text, where blank texts are refused.
    pub blank: Option<(String, String)>,
    /// What is asked of the list itself.
    pub list: Vec<Check>,
    /// The rules over this field alone.
    pub rules: Vec<Rule>,
}

/// A constraint with its words.
pub struct Check {
    /// What is demanded.
    pub constraint: Constraint<String>,
    /// The compiled pattern of [`Constraint::Pattern`].
    pub pattern: Option<Regex>,
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
}

/// Compiles every type, in the order of the model, so that a `TypeId` is an index.
pub fn types(api: &Api, formats: &Formats) -> Result<Vec<Type>, JudgeError> {
    api.types.iter().map(|ty| compile_type(ty, formats)).collect()
}

/// Each type by its qualified name.
pub fn names(api: &Api) -> HashMap<String, FieldType> {
    let types = api.types.iter().enumerate();
    types.map(|(index, ty)| (ty.qualified(), FieldType::Named(TypeId(index)))).collect()
}

fn compile_type(ty: &api::Type, formats: &Formats) -> Result<Type, JudgeError> {
    let shape = match &ty.shape {
        api::Shape::Object { fields, rules } => Shape::Object {
            names: fields.iter().enumerate().map(|(index, field)| (field.name.clone(), index)).collect(),
            fields: fields.iter().map(|field| compile_field(field, formats)).collect::<Result<_, _>>()?,
            rules: rules.iter().map(rule::compile).collect::<Result<_, _>>()?,
        },
        api::Shape::Enum { values } => Shape::Enum(values.iter().map(|value| value.name.clone()).collect()),
    };
    Ok(Type { open: ty.open, shape })
}

fn compile_field(field: &api::Field, formats: &Formats) -> Result<Field, JudgeError> {
    let (mut leaf, mut list) = (Vec::new(), Vec::new());
    for constraint in &field.constraints {
        let check = compile_check(constraint, &field.name, formats)?;
        match check.constraint.name().applies() {
            Applies::List => list.push(check),
            Applies::Text | Applies::Number | Applies::Date => leaf.push(check),
        }
    }
    Ok(Field {
        name: field.name.clone(),
        ty: field.ty.clone(),
        required: field.required,
        blank: blank(&leaf, formats),
        leaf,
        list,
        rules: field.rules.iter().map(rule::compile).collect::<Result<_, _>>()?,
    })
}

fn compile_check(
    constraint: &api::FieldConstraint,
    field: &str,
    formats: &Formats,
) -> Result<Check, JudgeError> {
    if let Some(format) = named(&constraint.constraint).filter(|name| !formats.knows(name)) {
        return Err(JudgeError::Format { name: format.to_owned() });
    }
    let pattern = match &constraint.constraint {
        Constraint::Pattern(pattern) => Some(whole(pattern, field)?),
        _ => None,
    };
    Ok(Check {
        constraint: constraint.constraint.clone(),
        pattern,
        code: constraint.code.clone(),
        message: constraint.message.clone(),
    })
}

/// What a blank text reports: the words of `not_blank`, its usual ones where only a format refuses it.
fn blank(leaf: &[Check], formats: &Formats) -> Option<(String, String)> {
    let declared = leaf.iter().find(|check| matches!(check.constraint, Constraint::NotBlank));
    if let Some(check) = declared {
        return Some((check.code.clone(), check.message.clone()));
    }
    let mut asked = leaf.iter().filter_map(|check| named(&check.constraint));
    let usual = fin_core::constraint_message(&Constraint::<String>::NotBlank)?;
    asked
        .any(|format| formats.refuses_blank(format))
        .then(|| (fin_core::Name::NotBlank.code().to_owned(), usual))
}
