//! How a payload of one version becomes one of the next.

use super::TypeId;

/// An index into [`super::Api::upgrades`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UpgradeId(pub usize);

/// What makes a newer type of an older one.
#[derive(Clone, Debug)]
pub struct Upgrade {
    /// The older type.
    pub from: TypeId,
    /// The newer type.
    pub to: TypeId,
    /// Whether both are bodies of requests: what the SDKs offer.
    pub is_root: bool,
    /// The type of what the newer one needs and the older one lacks. Of an enum it is the newer enum itself:
    /// what stands in for values that have no successor.
    pub additions: Option<TypeId>,
    /// Whether it fails where the additions for the items of a list are not as many as the items.
    pub is_fallible: bool,
    /// How.
    pub shape: UpgradeShape,
}

/// What an [`Upgrade`] does.
#[derive(Clone, Debug)]
pub enum UpgradeShape {
    /// Of an object.
    Object {
        /// How the newer fields are filled, in their order; others stay absent.
        steps: Vec<UpgradeStep>,
        /// The older fields that have no place.
        gone: Vec<Gone>,
        /// The issues that the newer version may have with the values that are carried.
        refusals: Vec<Refusal>,
    },
    /// Of an enum.
    Enum {
        /// Each older value with its successor, in the model's order; `None` where the caller says what stands in.
        values: Vec<(String, Option<String>)>,
        /// The row on which that rests.
        row: Option<String>,
    },
}

/// How a field of the newer object is filled.
#[derive(Clone, Debug)]
pub struct UpgradeStep {
    /// The newer field.
    pub field: String,
    /// Out of what.
    pub filling: Filling,
    /// The row on which it rests; a field that is simply carried has none.
    pub row: Option<String>,
}

/// Out of what a field is filled.
#[derive(Clone, Debug, PartialEq)]
pub enum Filling {
    /// Out of the additions' field of that name; absent where that is.
    Asked,
    /// Out of the older object.
    Taken {
        /// The names down to the older field; none is the older object itself.
        from: Vec<String>,
        /// Whether the older field, the last one, is optional.
        optional: bool,
        /// What it is where the older field is absent.
        otherwise: Option<String>,
        /// What becomes of the value.
        how: How,
        /// Whether it becomes the one item of a list.
        wrapped: bool,
    },
    /// Out of several older texts.
    Joined {
        /// The names down to each, and whether it may be absent; one at least may not.
        parts: Vec<(Vec<String>, bool)>,
        /// What stands between them.
        separator: String,
    },
}

/// What becomes of an older value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It stays what it is.
    Same,
    /// It is upgraded, with the additions' field of the step's name where it needs any.
    One(UpgradeId),
    /// Each item of the list is upgraded, with the item of the additions' list at the same place; items of an enum
    /// all with the same stand-in.
    Each(UpgradeId),
}

/// An older field that has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The older field.
    pub field: String,
    /// The row that says so.
    pub row: String,
}

/// An issue that the newer version may have with carried values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where, from the newer object: `tax_info[].document_id`.
    pub path: String,
    /// Its code.
    pub code: String,
    /// The row on which it rests.
    pub row: String,
}

impl super::Api {
    /// The upgrade behind an id.
    pub fn upgrade(&self, id: UpgradeId) -> Option<&Upgrade> {
        self.upgrades.get(id.0)
    }

    /// Whether a type is only what an upgrade asks for: no guide describes it.
    pub fn is_additions(&self, id: TypeId) -> bool {
        let is_it = |upgrade: &Upgrade| {
            upgrade.additions == Some(id) && matches!(upgrade.shape, UpgradeShape::Object { .. })
        };
        self.upgrades.iter().any(is_it)
    }

    /// The upgrades of request bodies.
    pub fn root_upgrades(&self) -> impl Iterator<Item = (UpgradeId, &Upgrade)> {
        let all = self.upgrades.iter().enumerate().map(|(index, upgrade)| (UpgradeId(index), upgrade));
        all.filter(|(_, upgrade)| upgrade.is_root)
    }

    /// Everything that the newer version may have against what an upgrade carries, from the payload down.
    pub fn refusals(&self, id: UpgradeId) -> Vec<Refusal> {
        let mut found = Vec::new();
        self.gather(id, "", &mut found);
        found
    }

    /// Newer types do not nest in themselves, so neither do upgrades.
    fn gather(&self, id: UpgradeId, at: &str, found: &mut Vec<Refusal>) {
        let Some(UpgradeShape::Object { steps, refusals, .. }) =
            self.upgrade(id).map(|upgrade| &upgrade.shape)
        else {
            return;
        };
        let below = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        found.extend(refusals.iter().map(|own| Refusal { path: below(&own.path), ..own.clone() }));
        for UpgradeStep { field, filling, .. } in steps {
            if let Filling::Taken { how: How::One(of) | How::Each(of), wrapped, .. } = filling {
                let is_list = *wrapped || matches!(filling, Filling::Taken { how: How::Each(_), .. });
                let path = below(field) + if is_list { "[]" } else { "" };
                self.gather(*of, &path, found);
            }
        }
    }
}
