use super::{Home, mistake};
use crate::api::{Api, Field, FieldType, Filling, Shape, TypeId};
use crate::model::StepDef;
use crate::report::{Code, Draft, quoted};
use crate::resolve::Resolver;
use fin_core::Kind;

impl<'a> Resolver<'a> {
    /// Several older texts as one.
    pub(super) fn joined(
        &mut self,
        api: &Api,
        from: TypeId,
        newer: &Field,
        step: &StepDef,
        home: &Home<'a>,
    ) -> Option<Filling> {
        let at = home.at(&["fields", &newer.name, "join"]);
        let text = FieldType::Scalar(Kind::Text);
        let mut parts = Vec::new();
        for path in &step.join {
            let taken = self.taken(api, from, path.split('.').map(str::to_owned).collect(), home, newer)?;
            if taken.ty != text {
                let message = format!("{} is {}", quoted(path), quoted(&api.words(&taken.ty)));
                self.report(mistake(Code::UpgradeType, at.clone(), message, "only texts are joined"));
                return None;
            }
            parts.push((taken.from, taken.field.is_some_and(|field| !field.required)));
        }
        let (code, message, remedy) = if newer.ty != text {
            let words = quoted(&api.words(&newer.ty));
            (
                Code::UpgradeType,
                format!("{} is {words}", quoted(&newer.name)),
                "what is joined becomes a text",
            )
        } else if parts.len() < 2 {
            let message = format!("{} is joined of one text", quoted(&newer.name));
            (Code::UpgradeShape, message, "name another one, or take it as it is: `from: …`")
        } else if parts.iter().all(|(_, optional)| *optional) {
            let message = format!("all that {} is joined of may be absent", quoted(&newer.name));
            (Code::UpgradeGap, message, "ask for it: `ask: true`")
        } else {
            let separator = step.separator.clone().unwrap_or_else(|| " ".to_owned());
            return Some(Filling::Joined { parts, separator });
        };
        self.report(mistake(code, at, message, remedy));
        None
    }

    /// What stands where an older field is absent is a value of the newer one, and what the older version assumes.
    pub(super) fn otherwise(
        &mut self,
        api: &Api,
        text: &str,
        optional: bool,
        older: Option<&Field>,
        newer: &Field,
        home: &Home<'a>,
    ) {
        let at = home.at(&["fields", &newer.name, "otherwise"]);
        let values: Option<Vec<&str>> = match &newer.ty {
            FieldType::Named(id) => match api.type_of(*id).map(|ty| &ty.shape) {
                Some(Shape::Enum { values }) => {
                    Some(values.iter().map(|value| value.name.as_str()).collect())
                }
                _ => None,
            },
            _ => None,
        };
        if !optional {
            let message = format!("{} is always there", quoted(&newer.name));
            self.report(mistake(Code::UpgradeShape, at.clone(), message, "leave `otherwise` out"));
        }
        match values {
            Some(values) if !values.contains(&text) => {
                let message = format!("{} is no value of {}", quoted(text), quoted(&newer.name));
                let draft = Draft::new(Code::UnknownValue, at.clone(), message);
                self.report_unknown(draft, text, values.into_iter(), "");
            }
            None if newer.ty != FieldType::Scalar(Kind::Text) => {
                let message = format!("{} is no text", quoted(&newer.name));
                let remedy = "`otherwise` is for texts and enums: ask for it, `ask: true`";
                self.report(mistake(Code::UpgradeType, at.clone(), message, remedy));
            }
            _ => {}
        }
        let assumed = older.and_then(|field| field.default.as_deref());
        if let Some(assumed) = assumed.filter(|assumed| *assumed != text) {
            let message = format!("the older version assumes {}", quoted(assumed));
            self.report(mistake(
                Code::UpgradeShape,
                at,
                message,
                "say the same: nothing may change silently",
            ));
        }
    }
}
