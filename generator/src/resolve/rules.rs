use super::{Resolver, places::Origin, tables::Def};
use crate::api::{Condition, ContextValue, Format, Place, Rule, RuleBody, Shape, Type, TypeId, UniquePath};
use crate::model::{RuleDef, UniqueDef};
use crate::report::{Code, Draft, quoted};
use crate::rules::{Conditions, Fault, Scope, World, condition, given, steps};
use crate::source::{Cursor, TypesOf};
use std::collections::{HashMap, HashSet};

/// A rule with what decides where it belongs and in which order it stands.
struct Placed {
    rule: Rule,
    /// The fields that it mentions, by index, in the model's order.
    mentions: Vec<usize>,
    /// The indices of the fields down to where it is reported.
    order: Vec<usize>,
    index: usize,
}

/// What the conditions of one rule mention.
#[derive(Default)]
struct Mentions {
    fields: Vec<usize>,
    context: Vec<String>,
}

impl<'a> Resolver<'a> {
    /// Reads the rules of every type, and gives each to its field or its type.
    pub(super) fn rules(
        &mut self,
        types: &mut [Type],
        formats: &[Format],
        context: &[ContextValue],
        conditions: &Conditions<'_>,
    ) {
        let context: HashMap<_, _> =
            context.iter().map(|value| (value.name.clone(), (value.kind, value.defaults_to_today))).collect();
        let formats: HashSet<String> = formats.iter().map(|format| format.name.clone()).collect();
        let mut placed: Vec<(TypeId, Placed)> = Vec::new();
        let world = World::new(types, &context, &formats, conditions);
        for (id, def) in self.tables.defs.clone().into_iter().enumerate() {
            let (id, top) = (TypeId(id), Cursor::top(def.of.file));
            let types = top.key("types");
            let here = types.key(def.name);
            let rules = here.key("rules");
            let mut own = Vec::new();
            for (index, rule) in def.def.rules.iter().enumerate() {
                own.extend(self.rule(id, def, rule, index, &world, &rules.index(index)));
            }
            self.order(&own, def, &rules);
            placed.extend(own.into_iter().map(|rule| (id, rule)));
        }
        for (id, placed) in placed {
            let Some(Shape::Object { fields, rules }) = types.get_mut(id.0).map(|ty| &mut ty.shape) else {
                continue;
            };
            match placed.mentions.as_slice() {
                [one] => {
                    fields.get_mut(*one).into_iter().for_each(|field| field.rules.push(placed.rule.clone()))
                }
                _ => rules.push(placed.rule),
            }
        }
    }

    fn rule(
        &mut self,
        id: TypeId,
        def: Def<'a>,
        rule: &'a RuleDef,
        index: usize,
        world: &World<'_>,
        here: &Cursor<'_>,
    ) -> Option<Placed> {
        self.snake_case(&rule.code, here.key("code").at_value(), "a code");
        self.line(&rule.message, &here.key("message"));
        self.rests_on(&rule.rulings, here);
        let section = world.types.get(id.0).map(|ty| ty.place.section_alone());
        let place = self.rests_at(def.of, rule, section, here);
        let mut mentions = Mentions::default();
        let (body, order) = match (rule.require.as_deref(), rule.unique.is_empty()) {
            (Some(require), true) => self.requirement(id, rule, require, world, &mut mentions, here)?,
            (None, false) => self.uniqueness(id, rule, world, &mut mentions, here)?,
            (None, true) => return self.bad_body(rule, "demands nothing", here),
            (Some(_), false) => return self.bad_body(rule, "has both `require` and `unique`", here),
        };
        let mut fields = mentions.fields;
        fields.extend(order.first());
        fields.sort_unstable();
        fields.dedup();
        self.looks_where_it_reports(id, rule, &fields, &order, world, here);
        mentions.context.sort_unstable();
        mentions.context.dedup();
        self.used.context.extend(mentions.context.iter().cloned());
        let names = fields.iter().filter_map(|field| Some(world.fields_of(id).get(*field)?.name.clone()));
        let rule = Rule {
            code: rule.code.clone(),
            message: rule.message.clone(),
            doc: rule.doc.clone(),
            place: place?,
            rulings: rule.rulings.clone(),
            mentions: names.collect(),
            context: mentions.context,
            body,
        };
        Some(Placed { rule, mentions: fields, order, index })
    }

    /// Where the guides say what the rule demands: a section is too much to look for one sentence in.
    fn rests_at(
        &mut self,
        of: &'a TypesOf,
        rule: &RuleDef,
        section: Option<Place>,
        here: &Cursor<'_>,
    ) -> Option<Place> {
        let origin = Origin::of(rule.section.as_ref(), rule.source.as_ref());
        let origin = origin.stating(rule.locator.as_ref(), rule.says.as_ref());
        let place = self.place(of, origin, section, here)?;
        let label = match (&place.locator, &place.says) {
            (Some(_), Some(_)) => return Some(place),
            (None, Some(_)) => "no `where`",
            (Some(_), None) => "no `says`",
            (None, None) => "neither `where` nor `says`",
        };
        let message = format!("the rule {} does not say which statement it rests on", quoted(&rule.code));
        let draft = Draft::new(Code::MissingSource, here.key("code").at_value(), message).label(label);
        self.report(draft.remedy(
            "say where in the section it stands, `where: …`, and in our own words what is said there, `says: …`",
        ));
        Some(place)
    }

    fn bad_body(&mut self, rule: &RuleDef, what: &str, here: &Cursor<'_>) -> Option<Placed> {
        let message = format!("the rule {} {what}", quoted(&rule.code));
        let draft = Draft::new(Code::RuleBody, here.key("code").at_value(), message);
        self.report(draft.remedy("a rule has a `require`, with or without a `when`, or else a `unique`"));
        None
    }

    fn requirement(
        &mut self,
        id: TypeId,
        rule: &RuleDef,
        require: &str,
        world: &World<'_>,
        mentions: &mut Mentions,
        here: &Cursor<'_>,
    ) -> Option<(RuleBody, Vec<usize>)> {
        let mut scope = Scope { this: Some(id), ..Scope::default() };
        let at = self.reported_at(id, &rule.at, world, &here.key("at"));
        let when = rule.when.as_deref().map(|when| {
            let condition = self.condition(when, world, scope.clone(), mentions, &here.key("when"));
            if let Some(condition) = &condition {
                scope = given(scope.clone(), &condition.expr);
            }
            condition
        });
        let require = self.condition(require, world, scope, mentions, &here.key("require"))?;
        let (at, order) = at?;
        let when = match when {
            Some(when) => Some(when?),
            None => None,
        };
        Some((RuleBody::Require { at, when, require }, order))
    }

    fn condition(
        &mut self,
        text: &str,
        world: &World<'_>,
        scope: Scope,
        mentions: &mut Mentions,
        at: &Cursor<'_>,
    ) -> Option<Condition> {
        match condition(text, world, scope) {
            Ok(checked) => {
                mentions.fields.extend(checked.mentions);
                mentions.context.extend(checked.context);
                self.used.formats.extend(checked.formats);
                Some(Condition { cel: text.to_owned(), expr: checked.expr })
            }
            Err(faults) => {
                for fault in faults {
                    self.fault(fault, at);
                }
                None
            }
        }
    }

    fn fault(&mut self, fault: Fault, at: &Cursor<'_>) {
        let mut draft = Draft::new(fault.code, at.at_words(fault.words), fault.message).label(fault.label);
        if let Some(remedy) = fault.remedy {
            draft = draft.remedy(remedy);
        }
        self.report(draft);
    }

    fn uniqueness(
        &mut self,
        id: TypeId,
        rule: &RuleDef,
        world: &World<'_>,
        mentions: &mut Mentions,
        here: &Cursor<'_>,
    ) -> Option<(RuleBody, Vec<usize>)> {
        for (key, set) in [("at", !rule.at.is_empty()), ("when", rule.when.is_some())] {
            if set {
                let draft = Draft::new(
                    Code::RuleBody,
                    here.key(key).at_key(),
                    format!("a rule with `unique` has no `{key}` of its own"),
                );
                self.report(
                    draft.remedy("it is reported at each later duplicate; a `when` stands with a path"),
                );
            }
        }
        let list = here.key("unique");
        let read: Vec<_> = rule
            .unique
            .iter()
            .enumerate()
            .map(|(index, path)| self.unique_path(id, path, world, mentions, &list.index(index)))
            .collect();
        let paths: Vec<(UniquePath, usize)> = read.into_iter().collect::<Option<_>>()?;
        let order = paths.first().map(|(_, first)| vec![*first]).unwrap_or_default();
        Some((RuleBody::Unique(paths.into_iter().map(|(path, _)| path).collect()), order))
    }

    fn unique_path(
        &mut self,
        id: TypeId,
        path: &UniqueDef,
        world: &World<'_>,
        mentions: &mut Mentions,
        here: &Cursor<'_>,
    ) -> Option<(UniquePath, usize)> {
        let steps = match steps(&path.at, id, world) {
            Ok(steps) => steps,
            Err(fault) => {
                fault.into_iter().for_each(|fault| self.fault(fault, &here.key("at")));
                return None;
            }
        };
        mentions.fields.push(steps.first);
        let scope = Scope { this: None, items: steps.items, known: Vec::new() };
        let when = match &path.when {
            Some(when) => Some(self.condition(when, world, scope, mentions, &here.key("when"))?),
            None => None,
        };
        Some((UniquePath { steps: steps.steps, when }, steps.first))
    }

    /// The names and indices of the fields down to where a rule is reported.
    fn reported_at(
        &mut self,
        id: TypeId,
        at: &str,
        world: &World<'_>,
        here: &Cursor<'_>,
    ) -> Option<(Vec<String>, Vec<usize>)> {
        let (mut names, mut order, mut of, mut start) = (Vec::new(), Vec::new(), Some(id), 0);
        for name in at.split('.').filter(|_| !at.is_empty()) {
            let words = start..start + name.len();
            start += name.len() + 1;
            let Some(object) = of else {
                let draft = Draft::new(
                    Code::RulePlace,
                    here.at_words(words),
                    format!("there is no field {} here", quoted(name)),
                );
                self.report(draft.remedy(
                    "a rule is reported at a field of an object; one on items stands with their type",
                ));
                return None;
            };
            let Some((index, field)) = world.field(object, name) else {
                let message = format!("{} has no field {}", quoted(world.name_of(object)), quoted(name));
                let draft =
                    Draft::new(Code::UnknownField, here.at_words(words), message).label("unknown field");
                let known = world.fields_of(object).iter().map(|field| field.name.as_str());
                self.report_unknown(draft, name, known, "");
                return None;
            };
            names.push(name.to_owned());
            order.push(index);
            of = match field.ty {
                crate::api::FieldType::Named(id) if world.values_of(id).is_none() => Some(id),
                _ => None,
            };
        }
        Some((names, order))
    }

    /// A rule looks at some field; one that looks at one field alone is reported there or below.
    fn looks_where_it_reports(
        &mut self,
        id: TypeId,
        rule: &RuleDef,
        fields: &[usize],
        order: &[usize],
        world: &World<'_>,
        here: &Cursor<'_>,
    ) {
        let (message, remedy) = match (fields, order) {
            ([], _) => (
                format!("the rule {} looks at no field", quoted(&rule.code)),
                "mention a field, or report it at one: `at: …`",
            ),
            ([one], []) => {
                let field = world.fields_of(id).get(*one).map_or("", |field| field.name.as_str());
                let (code, field) = (quoted(&rule.code), quoted(field));
                let message =
                    format!("the rule {code} looks at {field} alone, and is reported at the whole value");
                (message, "report it at the field: `at: …`")
            }
            _ => return,
        };
        let draft = Draft::new(Code::RulePlace, here.key("code").at_value(), message);
        self.report(draft.remedy(remedy));
    }

    /// Rules stand in the order of the fields at which they are reported, those of a field and those of the type
    /// each among themselves.
    fn order(&mut self, rules: &[Placed], def: Def<'_>, at: &Cursor<'_>) {
        let mut last: HashMap<Option<usize>, &Placed> = HashMap::new();
        for rule in rules {
            let group = match rule.mentions.as_slice() {
                [one] => Some(*one),
                _ => None,
            };
            if let Some(before) = last.get(&group).filter(|before| is_before(&rule.order, &before.order)) {
                let message = format!(
                    "the rule {} is reported before {}, and stands after it",
                    quoted(&rule.rule.code),
                    quoted(&before.rule.code)
                );
                let spot = at.index(rule.index);
                let other = at.index(before.index);
                let draft = Draft::new(Code::RuleOrder, spot.key("code").at_value(), message);
                let draft = draft.note(other.key("code").at_value(), "this one comes later");
                self.report(
                    draft.remedy(format!("rules stand in the order of the fields of {}", quoted(def.name))),
                );
            }
            last.insert(group, rule);
        }
    }
}

/// Whether a path stands before another in the model's order; of two where one leads through the other neither does.
fn is_before(a: &[usize], b: &[usize]) -> bool {
    a.iter().zip(b).find(|(a, b)| a != b).is_some_and(|(a, b)| a < b)
}
