use super::Resolver;
use crate::api::{Api, FieldType, Shape, TypeId};
use crate::model::Content;
use crate::report::{Code, Draft, quoted};
use crate::source::Cursor;

/// Objects nested deeper than this are refused: what walks them may recurse.
const MAX_DEPTH: usize = 32;

impl Resolver<'_> {
    /// Finds what requests and answers reach, and what cannot be there; and types that hold themselves.
    pub(super) fn reach(&mut self, api: &mut Api) {
        if !self.cycles(api) {
            self.depth(api);
        }
        let bodies: Vec<TypeId> = api.operations.iter().filter_map(|operation| operation.body).collect();
        let requested = reached(api, bodies.iter().copied());
        for operation in &api.operations {
            if let (Some(body), Content::Json) = (operation.body, operation.content)
                && let Some(ty) = api.types.get_mut(body.0)
            {
                ty.is_request = true;
            }
        }
        let answers = api
            .operations
            .iter()
            .flat_map(|operation| operation.answers.iter().filter_map(|(_, body)| *body));
        let webhooks = api.webhooks.iter().map(|webhook| webhook.data);
        let others = self.used.types.iter().copied().map(TypeId);
        let answered = reached(api, answers.chain(webhooks).chain(others));
        let parameters =
            api.operations.iter().flat_map(|operation| operation.path_params.iter().chain(&operation.query));
        let parameters = parameters.filter_map(|(_, ty, _)| named(ty));
        let used = reached(api, parameters);
        let broken = self.has(&[Code::UnknownType, Code::DuplicateType, Code::BadType, Code::TypeShape]);
        for (id, ty) in api.types.iter_mut().enumerate() {
            let in_request = requested.get(id).copied().unwrap_or(false);
            let in_answer = answered.get(id).copied().unwrap_or(false);
            ty.in_request = in_request;
            let name = quoted(&ty.name);
            if in_request && ty.open {
                let message = format!("{name} is open, and a request reaches it");
                let remedy = "requests are closed: leave `open` out, or give answers a type of their own";
                self.at_type(Code::OpenInRequest, id, message, remedy);
            } else if in_answer && !ty.open {
                let message = format!("{name} is closed, and an answer or a webhook reaches it");
                let remedy = "answers may grow: add `open: true`, or give requests a type of their own";
                self.at_type(Code::ClosedInAnswer, id, message, remedy);
            } else if !broken
                && !in_request
                && !in_answer
                && !ty.open
                && !used.get(id).copied().unwrap_or(false)
            {
                // An open type may describe what arrives outside of any answer, as a webhook's envelope does.
                let message = format!("nothing reaches the type {name}");
                self.at_type(
                    Code::UnusedType,
                    id,
                    message,
                    "no body, answer, webhook or other type names it: remove it",
                );
            }
        }
    }

    fn at_type(&mut self, code: Code, id: usize, message: String, remedy: &str) {
        let Some(def) = self.tables.defs.get(id).copied() else { return };
        let top = Cursor::top(def.of.file);
        let spot = top.key("types").key(def.name).at_key();
        self.report(Draft::new(code, spot, message).remedy(remedy));
    }

    /// Reports each field that leads back to a type that it is part of.
    fn cycles(&mut self, api: &Api) -> bool {
        let mut state = vec![0_u8; api.types.len()];
        let mut found = false;
        for start in 0..api.types.len() {
            if state.get(start) != Some(&0) {
                continue;
            }
            let mut stack = vec![(start, 0_usize)];
            state.get_mut(start).into_iter().for_each(|state| *state = 1);
            while let Some((id, next)) = stack.last_mut() {
                let edge =
                    fields(api, *id).filter_map(|field| named(&field.ty).map(|to| (field, to.0))).nth(*next);
                *next += 1;
                match edge {
                    None => {
                        state.get_mut(*id).into_iter().for_each(|state| *state = 2);
                        stack.pop();
                    }
                    Some((field, to)) => match state.get(to) {
                        Some(0) => {
                            state.get_mut(to).into_iter().for_each(|state| *state = 1);
                            stack.push((to, 0));
                        }
                        Some(1) => {
                            found = true;
                            let (id, name, required) = (*id, field.name.clone(), field.required);
                            self.cycle(api, id, &name, required, to);
                        }
                        _ => {}
                    },
                }
            }
        }
        found
    }

    fn cycle(&mut self, api: &Api, id: usize, field: &str, required: bool, to: usize) {
        let Some(def) = self.tables.defs.get(id).copied() else { return };
        let target = api.types.get(to).map_or("", |ty| ty.name.as_str());
        let top = Cursor::top(def.of.file);
        let types = top.key("types");
        let ty = types.key(def.name);
        let fields = ty.key("fields");
        let key = if required { field.to_owned() } else { format!("{field}?") };
        let message = format!("{} holds itself, through {}", quoted(target), quoted(field));
        let draft = Draft::new(Code::TypeCycle, fields.key(&key).at_key(), message);
        self.report(draft.remedy("payloads have a depth: types do not nest in themselves"));
    }

    /// Reports each type that nests too deeply; there are no cycles.
    fn depth(&mut self, api: &Api) {
        let mut depths: Vec<Option<usize>> = vec![None; api.types.len()];
        for start in 0..api.types.len() {
            let mut stack = vec![start];
            while let Some(&id) = stack.last() {
                let below: Vec<usize> =
                    fields(api, id).filter_map(|field| named(&field.ty)).map(|to| to.0).collect();
                let open: Vec<usize> =
                    below.iter().copied().filter(|to| depths.get(*to).copied().flatten().is_none()).collect();
                if open.is_empty() || depths.get(id).copied().flatten().is_some() {
                    let deepest =
                        below.iter().filter_map(|to| depths.get(*to).copied().flatten()).max().unwrap_or(0);
                    depths.get_mut(id).into_iter().for_each(|depth| *depth = Some(deepest + 1));
                    stack.pop();
                    if deepest == MAX_DEPTH {
                        let name = api.types.get(id).map_or("", |ty| ty.name.as_str());
                        let message = format!("{} nests more than {MAX_DEPTH} objects", quoted(name));
                        self.at_type(Code::TooLarge, id, message, "make it flatter");
                    }
                } else {
                    stack.extend(open);
                }
            }
        }
    }
}

fn fields(api: &Api, id: usize) -> impl Iterator<Item = &crate::api::Field> {
    match api.types.get(id).map(|ty| &ty.shape) {
        Some(Shape::Object { fields, .. }) => fields.iter(),
        _ => [].iter(),
    }
}

/// The type that a field's type names.
fn named(ty: &FieldType) -> Option<TypeId> {
    match ty {
        FieldType::Named(id) => Some(*id),
        FieldType::List(inner) | FieldType::Map(inner) => named(inner),
        FieldType::Scalar(_) | FieldType::Any => None,
    }
}

/// Which types can be reached from some.
fn reached(api: &Api, from: impl Iterator<Item = TypeId>) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let mut waiting: Vec<TypeId> = from.collect();
    while let Some(id) = waiting.pop() {
        match reached.get_mut(id.0) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        waiting.extend(fields(api, id.0).filter_map(|field| named(&field.ty)));
    }
    reached
}
