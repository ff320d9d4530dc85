use super::{Fact, Walk, words};
use crate::api::{Field, FieldConstraint, FieldType, Operation, Place};
use crate::diff::change::{Direction, Kind};
use crate::model::Parameter;
use crate::witness::{Side, excess::number};
use fin_core::Constraint;
use std::collections::{BTreeMap, BTreeSet, HashMap};

type Parameters<'a> = &'a [(String, FieldType, Parameter)];

impl<'a> Walk<'a> {
    /// Compares the calls: those of the same method and path, then those of the same name.
    pub(super) fn calls(&mut self) {
        let (old, new) = (self.models.old.api, self.models.new.api);
        let mut partners: Vec<Option<usize>> = vec![None; old.operations.len()];
        let mut taken = BTreeSet::new();
        for key in [address_and_name, address, full_name] {
            let mut free: HashMap<String, Vec<usize>> = HashMap::new();
            for (index, call) in new.operations.iter().enumerate().rev() {
                if !taken.contains(&index) {
                    free.entry(key(call)).or_default().push(index);
                }
            }
            for (call, partner) in old.operations.iter().zip(&mut partners) {
                if partner.is_none()
                    && let Some(index) = free.get_mut(&key(call)).and_then(Vec::pop)
                {
                    *partner = Some(index);
                    taken.insert(index);
                }
            }
        }
        for (call, partner) in old.operations.iter().zip(partners) {
            match partner.and_then(|index| new.operations.get(index)) {
                Some(partner) => self.call(call, partner),
                None => {
                    let fact = Fact::new(Kind::OperationRemoved, full_name(call), Some(wire(call)), None);
                    self.add_at(fact, Direction::Request, &[Side::Loses]);
                }
            }
        }
        for (index, call) in new.operations.iter().enumerate() {
            if !taken.contains(&index) {
                let fact = Fact::new(Kind::OperationAdded, full_name(call), None, Some(wire(call)));
                self.add_at(fact, Direction::Request, &[Side::Gains]);
            }
        }
    }

    fn call(&mut self, old: &'a Operation, new: &'a Operation) {
        let name = full_name(old);
        if address(old) != address(new) {
            let fact = Fact::new(Kind::OperationMoved, &name, Some(wire(old)), Some(wire(new)));
            self.add_at(fact, Direction::Request, &Side::BOTH);
        }
        self.words(&name, "name", Some(&name), Some(&full_name(new)));
        self.words(&name, "doc", Some(&old.doc), Some(&new.doc));
        self.words(&name, "deprecated", old.deprecated.as_deref(), new.deprecated.as_deref());
        let requires = |call: &Operation| Some(call.requires.join("; ")).filter(|text| !text.is_empty());
        self.words(&name, "requires", requires(old).as_deref(), requires(new).as_deref());
        self.path_parameters(&name, &old.path_params, &new.path_params);
        self.query(&name, &old.query, &new.query);
        self.body(&name, old, new);
        self.answers(&name, old, new);
        self.errors_of(&name, old, new);
        self.manner(&name, old, new);
    }

    /// Parameters of the path are known by their order: their names do not go over the wire.
    fn path_parameters(&mut self, name: &str, old: Parameters<'a>, new: Parameters<'a>) {
        for ((old_name, old_type, old), (new_name, new_type, new)) in old.iter().zip(new) {
            let subject = format!("{name} {{{old_name}}}");
            self.words(&subject, "name", Some(old_name), Some(new_name));
            self.parameter(&subject, (old_type, old), (new_type, new));
        }
    }

    fn query(&mut self, name: &str, old: Parameters<'a>, new: Parameters<'a>) {
        let find = |list: Parameters<'a>, name: &str| list.iter().find(|(known, ..)| known == name);
        for (key, ty, parameter) in old {
            let subject = format!("{name} ?{key}");
            if let Some((_, new_type, new)) = find(new, key) {
                self.parameter(&subject, (ty, parameter), (new_type, new));
                continue;
            }
            let text = words::parameter(self.models.old.api, ty, parameter);
            let sides = [Some(Side::Loses), Side::Gains.when(parameter.required)];
            let sides: Vec<Side> = sides.into_iter().flatten().collect();
            let fact = Fact::new(Kind::ParameterRemoved, subject, Some(text), None);
            self.add_at(fact, Direction::Request, &sides);
        }
        for (key, ty, parameter) in new.iter().filter(|(key, ..)| find(old, key).is_none()) {
            let text = words::parameter(self.models.new.api, ty, parameter);
            let sides = [Some(Side::Gains), Side::Loses.when(parameter.required)];
            let sides: Vec<Side> = sides.into_iter().flatten().collect();
            let fact = Fact::new(Kind::ParameterAdded, format!("{name} ?{key}"), None, Some(text));
            self.add_at(fact, Direction::Request, &sides);
        }
    }

    fn parameter(
        &mut self,
        subject: &str,
        (old_type, old): (&'a FieldType, &'a Parameter),
        (new_type, new): (&'a FieldType, &'a Parameter),
    ) {
        self.words(subject, "doc", Some(&old.doc), Some(&new.doc));
        let texts = (
            words::parameter(self.models.old.api, old_type, old),
            words::parameter(self.models.new.api, new_type, new),
        );
        if texts.0 != texts.1 {
            let sides = self.parameter_sides((old_type, old), (new_type, new));
            let fact = Fact::new(Kind::ParameterChanged, subject, Some(texts.0), Some(texts.1));
            self.add_at(fact, Direction::Request, &sides);
        }
        if let (FieldType::Named(old), FieldType::Named(new)) = (old_type, new_type) {
            self.graph.begin(subject.to_owned(), (*old, *new), Direction::Request);
        }
        if old.default != new.default {
            let text = |default: &Option<String>| default.as_ref().map(|text| format!("default {text}"));
            let fact = Fact::new(Kind::DefaultChanged, subject, text(&old.default), text(&new.default));
            self.add_at(fact, Direction::Request, &words::default_sides(&old.default, &new.default));
        }
    }

    /// A parameter is compared as a field is; there is no payload to show it with, and none is needed.
    fn parameter_sides(
        &self,
        (old_type, old): (&FieldType, &Parameter),
        (new_type, new): (&FieldType, &Parameter),
    ) -> Vec<Side> {
        let (a, b) = (as_field(old_type, old), as_field(new_type, new));
        let is_lost = |side: Side, taking: &Field, refusing: &Field| {
            (refusing.required && !taking.required)
                || self.leaf_types(side, taking, refusing).is_none_or(|probes| !probes.is_empty())
                || refusing
                    .constraints
                    .iter()
                    .any(|refused| number::excess(side, taking, refusing, refused).is_some())
        };
        let sides =
            [Side::Loses.when(is_lost(Side::Loses, &a, &b)), Side::Gains.when(is_lost(Side::Gains, &b, &a))];
        sides.into_iter().flatten().collect()
    }

    fn body(&mut self, name: &str, old: &'a Operation, new: &'a Operation) {
        let text = |walk: &Walk, is_old: bool, call: &Operation| {
            let model = if is_old { &walk.models.old } else { &walk.models.new };
            call.body.and_then(|body| model.ty(body)).map(crate::api::Type::qualified)
        };
        let texts = (text(self, true, old), text(self, false, new));
        match (old.body, new.body) {
            (Some(old_body), Some(new_body)) => {
                self.graph.begin(format!("{name}: body"), (old_body, new_body), Direction::Request);
                if old.content != new.content {
                    let text = |call: &Operation| Some(format!("{:?}", call.content).to_lowercase());
                    let fact = Fact::new(Kind::ContentChanged, name, text(old), text(new));
                    self.add_at(fact, Direction::Request, &Side::BOTH);
                }
            }
            (Some(_), None) => {
                let fact = Fact::new(Kind::BodyRemoved, name, texts.0, None);
                self.add_at(fact, Direction::Request, &Side::BOTH);
            }
            (None, Some(_)) => {
                let fact = Fact::new(Kind::BodyAdded, name, None, texts.1);
                self.add_at(fact, Direction::Request, &Side::BOTH);
            }
            (None, None) => {}
        }
    }

    /// A status that a reader does not know hurts, one that is gone does not.
    fn answers(&mut self, name: &str, old: &'a Operation, new: &'a Operation) {
        let of = |call: &'a Operation| call.answers.iter().copied().collect::<BTreeMap<_, _>>();
        let (old, new) = (of(old), of(new));
        for status in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let subject = format!("{name}: answer {status}");
            match (old.get(status), new.get(status)) {
                (Some(Some(old)), Some(Some(new))) => {
                    self.graph.begin(subject, (*old, *new), Direction::Answer);
                }
                (Some(None), Some(None)) | (None, None) => {}
                (Some(_), None) => {
                    let fact = Fact::new(Kind::AnswerRemoved, subject, Some(status.to_string()), None);
                    self.add_at(fact, Direction::Answer, &[Side::Loses]);
                }
                (None, Some(_)) => {
                    let fact = Fact::new(Kind::AnswerAdded, subject, None, Some(status.to_string()));
                    self.add_at(fact, Direction::Answer, &[Side::Gains]);
                }
                // A body where nobody looked for one hurts nobody.
                (Some(None), Some(Some(_))) => {
                    let fact = Fact::new(Kind::BodyAdded, subject, None, Some("a body".into()));
                    self.add_at(fact, Direction::Answer, &[Side::Loses]);
                }
                (Some(Some(_)), Some(None)) => {
                    let fact = Fact::new(Kind::BodyRemoved, subject, Some("a body".into()), None);
                    self.add_at(fact, Direction::Answer, &[Side::Gains]);
                }
            }
        }
    }

    /// The errors of a call. Each is read as an error whatever it is: neither a new nor a missing one hurts.
    fn errors_of(&mut self, name: &str, old: &'a Operation, new: &'a Operation) {
        let of = |call: &'a Operation| {
            let named =
                |(status, names): &'a (u16, Vec<String>)| names.iter().map(|name| (*status, name.clone()));
            call.errors.iter().flat_map(named).collect::<BTreeSet<_>>()
        };
        let (old, new) = (of(old), of(new));
        for (status, error) in old.difference(&new) {
            let fact =
                Fact::new(Kind::ErrorRemoved, format!("{name}: error {status}"), Some(error.clone()), None);
            self.add_at(fact, Direction::Answer, &[]);
        }
        for (status, error) in new.difference(&old) {
            let fact =
                Fact::new(Kind::ErrorAdded, format!("{name}: error {status}"), None, Some(error.clone()));
            self.add_at(fact, Direction::Answer, &[]);
        }
    }

    /// How, when and by whom a call may be made.
    fn manner(&mut self, name: &str, old: &Operation, new: &Operation) {
        if old.mode != new.mode {
            let text = |call: &Operation| Some(format!("{:?}", call.mode).to_lowercase());
            // Who waits for the work to be done has waited in vain.
            let side = if new.mode == crate::model::Mode::Async { Side::Loses } else { Side::Gains };
            let fact = Fact::new(Kind::ModeChanged, name, text(old), text(new));
            self.add_at(fact, Direction::Request, &[side]);
        }
        let set = |call: &Operation| call.when_status.iter().cloned().collect::<BTreeSet<_>>();
        let (before, after) = (set(old), set(new));
        if before != after {
            let text = |set: &BTreeSet<String>| match set.len() {
                0 => String::from("in any status"),
                _ => format!("in {}", set.iter().cloned().collect::<Vec<_>>().join(", ")),
            };
            let within = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
                b.is_empty() || (!a.is_empty() && a.is_subset(b))
            };
            let sides =
                [Side::Loses.when(!within(&before, &after)), Side::Gains.when(!within(&after, &before))];
            let sides: Vec<Side> = sides.into_iter().flatten().collect();
            let fact = Fact::new(Kind::StatusesChanged, name, Some(text(&before)), Some(text(&after)));
            self.add_at(fact, Direction::Request, &sides);
        }
        if old.unauthenticated != new.unauthenticated {
            let text = |call: &Operation| {
                Some(String::from(if call.unauthenticated { "without a token" } else { "with a token" }))
            };
            let side = if old.unauthenticated { Side::Loses } else { Side::Gains };
            let fact = Fact::new(Kind::AuthenticationChanged, name, text(old), text(new));
            self.add_at(fact, Direction::Request, &[side]);
        }
    }
}

/// A parameter as a field of its own.
fn as_field(ty: &FieldType, parameter: &Parameter) -> Field {
    let bounds = [parameter.minimum.map(Constraint::Minimum), parameter.maximum.map(Constraint::Maximum)];
    let constraint = |constraint: Constraint<String>| FieldConstraint {
        code: constraint.name().code().to_owned(),
        message: String::new(),
        own_message: false,
        constraint,
    };
    Field {
        name: String::new(),
        ty: ty.clone(),
        required: parameter.required,
        sensitive: false,
        doc: String::new(),
        place: Place::default(),
        rulings: Vec::new(),
        constraints: bounds.into_iter().flatten().map(constraint).collect(),
        rules: Vec::new(),
        default: None,
        deprecated: None,
        successor: None,
        catalogue: None,
    }
}

/// `v1.create_customer`
fn full_name(call: &Operation) -> String {
    format!("{}.{}", call.scope.name(), call.name)
}

/// Method and path without the names of its parameters.
pub fn address(call: &Operation) -> String {
    let mut path = String::new();
    let mut inside = false;
    for c in call.path.chars() {
        match c {
            '{' => {
                inside = true;
                path.push_str("{}");
            }
            '}' => inside = false,
            c if !inside => path.push(c),
            _ => {}
        }
    }
    format!("{} {path}", format!("{:?}", call.method).to_uppercase())
}

fn address_and_name(call: &Operation) -> String {
    format!("{} {}", address(call), full_name(call))
}

fn wire(call: &Operation) -> String {
    format!("{} {}", format!("{:?}", call.method).to_uppercase(), call.path)
}
