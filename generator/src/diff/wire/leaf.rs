use super::{Effect, Fact, Walk, words};
use crate::api::{Field, FieldConstraint};
use crate::diff::change::Kind;
use crate::witness::Side;
use crate::witness::excess::{excess, of};
use fin_core::{Constraint, Name};

impl<'a> Walk<'a> {
    /// Compares the constraints of two fields, one by one: each against all that the other side asks for, so that
    /// together they say exactly what is lost.
    pub(super) fn constraints(&mut self, subject: &str, old: &'a Field, new: &'a Field) {
        for name in Name::ALL {
            let (a, b) = (of(old, name), of(new, name));
            if a.is_none() && b.is_none() {
                continue;
            }
            if let (Some(a), Some(b)) = (a, b) {
                self.constraint_words(subject, name, a, b);
                self.constraint_code(subject, a, b);
                if a.constraint == b.constraint {
                    if let Constraint::Format(format) = &a.constraint {
                        self.same_format(format, old, new);
                    }
                    continue;
                }
            }
            let probes = [(Side::Loses, b), (Side::Gains, a)];
            let probes = probes.into_iter().filter_map(|(side, refused)| {
                let (taking, refusing) = if side == Side::Loses { (old, new) } else { (new, old) };
                excess(self.models, side, taking, refusing, refused?)
            });
            let effect = Effect::probed(probes.collect());
            // What a required text must be follows from the mark, and a format may say it already.
            if name == Name::NotBlank && effect.is_none() {
                continue;
            }
            let text =
                |constraint: Option<&FieldConstraint>| constraint.map(|c| words::constraint(&c.constraint));
            let kind = match (a, b) {
                (None, _) => Kind::ConstraintAdded,
                (_, None) => Kind::ConstraintRemoved,
                _ => Kind::ConstraintChanged,
            };
            self.add(Fact::new(kind, subject, text(a), text(b)), effect);
        }
    }

    /// A format of the same name may take other texts.
    fn same_format(&mut self, format: &str, old: &'a Field, new: &'a Field) {
        let models = self.models;
        if super::text::is_same_format(models, format) {
            return;
        }
        let mut probes = Vec::new();
        for side in Side::BOTH {
            let (taking, refusing) = if side == Side::Loses { (old, new) } else { (new, old) };
            let refused = of(refusing, Name::Format);
            probes.extend(refused.and_then(|refused| excess(self.models, side, taking, refusing, refused)));
        }
        let texts = super::text::both_in_words(models, format);
        let fact = Fact::new(Kind::FormatChanged, format!("format {format}"), texts.0, texts.1);
        self.add(fact.within(&old.name), Effect::probed(probes));
    }

    /// Another code of the same check; a format's own code is the format's to tell.
    fn constraint_code(&mut self, subject: &str, old: &'a FieldConstraint, new: &'a FieldConstraint) {
        let is_one_format = old.constraint == new.constraint;
        if old.code != new.code && !is_one_format {
            let text = |constraint: &FieldConstraint| Some(format!("code {}", constraint.code));
            self.add(Fact::new(Kind::CodeChanged, subject, text(old), text(new)), Effect::none());
        }
    }
}
