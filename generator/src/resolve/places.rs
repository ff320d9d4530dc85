use super::{Resolver, tables::has_tabs};
use crate::api::Place;
use crate::model::SourceRef;
use crate::report::{Code, Draft, quoted};
use crate::source::{Cursor, TypesOf};

impl<'a> Resolver<'a> {
    /// Where something comes from: its own section or source, or what it belongs to.
    pub(super) fn place(
        &mut self,
        of: &'a TypesOf,
        section: Option<&String>,
        source: Option<&SourceRef>,
        otherwise: Option<&Place>,
        at: &Cursor<'_>,
    ) -> Option<Place> {
        match (source, section) {
            (Some(source), _) => self.source_place(source, of, &at.key("source")),
            (None, Some(section)) => {
                let source = SourceRef { document: None, tab: None, section: section.clone() };
                self.source_place(&source, of, at)
            }
            (None, None) => otherwise.cloned(),
        }
    }

    fn source_place(&mut self, source: &SourceRef, of: &'a TypesOf, at: &Cursor<'_>) -> Option<Place> {
        let (key, document) = self.document(source, Some(of), at)?;
        let tab = source.tab.clone().or_else(|| of.version.clone().filter(|_| has_tabs(document)));
        Some(Place { document: key, title: document.title.clone(), tab, section: source.section.clone() })
    }

    /// As [`Resolver::place`], of what has nothing to inherit from.
    pub(super) fn own_place(
        &mut self,
        of: &'a TypesOf,
        section: Option<&String>,
        source: Option<&SourceRef>,
        what: &str,
        at: &Cursor<'_>,
    ) -> Place {
        if section.is_none() && source.is_none() {
            let draft = Draft::new(
                Code::MissingSource,
                at.at_key(),
                format!("{what} does not say where it comes from"),
            );
            self.report(
                draft.label("no `section`").remedy("add the heading of the guide's section, `section: …`"),
            );
        }
        let nowhere = || Place {
            document: of.content.document.clone(),
            title: String::new(),
            tab: None,
            section: String::new(),
        };
        self.place(of, section, source, None, at).unwrap_or_else(nowhere)
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
