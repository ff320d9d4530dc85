//! Which parts of the model report which code.

use super::{Api, Field, FieldConstraint, Format, Rule, Shape, Type, TypeId};
use fin_core::{Constraint, Name, Structure};
use indexmap::IndexSet;
use std::collections::HashSet;

/// A part of the model that reports a code.
#[derive(Clone, Copy, Debug)]
pub enum Reporter<'a> {
    /// A constraint of a field.
    Constraint(&'a FieldConstraint),
    /// A format that a field asks for, or that a format of it asks for in turn.
    Format(&'a FieldConstraint, &'a Format),
    /// A rule.
    Rule(&'a Rule),
}

/// A [`Reporter`] with its place.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The type's id.
    pub id: TypeId,
    /// The type.
    pub ty: &'a Type,
    /// The field; a rule may belong to none.
    pub field: Option<&'a Field>,
    /// What reports it.
    pub by: Reporter<'a>,
}

impl Api {
    /// Every code that an issue may have: those of the structure, then those that the model asks for, in its order.
    pub fn codes(&self) -> IndexSet<&str> {
        let mut codes: IndexSet<&str> = Structure::ALL.iter().map(|code| code.code()).collect();
        let reports: Vec<Report> = self.reports().collect();
        let of = |wanted: fn(&Reporter) -> bool| reports.iter().filter(move |report| wanted(&report.by));
        // In the order in which the constraints of a field are reported.
        for name in Name::ALL {
            codes.extend(
                of(|by| matches!(by, Reporter::Constraint(_)))
                    .filter(|report| report.name() == Some(name))
                    .map(Report::code),
            );
        }
        // Of a format that only rules ask for there is no issue.
        let reported: HashSet<&str> = of(|by| matches!(by, Reporter::Format(..))).map(Report::code).collect();
        let formats = self.formats.iter().map(|format| format.code.as_str());
        codes.extend(formats.filter(|code| reported.contains(code)));
        codes.extend(of(|by| matches!(by, Reporter::Rule(_))).map(Report::code));
        codes
    }

    /// Everything that reports something, in the model's order.
    pub fn reports(&self) -> impl Iterator<Item = Report<'_>> {
        self.types.iter().enumerate().flat_map(move |(index, ty)| {
            let id = TypeId(index);
            let (fields, rules) = match &ty.shape {
                Shape::Object { fields, rules } => (fields.as_slice(), rules.as_slice()),
                Shape::Enum { .. } => (&[][..], &[][..]),
            };
            let of_fields = fields.iter().flat_map(move |field| {
                let report = move |by| Report { id, ty, field: Some(field), by };
                let constraints = field.constraints.iter().flat_map(move |one| self.by(one));
                constraints.chain(field.rules.iter().map(Reporter::Rule)).map(report)
            });
            of_fields.chain(rules.iter().map(move |rule| Report {
                id,
                ty,
                field: None,
                by: Reporter::Rule(rule),
            }))
        })
    }

    /// What reports a code.
    pub fn reports_of(&self, code: &str) -> impl Iterator<Item = Report<'_>> {
        self.reports().filter(move |report| report.code() == code)
    }

    /// A constraint, or the formats that it leads to, each asked for when the one before holds.
    fn by<'a>(&'a self, constraint: &'a FieldConstraint) -> Vec<Reporter<'a>> {
        let Constraint::Format(name) = &constraint.constraint else {
            return vec![Reporter::Constraint(constraint)];
        };
        let next = |format: &&Format| format.then.as_ref().and_then(|then| self.format(then));
        let formats = std::iter::successors(self.format(name), next).take(self.formats.len());
        formats.map(|format| Reporter::Format(constraint, format)).collect()
    }
}

impl<'a> Report<'a> {
    /// The code.
    pub fn code(&self) -> &'a str {
        match self.by {
            Reporter::Constraint(constraint) => &constraint.code,
            Reporter::Format(_, format) => &format.code,
            Reporter::Rule(rule) => &rule.code,
        }
    }

    /// The message.
    pub fn message(&self) -> &'a str {
        match self.by {
            Reporter::Constraint(constraint) => &constraint.message,
            // A field may have words of its own for the format that it names.
            Reporter::Format(constraint, format) if constraint.code == format.code => &constraint.message,
            Reporter::Format(_, format) => &format.message,
            Reporter::Rule(rule) => &rule.message,
        }
    }

    /// The constraint's name, of a constraint.
    fn name(&self) -> Option<Name> {
        match self.by {
            Reporter::Constraint(constraint) | Reporter::Format(constraint, _) => {
                Some(constraint.constraint.name())
            }
            Reporter::Rule(_) => None,
        }
    }
}
