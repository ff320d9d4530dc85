use super::{Resolver, tables::has_tabs};
use crate::api::Place;
use crate::model::SourceRef;
use crate::report::{Code, Draft, quoted};
use crate::source::{Cursor, TypesOf};

/// What an entry says of where it comes from.
#[derive(Clone, Copy)]
pub struct Origin<'d> {
    pub section: Option<&'d String>,
    pub source: Option<&'d SourceRef>,
    pub locator: Option<&'d String>,
    pub says: Option<&'d String>,
}

impl<'d> Origin<'d> {
    pub fn of(section: Option<&'d String>, source: Option<&'d SourceRef>) -> Self {
        Origin { section, source, locator: None, says: None }
    }

    /// What is said there.
    pub fn stating(self, locator: Option<&'d String>, says: Option<&'d String>) -> Self {
        Origin { locator, says, ..self }
    }
}

impl<'a> Resolver<'a> {
    /// Where something comes from: its own section or source, or what it belongs to.
    pub(super) fn place(
        &mut self,
        of: &'a TypesOf,
        origin: Origin<'_>,
        otherwise: Option<Place>,
        at: &Cursor<'_>,
    ) -> Option<Place> {
        let place = match (origin.source, origin.section) {
            (Some(source), _) => self.source_place(source, Some(of), &at.key("source")),
            (None, Some(section)) => {
                let source = SourceRef { section: section.clone(), ..SourceRef::default() };
                self.source_place(&source, Some(of), at)
            }
            (None, None) => otherwise,
        };
        self.statement(origin.locator, origin.says, at);
        let Place { locator, says, .. } = place.as_ref()?;
        let locator = origin.locator.or(locator.as_ref()).cloned();
        let says = origin.says.or(says.as_ref()).cloned();
        place.map(|place| Place { locator, says, ..place })
    }

    /// The place that a reference names.
    pub(super) fn source_place(
        &mut self,
        source: &SourceRef,
        of: Option<&'a TypesOf>,
        at: &Cursor<'_>,
    ) -> Option<Place> {
        self.statement(source.locator.as_ref(), source.says.as_ref(), at);
        let (key, document) = self.document(source, of, at)?;
        let version = || of?.version.clone().filter(|_| has_tabs(document));
        Some(Place {
            document: key,
            title: document.title.clone(),
            tab: source.tab.clone().or_else(version),
            section: source.section.clone(),
            locator: source.locator.clone(),
            says: source.says.clone(),
        })
    }

    fn statement(&mut self, locator: Option<&String>, says: Option<&String>, at: &Cursor<'_>) {
        for (key, text) in [("where", locator), ("says", says)] {
            if let Some(text) = text {
                self.line(text, &at.key(key));
            }
        }
    }

    /// As [`Resolver::place`], of what has nothing to inherit from.
    pub(super) fn own_place(
        &mut self,
        of: &'a TypesOf,
        origin: Origin<'_>,
        what: &str,
        at: &Cursor<'_>,
    ) -> Place {
        if origin.section.is_none() && origin.source.is_none() {
            let draft = Draft::new(
                Code::MissingSource,
                at.at_key(),
                format!("{what} does not say where it comes from"),
            );
            self.report(
                draft.label("no `section`").remedy("add the heading of the guide's section, `section: …`"),
            );
        }
        let nowhere = || Place { document: of.content.document.clone(), ..Place::default() };
        self.place(of, origin, None, at).unwrap_or_else(nowhere)
    }

    /// The rulings that something rests on.
    pub(super) fn rests_on(&mut self, rulings: &[String], at: &Cursor<'_>) {
        let list = at.key("rulings");
        for (index, ruling) in rulings.iter().enumerate() {
            if self.tables.rulings.contains(ruling.as_str()) {
                self.used.rulings.insert(ruling.clone());
                continue;
            }
            let message = format!("unknown ruling {}", quoted(ruling));
            let draft = Draft::new(Code::UnknownRuling, list.index(index).at_value(), message);
            let known: Vec<&str> = self
                .files
                .rulings
                .iter()
                .flat_map(|(_, file)| file.rulings.iter().map(|(name, _)| name))
                .collect();
            self.report_unknown(draft, ruling, known.into_iter(), "`rulings.yaml` names them");
        }
    }
}
