//! What the newer version may have against a value that the older one took: said of every step, and in vain of none.

use super::{Build, facts::Facts, field, mistake};
use crate::api::{
    Api, Field, FieldConstraint, FieldType, Filling, How, Refusal, Rule, RuleBody, Shape, Step, TypeId,
    UniquePath, UpgradeId, UpgradeShape, UpgradeStep,
};
use crate::report::{Code, quoted};
use crate::resolve::Resolver;
use crate::rules::{Conditions, World};
use fin_core::{Applies, Constraint, Kind, Name};
use std::collections::{HashMap, HashSet};

/// Something that the newer version demands and the older one does not.
struct Demand {
    /// The newer field with which it is said.
    field: String,
    code: String,
    path: String,
}

impl<'a> Resolver<'a> {
    /// Holds what every step says against what the newer version demands more than the older one. A rule that can be
    /// asked of the additions alone becomes theirs.
    pub(super) fn demands(&mut self, api: &mut Api, build: &mut Build<'a>, conditions: &Conditions<'_>) {
        let context = api.context.iter().map(|own| (own.name.clone(), (own.kind, own.defaults_to_today)));
        let formats: HashSet<String> = api.formats.iter().map(|format| format.name.clone()).collect();
        let context: HashMap<String, (Kind, bool)> = context.collect();
        let world = World::new(&api.types, &context, &formats, conditions);
        let mut own: Vec<(TypeId, Option<String>, Rule)> = Vec::new();
        for index in 0..build.upgrades.len() {
            let id = UpgradeId(index);
            let Some(demands) = demands_of(api, build, id, &world, &mut own) else { continue };
            let said = self.said(build, id, demands);
            if let Some(UpgradeShape::Object { refusals, .. }) =
                build.upgrades.get_mut(index).map(|upgrade| &mut upgrade.shape)
            {
                *refusals = said;
            }
        }
        for (additions, of_field, rule) in own {
            let Some(Shape::Object { fields, rules }) =
                api.types.get_mut(additions.0).map(|ty| &mut ty.shape)
            else {
                continue;
            };
            let field = of_field.and_then(|name| fields.iter_mut().find(|field| field.name == name));
            field.map_or(rules, |field| &mut field.rules).push(rule);
        }
    }

    /// The refusals that the steps declare; what is demanded and not said, and said and not demanded, is a mistake.
    fn said(&mut self, build: &Build<'a>, id: UpgradeId, demands: Vec<Demand>) -> Vec<Refusal> {
        let Some(home) = build.home(id).cloned() else { return Vec::new() };
        let steps = home.entry.map(|entry| &entry.def.fields);
        for (name, step) in steps.into_iter().flat_map(|steps| steps.iter()) {
            for (key, codes) in [("may_refuse", &step.may_refuse), ("implied", &step.implied)] {
                for code in codes {
                    let is_demanded =
                        demands.iter().any(|demand| demand.field == name && demand.code == *code);
                    if !is_demanded {
                        let message =
                            format!("nothing is demanded of {} that {} reports", quoted(name), quoted(code));
                        let remedy = "what the older version demands as well, or the additions alone answer for, is not said";
                        let at = home.at(&["fields", name, key]);
                        self.report(mistake(Code::UpgradeStricter, at, message, remedy));
                    }
                }
            }
        }
        let mut refusals = Vec::new();
        for Demand { field, code, path } in demands {
            let step = home.entry.and_then(|entry| entry.step(&field));
            match step {
                Some(step) if step.may_refuse.contains(&code) => {
                    refusals.push(Refusal { path, code, row: step.row.clone() });
                }
                Some(step) if step.implied.contains(&code) => {}
                _ => {
                    let message = format!(
                        "the newer version may refuse {} with {}, and the older one does not",
                        quoted(&path),
                        quoted(&code)
                    );
                    let remedy = format!(
                        "say so, `{field}: {{ may_refuse: [{code}], row: … }}`, say that it cannot come, `implied: [{code}]`, or ask for it"
                    );
                    let at = home.at(&["fields", &field]);
                    self.report(mistake(Code::UpgradeStricter, at, message, &remedy));
                }
            }
        }
        refusals
    }
}

/// Everything that the newer object demands more; rules of the additions' own are put aside.
fn demands_of(
    api: &Api,
    build: &Build<'_>,
    id: UpgradeId,
    world: &World<'_>,
    own: &mut Vec<(TypeId, Option<String>, Rule)>,
) -> Option<Vec<Demand>> {
    let upgrade = build.upgrade(id)?;
    let UpgradeShape::Object { steps, .. } = &upgrade.shape else { return None };
    let Some(Shape::Object { fields: newer, rules }) = api.type_of(upgrade.to).map(|ty| &ty.shape) else {
        return None;
    };
    let mut demands = Vec::new();
    for step in steps {
        let Some(field) = newer.iter().find(|field| field.name == step.field) else { continue };
        of_constraints(api, upgrade.from, step, field, &mut demands);
    }
    let of_fields =
        newer.iter().flat_map(|field| field.rules.iter().map(move |rule| (Some(&field.name), rule)));
    let facts = Facts { api, build, from: upgrade.from, steps };
    for (of_field, rule) in of_fields.chain(rules.iter().map(|rule| (None, rule))) {
        match upgrade.additions {
            Some(additions) if facts.is_own(rule, additions, world) => {
                own.push((additions, of_field.cloned(), rule.clone()));
            }
            _ if facts.is_kept(rule) || facts.is_idle(rule) => {}
            _ => demands.extend(places(rule).into_iter().map(|(field, path)| Demand {
                field,
                path,
                code: rule.code.clone(),
            })),
        }
    }
    Some(demands)
}

/// The constraints of a newer field that those of the older one do not imply.
fn of_constraints(api: &Api, from: TypeId, step: &UpgradeStep, newer: &Field, demands: &mut Vec<Demand>) {
    let of = |path: &[String]| source(api, from, path).map_or(&[][..], |field| field.constraints.as_slice());
    let joined;
    let (older, how, wrapped) = match &step.filling {
        Filling::Asked => return,
        Filling::Taken { from, how, wrapped, .. } => (of(from), *how, *wrapped),
        Filling::Joined { parts, separator } => {
            joined = of_joined(parts, separator, of);
            (joined.as_slice(), How::Same, false)
        }
    };
    let is_list = matches!(newer.ty, FieldType::List(_));
    for FieldConstraint { constraint, code, .. } in &newer.constraints {
        let of_list = constraint.name().applies() == Applies::List;
        if how != How::Same && !of_list || implies(older, constraint, wrapped) {
            continue;
        }
        let path = if is_list && !of_list { format!("{}[]", step.field) } else { step.field.clone() };
        let mut codes = vec![code.clone()];
        if let Constraint::Format(name) = constraint {
            codes.extend(after(api, name));
            let is_blank_refused = api.format(name).is_some_and(|format| format.refuses_blank);
            let blank = Name::NotBlank.code();
            if is_blank_refused && !implies(older, &Constraint::NotBlank, wrapped) {
                codes.push(blank.to_owned());
            }
        }
        demands.extend(codes.into_iter().map(|code| Demand {
            field: step.field.clone(),
            code,
            path: path.clone(),
        }));
    }
}

/// What is known of several texts as one: no blank part that is always there makes it blank or shorter, and it is
/// ASCII where all that is in it is.
fn of_joined<'t>(
    parts: &[(Vec<String>, bool)],
    separator: &str,
    of: impl Fn(&[String]) -> &'t [FieldConstraint],
) -> Vec<FieldConstraint> {
    let grows =
        |own: &&FieldConstraint| matches!(own.constraint, Constraint::NotBlank | Constraint::MinLength(_));
    let there = parts.iter().filter(|(_, optional)| !optional);
    let mut known: Vec<FieldConstraint> =
        there.flat_map(|(path, _)| of(path)).filter(grows).cloned().collect();
    let ascii = |own: &&FieldConstraint| own.constraint == Constraint::Ascii;
    let all: Option<Vec<&FieldConstraint>> =
        parts.iter().map(|(path, _)| of(path).iter().find(ascii)).collect();
    known.extend(all.filter(|_| separator.is_ascii()).and_then(|all| all.first().copied().cloned()));
    known
}

/// The codes of the formats that are asked for after this one.
fn after(api: &Api, name: &str) -> Vec<String> {
    let (mut codes, mut next) = (Vec::new(), api.format(name).and_then(|format| format.then.as_deref()));
    while let Some(format) = next.and_then(|name| api.format(name)) {
        if codes.contains(&format.code) {
            break;
        }
        codes.push(format.code.clone());
        next = format.then.as_deref();
    }
    codes
}

/// The older field at a path.
pub(super) fn source<'t>(api: &'t Api, from: TypeId, path: &[String]) -> Option<&'t Field> {
    let (last, before) = path.split_last()?;
    let mut of = from;
    for name in before {
        match &field(api, of, name)?.ty {
            FieldType::Named(id) => of = *id,
            _ => return None,
        }
    }
    field(api, of, last)
}

/// Whether what passes the older constraints passes the newer one.
pub(super) fn implies(older: &[FieldConstraint], newer: &Constraint<String>, wrapped: bool) -> bool {
    let one = |own: &Constraint<String>| match (own, newer) {
        (Constraint::MinLength(own), Constraint::MinLength(new))
        | (Constraint::MinAge(own), Constraint::MinAge(new))
        | (Constraint::MinItems(own), Constraint::MinItems(new)) => own >= new,
        (Constraint::MaxLength(own), Constraint::MaxLength(new))
        | (Constraint::MaxAge(own), Constraint::MaxAge(new))
        | (Constraint::MaxItems(own), Constraint::MaxItems(new)) => own <= new,
        (Constraint::Minimum(own), Constraint::Minimum(new)) => own >= new,
        (Constraint::Maximum(own), Constraint::Maximum(new)) => own <= new,
        (Constraint::NotBlank, Constraint::MinLength(new)) => *new <= 1,
        (Constraint::Past | Constraint::MinAge(_), Constraint::PastOrToday) => true,
        (Constraint::MinAge(own), Constraint::Past) => *own >= 1,
        (own, new) => own == new,
    };
    let of_one_item = match newer {
        Constraint::MinItems(least) => *least <= 1,
        Constraint::MaxItems(most) => *most >= 1,
        Constraint::UniqueItems => true,
        _ => false,
    };
    wrapped && of_one_item || older.iter().any(|own| one(&own.constraint))
}

/// The fields with which a rule is said, each with the place where it is reported.
fn places(rule: &Rule) -> Vec<(String, String)> {
    match &rule.body {
        RuleBody::Require { at, .. } => {
            let first = at.first().or(rule.mentions.first()).cloned().unwrap_or_default();
            vec![(first, at.join("."))]
        }
        RuleBody::Unique(paths) => paths
            .iter()
            .filter_map(|path| match path.steps.first() {
                Some(Step::Field(first)) => Some((first.clone(), unique_path(path))),
                _ => None,
            })
            .collect(),
    }
}

/// A path of a uniqueness rule, without the items' names.
pub(super) fn unique_path(path: &UniquePath) -> String {
    let mut text = String::new();
    for step in &path.steps {
        match step {
            Step::Field(name) if text.is_empty() => text.push_str(name),
            Step::Field(name) => text = format!("{text}.{name}"),
            Step::Each(_) => text.push_str("[]"),
        }
    }
    text
}
