use super::{Effect, Fact, Walk, words};
use crate::api::{EnumValue, Field, FieldType, Shape, Type};
use crate::diff::change::{Direction, Kind};
use crate::diff::rule;
use crate::witness::excess::{number::fractions, text::other_texts};
use crate::witness::{Action, Probe, Side, Step, named, unwrapped};
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Walk<'a> {
    /// Compares two types to which the same way leads.
    pub(super) fn types(&mut self, old: &'a Type, new: &'a Type) {
        let name = old.qualified();
        self.words(&name, "doc", Some(&old.doc), Some(&new.doc));
        if old.open != new.open {
            let text = |ty: &Type| Some(String::from(if ty.open { "open" } else { "closed" }));
            let side = if old.open { Side::Loses } else { Side::Gains };
            let fact = Fact::new(Kind::TypeChanged, &name, text(old), text(new));
            self.add(fact, Effect::stated(&[side]));
        }
        match (&old.shape, &new.shape) {
            (Shape::Enum { values: a }, Shape::Enum { values: b }) => self.values(&name, (old, a), (new, b)),
            (Shape::Object { fields: a, .. }, Shape::Object { fields: b, .. }) => {
                self.fields(&name, (old, a), (new, b));
                self.rules(old, new);
            }
            // The field above has said so.
            (Shape::Enum { .. }, Shape::Object { .. }) | (Shape::Object { .. }, Shape::Enum { .. }) => {}
        }
    }

    fn values(
        &mut self,
        name: &str,
        (old_type, old): (&'a Type, &'a [EnumValue]),
        (new_type, new): (&'a Type, &'a [EnumValue]),
    ) {
        let known = |list: &'a [EnumValue]| {
            list.iter().map(|value| (value.name.as_str(), value)).collect::<BTreeMap<_, _>>()
        };
        let (in_old, in_new) = (known(old), known(new));
        // An open enum takes any text.
        let effect = |refusing: &Type, side: Side, value: &EnumValue| {
            if refusing.open {
                return Effect::none();
            }
            let set = vec![(Vec::new(), Action::Set(value.name.clone().into()))];
            Effect::probed(vec![Probe::new(side, &["enum"], vec![set])])
        };
        for value in old {
            let Some(other) = in_new.get(value.name.as_str()) else {
                let fact = Fact::new(Kind::ValueRemoved, name, Some(value.name.clone()), None);
                self.add(fact, effect(new_type, Side::Loses, value));
                continue;
            };
            let subject = format!("{name} {}", value.name);
            self.words(&subject, "doc", Some(&value.doc), Some(&other.doc));
            self.words(&subject, "deprecated", value.deprecated.as_deref(), other.deprecated.as_deref());
            let set = |value: &EnumValue| {
                value.next.as_ref().map(|next| next.iter().cloned().collect::<BTreeSet<_>>())
            };
            if set(value) != set(other) {
                let texts = (words::transitions(value), words::transitions(other));
                self.add(Fact::new(Kind::TransitionsChanged, subject, texts.0, texts.1), Effect::none());
            }
        }
        for value in new.iter().filter(|value| !in_old.contains_key(value.name.as_str())) {
            let fact = Fact::new(Kind::ValueAdded, name, None, Some(value.name.clone()));
            self.add(fact, effect(old_type, Side::Gains, value));
        }
    }

    fn fields(
        &mut self,
        name: &str,
        (old_type, old): (&'a Type, &'a [Field]),
        (new_type, new): (&'a Type, &'a [Field]),
    ) {
        let known = |list: &'a [Field]| {
            list.iter().map(|field| (field.name.as_str(), field)).collect::<BTreeMap<_, _>>()
        };
        let (in_old, in_new) = (known(old), known(new));
        for field in old {
            let subject = format!("{name}.{}", field.name);
            match in_new.get(field.name.as_str()) {
                Some(other) => self.field(&subject, (old_type, field), (new_type, other)),
                None => {
                    let text = words::field(self.models.old.api, field);
                    let effect = self.one_sided(field, Side::Loses, new_type);
                    self.add(Fact::new(Kind::FieldRemoved, subject, Some(text), None), effect);
                }
            }
        }
        for field in new.iter().filter(|field| !in_old.contains_key(field.name.as_str())) {
            let text = words::field(self.models.new.api, field);
            let effect = self.one_sided(field, Side::Gains, old_type);
            let fact = Fact::new(Kind::FieldAdded, format!("{name}.{}", field.name), None, Some(text));
            self.add(fact, effect);
        }
    }

    /// A field that only the side that takes it has: with it the other side refuses the payload, unless that is open;
    /// without it the side itself does, where it is required.
    fn one_sided(&self, field: &Field, side: Side, other: &Type) -> Effect {
        let at = vec![Step::Field(field.name.clone())];
        let against = match side {
            Side::Loses => Side::Gains,
            Side::Gains => Side::Loses,
        };
        let mut effect = Effect::none();
        if !other.open {
            let given = vec![(at.clone(), Action::Ensure)];
            effect.probes.push(Probe::new(side, &["unknown_field"], vec![given]));
        }
        if field.required {
            let without = vec![(at, Action::Remove)];
            effect.probes.push(Probe::new(against, &["required"], vec![without]));
        } else if self.direction == Direction::Answer {
            // A reader that looks for it finds it no longer.
            effect.stated.push(against);
        }
        effect
    }

    fn field(
        &mut self,
        subject: &str,
        (old_type, old): (&'a Type, &'a Field),
        (new_type, new): (&'a Type, &'a Field),
    ) {
        self.words(subject, "doc", Some(&old.doc), Some(&new.doc));
        self.words(subject, "deprecated", old.deprecated.as_deref(), new.deprecated.as_deref());
        self.words(subject, "successor", old.successor.as_deref(), new.successor.as_deref());
        self.words(subject, "catalogue", old.catalogue.as_deref(), new.catalogue.as_deref());
        let secret = |field: &Field| field.sensitive.then_some("yes");
        self.words(subject, "personal data", secret(old), secret(new));
        if old.required != new.required {
            self.presence(subject, (old_type, old), (new_type, new));
        }
        if old.default != new.default {
            let text = |field: &Field| field.default.as_ref().map(|text| format!("default {text}"));
            let sides = words::default_sides(&old.default, &new.default);
            let fact = Fact::new(Kind::DefaultChanged, subject, text(old), text(new));
            self.add(fact, Effect::stated(&sides));
        }
        if self.value_types(subject, old, new) {
            self.constraints(subject, old, new);
            self.below(old, new);
        }
    }

    fn presence(&mut self, subject: &str, old: (&'a Type, &'a Field), new: (&'a Type, &'a Field)) {
        let text = |field: &Field| Some(words::presence(field.required).to_owned());
        let (side, taking) = if new.1.required { (Side::Loses, old.0) } else { (Side::Gains, new.0) };
        let fact = Fact::new(Kind::PresenceChanged, subject, text(old.1), text(new.1));
        // Where the other side has a rule that asks for the field, the mark changes nothing but the code.
        let effect = if rule::asks_for(self.models, side, taking, &old.1.name) {
            Effect::none()
        } else {
            let without = vec![(vec![Step::Field(old.1.name.clone())], Action::Remove)];
            Effect::probed(vec![Probe::new(side, &["required"], vec![without])])
        };
        self.add(fact, effect);
    }

    /// Compares what JSON a field's value is; whether its constraints and what is below can be compared too.
    fn value_types(&mut self, subject: &str, old: &'a Field, new: &'a Field) -> bool {
        let texts = (self.models.old.api.words(&old.ty), self.models.new.api.words(&new.ty));
        let fact =
            |texts: (String, String)| Fact::new(Kind::TypeChanged, subject, Some(texts.0), Some(texts.1));
        let mut probes = Vec::new();
        let mut goes_on = true;
        for side in Side::BOTH {
            let (taking, refusing) = match side {
                Side::Loses => (old, new),
                Side::Gains => (new, old),
            };
            match self.leaf_types(side, taking, refusing) {
                Some(found) => probes.extend(found),
                None => {
                    goes_on = false;
                    let at = vec![Step::Field(old.name.clone())];
                    let tries = vec![vec![(at, Action::Ensure)]];
                    probes.push(Probe::new(side, &["type", "enum", "date", "uuid", "required"], tries));
                }
            }
        }
        // Two names of one thing are no change.
        let both_named = named(&old.ty).is_some() && named(&new.ty).is_some();
        if !probes.is_empty() || !goes_on {
            self.add(fact(texts), Effect::probed(probes));
        } else if !both_named && texts.0 != texts.1 {
            self.add(fact(texts), Effect::none());
        }
        goes_on
    }

    /// What of one type of a value the other does not take; `None` where they have nothing to do with each other.
    pub(super) fn leaf_types(&self, side: Side, taking: &Field, refusing: &Field) -> Option<Vec<Probe>> {
        let ((wrap, a), (other_wrap, b)) = (unwrapped(&taking.ty), unwrapped(&refusing.ty));
        if matches!(refusing.ty, FieldType::Any) || (wrap == other_wrap && *b == FieldType::Any) {
            return Some(Vec::new());
        }
        if wrap != other_wrap || *a == FieldType::Any {
            return None;
        }
        let kind = |side: Side, ty: &FieldType| self.models.taking(side).api.kind(ty);
        let other = match side {
            Side::Loses => Side::Gains,
            Side::Gains => Side::Loses,
        };
        let kinds = (kind(side, a)?, kind(other, b)?);
        use fin_core::Kind as K;
        match kinds {
            (K::Enum, K::Enum) | (K::Object, K::Object) | (K::Boolean, K::Boolean) => Some(Vec::new()),
            (K::Text, K::Text) | (K::Date, K::Date) | (K::Uuid, K::Uuid) => Some(Vec::new()),
            (K::Integer | K::Number, K::Integer | K::Number) => {
                Some(if kinds == (K::Number, K::Integer) { fractions(side, taking) } else { Vec::new() })
            }
            (K::Text | K::Date | K::Uuid | K::Enum, K::Text | K::Date | K::Uuid | K::Enum) => {
                Some(other_texts(self.models, side, taking, refusing))
            }
            _ => None,
        }
    }
}
