use super::{Read, ReadItems, Seed, Slot, expecting, refuse};
use crate::{
    Check, Scope,
    scope::{Mark, Sections},
};
use fin_core::{Kind, MAX_ISSUES, nearest, unknown_field};
use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::{collections::HashSet, fmt, marker::PhantomData};

/// What a key of an object stands for.
#[doc(hidden)]
pub enum Key {
    /// The field of that place in the model's order, fields of flattened structs counted in.
    Field(usize),
    /// None that is known.
    Other(String),
}

/// An object with named fields: what the derive writes for a struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened",
    label = "only a struct with named fields and the derive, or a map, stands among the fields of another"
)]
#[doc(hidden)]
pub trait Object<'de>: Check + Sized {
    /// The fields while they are being read.
    type Draft;
    /// How many fields there are, those of flattened structs counted in.
    const COUNT: usize;
    /// The keys, in the model's order; an empty one where it lies in a flattened struct.
    const NAMES: &'static [&'static str];
    /// Whether keys that are not known are kept (a flattened map) or ignored.
    const OPEN: bool = false;

    /// Nothing read yet.
    fn draft() -> Self::Draft;
    /// The place of a key.
    fn find(key: &str) -> Option<usize>;
    /// Every key, those of flattened structs among them.
    fn names(names: &mut Vec<&'static str>);
    /// Reads the value of the field at a place. `base` is the place of the first field in the whole object.
    ///
    /// # Errors
    /// The text is not JSON.
    fn take<A: MapAccess<'de>>(
        draft: &mut Self::Draft,
        index: usize,
        base: usize,
        sections: &mut Sections,
        map: &mut A,
        scope: &mut Scope<'_>,
    ) -> Result<(), A::Error>;
    /// Takes a key that is not known, when a flattened map keeps it: `false` when none does.
    ///
    /// # Errors
    /// The text is not JSON.
    fn take_other<A: MapAccess<'de>>(
        _draft: &mut Self::Draft,
        _key: &str,
        _sections: &mut Sections,
        _map: &mut A,
        _scope: &mut Scope<'_>,
    ) -> Result<bool, A::Error> {
        Ok(false)
    }
    /// Puts the object into `slot`, if every field is sound.
    fn build(
        draft: Self::Draft,
        base: usize,
        sections: &mut Sections,
        scope: &mut Scope<'_>,
        slot: &mut Slot<Self>,
    );
}

/// Reads a field.
///
/// # Errors
/// The text is not JSON.
#[doc(hidden)]
#[inline]
pub fn field<'de, T: Read<'de>, A: MapAccess<'de>>(
    slot: &mut Slot<T>,
    name: &'static str,
    order: usize,
    (sections, map, scope): (&mut Sections, &mut A, &mut Scope<'_>),
    check: impl FnOnce(&T, &mut Scope<'_>),
) -> Result<(), A::Error> {
    if !matches!(slot, Slot::Missing) {
        sections.forget(order, scope);
    }
    let mark = scope.enter(name);
    map.next_value_seed(Seed::<T>(scope, slot))?;
    finish(slot, name, order, mark, (sections, scope), check);
    Ok(())
}

/// Reads a list whose items carry constraints.
///
/// # Errors
/// The text is not JSON.
#[doc(hidden)]
#[inline]
pub fn items_field<'de, T: ReadItems<'de>, A: MapAccess<'de>>(
    slot: &mut Slot<T>,
    name: &'static str,
    order: usize,
    (sections, map, scope): (&mut Sections, &mut A, &mut Scope<'_>),
    item: impl FnMut(&T::Item, &mut Scope<'_>),
    check: impl FnOnce(&T, &mut Scope<'_>),
) -> Result<(), A::Error> {
    if !matches!(slot, Slot::Missing) {
        sections.forget(order, scope);
    }
    let mark = scope.enter(name);
    map.next_value_seed(ItemsSeed(scope, slot, item))?;
    finish(slot, name, order, mark, (sections, scope), check);
    Ok(())
}

/// Reads a field that has a default: `null` stands for it as well.
///
/// # Errors
/// The text is not JSON.
#[doc(hidden)]
pub fn default_field<'de, T: Read<'de>, A: MapAccess<'de>>(
    slot: &mut Slot<T>,
    name: &'static str,
    order: usize,
    (sections, map, scope): (&mut Sections, &mut A, &mut Scope<'_>),
    check: impl FnOnce(&T, &mut Scope<'_>),
) -> Result<(), A::Error> {
    if !matches!(slot, Slot::Missing) {
        sections.forget(order, scope);
    }
    let mark = scope.enter(name);
    let mut optional = Slot::Missing;
    map.next_value_seed(Seed::<Option<T>>(scope, &mut optional))?;
    *slot = optional.flatten();
    finish(slot, name, order, mark, (sections, scope), check);
    Ok(())
}

/// The same for a list whose items carry constraints.
///
/// # Errors
/// The text is not JSON.
#[doc(hidden)]
pub fn default_items_field<'de, T: ReadItems<'de>, A: MapAccess<'de>>(
    slot: &mut Slot<T>,
    name: &'static str,
    order: usize,
    (sections, map, scope): (&mut Sections, &mut A, &mut Scope<'_>),
    item: impl FnMut(&T::Item, &mut Scope<'_>),
    check: impl FnOnce(&T, &mut Scope<'_>),
) -> Result<(), A::Error> {
    if !matches!(slot, Slot::Missing) {
        sections.forget(order, scope);
    }
    let mark = scope.enter(name);
    let mut optional = Slot::Missing;
    map.next_value_seed(ItemsSeed(scope, &mut optional, item))?;
    *slot = optional.flatten();
    finish(slot, name, order, mark, (sections, scope), check);
    Ok(())
}

#[inline]
fn finish<T>(
    slot: &Slot<T>,
    name: &'static str,
    order: usize,
    mark: Mark,
    (sections, scope): (&mut Sections, &mut Scope<'_>),
    check: impl FnOnce(&T, &mut Scope<'_>),
) {
    if let Slot::Value(value) = slot {
        check(value, scope);
    }
    scope.leave(mark, name, order, sections);
}

struct ItemsSeed<'s, 'c, T, F>(&'s mut Scope<'c>, &'s mut Slot<T>, F);

impl<'de, T: ReadItems<'de>, F: FnMut(&T::Item, &mut Scope<'_>)> DeserializeSeed<'de>
    for ItemsSeed<'_, '_, T, F>
{
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_items(deserializer, self.0, self.1, self.2)
    }
}

/// Passes over the value of a key that stands for nothing (`#[serde(skip)]` fields have none).
///
/// # Errors
/// The text is not JSON.
#[doc(hidden)]
pub fn skipped<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

struct KeySeed<T> {
    /// The place after the key that came last: payloads mostly keep the model's order.
    next: usize,
    object: PhantomData<T>,
}

impl<'de, T: Object<'de>> DeserializeSeed<'de> for KeySeed<T> {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, T: Object<'de>> Visitor<'de> for KeySeed<T> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        if T::NAMES.get(self.next) == Some(&key) && !key.is_empty() {
            return Ok(Key::Field(self.next));
        }
        Ok(T::find(key).map_or_else(|| Key::Other(key.to_owned()), Key::Field))
    }
}

struct ObjectVisitor<'s, 'c, T>(&'s mut Scope<'c>, &'s mut Slot<T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<'_, '_, T> {
    expecting!();
    refuse!(Kind::Object; boolean number text null array);

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let ObjectVisitor(scope, slot) = self;
        let mut draft = T::draft();
        let mut sections = Sections::new(scope);
        let mut unknown = Unknown::default();
        let mut next = 0;
        while let Some(key) = map.next_key_seed(KeySeed::<T> { next, object: PhantomData })? {
            match key {
                Key::Field(index) => {
                    next = index + 1;
                    T::take(&mut draft, index, 0, &mut sections, &mut map, scope)?;
                }
                Key::Other(key) => {
                    other::<T, A>(key, &mut draft, &mut unknown, (&mut sections, &mut map, scope))?
                }
            }
        }
        T::build(draft, 0, &mut sections, scope, slot);
        sections.arrange(scope);
        unknown.report::<T>(scope);
        if let Slot::Value(value) = slot {
            value.check_rules(scope);
        }
        Ok(())
    }
}

#[cold]
#[inline(never)]
fn other<'de, T: Object<'de>, A: MapAccess<'de>>(
    key: String,
    draft: &mut T::Draft,
    unknown: &mut Unknown,
    (sections, map, scope): (&mut Sections, &mut A, &mut Scope<'_>),
) -> Result<(), A::Error> {
    if T::take_other(draft, &key, sections, map, scope)? {
        return Ok(());
    }
    if !T::OPEN && !scope.allows_unknown_fields() {
        unknown.add(key);
    }
    skipped(map)
}

/// The keys that are not known, each once, in the payload's order.
#[derive(Default)]
struct Unknown {
    seen: HashSet<String>,
    keys: Vec<String>,
    more: bool,
}

impl Unknown {
    fn add(&mut self, key: String) {
        if self.seen.contains(&key) {
            return;
        }
        if self.keys.len() > MAX_ISSUES {
            // One more than is kept: enough to report that there were more.
            self.more = true;
            return;
        }
        self.keys.push(key.clone());
        self.seen.insert(key);
    }

    #[inline]
    fn report<'de, T: Object<'de>>(self, scope: &mut Scope<'_>) {
        if !self.keys.is_empty() {
            self.report_all::<T>(scope);
        }
    }

    #[cold]
    #[inline(never)]
    fn report_all<'de, T: Object<'de>>(self, scope: &mut Scope<'_>) {
        let mut names = Vec::new();
        T::names(&mut names);
        for key in self.keys {
            if scope.is_full() {
                // Looking for the nearest name is not worth it for what is not kept.
                scope.drop_one();
                continue;
            }
            let message = unknown_field(nearest(&key, names.iter().copied()));
            scope.unknown(key.into_boxed_str(), message);
        }
    }
}

/// Reads an object.
///
/// # Errors
/// The text is not JSON.
#[doc(hidden)]
#[inline]
pub fn object<'de, T: Object<'de>, D: Deserializer<'de>>(
    deserializer: D,
    scope: &mut Scope<'_>,
    slot: &mut Slot<T>,
) -> Result<(), D::Error> {
    deserializer.deserialize_any(ObjectVisitor(scope, slot))
}
