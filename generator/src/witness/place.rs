use super::probe::{Step, general};
use crate::api::TypeId;

/// Where a payload begins: the body of a call, an answer, an event.
#[derive(Clone, Debug)]
pub struct Root {
    /// `v1.create_customer: body`
    pub name: String,
    /// Its type in the old model.
    pub old: TypeId,
    /// Its type in the new model.
    pub new: TypeId,
}

/// A way from a root down to a type.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it begins.
    pub root: Root,
    /// The way.
    pub steps: Vec<Step>,
}

impl Place {
    /// `v1.create_customer: body, parties[].email`
    pub fn text(&self, within: Option<&str>) -> String {
        let way = general(&self.steps);
        let mut text = self.root.name.clone();
        for (index, part) in
            [Some(way.as_str()), within].into_iter().flatten().filter(|part| !part.is_empty()).enumerate()
        {
            text.push_str(if index == 0 { ", " } else { "." });
            text.push_str(part);
        }
        text
    }
}
