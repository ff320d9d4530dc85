use super::{Build, Home, field, fields, is_enum, mistake, qualified};
use crate::api::{
    Api, Field, FieldType, Filling, Gone, How, Shape, TypeId, Upgrade, UpgradeId, UpgradeShape, UpgradeStep,
};
use crate::model::StepDef;
use crate::report::{Code, Draft, quoted};
use crate::resolve::Resolver;
use crate::source::Spot;

/// What a step takes: the type of the value, and whether it may be absent.
pub(super) struct Taken<'t> {
    pub from: Vec<String>,
    pub ty: FieldType,
    /// The field; none is the older object itself.
    pub field: Option<&'t Field>,
}

impl<'a> Resolver<'a> {
    /// The upgrade of one type to another, built once. `home` and `spot` are where it is asked for.
    pub(super) fn build(
        &mut self,
        api: &Api,
        build: &mut Build<'a>,
        pair: (TypeId, TypeId),
        asked_in: &Home<'a>,
        spot: &Spot,
    ) -> UpgradeId {
        if let Some(id) = build.known.get(&pair) {
            return *id;
        }
        let (from, to) = pair;
        let id = UpgradeId(build.upgrades.len());
        build.known.insert(pair, id);
        build.reached.insert(pair);
        let entry = build.by_pair.get(&pair).and_then(|at| build.entries.get(*at)).copied();
        let home = match entry {
            Some(entry) => Home::of(entry),
            None => Home { entry: None, spot: spot.clone(), ..asked_in.clone() },
        };
        build.homes.push(home.clone());
        // In its place already: what nests in itself finds it.
        let shape = UpgradeShape::Enum { values: Vec::new(), row: None };
        let (is_root, is_fallible) = (false, false);
        build.upgrades.push(Upgrade { from, to, is_root, additions: None, is_fallible, shape });
        let shape = if is_enum(api, to) {
            self.enum_upgrade(api, build, pair, &home)
        } else {
            self.object_upgrade(api, build, pair, &home)
        };
        if let Some(upgrade) = build.upgrades.get_mut(id.0) {
            upgrade.shape = shape;
        }
        id
    }

    fn enum_upgrade(
        &mut self,
        api: &Api,
        build: &mut Build<'a>,
        (from, to): (TypeId, TypeId),
        home: &Home<'a>,
    ) -> UpgradeShape {
        let older = self.tables.defs.get(from.0).map(|def| &def.def.values);
        let newer: Vec<&str> = match api.type_of(to).map(|ty| &ty.shape) {
            Some(Shape::Enum { values }) => values.iter().map(|value| value.name.as_str()).collect(),
            _ => Vec::new(),
        };
        let asked: &[String] = home.entry.map_or(&[], |entry| &entry.def.ask);
        let mut values = Vec::new();
        for (name, value) in older.into_iter().flat_map(|values| values.iter()) {
            let named = value.successor.as_deref().into_iter().chain([name]);
            let successor = named.into_iter().find(|name| newer.contains(name)).map(str::to_owned);
            let is_asked = asked.iter().any(|asked| asked == name);
            let (code, message, remedy) = match (&successor, is_asked) {
                (Some(successor), true) => (
                    Code::UpgradeShape,
                    format!("{} has the successor {}", quoted(name), quoted(successor)),
                    "a value that has one is not asked for: take it out of `ask`",
                ),
                (None, false) => (
                    Code::UpgradeGap,
                    format!(
                        "the value {} of {} has no successor in {}",
                        quoted(name),
                        qualified(api, from),
                        qualified(api, to)
                    ),
                    "give it one, `successor: …`, or let the caller say what stands in: `ask: […]`",
                ),
                _ => {
                    values.push((name.to_owned(), successor));
                    continue;
                }
            };
            self.report(mistake(code, home.at(&["ask"]), message, remedy));
        }
        if let Some(entry) = home.entry {
            for name in asked.iter().filter(|name| older.is_none_or(|values| values.get(name).is_none())) {
                let message = format!("{} has no value {}", qualified(api, from), quoted(name));
                let draft = Draft::new(Code::UnknownValue, entry.value(&["ask"]), message);
                let known = older.into_iter().flat_map(|values| values.iter().map(|(name, _)| name));
                self.report_unknown(draft, name, known, "");
            }
            if let Some(row) = &entry.def.row {
                self.upgrade_row(build, &entry, &["row"], row, None);
            }
        }
        UpgradeShape::Enum { values, row: home.entry.and_then(|entry| entry.def.row.clone()) }
    }

    fn object_upgrade(
        &mut self,
        api: &Api,
        build: &mut Build<'a>,
        (from, to): (TypeId, TypeId),
        home: &Home<'a>,
    ) -> UpgradeShape {
        let mut steps = Vec::new();
        for newer in fields(api, to) {
            let step = home.entry.and_then(|entry| entry.step(&newer.name));
            let filling = match step {
                Some(step) => self.step(api, build, from, newer, step, home),
                None => match field(api, from, &newer.name) {
                    Some(_) => {
                        let path = vec![newer.name.clone()];
                        self.taken(api, from, path, home, newer)
                            .and_then(|taken| self.fitted(api, build, taken, newer, None, home))
                    }
                    None => {
                        self.unfilled(api, to, newer, home);
                        None
                    }
                },
            };
            let row = step.map(|step| step.row.clone());
            steps.extend(filling.map(|filling| UpgradeStep { field: newer.name.clone(), filling, row }));
        }
        let gone = home.entry.map(|entry| &entry.def.gone);
        let gone = gone.into_iter().flat_map(|gone| gone.iter());
        let gone =
            gone.map(|(field, row)| Gone { field: field.to_owned(), row: row.clone() }).collect::<Vec<_>>();
        self.entry_names(api, build, (from, to), home);
        UpgradeShape::Object { steps, gone, refusals: Vec::new() }
    }

    /// The fields that an entry names are there, and so are its rows.
    fn entry_names(
        &mut self,
        api: &Api,
        build: &mut Build<'a>,
        (from, to): (TypeId, TypeId),
        home: &Home<'a>,
    ) {
        let Some(entry) = home.entry else { return };
        for (list, id, names) in [
            ("fields", to, entry.def.fields.iter().map(|(name, _)| name).collect::<Vec<_>>()),
            ("gone", from, entry.def.gone.iter().map(|(name, _)| name).collect()),
        ] {
            for name in names.into_iter().filter(|name| field(api, id, name).is_none()) {
                let message = format!("{} has no field {}", qualified(api, id), quoted(name));
                let draft = Draft::new(Code::UnknownField, entry.at(&[list, name]), message);
                let known = fields(api, id).iter().map(|field| field.name.as_str());
                self.report_unknown(draft, name, known, "");
            }
        }
        for (name, step) in entry.def.fields.iter() {
            let named = step.from.iter().chain(&step.join).map(String::as_str).chain([name]);
            let named: Vec<&str> = named.flat_map(|path| path.split('.')).collect();
            self.upgrade_row(build, &entry, &["fields", name, "row"], &step.row, Some(&named));
        }
        for (name, row) in entry.def.gone.iter() {
            self.upgrade_row(build, &entry, &["gone", name], row, Some(&[name]));
        }
    }

    fn step(
        &mut self,
        api: &Api,
        build: &mut Build<'a>,
        from: TypeId,
        newer: &Field,
        step: &StepDef,
        home: &Home<'a>,
    ) -> Option<Filling> {
        let at = home.at(&["fields", &newer.name]);
        let is_joined = !step.join.is_empty();
        for (key, is_there, is_other) in [
            ("from", step.from.is_some(), is_joined),
            ("otherwise", step.otherwise.is_some(), is_joined),
            ("join", is_joined, false),
            ("separator", step.separator.is_some(), !is_joined),
        ] {
            if is_there && (step.ask || is_other) {
                let what = match (step.ask, is_joined) {
                    (true, _) => "asked for",
                    (false, true) => "joined",
                    (false, false) => "not joined",
                };
                let message = format!("{} is {what}, and has `{key}`", quoted(&newer.name));
                let at = home.at(&["fields", &newer.name, key]);
                self.report(mistake(Code::UpgradeShape, at, message, "leave one of them out"));
            }
        }
        if step.ask {
            return Some(Filling::Asked);
        }
        if is_joined {
            return self.joined(api, from, newer, step, home);
        }
        let says = step.from.is_some()
            || step.otherwise.is_some()
            || !step.may_refuse.is_empty()
            || !step.implied.is_empty();
        if !says {
            let message = format!("the step to {} says nothing", quoted(&newer.name));
            let remedy = "say where it comes from, `from: …`, or that it is asked for: `ask: true`";
            self.report(mistake(Code::UpgradeShape, at, message, remedy));
            return None;
        }
        let path = match step.from.as_deref() {
            Some("this") => Vec::new(),
            Some(path) => path.split('.').map(str::to_owned).collect(),
            None => vec![newer.name.clone()],
        };
        let taken = self.taken(api, from, path, home, newer)?;
        self.fitted(api, build, taken, newer, step.otherwise.as_deref(), home)
    }

    /// A required newer field that nothing fills.
    fn unfilled(&mut self, api: &Api, to: TypeId, newer: &Field, home: &Home<'a>) {
        if newer.required {
            let message =
                format!("{} needs {}, and nothing fills it", qualified(api, to), quoted(&newer.name));
            let remedy = format!(
                "take it from an older field, `{0}: {{ from: …, row: … }}`, or ask for it, `{0}: {{ ask: true, row: … }}`",
                newer.name
            );
            self.report(mistake(Code::UpgradeGap, home.spot.clone(), message, &remedy));
        }
    }

    /// What stands at a path of the older object.
    pub(super) fn taken<'t>(
        &mut self,
        api: &'t Api,
        from: TypeId,
        path: Vec<String>,
        home: &Home<'a>,
        newer: &Field,
    ) -> Option<Taken<'t>> {
        let mut taken = Taken { from: path.clone(), ty: FieldType::Named(from), field: None };
        for name in &path {
            let at = || home.at(&["fields", &newer.name, home.way(&newer.name)]);
            let of = match (&taken.ty, taken.field.is_none_or(|field| field.required)) {
                (FieldType::Named(id), true) if !is_enum(api, *id) => *id,
                _ => {
                    let message = format!("there is no way to {} from here", quoted(name));
                    let remedy = "a path leads through required objects";
                    self.report(mistake(Code::UpgradeShape, at(), message, remedy));
                    return None;
                }
            };
            let Some(found) = field(api, of, name) else {
                let message = format!("{} has no field {}", qualified(api, of), quoted(name));
                let draft = Draft::new(Code::UnknownField, at(), message).label("unknown field");
                let known = fields(api, of).iter().map(|field| field.name.as_str());
                self.report_unknown(draft, name, known, "ask for it: `ask: true`");
                return None;
            };
            taken = Taken { ty: found.ty.clone(), field: Some(found), ..taken };
        }
        Some(taken)
    }

    /// How what is taken becomes the newer field.
    fn fitted(
        &mut self,
        api: &Api,
        build: &mut Build<'a>,
        taken: Taken<'_>,
        newer: &Field,
        otherwise: Option<&str>,
        home: &Home<'a>,
    ) -> Option<Filling> {
        let at = home.at(&["fields", &newer.name]);
        let Some((how, wrapped)) = self.how(api, build, &taken.ty, &newer.ty, home, &at) else {
            let message = format!(
                "{} is {}, and {} is {}: the one cannot become the other",
                quoted(&taken.from.join(".")),
                quoted(&api.words(&taken.ty)),
                quoted(&newer.name),
                quoted(&api.words(&newer.ty))
            );
            let remedy = "take another field, or ask for it: `ask: true`";
            self.report(mistake(Code::UpgradeType, at, message, remedy));
            return None;
        };
        let optional = taken.field.is_some_and(|field| !field.required);
        if let Some(text) = otherwise {
            self.otherwise(api, text, optional, taken.field, newer, home);
        } else if optional && newer.required {
            let message = format!(
                "{} may be absent, and {} is required",
                quoted(&taken.from.join(".")),
                quoted(&newer.name)
            );
            let remedy = "say what it is then, `otherwise: …`, or ask for it: `ask: true`";
            self.report(mistake(Code::UpgradeGap, at, message, remedy));
        }
        let otherwise = otherwise.map(str::to_owned);
        Some(Filling::Taken { from: taken.from, optional, otherwise, how, wrapped })
    }

    fn how(
        &mut self,
        api: &Api,
        build: &mut Build<'a>,
        older: &FieldType,
        newer: &FieldType,
        home: &Home<'a>,
        at: &Spot,
    ) -> Option<(How, bool)> {
        let both_enums = |a: TypeId, b: TypeId| is_enum(api, a) == is_enum(api, b);
        match (older, newer) {
            (older, newer) if older == newer => Some((How::Same, false)),
            (FieldType::Named(a), FieldType::Named(b)) if both_enums(*a, *b) => {
                Some((How::One(self.build(api, build, (*a, *b), home, at)), false))
            }
            (FieldType::List(a), FieldType::List(b)) => match (&**a, &**b) {
                (FieldType::Named(a), FieldType::Named(b)) if both_enums(*a, *b) => {
                    Some((How::Each(self.build(api, build, (*a, *b), home, at)), false))
                }
                _ => None,
            },
            (older, FieldType::List(item)) => match self.how(api, build, older, item, home, at)? {
                (how, false) => Some((how, true)),
                (_, true) => None,
            },
            _ => None,
        }
    }
}

impl<'a> Home<'a> {
    /// Of an entry.
    pub(super) fn of(entry: super::Entry<'a>) -> Self {
        let (version, file) = (entry.of.version.clone().unwrap_or_default(), entry.of.name.clone());
        Home { entry: Some(entry), spot: entry.at(&[]), version, file }
    }

    /// The key that says what a field is taken out of.
    fn way(&self, field: &str) -> &'static str {
        let step = self.entry.as_ref().and_then(|entry| entry.step(field));
        if step.is_some_and(|step| !step.join.is_empty()) { "join" } else { "from" }
    }

    /// The place of a part of its entry, or where it is asked for.
    pub(super) fn at(&self, names: &[&str]) -> Spot {
        let is_there = |entry: &super::Entry<'_>| match names {
            ["fields", name, ..] => entry.step(name).is_some(),
            ["ask"] => !entry.def.ask.is_empty(),
            _ => true,
        };
        self.entry.filter(is_there).map_or_else(|| self.spot.clone(), |entry| entry.at(names))
    }
}
