use super::Resolver;
use crate::api::{FieldConstraint, FieldType};
use crate::model::FieldDef;
use crate::report::{Code, Draft, quoted};
use crate::source::Cursor;
use fin_core::{Applies, Constraint, Kind, Name};

impl Resolver<'_> {
    /// The constraints of a field, in the order in which they are reported. `must` asks for more than presence of
    /// a required text or list.
    pub(super) fn constraints(
        &mut self,
        def: &FieldDef,
        ty: &FieldType,
        must: bool,
        here: &Cursor<'_>,
    ) -> Vec<FieldConstraint> {
        let mut declared = declared(def);
        declared.retain(|constraint| self.fits(constraint, ty, here));
        self.bounds(&declared, def, must, ty, here);
        if must && *ty == FieldType::Scalar(Kind::Text) {
            declared.insert(0, Constraint::NotBlank);
        }
        match (ty, def.min_items) {
            (FieldType::List(_), Some(0)) => declared.retain(|c| *c != Constraint::MinItems(0)),
            (FieldType::List(_), None) if must => declared.push(Constraint::MinItems(1)),
            _ => {}
        }
        declared.sort_by_key(Constraint::name);
        let messages = here.key("messages");
        for (key, message) in def.messages.iter() {
            self.line(message, &messages.key(key));
            if !declared.iter().any(|constraint| constraint.name().key() == key) {
                let message = format!("the field has no constraint {}", quoted(key));
                let draft = Draft::new(Code::UnknownConstraint, messages.key(key).at_key(), message);
                let known = declared.iter().map(|constraint| constraint.name().key());
                self.report_unknown(draft, key, known, "remove the message, or add the constraint");
            }
        }
        declared.into_iter().map(|constraint| self.with_words(constraint, def)).collect()
    }

    fn with_words(&self, constraint: Constraint<String>, def: &FieldDef) -> FieldConstraint {
        let own = def.messages.get(constraint.name().key()).cloned();
        let format = match &constraint {
            Constraint::Format(name) => {
                self.files.formats.as_ref().and_then(|(_, file)| file.formats.get(name))
            }
            _ => None,
        };
        let code = match (&constraint, format) {
            (Constraint::Format(name), Some(format)) => format.code.clone().unwrap_or_else(|| name.clone()),
            _ => constraint.name().code().to_owned(),
        };
        let usual =
            format.map(|format| format.message.clone()).or_else(|| fin_core::constraint_message(&constraint));
        FieldConstraint {
            code,
            own_message: own.is_some(),
            message: own.or(usual).unwrap_or_default(),
            constraint,
        }
    }

    fn kind(&self, ty: &FieldType) -> Option<Kind> {
        match ty {
            FieldType::Scalar(kind) => Some(*kind),
            FieldType::List(_) => Some(Kind::List),
            FieldType::Map(_) => Some(Kind::Map),
            FieldType::Any => None,
            FieldType::Named(id) => self
                .tables
                .defs
                .get(id.0)
                .map(|def| if def.def.values.is_empty() { Kind::Object } else { Kind::Enum }),
        }
    }

    /// Whether the field's type can carry the constraint; the format that it names is looked up too.
    fn fits(&mut self, constraint: &Constraint<String>, ty: &FieldType, here: &Cursor<'_>) -> bool {
        let name = constraint.name();
        let at = here.key(name.key());
        if let Constraint::Format(format) = constraint {
            if !self.tables.formats.contains(&format.as_str()) {
                let draft = Draft::new(
                    Code::UnknownFormat,
                    at.at_value(),
                    format!("unknown format {}", quoted(format)),
                );
                let known = self.tables.formats.clone();
                self.report_unknown(draft, format, known.into_iter(), "`formats.yaml` names them");
                return false;
            }
            self.used.formats.insert(format.clone());
        }
        let of = match ty {
            FieldType::List(item) if name.applies() != Applies::List => item,
            other => other,
        };
        let kind = self.kind(of);
        let scalars = !matches!(kind, Some(Kind::Object | Kind::Map) | None);
        if name == Name::UniqueItems
            && let FieldType::List(item) = ty
        {
            let items = self.kind(item);
            if matches!(items, Some(Kind::Object | Kind::Map | Kind::List) | None) {
                let draft =
                    Draft::new(Code::ConstraintKind, at.at_key(), "`unique_items` is for lists of scalars");
                self.report(draft.remedy("write a rule with `unique`"));
                return false;
            }
            return true;
        }
        if kind.is_some_and(|kind| name.fits(kind)) {
            return true;
        }
        let found = match kind {
            Some(kind) if scalars || kind == Kind::Map => kind.name(),
            Some(_) => "object",
            None => "any JSON value",
        };
        let wanted = match name.applies() {
            Applies::Text => "texts",
            Applies::Number => "integers and numbers",
            Applies::Date => "dates",
            Applies::List => "lists",
        };
        let message = format!("`{}` is for {wanted}", name.key());
        self.report(
            Draft::new(Code::ConstraintKind, at.at_key(), message)
                .label(format!("here it stands on: {found}")),
        );
        false
    }

    /// Bounds that leave nothing, or that say nothing.
    fn bounds(
        &mut self,
        declared: &[Constraint<String>],
        def: &FieldDef,
        must: bool,
        ty: &FieldType,
        here: &Cursor<'_>,
    ) {
        let has = |name: Name| declared.iter().any(|constraint| constraint.name() == name);
        for (low, high, low_key, high_key) in [
            (def.min_length.map(f64::from), def.max_length.map(f64::from), "min_length", "max_length"),
            (def.minimum, def.maximum, "minimum", "maximum"),
            (def.min_age.map(f64::from), def.max_age.map(f64::from), "min_age", "max_age"),
            (def.min_items.map(f64::from), def.max_items.map(f64::from), "min_items", "max_items"),
        ] {
            if let (Some(low), Some(high)) = (low, high)
                && low > high
            {
                let message = format!("`{low_key}` is above `{high_key}`: nothing passes");
                let draft = Draft::new(Code::Bounds, here.key(low_key).at_value(), message);
                self.report(draft.note(here.key(high_key).at_value(), "the other bound"));
            }
        }
        for (key, bound) in [("minimum", def.minimum), ("maximum", def.maximum)] {
            if bound.is_some_and(|bound| !bound.is_finite()) {
                self.report(Draft::new(
                    Code::Bounds,
                    here.key(key).at_value(),
                    format!("`{key}` is no number"),
                ));
            }
        }
        let required_text = must && *ty == FieldType::Scalar(Kind::Text);
        let required_list = must && matches!(ty, FieldType::List(_)) && def.min_items != Some(0);
        for (key, bound, needs) in
            [("max_length", def.max_length, required_text), ("max_items", def.max_items, required_list)]
        {
            if bound == Some(0) && needs {
                let message = format!("`{key}` is 0, and a required field may not be empty: nothing passes");
                self.report(Draft::new(Code::Bounds, here.key(key).at_value(), message));
            }
        }
        if def.min_length == Some(0) && has(Name::MinLength) {
            let draft =
                Draft::new(Code::Bounds, here.key("min_length").at_value(), "`min_length` of 0 says nothing");
            self.report(draft.remedy("remove it"));
        }
        let past = [Name::Past, Name::PastOrToday, Name::MinAge, Name::MaxAge];
        for (a, b) in
            [(Name::Past, Name::PastOrToday)].into_iter().chain(past.map(|past| (Name::Future, past)))
        {
            if has(a) && has(b) {
                let says = if a == Name::Future { "contradicts" } else { "already says what is said by" };
                let message = format!("`{}` {says} `{}`", a.key(), b.key());
                let draft = Draft::new(Code::Bounds, here.key(a.key()).at_key(), message);
                self.report(draft.note(here.key(b.key()).at_key(), "the other one"));
            }
        }
    }
}

/// The constraints that stand with a field.
fn declared(def: &FieldDef) -> Vec<Constraint<String>> {
    let flag = |set: bool, constraint: Constraint<String>| set.then_some(constraint);
    [
        def.format.clone().map(Constraint::Format),
        flag(def.ascii, Constraint::Ascii),
        def.min_length.map(Constraint::MinLength),
        def.max_length.map(Constraint::MaxLength),
        def.minimum.map(Constraint::Minimum),
        def.maximum.map(Constraint::Maximum),
        flag(def.past, Constraint::Past),
        flag(def.past_or_today, Constraint::PastOrToday),
        flag(def.future, Constraint::Future),
        def.min_age.map(Constraint::MinAge),
        def.max_age.map(Constraint::MaxAge),
        def.min_items.map(Constraint::MinItems),
        def.max_items.map(Constraint::MaxItems),
        flag(def.unique_items, Constraint::UniqueItems),
    ]
    .into_iter()
    .flatten()
    .collect()
}
