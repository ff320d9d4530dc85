use super::{Fault, Ty, scope::World};
use crate::api::{FieldType, Step, TypeId};
use crate::report::{Code, quoted};
use std::ops::Range;

/// A path of a uniqueness rule, with what its items are.
#[derive(Clone, Debug)]
pub struct Steps {
    /// The steps.
    pub steps: Vec<Step>,
    /// The named items, with their types and the enums of their texts.
    pub items: Vec<(String, Ty, Option<TypeId>)>,
    /// The index of the first field.
    pub first: usize,
}

/// Reads `associated_parties[party].basic_info.email` against a type.
///
/// # Errors
/// What is wrong with it; `None` where that is reported elsewhere.
pub fn steps(text: &str, this: TypeId, world: &World<'_>) -> Result<Steps, Option<Fault>> {
    let mut walk =
        Walk { world, at: FieldType::Named(this), steps: Vec::new(), items: Vec::new(), first: None };
    let mut start = 0;
    for part in text.split('.') {
        walk.part(part, start)?;
        start += part.len() + 1;
    }
    let (ty, _) = world.ty(&walk.at).unwrap_or((Ty::Map, None));
    if ty != Ty::Text {
        let fault = Fault::new(Code::RuleType, 0..text.len(), "the path does not end at a text");
        return Err(Some(match ty {
            Ty::List(_) => fault.remedy("go through the list: `[]` after its name"),
            _ => fault.label("expected a text, an enum or a uuid at its end"),
        }));
    }
    let Some(first) = walk.first else {
        return Err(Some(Fault::new(Code::RuleSyntax, 0..text.len(), "the path is empty")));
    };
    if !walk.steps.iter().any(|step| matches!(step, Step::Each(_))) {
        let fault = Fault::new(Code::RuleType, 0..text.len(), "the path leads to one text only");
        return Err(Some(fault.remedy("go through a list: `[]` after its name")));
    }
    Ok(Steps { steps: walk.steps, items: walk.items, first })
}

struct Walk<'a> {
    world: &'a World<'a>,
    at: FieldType,
    steps: Vec<Step>,
    items: Vec<(String, Ty, Option<TypeId>)>,
    first: Option<usize>,
}

impl Walk<'_> {
    /// `name`, `name[]`, `name[item]`, and `name[][]` for lists of lists.
    fn part(&mut self, part: &str, start: usize) -> Result<(), Option<Fault>> {
        let name = part.split('[').next().unwrap_or_default();
        self.field(name, start..start + name.len())?;
        let mut rest = part.get(name.len()..).unwrap_or_default();
        let mut here = start + name.len();
        while !rest.is_empty() {
            let Some((item, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
                let fault = Fault::new(
                    Code::RuleSyntax,
                    here..start + part.len(),
                    "a path has names, dots and `[…]`",
                );
                return Err(Some(fault.remedy("write `list[].field` or `list[item].field`")));
            };
            self.items_of(item, here..here + item.len() + 2).map_err(Some)?;
            here += item.len() + 2;
            rest = after;
        }
        Ok(())
    }

    fn field(&mut self, name: &str, words: Range<usize>) -> Result<(), Option<Fault>> {
        let FieldType::Named(id) = self.at else {
            let fault = Fault::new(Code::RuleType, words, format!("there is no field {} here", quoted(name)));
            return Err(Some(match self.at {
                FieldType::List(_) => fault.remedy("go through the list before: `[]` after its name"),
                _ => fault,
            }));
        };
        let Some((index, field)) = self.world.field(id, name) else {
            let message = format!("{} has no field {}", quoted(self.world.name_of(id)), quoted(name));
            let names = self.world.fields_of(id).iter().map(|field| field.name.as_str());
            let fault = Fault::new(Code::UnknownField, words, message).label("unknown field");
            return Err(Some(fault.meant(name, names, String::new())));
        };
        if self.world.is_unknown(id, &field.ty) {
            return Err(None);
        }
        self.first.get_or_insert(index);
        self.at = field.ty.clone();
        self.steps.push(Step::Field(name.to_owned()));
        Ok(())
    }

    fn items_of(&mut self, item: &str, words: Range<usize>) -> Result<(), Fault> {
        let FieldType::List(of) = &self.at else {
            return Err(Fault::new(Code::RuleType, words, "this is no list"));
        };
        let of = (**of).clone();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let bad = !item.chars().all(plain) || item.starts_with(|c: char| !c.is_ascii_lowercase());
        if !item.is_empty() && (bad || ["this", "context", "self", "cx"].contains(&item)) {
            let fault = Fault::new(Code::BadName, words, format!("{} cannot name an item", quoted(item)));
            return Err(fault.remedy("use a word of small letters"));
        }
        if self.items.iter().any(|(known, ..)| known == item) {
            return Err(Fault::new(
                Code::BadName,
                words,
                format!("{} already names another item", quoted(item)),
            ));
        }
        // No name in a path starts with an underscore.
        let invented = format!("_item{}", self.steps.len());
        let name = if item.is_empty() { invented } else { item.to_owned() };
        if let (Some((ty, values)), false) = (self.world.ty(&of), item.is_empty()) {
            self.items.push((name.clone(), ty, values));
        }
        self.at = of;
        self.steps.push(Step::Each(name));
        Ok(())
    }
}
