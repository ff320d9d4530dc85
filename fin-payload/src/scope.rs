//! What a read or a check carries along: options and context going in, issues coming out.
//!
//! Paths are put together on the way out, and only where there is an issue, so that a valid payload pays
//! nothing for them.

use crate::{Context, Facts, Issue, Issues, Options, path};
use fin_core::{Kind, MAX_ISSUES, Structure, required, type_mismatch};
use std::borrow::Cow;

/// One step of a path.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub enum Step {
    /// Into a field.
    Field(&'static str),
    /// To an item of a list.
    Index(usize),
    /// To the value of a key.
    Key(Box<str>),
}

/// The steps up to an issue, innermost first.
type Steps = Vec<Step>;

/// An issue whose path is still being put together, innermost step first.
#[derive(Debug)]
pub(crate) struct Finding {
    steps: Steps,
    code: &'static str,
    message: Cow<'static, str>,
}

/// The state of one read or check.
pub struct Scope<'c> {
    facts: Facts<'c>,
    options: &'c Options,
    found: Vec<Finding>,
    /// Where the innermost field's issues start: each field keeps its own first thousand, because it may
    /// still be forgotten when its key comes again.
    floor: usize,
    dropped: usize,
    /// The field that is being read: its `null` is `required`. `None` for items, map values and the body.
    reading: Option<&'static str>,
}

/// Where a field began, for [`Scope::leave`].
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Mark {
    start: usize,
    dropped: usize,
    floor: usize,
}

/// The issues of one field of an object that is being read.
#[derive(Clone, Copy)]
struct Section {
    order: usize,
    start: usize,
    end: usize,
    dropped: usize,
}

/// What was found so far in an object that is being read, field by field in the payload's order.
#[doc(hidden)]
pub struct Sections {
    start: usize,
    list: Vec<Section>,
}

impl<'c> Scope<'c> {
    pub(crate) fn new(context: &'c Context, options: &'c Options) -> Self {
        Scope { facts: Facts::new(context), options, found: Vec::new(), floor: 0, dropped: 0, reading: None }
    }

    /// The values beside the payload.
    #[inline]
    pub fn facts(&self) -> &Facts<'c> {
        &self.facts
    }

    pub(crate) fn allows_unknown_fields(&self) -> bool {
        self.options.allows_unknown_fields()
    }

    /// Whether nothing was found.
    pub(crate) fn is_clean(&self) -> bool {
        self.found.is_empty() && self.dropped == 0
    }

    /// Records what is wrong with the structure of the value at hand.
    #[cold]
    #[inline(never)]
    pub fn structure(&mut self, code: Structure, kind: Kind) {
        let message = code.message().unwrap_or_else(|| type_mismatch(kind));
        self.push(code.code(), Cow::Borrowed(message), Steps::new());
    }

    /// Records a `null` where a value of that kind is due.
    #[cold]
    #[inline(never)]
    pub fn null(&mut self, kind: Kind) {
        match self.reading {
            Some(field) => self.push(Structure::Required.code(), Cow::Owned(required(field)), Steps::new()),
            None => self.structure(Structure::Type, kind),
        }
    }

    /// Records a required field that is absent from an object.
    #[cold]
    #[inline(never)]
    pub(crate) fn absent(&mut self, field: &'static str) {
        self.push(Structure::Required.code(), Cow::Owned(required(field)), vec![Step::Field(field)]);
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn unknown(&mut self, key: Box<str>, message: String) {
        self.push(Structure::UnknownField.code(), Cow::Owned(message), vec![Step::Key(key)]);
    }

    /// Records a failed constraint or rule of the value at hand, unless its code is switched off.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, code: &'static str, message: &'static str) {
        self.fail_at(code, message, &[]);
    }

    /// The same, at a place below the value: the names on the way down.
    #[cold]
    #[inline(never)]
    pub fn fail_at(&mut self, code: &'static str, message: &'static str, at: &[&'static str]) {
        self.fail_steps(code, message, at.iter().rev().map(|name| Step::Field(name)));
    }

    /// The same, at a place below the value: the steps up from there, innermost first.
    #[doc(hidden)]
    pub fn fail_steps(
        &mut self,
        code: &'static str,
        message: &'static str,
        steps: impl IntoIterator<Item = Step>,
    ) {
        if !self.options.ignores(code) {
            self.push(code, Cow::Borrowed(message), steps.into_iter().collect());
        }
    }

    fn push(&mut self, code: &'static str, message: Cow<'static, str>, steps: Steps) {
        if self.found.is_empty() {
            self.found.reserve(8);
        }
        if self.found.len() - self.floor < MAX_ISSUES {
            self.found.push(Finding { steps, code, message });
        } else {
            self.dropped += 1;
        }
    }

    /// How much was found, for [`Scope::within`].
    #[inline]
    #[doc(hidden)]
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Puts a step in front of everything found since `start`.
    #[inline]
    #[doc(hidden)]
    pub fn within(&mut self, start: usize, step: impl FnOnce() -> Step) {
        if self.found.len() > start {
            self.prefix(start, &step());
        }
    }

    #[cold]
    #[inline(never)]
    fn prefix(&mut self, start: usize, step: &Step) {
        for finding in self.found.iter_mut().skip(start) {
            finding.steps.push(step.clone());
        }
    }

    /// From here on an item, a map value or the body is read: its `null` is of the wrong type.
    #[inline]
    pub(crate) fn read_item(&mut self) {
        self.reading = None;
    }

    /// Begins a field of an object that is being read.
    #[inline]
    #[doc(hidden)]
    pub fn enter(&mut self, name: &'static str) -> Mark {
        let mark = self.mark();
        self.floor = mark.start;
        self.reading = Some(name);
        mark
    }

    /// Ends a field: what was found in it goes under its name, and is its section of the object.
    #[inline]
    #[doc(hidden)]
    pub fn leave(&mut self, mark: Mark, name: &'static str, order: usize, sections: &mut Sections) {
        self.floor = mark.floor;
        if self.found.len() != mark.start || self.dropped != mark.dropped {
            self.prefix(mark.start, &Step::Field(name));
            self.section(mark, order, sections);
        }
    }

    /// Begins an entry of a map.
    pub(crate) fn enter_entry(&mut self) -> Mark {
        let mark = self.mark();
        self.floor = mark.start;
        self.reading = None;
        mark
    }

    /// Ends an entry of a map: takes out what was found in it, under its key, and how much was dropped.
    pub(crate) fn leave_entry(&mut self, mark: Mark, step: impl FnOnce() -> Step) -> (Vec<Finding>, usize) {
        self.floor = mark.floor;
        if self.found.len() == mark.start && self.dropped == mark.dropped {
            return (Vec::new(), 0);
        }
        self.prefix(mark.start, &step());
        let dropped = self.dropped - mark.dropped;
        self.dropped = mark.dropped;
        (self.found.split_off(mark.start), dropped)
    }

    /// Puts back what [`Scope::leave_entry`] took out.
    pub(crate) fn adopt(&mut self, found: Vec<Finding>, dropped: usize) {
        self.dropped += dropped;
        self.found.extend(found);
        self.cap();
    }

    /// Where something begins, for [`Scope::section_since`].
    pub(crate) fn mark(&self) -> Mark {
        Mark { start: self.found.len(), dropped: self.dropped, floor: self.floor }
    }

    /// Makes a section of what was found since.
    pub(crate) fn section_since(&self, mark: Mark, order: usize, sections: &mut Sections) {
        if self.found.len() != mark.start || self.dropped != mark.dropped {
            self.section(mark, order, sections);
        }
    }

    /// Whether the innermost field keeps no more.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() - self.floor >= MAX_ISSUES
    }

    /// Counts an issue that is not kept.
    pub(crate) fn drop_one(&mut self) {
        self.dropped += 1;
    }

    #[cold]
    #[inline(never)]
    fn section(&self, mark: Mark, order: usize, sections: &mut Sections) {
        let dropped = self.dropped - mark.dropped;
        sections.list.push(Section { order, start: mark.start, end: self.found.len(), dropped });
    }

    /// Records a required field that never came, in its place among the sections.
    #[cold]
    #[inline(never)]
    pub(crate) fn missing(&mut self, name: &'static str, order: usize, sections: &mut Sections) {
        let mark = self.mark();
        self.floor = mark.start;
        self.absent(name);
        self.floor = mark.floor;
        self.section(mark, order, sections);
    }

    /// Runs a check of a field of a built value and puts what it finds under the field's name.
    #[inline]
    #[doc(hidden)]
    pub fn field<R>(&mut self, name: &'static str, check: impl FnOnce(&mut Self) -> R) -> R {
        let start = self.found.len();
        let result = check(self);
        self.within(start, || Step::Field(name));
        result
    }

    /// Cuts what the innermost field has found down to what it may keep.
    fn cap(&mut self) {
        let most = self.floor + MAX_ISSUES;
        if self.found.len() > most {
            self.dropped += self.found.len() - most;
            self.found.truncate(most);
        }
    }

    pub(crate) fn finish(mut self) -> Issues {
        self.floor = 0;
        self.cap();
        let issues = self.found.into_iter().map(|finding| Issue {
            path: path::print(finding.steps.iter().rev()),
            code: finding.code,
            message: finding.message,
        });
        Issues::new(issues.collect(), self.dropped > 0)
    }
}

impl Sections {
    #[doc(hidden)]
    #[inline]
    pub fn new(scope: &Scope<'_>) -> Self {
        Sections { start: scope.found.len(), list: Vec::new() }
    }

    /// Drops what was found in a field whose key comes again: the last one counts.
    #[cold]
    #[inline(never)]
    pub(crate) fn forget(&mut self, order: usize, scope: &mut Scope<'_>) {
        let Some(index) = self.list.iter().position(|section| section.order == order) else { return };
        let gone = self.list.remove(index);
        scope.found.drain(gone.start..gone.end);
        scope.dropped -= gone.dropped;
        let count = gone.end - gone.start;
        for later in self.list.iter_mut().skip(index) {
            later.start -= count;
            later.end -= count;
        }
    }

    /// Puts the sections into the model's order.
    #[inline]
    pub(crate) fn arrange(&mut self, scope: &mut Scope<'_>) {
        if !self.list.is_empty() {
            self.sort(scope);
        }
    }

    #[cold]
    #[inline(never)]
    fn sort(&mut self, scope: &mut Scope<'_>) {
        if !self.list.is_sorted_by_key(|section| section.order) {
            let mut taken: Vec<Option<Finding>> = scope.found.drain(self.start..).map(Some).collect();
            self.list.sort_by_key(|section| section.order);
            for section in &self.list {
                let range = section.start - self.start..section.end - self.start;
                scope.found.extend(taken.get_mut(range).into_iter().flatten().filter_map(Option::take));
            }
        }
        scope.cap();
    }
}
