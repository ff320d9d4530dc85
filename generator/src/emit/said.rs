//! What documentation says of types, fields and upgrades, in the same words in every language.

use super::words::{capital, demand_of, of_rule};
use crate::api::{Api, Field, Place, Refusal, Rule, Type, TypeId, Upgrade, UpgradeId, UpgradeShape};

/// How a language writes text of the model.
pub struct Style {
    /// A name in code marks.
    pub code: fn(&str) -> String,
    /// Text as it stands.
    pub text: fn(&str) -> String,
    /// A sentence, closed.
    pub sentence: fn(&str) -> String,
    /// A ruling's id, as it leads to the ruling.
    pub ruling: fn(&str) -> String,
    /// What stands before the reason for which something is deprecated; where that has a tag of its own, nothing.
    pub deprecated: Option<&'static str>,
}

impl Style {
    /// Rulings by their ids.
    pub fn rulings(&self, list: &[String]) -> String {
        let ids: Vec<String> = list.iter().map(|id| (self.ruling)(id)).collect();
        format!("{}: {}.", if list.len() == 1 { "Ruling" } else { "Rulings" }, ids.join(", "))
    }

    /// Where something comes from, and on which rulings it rests.
    pub fn origin(&self, place: &Place, list: &[String]) -> String {
        let text = format!("Guide: {}.", (self.text)(&place.to_string()));
        if list.is_empty() { text } else { format!("{text} {}", self.rulings(list)) }
    }

    /// What a type's fields and the type itself demand by rules, one each.
    pub fn rules(&self, api: &Api, fields: &[Field], rules: &[Rule]) -> Vec<String> {
        let all = fields.iter().flat_map(|field| &field.rules).chain(rules);
        all.map(|rule| of_rule(api, rule, self.code, self.sentence)).collect()
    }

    /// What a field demands and rests on, behind what it is.
    pub fn field(&self, what: String, field: &Field, ty: &Type) -> String {
        let code = self.code;
        let mut said = vec![what];
        let demands: Vec<String> =
            field.constraints.iter().map(|own| demand_of(&own.constraint, code)).collect();
        said.extend((!demands.is_empty()).then(|| capital(&format!("{}.", demands.join(", ")))));
        said.extend(field.default.iter().map(|default| format!("Default: {}.", code(default))));
        said.extend(field.catalogue.iter().map(|list| format!("Out of the catalogue's {}.", code(list))));
        said.extend(field.successor.iter().map(|name| format!("{} in the next version.", code(name))));
        if let (Some(before), Some(reason)) = (self.deprecated, &field.deprecated) {
            said.push(format!("{before} {}", (self.sentence)(reason)));
        }
        if !field.place.same_section(&ty.place) {
            let is_near = field.place.document == ty.place.document && field.place.tab == ty.place.tab;
            let place = if is_near { field.place.section.clone() } else { field.place.to_string() };
            said.push(format!("Guide: {}.", (self.text)(&place)));
        }
        said.extend((!field.rulings.is_empty()).then(|| self.rulings(&field.rulings)));
        said.join(" ")
    }

    /// Where the newer type of an upgrade comes from, and what has no place in it.
    pub fn upgrade(&self, api: &Api, upgrade: &Upgrade) -> Vec<String> {
        let mut said: Vec<String> =
            api.type_of(upgrade.to).map(|ty| self.origin(&ty.place, &[])).into_iter().collect();
        if let UpgradeShape::Object { gone, .. } = &upgrade.shape
            && !gone.is_empty()
        {
            let gone: Vec<String> = gone.iter().map(|gone| (self.code)(&gone.field)).collect();
            said.push(format!("Without a place there: {}.", gone.join(", ")));
        }
        said
    }

    /// What the newer version may have against carried values, one each.
    pub fn refusals(&self, api: &Api, id: UpgradeId) -> Vec<String> {
        let item = |own: &Refusal| format!("{}: {}", (self.code)(&own.path), (self.code)(&own.code));
        api.refusals(id).iter().map(item).collect()
    }

    /// The name of a type in the model.
    pub fn ty(&self, api: &Api, id: TypeId) -> String {
        (self.code)(&api.type_of(id).map(Type::qualified).unwrap_or_default())
    }
}
